"""``docgen check --fix``: a record file mended in place, by patches at exact places.

Nothing is dumped anew: comments, the order of keys, blank lines and line ends stay. A round
of patches is kept only if the file still reads as the same record, and the finished text
replaces the old one in a single step.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Protocol

from docgen.checks.subject import Edit
from docgen.core.dates import TYPED_NUMBER
from docgen.core.errors import Problem
from docgen.core.files import deliver, read_regular
from docgen.records.loader import _shape as shape_for
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.decode import clean, to_text
from docgen.records.yaml.parse import parse, top_keys
from docgen.records.yaml.repair import mended

ROUNDS = 8
"""One mark mended may bring another to light; more rounds than these no text has needed."""


class Result(Protocol):
    """What a check of a text must tell: its problems and the edits of its rules."""

    @property
    def problems(self) -> Sequence[Problem]: ...

    @property
    def edits(self) -> Sequence[Edit]: ...


def mend(path: Path, check: Callable[[Path], Result]) -> int:
    """Mend the file at *path* and write it, if there is anything to mend; gives the number of patches.

    *check* judges the file as it stands. Each round of patches is written whole, in one step. A file that
    is not UTF-8 is written as UTF-8. Raises WriteError where the disk refuses; the file is then whole.
    """
    count = 0
    for _ in range(ROUNDS):
        done = _round(path, check)
        count += done
        if not done:
            break
    return count


IMPORTED = "# 由 docgen import 从".encode()
"""How a file begins that ``docgen import`` wrote: what others published is kept as they wrote it."""


def is_imported(path: Path) -> bool:
    """Whether the file at *path* was written by ``docgen import``."""
    try:
        return IMPORTED in read_regular(path, 256)
    except OSError:
        return False


def proposed(path: Path, check: Callable[[Path], Result]) -> tuple[str, str]:
    """The text of the file at *path*, and what the first round of patches would make of it; nothing is written."""
    try:
        data = read_regular(path)
    except OSError:
        return "", ""
    text, new, _, _ = _patches(path, data, check)
    return text, new


def _round(path: Path, check: Callable[[Path], Result]) -> int:
    """One round of patches in the file at *path*; gives their number."""
    try:
        data = read_regular(path)
    except OSError:
        return 0
    _, new, count, other_encoding = _patches(path, data, check)
    if not count and not other_encoding:
        return 0
    mark = b"\xef\xbb\xbf" if data.startswith(b"\xef\xbb\xbf") else b""
    deliver(path, mark + new.encode("utf-8"))
    return count + other_encoding


def _patches(path: Path, data: bytes, check: Callable[[Path], Result]) -> tuple[str, str, int, bool]:
    """(the text of *data*, the text after one round, how many patches, whether it is in another encoding)."""
    text, faults = to_text(data, str(path))
    if not text or any(item.level == "error" for item in faults) or re.search(r"\r(?!\n)", text):
        return text, text, 0, False
    new, count = mended(text, str(path), shape_for(top_keys(clean(text, str(path))[0])))
    if not count:
        result = check(path)
        new, count = _patched(path, text, [*_of_problems(text, result.problems), *result.edits])
    other_encoding = any(item.code == "Y003" and item.level == "reminder" for item in faults)
    return text, new, count, other_encoding


def _patched(path: Path, text: str, edits: Sequence[Edit]) -> tuple[str, int]:
    """*text* with the *edits* made, and how many could be."""
    new = apply(text, edits)
    if new == text:
        return text, 0
    if _kept(text, new, path):
        return new, sum(apply(text, [edit]) != text for edit in edits)
    # One patch among many would change what the record is: the first that does not is made.
    for edit in edits:
        trial = apply(text, [edit])
        if trial != text and _kept(text, trial, path):
            return trial, 1
    return text, 0


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


def _kept(old: str, new: str, path: Path) -> bool:
    """Whether *new* reads as the same record as *old*: the same keys and lists, no fault more."""
    first, faults = parse(old, str(path), shape_for(top_keys(clean(old, str(path))[0])))
    second, more = parse(new, str(path), shape_for(top_keys(clean(new, str(path))[0])))
    return _outline(first) == _outline(second) and len(more) <= len(faults)


def _outline(node: Node | None) -> object:
    """The keys and lists of a record without its texts."""
    match node:
        case MapNode(entries):
            return tuple((str(key), _outline(value)) for key, value in entries)
        case ListNode(items):
            return tuple(map(_outline, items))
        case ScalarNode(text):
            return bool(text)
    return None


def _of_problems(text: str, problems: Iterable[Problem]) -> list[Edit]:
    """The edits that mend what the loader itself found."""
    lines = text.split("\n")
    edits: list[Edit] = []
    for item in problems:
        if item.span is None or item.span.via or not 1 <= item.span.line <= len(lines):
            continue
        line, at = lines[item.span.line - 1], item.span.column - 1
        if item.code == "R012" and (year := _YEAR.match(line, at)):
            edits.append(Edit(item.span, year[0], f"〔{year[1]}〕"))
        elif item.code == "R010" and (number := TYPED_NUMBER.match(line, at)):
            edits.append(Edit(item.span, number[0], ""))
    return edits


_YEAR = re.compile(r"[\[(（【﹝［]\s*((?:19|20)\d{2})\s*[\])）】﹞］]")
