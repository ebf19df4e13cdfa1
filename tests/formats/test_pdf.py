"""PDFs: their structure as a reader program sees it, what must not be in them, and the text that is copied out."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest
from helpers import KINDS, RECORDS, SAMPLES, documents, process

from docgen.core.source import Span
from docgen.core.tree import Contents, Document, Image, PageBreak, Paragraph, Picture, Strong, Table, Text, plain_text
from docgen.formats import PDF_VARIANTS, WRITERS
from docgen.formats.pdf import pdf
from docgen.page.layout import Line
from docgen.page.norm import norms
from docgen.page.norm.model import FOLIO, Norm
from docgen.papers import make
from formats.inside import FORBIDDEN, bare, elements, names_in, tagged
from formats.torture import HOSTILE, TITLE, document, paragraph, table, torture

TESTS = Path(__file__).parents[1]


def norm_of(tree: Document) -> Norm:
    return norms.load(tree.meta.norm)


def letter() -> Document:
    """Headings, a table of contents, a long paragraph over several pages, a table: what a structure is tested on."""
    return document(
        paragraph("标题", "关于规范母婴室建设的报告"),
        Contents(Span("案件.yaml")),
        paragraph("一级标题", "一、基本情况"),
        paragraph("正文", "检察机关依法履行公益诉讼检察职责，督促行政机关整改。" * 80),
        paragraph("二级标题", "（一）调查"),
        paragraph("正文", "经调查，2024年3月5日查明事实。"),
        PageBreak(Span("案件.yaml")),
        table(("名目", "内容"), ("一", "二")),
        paragraph("一级标题", "二、建议"),
        paragraph("正文", "依法履职。"),
        norm="publication",
        face="public",
        header="送审稿",
    )


@pytest.fixture(scope="module")
def written() -> bytes:
    return pdf.write(letter(), norms.load("publication"))


@pytest.fixture(scope="module")
def opened(written: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(written)) as found:
        yield found


# — what a reader program is told —


def test_language_title_and_conformance_are_told(opened: pikepdf.Pdf) -> None:
    assert str(opened.Root.Lang) == "zh-CN"
    assert bool(opened.Root.MarkInfo.Marked)
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert str(opened.docinfo["/Title"]) == TITLE
    with opened.open_metadata() as found:
        assert str(found["dc:title"]) == TITLE
        assert str(found["pdfuaid:part"]) == "1"


def test_bookmarks_are_the_headings_in_their_order(opened: pikepdf.Pdf) -> None:
    def titles(items: Any) -> list[Any]:
        return [[str(item.title), titles(item.children)] for item in items]

    with opened.open_outline() as outline:
        assert titles(outline.root) == [["一、基本情况", [["（一）调查", []]]], ["二、建议", []]]


def test_every_font_is_embedded_and_can_be_read_back(opened: pikepdf.Pdf) -> None:
    fonts = [one for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/Font"]
    outer = [one for one in fonts if one.Subtype == "/Type0"]
    assert len(outer) >= 3
    for one in outer:
        assert "/ToUnicode" in one
        assert (
            "/FontFile3" in one.DescendantFonts[0].FontDescriptor
            or "/FontFile2" in one.DescendantFonts[0].FontDescriptor
        )
        assert str(one.BaseFont).isascii()


# — the tags —


def test_tags_are_the_blocks_of_the_document(opened: pikepdf.Pdf, written: bytes) -> None:
    """Headings as headings; one P for each paragraph, or one on each page that it reaches."""
    tags = {"标题": "/H1", "一级标题": "/H2", "二级标题": "/H3"}
    found = [(tag, bare(said)) for tag, said in tagged(opened, written) if tag not in ("/TH", "/TD")]
    for block in letter().blocks:
        if isinstance(block, Contents):
            # The lines of a table of contents repeat the headings.
            del found[:3]
        if isinstance(block, Paragraph):
            tag, words = found.pop(0)
            whole = bare(plain_text(block.inlines))
            while words != whole and found and found[0][0] == tag == "/P":
                words += found.pop(0)[1]
            assert (tag, words) == (tags.get(block.role, "/P"), whole)
    assert found == []


def test_a_paragraph_over_two_pages_has_one_tag_on_each(opened: pikepdf.Pdf, written: bytes) -> None:
    long = bare("检察机关依法履行公益诉讼检察职责，督促行政机关整改。" * 80)
    parts = [bare(said) for tag, said in tagged(opened, written) if tag == "/P" and bare(said) and bare(said) in long]
    assert "".join(parts) == long
    assert 2 <= len(parts) <= len(opened.pages)


def test_cells_are_headers_or_data(opened: pikepdf.Pdf, written: bytes) -> None:
    cells = [(tag, bare(said)) for tag, said in tagged(opened, written) if tag in ("/TH", "/TD")]
    assert cells == [("/TH", "名目"), ("/TH", "内容"), ("/TD", "一"), ("/TD", "二")]


def test_all_that_is_printed_is_marked_as_text_or_as_an_artifact(opened: pikepdf.Pdf) -> None:
    for page in opened.pages:
        depth = 0
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            depth += (name in ("BDC", "BMC")) - (name == "EMC")
            if name in ("Tj", "TJ", "'", '"', "Do", "sh"):
                assert depth > 0, operands
        assert depth == 0


def test_every_mark_belongs_to_one_element(opened: pikepdf.Pdf) -> None:
    """The parent tree leads from each marked content back to its element."""
    tree = dict(zip(*[iter(opened.Root.StructTreeRoot.ParentTree.Nums)] * 2, strict=True))
    for number, page in enumerate(opened.pages):
        assert int(page.StructParents) == number
        marks = {
            int(operands[1]["/MCID"])
            for operands, operator in pikepdf.parse_content_stream(page)
            if str(operator) == "BDC" and isinstance(operands[1], pikepdf.Dictionary) and "/MCID" in operands[1]
        }
        assert marks == set(range(len(tree[number]))), number


def test_running_heads_and_page_numbers_are_no_text_of_the_document(opened: pikepdf.Pdf, written: bytes) -> None:
    said = " ".join(words for _, words in tagged(opened, written))
    assert "送审稿" not in said
    assert "— 1 —" not in said


def test_running_heads_and_page_numbers_are_artifacts(written: bytes) -> None:
    """ISO 14289-1, 7.8: what is printed on every page is no content."""
    with pdfplumber.open(io.BytesIO(written)) as paper:
        for number, page in enumerate(paper.pages, 1):
            outside = "".join(one["text"] for one in page.chars if one["tag"] == "Artifact")
            assert bare(outside) == f"送审稿—{number}—"
            assert {one["mcid"] for one in page.chars if one["tag"] == "Artifact"} == {None}


# — what must not be in it —


HOSTILE_PAGE = (
    '"><link rel=attachment href="file:///etc/passwd">',
    '<a rel=attachment href="file:///etc/passwd">甲</a>',
    '<img src="file:///etc/hostname">',
    '<img src="http://127.0.0.1:9/a.png">',
    "<style>@import url(file:///etc/passwd);*{background:url(http://127.0.0.1:9/b)}</style>",
    '<meta name=author content="别人"><base href="file:///">',
    "<iframe src=file:///etc/passwd></iframe><object data=file:///etc/passwd></object>",
    "<svg><image href='file:///etc/passwd'/></svg>",
)


@pytest.mark.parametrize("norm_name", norms.profiles())
def test_nothing_but_text_pictures_and_links_inside(norm_name: str) -> None:
    tree = torture(norms.load(norm_name))
    data = pdf.write(tree, norms.load(norm_name))
    assert names_in(data) & set(FORBIDDEN) == set()


def test_hostile_words_open_no_file_and_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Audit hooks cannot be removed, so what is asked is written down only while the writer works."""
    pdf.write(document(paragraph("正文", "甲")), norms.load("publication"))
    asked: list[str] = []
    watching = True

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if watching and event in ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "urllib.Request"):
            asked.append(f"{event} {arguments[0]}")

    sys.addaudithook(hook)
    blocks = [paragraph("正文", *[one]) for one in (*HOSTILE_PAGE, *HOSTILE)]
    blocks += [paragraph("标题", one) for one in HOSTILE_PAGE]
    data = pdf.write(document(*blocks, header=HOSTILE_PAGE[0]), norms.load("publication"))
    watching = False
    assert [one for one in asked if "passwd" in one or "hostname" in one or "socket" in one or "urllib" in one] == []
    assert names_in(data) & set(FORBIDDEN) == set()
    assert "别人".encode("utf-16-be") not in data
    with pdfplumber.open(io.BytesIO(data)) as paper:
        text = bare("".join(page.extract_text() for page in paper.pages))
    assert bare(HOSTILE_PAGE[1]) in text


