"""Which steps in the record would make its paper read as edited, and which edits are known to be none of the record."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.records.yaml.lines import bare
from docgen.review.absorb.edited import Piece
from docgen.review.absorb.match import Matched, Stretch
from docgen.review.absorb.patch import Delete, Edits, Insert, Join, Refused, Replace, Source, Split, Step, edits

SHORT = 24
"""Characters of a text that a message quotes."""
_PART = 0.6
"""A paragraph of which so much stands in another one may be a part of it."""
_LIKE = 0.9
"""Two paragraphs as alike as this, gone here and come there, are one that was moved."""
_NUMBER = re.compile(
    r"(?:[0-9０-９]{1,2}[.．、]|[一二三四五六七八九十]{1,3}[、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[①-⑳])[ \u3000\t]*"
)
_ITEM = re.compile(r"\s*-\s+(?:[^\s:：'\"]+[:：]\s+)?")


@dataclass(frozen=True, slots=True)
class Change:
    """One edit that goes into the record, at ``place``. ``old`` or ``new`` is ``""`` for none.

    ``more`` are further paragraphs that it makes, ``gone`` further ones that it takes. With
    ``loose`` numbers and final marks of the paragraphs are the template's matter. ``behind``
    is the paragraph that must stand before the new one, ``None`` where it is no matter.
    ``plain`` are steps to be tried where the others do not do.
    """

    place: Span
    old: str
    new: str
    steps: tuple[Step, ...] = ()
    more: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    loose: bool = False
    behind: str | None = None
    plain: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class Left:
    """An edit that is not taken over: the words that should stand in the paper, and what is told."""

    wanted: str
    problem: Problem


def bare_item(text: str) -> str:
    """*text* without what a template puts round the items of a list: the number, the final mark."""
    return _NUMBER.sub("", text, count=1).rstrip("；;。") if _NUMBER.match(text) else text.rstrip("；;。")


def short(text: str) -> str:
    return text if len(text) <= SHORT else f"{text[: SHORT // 2]}…{text[-SHORT // 2 :]}"


@dataclass
class Plan:
    """The plan of one edited paper: call ``make``, then read ``changes`` and ``left``."""

    typed: Source
    old: Sequence[Piece]
    new: Sequence[Piece]
    found: Matched
    parts: Mapping[str, tuple[Stretch, ...]]
    changes: list[Change] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.pairs = dict(self.found.pairs)
        self.gone = set(self.found.gone)
        self.come = set(self.found.come)
        self.done: set[int] = set()

    def make(self) -> None:
        self.find_moves()
        self.joined()
        self.split()
        self.moved()
        for index, other in sorted(self.pairs.items()):
            if index not in self.done and self.old[index].text != self.new[other].text:
                self.edited(index, other)
        for index in sorted(self.gone):
            self.removed(index)
        for other in sorted(self.come):
            self.added(other)

    # — paragraphs that were joined, split or moved —

    def find_moves(self) -> None:
        """What is gone here and come there in the same words was moved without its bookmark."""
        for index in sorted(self.gone):
            words = self.old[index].text
            best = max(self.come, key=lambda other: _ratio(words, self.new[other].text), default=None)
            if best is not None and _ratio(words, self.new[best].text) >= _LIKE:
                self.pairs[index] = best
                self.gone.discard(index)
                self.come.discard(best)

    def joined(self) -> None:
        """Groups of paragraphs that now stand in one: by their bookmarks, or because the next one's words stand here."""
        groups: list[list[int]] = []
        for index in range(1, len(self.old)):
            before = index - 1
            together = index in self.found.merged or self.swallowed(before, index)
            if together and groups and groups[-1][-1] == before:
                groups[-1].append(index)
            elif together:
                groups.append([before, index])
        for group in groups:
            self.join(group)

    def swallowed(self, before: int, index: int) -> bool:
        """True where one of two neighbours is gone and its words stand in the other one."""
        if index in self.gone and before in self.pairs:
            lost, kept = index, before
        elif before in self.gone and index in self.pairs:
            lost, kept = before, index
        else:
            return False
        words, both = self.new[self.pairs[kept]].text, self.old[before].text + self.old[index].text
        return _covered(self.old[lost].text, words) >= _PART and _ratio(both, words) > _ratio(
            self.old[kept].text, words
        )

    def join(self, group: Sequence[int]) -> None:
        olds = tuple(self.old[index].text for index in group)
        others = sorted({self.pairs[index] for index in group if index in self.pairs})
        words = "".join(self.new[other].text for other in others)
        own = tuple(part for index in group for part in self.own(self.old[index]))
        lines = [self.line_of(self.own(self.old[index])) for index in group]
        self.done.update(group)
        self.gone.difference_update(group)
        if not all(lines) or lines != list(range(lines[0], lines[0] + len(lines))):
            message = f"“{short(olds[-1])}”并到了上一段（Word 里{self.new[others[0]].place}），没有改"
            self.leave(words, _first(own), message, "在记录里把两段合成一段")
            for index in group:
                if index in self.pairs and index in self.found.merged + tuple(at - 1 for at in self.found.merged):
                    self.edited(index, self.pairs[index])
            return
        made = edits(own, words)
        self.left += (Left(words, why(item)) for item in made.refused)
        steps: tuple[Step, ...] = (*made.changes, *(Join(line) for line in lines[:-1]))
        self.changes.append(Change(_first(own), olds[0], made.expected, steps, gone=olds[1:]))

    def split(self) -> None:
        for index, other in sorted(self.pairs.items()):
            run = [] if index in self.done else self.parts_of(index, other)
            if len(run) > 1:
                self.part(index, run)

    def parts_of(self, index: int, other: int) -> list[int]:
        """The paragraphs of the file that the paragraph *index* became, *other* among them."""
        words, run = self.old[index].text, [other]
        for step in (1, -1):
            while True:
                at = run[-1] + 1 if step > 0 else run[0] - 1
                if at not in self.come or _covered(self.new[at].text, words) < _PART:
                    break
                wider = [*run, at] if step > 0 else [at, *run]
                if _ratio(words, self.joined_text(wider)) <= _ratio(words, self.joined_text(run)):
                    break
                run = wider
        return run

    def joined_text(self, run: Sequence[int]) -> str:
        return "".join(self.new[at].text for at in run)

    def part(self, index: int, run: Sequence[int]) -> None:
        """The paragraph *index* was split into those of *run*: its line is, where only typed words are parted."""
        words, whole = self.old[index].text, self.joined_text(run)
        own = self.own(self.old[index])
        made = edits(own, whole)
        self.done.add(index)
        self.come.difference_update(run)
        self.left += (Left(whole, why(item)) for item in made.refused)
        bounds, at = [], 0
        for piece in run[:-1]:
            at += len(self.new[piece].text)
            bounds.append(at)
        befores = [_carried(whole, words, bound) for bound in bounds]
        steps = [self.split_at(own, before) for before in befores]
        cuts = [0, *(bounds if made.expected == whole else [_carried(words, made.expected, one) for one in befores])]
        texts = [made.expected[one:two].strip() for one, two in zip(cuts, [*cuts[1:], len(made.expected)], strict=True)]
        known = [step for step in steps if step is not None]
        if len(known) < len(steps) or not all(texts):
            message = f"“{short(words)}”分成了{len(run)}段（Word 里{self.new[run[0]].place}），没有改"
            self.leave(self.new[run[-1]].text, _first(own), message, "请在记录里分段")
            return
        more = tuple(texts[1:])
        self.changes.append(Change(_first(own), words, texts[0], (*made.changes, *known), more=more))

    def split_at(self, own: Sequence[Stretch], offset: int) -> Split | None:
        start = 0
        for part in own:
            stop = start + len(part.text)
            if part.typed and start <= offset <= stop and part.span.line in self.typed.blocks:
                return Split(part.span.line, part.first + offset - start)
            start = stop
        return None

    def moved(self) -> None:
        order = sorted(self.pairs)
        stay = _rising([self.pairs[index] for index in order])
        moved = sorted((index for index in order if self.pairs[index] not in stay), key=lambda index: self.pairs[index])
        for index in moved:
            self.move(index, set(moved))

    def move(self, index: int, moved: set[int]) -> None:
        """The line of the paragraph goes with its references to where it stands now."""
        own, other = self.own(self.old[index]), self.pairs[index]
        line = self.line_of(own) or self.item(own)
        made = edits(own, self.new[other].text)
        self.done.add(index)
        target = self.target(other, moved, item=line not in self.typed.blocks) if line else None
        inner = all(isinstance(step, Replace) and step.line == line for step in made.changes)
        if not line or target is None or not inner or self.last_line(line) != line:
            message = f"“{short(self.old[index].text)}”换了前后次序（Word 里{self.new[other].place}），没有改"
            self.leave("\0", _first(own), message, "在记录里调整次序")
            return
        self.left += (Left(made.expected, why(item)) for item in made.refused)
        raw, at = "", 0
        for step in made.changes:
            raw += self.typed.lines[line - 1][at : step.first] + step.words
            at = step.last
        raw = (raw + self.typed.lines[line - 1][at:]).strip()
        steps = (Delete(line), replace(target, words=raw))
        behind = self.new[other - 1].text if other else None
        loose = line not in self.typed.blocks
        self.changes.append(Change(_first(own), self.old[index].text, made.expected, steps, loose=loose, behind=behind))

    def target(self, other: int, moved: set[int], *, item: bool) -> Insert | None:
        """Behind the line of the paragraph before *other*, or before that of the one behind it."""
        partner = {at: index for index, at in self.pairs.items() if index not in moved}
        before = next((partner[at] for at in range(other - 1, -1, -1) if at in partner), None)
        after = next((partner[at] for at in range(other + 1, len(self.new)) if at in partner), None)
        for index, above in ((before, False), (after, True)):
            own = self.own(self.old[index]) if index is not None else ()
            line = self.item(own) if item else self.line_of(own)
            if line:
                return Insert(line if above else self.last_line(line), "", above, line)
        return None

    # — one paragraph —

    def edited(self, index: int, other: int) -> None:
        own, after = self.own(self.old[index]), self.new[other].text
        made = edits(own, after)
        place = self.new[other].place
        self.left += (Left(after, _with_place(why(item), place)) for item in made.refused)
        if made.changes:
            change = Change(_place(made.changes[0], own), self.old[index].text, made.expected, tuple(made.changes))
            items = self.as_items(made, own)
            self.changes.append(replace(change, steps=items, plain=change.steps) if items else change)

    def as_items(self, made: Edits, own: Sequence[Stretch]) -> tuple[Step, ...]:
        """The steps with words put in before or behind an item of a list as items of their own; nothing where none are."""
        found: list[Step] = []
        for step in made.changes:
            part = next((one for one in own if one.typed and one.span.line == step.line), None)
            line = step.line if part is not None and self.item((part,)) else 0
            words = step.words
            if line and part is not None and step.first == step.last == part.last and words[:1] == "、" and words[1:]:
                texts = words[1:].split("、")
                found += (Insert(self.last_line(line), self.item_words(line, one), like=line) for one in texts)
            elif (
                line
                and part is not None
                and step.first == step.last == part.first
                and words[-1:] == "、"
                and words[:-1]
            ):
                found += (Insert(line, self.item_words(line, one), above=True) for one in words[:-1].split("、"))
            else:
                found.append(step)
        return tuple(found) if found != made.changes else ()

    def removed(self, index: int) -> None:
        own = self.own(self.old[index])
        line = self.deletable(own)
        if line:
            loose = line not in self.typed.blocks
            self.changes.append(Change(_first(own), self.old[index].text, "", (Delete(line),), loose=loose))
        else:
            message = f"整段删去的“{short(self.old[index].text)}”没有删"
            hint = "这一段不是“|”下面的一段正文；要删，请自己改记录或者模板"
            self.leave("\0", _first(own), message, hint)

    def added(self, other: int) -> None:
        """A new paragraph: an item of the list that it stands in, or a line of the block."""
        words = self.new[other].text
        partner = {at: index for index, at in self.pairs.items()}
        before = next((partner[at] for at in range(other - 1, -1, -1) if at in partner), None)
        after = next((partner[at] for at in range(other + 1, len(self.new)) if at in partner), None)
        for index, above in ((before, False), (after, True)):
            own = self.own(self.old[index]) if index is not None else ()
            if line := self.line_of(own):
                self.insert(words, Insert(line, words, above), loose=False)
                return
            if line := self.item(own):
                at = line if above else self.last_line(line)
                self.insert(words, Insert(at, self.item_words(line, bare_item(words)), above, line), loose=True)
                return
        place = _first(self.own(self.old[before])) if before is not None else Span(self.file())
        message = f"新增的一段“{short(words)}”（Word 里{self.new[other].place}）没有可以写的地方"
        self.leave(words, place, message, "只有“|”下面的正文和列表能加一段；请自己写进记录")

    def insert(self, words: str, step: Insert, *, loose: bool) -> None:
        self.changes.append(Change(Span(self.file(), step.line), "", words, (step,), loose=loose))

    def leave(self, wanted: str, place: Span, message: str, hint: str) -> None:
        self.left.append(Left(wanted, problem(place if place.file else Span(self.file()), "K003", message, hint)))

    # — lines of the record —

    def file(self) -> str:
        return next((part.span.file for own in self.parts.values() for part in own if part.typed), "")

    def own(self, piece: Piece) -> tuple[Stretch, ...]:
        return own(self.parts, piece)

    def line_of(self, own: Sequence[Stretch]) -> int:
        """The line of a ``|`` block that the paragraph is, 0 where it is none."""
        numbers = {part.span.line for part in own if part.typed}
        number = numbers.pop() if len(numbers) == 1 else 0
        return number if number in self.typed.blocks else 0

    def item(self, own: Sequence[Stretch]) -> int:
        """The line of the item of a list that the paragraph is, 0 where it is none."""
        lines = {part.span.line for part in own if part.typed}
        number = lines.pop() if len(lines) == 1 else 0
        first = next((part for part in own if part.typed), None)
        if not number or first is None or number in self.typed.blocks:
            return 0
        return number if _ITEM.fullmatch(self.typed.lines[number - 1][: first.first].rstrip("'\"")) else 0

    def last_line(self, line: int) -> int:
        """The last line of the item that begins at *line*: those that stand further in belong to it."""
        lines = self.typed.lines
        margin = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        last = line
        for number in range(line + 1, len(lines) + 1):
            text = lines[number - 1]
            if text.strip() and len(text) - len(text.lstrip()) <= margin:
                break
            last = number if text.strip() else last
        return last

    def item_words(self, line: int, words: str) -> str:
        """A line for an item of *words* beside the one at *line*."""
        found = _ITEM.match(self.typed.lines[line - 1])
        quoted = (
            words if bare(words, in_flow=False) and not words.endswith("：") else "'" + words.replace("'", "''") + "'"
        )
        return (found[0].strip() + " " if found else "- ") + quoted

    def deletable(self, own: Sequence[Stretch]) -> int:
        """The line that goes when the paragraph goes, 0 where none can: the last one of a value, or shared with others."""
        number = self.line_of(own)
        if number:
            return number if self.typed.blocks[number] > 1 else 0
        lines = {part.span.line for part in own if part.typed}
        number = lines.pop() if len(lines) == 1 else 0
        words = self.typed.lines[number - 1].strip() if number else ""
        inner = "".join(part.text for part in own if part.typed)
        return number if words == f"- {inner}" else 0


