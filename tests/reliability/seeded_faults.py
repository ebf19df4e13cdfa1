"""Seeded faults: clean sample records, one fault put in at a time, and whether ``docgen check`` finds it at its line.

    python -m tests.reliability.seeded_faults

prints a table: for each rule the number of faults put in and found, and what the clean records
say. A fault counts as found where its rule says something on the changed line that it did not
say before. A change after which the record cannot be read is no fault of its kind and fails the run.
"""

from __future__ import annotations

import re
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen import checks
from docgen.checks import Choice
from docgen.checks.subject import Subject
from docgen.core.errors import Problem
from docgen.core.source import Located, Span
from docgen.records.loader import load
from docgen.records.project import Project, Settings

ROOT = Path(__file__).parents[2]
CASE = re.compile(r"^检察院:", re.M)
PER_RECORD = 2
"""Faults of one kind in one record, at most."""

H = r"[\u4e00-\u9fff]"
T = r"^ {2,}(?! )(?!- \{|\w+: [{\[])"  # a paragraph or an item: not a mapping in braces

# rule, what is looked for in a line of the record, what it becomes
KINDS: list[tuple[str, str, str]] = [
    ("P001", rf"({H})，({H}{{2}}[^\n]*。)", r"\1,\2"),
    ("P001", rf"({H})；({H})", r"\1;\2"),
    ("P002", rf"（({H}[^（）\n]*)）(?=[，。的])", r"(\1)"),
    ("P003", r"》《", "》、《"),
    ("P003", r"”“", "”、“"),
    ("P004", rf"《中华人民共和国({H}+法)》第", r"《云江省实施<中华人民共和国\1>办法》第"),
    ("P005", rf"“({H}{{2}})({H}+)”", r"“\1“\2”等”"),
    ("P006", rf"({H})》第", r"\1第"),
    ("P006", rf"“({H}+)”", r"“\1"),
    ("P009", rf"{T}(?P<a>{H}{{4}}[^\n]*，[^\n]*。)$", r"    首先、\g<a>"),
    ("P011", rf"({H})。$", r"\1..."),
    ("P012", rf"({H})等({H}{{2}})", r"\1……等\2"),
    ("P013", rf"({H})，({H}{{4}})", r"\1--\2"),
    ("P014", rf"“({H}{{2}})({H}+)”", r"“\1・\2”"),
    ("P015", r"(?<!\d)([4-9]|[1-9]\d+)(家|件|处)(?=[^\d]*。)", r"3-\1\2"),
    ("P017", rf"“({H}+)”({H})", r'"\1"\2'),
    ("P018", r"）(?=[，、])", "。）"),
    ("P019", rf"({H})，({H})", r"\1，，\2"),
    ("P020", rf"({H}{{12,}}[^\n]*)。$", r"\1"),
    ("P021", rf"({H}{{3}}，)({H}{{3}})", r"\1 \2"),
    ("P022", r"(\d)(家|件|日|处|平方米)", r"\1 \2"),
    ("P023", rf"({H})，没有{H}", r"\1，没有《医疗机构执业许可证》，没有"),
    ("P024", rf"({H}{{4}})，({H}{{6}})", r"\1。一是，\2"),
    ("P025", rf"({H}{{2}})和({H}{{2}})", r"\1、和\2"),
    ("P026", rf"根据({H})", r"根据临政发[2023]5号和\1"),
    ("F101", r"(?<![\d近约超〔年月第至到.．—-])(\d+)(家|件|人|吨)", r"近\1余\2"),
    ("F102", r"(\d)(\d{3})(?=人|名|份|平方米)", r"\1千"),
    ("F102", r"(?<![\d.])(\d)(家|件|名|项)(?=[^\d])", r"\g<1>百\2"),
    ("F103", r"(?<![\d.])(\d+)(万平方米)", r"1～\1\2"),
    ("F104", rf"({H})(\d)(个月|个|家|件)", r"\1三、四\3"),
    ("F105", rf"({T}(?!(?:- )?\w+: )[^\n]*)(?<!\d)20(\d\d)年", r"\1２０\2年"),
    ("F106", r"(?<=[\u4e00-\u9fff])(\d+)(平方米|公里|家|件)", r".\1\2"),
    ("F108", rf"({H})20(\d\d)年(\d+)月", r"\1\2年\3月"),
    ("F109", r"(?<=，)(\d{4})年", r"上世纪80年代，\1年"),
    ("F112", r"([，。])两(家|个|名)", r"\1二\2"),
    ("F113", rf"({H})\d{{1,2}}(家|处|件|名)", r"\1二十三\2"),
    ("F114", r"(｛清运量｝)", r"\1吨"),
    ("F114", r"(｛(?:勘察场所|问题商场|排查企业|查扣|违规旅馆|筛查机构)｝)", r"\1家"),
    ("F114", r"(｛投诉件数｝)", r"\1件"),
    ("F115", r"值: (\d+)(家|件|处|吨|份|款), 对外: (\d)0余", r"值: \1\2, 对外: 9\g<3>0余"),
    ("F116", rf"({H})，({H}{{4}}[^\n]*。)$", r"\1，投诉下降3倍，\2"),
    ("F117", r"超过(\d+)(万平方米|万人次)", r"超过\1\2以上"),
    ("F118", r"(?<!\d)2024年", "二零二四年"),
    ("F119", rf"({H})，({H}{{4}}[^\n]*。)$", r"\1，办理案件396件、482人，\2"),
    ("F121", r"^(查明: \|\n {2})", r"\1发现12家场所不合规定，包括8家商场、3家医院。"),
    ("F121", r"^(整改: \|\n {2})", r"\1共检查27家场所，其中整改30家。"),
    ("F122", r"^(整改: \|\n {2})", r"\1整改率达到120%。"),
    ("F123", r"值: (\d+)[家件](?=[,}][\s\S]*｛问题商场｝商场)", r"值: \1家。"),
    ("A019", r"^    异议期限: [^\n]*", "    异议期限: 收到以后"),
    ("A020", r"^(回复:\n  - 机关: )\S+", r"\g<1>某商场"),
    ("A021", r"^(立案:\n)(  - [^\n]*\n)", r"\1\2\2"),
    ("A022", r"^  时间: 2024年(\d+)月\d+日", "  时间: 2024年10月1日"),
    ("D001", r"(决定日期: )2024年(\d+)月(\d+)日", r"\g<1>2023年\2月\3日"),
    ("D001", r"(机关: \S+, 日期: )2024年(\d+)月(\d+)日, 文号", r"\g<1>2024年1月1日, 文号"),
    ("D002", r"(决定送达: )2024年(\d+)月(\d+)日", r"\g<1>2024年6月30日"),
    ("D003", r"(    送达日期: )2024年(\d+)月(\d+)日", r"\g<1>2024年6月5日"),
    ("D004", r"(备案日期: )2024年(\d+)月(\d+)日", r"\g<1>2024年12月5日"),
    ("D006", r"(通知日期: )2024年4月2日", r"\g<1>2024年4月11日"),
    ("D006", r"(通知日期: )2024年5月20日", r"\g<1>2024年5月23日"),
    ("D006", r"(通知日期: )2024年4月10日", r"\g<1>2024年4月17日"),
    ("D007", r"(?<=[，。])(2024年\d+月\d+日)，", r"\1（星期三），"),
    ("D008", r"(?<=[，。])2024年(\d+)月\d+日", r"2024年\1月32日"),
    ("D009", r"(诉讼过程: \|\n {2})2024年", r"\1"),
    ("D010", r"2024年([1-9])月(\d+)日，", r"2024年0\1月\2日，"),
    ("D011", r"2024年(\d+)月(\d+)日，", r"2024-\1-\2，"),
    ("D012", r"(文号: \S+〔)2024(〕)", r"\g<1>2021\2"),
    ("D014", rf"{T}2024年(\d+月)，", r"    今年\1，"),
    ("D017", r"2024年4月(?=，本院(?:召开|向))", "2023年4月"),
    ("D018", r"^(整改: \|\n {2})", r"\1截至2021年6月，已经完成整改。"),
    ("D019", r"(其他说明: \|\n {6})", r"\1请于2021年3月1日前书面回复本院。"),
    ("D020", r"^(回访:\n  - 日期: )2024年", r"\g<1>2042年"),
    ("D021", r"^(查明: \|\n {2})", r"\g<1>2099年3月5日，有关单位到场检查，没有处理。"),
    ("L001", r"《中华人民共和国[^》]+》第", "《中华人民共和国物权法》第"),
    ("L002", r"《中华人民共和国[^》]+》第(?![\s\S]*2026年)", "《中华人民共和国学前教育法》第"),
    ("L003", r"《中华人民共和国[^》]+》第[一二三四五六七八九十百零]+条", "《人民检察院公益诉讼办案规则》第一百九十九条"),
    ("L004", r"民事诉讼法》第五十八条", "民事诉讼法》第五十五条"),
    ("L005", r"》第[一二三四五六七八九十百零]+条", "》第25条"),
    ("L006", r"《中华人民共和国([^》]+法)》第", r"《\1》第"),
    ("L007", r"(《中华人民共和国[^》]+)法》", r"\1发》"),
    ("L010", r"((?:职责|违反|提出): \[《中华人民共和国[^》]+》)第[^,\]]+", r"\1"),
    ("L013", r"条第([一二三四五六七八九])款", r"条\1款"),
    ("L014", r"行政诉讼法》第二十五条第四款", "行政诉讼法》第二十五条"),
    ("L015", r"《(中华人民共和国[^》]+法)》第", r"\1第"),
    ("J001", rf"({H})，({H}{{4}}[^\n]*。)$", r"\1，区国土资源局没有处理，\2"),
    ("J002", r"(全称: \S+?)(住房和城乡建设局|卫生健康委员会|市场监督管理局)", r"\1住建局"),
    ("J003", r"(?<=全称: )云江省[^,}\s]+局(?=[,}])", "云江省青川市水务管理局"),
    ("J004", r"^检察院: (?:云江省|北京市)", "检察院: "),
    ("J006", r"^事由: (?:规范|保护|整治|维护)", "事由: "),
    ("J008", r"至本院立案时", "至我院立案时"),
    ("J008", r"(公益受损: \|\n {2})", r"\1我院查明，"),
    ("J008", r"(机制: \|\n {2}2024年\d+月，)本院", r"\1我院"),
    ("J009", r"你单位", "贵单位"),
    ("A003", r"(其他说明: \|\n {6})", r"\1请在收到本检察建议书之日起一个月内书面回复本院。"),
    ("A004", r"^      - (?:对|立即|依法|组织|完善|商|在)[^\n]*。$", "      - 提高认识，高度重视，进一步加强监管。"),
    ("A005", r"^      - (?:对|立即|依法|组织|完善|商|在)[^\n]*。$", "      - 某公司应当立即停止违法行为。"),
    ("A006", rf"({H})，({H}{{4}}[^\n]*。)$", r"\1，本院依法扣押涉案物品，\2"),
    ("A011", r"(线索: \{来源: )[^,]+(?:, 说法: [^,]+)?(?=, 日期)", r"\1坊间"),
    ("A012", r"(查明: \|\n {2})", r"\1收到检察建议后，该单位已经全部整改。"),
    ("A013", r"(公益受损: \|\n {2})", r"\1检察机关交出守护群众获得感的答卷。"),
    ("A015", r"(被建议单位: (\S+)\n(?:(?!  - 被建议).*\n)*?    抄送: \[)", r"\1\2, "),
    ("A016", "公告期三十日", "公告期十五日"),
    ("X001", rf"({H})，({H}{{4}}[^\n]*。)$", r"\1，其它问题同步处理，\2"),
    ("X001", r"截至", "截止"),
    ("X001", rf"({H})，({H}{{4}}[^\n]*。)$", r"\1，联合法制宣传，\2"),
    ("X002", rf"({H}{{2}})的({H}{{2}})", r"\1的的\2"),
    ("X003", r"(?<=[，。])(\d+)(家|件|名|处)", r"××\2"),
    ("X003", r"2024年(\d+)月(\d+)日，", r"2024年×月×日，"),
    ("X005", rf"({H})，({H}{{4}}[^\n]*。)$", r"\1，积极的开展整治，\2"),
    ("X006", rf"({H}{{3}})，({H})", "\\1\u200b，\\2"),
    ("X007", r"(典型意义: \|\n {2})", r"\1本案系全国首创。"),
    ("X009", r"提出检察建议", "下达检察建议"),
    ("Q002", r"^典型意义: \|", "典型意义: |"),
    ("Q005", r"^摘要: ([^\n]{30,})", r"摘要: \1\1\1"),
    ("Q008", rf"({H})。$", r"\1。[供稿单位:]"),
    ("Q009", r"(典型意义: \|\n {2})([^\n。]{25,}。)", r"\1\2\2"),
    ("Q010", r"(基本案情: \|\n {2})", r"\1【基本案情】\n  "),
    ("L008", r"职责: \[", "职责: [《人力资源市场暂行条例》第三十四条, 《中华人民共和国社会保险法》第八十四条, "),
    ("L009", r"职责: \[[^\]\n]+\]", "职责: [《主管部门职能配置、内设机构和人员编制规定（“三定”方案）》]"),
    ("L011", r"^(检察院: (?![\s\S]*类别: 社会治理)[\s\S]*?)《中华人民共和国[^》]+》第[一二三四五六七八九十百零]+条(?!第)", r"\1《中华人民共和国未成年人保护法》第一百一十四条"),
    ("L012", r"^法律依据:\n", "法律依据:\n  提出: [《中华人民共和国妇女权益保障法》第七十七条第（二）项]\n"),
    ("L016", r"妇女权益保障法》第三条第四款", "妇女权益保障法》第三条第九款"),
    ("L016", r"《中华人民共和国[^》]+》第[一二三四五六七八九十百零]+条(?:第.款)?", "《中华人民共和国行政诉讼法》第二十五条第五款"),
    ("L017", r"《中华人民共和国[^》]+》第[一二三四五六七八九十百零]+条(?:第.款)?", "《中华人民共和国民法典》第九百九十七条第一款"),
    ("L018", r"(检察院: 北京[\s\S]*?典型意义: \|\n {2})", r"\1根据《上海市绿化条例》第五条的规定，"),
    ("L018", r"(检察院: 北京[\s\S]*?基本案情: \|\n {2})", r"\1《河北省水污染防治条例》第三条规定，"),
    ("L019", r"^领域: [^\n]+", "领域: 反垄断"),
    ("A001", r"^    认定: \|\n(?: {6}[^\n]*\n)+", ""),
    ("A001", r"(类别: 公益诉讼\n(?: {4}[^\n]*\n)*?)    建议:\n(?: {6}[^\n]*\n)+", r"\1"),
    ("A001", r"^公益受损: \|\n(?: {2}[^\n]*\n)+", ""),
    ("A001", r"^线索: [^\n]*\n(?=[\s\S]*^检察建议:)", ""),
    ("A002", r"^    异议期限: [^\n]*\n", ""),
    ("A002", r"^证据:\n(?: {2}[^\n]*\n)+", ""),
    ("A007", r"(  听证员:\n(?:    - [^\n]*\n){2})(?:    - [^\n]*\n)+", r"\1"),
    ("A008", r"(?<=身份: )区(?:人大代表|政协委员)", "人民监督员"),
    ("A009", r"^  主持人: [^\n]*\n", ""),
    ("A009", r"^  地点: [^\n]*\n", ""),
    ("A009", r"^  公告日期: [^\n]*\n", ""),
    ("A010", r"^  公开: 是", "  公开: 否"),
    ("A014", r"(    认定: \|\n {6})([^\n]*)(\n[\s\S]*?    认定: \|\n {6})[^\n]*", r"\1\2\3\2"),
    ("A017", r"^    送达方式: [^\n]*\n", ""),
    ("A017", r"^    送达地点: [^\n]*\n", ""),
    ("A018", r"(    认定: \|\n {6}[^\n]*)", r"\1提出如下七项建议："),
    ("A018", r"(查明: \|\n {2})", r"\1存在三方面问题：一是没有许可；二是没有检查。"),
    ("D005", r"(回复:\n  - 机关: \S+\n    日期: )2024年\d+月\d+日", r"\g<1>2024年9月28日"),
    ("D013", r"(文号: (\S+?〔2024〕\d+号)[\s\S]*?文号: )\S+?号", r"\1\2"),
    ("D015", r"(    )2024年\d+月，本院(?=向|召开)", r"\g<1>2021年1月，本院"),
    ("D016", r"(    送达日期: )2024年\d+月\d+日([\s\S]*?)^回复:\n(?: {2}[^\n]*\n)+", r"\g<1>2024年8月5日\2"),
    ("J005", r"(主持人: )(?:副检察长|第.检察部主任)(?=(\S{2,3})\n[\s\S]*(?:副检察长|主任)\2)", r"\1检察长"),
    ("J007", r"(检察院: (\S+)\n事由: (\S{2})(\S+)\n[\s\S]*?典型意义: \|\n {2})", r"\1\2督促\3加强\4行政公益诉讼案有典型意义。"),
    ("J011", r"^(查明: (?:\|\n {2}))(?=[\s\S]*听证员:\n    - \{姓名: (\S)(\S)\S,)", r"\1听证员\2\3某某反映问题突出。".replace("某某", "鑫")),
    ("J012", r"^(查明: \|\n {2})", r"\1区园林绿化局没有处理。"),
    ("J013", r"你称: 你局", "你称: 你办"),
    ("J013", r"你称: 你委", "你称: 你局"),
    ("J016", r"(?<=全称: )(\S+?[省市])\S{2}[县区](?=\S+局)", r"\1丁卯县"),
    ("L021", r"作为(?:卫生健康|住房和城乡建设|生态环境|燃气|农业农村)(?:主管|管理)部门", "作为水行政主管部门"),
    ("L022", r"依据: \[《人民检察院公益诉讼办案规则》第七十四条", "依据: [《人民检察院公益诉讼办案规则》第八十四条"),
    ("D022", r"在法定期限内书面回复", "在五日内书面回复"),
    ("A023", r"｛区住建局｝书面回复", "｛区卫健委｝书面回复"),
    ("A024", r"^( +建议:\n +- )", r"\1按照附件9，"),
    ("J015", r"文号: \S+?检行公建", "文号: 甲检行公建"),
    ("L020", r"第十九条第一款的规定责令", "第十九条第二款的规定责令"),
    ("J014", r"^(整改: \|\n {2})(?=[\s\S]*文号: (\S+?〔\d+〕)\d+号)", r"\1收到检察建议书（\g<2>999号）后，开展整改。"),
    ("J010", r"^  \S+: \{全称: (云江省\S+?)(?=[,}])[^\n]*\n", r"\g<0>  同一机关: {全称: \1}\n"),
    ("X004", r"^(查明: \|\n {2})", r"\1# docgen: 关闭 P003\n  "),
    ("P010", r"^典型意义: \|", "其他部分: [{标题: 后续工作。, 正文: 继续跟进。}]\n典型意义: |"),
    ("P016", r"(查明: \|\n {2})", r"\1一创新工作举措\n  二、健全协作机制\n  "),
    ("P031", r"｛(\S+?)｝", r"｛\1"),
    ("P031", r"｛(\S+?)｝", r"【\1】"),
    ("P031", r"2024年(\d+)月(\d+)日，", r"2024年__月__日，"),
    ("Q001", r"^调查和督促履职:[^\n]*\n(?: {2,}[^\n]*\n)+", "调查和督促履职: 2024年4月，本院向行政机关提出检察建议。\n"),
    ("Q006", r"(^ {2}整改: \|\n {4})[^\n]*(?:\n {4}[^\n]*)*", r"\1行政机关积极整改，取得明显成效。"),
    ("Q003", r"(典型意义: \|\n {2})([^\n]{60,})", r"\1\2\2\2\2\2\2"),
    ("Q004", r"^基本案情: \|\n(?: {2}[^\n]*\n)+", ""),
    ("Q004", r"^典型意义: \|\n(?: {2}[^\n]*\n)+", ""),
    ("Q007", r"^检察院: [^\n]*\n", r"\g<0>密级: 秘密\n"),
]  # fmt: skip

