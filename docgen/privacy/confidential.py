"""What the fields of a record hold that no message may show, read from its nodes: whatever shape a value was typed in.

A value on the next line, in a block, escaped or under an English key is still the value. The
record need not be usable; where its YAML is broken the nodes are those of what was whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.core.errors import has_errors
from docgen.privacy.masks import is_of_persons
from docgen.privacy.naming import people_in, taken_apart
from docgen.privacy.spelling import parts, persons_in
from docgen.records.models import Case, Hearing, Party, Person
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import Model, ModelOf, names
from docgen.records.yaml.parse import parse

_HIDDEN = ("full_name", "also", "identity_number", "phone", "address", "guardian", "school", "private")
"""What of a party is confidential: all but how it is called outside, and whether it is a minor."""


def in_nodes(source: str) -> tuple[tuple[str, ...], bool]:
    """(the values of the record *source*, whether its YAML could be read to the end)."""
    node, problems = parse(source, "", ModelOf(Case))
    values = tuple(dict.fromkeys(_in_node(node, party=False))) if node is not None else ()
    return values, node is not None and not has_errors(problems)


def _keys(model: type[Model], *attributes: str) -> frozenset[str]:
    """Every key under which *attributes* of *model* may be typed: Chinese, its other names, English."""
    known = names(model)
    return frozenset(key for key, attribute in known.items() if attribute in attributes)


def _in_node(node: Node, *, party: bool) -> Iterator[str]:
    """The values below *node*; *party*: it is the mapping of one party, whose name and phone are confidential too."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _in_node(item, party=party)
    if not isinstance(node, MapNode):
        return
    for key, value in node.entries:
        word = str(key).strip()
        if word in _keys(Case, "parties"):
            yield from _parties(value)
        elif word in (_keys(Party, *_HIDDEN) if party else _EVERYWHERE):
            for text in _texts(value):
                yield from parts(text)
                if word in _keys(Party, "full_name", "guardian", "also"):
                    # 村民何雨生: a message shows 何 雨 生 of the running text too.
                    apart = taken_apart(text)
                    yield from (*apart.names, *apart.also)
        elif word in _keys(Hearing, "hearers", "supervisors"):
            yield from (name for text in _names(value) for name in persons_in(text))
        elif is_of_persons(word):
            yield from (name for text in _texts(value) for name in people_in(text))
        else:
            yield from _in_node(value, party=party)


def _parties(node: Node) -> Iterator[str]:
    """The values of every party, also of those that are typed in one line: 甲: 李小明 | 李某."""
    for _, value in node.entries if isinstance(node, MapNode) else ():
        if isinstance(value, MapNode):
            yield from _in_node(value, party=True)
        else:
            yield from (part for text in _texts(value) for part in parts(text.partition("|")[0]))


_EVERYWHERE = frozenset(
    (
        *_keys(Party, "full_name", "identity_number", "address", "guardian", "school", "private", "also")
        - {"全称", "also"},
        *_keys(Case, "prosecutor"),
        *_keys(Hearing, "host", "clerk"),
    )
)


def _texts(node: Node) -> Iterator[str]:
    """Every text below *node*, whatever its shape; a block also line by line."""
    match node:
        case ScalarNode():
            yield from dict.fromkeys((str(node.text), *str(node.text).splitlines()))
        case ListNode():
            for item in node.items:
                yield from _texts(item)
        case MapNode():
            for _, value in node.entries:
                yield from _texts(value)


def _names(node: Node) -> Iterator[str]:
    """The names of the persons listed in *node*: 沈砚秋（人大代表）, or a mapping with 姓名."""
    match node:
        case ListNode():
            for item in node.items:
                yield from _names(item)
        case MapNode():
            for key, value in node.entries:
                yield from _texts(value) if str(key).strip() in _keys(Person, "name") else ()
        case ScalarNode():
            yield from (part.partition("|")[0] for part in re.split(r"[,，、\n]", node.text))
