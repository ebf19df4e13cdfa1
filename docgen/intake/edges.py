"""What a site puts before and behind a text that was copied off its page: taken away as a run from the edges, and told."""

from __future__ import annotations

import re

from docgen.intake import chrome, headings
from docgen.intake.found import Line, Source

_COLUMNS = re.compile(r"[^。；]{1,14}(?:\s*[|｜丨]\s*[^。；|｜丨]{0,14}){1,20}")
"""Several words of a menu on one line."""
_TOOLS = re.compile(
    r"(?:声音|语速|音量|放大|缩小|配色|字体|光标|鼠标样式|大鼠标|十字线|辅助线|大字幕|显示屏|重置|刷新|退出服务?|读屏|阅读方式|指读|连读|"
    r"界面缩放|固定|说明|帮助|无障碍|长者|适老|关怀)(?:模式|版|开关|工具条|服务|浏览|专区|大小|放大|缩小)?|"
    r"(?:网上|有害|违法|不良|信息|举报|专区|电话|中心|热线|[:：\d-]){3,}|(?:法治号|手机版|客户端|微信公众号|官方微博|移动版|电脑版)(?:\s.{0,20})?|"
    r"[A-Z][A-Z .·-]{7,80}|(?:今天是|现在是|欢迎(?:访问|来到|光临)).{0,40}"
)
"""Toolbars for people with poor sight, places to report, the name of the site in Latin letters."""
_TEMPLATE = re.compile(
    r"字号|字体|(?:作者|来源|编辑)\s*[:：]\s*(?=[^\s\u4e00-\u9fffA-Za-z]|(?:新闻)?来源)|标准\s*\+|[-－]标准|打印|浏览|点击|阅读量|分享"
)
"""What makes a line of time and source one of the site's: fields without words, sizes of letters."""
_EMPTY_CREDIT = re.compile(
    r"[(（\[【]?\s*(?:责任编辑|责编|编辑|审核|校对|作者|来源|编审|监制|终审)\s*[:：]\s*[)）\]】]?"
)


def without_edges(source: Source) -> None:
    """Take a site's lines before and behind a copied text off its edges; each is told.

    Before the text they are a run: what stands above the last line that is surely the site's
    goes with it where it is short, whatever it says (a name, a column, a button).
    """
    lines = source.lines
    head = next((index for index, line in enumerate(lines) if _is_prose(line.text)), len(lines))
    head = min(head, 40)
    leads = sorted({index for index in range(head) if _leads(lines, index)} | _columns(lines[:head]))
    last = leads[-1] if leads else -1
    rest = list(enumerate(lines))
    gone: set[int] = set()
    for index, line in rest[:head]:
        if index in leads or (index < last and len(line.text) <= 12):
            gone.add(index)
            source.drop([line], "网站栏目" if not chrome.BREADCRUMB.fullmatch(line.text) else "网页的栏目路径")
        elif len(line.text) < 100 and chrome.SOURCE_LINE.match(line.text) and _TEMPLATE.search(line.text):
            gone.add(index)
            source.drop([line], "网页的时间和来源")
    for index, line in rest[head:]:
        if _EMPTY_CREDIT.fullmatch(line.text):
            gone.add(index)
            source.drop([line], "没有填的编辑栏")
        elif (
            not _is_prose(line.text)
            and index > head
            and (_COLUMNS.fullmatch(line.text) or _TOOLS.fullmatch(line.text))
            and "\t" not in line.text
        ):
            gone.add(index)
            source.drop([line], "网站栏目")
    source.lines = [line for index, line in rest if index not in gone]


def _columns(lines: list[Line]) -> set[int]:
    """The places of a menu with a word on each line: four and more of them in a row, none a heading or a number."""
    found: set[int] = set()
    run: list[int] = []
    for index, line in enumerate([*lines, Line("。", 0)]):
        words = re.fullmatch(r"[\u4e00-\u9fffA-Za-z]{2,6}", line.text)
        if words and not (headings.heading(line.text) or headings.marked_start(line.text)):
            run.append(index)
            continue
        found |= set(run) if len(run) >= 4 else set()
        run = []
    return found


def _is_prose(text: str) -> bool:
    return len(text) >= 30 and "。" in text


def _leads(lines: list[Line], index: int) -> bool:
    """True for a line before the text that is surely the site's."""
    text = lines[index].text
    if _COLUMNS.fullmatch(text) and not re.search(r"时间|来源|作者|\d{4}", text):
        return True
    if chrome.BREADCRUMB.fullmatch(text) and index > 0:  # as the first line a release keeps it (页眉)
        return True
    return _TOOLS.fullmatch(text) is not None or _again(lines, index)


_LOGO = re.compile(r"[\u4e00-\u9fff]{2,20}(?:人民检察院|检察院|检察网|政府网|门户网站|日报|在线|网)")


def _again(lines: list[Line], index: int) -> bool:
    """True for the name of the site: it stands twice before the text, or its Latin letters follow it."""
    text = lines[index].text
    if not _LOGO.fullmatch(text):
        return False
    following = lines[index + 1].text if index + 1 < len(lines) else ""
    return sum(line.text == text for line in lines[:40]) > 1 or re.fullmatch(r"[A-Z][A-Z ]{7,}", following) is not None
