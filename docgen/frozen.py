"""Frozen dataclasses that cost little to define and little to make.

The standard decorator looks at every field by regular expressions and writes and compiles
six methods for every class whenever a module is imported: for the hundred small classes that
a letter needs, as long as all else together. Here what is compared, printed and pickled is
done by shared code, and a constructor is compiled for a class of which many objects are made.
To all else they are ordinary frozen dataclasses: ``fields``, ``replace``, ``match`` and type
checkers see no difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields, replace
from inspect import get_annotations
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Callable[[Any], Any]:
        return lambda function: function


T = TypeVar("T")
_FEW = 8
"""So many objects of a class are made without a constructor of its own: to compile it takes as long as to make fifty."""


@dataclass(frozen=True)
class _Standard:
    """What the standard library writes into a class, to be had without its private names."""

    value: int = 0


_PARAMETERS = vars(_Standard)["__dataclass_params__"]
_FIELD: Any = fields(_Standard)[0]
_KIND = _FIELD._field_type


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, slots: bool = True, kw_only: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]:
    """A decorator like ``dataclass(frozen=True)``. A class with subclasses of its own has no *slots*."""

    def decorate(cls: type[T]) -> type[T]:
        own = set(cls.__dict__)
        found = _fields(cls, kw_only=kw_only)
        made: Any = _with_slots(cls, found) if slots else cls
        made.__dataclass_fields__ = found
        made.__dataclass_params__ = _PARAMETERS
        names = list(found)
        sealed = _sealed(names) if slots else _closed(made, names)
        by_place = tuple(one.name for one in found.values() if not one.kw_only)
        told = {"__match_args__": by_place, "__replace__": replace}
        for name, value in (_methods(made, names) | (_ordered(names) if order else {}) | sealed | told).items():
            if name not in own:
                setattr(made, name, value)
        if not made.__doc__:
            made.__doc__ = made.__name__
        return made  # type: ignore[no-any-return]

    return decorate


def _fields(cls: Any, *, kw_only: bool) -> dict[str, Field[Any]]:
    """The fields of *cls*, those of its bases first. What stands in the class for one is its default, or goes."""
    found: dict[str, Field[Any]] = {}
    for base in reversed(cls.__mro__[1:]):
        found |= base.__dict__.get("__dataclass_fields__", {})
    for name, said in get_annotations(cls).items():
        if str(said).removeprefix("typing.").startswith("ClassVar"):
            continue
        given = cls.__dict__.get(name, MISSING)
        one: Any = given if isinstance(given, Field) else field(default=given)
        if one.default.__class__.__hash__ is None:
            raise ValueError(f"the default of {cls.__name__}.{name} can be changed: give a default_factory")
        one.name, one.type, one._field_type = name, said, _KIND
        one.kw_only = kw_only if one.kw_only is MISSING else one.kw_only
        if one.default is not MISSING:
            setattr(cls, name, one.default)
        elif given is not MISSING:
            delattr(cls, name)
        found[name] = one
    return found


def _with_slots(cls: Any, found: dict[str, Field[Any]]) -> Any:
    """*cls* made again: slots are given to a class when it is made, and never after."""
    body = {name: value for name, value in cls.__dict__.items() if name not in found}
    body.pop("__dict__", None)
    body.pop("__weakref__", None)
    body["__slots__"] = tuple(found)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def _methods(cls: Any, names: list[str]) -> dict[str, Any]:
    key = _key(names)
    few = _few(cls)
    made = 0

    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        nonlocal made
        made += 1
        if made > _FEW or not few(self, args, kwargs):
            cls.__init__ = _constructor(cls)
            cls.__init__(self, *args, **kwargs)

    def equal(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    def printed(self: Any) -> str:
        shown = [one.name for one in fields(self) if one.repr]
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return {"__init__": first, "__eq__": equal, "__hash__": hashed, "__repr__": printed}


def _few(cls: Any) -> Callable[[Any, tuple[Any, ...], dict[str, Any]], bool]:
    """A constructor for any class: it fills an object, or finds that the arguments are wrong and gives ``False``."""

    def fill(self: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        values = {**dict(zip(cls.__match_args__, args, strict=False)), **kwargs}
        if len(args) > len(cls.__match_args__) or len(values) < len(args) + len(kwargs):
            return False
        for one in fields(cls):
            if one.name not in values:
                if one.default is MISSING and one.default_factory is MISSING:
                    return False
                values[one.name] = one.default if one.default_factory is MISSING else one.default_factory()
            object.__setattr__(self, one.name, values.pop(one.name))
        if values:
            return False
        if hasattr(self, "__post_init__"):
            self.__post_init__()
        return True

    return fill


def _ordered(names: list[str]) -> dict[str, Any]:
    key = _key(names)

    def compared(test: Callable[[Any, Any], bool]) -> Any:
        def method(self: Any, other: object) -> Any:
            return test(key(self), key(other)) if other.__class__ is self.__class__ else NotImplemented

        return method

    return {
        "__lt__": compared(lambda one, other: one < other),
        "__le__": compared(lambda one, other: one <= other),
        "__gt__": compared(lambda one, other: one > other),
        "__ge__": compared(lambda one, other: one >= other),
    }


def _sealed(names: list[str]) -> dict[str, Any]:
    """What a class with slots needs so as to be frozen, and to be pickled all the same."""

    def state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def restore(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__setattr__": _refuse, "__delattr__": _refuse, "__getstate__": state, "__setstate__": restore}


def _closed(cls: Any, names: list[str]) -> dict[str, Any]:
    """What a class without slots needs so as to be frozen, while a class below it may have more."""

    def set_(self: Any, name: str, value: object) -> None:
        if type(self) is cls or name in names:
            _refuse(self, name)
        super(cls, self).__setattr__(name, value)

    def delete(self: Any, name: str) -> None:
        if type(self) is cls or name in names:
            _refuse(self, name)
        super(cls, self).__delattr__(name)

    return {"__setattr__": set_, "__delattr__": delete}


def _refuse(self: Any, name: str, *_: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _key(names: list[str]) -> Callable[[Any], Any]:
    return attrgetter(*names) if names else lambda _: ()


def _constructor(cls: Any) -> Callable[..., None]:
    """``__init__`` of *cls*, written out: slots are filled through their descriptors, else the dictionary is."""
    known: dict[str, Any] = {"_missing": MISSING}
    parameters, lines = [], []
    for one in fields(cls):
        given = one.name
        if one.default is not MISSING:
            known[f"_default_{one.name}"] = one.default
            parameters.append((one.kw_only, f"{one.name}=_default_{one.name}"))
        elif one.default_factory is not MISSING:
            known[f"_make_{one.name}"] = one.default_factory
            parameters.append((one.kw_only, f"{one.name}=_missing"))
            given = f"_make_{one.name}() if {one.name} is _missing else {one.name}"
        else:
            parameters.append((one.kw_only, one.name))
        if "__slots__" in cls.__dict__:
            known[f"_set_{one.name}"] = getattr(cls, one.name).__set__
            lines.append(f"_set_{one.name}(self, {given})")
        else:
            lines.append(f"_values[{one.name!r}] = {given}")
    if "__slots__" not in cls.__dict__:
        lines.insert(0, "_values = self.__dict__")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    plain = [text for keyword, text in parameters if not keyword]
    named = [text for keyword, text in parameters if keyword]
    head = ", ".join(["self", *plain, *(["*"] if named else []), *named])
    body = "\n    ".join(lines) or "pass"
    exec(f"def __init__({head}):\n    {body}\n", known)
    known["__init__"].__qualname__ = f"{cls.__qualname__}.__init__"
    made: Callable[..., None] = known["__init__"]
    return made
