"""Figures written in words, shares that do not follow, units that differ, counts of what is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import checks
from docgen.checks import figures
from docgen.records.loader import load_text
from docgen.records.numbers import spelt
from docgen.records.project import Project, Settings

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 整治井盖\n"
FIGURES = "数据: {违建: {值: 8处, 词: [违法建筑]}, 修缮费: {值: 132.5万元, 对外: 130余万元}, 食品经营户: 38家}\n"


def case_of(text: str) -> checks.Subject:
    loaded = load_text(HEAD + text, Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    return checks.Subject(loaded.case)


def found(text: str, code: str) -> list[str]:
    return [one.message for one in checks.known()[code].check(case_of(text))]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("拆除违法建筑九处。", 1),
        ("十八处违法建筑已经拆除。", 1),
        ("落实修缮费一百二十三万余元。", 1),
        ("检查食品经营户三十七家。", 1),
        ("拆除违法建筑八处。", 0),
        ("落实修缮费一百三十余万元。", 0),
        ("其余两处违法建筑正在拆除。", 0),
        ("对每一处违法建筑逐一登记。", 0),
        ("第三处违法建筑在河边。", 0),
        ("违法建筑几十处。", 0),
    ],
)
def test_a_figure_in_words_is_held_against_the_register(text: str, count: int) -> None:
    record = case_of(f"{FIGURES}查明: {text}\n").record
    assert sum(item.code == "F003" and "这里手写" in item.message for item in figures.check(record)) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("八家", [8]),
        ("一百三十余万元", [1300000]),
        ("两千零五人", [2005]),
        ("十二个月", []),
        ("一家", []),
        ("三十七座", [37]),
    ],
)
def test_how_much_words_say(text: str, values: list[int]) -> None:
    assert [number.value for number in spelt(text)] == values


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("抽查小区12个，停用消防设施的9个，占85%。", 1),
        ("勘察37座，破损的24座，占69.4%。", 1),
        ("抽检186只，不合格57只，不合格率36.0%。", 1),
        ("检查80家，整改60家，整改率57%。", 1),
        ("抽查小区12个，停用消防设施的9个，占75%。", 0),
        ("勘察37座，破损的24座，占64.8%。", 0),
        ("抽检186只，不合格57只，合格率69.4%。", 0),
        ("检查80余家，整改60家，整改率57%。", 0),
        ("整改60家，占全县的57%。", 0),
        ("办案12件，同比上升85%。", 0),
    ],
)
def test_a_share_follows_from_its_two_numbers(text: str, count: int) -> None:
    assert len(found(f"查明: {text}\n", "F124")) == count


@pytest.mark.parametrize(
    ("figure", "count"),
    [
        ("{值: 1240平方米, 对外: 1200余平方公里}", 1),
        ("{值: 86没, 对外: 80余米}", 1),
        ("{值: 312分, 对外: 300余份}", 1),
        ("{值: 26.4吨, 对外: 20余家}", 1),
        ("{值: 8.6公里, 对外: 8000余米}", 0),
        ("{值: 27家, 对外: 近30个}", 0),
        ("{值: 1.26万人, 对外: 1万余人}", 0),
        ("{值: 38.6万元, 对外: 30余万元}", 0),
    ],
)
def test_the_outer_form_has_the_unit_of_the_value(figure: str, count: int) -> None:
    assert len(found(f"数据: {{甲数: {figure}}}\n", "F115")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("典型意义: 本案有三个特点。一是来自热线。二是整改到位。\n", 1),
        ("典型意义: 存在两个突出问题：一是没有许可。二是没有检查。三是没有台账。\n", 1),
        ("典型意义: 本案有两个特点。一是来自热线。二是整改到位。\n", 0),
        ("典型意义: |\n  本案有三个特点。一是来自热线。\n  二是整改到位。\n  三是建立机制。\n", 0),
    ],
)
def test_as_many_are_listed_as_are_announced(text: str, count: int) -> None:
    assert len(found(text, "A018")) == count


@pytest.mark.parametrize("text", ["4千万元", "5百万元", "3十万人"])
def test_thousands_before_ten_thousands_are_told(text: str) -> None:
    assert len(found(f"典型意义: 补缴{text}。\n", "F102")) == 1
