"""What a picture of a conference says: figures with their words, the cases, how one of them ran. All of it texts of the records.

Nothing is printed that is not registered or typed; what is worked out of it (a sum that rose, the number of cases)
is worked out of exact figures of one unit only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, TypeVar

from docgen.core import dates
from docgen.core.dates import DateStyle
from docgen.core.errors import Problem, problem
from docgen.core.source import Located
from docgen.records import derive, references
from docgen.records import references as registered
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.models import Case, Figure, Member
from docgen.records.numbers import Number, parse

LEAST = 4
"""Steps below which there is no course to draw."""
_DATE = re.compile(r"(\d{4}年\d{1,2}月(?:\d{1,2}日)?)")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``date`` is ``""`` where the text gives none."""

    name: str
    date: str = ""


_STEPS = (
    ("发现线索", re.compile("线索|中发现|获知")),
    ("立案", re.compile("立案(?!监督)")),
    ("调查取证", re.compile("调查|查明|勘察|勘验|走访|鉴定")),
    ("磋商", re.compile("磋商")),
    ("公开听证", re.compile("听证(?!员|会?的?意见)")),
    ("检察建议", re.compile("(?:提出|发出|制发|送达|宣告送达)[^。]{0,30}检察建议|检察建议书")),
    ("督促整改", re.compile("整改|书面回复")),
    ("跟进回访", re.compile("回访|“回头看”|跟进监督")),
    ("提起诉讼", re.compile("提起(?:行政|民事|刑事附带民事)?公益诉讼|向[^。]{0,20}法院[^。]{0,10}起诉")),
    ("长效机制", re.compile("(?:建立|完善|健全|出台|印发)[^。]{0,30}(?:机制|办法|制度|意见|通知|规定)")),
)
_NOT = re.compile("没有|未能|尚未|不予|不再")


def steps(paragraphs: Sequence[str]) -> tuple[Step, ...]:
    """The steps that *paragraphs*, the published account of the work, name.

    A step has a date where the clause that names it is the first behind a date at the head of its sentence, in
    which there is no other: what that date is of is then beyond doubt.
    """
    sentences = [one for text in paragraphs for one in re.split("(?<=[。；])", text) if one]
    found = []
    for name, pattern in _STEPS:
        said = [one for one in sentences if pattern.search(one) and not _NOT.search(one)]
        if said:
            found.append(Step(name, next(filter(None, (_dated(one, pattern) for one in said)), "")))
    return tuple(found)


def _dated(sentence: str, pattern: re.Pattern[str]) -> str:
    dates = _DATE.findall(sentence)
    if len(dates) != 1 or not sentence.lstrip().startswith(dates[0]):
        return ""
    clause = re.split("[，；。]", sentence.lstrip()[len(dates[0]) :].lstrip("，"))[0]
    return dates[0] if pattern.search(clause) else ""


T = TypeVar("T")
COUNTED = "典型案例"
"""What the number of the cases counts."""


