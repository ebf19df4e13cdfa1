"""What a rule sees of a record: its values, and all its running text as one string with places. And what it says: Findings.

The texts of a record are laid end to end, one paragraph a line, so that a rule runs its
pattern once over the whole. References are replaced by what they print; a match inside a
value that came by reference is left to the place where that value is typed. A Finding has
no code and no level: the runner knows which rule spoke and how the office weighs it.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

from docgen.core.dates import When
from docgen.core.errors import Level, Problem
from docgen.core.source import Located, Span, joined
from docgen.records import references
from docgen.records.models import Case, Recommendation
from docgen.records.project import Project, Settings
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Raw, Scalar, Shape, specs


@dataclass(frozen=True, slots=True)
class Edit:
    """``old``, which stands at ``span`` in the file, becomes ``new``. One line only."""

    span: Span
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding of a rule. ``level`` ``None`` means the rule's own; ``edit`` ``None``, that a person must mend it."""

    span: Span
    message: str
    hint: str = ""
    level: Level | None = None
    edit: Edit | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A Problem for people, with the edit that mends it (``None`` where a person must)."""

    problem: Problem
    edit: Edit | None = None


T = TypeVar("T")

SITE_LINE = re.compile(
    r"(?:来源|作者|时间|发布者?|字号|浏览|点击|责任编辑|责编)[:：][^。]{0,60}(?:来源|作者|时间|字号|浏览|点击|编辑)[:：]|【字号"
)
"""A line of a web site that came with a copied text: its blanks, colons and dates are the site's."""
HEADLINES = frozenset(["标题", "案名", "案例集名称", "发布会", "引题", "副标题", "标题次行", "题注"])
"""Keys of headlines: nothing in them is mended by a program."""
NOT_TEXT = frozenset(
    ["文号", "身份证", "电话", "密级", "文种", "院址", "住址", "联系人", "文件", "数", "配色", "过程", "选用", "材料"]
)
"""Fields that hold a number, an address or a name of a file: rules of language leave them alone."""


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of one field.

    ``path`` are the Chinese keys from the top (``("检察建议", "建议")``), ``owner`` the mapping it
    stands in. ``public`` tells whether it is written for publication. ``start`` is its offset in
    ``Subject.whole``.
    """

    text: Located
    path: tuple[str, ...]
    owner: Model | None
    public: bool
    prose: bool
    start: int

    @property
    def key(self) -> str:
        return self.path[-1]


@dataclass(frozen=True, slots=True)
class Hit:
    """A match of a pattern in a passage; offsets count from the beginning of the passage."""

    passage: Passage
    match: re.Match[str]

    def __getitem__(self, group: int | str) -> str:
        return self.match[group] or ""

    def start(self, group: int | str = 0) -> int:
        return self.match.start(group) - self.passage.start

    def end(self, group: int | str = 0) -> int:
        return self.match.end(group) - self.passage.start

    @property
    def span(self) -> Span:
        return self.at(0)

    def at(self, group: int | str) -> Span:
        """The place of a group."""
        return self.passage.text.span_at(max(self.start(group), 0))

    @property
    def before(self) -> str:
        """The text of the passage before the match."""
        return str(self.passage.text)[: self.start()]

    @property
    def after(self) -> str:
        return str(self.passage.text)[self.end() :]

    def finding(
        self,
        message: str,
        hint: str = "",
        *,
        fix: str | None = None,
        group: int | str = 0,
        level: Level | None = None,
    ) -> Finding:
        """A finding at *group*; with *fix* that group is to be replaced, where it stands in one piece in the file."""
        edit = None
        span = self.at(group)
        if fix is not None:
            start, stop = self.start(group), self.end(group)
            old = self.passage.text[start:stop]
            if self._in_one_piece(start, stop) and not self._quoted(start):
                edit = Edit(span, old, fix)
            hint = hint or (f"改成“{fix}”" if fix else f"删去“{old}”")
        return Finding(span, message, hint, level, edit)

    def _quoted(self, start: int) -> bool:
        """Whether what stands there is not the author's to mend: a headline, a quotation, the name of a law or paper."""
        if self.passage.key in HEADLINES:
            return True
        return bool(_within(self.passage.text)[start])

    def _in_one_piece(self, start: int, stop: int) -> bool:
        text = self.passage.text
        first = text.span_at(start)
        return not first.via and all(
            text.span_at(offset) == first.forward(offset - start) for offset in range(start, stop)
        )


@lru_cache(maxsize=8)
def _within(text: str) -> bytes:
    """For each place of *text*, and its end, 1 where a quotation or a name is open there; counted once, not at every finding."""
    depth, made = [0, 0, 0], bytearray()
    for character in text:
        made.append(max(depth) > 0)
        at = "“《「”》」".find(character)
        if at >= 0:
            depth[at % 3] += 1 if at < 3 else -1
    made.append(max(depth) > 0)
    return bytes(made)


