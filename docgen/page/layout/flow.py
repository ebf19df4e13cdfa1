"""Blocks onto pages: what must stay together stays together, what asks for a new page gets one.

Also where the lines of a page stand in a format that sets each character itself (PDF and OFD alike). A
layout keeps room beside digits, as word processors do of themselves; there that room goes between all
characters of a line that is to be flush, and is left out of any other."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby
from typing import NamedTuple

from docgen.core.tree import Block, Document, Inline, Table, plain_text
from docgen.page.fonts import Advances, official
from docgen.page.layout.setting import Layout, Line, Page, Row, Slab, slabs
from docgen.page.norm.model import GAP, Box, Norm, Role
from docgen.page.placing import ORPHANS, Signatures, groups, mixed
from docgen.page.shape import least_heights, parted


class TableRow(NamedTuple):
    """A row of a table on a page, in points."""

    top: float
    height: float
    lines: list[Line]


def letter_space(line: Line, norm: Norm) -> float:
    """The space behind each character of *line* in points, that of its role where the line need not be flush."""
    look = norm.roles[line.role]
    gaps = len(line.text.rstrip(" ")) - 1
    if not line.extra or gaps < 1:
        return look.tracking.pt
    return round(look.tracking.pt + line.extra + _beside(line, look, norm) / gaps, 2)


def unspaced(line: Line, norm: Norm) -> Line:
    """*line* at the place and of the width that it has without room beside digits."""
    look = norm.roles[line.role]
    room = 0.0 if line.extra else _beside(line, look, norm)
    moved = {"right": room, "center": room / 2}.get(look.align, 0.0)
    return line._replace(x=line.x + moved, width=line.width - room) if room else line


def _beside(line: Line, look: Role, norm: Norm) -> float:
    """The room that layout keeps beside digits, as Word files have it, in points."""
    return len(mixed(line.text)) * norm.grid.gap * look.size.length.pt


def pieces(inlines: tuple[Inline, ...], lines: Sequence[Line]) -> list[list[Inline]]:
    """The part of *inlines* that stands in each of *lines*, which follow one another."""
    length = len(plain_text(inlines))
    cuts = [place for place in (lines[0].start, *(line.end for line in lines)) if 0 < place < length]
    parts = parted(inlines, cuts)
    return parts[1 if lines[0].start else 0 :][: len(lines)]


def table_rows(table: Table, norm: Norm, lines: Sequence[Line]) -> list[TableRow]:
    """The rows of *table* that have *lines*, those of one page."""
    frame, least = norm.roles[table.role].ruled, least_heights(table, norm)
    found = []
    for at, group in groupby(lines, lambda line: line.cell[0] if line.cell else 0):
        row = list(group)
        heights = [sum(line.height for line in cell) for cell in cells(row)]
        height = max(least[at].pt, max(heights) + 2 * frame.padding.pt)
        found.append(TableRow(row[0].y - (height - heights[0]) / 2, height, row))
    return found


def cells(row: Sequence[Line]) -> list[list[Line]]:
    """The lines of each cell of a row."""
    return [list(group) for _, group in groupby(row, lambda line: line.cell)]


def abreast(blocks: Sequence[Block], norm: Norm) -> set[int]:
    """The blocks that stand side by side as names of joint signatures."""
    return {
        index
        for group in groups(blocks, norm)
        if isinstance(group, Signatures)
        for row in group.rows
        for cell in row
        for index in cell
    }


def numbered(page: Page, norm: Norm, aside: Collection[int]) -> list[tuple[float, float]]:
    """(top, height) of the lines of *page* that a 送审版 numbers, as Word counts them.

    No table, no box, no names side by side, which are the blocks *aside*.
    """
    return sorted(
        {
            (line.y, line.height)
            for line in page.lines
            if line.cell is None and not norm.roles[line.role].box and line.block not in aside
        }
    )


_HAIR = 0.01


def lay_out(
    document: Document, norm: Norm, advances: Advances = official, gap: float = 0.0, *, ours: bool = False
) -> Layout:
    """The pages of *document* by *norm*; *advances* gives the widths of characters, by default of the official fonts.

    *gap* is the space between a hanzi and a digit or Latin letter beside it, in characters: word
    processors put it there (``norm.grid.gap``), other setters do not.

    With *ours* the pages are of our own making, and a paragraph may be parted where LibreOffice cannot.

    Every role of the document must be one of the norm (``norms.missing_roles``).
    """
    pager = _Pager(norm.page.text_height.pt)
    every = list(slabs(document, norm, advances, gap))
    for place, slab in enumerate(every):
        if slab.new_page:
            pager.break_page()
        if slab.opens:
            pager.open_body()
        if slab.box is not None:
            pager.place(slab, slab.box, norm)
            continue
        if (slab.keep or slab.whole) and (place == 0 or not every[place - 1].keep):
            height = _together(every, place)
            if pager.y + height <= pager.height or not _parted(every, place, pager, ours=ours):
                pager.make_room(height)
        pager.add(slab)
    # What leaves no line of its own begins where the page then stands.
    return Layout(
        tuple(Page(number, tuple(lines)) for number, lines in enumerate(pager.pages, 1)), pager.starts, pager.front
    )


def _together(every: list[Slab], place: int) -> float:
    """The height of the slabs from *place* that keep to the next, with the one behind them: all of it, or what it opens with."""
    height = 0.0
    for slab in every[place:]:
        if slab.new_page and height:
            break
        height += slab.before
        if not slab.keep:
            whole = slab.whole or slab.box is not None
            return height + (slab.height if whole else slab.opening)
        height += slab.height + slab.after
    return height


def _parted(every: list[Slab], place: int, pager: _Pager, *, ours: bool) -> bool:
    """True where the paragraph that brings a closing along is parted: so many lines stay as fit, two at least on each page.

    Where all of it fits and only the closing does not, it is parted on pages of our own making alone:
    LibreOffice takes the whole paragraph along.
    """
    y = pager.y
    for slab in every[place:]:
        y += slab.before if y > 0 else 0.0
        if slab.parts and slab.rows:
            fitting = int((pager.height - y) / slab.rows[0].height)
            slab.cut = min(fitting, len(slab.rows) - ORPHANS) if ours or fitting < len(slab.rows) else 0
            slab.cut = slab.cut if slab.cut >= ORPHANS else 0
            return slab.cut > 0
        if not slab.keep or slab.new_page:
            break
        y += slab.height + slab.after
    return False


class _Pager:
    """``y`` is how far the page at hand is filled, in points; ``gap`` the space owed to the next row."""

    def __init__(self, height: float) -> None:
        self.height = height + _HAIR
        self.pages: list[list[Line]] = [[]]
        self.starts: dict[int, int] = {}
        self.y = 0.0
        self.asked = False
        self.front = 0

    def turn(self) -> None:
        """Go on with an empty page."""
        self.pages.append([])
        self.y = 0.0
        self.asked = False

    def break_page(self) -> None:
        """A break asked for; on an empty page it changes nothing."""
        if self.y > 0:
            self.turn()
        self.asked = True

    def open_body(self) -> None:
        """What follows begins on a right page; what stands before it is the front matter."""
        if len(self.pages) > 1 and len(self.pages) % 2 == 0:
            # The left page stays empty.
            self.turn()
            self.asked = True
        self.front = len(self.pages) - 1

    def make_room(self, height: float) -> None:
        """A new page where *height* is no longer to be had on this one, but on an empty one."""
        if self.y + height > self.height >= height and self.y > 0:
            self.turn()

    def add(self, slab: Slab) -> None:
        # Space before a block is left out where a page has filled up, not behind a break that was asked for.
        if self.y > 0 or self.asked or len(self.pages) == 1:
            self.y += slab.before
        for number, row in enumerate(slab.rows):
            # The head of a table never stands alone at the foot of a page, its last row never at the top.
            height = slab.run(number)
            if (self.y + height > self.height or (number and number == slab.cut)) and self.pages[-1]:
                self.turn()
                if number and slab.header:
                    self.put(slab.header)
            if number == 0:
                self.starts.setdefault(slab.block, len(self.pages))
            for line in row.lines:
                self.starts.setdefault(line.block, len(self.pages))
            self.put(row)
        self.starts.setdefault(slab.block, len(self.pages))
        self.y += slab.after

    def place(self, slab: Slab, box: Box, norm: Norm) -> None:
        """Put a box where it belongs: at the top of the first sheet, or at the foot of the type area of the last page."""
        y = box.distance.pt - norm.page.top.pt
        page = 0
        if box.edge == "text-bottom":
            self.make_room(slab.height)
            y = self.height - box.distance.pt - slab.height
            page = len(self.pages) - 1
        for row in slab.rows:
            self.pages[page] += [line.lowered(y) for line in row.lines]
            for line in row.lines:
                self.starts.setdefault(line.block, page + 1)
            y += row.height
        if box.edge == "page-top":
            # The text of the page begins below it, and below the low paragraph at its end in a Word file.
            self.y = max(self.y, y + norm.roles[GAP].pitch.pt)

    def put(self, row: Row) -> None:
        self.pages[-1] += [line.lowered(self.y) for line in row.lines]
        self.y += row.height
