"""Word files: what Word shows is kept, what it does not show is counted and quoted."""

from __future__ import annotations

import pytest

from docgen.intake import word as word_files
from docgen.intake.found import Source
from tests.intake.word_file import paragraph, part, word


def read(body: str, **parts: str) -> Source:
    return word_files.read(word(body, **parts), "来文.docx")


def texts(body: str, **parts: str) -> list[str]:
    return [line.text for line in read(body, **parts).lines]


KEPT = {
    "tracked insertion": "<w:p><w:r><w:t>甲</w:t></w:r><w:ins w:id='1' w:author='某'><w:r><w:t>乙</w:t></w:r></w:ins></w:p>",
    "moved to": "<w:p><w:r><w:t>甲</w:t></w:r><w:moveTo w:id='1'><w:r><w:t>乙</w:t></w:r></w:moveTo></w:p>",
    "content control": "<w:p><w:r><w:t>甲</w:t></w:r><w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>乙</w:t></w:r></w:sdtContent></w:sdt></w:p>",
    "content control round a paragraph": "<w:sdt><w:sdtContent><w:p><w:r><w:t>甲乙</w:t></w:r></w:p></w:sdtContent></w:sdt>",
    "smart tag": "<w:p><w:smartTag w:element='date'><w:r><w:t>甲</w:t></w:r></w:smartTag><w:r><w:t>乙</w:t></w:r></w:p>",
    "link": "<w:p><w:hyperlink r:id='x'><w:r><w:t>甲</w:t></w:r></w:hyperlink><w:r><w:t>乙</w:t></w:r></w:p>",
    "simple field": "<w:p><w:fldSimple w:instr='DATE'><w:r><w:t>甲</w:t></w:r></w:fldSimple><w:r><w:t>乙</w:t></w:r></w:p>",
    "field in parts": (
        "<w:p><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>REF 不印的</w:instrText></w:r>"
        "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>甲</w:t></w:r>"
        "<w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:t>乙</w:t></w:r></w:p>"
    ),
    "custom XML": "<w:p><w:customXml><w:r><w:t>甲乙</w:t></w:r></w:customXml></w:p>",
    "ruby": "<w:p><w:r><w:ruby><w:rt><w:r><w:t>jia</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>甲</w:t></w:r></w:rubyBase></w:ruby></w:r><w:r><w:t>乙</w:t></w:r></w:p>",
    "alternative": "<w:p><mc:AlternateContent><mc:Choice Requires='wps'><w:r><w:t>甲乙</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>甲乙</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>",
    "not hidden after all": "<w:p><w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>甲乙</w:t></w:r></w:p>",
    "table of one cell": f"<w:tbl><w:tr><w:tc>{paragraph('甲乙')}</w:tc></w:tr></w:tbl>",
    "formula": "<w:p><m:oMath><m:r><m:t>甲乙</m:t></m:r></m:oMath></w:p>",
    "inserted table row": f"<w:tbl><w:tr><w:trPr><w:ins w:id='1'/></w:trPr><w:tc>{paragraph('甲乙')}</w:tc></w:tr></w:tbl>",
}


@pytest.mark.parametrize("body", KEPT.values(), ids=KEPT)
def test_what_word_shows_is_kept(body: str) -> None:
    assert texts(body) == ["甲乙"]


def test_tracked_deletions_are_dropped_counted_and_quoted() -> None:
    body = (
        "<w:p><w:r><w:t>留</w:t></w:r><w:del w:id='1'><w:r><w:delText>删去的话</w:delText></w:r></w:del>"
        "<w:moveFrom w:id='2'><w:r><w:t>移走的话</w:t></w:r></w:moveFrom></w:p>"
    )
    source = read(body)
    assert [line.text for line in source.lines] == ["留"]
    assert source.counts["修订删除（没有导入，处）"] == 2
    assert [one.text for one in source.dropped] == ["删去的话", "移走的话"]


def test_hidden_text_is_dropped_and_quoted() -> None:
    source = read("<w:p><w:r><w:t>见</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>不见</w:t></w:r></w:p>")
    assert [line.text for line in source.lines] == ["见"]
    assert [(one.text, one.reason) for one in source.dropped] == [("不见", "隐藏文字，Word 里看不见")]


