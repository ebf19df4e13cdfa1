"""What the gate says of a finished file."""

from __future__ import annotations

from docgen.errors import Problem
from docgen.frozen import frozen


@frozen()
class Verdict:
    """``problems`` are errors unless all is well; ``allowed`` are the findings that --allow let through."""

    problems: tuple[Problem, ...] = ()
    allowed: tuple[str, ...] = ()
