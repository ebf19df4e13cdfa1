"""A record in which every field of the model holds something, made from the model itself."""

from __future__ import annotations

from docgen.records.models import Case
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Raw, Scalar, Shape, Spec, specs

NAME, PERSON, NUMBER = "甲局", "乙某", "丙数"
"""The one agency, party and figure that the record registers."""
NAMES = {"机关": NAME, "当事人": PERSON, "数据": NUMBER}

_FIXED = {
    "类型": "行政公益诉讼",
    "领域": "妇女权益保障",
    "文号": "临检〔2024〕1号",
    "密级": "",
    "阶段": "立案",
    "姓名": "何知远",
    "又名": "远远",
    "检察院": "云江省青川市临河区人民检察院",
}
_WORDS = {
    "date": "2024年1月5日",
    "moment": "2024年1月5日9时30分",
    "yes": "是",
    "whole": "3",
    "number": "3",
    "agency": NAME,
}


def value(shape: Shape, spec: Spec | None = None) -> str:
    """Flow YAML for a value of *shape*; a text is the name of its field, so that it is known wherever it turns up."""
    match shape:
        case Scalar(kind, choices):
            key = spec.key if spec else ""
            return _FIXED[key] if key in _FIXED else choices[0] if choices else _WORDS.get(kind, f"{key}的内容")
        case ListOf(item):
            return f"[{value(item, spec)}]"
        case MapOf(inner):
            return f"{{{NAMES.get(spec.key if spec else '', NAME)}: {value(inner)}}}"
        case ModelOf(model):
            return "{" + ", ".join(f"{one.key}: {value(one.shape, one)}" for one in specs(model).values()) + "}"
        case Raw():
            return "{文种: 无}"


def record(**changed: str) -> str:
    """The whole record, one line for each field of a case. *changed* replaces the line of a key, ``""`` leaves it out."""
    lines = {spec.key: value(spec.shape, spec) for spec in specs(Case).values()} | {"其他文书": ""} | changed
    return "".join(f"{key}: {text}\n" for key, text in lines.items() if text)


def line_of(text: str, key: str) -> int:
    """The number of the line of *key* in the record *text*."""
    return next(number for number, line in enumerate(text.split("\n"), 1) if line.startswith(f"{key}:"))


def fields(model: type[Model]) -> dict[str, Spec]:
    """The fields of *model* with their Specs, for tests that are made from the model."""
    return dict(specs(model))
