"""The three types of record, and which of them a file holds: seen from its keys."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from docgen.reading.fields import Model, names
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.release import Release

Record: TypeAlias = Case | Conference | Release


class RecordType(NamedTuple):
    """``name`` is for people; ``marks`` are attributes that say by themselves what the record is; ``least`` is in words."""

    model: type[Model]
    name: str
    marks: frozenset[str]
    least: str


RECORD_TYPES: dict[str, RecordType] = {
    "case": RecordType(
        Case,
        "案件",
        frozenset({"matter", "procuratorate", "facts", "work", "significance", "recommendations"}),
        "“检察院”和“事由”",
    ),
    "conference": RecordType(
        Conference, "发布会", frozenset({"title", "case_files", "manner", "material", "name"}), "“案例集名称”和“案例”"
    ),
    "release": RecordType(
        Release,
        "发布稿",
        frozenset({"genre", "body", "lead", "kicker", "title", "in_one", "byline", "numbering"}),
        "“体裁”或者“正文”",
    ),
}
"""English word (``takes`` of a template, ``docgen schema``) → the type."""

_SURE = {"case": ("matter",), "release": ("genre", "body"), "conference": ("title",)}
"""The keys that decide alone, in this order."""


def type_of(record: Record) -> str:
    """The word of *record*'s type: case, conference or release."""
    return next(word for word, row in RECORD_TYPES.items() if isinstance(record, row.model))


def cases_of(record: Record) -> list[Case]:
    """The cases that a paper of *record* may speak of: itself, or those that it names.

    Of a release those of its conference come first, in the conference's order: who is
    called 某甲 and who 某乙 goes by it, and is one for all papers of a kit.
    """
    if isinstance(record, Case):
        return [record]
    event = record.event if isinstance(record, Release) else None
    order = {member.path: number for number, member in enumerate(event.members if event else ())}
    return [one.case for one in sorted(record.members, key=lambda one: order.get(one.path, len(order)))]


def recognised(keys: Iterable[str]) -> str:
    """The type of a record with these keys of the first level, ``""`` where they say nothing."""
    typed = {key.strip() for key in keys}
    known = {word: {names(row.model)[key] for key in typed if key in names(row.model)} for word, row in _rows()}
    for word, sure in _SURE.items():
        if known[word] & set(sure):
            return word
    # No key decides: the type with the most marks, and then the most known keys; a case where two are alike.
    score = {word: (len(found & RECORD_TYPES[word].marks), len(found)) for word, found in known.items()}
    best = max(score, key=lambda word: score[word])
    return best if score[best][1] else ""


def resembles(keys: Iterable[str]) -> bool:
    """True where a file with these outermost keys is meant for a record: a key that marks a type, or two that one has."""
    typed = {key.strip() for key in keys}
    known = [({names(row.model)[key] for key in typed if key in names(row.model)}, row.marks) for _, row in _rows()]
    return any(found & marks or len(found) > 1 for found, marks in known)


def _rows() -> Iterable[tuple[str, RecordType]]:
    return RECORD_TYPES.items()
