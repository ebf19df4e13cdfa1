"""One edited paragraph → what to type elsewhere in the record, and what cannot be taken over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from docgen.review.absorb.match import Stretch
from docgen.review.absorb.patch import Replace


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
