"""Data is never markup: whatever a record holds stands unchanged in the tree and in every format."""

from __future__ import annotations

import html
import re

import pytest
from helpers import Scratch, made
from readable import words_of

from docgen.core.tree import Paragraph, Table, plain_text
from docgen.formats import WRITERS
from docgen.papers import make

HOSTILE = [
    "甲<乙>&丙",
    "{{ 7*7 }}",
    "{% raw %}",
    "{# x #}",
    "# 井号",
    "@角色 文字",
    "**星号**",
    "】【",
    "| 管 |",
    "---",
    "𬱖公司",
    "&lt;b&gt;",
    "</w:t><w:br/>",
    "<script>alert(1)</script>",
    "]]>",
    "$HOME %s {0}",
    "\\n\\u4e00",
    "'单'\"双\"",
    "- 一",
    "a  b",
]
FIELDS = {
    "案由": "案由",
    "一段": "公益受损",
    "一项": "证据[0]",
    "机关": "机关.甲.全称",
    "机关打印": "机关.甲",
    "当事人": "当事人.乙",
    "数据": "数据.丙",
    "引用": "查明",
    "过滤": "案由|首行",
    "连接": "案由 ~ ''",
}
POSITIONS = {
    "alone": "%s",
    "role": "@标题 %s",
    "sentence": "前%s后",
    "strong": "**%s**",
    "heading": "# %s",
    "cell": "| %s | 格 |",
}
BODY = "".join(POSITIONS[position] % f"{{{{ {field} }}}}" + "\n" for position in POSITIONS for field in FIELDS.values())


def record(text: str) -> str:
    quoted = "'" + text.replace("'", "''") + "'"
    return (
        f"案由: {quoted}\n公益受损: {quoted}\n证据: [{quoted}]\n机关: {{甲: {{全称: {quoted}}}}}\n"
        f"当事人: {{乙: {{姓名: {quoted}}}}}\n数据: {{丙: {{值: {quoted}}}}}\n查明: ｛丙｝\n"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_a_value_is_text_wherever_it_stands(scratch: Scratch, text: str) -> None:
    document = made(scratch.trial(BODY, record(text)))
    paragraphs = [block for block in document.blocks if isinstance(block, Paragraph)]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    per = len(FIELDS)
    expected = (
        [("正文", text)] * per + [("标题", text)] * per + [("正文", f"前{text}后")] * per + [("正文", text)] * per
    )
    found = [(block.role, plain_text(block.inlines)) for block in paragraphs]
    assert found[: 4 * per] == expected
    assert [(role, words.partition("、")[2]) for role, words in found[4 * per :]] == [("一级标题", text)] * per
    assert [[plain_text(cell) for cell in row] for row in table.rows] == [[text, "格"]] * per


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_every_writer_prints_a_value_as_it_is(scratch: Scratch, text: str, form: str) -> None:
    document = made(scratch.trial(BODY, record(text)))
    data = make.to_bytes(document, form, scratch.space())
    words = words_of(form, data)
    if form == "pdf":
        # On paper lines are broken and spaces are only seen.
        words, text = re.sub(r"\s", "", words), re.sub(r"\s", "", text)
    assert words.count(text) == len(FIELDS) * len(POSITIONS)


def test_a_page_holds_no_script_and_no_address_of_another_place(scratch: Scratch) -> None:
    document = made(scratch.trial(BODY, record("<script>alert(1)</script>")))
    page = make.to_bytes(document, "html", scratch.space()).decode()
    assert "<script" not in page
    assert html.escape("<script>", quote=False) in page
    assert re.search(r"(?:src|href)=|@import|url\(", page) is None
