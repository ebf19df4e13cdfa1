"""Every paper of every record, through LibreOffice to paper: the same text, whole numbers, no lonely date."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pdfplumber
import pytest
from helpers import KINDS, RECORDS, finished

from docgen.page import measure
from docgen.page.norm.norms import load
from docgen.page.placing import Single, Strip, groups
from docgen.papers import make

FOLIO = re.compile(r"[—–-]\s*\d+\s*[—–-]")
DATE = re.compile(r"^(\d{4}|　*)年.*月.*日$")
PITCH = 28.95
HEAD = 28
"""The running head lies above this many mm, the mark of a 信函 below it."""


@dataclass(frozen=True)
class Line:
    words: str
    top: float
    x0: float


@dataclass(frozen=True)
class Paper:
    """A paper on sheets: ``pages`` are the lines of the type area, ``folios`` the page numbers below it."""

    name: str
    header: str
    text: str
    pages: tuple[tuple[Line, ...], ...]
    folios: tuple[Line, ...]
    heads: tuple[str, ...]
    first: int
    """The first page that has a number."""
    plain: bool
    """Nothing stands side by side: neither cells of a table nor signatures."""


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.fixture(scope="module")
def papers(soffice: str, fontconfig: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Paper]:
    """All of them, in one call of LibreOffice with a profile and with the fonts of its own."""
    folder = tmp_path_factory.mktemp("word")
    made: dict[str, tuple[str, str, int, bool]] = {}
    for path in RECORDS:
        space = make.workspace(path)
        for kind in KINDS:
            for item in finished(path, kind):
                if item.document is None:
                    continue
                name = f"{len(made):03}-{path.stem}-{kind}"
                (folder / f"{name}.docx").write_bytes(make.to_bytes(item.document, "docx", space))
                words = make.to_bytes(item.document, "txt", space).decode()
                norm = load(item.document.meta.norm)
                plain = all(isinstance(one, Single | Strip) for one in groups(item.document.blocks, norm))
                made[name] = (
                    item.document.meta.header,
                    words,
                    1 if norm.folio.first else 2,
                    plain and "\t" not in words,
                )
    measure.converted([folder / f"{name}.docx" for name in made], folder)
    return [read(folder / f"{name}.pdf", name, *of) for name, of in made.items()]


def read(path: Path, name: str, header: str, text: str, first: int, plain: bool) -> Paper:
    """The lines of each page, parted by place: head above the type area, page number below it."""
    pages, folios, heads = [], [], []
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            found = [
                Line(one["text"], one["top"] / 72 * 25.4, one["x0"] / 72 * 25.4) for one in page.extract_text_lines()
            ]
            pages.append(tuple(one for one in found if HEAD < one.top < 262))
            folios += [one for one in found if one.top >= 262]
            heads.append("".join(one.words for one in found if one.top <= HEAD))
    return Paper(name, header, text, tuple(pages), tuple(folios), tuple(heads), first, plain)


def body(paper: Paper) -> str:
    """The words of all pages; the head of a table counts once, though it stands again on each page that the table goes on to."""
    rows = {bare(row) for row in paper.text.split("\n") if "\t" in row}
    found: list[str] = []
    for page in paper.pages:
        words = [line.words for line in page]
        known = {bare(line) for line in found}
        found += words[1:] if words and bare(words[0]) in rows & known else words
    return "\n".join(found)


def test_every_kind_of_every_record_is_there(papers: list[Paper]) -> None:
    names = " ".join(paper.name for paper in papers)
    assert len(papers) >= 2 * len(RECORDS)
    assert [kind for kind in KINDS if kind not in names] == []
    assert [path.stem for path in RECORDS if path.stem not in names] == []


def test_the_text_on_paper_is_the_text_of_the_text_file(papers: list[Paper]) -> None:
    # Cells of a table stand side by side on paper, so rows are compared by their characters.
    wrong = {paper.name for paper in papers if sorted(bare(body(paper))) != sorted(bare(paper.text))}
    assert wrong == set()
    plain = [paper for paper in papers if paper.plain]
    assert len(plain) > len(RECORDS)
    assert [paper.name for paper in plain if bare(body(paper)) != bare(paper.text)] == []


def test_the_running_head_stands_on_every_page_that_has_one(papers: list[Paper]) -> None:
    for paper in papers:
        assert {bare(head) for head in paper.heads} == {bare(paper.header)}, paper.name
        assert paper.header


def test_every_page_has_its_number_at_the_outer_edge(papers: list[Paper]) -> None:
    for paper in papers:
        numbers = range(paper.first, len(paper.pages) + 1)
        assert [bare(one.words) for one in paper.folios] == [f"—{number}—" for number in numbers], paper.name
        for number, one in zip(numbers, paper.folios, strict=True):
            assert (one.x0 > 150) == (number % 2 == 1), paper.name
            assert one.x0 == pytest.approx(33 if number % 2 == 0 else 165, abs=4), paper.name


def test_numbers_are_not_broken_at_the_end_of_a_line(papers: list[Paper]) -> None:
    broken = []
    for paper in papers:
        lines = [line.words.strip() for page in paper.pages for line in page]
        for before, after in pairwise(lines):
            end, start = re.search(r"[0-9.]+$", before), re.match(r"[0-9.]+", after)
            if end and start and end[0] + start[0] in paper.text:
                broken.append(f"{paper.name}: {end[0]}|{start[0]}")
    assert broken == []


def test_no_page_holds_nothing_but_a_date(papers: list[Paper]) -> None:
    """Nor a date with what is sent along: the last words of the text always come with it."""
    lonely = []
    for paper in papers:
        for page in paper.pages[1:]:
            if page and DATE.match(page[0].words.strip()):
                lonely.append(f"{paper.name}: {[line.words for line in page]}")
    assert lonely == []


def test_no_page_is_empty(papers: list[Paper]) -> None:
    assert [paper.name for paper in papers if not all(paper.pages)] == []


def test_a_full_page_holds_22_lines(papers: list[Paper]) -> None:
    longest = max(papers, key=lambda paper: len(paper.pages))
    assert len(longest.pages) >= 4
    inner = longest.pages[1]
    assert len(inner) == 22
    steps = [(after.top - before.top) / 25.4 * 72 for before, after in pairwise(inner)]
    assert steps == pytest.approx([PITCH] * 21, abs=1.5)


def test_lines_for_handwriting_are_not_broken(papers: list[Paper]) -> None:
    """年 月 日 of a 送达回证 stay on one line, each label too."""
    proofs = [paper for paper in papers if "proof-of-service" in paper.name]
    assert proofs
    for paper in proofs:
        lines = [bare(line.words) for page in paper.pages for line in page]
        assert len(paper.pages) == 1
        for label in ("签名或者盖章", "代收人和理由", "送达人"):
            assert f"{label}年月日" in lines, (paper.name, lines)
