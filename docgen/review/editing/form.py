"""What a person needs to see to fill in one place of a record: its meaning, its present value, what may be written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.records import derive
from docgen.records.models import Case
from docgen.records.schema import in_words
from docgen.records.yaml.fields import ListOf, MapOf, ModelOf, Raw, Scalar, Shape, Spec, specs
from docgen.review.absorb.patch import Source
from docgen.review.editing.tree import KIND, NO_OWN, Own, Path, at, find, plain, root_shape, shape_at
from docgen.review.editing.write import words

Json = dict[str, Any]
_SHORT = 40


def form(source: Source, path: Path, own: Own = NO_OWN) -> Json:
    """The form of the place *path*. KeyError where a record has none such.

    ``kind`` is that of the value (text, prose, date, moment, yes, whole, number, agency, file), or list, names, fields.
    """
    shape, spec = shape_at(source, path, own)
    whole = plain(source.node, root_shape(source), own)
    value = at(whole, path)
    typed = find(source, path, own)
    here = typed[-1] if typed and len(typed) == len(path) else None
    span = (here.key or here.node).span if here else None
    answer: Json = {
        "path": list(path),
        "label": words(path),
        "doc": _told(spec, shape) if spec else _doc_of_parent(source, path, own),
        "line": span.line if span else 0,
        "value": value if isinstance(value, str) else "",
        "choices": [],
        "only": False,
    }
    match shape:
        case Scalar(kind, choices):
            given, only = _choices(source, path, kind, choices, whole)
            answer |= {"kind": kind, "choices": given, "only": only}
        case ListOf(item):
            items = value if isinstance(value, list) else []
            plainly = isinstance(item, Scalar)
            rows = [
                {"path": [*path, number], "words": _short(one)} for number, one in enumerate(items) if one is not None
            ]
            answer |= {"kind": "list", "items": rows, "plain": plainly, "next": [*path, len(items)]}
            if isinstance(item, Scalar):
                given, only = _choices(source, (*path, 0), item.kind, item.choices, whole)
                answer |= {"choices": given, "only": only}
        case MapOf(inner):
            names = value if isinstance(value, dict) else {}
            answer |= {
                "kind": "names",
                "items": [{"path": [*path, name], "words": f"{name}：{_short(one)}"} for name, one in names.items()],
                "fields": _fields(inner, (*path, ""), {}),
            }
        case ModelOf() | Raw():
            held = value if isinstance(value, dict) else {}
            answer |= {"kind": "fields", "fields": _fields(shape, path, held, own.get(str(held.get(KIND) or ""), {}))}
    return answer


def comment(source: Source, path: Path, own: Own = NO_OWN) -> str:
    """What is to be written at *path*, for people; ``""`` where a record has no such place."""
    try:
        shape, spec = shape_at(source, path, own)
    except KeyError:
        return ""
    return _told(spec, shape) if spec else _doc_of_parent(source, path, own)


def _fields(shape: Shape, path: Path, values: Mapping[str, Any], free: Mapping[str, Spec] = {}) -> list[Json]:
    """A row for each key that may stand below *path*."""
    known = list(specs(shape.model).values()) if isinstance(shape, ModelOf) else list(free.values())
    return [
        {
            "path": [*path, spec.key],
            "key": spec.key,
            "doc": _told(spec, spec.shape),
            "words": _short(_names(values.get(spec.key)) if isinstance(spec.shape, MapOf) else values.get(spec.key)),
            "required": spec.required,
        }
        for spec in known
    ]


def _names(registered: Any) -> Any:
    return "、".join(registered) if isinstance(registered, dict) else registered


def _told(spec: Spec | None, shape: Shape) -> str:
    """The comment of a key: what it is, how it is written, what is used without it."""
    if spec is None:
        return "。".join(in_words(shape))
    parts = [spec.doc, *in_words(spec.shape), *(["必填"] if spec.required else [])]
    return "。".join([*parts, *([f"不写：{spec.default}"] if spec.default else [])]) + "。"


def _doc_of_parent(source: Source, path: Path, own: Own) -> str:
    for depth in range(len(path) - 1, 0, -1):
        _, spec = shape_at(source, path[:depth], own)
        if spec is not None:
            return spec.doc
    return ""


def _choices(source: Source, path: Path, kind: str, choices: tuple[str, ...], whole: Any) -> tuple[list[str], bool]:
    """What may be picked, and whether nothing else may stand there."""
    if choices:
        return list(choices), True
    if kind == "yes":
        return ["是", "否"], True
    if kind == "agency":
        return [name for group in ("机关", "当事人") for name in (at(whole, (group,)) or {})], True
    if source.model is Case and path == ("类型",):
        return derive.case_types(), True
    if source.model is Case and path == ("领域",):
        return list(derive.fields()), False
    return [], False


def register(source: Source) -> list[Json]:
    """What a text may refer to: figures, agencies, persons, hosts, each with the words of its ｛reference｝."""
    whole = plain(source.node, root_shape(source)) or {}
    found: list[Json] = []
    for group in ("数据", "机关", "当事人"):
        for name, value in (whole.get(group) or {}).items() if isinstance(whole.get(group), dict) else ():
            found.append({"group": group, "name": name, "words": _short(value), "insert": f"｛{name}｝"})
    for group, key in (("人物", "姓名"), ("主办", "简称")):
        for value in whole.get(group) or () if isinstance(whole.get(group), list) else ():
            name = value.get(key) if isinstance(value, dict) else None
            if name:
                found.append({"group": group, "name": name, "words": _short(value), "insert": f"｛{name}｝"})
    return found


def _short(value: Any) -> str:
    """*value* in a few words."""
    match value:
        case None:
            return ""
        case str():
            text = value.replace("\n", " ")
        case list():
            text = "；".join(_short(one) for one in value if one is not None)
        case dict():
            text = "，".join(_short(one) for one in value.values() if one is not None)
        case _:
            text = str(value)
    return text if len(text) <= _SHORT else text[: _SHORT - 1] + "…"
