"""References in free text: ｛名字｝, ｛名字|过滤｝, and {名字} in half-width braces.

This module finds them and knows which names a record offers; what a name prints in a
given paper is decided by ``privacy.words``. A conference and a release offer their own
names and, behind a dot, those of their cases: ｛顺义.补缴金额｝. 亮点 name figures in the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from docgen.core.errors import Problem, nearest, problem
from docgen.core.source import Located, Span
from docgen.records import derive
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.models import Agency, Case, Contact, Figure, Host, Member, Party, Speaker
from docgen.records.release import Release
from docgen.records.yaml.fields import ListOf, Model, ModelOf, Scalar, Shape, names, remembered, specs

FILTERS = ("略单位", "年", "年月", "月日", "日期", "时刻", "星期", "二十四时", "法名", "姓名", "称呼", "简称")
"""What may stand behind the bar: without the unit; the forms of a date (``core.dates.FORMS``); laws without articles;
a person without the post, or as spoken to; a host by its short name."""

DERIVED = ("案名", "案由", "简称", "检察院", "事由", "类型", "领域", "立案日期", "法律依据.提出")
"""Names that every case offers besides its own figures, agencies, persons and fields."""

PRESS_DERIVED = ("案例数", "主办")
"""Names that a conference offers besides its own, and a release of it too."""

_FULL = re.compile(r"｛([^｛｝\n]*)｝")
_EITHER = re.compile(r"｛([^｛｝\n]*)｝|(?<!\{)\{(?![%#])([^{}｛｝\n]*[\u4e00-\u9fff][^{}｛｝\n]*)\}(?!\})")


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference in a text: its name, its filter (``""`` for none) and where in the text it stands."""

    name: str
    filter: str
    start: int
    stop: int


def find(text: str) -> list[Reference]:
    """The references in *text*, in order. Half-width braces count only round Chinese names, never doubled ones."""
    if "｛" not in text and "{" not in text:
        return []
    found = []
    for match in (_EITHER if "{" in text else _FULL).finditer(text):
        name, _, chosen = match[match.lastindex or 0].partition("|")
        found.append(Reference(name.strip(), chosen.strip(), match.start(), match.end()))
    return found


def registers(record: Record) -> dict[str, Mapping[str, Model]]:
    """Group → registered name → what is meant: figures, agencies and parties; persons by name, hosts by short name."""
    if isinstance(record, Case):
        return {"数据": record.figures, "机关": record.agencies, "当事人": record.parties}
    people: dict[str, Model] = {str(one.name): one for one in record.persons if one.name}
    return {"数据": record.figures, "人物": people, "主办": {derive.host_short(one): one for one in record.hosts}}


def persons(record: Conference | Release) -> tuple[Speaker, ...]:
    """The persons of *record*, behind a release's own those of its conference."""
    event = record.event if isinstance(record, Release) else None
    return (*record.persons, *(event.persons if event else ()))


def officials(record: Record) -> list[str]:
    """The names of those who appear in public in office: the persons of a conference or a release, and whom the press may call."""
    if isinstance(record, Case):
        return []
    called = [one.name for one in _contacts(record)]
    return [str(name) for name in (*(one.name for one in persons(record)), *called) if name]


def contacts(record: Record) -> list[str]:
    """The names and numbers under 联系人 of a conference or a release, and of the conference that it belongs to: public by purpose."""
    every = [] if isinstance(record, Case) else _contacts(record)
    return [str(said) for one in every for said in (one.phone, one.name) if said]


def _contacts(record: Conference | Release) -> list[Contact]:
    event = record.event if isinstance(record, Release) else None
    return [one for one in (record.contact, event.contact if event else None) if one is not None]


def derived(record: Record) -> tuple[str, ...]:
    """The names that every record of this type offers without typing them."""
    return DERIVED if isinstance(record, Case) else PRESS_DERIVED


