"""亮点: which figure each of them is, and whose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docgen.core.source import Located
from docgen.records import references
from docgen.records.conference import Conference
from docgen.records.models import Figure, Member


class Set(NamedTuple):
    """A highlight: its name as typed, the figure, the case it belongs to, and what it counts in words for a reader."""

    name: Located
    figure: Figure
    member: Member | None
    words: str

    @property
    def value(self) -> str:
        """The figure as the public reads it."""
        return str(self.figure.outer or self.figure.value or "")


def of(conference: Conference) -> Iterator[Set]:
    """The 亮点 of *conference* in order; without words of its own one is called by its name."""
    for one in conference.highlights:
        name = one.figure or Located("", one.span)
        figure = references.target(conference, str(name))
        if isinstance(figure, Figure):
            values = (member for member in conference.members if any(figure is x for x in member.case.figures.values()))
            yield Set(name, figure, next(values, None), str(one.words or str(name).rpartition(".")[2]))
