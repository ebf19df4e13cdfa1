"""Word files, opened again: the text of every paragraph in its named style, and nothing formatted by hand."""

from __future__ import annotations

from typing import Any

import pytest
from helpers import Scratch, scratch

from docgen.building import run
from docgen.building.request import Request
from docgen.core.errors import WriteError
from docgen.core.source import Span
from docgen.core.tree import Document, Image, Strong
from docgen.formats import WRITERS
from docgen.formats.word.docx_styles import beside_style, label_style
from docgen.page.norm.model import ENTRIES, FOLIO, TEXT, Norm
from formats.torture import HOSTILE, document, named, norms, paragraph, table, text, torture
from formats.word import Word, expected, name, text_of, w, written

NORMS = norms()
SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")
CLOSING = ("署名", "成文日期", "用印日期")


@pytest.fixture(scope="module", params=NORMS, ids=named)
def norm(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def word(norm: Norm) -> Word:
    return written(torture(norm), norm)


def small(norm: Norm, *blocks: Any, **more: Any) -> Word:
    return written(document(*blocks, norm=norm.name, **more), norm)


def styled(role: str) -> str:
    """The name of a role's style; lines of contents have the names that Word itself looks for."""
    return f"toc {ENTRIES.index(role) + 1}" if role in ENTRIES else role


# — text —


def test_every_paragraph_has_its_text_and_the_style_of_its_role(word: Word, norm: Norm) -> None:
    assert list(word.paragraphs()) == list(expected(torture(norm), norm))


def test_python_docx_opens_it_and_reads_the_same_text(word: Word) -> None:
    # The lines of a balanced title end with a break, which python-docx reads as a line feed.
    read = [one.text.replace("\n", "") for one in word.opened.paragraphs]
    assert read == [text_of(node) for node in word.body.findall(w("p"))]
    cells = [cell.text for one in word.opened.tables for row in one.rows for cell in row.cells]
    own = [cell for one in word.body.findall(w("tbl")) for cell in one.iter(w("tc"))]
    assert set(cells) == {"\n".join(text_of(node) for node in cell.iter(w("p"))) for cell in own}


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_text_and_nothing_else(norm: Norm, words: str) -> None:
    found = small(norm, paragraph("正文", words)).paragraph(words)
    inside = [node.tag for node in found.iter()]
    known = {w(one) for one in ("p", "pPr", "pStyle", "bookmarkStart", "bookmarkEnd", "r", "t", "tab")}
    assert set(inside) <= known
    assert inside.count(w("r")) == 1
    assert inside.count(w("tab")) == words.count("\t")
    assert not any("\t" in (node.text or "") for node in found.iter(w("t")))


def test_neighbouring_texts_become_one_run(norm: Norm) -> None:
    inlines = (text("一"), text("二", 2), Strong((text("三"), text("四"))), text("五"), text("六"))
    runs = small(norm, paragraph("正文", *inlines)).paragraph("一二三四五六").findall(w("r"))
    assert [text_of(run) for run in runs] == ["一二", "三四", "五六"]
    assert [run.find(f"{w('rPr')}/{w('rStyle')}") is not None for run in runs] == [False, True, False]


def test_only_strong_and_labels_have_a_look_of_their_own_and_take_it_from_a_style(word: Word, norm: Norm) -> None:
    found = word.xml("word/document.xml")
    assert [
        node.tag for tag in ("rFonts", "sz", "szCs", "color", "b", "i", "u", "lang") for node in found.iter(w(tag))
    ] == []
    labels = {label_style(role) for role, look in norm.roles.items() if look.label}
    guests = {beside_style(role) for role, look in norm.roles.items() if look.beside}
    named = {name(word.styles[node.get(w("val"))]) for node in found.iter(w("rStyle"))}
    assert {"着重"} | guests <= named <= {"着重"} | labels | guests
    assert {node.tag for node in found.iter(w("rPr")) for node in node} == {w("rStyle")}
    allowed = {w(one) for one in ("pStyle", "keepNext", "pageBreakBefore", "widowControl", "pBdr", "spacing", "ind")}
    assert {child.tag for look in found.iter(w("pPr")) for child in look} <= allowed
    assert word.comes_to("着重", "rPr/b") is not None


def test_a_page_break_goes_to_the_paragraph_behind_it(word: Word) -> None:
    broken = [text_of(node.getparent().getparent()) for node in word.body.iter(w("pageBreakBefore"))]
    # Before the box at the foot of minutes the page is begun with the last two lines.
    broken = [words for words in broken if words != "签名章职务里的文字"]
    assert broken == ["名目", f"［图：{torture_figure()}］", "云江省青川市临河区人民检察院"]


def torture_figure() -> str:
    (found,) = (block.alt for block in torture(NORMS[0]).blocks if isinstance(block, Image))
    return found


def test_short_rows_fill_the_width_of_the_table(word: Word) -> None:
    for one in word.body.iter(w("tbl")):
        grid = [int(column.get(w("w"))) for column in one.iter(w("gridCol"))]
        for row in one.iter(w("tr")):
            spans = [node.get(w("val")) for cell in row.iter(w("tc")) for node in cell.iter(w("gridSpan"))]
            cells = len(row.findall(w("tc")))
            assert cells + sum(int(span) - 1 for span in spans) == len(grid)
            assert sum(int(node.get(w("w"))) for node in row.iter(w("tcW"))) == sum(grid)


# — bookmarks —


def test_every_paragraph_of_the_tree_lies_in_a_bookmark_of_its_own(word: Word, norm: Norm) -> None:
    own = [node for node in word.body.iter(w("p")) if not word.name_of(node).startswith("toc ")]
    starts = [node.findall(w("bookmarkStart")) for node in own if word.name_of(node) != "间隔"]
    assert {len(one) for one in starts} <= {1, 2}
    assert sum(len(one) == 2 for one in starts) == sum(bool(look.beside) for look in norm.roles.values())
    names = [mark.get(w("name")) for one in starts for mark in one]
    assert len(set(names)) == len(names)
    assert all(one.startswith("_dg_") and len(one) <= 40 for one in names)
    numbers = [node.get(w("id")) for node in word.body.iter(w("bookmarkStart"))]
    assert len(set(numbers)) == len(numbers)
    assert numbers == [node.get(w("id")) for node in word.body.iter(w("bookmarkEnd"))]


def test_contents_point_at_bookmarks_that_are_there(word: Word) -> None:
    anchors = [node.get(w("anchor")) for node in word.body.iter(w("hyperlink"))]
    names = {node.get(w("name")) for node in word.body.iter(w("bookmarkStart"))}
    assert anchors and set(anchors) <= names
    kinds = [node.get(w("fldCharType")) for node in word.body.iter(w("fldChar"))]
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == len(anchors) + 2


# — styles —


def test_every_role_is_a_style_with_the_face_and_size_of_the_norm(word: Word, norm: Norm) -> None:
    for role, look in norm.roles.items():
        fonts = word.comes_to(styled(role), "rPr/rFonts")
        assert {fonts.get(w(slot)) for slot in SLOTS} == {look.font.names[0]}, role
        assert word.comes_to(styled(role), "rPr/sz").get(w("val")) == str(look.size.length.half_points), role
        assert word.comes_to(styled(role), "rPr/color").get(w("val")) == look.colour, role
        spacing = word.comes_to(styled(role), "pPr/spacing")
        assert (spacing.get(w("line")), spacing.get(w("lineRule"))) == (str(look.pitch.twips), "exact"), role
        assert word.comes_to(styled(role), "pPr/jc").get(w("val")) == (norm.folio.odd if role == FOLIO else look.align)


def test_every_font_is_named_for_all_four_slots(word: Word, norm: Norm) -> None:
    official = {font.names[0] for font in norm.fonts.values()}
    found = list(word.xml("word/styles.xml").iter(w("rFonts")))
    assert {fonts.get(w("hint")) for fonts in found} == {"eastAsia"}
    assert {len({fonts.get(w(slot)) for slot in SLOTS}) for fonts in found} == {1}
    assert {fonts.get(w("ascii")) for fonts in found} <= official
    assert {font.get(w("name")) for font in word.xml("word/fontTable.xml").iter(w("font"))} == official


def test_first_lines_are_indented_in_characters(word: Word, norm: Norm) -> None:
    indented = {role: look.first for role, look in norm.roles.items() if look.first and not look.hanging}
    assert TEXT in indented
    for role, characters in indented.items():
        assert word.comes_to(role, "pPr/ind").get(w("firstLineChars")) == str(round(characters * 100)), role


def test_headings_carry_their_outline_level(word: Word, norm: Norm) -> None:
    levels = {role: word.comes_to(styled(role), "pPr/outlineLvl") for role in norm.roles}
    found = {role: int(node.get(w("val"))) + 1 for role, node in levels.items() if node is not None}
    assert found == {role: look.outline for role, look in norm.roles.items() if look.outline}
    assert {"一级标题", "二级标题", "案例标题"} <= set(found)


def test_letters_and_digits_are_english_and_the_rest_is_chinese(word: Word) -> None:
    """Called Chinese, LibreOffice breaks lines inside a number: see test_libreoffice."""
    (language,) = word.xml("word/styles.xml").iter(w("lang"))
    assert (language.get(w("val")), language.get(w("eastAsia"))) == ("en-US", "zh-CN")


def test_lines_off_the_grid_are_not_rounded_up_to_it(word: Word, norm: Norm) -> None:
    """LibreOffice gives a line of 22 points two lines of the grid otherwise."""
    free = {role for role in norm.roles if word.comes_to(styled(role), "pPr/snapToGrid") is not None}
    assert {"标题", "文种", "表格", "间隔"} <= free
    assert not free & {"正文", "主送", "文号", "署名", "成文日期", "用印日期"}


def test_style_names_are_unique(word: Word) -> None:
    names = [name(style) for style in word.styles.values()]
    assert len(set(names)) == len(names)


# — kept together —


@pytest.mark.parametrize("role", CLOSING)
def test_the_last_words_stay_with_the_signature_and_the_date(norm: Norm, role: str) -> None:
    """Two lines of them where the role closes the paper (``placing.kept``), one where it only follows."""
    texts = ("前面", "三", "二", "末段")
    word = small(norm, *(paragraph("正文", words) for words in texts), paragraph(role, "落款"))
    kept = [words for words in texts if word.paragraph(words).find(f"{w('pPr')}/{w('keepNext')}") is not None]
    assert kept == (["二", "末段"] if norm.roles[role].escort else ["末段"])


def test_headings_and_signatures_stay_with_what_follows(word: Word, norm: Norm) -> None:
    kept = {role for role in norm.roles if word.comes_to(styled(role), "pPr/keepNext") is not None}
    assert {"标题", "一级标题", "二级标题", "案例标题", "小节", "署名"} <= kept
    assert "正文" not in kept


# — what no Word file can hold —


def unprintable() -> dict[str, Document]:
    bad = "甲乙\x01丙"
    return {
        "案件.yaml:7:5": document(paragraph("正文", "好", bad, line=7)),
        "案件.yaml:1:5": document(table(("名目", bad))),
        "": document(Image("图.png", bad, Span("案件.yaml", 9))),
    }


@pytest.mark.parametrize("place", unprintable())
def test_a_character_that_xml_cannot_hold_is_told_with_its_place(place: str) -> None:
    with pytest.raises(WriteError) as caught:
        WRITERS["docx"].write(unprintable()[place], NORMS[0])
    (fault,) = caught.value.problems
    assert (fault.code, "U+0001" in fault.message or not place) == ("W001", True)
    assert (f"{fault.span.file}:{fault.span.line}:{fault.span.column}" if fault.span else "") == place


@pytest.fixture
def project(tmp_path: Any) -> Scratch:
    return scratch(tmp_path)


def test_a_character_that_xml_cannot_hold_leaves_no_file(project: Scratch) -> None:
    project.template("{{ 事由 }}甲\x01\n")
    record = project.record("事由: 某事\n检察院: 云江省青川市临河区人民检察院\n")
    report = run.report(Request(records=(record,), kinds=("trial",), formats=("docx",), out=project.root / "出"))
    assert [item.code for item in report.problems if item.level == "error"] == ["T003"]
    assert report.outputs == []
    assert list(project.root.rglob("*.docx")) == []