def own(parts: Mapping[str, tuple[Stretch, ...]], piece: Piece) -> tuple[Stretch, ...]:
    """The stretches of *piece*; where they are not its words (a caption) all of it is as good as template."""
    found = parts.get(piece.key, ())
    if "".join(part.text for part in found) == piece.text:
        return found
    return (Stretch(piece.text, found[0].span if found else Span(""), typed=False),)


def why(item: Refused) -> Problem:
    """Why an edit of words that are not typed in the record is not taken over."""
    span = item.stretch.span
    words = f"“{short(item.old)}”改成“{short(item.new)}”"
    if span.file.endswith(".j2"):
        return problem(span, "K001", f"{words}：这是模板的文字，没有改", "要改就改模板，或者只在这份 Word 里改")
    if span.via == "程序":
        message = f"{words}：这是没有“议程”的时候拟写的，没有改"
        return problem(Span(span.file, span.line, span.column), "K002", message, "先在记录里写“议程”，一项一行")
    if "." in span.via:
        message = f"{words}：这是引用的“{span.via}”，没有改"
        return problem(Span(span.file, span.line, span.column), "K002", message, "在记录的这里改，各份文书一起变")
    message = f"{words}：这是推出来的内容，没有改"
    return problem(Span(span.file, span.line, span.column), "K002", message, "改它由来的那一项，或者只在这份 Word 里改")


