"""Which paragraphs stand together on paper: on one line, side by side, in a strip of the page.

The tree is a plain sequence of paragraphs with roles; the norm says of some roles that
they stand beside, abreast of or in a box with their neighbours. Writers and layout take the
groups from here, so that they agree. Sources: GB/T 9704-2012, 7.2 to 7.4 and 10 (design note 5, §5).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, floor
from typing import Literal, TypeAlias
from unicodedata import east_asian_width

from docgen.core.tree import Block, Document, Image, Paragraph, Table, plain_text
from docgen.page.norm.model import Box, Norm, Role
from docgen.page.norm.values import Length


@dataclass(frozen=True, slots=True)
class Single:
    """A block that stands for itself. Numbers here are indexes of blocks of the document."""

    index: int


@dataclass(frozen=True, slots=True)
class Beside:
    """Two paragraphs on one line, one at the left and one at the right: 文号 and 签发人."""

    left: int
    right: int


@dataclass(frozen=True, slots=True)
class Strip:
    """The paragraphs of a box, row by row; a row of two holds one at the left and one at the right."""

    box: str
    rows: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """Names side by side in rows, each row cells from left to right; the last cell also holds the date."""

    rows: tuple[tuple[tuple[int, ...], ...], ...]

    @property
    def columns(self) -> int:
        return max(map(len, self.rows))


Group: TypeAlias = Single | Beside | Strip | Signatures


def groups(blocks: Sequence[Block], norm: Norm) -> list[Group]:
    """All of *blocks*, in their order, each in exactly one group."""
    found: list[Group] = []
    looks = _looks(blocks, norm)
    index = 0
    while index < len(blocks):
        look, following = looks[index], looks[index + 1]
        if not ((look and (look.box or look.abreast)) or (following and following.beside)):
            found.append(Single(index))
            index += 1
            continue
        group, index = _group(blocks, norm, looks, index)
        found.append(group)
    return found


def _group(blocks: Sequence[Block], norm: Norm, looks: list[Role | None], start: int) -> tuple[Group, int]:
    """The group that begins at *start*, and the index behind it."""
    look = looks[start]
    if look is not None and look.box:
        rows, end = [], start
        while (here := looks[end]) is not None and here.box == look.box:
            rows.append((end, end + 1) if _beside(blocks, looks, end) else (end,))
            end += len(rows[-1])
        return Strip(look.box, tuple(rows)), end
    if look is not None and look.abreast:
        end = start
        while _role(blocks, end) == _role(blocks, start):
            end += 1
        cells: list[tuple[int, ...]] = [(index,) for index in range(start, end)]
        if look.centred_on and _role(blocks, end) == look.centred_on:
            cells[-1], end = (end - 1, end), end + 1
        most = _fitting_abreast(blocks[start:end], norm, look)
        in_a_row = ceil(len(cells) / ceil(len(cells) / most))
        return Signatures(tuple(tuple(cells[at : at + in_a_row]) for at in range(0, len(cells), in_a_row))), end
    if _beside(blocks, looks, start):
        return Beside(start, start + 1), start + 2
    return Single(start), start + 1


def _fitting_abreast(names: Sequence[Block], norm: Norm, look: Role) -> int:
    """How many of *names* stand in a row: as many as take one line each, but two where that would leave one alone."""
    assert look.abreast is not None
    longest = max(width(plain_text(block.inlines)) for block in names if isinstance(block, Paragraph))
    fitting = (count for count in range(look.abreast.most, 2, -1) if longest <= abreast_room(norm, look, count))
    return next(fitting, min(2, look.abreast.most))


def abreast_room(norm: Norm, look: Role, columns: int) -> float:
    """Characters that a name may take of a row of *columns*: one stays free between two."""
    return norm.page.text_width / look.character / columns - 1


def _beside(blocks: Sequence[Block], looks: list[Role | None], index: int) -> bool:
    """True where the paragraph behind *index* stands on its line."""
    following = looks[index + 1]
    return following is not None and following.beside != "" and following.beside == _role(blocks, index)


def _role(blocks: Sequence[Block], index: int) -> str:
    block = blocks[index] if index < len(blocks) else None
    return block.role if isinstance(block, Paragraph) else ""


def _looks(blocks: Sequence[Block], norm: Norm) -> list[Role | None]:
    """The look of each paragraph, ``None`` for other blocks and for what would stand behind the last."""
    return [*(norm.roles.get(block.role) if isinstance(block, Paragraph) else None for block in blocks), None]


def _look(blocks: Sequence[Block], norm: Norm, index: int) -> Role | None:
    return norm.roles.get(_role(blocks, index))


# — what must not be parted —


_TOO_LONG = 5
"""Lines over what is wanted for which the page before is not left empty."""


def kept(document: Document, norm: Norm) -> frozenset[int]:
    """The paragraphs that stay on the page of the next one for its sake, whatever their own role says.

    A page must not hold a signature and a date alone (GB/T 9704-2012, 7.3.5.4): the closing
    takes the lines before it along, in whole paragraphs, until there are as many as its role wants.
    Nor does a page end with words that announce what follows (现查明：).
    """
    found = {index for index, block in enumerate(document.blocks[:-1]) if _announces(block, document.blocks[index + 1])}
    for index, block in enumerate(document.blocks[1:], 1):
        look = norm.roles[block.role] if isinstance(block, Paragraph | Table) else None
        if look is None or not (look.keep_previous or look.escort):
            continue
        if not isinstance(document.blocks[index - 1], Paragraph):
            continue
        if look.keep_previous or (look.escort and not look.box and _closes(document.blocks, norm, index - 1)):
            found.add(index - 1)
        if look.escort:
            found |= escort(document, norm, index)
    return frozenset(found)


def _announces(block: Block, following: Block) -> bool:
    return (
        isinstance(block, Paragraph)
        and isinstance(following, Paragraph | Table)
        and plain_text(block.inlines).rstrip().endswith("：")
    )


ORPHANS = 2
"""Lines of a paragraph that is parted for the sake of a closing, on the page before and on its own."""


def parting(document: Document, norm: Norm, kept_for_closings: frozenset[int]) -> frozenset[int]:
    """Those of *kept_for_closings* of which the last lines are enough: the first of each run, unless its role keeps it whole."""
    return frozenset(
        index
        for index in kept_for_closings
        if index - 1 not in kept_for_closings
        and isinstance(block := document.blocks[index], Paragraph)
        and not norm.roles[block.role].keep_next
    )


def escort(document: Document, norm: Norm, index: int) -> set[int]:
    """The paragraphs that go with the block *index* where it begins what closes the paper; else none.

    Whole paragraphs until they have as many lines as its role wants, or one that says enough; a long one only
    if it is the last.
    """
    blocks = document.blocks
    block = blocks[index]
    wanted = norm.roles[block.role].escort if isinstance(block, Paragraph | Table) else 0.0
    found: set[int] = set()
    lines = 0
    if not wanted or _closes(blocks, norm, index - 1):
        return found
    for place in range(index - 1, -1, -1):
        look = _look(blocks, norm, place)
        if look is None or lines >= wanted:
            break
        own = _lines(blocks[place], norm)
        if found and lines + own > wanted + _TOO_LONG:
            break
        found.add(place)
        lines += own
        if look.new_page or (len(found) == 1 and _says_enough(blocks[place], norm)):
            break
    return found


def _says_enough(block: Block, norm: Norm) -> bool:
    """True for a paragraph of half a line and more: with it no closing looks forlorn, as it would with 特此公告。"""
    assert isinstance(block, Paragraph)
    look = norm.roles[block.role]
    return width(plain_text(block.inlines)) + look.first >= _measure(look, norm) / look.character / 2


def _closes(blocks: Sequence[Block], norm: Norm, index: int) -> bool:
    look = _look(blocks, norm, index) if index >= 0 else None
    return look is not None and look.escort > 0


def bare_pages(document: Document, norm: Norm) -> Literal["", "first", "all"]:
    """Which pages bear neither page number nor running head: a cover, the cards of a table, or none."""
    looks = _looks(document.blocks, norm)
    if not any(look is not None and look.bare for look in looks):
        return ""
    if all(look is None or look.bare for look in looks):
        return "all"
    # The emblem of a cover stands before its words.
    first = next(
        (look for look, block in zip(looks, document.blocks, strict=False) if not isinstance(block, Image)), None
    )
    return "first" if first is not None and first.bare else ""


# — what depends on how many characters there are —


class _Widths(dict[str, float]):
    """Character → its width, looked up once."""

    def __missing__(self, character: str) -> float:
        found = self[character] = 1 if east_asian_width(character) in "WFA" else 0.5
        return found


_WIDTHS = _Widths()


def width(text: str) -> float:
    """The width of *text* in characters: Latin letters and digits take half the room of a hanzi."""
    return sum(map(_WIDTHS.__getitem__, text))


_LATIN = re.compile("[0-9A-Za-z]+")


def mixed(text: str) -> list[int]:
    """The offsets at which a digit or a Latin letter follows a hanzi or the other way round: there processors leave a gap."""
    between = []
    for found in _LATIN.finditer(text):
        start, end = found.span()
        between += [start] if start and _is_hanzi(text[start - 1]) else []
        between += [end] if end < len(text) and _is_hanzi(text[end]) else []
    return between


def _is_hanzi(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff" or character == "〇"


def fitted(document: Document, norm: Norm) -> Document:
    """*document* with a smaller role for each paragraph that does not fit on the one line that it should take."""
    roles = {
        index: role
        for index, block in enumerate(document.blocks)
        if isinstance(block, Paragraph) and (role := _fitting(block, norm)) != block.role
    }
    if not roles:
        return document
    blocks = (
        replace(block, role=roles[index]) if isinstance(block, Paragraph) and index in roles else block
        for index, block in enumerate(document.blocks)
    )
    return replace(document, blocks=tuple(blocks))


def _fitting(paragraph: Paragraph, norm: Norm) -> str:
    role, look = paragraph.role, norm.roles.get(paragraph.role)
    if look is None or not look.smaller:
        return role
    characters = width(plain_text(paragraph.inlines))
    while (look := norm.roles.get(role)) and look.smaller and look.character * characters > _measure(look, norm):
        role = look.smaller
    return role


def _measure(look: Role, norm: Norm) -> Length:
    """The length of the lines of *look*, between its indents."""
    whole = norm.boxes[look.box].width if look.box else norm.page.text_width
    return whole - look.character * (look.left + look.right)


def rows_high(strip: Strip, document: Document, norm: Norm) -> list[Length]:
    """The height of each row of *strip*: its lines and the padding, above a last rule the gap to it."""
    box = norm.boxes[strip.box]
    heights = []
    for row in strip.rows:
        lines = max(_lines(document.blocks[index], norm) for index in row)
        pitch = max((norm.roles[_role(document.blocks, index)].pitch for index in row), key=lambda one: one.emu)
        heights.append(pitch * lines + box.padding * 2)
    if heights and box.last:
        heights[-1] += box.last.gap + box.last.thickness
    return heights


def _lines(block: Block, norm: Norm) -> int:
    """How many lines a paragraph of a box takes; the marks at their ends may take one character of each."""
    assert isinstance(block, Paragraph)
    look = norm.roles[block.role]
    a_line = max(floor(_measure(look, norm) / look.character), 1)
    characters = width(plain_text(block.inlines)) + look.first - look.hanging
    return 1 if characters <= a_line else ceil(characters / (a_line - 1))


def room_above(document: Document, norm: Norm) -> dict[int, Length]:
    """Block index → space before, for paragraphs whose place is measured from the top of the type area.

    What stands above takes its room from it; of several the first is measured.
    """
    found: dict[int, Length] = {}
    looks = _looks(document.blocks, norm)
    measured = [index for index, look in enumerate(looks) if look is not None and look.from_top is not None]
    taken = Length(0)
    for index, look in enumerate(looks[: measured[-1] + 1] if measured else ()):
        if look is None:
            break
        if look.from_top is not None and not look.box:
            found[index] = Length(0) if found else max(look.from_top - taken, Length(0))
        taken += look.pitch + norm.grid.pitch * (look.before + look.after)
    return found


def box_left(box: Box, norm: Norm) -> Length:
    """The left edge of *box* from that of the type area: it stands in the middle of the sheet, or fills the type area."""
    page = norm.page
    return Length(0) if box.width == page.text_width else page.width * 0.5 - box.width * 0.5 - page.left


def first_page_boxes(norm: Norm) -> list[Box]:
    """The boxes that are printed on the first page whatever the document holds."""
    return [box for box in norm.boxes.values() if box.edge == "page-bottom"]


def label_end(text: str) -> int:
    """Where the label of a paragraph ends: behind its first ：, 0 where it has none."""
    return text.find("：") + 1