ELSEWHERE = frozenset({"A001", "A002", "A007", "A009", "A010", "A014", "A017", "A018", "D013", "D015", "L019", "Q003", "Q004", "Q007", "J010", "J005"})  # fmt: skip
"""Rules that speak where something is to be written, or of two places: what they say anywhere, and did not say before, counts."""


OFFICES = Settings(addressees=(Located("云江省青川市临河区水务局", Span("docgen.yaml")),))
"""The list of offices that J003 holds names against; the other rules are run as in a project without settings."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One record with one fault; ``line`` is where its rule must speak, 0 for anywhere; whether it does is ``found``."""

    code: str
    record: str
    text: str
    line: int
    found: bool


def records() -> list[Path]:
    """The clean case records; what a conference or a release names lies beside it and cannot be copied away."""
    return [path for path in sorted((ROOT / "cases").rglob("*.yaml")) if CASE.search(path.read_text(encoding="utf-8"))]


def faults(path: Path) -> Iterator[Fault]:
    """The faults that can be put into the record at *path*."""
    text = path.read_text(encoding="utf-8")
    for code, pattern, replacement in KINDS:
        made = 0
        for match in re.finditer(pattern, text, re.M):
            if text[text.rfind("\n", 0, match.start()) + 1 :].startswith("#"):
                continue
            changed = match.expand(replacement) if replacement else ""
            new = text[: match.start()] + changed + text[match.end() :]
            if code == "Q002":
                new = re.sub(r"^发布审批: .*\n", "", text, flags=re.M)
            line = 0 if code in ELSEWHERE else _line(text, match, changed)
            if new != text and (now := said(new, code, line)) is not None:
                before = 0 if line else len(said(text, code, 0) or ())
                yield Fault(code, path.stem, new, line, len(now) > before)
                made += 1
            if made == PER_RECORD:
                break


