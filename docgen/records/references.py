"""References in free text: ｛名字｝, ｛名字|过滤｝, and {名字} in half-width braces.

This module finds them and knows which names a case offers; what a name prints in a
given paper is decided by ``privacy.view``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from typing import Any

from docgen.errors import Problem, nearest, problem
from docgen.reading.fields import ListOf, Model, ModelOf, Scalar, Shape, specs
from docgen.records.models import Agency, Case, Figure, Party
from docgen.source import Located, Span

FILTERS = ("略单位", "年", "年月", "月日", "法名")
"""What may stand behind the bar: without the unit; only the year; year and month; month and day; laws without articles."""

DERIVED = ("案名", "案由", "简称", "检察院", "事由", "类型", "领域", "立案日期", "法律依据.提出")
"""Names that every case offers besides its own figures, agencies, persons and fields."""

_REFERENCE = re.compile(r"｛([^｛｝\n]*)｝|(?<!\{)\{(?![%#])([^{}｛｝\n]*[\u4e00-\u9fff][^{}｛｝\n]*)\}(?!\})")


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
    for match in _REFERENCE.finditer(text):
        name, _, chosen = (match[1] if match[1] is not None else match[2]).partition("|")
        found.append(Reference(name.strip(), chosen.strip(), match.start(), match.end()))
    return found


def target(case: Case, name: str, entry: Model | None = None) -> Any:
    """What *name* names in *case*: a Figure, Agency, Party, a value of a field, or ``None`` for nothing.

    A dotted name is a path of Chinese keys (法律依据.职责); of a list the first entry is
    meant. *entry* is looked at before the case. Names of DERIVED are not looked up here.
    """
    for group in (case.figures, case.agencies, case.parties):
        if name in group:
            return group[name]
    first, *rest = name.split(".")
    value = step(entry, first)
    value = step(case, first) if value is None else value
    for key in rest:
        value = step(value, key)
    return value


def target_list(case: Case, path: str) -> tuple[Any, ...]:
    """The entries at *path* (检察建议, 听证会.参加单位); empty where there are none."""
    found = target(case, path)
    return found if isinstance(found, tuple) else () if found is None else (found,)


def model_at(path: str) -> type[Model] | None:
    """The model of the entries at *path*, ``None`` where they are plain texts or nothing."""
    shape = _shape_at(path)
    return shape.model if isinstance(shape, ModelOf) else None


def exists(path: str, start: type[Model] = Case) -> bool:
    """True where a *start* has a field at *path*."""
    return _shape_at(path, start) is not None


def names_agency(path: str, entry: Model | None = None) -> bool:
    """True where the field at *path* (of *entry*, else of the case) holds names registered under 机关 or 当事人."""
    own = [spec.shape for spec in specs(type(entry)).values() if spec.key == path] if entry else []
    shape = own[0] if own else _shape_at(path)
    return Scalar("agency") in (shape, getattr(shape, "item", None))


def _shape_at(path: str, start: type[Model] = Case) -> Shape | None:
    shape: Shape = ModelOf(start)
    for key in path.split("."):
        found = [spec for spec in specs(shape.model).values() if spec.key == key] if isinstance(shape, ModelOf) else []
        if not found:
            return None
        shape = found[0].shape
        shape = shape.item if isinstance(shape, ListOf) else shape
    return shape


def step(value: Any, key: str) -> Any:
    """What stands under *key* of *value*, ``None`` where there is nothing or *value* has no keys."""
    if isinstance(value, tuple):
        value = value[0] if value else None
    if isinstance(value, dict):
        return value.get(key)
    if not isinstance(value, Model):
        return None
    for attribute, spec in specs(type(value)).items():
        if key in (spec.key, attribute):
            return getattr(value, attribute) or None
    return None


def known_names(case: Case) -> list[str]:
    """The names that a message may suggest."""
    laws = [name for name in ("法律依据.职责", "法律依据.违反", "法律依据.提出") if target(case, name)]
    return [*case.figures, *case.agencies, *case.parties, *DERIVED, *laws]


def check(case: Case) -> list[Problem]:
    """A Problem for every reference to nothing, every unknown filter, and every agency field that names nobody."""
    problems: list[Problem] = []
    for text, entry in _texts_with_entry(case):
        problems += check_text(case, text, entry)
    problems += _nested(case)
    for name in _agency_values(case):
        problems += check_name(case, name)
    return problems


def check_text(case: Case, text: Located, entry: Model | None = None) -> list[Problem]:
    """Faults of the references in one text."""
    found = ((reference, text.span_at(reference.start + 1)) for reference in find(text))
    return [fault for reference, at in found for fault in _check_one(case, entry, reference, at)]


def check_name(case: Case, name: Located) -> list[Problem]:
    """A Problem where an agency field (被建议单位, 参加单位 …) names nobody registered."""
    registered = [*case.agencies, *case.parties]
    if str(name) in registered:
        return []
    like = nearest(str(name), registered)
    hint = f"是不是“{like}”？" if like else f"在“机关”下面加一行：{name}: {{全称: …, 对外: …}}"
    return [problem(name.span, "R008", f"“{name}”没有在“机关”或“当事人”里登记", hint)]


def _nested(case: Case) -> Iterator[Problem]:
    """What is registered is printed as it is, so it can refer to nothing itself."""
    for text in all_texts((case.figures, case.agencies, case.parties)):
        for reference in find(text):
            at = text.span_at(reference.start)
            yield problem(at, "R015", f"登记的名称和数里不能再引用｛{reference.name}｝", "直接写出来")
    for text in all_texts((case.procuratorate, case.short_name, case.matter, case.title, case.cause)):
        # The title is made of the matter, so neither may refer to what is made of it.
        for reference in (found for found in find(text) if found.name in DERIVED):
            yield _circular(text.span_at(reference.start + 1), reference.name)


def _texts_with_entry(case: Case) -> Iterator[tuple[Located, Model | None]]:
    """Every text with the 检察建议 that it stands in, ``None`` elsewhere."""
    for entry in case.recommendations:
        yield from ((text, entry) for text in all_texts(entry))
    yield from ((text, None) for text in all_texts(replace(case, recommendations=())))


def _check_one(case: Case, entry: Model | None, reference: Reference, at: Span) -> Iterator[Problem]:
    name = reference.name
    value = target(case, name, entry)
    if name in DERIVED:
        pass
    elif value is None:
        like = nearest(name, known_names(case))
        hint = f"是不是“{like}”？" if like else "先在“数据”“机关”或“当事人”里登记这个名字"
        yield problem(at, "R008", f"｛{name}｝引用的名字没有登记", hint)
    elif not _has_words(value):
        yield problem(at, "R008", f"｛{name}｝是一组内容，不能整个印出来", f"写到具体的一项，如｛{name}.……｝")
    elif any(find(text) for text in _words(value)):
        yield _circular(at, name)
    if reference.filter and reference.filter not in FILTERS:
        like = nearest(reference.filter, FILTERS) or "、".join(FILTERS)
        yield problem(at, "R008", f"｛{name}|{reference.filter}｝里没有“{reference.filter}”这种写法", f"可以写：{like}")


def _circular(at: Span, name: str) -> Problem:
    return problem(at, "R015", f"｛{name}｝的内容里又有引用", "直接引用里面的名字，或者把文字写在这里")


def _has_words(value: Any) -> bool:
    """True where a text can print *value*: a registered name, a text or a list of texts."""
    items = value if isinstance(value, tuple) else (value,)
    return isinstance(value, Figure | Agency | Party) or all(isinstance(item, Located) for item in items)


def _words(value: Any) -> Iterator[Located]:
    """The texts of *value* that a reference to it may print."""
    match value:
        case Figure():
            yield from all_texts((value.value, value.outer))
        case Agency():
            yield from all_texts((value.full_name, value.outer, value.again, value.you))
        case Party():
            yield from all_texts((value.full_name, value.outer))
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
            for item in fields(value):
                if "spec" in item.metadata:
                    yield from all_texts(getattr(value, item.name))
        case tuple():
            for item in value:
                yield from all_texts(item)
        case dict():
            for item in value.values():
                yield from all_texts(item)
