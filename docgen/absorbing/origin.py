"""Which characters of a paper were typed where: the way back from a paragraph to the lines of the record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from docgen.shape import table_cells
from docgen.source import Span
from docgen.tree import Document, Paragraph, Table, Text, texts


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one origin. ``typed`` is true where they stand in the record, at ``span``, just as they are."""

    text: str
    span: Span
    typed: bool

    @property
    def first(self) -> int:
        """The index in the line of the record of the first character; meant for typed stretches."""
        return self.span.column - 1

    @property
    def last(self) -> int:
        """The index behind the last character."""
        return self.first + len(self.text)


def stretches(document: Document, file: str, lines: Sequence[str]) -> Mapping[str, tuple[Stretch, ...]]:
    """Key of a bookmark → the stretches of its paragraph or cell, *lines* being those of the record *file*."""
    return {key: tuple(_joined(_cut(leaves, file, lines))) for key, leaves in _leaves(document)}


def _leaves(document: Document) -> Iterator[tuple[str, tuple[Text, ...]]]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield f"{index:04}", tuple(texts(block.inlines))
        elif isinstance(block, Table):
            for number, cells in enumerate(table_cells(block)[1]):
                column = 0
                for inlines, taken in cells:
                    yield f"{index:04}_{number}_{column}", tuple(texts(inlines))
                    column += taken


def _cut(leaves: Sequence[Text], file: str, lines: Sequence[str]) -> Iterator[Stretch]:
    for leaf in leaves:
        span = leaf.span
        typed = ""
        if span.file == file and not span.via and span.line <= len(lines):
            here = lines[span.line - 1][span.column - 1 :]
            pairs = zip(leaf.text, here, strict=False)
            typed = leaf.text[: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))]
        if typed:
            yield Stretch(typed, span, typed=True)
        if rest := leaf.text[len(typed) :]:
            # What follows a typed value without standing in the record was added: a separator, 督促.
            yield Stretch(rest, span, typed=False)


def _joined(found: Iterator[Stretch]) -> Iterator[Stretch]:
    """*found*, typed stretches that run on in the record put together."""
    last: Stretch | None = None
    for one in found:
        if last is not None and last.typed and one.typed and _runs_on(last, one):
            last = replace(last, text=last.text + one.text)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _runs_on(one: Stretch, other: Stretch) -> bool:
    return one.span.line == other.span.line and one.last == other.first
