"""Rules about marks that stand in pairs: quotation marks, title marks, brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Subject

_HALF_WIDTH_BRACKETS = re.compile(
    r"\([^()（）\n]*[\u4e00-\u9fff][^()（）\n]*[)）]|（[^()（）\n]*\)|(?<=[\u4e00-\u9fff])\([^()（）\n]+）"
)


@rule("P002", level="reminder", on="文字", source="GB/T 15834—2011，4.9")
def half_width_brackets(subject: Subject) -> Iterator[Finding]:
    """中文里用了半角括号，或者括号一半全角一半半角。

    好：本院（以下简称临河区检察院）决定立案。
    错：本院(以下简称临河区检察院)决定立案。
    改：本院（以下简称临河区检察院）决定立案。
    错：区卫健委（主管部门)没有处理。
    改：区卫健委（主管部门）没有处理。
    """
    for hit in subject.hits(_HALF_WIDTH_BRACKETS):
        yield hit.finding("中文里的括号要用全角", fix=f"（{hit[0][1:-1]}）")


_MARK_BETWEEN_TITLES = re.compile(r"(?<=》)[、，](?=《)|(?<=”)、(?=“)")


@rule("P003", level="reminder", on="文字", source="GB/T 15834—2011，4.5.3.5")
def mark_between_titles(subject: Subject) -> Iterator[Finding]:
    """书名号、引号并列时中间加了顿号。

    并列的书名号之间、并列的引号之间，通常不用顿号；中间有括注的除外。

    好：根据《居住证暂行条例》《社会保险法》的规定。
    好：根据《社会保险法》（以下简称社保法）、《劳动法》的规定。
    错：根据《居住证暂行条例》、《社会保险法》的规定。
    改：根据《居住证暂行条例》《社会保险法》的规定。
    错：招聘信息含有“限男性”、“男士优先”等内容。
    改：招聘信息含有“限男性”“男士优先”等内容。
    """
    for hit in subject.hits(_MARK_BETWEEN_TITLES):
        yield hit.finding("并列的书名号或者引号之间不用标点", fix="" if hit[0] == "、" else None)


_NESTED_TITLES = re.compile(r"《[^《》\n]*?(?P<inner>[<＜《][^<>＜＞《》\n]*[>＞》])[^《》\n]*》")


@rule("P004", level="reminder", on="文字", source="GB/T 15834—2011，4.15.3")
def nested_titles(subject: Subject) -> Iterator[Finding]:
    """书名号里面的书名号要用单书名号〈〉。

    外面用《》，里面用〈〉；不能用小于号、大于号，也不能再用《》。

    好：《北京市实施〈中华人民共和国母婴保健法〉办法》
    错：不符合《北京市实施<中华人民共和国母婴保健法>办法》的要求。
    错：不符合《云江省实施《中华人民共和国水法》办法》的要求。
    """
    for hit in subject.hits(_NESTED_TITLES):
        yield hit.finding("书名号里面要用单书名号〈〉", fix=f"〈{hit['inner'][1:-1]}〉", group="inner")


_NESTED_QUOTES = re.compile(r"“[^“”\n]*(?P<inner>“[^“”\n]*”)[^“”\n]*”")


@rule("P005", level="reminder", on="文字", source="GB/T 15834—2011，4.8.3")
def nested_quotes(subject: Subject) -> Iterator[Finding]:
    """引号里面的引号要用单引号。

    好：她说：“这就是‘安全锁’。”
    错：她说：“这就是“安全锁”的作用。”
    """
    for hit in subject.hits(_NESTED_QUOTES):
        yield hit.finding("引号里面要用单引号", fix=f"‘{hit['inner'][1:-1]}’", group="inner")


_PAIRS = (("“", "”"), ("《", "》"), ("〈", "〉"), ("（", "）"), ("【", "】"), ("〔", "〕"))


@rule("P006", level="reminder", on="文字", source="GB/T 15834—2011，4.8、4.9、4.15")
def unbalanced_pairs(subject: Subject) -> Iterator[Finding]:
    """引号、括号、书名号没有成对。

    好：本院召开“公开听证会”（含网络直播）。
    错：本院召开“公开听证会（含网络直播）。
    错：根据《中华人民共和国水法第三条的规定处理。
    错：本院召开”公开听证会“。
    """
    for passage in subject.passages:
        text = str(passage.text)
        for left, right in _PAIRS:
            if left not in text and right not in text:
                continue
            at = _unpaired(text, left, right)
            if at >= 0:
                yield Finding(
                    passage.text.span_at(at),
                    f"这里的 {text[at]} 没有成对",
                    f"补上另一半，或者改正方向：{left}……{right}",
                )


def _unpaired(text: str, left: str, right: str) -> int:
    """Where the first mark without its partner stands, -1 where there is none."""
    open_at: list[int] = []
    for at, char in enumerate(text):
        if char == left:
            open_at.append(at)
        elif char == right:
            if not open_at:
                return at
            open_at.pop()
    return open_at[0] if open_at else -1


_STRAIGHT_QUOTES = re.compile(
    r"[\"＂](?P<inner>[^\"＂\n]*[\u4e00-\u9fff][^\"＂\n]*)[\"＂]|(?<=[\u4e00-\u9fff])[\"＂](?P<latin>[^\"＂\n]{1,30})[\"＂]"
)


@rule("P017", level="reminder", on="文字", source="GB/T 15834—2011，4.8、5.1")
def straight_quotes(subject: Subject) -> Iterator[Finding]:
    """中文里用了直引号。

    好：“检察蓝”守护“她权益”
    错：群众反映"限男性"的问题。
    改：群众反映“限男性”的问题。
    """
    for hit in subject.hits(_STRAIGHT_QUOTES):
        yield hit.finding("中文里要用弯引号“ ”", fix=f"“{hit[0][1:-1]}”")


_STOP_INSIDE_BRACKET = re.compile(r"(?P<mark>[。；，])）(?=[，；、。\u4e00-\u9fff])")


@rule("P018", level="reminder", on="文字", source="GB/T 15834—2011，4.9")
def stop_inside_bracket(subject: Subject) -> Iterator[Finding]:
    """句子中间的括注末尾用了句号。

    好：本院（以下简称临河区检察院），依法立案。
    错：相关单位（含医院、商场。），均已整改。
    改：相关单位（含医院、商场），均已整改。
    """
    for hit in subject.hits(_STOP_INSIDE_BRACKET):
        # A whole sentence in brackets, behind a full stop, keeps its own.
        opened = hit.before.rfind("（")
        if opened <= 0 or hit.before[opened - 1] in "。！？：":
            continue
        yield hit.finding(f"句中的括注末尾不用“{hit['mark']}”", fix="", group="mark")


_LICENCE_IN_TITLE_MARKS = re.compile(
    r"《(?P<name>[^《》〈〉\n]{0,16}(?:许可证|执照|资格证|身份证|居住证|权证|合格证|健康证|毕业证|驾驶证|行驶证))》"
)


@rule("P023", level="hint", on="文字", source="GB/T 15834—2011，附录A.13")
def licence_in_title_marks(subject: Subject) -> Iterator[Finding]:
    """证照名称用了书名号。

    证件、执照、许可证的名称不用书名号；通知书、决定书、意见等文书的名称要用。

    好：未取得医疗机构执业许可证；收到《责令限期改正通知书》
    错：虽持有《医疗机构执业许可证》，却没有药品经营资质。
    """
    for hit in subject.hits(_LICENCE_IN_TITLE_MARKS):
        yield hit.finding(f"证照名称“{hit['name']}”不用书名号", "去掉书名号")


# A case number of a court keeps its round brackets: （2024）云01民初3号.
_YEAR_BRACKETS = re.compile(r"(?<=[\u4e00-\u9fff])(?P<year>[\[(（【﹝［](?:19|20)\d{2}[\])）】﹞］])(?=第?\d{1,5}号)")


@rule("P026", level="reminder", on="文字", source="GB/T 9704—2012，7.2.5；GB/T 15834—2011，4.9.3.4")
def year_brackets(subject: Subject) -> Iterator[Finding]:
    """引用的文号里，年份没有用六角括号。

    好：临政发〔2023〕5号
    错：根据临政发[2023]5号文件的要求办理。
    改：根据临政发〔2023〕5号文件的要求办理。
    错：根据临政发（2023）5号文件的要求办理。
    改：根据临政发〔2023〕5号文件的要求办理。
    """
    for hit in subject.hits(_YEAR_BRACKETS):
        yield hit.finding("文号里的年份用六角括号〔〕", fix=f"〔{hit['year'][1:-1]}〕", group="year")


_QUOTED_SHORT_NAME = re.compile(
    r"以下(?:简称|称)(?P<name>“[^“”\n]{1,16}(?:检察院|法院|公安局|局|委|委员会|政府|妇联|工会|公司|医院)”)"
)


@rule("P028", level="hint", on="文字", source="公开发布的典型案例的通行写法")
def quoted_short_name(subject: Subject) -> Iterator[Finding]:
    """机关的简称加了引号。

    “以下简称”后面，机关单位的简称不加引号；自己定的名词（“两癌”）才加。

    好：北京市大兴区人民检察院（以下简称大兴区检察院）
    好：宫颈癌和乳腺癌（以下简称“两癌”）
    错：北京市大兴区人民检察院（以下简称“大兴区检察院”）立案。
    改：北京市大兴区人民检察院（以下简称大兴区检察院）立案。
    """
    for hit in subject.hits(_QUOTED_SHORT_NAME):
        yield hit.finding("机关单位的简称不加引号", fix=hit["name"][1:-1], group="name")
