"""Nodes with true places; files that cannot be read; texts nobody thought of."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.core.source import Located, Span
from docgen.records.yaml import compose
from docgen.records.yaml.compose import ListNode, MapNode, ScalarNode
from docgen.records.yaml.decode import clean, decode, is_forbidden
from docgen.records.yaml.excerpt import excerpt, width
from docgen.records.yaml.fields import Shape
from docgen.records.yaml.parse import parse, read, top_keys
from tests.records.tools import CASE, plain, scalars, taken, told

RECORD = """\
# 注
检察院: 云江省青川市临河区人民检察院
案名: "甲\\t乙"
机关：
  区局：{全称：云江省住建局，对外：相关行政机关}
立案: [{机关: 区局, 日期: 10:30, 文号: }, 'it''s 丙']
公益受损: |
  　　第一段。

    第二段。
查明: 第一段。
  第二段。
证据:
  - *甲*
  -乙
  - {讨薪}件
  - '丁
    戊'
案由: 甲\v乙
线索:
事由:    甲、乙   # 注
"""


def test_every_character_knows_where_it_was_typed() -> None:
    """The character that stands at a place in the file is the character that claims to stand there."""
    node, _ = parse(RECORD, "案件.yaml", CASE)
    lines = RECORD.split("\n")
    found = scalars(node)
    assert len(found) > 30
    for item in found:
        assert isinstance(item.text, Located)
        for at, char in enumerate(item.text):
            span = item.text.span_at(at)
            if char not in "\n\t":
                assert lines[span.line - 1][span.column - 1] == char, (str(item.text), at, span)
        for line in item.text.lines():
            assert lines[line.span.line - 1][line.span.column - 1] == line[0]


def test_places_of_collections_and_of_empty_values() -> None:
    node, _ = parse("甲: [乙, {丙: }]\n丁:\n- 戊\n己:\n庚: ''\n", "a.yaml")
    assert isinstance(node, MapNode) and node.span == Span("a.yaml", 1, 1)
    values = {str(key): value for key, value in node.entries}
    inner = values["甲"]
    assert isinstance(inner, ListNode) and inner.span == Span("a.yaml", 1, 4)
    assert inner.items[1].span == Span("a.yaml", 1, 8)
    assert values["丁"].span == Span("a.yaml", 3, 1)
    empty = values["己"]
    assert isinstance(empty, ScalarNode) and empty.text == "" and empty.span == Span("a.yaml", 4, 3)
    assert values["庚"].span.line == 5


def test_an_empty_full_width_value_stands_at_its_colon() -> None:
    node, _ = parse("检察院：\n事由: 甲", "a.yaml", CASE)
    assert isinstance(node, MapNode)
    assert 4 <= node.entries[0][1].span.column <= 5 and node.entries[0][1].span.line == 1


def test_a_block_has_one_mark_for_each_line_and_no_line_break_at_its_end() -> None:
    node, _ = parse("基本案情: |\n  　　甲。\n\n  乙。\n\n事由: 丙", "a.yaml", CASE)
    assert isinstance(node, MapNode)
    value = node.entries[0][1]
    assert isinstance(value, ScalarNode) and value.text == "甲。\n乙。"
    assert value.text.marks == ((0, Span("a.yaml", 2, 5)), (3, Span("a.yaml", 4, 3)))


FAULTS = [
    ("案名: 甲\n事由: 乙\n案名: 丙\n案名: 丁", ["第 1 行和第 3 行", "第 1 行和第 4 行"]),
    ("检察院: 甲\n 事由: 乙", ["多缩进了 1 格"]),
    ("基本案情: |\n甲", ["第 2 行"]),
    ("案名: 甲\0", ["U+0000"]),
]


@pytest.mark.parametrize(("typed", "words"), FAULTS)
def test_messages_say_what_is_wrong_and_where(typed: str, words: list[str]) -> None:
    problems = parse(typed, "a.yaml", CASE)[1]
    said = [f"{item.message}{item.hint}" for item in problems]
    assert len(said) == len(words)
    assert all(word in text for word, text in zip(words, said, strict=True))
    assert all(item.hint for item in problems)


def test_a_text_with_faults_still_gives_its_node() -> None:
    assert taken('案名: "甲"乙\n证据: [丙\n事由: 丁')[0] == {"案名": '"甲"乙', "证据": "[丙", "事由": "丁"}


BROKEN = [
    "甲: [乙", "甲: {乙: 丙", "甲: '乙", "甲: \"乙", "甲: |x\n乙", "甲: 乙: 丙", "甲\n乙: 丙\n丁", "[甲, 乙", "甲: ]", "甲: !<", "甲: !!", "甲: &",
    "- 甲\n乙: 丙", "甲:\n - 乙\n 丙", "%TAG ! x\n---\n甲", "%YAML 9.9\n---\n甲", "--- 甲", "? [甲]\n: 乙", "甲: \"\\q\"", "甲: >-5 6\n", "\t甲: 乙",
    "甲: \"\\x\"", "甲: @", "甲: `", "{甲: 乙}}", "[甲]]", "甲: 'a' 'b'", "!!binary x", "!a!b 甲: 乙", "甲: !a!b 乙", "甲: &a &b 乙",
]  # fmt: skip


@pytest.mark.parametrize("typed", BROKEN)
@pytest.mark.parametrize("shape", [None, CASE], ids=["any", "case"])
@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_broken_texts_are_told_in_chinese(
    typed: str, shape: Shape | None, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not hasattr(yaml, loader):
        pytest.fail("PyYAML was built without its C parser")
    monkeypatch.setattr(compose, "_LOADER", getattr(yaml, loader))
    for item in parse(typed, "a.yaml", shape)[1]:
        assert item.span is not None and 1 <= item.span.line <= typed.count("\n") + 1
        words = item.message.replace("YAML", "").replace("Word", "")
        assert not any(part in words for part in ("could", "expect", "found", "scan", "Error", "token"))


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
def test_both_parsers_of_pyyaml_give_the_same(loader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compose, "_LOADER", getattr(yaml, loader))
    node, problems = parse(RECORD, "a.yaml", CASE)
    assert told(problems) == ["Y010 4:3", "Y015 8:1", "Y016 12:3", "Y013 15:3", "Y016 18:5", "Y007 19:6"]
    assert [item.text.marks for item in scalars(node)] == [
        item.text.marks for item in scalars(parse(RECORD, "a.yaml", CASE)[0])
    ]
    assert plain(node)["立案"] == [{"机关": "区局", "日期": "10:30", "文号": ""}, "it's 丙"]


class Bursting:
    """A parser that fails as PyYAML may fail: with something that is no YAMLError."""

    fault: Exception = ValueError("chr() arg not in range(0x110000)")

    def __init__(self, text: str) -> None:
        self.text = text

    def get_event(self) -> Any:
        raise self.fault

    def dispose(self) -> None:
        pass


@pytest.mark.parametrize(
    "fault",
    [ValueError("x"), OverflowError("x"), KeyError("x"), AttributeError("x"), RecursionError("x"),
     UnicodeEncodeError("utf-8", "x", 0, 1, "x"), IndexError("x"), TypeError("x"), yaml.YAMLError("expected x")],
    ids=lambda fault: type(fault).__name__,
)  # fmt: skip
def test_every_exception_of_pyyaml_becomes_a_problem(fault: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Bursting, "fault", fault)
    monkeypatch.setattr(compose, "_LOADER", Bursting)
    node, problems = parse("甲: 乙", "a.yaml")
    assert node is None and told(problems) == ["Y028 1:1"] and "expected" not in problems[0].message


# Files


def test_read_asks_for_the_shape_by_the_keys_typed(tmp_path: Path) -> None:
    path = tmp_path / "案件.yaml"
    path.write_bytes("检察院：甲\n证据:\n  -乙\n  - 主送：丙\n".encode("gb18030"))
    asked: list[list[str]] = []

    def shape_for(keys: list[str]) -> Shape:
        asked.append(keys)
        return CASE

    node, problems = read(path, "案件.yaml", shape_for)
    assert asked == [["检察院", "证据"]]
    assert plain(node) == {"检察院": "甲", "证据": ["乙", "主送：丙"]}
    assert told(problems) == ["Y003 1:1", "Y010 1:4", "Y013 3:3"]


def test_read_sees_the_keys_of_a_record_in_braces(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"检察院": "甲", 证据: [{讨薪}件]}', encoding="utf-8")
    node, problems = read(path, "a.json", lambda keys: CASE if "检察院" in keys else None)
    assert plain(node) == {"检察院": "甲", "证据": ["{讨薪}件"]} and not problems


@pytest.mark.parametrize(("name", "code"), [("没有.yaml", "Y001"), ("", "Y001"), ("a\0b", "Y001"), ("x" * 400, "Y001")])
def test_a_file_that_cannot_be_opened(tmp_path: Path, name: str, code: str) -> None:
    node, problems = read(tmp_path / name, "a.yaml")
    assert node is None and told(problems) == [f"{code} 1:1"] and problems[0].hint


def test_a_file_too_large_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as stream:
        stream.truncate(200 * 1024 * 1024)
    assert told(read(path, "a.yaml")[1]) == ["Y005 1:1"]


KEYS = [
    ("检察院: 甲\n事由：乙\n案由:丙\n  日期: 丁\n- 戊\n# 己: 庚\n\"辛\": 壬\n", ["检察院", "事由", "案由", "辛"]),
    ("\ufeff检察院 : 甲\n", ["检察院"]),
    ("  检察院: 甲\n  事由: 乙\n    日期: 丙\n", ["检察院", "事由"]),
    ("---\n检察院: 甲\n", ["检察院"]),
    ("", []),
    ("[甲, 乙: 丙]", []),
]  # fmt: skip


@pytest.mark.parametrize(("typed", "wanted"), KEYS)
def test_top_keys(typed: str, wanted: list[str]) -> None:
    assert top_keys(typed) == wanted


# Texts nobody thought of

TOKENS = [
    "检察院", "事由", "机关", "立案", "证据", "基本案情", "线索", "检察建议", ":", "：", ": ", "： ", " ", "  ", "\n", "\n", "\n  ", "\n    ", "\n- ",
    "\n  - ", "-", "- ", "|", ">", "|\n", "#", "# ", "{", "}", "[", "]", ",", "，", "\"", "'", "\\", "\t", "　", "\u00a0", "甲", "乙。", "10:30",
    "*", "&", "!", "%", "@", "`", "? ", "---", "\n---\n", "...", "<<", "\v", "\u2028", "\ufeff", "\0", "\ud800", "𬱖", "{讨薪}", "\\n", "e\u0301",
]  # fmt: skip

typed_texts = st.one_of(
    st.lists(st.sampled_from(TOKENS), max_size=40).map("".join),
    st.text(max_size=200),
    st.text(st.characters(blacklist_categories=()), max_size=60),
)


def judged(typed: str, shape: Shape | None) -> None:
    node, problems = parse(typed, "a.yaml", shape)
    lines = typed.replace("\r\n", "\n").replace("\r", "\n").count("\n") + 1
    for item in problems:
        assert item.span is not None and 1 <= item.span.line <= lines and item.span.column >= 1
        excerpt(typed, item.span)
    for found in scalars(node):
        assert not any(is_forbidden(char) for char in found.text)
        assert not set("\r\v\f\x85\u2028\u2029") & set(found.text)
        assert [at for at, _ in found.text.marks] == sorted({at for at, _ in found.text.marks})
        assert all(1 <= span.line <= lines for _, span in found.text.marks)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(typed_texts, st.sampled_from([CASE, None]))
def test_no_text_makes_it_fail(typed: str, shape: Shape | None) -> None:
    judged(typed, shape)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.binary(max_size=200), typed_texts.map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    text, problems = decode(data, "a.yaml")
    assert all(item.span is not None and item.span.line >= 1 for item in problems)
    judged(text, CASE)


paragraphs = (
    st.text(st.characters(blacklist_categories=("Cs",)), min_size=1, max_size=40)
    .map(lambda text: clean(text, "")[0].replace("\v", "").replace("\n", "").replace("\ufffd", "").strip())
    .filter(lambda text: bool(text.strip("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060")))
)


@settings(max_examples=300, deadline=None)
@given(st.lists(paragraphs, min_size=1, max_size=4))
def test_a_block_is_what_was_typed(texts: list[str]) -> None:
    typed = "基本案情: |\n" + "".join(f"  {text}\n" for text in texts) + "事由: 甲\n"
    assert taken(typed) == ({"基本案情": "\n".join(texts), "事由": "甲"}, [])


@settings(max_examples=300, deadline=None)
@given(paragraphs)
def test_a_quoted_value_is_what_was_typed(text: str) -> None:
    quoted = text.replace("'", "''")
    assert taken(f"案名: '{quoted}'\n证据: ['{quoted}']\n") == ({"案名": text, "证据": [text]}, [])


NOT_PLAIN = ("'", '"', "#", "[", "{", "|", ">", "｜")
"""A value that begins so may be a quoted text, a comment, a collection or a block."""


@settings(max_examples=300, deadline=None)
@given(paragraphs)
def test_a_plain_value_is_what_was_typed_or_is_refused(text: str) -> None:
    found, said = taken(f"案名: {text}\n事由: 甲\n")
    if not said:
        without_comment = re.split(r"[ \t]+#(?:[ \t]|$)", text)[0].rstrip()
        assert found == {"案名": without_comment, "事由": "甲"} or text.startswith(NOT_PLAIN)


# Excerpts

EXCERPTS = [
    ("案名: \"检察蓝\"守护", 10, "案名: \"检察蓝\"守护", 14),
    ("a\tb", 3, "a b", 2),
    ("“甲”乙", 4, "“甲”乙", 6),
    ("e\u0301x", 3, "e\u0301x", 1),
    ("甲", 2, "甲", 2),
    ("甲", 99, "甲", 2),
    ("甲\u202e乙\0", 3, "甲\ufffd乙\ufffd", 4),
]  # fmt: skip


@pytest.mark.parametrize(("line", "column", "shown", "caret"), EXCERPTS)
def test_excerpts_put_the_caret_below_the_character(line: str, column: int, shown: str, caret: int) -> None:
    assert excerpt(f"第一行\n{line}\r\n第三行", Span("a.yaml", 2, column)) == (shown, " " * caret + "^")


@pytest.mark.parametrize("column", [1, 30, 100, 199, 200])
def test_long_lines_are_cut_to_a_window(column: int) -> None:
    line = "".join(chr(0x4E00 + n) for n in range(200))
    shown, caret = excerpt(line, Span("a.yaml", 1, column))
    assert width(shown) <= 62 and "…" in shown
    cells = 0
    for char in shown:
        if cells == len(caret) - 1:
            assert char == line[column - 1]
            break
        cells += width(char)


def test_an_excerpt_beyond_the_file_is_empty() -> None:
    assert excerpt("甲", Span("a.yaml", 9, 9)) == ("", "^")
