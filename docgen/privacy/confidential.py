"""What the fields of a record hold that no message may show, read from its nodes: whatever shape a value was typed in.

A value on the next line, in a block, escaped or under an English key is still the value, and
so are the forms in which people write it (``forms``), the likely ones too. The record need not
be usable; where its YAML is broken the nodes are those of what was whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from docgen.core.errors import has_errors
from docgen.privacy import forms
from docgen.privacy.masks import is_of_persons
from docgen.privacy.naming import people_in, taken_apart
from docgen.privacy.spelling import parts, persons_in
from docgen.privacy.standing import WORDS
from docgen.records.models import Case, Hearing, Party, Person
from docgen.records.yaml.bind import NO
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import Model, ModelOf, names
from docgen.records.yaml.parse import parse

_HIDDEN = ("full_name", "also", "identity_number", "phone", "address", "guardian", "school", "private")
"""What of a party is confidential: all but how it is called outside, and whether it is a minor."""


def in_nodes(source: str) -> tuple[tuple[str, ...], bool]:
    """(the values of the record *source*, whether its YAML could be read to the end)."""
    node, problems = parse(source, "", ModelOf(Case))
    if node is None:
        return (), False
    places = tuple(place for text in _below(node, _OFFICE) for place in forms.regions(text))
    return tuple(dict.fromkeys(_in_node(node, places, party=False))), not has_errors(problems)


def _keys(model: type[Model], *attributes: str) -> frozenset[str]:
    """Every key under which *attributes* of *model* may be typed: Chinese, its other names, English."""
    known = names(model)
    return frozenset(key for key, attribute in known.items() if attribute in attributes)


def _in_node(node: Node, places: tuple[str, ...], *, party: bool) -> Iterator[str]:
    """The values below *node*; *party*: it is the mapping of one party, whose name and phone are confidential too."""
    if isinstance(node, ListNode):
        for item in node.items:
            yield from _in_node(item, places, party=party)
    if not isinstance(node, MapNode):
        return
    minor = any(text.strip().lower() not in NO for text in _below(node, _MINOR))
    places = (*places, *(place for text in _below(node, _ADDRESS) for place in forms.regions(text)))
    for key, value in node.entries:
        word = str(key).strip()
        if word in _PARTIES:
            yield from _parties(value, places)
        elif word in (_OF_PARTY if party else _EVERYWHERE):
            for text in _texts(value):
                yield from parts(text)
                yield from other_forms(word, text, places, minor=minor)
        elif word in _HEARD:
            yield from _with_forms(name for text in _names(value) for name in persons_in(text))
        elif is_of_persons(word):
            yield from _with_forms(name for text in _texts(value) for name in people_in(text))
        else:
            yield from _in_node(value, places, party=party)


def _parties(node: Node, places: tuple[str, ...]) -> Iterator[str]:
    """The values of every party, also of those that are typed in one line: 甲: 李小明 | 李某."""
    for _, value in node.entries if isinstance(node, MapNode) else ():
        if isinstance(value, MapNode):
            yield from _in_node(value, places, party=True)
        else:
            for text in _texts(value):
                yield from parts(text.partition("|")[0])
                yield from other_forms("姓名", text.partition("|")[0], places)


def other_forms(key: str, text: str, places: tuple[str, ...] = (), *, minor: bool = False) -> Iterator[str]:
    """What people write for *text*, typed under *key* of a party: 村民何雨生, 知夏, 云栖酒店, 新桥村五组, 松岭四中."""
    if key in _NAME:
        # 村民何雨生: a message shows 何 雨 生 of the running text too.
        apart = taken_apart(text)
        names = dict.fromkeys((*apart.names, *apart.also, *persons_in(text)))
        yield from _with_forms(names, places, minor=minor)
        return
    found: list[forms.Form] = []
    if key in _ADDRESS:
        found += forms.of_home(text.strip(), minor=minor)
    elif key in _SCHOOL:
        bare, notes = forms.noted(text)
        yield from (bare, *notes)
        found += (*forms.of_school(bare), *(form for note in notes for form in forms.of_class(note)))
    elif key in _PRIVATE:
        found += forms.of_class(text.strip())
    yield from (form.text for form in found)


def _with_forms(names: Iterable[str], places: tuple[str, ...] = (), *, minor: bool = False) -> Iterator[str]:
    """*names* and their forms; 阳光 of 阳光酒店 is a word that messages need."""
    for name in names:
        yield name
        yield from (form.text for form in forms.of_name(name, places, minor=minor) if form.text not in WORDS)


def _below(node: Node, keys: frozenset[str]) -> Iterator[str]:
    """The texts that stand right below *node* under one of *keys*."""
    for key, value in node.entries if isinstance(node, MapNode) else ():
        if str(key).strip() in keys:
            yield from _texts(value)


_PARTIES, _OFFICE = _keys(Case, "parties"), _keys(Case, "procuratorate")
_OF_PARTY, _HEARD = _keys(Party, *_HIDDEN), _keys(Hearing, "hearers", "supervisors")
_NAME, _ADDRESS = _keys(Party, "full_name", "also", "guardian"), _keys(Party, "address")
_SCHOOL, _PRIVATE, _MINOR = _keys(Party, "school"), _keys(Party, "private"), _keys(Party, "minor")
_PERSON = _keys(Person, "name")
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
                yield from _texts(value) if str(key).strip() in _PERSON else ()
        case ScalarNode():
            yield from (part.partition("|")[0] for part in re.split(r"[,，、\n]", node.text))
