"""Rules silenced in the record itself: ``# docgen: 关闭 P003`` on a line, above a key, or at the head of the file."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from docgen.core.errors import Problem, problem
from docgen.core.files import read_regular
from docgen.core.source import Span
from docgen.records.yaml.decode import SOFT, decode

MARK = re.compile(
    r"(?:^|(?<=[ \t]))#[ \t]*docgen[:：][ \t]*关闭[ \t]*(?P<codes>[A-Za-z]\d{0,3}(?:[ \t,，、]+[A-Za-z]\d{0,3})*)"
)
_CODE = re.compile(r"[A-Za-z]\d{0,3}")
ALWAYS = "YRVGTCNWSEUMBI"
"""Letters that no comment can silence: a record that cannot be read, and what must not be made public."""


@dataclass(slots=True)
class Silence:
    """The silenced (code or beginning of codes, first line, last line) of one file, and how often each served."""

    ranges: list[tuple[str, int, int]] = field(default_factory=list)
    used: int = 0

    def covers(self, code: str, line: int) -> bool:
        """Whether a finding *code* at *line* is silenced; counts it if so."""
        silent = any(code.startswith(start) and first <= line <= last for start, first, last in self.ranges)
        self.used += silent
        return silent


def of_file(path: Path, file: str, known: Iterable[str]) -> tuple[Silence, list[Problem]]:
    """What the comments of the record at *path* silence; *file* is what messages call it."""
    try:
        text, _ = decode(read_regular(path), file, soft=SOFT)
    except OSError:
        return Silence(), []
    return read(text, file, known)


def read(text: str, file: str, known: Iterable[str]) -> tuple[Silence, list[Problem]]:
    """What the comments of *text* silence.

    A comment behind a value holds for its line; one on a line of its own for what stands below it (a
    key with everything indented under it), at the head of the file for all of it. A comment that
    names no rule of *known* is a finding itself.
    """
    if "docgen" not in text:
        return Silence(), []
    silence = Silence()
    problems: list[Problem] = []
    codes = tuple(known)
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        mark = MARK.search(line)
        if mark is None:
            continue
        first, last = _reach(lines, number, own=not line[: mark.start()].strip())
        for found in _CODE.finditer(mark["codes"]):
            code = found[0].upper()
            if code[0] in ALWAYS or not any(each.startswith(code) for each in codes):
                place = Span(file, number, mark.start("codes") + found.start() + 1)
                hint = (
                    "规则的代码用 docgen explain 查"
                    if code[0] not in ALWAYS
                    else "只有检查规则能关闭；这一类问题要改正"
                )
                problems.append(problem(place, "C002", f"“关闭 {found[0]}”不起作用：没有这条能关闭的规则", hint))
                continue
            silence.ranges.append((code, first, last))
    return silence, problems


def _reach(lines: list[str], number: int, *, own: bool) -> tuple[int, int]:
    """The lines that a comment at line *number* holds for."""
    if not own:
        return number, number
    if all(not line.strip() or line.lstrip().startswith("#") for line in lines[: number - 1]):
        return 1, len(lines)
    below = [at for at in range(number, len(lines)) if lines[at].strip() and not lines[at].lstrip().startswith("#")]
    if not below:
        return number, number
    first = below[0]
    margin = _margin(lines[first])
    last = first
    for at in below[1:]:
        if _margin(lines[at]) <= margin:
            break
        last = at
    return first + 1, last + 1


def _margin(line: str) -> int:
    return len(line) - len(line.lstrip(" \t　"))
