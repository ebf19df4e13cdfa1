"""Changes at places of a record → the text of the file, everything else in it as it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from docgen.core.errors import Problem
from docgen.records.kinds import RECORD_TYPES, recognised
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import Model, ModelOf
from docgen.records.yaml.lines import bare
from docgen.records.yaml.parse import parse, top_keys

_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#.*)?$")
_PAIRS = {"]": "[", "}": "{"}


@dataclass(frozen=True, slots=True)
class Replace:
    """The characters *first* to *last* (from 0) of the line (from 1) become *words*."""

    line: int
    first: int
    last: int
    words: str


@dataclass(frozen=True, slots=True)
class Insert:
    """A line of *words* below the line (above it where *above*), as far in as that is, or as ``like`` is, and ``inner`` more.

    There may be several lines in *words*.
    """

    line: int
    words: str
    above: bool = False
    like: int = 0
    inner: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines, their margins with them, below the line (above it where *above*); below line 0 is the top."""

    line: int
    words: tuple[str, ...]
    above: bool = False


@dataclass(frozen=True, slots=True)
class Delete:
    """The line goes."""

    line: int


@dataclass(frozen=True, slots=True)
class Split:
    """The line of a ``|`` block is parted before its character *at* (from 0)."""

    line: int
    at: int


@dataclass(frozen=True, slots=True)
class Join:
    """The line of a ``|`` block runs on into the next one."""

    line: int


Step: TypeAlias = Replace | Insert | Lines | Delete | Split | Join


@dataclass(frozen=True, slots=True)
class Value:
    """A value on one line of the file: the characters it fills, without quotes. ``quote`` is ``'``, ``"`` or nothing."""

    line: int
    first: int
    last: int
    quote: str
    flow: bool


@dataclass(frozen=True, slots=True)
class Source:
    """The text of a record, its lines without their ends, its one-line values and the lines of its ``|`` blocks.

    ``blocks`` is line → number of lines of its block, ``node`` what YAML reads, for a record of ``model``;
    ``faults`` are the errors of reading.
    """

    text: str
    lines: tuple[str, ...]
    values: tuple[Value, ...]
    blocks: dict[int, int]
    node: Node | None
    model: type[Model]
    faults: tuple[Problem, ...]
    file: str


