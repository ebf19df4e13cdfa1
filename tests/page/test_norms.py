"""Norms as data: profiles, units, the office's changes, and faults told at their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest

from docgen.core.errors import NormError
from docgen.data import HERE
from docgen.page.norm.model import CAPTION, CELL, ENTRIES, FOLIO, GAP, HEAD, LABEL, TEXT
from docgen.page.norm.norms import load, profiles
from docgen.page.norm.values import Length, length, mm, pt

FILES = sorted((HERE / "norms").glob("*.yaml"))
LEGAL, PUBLIC = "legal-instrument", "publication"
OFFICIAL = ("gbt9704", "gbt9704-letter", "gbt9704-minutes")
"""The three forms of 公文: 文件, 信函, 纪要."""
EVERY = (*OFFICIAL, LEGAL, PUBLIC)
CARDS = "table-cards"
"""No page of a paper, but a sheet to be folded: only its own tests know how it looks."""


def house(folder: Path, text: str) -> Path:
    path = folder / "house.yaml"
    path.write_text(text, encoding="utf-8")
    return path


# — profiles —


def test_the_profiles_are_those_that_are_listed() -> None:
    assert tuple(profiles()) == (*EVERY, CARDS)
    assert {path.stem for path in FILES} == {*EVERY, CARDS, "common"}


def test_profiles_define_the_same_roles_and_only_gongwen_has_a_red_head() -> None:
    common = [*load(LEGAL).roles]
    assert {CAPTION, CELL, *ENTRIES, FOLIO, GAP, HEAD, LABEL, TEXT} <= set(common)
    assert [*load(PUBLIC).roles] == common
    (one, *others) = ([*load(name).roles] for name in OFFICIAL)
    assert all(other == one for other in others)
    assert one[: len(common)] == common
    assert {"发文机关标志", "签发人", "印发机关", "印发日期"} <= {*one} - {*common}


@pytest.mark.parametrize("name", EVERY)
def test_page_and_body_are_those_of_the_standard(name: str) -> None:
    """GB/T 9704-2012: A4, 37/35/28/26 mm, type area 156 × 225 mm, 22 × 28, 三号仿宋."""
    norm = load(name)
    page, grid, body = norm.page, norm.grid, norm.roles[TEXT]
    assert [one.mm for one in (page.width, page.height)] == [210, 297]
    assert [one.mm for one in (page.top, page.bottom, page.left, page.right)] == [37, 35, 28, 26]
    assert (page.text_width.mm, page.text_height.mm) == (156, 225)
    assert (grid.lines, grid.characters, grid.pitch.pt) == (22, 28, 28.95)
    assert (body.size.name, body.size.length.pt, body.font.names[0], body.first) == ("三号", 16, "仿宋_GB2312", 2)
    assert (body.pitch, body.tracking) == (grid.pitch, grid.tracking)
    assert (body.size.length + body.tracking) * grid.characters <= page.text_width
    assert grid.pitch * grid.lines <= page.text_height < grid.pitch * (grid.lines + 1)


@pytest.mark.parametrize(
    ("name", "role", "font", "size"),
    [
        (LEGAL, "标题", "方正小标宋简体", 22),
        (LEGAL, "一级标题", "黑体", 16),
        (LEGAL, "二级标题", "楷体_GB2312", 16),
        (LEGAL, "三级标题", "仿宋_GB2312", 16),
        (LEGAL, "抄送", "仿宋_GB2312", 14),
        (LEGAL, "页码", "宋体", 14),
        (LEGAL, "副标题", "仿宋_GB2312", 16),
        ("publication", "副标题", "楷体_GB2312", 15),
        ("publication", "文种", "方正小标宋简体", 22),
        ("gbt9704", "发文机关标志", "方正小标宋简体", 42),
        ("gbt9704", "密级", "黑体", 16),
        ("gbt9704", "签发人", "楷体_GB2312", 16),
        ("gbt9704", "印发机关", "仿宋_GB2312", 14),
        ("gbt9704", "附件序号", "黑体", 16),
        ("gbt9704-minutes", "名单", "仿宋_GB2312", 16),
    ],
)
def test_roles_look_as_their_clause_says(name: str, role: str, font: str, size: float) -> None:
    look = load(name).roles[role]
    assert (look.font.names[0], look.size.length.pt) == (font, size)


def coloured(value: Any, path: str = "") -> Iterator[str]:
    """Where *value* or what it holds is not black."""
    if is_dataclass(value) and not isinstance(value, Length):
        if getattr(value, "colour", "000000") != "000000":
            yield path
        for item in fields(value):
            yield from coloured(getattr(value, item.name), f"{path}.{item.name}")


@pytest.mark.parametrize("name", EVERY)
def test_red_is_printed_where_it_is_allowed_and_nowhere_else(name: str) -> None:
    """5.4: 发文机关标志, the rule of the head, the double lines of a 信函; the rest is black."""
    norm = load(name)
    red = {path for role, look in norm.roles.items() for path in coloured(look, role)}
    red |= {path for box, strip in norm.boxes.items() for path in coloured(strip, box)}
    marks = {role for role in norm.roles if role.startswith("发文机关标志")}
    rules = {
        "gbt9704": {"文号.below", "上行文号.below", "编发单位.below"},
        "gbt9704-letter": {"上行文号.below", "编发单位.below", "信函头.last", "信函下线.first"},
        "gbt9704-minutes": {"上行文号.below", "编发单位.below"},
    }
    assert red == marks | rules.get(name, set())
    assert len(marks) == (4 if name in OFFICIAL else 0)


def test_the_lines_of_the_imprint_are_those_of_the_standard() -> None:
    """5.8: as wide as the type area, the first and the last 0.35 mm, those between 0.25 mm."""
    norm = load("gbt9704")
    box = norm.boxes["版记"]
    rules = [box.first, box.middle, box.last]
    assert [rule and rule.width.mm for rule in rules] == [0.35, 0.25, 0.35]
    assert (box.edge, box.width) == ("text-bottom", norm.page.text_width)
    assert {role for role, look in norm.roles.items() if look.box} == {"抄送", "印发机关", "印发日期"}


def test_the_head_of_a_letter_is_that_of_the_standard() -> None:
    """5.10: 30 mm from the edge, lines 170 mm long, the lower one 20 mm from the edge, no number on page 1."""
    norm = load("gbt9704-letter")
    head, foot, imprint = norm.boxes["信函头"], norm.boxes["信函下线"], norm.boxes["版记"]
    assert (head.edge, head.distance.mm, head.width.mm) == ("page-top", 30, 170)
    assert (foot.edge, foot.distance.mm, foot.width.mm) == ("page-bottom", 20, 170)
    assert head.last is not None and foot.first is not None
    # 4 mm below the characters, which end about 1 mm above the end of their line.
    assert (head.last.gap.pt, head.last.form, foot.first.form) == (9, "thick-thin", "thin-thick")
    assert (imprint.first, imprint.middle, imprint.last, norm.folio.first) == (None, None, None, False)


def test_a_norm_is_made_once() -> None:
    assert load(LEGAL) is load(LEGAL)


@pytest.mark.parametrize("typed", ["legal-instrumnt", "../norms/common", "common", ""])
def test_a_profile_that_is_not_there_is_told(typed: str) -> None:
    with pytest.raises(NormError) as caught:
        load(typed)
    assert f"没有“{typed}”这个版式" in caught.value.problems[0].message


# — units —


@pytest.mark.parametrize(
    ("written", "attribute", "value"),
    [
        ("16磅", "half_points", 32),
        ("10.5磅", "half_points", 21),
        ("37毫米", "twips", 2098),
        ("35mm", "twips", 1984),
        ("26 毫米", "twips", 1474),
        ("210毫米", "twips", 11906),
        ("297毫米", "twips", 16838),
        ("28.95磅", "twips", 579),
        ("-0.25磅", "twips", -5),
        ("−0.25pt", "twips", -5),
        ("0.5磅", "eighth_points", 4),
        ("0.35毫米", "eighth_points", 8),
        ("25.4mm", "pt", 72),
        ("72pt", "mm", 25.4),
        (" 1磅 ", "emu", 12700),
        ("1毫米", "emu", 36000),
    ],
)
def test_lengths_are_converted(written: str, attribute: str, value: float) -> None:
    found = length(written)
    assert found is not None
    assert getattr(found, attribute) == value


@pytest.mark.parametrize("written", ["16", "16px", "磅", "十六磅", "1,5磅", "1e3磅", "16磅磅", "1.磅", ".5磅"])
def test_what_is_no_length_is_not_taken_for_one(written: str) -> None:
    assert length(written) is None


def test_lengths_reckon_with_lengths_only() -> None:
    assert mm(1) + mm(2) - mm(3) == pt(0)
    assert mm(10) * 1.5 == mm(15)
    assert pt(32) / pt(16) == 2
    assert mm(1) < pt(3) < mm(2)
    with pytest.raises(AttributeError):
        mm(1) + 1  # type: ignore[operator]


# — house.yaml —


def differences(one: Any, other: Any, path: str = "") -> Iterator[str]:
    """The attributes in which two norms differ."""
    if is_dataclass(one) and not isinstance(one, Length) and type(one) is type(other):
        for item in fields(one):
            yield from differences(
                getattr(one, item.name), getattr(other, item.name), f"{path}.{item.name}".lstrip(".")
            )
    elif isinstance(one, dict) and isinstance(other, dict) and set(one) == set(other):
        for key in one:
            yield from differences(one[key], other[key], f"{path}[{key}]")
    elif one != other:
        yield path


def test_an_office_changes_one_value_and_nothing_else(tmp_path: Path) -> None:
    changed = load(LEGAL, house(tmp_path, "角色:\n  文号: {对齐: 居中}\n"))
    assert changed.roles["文号"].align == "center"
    assert list(differences(load(LEGAL), changed)) == ["roles[文号].align"]


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("角色: {标题: {字号: 小二}}", {"roles[标题].size"}),
        ("角色: {标题: {字体: 黑体, 加粗: 是}}", {"roles[标题].font.", "roles[标题].bold"}),
        ("页面: {左: 30毫米}", {"page.left"}),
        ("页码: {前: '-', 后: '-'}", {"folio.before", "folio.after"}),
        ("强调: {加粗: 否}", {"strong.bold"}),
        ("页码: {首页: 否}", {"folio.first"}),
        ("各版式: {legal-instrument: {角色: {抄送: {段前: 2行}}}}", {"roles[抄送].before"}),
        ("各版式: {publication: {角色: {抄送: {段前: 2行}}}}", set()),
        ("各版式: {legal-instrument: {角色: {文号: {对齐: 左}}}}\n角色: {文号: {对齐: 居中}}", {"roles[文号].align"}),
        ("# 什么也不改", set()),
        ("", set()),
    ],
)
def test_each_section_can_be_changed(tmp_path: Path, text: str, changed: set[str]) -> None:
    found = set(differences(load(LEGAL), load(LEGAL, house(tmp_path, text + "\n"))))
    assert {re.sub(r"\.font\..*", ".font.", path) for path in found} == changed


def test_the_profile_goes_before_the_rest(tmp_path: Path) -> None:
    text = "各版式: {legal-instrument: {角色: {文号: {对齐: 左}}}}\n角色: {文号: {对齐: 居中}}\n"
    found = [load(name, house(tmp_path, text)).roles["文号"].align for name in EVERY]
    assert found == ["center", "center", "center", "left", "center"]


def test_what_follows_the_grid_follows_it_when_changed(tmp_path: Path) -> None:
    changed = load(LEGAL, house(tmp_path, "网格: {行距: 28磅}\n"))
    assert (changed.roles[TEXT].pitch, changed.roles["表格"].pitch) == (pt(28), pt(20))


def test_without_house_yaml_the_norm_is_as_it_is(tmp_path: Path) -> None:
    assert load(LEGAL, None) is load(LEGAL, tmp_path / "没有这个文件.yaml") is load(LEGAL)


@pytest.mark.parametrize("profile", profiles())
def test_what_stands_on_the_grid_keeps_the_lines_behind_it_on_the_grid(profile: str) -> None:
    """A role with half a line round it would leave full pages of 21 or 22 lines, as a program rounds."""
    norm = load(profile)
    halves = [
        role
        for role, look in norm.roles.items()
        if look.pitch == norm.grid.pitch and (look.before + look.after) % 1 and not look.box
    ]
    assert halves == []
