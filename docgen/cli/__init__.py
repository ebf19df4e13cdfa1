"""The command line: the only package that prints, reads arguments and exits."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> None:
    """Run docgen with *argv* (``None``: the arguments of this process) and leave with its exit code."""
    if argv is None:
        # A start makes a hundred thousand things that stay, and looking through them time and again for
        # what might go took a tenth of a letter.
        gc.set_threshold(50_000)
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
    if argv is None:
        gc.freeze()  # nor need the process be tidied up before it ends
    sys.exit(code)
