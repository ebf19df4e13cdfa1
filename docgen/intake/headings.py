"""What a line says by its form: the heading of a section, the start of a case, a number, a title.

Recognised by class, not by a list of names: ten national collections called the section on
the office's work by about twenty names, and more will come.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Class = Literal["keywords", "gist", "facts", "work", "litigation", "significance", "provisions", "other"]

_CLASSES: tuple[tuple[Class, str], ...] = (
    ("keywords", r"关键词|关键字|主题词"),
    ("gist", r"(?:案例|裁判|办案|监督)?要旨|要点提示|核心要义"),
    (
        "facts",
        r"(?:案件|基本)?(?:基本)?案情(?:简介|概要|介绍|回顾)?|(?:案件)?基本(?:情况|事实)|(?:案件|公益损害|公益受损|违法|损害)(?:事实|情况)|"
        r"(?:国家|社会公共)利益受(?:损|到侵害)(?:情况|事实)?|案件(?:简介|背景|概况|来源)|线索来源",
    ),
    ("litigation", r"(?:诉讼|审理|审判|裁判)(?:过程|经过|结果|情况)|检察公益诉讼过程|诉讼请求及结果"),
    (
        "significance",
        r"(?:典型|指导|社会|案件|法治|示范|实践|办案|参考|引领|案例)(?:意义|价值|作用)|意义|推荐理由|入选理由|案件(?:启示|评析)|办案(?:启示|心得|体会)",
    ),
    ("provisions", r"(?:相关|有关|所涉|适用)(?:法律)?(?:规定|法条|条文|法律法规|法律)|法律(?:依据|规定|法规|链接)"),
    (
        "work",
        r"(?=[^，。；：？！,;?!]{2,16}$)(?:(?:[^，。；]*(?:检察|履职|督促|调查|核查|诉前|公益诉讼|听证|检察建议|监督|办案|磋商|支持起诉|起诉)"
        r"[^，。；]*(?:履职|过程|情况|程序|诉讼|经过|建议|办理|督促|监督|核实|举措|做法|活动|工作|听证|起诉|整改|协作|治理))"
        r"|履职(?:过程|情况|经过)|办案(?:过程|经过|情况)|诉前程序|提出检察建议|检察履职|检察听证|调查核实|督促整改|整改(?:情况|成效|效果|落实)|(?:办理|处理)(?:过程|结果|情况))",
    ),
)
_KNOWN = tuple((name, re.compile(pattern)) for name, pattern in _CLASSES)
BRACKET_WORDS = r"[\u4e00-\u9fff](?:[\u4e00-\u9fff、和与及（）()\s]{0,16}[\u4e00-\u9fff])?"

_NO_SECTION = re.compile(
    r".*(?:检察院|检察室|检察分院|法院|公司|局|厅|委员会|日报|网|杂志社)|.*(?:图|图片|图表|照片|摄|视频|链接|截图|资料)|(?:记者|编者按|注|备注|案例.*|续|完|本报讯|延伸阅读|原标题.*)"
)
"""What may stand in 【】 and is no section: a picture's label, the name of an office."""

