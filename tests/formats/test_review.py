"""送审版: numbered lines and room to write at the right; lines and pages are those of the final paper."""

from __future__ import annotations

import io
import zipfile
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from helpers import SAMPLES, Scratch, loaded

from docgen.core.tree import Document
from docgen.formats import WRITERS
from docgen.page import measure
from docgen.page.layout import lay_out
from docgen.page.norm.model import Norm
from docgen.page.norm.norms import for_review, load
from docgen.papers.finish import Options
from docgen.papers.make import Terms, make, workspace
from formats.test_validity import Check, audit, sdk
from formats.torture import named, norms, torture

__all__ = ["sdk"]
RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设")
KINDS = ("recommendation", "cooperation-opinion", "consultation-minutes", "proof-of-service", "official-letter")


@pytest.fixture(params=norms(), ids=named)
def norm(request: pytest.FixtureRequest) -> Norm:
    found: Norm = request.param
    return found


def test_lines_and_pages_are_those_of_the_final_paper(norm: Norm) -> None:
    review = for_review(norm)
    assert placed(torture(norm), review) == placed(torture(norm), norm)
    assert (review.page.left.mm, review.page.right.mm) == (18, 36)
    assert review.page.text_width == norm.page.text_width
    assert for_review(norm) is review


def placed(document: Document, norm: Norm) -> list[tuple[int, int, int, int, float]]:
    """(page, block, start, end, height on the page) of every line; boxes in the middle of the sheet stay there."""
    pages = lay_out(document, norm).pages
    return [(page.number, line.block, line.start, line.end, line.y) for page in pages for line in page.lines]


def test_only_a_paper_for_review_bears_numbers(norm: Norm) -> None:
    plain, review = (parts(WRITERS["docx"].write(torture(norm), one)) for one in (norm, for_review(norm)))
    mark = '<w:lnNumType w:countBy="1" w:distance="227" w:restart="newPage"/>'
    assert mark in review["word/document.xml"]
    assert "line number" in review["word/styles.xml"]
    for name in ("word/document.xml", "word/styles.xml"):
        assert "lnNumType" not in plain[name]
        assert "suppressLineNumbers" not in plain[name]


def parts(data: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name).decode() for name in package.namelist() if name.endswith(".xml")}


def test_a_word_file_for_review_is_valid(norm: Norm, sdk: Check, tmp_path: Path) -> None:
    path = tmp_path / "review.docx"
    path.write_bytes(WRITERS["docx"].write(torture(norm), for_review(norm)))
    assert [*sdk(path), *audit(path)] == []


# — on paper —


@pytest.fixture(scope="module")
def sheets(tmp_path_factory: pytest.TempPathFactory, soffice: str, fontconfig: Path) -> dict[str, dict[str, Any]]:
    """Kind → “docx” (through LibreOffice) and “pdf” (our own) → the sheets of its paper for review."""
    folder = tmp_path_factory.mktemp("review")
    record = loaded(RECORD).record
    assert record is not None
    space = workspace(RECORD)
    files: dict[tuple[str, str], Path] = {}
    for kind in KINDS:
        given = make(
            space.catalog.kinds[kind], record, space, ("docx", "pdf"), Terms(Options(review=True), drafts=False)
        )
        assert given.whole
        for one in (next(one for one in given.made if one.format == form) for form in ("docx", "pdf")):
            assert one.parts[-1] == "送审版"
            files[kind, one.format] = folder / f"{kind}.{one.format}"
            files[kind, one.format].write_bytes(one.data)
    words = [path for (_, form), path in files.items() if form == "docx"]
    out = folder / "out"
    out.mkdir()
    files |= {(path.stem, "docx"): pdf for path, pdf in zip(words, measure.converted(words, out), strict=True)}
    return {kind: {form: measure.sheets(files[kind, form], kind) for form in ("docx", "pdf")} for kind in KINDS}


def numbers(sheet: measure.Sheet, left: float) -> list[int]:
    """The numbers before the lines of *sheet*, from top to bottom."""
    before = sorted((one for one in sheet.glyphs if one.right < left - 2), key=lambda one: (round(one.baseline), one.x))
    return [int("".join(one.text for one in row)) for _, row in groupby(before, lambda one: round(one.baseline))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_counts_its_lines_from_one_alike_in_word_and_pdf(
    sheets: dict[str, dict[str, Any]], kind: str
) -> None:
    left = 18 * 72 / 25.4
    counted = {form: [numbers(sheet, left) for sheet in pages] for form, pages in sheets[kind].items()}
    for pages in counted.values():
        for page in pages:
            assert page == list(range(1, len(page) + 1))
        assert max(map(len, pages)) <= 22
        assert len(pages[0]) >= 2
    assert len(counted["docx"]) == len(counted["pdf"])
    # LibreOffice leaves a little more room beside digits, so that a page may break a line earlier.
    for word, own in zip(counted["docx"], counted["pdf"], strict=True):
        assert abs(len(word) - len(own)) <= 1


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_type_area_is_moved_and_not_changed(sheets: dict[str, dict[str, Any]], form: str) -> None:
    norm = for_review(load("legal-instrument"))
    clauses = measure.measured([_text_of(sheet) for sheet in sheets["recommendation"][form]], norm)
    assert [one for one in clauses if one.kept is False] == []


def _text_of(sheet: measure.Sheet) -> measure.Sheet:
    """*sheet* without the numbers in its margin."""
    left = 18 * 72 / 25.4 - 2
    return measure.Sheet(sheet.width, sheet.height, tuple(one for one in sheet.glyphs if one.right >= left))


# — the command —

WRONG = [
    (["--final"], "“--review”和“--final”不能一起用"),
    (["--format", "txt"], "txt 不分页，做不了送审版"),
    (["--format", "docx,html"], "html 不分页，做不了送审版"),
]


@pytest.mark.parametrize(("more", "words"), WRONG)
def test_what_cannot_be_had_together_is_told(scratch: Scratch, more: list[str], words: str) -> None:
    from helpers import process

    scratch.record("基本案情: 甲。\n")
    ran = process(["render", "案件.yaml", "--as", "检察建议书", "--review", *more], scratch.root)
    assert ran.code == 2
    assert words in ran.err.decode()
    assert not list(scratch.root.rglob("*送审版*"))


def test_the_command_writes_a_paper_of_its_own_name(scratch: Scratch) -> None:
    from helpers import process

    scratch.record("基本案情: 甲。\n")
    ran = process(["render", "案件.yaml", "--as", "检察建议书", "--review"], scratch.root)
    assert ran.code == 0, ran.err.decode()
    (made,) = scratch.root.rglob("*.docx")
    assert made.stem.endswith("-送审版")
    assert "送审稿" in parts(made.read_bytes())["word/header1.xml"]
