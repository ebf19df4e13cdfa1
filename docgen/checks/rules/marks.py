"""Rules about punctuation and spaces; marks that stand in pairs are in ``quotes``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import cast

from docgen.checks.rules import rule
from docgen.checks.rules.words import PLACEHOLDERS
from docgen.checks.subject import SITE_LINE, Finding, Hit, Subject
from docgen.records import leftovers
from docgen.records.kinds import Record

_HALF_WIDTH_MARKS = re.compile(
    r"(?<=[\u4e00-\u9fff》”’）】])(?:[,;:!?](?!\d)|[,;](?=\d)|\.(?=$|[\u4e00-\u9fff“《（]))|(?<=[\d%])[,;](?=[\u4e00-\u9fff“《])",
    re.M,
)
_FULL_WIDTH = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}


@rule("P001", level="reminder", on="文字", source="GB/T 15834—2011，第5章（标点的位置和书写形式）")
def half_width_marks(subject: Subject) -> Iterator[Finding]:
    """中文里用了半角标点。

    中文句子里的逗号、分号、冒号、问号、叹号和句号一律用全角。数、网址、英文里的不动。

    好：2024年1月9日，群众投诉母婴室位置隐蔽。
    错：2024年1月9日,群众投诉母婴室位置隐蔽。
    改：2024年1月9日，群众投诉母婴室位置隐蔽。
    错：听证员认为:应当尽快整改。
    改：听证员认为：应当尽快整改。
    错：共有12345,发现问题。
    """
    for hit in subject.hits(_HALF_WIDTH_MARKS):
        if not SITE_LINE.search(str(hit.passage.text)):
            yield hit.finding(f"中文里的“{hit[0]}”是半角标点", fix=_FULL_WIDTH[hit[0]])


_MARK_AFTER_BRACKETED_NUMBER = re.compile(
    r"(?:^|(?<=[。；：\n]))(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳])(?P<mark>[、，．.])", re.M
)


@rule("P007", level="reminder", on="文字", source="GB/T 15834—2011，4.5.3、附录B.2；GB/T 9704—2012，7.3.3")
def mark_after_bracketed_number(subject: Subject) -> Iterator[Finding]:
    """带括号的序号后面加了标点。

    （一）（1）①的后面直接写文字，不加顿号、逗号或者点。

    好：（一）责令限期改正。
    错：（一）、责令限期改正。
    改：（一）责令限期改正。
    错：（2）.组织排查。
    改：（2）组织排查。
    """
    for hit in subject.hits(_MARK_AFTER_BRACKETED_NUMBER):
        yield hit.finding("带括号的序号后面不加标点", fix="", group="mark")


_PAUSE_AFTER_DIGIT_NUMBER = re.compile(r"^\d{1,2}(?P<mark>、)(?=[\u4e00-\u9fff《“｛])", re.M)


@rule("P008", level="reminder", on="文字", source="GB/T 9704—2012，7.3.3；GB/T 15834—2011，附录B.2")
def pause_mark_after_digit(subject: Subject) -> Iterator[Finding]:
    """阿拉伯数字的序号后面用了顿号。

    第三层序号是“1.”，用下圆点。

    好：1.责令限期改正。
    错：1、责令限期改正。
    改：1.责令限期改正。
    """
    for hit in subject.hits(_PAUSE_AFTER_DIGIT_NUMBER):
        yield hit.finding("阿拉伯数字的序号后面用下圆点", fix=".", group="mark")


_PAUSE_AFTER_ORDINAL = re.compile(
    r"(?:^|(?<=[。；：]))(?:第[一二三四五六七八九十](?!、[一二三四五六七八九十])|首先|其次|再次|最后)(?P<mark>、)(?![第也以并尤更乃和及])",
    re.M,
)


@rule("P009", level="reminder", on="文字", source="GB/T 15834—2011，4.4.3.4")
def pause_mark_after_ordinal(subject: Subject) -> Iterator[Finding]:
    """“第一”“首先”的后面用了顿号。

    好：第一，责令限期改正。
    错：第一、责令限期改正。
    改：第一，责令限期改正。
    错：首先、核查场所。
    改：首先，核查场所。
    """
    for hit in subject.hits(_PAUSE_AFTER_ORDINAL):
        yield hit.finding("这里用逗号，不用顿号", fix="，", group="mark")


_HEADING_FIELDS = frozenset(
    ["标题", "案名", "事由", "案由", "案例集名称", "发布会", "引题", "副标题", "标题次行", "事项", "关键词", "简称"]
)


@rule("P010", level="reminder", on="标题", source="GB/T 15834—2011，附录A；GB/T 9704—2012，7.3.1")
def full_stop_after_heading(subject: Subject) -> Iterator[Finding]:
    """标题末尾用了句号。

    好：
        其他部分: [{标题: 后续工作, 正文: 继续跟进。}]
    错：
        其他部分: [{标题: 后续工作。, 正文: 继续跟进。}]
    """
    for passage in subject.passages:
        text = str(passage.text)
        if passage.key in _HEADING_FIELDS and text.endswith(("。", "；", "，")):
            span = passage.text.span_at(len(text) - 1)
            yield Finding(span, f"标题末尾不用“{text[-1]}”", f"删去“{text[-1]}”")


_ELLIPSIS = re.compile(
    r"(?<![.\w])(?<=[^\x00-\x7f])\.{3,6}|。{2,}|·{3,}|(?<!…)…(?!…)|(?<=[\u4e00-\u9fff\d])\.{3,6}(?!\d)"
)


@rule("P011", level="reminder", on="文字", source="GB/T 15834—2011，4.11")
def ellipsis(subject: Subject) -> Iterator[Finding]:
    """省略号的写法不对。

    省略号是六个圆点“……”，占两个字；不用三个点、句号或者一个“…”代替。

    好：他说，这不合理……
    错：他说，这不合理...
    改：他说，这不合理……
    错：他说，这不合理。。。
    改：他说，这不合理……
    错：他说，这不合理…以后再说。
    改：他说，这不合理……以后再说。
    """
    for hit in subject.hits(_ELLIPSIS):
        if hit[0] == "。。":
            yield hit.finding("连用了两个句号", fix="。")
        else:
            yield hit.finding("省略号写成六个圆点“……”", fix="……")


_ELLIPSIS_WITH_ETC = re.compile(r"(?P<mark>……)(?=等)|(?<=等)(?P<after>……)")


@rule("P012", level="reminder", on="文字", source="GB/T 15834—2011，4.11")
def ellipsis_with_etc(subject: Subject) -> Iterator[Finding]:
    """省略号和“等”“等等”同时用。

    好：检查商场、医院等场所。
    错：检查商场、医院……等场所。
    改：检查商场、医院等场所。
    错：检查商场、医院等……
    改：检查商场、医院等
    """
    for hit in subject.hits(_ELLIPSIS_WITH_ETC):
        yield hit.finding("省略号和“等”只用一个", fix="")


_DASH = re.compile(r"(?<=[\u4e00-\u9fff”》）])(?:-{2,}|－{2,}|─{1,2}|–{1,2}|―{1,2}|ーー?)(?=[\u4e00-\u9fff“《（])")


@rule("P013", level="reminder", on="文字", source="GB/T 15834—2011，4.10")
def dash(subject: Subject) -> Iterator[Finding]:
    """破折号用减号、横线拼成。

    破折号是“——”，占两个字。

    好：这是一项基本设施——母婴室。
    错：这是一项基本设施--母婴室。
    改：这是一项基本设施——母婴室。
    错：这是一项基本设施－－母婴室。
    改：这是一项基本设施——母婴室。
    """
    for hit in subject.hits(_DASH):
        yield hit.finding("破折号写成“——”", fix="——")


_MIDDLE_DOT = re.compile(r"(?<=[\u4e00-\u9fff\d”])[ㆍ・•‧∙⋅･](?=[\u4e00-\u9fff\d“])")


@rule("P014", level="reminder", on="文字", source="GB/T 15834—2011，4.14")
def middle_dot(subject: Subject) -> Iterator[Finding]:
    """间隔号用错了字符。

    间隔号是“·”（U+00B7），占半个字或一个字；不用韩文、日文的点和项目符号代替。

    好：“建设法治中国首善之区·巾帼在行动”主题宣传
    错：“建设法治中国首善之区ㆍ巾帼在行动”主题宣传
    错：3・15国际消费者权益日
    改：3·15国际消费者权益日
    """
    for hit in subject.hits(_MIDDLE_DOT):
        yield hit.finding(f"间隔号用错了字符（U+{ord(hit[0]):04X}）", fix="·")


_UNIT_OF_RANGE = r"[岁年月日时点个家件名人次户处份条项万亿元%％吨倍米公里平方亩度]"
_HYPHEN_IN_RANGE = re.compile(
    rf"(?<![\dA-Za-z.\-号第])(?P<first>\d+(?:\.\d+)?)(?P<unit>{_UNIT_OF_RANGE}{{0,3}})(?P<mark>[-~－﹣–])(?=(?P<last>\d+(?:\.\d+)?)(?:{_UNIT_OF_RANGE}))"
)


@rule("P015", level="reminder", on="文字", source="GB/T 15834—2011，4.13；GB/T 15835—2011，5.1.5")
def hyphen_in_range(subject: Subject) -> Iterator[Finding]:
    """数值、时间的起止用了短横线。

    起止用一字线“—”或者浪纹线“～”，短横线只用于编号、电话和产品型号。

    好：35—64岁的妇女；15%～30%；电话0600-5550118
    错：35-64岁的妇女
    改：35—64岁的妇女
    错：2023-2024年的投诉
    改：2023—2024年的投诉
    错：3月-5月的投诉
    改：3月—5月的投诉
    """
    for hit in subject.hits(_HYPHEN_IN_RANGE):
        # 3-2户 is a door, 12-4项 a number of a list: what rises, or has its unit twice, is a range.
        if not hit["unit"] and float(hit["first"]) >= float(hit["last"]):
            continue
        yield hit.finding(
            "起止用一字线或者浪纹线，不用短横线", "改成“—”；数值的范围也可以用“～”", fix="—", group="mark"
        )


_LOST_PAUSE_MARK = re.compile(
    r"^(?P<number>[一二三四五六七八九十]{1,3})"
    r"(?![是些个年月日方面名件家起次批体种项条位站路带直切定般致样旦一二三四五六七八九十百千万级流等分成大心线区市县省村镇乡院部所处同"
    r"代度季季套块片段届期门把边端经再律概并旁向味共众票户人天周号审两函书证会中步])"
    r"(?=[\u4e00-\u9fff])[^。！？；\n]{2,28}(?<![。！？；：”])$",
    re.M,
)
_NUMBERED_FIELDS = frozenset(["标题", "正文", "段落"])


@rule("P016", level="reminder", on="文字", source="GB/T 9704—2012，7.3.3")
def lost_pause_mark(subject: Subject) -> Iterator[Finding]:
    """大标题的序号后面漏了顿号。

    同一份里有前一个或者后一个序号的大标题，才算是序号：“一纸函”“二人转”不是。

    好：
        查明: |
          一、创新工作举措
    错：
        查明: |
          一创新工作举措
          二、健全协作机制
    改：
        查明: |
          一、创新工作举措
          二、健全协作机制
    """
    for hit in subject.hits(_LOST_PAUSE_MARK):
        if not _numbered_beside(subject, hit["number"]):
            continue
        if hit.passage.prose or hit.passage.key in _NUMBERED_FIELDS:
            yield hit.finding("序号后面像是漏了顿号", fix=hit["number"] + "、", group="number")


_HEADING_NUMBER = re.compile(
    r"^(?P<number>[一二三四五六七八九十]{1,3})(?=、|[\u4e00-\u9fff][^。！？；\n]{2,28}(?<![。！？；：”])$)", re.M
)


def _numbered_beside(subject: Subject, number: str) -> bool:
    """Whether another line of the record has the number before or behind *number* at its head."""
    order = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    if number not in order:
        return False
    beside = subject.once("numbers of headings", lambda: {hit["number"] for hit in subject.hits(_HEADING_NUMBER)})
    at = order.index(number)
    return any(one in beside for one in order[max(at - 1, 1) : at] + order[at + 1 : at + 2])


_REPEATED_MARKS = re.compile(r"([，、；：])\1+|[，、；：]+。|。[，、；：]+|、，|，、|；，|，；")


@rule("P019", level="reminder", on="文字", source="GB/T 15834—2011，第5章")
def repeated_marks(subject: Subject) -> Iterator[Finding]:
    """标点重复或者相撞。

    好：本院依法立案，开展调查。
    错：本院依法立案，，开展调查。
    改：本院依法立案，开展调查。
    错：本院依法立案，。
    改：本院依法立案。
    """
    for hit in subject.hits(_REPEATED_MARKS):
        kept = "。" if "。" in hit[0] else hit[0][0]
        same = len(set(hit[0])) == 1 or hit[0].endswith("。")
        yield hit.finding(f"标点重复：“{hit[0]}”", fix=kept if same else None)


_NO_STOP_AT_END = re.compile(r"^[^\n]{13,}?(?P<last>[\u4e00-\u9fff%\d])$", re.M)
_SENTENCE_FIELDS = frozenset(["摘要"])
"""Fields of one line that hold whole sentences."""
_OPEN_FIELDS = frozenset(["文末", "结尾", "署名", "电头", "来源", "页眉", "标题", "附件", "参加"])


@rule("P020", level="reminder", on="文字", source="GB/T 15834—2011，4.1")
def no_stop_at_end(subject: Subject) -> Iterator[Finding]:
    """段落末尾没有标点。

    成段的正文以句号、问号、叹号、冒号或者分号结尾。

    好：2024年3月，本院对辖区商场进行现场勘察。
    错：2024年3月，本院对辖区商场进行现场勘察
    """
    passages = subject.passages
    last = {(passage.path, id(passage.owner)): passage for passage in passages}
    for hit in subject.hits(_NO_STOP_AT_END):
        passage = hit.passage
        if (
            not (passage.prose or passage.key in _SENTENCE_FIELDS)
            or passage.key in _OPEN_FIELDS
            or not re.search(r"[，。；]", str(passage.text))
        ):
            continue
        # A line in the middle of a field may have been cut by an editor; the reading says so itself.
        if passage is last[passage.path, id(passage.owner)]:
            yield hit.finding("段落末尾没有标点", "补上句号；是小标题的，不写在正文里", group="last")


_SPACE_BETWEEN_CHARACTERS = re.compile(
    r"(?<=[\u4e00-\u9fff，。；：、！？”》）])[ \u3000\u00a0]+(?=[\u4e00-\u9fff“《（，。；：、！？])"
)
_MARK_OF_SENTENCE = re.compile("[，。；：！？,]")
_SPACED_FIELDS = frozenset(["文末", "署名", "电头", "页眉", "标题"])


@rule("P021", level="reminder", on="段落", source="GB/T 15834—2011，5.1")
def space_between_characters(subject: Subject) -> Iterator[Finding]:
    """汉字、标点之间有空格。

    好：本院依法立案，开展调查。
    好：本报讯（记者 周文 通讯员 林晓）近日，临河区检察院举行新闻发布会。
    错：本院 依法立案。
    错：本院依法立案， 开展调查。
    改：本院依法立案，开展调查。
    """
    for hit in subject.hits(_SPACE_BETWEEN_CHARACTERS):
        # A line without any mark is a heading in two halves, or a list of names.
        if not _MARK_OF_SENTENCE.search(str(hit.passage.text)):
            continue
        # Inside quotation marks a space may part the two halves of a slogan.
        slogan = hit.before.count("“") != hit.before.count("”") and hit.before[-1:] not in "，。；：、！？"
        if hit.passage.key in _SPACED_FIELDS or slogan or _spaced_on_purpose(hit):
            continue
        # Between two characters a blank may part two names or two lines; beside a mark it parts nothing.
        beside = hit.before[-1:] + hit.after[:1]
        yield hit.finding("汉字之间有空格", "删去空格", fix="" if re.search("[，。；：、！？]", beside) else None)


_BYLINE = re.compile(r"记者|通讯员|作者|实习生|摄影|供稿|文[/／]|图[/／]")


def _spaced_on_purpose(hit: Hit) -> bool:
    """Whether the blank stands where blanks stand: behind 本报讯 and 某日电, in a byline, in a title, in a site's line."""
    text, before = str(hit.passage.text), hit.before
    opened = max(before.rfind("（"), before.rfind("("))
    byline = opened > max(before.rfind("）"), before.rfind(")")) and _BYLINE.search(text, opened)
    title = before.count("《") != before.count("》")
    return bool(
        byline or title or SITE_LINE.search(text) or re.search(r"(?:讯|日电|报道)(?:[（(][^（）()]*[）)])?$", before)
    )


