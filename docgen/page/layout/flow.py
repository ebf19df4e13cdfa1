"""Blocks onto pages: what must stay together stays together, what asks for a new page gets one."""

from __future__ import annotations

from docgen.core.tree import Document
from docgen.page.fonts import Advances, official
from docgen.page.layout.model import Layout, Line, Page
from docgen.page.layout.setting import Row, Slab, slabs
from docgen.page.norm.model import GAP, Box, Norm
from docgen.page.placing import ORPHANS

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
