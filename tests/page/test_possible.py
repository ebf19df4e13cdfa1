"""An office may ask for another sheet, but not for one that nothing can be printed on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, Scratch, marked

from docgen.core.errors import NormError
from docgen.page.norm import possible
from docgen.page.norm.norms import load, profiles

Cli = Any
LEGAL = "legal-instrument"

# house.yaml with ※ before the place that is told, and what the message and the hint must hold.
IMPOSSIBLE = {
    "a top margin taller than the page": (
        "页面: {上: ※300毫米}",
        "上、下太大：纸高 297毫米，版心什么也不剩",
        "最多 245",
    ),
    "margins wider than the page": ("页面: {左: ※120毫米, 右: 120毫米}", "左、右太大：纸宽 210毫米", "最多 153毫米"),
    "a margin that leaves a strip": ("页面:\n  左: ※150毫米", "版心只剩 34毫米", "至少要 56毫米宽"),
    "the bottom alone": ("页面: {下: ※240毫米}", "上、下太大", "最多 245毫米"),
    "a sheet narrower than its margins": ("页面: {宽: ※50毫米}", "左、右太大：纸宽 50毫米", "“宽”要写大一些"),
    "no sheet": ("页面: {高: ※0毫米}", "“高”不能是 0毫米", "558.8毫米"),
    "a sheet that Word does not know": ("页面: {宽: ※900毫米}", "“宽”不能是 900毫米", "558.8毫米"),
    "a negative margin": ("页面: {上: ※-5毫米}", "“上”不能是 -5毫米", "负数"),
    "a footer in the text": ("页面: {下: ※20毫米}", "页脚会压到正文", "页面: {下: 20毫米, 页脚距: 10毫米}"),
    "a header in the text": ("页面: {页眉距: ※40毫米}", "页眉会压到正文", "比 37毫米 小"),
    "a page number off the sheet": ("页码: {距版心: ※90毫米}", "不在版心和纸边之间", "“下”小"),
    "margins of one profile": ("各版式: {legal-instrument: {页面: {左: ※200毫米}}}", "左、右太大", "最多 153毫米"),
    "a grid of other characters": ("网格: {每行字数: ※35}", "一行是 28 个字", "字距要写“-3.4磅”"),
    "a grid of fewer characters": ("网格: {每行字数: ※25}", "一行是 28 个字", "字距要写“1.65磅”"),
    "more characters than there is room for": ("网格: {每行字数: ※80}", "一行是 28 个字", "要改“页面”"),
    "a grid of other lines": ("网格: {每页行数: ※30}", "一页是 22 行", "行距要写“21.25磅”"),
    "more lines than there is room for": ("网格: {每页行数: ※60}", "一页是 22 行", "要改“页面”"),
    "no line": ("网格: {每页行数: ※0}", "一页是 22 行", "写 22"),
    "a pitch that gives other lines than are typed": ("网格: {行距: 35磅, 每页行数: ※22}", "一页是 18 行", "“28.95磅”"),
    "a page that gives other lines than are typed": (
        "页面: {上: 60毫米}\n网格: {每页行数: ※22}",
        "一页是 19 行",
        "写 19",
    ),
    "no pitch": ("网格: {行距: ※0磅}", "“行距”要大于零", "28.95磅"),
    "a pitch lower than the type": ("网格: {行距: ※10磅}", "“文种”等 57 个角色的行距 10磅 比字", "至少写“26磅”"),
    "type larger than the pitch": ("角色: {标题: {字号: ※初号}}", "“标题”的行距 28.95磅 比字（42磅）还小", "“42磅”"),
    "tracking that lays characters on one another": ("网格: {字距: ※-15磅}", "字会叠在一起", "不小于 -7磅"),
    "no size": ("默认: {字号: ※0磅}", "字号要大于零", "三号"),
    "an indent as wide as the page": ("角色: {正文: {左缩进: ※30字}}", "“正文”一行排不下两个字", "写小一些"),
    "two indents": ("角色: {正文: {左缩进: ※15字, 右缩进: 15字}}", "一行排不下两个字", "写小一些"),
    "a hanging off the sheet": ("角色: {正文: {悬挂缩进: ※9字}}", "出了纸边", "最多比左缩进大 5字"),
    "space as high as the page": ("角色: {标题: {段前: ※40行}}", "一段就比一页高", "写小一些"),
    "no name in a row": ("角色: {联合署名: {并排: ※{每排: 0, 排高: 50毫米}}}", "每排至少一个", "每排: 3"),
    "no text on a screen": ("屏幕: {字号: ※0像素}", "“字号”不能小于一", "18像素"),
}
POSSIBLE = (
    "页面: {左: 30毫米}",
    "页面: {宽: 182毫米, 高: 257毫米}",
    "页面: {宽: 297毫米, 高: 420毫米}",
    "页面: {下: 20毫米, 页脚距: 12毫米}",
    "网格: {每行字数: 26, 字距: 1磅}",
    "网格: {行距: 28磅}",
    "网格: {行距: 35磅, 每页行数: 18}",
    "网格: {每页行数: 22, 每行字数: 28}",
    "角色: {正文: {字号: 小三}}",
    "角色: {标题: {字号: 初号, 行距: 42磅}}",
    "角色: {席卡姓名: {字号: 120磅, 行距: 120磅}}",
    "各版式: {gbt9704: {栏: {版记: {宽: 150毫米}}}}",
    "各版式: {gbt9704: {角色: {发文机关标志: {字号: 小初}}}}",
    "栏: {版记: {宽: 150毫米}}",
    "角色: {发文机关标志: {字号: 小初}}",
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    return tmp_path / "house.yaml"


@pytest.mark.parametrize("case", IMPOSSIBLE)
def test_what_cannot_be_printed_is_told_where_it_is_typed(written: Path, case: str) -> None:
    typed, message, hint = IMPOSSIBLE[case]
    text, (place,) = marked(typed)
    written.write_text(text + "\n", encoding="utf-8")
    with pytest.raises(NormError) as caught:
        load(LEGAL, written)
    (fault,) = caught.value.problems
    assert fault.span
    assert (fault.span.file, f"{fault.span.line}:{fault.span.column}", fault.code) == (str(written), place, "N001")
    assert message in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize("typed", POSSIBLE)
def test_another_sheet_is_as_good(written: Path, typed: str) -> None:
    written.write_text(typed + "\n", encoding="utf-8")
    for profile in profiles():
        assert load(profile, written).name == profile


@pytest.mark.parametrize("profile", profiles())
def test_what_comes_with_docgen_is_possible_and_keeps_its_grid(profile: str) -> None:
    norm = load(profile)
    assert (possible.faults(norm), list(possible.promises(norm))) == ([], [])


def test_a_box_wider_than_the_paper_is_told_by_the_profile_that_has_it(written: Path) -> None:
    text, (place,) = marked("各版式: {gbt9704: {栏: {版记: {宽: ※230毫米}}}}")
    written.write_text(text, encoding="utf-8")
    load(LEGAL, written)
    with pytest.raises(NormError) as caught:
        load("gbt9704", written)
    (fault,) = caught.value.problems
    assert fault.span and f"{fault.span.line}:{fault.span.column}" == place
    assert "栏“版记”宽 230毫米，纸宽 210毫米" in fault.message


@pytest.mark.parametrize("typed", ["页面: {上: 300毫米}", "页面: {左: 120毫米, 右: 120毫米}", "网格: {每行字数: 35}"])
def test_every_command_refuses_the_page_and_writes_nothing(scratch: Scratch, cli: Cli, typed: str) -> None:
    scratch.file("templates/house.yaml", typed + "\n")
    scratch.record(HEAD + "基本案情: 甲。\n")
    for arguments in (
        ("render", "案件.yaml", "--as", "典型案例", "--format", "docx,pdf"),
        ("build", "案件.yaml", "--as", "典型案例"),
        ("templates", "check"),
    ):
        ran = cli(*arguments)
        assert ran.code == 2, ran.talk
        assert "house.yaml:1:" in ran.talk + ran.result and "N001" in ran.talk + ran.result
        assert "E003" not in ran.talk
    assert not list((scratch.root / "output").rglob("*.docx"))


def test_a_change_reaches_only_the_profiles_that_have_the_name(written: Path) -> None:
    written.write_text("栏: {版记: {宽: 150毫米}}\n角色: {发文机关标志: {字号: 小初}}\n", encoding="utf-8")
    for profile in profiles():
        plain, changed = load(profile), load(profile, written)
        assert ("版记" in plain.boxes, "发文机关标志" in plain.roles) == (
            "版记" in changed.boxes,
            "发文机关标志" in changed.roles,
        )
        if "版记" in plain.boxes:
            assert changed.boxes["版记"].width.mm == 150
        if "发文机关标志" in plain.roles:
            assert changed.roles["发文机关标志"].size.name == "小初"
    assert "版记" in load("gbt9704", written).boxes and "版记" not in load(LEGAL, written).boxes
