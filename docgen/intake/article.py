"""Where the article of a web page is: told by the mass of its prose and how thick the links stand, never by names.

A page is a row of blocks. Sentences weigh for the article, links and lines of the site's
own weigh against it; the stretch that weighs most is the article, and the smallest box that
holds it brings the short lines that belong to it (headings, an office, a date). Whether the
box is called form, header, aside or td says nothing: publishing systems use them all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.intake import chrome, headings

_LONG = 40
"""Characters of a block that is prose by its length alone, where it has a full stop."""
_MARK = re.compile(r"[。；！？]|，.*，")
_LINKED = 0.5
"""Share of linked characters from which a block is a link and no text."""
_SIGNATURE = re.compile(
    r"[\u4e00-\u9fff]{2,24}(?:人民检察院|检察院|法院|委员会|局|厅|政府|办公室)|(?:19|20)?\d{2,4}年\d{1,2}月\d{1,2}日|[二〇○零一九]{4}年.{2,8}日|"
    r"(?:联系人|联系电话|附件|附|特此公告|特此通知)(?:[:：].*)?"
)
_SPLIT = re.compile(r"\s*[-_|｜—–>]{1,2}\s*|\s+-\s+")
OUTSIDE, MENU, RELATED, DIGEST = "正文以外的网页内容", "网页栏目", "前后文链接", "别的文章的提要"
_MORE = re.compile(r"[\[【（(<]?\s*(?:查看|阅读|点击)?(?:详细|详情|更多|全文|原文)\s*(?:内容)?[>》\]】）)]*")
_INLINE = frozenset(
    [
        "p",
        "span",
        "strong",
        "b",
        "font",
        "a",
        "em",
        "i",
        "u",
        "tr",
        "tbody",
        "table",
        "li",
        "h1",
        "h2",
        "h3",
        "sup",
    ]
)


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph of a page: its words, its element, why it is not shown (``""``: it is), the share that is linked."""

    words: str
    element: Any
    reason: str = ""
    linked: float = 0.0


@dataclass(slots=True)
class Chosen:
    """Of each block why it is no part of the article (``""``: it is); a headline that only the head has; what to look at."""

    reasons: list[str]
    title: str = ""
    notes: list[str] = field(default_factory=list)


def choose(blocks: Sequence[Block], *titles: str) -> Chosen:
    """The article among *blocks*. *titles* are what the head of the page calls it."""
    weights = [_weight(block) for block in blocks]
    digests = _digests(blocks)
    for index in digests:
        weights[index] = -20.0
    chosen = Chosen([block.reason or (DIGEST if index in digests else "") for index, block in enumerate(blocks)])
    shown = sum(weight for block, weight in zip(blocks, weights, strict=True) if weight > 0 and not block.reason)
    if shown < 0.5 * sum(weight for weight in weights if weight > 0):
        _bring_to_light(blocks, chosen)
    reasons = chosen.reasons
    first, last = _heaviest([-20 if reason else weight for reason, weight in zip(reasons, weights, strict=True)])
    if first < 0:
        chosen.notes.append("网页里没有成段的正文（可能是脚本装进来的），能看见的字都导入了，请对照网页")
        return chosen
    heavy = [index for index in range(first, last + 1) if weights[index] > 0 and not reasons[index]]
    box = _box([blocks[index].element for index in heavy])
    inside = [any(above is box for above in _upwards(block.element)) for block in blocks]
    around = [index for index, within in enumerate(inside) if within]
    start, stop = min(around[0], first), max(around[-1], last)
    aside = _lists_of_links(blocks, box, heavy)
    for index in range(start, stop + 1):
        if reasons[index]:
            continue
        block = blocks[index]
        if not inside[index]:
            reasons[index] = "" if first <= index <= last and weights[index] > 0 else OUTSIDE
        elif any(above in aside for above in _upwards(block.element)):
            reasons[index] = RELATED if index > first else MENU
        elif block.linked > _LINKED and not first <= index <= last and not _in_box_alone(block, box):
            reasons[index] = RELATED if index > last else MENU
    headline = _headline(blocks, reasons, titles, start, first)
    for index, block in enumerate(blocks):
        if start <= index <= stop or reasons[index]:
            continue
        if index == headline or (headline >= 0 and headline < index < start and _dated(block)):
            continue
        if stop < index <= stop + 4 and block.linked == 0 and _SIGNATURE.fullmatch(block.words):
            continue
        reasons[index] = MENU if block.linked > _LINKED else OUTSIDE
    if headline >= 0:
        # What stands before the headline inside of the box is the site's: its name, the path to here.
        for index in range(start, headline):
            if not reasons[index] and not _LINE_OVER.match(blocks[index].words) and weights[index] <= 0:
                reasons[index] = OUTSIDE
    elif (name := _from_head(titles)) and _squeezed(name) != _squeezed(blocks[first].words):
        kept = [block.words for block, reason in zip(blocks, reasons, strict=True) if not reason]
        if kept and (len(kept[0]) > 60 or _MARK.search(kept[0]) or headings.stands_alone(kept[0])):
            chosen.title = name
            chosen.notes.append(f"正文上面没有标题，用了网页自己的名字“{name}”，请核对")
    return chosen


_LINE_OVER = re.compile(r"[【\[].{2,12}[】\]]$|.{4,40}[：:—]$")
"""A line over the headline that belongs to it (引题)."""


