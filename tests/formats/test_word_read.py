"""The one reader of Word files: nothing is left out for what stands beside it, and tracked changes are settled."""

from __future__ import annotations

import io
import zipfile

import pytest

from docgen.core.errors import WriteError
from docgen.formats.word.changes import PILCROW
from docgen.formats.word.read import WordFile, open_word
from tests.intake.word_file import packed, paragraph, part, word

FIELD = (
    "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>{0}</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{1}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
)


def run(text: str, looks: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{looks}</w:rPr>' if looks else ''}<w:t>{text}</w:t></w:r>"


def tracked(word: str, inner: str) -> str:
    return f"<w:{word} w:id='1' w:author='李'>{inner}</w:{word}>"


def deleted(text: str) -> str:
    return tracked("del", f"<w:r><w:delText>{text}</w:delText></w:r>")


def inserted(text: str) -> str:
    return tracked("ins", run(text))


def p(*inner: str, mark: str = "") -> str:
    looks = f"<w:pPr><w:rPr>{tracked(mark, '')}</w:rPr></w:pPr>" if mark else ""
    return f"<w:p>{looks}{''.join(inner)}</w:p>"


def cell(text: str) -> str:
    return f"<w:tc>{p(run(text))}</w:tc>"


def row(*cells: str, mark: str = "") -> str:
    looks = f"<w:trPr>{tracked(mark, '')}</w:trPr>" if mark else ""
    return f"<w:tr>{looks}{''.join(map(cell, cells))}</w:tr>"


def texts(found: WordFile) -> list[str]:
    return [one.text for one in found.paragraphs if one.text]


BESIDE = {
    "picture": "<w:r><w:drawing><a:blip/></w:drawing></w:r>",
    "old object": "<w:r><w:object><v:imagedata/></w:object></w:r>",
    "note": "<w:r><w:footnoteReference w:id='2'/></w:r>",
    "page number": FIELD.format("PAGE", "7"),
    "field without a result": "<w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>XE 某</w:instrText></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>",
    "hidden": run("不见", "<w:vanish/>"),
    "comment": "<w:commentRangeStart w:id='0'/><w:commentRangeEnd w:id='0'/><w:r><w:commentReference w:id='0'/></w:r>",
    "bookmark": "<w:bookmarkStart w:id='0' w:name='甲'/><w:bookmarkEnd w:id='0'/>",
    "text box": "<w:r><w:pict><v:textbox><w:txbxContent><w:p/></w:txbxContent></v:textbox></w:pict></w:r>",
}


@pytest.mark.parametrize("beside", BESIDE.values(), ids=BESIDE)
def test_what_stands_in_a_paragraph_never_takes_its_words_away(beside: str) -> None:
    assert texts(open_word(word(p(run("前"), beside, run("后"))), "甲.docx")) == ["前后"]


def test_the_result_of_a_field_is_words_and_a_table_of_contents_is_none() -> None:
    begin, end = FIELD.format('TOC \\o "1-2"', "一、条目").split("<w:r><w:fldChar w:fldCharType='end'/></w:r>")[0], ""
    end = "<w:r><w:fldChar w:fldCharType='end'/></w:r>"
    body = (
        p(run("共"), FIELD.format("=SUM(1)", "80"), run("万元")) + p(begin) + p(run("二、条目"), end) + p(run("正文"))
    )
    found = open_word(word(body), "甲.docx")
    assert texts(found) == ["共80万元", "正文"]
    assert [(bit.kind, bit.text, bit.field) for bit in found.paragraphs[0].bits][1] == ("field", "80", "=SUM(1)")
    assert found.seen["域"] == 2


CHANGES = {
    "insertion and deletion": (p(run("甲"), inserted("乙"), deleted("丙")), ["甲乙"], ["甲丙"]),
    "move": (p(tracked("moveFrom", run("乙")), run("甲"), tracked("moveTo", run("乙"))), ["甲乙"], ["乙甲"]),
    "deleted end": (p(run("甲"), mark="del") + p(run("乙")), ["甲乙"], ["甲", "乙"]),
    "inserted end": (p(run("甲"), mark="ins") + p(run("乙")), ["甲", "乙"], ["甲乙"]),
    "three ends": ("".join(p(run(one), mark="del") for one in "甲乙丙") + p(run("丁")), ["甲乙丙丁"], [*"甲乙丙丁"]),
    "deleted paragraph": (p(run("甲")) + p(deleted("乙"), mark="del") + p(run("丙")), ["甲", "丙"], ["甲", "乙", "丙"]),
    "deleted before a table": (p(deleted("乙"), mark="del") + f"<w:tbl>{row('丙')}</w:tbl>" + p(), ["丙"], ["乙", "丙"]),
    "rows": (f"<w:tbl>{row('甲')}{row('乙', mark='del')}{row('丙', mark='ins')}</w:tbl>", ["甲", "丙"], ["甲", "乙"]),
    "the only row": (f"<w:tbl>{row('甲', mark='del')}</w:tbl>", [], ["甲"]),
    "cell": (
        f"<w:tbl><w:tr>{cell('甲')}<w:tc><w:tcPr><w:cellDel w:id='1'/></w:tcPr>{p(run('乙'))}</w:tc></w:tr></w:tbl>",
        ["甲"],
        ["甲", "乙"],
    ),
    "inside a content control": (f"<w:sdt><w:sdtContent>{p(run('甲'), deleted('乙'))}</w:sdtContent></w:sdt>", ["甲"], ["甲乙"]),
    "inserted, then deleted": (p(run("甲"), tracked("ins", deleted("乙"))), ["甲"], ["甲"]),
}  # fmt: skip


@pytest.mark.parametrize(("body", "accepted", "rejected"), CHANGES.values(), ids=CHANGES)
def test_changes_are_accepted_or_rejected(body: str, accepted: list[str], rejected: list[str]) -> None:
    assert texts(open_word(word(body), "甲.docx")) == accepted
    assert texts(open_word(word(body), "甲.docx", accept=False)) == rejected


def test_changes_are_told_with_their_authors_and_places() -> None:
    found = open_word(
        word(p(run("甲"), inserted("乙"), mark="del") + p(deleted("丙"), run("丁"))), "甲.docx", places=True
    )
    assert [(one.what, one.author, one.words) for one in found.changes] == [
        ("删除", "李", PILCROW),
        ("插入", "李", "乙"),
        ("删除", "李", "丙"),
    ]
    (one,) = found.paragraphs
    assert [(bit.kind, bit.text or bit.node.get("n")) for bit in one.bits] == [
        ("text", "甲"), ("mark", "1"), ("text", "乙"), ("mark", "0"), ("mark", "2"), ("text", "丁"),
    ]  # fmt: skip


def test_former_looks_come_back_when_changes_are_rejected() -> None:
    looks = "<w:rPr><w:b/><w:rPrChange w:id='1'><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>"
    body = f"<w:p><w:r>{looks}<w:t>甲</w:t></w:r></w:p>"
    kept, former = (
        open_word(word(body), "甲.docx", accept=accept).paragraphs[0].bits[0].looks for accept in (True, False)
    )
    assert [[node.tag.rpartition("}")[2] for node in one] for one in (kept, former)] == [["b"], ["i"]]


def test_paragraphs_say_where_they_stand() -> None:
    notes = part("footnotes", f"<w:footnote w:id='2'>{p(run('注'))}</w:footnote>")
    styles = part("styles", "<w:style w:styleId='R1'><w:name w:val='正文首行'/></w:style>")
    box = f"<w:r><w:pict><v:textbox><w:txbxContent>{p(run('框'))}</w:txbxContent></v:textbox></w:pict></w:r>"
    body = (
        "<w:p><w:pPr><w:pStyle w:val='R1'/></w:pPr><w:r><w:t>首</w:t></w:r></w:p>"
        + p()
        + f"<w:tbl>{row('甲', '乙')}</w:tbl>"
        + p(run("末"), "<w:r><w:footnoteReference w:id='2'/></w:r>", box)
    )
    found = open_word(word(body, footnotes=notes, styles=styles, header1=part("hdr", p(run("眉")))), "甲.docx")
    assert [(one.place, one.text) for one in found.everything if one.text] == [
        ("第1段", "首"), ("表1第1行第1格", "甲"), ("表1第1行第2格", "乙"), ("第4段", "末"), ("文本框", "框"), ("页眉", "眉"), ("脚注", "注"),
    ]  # fmt: skip
    assert found.paragraphs[0].style == "正文首行"


def test_hidden_text_is_hidden_by_styles_too() -> None:
    styles = part(
        "styles",
        "<w:style w:styleId='H'><w:rPr><w:vanish/></w:rPr></w:style><w:style w:styleId='I'><w:basedOn w:val='H'/></w:style>",
    )
    body = p(run("见"), run("不见", "<w:rStyle w:val='I'/>"), run("也见", "<w:rStyle w:val='H'/><w:vanish w:val='0'/>"))
    found = open_word(word(body, styles=styles), "甲.docx")
    assert (texts(found), found.hidden) == (["见也见"], ("不见",))


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_main_part_is_found_by_its_relation() -> None:
    found = members(word(paragraph("甲")))
    renamed = {name.replace("document.xml", "document2.xml"): data for name, data in found.items()}
    renamed["_rels/.rels"] = renamed["_rels/.rels"].replace(b"document.xml", b"document2.xml")
    assert texts(open_word(packed(dict(renamed)), "甲.docx")) == ["甲"]


def test_a_strict_file_reads_as_the_usual_one() -> None:
    heads = part("hdr", p(run("眉")))
    data = word(p(run("甲"), deleted("乙")), header1=heads)
    strict = {}
    for name, inner in members(data).items():
        inner = inner.replace(
            b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        inner = inner.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/", b"http://purl.oclc.org/ooxml/officeDocument/"
        )
        strict[name] = inner.replace(b"<w:document ", b"<w:document w:conformance='strict' ")
    assert b"purl" in strict["word/document.xml"] and b"purl" in strict["_rels/.rels"]
    found = open_word(packed(dict(strict)), "甲.docx")
    assert [one.text for one in found.everything] == ["甲", "眉"]
    assert b"purl" not in found.package.read("word/document.xml")


def test_what_is_no_word_file_is_refused() -> None:
    for data in (packed({"a.xml": "<a/>"}), packed({"word/document.xml": "<a/>"})):
        with pytest.raises(WriteError) as raised:
            open_word(data, "甲.docx")
        assert [item.code for item in raised.value.problems] == ["I001"]


def test_invisible_marks_are_no_words() -> None:
    found = open_word(word(paragraph("甲。") + paragraph("\u200b\u200b") + paragraph("乙。")), "甲.docx")
    assert [one.number for one in found.paragraphs] == [1, 0, 2]
