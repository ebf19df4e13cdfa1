"""YAML as a tree of nodes in which every value and every key keeps its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from docgen.source import Located, Span


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A piece of text, never anything else: 10:30, 012 and no stay what was typed.

    An empty value is ``Located("")``. In a ``|`` block every line keeps its own Span.
    """

    text: Located

    @property
    def span(self) -> Span:
        return self.text.span


@dataclass(frozen=True, slots=True)
class ListNode:
    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys with their values, in the order typed; no key stands twice."""

    entries: tuple[tuple[Located, Node], ...]
    span: Span


Node: TypeAlias = ScalarNode | ListNode | MapNode
