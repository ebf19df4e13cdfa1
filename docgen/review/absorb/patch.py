"""Changes at places of a record → the text of the file, everything else in it as it was.

An edited paragraph first says what to type where, and what cannot be taken over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TypeAlias

from docgen.core.errors import Problem
from docgen.records.kinds import RECORD_TYPES, recognised
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import Model, ModelOf
from docgen.records.yaml.lines import bare
from docgen.records.yaml.parse import parse, top_keys
from docgen.review.absorb.match import Stretch

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


@dataclass(frozen=True, slots=True)
class Refused:
    """An edit of characters that are not typed in the record: ``old`` (of *stretch*) was to become ``new``."""

    stretch: Stretch
    old: str
    new: str


@dataclass(slots=True)
class Edits:
    """The way from a paragraph to ``expected``: the edited text, except for what was refused."""

    changes: list[Replace] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    expected: str = ""


Hunk = tuple[int, int, int, int]
"""From, to in the old text; from, to in the new one."""


def edits(parts: Sequence[Stretch], new: str) -> Edits:
    """How the paragraph that consists of *parts* becomes *new*. Only typed characters are changed.

    A reference may go with the sentence it stands in; it is never replaced by words.
    """
    old = "".join(part.text for part in parts)
    settling = _Settling(parts, old, new)
    for word, first, last, start, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if word != "equal":
            settling.settle((first, last, start, stop))
    return settling.result()


class _Settling:
    def __init__(self, parts: Sequence[Stretch], old: str, new: str) -> None:
        self.parts, self.old, self.new = parts, old, new
        self.starts: list[int] = []
        at = 0
        for part in parts:
            self.starts.append(at)
            at += len(part.text)
        self.taken: list[tuple[int, int, str, Replace]] = []
        self.fixed: dict[int, list[Hunk]] = {}

    def result(self) -> Edits:
        found = Edits()
        at = 0
        for first, last, words, change in self.taken:
            found.expected += self.old[at:first] + words
            found.changes.append(change)
            at = last
        found.expected += self.old[at:]
        for index, hunks in self.fixed.items():
            found.refused.append(self.refusal(index, hunks))
        return found

    def refusal(self, index: int, hunks: list[Hunk]) -> Refused:
        """What was to become of the stretch *index* and of what changed together with it."""
        first = min(self.starts[index], hunks[0][0])
        last = max(self.starts[index] + len(self.parts[index].text), hunks[-1][1])
        words, at = "", first
        for one, other, start, stop in hunks:
            words += self.old[at:one] + self.new[start:stop]
            at = other
        return Refused(self.parts[index], self.old[first:last], words + self.old[at:last])

    def settle(self, hunk: Hunk) -> None:
        """Put *hunk* where it belongs: into one typed stretch, cut at what stays, or among the refused."""
        first, last, start, stop = hunk
        over = self.over(first, last)
        if len(over) == 1 and self.parts[over[0]].typed:
            self.take(over[0], hunk)
        elif first == last or not any(self.parts[index].typed for index in over):
            self.refuse(over, hunk)
        elif cut := self.cut(over, hunk):
            for one in cut:
                self.settle(one)
        elif start == stop and (change := self.whole(over, hunk)):
            self.taken.append((first, last, "", change))
        else:
            self.refuse(over, hunk)

    def over(self, first: int, last: int) -> list[int]:
        """The stretches that a hunk touches; for a bare insertion the typed one that it stands in or at."""
        ends = [start + len(part.text) for start, part in zip(self.starts, self.parts, strict=True)]
        if first < last:
            return [index for index, start in enumerate(self.starts) if start < last and ends[index] > first]
        at = [index for index, start in enumerate(self.starts) if start <= first <= ends[index]]
        return next(([index] for index in at if self.parts[index].typed), at[:1])

    def take(self, index: int, hunk: Hunk) -> None:
        first, last, start, stop = hunk
        part, words = self.parts[index], self.new[start:stop]
        at = part.first + first - self.starts[index]
        self.taken.append((first, last, words, Replace(part.span.line, at, at + last - first, words)))

    def refuse(self, over: Sequence[int], hunk: Hunk) -> None:
        fixed = [index for index in over if not self.parts[index].typed] or list(over)
        for index in fixed[:1]:
            self.fixed.setdefault(index, []).append(hunk)

    def cut(self, over: Sequence[int], hunk: Hunk) -> list[Hunk]:
        """*hunk* without the untyped stretches in it, where all of them stand in the new text as they were."""
        first, last, start, stop = hunk
        found: list[Hunk] = []
        for index in over:
            part, begin = self.parts[index], self.starts[index]
            if part.typed:
                continue
            end = begin + len(part.text)
            at = self.new.find(part.text, start, stop)
            if begin < first or end > last or at < 0:
                return []
            found.append((first, begin, start, at))
            first, start = end, at + len(part.text)
        found.append((first, last, start, stop))
        return [one for one in found if one[0] != one[1] or one[2] != one[3]] if found[-1] != hunk else []

    def whole(self, over: Sequence[int], hunk: Hunk) -> Replace | None:
        """The deletion of typed text with the references in it, ``None`` where more than one line is concerned."""
        first, last, _, _ = hunk
        inner = [index for index in over if not self.parts[index].typed]
        if any(
            not self.parts[index].span.via
            or self.starts[index] < first
            or self.starts[index] + len(self.parts[index].text) > last
            for index in inner
        ):
            return None
        left = over[0] if self.parts[over[0]].typed else over[0] - 1
        right = over[-1] if self.parts[over[-1]].typed else over[-1] + 1
        if left < 0 or right >= len(self.parts):
            return None
        before, after = self.parts[left], self.parts[right]
        if not (before.typed and after.typed) or before.span.line != after.span.line:
            return None
        begin = before.first + min(first - self.starts[left], len(before.text))
        end = after.first + max(last - self.starts[right], 0)
        return Replace(before.span.line, begin, end, "") if begin < end else None
