"""OFD: the pages of the PDF by GB/T 33190, whose text is that of the paper, for every kind and by readers of others."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from pathlib import Path

import ofdkit
import pypdfium2
import pytest
from helpers import process
from PIL import Image as Raster
from reliability.ofd import MOST_APART, apart, bare, by_ofdkit, damaged, in_ofd, in_pdf, missing, paragraphs, unnamed

from docgen.core.errors import ConfigError, RecordError, WriteError
from docgen.core.source import Span
from docgen.core.tree import Contents, Document, Image, Paragraph, Picture, Strong, Table, Text, plain_text
from docgen.formats import WRITERS
from docgen.formats.ofd.read import opened, read_ofd, sheets
from docgen.formats.pdf.pdf import layout_of
from docgen.formats.word.ooxml import zipped
from docgen.page import measure
from docgen.page.norm import norms
from docgen.page.norm.model import Norm
from docgen.page.placing import bare_pages
from docgen.page.shape import picture_size
from formats.ofd_inside import OFD, TAGS, File, faults
from formats.test_pdf_kinds import papers
from formats.torture import document, paragraph, text, torture

HERE = Span("案件.yaml", 1)
NORM = norms.load("legal-instrument")


def written(tree: Document, norm: Norm = NORM) -> bytes:
    return WRITERS["ofd"].write(tree, norm)


def one(words: str, role: str = "正文") -> File:
    return File(written(document(paragraph(role, words))))


@pytest.fixture(scope="module")
def files() -> dict[str, tuple[Document, Norm, bytes]]:
    """A paper of each kind."""
    found = {}
    for name, tree in papers():
        norm = norms.load(tree.meta.norm)
        found[name] = tree, norm, written(tree, norm)
    return found


Files = dict[str, tuple[Document, Norm, bytes]]

# — every kind —


def test_each_kind_keeps_to_the_standard(files: Files) -> None:
    for name, (_, _, data) in files.items():
        assert faults(data) == [], name


def test_each_kind_has_the_text_of_its_text_file(files: Files) -> None:
    for name, (tree, norm, data) in files.items():
        assert File(data).rows() == WRITERS["txt"].write(tree, norm).decode().split("\n")[:-1], name


def test_each_glyph_is_in_the_file_and_where_the_pdf_has_it(files: Files) -> None:
    for name, (tree, norm, data) in files.items():
        file = File(data)
        assert missing(file) == [], name
        assert apart(in_pdf(WRITERS["pdf"].write(tree, norm)), in_ofd(file)) <= MOST_APART, name


def test_a_reader_of_others_reads_the_same(files: Files) -> None:
    for name, (tree, norm, data) in files.items():
        wanted = [words for words in WRITERS["txt"].write(tree, norm).decode().split("\n") if "［图：" not in words]
        assert bare(paragraphs(File(data), by_ofdkit(data))) == bare(wanted), name
        with ofdkit.open(data) as read:
            assert read.info.title == tree.meta.title, name


def test_a_file_says_its_title_and_nothing_of_who_made_it_when(files: Files) -> None:
    for name, (tree, _, data) in files.items():
        info = File(data).entry.find(f".//{OFD}DocInfo")
        assert info is not None
        told = {part.tag.removeprefix(OFD): part.text for part in info}
        assert set(told) == {"DocID", "Title", "Creator"}, name
        assert (told["Title"], told["Creator"]) == (tree.meta.title, "docgen"), name
        for trace in (b"/home/", b"/root/", b"/tmp/", b"file:"):
            assert trace not in data, (name, trace)


def test_headings_are_the_outline(files: Files) -> None:
    for name, (tree, norm, data) in files.items():
        file = File(data)
        titles = [part.attrib["Title"] for part in file.root.iter(f"{OFD}OutlineElem")]
        headings = [
            plain_text(block.inlines).strip()
            for block in tree.blocks
            if isinstance(block, Paragraph) and norm.roles[block.role].outline
        ]
        assert titles == headings, name


def test_pages_are_numbered_and_headed_as_the_norm_says(files: Files) -> None:
    for name, (tree, norm, data) in files.items():
        file = File(data)
        bare_ones, front = bare_pages(tree, norm), layout_of(tree, norm).front
        margins = [
            "".join(piece.text for piece in file.pieces() if piece.page == page and piece.layer == "Foreground")
            for page in range(len(file.pages()))
        ]
        for number, margin in enumerate(margins, 1):
            hidden = bare_ones == "all" or (bare_ones == "first" and number == 1)
            shown = f"{norm.folio.before}{number - front}{norm.folio.after}".strip()
            told = number > front and not hidden and (number > 1 or norm.folio.first)
            assert (shown in margin) == told, (name, number)
            assert (tree.meta.header in margin) == (not hidden), (name, number)


def test_the_ruler_finds_the_same_in_an_ofd_as_in_the_pdf(files: Files, tmp_path: Path) -> None:
    for name in ("recommendation", "cooperation-opinion", "hearing-record"):
        tree, norm, data = files[name]
        ofd, pdf = tmp_path / f"{name}.ofd", tmp_path / f"{name}.pdf"
        ofd.write_bytes(data)
        pdf.write_bytes(WRITERS["pdf"].write(tree, norm))
        by_ofd = measure.measured(sheets(ofd, ofd.name), norm)
        by_pdf = measure.measured(measure.sheets(pdf, pdf.name), norm)
        assert [(clause.name, clause.kept) for clause in by_ofd] == [(clause.name, clause.kept) for clause in by_pdf]
        # A page of the record may end with a row, whose height is no whole number of lines.
        lax = {"下白边"} if name == "hearing-record" else set()
        assert not [clause for clause in by_ofd if clause.kept is False and clause.name not in lax], name


# — what stands on a page —


def test_a_paragraph_over_two_pages_is_one_in_the_tags() -> None:
    words = "检察建议应当附有证据材料。" * 100
    file = one(words)
    assert len(file.pages()) > 1
    assert file.rows() == [words]
    ids = {reference.attrib["PageRef"] for reference in file.structure().iter(f"{OFD}ObjectRef")}
    assert ids == {id_ for id_, _ in file.pages()}


def test_roles_levels_rows_and_heads_are_told() -> None:
    tree = document(
        paragraph("一级标题", "一、基本情况"),
        Table("表格", (((text("名目"),), (text("内容"),)), ((text("甲"),), (text("乙"),))), HERE),
    )
    structure = File(written(tree)).structure()
    heading, table = structure
    assert heading.attrib == {"Role": "一级标题", "Level": "1"}
    assert table.attrib["Role"] == "表格"
    assert [[cell.tag.removeprefix(TAGS) for cell in row] for row in table] == [["Cell", "Cell"]] * 2
    frame = NORM.roles["表格"].ruled
    for at, row in enumerate(table):
        assert ["Header" in cell.attrib for cell in row] == [bool(frame.names(at, column)) for column in range(2)]


def test_a_heading_row_that_comes_again_on_the_next_page_is_told_once() -> None:
    role = next(role for role, look in NORM.roles.items() if look.frame and look.frame.header_row)
    rows = tuple((((text(f"第{number}行"),), (text("内容"),))) for number in range(80))
    file = File(written(document(Table(role, ((((text("序号"),), (text("名目"),))), *rows), HERE))))
    assert len(file.pages()) > 1
    assert file.rows()[0] == "序号\t名目"
    assert "\n".join(file.rows()).count("序号") == 1
    assert sum("序号" in piece.text for piece in file.pieces()) == len(file.pages())


def test_emphasis_is_filled_and_outlined() -> None:
    data = written(
        document(Paragraph("正文", (Text("前", HERE), Strong((Text("要点", HERE),)), Text("后", HERE)), HERE))
    )
    (page,) = (name for name in File(data).parts if name.endswith("Content.xml"))
    stroked = {
        str(part.find(f"{OFD}TextCode").text): part.attrib.get("Stroke", "false")  # type: ignore[union-attr]
        for part in File(data).xml(page).iter(f"{OFD}TextObject")
    }
    assert stroked["要点"] == "true"
    assert stroked["前"] == stroked["后"] == "false"


def test_a_picture_stands_where_the_pdf_has_it_and_is_kept_once() -> None:
    raw = io.BytesIO()
    Raster.new("RGB", (300, 200), "red").save(raw, "PNG")
    picture = Picture(raw.getvalue(), "image/png", 300, 200)
    tree = document(
        Image("图.png", "现场", HERE, picture), paragraph("正文", "说明。"), Image("图.png", "又", HERE, picture)
    )
    data = written(tree)
    assert faults(data) == []
    file = File(data)
    assert [name for name in file.names if "image" in name] == ["Doc_0/Res/image_1.png"]
    assert file.parts["Doc_0/Res/image_1.png"] == picture.data
    boxes = [
        tuple(map(float, part.attrib["Boundary"].split()))
        for part in file.xml(file.pages()[0][1]).iter(f"{OFD}ImageObject")
    ]
    with pypdfium2.PdfDocument(WRITERS["pdf"].write(tree, NORM)) as pdf:
        page = pdf[0]
        drawn = [item.get_bounds() for item in page.get_objects() if item.type == 3]
        height = page.get_height()
    mm = 25.4 / 72
    width = picture_size(picture, NORM)[0] * mm
    for (x, y, across, high), (left, bottom, right, top) in zip(boxes, drawn, strict=True):
        assert across == pytest.approx(width, abs=0.01)
        assert (y, high) == pytest.approx(((height - top) * mm, (top - bottom) * mm), abs=0.3)
        assert x == pytest.approx(left * mm, abs=0.3)
        assert x + across == pytest.approx(right * mm, abs=0.3)


def test_an_entry_of_the_contents_leads_to_its_page_and_shows_its_number() -> None:
    tree = document(
        Contents(HERE), paragraph("一级标题", "一、甲"), paragraph("正文", "字" * 900), paragraph("一级标题", "二、乙")
    )
    file = File(written(tree))
    assert file.rows()[:2] == ["一、甲", "二、乙"]
    numbers = {id_: str(number) for number, (id_, _) in enumerate(file.pages(), 1)}
    found = {}
    for part in file.xml(file.pages()[0][1]).iter(f"{OFD}TextObject"):
        if (goes := part.find(f".//{OFD}Dest")) is not None:
            found[part.find(f"{OFD}TextCode").text] = numbers[goes.attrib["PageID"]]  # type: ignore[union-attr]
    assert found == {"一、甲": "1", "二、乙": "2"}
    dotted = [piece.text for piece in file.pieces() if piece.layer == "Foreground"]
    assert sum(set(words) == {"·"} for words in dotted) == 2


def test_lines_of_a_draft_for_review_are_numbered() -> None:
    tree = document(paragraph("正文", "字" * 100))
    review = norms.for_review(NORM)
    file = File(written(tree, review))
    numbers = [piece.text for piece in file.pieces() if piece.layer == "Foreground" and piece.text.isdigit()]
    assert numbers == ["1", "2", "3", "4"]
    assert apart(in_pdf(WRITERS["pdf"].write(tree, review)), in_ofd(file)) <= MOST_APART


# — identifiers and bytes —


def _identifier(data: bytes) -> str:
    return File.words(File(data).entry, f".//{OFD}DocID")


def test_the_identifier_is_that_of_the_content() -> None:
    tree = document(paragraph("正文", "甲"))
    same, other = written(document(paragraph("正文", "甲"))), written(document(paragraph("正文", "乙")))
    named = written(replace(tree, meta=replace(tree.meta, title="另一个标题")))
    assert written(tree) == same
    assert len({_identifier(same), _identifier(other), _identifier(named)}) == 3
    assert re.fullmatch("[0-9a-f]{32}", _identifier(same))


def test_fonts_hold_what_is_shown_and_no_more() -> None:
    few, many = written(document(paragraph("正文", "甲乙"))), written(document(paragraph("正文", "甲乙丙丁戊己庚辛")))
    assert len(few) < len(many) < 40_000


def test_what_xml_cannot_hold_is_refused_at_its_place() -> None:
    tree = document(paragraph("正文", "甲"))
    with pytest.raises(WriteError) as fault:
        written(replace(tree, meta=replace(tree.meta, title="甲\x0b乙")))
    assert fault.value.problems[0].code == "W001"


# — reading —


def test_what_is_written_is_read_back(files: Files, tmp_path: Path) -> None:
    path = tmp_path / "文.ofd"
    for name, (tree, norm, data) in files.items():
        path.write_bytes(data)
        lines = WRITERS["txt"].write(tree, norm).decode().split("\n")
        assert read_ofd(path) == [words for line in lines for one in line.split("\t") if (words := one.strip())], name


def _without_tags(data: bytes) -> dict[str, bytes]:
    parts = {name: part for name, part in File(data).parts.items() if "/Tags/" not in name}
    root = re.sub(b"<ofd:CustomTags>.*?</ofd:CustomTags>", b"", parts["Doc_0/Document.xml"])
    return parts | {"Doc_0/Document.xml": root}


def test_a_file_without_tags_is_read_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "别家.ofd"
    tree = document(paragraph("正文", "检察建议应当附有证据材料。" * 4))
    path.write_bytes(zipped(_without_tags(written(tree))))
    *lines, number = read_ofd(path)
    assert number == "— 1 —"
    assert [len(words) for words in lines] == [26, 26]
    assert "".join(lines) == "检察建议应当附有证据材料。" * 4


def test_words_that_somebody_set_beside_the_tagged_ones_are_read_too(tmp_path: Path) -> None:
    path = tmp_path / "改过.ofd"
    parts = dict(File(written(document(paragraph("正文", "原文。")))).parts)
    name = "Doc_0/Pages/Page_0/Content.xml"
    more = (
        b'<ofd:TextObject ID="990" Boundary="30 200 100 8" Font="1" Size="5"><ofd:TextCode X="0" Y="6">'
        + "添上的字".encode()
        + b"</ofd:TextCode></ofd:TextObject></ofd:Layer>"
    )
    parts[name] = parts[name].replace(b"</ofd:Layer>", more, 1)
    path.write_bytes(zipped(parts))
    assert read_ofd(path) == ["原文。", "添上的字"]


OTHERS = {
    "places said twice": ('X="0" Y="', 'X="3" X2="0" Y="'),
    "a prefix of another name": ("ofd:", "o:"),
    "absolute places": ('BaseLoc="Pages/', 'BaseLoc="/Doc_0/Pages/'),
}


@pytest.mark.parametrize("change", OTHERS)
def test_files_written_otherwise_are_read(change: str, tmp_path: Path) -> None:
    old, new = OTHERS[change]
    parts = {}
    for name, part in File(written(document(paragraph("正文", "甲乙丙")))).parts.items():
        text_part = (
            part.decode().replace(old, new).replace(f"xmlns:{old}", f"xmlns:{new}") if name.endswith(".xml") else ""
        )
        parts[name] = (
            text_part.replace("xmlns:ofd=", f"xmlns:{new[:-1]}=").encode()
            if new == "o:" and text_part
            else (text_part.encode() or part)
        )
    path = tmp_path / "别家.ofd"
    path.write_bytes(zipped(parts))
    assert read_ofd(path) == ["甲乙丙"]


BROKEN = {
    "no package": b"%PDF-1.7",
    "nothing": b"",
    "cut short": b"PK\x03\x04" + b"\0" * 40,
    "another package": zipped({"a.xml": b"<a/>"}),
    "no document": zipped({"OFD.xml": b'<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>'}),
    "entities": zipped({"OFD.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_what_is_no_ofd_is_told_by_name(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "坏.ofd"
    path.write_bytes(data)
    with pytest.raises(RecordError) as fault:
        read_ofd(path)
    assert fault.value.problems[0].code == "I001"
    assert "OFD" in fault.value.problems[0].message + fault.value.problems[0].hint
    with pytest.raises(ConfigError) as refused:
        sheets(path, "坏.ofd")
    assert refused.value.problems[0].code == "Y001"


def test_damage_is_refused_in_words(tmp_path: Path) -> None:
    data = written(torture(NORM))
    assert [fault for spoiled in damaged(data, 60) if (fault := unnamed(spoiled, tmp_path))] == []


def test_a_step_told_a_billion_times_takes_no_room() -> None:
    parts = dict(File(written(document(paragraph("正文", "甲乙丙")))).parts)
    name = "Doc_0/Pages/Page_0/Content.xml"
    parts[name] = re.sub(rb'DeltaX="[^"]*"', b'DeltaX="g 1000000000 1"', parts[name])
    read = opened(zipped(parts), "长.ofd")
    assert [words.text for words in read.pages[0].words if not words.margin] == ["甲乙丙"]


def test_the_commands_read_it_and_refuse_a_damaged_one(tmp_path: Path) -> None:
    words = "文.ofd"
    data = written(document(paragraph("正文", "请拨打13912345678。")))
    (tmp_path / words).write_bytes(data)
    (tmp_path / "文.txt").write_text("标题\n", encoding="utf-8")
    (tmp_path / "坏.ofd").write_bytes(data[:-500])
    scanned = process(["scan", words], tmp_path)
    assert (scanned.code, "M005" in scanned.talk) == (1, True)
    assert "请拨打" in process(["diff", "文.txt", words], tmp_path).result
    assert "√ 5.1 幅面" in process(["measure", words], tmp_path).result
    for command, code in (
        (["scan", "坏.ofd"], "M007"),
        (["diff", words, "坏.ofd"], "I001"),
        (["measure", "坏.ofd"], "Y001"),
    ):
        ran = process(command, tmp_path)
        assert f"错误 {code}" in ran.talk
        assert "Traceback" not in ran.talk


def test_the_face_of_a_card_behind_the_fold_stands_upside_down(files: Files) -> None:
    tree, _, data = next(value for name, value in files.items() if name.startswith(("席卡", "table-cards")))
    turned = {block.role for block in tree.blocks if isinstance(block, Paragraph)} & {
        role for role, look in norms.load(tree.meta.norm).roles.items() if look.turned
    }
    assert turned
    pieces = [piece for piece in File(data).pieces() if piece.page == 0 and len(piece.text) > 1]
    back = [piece for piece in pieces if piece.places[0][0] > piece.places[-1][0]]
    front = [piece for piece in pieces if piece.places[0][0] < piece.places[-1][0]]
    assert {piece.text for piece in back} <= {piece.text for piece in front} and back
