"""What one paper may see of a record: its face, its stage, its addressee.

A paper of the public face gets outer names and outer figures only, by the allow-list
of ``privacy.allowed``; a paper of an early stage cannot read what happened later. A
template never holds a record: it holds Scopes, which answer to Chinese names one at a
time and may refuse. What a Scope is stands here, between the views and the engine.
"""

from __future__ import annotations

import datetime
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from docgen.core.dates import DateStyle
from docgen.core.errors import Problem, problem
from docgen.core.source import Located, Span
from docgen.core.tree import Face
from docgen.records import references
from docgen.records.conference import (
    AgendaItem,
    Conference,
    FollowUp,
    Highlight,
    Hosting,
    Manner,
    Poster,
    Question,
    Transition,
)
from docgen.records.kinds import Record
from docgen.records.models import (
    STAGES,
    Agency,
    Attendance,
    Case,
    Contact,
    Figure,
    Filing,
    Hearing,
    Host,
    Party,
    Recommendation,
    Section,
    SectionNames,
    Speaker,
    Work,
)
from docgen.records.release import Numbering, Passage, Picture, Point, Release
from docgen.records.yaml.fields import ListOf, Model, ModelOf, Shape, remembered, specs

GAP_MARK = "【待补："
"""How every gap begins, on paper and in the search for gaps."""


class _Nothing:
    """The answer of a Scope that does not know a name."""


NOTHING: Final = _Nothing()


@dataclass(frozen=True, slots=True)
class Barred:
    """A value that exists and that this paper may not read. ``also`` are Problems at the places in the record."""

    code: str
    message: str
    hint: str
    also: tuple[Problem, ...] = ()


class Gap(Located):
    """The words that stand where the record lacks what the paper needs."""

    __slots__ = ()

    @classmethod
    def of(cls, label: str, at: Span) -> Gap:
        return cls(f"{GAP_MARK}{label}】", at)


class Scope(ABC):
    """Named values of a record as one paper may see them.

    ``fixed`` is False where the names are the author's own (数据, 机关), so that only a
    record can tell whether one exists.
    """

    fixed = True
    printable = True
    """False where the Scope has several values and no words of its own, whatever the record holds."""

    @abstractmethod
    def look(self, name: str) -> Any:
        """The value called *name*; NOTHING for an unknown name, a Barred for one that may not be read."""

    @abstractmethod
    def names(self) -> Iterable[str]:
        """The names that a message may suggest."""

    def item(self, name: str) -> Scope | None:
        """One blank item of the list called *name*; ``None`` where it has no fields, or they are not known."""
        del name
        return None

    def printed(self) -> str | None:
        """What stands on paper where the Scope itself is printed.

        ``""`` where it is empty, ``None`` where it has several values and no words of its own.
        """
        return None if self else ""

    def __str__(self) -> str:
        """What a filter or ``~`` of Jinja makes of the Scope: never Python's own words with an address in them."""
        return self.printed() or ""

    __repr__ = __str__

    def __bool__(self) -> bool:
        """True where the record holds anything of it."""
        return True


# — allowed —
# The allow-list: the only fields that a paper of the public face may read.
#
# What is not named here does not exist for a public template, new fields included.
# Sources: 5-norms §8 (案件信息公开工作规定 Art. 4; 未成年人保护法 Art. 103).


def _all(model: type[Model]) -> frozenset[str]:
    return frozenset(specs(model))


PUBLIC: dict[type[Model], frozenset[str]] = {
    Case: frozenset(
        {
            "sample",
            "procuratorate",
            "short_name",
            "matter",
            "case_type",
            "title",
            "field",
            "keywords",
            "gist",
            "agencies",
            "parties",
            "figures",
            "hearing",
            "summary",
            "caption",
            "section_names",
            "unparsed",
            "facts",
            "work",
            "litigation",
            "significance",
            "provisions",
            "other_sections",
        }
    ),
    # 听证公告 is public by purpose, its contact numbers too; who hears, approves and takes notes is not.
    Hearing: frozenset({"time", "place", "address", "open", "announced", "issues", "called", "attendance", "contact"}),
    Attendance: frozenset({"seats", "closes", "phone", "papers", "way"}),
    Agency: frozenset({"outer", "again"}),
    Party: frozenset({"outer"}),
    Figure: frozenset({"value", "outer", "period", "origin", "open_origin"}),
    Work: frozenset({"body", "discovery", "inquiry", "hearing", "urging", "mending", "lasting"}),
    Section: frozenset({"title", "body", "after"}),
    SectionNames: frozenset({"facts", "work", "significance"}),
    # Conference and release are written for the public; what regulates their making is not printed in them.
    Conference: _all(Conference) - {"secrecy"},
    Release: _all(Release) - {"secrecy"},
    **{
        model: _all(model)
        for model in (
            *(AgendaItem, Contact, Highlight, Host, Hosting, Manner, Numbering),
            *(Passage, Picture, Point, Poster, Speaker, Transition),
        )
    },
    Question: _all(Question) - {"line", "further", "kept"},
}
"""Model → the attributes that are public. A Figure's value is public only in its outer form."""
INSIDE: dict[type[Model], frozenset[str]] = {Question: _all(Question), FollowUp: _all(FollowUp)}
"""Model → the attributes that a paper of the public face may read which stays in the house (存放: 内部)."""


# — view —


