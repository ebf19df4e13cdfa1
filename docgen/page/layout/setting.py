"""Each block of a document as rows of lines that are not yet on a page; and what a layout is once they are: pages of lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from docgen.core.tree import (
    Contents,
    Document,
    Image,
    Inline,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
    assert_never,
    plain_text,
)
from docgen.page.fonts import Advances, Widths, official
from docgen.page.layout.breaking import line_ends, title_ends, without_lone
from docgen.page.norm.model import CAPTION, ENTRIES, GAP, LABEL, Box, Frame, Norm, Role
from docgen.page.placing import (
    Beside,
    Signatures,
    Single,
    Strip,
    abreast_room,
    box_left,
    groups,
    kept,
    mixed,
    parting,
    room_above,
    rows_high,
)
from docgen.page.shape import (
    captioned,
    closing_indents,
    column_shares,
    figure_words,
    headings,
    held_rows,
    least_heights,
    parts_tables,
    picture_size,
    stays_whole,
    table_cells,
    table_gaps,
)


class Line(NamedTuple):
    """A line of type. Lengths are in points.

    ``block`` is the index of its block in the document. ``text`` is what stands between the
    offsets ``start`` and ``end`` in the plain text of the paragraph, of the cell ``cell``
    (row, column) of a table, or of the heading ``target`` that an entry of a table of contents
    names; the number of its page is ``Layout.page_of(target)``. ``x`` and ``y`` are the left end
    of the text and the top of the line from the top left corner of the type area, ``height`` is the
    pitch. ``width`` is the natural width with the tracking of the role between the characters;
    ``extra`` goes behind every character but the last so that the line ends at the edge, 0 where
    it need not.
    """

    block: int
    start: int
    end: int
    text: str
    role: str
    x: float
    y: float
    width: float
    height: float
    extra: float = 0.0
    cell: tuple[int, int] | None = None
    target: int | None = None

    def lowered(self, by: float) -> Line:
        """The same line *by* points further down."""
        return self._replace(y=self.y + by)


@dataclass(frozen=True, slots=True)
class Page:
    """``number`` counts from 1; ``lines`` are in reading order, cells of a row one after another."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The pages of a document; ``starts`` is block index → number of the page on which the block begins.

    ``front`` pages stand before the body of a book and bear no number: the number of a page is what is printed on it.
    """

    pages: tuple[Page, ...]
    starts: Mapping[int, int]
    front: int = 0

    def page_of(self, block: int) -> int:
        """The number of the page on which the block of index *block* begins."""
        page = self.starts[block]
        return page - self.front if page > self.front else page


_TAB = 2.0
"""Characters that a tab takes; there is none in the papers of docgen's own templates."""
_NUMBER = 2.0
"""Characters that a dot and the page number of an entry of a table of contents take at least."""


class Row(NamedTuple):
    """What cannot be parted: a line, or a row of a table; ``lines`` lie at their y within it."""

    height: float
    lines: tuple[Line, ...]


@dataclass(slots=True)
class Slab:
    """A block ready for the pages: its rows, the space round it, and with what it must stay.

    ``whole`` says that its rows are not parted where a page can hold them, ``held`` names the rows of
    another table that stay with the next one. ``parts`` says that it keeps to
    the next for the sake of a closing only: its last lines are enough. ``cut`` is how many of its rows then
    stay on the page before.
    """

    block: int
    rows: list[Row] = field(default_factory=list)
    before: float = 0.0
    after: float = 0.0
    keep: bool = False
    new_page: bool = False
    opens: bool = False
    header: Row | None = None
    box: Box | None = None
    whole: bool = False
    held: frozenset[int] = frozenset()
    parts: bool = False
    cut: int = 0

    @property
    def height(self) -> float:
        """Of all its rows, without the space round them."""
        return sum(row.height for row in self.rows)

    @property
    def opening(self) -> float:
        """The height of its first row, and of those that it holds to: of a table with a head, the row below it."""
        return self.run(0)

    def run(self, number: int) -> float:
        """The height of the row *number* and of those that it holds to."""
        end = number
        while end in self.held:
            end += 1
        return sum(row.height for row in self.rows[number : end + 1])


