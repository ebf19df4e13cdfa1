"""Values by Chinese keys → YAML as a person would write it: keys in the order of the model, ``|`` for paragraphs.

What is written is read back by the same parser that reads every record, and compared;
a value that would come back otherwise is never written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from docgen.core.errors import RecordError, problem
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Raw, Scalar, Shape, names, specs
from docgen.records.yaml.lines import bare
from docgen.records.yaml.parse import parse

_PLAIN = re.compile(r"[\u4e00-\u9fffA-Za-z0-9“‘《（(〔【｛].*")
_WORDS = re.compile(r"(?:true|false|yes|no|on|off|null)$", re.IGNORECASE)
_NARROW = 88
"""Columns of the longest list that is written on one line."""


def dump(values: dict[str, Any], model: type[Model], comment: str = "") -> str:
    """The YAML text of *values*, which are those of a *model*.

    Raises RecordError where a value would not be read back as it is (a fault of docgen, not of the text).
    """
    head = [f"# {line}" for line in comment.split("\n") if line]
    text = "\n".join([*head, *_mapping(values, model, "")]) + "\n"
    node, problems = parse(text, "", ModelOf(model))
    if any(item.level == "error" for item in problems) or _plain(node) != _expected(values):
        raise RecordError([problem(None, "I003", "写出的记录读回来不一样，没有写", "请把原文件交给维护人员")])
    return text


def entry_lines(key: str, value: Any, shape: Shape, margin: str) -> list[str]:
    """The lines of *key* with *value* (texts, lists and mappings by Chinese keys), *margin* before each."""
    return list(_entry(key, value, shape, margin))


def item_lines(value: Any, shape: Shape, margin: str) -> list[str]:
    """The lines of one item of a list, *margin* before its dash."""
    return list(_item(value, shape, margin))


def name(text: str) -> str:
    """*text* as a key that an author chooses (under 机关, 数据)."""
    return _scalar(text)


def _mapping(values: dict[str, Any], model: type[Model], margin: str) -> Iterator[str]:
    known = names(model)
    order = list(specs(model))
    for key in sorted(values, key=lambda key: order.index(known[key])):
        if values[key] not in (None, "", [], {}):
            yield from _entry(key, values[key], specs(model)[known[key]].shape, margin)


def _free_mapping(values: dict[str, Any], margin: str) -> Iterator[str]:
    """Keys that no model knows, in the order given."""
    for key, value in values.items():
        if value not in (None, "", [], {}):
            yield from _entry(_scalar(key), value, ListOf(Raw()) if isinstance(value, list) else Raw(), margin)


def _entry(key: str, value: Any, shape: Shape, margin: str) -> Iterator[str]:
    inner = margin + "  "
    match shape, value:
        case ModelOf(model), dict() if model is not None:
            if (short := _flow_map(value)) and len(margin + key + short) < _NARROW:
                yield f"{margin}{key}: {short}"
            else:
                yield f"{margin}{key}:"
                yield from _mapping(value, model, inner)
        case MapOf(item_shape), dict():
            yield f"{margin}{key}:"
            for name, item in value.items():
                if isinstance(item, dict):
                    yield from _entry(_scalar(name), item, item_shape, inner)
                else:
                    yield f"{inner}{_scalar(name)}: {_scalar(item)}"
        case Raw(), dict():
            yield f"{margin}{key}:"
            yield from _free_mapping(value, inner)
        case ListOf(item_shape, _), list():
            short = "[" + ", ".join(_scalar(item, flow=True) for item in value if isinstance(item, str)) + "]"
            if all(isinstance(item, str) for item in value) and len(margin + key + short) < _NARROW:
                yield f"{margin}{key}: {short}"
            else:
                yield f"{margin}{key}:"
                for item in value:
                    yield from _item(item, item_shape, inner)
        case _, str() if "\n" in value or _is_prose(shape):
            yield f"{margin}{key}: |"
            yield from (inner + line for line in value.split("\n"))
        case _:
            yield f"{margin}{key}: {_scalar(str(value))}"


def _is_prose(shape: Shape) -> bool:
    """True for paragraphs, and for a model that a plain text fills (调查和督促履职)."""
    return (isinstance(shape, Scalar) and shape.kind == "prose") or isinstance(shape, ModelOf)


def _item(item: Any, shape: Shape, margin: str) -> Iterator[str]:
    if isinstance(item, str):
        yield f"{margin}- {_scalar(item)}"
        return
    inner = margin + "  "
    lines = list(_mapping(item, shape.model, inner) if isinstance(shape, ModelOf) else _free_mapping(item, inner))
    yield f"{margin}- {lines[0].lstrip(' ')}"
    yield from lines[1:]


def _flow_map(values: dict[str, Any]) -> str:
    """A short mapping on one line, ``""`` where it is not short or not flat."""
    if not all(isinstance(value, str) and "\n" not in value and len(value) < 40 for value in values.values()):
        return ""
    return "{" + ", ".join(f"{key}: {_scalar(value, flow=True)}" for key, value in values.items()) + "}"


def _scalar(text: str, *, flow: bool = False) -> str:
    """*text* as a plain word where YAML reads it so, else in single quotes."""
    plain = _PLAIN.fullmatch(text) and bare(text, in_flow=flow) and text == text.strip() and not _WORDS.match(text)
    # What a person may take for something else than text is put in quotes too.
    if plain and not re.search(r"[\"'|：:]" + ("|，" if flow else ""), text):
        return text
    return "'" + text.replace("'", "''") + "'"


# — reading back —


def _plain(node: Node | None) -> Any:
    match node:
        case MapNode():
            return {str(key): _plain(value) for key, value in node.entries}
        case ListNode():
            return [_plain(item) for item in node.items]
        case ScalarNode():
            return str(node.text).rstrip("\n")
    return None


def _expected(value: Any) -> Any:
    match value:
        case dict():
            return {key: _expected(item) for key, item in value.items() if item not in (None, "", [], {})}
        case list():
            return [_expected(item) for item in value]
    return str(value)
