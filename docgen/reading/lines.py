"""Lines as typed, lines as mended, and the way back from the one to the other.

PyYAML reads the mended text; every message must point into the typed one. So each
mended line knows the line it came from and where its pieces stood there.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TypeAlias

from docgen.reading.decode import SOFT
from docgen.source import Span

Pieces: TypeAlias = tuple[tuple[int, int], ...]
"""(offset in the mended line, offset in the typed line), rising: from there on character for character."""

_WHOLE: Pieces = ((0, 0),)


@dataclass(frozen=True, slots=True)
class Row:
    """One line as typed. A break made by Word starts a new Row on the same line (``soft``)."""

    number: int
    text: str
    offset: int = 0
    soft: bool = False

    def span(self, file: str, at: int) -> Span:
        """The place of the character at *at* in the row."""
        return Span(file, self.number, self.offset + at + 1)


def rows(text: str) -> list[Row]:
    """The lines of *text*; ``SOFT`` breaks make rows but no line numbers."""
    found: list[Row] = []
    for number, line in enumerate(text.split("\n"), 1):
        if SOFT not in line:
            found.append(Row(number, line))
            continue
        offset = 0
        for part in line.split(SOFT):
            found.append(Row(number, part, offset, offset > 0))
            offset += len(part) + 1
    return found


@dataclass(slots=True)
class Line:
    """A mended line in the making: typed pieces and what is put between them."""

    row: Row
    texts: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def copy(self) -> Line:
        """The same beginning, to be tried in one way and, if that fails, in another."""
        return Line(self.row, list(self.texts), list(self.pieces), self.length)

    def typed(self, start: int, stop: int) -> None:
        """Take over the characters *start* to *stop* of the row."""
        self.put(self.row.text[start:stop], start)

    def put(self, text: str, at: int) -> None:
        """Add *text*, which stands for what was typed at *at*."""
        self.texts.append(text)
        self.pieces.append((self.length, self.row.offset + at))
        self.length += len(text)

    def quoted(self, start: int, stop: int) -> None:
        """Take over the characters *start* to *stop* as a single-quoted scalar."""
        self.put("'", start)
        for at, part in _split(self.row.text, start, stop):
            self.typed(at, at + len(part))
            if part.endswith("'"):
                self.put("'", at + len(part) - 1)
        self.put("'", stop)


def _split(text: str, start: int, stop: int) -> list[tuple[int, str]]:
    """The pieces of ``text[start:stop]``, each ending after a ``'`` but the last."""
    found = []
    while (quote := text.find("'", start, stop)) >= 0:
        found.append((start, text[start : quote + 1]))
        start = quote + 1
    found.append((start, text[start:stop]))
    return found


@dataclass(slots=True)
class Mended:
    """The text for PyYAML, line by line, with the way back."""

    file: str
    lines: list[str] = field(default_factory=list)
    places: list[tuple[int, Pieces]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def keep(self, row: Row) -> None:
        """Take over *row* as it was typed."""
        self.lines.append(row.text)
        self.places.append((row.number, ((0, row.offset),) if row.offset else _WHOLE))

    def add(self, line: Line) -> None:
        text = "".join(line.texts)
        if text == line.row.text:
            self.keep(line.row)
            return
        self.lines.append(text)
        self.places.append((line.row.number, tuple(line.pieces) or ((0, line.row.offset),)))

    def span(self, line: int, column: int) -> Span:
        """The typed place of a mended place; both arguments count from 0."""
        if line >= len(self.places):
            # PyYAML points behind the last line when something is left open.
            last, _ = self.places[-1] if self.places else (1, _WHOLE)
            return Span(self.file, last, 1)
        number, pieces = self.places[line]
        start, typed = pieces[0] if len(pieces) == 1 else pieces[max(bisect_right(pieces, (column, 1 << 62)) - 1, 0)]
        return Span(self.file, number, typed + max(column - start, 0) + 1)

    def breaks(self, line: int, start: int, stop: int) -> list[int]:
        """Where in ``[start, stop)`` of a mended line the typed text does not run on."""
        pieces = self.places[line][1] if line < len(self.places) else _WHOLE
        found: list[int] = []
        for index in range(max(bisect_right(pieces, (start, 1 << 62)), 1), len(pieces)):
            (before, typed_before), (out, typed) = pieces[index - 1 : index + 1]
            if out >= stop:
                break
            if typed - out != typed_before - before:
                found.append(out)
        return found
