"""A record as typed, walked by paths of Chinese keys and numbers, whichever of the allowed ways it is typed in.

``立案: {机关: 区住建局}`` and a list of one item are the same to a path: (立案, 0, 机关).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from docgen.core.source import Located
from docgen.records.yaml.bind import is_empty, is_one_line, short_parts
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Raw, Scalar, Shape, Spec, names, specs
from docgen.review.absorb.patch import Source

Path: TypeAlias = tuple[str | int, ...]
Own: TypeAlias = Mapping[str, Mapping[str, Spec]]
"""Kind of paper → the fields that its template declares, which stand under 其他文书."""

NO_OWN: Own = MappingProxyType({})
KIND = "文种"


@dataclass(frozen=True, slots=True)
class Child:
    """What stands one step below a node. ``key`` is as typed, ``None`` in lists and short forms.

    ``whole`` is false for a part of a text that stands for several (``全称 | 对外``, a line of a block).
    """

    step: str | int
    node: Node
    shape: Shape
    spec: Spec | None = None
    key: Located | None = None
    whole: bool = True


def children(node: Node, shape: Shape, own: Own = NO_OWN) -> list[Child]:
    """What stands in *node*, which is typed where *shape* is wanted, in the order typed."""
    match shape, node:
        case _, ScalarNode() if is_empty(node):
            return []
        case ListOf(item), ListNode(items):
            return [Child(index, one, item) for index, one in enumerate(items)]
        case ListOf(item), ScalarNode(text) if isinstance(item, Scalar) or is_one_line(item):
            lines = text.lines()
            return [Child(index, ScalarNode(line), item, whole=len(lines) == 1) for index, line in enumerate(lines)]
        case ListOf(item), _:
            return [Child(0, node, item)]
        case MapOf(value), MapNode(entries):
            return [Child(str(key).strip(), one, value, key=key) for key, one in entries]
        case ModelOf(model), MapNode(entries):
            return [_field(model, key, one) for key, one in entries]
        case ModelOf(model), ListNode() if model.LIST_AS:
            spec = specs(model)[model.LIST_AS]
            return [Child(spec.key, node, spec.shape, spec)]
        case ModelOf(model), ScalarNode(text):
            return list(_short(model, text))
        case Raw(), MapNode(entries):
            return [_free(node, key, one, own) for key, one in entries]
        case Raw(), ListNode(items):
            return [Child(index, one, Raw()) for index, one in enumerate(items)]
    return []


def _field(model: type[Model], key: Located, node: Node) -> Child:
    attribute = names(model).get(str(key).strip())
    spec = specs(model)[attribute] if attribute else None
    return Child(spec.key if spec else str(key).strip(), node, spec.shape if spec else Raw(), spec, key)


def _short(model: type[Model], text: Located) -> Iterator[Child]:
    attributes = model.SHORT or ((model.LIST_AS,) if model.LIST_AS else ())
    parts = short_parts(text, model) if model.SHORT else [text]
    for attribute, part in zip(attributes, parts, strict=False):
        spec = specs(model)[attribute]
        yield Child(spec.key, ScalarNode(part), spec.shape, spec, whole=len(attributes) == 1)


def _free(node: MapNode, key: Located, value: Node, own: Own) -> Child:
    """A key of an entry of 其他文书, by the fields of its kind."""
    kinds = (str(one.text) for name, one in node.entries if str(name).strip() == KIND and isinstance(one, ScalarNode))
    spec = own.get(next(kinds, ""), {}).get(str(key).strip())
    return Child(str(key).strip(), value, spec.shape if spec else _guessed(value), spec, key)


def _guessed(node: Node | None) -> Shape:
    """What *node* holds where no template says what it should."""
    if isinstance(node, ListNode) and all(isinstance(one, ScalarNode) for one in node.items):
        return ListOf(Scalar("text"))
    return Raw() if isinstance(node, ListNode | MapNode) else Scalar("text")


def plain(node: Node | None, shape: Shape, own: Own = NO_OWN) -> Any:
    """*node* as texts, lists and mappings by Chinese keys: two ways of typing the same are the same.

    What is empty is left out; an empty item of a list is ``None``, so that numbers stay those of paths.
    """
    match shape, node:
        case _, None:
            return None
        case Scalar() | Raw(), ScalarNode(text):
            return "\n".join(line.strip() for line in str(text).split("\n") if line.strip()) or None
        case Scalar(), MapNode(entries) if len(entries) == 1 and is_empty(entries[0][1]):
            return "{" + str(entries[0][0]) + "}"
        case Scalar("prose"), ListNode(items):
            return "\n".join(str(one.text).strip() for one in items if isinstance(one, ScalarNode)) or None
    found = [(one.step, plain(one.node, one.shape, own)) for one in (children(node, shape, own) if node else ())]
    if isinstance(shape, ListOf) or (isinstance(shape, Raw) and isinstance(node, ListNode)):
        return [value for _, value in found] or None
    return {step: value for step, value in found if value is not None} or None


def tidy(values: Any) -> Any:
    """Plain *values* with nothing empty in them, ``None`` where nothing is left."""
    match values:
        case dict():
            kept = {key: inner for key, one in values.items() if (inner := tidy(one)) is not None}
            return kept or None
        case list():
            return [inner for one in values if (inner := tidy(one)) is not None] or None
    return values or None


def find(source: Source, path: Path, own: Own = NO_OWN) -> list[Child]:
    """The nodes along *path*, the outermost first, as far as they are typed."""
    found: list[Child] = []
    node, shape = source.node, root_shape(source)
    for step in path:
        child = next((one for one in children(node, shape, own) if one.step == step), None) if node else None
        if child is None:
            break
        found.append(child)
        node, shape = child.node, child.shape
    return found


def root_shape(source: Source) -> Shape:
    return ModelOf(source.model)


def shape_at(source: Source, path: Path, own: Own = NO_OWN) -> tuple[Shape, Spec | None]:
    """What may stand at *path*, typed or not, and the field that it is. KeyError where a record has no such place."""
    shape: Shape = root_shape(source)
    spec: Spec | None = None
    for depth, step in enumerate(path):
        match shape:
            case ListOf(item) if isinstance(step, int):
                shape = item
            case MapOf(value) if isinstance(step, str):
                shape, spec = value, None
            case ModelOf(model) if isinstance(step, str):
                spec = next((one for one in specs(model).values() if one.key == step), None)
                if spec is None:
                    raise KeyError(step)
                shape = spec.shape
            case Raw() if isinstance(step, str):
                kind = at(plain(source.node, root_shape(source), own), (*path[:depth], KIND))
                spec = own.get(str(kind or ""), {}).get(step)
                typed = find(source, path[: depth + 1], own)
                shape = spec.shape if spec else _guessed(typed[-1].node if len(typed) == depth + 1 else None)
            case _:
                raise KeyError(step)
    return shape, spec


def at(values: Any, path: Path) -> Any:
    """What stands at *path* of plain *values*, ``None`` for nothing."""
    for step in path:
        if isinstance(values, dict) and isinstance(step, str):
            values = values.get(step)
        elif isinstance(values, list) and isinstance(step, int) and 0 <= step < len(values):
            values = values[step]
        else:
            return None
    return values


class Places:
    """Which path what is typed at a place of *source* has. Made once for many questions."""

    def __init__(self, source: Source, own: Own = NO_OWN) -> None:
        self.source, self.own = source, own
        self._texts: dict[int, list[tuple[int, int, Path]]] = {}
        self._begun: list[tuple[int, int, int, Path]] = []
        if source.node is not None:
            self._enter(source.node, root_shape(source), ())
        self._begun.sort(key=lambda row: row[:3])

    def _enter(self, node: Node, shape: Shape, path: Path) -> None:
        for one in children(node, shape, self.own):
            inner = (*path, one.step)
            start = one.key.span if one.key is not None else one.node.span
            self._begun.append((start.line, start.column, len(inner), inner))
            if isinstance(one.node, ScalarNode) and not is_empty(one.node):
                offset = 0
                for part in str(one.node.text).split("\n"):
                    span = one.node.text.span_at(offset)
                    self._texts.setdefault(span.line, []).append((span.column - 1, span.column + len(part), inner))
                    offset += len(part) + 1
            self._enter(one.node, one.shape, inner)

    def path_at(self, line: int, column: int) -> Path:
        """The path of the text at the place, else of the last key or item that begins before it; ``()`` for none."""
        fitting = [path for first, last, path in self._texts.get(line, ()) if first <= column <= last]
        if fitting:
            return max(fitting, key=len)
        at = bisect_right(self._begun, (line, column), key=lambda row: row[:2])
        return self._begun[at - 1][3] if at else ()


def path_at(source: Source, line: int, column: int, own: Own = NO_OWN) -> Path:
    """As ``Places``, for one question."""
    return Places(source, own).path_at(line, column)
