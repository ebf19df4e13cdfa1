"""What the reading has to say, with the small things said once."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace

from docgen.errors import Problem, problem
from docgen.source import Span

__all__ = ["Notes"]

_LIMIT = 20
_LINES_NAMED = 8


@dataclass(slots=True)
class Notes:
    """Collects Problems. A habit (full-width colons all over) is one reminder that names its lines."""

    file: str
    faults: list[Problem] = field(default_factory=list)
    habits: dict[str, list[Problem]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def fault(self, span: Span, code: str, message: str, hint: str) -> None:
        """One finding of its own; the same one over and over is cut off."""
        self.counts[code] += 1
        if self.counts[code] <= _LIMIT:
            self.faults.append(problem(span, code, message, hint))

    def habit(self, span: Span, code: str, message: str, hint: str) -> None:
        """A finding that is told at its first place, with the lines of the others."""
        self.habits.setdefault(code, []).append(problem(span, code, message, hint))

    def take(self, other: Notes) -> None:
        """Take over what *other* found."""
        for item in other.faults:
            self.counts[item.code] += 1
            if self.counts[item.code] <= _LIMIT:
                self.faults.append(item)
        for code, items in other.habits.items():
            self.habits.setdefault(code, []).extend(items)

    def all(self) -> list[Problem]:
        return [*self.faults, *map(_told, self.habits.values())]


def _told(items: list[Problem]) -> Problem:
    first = items[0]
    lines = sorted({item.span.line for item in items[1:] if item.span} - {first.span.line if first.span else 0})
    if not lines:
        return first
    named = "、".join(map(str, lines[:_LINES_NAMED])) + ("……" if len(lines) > _LINES_NAMED else "")
    return replace(first, message=f"{first.message}（另有第 {named} 行，共 {len(lines) + 1} 行）")
