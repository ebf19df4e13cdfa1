"""What is wrong in a norm is told at file:line:column with what to type; every number has its source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import marked

from docgen.core.errors import NormError
from docgen.core.source import Span
from docgen.core.tree import Block, Contents, Document, Meta, PageBreak, Paragraph, Table
from docgen.data import HERE
from docgen.page.norm.norms import load, missing_roles, profiles
from docgen.records.yaml.compose import MapNode, Node, ScalarNode
from docgen.records.yaml.parse import parse

LEGAL = "legal-instrument"
FILES = sorted((HERE / "norms").glob("*.yaml"))

# house.yaml with ※ before the place that is told, and what the message and the hint must hold.
FAULTS = {
    "an unknown section": ("※角色们: {}", "没有“角色们”这个键", "是不是“角色”？"),
    "a key that only a profile has": ("※沿用: common", "没有“沿用”这个键", ""),
    "an unknown role": ("角色:\n  ※文号号: {对齐: 左}", "没有“文号号”这个键", "是不是“文号”？"),
    "an unknown key": ("角色:\n  文号:\n    ※对其: 左", "没有“对其”这个键", "是不是“对齐”？"),
    "an unknown key of the page": ("页面: {※上边距: 37毫米}", "没有“上边距”这个键", "是不是“上”？"),
    "an unknown profile": ("各版式:\n  ※publicaton: {}", "没有“publicaton”这个键", "是不是“publication”？"),
    "an unknown role of a profile": ("各版式: {publication: {角色: {※标提: {加粗: 是}}}}", "“标提”", "“标题”"),
    "a wrong alignment": ("角色: {文号: {对齐: ※居中间}}", "不能写“居中间”", "是不是“居中”？"),
    "a wrong size": ("角色: {文号: {字号: ※二号字}}", "没有“二号字”这个字号", "是不是“二号”？"),
    "a size without a unit": ("角色: {文号: {字号: ※16}}", "没有“16”这个字号", "三号、16磅"),
    "a wrong font": ("角色: {文号: {字体: ※仿送}}", "不能写“仿送”", "是不是“仿宋”？"),
    "a length without a unit": ("页面: {上: ※37}", "要写带单位的长度", "37毫米"),
    "an indent in points": ("角色: {文号: {右缩进: ※32磅}}", "要写成“2字”的样子", "写“字”"),
    "space in points": ("角色: {文号: {段前: ※10磅}}", "要写成“1行”的样子", "写“行”"),
    "neither yes nor no": ("角色: {文号: {加粗: ※也许}}", "不能写“也许”", "是、否"),
    "a wrong colour": ("角色: {文号: {颜色: ※绿}}", "不能写“绿”", "黑、红、灰"),
    "a number in words": ("网格: {每页行数: ※二十二}", "要写一个整数", "22"),
    "a mapping for a value": ("角色: {文号: {对齐: ※{左: 1}}}", "要写一个值", ""),
    "a value for a mapping": ("角色: {文号: ※居中}", "要分项写", ""),
    "a list for the file": ("※- 角色", "要分项写", ""),
    "an unknown box": ("栏:\n  ※版纪: {边距: 1毫米}", "没有“版纪”这个键", "是不是“版记”？"),
    "a box like none": ("栏:\n  ※xyz: {边距: 1毫米}", "没有“xyz”这个键", "版记、信函头、信函下线"),
    "a box of another profile": (
        "各版式: {publication: {栏: {※版记: {边距: 1毫米}}}}",
        "没有“版记”这个键",
        "这个版式没有可改的栏",
    ),
    "a box where there is none": ("角色: {抄送: {栏: ※版记}}", "没有“版记”这个栏", "删去“栏: 版记”"),
    "a role named by another": ("角色: {署名: {居中于: ※成文日其}}", "“成文日其”不是一个角色", "是不是“成文日期”？"),
    "a line of no kind": (
        "角色: {文号: {下框线: {粗: 1磅, 距: 1毫米, 颜色: 红, 线型: ※虚}}}",
        "不能写“虚”",
        "单线、上粗下细、上细下粗",
    ),
    "a font without names": ("字体: {仿宋: {名称: ※''}}", "要写一个或者几个名字", ""),
}


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "house.yaml"


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_of_house_yaml_is_told_at_its_place(written: Path, case: str) -> None:
    typed, message, hint = FAULTS[case]
    text, (place,) = marked(typed)
    written.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(NormError) as caught:
        load(LEGAL, written)
    (fault,) = caught.value.problems
    assert fault.span
    assert (fault.span.file, f"{fault.span.line}:{fault.span.column}", fault.code) == (str(written), place, "N001")
    assert message in fault.message
    assert hint in fault.hint


def test_all_faults_are_told_at_once_in_the_order_of_the_file(written: Path) -> None:
    text, places = marked("页面: {上: ※1}\n角色:\n  标题: {字号: ※大}\n  文号: {※对其: 左, 加粗: ※1}\n")
    written.write_text(text, encoding="utf-8")
    with pytest.raises(NormError) as caught:
        load(LEGAL, written)
    assert sorted(f"{one.span.line}:{one.span.column}" for one in caught.value.problems if one.span) == sorted(places)


def test_faulty_yaml_is_told_too(written: Path) -> None:
    written.write_text("角色: {标题: [\n", encoding="utf-8")
    with pytest.raises(NormError) as caught:
        load(LEGAL, written)
    assert caught.value.problems[0].span is not None
    assert caught.value.exit_code == 2


def test_a_faulty_house_does_not_stick(written: Path) -> None:
    written.write_text("角色: {文号: {对齐: 歪}}\n", encoding="utf-8")
    with pytest.raises(NormError):
        load(LEGAL, written)
    written.write_text("角色: {文号: {对齐: 左}}\n", encoding="utf-8")
    assert load(LEGAL, written).roles["文号"].align == "left"


# — roles that nobody knows —


def document(*blocks: Block) -> Document:
    return Document(Meta("trial", "试验", LEGAL, "instrument", "题"), blocks)


@pytest.mark.parametrize(
    ("typed", "meant"), [("一级标提", "一级标题"), ("成文日其", "成文日期"), ("附件说名", "附件说明")]
)
def test_a_role_nobody_knows_is_told_with_the_nearest_name(typed: str, meant: str) -> None:
    tree = document(Paragraph("正文", (), Span("甲.j2", 1)), Paragraph(typed, (), Span("甲.j2", 12, 3)))
    (fault,) = missing_roles(tree, load(LEGAL))
    assert (fault.code, fault.level, fault.span) == ("T007", "error", Span("甲.j2", 12, 3))
    assert (f"“{typed}”" in fault.message, fault.hint) == (True, f"是不是“{meant}”？")


def test_a_role_like_none_is_told_with_all_of_them() -> None:
    (fault,) = missing_roles(document(Paragraph("xyz", (), Span("甲.j2"))), load(LEGAL))
    assert all(role in fault.hint for role in ("标题", "正文", "成文日期"))


def test_a_table_needs_the_role_of_a_table() -> None:
    (fault,) = missing_roles(document(Table("正文", (), Span("甲.j2", 4))), load(LEGAL))
    assert (fault.code, fault.span, fault.hint) == ("T007", Span("甲.j2", 4), "可以用：表格、对照表、议程表、座次图")


def test_blocks_without_a_role_are_no_fault() -> None:
    tree = document(PageBreak(Span("甲.j2")), Contents(Span("甲.j2")), Table("表格", (), Span("甲.j2")))
    assert missing_roles(tree, load(LEGAL)) == []


# — every number has its source —

PLAIN = ("依据", "字号", "沿用")
"""The source itself; the names of sizes, which are a fact and no choice; the profile that is changed."""


def numbers(node: Node, sourced: bool, path: str) -> Iterator[str]:
    """Paths of the values with a digit that have no 依据 beside them or above them."""
    if isinstance(node, MapNode):
        own = sourced or any(key == "依据" for key, _ in node.entries)
        for key, value in node.entries:
            if key != "依据":
                yield from numbers(value, own, f"{path}.{key}")
    elif isinstance(node, ScalarNode) and not sourced and re.search(r"[0-9]", node.text):
        yield path


@pytest.mark.parametrize("file", FILES, ids=lambda path: path.stem)
def test_every_number_has_its_source_beside_it(file: Path) -> None:
    node, problems = parse(file.read_text(encoding="utf-8"), file.name)
    assert isinstance(node, MapNode) and not problems
    sections = [(key, value) for key, value in node.entries if key not in PLAIN]
    assert [path for key, value in sections for path in numbers(value, False, str(key))] == []


@pytest.mark.parametrize("profile", profiles())
def test_every_role_names_the_clause_it_rests_on_or_says_that_it_is_custom(profile: str) -> None:
    for name, look in load(profile).roles.items():
        assert re.search(r"\d\.\d|惯例|没有规范|^7", look.basis), name
