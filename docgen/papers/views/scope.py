"""What a template may look at: the seam between the views (``privacy``) and the engine (``templates``).

A template never holds a record. It holds Scopes, which answer to Chinese names one at
a time and may refuse.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from docgen.core.errors import Problem
from docgen.core.source import Located, Span

GAP_MARK = "【待补："
"""How every gap begins, on paper and in the search for gaps."""


class _Nothing:
    """The answer of a Scope that does not know a name."""


NOTHING: Final = _Nothing()


@dataclass(frozen=True, slots=True)
class Barred:
    """A value that exists and that this paper may not read. ``also`` are Problems at the places in the record."""

    code: str
    message: str
    hint: str
    also: tuple[Problem, ...] = ()


class Gap(Located):
    """The words that stand where the record lacks what the paper needs."""

    __slots__ = ()

    @classmethod
    def of(cls, label: str, at: Span) -> Gap:
        return cls(f"{GAP_MARK}{label}】", at)


class Scope(ABC):
    """Named values of a record as one paper may see them.

    ``fixed`` is False where the names are the author's own (数据, 机关), so that only a
    record can tell whether one exists.
    """

    fixed = True
    printable = True
    """False where the Scope has several values and no words of its own, whatever the record holds."""

    @abstractmethod
    def look(self, name: str) -> Any:
        """The value called *name*; NOTHING for an unknown name, a Barred for one that may not be read."""

    @abstractmethod
    def names(self) -> Iterable[str]:
        """The names that a message may suggest."""

    def item(self, name: str) -> Scope | None:
        """One blank item of the list called *name*; ``None`` where it has no fields, or they are not known."""
        del name
        return None

    def printed(self) -> str | None:
        """What stands on paper where the Scope itself is printed.

        ``""`` where it is empty, ``None`` where it has several values and no words of its own.
        """
        return None if self else ""

    def __str__(self) -> str:
        """What a filter or ``~`` of Jinja makes of the Scope: never Python's own words with an address in them."""
        return self.printed() or ""

    __repr__ = __str__

    def __bool__(self) -> bool:
        """True where the record holds anything of it."""
        return True
