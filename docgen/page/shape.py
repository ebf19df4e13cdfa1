"""What writers and layout must agree on: widths of columns, the place of a signature, the words for a picture."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil
from typing import NamedTuple, TypeAlias

from docgen.core.source import Span
from docgen.core.tree import (
    Contents,
    Document,
    Image,
    Inline,
    PageBreak,
    Paragraph,
    Picture,
    Strong,
    Table,
    Text,
    plain_text,
    texts,
)
from docgen.page.norm.model import CAPTION, ENTRIES, FIGURE_NOTE, Norm
from docgen.page.norm.values import Length
from docgen.page.placing import mixed, width

Cell: TypeAlias = "tuple[Inline, ...]"


def closing_indents(document: Document, norm: Norm) -> dict[int, float]:
    """Block index → right indent in characters, for signatures and the dates on which they are centred.

    The date keeps its own indent unless a signature is so long that it would leave the
    type area: then both move to the left. Without a seal the first character of the date
    lies two characters to the right of that of the signature; where the date is the longer
    of the two, it keeps its indent and the signature moves. Source: GB/T 9704-2012, 7.3.5
    (design note 5.6).
    """
    indents = _staggered(document, norm)
    signed: list[tuple[int, Paragraph]] = []
    awaited = ""
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph):
            signed = []
        elif signed and block.role == awaited:
            group = [*signed, (index, block)]
            halves = [width(plain_text(one.inlines)) / 2 for _, one in group]
            centre = max(norm.roles[awaited].right + halves[-1], *halves)
            indents |= {place: centre - half for (place, _), half in zip(group, halves, strict=True)}
            signed = []
        elif (look := norm.roles[block.role]).centred_on and not look.abreast:
            signed, awaited = [*signed, (index, block)], look.centred_on
        else:
            signed = []
    return indents


def _staggered(document: Document, norm: Norm) -> dict[int, float]:
    """Block index → right indent of unsealed signatures, which begin at one place, and of the date below them."""
    indents: dict[int, float] = {}
    signed: list[tuple[int, float]] = []
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph):
            signed = []
            continue
        look = norm.roles[block.role]
        if look.stagger:
            signed = [*signed, (index, width(plain_text(block.inlines)))]
        elif signed:
            size = width(plain_text(block.inlines))
            above = norm.roles[document.blocks[index - 1].role]  # type: ignore[union-attr]
            if above.stagger and above.stagger.role == block.role:
                start = above.right + max(one for _, one in signed)
                if size > max(one for _, one in signed):
                    start = look.right + size + above.stagger.by
                indents |= {place: start - one for place, one in signed}
                indents[index] = start - above.stagger.by - size
            signed = []
    return indents


def table_cells(table: Table) -> tuple[int, list[list[tuple[Cell, int]]]]:
    """The number of columns, and for each row its cells with how many columns each takes.

    In a row that is short of cells the last one takes the rest.
    """
    count = max((len(row) for row in table.rows), default=0)
    rows = []
    for row in table.rows:
        cells = [(cell, 1) for cell in row] or [((), 1)]
        cells[-1] = (cells[-1][0], count - len(cells) + 1)
        rows.append(cells)
    return count, rows


def column_shares(table: Table, norm: Norm) -> list[float]:
    """The share of each column in the width of the table; they add up to 1.

    A column is as wide as its longest cell on one line; what is left over or lacking is divided
    among all, but nothing is taken from the columns that are content with an equal share.
    """
    look = norm.roles[table.role]
    frame = look.ruled
    count, rows = table_cells(table)
    longest = [frame.least] * count
    signed = _signed(rows, count)
    for row in rows:
        for column, (cell, taken) in enumerate(row):
            if taken == 1:
                words = plain_text(cell)
                across = width(words) + len(mixed(words)) * norm.grid.gap
                if len(words) <= _SHORT:
                    across += _WIDE_DIGIT * sum(one.isdigit() for one in words)
                across += _GIFT * (column in signed)
                longest[column] = max(longest[column], min(across, frame.most))
    # A hair more than the padding: programs round the widths of columns.
    padding = frame.padding * 2 / look.character + 0.2
    room = norm.page.text_width / look.character
    wanted = [one + padding for one in longest]
    return [one / room for one in _given(rows, signed, _divided(wanted, room), wanted, padding)]


_SHORT, _WIDE_DIGIT = 8, 0.14
"""Characters of a cell that is to stay on one line (10时05分), and by how much a digit may be wider than half of one: in
the font that stands in for that of the norm where there is none."""


_PEN, _GIFT = 5, 1.2
"""Characters of a cell in which somebody signs, and by how many its column is wider where no other needs them."""


def _signed(rows: Sequence[Sequence[tuple[Cell, int]]], count: int) -> list[int]:
    """The column in which only signatures stand, where there is one of this kind."""

    def empty(row: Sequence[tuple[Cell, int]], column: int) -> bool:
        words = plain_text(row[column][0]) if column < len(row) else ""
        return len(words) == _PEN and not words.strip("　")

    found = [column for column in range(count) if len(rows) > 1 and all(empty(row, column) for row in rows[1:])]
    return found if len(found) == 1 else []


def _given(
    rows: Sequence[Sequence[tuple[Cell, int]]],
    signed: Sequence[int],
    shares: list[float],
    wanted: Sequence[float],
    padding: float,
) -> list[float]:
    """*shares* with a little more for the column that lacks room, from the one that is *signed*, if that saves a line."""
    lacking = [at for at, share in enumerate(shares) if share < wanted[at] - 0.01]
    # A column that has already been cut gives nothing.
    if not signed or len(lacking) != 1 or lacking[0] in signed:
        return shares
    (poor,) = lacking
    moved = [share + _GIFT * ((at == poor) - (at in signed)) for at, share in enumerate(shares)]
    return moved if _lines_of(rows, poor, moved, padding) < _lines_of(rows, poor, shares, padding) else shares


def _lines_of(rows: Sequence[Sequence[tuple[Cell, int]]], column: int, shares: Sequence[float], padding: float) -> int:
    """The lines of the cells of *column*, by a rough count."""
    cells = [plain_text(row[column][0]) for row in rows if column < len(row) and row[column][1] == 1]
    return sum(ceil(width(words) / (shares[column] - padding)) for words in cells if words)


def _divided(wanted: Sequence[float], room: float) -> list[float]:
    """*room* divided among columns that want so much each."""
    if sum(wanted) <= room:
        return [one * room / sum(wanted) for one in wanted]
    content: set[int] = set()
    while True:
        rest = room - sum(wanted[column] for column in content)
        others = [column for column in range(len(wanted)) if column not in content]
        more = {column for column in others if wanted[column] <= rest / len(others)}
        if not more:
            break
        content |= more
    total = sum(wanted[column] for column in others)
    return [one if column in content else one * rest / total for column, one in enumerate(wanted)]


_TO_DATE = re.compile(r"　{2,}年　+月　+日$")
_TO_WRITE = re.compile(r"[：:]$")


def least_heights(table: Table, norm: Norm) -> list[Length]:
    """How high each row of *table* is at least: higher where somebody signs, writes an opinion or puts a seal.

    What is to be filled in shows in the cell itself: it is blank, ends in a blank date, or offers boxes to tick.
    """
    frame = norm.roles[table.role].ruled
    found = []
    for number, cells in enumerate(table.rows):
        words = [plain_text(cell).strip(" ") for cell in cells]
        label, values = ("".join(words[:1]), words[1:]) if frame.label_column else ("", words)
        if frame.header_row and number == 0:
            least = frame.row
        elif "盖章" in label and any(_to_fill(value) for value in values):
            least = frame.sealed
        elif ("意见" in label or "决定" in label) and any(_to_fill(value) for value in values):
            least = frame.opinion
        else:
            # A blank that only has to be filled in with a few words (送达地点) is a row like any other.
            short = frame.label_column and "签" not in label and "备注" not in label
            signs = any(_to_fill(value) and (value.strip("　 ") or not short) for value in values)
            least = frame.signed if signs else frame.row
        found.append(max(least, frame.row, key=lambda one: one.emu))
    return found


def _to_fill(text: str) -> bool:
    """True where a person has to write: nothing stands there, or a blank date, or boxes with room behind them."""
    return (
        not text.strip("　 ")
        or _TO_DATE.search(text) is not None
        or text.endswith("　年　月　日")
        or ("□" in text and _TO_WRITE.search(text) is not None)
    )


def table_gaps(document: Document, norm: Norm) -> tuple[dict[int, Length], dict[int, Length]]:
    """Block index → space that a paragraph needs (before, after) it for the sake of a table (beside) it.

    Nothing before a table has space of its own in a Word file, so its neighbours have it. A caption stays close.
    """
    above: dict[int, Length] = {}
    below: dict[int, Length] = {}
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Table):
            continue
        gap = norm.roles[block.role].ruled.gap
        for place, side in ((index - 1, below), (index + 1, above)):
            near = document.blocks[place] if 0 <= place < len(document.blocks) else None
            if gap.emu and isinstance(near, Paragraph) and near.role != CAPTION and not norm.roles[near.role].box:
                look = norm.roles[near.role]
                own = norm.grid.pitch * (look.after if side is below else look.before)
                side[place] = max(gap, own, key=lambda one: one.emu)
    return above, below


def stays_whole(table: Table, norm: Norm) -> bool:
    """True for a table that its role keeps on one page, where it is not higher than one by a rough count of its lines."""
    look = norm.roles[table.role]
    frame = look.ruled
    if not frame.whole:
        return False
    shares = column_shares(table, norm)
    height = Length(0)
    for row, least in zip(table_cells(table)[1], least_heights(table, norm), strict=True):
        lines, column = 1, 0
        for cell, taken in row:
            across = (norm.page.text_width * sum(shares[column : column + taken]) - frame.padding * 2) / look.character
            lines = max(lines, ceil(width(plain_text(cell)) / max(across, 1)))
            column += taken
        height += max(least, look.pitch * lines + frame.padding * 2, key=lambda one: one.emu)
    return height.emu <= norm.page.text_height.emu


def held_rows(table: Table, norm: Norm) -> frozenset[int]:
    """The rows of *table* that stay on the page of the next one: all of a whole table, its head, and the last but one.

    One row alone on a page, under a head of its own, looks like what was forgotten. And nobody signs on
    another page than that of what is signed.
    """
    frame = norm.roles[table.role].ruled
    last = len(table_cells(table)[1]) - 1
    if stays_whole(table, norm):
        return frozenset(range(last))
    held = {0} if frame.header_row and last > 0 else set()
    if last > (2 if frame.header_row else 1):
        held.add(last - 1)
    if frame.label_column:
        labels = [plain_text(row[0]) for row in table.rows]
        held |= {
            at
            for at, (label, following) in enumerate(pairwise(labels))
            if following.endswith("签名") and ("意见" in label or "决定" in label)
        }
    return frozenset(held)


def parts_tables(document: Document, index: int) -> bool:
    """True where a Word file needs a paragraph behind the table *index*: another table follows, or nothing."""
    rest = (block for block in document.blocks[index + 1 :] if not isinstance(block, PageBreak))
    return isinstance(next(rest, None), Table | None)


def merged(inlines: Iterable[Inline]) -> list[Inline]:
    """*inlines* with neighbouring Texts put together: where each came from does not show on paper."""
    found: list[Inline] = []
    near: list[Text] = []
    for inline in (*inlines, None):
        if isinstance(inline, Text):
            near.append(inline)
            continue
        if near:
            # Not by adding each to the one before: a value that was typed with escapes has a Text for every character.
            found.append(near[0] if len(near) == 1 else Text("".join([one.text for one in near]), near[0].span))
            near = []
        if inline is not None:
            found.append(inline)
    return found


def parted(inlines: tuple[Inline, ...], places: Sequence[int]) -> list[list[Inline]]:
    """*inlines* cut at *places*, rising offsets in their plain text: one piece more than there are places."""
    pieces: list[list[Inline]] = [[]]
    cuts, offset = list(places), 0
    for inline in inlines:
        for leaf in texts((inline,)):
            start = 0
            while cuts and cuts[0] < offset + len(leaf.text):
                _add(pieces[-1], inline, leaf.text[start : cuts[0] - offset], leaf.span)
                start = cuts.pop(0) - offset
                pieces.append([])
            _add(pieces[-1], inline, leaf.text[start:], leaf.span)
            offset += len(leaf.text)
    return pieces


def _add(piece: list[Inline], like: Inline, text: str, span: Span) -> None:
    if text:
        leaf = Text(text, span)
        piece.append(Strong((leaf,)) if isinstance(like, Strong) else leaf)


def figure_words(figure: Image, number: int | None = None, *, captioned: bool = False) -> str:
    """What stands for a picture where none can be shown; *number* where pictures are told apart by numbers.

    A figure that is *captioned* has its words below it: they are not said twice.
    """
    return f"［图{number or ''}］" if captioned else f"［图{number or ''}：{figure.alt}］"


def captioned(document: Document, index: int) -> bool:
    """True where the paragraph behind the figure *index* says what it shows."""
    following = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
    return isinstance(following, Paragraph) and following.role == FIGURE_NOTE


class Fitted(NamedTuple):
    """A picture on paper, in points: it stands at the foot of ``room``, so many whole lines of the grid."""

    width: float
    height: float
    room: float


_AIR = 6.0
"""Points between a picture and the text above it."""
_COARSEST = 0.6
"""Points that a pixel takes at most (120 to the inch): a small picture is not blown up to the width of the page."""


def picture_size(picture: Picture, norm: Norm) -> Fitted:
    """A picture as wide as the type area, but never higher than a third of it: text stands on its page too."""
    pitch = norm.grid.pitch.pt
    most = int(norm.page.text_height.pt / 3 / pitch) * pitch - _AIR
    scale = min(norm.page.text_width.pt / picture.width, most / picture.height, _COARSEST)
    width, height = picture.width * scale, picture.height * scale
    return Fitted(width, height, ceil((height + _AIR) / pitch) * pitch)


def heading_tags(document: Document, norm: Norm) -> dict[int, str]:
    """Block index → HTML element, for every paragraph that is a heading. h1 is the title of the paper.

    Levels are counted by how headings lie in each other, so none is left out where a paper
    does not use it. Source: PDF/UA-1 (ISO 14289-1), 7.4.2; WCAG 2.2, technique H42.
    """
    tags: dict[int, str] = {}
    above: list[int] = []
    for index, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph):
            continue
        look = norm.roles[block.role]
        if look.tag == "h1":
            tags[index] = look.tag
            above = []
        elif look.outline and not look.tag:
            above = [*(level for level in above if level < look.outline), look.outline]
            tags[index] = f"h{min(len(above) + 1, 6)}"
    return tags


class Heading(NamedTuple):
    """A heading for a table of contents; ``block`` is its index in the document."""

    block: int
    level: int
    text: str


def state(document: Document) -> str:
    """What the header of *document* says besides the name of its book, which a page of the web has above it anyway: 送审稿."""
    titles = {document.meta.title} | {
        plain_text(block.inlines)
        for block in document.blocks
        if isinstance(block, Paragraph) and block.role in ("标题", "主标题")
    }
    return "　".join(part for part in document.meta.header.split("　") if part and part not in titles)


def headings(document: Document, norm: Norm, after: int) -> list[Heading]:
    """The headings behind the block *after*, as deep as the table of contents that stands there goes."""
    contents = document.blocks[after]
    depth = min(contents.depth if isinstance(contents, Contents) else len(ENTRIES), len(ENTRIES))
    found = []
    for index, block in enumerate(document.blocks[after:], after):
        if isinstance(block, Paragraph) and 0 < (level := norm.roles[block.role].outline) <= depth:
            found.append(Heading(index, level, plain_text(block.inlines)))
    return found


COVER = ("封面材料", "封面标题", "封面单位", "封面日期")
"""The roles of a cover, which only paper has."""


def without_cover(document: Document) -> Document:
    """*document* as a page of the web shows it: no cover where the title stands again below it."""
    titled = any(isinstance(block, Paragraph) and block.role == "标题" for block in document.blocks)
    kept = (block for block in document.blocks if not (isinstance(block, Paragraph) and block.role in COVER))
    return replace(document, blocks=tuple(kept)) if titled else document
