"""A redline of any two Word files: accepted it reads as the new one, rejected as the old one, block by block."""

from __future__ import annotations

import random

import pytest

from docgen.formats.word.read import WordFile, open_word
from docgen.review.compare.redline import redline
from tests.intake.word_file import paragraph, part, word

A, B, C, D = (paragraph(text) for text in ("甲方提出异议并说明理由", "乙方没有到场", "丙说", "丁完全是另一回事情"))


def table(*rows: tuple[str, ...]) -> str:
    cells = (
        "".join(f"<w:tc>{paragraph(*text.split('¶')) if text else '<w:p/>'}</w:tc>" for text in row) for row in rows
    )
    return "<w:tbl><w:tblPr/>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def shape(found: WordFile) -> list[tuple[str, tuple[tuple[int, int, int], ...]]]:
    return [(one.text, one.cells) for one in found.everything if one.text or one.cells]


def holds(old: bytes, new: bytes) -> None:
    made = redline(old, new, "旧.docx", "新.docx")
    assert shape(open_word(made, "修.docx")) == shape(open_word(new, "新.docx"))
    assert shape(open_word(made, "修.docx", accept=False)) == shape(open_word(old, "旧.docx"))


PAIRS = {
    "a word": (A + B, paragraph("甲方撤回异议并说明理由") + B),
    "inserted first": (B + C, A + B + C),
    "inserted last": (A, A + B + C),
    "deleted first": (A + B, B),
    "deleted last": (A + B + C, A),
    "all other": (A, D),
    "all other, more": (A + C, D + B + "<w:p/>"),
    "before a table": (A + table(("一", "二")) + C, table(("一", "二")) + C),
    "behind a table": (table(("一", "二")) + "<w:p/>", table(("一", "二")) + A + B),
    "a cell": (table(("送达方式", "直接送达"), ("送达人", "某")), table(("送达方式", "留置送达"), ("送达人", "某"))),
    "a cell filled": (
        table(
            ("送达方式", ""),
        ),
        table(
            ("送达方式", "留置送达"),
        ),
    ),
    "a cell emptied": (
        table(
            ("送达方式", "直接送达"),
        ),
        table(
            ("送达方式", ""),
        ),
    ),
    "a row gone": (table(("一", "甲"), ("二", "乙"), ("三", "丙")) + A, table(("一", "甲"), ("三", "丙")) + A),
    "the first row gone": (table(("一", "甲"), ("二", "乙")) + A, table(("二", "乙")) + A),
    "a row come": (table(("一", "甲"), ("三", "丙")) + A, table(("一", "甲"), ("二", "乙"), ("三", "丙")) + A),
    "a column come": (table(("一", "甲")) + A, table(("一", "甲", "子")) + A),
    "a table gone": (A + table(("一", "甲")) + B, A + B),
    "a table come": (A + B, A + table(("一", "甲")) + B),
    "a table for another": (A + table(("一二三", "甲")) + B, A + table(("四五六", "乙"), ("七", "丙")) + B),
}


@pytest.mark.parametrize(("old", "new"), PAIRS.values(), ids=PAIRS)
def test_accepted_it_is_the_new_file_and_rejected_the_old(old: str, new: str) -> None:
    holds(word(old), word(new))


FIELD = (
    "<w:p><w:r><w:t>共</w:t></w:r><w:r><w:fldChar w:fldCharType='begin'/></w:r><w:r><w:instrText>=1</w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType='separate'/></w:r><w:r><w:t>{}</w:t></w:r><w:r><w:fldChar w:fldCharType='end'/></w:r>"
    "<w:r><w:t>万元</w:t><w:tab/><w:t>整</w:t></w:r></w:p>"
)
BOX = "<w:p><w:r><w:t>锚</w:t></w:r><w:r><w:pict><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FIELD.format("8"), FIELD.format("80")),
        (FIELD.format("8"), paragraph("共8万元\t整数")),
        (paragraph("共8万元"), FIELD.format("8")),
        (BOX.format(A), BOX.format(A + B)),
        (BOX.format(A), BOX.format(D)),
        (A, A + BOX.format(B) + "<w:p/>"),
        (A + BOX.format(B) + "<w:p/>", A),
    ],
)
def test_fields_and_text_boxes_are_compared(old: str, new: str) -> None:
    holds(word(old), word(new))


def test_changes_tracked_already_count_as_accepted() -> None:
    tracked = "<w:p><w:ins w:id='1' w:author='李'><w:r><w:t>新</w:t></w:r></w:ins><w:del w:id='2'><w:r><w:delText>旧</w:delText></w:r></w:del></w:p>"
    holds(word(tracked + A), word(A + tracked))


def test_running_heads_and_notes_are_compared() -> None:
    body = "<w:p><w:r><w:t>文</w:t><w:footnoteReference w:id='2'/></w:r></w:p><w:sectPr><w:headerReference w:type='default' r:id='r0'/></w:sectPr>"

    def made(head: str, note: str) -> bytes:
        notes = part("footnotes", f"<w:footnote w:id='2'>{paragraph(note)}</w:footnote>")
        return word(body, header1=part("hdr", paragraph(head)), footnotes=notes)

    holds(made("送审稿", "见卷宗第3页"), made("定稿", "见卷宗第5页"))


def test_any_two_files() -> None:
    chance = random.Random(7)

    def body() -> str:
        blocks = []
        for _ in range(chance.randint(0, 5)):
            if chance.random() < 0.3:
                rows = [
                    tuple(chance.choice(("", "甲", "乙丙", "甲乙丙丁")) for _ in "12")
                    for _ in range(chance.randint(1, 3))
                ]
                blocks.append(table(*rows) + paragraph(chance.choice(("间", "隔"))))
            else:
                blocks.append(chance.choice((A, B, C, D, "<w:p/>", paragraph("甲方提出异议"))))
        return "".join(blocks) + "<w:p/>"

    for _ in range(300):
        holds(word(body()), word(body()))
