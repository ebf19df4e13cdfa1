"""Tracked changes of a Word file, settled: all accepted, or all rejected.

Insertions, deletions and moves of text, paragraph marks, rows and cells, and former properties.
ECMA-376 part 1, 17.13.5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PLACE = "{urn:docgen}change"
"""The element that ``settle`` leaves where a change was, so that a reader finds its place; ``n`` is its number."""
PILCROW = "¶"
"""The words of a change that came or went with the end of a paragraph."""

_COME = {f"{W}ins": "插入", f"{W}moveTo": "移入"}
_GONE = {f"{W}del": "删除", f"{W}moveFrom": "移出"}
_WHAT = _COME | _GONE
_RANGES = tuple(f"{W}{name}Range{end}" for name in ("moveFrom", "moveTo") for end in ("Start", "End"))
_FORMER = tuple(
    f"{W}{name}Change" for name in ("pPr", "rPr", "sectPr", "tblPr", "tblPrEx", "trPr", "tcPr", "tblGrid", "numbering")
)
_CELLS = {f"{W}cellIns": "插入", f"{W}cellDel": "删除"}
_MARKS = tuple(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd"))
_LIVE = {f"{W}delText": f"{W}t", f"{W}delInstrText": f"{W}instrText"}
_KEPT_WITH_LOOKS = (f"{W}rPr", f"{W}sectPr")


@dataclass(frozen=True, slots=True)
class Change:
    """A tracked change: ``what`` is 插入, 删除, 移入 or 移出. ``words`` are ``PILCROW`` for the end of a paragraph."""

    what: str
    author: str
    words: str


def settle(root: Any, *, accept: bool = True, places: bool = False) -> list[Change]:
    """Carry out every tracked change in the part *root*, in place; gives what they were, in reading order.

    With *places* an element ``PLACE`` stays where each change of text or of the end of a
    paragraph was. A paragraph whose end is gone runs on into the next one; one that held
    nothing else goes, and so do rows without cells and tables without rows.
    """
    if next(root.iter(*_WHAT, *_CELLS, *_FORMER, *_RANGES), None) is None:
        return []
    return _Settling(root, _GONE if accept else _COME, places).result(accept=accept)


class _Settling:
    def __init__(self, root: Any, gone: dict[str, str], places: bool) -> None:
        self.root, self.gone, self.places = root, gone, places
        self.found: list[Change] = []

    def result(self, *, accept: bool) -> list[Change]:
        for node in list(self.root.iter(*_WHAT, *_CELLS)):
            self.one(node)
        self.former(accept=accept)
        for paragraph in reversed(list(self.root.iter(f"{W}p"))):
            looks = paragraph.find(f"{W}pPr/{W}rPr")
            marks = [] if looks is None else [one for one in looks if one.tag in _WHAT]
            ends = any(mark.tag in self.gone for mark in marks)
            for mark in marks:
                looks.remove(mark)
            if ends:
                _run_on(paragraph)
        for node in list(self.root.iter(*_RANGES)):
            _drop(node)
        return self.found

    def one(self, node: Any) -> None:
        """Settle the change *node*; ends of paragraphs are only entered here and settled last."""
        above = node.getparent()
        if above is None or not _attached(node, self.root):
            return
        if node.tag in _CELLS:
            self.cell(node)
        elif above.tag == f"{W}trPr":
            row = above.getparent()
            if node.tag in self.gone:
                self.enter(node, _letters(row), None)
                _without_row(row)
            else:
                self.enter(node, _letters(row), None)
                above.remove(node)
        elif above.tag == f"{W}rPr":
            looks = above.getparent()
            if looks is not None and looks.tag == f"{W}pPr":
                self.enter(node, PILCROW, looks.getparent())
            else:
                above.remove(node)
        elif node.tag in self.gone:
            self.enter(node, _letters(node), node)
            for mark in list(node.iter(*_MARKS)):
                node.addprevious(mark)
            _drop(node)
        else:
            self.enter(node, _letters(node), node)
            _unwrap(node)

    def cell(self, node: Any) -> None:
        cell = node.getparent().getparent()
        row = cell.getparent()
        self.found.append(Change(_CELLS[node.tag], node.get(f"{W}author") or "", _letters(cell)))
        node.getparent().remove(node)
        if (node.tag == f"{W}cellDel") == (f"{W}del" in self.gone):
            row.remove(cell)
            if row.find(f"{W}tc") is None:
                _without_row(row)

    def enter(self, node: Any, words: str, at: Any) -> None:
        """Remember the change *node*; its place is before *at*, or at the end of the paragraph *at*."""
        if not words:
            return
        self.found.append(Change(_WHAT[node.tag], node.get(f"{W}author") or "", words))
        if self.places and at is not None:
            place = etree.Element(PLACE, n=str(len(self.found) - 1))
            if at.tag == f"{W}p":
                at.append(place)
            else:
                at.addprevious(place)

    def former(self, *, accept: bool) -> None:
        for node in list(self.root.iter(*_FORMER)):
            owner = node.getparent()
            owner.remove(node)
            if accept or len(node) == 0:
                continue
            stay = [one for one in owner if owner.tag == f"{W}pPr" and one.tag in _KEPT_WITH_LOOKS]
            for one in list(owner):
                owner.remove(one)
            owner.extend(list(node[0]))
            owner.extend(stay)


def _attached(node: Any, root: Any) -> bool:
    return node is root or any(above is root for above in node.iterancestors())


def _letters(element: Any) -> str:
    return "".join(item.text or "" for item in element.iter(f"{W}t", f"{W}delText"))


def _drop(node: Any) -> None:
    node.getparent().remove(node)


def _unwrap(node: Any) -> None:
    for text in node.iter(*_LIVE):
        text.tag = _LIVE[text.tag]
    for child in list(node):
        node.addprevious(child)
    _drop(node)


def _without_row(row: Any) -> None:
    """Take *row* away, and its table when that was the last one."""
    table = next(row.iterancestors(f"{W}tbl"), None)
    _drop(row)
    if table is None or next(table.iter(f"{W}tr"), None) is not None:
        return
    holder = table.getparent()
    if not any(other is not table and other.tag == f"{W}p" for other in holder):
        table.addprevious(etree.Element(f"{W}p"))
    _drop(table)


def _run_on(paragraph: Any) -> None:
    """The end of *paragraph* is gone: what it holds stands at the beginning of the next one."""
    following = next(_blocks_behind(paragraph), None)
    content = [node for node in paragraph if node.tag != f"{W}pPr"]
    if following is None or following.tag != f"{W}p":
        empty = not any(node.tag == f"{W}r" or len(node) for node in content)
        if empty and any(other.tag == f"{W}p" for other in paragraph.itersiblings()):
            for node in content:
                paragraph.addprevious(node)
            _drop(paragraph)
        return
    at = 1 if len(following) and following[0].tag == f"{W}pPr" else 0
    for number, node in enumerate(content):
        following.insert(at + number, node)
    _drop(paragraph)


def _blocks_behind(paragraph: Any) -> Iterator[Any]:
    """Paragraphs and tables behind *paragraph* in the same container, content controls looked into."""
    for node in paragraph.itersiblings():
        if node.tag in (f"{W}p", f"{W}tbl"):
            yield node
        elif node.tag in (f"{W}sdt", f"{W}customXml"):
            yield from node.iter(f"{W}p", f"{W}tbl")
