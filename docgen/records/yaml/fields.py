"""How a dataclass says what its YAML may hold.

A field carries its Chinese key, its meaning in a sentence, and the shape of its
value. The loader, the JSON Schema, the pages for authors and the messages about
unknown keys all read these same declarations.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import lru_cache
from typing import Any, ClassVar, Literal, TypeAlias, TypeVar, cast

from docgen.core.source import Located, Span

ScalarKind = Literal["text", "prose", "date", "moment", "yes", "whole", "number", "agency", "file"]
"""text: one line · prose: one line = one paragraph · date: a full day · moment: a date as
exact as is known · yes: 是/否 · whole: a whole number · number: a decimal · agency: a name
registered under 机关 or 当事人 · file: another file, its path relative to the record's own."""


@dataclass(frozen=True, slots=True)
class Scalar:
    kind: ScalarKind
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list; a lone value counts as a list of one, and lines of a block as items where items are text.

    ``numbered`` lists get their numbers from docgen: a typed one is taken off with a reminder.
    """

    item: Shape
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class MapOf:
    """Names chosen by the author, each with a value of one shape."""

    value: Shape


@dataclass(frozen=True, slots=True)
class ModelOf:
    """A mapping with known keys: the fields of the dataclass ``model``."""

    model: type[Model]


@dataclass(frozen=True, slots=True)
class Raw:
    """Kept as nodes: what it means is known only later."""


Shape: TypeAlias = Scalar | ListOf | MapOf | ModelOf | Raw


@dataclass(frozen=True, slots=True)
class Spec:
    """What one field of a record is: ``key`` is the word printed in the documents.

    ``stage`` is the first stage of the case at which the value exists, ``""`` from the
    beginning. ``default`` says in words what is used when the field is left out.
    """

    key: str
    doc: str
    shape: Shape
    aliases: tuple[str, ...] = ()
    required: bool = False
    stage: str = ""
    default: str = ""
    cites: bool = False
    """Provisions of law stand here: editors offer the names of laws."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """The base of everything that is read from YAML.

    ``span`` is where the mapping stands; ``keys`` gives for each attribute that was
    typed the key as it was typed, so that a paper can print that very word.
    ``SHORT`` names the attributes that a plain ``a | b | c`` fills, in order;
    with ``SHORT_NOTE`` also ``a（b）``. ``LIST_AS`` names the attribute that a plain list fills.
    """

    SHORT: ClassVar[tuple[str, ...]] = ()
    SHORT_NOTE: ClassVar[bool] = False
    LIST_AS: ClassVar[str] = ""

    span: Span = Span("")
    keys: Mapping[str, Located] = field(default_factory=dict)


def entry(
    shape: Shape,
    key: str,
    doc: str,
    *,
    aliases: tuple[str, ...] = (),
    required: bool = False,
    stage: str = "",
    default: str = "",
    usual: Any = None,
    cites: bool = False,
) -> Any:
    """A dataclass field that is read from YAML under *key*. Lists and maps default to empty, all else to *usual*."""
    spec = Spec(key, doc, shape, aliases, required, stage, default, cites)
    match shape:
        case ListOf():
            return field(default=(), metadata={"spec": spec})
        case MapOf():
            return field(default_factory=dict, metadata={"spec": spec})
    return field(default=usual, metadata={"spec": spec})


def text(key: str, doc: str, choices: tuple[str, ...] = (), **more: Any) -> Any:
    return entry(Scalar("text", choices), key, doc, **more)


def prose(key: str, doc: str, **more: Any) -> Any:
    return entry(Scalar("prose"), key, doc, **more)


def date(key: str, doc: str, **more: Any) -> Any:
    return entry(Scalar("date"), key, doc, **more)


def moment(key: str, doc: str, **more: Any) -> Any:
    return entry(Scalar("moment"), key, doc, **more)


def yes(key: str, doc: str, *, usual: bool | None = False, **more: Any) -> Any:
    """是/否; *usual* is what an author means who writes nothing (``None``: it depends, ``default`` says on what)."""
    return entry(Scalar("yes"), key, doc, usual=usual, **{"default": "是" if usual else "否", **more})


def agency(key: str, doc: str, **more: Any) -> Any:
    return entry(Scalar("agency"), key, doc, **more)


def file(key: str, doc: str, **more: Any) -> Any:
    return entry(Scalar("file"), key, doc, **more)


def files(key: str, doc: str, **more: Any) -> Any:
    return entry(ListOf(Scalar("file")), key, doc, **more)


def texts(key: str, doc: str, *, numbered: bool = False, **more: Any) -> Any:
    return entry(ListOf(Scalar("text"), numbered), key, doc, **more)


def model(cls: type[Model], key: str, doc: str, **more: Any) -> Any:
    return entry(ModelOf(cls), key, doc, **more)


def models(cls: type[Model], key: str, doc: str, *, numbered: bool = False, **more: Any) -> Any:
    return entry(ListOf(ModelOf(cls), numbered), key, doc, **more)


def named(cls: type[Model], key: str, doc: str, **more: Any) -> Any:
    return entry(MapOf(ModelOf(cls)), key, doc, **more)


F = TypeVar("F", bound=Callable[..., Any])


def remembered(function: F) -> F:
    """*function*, its results kept. For functions of a Model class, which a type checker does not take for hashable."""
    return cast(F, lru_cache(maxsize=4096)(function))


@remembered
def specs(cls: type[Model]) -> dict[str, Spec]:
    """Attribute → what the record holds there, in the order of the fields."""
    return {item.name: item.metadata["spec"] for item in fields(cls) if "spec" in item.metadata}


@remembered
def names(cls: type[Model]) -> dict[str, str]:
    """Every word that a Model accepts as a key (Chinese key, aliases, attribute name) → attribute name."""
    known: dict[str, str] = {}
    for attribute, spec in specs(cls).items():
        for word in (spec.key, *spec.aliases, attribute):
            if known.setdefault(word, attribute) != attribute:
                raise AssertionError(f"{cls.__name__}: two fields answer to {word}")
    return known


def empty(cls: type[Model], at: Span) -> Any:
    """A *cls* in which nothing was typed, standing at *at*."""
    assert _fillable(cls)
    return cls(span=at)


@remembered
def _fillable(cls: type[Model]) -> bool:
    """True where every field of *cls* has a default."""
    return all(item.default is not MISSING or item.default_factory is not MISSING for item in fields(cls))


# — keys —
# Which words may stand as keys at a place, and where a key ends in what was typed.

__all__ = ["Key", "find_key", "is_text", "item_of", "knows", "looks_like_item", "map_of", "value_of"]

SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
"""Spaces of every width, and characters without any width that come with pasted text."""

_LONGEST = 40
_COLON = re.compile("[:：]")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_AFTER_QUOTES = re.compile(f"[{SPACES}]*[:：]")
_SENTENCE = re.compile("[。；！？，“”]|[ \t]#")
_SPACES = re.compile(f"[{SPACES}]*")


@dataclass(frozen=True, slots=True)
class Key:
    """A key in a row: offsets of the name, the colon and the value.

    ``colon`` tells how it was typed: as YAML has it, full-width, or without the space after it.
    """

    start: int
    end: int
    at: int
    value: int
    name: str
    known: bool
    colon: Literal["plain", "wide", "tight"]


_MAPPINGS = (ModelOf, MapOf)


def map_of(shape: Shape | None) -> ModelOf | MapOf | None:
    """What a mapping that stands at *shape* holds; a lone mapping counts as a list of one."""
    while isinstance(shape, ListOf):
        shape = shape.item
    return shape if isinstance(shape, _MAPPINGS) else None


def item_of(shape: Shape | None) -> Shape | None:
    """What the items of a list that stands at *shape* are; None where no list is expected."""
    match shape:
        case ListOf(item):
            return item
        case ModelOf(model) if model.LIST_AS:
            return item_of(specs(model)[model.LIST_AS].shape)
    return None


def value_of(shape: ModelOf | MapOf | None, name: str) -> Shape | None:
    """What stands under the key *name*; None where that is not known."""
    match shape:
        case MapOf(value):
            return value
        case ModelOf(model):
            attribute = names(model).get(name)
            return specs(model)[attribute].shape if attribute else None
    return None


def is_text(shape: Shape | None) -> bool:
    """Whether only text may stand here: a text, or one item of a list of texts."""
    while isinstance(shape, ListOf):
        shape = shape.item
    return isinstance(shape, Scalar)


def knows(shape: ModelOf | MapOf | None, name: str) -> bool:
    """Whether *name* is a known key; under a MapOf no name is known beforehand."""
    return isinstance(shape, ModelOf) and name in names(shape.model)


def looks_like_item(text: str, start: int, *, in_list: bool) -> bool:
    """Whether a list item begins at *start*; ``-督促`` counts only where a list is expected."""
    if not text.startswith("-", start):
        return False
    after = text[start + 1 : start + 2]
    return not after or after in SPACES or (in_list and after != "-")


def find_key(text: str, start: int, shape: ModelOf | MapOf | None, *, sibling: bool = False) -> Key | None:
    """The key at *start* of a row, None where the row is text.

    A full-width colon, or one without a space after it, counts after a known key, after any
    name under a MapOf, and (``sibling``) where a key must stand because its neighbours are keys.
    """
    if text[start : start + 1] in ('"', "'"):
        return _quoted_key(text, start)
    if text.startswith(("#", "{", "["), start):
        # A comment, or a flow collection: its keys are inside it.
        return None
    # No key is longer, and a search to the end of a line of ten million characters is not free.
    match = _COLON.search(text, start, start + _LONGEST + 9)
    anything = sibling or isinstance(shape, MapOf)
    while match:
        at = match.start()
        name = text[start:at].rstrip(SPACES).strip(INVISIBLE)
        if not name:
            return None
        known = knows(shape, name)
        if not known and (len(name) > _LONGEST or _SENTENCE.search(name)):
            return None
        plain = match[0] == ":" and text[at + 1 : at + 2] in ("", " ", "\t")
        if known or plain or anything:
            end = len(text[start:at].rstrip(SPACES)) + start
            return _key(text, start, end, at, name, known)
        match = _COLON.search(text, at + 1, start + _LONGEST + 9)
    return None


def _quoted_key(text: str, start: int) -> Key | None:
    quoted = _QUOTED.match(text, start)
    colon = _AFTER_QUOTES.match(text, quoted.end()) if quoted else None
    if quoted is None or colon is None:
        return None
    return _key(text, start, quoted.end(), colon.end() - 1, quoted[0][1:-1], False)


def _key(text: str, start: int, end: int, at: int, name: str, known: bool) -> Key:
    spaces = _SPACES.match(text, at + 1)
    value = spaces.end() if spaces else at + 1
    colon: Literal["plain", "wide", "tight"] = "wide"
    if text[at] == ":":
        colon = "plain" if value == len(text) or text[at + 1] in " \t" else "tight"
    return Key(start, end, at, value, name, known, colon)
