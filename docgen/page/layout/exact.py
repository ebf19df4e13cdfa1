"""Where the lines of a layout stand in a format that sets each character itself: PDF and OFD alike.

A layout keeps room beside digits, as word processors do of themselves. Here that room goes
between all characters of a line that is to be flush, and is left out of any other.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from docgen.core.tree import Block, Inline, Table, plain_text
from docgen.page.layout.model import Line, Page
from docgen.page.norm.model import Norm, Role
from docgen.page.placing import Signatures, groups, mixed
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
    return replace(line, x=line.x + moved, width=line.width - room) if room else line


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
