"""The JSON Schema of house.yaml, for editors: made from the declarations of the norm that the file changes."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from docgen.page.norm import norms
from docgen.page.norm.model import Abreast, Box, Folio, Font, Frame, Grid, Page, Review, Role, Rule, Screen, Stagger

_PARTS: dict[str, type[Any]] = {
    "页面": Page,
    "网格": Grid,
    "页码": Folio,
    "送审版": Review,
    "屏幕": Screen,
    "强调": Role,
    "默认": Role,
}
_NAMED: dict[str, type[Any]] = {"字体": Font, "栏": Box, "角色": Role}
_NESTED = (Rule, Frame, Abreast, Stagger)


def house_schema() -> dict[str, Any]:
    """What house.yaml may hold: the parts of the norm, each key with its meaning; 版式 holds them for one profile alone."""
    parts: dict[str, Any] = {name: _of(part) for name, part in _PARTS.items()}
    parts |= {name: {"type": ["object", "null"], "additionalProperties": _of(part)} for name, part in _NAMED.items()}
    parts["字号"] = {"type": ["object", "null"], "description": "字号的名字和大小，如 三号: 16磅"}
    profile = {"type": ["object", "null"], "properties": parts, "additionalProperties": False}
    own = {
        "type": ["object", "null"],
        "properties": dict.fromkeys(norms.profiles(), profile),
        "additionalProperties": False,
    }
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "docgen house.yaml",
        "description": "由 docgen schema house 生成，不要手改。",
        "type": "object",
        "properties": {**parts, norms.PER_PROFILE: {**own, "description": "只用于一个版式的改动，写版式的名字"}},
        "additionalProperties": False,
    }


def _of(part: type[Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    for item in fields(part):
        if "key" in item.metadata:
            shape: dict[str, Any] = {"description": item.metadata["doc"]}
            parser = item.metadata["parser"]
            among = getattr(parser, "keywords", {}).get("among")
            if among:
                shape["enum"] = [*among, None]
            elif parser is tuple:
                shape["type"] = ["array", "string", "null"]
            properties[item.metadata["key"]] = shape
    return {"type": ["object", "string", "null"], "properties": properties, "additionalProperties": False}
