"""Mending a file: edits at exact places, everything else as it was typed."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.checks.finding import Edit

__all__ = ["apply"]


def apply(text: str, edits: Iterable[Edit]) -> str:
    """*text* with the *edits* made; lines are those of *text* split at ``\\n``.

    An edit whose old text does not stand at its place, or that overlaps one before it, is left
    for another round: nothing is ever replaced that is not what the rule saw.
    """
    lines = text.split("\n")
    by_line: dict[int, list[Edit]] = {}
    for edit in edits:
        by_line.setdefault(edit.span.line, []).append(edit)
    for number, several in by_line.items():
        if not 1 <= number <= len(lines):
            continue
        line = lines[number - 1]
        done: list[str] = []
        at = 0
        for edit in sorted(several, key=lambda edit: (edit.span.column, -len(edit.old))):
            start = edit.span.column - 1
            if start >= at and line.startswith(edit.old, start):
                done += [line[at:start], edit.new]
                at = start + len(edit.old)
        lines[number - 1] = "".join([*done, line[at:]])
    return "\n".join(lines)