def test_a_text_box_follows_its_paragraph_and_counts_once() -> None:
    box = f"<w:txbxContent>{paragraph('框里')}</w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        + paragraph("后")
    )
    assert texts(body) == ["前", "框里", "后"]


def test_rows_of_a_table_are_lines_with_tabs() -> None:
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(a)}</w:tc><w:tc>{paragraph(b)}</w:tc></w:tr>"
        for a, b in (("项目", "数"), ("立案", "3件"))
    )
    source = read(f"<w:tbl>{rows}</w:tbl>")
    assert [line.text for line in source.lines] == ["项目\t数", "立案\t3件"]
    assert source.counts["表格"] == 1


def test_notes_stand_at_the_end_with_their_marks() -> None:
    notes = part("footnotes", f"<w:footnote w:id='2'>{paragraph('注的话')}</w:footnote>")
    body = "<w:p><w:r><w:t>正文</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:t>后文</w:t></w:r></w:p>"
    assert texts(body, footnotes=notes) == ["正文〔注1〕后文", "〔注1〕注的话"]


def test_numbers_that_word_makes_are_written_out() -> None:
    levels = (
        "<w:lvl w:ilvl='0'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/><w:lvlText w:val='%1、'/></w:lvl>"
        "<w:lvl w:ilvl='1'><w:start w:val='1'/><w:numFmt w:val='decimal'/><w:lvlText w:val='%2.'/></w:lvl>"
    )
    lists = part(
        "numbering",
        f"<w:abstractNum w:abstractNumId='0'>{levels}</w:abstractNum><w:num w:numId='5'><w:abstractNumId w:val='0'/></w:num>",
    )

    def numbered(text: str, level: int) -> str:
        return f"<w:p><w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='5'/></w:numPr></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"

    body = "".join(numbered(text, level) for text, level in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1)))
    assert texts(body, numbering=lists) == ["一、甲", "1.乙", "2.丙", "二、丁", "1.戊"]


def test_symbols_become_ordinary_characters_or_are_told() -> None:
    source = read(
        "<w:p><w:r><w:sym w:font='Wingdings' w:char='F0FC'/><w:t>做到</w:t><w:sym w:font='某字体' w:char='F041'/></w:r></w:p>"
    )
    assert [line.text for line in source.lines] == ["√做到〓"]
    assert any("F041" in note for note in source.notes)


def test_running_heads_are_told_and_breaks_divide() -> None:
    source = read("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t></w:r></w:p>", header1=part("hdr", paragraph("内部资料")))
    assert [line.text for line in source.lines] == ["上", "下"]
    assert [(one.text, one.reason) for one in source.dropped] == [("内部资料", "页眉页脚")]


@pytest.mark.parametrize(
    ("before", "look", "raised", "after", "wanted"),
    [
        ("面积10", '<w:vertAlign w:val="superscript"/>', "4", "平方米", "面积10⁴平方米"),
        ("占地5km", '<w:vertAlign w:val="superscript"/>', "2", "。", "占地5km²。"),
        ("垃圾5", '<w:vertAlign w:val="superscript"/>', "1", "处", "垃圾5〔注1〕处"),
        ("检出CO", '<w:vertAlign w:val="subscript"/>', "2", "。", "检出CO₂。"),
        ("查获", "<w:strike/>", "12", "14吨", "查获14吨"),
        ("查获", '<w:dstrike w:val="true"/>', "12", "14吨", "查获14吨"),
        ("查获", '<w:strike w:val="0"/>', "12", "吨", "查获12吨"),
    ],
)
def test_raised_signs_do_not_run_into_numbers_and_struck_ones_are_told(
    before: str, look: str, raised: str, after: str, wanted: str
) -> None:
    runs = f"<w:r><w:t>{before}</w:t></w:r><w:r><w:rPr>{look}</w:rPr><w:t>{raised}</w:t></w:r><w:r><w:t>{after}</w:t></w:r>"
    source = read(f"<w:p>{runs}</w:p>")
    assert [line.text for line in source.lines] == [wanted]
    assert source.counts or source.dropped or raised in wanted
