"""What the gate says of a finished file."""

from __future__ import annotations

from dataclasses import dataclass

from docgen.errors import Problem


@dataclass(frozen=True, slots=True)
class Verdict:
    """``problems`` are errors unless all is well; ``allowed`` are the findings that --allow let through."""

    problems: tuple[Problem, ...] = ()
    allowed: tuple[str, ...] = ()
