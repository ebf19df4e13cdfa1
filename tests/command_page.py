"""The tables of docs/命令和退出码.md, from the program's own: ``python -m tests.command_page`` writes them anew."""

from __future__ import annotations

import re
from pathlib import Path

from docgen.cli.app import COMMANDS, Family
from docgen.cli.console import EXITS, _exit_of
from docgen.core.errors import CODES, LETTERS, problem

PAGE = Path(__file__).resolve().parents[1] / "docs" / "命令和退出码.md"


def commands() -> str:
    """A row for each command."""
    rows = []
    for name, entry in COMMANDS.items():
        if isinstance(entry, Family):
            rows += [f"| `docgen {name} {inner}` | {one.help} |" for inner, one in entry.commands.items()]
        else:
            rows.append(f"| `docgen {name}` | {entry.help} |")
    return "\n".join(rows)


def exits() -> str:
    """A row for each exit code, with the codes of errors that give it."""
    known: dict[int, dict[str, list[str]]] = {}
    for code in CODES:
        known.setdefault(_exit_of(problem(None, code, ""), in_template=False), {}).setdefault(code[0], []).append(code)
    letters = {letter: sum(code[0] == letter for code in CODES) for letter in {code[0] for code in CODES}}
    rows = []
    for number, meaning in EXITS.items():
        told = []
        for letter, codes in sorted(known.get(number, {}).items()):
            if letter not in LETTERS or letter == "F":
                whole = letter if len(codes) == letters[letter] else f"别的 {letter}"
                told.append("、".join(codes) if len(codes) < min(5, letters[letter]) else whole)
        if number == 1:
            told += [letter for letter in sorted(LETTERS) if letter != "F"]
        rows.append(f"| {number} | {meaning} | {'、'.join(told)} |")
    return "\n".join(rows)


def renewed(page: str) -> str:
    """*page* with both tables as they are now."""
    first, second = re.findall(r"(?m)(?:^\|.*\n)+", page)
    heads = [table.split("\n")[:2] for table in (first, second)]
    page = page.replace(first, "\n".join([*heads[0], commands()]) + "\n")
    return page.replace(second, "\n".join([*heads[1], exits()]) + "\n")


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