@dataclass(frozen=True, slots=True)
class Paper:
    """What a view is made for.

    ``needs`` are dotted names that print a gap where the record lacks them. ``day`` is
    the date of issue where it is known, ``None`` for a blank. ``addressee`` is the name
    of the agency that the paper is made about, ``""`` for none, ``reader`` that of whom it speaks to
    (``papers.reader``). ``objection`` is the office's
    usual objection period, ``None`` for none. ``length`` is how long a release is to be,
    ``""`` for all that is written. ``inside`` is true of what stays in the house, whatever its face.
    """

    face: Face
    stage: str
    needs: frozenset[str] = frozenset()
    day: datetime.date | None = None
    addressee: str = ""
    reader: str = ""
    date_style: DateStyle = "阿拉伯数字"
    objection: Located | None = None
    length: str = ""
    inside: bool = False

    @property
    def public(self) -> bool:
        return self.face == "public"

    def later(self, stage: str) -> bool:
        """True where *stage* comes after the stage of this paper."""
        return _later(stage, self.stage)


@dataclass(frozen=True, slots=True)
class View:
    """One record for one paper; ``problems`` collects what is found while values are asked for.

    ``entry`` is the item of a list that the paper is made of, ``None`` where there is none;
    a reference looks there first. ``path`` is where the record stands in the one that the
    paper is made of (案例 for a case of a collection), ``""`` for that record itself. ``called`` tells
    for each party, by the place where it is registered, how a public paper calls it.
    """

    record: Record
    paper: Paper
    entry: Model | None = None
    problems: list[Problem] = field(default_factory=list)
    called: Mapping[Span, str] = field(default_factory=dict)
    path: str = ""
    written: str = ""
    """Whom the texts at hand were written for: the agency of the letter that they stand in, ``""`` for nobody."""

    @property
    def case(self) -> Case:
        """The record, which must be a case: what is asked here only a case can answer."""
        assert isinstance(self.record, Case)
        return self.record

    def registered(self, group: str) -> Mapping[str, Model]:
        """The names registered under *group* (机关, 当事人, 数据 …); empty where such a record has none."""
        return references.registers(self.record).get(group, {})

    def of(self, record: Record, path: str = "") -> View:
        """The view of another *record* (a case of this one, its conference) for the same paper; it sees no more."""
        return replace(self, record=record, entry=None, path=path)

    def inside(self, value: Model) -> View:
        """The view of what stands in *value*: the texts of a letter were written for its addressee."""
        if isinstance(value, Recommendation):
            name = value.addressee
        elif isinstance(value, Filing):
            name = value.agency
        else:
            return self
        return replace(self, written=str(name or ""))

    def needed(self, path: str) -> bool:
        """True where the paper needs *path* or anything that it is part of; of a text that was published before it needs nothing more."""
        if self.paper.public and self.record.origin is not None:
            return False
        parts = [*([self.path] if self.path else []), *path.split(".")]
        return any(".".join(parts[:count]) in self.paper.needs for count in range(1, len(parts) + 1))

    def barred(self, value: Model, attribute: str) -> Barred | None:
        """Why this paper may not read *attribute* of *value*, ``None`` where it may."""
        found = _refused(self.paper.face, self.paper.stage, type(value), attribute, self.paper.inside)
        if found is None or found.code != "V001" or attribute not in value.keys:
            return found
        spec = specs(type(value))[attribute]
        place = problem(value.keys[attribute].span, "V001", f"“{spec.key}”属于“{spec.stage}”阶段")
        return replace(found, also=(place,))

    def path_barred(self, path: str, start: type[Model]) -> Barred | None:
        """Why this paper may not read what lies at *path* of Chinese keys below *start*, ``None`` where it may."""
        return _refused_path(self.paper.face, self.paper.stage, path, start, self.paper.inside)

    def figure_barred(self, name: str, stage: Located | None) -> str:
        """Why this paper may not use the figure *name* of *stage*, ``""`` where it may."""
        if not self.paper.later(str(stage or "")):
            return ""
        return f"“{name}”是“{stage}”阶段才有的数，{self.paper.stage}阶段的文书不能引用"


def _later(stage: str, than: str) -> bool:
    return bool(stage) and STAGES.index(stage) > STAGES.index(than)


@remembered
def _refused(face: Face, stage: str, cls: type[Model], attribute: str, inside: bool = False) -> Barred | None:
    """Why a paper of *face* at *stage* may not read *attribute* of any *cls*, ``None`` where it may."""
    spec = specs(cls)[attribute]
    allowed = PUBLIC.get(cls, frozenset()) | (INSIDE.get(cls, frozenset()) if inside else frozenset())
    if face == "public" and attribute not in allowed:
        return Barred("V002", f"对外文书不能读取“{spec.key}”", "对外文书只用公开的字段；确需公开的内容写进宣传部分")
    if not _later(spec.stage, stage):
        return None
    message = f"“{spec.key}”是“{spec.stage}”阶段的内容，{stage}阶段的文书不能读取"
    return Barred("V001", message, "从模板里去掉它")


@remembered
def _refused_path(face: Face, stage: str, path: str, start: type[Model], inside: bool = False) -> Barred | None:
    """``_refused`` for the first field on the way along *path* that may not be read."""
    shape: Shape = ModelOf(start)
    for key in path.split("."):
        if not isinstance(shape, ModelOf):
            return None
        found = [name for name, spec in specs(shape.model).items() if spec.key == key]
        if not found:
            return None
        if (barred := _refused(face, stage, shape.model, found[0], inside)) is not None:
            return barred
        shape = specs(shape.model)[found[0]].shape
        shape = shape.item if isinstance(shape, ListOf) else shape
    return None
