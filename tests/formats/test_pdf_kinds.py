"""The PDF of every kind of paper in the project's records: what a reader program is told, and what must not be there."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from helpers import ALL_KINDS, PRESS, RECORDS, documents

from docgen.core.tree import Contents, Document, Image, Paragraph, Table, plain_text
from docgen.formats.pdf import pdf
from docgen.page.norm import norms
from docgen.page.norm.model import Norm
from docgen.page.shape import figure_words, heading_tags, headings, table_cells
from formats.inside import FORBIDDEN, bare, names_in, tagged

XMP = {
    "{http://purl.org/dc/elements/1.1/}title",
    "{http://ns.adobe.com/pdf/1.3/}Producer",
    "{http://www.aiim.org/pdfua/ns/id/}part",
}
"""All that the metadata say: the title, the program, and that the file keeps to PDF/UA-1."""


LEADER = re.compile(r"·{3,}\d+$")
"""What stands behind an entry of a table of contents."""


def papers() -> Iterator[tuple[str, Document]]:
    """One paper of each kind, and of each genre of release."""
    seen = set()
    for kind in ALL_KINDS:
        for path in RECORDS:
            if kind not in seen and (made := documents(path, kind)):
                seen.add(kind)
                yield kind, made[0]
    for path, kind in PRESS:
        for document in documents(path, kind)[:1]:
            yield f"{kind}-{path.stem}", document


@pytest.fixture(scope="module")
def written() -> dict[str, tuple[Document, Norm, bytes]]:
    found = {}
    for name, document in papers():
        norm = norms.load(document.meta.norm)
        found[name] = document, norm, pdf.write(document, norm)
    assert {document.meta.kind for document, _, _ in found.values()} == set(ALL_KINDS)
    return found


def test_each_says_its_title_and_language_and_nothing_of_who_made_it_when(
    written: dict[str, tuple[Document, Norm, bytes]],
) -> None:
    for name, (document, _, data) in written.items():
        with pikepdf.open(io.BytesIO(data)) as opened:
            assert str(opened.Root.Lang) == "zh-CN", name
            assert bool(opened.Root.MarkInfo.Marked) and bool(opened.Root.ViewerPreferences.DisplayDocTitle), name
            assert {key: str(value) for key, value in opened.docinfo.items()} == {
                "/Title": document.meta.title,
                "/Producer": opened.docinfo["/Producer"],
            }, name
            with opened.open_metadata() as told:
                assert set(told) == XMP, name
                assert str(told["dc:title"]) == document.meta.title
        assert names_in(data) & set(FORBIDDEN) == set(), name
        for trace in (b"CreationDate", b"ModDate", b"/home/", b"/root/", b"/tmp/", b"file:"):
            assert trace not in data, (name, trace)


def test_all_that_is_printed_is_text_of_an_element_or_an_artifact(
    written: dict[str, tuple[Document, Norm, bytes]],
) -> None:
    for name, (_, _, data) in written.items():
        with pikepdf.open(io.BytesIO(data)) as opened:
            tree = dict(zip(*[iter(opened.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
            for number, page in enumerate(opened.pages):
                open_marks: list[str] = []
                marks = set()
                for operands, operator in pikepdf.parse_content_stream(page):
                    what = str(operator)
                    if what in ("BDC", "BMC"):
                        # Nothing is marked twice.
                        assert open_marks == [], (name, number)
                        open_marks.append(str(operands[0]))
                        if what == "BDC":
                            marks.add(int(operands[1]["/MCID"]))
                    elif what == "EMC":
                        open_marks.pop()
                    elif what in ("Tj", "TJ", "'", '"', "Do", "sh", "S", "f", "f*", "B", "s", "b"):
                        assert open_marks, (name, number, what)
                assert open_marks == []
                assert marks == set(range(len(tree[number]))), (name, number)


def test_paragraphs_headings_and_cells_are_elements_in_the_order_of_the_text(
    written: dict[str, tuple[Document, Norm, bytes]],
) -> None:
    """One P for each paragraph, or one on each page that it reaches; the head of a table again on each page."""
    for name, (document, norm, data) in written.items():
        with pikepdf.open(io.BytesIO(data)) as opened:
            found = [(tag[1:], LEADER.sub("", bare(said))) for tag, said in tagged(opened, data)]
        for tag, words, heads in expected(document, norm):
            if heads and found[: len(heads)] == heads:
                del found[: len(heads)]
            if not words and (not found or found[0] != (tag, words)):
                continue
            got, said = found.pop(0)
            while said != words and found and found[0][0] == got == "P":
                said += found.pop(0)[1]
            assert (got, said) == (tag, words), name
        assert found == [], name


def expected(document: Document, norm: Norm) -> Iterator[tuple[str, str, list[tuple[str, str]]]]:
    """(tag, words, cells that may stand before it once more) in the order of *document*."""
    tags = heading_tags(document, norm)
    for index, block in enumerate(document.blocks):
        match block:
            case Paragraph():
                yield tags.get(index, "p").upper(), bare(plain_text(block.inlines)), []
            case Image():
                yield "P", bare(figure_words(block)), []
            case Contents():
                for entry in headings(document, norm, index):
                    yield "P", bare(entry.text), []
            case Table():
                frame = norm.roles[block.role].frame
                assert frame is not None
                heads: list[tuple[str, str]] = []
                for row, cells in enumerate(table_cells(block)[1]):
                    for column, (cell, _) in enumerate(cells):
                        head = (frame.header_row and row == 0) or (frame.label_column and column == 0)
                        one = ("TH" if head else "TD", bare(plain_text(cell)))
                        yield (*one, heads if column == 0 and row > 0 else [])
                        if frame.header_row and row == 0:
                            heads.append(one)
            case _:
                pass


def test_qpdf_finds_every_file_sound(written: dict[str, tuple[Document, Norm, bytes]], tmp_path: Path) -> None:
    program = shutil.which("qpdf")
    if not program:
        pytest.skip("没有 qpdf：请安装 qpdf")
    for name, (_, _, data) in written.items():
        (path := tmp_path / f"{name}.pdf").write_bytes(data)
        ran = subprocess.run([program, "--check", str(path)], capture_output=True, text=True, check=False)
        assert (ran.returncode, "No syntax or stream encoding errors" in ran.stdout) == (0, True), name + ran.stderr


def test_every_font_is_embedded_as_bare_outlines_and_can_be_read_back(
    written: dict[str, tuple[Document, Norm, bytes]],
) -> None:
    for name, (_, _, data) in written.items():
        with pikepdf.open(io.BytesIO(data)) as opened:
            fonts: list[Any] = [
                one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Subtype") == "/Type0"
            ]
            assert fonts, name
            for font in fonts:
                outlines = font.DescendantFonts[0].FontDescriptor.FontFile3
                assert outlines.Subtype == "/CIDFontType0C", name
                assert outlines.read_bytes()[:2] == b"\x01\x00"
                assert "/ToUnicode" in font