@dataclass(frozen=True)
class Subject:
    """A record as rules see it. ``record`` is a case, a conference or a release; ``others`` are the cases it names."""

    record: Model
    project: Project = field(default_factory=lambda: Project(Path(), Settings()))
    others: Mapping[str, Case] = field(default_factory=dict)
    _made: dict[str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def case(self) -> Case | None:
        """The record where it is a case, else ``None``."""
        return self.record if isinstance(self.record, Case) else None

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """The cases that a conference or a release names, by the names under which it refers to them."""
        return self.others or {member.name: member.case for member in getattr(self.record, "members", ())}

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every paragraph of running text, in the order typed."""
        found: list[Passage] = []
        start = 0
        for text, path, owner, public, prose in running_texts(self.record):
            for line in text.lines():
                # What is blank at the ends belongs to the file, not to the text.
                line = expanded(line, self.record, public=public)
                found.append(Passage(line, path, owner, public, prose, start))
                start += len(line) + 1
        return tuple(found)

    @cached_property
    def typed(self) -> tuple[Located, ...]:
        """Every text as it was typed, also the numbers and addresses that rules of language leave alone."""
        other = self.case.other_papers if self.case else ()
        return (*_typed_in(self.record), *(text for node in other for text in texts_in(node)))

    @cached_property
    def whole(self) -> str:
        return "\n".join(map(str, (passage.text for passage in self.passages)))

    @cached_property
    def _starts(self) -> list[int]:
        return [passage.start for passage in self.passages]

    def hits(self, pattern: re.Pattern[str], *, public: bool | None = None, prose: bool | None = None) -> Iterator[Hit]:
        """Every match of *pattern* in the texts, in order.

        *public* keeps only what is (or is not) written for publication, *prose* only what is (or is
        not) paragraphs. A pattern must not run over the end of a line; ``^`` and ``$`` (with
        ``re.M``) are the ends of a paragraph.
        """
        for match in pattern.finditer(self.whole):
            passage = self.passages[bisect_right(self._starts, match.start()) - 1]
            if (public is None or passage.public == public) and (prose is None or passage.prose == prose):
                hit = Hit(passage, match)
                if not _inside_reference(hit):
                    yield hit

    def under(self, *keys: str) -> Iterator[Passage]:
        """The passages of which some key on the path is one of *keys*."""
        wanted = set(keys)
        return (passage for passage in self.passages if not wanted.isdisjoint(passage.path))

    def once(self, name: str, make: Callable[[], T]) -> T:
        """What *make* gives, made once for all rules that ask for *name*."""
        if name not in self._made:
            self._made[name] = make()
        found: T = self._made[name]
        return found

    # — dates —

    @cached_property
    def days(self) -> tuple[When, ...]:
        """Every typed date of the record, in the order of its fields."""
        return tuple(_days(self.record))

    @cached_property
    def latest(self) -> datetime.date | None:
        """The last day that the record names in a field for dates, ``None`` where it names none."""
        return max((day.moment.day for day in self.days), default=None)

    @cached_property
    def handled(self) -> datetime.date | None:
        """The last day of the handling of the case before any reply: the papers of the case bear such a date."""
        case = self.case
        if case is None:
            return None
        days = [day for entry in case.recommendations for day in (entry.day, entry.decided, entry.served)]
        days += [day for filing in case.filings for day in (filing.day, filing.served)]
        days += [case.hearing.time] if case.hearing else []
        days += [case.clue.day] if case.clue else []
        return max((day.moment.day for day in days if day is not None), default=None)

    @cached_property
    def conduct(self) -> datetime.date | None:
        """When the conduct took place: 行为日期, else when it was found (clue, filing); ``None`` = not told."""
        case = self.case
        if case is None:
            return None
        if case.conduct_day is not None:
            return case.conduct_day.moment.day
        if case.clue is not None and case.clue.day is not None:
            return case.clue.day.moment.day
        return min((filing.day.moment.day for filing in case.filings if filing.day is not None), default=None)

    def paper_day(self, passage: Passage) -> datetime.date | None:
        """The day of the paper that prints *passage*, as far as the record tells; ``None`` where it does not."""
        owner = passage.owner
        if isinstance(owner, Recommendation):
            day = owner.day or owner.decided or owner.served
            if day is not None:
                return day.moment.day
        return self.latest if passage.public or self.handled is None else self.handled


def expanded(text: Located, record: Model, *, public: bool) -> Located:
    """*text* with its references replaced by what they print; what only a paper can print stays as typed."""
    if "｛" not in text and "{" not in text:
        return text
    parts: list[Located] = []
    at = 0
    for found in references.find(text):
        value = _printed(record, found.name, public=public)
        if value is None:
            value = str(text)[found.start : found.stop]  # printed by the paper itself: no rule looks into it
        elif found.filter == "略单位":
            value = re.sub(r"[^\d.余万亿]+$", "", value)
        if at < found.start:
            parts.append(text.part(at, found.start))
        span = text.span_at(found.start)
        parts.append(Located(value, Span(span.file, span.line, span.column, via=found.name)))
        at = found.stop
    if not at:
        return text
    if at < len(text):
        parts.append(text.part(at))
    whole = joined(parts)
    return whole if isinstance(whole, Located) else text


def _printed(record: Model, name: str, *, public: bool) -> str | None:
    """What *name* prints of the record's own figures, agencies and persons; ``None`` for any other name."""
    if figure := _own(record, "figures").get(name):
        return str((figure.outer if public else None) or figure.value or "") or None
    if agency := _own(record, "agencies").get(name):
        return str((agency.outer or "相关行政机关") if public else agency.full_name or "") or None
    if party := _own(record, "parties").get(name):
        return str((party.outer or name) if public else party.full_name or "") or None
    return None


def _own(record: Model, attribute: str) -> Mapping[str, Any]:
    return getattr(record, attribute, None) or {}


def _inside_reference(hit: Hit) -> bool:
    text = hit.passage.text
    if len(text.marks) == 1:
        return False
    first, last = text.span_at(hit.start()), text.span_at(max(hit.end() - 1, hit.start()))
    return bool(first.via) and first == last


# — the walk over a record —

_Text = tuple[Located, tuple[str, ...], Model | None, bool, bool]


def running_texts(record: Model) -> Iterator[_Text]:
    """Every text of *record* that is language, as typed: text, path of keys, owner, whether public, whether paragraphs."""
    case = record if isinstance(record, Case) else None
    for attribute, spec in specs(type(record)).items():
        value = getattr(record, attribute)
        if value:
            public = case is None or spec.stage == "宣传" or spec.key in ("其他部分",)
            yield from _value(value, spec.shape, (spec.key,), record, public)


def _value(value: Any, shape: Shape, path: tuple[str, ...], owner: Model, public: bool) -> Iterator[_Text]:
    match shape:
        case Scalar(kind, choices):
            if kind in ("text", "prose") and not choices and path[-1] not in NOT_TEXT and isinstance(value, Located):
                yield value, path, owner, public or path[-1] in ("对外", "再称"), kind == "prose"
        case ListOf(item):
            for each in value:
                yield from _value(each, item, path, owner, public)
        case MapOf(item):
            for name, each in value.items():
                yield from _value(each, item, (*path, name), owner, public)
        case ModelOf():
            for attribute, spec in specs(type(value)).items():
                inner = getattr(value, attribute)
                if inner:
                    yield from _value(inner, spec.shape, (*path, spec.key), value, public)
        case Raw():
            yield from _raw(value, path, public)


def _raw(node: Node, path: tuple[str, ...], public: bool) -> Iterator[_Text]:
    match node:
        case ScalarNode(text):
            if text.strip() and path[-1] not in NOT_TEXT:
                yield text, path, None, public, "\n" in text
        case ListNode(items):
            for item in items:
                yield from _raw(item, path, public)
        case MapNode(entries):
            for key, item in entries:
                yield from _raw(item, (*path, str(key)), public)


def _typed_in(value: Any, shape: Shape | None = None) -> Iterator[Located]:
    """The texts of a record that a person put into words, not those that were chosen of a list (体例: 【】)."""
    match value:
        case Located():
            if not (isinstance(shape, Scalar) and shape.choices):
                yield value
        case Model():
            for attribute, spec in specs(type(value)).items():
                yield from _typed_in(getattr(value, attribute), spec.shape)
        case tuple():
            for item in value:
                yield from _typed_in(item, getattr(shape, "item", None))
        case dict():
            for item in value.values():
                yield from _typed_in(item, getattr(shape, "item", None))


def texts_in(node: Node) -> Iterator[Located]:
    """Every text below *node* as it was typed, keys left out."""
    match node:
        case ScalarNode(text):
            yield text
        case ListNode(items):
            for item in items:
                yield from texts_in(item)
        case MapNode(entries):
            for _, item in entries:
                yield from texts_in(item)


def _days(model: Model) -> Iterator[When]:
    for attribute in specs(type(model)):
        value = getattr(model, attribute)
        for each in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
            if isinstance(each, When):
                yield each
            elif isinstance(each, Model):
                yield from _days(each)
