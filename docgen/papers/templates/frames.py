"""Invisible frames that carry places and values through Jinja to the parser of markup.

Noncharacters never occur in text that was read (``yaml.decode`` refuses them), so
a framed value cannot be mistaken for markup, whatever it holds.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from docgen.core.source import Located, Span

LINE, LINE_END = "\ufdd0", "\ufdd1"
"""Round the place of a template line: all that follows stands there."""
MARK, MARK_END = "\ufdd2", "\ufdd3"
"""Round the place of a piece of a value."""
OPEN, CLOSE = "\ufdd4", "\ufdd5"
"""Round a value."""
_BETWEEN = "\ufdd6"

_TOKEN = re.compile(f"{LINE}([^{LINE_END}]*){LINE_END}|{MARK}([^{MARK_END}]*){MARK_END}|([{OPEN}{CLOSE}\n])")
"""A frame or a line break: group 1 a template place, group 2 a value's place, group 3 the sign itself."""


def at_line(file: str, line: int) -> str:
    """The frame that says: from here on, line *line* of template *file*."""
    return f"{LINE}{file}{_BETWEEN}{line}{LINE_END}"


def line_place(inside: str) -> Span:
    file, line = inside.split(_BETWEEN)
    return Span(file, int(line))


class Framed(str):
    """A value in its frame that also keeps what it frames: met whole, it need not be read again.

    ``pieces`` are (text, place); ``None`` stands for the place of the template's line.
    """

    __slots__ = ("pieces",)
    pieces: Sequence[tuple[str, Span | None]]

    def __str__(self) -> str:
        # Jinja passes what it prints through str().
        return self


def framed(value: str) -> str:
    """*value* as data: the parser will take none of it for markup, and knows where each piece came from."""
    if isinstance(value, Located):
        pieces = value.pieces()
        marked = [_marked(text, span) for text, span in pieces]
        made = Framed(f"{OPEN}{marked[0] if len(marked) == 1 else ''.join(marked)}{CLOSE}")
        made.pieces = pieces
    else:
        made = Framed(f"{OPEN}{value}{CLOSE}")
        made.pieces = ((value, None),)
    # What a template puts together of values that it printed before has frames within its frame.
    return made if OPEN not in value and LINE not in value else str.__str__(made)


def _marked(text: str, span: Span) -> str:
    return f"{MARK}{span.file}{_BETWEEN}{span.line}{_BETWEEN}{span.column}{_BETWEEN}{span.via}{MARK_END}{text}"


def value_place(inside: str) -> Span:
    file, line, column, via = inside.split(_BETWEEN)
    return Span(file, int(line), int(column), via)


class Token(NamedTuple):
    """A run of characters, a frame or a line break; ``span`` is the place that a frame gives, ``None`` elsewhere."""

    sign: Sign
    text: str
    span: Span | None = None


Sign: TypeAlias = Literal["text", "line", "mark", "open", "close", "end"]
_SIGNS: dict[str, Sign] = {OPEN: "open", CLOSE: "close", "\n": "end"}


def tokens(text: str) -> list[Token]:
    """*text* cut at its frames and line breaks."""
    found: list[Token] = []
    start = 0
    for match in _TOKEN.finditer(text):
        first, last = match.span()
        if first > start:
            found.append(Token("text", text[start:first]))
        start = last
        line, of_value, sign = match.groups()
        if line is not None:
            found.append(Token("line", "", line_place(line)))
        elif of_value is not None:
            found.append(Token("mark", "", value_place(of_value)))
        else:
            found.append(Token(_SIGNS[sign], sign))
    if start < len(text):
        found.append(Token("text", text[start:]))
    return found


# — pieces —
# The lines of a rendered template: what the template says in them, what a value of the record, and where each stands.
#
# A template gives its text in pieces (``frames``); here they become lines again. What is markup in them
# is for ``markup`` to say.


class Piece(NamedTuple):
    """Characters of one line: of the template (``value`` 0) or of its nth value."""

    text: str
    span: Span
    value: int


@dataclass(slots=True)
class Line:
    span: Span
    pieces: list[Piece] = field(default_factory=list)
    values: int = 0


def lines(rendered: Iterable[str], template: str) -> Iterator[Line]:
    """The source lines: line breaks inside a value do not end them."""
    place = value_at = Span(template)
    line = Line(place)
    depth = 0

    for part in rendered:
        if isinstance(part, Framed) and not depth:
            line.values += 1
            line.pieces += [Piece(text, span or place, line.values) for text, span in part.pieces if text]
            continue
        for sign, text, span in tokens(part):
            if sign == "text":
                line.pieces.append(Piece(text, value_at, line.values) if depth else Piece(text, place, 0))
            elif sign == "line":
                assert span is not None
                place = span
                if not line.pieces and not line.values:
                    line.span = place
            elif sign == "mark":
                assert span is not None
                value_at = span
            elif sign == "open":
                if not depth:
                    line.values += 1
                    value_at = place
                depth += 1
            elif sign == "close":
                depth -= 1
            elif depth:
                line.pieces.append(Piece("\n", value_at, line.values))
            else:
                if line.pieces or line.values:
                    yield line
                line = Line(place)
    yield line
