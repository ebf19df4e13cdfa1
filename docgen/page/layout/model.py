"""What a layout is: pages of lines, each line with its place, its words and the space that makes it flush."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Line:
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
        return replace(self, y=self.y + by)


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
