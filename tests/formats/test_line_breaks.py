"""Word is told the same marks that may not begin or end a line as our own layout keeps to."""

from __future__ import annotations

import io
import zipfile

from helpers import SAMPLES
from lxml import etree

from docgen.page.layout.breaking import NO_BEGIN, NO_END, UNITS, YEAR_END, may_break
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.records.loader import load

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ORDER = (
    "evenAndOddHeaders",
    "characterSpacingControl",
    "noLineBreaksAfter",
    "noLineBreaksBefore",
    "compat",
    "themeFontLang",
)
"""ECMA-376 part 1, CT_Settings: Word refuses other orders."""


def settings() -> etree._Element:
    path = SAMPLES[0]
    space = make.workspace(path)
    record = load(path, space.project).record
    assert record is not None
    document = finish(space.catalog.kind("检察建议书"), record, space.project, space.engine, Options())[0].document
    assert document is not None
    data = make.to_bytes(document, "docx", space)
    return etree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("word/settings.xml"))


def test_word_knows_our_sets() -> None:
    root = settings()
    found = {item.tag.removeprefix(W): item for item in root}
    assert tuple(found) == ORDER
    after, before = found["noLineBreaksAfter"], found["noLineBreaksBefore"]
    assert after.get(f"{W}lang") == before.get(f"{W}lang") == found["themeFontLang"].get(f"{W}eastAsia")
    assert set(after.get(f"{W}val", "")) == NO_END | {YEAR_END}
    assert set(before.get(f"{W}val", "")) == (NO_BEGIN | UNITS) - {"—"}


def test_what_word_may_not_break_we_do_not_either() -> None:
    root = settings()
    for mark in root.find(f"{W}noLineBreaksAfter").get(f"{W}val"):
        assert not may_break(f"文{mark}6", 2), mark
    for mark in root.find(f"{W}noLineBreaksBefore").get(f"{W}val"):
        assert not may_break(f"6{mark}文", 1), mark
    assert not may_break("检〔2024〕3号", 2) and not may_break("〔2024〕", 5)
