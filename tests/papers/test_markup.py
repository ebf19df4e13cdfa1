"""Marked lines of a template become the tree; only what the template's author typed is markup."""

from __future__ import annotations

import pytest
from helpers import Scratch, codes, made, marked, places, text_of, told

from docgen.core.tree import Block, Contents, PageBreak, Paragraph, Strong, Table, Text, plain_text


def blocks(scratch: Scratch, body: str, record: str = "") -> tuple[Block, ...]:
    return made(scratch.trial(body, record)).blocks


def paragraphs(scratch: Scratch, body: str, record: str = "") -> list[tuple[str, str]]:
    found = blocks(scratch, body, record)
    assert all(isinstance(block, Paragraph) for block in found)
    return [(block.role, plain_text(block.inlines)) for block in found if isinstance(block, Paragraph)]


LINES = [
    ("甲\n乙\n", [("正文", "甲"), ("正文", "乙")]),
    ("甲\n\n\n   \n乙", [("正文", "甲"), ("正文", "乙")]),
    ("@标题 甲\n", [("标题", "甲")]),
    ("@标题\t甲 \n", [("标题", "甲")]),
    ("  @标题 甲\n", [("标题", "甲")]),
    ("@标题 {{ 案由 }}\n", []),
    ("{{ 案由 }}\n", []),
    ("甲@乙\n", [("正文", "甲@乙")]),
    ("甲#乙\n", [("正文", "甲#乙")]),
    ("甲{# 注 #}乙\n{# 整行 #}\n丙", [("正文", "甲乙"), ("正文", "丙")]),
    ("{% if 事由 %}\n甲\n{% endif %}\n乙", [("正文", "甲"), ("正文", "乙")]),
    ("{% for 数 in [1, 2] %}\n第{{ 数 }}\n{% endfor %}", [("正文", "第1"), ("正文", "第2")]),
    ("甲{% if 事由 %}，乙{% endif %}\n丙", [("正文", "甲，乙"), ("正文", "丙")]),
    ("首\n　甲　\n", [("正文", "首"), ("正文", "　甲　")]),
    ("**{{ 案由 }}**\n", []),
    ("#\n", []),
    ("{{ '  甲' }}\n", [("正文", "  甲")]),
]


@pytest.mark.parametrize(("body", "expected"), LINES, ids=[row[0] for row in LINES])
def test_one_line_is_one_paragraph_in_its_role(scratch: Scratch, body: str, expected: list[tuple[str, str]]) -> None:
    record = "案由:\n检察院: 甲市人民检察院\n事由: 乙\n"
    assert paragraphs(scratch, body.replace("案由", "承办检察官"), record) == expected


def test_headings_are_numbered_and_a_lower_level_begins_anew(scratch: Scratch) -> None:
    body = "# 甲\n## 乙\n### 丙\n#### 丁\n#### 戊\n### 己\n## 庚\n### 辛\n# 壬\n## 癸\n"
    assert paragraphs(scratch, body) == [
        ("一级标题", "一、甲"),
        ("二级标题", "（一）乙"),
        ("三级标题", "1.丙"),
        ("四级标题", "（1）丁"),
        ("四级标题", "（2）戊"),
        ("三级标题", "2.己"),
        ("二级标题", "（二）庚"),
        ("三级标题", "1.辛"),
        ("一级标题", "二、壬"),
        ("二级标题", "（一）癸"),
    ]


def test_a_heading_without_words_is_neither_printed_nor_counted(scratch: Scratch) -> None:
    assert paragraphs(scratch, "# {{ 承办检察官 }}\n# 甲\n") == [("一级标题", "一、甲")]


def test_strong_words_may_hold_values_and_values_may_hold_stars(scratch: Scratch) -> None:
    (block,) = blocks(scratch, "甲**乙{{ 案由 }}**丙\n", "案由: 一**二\n")
    assert isinstance(block, Paragraph)
    assert [
        [child.text for child in inline.children] if isinstance(inline, Strong) else inline.text
        for inline in block.inlines
    ] == ["甲", ["乙", "一**二"], "丙"]


def test_a_table_is_the_rows_that_follow_one_another(scratch: Scratch) -> None:
    found = blocks(scratch, "| 甲 | {{ 案由 }} |\n| 乙 | |\n后文\n| 丙 |\n@标题 末\n", "案由: 一|二\n")
    rows = [[[plain_text(cell) for cell in row] for row in block.rows] for block in found if isinstance(block, Table)]
    assert rows == [[["甲", "一|二"], ["乙", ""]], [["丙"]]]
    assert [type(block) for block in found] == [Table, Paragraph, Table, Paragraph]


