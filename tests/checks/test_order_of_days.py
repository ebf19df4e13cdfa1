"""The order of the days that stand outside the letters: visits, closures, reports, the end of registration."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import checks
from docgen.records.loader import load_text
from docgen.records.project import Project, Settings

HEAD = """\
检察院: 云江省青川市临河区人民检察院
事由: 整治井盖
机关: {局: 云江省青川市临河区水务局}
立案: [{机关: 局, 日期: 2024年2月20日}]
听证会: {时间: 2024年4月12日9时}
检察建议: [{被建议单位: 局, 决定日期: 2024年4月22日, 送达日期: 2024年4月24日}]
回复: [{机关: 局, 日期: 2024年6月18日, 内容: 已经整改。}]
"""


def found(text: str, head: str = HEAD) -> list[str]:
    case = load_text(head + text, Path("案.yaml"), Project(Path(), Settings())).case
    assert case is not None
    rule = checks.known()["D001"]
    return [one.message for one in rule.check(checks.Subject(case))]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("回访: [{日期: 2024年3月5日, 情况: 正常。}]\n", "回访日期"),
        ("其他文书: [{文种: 终结案件决定书, 机关: 局, 日期: 2024年4月18日}]\n", "终结案件决定书的日期"),
        ("其他文书: [{文种: 终结案件决定书, 机关: 局, 日期: 2024-2-1}]\n", "终结案件决定书的日期"),
        ("其他文书: [{文种: 检察建议备案报告, 报告日期: 2024年2月26日}]\n", "备案报告的日期"),
    ],
)
def test_a_day_before_what_it_follows_is_told(text: str, said: str) -> None:
    assert any(message.startswith(said) for message in found(text))


def test_registration_ends_before_the_hearing() -> None:
    head = HEAD.replace("9时}", "9时, 旁听: {截止: 2024年4月20日17时}}")
    assert found("", head)


@pytest.mark.parametrize(
    "text",
    [
        "回访: [{日期: 2024年9月5日, 情况: 正常。}]\n",
        "其他文书: [{文种: 终结案件决定书, 机关: 局, 日期: 2024年9月18日}]\n",
        "其他文书: [{文种: 检察建议备案报告, 报告日期: 2024年4月26日}]\n",
        "其他文书: [{文种: 终结案件决定书, 机关: 局, 日期: }]\n",
    ],
)
def test_days_in_order_are_nothing_to_tell(text: str) -> None:
    assert found(text) == []
