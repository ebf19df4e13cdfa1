"""A tree by hand that holds everything a writer may meet: every node, every role, hostile characters."""

from __future__ import annotations

from docgen.core.source import Span
from docgen.core.tree import (
    Block,
    Contents,
    Document,
    Face,
    Image,
    Inline,
    Meta,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
)
from docgen.page.norm.model import CELL, ENTRIES, FOLIO, GAP, HEAD, LABEL, Norm
from docgen.page.norm.norms import load, profiles

HOSTILE = (
    "甲<乙>&丙 \" ' ]]>",
    "𬱖、㎡、①、〇、珺祎喆",
    "  前后都有空格 ",
    "中间  有两个  空格，　　还有全角空格",
    "\t开头、中\t间\t\t都有制表符\t",
    "{{ 7*7 }} {% raw %} ${7*7}",
    "</w:t></w:r></w:p><script>alert(1)</script>",
    "&lt;&amp;&#x4e00;<!-- 注 -->",
    "e\u0301\u200b\u00a0\u202e反向\u2069",
    "#{一}@二**三**|四|---",
)
"""Texts that XML, HTML, Word, Jinja or the markup might take for their own."""
TITLE = HOSTILE[0]
RUNNING_HEAD = "示例<文书>　送审稿&"
ALT = '图<片>&"说明"'
WRITERS_OWN = (CELL, LABEL, *ENTRIES, FOLIO, GAP, HEAD)
"""Roles that a writer uses of itself and no paragraph of a tree has."""


def norms() -> list[Norm]:
    """The norms of papers; the sheet of the table cards is none."""
    return [load(name) for name in profiles() if name != "table-cards"]


def named(norm: Norm) -> str:
    """The id of a test."""
    return norm.name


def text(words: str, line: int = 1) -> Text:
    return Text(words, Span("案件.yaml", line, 3))


def paragraph(role: str, *inlines: Inline | str, line: int = 1) -> Paragraph:
    leaves = tuple(text(one, line) if isinstance(one, str) else one for one in inlines)
    return Paragraph(role, leaves, Span("案件.yaml", line))


def table(*rows: tuple[str, ...], role: str = CELL) -> Table:
    return Table(role, tuple(tuple((text(cell),) if cell else () for cell in row) for row in rows), Span("案件.yaml"))


def document(*blocks: Block, norm: str = "legal-instrument", face: Face = "instrument", header: str = "") -> Document:
    return Document(Meta("torture", "试炼", norm, face, TITLE, header), blocks)


def plain_roles(norm: Norm) -> list[str]:
    """The roles that paragraphs of a tree may have, in the order of the norm."""
    return [role for role in norm.roles if role not in WRITERS_OWN]


def torture(norm: Norm) -> Document:
    """All of it, for *norm*."""
    mixed = (text("前"), text("后相连"), Strong((text("强<"), text("调&"))), text("尾"), Strong((text("又强"),)))
    blocks: list[Block] = [
        paragraph("标题", TITLE),
        Contents(Span("案件.yaml")),
        *(paragraph(role, f"{role}里的文字") for role in plain_roles(norm) if role != "标题"),
        *(paragraph("正文", words, line=line) for line, words in enumerate(HOSTILE, 100)),
        paragraph("正文", *mixed),
        paragraph("正文"),
        PageBreak(Span("案件.yaml")),
        table(("名目", "甲", HOSTILE[0]), ("短行",), ("", "", ""), (HOSTILE[2], HOSTILE[4])),
        table(("又一张表", ""), ("独格", "", "多一格")),
        PageBreak(Span("案件.yaml")),
        Image("图/甲.png", ALT, Span("案件.yaml")),
        paragraph("一级标题", *mixed),
        Contents(Span("案件.yaml")),
        paragraph("二级标题", "一、", HOSTILE[1]),
        PageBreak(Span("案件.yaml")),
        PageBreak(Span("案件.yaml")),
        paragraph("署名", "云江省青川市临河区人民检察院"),
        paragraph("成文日期", "2024年4月22日"),
        table(("最后一张表", "没有下文")),
    ]
    return document(*blocks, norm=norm.name, header=RUNNING_HEAD)
