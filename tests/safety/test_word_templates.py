"""The hostile templates of ``test_templates`` in an office's own Word file: the same sandbox, the same limits."""

from __future__ import annotations

import io
from functools import cache

import pytest
from docx import Document
from helpers import SAMPLES, told

import docgen
from docgen.core.errors import DocgenError, Problem
from docgen.papers import make
from docgen.papers.finish import Finished, Options, blank_tops, finish
from docgen.papers.letterhead.inspection import inspected
from docgen.papers.letterhead.tags import prepare
from docgen.papers.make import Workspace
from tests.safety.test_templates import BOMBS, ESCAPES, FILES

RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设")
PAYLOADS = {name: text for name, text in {**ESCAPES, **FILES, **BOMBS}.items() if "\n" not in text}
CODES = {"T001", "T003", "T004", "T005", "T006", "T008", "T010", "T011"}


@cache
def space() -> Workspace:
    return make.workspace(RECORD)


def word(*lines: str) -> bytes:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def filled(data: bytes) -> tuple[list[Finished], list[Problem]]:
    """What the letters of the record become with *data* as their template, or why there is none."""
    try:
        prepared = prepare(data, "本院.docx")
        kind = space().catalog.kind("recommendation")
        found = inspected(prepared, space().engine, blank_tops(kind), kind.needs).problems
        done = finish(kind, docgen.load(RECORD), space().project, space().engine, Options(letterhead=prepared))
    except DocgenError as fault:
        return [], list(fault.problems)
    return [one for one in done if one.document], [*found, *(item for one in done for item in one.problems)]


@pytest.mark.parametrize("payload", PAYLOADS.values(), ids=PAYLOADS)
def test_a_hostile_word_template_is_a_named_error(payload: str) -> None:
    made, problems = filled(word("甲", payload, "乙"))
    assert made == []
    errors = [item for item in problems if item.level == "error"]
    assert errors
    for item in errors:
        assert item.code in CODES, told(item)
        assert not {"root:", "0x", "<class"} & set(told(item).split())


def test_there_are_more_than_sixty() -> None:
    assert len(PAYLOADS) >= 60


def test_a_harmless_one_is_filled() -> None:
    made, _ = filled(word("｛检察院｝", "{% for 一条 in 建议 %}", "{{ 一条 }}", "{% endfor %}"))
    assert made
