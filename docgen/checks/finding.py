"""What a rule says: where, what is wrong, what to type, and, where that is safe, the mending itself.

A finding has no code and no level: the runner knows which rule spoke and how the office weighs it.
"""

from __future__ import annotations

from dataclasses import dataclass

from docgen.core.errors import Level, Problem
from docgen.core.source import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """``old``, which stands at ``span`` in the file, becomes ``new``. One line only."""

    span: Span
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a rule. ``level`` ``None`` means the rule's own; ``edit`` ``None``, that a person must mend it."""

    span: Span
    message: str
    hint: str = ""
    level: Level | None = None
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A Problem for people, with the edit that mends it (``None`` where a person must)."""

    problem: Problem
    edit: Edit | None = None
