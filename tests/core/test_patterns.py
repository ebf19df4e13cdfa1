"""Patterns compiled at their first use are the patterns that ``re.compile`` makes, and all of them compile."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import docgen
from docgen import patterns
from docgen.patterns import regex

MODULES = sorted(
    item.name for item in pkgutil.walk_packages(docgen.__path__, "docgen.") if not item.name.endswith("__main__")
)


def test_a_pattern_is_asked_like_a_compiled_one() -> None:
    made, compiled = regex(r"(?P<year>\d{4})年", re.IGNORECASE), re.compile(r"(?P<year>\d{4})年", re.IGNORECASE)
    assert (made.pattern, made.flags, made.groups, made.groupindex) == (
        compiled.pattern, compiled.flags, compiled.groups, compiled.groupindex,
    )  # fmt: skip
    found = made.search("在2024年")
    assert found is not None
    assert (found["year"], found.span(), made.sub("", "2024年底")) == ("2024", (1, 6), "底")
    assert made.match is made.match  # kept


def test_bytes_have_patterns_too() -> None:
    assert regex(rb"\x89PNG").match(b"\x89PNG") is not None


def test_a_wrong_pattern_is_told_when_it_is_used() -> None:
    wrong = regex("(")
    with pytest.raises(re.error):
        wrong.match("")


def test_every_pattern_of_every_module_compiles() -> None:
    count = 0
    for name in MODULES:
        for value in vars(import_module(name)).values():
            if isinstance(value, patterns._Later):
                assert re.compile(value.pattern, value.flags & re.IGNORECASE)
                count += 1
    assert count > 50