def test_the_fetcher_refuses_all_but_pictures_in_the_page(tmp_path: Path) -> None:
    from docgen.formats.pdf import weasy

    (tmp_path / "甲.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    fetch = weasy._Fetcher().fetch
    for url in (
        (tmp_path / "甲.png").as_uri(), "file:///etc/passwd", "http://127.0.0.1:9/", "https://127.0.0.1:9/",
        "ftp://127.0.0.1:9/", "data:text/html,甲", "data:image/svg+xml,<svg/>", "甲.png",
    ):  # fmt: skip
        with pytest.raises(ValueError):
            fetch(url)
    assert fetch("data:image/png;base64,YWJj").read() == b"abc"


def test_a_picture_is_a_figure_with_words() -> None:
    from PIL import Image as Raster

    drawn = io.BytesIO()
    Raster.new("RGB", (40, 20), "red").save(drawn, "PNG")
    figure = Image("图.png", "现场照片", Span("案件.yaml"), Picture(drawn.getvalue(), "image/png", 40, 20))
    data = pdf.write(document(figure), norms.load("publication"))
    with pikepdf.open(io.BytesIO(data)) as opened:
        (one,) = [one for one in elements(opened.Root.StructTreeRoot) if one.S == "/Figure"]
        assert str(one.Alt) == "现场照片"
        assert (
            len(opened.pages[0].get_images() if hasattr(opened.pages[0], "get_images") else opened.pages[0].images) == 1
        )


# — as a file —


@pytest.mark.parametrize("variant", PDF_VARIANTS)
def test_every_variant_is_sound_and_says_what_it_is(variant: str, tmp_path: Path) -> None:
    path = tmp_path / "稿.pdf"
    path.write_bytes(WRITERS["pdf"].variants[variant](letter(), norms.load("publication")))
    program = shutil.which("qpdf")
    if not program:
        pytest.skip("没有 qpdf：请安装 qpdf")
    ran = subprocess.run([program, "--check", str(path)], capture_output=True, text=True, check=False)
    assert (ran.returncode, "No syntax or stream encoding errors" in ran.stdout) == (0, True), ran.stdout + ran.stderr
    with pikepdf.open(path) as opened, opened.open_metadata() as found:
        kind, _, level = variant.partition("-")
        if kind == "ua":
            assert str(found["pdfuaid:part"]) == level
        else:
            assert (str(found["pdfaid:part"]), str(found["pdfaid:conformance"])) == (level[0], level[1].upper())
            assert len(opened.Root.OutputIntents) == 1
        assert "/StructTreeRoot" in opened.Root


def test_the_default_is_the_universal_variant(written: bytes) -> None:
    assert WRITERS["pdf"].variants["ua-1"](letter(), norms.load("publication")) == written


PROGRAM = """
import hashlib
from docgen.page.norm import norms
from docgen.formats import PDF_VARIANTS, WRITERS
from formats.test_pdf import letter
for variant in PDF_VARIANTS:
    print(hashlib.sha256(WRITERS["pdf"].variants[variant](letter(), norms.load("publication"))).hexdigest())
"""


def test_the_same_bytes_in_every_process_without_a_clock() -> None:
    here = [
        hashlib.sha256(WRITERS["pdf"].variants[name](letter(), norms.load("publication"))).hexdigest()
        for name in PDF_VARIANTS
    ]
    for world in (
        {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "C", "USER": "别人"},
    ):
        settings = {**os.environ, **world, "PYTHONPATH": str(TESTS)}
        settings.pop("SOURCE_DATE_EPOCH", None)
        ran = subprocess.run(
            [sys.executable, "-c", PROGRAM], env=settings, capture_output=True, check=True, timeout=120
        )
        assert ran.stdout.decode().split() == here


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_real_papers_is_the_text_of_the_text_file(kind: str) -> None:
    space = make.workspace(SAMPLES[0])
    for path in SAMPLES:
        for tree in documents(path, kind)[:1]:
            data = make.to_bytes(tree, "pdf", space)
            with pikepdf.open(io.BytesIO(data)) as opened:
                said = bare("".join(words for _, words in tagged(opened, data)))
            text = bare(make.to_bytes(tree, "txt", space).decode())
            assert without_repeated_heads(said, text, tree) == text, path.stem


def without_repeated_heads(said: str, text: str, tree: Document) -> str:
    """*said* without the heading rows that a table has once more on its next page, which the *text* has once."""
    for one in (block for block in tree.blocks if isinstance(block, Table)):
        head = bare("".join(plain_text(cell) for cell in one.rows[0]))
        while head and said.count(head) > text.count(head):
            start = said.rindex(head)
            said = said[:start] + said[start + len(head) :]
    return said


# — the page of layout —


def papers() -> list[Document]:
    """Every kind of paper of every record, one of each."""
    return [tree for kind in KINDS for path in RECORDS for tree in documents(path, kind)[:1]]


@dataclass(frozen=True)
class Set:
    """A line of layout, and the characters that stand in its place on paper, from left to right."""

    line: Line
    characters: list[Any]


def laid(tree: Document) -> tuple[list[list[Set]], list[list[Any]]]:
    """For each page: the lines of layout with what stands there; and all characters of the type area."""
    norm = norm_of(tree)
    layout = pdf.layout_of(tree, norm)
    top, left, bottom = norm.page.top.pt, norm.page.left.pt, (norm.page.height - norm.page.bottom).pt
    with pdfplumber.open(io.BytesIO(pdf.write(tree, norm))) as paper:
        inside = [
            [one for one in page.chars if one["mcid"] is not None and one["text"].strip() and one["top"] < bottom + 5]
            for page in paper.pages
        ]
    # Running heads are marked too; they stand above the first line, be that of a letterhead.
    for page, characters in zip(layout.pages, inside, strict=False):
        least = top - 5 + min([0.0, *(line.y for line in page.lines)])
        characters[:] = [one for one in characters if one["top"] > least]
    assert len(inside) == len(layout.pages)
    found = []
    for page, characters in zip(layout.pages, inside, strict=True):
        sets = []
        for line in page.lines:
            middle = top + line.y + line.height / 2
            here = [one for one in characters if abs((one["top"] + one["bottom"]) / 2 - middle) < line.height / 4]
            whole = (line.extra and line.cell is None) or line.target is not None
            right = norm.page.text_width.pt if whole else line.x + line.width
            here = [one for one in here if left + line.x - 1 < one["x0"] < left + right - 1]
            sets.append(Set(line, sorted(here, key=lambda one: one["x0"])))
        found.append(sets)
    return found, inside


def test_every_page_holds_the_lines_of_layout_and_nothing_else() -> None:
    """Line for line and page for page, every paper of every record; so page starts are equal on all pages."""
    pages = lines = 0
    for tree in papers():
        sets, inside = laid(tree)
        for page, characters in zip(sets, inside, strict=True):
            pages += 1
            for one in page:
                said = "".join(character["text"] for character in one.characters)
                if one.line.target is None:
                    lines += 1
                    assert said == bare(one.line.text), (tree.meta.title, one.line.text)
            assert sum(len(one.characters) for one in page) == len(characters)
    assert pages > 100
    assert lines > 1500


def test_full_lines_end_at_the_edge() -> None:
    """At least 98 in 100 within half a point, none more than a point off."""
    off = []
    for tree in papers():
        norm = norm_of(tree)
        for page in laid(tree)[0]:
            for one in page:
                # A line may end with the wide space between two keywords, which takes its room at the edge.
                if one.line.extra and one.line.cell is None and not one.line.text.endswith("\u3000"):
                    look = norm.roles[one.line.role]
                    right = look.right * (look.size.length.pt + look.tracking.pt)
                    edge = norm.page.left.pt + norm.page.text_width.pt - right
                    off.append(abs(one.characters[-1]["x1"] - edge))
    assert len(off) > 800
    assert sum(one <= 0.5 for one in off) >= 0.98 * len(off)
    assert max(off) < 1


def test_a_rare_character_leaves_the_lines_where_they_are() -> None:
    """㎡ is in none of the stand-ins for 仿宋: the face that steps in has another baseline."""
    tree = document(paragraph("正文", "面积不足10㎡的占三成超过九成没有洗手台" * 20), norm="publication")
    sets, _ = laid(tree)
    tops = [one.characters[0]["matrix"][5] for one in sets[0]]
    pitch = norm_of(tree).grid.pitch.pt
    assert [before - after for before, after in pairwise(tops)] == pytest.approx([pitch] * (len(tops) - 1), abs=0.01)


def test_a_full_page_has_22_lines_of_28_characters() -> None:
    norm = norms.load("publication")
    sets, _ = laid(
        document(
            paragraph("正文", "检察机关依法履行公益诉讼检察职责督促行政机关整改并跟进监督" * 60), norm="publication"
        )
    )
    inner = sets[1]
    assert len(inner) == 22
    assert [len(one.characters) for one in inner] == [28] * 22
    tops = [one.characters[0]["top"] for one in inner]
    assert [after - before for before, after in pairwise(tops)] == pytest.approx([norm.grid.pitch.pt] * 21, abs=0.02)
    pitches = [after["x0"] - before["x0"] for before, after in pairwise(inner[3].characters)]
    assert pitches == pytest.approx([norm.page.text_width.pt / 28] * 27, abs=0.05)


def test_the_numbers_of_contents_are_those_of_the_pages() -> None:
    tree = letter()
    sets, _ = laid(tree)
    entries = [one for page in sets for one in page if one.line.target is not None]
    assert len(entries) == 3
    for entry in entries:
        begins = next(
            number for number, page in enumerate(sets, 1) for one in page
            if one.line.block == entry.line.target and one.line.target is None
        )  # fmt: skip
        said = "".join(one["text"] for one in entry.characters)
        assert said.startswith(bare(entry.line.text))
        assert said.removeprefix(bare(entry.line.text)).strip("·") == str(begins)


def drawn_fonts(tree: Document) -> dict[str, str]:
    """Character → font that sets it, without the tag of the subset."""
    with pdfplumber.open(io.BytesIO(pdf.write(tree, norm_of(tree)))) as paper:
        return {one["text"]: one["fontname"].partition("+")[2] for page in paper.pages for one in page.chars}


def test_a_label_is_set_in_its_own_font() -> None:
    """As in the Word file: 出席： of a 纪要 in 黑体, the names behind it in 仿宋."""
    norm = norms.load("gbt9704-minutes")
    words = drawn_fonts(document(paragraph("名单", "出席：临河区人民检察院" + "甲乙丙丁" * 12), norm=norm.name))
    label = norm.roles["名单"].label
    assert label is not None
    assert words["席"] == words["："] == drawn_fonts(document(paragraph("一级标题", "黑"), norm=norm.name))["黑"]
    assert words["甲"] != words["席"]


def test_emphasis_is_drawn_with_thicker_strokes_and_takes_no_more_room() -> None:
    """Filled and outlined, as word processors do with a face that has no bold."""
    plain, strong = (
        document(Paragraph("正文", (one,), Span("案件.yaml")), norm="publication")
        for one in (Text("问：", Span("案件.yaml")), Strong((Text("问：", Span("案件.yaml")),)))
    )
    ends = []
    for tree, modes in ((plain, set()), (strong, {2})):
        data = pdf.write(tree, norm_of(tree))
        with pikepdf.open(io.BytesIO(data)) as opened:
            found = pikepdf.parse_content_stream(opened.pages[0])
            assert {int(operands[0]) for operands, operator in found if str(operator) == "Tr"} == modes
        with pdfplumber.open(io.BytesIO(data)) as paper:
            ends.append([one["x1"] for one in paper.pages[0].chars])
    assert ends[0] == pytest.approx(ends[1], abs=0.01)


def test_the_text_of_a_letter_begins_below_its_head() -> None:
    """GB/T 9704-2012, 10: the number stands under the red double line, a mark of two lines or of one."""
    norm = norms.load("gbt9704-letter")
    for name in ("青川市人民检察院", "云江省青川市临河区人民检察院第三派出检察室"):
        blocks = paragraph("发文机关标志", name), paragraph("文号", "临检函〔2024〕5号"), paragraph("正文", "甲")
        tree = document(*blocks, norm=norm.name)
        with pdfplumber.open(io.BytesIO(pdf.write(tree, norm))) as paper:
            page = paper.pages[0]
            mark = [one for one in page.chars if one["size"] > 20]
            rules = [one for one in (*page.rects, *page.lines, *page.curves) if one["width"] > 400]
            upper = [one for one in rules if one["top"] < page.height / 2]
            number = [one for one in page.chars if one["text"] in "临函〔〕" and one["size"] < 20]
            assert upper and number
            assert max(one["bottom"] for one in mark) < min(one["top"] for one in upper)
            assert max(one["bottom"] for one in upper) < min(one["top"] for one in number)
            middle = (min(one["x0"] for one in mark) + max(one["x1"] for one in mark)) / 2
            assert middle == pytest.approx(page.width / 2, abs=2)
            assert max(one["x1"] for one in number) < page.width - norm.page.right.pt


def test_a_line_at_the_right_ends_at_the_edge_whatever_digits_it_has() -> None:
    norm = norms.load("gbt9704-letter")
    tree = document(paragraph("文号", "临检函〔2024〕5号"), norm=norm.name)
    with pdfplumber.open(io.BytesIO(pdf.write(tree, norm))) as paper:
        last = max(one["x1"] for one in paper.pages[0].chars if one["text"] == "号")
    assert last == pytest.approx((norm.page.width - norm.page.right).pt, abs=0.5)


def test_page_numbers_stand_at_the_outer_edge_seven_millimetres_below() -> None:
    tree = letter()
    norm = norm_of(tree)
    with pdfplumber.open(io.BytesIO(pdf.write(tree, norm))) as paper:
        for number, page in enumerate(paper.pages, 1):
            folio = [one for one in page.chars if one["top"] > (norm.page.height - norm.page.bottom).pt + 5]
            assert bare("".join(one["text"] for one in folio)) == f"—{number}—"
            inset = norm.folio.inset * norm.roles[FOLIO].size.length.pt
            if number % 2:
                assert folio[-1]["x1"] == pytest.approx((norm.page.width - norm.page.right).pt - inset, abs=0.5)
            else:
                assert folio[0]["x0"] == pytest.approx(norm.page.left.pt + inset, abs=0.5)
            middle = (folio[0]["top"] + folio[0]["bottom"]) / 2
            dash = (norm.page.height - norm.page.bottom + norm.folio.drop).pt
            assert middle == pytest.approx(dash, abs=3)


def test_a_picture_stands_whole_above_its_words_and_the_text_goes_on_below() -> None:
    from PIL import Image as Raster

    drawn = io.BytesIO()
    Raster.new("RGB", (800, 600), "red").save(drawn, "PNG")
    figure = Image("图.png", "现场照片", Span("案件.yaml"), Picture(drawn.getvalue(), "image/png", 800, 600))
    before, after = paragraph("正文", "前" * 28 * 14), paragraph("正文", "后文。")
    tree = document(before, figure, paragraph("图注", "现场照片"), after, norm="publication")
    pages = pdf.layout_of(tree, norm_of(tree)).pages
    assert [list(dict.fromkeys(line.block for line in page.lines)) for page in pages] == [[0], [1, 2, 3]]
    with pdfplumber.open(io.BytesIO(pdf.write(tree, norm_of(tree)))) as paper:
        (image,) = paper.pages[1].images
        below = {line["text"]: line for line in paper.pages[1].extract_text_lines()}
        assert list(below)[:2] == ["现场照片", "后文。"], "its words are printed once"
        assert image["width"] / image["height"] == pytest.approx(800 / 600, rel=0.01)
        assert image["bottom"] <= below["现场照片"]["top"] + 1 < below["后文。"]["top"]


@pytest.mark.parametrize("size", [(1600, 1000), (900, 1600), (4000, 300), (200, 3000), (300, 200), (1, 1)])
def test_a_picture_of_any_shape_stands_in_the_middle_of_the_type_area(size: tuple[int, int]) -> None:
    from PIL import Image as Raster

    drawn = io.BytesIO()
    Raster.new("RGB", size, "red").save(drawn, "PNG")
    figure = Image("图.png", "现场", Span("案件.yaml"), Picture(drawn.getvalue(), "image/png", *size))
    tree = document(paragraph("正文", "前"), figure, paragraph("图注", "短"), norm="publication")
    sheet = norm_of(tree).page
    with pdfplumber.open(io.BytesIO(pdf.write(tree, norm_of(tree)))) as paper:
        (image,) = paper.pages[0].images
        left, right = sheet.left.pt, (sheet.width - sheet.right).pt
        assert left - 0.5 <= image["x0"] < image["x1"] <= right + 0.5
        assert sheet.top.pt <= image["top"] < image["bottom"] <= (sheet.height - sheet.bottom).pt
        assert (image["x0"] + image["x1"]) / 2 == pytest.approx((left + right) / 2, abs=1)
        assert image["width"] <= size[0] * 0.6 + 0.1, "a small picture is not blown up"


# — speed, as far as it can be told without a clock —


def test_the_fast_subsetter_is_at_work(written: bytes) -> None:
    """Each new text is cut by HarfBuzz in our hands, the same text a second time by nobody."""
    from docgen.formats.pdf import weasy

    before = weasy._cut.cache_info()
    tree = document(paragraph("正文", "丂丆丏丒丠丩丬丷丼乀"), norm="publication")
    pdf.write(tree, norms.load("publication"))
    after = weasy._cut.cache_info()
    assert after.misses > before.misses
    pdf.write(tree, norms.load("publication"))
    assert weasy._cut.cache_info().misses == after.misses
    with pikepdf.open(io.BytesIO(written)) as opened:
        sizes = [len(one.read_bytes()) for one in opened.objects if isinstance(one, pikepdf.Stream)]
    assert max(sizes) < 400_000


def test_fonts_and_style_sheet_are_made_once() -> None:
    from docgen.formats.pdf import weasy

    norm = norms.load("publication")
    pdf.write(letter(), norm)
    counts = weasy._parsed.cache_info().misses, weasy._register.cache_info().misses, weasy._fonts.cache_info().misses
    pdf.write(document(paragraph("正文", "又一份")), norm)
    assert counts == (
        weasy._parsed.cache_info().misses, weasy._register.cache_info().misses, weasy._fonts.cache_info().misses,
    )  # fmt: skip


def test_other_commands_do_not_wait_for_the_engine(tmp_path: Path) -> None:
    program = (
        "import sys; from docgen.cli.run import run; code = run(sys.argv[1:]);"
        "sys.exit(code or 90 * ('weasyprint' in sys.modules))"
    )
    for arguments in (
        ["--help"],
        ["render", "--help"],
        ["render", str(SAMPLES[0]), "--as", "典型案例", "-o", str(tmp_path)],
    ):
        ran = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, check=False)
        assert ran.returncode == 0, ran.stderr.decode()


def test_without_pango_a_person_is_told_what_to_do(tmp_path: Path) -> None:
    """The import fails as it does where the library is missing."""
    broken = tmp_path / "坏"
    (broken / "weasyprint").mkdir(parents=True)
    (broken / "weasyprint" / "__init__.py").write_text("raise OSError('cannot load library pango')", encoding="utf-8")
    environment = {"PYTHONPATH": str(broken)}
    arguments = ["render", SAMPLES[0], "--as", "典型案例", "-o", tmp_path / "出"]
    ran = process([*arguments, "--format", "pdf"], tmp_path, environment)
    assert ran.code == 5
    assert "错误 E001 缺少生成 PDF 要用的系统组件 Pango" in ran.talk
    assert "Traceback" not in ran.talk
    assert list((tmp_path / "出").rglob("*.pdf")) == []
    assert process([*arguments, "--format", "docx"], tmp_path, environment).code == 0
    told = process(["doctor"], tmp_path, environment)
    assert told.code == 0
    assert "× PDF 组件：缺少系统组件 Pango" in told.result
    assert "libpango" in told.result
