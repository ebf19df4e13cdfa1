"""Each class of characters has the one treatment that docs/特殊字符.md declares, in every format."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from helpers import HEAD, ROOT, Scratch
from readable import words_of

from docgen.formats import WRITERS
from docgen.papers.make import Terms, make
from docgen.records.loader import load

PAGE = (ROOT / "docs" / "特殊字符.md").read_text(encoding="utf-8")
ROWS = re.findall(
    r"^\| ([^|]+?) \| ((?:U\+[0-9A-F]+[–、]?)+) \| (拒绝|换行|去掉|保留) \| (\w*) ?\|$", PAGE, re.MULTILINE
)
QUICK = [form for form in WRITERS if form not in ("pdf", "ofd")]
SLOTS = "{{ 公益受损 }}\n@标题 {{ 公益受损|首行 }}\n"


def characters(ranges: str) -> list[str]:
    """The ends and the middle of each range, all of a short one."""
    found: list[str] = []
    for part in ranges.split("、"):
        first, _, last = part.replace("U+", "").partition("–")
        start, stop = int(first, 16), int(last or first, 16)
        numbers = range(start, stop + 1) if stop - start < 8 else (start, start + 1, (start + stop) // 2, stop)
        found += [chr(number) for number in numbers]
    return found


def test_the_page_is_read() -> None:
    assert len(ROWS) == PAGE.count("| U+")
    assert len({row[0] for row in ROWS}) == len(ROWS) >= 15
    assert sum(len(characters(row[1])) for row in ROWS) >= 120


@cache
def _class(ranges: str) -> tuple[str, ...]:
    return tuple(characters(ranges))


def _record(text: str) -> bytes:
    """*text* as two lines of a value, exactly as typed."""
    return (HEAD + f"公益受损: |\n  {text}\n").encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("row", ROWS, ids=[row[0] for row in ROWS])
def test_each_class_has_the_treatment_that_the_page_declares(scratch: Scratch, row: tuple[str, str, str, str]) -> None:
    name, ranges, treatment, code = row
    scratch.template(SLOTS)
    space = scratch.space()
    kind = space.catalog.kind("trial")
    for char in _class(ranges):
        typed = f"第一字甲{char}乙第二字"
        path = scratch.root / "案件.yaml"
        path.write_bytes(_record(typed))
        loaded = load(path, space.project)
        told = [(item.code, item.level) for item in loaded.problems]
        point = f"{name} U+{ord(char):04X}: {told}"
        places = [item.span for item in loaded.problems]
        if treatment == "拒绝":
            assert loaded.record is None, point
            assert (code, "error") in told, point
            assert all(span and (span.line, span.column) == (4, 7) for span in places), point
            continue
        assert told == ([(code, "reminder")] if code else []), point
        assert all(span and (span.line, span.column) == (4, 7) for span in places), point
        assert loaded.record is not None, point
        given = make(kind, loaded.record, space, QUICK, Terms())
        assert {item.format for item in given.made} == set(QUICK), point
        between = {"换行": "\n", "去掉": "", "保留": char}[treatment]
        for item in given.made:
            words = words_of(item.format, item.data)
            if treatment == "换行":
                assert "第一字甲" in words and "乙第二字" in words and f"甲{char}乙" not in words, (
                    f"{item.format} {point}"
                )
                continue
            assert f"第一字甲{between}乙第二字" in words, f"{item.format} {point}"


KEPT = [row for row in ROWS if row[2] == "保留"]


@pytest.mark.parametrize("form", ["pdf", "ofd"])
def test_on_pages_what_the_fonts_lack_is_refused_and_all_else_is_there(scratch: Scratch, form: str) -> None:
    scratch.template("{% for 项 in 证据 %}\n{{ 项 }}\n{% endfor %}\n")
    space = scratch.space()
    kind = space.catalog.kind("trial")
    typed = {f"第{number}字甲": char for number, char in enumerate(char for row in KEPT for char in _class(row[1])[:2])}

    def given(some: dict[str, str]) -> Any:
        items = "".join("  - '" + head + char.replace("'", "''") + "乙'\n" for head, char in some.items())
        path = scratch.record("证据:\n" + items)
        record: Any = load(path, space.project).record
        return make(kind, record, space, [form], Terms())

    first = given(typed)
    lacking = {item.span.line - 1: item for item in first.problems if item.code == "E004"}
    heads = list(typed)
    for line in lacking:
        assert f"U+{ord(typed.pop(heads[line - 1])):04X}" in lacking[line].message
    assert typed
    (written,) = given(typed).made
    words = words_of(form, written.data)
    for head in typed:
        assert head in words