def below(record: Record, name: str) -> tuple[Record, str] | None:
    """The record that *name* leads to from *record*, and the name there; ``None`` where *record* itself is meant.

    顺义.补缴金额 leads to the case of that file, or of that place; a name that a release
    does not know leads to its conference.
    """
    if isinstance(record, Case):
        return None
    first, dot, rest = name.partition(".")
    if dot and (found := members(record, first)):
        return found[0].case, rest
    if isinstance(record, Release) and record.event is not None and _own(record, name) is None:
        return record.event, name
    return None


def members(record: Conference | Release, name: str) -> list[Member]:
    """The cases that *name* may mean: by the file's stem, else by the place or the short name of the office."""
    return _named(record.members, name)


def _named(known: Sequence[Member], name: str) -> list[Member]:
    exact = [member for member in known if member.name == name]
    if exact:
        return exact
    offices = ((member, str(member.case.procuratorate or "")) for member in known)
    return [member for member, full in offices if name in (derive.place_name(full), derive.short_name(full))]


def target(record: Record, name: str, entry: Model | None = None) -> Any:
    """What *name* names in *record*: a registered model, a value of a field, or ``None`` for nothing.

    A dotted name is a path of Chinese keys (法律依据.职责); of a list the first entry is
    meant. *entry* is looked at before the record. Derived names are not looked up here.
    """
    if (further := below(record, name)) is not None:
        return target(*further)
    return _own(record, name, entry)


def _own(record: Record, name: str, entry: Model | None = None) -> Any:
    for group in registers(record).values():
        if name in group:
            return group[name]
    if "." not in name:
        value = step(entry, name)
        return step(record, name) if value is None else value
    found = _along(entry, name)
    # A letter's own 法律依据 may leave out a key: the case has it.
    return _along(record, name) if found is None else found


def _along(value: Any, path: str) -> Any:
    for key in path.split("."):
        value = step(value, key)
    return value


def target_list(record: Record, path: str) -> tuple[Any, ...]:
    """The entries at *path* (检察建议, 听证会.参加单位); empty where there are none."""
    found = target(record, path)
    return found if isinstance(found, tuple) else () if found is None else (found,)


def model_at(path: str, start: type[Model] = Case) -> type[Model] | None:
    """The model of the entries at *path* of a *start*, ``None`` where they are plain texts or nothing."""
    shape = _shape_at(path, start)
    return shape.model if isinstance(shape, ModelOf) else None


def exists(path: str, start: type[Model] = Case) -> bool:
    """True where a *start* has a field at *path*."""
    return _shape_at(path, start) is not None


def names_agency(path: str, entry: Model | None = None) -> bool:
    """True where the field at *path* (of *entry*, else of the case) holds names registered under 机关 or 当事人."""
    return _names_agency(path, type(entry) if entry else None)


@remembered
def _names_agency(path: str, entry: type[Model] | None) -> bool:
    own = [spec.shape for spec in specs(entry).values() if spec.key == path] if entry else []
    shape = own[0] if own else _shape_at(path)
    return Scalar("agency") in (shape, getattr(shape, "item", None))


@remembered
def _shape_at(path: str, start: type[Model] = Case) -> Shape | None:
    shape: Shape = ModelOf(start)
    for key in path.split("."):
        found = [spec for spec in specs(shape.model).values() if spec.key == key] if isinstance(shape, ModelOf) else []
        if not found:
            return None
        shape = found[0].shape
        # A template sees under 案例 not the names of files, but the cases.
        cases = shape == ListOf(Scalar("file"))
        shape = ModelOf(Case) if cases else shape.item if isinstance(shape, ListOf) else shape
    return shape


