"""How far a line is indented, whatever kind of space it was indented with."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.reading.keys import INVISIBLE, SPACES
from docgen.reading.lines import Row

__all__ = ["Margin", "margin", "text_start", "unit_of"]

_MARGIN = re.compile(f"[{SPACES}{INVISIBLE}]*")
_TEXT_MARGIN = re.compile(f"[{SPACES}]*")

Margin = tuple[int, int, bool]
"""Width in columns, offset of the first character, and whether other things than spaces were used."""


def margin(text: str, unit: int) -> Margin:
    """The margin of a line; U+3000 is two columns wide, a tab goes to the next multiple of *unit*."""
    plain = len(text) - len(text.lstrip(" "))
    if plain == len(text) or (text[plain] > " " and text[plain] < "\x7f") or text[plain] > "\u3000":
        return plain, plain, False
    match = _MARGIN.match(text, plain)
    start = match.end() if match else plain
    width = plain
    for char in text[plain:start]:
        if char == "\t":
            width += unit - width % unit
        elif char == "\u3000":
            width += 2
        elif char not in INVISIBLE:
            width += 1
    return width, start, start > plain


def text_start(text: str) -> int:
    """Where the words of a paragraph begin; characters without width are part of the words."""
    match = _TEXT_MARGIN.match(text)
    return match.end() if match else 0


def unit_of(found: Iterable[Row]) -> int:
    """The file's own step of indentation: its smallest, 2 where it has none."""
    widths = {len(row.text) - len(row.text.lstrip(" ")) for row in found if row.text.startswith("  ")}
    return min(min(widths, default=2), 8)
