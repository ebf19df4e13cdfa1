"""The letters of one case beside each other: periods, answers, repeats; hearings on days of rest; years of numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import checks
from docgen.core.source import Located, Span
from docgen.records.loader import load_text
from docgen.records.project import Project, Settings

HEAD = """\
检察院: 云江省青川市临河区人民检察院
事由: 整治井盖
机关: {区住建局: {全称: 云江省青川市临河区住房和城乡建设局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
"""
FIFTEEN = "收到本检察建议书之日起十五日内"


def found(text: str, code: str, usual: str = "") -> list[str]:
    settings = Settings(objection=Located(usual, Span("docgen.yaml"))) if usual else Settings()
    loaded = load_text(HEAD + text, Path("案.yaml"), Project(Path(), settings))
    assert loaded.case is not None, loaded.problems
    return [one.message for one in checks.known()[code].check(checks.Subject(loaded.case, Project(Path(), settings)))]


def letters(*periods: str) -> str:
    names = ("区住建局", "区卫健委")
    return f"检察建议: [{', '.join(f'{{被建议单位: {name}, 异议期限: {one}}}' for name, one in zip(names, periods, strict=False))}]\n"


@pytest.mark.parametrize(
    ("periods", "usual"),
    [
        ((FIFTEEN, "收到本检察建议书之日起五日内"), ""),
        (("收到本检察建议书之日起五日内",), FIFTEEN),
        (("收到本检察建议书后",), ""),
        ((FIFTEEN, "收到之日起十五个工作日内"), ""),
    ],
)
def test_an_odd_objection_period_is_told(periods: tuple[str, ...], usual: str) -> None:
    assert len(found(letters(*periods), "A019", usual)) == 1


@pytest.mark.parametrize(
    ("periods", "usual"),
    [((FIFTEEN, "收到之日起15日内"), ""), (("收到本检察建议书之日起五日内",), ""), ((FIFTEEN,), "十五天内提出")],
)
def test_the_law_sets_no_objection_period(periods: tuple[str, ...], usual: str) -> None:
    assert found(letters(*periods), "A019", usual) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("检察建议: [{被建议单位: 区住建局}]\n回复: [{机关: 区卫健委, 内容: 已整改。}]\n", 1),
        ("检察建议: [{被建议单位: 区住建局}]\n回复: [{机关: 区住建局, 内容: 已整改。}]\n", 0),
        ("回复: [{机关: 区卫健委, 内容: 已整改。}]\n", 0),
    ],
)
def test_an_answer_of_who_got_no_letter_is_told(text: str, count: int) -> None:
    assert len(found(text, "A020")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("检察建议: [{被建议单位: 区住建局, 日期: 2024年4月22日}, {被建议单位: 区住建局, 日期: 2024年4月22日}]\n", 1),
        ("立案: [{机关: 区住建局, 日期: 2024年2月20日}, {机关: 区住建局, 日期: 2024年2月20日}]\n", 1),
        ("检察建议: [{被建议单位: 区住建局}, {被建议单位: 区住建局}]\n", 1),
        ("检察建议: [{被建议单位: 区住建局}, {被建议单位: 区住建局, 类别: 社会治理}]\n", 0),
        ("立案: [{机关: 区住建局, 日期: 2024年2月20日}, {机关: 区卫健委, 日期: 2024年2月20日}]\n", 0),
        ("立案: [{机关: 区住建局, 日期: 2023年2月20日}, {机关: 区住建局, 日期: 2024年2月20日}]\n", 0),
    ],
)
def test_two_of_one_paper_to_one_agency_are_told(text: str, count: int) -> None:
    assert len(found(text, "A021")) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [("2024年4月14日", 1), ("2024年10月1日", 1), ("2024年4月6日", 1), ("2024年4月12日", 0), ("2024年4月7日", 0), ("2024年4月", 0)],
)  # fmt: skip
def test_a_hearing_on_a_day_of_rest_is_told(day: str, count: int) -> None:
    assert len(found(f"听证会: {{时间: {day}}}\n", "A022")) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("其他文书: [{文种: 函, 文号: 临检函〔2023〕5号, 日期: 2024年2月28日}]\n", 1),
        ("其他文书: [{文种: 磋商纪要, 编号: 临检磋纪〔2023〕1号, 编发日期: 2024年3月18日}]\n", 1),
        ("其他文书: [{文种: 函, 文号: 临检函〔2024〕5号, 日期: 2024年2月28日}]\n", 0),
        ("其他文书: [{文种: 协作会议纪要, 编号: （第1期）, 编发日期: 2024年8月23日}]\n", 0),
    ],
)
def test_the_year_of_a_number_is_looked_at_in_further_papers_too(text: str, count: int) -> None:
    assert len(found(text, "D012")) == count


@pytest.mark.parametrize(
    ("period", "told"),
    [
        ("收到本检察建议书之日起十五日内将整改情况书面回复本院", True),
        ("收到本检察建议书之日起两个月内书面回复", True),
        ("十五日内整改完毕", True),
        ("自收到之日起十五日内回复本院", True),
        ("收到本检察建议书之日起十五日内", False),
        ("收到本检察建议书之日起十五日内提出", False),
    ],
)
def test_the_period_for_an_objection_is_none_for_an_answer(period: str, told: bool) -> None:
    text = (
        "检察院: 云江省青川市临河区人民检察院\n事由: 整治井盖\n机关: {局: 云江省青川市临河区水务局}\n"
        f"检察建议: [{{被建议单位: 局, 异议期限: {period}}}]\n"
    )
    case = load_text(text, Path("案.yaml"), Project(Path(), Settings())).case
    assert case is not None
    assert bool(list(checks.known()["A019"].check(checks.Subject(case)))) is told