_SPACE_BESIDE_NUMBER = re.compile(
    r"(?<=[\u4e00-\u9fff])[ \u00a0\u3000]+(?=\d)|(?<=[\d%])[ \u00a0\u3000]+(?=[\u4e00-\u9fff])"
)


@rule("P022", level="reminder", on="段落", source="GB/T 15835—2011，第5章")
def space_beside_number(subject: Subject) -> Iterator[Finding]:
    """数和汉字之间有空格。

    好：共勘察27家商场。
    错：共勘察 27 家商场。
    改：共勘察27家商场。
    """
    for hit in subject.hits(_SPACE_BESIDE_NUMBER):
        if hit.passage.key not in _SPACED_FIELDS | {"联系人"} and not _spaced_on_purpose(hit):
            yield hit.finding("数和汉字之间有空格", "删去空格", fix="")


_MARK_AFTER_YISHI = re.compile(r"(?:^|(?<=[。；：，]))[一二三四五六七八九十]是(?P<mark>[，、：,:])", re.M)


@rule("P024", level="reminder", on="文字", source="GB/T 15834—2011，4.4、4.7")
def mark_after_yishi(subject: Subject) -> Iterator[Finding]:
    """“一是”“二是”后面加了标点。

    好：一是责令限期改正；二是组织排查。
    错：一是，责令限期改正；二是：组织排查。
    改：一是责令限期改正；二是组织排查。
    """
    for hit in subject.hits(_MARK_AFTER_YISHI):
        yield hit.finding("“…是”后面不加标点", fix="", group="mark")


