"""Where the walk over the lines stands: the open levels, and the key that waits for its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docgen.records.yaml.fields import MapOf, ModelOf, Shape, find_key, is_text, knows, looks_like_item
from docgen.records.yaml.lines import Margin, Mended, Notes, margin, rows, unit_of

__all__ = ["FAR", "MARKER", "Level", "Owner", "Slot", "Walk"]

MARKER = re.compile(r"(?:---|\.\.\.)(?=[ \t]|$)")
"""A mark between documents."""

FAR = 1 << 30
"""The margin of words after a break made by Word: they belong to what stands before them."""


@dataclass(slots=True)
class Level:
    """An open mapping or list: where its lines begin as typed (``indent``) and as mended (``out``)."""

    is_list: bool
    indent: int
    out: int
    shape: Shape | None
    """What the mapping holds, or what each item of the list is."""
    loose: bool = False
    """The margin is not known until the second line: the dash of the first had no space."""
    last_is_text: bool = False
    """The last value was text, so that a line which is no key may belong to it."""
    adopted: bool = False
    """Its keys were not indented under the key they belong to."""


@dataclass(slots=True)
class Slot:
    """A key or dash with nothing after it: what stands under it may come."""

    indent: int
    out: int
    shape: Shape | None
    is_item: bool = False
    line: int = -1
    """The mended line of the key; -1 at the root."""
    line_end: int = 0
    hash_row: int = -1
    """A line under it that begins with ``#`` and may have been meant as text."""

    def may_be_text(self) -> bool:
        return self.shape is None or is_text(self.shape)


@dataclass(frozen=True, slots=True)
class Owner:
    """To whom a value belongs: the margin that its further lines must exceed, and what is expected."""

    indent: int
    out: int
    shape: Shape | None
    line: int = -1
    line_end: int = 0
    own_line: bool = False
    """The value begins on a line of its own, below its key."""
    is_item: bool = False
    after_key: bool = False


class Walk:
    """The rows, what has been mended so far, and where the walk stands."""

    def __init__(self, text: str, file: str, shape: Shape | None) -> None:
        self.rows = rows(text)
        unit = unit_of(self.rows)
        self.margins: list[Margin] = [margin(row.text, unit) for row in self.rows]
        self.mended = Mended(file)
        self.notes = Notes(file)
        self.shape = shape
        self.index = 0
        self.levels: list[Level] = []
        self.slot: Slot | None = self.root_slot()
        self.open_until = 0
        """Up to this row a bracket was sought in vain: no other need be sought beyond its own line."""

    def root_slot(self) -> Slot:
        return Slot(-1, -2, self.shape)

    def map_shape(self, level: Level) -> ModelOf | MapOf | None:
        return level.shape if isinstance(level.shape, ModelOf | MapOf) else None

    def width_of(self, index: int) -> int:
        """The margin of a row. After a break made by Word a known key is a new line, all else goes on."""
        row, (width, start, _) = self.rows[index], self.margins[index]
        if not row.soft:
            return width
        if not self.levels:
            return max(width, 0)
        level = self._soft_level(row.text, start)
        return level.indent if level else FAR

    def is_soft_key(self, index: int) -> bool:
        """Whether a row after a break made by Word is surely a key or item of its own."""
        return self._soft_level(self.rows[index].text, self.margins[index][1]) is not None

    def _soft_level(self, text: str, start: int) -> Level | None:
        for level in reversed(self.levels):
            if level.is_list and looks_like_item(text, start, in_list=False):
                return level
            if not level.is_list and (key := find_key(text, start, self.map_shape(level))) and key.known:
                return level
        return None

    def ends_text(self, index: int, width: int, start: int, *, started: bool) -> bool:
        """Whether a row that is not indented enough is the next key or item, rather than text without its margin.

        Where text has not *started* yet, only what is surely a key ends it.
        """
        text = self.rows[index].text
        if start == 0 and MARKER.match(text):
            return True
        for level in self.levels:
            if level.is_list:
                if level.indent == width and looks_like_item(text, start, in_list=not is_text(level.shape)):
                    return True
                continue
            shape = self.map_shape(level)
            key = find_key(text, start, shape)
            if key is None:
                continue
            if key.known or text[start] in "\"'":
                return True
            if (
                key.colon == "plain"
                and level.indent == width
                and (started or shape is None or self.is_near(key.name, shape))
            ):
                return True
        return False

    def is_near(self, name: str, shape: ModelOf | MapOf) -> bool:
        """Whether an unknown key is short enough to be a key at all."""
        return isinstance(shape, MapOf) or len(name) <= 8

    def note_margin(self) -> None:
        """Say that the present row is indented with other things than spaces."""
        row = self.rows[self.index]
        if not row.soft:
            message = "缩进里有制表符、全角空格或者别的空白，已当作空格"
            self.notes.habit(row.span(self.mended.file, 0), "Y012", message, "缩进只用英文空格，每层两个")

    def known_above(self, name: str) -> bool:
        return any(not level.is_list and knows(self.map_shape(level), name) for level in self.levels)

    def deeper(self, index: int, indent: int) -> int | None:
        """The next row with words after *index*, if it is indented more than *indent*."""
        for later in range(index + 1, len(self.rows)):
            if self.margins[later][1] < len(self.rows[later].text):
                return later if self.width_of(later) > indent else None
        return None

    def next_words(self) -> int | None:
        """The next row that is neither blank nor a comment nor a mark between documents."""
        for later in range(self.index + 1, len(self.rows)):
            text, start = self.rows[later].text, self.margins[later][1]
            if start < len(text) and text[start] != "#" and not (start == 0 and MARKER.match(text)):
                return later
        return None

    def leave_slot(self) -> None:
        """Nothing stood under the last key or dash."""
        if self.slot and self.slot.hash_row >= 0:
            row = self.rows[self.slot.hash_row]
            at = self.margins[self.slot.hash_row][1]
            message = "这一行以“#”开头，会被当作注释，上面的键就没有内容了"
            hint = "是正文：把整个值用英文单引号 ' 括起来，写在键的后面；是注释：在“#”后面加一个空格"
            self.notes.fault(row.span(self.mended.file, at), "Y022", message, hint)
        self.slot = None
