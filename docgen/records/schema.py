"""The JSON Schema of each type of record, for editors: made from the same declarations as the loader.

Draft-07, which yaml-language-server knows best. To docgen every value is text, to an
editor ``012`` is a number and ``no`` a boolean, so wherever docgen takes text the schema
takes these too. It is never stricter than the loader and need not be as strict.
Keywords of JSON Schema look only at values of their own type (``pattern`` at strings,
``properties`` at mappings), so a mapping and its one-line form are one schema, and a
fault is reported at the very key that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docgen.data import table
from docgen.records import derive
from docgen.records.kinds import RECORD_TYPES
from docgen.records.models import Case
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Raw, Scalar, Shape, Spec, specs

__all__ = ["case_schema", "in_words", "schema_of"]

Json = dict[str, Any]

_PLAIN = ["string", "number", "boolean", "null"]
"""What YAML makes of one piece of text; ``null`` is a value that was not typed yet."""

_DAY = r"^\s*[0-9０-９]{4}\s*[年./-]\s*[0-9０-９]{1,2}\s*[月./-]\s*[0-9０-９]{1,2}"
_SINCE = r"^\s*[0-9０-９]{4}\s*[年./-]"
_YES = r"^\s*(?:对|有|[Tt][Rr][Uu][Ee]|[Yy](?:[Ee][Ss])?|[Oo][Nn])\s*$"
_NO = r"^\s*(?:不|不是|无|没有|[Ff][Aa][Ll][Ss][Ee]|[Nn][Oo]?|[Oo][Ff][Ff])\s*$"

_REFERENCE: Json = {"minProperties": 1, "maxProperties": 1, "additionalProperties": {"type": "null"}}
"""``{名字}`` is a reference to docgen, a mapping of one empty key to YAML."""

_SCALARS: dict[str, Json] = {
    "text": {"type": [*_PLAIN, "object"], **_REFERENCE},
    "filled": {"type": ["string", "number", "boolean", "object"], "pattern": r"\S", **_REFERENCE},
    "prose": {"type": [*_PLAIN, "object", "array"], "items": {"type": _PLAIN}, **_REFERENCE},
    "agency": {"type": _PLAIN},
    "file": {"type": _PLAIN},
    "date": {"type": ["string", "null"], "pattern": f"{_DAY}|^\\s*$"},
    "moment": {"type": ["string", "number", "null"], "pattern": f"{_SINCE}|^\\s*$", "minimum": 1900},
    "yes": {
        "anyOf": [
            {"enum": ["是", "否"]},
            {"type": ["boolean", "null"]},
            {"type": "string", "pattern": f"{_YES}|{_NO}|^\\s*$"},
        ]
    },
    "whole": {"type": ["integer", "string", "null"], "pattern": r"^\s*[+-]?[0-9]*\s*$"},
    "number": {"type": ["number", "string", "null"], "pattern": r"^\s*(?:[+-]?[0-9.]+(?:[eE][+-]?[0-9]+)?)?\s*$"},
}
_NAMES = {
    "text": "一行文字",
    "prose": "几段文字，一行一段",
    "agency": "“机关”或“当事人”里登记的名字",
    "file": "文件名，相对于本文件",
    "date": "日期，写到日",
    "moment": "日期，知道多少写多少",
    "yes": "是或否",
    "whole": "整数",
    "number": "数",
}


def schema_of(word: str, own: Mapping[str, Mapping[str, Spec]] = {}, laws: Sequence[str] = ()) -> Json:
    """The schema of the records of type *word*: case, conference or release. *own* and *laws* as for ``case_schema``."""
    if word == "case":
        return case_schema(own, laws)
    maker = _Maker()
    row = RECORD_TYPES[word]
    return _whole(row.name, maker.of_model(row.model), maker)


def model_schema(name: str, model: type[Model]) -> Json:
    """The schema of a file that holds a *model*, called *name* by people."""
    maker = _Maker()
    return _whole(name, maker.of_model(model), maker)


def _whole(name: str, schema: Json, maker: _Maker) -> Json:
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"docgen {name}" + ("" if name.endswith(".yaml") else "记录"),
        "description": "由 docgen schema 生成，不要手改。",
        **schema,
        "definitions": dict(sorted(maker.definitions.items())),
    }


def case_schema(own: Mapping[str, Mapping[str, Spec]] = {}, laws: Sequence[str] = ()) -> Json:
    """The schema of a case record. *own* gives for a kind of paper the fields that its template declares.

    *laws* are the names that an editor offers where provisions are cited.
    """
    maker = _Maker(laws)
    case = maker.of_model(Case)
    properties = case["properties"]
    properties["类型"] = {"description": properties["类型"]["description"], "enum": [*table("case_kinds"), None]}
    properties["领域"] |= {"examples": derive.fields()}
    properties["其他文书"] |= _one_or_many(maker.other_paper(own))
    return _whole("案件", case, maker)


class _Maker:
    """Makes schemas of shapes; ``definitions`` holds what is used under a name."""

    def __init__(self, laws: Sequence[str] = ()) -> None:
        self.definitions: dict[str, Json] = {}
        self.laws = laws

    def of_field(self, spec: Spec, attribute: str = "") -> Json:
        """The schema under the key of *spec*; *attribute* where it is not the key that people see."""
        return {"description": spec.key + "：" + _told(spec) if attribute else _told(spec), **self.of(spec.shape, spec)}

    def of(self, shape: Shape, spec: Spec | None = None) -> Json:
        match shape:
            case Scalar(choices=choices) if choices:
                return {"enum": [*choices, None]}
            case Scalar(kind):
                filled = spec is not None and spec.required and kind in ("text", "prose", "agency")
                return self.named("filled" if filled else kind)
            case ListOf(Scalar() as item):
                # A lone text is a list of one, the lines of a block are its items.
                inner = self.provision() if spec is not None and spec.cites and self.laws else self.of(item)
                lone = [*_PLAIN, "object"] if item.kind in ("text", "prose") else _PLAIN
                return {"type": ["array", *lone], "items": inner, **(_REFERENCE if "object" in lone else {})}
            case ListOf(item):
                return _one_or_many(self.of(item))
            case MapOf(value):
                return {"type": ["object", "null"], "additionalProperties": _given(self.of(value))}
            case ModelOf(model):
                return self.model(model)
            case Raw():
                return {}

    def provision(self) -> Json:
        """A text that an editor begins with the name of a law; any other text is as good."""
        self.definitions["provision"] = {**_SCALARS["text"], "examples": [f"《{name}》" for name in self.laws]}
        return {"$ref": "#/definitions/provision"}

    def named(self, kind: str) -> Json:
        self.definitions[kind] = _SCALARS[kind]
        return {"$ref": f"#/definitions/{kind}"}

    def model(self, cls: type[Model]) -> Json:
        """A reference to the definition of *cls*: its mapping and the short forms that it has."""
        if cls.__name__ not in self.definitions:
            self.definitions[cls.__name__] = {}
            definition = self.of_model(cls)
            types = ["object", "null"]
            if short := cls.SHORT or ((cls.LIST_AS,) if cls.LIST_AS else ()):
                types += _PLAIN[:3]
                definition |= self._pattern(cls, short)
            if cls.LIST_AS:
                types.append("array")
                definition["items"] = self.of(_item(specs(cls)[cls.LIST_AS].shape))
            self.definitions[cls.__name__] = {**definition, "type": types}
        return {"$ref": f"#/definitions/{cls.__name__}"}

    @staticmethod
    def _pattern(cls: type[Model], short: tuple[str, ...]) -> Json:
        """What the text must look like that stands for the whole of *cls*: only where it is one date."""
        shape = specs(cls)[short[0]].shape
        if len(short) > 1 or not isinstance(shape, Scalar) or shape.kind not in ("date", "moment"):
            return {}
        return {"pattern": _SCALARS[shape.kind]["pattern"]}

    def of_model(self, cls: type[Model]) -> Json:
        """The mapping with the keys of *cls*. English names and aliases are accepted, but not offered."""
        properties: Json = {}
        others: Json = {}
        required: list[Json] = []
        for attribute, spec in specs(cls).items():
            properties[spec.key] = self.of_field(spec)
            words = [word for word in (*spec.aliases, attribute) if word != spec.key]
            if words:
                others[f"^(?:{'|'.join(re.escape(word) for word in words)})$"] = self.of_field(spec, attribute)
            if spec.required:
                required.append({"anyOf": [{"required": [word]} for word in (spec.key, *words)]})
        return {
            "type": "object",
            "properties": properties,
            "patternProperties": others,
            "additionalProperties": False,
            **({"allOf": required} if required else {}),
        }

    def other_paper(self, own: Mapping[str, Mapping[str, Spec]]) -> Json:
        """An entry of 其他文书: its 文种 decides what else it holds. The English name of a kind is accepted too."""
        allowed: Json = {"type": "string"}
        if own:
            allowed = {"anyOf": [{"enum": list(own)}, {"type": "string", "pattern": "^[a-z][a-z0-9-]*$"}]}
        entry: Json = {
            "type": "object",
            "required": ["文种"],
            "properties": {"文种": {"description": "文种的名字。必填。", **allowed}},
        }
        cases = [
            {
                "if": {"properties": {"文种": {"const": name}}, "required": ["文种"]},
                "then": {
                    "properties": {"文种": {}} | {key: self.of_field(spec) for key, spec in fields.items()},
                    "additionalProperties": False,
                },
            }
            for name, fields in own.items()
        ]
        return entry | ({"allOf": cases} if cases else {})


def _item(shape: Shape) -> Shape:
    return shape.item if isinstance(shape, ListOf) else shape


def _one_or_many(schema: Json) -> Json:
    """A list, or a lone item that counts as a list of one."""
    return {"anyOf": [{"type": "array", "items": schema}, schema, {"type": "null"}]}


def _given(schema: Json) -> Json:
    """*schema*, and something typed: under a name that the author chose nothing may be left empty."""
    return {"allOf": [schema, {"not": {"type": "null"}}]}


def _told(spec: Spec) -> str:
    """What an editor shows for a field."""
    parts = [spec.doc, *in_words(spec.shape)]
    parts += ["必填"] if spec.required else []
    parts += [f"不写：{spec.default}"] if spec.default else []
    parts += [f"“{spec.stage}”阶段起才有"] if spec.stage else []
    return "。".join(parts) + "。"


def in_words(shape: Shape) -> Iterable[str]:
    """How a value of *shape* may be typed, for people."""
    match shape:
        case Scalar(kind, choices):
            yield "可以写：" + "、".join(choices) if choices else _NAMES[kind]
        case ListOf(item):
            yield "列表"
            yield from in_words(item)
        case MapOf(value):
            yield "名字: 内容"
            yield from in_words(value)
        case ModelOf(model):
            yield "分项"
            if model.SHORT:
                words = [specs(model)[name].key for name in model.SHORT]
                yield (
                    "也可以写成一行："
                    + " | ".join(words)
                    + (f"，或者{words[0]}（{words[1]}）" if model.SHORT_NOTE else "")
                )
            elif model.LIST_AS:
                yield f"直接写列表就是“{specs(model)[model.LIST_AS].key}”"
        case Raw():
            yield "分项"
