"""What the tests of reading share: nodes as plain values, problems as short rows."""

from __future__ import annotations

from typing import Any

from docgen.core.errors import Problem
from docgen.records.models import Case
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ModelOf, Shape
from docgen.records.yaml.parse import parse

CASE = ModelOf(Case)


def plain(node: Node | None) -> Any:
    """*node* as str, list and dict."""
    match node:
        case None:
            return None
        case ScalarNode(text):
            return str(text)
        case ListNode(items):
            return [plain(item) for item in items]
        case MapNode(entries):
            return {str(key): plain(value) for key, value in entries}


def told(problems: list[Problem]) -> list[str]:
    """Each problem as ``code line:column``."""
    return [f"{item.code} {item.span.line}:{item.span.column}" for item in problems if item.span]


def taken(text: str, shape: Shape | None = CASE) -> tuple[Any, list[str]]:
    """What *text* is read as, and what is said about it."""
    node, problems = parse(text, "案件.yaml", shape)
    for item in problems:
        assert item.span is not None and item.span.file == "案件.yaml"
        assert item.message and not any(word in item.message for word in ("expected", "found", "while", "scanner"))
    return plain(node), told(problems)


def scalars(node: Node | None) -> list[ScalarNode]:
    """Every scalar of *node*, keys too."""
    match node:
        case ScalarNode():
            return [node]
        case ListNode(items):
            return [found for item in items for found in scalars(item)]
        case MapNode(entries):
            return [found for key, value in entries for found in (ScalarNode(key), *scalars(value))]
    return []
