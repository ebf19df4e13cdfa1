"""What the two rulers find of long papers that LibreOffice has set with the free fonts, and of docgen's own PDF."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from helpers import process

from docgen.core.tree import Document
from docgen.formats import WRITERS
from docgen.page import measure
from docgen.page.norm.norms import load
from reliability.page import Figures, documents, figures, in_pdf, of_records, on_paper

NAMES = tuple(documents())


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory, soffice: str, fontconfig: Path) -> dict[str, Path]:
    """Both papers and one with a line pitch that is too large, in one run of LibreOffice."""
    return on_paper(documents(), tmp_path_factory.mktemp("paper"))


@pytest.fixture(scope="module")
def found(pdfs: dict[str, Path]) -> dict[str, Figures]:
    return {name: figures(pdfs[name], document) for name, document in documents().items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_full_page_holds_22_lines(found: dict[str, Figures], name: str) -> None:
    assert len(found[name].lines_of_full_pages) >= 6
    assert set(found[name].lines_of_full_pages) == {22}
    assert found[name].step == pytest.approx(28.95, abs=0.03)


@pytest.mark.parametrize("name", NAMES)
def test_a_line_of_whole_characters_holds_28(found: dict[str, Figures], name: str) -> None:
    assert found[name].of_28 > 40
    assert found[name].pitch == pytest.approx(442.2 / 28, abs=0.06)


@pytest.mark.parametrize("name", NAMES)
def test_full_lines_are_flush_and_nothing_leaves_the_type_area(found: dict[str, Figures], name: str) -> None:
    one = found[name]
    assert one.full_lines > 120
    assert one.flush >= 0.97 * one.full_lines
    assert one.past_the_edge == 0


@pytest.mark.parametrize("name", NAMES)
def test_margins_and_page_numbers_are_where_the_standard_has_them(found: dict[str, Figures], name: str) -> None:
    assert found[name].margins == pytest.approx((37, 35, 28, 26), abs=1)
    assert found[name].folios_right == found[name].pages


def test_every_number_of_the_contents_is_right(found: dict[str, Figures]) -> None:
    contents = found["案例集"].contents
    assert len(contents) == 20
    assert [printed for printed, _ in contents] == [page for _, page in contents]
    assert len({page for _, page in contents}) > 7


@pytest.mark.parametrize("name", NAMES)
def test_our_own_pages_begin_as_those_of_libreoffice(found: dict[str, Figures], name: str) -> None:
    assert found[name].pages >= 12
    assert found[name].starts_agreed >= 0.8 * found[name].pages


# — docgen's own PDF: the same points, and more —

IN_PDF = (*NAMES, "检察建议书", "典型案例集")
"""Two papers made up, two made from records."""


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, fontconfig: Path) -> dict[str, tuple[Path, Document]]:
    papers = documents() | of_records()
    made = in_pdf(papers, tmp_path_factory.mktemp("pdf"))
    return {name: (made[name], papers[name]) for name in papers}


@pytest.fixture(scope="module")
def measured(own: dict[str, tuple[Path, Document]]) -> dict[str, Figures]:
    return {name: figures(*one) for name, one in own.items()}


@pytest.mark.parametrize("name", IN_PDF)
def test_a_pdf_is_set_on_the_grid(measured: dict[str, Figures], name: str) -> None:
    """Every full page 22 lines, every full line flush, nothing outside; pages begin where layout has them, all of them."""
    one = measured[name]
    assert one.pages >= 12
    assert len(one.lines_of_full_pages) >= 6
    # Two lines of a paragraph are kept together: a page may end a line early for it.
    assert set(one.lines_of_full_pages) <= {21, 22} and one.lines_of_full_pages.count(22) >= 1
    assert one.step == pytest.approx(28.95, abs=0.01)
    assert one.of_28 > 80
    assert one.pitch == pytest.approx(442.2 / 28, abs=0.02)
    assert one.full_lines > 140
    assert one.flush >= 0.98 * one.full_lines
    assert one.past_the_edge == 0
    assert one.margins == pytest.approx((37, 35, 28, 26), abs=0.5)
    # The cover of a collection may go without a number.
    # The front matter of a book bears no number, and its last left page may be empty.
    front = 4 if name == "典型案例集" else 0
    assert one.folios_right >= one.pages - front
    assert one.starts_agreed >= one.pages - bool(front)


@pytest.mark.parametrize(("name", "entries"), [("案例集", 20), ("典型案例集", 5)])
def test_the_contents_of_a_pdf_are_right(measured: dict[str, Figures], name: str, entries: int) -> None:
    contents = measured[name].contents
    assert len(contents) == entries
    assert [printed for printed, _ in contents] == [page for _, page in contents]


@pytest.mark.parametrize("name", IN_PDF)
def test_docgen_measure_finds_nothing_wrong_with_a_pdf(own: dict[str, tuple[Path, Document]], name: str) -> None:
    path, document = own[name]
    clauses = measure.measured(measure.sheets(path, name), load(document.meta.norm))
    assert [one for one in clauses if one.kept is not True] == []


def test_a_number_on_the_first_page_is_wrong_where_the_norm_has_none(pdfs: dict[str, Path]) -> None:
    clauses = measure.measured(measure.sheets(pdfs["长函"], "长函"), load("gbt9704-letter"))
    (told,) = [one for one in clauses if one.name == "页码"]
    assert (told.kept, told.found) == (False, "第1页不对")


@pytest.mark.parametrize("name", NAMES)
def test_docgen_measure_finds_the_same(pdfs: dict[str, Path], found: dict[str, Figures], name: str) -> None:
    norm = load(documents()[name].meta.norm)
    clauses = measure.measured(measure.sheets(pdfs[name], name), norm)
    assert [one for one in clauses if one.kept is not True] == []
    told = {one.name: one.found for one in clauses}
    assert told["右边齐"].startswith(f"{found[name].full_lines}个满行")
    for edge, value in zip(("天头", "下白边", "订口", "切口"), found[name].margins, strict=True):
        assert float(told[edge].removesuffix("毫米")) == pytest.approx(value, abs=0.5)
    assert float(told["字距"].removesuffix("磅")) == pytest.approx(found[name].pitch, abs=0.03)


def test_the_command_measures_a_word_file_and_tells_what_misses(
    tmp_path: Path, soffice: str, fontconfig: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pitch and colour planted, then the margin: each is told, the exit code is 1, and what is right stays right."""
    monkeypatch.chdir(tmp_path)
    document = documents()["长函"]
    good = WRITERS["docx"].write(document, load("legal-instrument"))
    faults = (
        ({b'"579"': b'"600"', b'"000000"': b'"C00000"'}, {"每页行数", "行距", "颜色"}, set()),
        # Lines of text are counted where they are, also beside the edge of the type area.
        ({b'w:left="1588"': b'w:left="1418"'}, {"订口"}, {"每页行数", "行距"}),
    )
    for changes, expected, right in faults:
        Path("坏.docx").write_bytes(planted(good, changes))
        ran = process(["measure", "坏.docx", "--json"], tmp_path)
        told = json.loads(ran.out)
        assert ran.code == 1
        missed = {one["name"] for one in told["measures"] if one["ok"] is False}
        assert expected <= missed
        assert {one["code"] for one in told["problems"]} == {"N010"}
        kept = {one["name"] for one in told["measures"] if one["ok"]}
        assert {"幅面", "页码", "字体和字号"} | right <= kept


def planted(data: bytes, changes: dict[bytes, bytes]) -> bytes:
    """The Word file *data* with bytes of its parts replaced."""
    import io
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for item in source.infolist():
            part = source.read(item)
            for old, new in changes.items():
                part = part.replace(old, new)
            target.writestr(item.filename, part)
    return out.getvalue()


def test_what_cannot_be_measured_is_told_plainly(tmp_path: Path) -> None:
    (tmp_path / "假.pdf").write_bytes(b"no pdf")
    for arguments in (["measure", "没有.pdf"], ["measure", "假.pdf"], ["measure", "假.pdf", "--norm", "没有"]):
        ran = process(arguments, tmp_path)
        assert ran.code in (2, 3)
        assert b"Traceback" not in ran.err
        assert ran.err.decode().strip()


def test_a_pdf_can_be_measured_without_libreoffice(pdfs: dict[str, Path], tmp_path: Path) -> None:
    shutil.copy(pdfs["案例集"], tmp_path / "案例集.pdf")
    ran = process(["measure", "案例集.pdf", "--norm", "publication"], tmp_path, {"PATH": ""})
    assert ran.code == 0, ran.err.decode()
    assert "√ 5.2.3 每页行数" in ran.out.decode()