def _weight(block: Block) -> float:
    """How much *block* speaks for the article: its own words, or less than nothing where it is a link or the site's."""
    words = block.words
    if block.linked > _LINKED:
        return -min(10.0 + len(words) / 4, 30.0)
    if chrome.chrome(words) or chrome.BREADCRUMB.fullmatch(words):
        return -20.0
    size = len(words) * (1 - block.linked)
    if (len(words) >= _LONG and "。" in words) or (len(words) >= 14 and _MARK.search(words)):
        return size
    return -2.0


def _heaviest(weights: Sequence[float]) -> tuple[int, int]:
    """The stretch of *weights* with the largest sum, (-1, -1) where none is above nothing."""
    best, best_at = 0.0, (-1, -1)
    total, start = 0.0, 0
    for index, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, index
        total += weight
        if total > best:
            best, best_at = total, (start, index)
    return best_at


def _bring_to_light(blocks: Sequence[Block], chosen: Chosen) -> None:
    """The article itself is hidden until a script shows it, as in pages of WeChat: then hidden is no reason."""
    for index, block in enumerate(blocks):
        if block.reason == "网页里隐藏的内容":
            chosen.reasons[index] = ""
    chosen.notes.append("网页把正文设成了隐藏（由脚本显示），按看得见的导入，请对照网页")


def _box(elements: Sequence[Any]) -> Any:
    """The smallest element that holds all *elements*, and more than a single paragraph."""
    common = list(_upwards(elements[0]))
    for element in elements[1:]:
        above = set(_upwards(element))
        common = [item for item in common if item in above]
    if not common:
        return list(_upwards(elements[0]))[-1]
    box = common[0]
    while box.tag in _INLINE and box.getparent() is not None:
        box = box.getparent()
    return box


def _lists_of_links(blocks: Sequence[Block], box: Any, heavy: Sequence[int]) -> set[Any]:
    """The boxes inside of *box* that hold links and nothing else: at least two, or one under a heading of such a list."""
    prose = {above for index in heavy for above in _upwards(blocks[index].element)}
    held: dict[Any, list[Block]] = {}
    for block in blocks:
        for above in _upwards(block.element):
            if above is box or above in prose:
                break
            held.setdefault(above, []).append(block)
    found: set[Any] = set()
    for element, inner in held.items():
        links = sum(block.linked > _LINKED for block in inner)
        long = any(len(block.words) >= _LONG and "。" in block.words and block.linked <= _LINKED for block in inner)
        if links >= 2 and links >= 0.6 * len(inner) and not long and element.tag not in ("tr", "tbody"):
            found.add(element)
    return found


def _digests(blocks: Sequence[Block]) -> set[int]:
    """The blocks of a list of other articles, each a linked headline with some of its words and a link to the rest: three and more."""
    held: dict[Any, list[int]] = {}
    for index, block in enumerate(blocks):
        for above in _upwards(block.element):
            held.setdefault(above, []).append(index)
    entries: dict[Any, list[Any]] = {}
    for element, inner in held.items():
        links = [link for link in element.iter("a") if link.get("href")]
        if len(links) < 2 or len(inner) > 8 or blocks[inner[0]].linked <= _LINKED or element.getparent() is None:
            continue
        again = [link for link in links[1:] if link.get("href") == links[0].get("href")]
        more = any(_MORE.fullmatch("".join(link.itertext()).strip()) for link in links[1:])
        if (again or more) and len({link.get("href") for link in links}) == 1:
            entries.setdefault(element.getparent(), []).append(element)
    return {index for row in entries.values() if len(row) >= 3 for element in row for index in held[element]}


def _in_box_alone(block: Block, box: Any) -> bool:
    """True for a paragraph of the box's own that happens to be a link: not one of a list of them."""
    element = block.element
    while element.tag in ("a", "span", "strong", "b", "font", "em") and element.getparent() is not None:
        element = element.getparent()
    return element.tag in ("p", "h1", "h2", "h3") and element.getparent() is box


def _headline(blocks: Sequence[Block], reasons: Sequence[str], titles: Sequence[str], start: int, first: int) -> int:
    """The block that is the headline, -1 for none: what the head of the page names, else the nearest h1, else h2."""
    before = [
        index for index in range(min(first, len(blocks) - 1), -1, -1)
        if blocks[index].reason == "" and 4 <= len(blocks[index].words) <= 90 and not chrome.BREADCRUMB.fullmatch(blocks[index].words)
    ]  # fmt: skip
    names = [_squeezed(title) for title in titles]
    for index in before:
        words = _squeezed(blocks[index].words)
        if len(words) >= 6 and any(name.startswith(words) or (len(words) >= 10 and words in name) for name in names):
            parts = [_squeezed(part) for title in titles for part in _SPLIT.split(title)]
            longest = max((part for part in parts if (part and part in words) or words in part), key=len, default="")
            if not longest or len(words) >= 0.6 * len(longest):
                return index
    for tag in ("h1", "h2"):
        for index in before:
            if blocks[index].linked > _LINKED:
                continue
            if any(above.tag == tag for above in _upwards(blocks[index].element)):
                return index
    return -1


def _from_head(titles: Sequence[str]) -> str:
    """The headline in what the head calls the page: without the names of columns and of the site behind it."""
    for title in titles:
        words = _SPLIT.split(title)[0].strip()
        if len(words) >= 8:
            return words
    return ""


def _dated(block: Block) -> bool:
    return len(block.words) < 100 and chrome.SOURCE_LINE.fullmatch(block.words) is not None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b]+", "", text)


def _upwards(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()
