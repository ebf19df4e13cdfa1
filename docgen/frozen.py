"""Frozen dataclasses that cost little to define and little to make.

The standard decorator writes and compiles six methods for every class whenever a module is
imported: for the hundred small classes that a letter needs, as long as all else together.
Here what is compared, printed and pickled is done by shared code, and the constructor is
compiled when the first object is made. To all else they are ordinary frozen dataclasses:
``fields``, ``replace``, ``match`` and type checkers see no difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from typing_extensions import dataclass_transform
else:

    def dataclass_transform(**_: Any) -> Callable[[Any], Any]:
        return lambda function: function


T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(*, slots: bool = True, kw_only: bool = False, order: bool = False) -> Callable[[type[T]], type[T]]:
    """A decorator like ``dataclass(frozen=True)``. A class with subclasses of its own has no *slots*."""

    def decorate(cls: type[T]) -> type[T]:
        own = set(cls.__dict__)
        if not cls.__doc__:
            cls.__doc__ = cls.__name__  # else the standard decorator works out a signature for it
        # Without slots there may be subclasses, for which the standard decorator wants to see a frozen base.
        made: Any = dataclass(init=False, repr=False, eq=False, frozen=not slots, slots=slots, kw_only=kw_only)(cls)
        names = [one.name for one in fields(made)]
        methods = {**_methods(made, names), **(_ordered(names) if order else {}), **(_sealed(names) if slots else {})}
        for name, method in methods.items():
            if name not in own:
                setattr(made, name, method)
        return made  # type: ignore[no-any-return]

    return decorate


def _methods(cls: Any, names: list[str]) -> dict[str, Any]:
    key = _key(names)
    shown = [one.name for one in fields(cls) if one.repr]

    def first(self: Any, *args: Any, **kwargs: Any) -> None:
        cls.__init__ = _constructor(cls)
        cls.__init__(self, *args, **kwargs)

    def equal(self: Any, other: object) -> Any:
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: Any) -> int:
        return hash(key(self))

    def printed(self: Any) -> str:
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return {"__init__": first, "__eq__": equal, "__hash__": hashed, "__repr__": printed}


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

    def refuse(self: Any, name: str, *_: object) -> None:
        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def state(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    def restore(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return {"__setattr__": refuse, "__delattr__": refuse, "__getstate__": state, "__setstate__": restore}


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
