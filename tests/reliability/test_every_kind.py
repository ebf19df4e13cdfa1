"""Every kind of paper, from the complete sample records: without gaps, valid, by the ruler, with a snapshot.

Final papers only, so a gap or a finding that stands in the way of signing is an error here. Word
files go through LibreOffice in one run; the PDFs are docgen's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from formats.test_validity import Check, audit, sdk
from helpers import ALL_KINDS, CONFERENCE, INVENTED, OCCASION, PUBLISHED, RELEASES, ROOT, documents, loaded

from docgen.checks import checking
from docgen.core.errors import has_errors
from docgen.core.files import Names
from docgen.core.tree import Document, PageBreak, Paragraph, plain_text
from docgen.page import measure
from docgen.page.norm.norms import load
from docgen.papers.finish import Options
from docgen.papers.make import Terms, make, workspace
from docgen.papers.templates.catalog import built_in
from reliability import sheet

__all__ = ["sdk"]

COMPLETE = [*INVENTED, OCCASION, *RELEASES]
"""Records that hold everything that their papers ask for."""
DRAFTED_ONLY = {(OCCASION, "press-release")}
"""A release drafted from a conference is a skeleton for a person to write on; a release of its own is complete."""
FORMATS = ("docx", "pdf", "txt")


@dataclass(frozen=True)
class Paper:
    """A finished paper in one format."""

    record: Path
    kind: str
    path: Path


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory, fontconfig: Path) -> list[Paper]:
    """Every final paper of the complete records, on disk."""
    return list(_made(tmp_path_factory.mktemp("papers")))


def _made(folder: Path) -> Iterator[Paper]:
    names = Names()
    for path in COMPLETE:
        record = loaded(path).record
        assert record is not None
        space = workspace(path)
        for kind in space.catalog.kinds.values():
            if (path, kind.id) in DRAFTED_ONLY:
                continue
            given = make(kind, record, space, FORMATS, Terms(Options(final=True)))
            assert [item for item in given.problems if item.level == "error"] == []
            assert given.whole or given.unfit
            for one in given.made:
                target = folder / names.take("", (path.stem, *one.parts), one.suffix)
                target.write_bytes(one.data)
                yield Paper(path, kind.id, target)


def test_every_kind_is_there_in_every_format(papers: list[Paper]) -> None:
    made = {(paper.kind, paper.path.suffix) for paper in papers}
    assert made == {(kind, f".{form}") for kind in ALL_KINDS for form in FORMATS}


def test_no_gap_and_no_mark_of_a_draft_is_left(papers: list[Paper]) -> None:
    for paper in papers:
        if paper.path.suffix == ".txt":
            words = paper.path.read_text(encoding="utf-8")
            assert words.strip()
            assert [mark for mark in ("待补", "送审稿", "{{", "None", ".yaml") if mark in words] == [], paper.path.name


@pytest.fixture(scope="module")
def printed(
    papers: list[Paper], soffice: str, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[tuple[Paper, Path]]]:
    """By format: every paper with its PDF, docgen's own or LibreOffice's of the Word file."""
    found = {}
    for form in ("docx", "pdf"):
        files = [paper for paper in papers if paper.path.suffix == f".{form}"]
        pdfs = [paper.path for paper in files]
        if form == "docx":
            pdfs = measure.converted(pdfs, tmp_path_factory.mktemp("office"))
        found[form] = list(zip(files, pdfs, strict=True))
    return found


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_every_page_passes_the_ruler(printed: dict[str, list[tuple[Paper, Path]]], form: str) -> None:
    assert missed(iter(printed[form])) == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_no_page_but_the_last_ends_early(printed: dict[str, list[tuple[Paper, Path]]], form: str) -> None:
    """Three lines at most, unless a break was asked for, or a row or a closing follows that holds together."""
    found = []
    for paper, pdf in printed[form]:
        begun = asked(paper)
        pages = sheet.read(pdf)
        for page, following in pairwise(pages):
            if not page.lines or not following.lines:
                # The empty left page before the body of a book.
                continue
            most = 5 if any(one.startswith(following.lines[0].text) for one in headed(paper)) else 3
            if page.left > most and not sheet.holds_together(following, page.left, begun):
                found.append(
                    f"{paper.path.stem} 第{page.number}页空{page.left:.1f}行，下一页：{following.lines[0].text}"
                )
    assert found == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_no_page_ends_with_words_that_announce_what_follows(
    printed: dict[str, list[tuple[Paper, Path]]], form: str
) -> None:
    """听证的问题： belongs to its list, 如下： to what comes."""
    found = []
    for paper, pdf in printed[form]:
        for page in sheet.read(pdf)[:-1]:
            if page.lines and page.lines[-1].text.endswith("："):
                found.append(f"{paper.path.stem} 第{page.number}页：{page.lines[-1].text}")
    assert found == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_no_row_of_a_table_is_alone_on_the_last_page(printed: dict[str, list[tuple[Paper, Path]]], form: str) -> None:
    """Under a head that stands there again, or without one."""
    found = []
    for paper, pdf in printed[form]:
        *before, last = sheet.read(pdf)
        starts_with_a_table = last.lines and last.across and last.lines[0].top > last.across[0] - 2
        if before and starts_with_a_table and len(last.across) <= 3 and before[-1].across:
            found.append(f"{paper.path.stem} 第{last.number}页：{last.lines[0].text}")
    assert found == []


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_a_seal_of_42_millimetres_fits(printed: dict[str, list[tuple[Paper, Path]]], form: str) -> None:
    """Over the date, which stands at its middle or below, on no other words than the date and the office; and in its cell."""
    sealed, cells = [], []
    for paper, pdf in printed[form]:
        roles = {
            block.role for document in papers_of(paper) for block in document.blocks if isinstance(block, Paragraph)
        }
        for page in sheet.read(pdf):
            cells += [f"{paper.path.stem}：{one}" for one in sheet.low_cells(page)]
            if roles & {"用印日期", "成文日期"} and built_in().kinds[paper.kind].face == "instrument":
                sealed += [
                    f"{paper.path.stem}：{date.text}" for date in sheet.dates(page) if not sheet.seal_fits(page, date)
                ]
    assert sealed == []
    assert cells == []


@lru_cache(maxsize=256)
def _documents(path: Path, kind: str) -> tuple[Document, ...]:
    return tuple(documents(path, kind, final=True))


def papers_of(paper: Paper) -> tuple[Document, ...]:
    return _documents(paper.record, paper.kind)


def asked(paper: Paper) -> set[str]:
    """What stands behind the breaks that the papers of this kind ask for, and headings, which hold to what follows."""
    found = set()
    for document in papers_of(paper):
        norm = load(document.meta.norm)
        for before, block in pairwise(document.blocks):
            if isinstance(block, Paragraph) and (isinstance(before, PageBreak) or norm.roles[block.role].new_page):
                found.add("".join(plain_text(block.inlines).split()))
    return found


def headed(paper: Paper) -> set[str]:
    """The headings of the papers of this kind: with the first line of their text some lines move with them."""
    return {
        "".join(plain_text(block.inlines).split())
        for document in papers_of(paper)
        for block in document.blocks
        if isinstance(block, Paragraph) and load(document.meta.norm).roles[block.role].keep_next
    }


def missed(files: Iterator[tuple[Paper, Path]]) -> list[str]:
    kinds = built_in().kinds
    found = []
    for paper, pdf in files:
        clauses = measure.measured(measure.sheets(pdf, pdf.name), load(str(kinds[paper.kind].norm)))
        found += [f"{pdf.stem} {one.name}：{one.found}，应为{one.wanted}" for one in clauses if one.kept is False]
    return found


def test_a_page_of_every_kind_is_valid(papers: list[Paper], sdk: Check) -> None:
    first = {paper.kind: paper.path for paper in reversed(papers) if paper.path.suffix == ".docx"}
    assert set(first) == set(ALL_KINDS)
    assert [text for path in first.values() for text in (*sdk(path), *audit(path))] == []


def test_every_kind_has_a_snapshot(papers: list[Paper]) -> None:
    names = {built_in().kinds[kind].name for kind in ALL_KINDS}
    shown = {path.name.split("-")[0].split(".")[0] for path in (ROOT / "tests" / "snapshots").rglob("*.snap.txt")}
    assert names - shown == set()


def test_the_records_themselves_are_clean() -> None:
    for done in checking.Checker().check_all([*COMPLETE, CONFERENCE, *PUBLISHED]):
        assert not has_errors(done.problems), done


# — the real papers that are long enough to show a grid —

REAL = [(CONFERENCE, "collection"), (ROOT / "cases" / "示例" / "母婴室建设.yaml", "recommendation")]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, soffice: str, fontconfig: Path) -> dict[str, Path]:
    """The collection of the five cases of Beijing and a letter of the sample record, through LibreOffice."""
    folder = tmp_path_factory.mktemp("real")
    files = {}
    for path, kind in REAL:
        record = loaded(path).record
        space = workspace(path)
        assert record is not None
        made = make(space.catalog.kinds[kind], record, space, ("docx",)).made[0]
        files[kind] = folder / f"{kind}.docx"
        files[kind].write_bytes(made.data)
    return dict(zip(files, measure.converted(list(files.values()), folder), strict=True))


BLANK_LINE = "；第5页夹有别的行高，不计"
"""The page with the first case begins with a blank line, which LibreOffice sets a tenth of a line too low."""


@pytest.mark.parametrize(
    ("kind", "pages", "full"),
    [("collection", 14, f"7个排满的页，每页22行{BLANK_LINE}"), ("recommendation", 5, "4个排满的页，每页22行")],
)
def test_real_papers_hold_22_lines_on_every_full_page(real: dict[str, Path], kind: str, pages: int, full: str) -> None:
    sheets = measure.sheets(real[kind], kind)
    clauses = {one.name: one for one in measure.measured(sheets, load(str(built_in().kinds[kind].norm)))}
    assert [one for one in clauses.values() if one.kept is not True] == []
    assert len(sheets) >= pages
    # Nothing but full pages of text: a page with half a line in it would be named here.
    assert clauses["每页行数"].found == full


def test_the_first_case_of_a_collection_stands_on_a_right_page_of_the_printed_word_file(real: dict[str, Path]) -> None:
    with pdfplumber.open(real["collection"]) as pdf:
        pages = [page.extract_text() or "" for page in pdf.pages]
    (first,) = [number for number, words in enumerate(pages, 1) if "—1—" in "".join(words.split())]
    assert first % 2 == 1
    assert pages[first - 2] == ""


def test_the_heading_of_the_contents_stands_above_its_entries(real: dict[str, Path]) -> None:
    with pdfplumber.open(real["collection"]) as pdf:
        pages = ["".join((page.extract_text() or "").split()) for page in pdf.pages]
    (page,) = [words for words in pages if "目录案例" in words]
    assert page.count("……") + page.count("....") >= 5
