"""The Python API refuses what the command line refuses."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from helpers import HEAD, Scratch

import docgen
from docgen.core.tree import Paragraph

CASE = HEAD + "基本案情: 某公司排污。\n典型意义: {text}\n调查和督促履职: 略。\n"


@pytest.mark.parametrize(
    "text",
    [
        "联系电话13912345678。",
        "身份证号110101199003078515。",
        "家住幸福小区3号楼2单元101室。",
        "邮箱zhangsan@example.com。",
    ],
)
def test_a_public_paper_with_a_particular_is_not_given_out(scratch: Scratch, text: str) -> None:
    path = scratch.record(CASE.format(text=text))
    with pytest.raises(docgen.DocgenError) as fault:
        docgen.render(path, "典型案例")
    assert {item.code for item in fault.value.problems if item.level == "error"} == {"M005"}


def test_a_name_that_is_registered_is_not_written_in_the_clear(scratch: Scratch) -> None:
    path = scratch.record(CASE.format(text="王小明获赔。") + "当事人:\n  王某: {姓名: 王小明}\n")
    (paper,) = docgen.render(path, "典型案例")
    assert "王小明" not in docgen.write(paper, "txt").decode()


def test_what_is_put_into_a_public_paper_afterwards_is_looked_at(scratch: Scratch) -> None:
    (paper,) = docgen.render(scratch.record(CASE.format(text="略。")), "典型案例")
    assert docgen.write(paper, "txt")
    first = paper.blocks[0]
    spoiled: Any = dataclasses.replace(first, inlines=(dataclasses.replace(first.inlines[0], text="13912345678"),))
    with pytest.raises(docgen.DocgenError):
        docgen.write(dataclasses.replace(paper, blocks=(spoiled, *paper.blocks[1:])), "txt")


@pytest.mark.parametrize(("name", "open_to_all"), [("沈怀川", True), ("何雨生", False)])
def test_who_appears_in_office_may_be_written_and_nobody_else(scratch: Scratch, name: str, open_to_all: bool) -> None:
    scratch.record(CASE.format(text="略。"), "案.yaml")
    event = scratch.file(
        "会.yaml",
        "案例集名称: 典型案例\n主办: [云江省青川市人民检察院]\n案例: [案.yaml]\n"
        "人物: [{姓名: 沈怀川, 单位: 云江省青川市人民检察院, 职务: 新闻发言人}]\n",
    )
    (paper,) = docgen.render(event, "典型案例集")
    first = next(block for block in paper.blocks if isinstance(block, Paragraph))
    said: Any = dataclasses.replace(first.inlines[0], text=f"村民{name}说。")
    put: Any = dataclasses.replace(first, inlines=(said,))
    changed = dataclasses.replace(paper, blocks=(put, *paper.blocks))
    if open_to_all:
        assert name in docgen.write(changed, "txt").decode()
    else:
        with pytest.raises(docgen.DocgenError):
            docgen.write(changed, "txt")


@pytest.mark.parametrize("form", ["doc", "", "word", "PDF/A"])
def test_an_unknown_format_is_a_fault_with_words(scratch: Scratch, form: str) -> None:
    (paper,) = docgen.render(scratch.record(CASE.format(text="略。")), "典型案例")
    with pytest.raises(docgen.DocgenError) as fault:
        docgen.write(paper, form)
    assert "没有" in fault.value.problems[0].message


@pytest.mark.parametrize("date", ["2024-05-01", 20240501])
def test_a_date_that_is_none_is_a_fault_with_words(scratch: Scratch, date: Any) -> None:
    path = scratch.record(CASE.format(text="略。"))
    with pytest.raises(docgen.DocgenError):
        docgen.render(path, "典型案例", date=date)
    with pytest.raises(docgen.DocgenError):
        docgen.build([path], ["典型案例"], date=date)


def test_the_style_of_the_house_is_that_of_the_project(scratch: Scratch) -> None:
    path = scratch.record(CASE.format(text="略。"))
    (paper,) = docgen.render(path, "典型案例")
    plain = docgen.write(paper, "html")
    scratch.file("templates/house.yaml", "角色: {标题: {颜色: 红}}\n")
    assert docgen.write(paper, "html") != plain


def test_what_is_given_and_raised_can_be_named() -> None:
    assert all(getattr(docgen, name) is not None for name in docgen.__all__)
    with pytest.raises(AttributeError):
        docgen.nothing_of_that_name  # noqa: B018