# 、和顺县, 、及时清运: only what surely goes on as a list is mended.
_SURELY_AND = re.compile(r"以及|和(?:人民|有关|相关|其他|各|每|\d|[两三四五六七八九十数几]|本)")
_PAUSE_MARK_BEFORE_AND = re.compile(
    r"(?P<mark>、)(?=(?:和(?![谐平解睦县田静龙顺合善美气约声硕煦蔼风服布阗])|以及|及(?!时|其他)))"
)


@rule("P025", level="reminder", on="文字", source="GB/T 15834—2011，4.5")
def pause_mark_before_and(subject: Subject) -> Iterator[Finding]:
    """“和”“及”“以及”前面用了顿号。

    好：人大代表、政协委员和人民监督员
    错：人大代表、政协委员、和人民监督员
    改：人大代表、政协委员和人民监督员
    """
    for hit in subject.hits(_PAUSE_MARK_BEFORE_AND):
        yield hit.finding(
            "连词前面不用顿号", "删去“、”", fix="" if _SURELY_AND.match(hit.after) else None, group="mark"
        )


_COLON_AFTER_FOLLOWING = re.compile(
    r"(?:如下|以下)(?:[几两二三四五六七八九十\d]+[点条项个]?)?(?:意见|建议|问题|事项|情况|措施)?(?P<mark>[。，；])$",
    re.M,
)


