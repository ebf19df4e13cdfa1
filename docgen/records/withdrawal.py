"""What still speaks of a case that its conference has withdrawn (撤下): its office, title, parties, subject and figures.

A name can stand for nothing else and is an error; a few words of its subject, its place or one of its
numbers may be of something else, and are for a person to look at.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from docgen.core.errors import Level, Problem, problem
from docgen.core.source import Located
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.models import Case, Figure, Member
from docgen.records.release import Release

_SHORTEST = 4
"""Characters of a subject that tell it: 高温津贴."""
_COMMON = (
    "人民检察院检察机关督促保护治理整治规范履行职责行政公益诉讼民事公益诉讼案典型案例检察建议书社会公共利益国家利益"
    "妇女权益保障未成年人保护生态环境和资源保护食品药品安全安全生产个人信息保护公共安全合法权益相关问题专项行动"
)
"""Words that any case may hold; what lies within tells no case from another."""
_HAN = re.compile(r"[\u4e00-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """``text``, by which *member* is known; ``what`` it is in words, ``sure`` that it can be of nothing else."""

    text: str
    what: str
    member: Member
    sure: bool


def check(record: Conference | Release, event: Conference) -> list[Problem]:
    """R026 and R027 for all in *record*, *event* or a release of it, that speaks of a case withdrawn from *event* or takes it."""
    problems = []
    if isinstance(record, Release):
        gone = {member.path: member for member in event.withdrawn}
        problems = [_taken(member) for member in record.members if member.path in gone]
    return [*problems, *mentions(record, event)]


def mentions(record: Record, event: Conference) -> Iterator[Problem]:
    """What in *record* speaks of a case withdrawn from *event*; of a case only what is published of it is looked at."""
    marks = marks_of(event, record)
    for text in _texts(record):
        yield from _in_text(text, marks)
    if isinstance(record, Conference):
        for member in record.members:
            yield from (fault for text in _texts(member.case) for fault in _in_text(text, marks))


def _taken(member: Member) -> Problem:
    message = f"案例“{member.typed}”已经在发布会记录里撤下"
    return problem(member.typed.span, "R026", message, "从这份稿子里也删去；不撤的，从“撤下”移回“案例”")


def marks_of(event: Conference, record: Record) -> list[Mark]:
    """By what the withdrawn cases of *event* are known and no remaining one is; the longest first."""
    members = [*event.members, *(record.members if isinstance(record, Release) else ())]
    gone = {member.path for member in event.withdrawn}
    cases = [member.case for member in members if member.path not in gone]
    cases += [record] if isinstance(record, Case) else []
    kept = "\n".join(
        [*(str(text) for case in cases for text in _named(case)), str(event.title or ""), str(event.name or "")]
    )
    numbers = {form for one in (event, record, *cases) for form in _numbers(one.figures.values())}
    found = [mark for member in event.withdrawn for mark in _marks(member, kept, numbers)]
    return sorted(
        {mark.text: mark for mark in reversed(found)}.values(), key=lambda mark: (not mark.sure, -len(mark.text))
    )


def _named(case: Case) -> Iterator[str]:
    """What a remaining case is called, and whom it names: these words are its own too."""
    yield from (str(one) for one in (case.procuratorate, case.short_name, case.matter, case.title, case.cause) if one)
    if case.procuratorate:
        yield derive.short_name(case.procuratorate)
    for name, party in case.parties.items():
        yield from (str(one) for one in (name, party.full_name, party.outer) if one)


def _marks(member: Member, kept: str, numbers: set[str]) -> Iterator[Mark]:
    case = member.case
    office = str(case.procuratorate or "")
    sure = [(str(one), "案名") for one in (case.title, case.matter) if one]
    sure += [(str(one), "办案的院") for one in (office, case.short_name, derive.short_name(office)) if one]
    for name, party in case.parties.items():
        sure += [(str(one), "当事人") for one in (name, party.full_name) if one]
        if party.outer and len(party.outer) >= _SHORTEST:
            yield from (Mark(str(party.outer), "当事人", member, False),) if str(party.outer) not in kept else ()
    yield from (Mark(text, what, member, True) for text, what in sure if len(text) > 1 and text not in kept)
    place = derive.short_name(office).partition("检察院")[0]
    if len(place) > 1 and place not in kept:
        yield Mark(place, "办案的院所在的地方", member, False)
    subject = {str(one) for one in (case.matter, case.title) if one} | {member.name}
    pieces = {part for text in subject for part in _pieces(text)}
    yield from (
        Mark(part, "事由", member, False) for part in sorted(pieces) if part not in kept and part not in _COMMON
    )
    for form in _numbers(case.figures.values()):
        if form not in numbers:
            yield Mark(form, "数", member, False)


@cache
def _pieces(text: str) -> frozenset[str]:
    """Every run of four hanzi in *text*."""
    runs = _HAN.findall(text)
    return frozenset(run[at : at + _SHORTEST] for run in runs for at in range(len(run) - _SHORTEST + 1))


def _numbers(figures: Iterable[Figure]) -> list[str]:
    """The values of *figures* as they are written, inner and outer, in order."""
    return [str(form) for one in figures for form in (one.value, one.outer) if form and any(map(str.isdigit, form))]


def _in_text(text: Located, marks: Sequence[Mark]) -> Iterator[Problem]:
    """What in *text* gives a case away: each place once, by the surest and longest mark."""
    plain = str(text)
    taken: list[tuple[int, int]] = []
    for mark in marks:
        for match in re.finditer(_pattern(mark), plain):
            start, stop = match.span()
            if any(start < end and begin < stop for begin, end in taken):
                continue
            taken.append((start, stop))
            yield _fault(text, start, mark)


def _pattern(mark: Mark) -> str:
    escaped = re.escape(mark.text)
    return rf"(?<![\d.,]){escaped}" if mark.what == "数" else escaped


def _fault(text: Located, at: int, mark: Mark) -> Problem:
    level: Level = "error" if mark.sure else "reminder"
    code = "R026" if level == "error" else "R027"
    verb = "是" if mark.sure else "像是"
    message = f"“{mark.text}”{verb}已经撤下的案例“{mark.member.file}”的{mark.what}"
    hint = "这一处改写或者删去" if mark.sure else "核对这一处是不是还在说那个案例；是就改写或者删去"
    return problem(text.span_at(at), code, message, hint)


def _texts(record: Record) -> Iterator[Located]:
    """The texts of *record* that may be printed, but for the lists of files."""
    if isinstance(record, Case):
        yield from references.all_texts(
            (record.facts, record.work, record.litigation, record.significance, record.summary)
        )
        return
    files = {text.span for text in (*record.case_files, *getattr(record, "withdrawn_files", ()))}
    if isinstance(record, Release):
        files |= {passage.case_file.span for passage in record.body if passage.case_file}
        files |= {record.conference.span} if record.conference is not None else set()
    yield from (text for text in references.all_texts(record) if text.span not in files)
