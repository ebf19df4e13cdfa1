"""The office's changes of typography: the example of the page for authors works, a fault is told at its line."""

from __future__ import annotations

import re

from helpers import HEAD, ROOT, Scratch

from docgen.building import run
from docgen.building.request import Request
from docgen.page.norm import norms
from docgen.papers import make

PAGE = (ROOT / "docs" / "模板怎么写.md").read_text(encoding="utf-8")
EXAMPLE = next(block for block in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "各版式" in block)


def test_the_example_of_the_page_changes_what_it_names(scratch: Scratch) -> None:
    house = scratch.file("templates/house.yaml", EXAMPLE)
    letter, published = (norms.load(name, house) for name in ("legal-instrument", "publication"))
    plain = norms.load("legal-instrument")
    assert letter.roles["正文"].size.name == "小三"
    assert letter.roles["成文日期"].right == 2
    assert published.roles["标题"].after == 2
    assert letter.roles["标题"].after == plain.roles["标题"].after


def test_every_key_that_the_page_names_may_be_written(scratch: Scratch) -> None:
    line = next(line for line in PAGE.splitlines() if line.startswith("角色可以改的有"))
    plain = norms.load("legal-instrument").roles["正文"]
    values = {
        "字体": "黑体",
        "字号": "小三",
        "颜色": "红",
        "字距": "0磅",
        "行距": "28磅",
        "对齐": "左",
        "大纲级别": "2",
    }
    for key in re.findall("`([^`]+)`", line.partition("。")[0]):
        unit = "行" if key in ("段前", "段后", "随带") else "字"
        value = values.get(key) or (
            "是" if key in ("加粗", "与下段同页", "与上段同页", "不印页码", "段前分页") else f"3{unit}"
        )
        house = scratch.file("templates/house.yaml", f"角色:\n  正文: {{{key}: {value}}}\n")
        assert norms.load("legal-instrument", house).roles["正文"] != plain, key


def test_a_fault_is_told_at_its_line_by_every_command_that_meets_it(scratch: Scratch) -> None:
    scratch.file("templates/house.yaml", "角色:\n  正文: {字号: 十号}\n")
    path = scratch.record(HEAD + "基本案情: 甲。\n")
    space = scratch.space()
    found = make.check_template(space.catalog.kind("typical-case"), space)
    report = run.report(Request((path,), ("typical-case",), ("txt",)))
    for problems in (found, report.problems):
        assert [f"{item.code} {item.span.line}" for item in problems if item.span and item.level == "error"] == [
            "N001 2"
        ]
    assert report.outputs == []


def test_a_file_of_comments_changes_nothing(scratch: Scratch) -> None:
    house = scratch.file("templates/house.yaml", "# 还没有改动\n")
    assert norms.load("publication", house).roles == norms.load("publication").roles


def test_a_key_typed_twice_is_a_fault_of_the_norm_not_of_a_record(scratch: Scratch) -> None:
    scratch.file("templates/house.yaml", "角色:\n  正文: {字号: 小三}\n角色:\n  标题: {字号: 小三}\n")
    space = scratch.space()
    (fault,) = make.check_template(space.catalog.kind("typical-case"), space)
    assert (fault.code, fault.span and fault.span.line) == ("N001", 3)
