"""The package round the text of a Word file: page, running head, page numbers, properties, ZIP."""

from __future__ import annotations

import re
from typing import Any

import pytest

from docgen.formats.word.docx_parts import EVEN
from docgen.page.norm.model import FOLIO, HEAD, Norm
from formats.torture import RUNNING_HEAD, TITLE, document, named, norms, paragraph, torture
from formats.word import Word, text_of, w, written

FIXED = (
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "word/styles.xml",
    "word/settings.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footer2.xml",
    "docProps/core.xml",
    "word/document.xml",
    "word/_rels/document.xml.rels",
)
HEADS = ("word/header1.xml", "word/header2.xml", "word/header3.xml")
FIRST = "word/footer3.xml"
"""The foot of a first page that has its own; its head is the last of HEADS."""


@pytest.fixture(scope="module", params=norms(), ids=named)
def norm(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def word(norm: Norm) -> Word:
    return written(torture(norm), norm)


@pytest.fixture(scope="module")
def headless(norm: Norm) -> Word:
    return written(document(paragraph("正文", "文字"), norm=norm.name), norm)


# — the page: GB/T 9704-2012, in twips —


def test_paper_and_margins_are_those_of_the_standard(word: Word) -> None:
    size, margins = (word.body.find(f"{w('sectPr')}/{w(one)}") for one in ("pgSz", "pgMar"))
    assert [size.get(w(one)) for one in ("w", "h")] == ["11906", "16838"]
    assert [margins.get(w(one)) for one in ("top", "right", "bottom", "left")] == ["2098", "1474", "1984", "1588"]
    assert margins.get(w("gutter")) == "0"


def test_the_grid_makes_22_lines(word: Word) -> None:
    grid = word.body.find(f"{w('sectPr')}/{w('docGrid')}")
    assert (grid.get(w("type")), grid.get(w("linePitch"))) == ("lines", "579")
    assert 22 * 579 <= 16838 - 2098 - 1984 < 23 * 579


def test_tracking_makes_28_characters(word: Word) -> None:
    tracking = int(word.comes_to("正文", "rPr/spacing").get(w("val")))
    width = 11906 - 1588 - 1474
    assert (tracking, 28 * (320 + tracking) <= width < 29 * (320 + tracking)) == (-5, True)


def test_the_page_is_also_what_python_docx_reads(word: Word, norm: Norm) -> None:
    (section,) = word.opened.sections
    assert section.page_width.mm == pytest.approx(210, abs=0.02)
    assert section.top_margin.mm == pytest.approx(norm.page.top.mm, abs=0.02)
    assert section.left_margin.mm == pytest.approx(norm.page.left.mm, abs=0.02)


# — running head and page number —


def test_odd_and_even_pages_differ(word: Word) -> None:
    assert word.xml("word/settings.xml").find(w("evenAndOddHeaders")) is not None


@pytest.mark.parametrize(("number", "style", "side"), [(1, FOLIO, "right"), (2, EVEN, "left")])
def test_page_numbers_stand_at_the_outer_edge(word: Word, number: int, style: str, side: str) -> None:
    footer = word.xml(f"word/footer{number}.xml")
    (one,) = footer.iter(w("p"))
    assert word.name_of(one) == style
    assert word.comes_to(style, "pPr/jc").get(w("val")) == side
    assert int(word.comes_to(style, "pPr/ind").get(w(side))) == 280
    assert re.fullmatch(r"— [12] —", text_of(one))
    assert [node.text.strip() for node in footer.iter(w("instrText"))] == ["PAGE"]
    kinds = [node.get(w("fldCharType")) for node in footer.iter(w("fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_footers_are_for_odd_and_even_pages(word: Word) -> None:
    (section,) = word.opened.sections
    assert [len(one.paragraphs) for one in (section.footer, section.even_page_footer)] == [1, 1]
    assert section.footer.paragraphs[0].style.name == FOLIO
    assert section.even_page_footer.paragraphs[0].style.name == EVEN


def own_first_page(norm: Norm) -> bool:
    return not norm.folio.first


def test_the_first_page_of_a_letter_has_no_number(word: Word, norm: Norm) -> None:
    (section,) = word.opened.sections
    assert section.different_first_page_header_footer == own_first_page(norm)
    if own_first_page(norm):
        first = word.xml(FIRST)
        assert list(first.iter(w("instrText"))) == []
        assert text_of(next(first.iter(w("p")))) == ""


def test_a_running_head_stands_on_all_pages(word: Word, norm: Norm) -> None:
    for name in HEADS if own_first_page(norm) else HEADS[:2]:
        (one,) = word.xml(name).iter(w("p"))
        assert (word.name_of(one), text_of(one)) == (HEAD, RUNNING_HEAD)
    (section,) = word.opened.sections
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == RUNNING_HEAD


def test_no_running_head_where_there_is_none(headless: Word) -> None:
    assert not set(HEADS) & set(headless.zip.namelist())
    (section,) = headless.opened.sections
    assert section.header.is_linked_to_previous and section.even_page_header.is_linked_to_previous
    assert b"header" not in headless.zip.read("[Content_Types].xml")


# — what the file says of itself —


def test_the_title_is_told_and_nothing_about_people_or_times(word: Word) -> None:
    core = word.xml("docProps/core.xml")
    assert {node.tag.rpartition("}")[2]: node.text for node in core} == {"title": TITLE, "language": "zh-CN"}
    properties = word.opened.core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == (TITLE, "", "")
    assert (properties.created, properties.modified, properties.last_printed) == (None, None, None)
    assert list(word.xml("docProps/app.xml")) == []


def test_no_part_names_a_program_a_person_or_a_time(word: Word) -> None:
    whole = b"".join(word.zip.read(name) for name in word.zip.namelist())
    for trace in (
        rb"python",
        rb"docgen",
        rb"w:rsid",
        rb"w:author",
        rb"\b20(?!24)[0-9][0-9]-",
        rb"/work",
        rb"/home",
        rb"/tmp",
    ):
        assert re.search(trace, whole, re.IGNORECASE) is None, trace


# — ZIP —


def test_entries_are_in_a_fixed_order_without_a_date(word: Word, headless: Word, norm: Norm) -> None:
    own = own_first_page(norm)
    fixed = (*FIXED[:8], FIRST, *FIXED[8:]) if own else FIXED
    assert tuple(word.zip.namelist()) == (*fixed, *(HEADS if own else HEADS[:2]))
    assert tuple(headless.zip.namelist()) == fixed
    for entry in word.zip.infolist():
        assert (entry.date_time, entry.external_attr, entry.extra, entry.comment) == (
            (1980, 1, 1, 0, 0, 0),
            0,
            b"",
            b"",
        )


def test_the_archive_is_whole(word: Word) -> None:
    assert word.zip.testzip() is None


def test_every_part_is_declared_and_every_relation_leads_somewhere(word: Word, norm: Norm) -> None:
    declared = {node.get("PartName") for node in word.xml("[Content_Types].xml")} - {None}
    parts = {f"/{name}" for name in word.zip.namelist() if name.endswith(".xml")} - {"/[Content_Types].xml"}
    assert declared == parts
    relations = word.xml("word/_rels/document.xml.rels")
    assert {f"word/{node.get('Target')}" for node in relations} <= set(word.zip.namelist())
    wanted = {node.get(key) for node in word.body.iter() for key in node.attrib if key.endswith("relationships}id")}
    numbers = "123" if own_first_page(norm) else "12"
    assert wanted == {f"{edge}{number}" for edge in ("footer", "header") for number in numbers}
    assert wanted <= {node.get("Id") for node in relations}


def test_nothing_is_fetched_from_outside(word: Word) -> None:
    for name in word.zip.namelist():
        assert b'TargetMode="External"' not in word.zip.read(name)
        assert b"<!DOCTYPE" not in word.zip.read(name)
