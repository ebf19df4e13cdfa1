"""The command line: the only package that prints, reads arguments and exits."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run docgen with *argv* (``None``: the arguments of this process) and leave with its exit code."""
    from docgen.cli.run import run

    sys.exit(run(list(sys.argv[1:] if argv is None else argv)))
