"""The rules of ``docgen check``: one function a rule, one module a family, one table of them all.

A rule is a generator that takes a ``Subject`` and gives Findings. The decorator says its code,
its level, what it looks at and what it rests on; its docstring is its page and its test (``pages``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from inspect import cleandoc

from docgen.checks.subject import Finding, Subject
from docgen.core.errors import LETTERS, Level

__all__ = ["FAMILIES", "TABLE", "Check", "Rule", "known", "rule"]

FAMILIES = (
    "law",
    "advice",
    "letters",
    "papers",
    "hearing",
    "order",
    "days",
    "events",
    "names",
    "likeness",
    "words",
    "marks",
    "quotes",
    "numbers",
    "sums",
    "publicity",
)
"""The modules of this package."""

Check = Callable[[Subject], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the runner knows it. ``on`` says in a word what it looks at, ``source`` what it rests on."""

    id: str
    level: Level
    title: str
    on: str
    source: str
    doc: str
    check: Check


TABLE: list[Rule] = []
"""Every rule, in the order in which the families were imported."""


def rule(code: str, *, level: Level, on: str, source: str) -> Callable[[Check], Check]:
    """Enters the decorated function in the table as the rule *code*."""

    def enter(check: Check) -> Check:
        doc = cleandoc(check.__doc__ or "")
        TABLE.append(Rule(code, level, doc.partition("\n")[0].rstrip("。"), on, source, doc, check))
        return check

    return enter


@cache
def known() -> Mapping[str, Rule]:
    """Code → Rule, by the letters and numbers of the codes; the families are imported at the first call."""
    for family in FAMILIES:
        import_module(f"{__name__}.{family}")
    letters = list(LETTERS)
    return {each.id: each for each in sorted(TABLE, key=lambda each: (letters.index(each.id[0]), each.id))}
