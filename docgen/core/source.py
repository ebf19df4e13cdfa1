"""Text that knows where it was typed.

Everything docgen says about a record or a template points at a place, so the
text itself carries the place from the YAML file to the finished paper.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A place in a file that a person can open.

    ``line`` and ``column`` count from 1, columns in characters (not bytes, not
    screen cells). ``via`` is the name of the reference through which the text
    came (``机关.区住建局``), ``""`` where the text was typed at the place itself.
    """

    file: str
    line: int = 1
    column: int = 1
    via: str = ""

    def through(self, name: str) -> Span:
        """The same place, its text come through the reference *name*."""
        return Span(self.file, self.line, self.column, name)

    def forward(self, characters: int) -> Span:
        """The place *characters* further along the same line; a quoted value stays whole."""
        return self if self.via or not characters else Span(self.file, self.line, self.column + characters)


Marks = tuple[tuple[int, Span], ...]


class Located(str):
    """A string whose every character knows its Span.

    ``marks`` are (offset, Span) pairs in rising order: from that offset on the
    text was typed at that Span. The first offset is 0. Ordinary string methods
    give back plain ``str`` (the place is lost, never wrong); ``part``, ``lines``
    and ``joined`` keep it.
    """

    __slots__ = ("marks",)
    marks: Marks

    def __new__(cls, text: str, at: Span | Marks) -> Located:
        self = super().__new__(cls, text)
        self.marks = ((0, at),) if isinstance(at, Span) else at
        return self

    def __getnewargs__(self) -> tuple[str, Marks]:  # type: ignore[override]
        return str(self), self.marks

    @property
    def span(self) -> Span:
        """The place of the first character."""
        return self.marks[0][1]

    def span_at(self, offset: int) -> Span:
        """The place of the character at *offset*."""
        if len(self.marks) == 1:
            return self.marks[0][1].forward(offset)
        index = max(bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1, 0)
        start, span = self.marks[index]
        return span.forward(offset - start)

    def part(self, start: int, stop: int | None = None) -> Located:
        """The text from *start* up to *stop* (``None`` = the end), with its places."""
        stop = len(self) if stop is None else stop
        inner = tuple((at - start, span) for at, span in self.marks if start < at < stop) if len(self.marks) > 1 else ()
        return type(self)(str(self)[start:stop], ((0, self.span_at(start)), *inner))

    def lines(self) -> list[Located]:
        """The paragraphs of the text: its non-blank lines, each with its own place."""
        found, start = [], 0
        for line in self.split("\n"):
            if line.strip():
                found.append(self.part(start, start + len(line)))
            start += len(line) + 1
        return found

    def pieces(self) -> list[tuple[str, Span]]:
        """The text cut at its marks: (text, Span) pairs, in order, none empty."""
        if len(self.marks) == 1:
            return [(str(self), self.marks[0][1])] if self else []
        ends = [at for at, _ in self.marks[1:]] + [len(self)]
        cut = ((str(self)[at:end], span) for (at, span), end in zip(self.marks, ends, strict=True))
        return [(text, span) for text, span in cut if text]


def joined(parts: Iterable[str], between: str = "") -> str:
    """*parts* put together with *between*, as Located where the first part is Located.

    A plain part takes the place of the part before it; *between* does not take the reference through which that came.
    """
    texts: list[str] = []
    marks: list[tuple[int, Span]] = []
    length = 0
    for part in parts:
        if texts and between:
            texts.append(between)
            if marks and marks[-1][1].via:
                # What stands between two names is part of neither.
                marks.append((length, marks[-1][1].through("")))
            length += len(between)
        if isinstance(part, Located):
            marks += [(length + at, span) for at, span in part.marks] if length else part.marks
        texts.append(part)
        length += len(part)
    text = "".join(texts)
    if not marks:
        return text
    if marks[0][0]:
        marks.insert(0, (0, marks[0][1]))
    return Located(text, tuple(marks))


def shown(path: Path) -> Path:
    """*path* as a person would type it: relative to the working directory where it lies below it."""
    if not path.anchor:
        return path
    absolute = path if path.is_absolute() else Path.cwd() / path
    try:
        return absolute.relative_to(Path.cwd())
    except ValueError:
        return absolute
