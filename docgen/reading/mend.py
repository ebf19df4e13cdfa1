"""What the reading understood in spite of how it was typed, written as YAML has it.

Only lines that were spoken of are touched (full-width colons, missing spaces, odd margins),
and only if every value of the record stays what it was.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.errors import Problem
from docgen.reading.compose import compose
from docgen.reading.decode import SOFT, clean
from docgen.reading.fields import Shape
from docgen.reading.nodes import ListNode, MapNode, Node, ScalarNode
from docgen.reading.repair import walked
from docgen.reading.walk import Walk

__all__ = ["mended"]

_HABITS = ("Y010", "Y011", "Y012", "Y013", "Y014", "Y015", "Y016")
_MARGINS = ("Y012", "Y015", "Y016")
"""Faults that concern more lines than the one they name."""


def mended(text: str, file: str, shape: Shape | None) -> tuple[str, int]:
    """*text* mended, and how many lines were touched: none where something would be lost.

    What is an error to the reading but has only one meaning is mended too: quotation marks that do not
    enclose a whole value, a second colon in a line.
    """
    typed = text.split("\n")
    ends = ["\r" if line.endswith("\r") else "" for line in typed]
    bare = "\n".join(line.removesuffix("\r") for line in typed)
    cleaned, faults = clean(bare, file)
    if faults or cleaned != bare or SOFT in bare:
        return text, 0
    walk = walked(bare, file, shape)
    found = _spoken(walk)
    lines, touched = _by_hand(bare.split("\n"), found)
    if not touched:
        lines, touched = _by_repair(bare.split("\n"), found, walk.mended.lines, walk.mended.places)
        if touched and not _same(bare, "\n".join(lines), file, shape):
            return text, 0
    if not touched:
        return text, 0
    if len(lines) != len(typed):
        ends = [ends[0] if ends else ""] * len(lines)
        ends[-1] = ""
    return "\n".join(line + end for line, end in zip(lines, ends, strict=True)), touched


def _by_hand(lines: list[str], found: list[Problem]) -> tuple[list[str], int]:
    """Errors of YAML with one meaning: ``标题: "检察蓝"守护"她权益"`` and ``标题: 山西: 深入…``."""
    touched = 0
    for item in found:
        if item.span is None or not 1 <= item.span.line <= len(lines):
            continue
        line, at = lines[item.span.line - 1], item.span.column - 1
        if item.code == "Y021" and line[at : at + 1] == ":":
            lines[item.span.line - 1] = line[:at] + "：" + line[at + 1 :].lstrip(" ")
            touched += 1
        elif item.code == "Y020" and line.count('"') % 2 == 0 and "\\" not in line and "'" not in line:
            head, *rest = line.split('"')
            marked = [("“" if index % 2 else "”") + part for index, part in enumerate(rest, 1)]
            lines[item.span.line - 1] = head + "".join(marked)
            touched += 1
    return lines, touched


def _by_repair(
    lines: list[str], found: list[Problem], out: list[str], places: Sequence[tuple[int, object]]
) -> tuple[list[str], int]:
    """The lines spoken of, as the repair wrote them."""
    named = {item.span.line for item in found if item.span and item.code in _HABITS}
    if not named:
        return lines, 0
    margins = any(item.code in _MARGINS for item in found)
    made: dict[int, list[str]] = {}
    for line, (number, _) in zip(out, places, strict=True):
        made.setdefault(number, []).append(line)
    new: list[str] = []
    touched = 0
    for number, line in enumerate(lines, 1):
        mended_lines = made.get(number, [line])
        only_margin = len(mended_lines) == 1 and mended_lines[0].strip() == line.strip(" \t　\u00a0")
        opens_block = margins and mended_lines[0].rstrip().endswith("|") and not line.rstrip().endswith("|")
        if mended_lines != [line] and (number in named or (margins and (only_margin or opens_block))):
            new += mended_lines
            touched += 1
        else:
            new.append(line)
    return new, touched


def _same(old: str, new: str, file: str, shape: Shape | None) -> bool:
    """Whether both texts give the same keys and values, and *new* no more to say."""
    first, second = walked(old, file, shape), walked(new, file, shape)
    before, _ = compose(first.mended)
    after, _ = compose(second.mended)
    return _values(before) == _values(after) and len(_spoken(second)) < len(_spoken(first))


def _spoken(walk: Walk) -> list[Problem]:
    """Everything that *walk* has to say, each place by itself."""
    return [*walk.notes.faults, *(item for items in walk.notes.habits.values() for item in items)]


def _values(node: Node | None) -> object:
    match node:
        case MapNode(entries):
            return tuple((str(key), _values(value)) for key, value in entries)
        case ListNode(items):
            return tuple(map(_values, items))
        case ScalarNode(text):
            return str(text).strip()
    return None