NUMBER = r"(?:[一二三四五六七八九十百〇零]{1,4}|\d{1,3}|[０-９]{1,3})"
_NUMBERED = re.compile(
    rf"(?P<number>[（(]\s*{NUMBER}\s*[)）]\s*[、.．]?|{NUMBER}\s*(?:、|\\?[.．](?!\d)|[)）])|第{NUMBER}[部章节]分?[、，,：:\s]*|[①②③④⑤⑥⑦⑧⑨⑩])\s*(?P<text>.*)"
)
_MARKED = re.compile(
    rf"[【\[［]?\s*(?P<word>(?:典型|指导性?|优秀|精品|示范|十大|推荐)?案\s*例|案件)\s*(?P<number>{NUMBER})\s*(?:[】\]］]\s*)?(?P<mark>(?<=[】\]］])|\s*[：:、.．]|\s*——|\s+|$)\s*(?P<text>.*)"
)
CASE_NUMBER = re.compile(r"[（(【\[]?\s*检例第\s*\d+\s*号\s*[)）】\]]?")
_TITLE = re.compile(
    r"[^。！？；!?;]{4,110}?案(?:件)?\s*(?:[（(【\[].{1,30}[)）】\]])?\s*(?:——.{2,60})?(?:\s*\.{2,}\s*\d*|\s*…+\s*\d*|\s+\d{1,3})?"
)
_TITLE_WORDS = re.compile(r"督促|诉|公益诉讼|支持起诉|检察监督|抗诉|救助|监护|纠纷|污染|损害|侵|罪|保护|整治|案$")
_NO_CASE = re.compile(r"(?:立|备|报|破|结|办|个|类|档|方|提|议|答|草|预|教)案$")
"""What ends in 案 and is no case: 检察院依法立案, 整改方案."""
_BARE_CHAPTER = re.compile(
    r"[一二三四五六七八九十](?![一二三四五六七八九十是方些级般个条种次起切直定样旦处家名人件项楼层年月日])[\u4e00-\u9fff]{4}"
)
"""A chapter's number without its mark (一创新工作举措); not 一方面, 三处 …"""
_RUN_IN = re.compile(r"(?P<head>[\u4e00-\u9fff（）()、和与]{2,16})\s*[。：:．.]\s*(?P<text>\S.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section's heading. ``name`` is the bare name, ``style`` how it was set, ``text`` what follows on its line."""

    name: str
    kind: Class
    style: Literal["【】", "一、", "（一）", "1.", "无", "。"]
    text: str = ""

    @property
    def certain(self) -> bool:
        """True where the form alone says that this is a section."""
        return self.style == "【】" or self.kind not in ("work", "other")


@dataclass(frozen=True, slots=True)
class Start:
    """The start of a case. ``number`` as typed, ``title`` is ``""`` where it stands on the next line."""

    number: str
    title: str
    style: str


def class_of(name: str) -> Class | None:
    """The class of a section called *name*, ``None`` where the name says nothing."""
    bare = re.sub(r"\s+", "", name)
    return next((kind for kind, pattern in _KNOWN if pattern.fullmatch(bare)), None)


def heading(text: str) -> Heading | None:
    """The section heading that *text* is or begins with; ``None`` for any other line.

    A name in 【】 that is of no known class is a section of its own (``other``); without
    brackets only names of a known class are headings.
    """
    if found := re.match(rf"[【\[［〖]\s*({BRACKET_WORDS})\s*[】\]］〗]\s*[：:]?\s*(.*)", text, re.DOTALL):
        name = re.sub(r"\s+", "", found[1])
        if _NO_SECTION.fullmatch(name):
            return None
        return Heading(name, class_of(name) or "other", "【】", found[2].strip())
    numbered = _NUMBERED.fullmatch(text) if len(text) < 40 else None
    bare = (numbered["text"] if numbered else text).strip().rstrip("：:。 ")
    spaced = re.search(r"\s", bare) is not None and len(re.sub(r"\s", "", bare)) > 6
    words = len(bare) <= 20 and not spaced and re.fullmatch(r"[\u4e00-\u9fff（）()\s]+", bare)
    kind = class_of(bare) if words else None
    if kind is not None:
        name = re.sub(r"\s+", "", bare)
        if not numbered:
            return Heading(name, kind, "无")
        form = numbered["number"].strip()
        return Heading(name, kind, "（一）" if form[0] in "（(" else "1." if form[0].isdigit() else "一、")
    if found := _RUN_IN.fullmatch(text):
        kind = class_of(found["head"])
        # A sentence may begin with such words; only the names that are nothing else count.
        if kind not in (None, "work") and len(found["head"]) <= 8 and not re.fullmatch(r"意义|违法事实", found["head"]):
            return Heading(found["head"], kind, "。", found["text"])
    return None


def marked_start(text: str) -> Start | None:
    """案例1：…, 案例六, 典型案例三 …: a start that says so itself."""
    found = _MARKED.fullmatch(text)
    if found is None or (
        not found["mark"].strip() and found["text"] and not is_title(found["text"]) and found["word"] == "案件"
    ):
        return None
    title = found["text"].strip()
    if len(title) > 130 or re.search(r"[。！？]", title.rstrip("。")):
        return None
    chinese = not found["number"].strip()[0].isdigit()
    word = "案例一" if chinese else "案例1"
    return Start(found["number"], title, word + ("：" if found["mark"].strip() in ("：", ":") else ""))


def numbered_title(text: str) -> Start | None:
    """五、title, 1.title, （三）title where the rest reads like the title of a case."""
    found = _NUMBERED.fullmatch(text)
    if found is None or not is_title(found["text"]):
        return None
    form = found["number"].strip()
    return Start(form, found["text"].strip(), "（一）" if form[0] in "（(" else "1." if form[0].isdigit() else "一、")


def is_title(text: str) -> bool:
    """True where *text* reads like the title of a case: one phrase that ends in 案."""
    if len(text) > 130 or not _TITLE.fullmatch(text.strip()) or _NO_CASE.search(text):
        return False
    return _TITLE_WORDS.search(text) is not None and not re.match(r"(?:本|该|此|这起?|上述|涉|近日)案", text)


def stands_alone(text: str) -> bool:
    """True for a line that is never part of a sentence running over lines."""
    from docgen.intake import chrome

    if heading(text) or marked_start(text) or is_title(text) or CASE_NUMBER.fullmatch(text):
        return True
    if re.fullmatch(r"【[^】]{1,30}】|目\s*录|——.{2,60}|[▲■◆●▼△].*", text):
        return True
    if chrome.SOURCE_LINE.fullmatch(text) or chrome.CREDITS.match(text) or chrome.BREADCRUMB.fullmatch(text):
        return True
    if len(text) >= 60 or re.search(r"[，。；]$", text) or "。" in text:
        return False
    return _NUMBERED.fullmatch(text) is not None or _BARE_CHAPTER.match(text) is not None


def bare(text: str) -> str:
    """*text* without its number, spaces and the dots of a table of contents: by which titles are compared."""
    found = _NUMBERED.fullmatch(text.strip())
    words = found["text"] if found else text
    if start := marked_start(text.strip()):
        words = start.title
    words = re.sub(r"(?:\s*\.{2,}\s*\d*|\s*…+\s*\d*|\t\s*\d{1,4}|(?<=案)\s+\d{1,3})$", "", words.strip())
    return re.sub(r"\s+", "", words)
