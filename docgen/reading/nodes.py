"""YAML as a tree of nodes in which every value and every key keeps its place."""

from __future__ import annotations

from typing import TypeAlias

from docgen.frozen import frozen
from docgen.source import Located, Span


@frozen()
class ScalarNode:
    """A piece of text, never anything else: 10:30, 012 and no stay what was typed.

    An empty value is ``Located("")``. In a ``|`` block every line keeps its own Span.
    """

    text: Located

    @property
    def span(self) -> Span:
        return self.text.span


@frozen()
class ListNode:
    items: tuple[Node, ...]
    span: Span


@frozen()
class MapNode:
    """Keys with their values, in the order typed; no key stands twice."""

    entries: tuple[tuple[Located, Node], ...]
    span: Span


Node: TypeAlias = ScalarNode | ListNode | MapNode
