"""Where a line of Chinese may end: rules of punctuation (禁则), and numbers and Latin words that stay whole.

A mark that may not begin a line takes the character before it down with it (push-out); none hangs
in the margin and none is squeezed. So LibreOffice sets the Word files, and so every line can be
made flush by a little space between its characters. Source: GB/T 15834-2011, 5.1.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import accumulate

NO_BEGIN = frozenset("!),.:;?]}、。〃々〉》」』】〕〗！），．：；？］｝～·ˇˉ―‖’”…—%‰％℃°′″㎡㎥㎏㎜㎝㎞")
"""What may not begin a line."""
NO_END = frozenset("([{‘“〈《「『【〔〖（［｛￡￥£¥$＄")
"""What may not end a line."""
UNITS = frozenset("号万亿元")
"""What a number takes along: 〔2024〕6号, 38.6万元. By these characters Word is told so, in any word (元旦): it knows no numbers."""
YEAR_END = "〕"
"""Behind it stands the number of a document: Word is told that it may end no line."""
_SOLID = frozenset(map(chr, range(0x21, 0x7F)))
"""Visible ASCII: a run of it is a number, a word, an address."""
_HAIR = 0.01
"""Points of a rounding error."""
_NO_GAPS: Mapping[int, float] = {}


def may_break(text: str, place: int) -> bool:
    """True where a line may end before the character at *place*, which lies inside *text*."""
    before, after = text[place - 1], text[place]
    if _in_number(before, after):
        return False
    if after in NO_BEGIN:
        # A dash may begin a line, unless it is the second half of one.
        return after == "—" and before != "—" and before not in NO_END
    return before not in NO_END and not (before in _SOLID and after in _SOLID)


def _in_number(before: str, after: str) -> bool:
    """True inside of the number of a document (〔2024〕|6|号) and of an amount (38.6|万|元)."""
    if before == YEAR_END:
        return after.isdigit()
    return after in UNITS and (before.isdigit() or (before in "万亿" and after in "亿元"))


def line_ends(
    text: str,
    widths: Iterable[float],
    first: float,
    rest: float,
    gaps: Mapping[int, float] = _NO_GAPS,
    *,
    terms: bool = False,
) -> list[int]:
    """The offsets in *text* behind the last character of each line, ``len(text)`` the last; one line for no text.

    ``widths`` are the advances of the characters, ``first`` and ``rest`` the room in the first
    and the further lines, all in points. ``gaps`` tells how much of an advance is space before
    the character, which falls away at the beginning of a line. Spaces at its end need no room.
    With *terms* the text is a list of terms with a wide space between, and a line ends behind one of these
    where it can.
    """
    reach: Sequence[float] = list(accumulate(widths))
    ends: list[int] = []
    start, room, length = 0, first, len(text)
    while start < length:
        used = (reach[start - 1] if start else 0.0) + gaps.get(start, 0.0)
        stop = max(bisect_right(reach, used + room + _HAIR, start), start + 1)
        if stop < length:
            behind = _behind_a_term(text, start, stop) if terms else 0
            stop = behind or _fitting(text, start, stop)
        ends.append(stop)
        start, room = stop, rest
    return ends or [0]


def _behind_a_term(text: str, start: int, stop: int) -> int:
    """The last place at or before *stop* behind a wide space; 0 where a term is longer than the line."""
    return text.rfind("\u3000", start + 1, stop) + 1 or (stop + 1 if text[stop] == "\u3000" else 0)


def _fitting(text: str, start: int, stop: int) -> int:
    """The last place at or before *stop* where the line from *start* may end; *stop* itself if there is none."""
    if text[stop] == " ":
        behind = stop
        while behind < len(text) and text[behind] == " ":
            behind += 1
        return behind
    place = stop
    while place > start and not may_break(text, place):
        place -= 1
    return place if place > start else stop
