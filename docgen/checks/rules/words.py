"""Rules about words: terms, slips of typing, what was left over from drafting."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Hit, Subject
from docgen.core.errors import Level
from docgen.data import table

_LITERAL_PART = re.compile(r"(?:\(\?<[=!][^)]*\))?([\u4e00-\u9fff]+)")

_Term = tuple[str, "re.Pattern[str]", "dict[str, str]"]


@cache
def _known_terms() -> list[_Term]:
    """(what must stand in a text for the term to be in it, its pattern, its row) for every row of the table."""
    found: list[_Term] = []
    for row in table("terms"):
        literal = _LITERAL_PART.match(row["错"])
        found.append((literal[1] if literal else "", re.compile(row["错"], re.M), row))
    return found


@rule("X001", level="reminder", on="文字", source="现代汉语词典；检察机关公文的通行用语")
def terms(subject: Subject) -> Iterator[Finding]:
    """常见的用词错误。

    用词表在程序里，一词一行：错的写法、对的写法、理由。

    好：联合法治宣传；这些岗位；走过场；截至2024年6月；作出处罚
    错：在联合法制宣传等方面形成合力。
    改：在联合法治宣传等方面形成合力。
    错：此些岗位不属于禁忌岗位。
    改：这些岗位不属于禁忌岗位。
    错：为保证整改不走过程，持续跟进监督。
    错：截止2024年6月，全部整改。
    """
    for literal, pattern, row in _known_terms():
        # A plain search is a hundred times as fast as a pattern, and most terms stand in no text.
        if literal in subject.whole:
            for hit in subject.hits(pattern):
                yield _term_finding(hit, row)


def _term_finding(hit: Hit, row: dict[str, str]) -> Finding:
    because = f"：{row['理由']}" if row.get("理由") else ""
    level: Level | None = "hint" if row.get("级别") == "提示" else None
    fix = row["对"] if row.get("改", "是") == "是" else None
    return hit.finding(f"“{hit[0]}”应当是“{row['对']}”{because}", f"改成“{row['对']}”", fix=fix, level=level)


# A character before a word that begins with the same one is no slip: 在在校生中, 以以危险方法, 于于家村. What
# follows the pair here makes such a word, or a name, of its second half.
_WORDS = {
    "了": "解结然却断无心",
    "在": "校押建场职岗册编乎途逃线籍读京任家外手此所座案野地逃售役",
    "和": "平谐解睦美气蔼善硕顺田静县龙约好声风煦合服布林",
    "对": "外方口联策立照接付于账象比话手岸应抗待称面内质价决策齐换流症答垒党半生仗峙阵冲开",
    "于": "家都庄洪谦是田今0123456789",
    "被": "告害申处建监征执选保扣询审拘诉褥套子面单动迫抽检征约调举起上征抚救担资侵骗捕投监",
    "向": "阳东西南北上前后导往日来下心",
    "将": "来军近要士领才乐计",
    "把": "手关握柄戏脉守酒",
    "是": "否非以",
    "并": "购入行且列轨联网发案非存处排",
    "与": "会其否共日众时",
    "或": "许者明多然",
    "以": "上下及来后前内外便免为危暴色营次假旧案此至往权身点公人法德产奖工房租贷借其备期收罚教实强防生谋",
    "为": "了何期数首主民人难此由生政止害患例准师伍什名",
}
_NAMES = "东西南北家庄阳村河湖山镇乡街路桥沟坝坪塘港湾"
_DOUBLED_CHARACTERS = re.compile(
    r"(?P<safe>的的(?![确士]))|(?P<word>"
    + "|".join(f"{first}{first}(?![{rest}{_NAMES}])" for first, rest in _WORDS.items())
    + r")|(?P<other>下下(?!游|周|个|次|月|级|属|载|策|辈|一|等|之|沉|设|达|发|乡)|中中(?![国央介华小心型等医药间标年])|上上(?![下级级海报述升交传线门周次个半年访涨层千百万])"
    r"|不不|没没(?![收落入顶])|有有(?![关效序机力权利限害毒色偿])|已已(?![婚故])|应应(?![急对用邀聘])"
    r"|及及(?!时)|其其(?!他|它|中|余|实)|这这|该该|各各(?!自|类|级|地|方|界|项|种|有|位|区|县|市|村|户|镇)"
    r"|由由(?![来衷此家])|经经(?![济营过费常办销纪手贸络典理])|就就(?![业医学近餐读诊地职任座]))"
)


_BEFORE_MIDDLE = tuple("其集空途手心当")


@rule("X002", level="reminder", on="文字", source="明显的笔误")
def doubled_characters(subject: Subject) -> Iterator[Finding]:
    """字写重了。

    只指后一半不能自成一词的：“在在校生中”“以以危险方法”不是写重。

    好：检察官放下心来；天天巡查
    好：涉嫌以以危险方法危害公共安全罪；在在校生中调查；实实在在的损失
    错：检察官放下下心来。
    错：存在的的问题已经整改。
    改：存在的问题已经整改。
    """
    for hit in subject.hits(_DOUBLED_CHARACTERS):
        # 实实在在, 上上下下, 和和美美: a pair beside a pair.
        before, after = hit.before[-2:], hit.after[:2]
        if any(len(pair) == 2 and pair[0] == pair[1] for pair in (before, after)):
            continue
        # 其中中型, 为了了却: the first half ends a word that begins before it.
        if (hit[0] == "中中" and before[-1:] in _BEFORE_MIDDLE) or (hit[0] == "了了" and before[-1:] in ("为", "除")):
            continue
        fix = hit[0][0] if hit["safe"] else None
        yield hit.finding(f"“{hit[0]}”像是写重了", "删去一个" if fix is None else "", fix=fix)


PLACEHOLDERS = re.compile(
    r"\{\{[^}\n]*\}\}|｛｛[^｝\n]*｝｝|[×✕╳]{2,}|(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])|(?<=年)[XxＸ×](?=月)|(?<=月)[XxＸ×](?=日)"
    r"|待(?:补充?|填写?|定稿|核实后补)(?![贴助偿])(?=[）)】，。；]|$)|[（(【]待[补定核填][^）)】\n]{0,6}[）)】]|TODO|TBD|(?<![\w])[?？]{3,}|[?？]{3,}(?=[百千万亿元家件名人个处])|_{3,}|＿{2,}",
    re.M,
)


@rule("X003", level="reminder", on="文字", source="文书制作的一般要求：定稿不留空白")
def placeholders(subject: Subject) -> Iterator[Finding]:
    """留着没有填的占位符。

    草稿里只提醒；定稿（--final）不生成。

    好：对27家商场进行现场勘察。
    错：对××家商场进行现场勘察。
    错：于2024年X月X日立案。
    错：由主持人_____主持，结果待补充。
    错：该公司名称（待补）。
    """
    for hit in subject.hits(PLACEHOLDERS):
        yield hit.finding(f"“{hit[0]}”还没有填", "填上内容，或者删去")


_DIRECTIVE_IN_TEXT = re.compile(r"#[ \t]*docgen[:：][^\n]*")


@rule("X004", level="error", on="文字", source="docgen 的记录写法")
def directive_in_text(subject: Subject) -> Iterator[Finding]:
    """“docgen: 关闭”写进了正文。

    “|”下面的每一行都是正文，“#”在那里不是注释，会印出来。写在键的上一行。

    好：本院依法立案。
    错：
        查明: |
          # docgen: 关闭 P003
          本院依法立案。
    """
    for hit in subject.hits(_DIRECTIVE_IN_TEXT):
        yield hit.finding("这一行在“|”里面，会印在文书里", "移到键的上一行")


# 严格的落实机制, 及时的排查记录: the verb is part of a noun.
_NOUN_AFTER_VERB = (
    r"(?![是和与以有也都及或]|机制|记录|材料|义务|笔录|程序|方案|措施|要求|责任|制度|能力|情况|结果|力度|过程|流程|意识|态度|报告|程度|体系"
    r"|行为|活动|方式|标准|台账|清单|工作|路径|关系|经验|手段|效果|成果|依据|率|期|权|者|人)"
)
_DE_BEFORE_VERB = re.compile(
    r"(?:积极|认真|及时|严格|全面|切实|深入|主动|迅速|扎实|有序|逐一|耐心|充分|持续|不断|大力|彻底)(?P<de>的)(?=(?:开展|履行|推进|推动|落实|采取|组织|配合|督促|排查|整改|核查|调查|听取|查处|纠正|参与|完成|解决|回应|跟进|发挥|运用|研究|宣传)(?=[\u4e00-\u9fff])"
    + _NOUN_AFTER_VERB
    + ")"
)


@rule("X005", level="reminder", on="文字", source="现代汉语语法的一般规则")
def de_before_verb(subject: Subject) -> Iterator[Finding]:
    """状语后面的“的”应当是“地”。

    好：全面地履行职责；依法的行政行为；严格的落实机制；及时的排查记录
    错：积极的开展专项整治。
    """
    for hit in subject.hits(_DE_BEFORE_VERB):
        yield hit.finding("动词前面用“地”", "改成“地”", group="de")


_INVISIBLE_CHARACTERS = re.compile("[\u200b-\u200f\u2060\u00ad\u202a-\u202e]+|[\u2e80-\u2fdf]+|[\ue000-\uf8ff]+")


@rule("X006", level="reminder", on="文字", source="Unicode（部首区的字形和汉字不是同一个字符，检索、统计都会漏掉）")
def invisible_characters(subject: Subject) -> Iterator[Finding]:
    """文字里有看不见的字符，或者从 PDF 复制来的部首字、异体字符。

    好：本院依法立案。
    错：本院​依法立案。
    改：本院依法立案。
    错：⼈⺠检察院
    """
    for hit in subject.hits(_INVISIBLE_CHARACTERS):
        first = hit[0][0]
        if first < "\u2e80":
            yield hit.finding(f"看不见的字符（U+{ord(first):04X}）", "删去", fix="")
        elif first <= "\u2fdf":
            plain = unicodedata.normalize("NFKC", hit[0])
            yield hit.finding(
                f"“{hit[0]}”是部首字符，不是汉字",
                "重新输入这个字",
                fix=plain if plain != hit[0] and not re.search("[\u2e80-\u2fdf]", plain) else None,
            )
        else:
            yield hit.finding(f"自造字区的字符（U+{ord(first):04X}），别的电脑显示不出", "换成规范字")


_EXAGGERATION = re.compile(
    r"全国(?:首创|首例|第一|领先)|史无前例|前所未有|空前|彻底(?:杜绝|根除|根治)|圆满(?:解决|成功)|一致好评|高度(?:赞扬|评价)|巨大(?:成效|成功|反响)|强烈反响|填补[\u4e00-\u9fff]{0,4}空白"
)


@rule("X007", level="hint", on="宣传文字", source="典型案例评审常见问题（夸大、口号多）")
def exaggeration(subject: Subject) -> Iterator[Finding]:
    """宣传文字里有难以核实的夸大说法。

    好：全市首批
    错：
        典型意义: 本案系全国首创，取得了前所未有的巨大成效，彻底杜绝了此类问题。
    """
    for hit in subject.hits(_EXAGGERATION, public=True):
        yield hit.finding(f"“{hit[0]}”难以核实", "用事实和数字说明，或者写明依据")


_ENFORCEMENT_BY_PROSECUTORS = re.compile(
    r"(?:本院|我院|检察机关|检察院|检察官)[^，。；\n]{0,8}?(?P<word>执法)(?=办案|人员|检查|活动(?!监督))"
)


@rule("X008", level="hint", on="文字", source="人民检察院组织法第二条（检察机关是法律监督机关）")
def enforcement_by_prosecutors(subject: Subject) -> Iterator[Finding]:
    """把“执法”说成检察机关的工作。

    行政机关执法，检察机关办案、监督。

    好：督促行政机关加强执法
    错：检察机关在执法办案中发现线索。
    """
    for hit in subject.hits(_ENFORCEMENT_BY_PROSECUTORS):
        if not re.search(r"督促|建议|监督|对|行政", hit[0]):
            yield hit.finding(
                "检察机关不“执法”",
                "改成“司法”，或者只写“办案”",
                group="word",
            )


_PROCEDURE_VERBS = re.compile(
    r"(?P<verb>下达|下发|颁发|印发|出具)(?=[\u4e00-\u9fff]{0,4}检察建议(?!落实|回复|工作))|(?P<suit>发起|发动|启动了?)(?=(?:行政|民事|检察)?公益诉讼(?!调查|办案|立案|线索|程序|检察|专项))"
)


@rule("X009", level="reminder", on="文字", source="人民检察院公益诉讼办案规则第七十五条、第七十六条、第八十一条")
def procedure_verbs(subject: Subject) -> Iterator[Finding]:
    """办案用语不规范。

    立案是“决定立案”，检察建议是“提出”或者“制发”，公益诉讼是“提起”，文书是“送达”。

    好：向区水务局提出检察建议；依法提起公益诉讼
    错：向区水务局下达检察建议书。
    错：本院对区水务局下发检察建议。
    错：本院发起公益诉讼。
    """
    for hit in subject.hits(_PROCEDURE_VERBS):
        if hit["verb"]:
            yield hit.finding(f"检察建议不用“{hit['verb']}”", "写“提出”或者“制发”")
        else:
            yield hit.finding(f"公益诉讼不用“{hit['suit']}”", "写“提起”")
