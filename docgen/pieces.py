"""The lines of a rendered template: what the template says in them, what a value of the record, and where each stands.

A template gives its text in pieces (``frames``); here they become lines again. What is markup in them
is for ``markup`` to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from docgen.frames import OPEN, Framed, tokens
from docgen.source import Span


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
        if not depth and len(part) < _SHORT and OPEN not in part and (fixed := _fixed(part)) is not None:
            for number, (begin, pieces, end) in enumerate(fixed):
                if number:
                    if line.pieces or line.values:
                        yield line
                    line = Line(place)
                if begin is not None and not line.pieces and not line.values:
                    line.span = begin
                line.pieces += pieces
                place = end or place
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


_SHORT = 4096
"""Characters that a template prints between two values at most where they are read once and kept: they are the same in every paper."""


class _Fixed(NamedTuple):
    """A line, or what a part has of it, that is all the template's own.

    ``begin`` is the place that a part names before its first characters, ``end`` the last one that it names;
    ``None`` where it names none.
    """

    begin: Span | None
    pieces: tuple[Piece, ...]
    end: Span | None


@lru_cache(maxsize=1024)
def _fixed(part: str) -> tuple[_Fixed, ...] | None:
    """The lines of a *part* without values; ``None`` where only what stands before it tells the place of its characters."""
    kept: list[_Fixed] = []
    begin: Span | None = None
    end: Span | None = None
    pieces: list[Piece] = []
    for sign, text, span in tokens(part):
        if sign == "line":
            end = span
            begin = begin if pieces else span
        elif sign == "text" and end is not None:
            pieces.append(Piece(text, end, 0))
        elif sign == "end":
            kept.append(_Fixed(begin, tuple(pieces), end))
            begin, pieces = None, []
        else:
            return None
    return (*kept, _Fixed(begin, tuple(pieces), end))
