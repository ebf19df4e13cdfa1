"""Every kind of paper, from the complete sample records: without gaps, valid, by the ruler, with a snapshot.

Final papers only, so a gap or a finding that stands in the way of signing is an error here. Word
files go through LibreOffice in one run; the PDFs are docgen's own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pdfplumber
import pytest
from formats.test_validity import Check, audit, sdk
from helpers import ALL_KINDS, CONFERENCE, INVENTED, OCCASION, PUBLISHED, RELEASES, ROOT, loaded

from docgen.checks import checking
from docgen.core.errors import has_errors
from docgen.core.files import Names
from docgen.page import measure
from docgen.page.norm.norms import load
from docgen.papers.finish import Options
from docgen.papers.make import Terms, make, workspace
from docgen.papers.templates.catalog import built_in

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


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_every_page_passes_the_ruler(papers: list[Paper], form: str, soffice: str, tmp_path: Path) -> None:
    files = [paper for paper in papers if paper.path.suffix == f".{form}"]
    pdfs = [paper.path for paper in files]
    if form == "docx":
        pdfs = measure.converted(pdfs, tmp_path)
    assert missed(zip(files, pdfs, strict=True)) == []


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


@pytest.mark.parametrize(("kind", "pages", "full"), [("collection", 12, 8), ("recommendation", 5, 3)])
def test_real_papers_hold_22_lines_on_every_full_page(real: dict[str, Path], kind: str, pages: int, full: int) -> None:
    sheets = measure.sheets(real[kind], kind)
    clauses = {one.name: one for one in measure.measured(sheets, load(str(built_in().kinds[kind].norm)))}
    assert [one for one in clauses.values() if one.kept is not True] == []
    assert len(sheets) >= pages
    # Nothing but full pages of text: a page with half a line in it would be named here.
    assert clauses["每页行数"].found == f"{full}个排满的页，每页22行"


def test_the_heading_of_the_contents_stands_above_its_entries(real: dict[str, Path]) -> None:
    with pdfplumber.open(real["collection"]) as pdf:
        pages = ["".join((page.extract_text() or "").split()) for page in pdf.pages]
    (page,) = [words for words in pages if "目录案例" in words]
    assert page.count("……") + page.count("....") >= 5
