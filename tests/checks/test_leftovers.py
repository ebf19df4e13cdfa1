"""Marks that would print as they are: found at their column in every text, and never in a final paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import OCCASION, PUBLISHED, RELEASES, SAMPLES, Scratch, marked, places, told

import docgen
from docgen.core.errors import DocgenError, RecordError
from docgen.papers import make

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
FIGURES = "数据: {过期店: 12家}\n"
CODE = "P031"

MARKS = [
    ("查明: 查明※｛过期店食品经营户货架上有过期食品。\n", "是不是“｛过期店｝”？"),
    ("查明: 查明过期店※｝货架上有过期食品。\n", "是不是“｛过期店｝”？"),
    ("查明: 查明※{过期店货架上有过期食品。\n", "是不是“｛过期店｝”？"),
    ("查明: 查明共过期店※}货架上有过期食品。\n", "是不是“｛过期店｝”？"),
    ("查明: 查明※｛过期店}货架上有过期食品。\n", "是不是“｛过期店｝”？"),
    ("查明: 查明※{过期店｝货架上有过期食品。\n", "是不是“｛过期店｝”？"),
    ("查明: 查明※{12}家货架上有过期食品。\n", "换成圆括号"),
    ("查明: 查明※【过期店】货架上有过期食品。\n", "写成｛过期店｝"),
    ("查明: 查明※〔过期店〕货架上有过期食品。\n", "写成｛过期店｝"),
    ("查明: 查明※[过期店]货架上有过期食品。\n", "写成｛过期店｝"),
    ("查明: 查明※{{ 过期店 }}货架上有过期食品。\n", "写成｛过期店｝"),
    ("查明: 查明※｛｛过期店｝｝货架上有过期食品。\n", "写成｛过期店｝"),
    ("查明: 查明※{% if 甲 %}货架上有过期食品。\n", "删去"),
    ("查明: 依据文号※〔　〕号文件。\n", "填上内容"),
    ("查明: 依据文号※【　】文件。\n", "填上内容"),
    ("证据: [现场勘察笔录, ※｛过期店名单]\n", "是不是“｛过期店｝”？"),
    ("典型意义: 推动※｛过期店整改。\n", "是不是“｛过期店｝”？"),
    ("当事人: {某店: {姓名: 某某商店, 电话: ※〔　〕}}\n", "填上内容"),
    ("承办检察官: 王※__\n", "填上内容"),
    ("听证会: {时间: 2024年4月12日9时, 院址: ××路※××号}\n", "填上内容"),
    ("其他文书: [{文种: 函, 正文: 共※｛过期店整改。}]\n", "是不是“｛过期店｝”？"),
]


@pytest.mark.parametrize(("text", "hint"), MARKS, ids=[text[:30] for text, _ in MARKS])
def test_a_mark_that_would_print_is_found_at_its_column(scratch: Scratch, text: str, hint: str) -> None:
    typed, (mark,) = marked(HEAD + FIGURES + text)
    found = [item for item in docgen.check(scratch.record(typed)) if item.code == CODE]
    assert f"案件.yaml:{mark} {CODE}" in places(found)
    assert hint in "".join(map(told, found))


CLEAN = [
    "查明: 查明｛过期店｝、{过期店}货架上有过期食品。\n",
    "基本案情: 【基本案情】不是登记的名字；〔2024〕3号；[2024]3号。\n",
    "查明: 共｛过期店|略单位｝家。\n",
]


@pytest.mark.parametrize("text", CLEAN)
def test_whole_references_and_other_brackets_are_left_alone(scratch: Scratch, text: str) -> None:
    assert [told(item) for item in docgen.check(scratch.record(HEAD + FIGURES + text)) if item.code == CODE] == []


@pytest.mark.parametrize("path", [*SAMPLES, *PUBLISHED, *RELEASES, OCCASION], ids=lambda path: path.stem)
def test_the_records_of_the_project_have_none(path: Path) -> None:
    assert [told(item) for item in docgen.check(path) if item.code == CODE] == []


@pytest.mark.parametrize(
    "text", ["｛过期店食品经营户", "过期店｝经营户", "【过期店】", "{{ 过期店 }}", "__家", "××家", "〔　〕号"]
)
def test_no_final_paper_is_made_with_it(scratch: Scratch, text: str) -> None:
    """A final letter said ｛过期店食品经营户货架上…, and nobody was told."""
    path = scratch.record(HEAD + FIGURES + f"公益受损: 查明{text}货架上有过期食品。\n典型意义: 查明{text}货架上有。\n")
    for kind in ("立案决定书", "典型案例"):
        with pytest.raises(RecordError):
            docgen.render(path, kind, final=True)


def test_a_draft_with_it_is_made_and_told(scratch: Scratch) -> None:
    path = scratch.record(HEAD + FIGURES + "典型意义: 推动｛过期店整改。\n")
    report = docgen.build([path], ["典型案例"], formats=["txt"], out=scratch.root / "out")
    assert [str(item.span) for item in report.problems if item.code == "G005"] != []
    assert len(report.outputs) == 1


def test_a_kit_is_not_made_final_of_a_case_with_half_a_brace(scratch: Scratch) -> None:
    scratch.file("甲.yaml", HEAD + FIGURES + "基本案情: 查明｛过期店货架上有过期食品。\n典型意义: 好。\n")
    event = scratch.file("会.yaml", "案例集名称: 某集\n案例: [甲.yaml]\n材料: [典型案例集]\n")
    report = docgen.build([event], [], formats=["txt"], out=scratch.root / "out", final=True)
    assert CODE in {item.code for item in report.problems if item.level == "error"}
    assert [output for output in report.outputs if output.path and output.path.suffix == ".txt"] == []


TEMPLATES = [
    ("本院认为，｛事由｝一案属实。", "{{ 事由 }}"),
    ("本院认为，｛事由一案属实。", "{{ 事由 }}"),
    ("本院认为，【事由】一案属实。", "{{ 事由 }}"),
    ("本院认为，{事由}一案属实。", "{{ 事由 }}"),
    ("文号：〔　〕号", "填上"),
    ("联系人：____", "填上"),
    ("联系电话：××", "填上"),
]


@pytest.mark.parametrize(("body", "hint"), TEMPLATES)
def test_a_template_that_would_print_it_is_told_by_the_check_and_by_the_paper(
    scratch: Scratch, body: str, hint: str
) -> None:
    """｛查明｝ in a template: the check said there was nothing wrong, and it printed."""
    scratch.template(f"@正文\n{body}\n")
    path = scratch.record("")
    space = scratch.space()
    found = make.check_template(space.catalog.kind("trial"), space)
    (fault,) = [item for item in found if item.code == "T012"]
    assert fault.span is not None
    assert (fault.span.line, fault.span.column) == (3, min(at for at in map(body.find, "｛【{〔_×") if at >= 0) + 1)
    assert hint in told(fault)
    with pytest.raises(DocgenError):
        docgen.render(path, "trial", final=True)
    report = docgen.build([path], ["trial"], formats=["txt"], out=scratch.root / "out")
    assert "G005" in {item.code for item in report.problems}
