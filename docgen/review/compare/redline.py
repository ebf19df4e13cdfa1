"""The difference of two Word files as tracked changes: accept all and it reads as the new one, reject all, as the old.

Blocks are paired container by container (text, cell, header, note, text box), tables row by
row and cell by cell. The end of the last paragraph of a container cannot be tracked: Word has
no next paragraph that it could run on into. Where one comes or goes at an end, the ends before
it are tracked instead.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby
from typing import Any, Literal

from lxml import etree

from docgen.formats.word.changes import W
from docgen.formats.word.ooxml import zipped
from docgen.formats.word.read import Bit, WordFile, WordParagraph, open_word
from docgen.review.compare.align import Piece, align, marked

_AUTHOR = "docgen"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BOX = f"{W}txbxContent"
_CELL_END = "\x1f"
_WRAPPERS = (f"{W}sdt", f"{W}sdtContent", f"{W}customXml")
_MARKS = {"\t": "tab", "\n": "br"}
_BOUND = tuple(
    f"{W}{name}" for name in ("drawing", "pict", "object", "footnoteReference", "endnoteReference", "commentReference")
)
"""What refers to parts of the old file and cannot be shown in the new one."""
_LOOSE = tuple(
    f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "sectPr")
)

State = Literal["", "ins", "del"]
Character = tuple[str, Any]


@dataclass(slots=True)
class _Entry:
    """A paragraph of the result: ``state`` says whether it has come or gone as a whole."""

    element: Any
    state: State
    former: WordParagraph | None = None


def redline(old: bytes, new: bytes, old_name: str = "", new_name: str = "") -> bytes:
    """*new* as a Word file in which every difference from *old* is a tracked insertion or deletion.

    The looks are those of *new*. Contents and page numbers, which Word makes itself, are
    not compared, nor are pictures. Changes that are tracked in either file count as accepted.
    Raises WriteError where one of the files cannot be read.
    """
    before, after = open_word(old, old_name), open_word(new, new_name)
    _Redline(before, after).text()
    parts = after.package.parts()
    for name, root in after.roots.items():
        parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return zipped(parts)


class _Redline:
    def __init__(self, before: WordFile, after: WordFile) -> None:
        self.before, self.after = before, after
        self.known = {id(one.element): one for word in (before, after) for one in word.everything}
        self.numbers = count(9001)

    def text(self) -> None:
        body = f"{W}body"
        self.container(self.before.root.find(body), self.after.root.find(body))
        for old, new in _edges(self.before, self.after):
            self.container(old, new)
        for kind in ("footnote", "endnote"):
            sides = [
                [root for root in word.roots.values() if root.tag == f"{W}{kind}s"]
                for word in (self.before, self.after)
            ]
            if all(sides):
                pairs = zip(*(root[0].iter(f"{W}{kind}") for root in sides), strict=False)
                for old, new in pairs:
                    self.container(old, new)

    # — blocks —

    def container(self, old: Any, new: Any) -> None:
        """Track what became of the blocks of *old* in *new*."""
        ours, theirs = list(self.blocks(new)), list(self.blocks(old))
        tables = _pairs(
            [self.words(one) for one in theirs if _is_table(one)], [self.words(one) for one in ours if _is_table(one)]
        )
        left, right = ([one for one in side if _is_table(one)] for side in (theirs, ours))
        at = to = 0
        for one, other in [*tables, (None, None)]:
            stop = len(theirs) if one is None else theirs.index(left[one])
            end = len(ours) if other is None else ours.index(right[other])
            self.segment(theirs[at:stop], ours[to:end], new, ours[end] if end < len(ours) else None)
            if one is not None and other is not None:
                self.table(left[one], right[other])
            at, to = stop + 1, end + 1

    def blocks(self, parent: Any) -> Iterator[Any]:
        """Paragraphs and tables of a container; paragraphs of contents are Word's own."""
        for child in parent:
            if child.tag == f"{W}tbl":
                yield child
            elif child.tag == f"{W}p":
                known = self.known.get(id(child))
                made = known is not None and not known.text and any(bit.kind == "made" for bit in known.bits)
                if known is not None and not made:
                    yield child
            elif child.tag in _WRAPPERS:
                yield from self.blocks(child)

    def words(self, block: Any) -> str:
        if not _is_table(block):
            return self.known[id(block)].text
        return _CELL_END.join(one.text for item in block.iter(f"{W}p") if (one := self.known.get(id(item))))

    def segment(self, old: Sequence[Any], new: Sequence[Any], parent: Any, following: Any) -> None:
        """The blocks between two tables that stand on both sides; tables among them have come or gone."""
        first = new[0] if new else following
        place: Any = None
        entries: list[_Entry] = []
        for row in align(self.keys(old, "\U000f0000"), self.keys(new, "\U00100000")):
            former = None if row.old is None else old[row.old]
            block = former if row.new is None else new[row.new]
            if row.new is None:
                block = self.foreign(former) if _is_table(former) else self.empty(former)
                self.put(block, place, first, parent)
            place = block
            if _is_table(block):
                for line in _rows(block):
                    self.row(line, "ins" if former is None else "del")
                self.ended(entries)
                entries = []
                continue
            state: State = "ins" if former is None else "del" if row.new is None else ""
            entries.append(_Entry(block, state, None if former is None else self.known[id(former)]))
        self.ended(entries)

    def keys(self, blocks: Sequence[Any], table: str) -> list[str]:
        """What *blocks* are known by; a table, *table* and the ones behind it, by a character that no other has."""
        return [chr(ord(table) + at) if _is_table(one) else self.words(one) for at, one in enumerate(blocks)]

    def put(self, element: Any, place: Any, first: Any, parent: Any) -> None:
        """*element* behind *place*; where that is ``None`` before *first*, and without either at the end."""
        if place is not None:
            place.addnext(element)
        elif first is not None:
            first.addprevious(element)
        elif len(parent) and parent[-1].tag == f"{W}sectPr":
            parent[-1].addprevious(element)
        else:
            parent.append(element)

    def ended(self, entries: list[_Entry]) -> None:
        """Fill the paragraphs and track their ends."""
        last = max((at for at, one in enumerate(entries) if not one.state), default=-1)
        tail = entries[last + 1 :]
        gone = [one for one in tail if one.state == "del"]
        come = [one for one in tail if one.state == "ins"]
        if gone and come:
            # The last of either side share their end.
            come[-1].former, come[-1].state = gone[-1].former, ""
            gone[-1].element.getparent().remove(gone[-1].element)
            entries.remove(gone[-1])
            at = entries.index(come[-1])
            if at + 1 < len(entries):
                entries[-1].element.addnext(come[-1].element)
                entries.append(entries.pop(at))
        for entry in entries:
            self.fill(entry)
        last = max((at for at, one in enumerate(entries) if not one.state), default=-1)
        shifted = last >= 0 and last + 1 < len(entries)
        for at, entry in enumerate(entries):
            if shifted and at >= last:
                if at + 1 < len(entries):
                    self.mark(entry.element, entries[at + 1].state)
            elif entry.state:
                self.mark(entry.element, entry.state)

    def fill(self, entry: _Entry) -> None:
        own = self.known.get(id(entry.element))
        if entry.state == "ins":
            self.inserted(entry.element)
        elif entry.state == "del" and entry.former is not None:
            self.gone(entry.element, _characters(entry.former), None)
            self.hanging(entry)
        elif own is not None and entry.former is not None:
            pieces = marked(entry.former.text, own.text)
            if any(kind != "same" for kind, _ in pieces):
                self.changed(own, entry.former, pieces)
            boxes = zip(_boxes(entry.former.element), _boxes(entry.element), strict=False)
            for old, new in boxes:
                self.container(old, new)

    def hanging(self, entry: _Entry) -> None:
        """The text boxes of a deleted paragraph, those that need nothing else of the old file."""
        assert entry.former is not None
        runs = {
            id(run): run
            for box in _boxes(entry.former.element)
            if (run := next(box.iterancestors(f"{W}r"), None)) is not None
        }
        for run in runs.values():
            if any(name.startswith(_R) for node in run.iter() for name in node.attrib):
                continue
            tracked = self.track("del")
            tracked.append(copy.deepcopy(run))
            entry.element.append(tracked)

    # — tables —

    def table(self, old: Any, new: Any) -> None:
        left, right = _rows(old), _rows(new)
        pairs = _pairs([self.words_of(row) for row in left], [self.words_of(row) for row in right])
        pairs = [(one, other) for one, other in pairs if len(_cells(left[one])) == len(_cells(right[other]))]
        place: Any = None
        at = to = 0
        for one, other in [*pairs, (len(left), len(right))]:
            for row in left[at:one]:
                gone = self.foreign(row)
                self.row(gone, "del")
                if place is None:
                    right[0].addprevious(gone)
                else:
                    place.addnext(gone)
                place = gone
            for row in right[to:other]:
                self.row(row, "ins")
                place = row
            if one < len(left) and other < len(right):
                place = right[other]
                for cell, inner in zip(_cells(left[one]), _cells(right[other]), strict=True):
                    self.container(cell, inner)
            at, to = one + 1, other + 1

    def words_of(self, row: Any) -> str:
        return _CELL_END.join(
            "".join(one.text for item in cell.iter(f"{W}p") if (one := self.known.get(id(item))))
            for cell in _cells(row)
        )

    def row(self, row: Any, state: State) -> None:
        """All of *row* has come or gone."""
        looks = row.find(f"{W}trPr")
        if looks is None:
            looks = etree.Element(f"{W}trPr")
            first = next((node for node in row if node.tag != f"{W}tblPrEx"), None)
            row.append(looks) if first is None else first.addprevious(looks)
        looks.append(self.track(state))
        for paragraph in row.iter(f"{W}p"):
            if state == "ins":
                self.inserted(paragraph)
            else:
                self.wrap(paragraph, "del")
                for text in paragraph.iter(f"{W}t"):
                    text.tag = f"{W}delText"
            self.mark(paragraph, state)

    def foreign(self, element: Any) -> Any:
        """A copy of a table or row of the old file without what refers to parts of it."""
        found = copy.deepcopy(element)
        for node in list(found.iter(*_BOUND, *_LOOSE)):
            node.getparent().remove(node)
        for node in list(found.iter(f"{W}hyperlink")):
            for name in [name for name in node.attrib if name.startswith(_R)]:
                del node.attrib[name]
        return found

    # — paragraphs —

    def track(self, word: str) -> Any:
        """An empty w:ins or w:del. No date: two runs give the same bytes."""
        return etree.Element(f"{W}{word}", {f"{W}id": str(next(self.numbers)), f"{W}author": _AUTHOR})

    def mark(self, paragraph: Any, word: State) -> None:
        """The end of the paragraph itself has come or gone."""
        looks = paragraph.find(f"{W}pPr")
        if looks is None:
            looks = etree.Element(f"{W}pPr")
            paragraph.insert(0, looks)
        run = looks.find(f"{W}rPr")
        if run is None:
            run = etree.Element(f"{W}rPr")
            last = [node for node in looks if node.tag in (f"{W}sectPr", f"{W}pPrChange")]
            looks.insert(looks.index(last[0]) if last else len(looks), run)
        run.insert(0, self.track(word))

    def empty(self, paragraph: Any) -> Any:
        """A paragraph with the looks of *paragraph* and nothing in it."""
        made = etree.Element(f"{W}p")
        looks = paragraph.find(f"{W}pPr")
        if looks is not None:
            made.append(copy.deepcopy(looks))
            for section in made[0].findall(f"{W}sectPr"):
                made[0].remove(section)
        return made

    def inserted(self, paragraph: Any) -> None:
        self.wrap(paragraph, "ins")
        for box in _boxes(paragraph):
            for inner in box.iter(f"{W}p"):
                self.wrap(inner, "ins")

    def wrap(self, paragraph: Any, word: State) -> None:
        """Every run of *paragraph* that is its own, tracked."""
        for run in list(paragraph.iter(f"{W}r")):
            if next(run.iterancestors(f"{W}p"), None) is not paragraph or run.getparent().tag in (f"{W}ins", f"{W}del"):
                continue
            tracked = self.track(word)
            run.addprevious(tracked)
            tracked.append(run)

    def changed(self, own: WordParagraph, former: WordParagraph, pieces: Sequence[Piece]) -> None:
        """The paragraph with what changed since *former* tracked inside it; each character keeps the looks it had."""
        theirs = _characters(former)
        cuts, at = set(), 0
        for kind, text in pieces:
            cuts.add(at)
            at += len(text) if kind != "gone" else 0
        cuts.add(at)
        runs = _isolated(own, cuts)
        at = was = 0
        last: Any = None
        for kind, text in pieces:
            if kind == "gone":
                following = next((run for start, run in runs if start >= at), None)
                last = self.gone(own.element, theirs[was : was + len(text)], last, following)
                was += len(text)
                continue
            for start, run in runs:
                if at <= start < at + len(text):
                    last = run
                    if kind == "come":
                        last = self.track("ins")
                        run.addprevious(last)
                        last.append(run)
            at += len(text)
            was += len(text) if kind == "same" else 0

    def gone(self, paragraph: Any, characters: Sequence[Character], last: Any, following: Any = None) -> Any:
        """Deleted *characters* behind *last*, else before *following*, else at the end of *paragraph*."""
        made = [_run(list(group)) for _, group in groupby(characters, key=lambda one: id(one[1]))]
        if not made:
            return last
        tracked = self.track("del")
        tracked.extend(made)
        if last is not None:
            last.addnext(tracked)
        elif following is not None:
            following.addprevious(tracked)
        else:
            paragraph.append(tracked)
        return tracked