def _with_place(item: Problem, place: str) -> Problem:
    """*item* with the place in Word, where the place in a record is none."""
    known = item.span is not None and item.span.file
    return item if known or not place else replace(item, message=f"Word 里{place}：{item.message}")


def _first(own: Sequence[Stretch]) -> Span:
    """Where a paragraph was typed: its first typed character, else what it begins with."""
    found = next((part for part in own if part.typed), own[0] if own else None)
    return Span(found.span.file, found.span.line, found.span.column) if found else Span("")


def _place(change: Replace, own: Sequence[Stretch]) -> Span:
    file = next(part.span.file for part in own if part.typed)
    return Span(file, change.line, change.first + 1)


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _covered(part: str, whole: str) -> float:
    """How much of *part* stands in *whole*, in runs of two characters and more."""
    blocks = SequenceMatcher(None, part, whole, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 1) / max(len(part), 1)


def _carried(one: str, other: str, at: int) -> int:
    """The place in *other* that the place *at* of *one* became."""
    for word, first, last, start, stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if word == "equal" and first <= at <= last:
            return start + at - first
        if first <= at < last:
            return start if at == first else stop
    return len(other)


def _rising(numbers: Sequence[int]) -> set[int]:
    """The longest rising part of *numbers*: what stayed where it was when the others were moved."""
    ends: list[int] = []
    chains: list[tuple[int, ...]] = []
    for number in numbers:
        at = bisect_left(ends, number)
        chain = (*(chains[at - 1] if at else ()), number)
        ends[at : at + 1] = [number]
        chains[at : at + 1] = [chain]
    return set(chains[-1]) if chains else set()