@rule("P027", level="reminder", on="段落", source="GB/T 15834—2011，4.7")
def colon_after_following(subject: Subject) -> Iterator[Finding]:
    """“如下”“以下”引出下文，句末却用了句号。

    好：现提出如下建议：
    错：经查，存在的问题如下。
    """
    for hit in subject.hits(_COLON_AFTER_FOLLOWING):
        yield hit.finding("引出下文用冒号", "改成“：”", group="mark")


@rule("P031", level="error", on="全部文字", source="文书制作的一般要求：定稿里没有没写完的记号")
def marks_that_print(subject: Subject) -> Iterator[Finding]:
    """没有写完整的记号，会照印在文书里。

    引用要写成｛名字｝，两边的花括号各一个，在同一行里；【名字】〔名字〕不是引用，会照印。
    模板的 {{ }} {% %} 在记录里不起作用。空着的〔　〕、没有填的 __ 和 ×× 在草稿里提醒，定稿不生成。

    好：
        数据: {过期店: 12家}
        查明: 查明｛过期店｝食品经营户的货架上有过期食品。
    错：
        数据: {过期店: 12家}
        查明: 查明｛过期店食品经营户的货架上有过期食品。
    错：
        数据: {过期店: 12家}
        查明: 查明【过期店】食品经营户的货架上有过期食品。
    错：查明{{ 过期店 }}的货架上有过期食品。
    错：依据云监〔　〕号文件。
    """
    names = leftovers.names_of(cast(Record, subject.record))
    asked = {hit.span for hit in subject.hits(PLACEHOLDERS)}
    for text in subject.typed:
        for found in leftovers.find(str(text), names):
            place = text.span_at(found.start)
            if found.certain:
                yield Finding(place, found.message, found.hint)
            elif place not in asked:  # X003 has said so
                yield Finding(place, found.message, found.hint, level="reminder")
