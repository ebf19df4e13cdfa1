"""Patterns compiled at their first use are the patterns that ``re.compile`` makes, and all of them compile."""

from __future__ import annotations

import pkgutil
import re
import subprocess
import sys
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


PUT_OFF = """
import re, sys, threading
if sys.argv[1] == "threads":
    threading.Thread(target=threading.Event().wait, daemon=True).start()
usual = re.compile
from docgen.yamls import yaml
assert re.compile is usual
assert yaml.load("{a: 2024-01-02, b: [1, 0x10], c: yes}", yaml.SafeLoader)["b"] == [1, 16]
assert str(yaml.load("2024-01-02", yaml.CSafeLoader)) == "2024-01-02"
from docgen import patterns
print(isinstance(yaml.reader.Reader.NON_PRINTABLE, patterns._Later))
"""


@pytest.mark.parametrize(("threads", "later"), [("none", "True"), ("threads", "False")])
def test_the_patterns_of_a_library_wait_where_nobody_else_compiles_any(threads: str, later: str) -> None:
    ran = subprocess.run([sys.executable, "-c", PUT_OFF, threads], capture_output=True, text=True, check=False)
    assert (ran.stdout.strip(), ran.stderr) == (later, "")
