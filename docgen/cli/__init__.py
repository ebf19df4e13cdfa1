"""The command line: the only package that prints, reads arguments and exits."""

from __future__ import annotations

import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run docgen with *argv* (``None``: the arguments of this process) and leave with its exit code."""
    try:
        from docgen.cli.run import run

        arguments = list(sys.argv[1:] if argv is None else argv)
        if argv is None and arguments[:1] in (["render"], ["build"]):
            # A process of their own; whoever hands over arguments has a process with other work in it.
            from docgen.building.limits import limit_memory

            limit_memory()
        code = run(arguments)
    except KeyboardInterrupt:
        # Before or after the run itself, which has its own words for it.
        code = 130
    sys.exit(code)