def test_a_role_before_a_table_is_the_role_of_the_table(scratch: Scratch) -> None:
    (table,) = blocks(scratch, "@表格 | 甲 | 乙 |\n| 丙 | 丁 |\n")
    assert isinstance(table, Table)
    assert (table.role, len(table.rows)) == ("表格", 2)


def test_a_page_break_and_a_table_of_contents(scratch: Scratch) -> None:
    found = blocks(scratch, "@目录\n---\n甲\n")
    assert [type(block) for block in found] == [Contents, PageBreak, Paragraph]


def test_several_lines_alone_are_paragraphs_each_with_its_own_place(scratch: Scratch) -> None:
    record = "检察院: 甲市人民检察院\n事由: 乙\n公益受损: |\n  首段。\n\n  次段｛某数｝。\n数据: {某数: 3件}\n"
    found = blocks(scratch, "@正文 {{ 公益受损 }}\n  {{ 公益受损 }}  \n", record)
    told = [
        (plain_text(block.inlines), block.span.line, block.span.column)
        for block in found
        if isinstance(block, Paragraph)
    ]
    assert told == [("首段。", 4, 3), ("次段3件。", 6, 3)] * 2


INSIDE = [
    "前{{ 公益受损 }}",
    "{{ 公益受损 }}后",
    "# {{ 公益受损 }}",
    "| {{ 公益受损 }} |",
    "**{{ 公益受损 }}**",
    "{{ 案由 }}{{ 公益受损 }}",
]


@pytest.mark.parametrize("line", INSIDE)
def test_several_lines_inside_a_line_are_a_fault_of_both_places(scratch: Scratch, line: str) -> None:
    record, (mark,) = marked("案由: 某\n公益受损: |\n  ※首段。\n  次段。\n")
    paper = scratch.trial(f"\n{line}\n", record)
    assert paper.document is None
    assert places(paper.problems) == [f"案件.yaml:{mark} T005"]
    assert "trial.j2:3" in paper.problems[0].message


def test_a_value_of_one_line_may_stand_inside_a_line(scratch: Scratch) -> None:
    assert paragraphs(scratch, "前{{ 公益受损 }}后", "公益受损: |\n  一段。\n") == [("正文", "前一段。后")]


FAULTS = [
    ("@正问 甲", "T007", "没有“正问”这个角色"),
    ("@ 甲", "T008", "“@”后面要写角色的名字"),
    ("##### 甲", "T008", "标题最多四级"),
    ("#甲", "T008", "“#”后面要空一格"),
    ("**甲", "T008", "“**”没有成对"),
    ("| 甲", "T008", "以“|”结尾"),
    ("| 甲 | 乙", "T008", "以“|”结尾"),
    ("| 甲 | 乙 |\n| 丙 |", "T008", "这一行有1格，表格的第一行有2格"),
]


@pytest.mark.parametrize(("body", "code", "words"), FAULTS, ids=[row[0] for row in FAULTS])
def test_wrong_markup_is_told_at_its_line(scratch: Scratch, body: str, code: str, words: str) -> None:
    paper = scratch.trial(f"头\n{body}\n")
    assert paper.document is None
    assert codes(paper.problems) == [code]
    assert places(paper.problems) == [f"trial.j2:{3 + body.count(chr(10))}:1 {code}"]
    assert words in told(paper.problems[0])


def test_texts_of_a_line_are_cut_where_their_places_differ(scratch: Scratch) -> None:
    (block,) = blocks(scratch, "头\n甲{{ 案由 }}乙\n", "案由: 某\n")[1:]
    assert isinstance(block, Paragraph)
    assert [
        (leaf.text, leaf.span.file.rpartition("/")[2], leaf.span.line)
        for leaf in block.inlines
        if isinstance(leaf, Text)
    ] == [("甲", "trial.j2", 3), ("某", "案件.yaml", 1), ("乙", "trial.j2", 3)]


def test_lines_of_included_files_keep_their_own_places(scratch: Scratch) -> None:
    scratch.file("templates/partials/末尾.j2", "一\n二{{ 案由 }}\n")
    document = made(scratch.trial("头\n{% include 'partials/末尾.j2' %}\n尾\n", "案由: 某\n"))
    assert text_of(document) == "头\n一\n二某\n尾"
    found = [(block.span.file.rpartition("/")[2], block.span.line) for block in document.blocks]
    assert found == [("trial.j2", 2), ("末尾.j2", 1), ("末尾.j2", 2), ("trial.j2", 4)]