def _is_table(block: Any) -> bool:
    return bool(block.tag == f"{W}tbl")


def _rows(table: Any) -> list[Any]:
    return [row for row in table.iter(f"{W}tr") if next(row.iterancestors(f"{W}tbl")) is table]


def _cells(row: Any) -> list[Any]:
    return [cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row]


def _boxes(paragraph: Any) -> list[Any]:
    """The text boxes that hang on *paragraph*, their copies for old programs left out."""
    fallback = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
    return [
        box
        for box in paragraph.iter(_BOX)
        if next(box.iterancestors(f"{W}p"), None) is paragraph and next(box.iterancestors(fallback), None) is None
    ]


def _pairs(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Which of *old* became which of *new*; as many gone as come between two pairs are the same ones, rewritten."""
    found: list[tuple[int, int]] = []
    at = to = 0
    known = [(row.old, row.new) for row in align(old, new) if row.old is not None and row.new is not None]
    for one, other in [*known, (len(old), len(new))]:
        if one - at == other - to:
            found += zip(range(at, one), range(to, other), strict=True)
        if one < len(old) and other < len(new):
            found.append((one, other))
        at, to = one + 1, other + 1
    return found


def _edges(before: WordFile, after: WordFile) -> Iterator[tuple[Any, Any]]:
    """Headers and footers of the same section and sort on both sides, each once."""
    sides = []
    for word in (before, after):
        relations = word.package.relations(word.main)
        found = {}
        for number, section in enumerate(word.root.iter(f"{W}sectPr")):
            for edge in section.iter(f"{W}headerReference", f"{W}footerReference"):
                part = relations.get(edge.get(f"{_R}id", ""), ("", ""))[1]
                if part in word.roots:
                    found[number, edge.tag, edge.get(f"{W}type")] = part
        sides.append(found)
    done: set[str] = set()
    for place, part in sides[1].items():
        if place in sides[0] and part not in done:
            done.add(part)
            yield before.roots[sides[0][place]], after.roots[part]


def _characters(paragraph: WordParagraph) -> list[Character]:
    return [(character, bit.looks) for bit in paragraph.bits if bit.kind in ("text", "field") for character in bit.text]


def _isolated(paragraph: WordParagraph, cuts: set[int]) -> list[tuple[int, Any]]:
    """(offset, run) of the words of *paragraph*, each in a run of its own, cut at *cuts* too."""
    found: list[tuple[int, Any]] = []
    at = 0
    for bit in paragraph.bits:
        if bit.kind not in ("text", "field"):
            continue
        found += ((at + start, run) for start, run in _alone(bit, [cut - at for cut in sorted(cuts)]))
        at += len(bit.text)
    return found


def _alone(bit: Bit, cuts: Sequence[int]) -> Iterator[tuple[int, Any]]:
    run = bit.node.getparent()
    if run is None or run.tag != f"{W}r":
        yield 0, bit.node
        return
    children = [node for node in run if node.tag != f"{W}rPr"]
    index = children.index(bit.node)
    if index:
        _beside(run, children[:index], before=True)
    if children[index + 1 :]:
        _beside(run, children[index + 1 :], before=False)
    starts = [0, *(cut for cut in cuts if 0 < cut < len(bit.text))] if bit.node.tag == f"{W}t" else [0]
    stops = [*starts[1:], len(bit.text)]
    for start, stop in zip(starts, stops, strict=True):
        if stop < len(bit.text):
            piece = copy.deepcopy(bit.node)
            piece.text = bit.text[start:stop]
            piece.set(_SPACE, "preserve")
            yield start, _beside(run, [piece], before=True)
        else:
            if start:
                bit.node.text = bit.text[start:]
                bit.node.set(_SPACE, "preserve")
            yield start, run


def _beside(run: Any, children: Sequence[Any], *, before: bool) -> Any:
    """A run with the looks of *run* that holds *children*, next to it."""
    made = etree.Element(f"{W}r")
    looks = run.find(f"{W}rPr")
    if looks is not None:
        made.append(copy.deepcopy(looks))
    made.extend(children)
    run.addprevious(made) if before else run.addnext(made)
    return made


def _run(characters: Sequence[Character]) -> Any:
    """A run of deleted *characters*."""
    element = etree.Element(f"{W}r")
    if characters[0][1] is not None:
        element.append(copy.deepcopy(characters[0][1]))
    for mark, group in groupby("".join(text for text, _ in characters), key=lambda one: _MARKS.get(one, "")):
        text = "".join(group)
        if mark:
            element.extend(etree.Element(f"{W}{mark}") for _ in text)
            continue
        node = etree.SubElement(element, f"{W}delText")
        node.text = text
        node.set(_SPACE, "preserve")
    return element
