"""How a dataclass says what its YAML may hold.

A field carries its Chinese key, its meaning in a sentence, and the shape of its
value. The loader, the JSON Schema, the pages for authors and the messages about
unknown keys all read these same declarations.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import lru_cache
from typing import Any, ClassVar, Literal, TypeAlias, TypeVar, cast

from docgen.source import Located, Span

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
) -> Any:
    """A dataclass field that is read from YAML under *key*. Lists and maps default to empty, all else to *usual*."""
    spec = Spec(key, doc, shape, aliases, required, stage, default)
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