def slabs(document: Document, norm: Norm, advances: Advances, gap: float) -> Iterator[Slab]:
    """The blocks of *document* in order, page breaks as slabs without rows."""
    setter = _Setter(document, norm, advances, gap)
    for group in groups(document.blocks, norm):
        match group:
            case Single(index):
                yield from setter.block(index)
            case Beside(left, right):
                yield setter.beside(left, right)
            case Strip():
                yield setter.strip(group)
            case Signatures():
                yield setter.signatures(group)
            case _:
                assert_never(group)


def names_top(height: float, names: Sequence[float], whole: Sequence[float]) -> float:
    """How far below the top of a row of *height* its names begin, all of them: the longest name lies in the middle.

    *names* are the heights of the names, *whole* those of the cells with the date below the last name.
    """
    return max(min((height - max(names)) / 2, height - max(whole)), 0.0)


def title_breaks(role: str, inlines: tuple[Inline, ...], norm: Norm, columns: int = 1) -> list[int]:
    """The offsets in the plain text of a paragraph before which a line begins: a centred one is balanced, a list of terms parts none.

    None where it fits in one line or a processor breaks it as well. *columns* such paragraphs stand side by
    side. By the widths of the official fonts.
    """
    look = norm.roles[role]
    if look.terms:
        text, widths, gaps = measured(inlines, look, norm, official, norm.grid.gap)
        room = norm.page.text_width.pt - (look.left + look.right) * look.character.pt
        indent = (look.first - look.hanging) * look.character.pt
        return line_ends(text, widths, room - indent, room, gaps, terms=True)[:-1]
    if look.no_lone:
        text, widths, gaps = measured(inlines, look, norm, official, norm.grid.gap)
        room = norm.page.text_width.pt - (look.left + look.right) * look.character.pt
        plain = line_ends(text, widths, room - (look.first - look.hanging) * look.character.pt, room, gaps)
        ends = without_lone(text, plain)
        return [] if ends == plain else ends[-2:-1]
    if look.align != "center":
        return []
    size, character = look.size.length.pt, look.character.pt
    room = norm.page.text_width.pt - (look.left + look.right) * character
    if columns > 1:
        room = abreast_room(norm, look, columns) * character
    if len(plain_text(inlines)) * (character + norm.grid.gap * size) <= room:
        return []  # each character one em and a gap before each: still one line
    text, widths, _ = measured(inlines, look, norm, official, norm.grid.gap)
    return title_ends(text, widths, room)[:-1]


def measured(
    inlines: tuple[Inline, ...], look: Role, norm: Norm, advances: Advances, gap: float
) -> tuple[str, list[float], dict[int, float]]:
    """The plain text, the advance of each character in points with tracking, and how much of it is gap before it."""
    size, tracking = look.size.length.pt, look.tracking.pt
    own = advances(look.font)
    strong = norm.strong.font
    # As in a Word style: emphasis changes the font only where the norm gives it one of its own.
    heavy = own if strong == norm.base.font else advances(strong)
    texts: list[str] = []
    widths: list[float] = []
    for inline in inlines:
        match inline:
            case Text(text):
                texts.append(text)
                widths += _points(text, own, size, tracking)
            case Strong(children):
                for child in children:
                    texts.append(child.text)
                    widths += _points(child.text, heavy, size, tracking)
            case _:
                assert_never(inline)
    whole = "".join(texts)
    gaps = dict.fromkeys(mixed(whole), gap * size) if gap else {}
    for place, space in gaps.items():
        widths[place] += space
    return whole, widths, gaps


