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


@dataclass(init=False, repr=False, eq=False, frozen=True)
class _Frozen:
    """What the standard library writes into a class, to be had without its private names."""

    value: int = 0


@dataclass(init=False, repr=False, eq=False)
class _Mutable:
    """The same of one that may be changed."""


_FIELD: Any = fields(_Frozen)[0]
_KIND = _FIELD._field_type
_PARAMETERS = "__dataclass_params__"


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(
    *, slots: bool = True, kw_only: bool = False, order: bool = False, eq: bool = True
) -> Callable[[type[T]], type[T]]:
    """A decorator like ``dataclass(frozen=True)``. A class with subclasses of its own has no *slots*."""

    def decorate(cls: type[T]) -> type[T]:
        found = _fields(cls, kw_only=kw_only)
        made: Any = _with_slots(cls, found) if slots else cls
        names = list(found)
        more = (_ordered(names) if order else {}) | (_sealed(made, names) if slots else _closed(made, names))
        return _completed(made, found, _Frozen, more, eq=eq)  # type: ignore[no-any-return]

    return decorate


@dataclass_transform(field_specifiers=(field,))
def mutable(*, slots: bool = True) -> Callable[[type[T]], type[T]]:
    """A decorator like ``dataclass``, for what is filled or counted as the work goes on."""

    def decorate(cls: type[T]) -> type[T]:
        found = _fields(cls, kw_only=False)
        return _completed(_with_slots(cls, found) if slots else cls, found, _Mutable, {"__hash__": None}, eq=True)  # type: ignore[no-any-return]

    return decorate


def _completed(made: Any, found: dict[str, Field[Any]], standard: Any, more: dict[str, Any], *, eq: bool) -> Any:
    """*made* with all that a dataclass has; what its author wrote stays."""
    own = set(made.__dict__)
    made.__dataclass_fields__ = found
    setattr(made, _PARAMETERS, vars(standard)[_PARAMETERS])
    methods = _methods(made, found, eq=eq) | {"__match_args__": _by_place(found), "__replace__": replace} | more
    for name, value in methods.items():
        if name not in own:
            setattr(made, name, value)
    if not made.__doc__:
        made.__doc__ = made.__name__
    return made


def _by_place(found: dict[str, Field[Any]]) -> tuple[str, ...]:
    return tuple(name for name, one in found.items() if one.init and not one.kw_only)


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


def _methods(cls: Any, found: dict[str, Field[Any]], *, eq: bool) -> dict[str, Any]:
    key = _key(list(found))
    few = _few(found)
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
        shown = [name for name, one in found.items() if one.repr]
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    made_of = {"__init__": first, "__repr__": printed}
    return made_of | ({"__eq__": equal, "__hash__": hashed} if eq else {})


def _few(found: dict[str, Field[Any]]) -> Callable[[Any, tuple[Any, ...], dict[str, Any]], bool]:
    """A constructor for any class: it fills an object, or finds that the arguments are wrong and gives ``False``."""

    by_place = _by_place(found)

    def fill(self: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        values = {**dict(zip(by_place, args, strict=False)), **kwargs}
        if len(args) > len(by_place) or len(values) < len(args) + len(kwargs):
            return False
        for name, one in found.items():
            if name in values:
                value = values.pop(name)
            elif one.default is not MISSING:
                value = one.default
            elif one.default_factory is not MISSING:
                value = one.default_factory()
            elif one.init:
                return False
            else:
                continue  # __post_init__ fills it
            object.__setattr__(self, name, value)
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


def _sealed(cls: Any, names: list[str]) -> dict[str, Any]:
    """What a class with slots needs so as to be frozen, and to be pickled all the same."""
    slots = [getattr(cls, name).__set__ for name in names]

    def state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def restore(self: Any, state: list[Any]) -> None:
        for put, value in zip(slots, state, strict=True):
            put(self, value)

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
    """``__init__`` of *cls*, written out: what may not be set is filled through the descriptors of its slots, or in its dictionary."""
    known: dict[str, Any] = {"_missing": MISSING}
    parameters, lines = [], []
    for one in fields(cls):
        given = one.name
        if not one.init and one.default is one.default_factory:
            continue  # both are missing: __post_init__ fills it
        if one.default is not MISSING:
            known[f"_default_{one.name}"] = one.default
            parameters.append((one.kw_only, f"{one.name}=_default_{one.name}"))
        elif one.default_factory is not MISSING:
            known[f"_make_{one.name}"] = one.default_factory
            parameters.append((one.kw_only, f"{one.name}=_missing"))
            given = f"_make_{one.name}() if {one.name} is _missing else {one.name}"
        else:
            parameters.append((one.kw_only, one.name))
        if cls.__setattr__ is object.__setattr__:
            lines.append(f"self.{one.name} = {given}")
        elif "__slots__" in cls.__dict__:
            known[f"_set_{one.name}"] = getattr(cls, one.name).__set__
            lines.append(f"_set_{one.name}(self, {given})")
        else:
            lines.append(f"_values[{one.name!r}] = {given}")
    if "__slots__" not in cls.__dict__ and cls.__setattr__ is not object.__setattr__:
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