def source(text: str, file: str) -> Source:
    """What may be written where in the record *text*; a byte order mark at its beginning is no text."""
    lines = tuple(line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n"))
    whole = "\n".join(lines)
    model = RECORD_TYPES[recognised(top_keys(whole)) or "case"].model
    node, problems = parse(whole, file, ModelOf(model))
    values: list[Value] = []
    blocks: dict[int, int] = {}
    for scalar in _scalars(node):
        numbers = [scalar.text.span_at(at).line for at in _line_starts(scalar)]
        first = scalar.span
        before = lines[first.line - 1][: first.column - 1] if first.line <= len(lines) else ""
        above = lines[first.line - 2] if first.line > 1 else ""
        if not before.strip() and (_HEADER.search(above) or len(numbers) > 1):
            blocks.update(dict.fromkeys(numbers, len(numbers)))
        elif len(numbers) == 1:
            start = first.column - 1
            quote = before[-1:] if before[-1:] in ("'", '"') else ""
            values.append(Value(first.line, start, start + len(scalar.text), quote, _in_flow(before)))
    faults = tuple(item for item in problems if item.level == "error")
    return Source(text, lines, tuple(values), blocks, node, model, faults, file)


def _scalars(node: Node | None) -> list[ScalarNode]:
    match node:
        case ScalarNode():
            return [node]
        case ListNode():
            return [found for item in node.items for found in _scalars(item)]
        case MapNode():
            return [found for _, value in node.entries for found in _scalars(value)]
    return []


def _line_starts(scalar: ScalarNode) -> list[int]:
    text = str(scalar.text)
    return [0, *(at + 1 for at, character in enumerate(text) if character == "\n")]


def _in_flow(before: str) -> bool:
    """True where a bracket is open at the end of *before*."""
    return any(before.count(left) > before.count(right) for right, left in _PAIRS.items())


def patched(origin: Source, steps: Sequence[Step], *, careful: bool = False) -> str:
    """The text of *origin* with *steps* carried out; values without quotes get them where they need them.

    With *careful* every unquoted value that is changed gets them.
    """
    mark = "\ufeff" if origin.text.startswith("\ufeff") else ""
    ends = ["\r" if line.endswith("\r") else "" for line in origin.text.split("\n")]
    new: list[str | None] = list(origin.lines)
    by_line: dict[int, list[Replace]] = {}
    for step in dict.fromkeys(steps):
        if isinstance(step, Replace):
            by_line.setdefault(step.line, []).append(step)
    splits: dict[int, list[Replace]] = {}
    for step in dict.fromkeys(steps):
        if isinstance(step, Split):
            line = origin.lines[step.line - 1]
            margin = line[: len(line) - len(line.lstrip())]
            # Words put in just here stand before the break: they end the first part.
            splits.setdefault(step.line, []).append(
                Replace(step.line, step.at, step.at, f"{ends[step.line - 1]}\n{margin}")
            )
    for number in {*by_line, *splits}:
        new[number - 1] = _line(origin, number, [*by_line.get(number, ()), *splits.get(number, ())], careful=careful)
    added: dict[tuple[int, bool], list[str]] = {}
    for step in dict.fromkeys(steps):
        if isinstance(step, Delete):
            new[step.line - 1] = None
        elif isinstance(step, Insert):
            line = origin.lines[(step.like or step.line) - 1]
            margin = line[: len(line) - len(line.lstrip())] + " " * step.inner
            rows = [margin + row for row in step.words.split("\n")]
            added.setdefault((step.line, step.above), []).append(f"{ends[step.line - 1]}\n".join(rows))
        elif isinstance(step, Lines):
            added.setdefault((step.line, step.above), []).extend(step.words)
    for number in sorted({step.line for step in steps if isinstance(step, Join)}, reverse=True):
        if (text := new[number - 1]) is not None:
            new[number - 1] = text.rstrip() + (new[number] or "").lstrip()
            new[number] = None
    end_of_line = "\r" if ends[0] else ""
    found: list[str] = [words + end_of_line for words in added.get((0, False), ())]
    for number, (text, end) in enumerate(zip(new, ends, strict=True), 1):
        found += (words + end_of_line for words in added.get((number, True), ()))
        found += [] if text is None else [text + end]
        found += (words + end_of_line for words in added.get((number, False), ()))
    return mark + "\n".join(found)


def _line(origin: Source, number: int, changes: Sequence[Replace], *, careful: bool) -> str:
    line = origin.lines[number - 1]
    pieces: list[tuple[int, int, str]] = []
    within = {change: _value(origin, change) for change in changes}
    for value in dict.fromkeys(within.values()):
        inner = sorted((change for change in changes if within[change] == value), key=lambda change: change.first)
        if value is None:
            pieces += ((change.first, change.last, change.words) for change in inner)
        elif value.quote:
            pieces += ((change.first, change.last, _escaped(change.words, value.quote)) for change in inner)
        else:
            whole = _put(line, value.first, value.last, [(one.first, one.last, one.words) for one in inner])
            # A wide colon at the end would make a key of it.
            plain = bare(whole, in_flow=value.flow) and whole == whole.strip() and not whole.endswith("：")
            quoted = "'" + _escaped(whole, "'") + "'"
            pieces.append((value.first, value.last, whole if plain and not careful else quoted))
    return _put(line, 0, len(line), sorted(pieces, key=lambda piece: piece[:2]))


def _value(origin: Source, change: Replace) -> Value | None:
    """The one-line value that *change* is made in, ``None`` for one in a block."""
    fitting = (one for one in origin.values if one.line == change.line and one.first <= change.first)
    return next((one for one in fitting if change.last <= one.last), None)


def _put(line: str, start: int, stop: int, pieces: Sequence[tuple[int, int, str]]) -> str:
    """What *line* holds from *start* to *stop*, with *pieces* (from, to, words) put in their places."""
    found, at = "", start
    for first, last, words in pieces:
        found += line[at:first] + words
        at = last
    return found + line[at:stop]


def _escaped(words: str, quote: str) -> str:
    return words.replace("'", "''") if quote == "'" else words.replace("\\", "\\\\").replace('"', '\\"')