class _Setter:
    """Breaks text into lines; holds what that needs to know of the document as a whole."""

    def __init__(self, document: Document, norm: Norm, advances: Advances, gap: float) -> None:
        self.gap = gap
        self.document = document
        self.norm = norm
        self.advances = advances
        self.width = norm.page.text_width.pt
        self.closings = closing_indents(document, norm)
        gaps = table_gaps(document, norm)
        self.rooms = gaps[0] | room_above(document, norm)
        self.below = gaps[1]
        self.kept = kept(document, norm)
        self.parting = parting(document, norm, self.kept)

    def block(self, index: int) -> Iterator[Slab]:
        block = self.document.blocks[index]
        match block:
            case Paragraph(role, inlines):
                yield self.paragraph(index, role, inlines)
            case Image():
                yield self.figure(index, block)
            case Table():
                yield self.table(index, block)
            case Contents():
                yield from self.contents(index)
            case PageBreak(_, opens):
                yield Slab(index, new_page=True, opens=opens)
            case _:
                assert_never(block)

    def beside(self, left: int, right: int) -> Slab:
        """Two paragraphs on one line, the second at the right."""
        slab, guest = (next(self.block(index)) for index in (left, right))
        first, *others = slab.rows
        slab.rows = [Row(first.height, (*first.lines, *guest.rows[0].lines)), *others]
        slab.keep = slab.keep or guest.keep
        return slab

    def strip(self, strip: Strip) -> Slab:
        """The paragraphs of a box, which stands in its place whatever the text does."""
        box = self.norm.boxes[strip.box]
        slab = Slab(strip.rows[0][0], box=box)
        left = box_left(box, self.norm)
        for indexes, height in zip(strip.rows, rows_high(strip, self.document, self.norm), strict=True):
            lines: list[Line] = []
            for index in indexes:
                block = self.document.blocks[index]
                assert isinstance(block, Paragraph)
                look = self.norm.roles[block.role]
                own = self.lines(index, block.role, look, block.inlines, box.width.pt, title=look.align == "center")
                lines += _stacked(own)
            lines = [line._replace(x=line.x + left.pt, y=line.y + box.padding.pt) for line in lines]
            slab.rows.append(Row(height.pt, tuple(lines)))
        return slab

    def signatures(self, signatures: Signatures) -> Slab:
        """Names side by side, each row with room for seals."""
        slab = Slab(signatures.rows[0][0][0], whole=True)
        width = self.width / signatures.columns
        first = self.document.blocks[slab.block]
        assert isinstance(first, Paragraph)
        look = self.norm.roles[first.role]
        free = (
            width - abreast_room(self.norm, look, signatures.columns) * look.character.pt
            if signatures.columns > 1
            else 0.0
        )
        for cells in signatures.rows:
            lines: list[Line] = []
            height = 0.0
            names: list[float] = []
            whole: list[float] = []
            for column, indexes in enumerate(cells):
                y = 0.0
                names.append(0.0)
                for index in indexes:
                    block = self.document.blocks[index]
                    assert isinstance(block, Paragraph)
                    look = self.norm.roles[block.role]
                    own = _stacked(self.lines(index, block.role, look, block.inlines, width - free, title=True))
                    lines += [line._replace(x=line.x + column * width + free / 2, y=line.y + y) for line in own]
                    y += sum(line.height for line in own)
                    if look.abreast is not None:
                        height = max(height, look.abreast.height.pt)
                        names[-1] = y
                whole.append(y)
            top = names_top(height, names, whole)
            lines = [line._replace(y=line.y + top) for line in lines]
            slab.rows.append(Row(height, tuple(lines)))
        return slab

    def paragraph(self, index: int, role: str, inlines: tuple[Inline, ...]) -> Slab:
        look = self.norm.roles[role]
        if index in self.closings:
            look = replace(look, right=self.closings[index])
        slab = self.slab(index, look)
        lines = self.lines(index, role, look, inlines, self.width, title=look.align == "center")
        slab.rows = [Row(line.height, (line,)) for line in lines]
        slab.keep = look.keep_next or index in self.kept
        slab.parts = index in self.parting
        return slab

    def figure(self, index: int, figure: Image) -> Slab:
        """The picture on the page of the words below it, or words in its place where there is none."""
        below = captioned(self.document, index)
        if figure.picture is None:
            slab = self.paragraph(index, CAPTION, (Text(figure_words(figure, captioned=below), figure.span),))
        else:
            room = picture_size(figure.picture, self.norm).room
            # A line without words holds the place of the picture, as wide as the type area.
            line = Line(index, 0, 0, "", GAP, 0.0, 0.0, self.width, room)
            slab = Slab(index, [Row(room, (line,))])
        slab.keep = slab.keep or below
        return slab

    def slab(self, index: int, look: Role) -> Slab:
        pitch = self.norm.grid.pitch.pt
        before = self.rooms[index].pt if index in self.rooms else look.before * pitch
        after = self.below[index].pt if index in self.below else look.after * pitch
        return Slab(index, [], before, after, look.keep_next, look.new_page)

    def lines(
        self, index: int, role: str, look: Role, inlines: tuple[Inline, ...], width: float, *, title: bool = False
    ) -> list[Line]:
        """The lines of a paragraph set in *width* points, each at y = 0; those of a *title* balanced."""
        text, widths, gaps = measured(inlines, look, self.norm, self.advances, self.gap)
        character = look.character.pt
        left = look.left * character
        indent = (look.first - look.hanging) * character
        room = width - left - look.right * character
        if title:
            ends = title_ends(text, widths, room)
        else:
            ends = line_ends(text, widths, room - indent, room, gaps, terms=look.terms)
            ends = without_lone(text, ends) if look.no_lone else ends
        found = []
        height, tracking = look.pitch.pt, look.tracking.pt
        for start, end in pairwise([0, *ends]):
            words = text[start:end]
            shown = len(words.rstrip(" "))
            natural = sum(widths[start : start + shown]) - (tracking if shown else 0.0) - gaps.get(start, 0.0)
            own = indent if start == 0 else 0.0
            slack = room - own - natural
            x, extra = left + own, 0.0
            if look.align == "both":
                extra = slack / (shown - 1) if shown > 1 and end < len(text) else 0.0
            elif look.align == "center":
                x += slack / 2
            elif look.align == "right":
                x += slack
            found.append(Line(index, start, end, words, role, x, 0.0, natural, height, extra))
        return found

    def contents(self, index: int) -> Iterator[Slab]:
        """A slab for each entry; the numbers come when the pages are known and change no line."""
        for entry in headings(self.document, self.norm, index):
            role = ENTRIES[entry.level - 1]
            look = self.norm.roles[role]
            slab = self.slab(index, look)
            words = (Text(entry.text, self.document.blocks[entry.block].span),)
            lines = self.lines(index, role, look, words, self.width)
            slab.rows = [Row(line.height, (line._replace(target=entry.block),)) for line in lines]
            if lines[-1].x + lines[-1].width + _NUMBER * look.size.length.pt > self.width:
                # No room for the page number behind the text: it goes to a line of its own.
                slab.rows.append(Row(look.pitch.pt, ()))
            yield slab

    def table(self, index: int, table: Table) -> Slab:
        look = self.norm.roles[table.role]
        frame = look.ruled
        slab = self.slab(index, look)
        edges = [0.0]
        for share in column_shares(table, self.norm):
            edges.append(edges[-1] + self.width * share)
        padding = frame.padding.pt
        heights = least_heights(table, self.norm)
        for row, cells in enumerate(table_cells(table)[1]):
            column = 0
            set_cells = []
            for cell, taken in cells:
                role = LABEL if frame.names(row, column) else table.role
                left, room = edges[column], edges[column + taken] - edges[column] - 2 * padding
                lines = _stacked(self.lines(index, role, self.norm.roles[role], cell, room))
                set_cells.append([line._replace(x=line.x + left + padding, cell=(row, column)) for line in lines])
                column += taken
            slab.rows.append(_row(set_cells, heights[row].pt, frame))
        slab.whole = stays_whole(table, self.norm)
        slab.header = slab.rows[0] if frame.header_row and len(slab.rows) > 1 else None
        # Of a whole table the head and a row at least, should it be higher than a page after all.
        slab.held = held_rows(table, self.norm) if not slab.whole else frozenset({0} if slab.header else ())
        if parts_tables(self.document, index):
            slab.after += self.norm.roles[GAP].pitch.pt
        return slab


def _stacked(lines: list[Line]) -> list[Line]:
    """*lines* one below the other from y = 0."""
    return [line.lowered(number * line.height) for number, line in enumerate(lines)]


def _row(cells: list[list[Line]], least: float, frame: Frame) -> Row:
    """A row as high as its highest cell and at least *least*, each cell in the middle of it."""
    heights = [sum(line.height for line in lines) for lines in cells]
    height = max(least, max(heights) + 2 * frame.padding.pt)
    lines = [
        line._replace(y=line.y + (height - own) / 2)
        for lines, own in zip(cells, heights, strict=True)
        for line in lines
    ]
    return Row(height, tuple(lines))


def _points(text: str, widths: Widths, size: float, tracking: float) -> list[float]:
    if "\t" in text:
        return [size * (_TAB if one == "\t" else widths[one]) + tracking for one in text]
    return [size * widths[one] + tracking for one in text]