def _line(text: str, match: re.Match[str], changed: str) -> int:
    """The line of the change: where the old and the new text part."""
    same = 0
    while same < min(len(match[0]), len(changed)) and match[0][same] == changed[same]:
        same += 1
    return text.count("\n", 0, match.start() + same) + 1


def said(text: str, code: str, line: int) -> list[Problem] | None:
    """What rule *code* says of *text* at *line*, 0 for anywhere; ``None`` where the change made no record of it, or no such place.

    A change inside a mapping or a name may make something else of the record than a fault of this kind.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "记录.yaml"
        path.write_text(text, encoding="utf-8")
        project = Project(Path(folder), OFFICES if code == "J003" else Settings())
        loaded = load(path, project, shown_as="记录.yaml")
        if loaded.case is None:
            return None
        problems = checks.problems(checks.run(Subject(loaded.case, project), Choice(select=(code,))))
    return [item for item in problems if not line or (item.span and item.span.line == line)]


def clean_errors(path: Path) -> list[Problem]:
    """The errors that the rules find in a record as it is."""
    project = Project(path.parent, Settings())
    loaded = load(path, project)
    assert loaded.case is not None
    return [item for item in checks.problems(checks.run(Subject(loaded.case, project))) if item.level == "error"]


def run(paths: list[Path] | None = None) -> tuple[dict[str, tuple[int, int]], list[Fault], list[Problem]]:
    """Rule → (faults put in, faults found); the faults that were missed; the errors on clean records.

    *paths* ``None`` means all the records.
    """
    count: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    missed: list[Fault] = []
    errors: list[Problem] = []
    for path in paths or records():
        errors += clean_errors(path)
        for fault in faults(path):
            count[fault.code][0] += 1
            count[fault.code][1] += fault.found
            if not fault.found:
                missed.append(fault)
    return {code: (put, hits) for code, (put, hits) in count.items()}, missed, errors


def main() -> int:
    count, missed, errors = run()
    print("规则   放入  找到")
    for code in sorted(count):
        put, hits = count[code]
        print(f"{code}  {put:4}  {hits:4}  {checks.known()[code].title}")
    put, hits = (sum(each[index] for each in count.values()) for index in (0, 1))
    print(
        f"\n{len(count)} 条规则，放入 {put} 处，找到 {hits} 处；{len(records())} 份干净的记录里有 {len(errors)} 处错误"
    )
    for fault in missed:
        print(f"漏掉 {fault.code} {fault.record}:{fault.line} {fault.text.split(chr(10))[fault.line - 1].strip()[:60]}")
    return 1 if missed or errors else 0


if __name__ == "__main__":
    sys.exit(main())