def step(value: Any, key: str) -> Any:
    """What stands under *key* of *value*, ``None`` where there is nothing or *value* has no keys."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if isinstance(value, dict):
        return value.get(key)
    if not isinstance(value, Model):
        return None
    attribute = _attribute(type(value), key)
    return (getattr(value, attribute) or None) if attribute else None


@remembered
def _attribute(cls: type[Model], key: str) -> str:
    """The attribute that *key* leads to, ``""`` where a *cls* has none of that name or it names files."""
    attribute = names(cls).get(key, "")
    files = attribute and specs(cls)[attribute].shape in (Scalar("file"), ListOf(Scalar("file")))
    return "" if files else attribute


def known_names(record: Record) -> list[str]:
    """The names that a message may suggest."""
    own = [name for group in registers(record).values() for name in group]
    if isinstance(record, Case):
        laws = [name for name in ("法律依据.职责", "法律依据.违反", "法律依据.提出") if target(record, name)]
        return [*own, *DERIVED, *laws]
    inner = [f"{member.name}.{name}" for member in record.members for name in member.case.figures]
    event = known_names(record.event) if isinstance(record, Release) and record.event else []
    return [*own, *derived(record), *inner, *event]


def check(record: Record) -> list[Problem]:
    """A Problem for every reference to nothing, every unknown filter, and every agency field that names nobody."""
    problems: list[Problem] = []
    for text, entry in _texts_with_entry(record):
        problems += check_text(record, text, entry)
    problems += _nested(record)
    if isinstance(record, Case):
        problems += [fault for name in _agency_values(record) for fault in check_name(record, name)]
    return problems


def check_text(record: Record, text: Located, entry: Model | None = None) -> list[Problem]:
    """Faults of the references in one text."""
    found = ((reference, text.span_at(reference.start + 1)) for reference in find(text))
    return [fault for reference, at in found for fault in _check_one(record, entry, reference, at)]


def check_name(case: Case, name: Located) -> list[Problem]:
    """A Problem where an agency field (被建议单位, 参加单位 …) names nobody registered."""
    registered = [*case.agencies, *case.parties]
    if str(name) in registered:
        return []
    like = nearest(str(name), registered)
    hint = f"是不是“{like}”？" if like else f"在“机关”下面加一行：{name}: {{全称: …, 对外: …}}"
    return [problem(name.span, "R008", f"“{name}”没有在“机关”或“当事人”里登记", hint)]


def _nested(record: Record) -> Iterator[Problem]:
    """What is registered is printed as it is, so it can refer to nothing itself."""
    for text in all_texts(tuple(registers(record).values())):
        for reference in find(text):
            at = text.span_at(reference.start)
            yield problem(at, "R015", f"登记的名称和数里不能再引用｛{reference.name}｝", "直接写出来")
    if not isinstance(record, Case):
        return
    case = record
    for text in all_texts((case.procuratorate, case.short_name, case.matter, case.title, case.cause)):
        # The title is made of the matter, so neither may refer to what is made of it.
        for reference in (found for found in find(text) if found.name in DERIVED):
            yield _circular(text.span_at(reference.start + 1), reference.name)


def _texts_with_entry(record: Record) -> Iterator[tuple[Located, Model | None]]:
    """Every text with the 检察建议 that it stands in, ``None`` elsewhere."""
    rest: Record = record
    if isinstance(record, Case):
        for entry in record.recommendations:
            yield from ((text, entry) for text in all_texts(entry))
        rest = replace(record, recommendations=())
    yield from ((text, None) for text in all_texts(rest))


def _check_one(record: Record, entry: Model | None, reference: Reference, at: Span) -> Iterator[Problem]:
    name = reference.name
    whole = name
    at_record = record
    while (further := below(at_record, name)) is not None:
        yield from _ambiguous(at_record, name, at)
        at_record, name = further
    value = _own(at_record, name, entry if at_record is record else None)
    if name in derived(at_record):
        pass
    elif value is None:
        if gone := _withdrawn(record, whole):
            message = f"｛{whole}｝引用的是已经撤下的案例“{gone.file}”"
            yield problem(at, "R026", message, "这一句改写或者删去；不撤的，从“撤下”移回“案例”")
            return
        like = nearest(whole, known_names(record))
        hint = f"是不是“{like}”？" if like else f"先在{_groups(at_record)}里登记这个名字"
        if not like and not isinstance(at_record, Case):
            hint += "；是已经去掉的人、数、案例的，这一处也删去或者改写"
        yield problem(at, "R008", f"｛{whole}｝引用的名字没有登记", hint)
    elif not _has_words(value):
        yield problem(at, "R008", f"｛{name}｝是一组内容，不能整个印出来", f"写到具体的一项，如｛{name}.……｝")
    elif any(find(text) for text in _words(value)):
        yield _circular(at, name)
    if reference.filter and reference.filter not in FILTERS:
        like = nearest(reference.filter, FILTERS) or "、".join(FILTERS)
        yield problem(at, "R008", f"｛{name}|{reference.filter}｝里没有“{reference.filter}”这种写法", f"可以写：{like}")


def _withdrawn(record: Record, name: str) -> Member | None:
    """The withdrawn case that the dotted *name* begins with."""
    event = record.event if isinstance(record, Release) else record
    first, dot, _ = name.partition(".")
    if not dot or not isinstance(event, Conference):
        return None
    return next(iter(_named(event.withdrawn, first)), None)


def _groups(record: Record) -> str:
    """“数据”“机关”或“当事人”."""
    *first, last = (f"“{group}”" for group in registers(record))
    return f"{''.join(first)}或{last}"


def _ambiguous(record: Record, name: str, at: Span) -> Iterator[Problem]:
    found = members(record, name.partition(".")[0]) if isinstance(record, Conference | Release) else []
    if len(found) > 1:
        known = "、".join(member.name for member in found)
        yield problem(at, "R008", f"｛{name}｝不知道是哪一个案例：{known}", "点前面写案例的文件名")


def _circular(at: Span, name: str) -> Problem:
    return problem(at, "R015", f"｛{name}｝的内容里又有引用", "直接引用里面的名字，或者把文字写在这里")


def _has_words(value: Any) -> bool:
    """True where a text can print *value*: a registered name, a text or a list of texts."""
    items = value if isinstance(value, tuple) else (value,)
    return isinstance(value, Figure | Agency | Party | Host | Speaker) or all(
        isinstance(item, Located) for item in items
    )


def _words(value: Any) -> Iterator[Located]:
    """The texts of *value* that a reference to it may print."""
    match value:
        case Figure():
            yield from all_texts((value.value, value.outer))
        case Agency():
            yield from all_texts((value.full_name, value.outer, value.again, value.you))
        case Party():
            yield from all_texts((value.full_name, value.outer))
        case Host() | Speaker():
            yield from all_texts(value)
        case _:
            yield from all_texts(value)


def _agency_values(case: Case) -> Iterator[Located]:
    for filing in case.filings:
        yield from (filing.agency,) if filing.agency else ()
    for consultation in case.consultations:
        yield from (consultation.agency,) if consultation.agency else ()
    if case.hearing:
        yield from case.hearing.participants
    for entry in case.recommendations:
        yield from (entry.addressee,) if entry.addressee else ()
    for reply in case.replies:
        yield from (reply.agency,) if reply.agency else ()


def all_texts(value: Any) -> Iterator[Located]:
    """Every typed text of a record, in the order of its fields."""
    match value:
        case Located():
            yield value
        case Model():
            for name in specs(type(value)):
                inner = getattr(value, name)
                if inner is not None and inner != ():
                    yield from all_texts(inner)
        case tuple():
            for item in value:
                yield from all_texts(item)
        case dict():
            for item in value.values():
                yield from all_texts(item)


class Set(NamedTuple):
    """A highlight: its name as typed, the figure, the case it belongs to, and what it counts in words for a reader."""

    name: Located
    figure: Figure
    member: Member | None
    words: str

    @property
    def value(self) -> str:
        """The figure as the public reads it."""
        return str(self.figure.outer or self.figure.value or "")


def of(conference: Conference) -> Iterator[Set]:
    """The 亮点 of *conference* in order; without words of its own one is called by its name."""
    for one in conference.highlights:
        name = one.figure or Located("", one.span)
        figure = target(conference, str(name))
        if isinstance(figure, Figure):
            values = (member for member in conference.members if any(figure is x for x in member.case.figures.values()))
            yield Set(name, figure, next(values, None), str(one.words or str(name).rpartition(".")[2]))