@dataclass(frozen=True, slots=True)
class Item:
    """A highlight: its value, what it counts, its period; ``source`` only where it may be public.

    ``parts`` are (label, value) of what it is the total of, ``series`` of its periods, earliest
    first; both empty for a single number. ``whose`` is the case it belongs to, ``""`` for none.
    """

    value: str
    words: str
    whose: str = ""
    period: str = ""
    source: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    series: tuple[tuple[str, str], ...] = ()
    by_period: bool = False
    """True where the parts are told apart by their periods, not by what they count."""


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """A case in a line: where, what about, its field of law, and what is set off of it."""

    number: int
    place: str
    office: str
    matter: str
    field: str
    gist: str
    figures: tuple[Item, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that the picture prints, in the order in which it stands there."""

    title: str
    event: str
    hosts: tuple[str, ...]
    date: str
    lead: Item
    beside: tuple[Item, ...] = ()
    """Figures of the cases that stand beside the lead where nothing but the number of the cases is known of all."""
    general: tuple[Item, ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    """(field of law, number of cases)."""
    cases: tuple[CaseFacts, ...] = ()
    ways: tuple[str, ...] = ()
    course_of: str = ""
    course: tuple[Step, ...] = ()
    contact: str = ""
    sample: bool = False

    @property
    def counts(self) -> bool:
        """True where the lead is the number of the cases."""
        return self.lead.words == COUNTED

    @property
    def sources(self) -> tuple[str, ...]:
        """Who counted, each once, of those that may be told."""
        items = (self.lead, *self.general, *(one for case in self.cases for one in case.figures))
        return tuple(dict.fromkeys(one.source for one in items if one.source))


def mapped(value: T, speak: Callable[[str], str]) -> T:
    """*value* with *speak* done to each of its texts, however deep."""
    if isinstance(value, str):
        return speak(value)  # type: ignore[return-value]
    if isinstance(value, tuple):
        return tuple(mapped(one, speak) for one in value)  # type: ignore[return-value]
    if is_dataclass(value) and not isinstance(value, type):
        changed: dict[str, Any] = {one.name: mapped(getattr(value, one.name), speak) for one in fields(value)}
        return replace(value, **changed)
    return value


@dataclass(frozen=True, slots=True)
class Printed:
    """What the collection prints of a case: the account of the work, and the gist below its title, ``""`` for none."""

    work: tuple[str, ...] = ()
    gist: str = ""


def sheet(conference: Conference, style: DateStyle, printed: Sequence[Printed]) -> Sheet:
    """What the picture of *conference* says; *printed* is what the public reads of each case, in their order."""
    items = [item for _, item in highlights(conference)]
    general = [item for item in items if not item.whose]
    cases = tuple(_cases(conference, printed))
    counted = Item(f"{len(cases)}件", COUNTED)
    lead = general[0] if general else counted
    beside = () if general else tuple(one.figures[0] for one in cases if one.figures)[:2]
    own = conference.poster
    name, steps = _course(conference, printed)
    hosts = tuple(str(one.name) for one in conference.hosts if one.name)
    return Sheet(
        str((own and own.title) or conference.title or ""),
        str(conference.name or ""),
        hosts,
        _day(conference, style),
        lead,
        beside,
        tuple(general[1:]),
        _kinds(conference),
        cases,
        tuple(str(one) for one in own.ways) if own else (),
        name,
        steps,
        str((conference.contact and conference.contact.unit) or "　".join(hosts)),
        conference.sample,
    )


def _day(conference: Conference, style: DateStyle) -> str:
    """The day of the conference: nobody who sees the picture later asks for the hour."""
    if conference.time is None:
        return ""
    printed = dates.printed(conference.time.moment, style)
    found = re.match(r".*日|.*月|.*年", printed)
    return found[0] if found else printed


def highlights(conference: Conference) -> list[tuple[Located, Item]]:
    """The 亮点 as typed, each with what it counts and its period; 本院 is the office whose figure it is."""
    found = []
    for one in registered.of(conference):
        figure, member = one.figure, one.member
        office = _office(conference, member)
        owner = member.case if member else conference
        by_period, parts = _labelled(figure.parts, owner)
        item = Item(
            one.value,
            one.words,
            _place(member) if member else "",
            str(figure.period or ""),
            str(figure.origin or "").replace("本院", office) if figure.open_origin else "",
            parts,
            _labelled(figure.series, owner)[1],
            by_period,
        )
        found.append((one.name, item))
    return found


def wordless(conference: Conference) -> Iterator[Problem]:
    """R032 for every 亮点 without words of its own: the picture prints a name of the register."""
    for one in conference.highlights:
        if one.figure and not one.words:
            name = str(one.figure).rpartition(".")[2]
            message = f"亮点“{one.figure}”没有写“说”，图上印登记的名字“{name}”，读者不一定懂"
            hint = f"写成：{{数: {one.figure}, 说: 谁给谁办了什么}}"
            yield problem(one.figure.span, "R032", message, hint)


def _outer(figure: Figure) -> str:
    return str(figure.outer or figure.value or "")


def _office(conference: Conference, member: Member | None) -> str:
    if member:
        return str(member.case.short_name or derive.short_name(str(member.case.procuratorate or "")))
    own = derive.own_office(conference.hosts)
    return derive.host_short(own) if own else ""


def _place(member: Member) -> str:
    """The place of the office of a case, as short as people say it."""
    office = str(member.case.procuratorate or "")
    return derive.short_name(office).removesuffix("人民检察院").removesuffix("检察院") or office


def _labelled(names: Sequence[Located], owner: Record) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """Whether the figures *names* are told apart by their periods, and (label, value) of each: period or name."""
    known = [(str(name), one) for name in names if isinstance(one := references.target(owner, str(name)), Figure)]
    periods = [str(one.period or "") for _, one in known]
    apart = bool(periods) and all(periods) and len(set(periods)) == len(periods)
    pairs = zip(known, periods, strict=True)
    return apart, tuple((period if apart else name, _outer(one)) for (name, one), period in pairs)


def _cases(conference: Conference, printed: Sequence[Printed]) -> Iterator[CaseFacts]:
    items = highlights(conference)
    known = dict(enumerate(printed, 1))
    for number, member in enumerate(conference.members, 1):
        case = member.case
        values = [id(one) for one in case.figures.values()]
        own = [item for name, item in items if id(references.target(conference, str(name))) in values and item.whose]
        matter = str(case.matter or derive.title(case))
        gist = _summary(case) or known.get(number, Printed()).gist
        yield CaseFacts(
            number, _place(member), _office(conference, member), matter, str(case.field or ""), gist, tuple(own)
        )


def _summary(case: Case) -> str:
    """摘要, what was done in a sentence, its figures as the public reads them; ``""`` where it names anything else."""
    text = str(case.summary or "")
    for one in reversed(references.find(text)):
        figure = case.figures.get(one.name.removeprefix("数据."))
        if figure is None or one.filter:
            return ""
        text = text[: one.start] + _outer(figure) + text[one.stop :]
    return text if "本院" not in text else ""


def _kinds(conference: Conference) -> tuple[tuple[str, int], ...]:
    """The fields of law of the cases with how many there are of each; none where a case does not say, or all are of one."""
    named = [str(member.case.field or "") for member in conference.members]
    if not all(named) or len(set(named)) < 2:
        return ()
    return tuple((name, named.count(name)) for name in dict.fromkeys(named))


def _course(conference: Conference, printed: Sequence[Printed]) -> tuple[str, tuple[Step, ...]]:
    """The case whose course is drawn, by place, and its steps: the one that is named, else the one with the most of them."""
    wanted = str((conference.poster and conference.poster.course) or "").removesuffix(".yaml")
    if wanted == "无":
        return "", ()
    found = [
        (_place(member), steps(one.work))
        for member, one in zip(conference.members, printed, strict=False)
        if not wanted or member.name == wanted
    ]
    name, taken = max(found, key=lambda one: len(one[1]), default=("", ()))
    return (name, taken) if len(taken) >= LEAST else ("", ())


def risen(pairs: Sequence[tuple[str, str]]) -> str:
    """A sentence on how the last of *pairs* (period, value) differs from the first; ``""`` where no exact figures of whole years say it."""
    numbers = [parse(value) for _, value in pairs]
    whole = all(re.fullmatch(r"\d{4}年", label) for label, _ in pairs)
    if len(pairs) < 2 or not whole or not all(one and one.exact for one in numbers):
        return ""
    first, last = numbers[0], numbers[-1]
    assert first is not None
    assert last is not None
    if first.unit != last.unit or first.scale != last.scale or first.value == last.value:
        return ""
    apart = abs(last.value - first.value)
    if first.unit in ("%", "％"):
        words = f"{'提高' if last.value > first.value else '下降'}{float(apart):.10g}个百分点"
    elif first.scale or apart.denominator != 1:
        return ""
    else:
        words = f"{'多' if last.value > first.value else '少'}{apart}{first.unit}"
    return f"{pairs[-1][0]}比{pairs[0][0]}{words}"


def uneven(pairs: Sequence[tuple[str, str]]) -> str:
    """A remark where the periods of *pairs* are not alike: bars of eleven months and of a year do not compare."""
    labels = [label for label, _ in pairs]
    whole = [bool(re.fullmatch(r"\d{4}年", label)) for label in labels]
    if all(re.match(r"\d{4}年", label) for label in labels) and any(whole) and not all(whole):
        return "、".join(label for label, full in zip(labels, whole, strict=True) if not full) + "不是整年"
    return ""


def drawable(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str, Number]]:
    """*pairs* with the numbers that can be drawn; all or none."""
    read = [(label, value, parse(value)) for label, value in pairs]
    return [(label, value, number) for label, value, number in read if number] if all(one for _, _, one in read) else []
