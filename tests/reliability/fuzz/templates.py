"""Templates: their text, their headers, and Word files used as templates."""

from __future__ import annotations

import io
from functools import cache
from typing import Any

from docx import Document
from hypothesis import strategies as st

from docgen.core.errors import DocgenError
from docgen.papers import make
from docgen.papers.finish import Options, blank_tops
from docgen.papers.letterhead.inspection import inspected
from docgen.papers.letterhead.tags import prepare
from docgen.papers.templates.catalog import BUILT_IN
from docgen.papers.templates.filters import FILTERS

from . import alter, desk, sound
from .records import trial

_NAMES = ("事由", "案由", "检察院", "机关", "机关.区住建局", "机关['区住建局']", "查明", "证据", "检察建议", "数据", "当事人", "没有", "loop", "loop.index", "range", "cycler", "namespace", "dict", "joiner", "self", "caller", "甲", "文号", "成文日期", "''", "[]", "{}", "1", "0", "'甲'", "10**9", "9**9**9", "'甲' * 10**9", "none", "true", "().__class__", "''.format", "range(10**7)", "甲.__init__")  # fmt: skip
_FILTERS = (*FILTERS, "attr('__class__')", "join", "list", "map('upper')", "format(1)", "replace('甲','甲甲')", "first", "sort", "groupby('甲')", "tojson", "safe", "length", "default('甲')", "batch(3)", "center(10**9)", "string", "sum", "xmlattr", "没有这个")  # fmt: skip
_SIGNS = (" + ", " - ", " * ", " ~ ", " / ", " // ", " % ", " ** ", " == ", " in ", " is ", " if ", " else ", " and ", " not ", "[0]", "[1:]", ".", "(", ")", "()", ", ", "|", "[", "]")  # fmt: skip
_TAGS = ("{% if 事由 %}", "{% else %}", "{% elif 案由 %}", "{% endif %}", "{% for 甲 in 证据 %}", "{% for 甲 in range(99999) %}", "{% endfor %}", "{% for 甲, 乙 in 机关|items %}", "{% set 甲 = '乙' %}", "{% set 甲 %}", "{% endset %}", "{% macro 丙(丁) %}", "{% endmacro %}", "{% call 丙(1) %}", "{% endcall %}", "{% include 'partials/head.j2' %}", "{% include '/etc/passwd' %}", "{% import 'trial.j2' as 己 %}", "{% block 庚 %}", "{% endblock %}", "{% extends 'recommendation.j2' %}", "{% raw %}", "{% endraw %}", "{% filter upper %}", "{% endfilter %}", "{% with %}", "{% endwith %}", "{% autoescape false %}", "{% endautoescape %}", "{% break %}", "{% debug %}", "{#", "#}", "{{", "}}", "{%", "%}", "{%-", "-%}")  # fmt: skip
_LINES = ("\n", "# ", "@标题 ", "@落款 ", "@没有 ", "@目录", "@图 图.png 说明", "| 甲 | 乙 |\n", "| --- | --- |\n", "**", "---\n", "- ", "正文", "\\", "【】")  # fmt: skip

expressions = st.lists(st.one_of(st.sampled_from(_NAMES), st.sampled_from(_SIGNS), st.sampled_from(_FILTERS).map("|".__add__)), max_size=7).map("".join)  # fmt: skip
_pieces = st.one_of(
    expressions.map("{{{{ {} }}}}".format),
    expressions.map("{{% if {} %}}甲{{% endif %}}".format),
    expressions.map("{{% for 甲 in {} %}}{{{{ 甲 }}}}{{% endfor %}}".format),
    expressions.map("{{% set 甲 = {} %}}".format),
    st.sampled_from(_TAGS),
    st.sampled_from(_LINES),
    alter.short,
)
bodies = st.lists(_pieces, max_size=12).map("".join)


@cache
def _own() -> tuple[str, ...]:
    return tuple(path.read_text(encoding="utf-8") for path in sorted(BUILT_IN.glob("*.j2")))


texts = st.one_of(
    bodies.map(desk.TRIAL.__add__),
    st.tuples(st.integers(0, 99), alter.steps).map(
        lambda pair: alter.spoiled_lines(_own()[pair[0] % len(_own())], pair[1])
    ),
)


def text_of(source: str) -> None:
    """A template of any text: looked at and filled."""
    kind = trial(source.encode("utf-8", "ignore").decode())
    if kind is None:
        return
    sound.told(make.check_template(kind, desk.space()))
    sound.made(kind, desk.sample(), desk.space(), ("docx", "txt"))


_KEYS = (
    "kind",
    "名称",
    "norm",
    "face",
    "voice",
    "阶段",
    "takes",
    "each",
    "needs",
    "无则",
    "仅当",
    "限于",
    "字段",
    "成文日期",
    "没有",
)
_VALUES = ("trial", "试验文书", "public", "instrument", "gbt9704", "publication", "结案", "立案", "case", "[case, release]", "检察建议", "听证会.参加单位", "机关", "草稿", "跳过", "听证会.公开", "{类别: 公益诉讼}", "{甲: {说明: 乙, 类型: 日期}}", "{文号: 丙}", "日期", "简称", "[]", "{}", "")  # fmt: skip
headers = st.tuples(
    st.lists(st.tuples(st.sampled_from(_KEYS), st.one_of(st.sampled_from(_VALUES), alter.short)), max_size=8),
    st.booleans(),
    bodies,
)
_LEAST = (("kind", "trial"), ("名称", "试验文书"), ("face", "instrument"), ("阶段", "结案"))


def header_of(given: Any) -> None:
    """A template with any header."""
    rows, block, body = given
    typed = dict((*_LEAST, *rows))
    inner = (
        "\n" + "".join(f"{key}: {value}\n" for key, value in typed.items())
        if block
        else ", ".join(map(": ".join, typed.items()))
    )
    text_of("{#---" + inner + "---#}\n" + body)


word_files = st.tuples(st.lists(st.tuples(_pieces, st.integers(0, 3)), max_size=8), alter.steps, st.integers(0, 3))


def _word(rows: list[tuple[str, int]]) -> bytes:
    """A Word file with each text in a paragraph, in two runs, in a cell or in the header."""
    document = Document()
    table = document.add_table(rows=1, cols=2)
    for words, where in rows:
        words = "".join(char for char in words[:3000] if char == "\t" or char >= " ").encode("utf-8", "ignore").decode()
        words = words.replace("\ufffe", "").replace("\uffff", "")
        if where == 0:
            document.add_paragraph(words)
        elif where == 1:
            paragraph = document.add_paragraph(words[: len(words) // 2])
            paragraph.add_run(words[len(words) // 2 :]).bold = True
        elif where == 2:
            table.add_row().cells[0].text = words
        else:
            document.sections[0].header.add_paragraph(words)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_of(given: Any) -> None:
    """A Word file with any tags, itself spoiled or not, as the template of a letter."""
    rows, some, way = given
    data = _word(rows)
    if way == 0:
        data = alter.spoiled_package(data, some, "word/document.xml")
    space = desk.space()
    kind = space.catalog.kind("recommendation")
    try:
        prepared = prepare(data, "本院.docx")
        tops = blank_tops(kind)
        sound.told(inspected(prepared, space.engine, tops, kind.needs).problems)
    except DocgenError as fault:
        sound.told(fault.problems)
        return
    sound.made(kind, desk.sample(), space, ("docx",), Options(letterhead=prepared))
