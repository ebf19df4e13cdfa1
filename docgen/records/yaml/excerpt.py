"""The line a message is about, with a caret below the very character.

Widths are those of a Chinese terminal: a character is two cells wide when it is full
or wide, and also when it is “ambiguous” (quotation marks, …, ○).
"""

from __future__ import annotations

import re
import unicodedata

from docgen.core.source import Span

__all__ = ["excerpt", "width"]

WINDOW = 60
_BEFORE = 28
_MOST = 120
_LINE_END = re.compile("\r\n|\r|\n")
_HARMFUL = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_BLANK = re.compile("[\t\v\f\x85\u2028\u2029]")
_DOTS = "…"


def width(text: str) -> int:
    """How many cells of a terminal *text* takes."""
    return sum(map(_cells, text))


def _cells(char: str) -> int:
    if " " <= char <= "~":
        return 1
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WFA" else 1


def excerpt(text: str, span: Span) -> tuple[str, str]:
    """(the line of *span*, a line with a caret below its column); long lines are cut to a window.

    *text* is that of the whole file, with the lines an editor counts (``decode(…, soft=SOFT)``).
    Characters that would disturb a terminal are shown as ``�``.
    """
    line = _line(text, span.line)
    shown = _HARMFUL.sub("\ufffd", _BLANK.sub(" ", line))
    at = min(max(span.column - 1, 0), len(shown))
    start, stop = _window(shown, at)
    before = _DOTS if start else ""
    after = _DOTS if stop < len(shown) else ""
    return before + shown[start:stop] + after, " " * width(before + shown[start:at]) + "^"


def _line(text: str, number: int) -> str:
    start, count = 0, 1
    for match in _LINE_END.finditer(text):
        if count == number:
            return text[start : match.start()]
        start = match.end()
        count += 1
    return text[start:] if count == number else ""


def _window(line: str, at: int) -> tuple[int, int]:
    """The piece of *line* around the character *at* that is to be shown."""
    if len(line) <= WINDOW and width(line) <= WINDOW:
        return 0, len(line)
    start, used = at, 0
    # Characters without width do not fill the window, so it is bounded in characters too.
    while start > max(at - _MOST, 0) and used + (cells := _cells(line[start - 1])) <= _BEFORE:
        start -= 1
        used += cells
    stop = at
    while stop < min(len(line), at + _MOST) and used + (cells := _cells(line[stop])) <= WINDOW - 4:
        stop += 1
        used += cells
    while stop == len(line) and start > max(at - _MOST, 0) and used + (cells := _cells(line[start - 1])) <= WINDOW - 4:
        start -= 1
        used += cells
    return start, stop
