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


@pytest.mark.parametrize(
    "text",
    [
        "其他文书: [{文种: 磋商函, 机关: 局, 日期: 2024年3月18日, 时间: 2024年3月14日9时}]\n",
        "其他文书: [{文种: 撤回检察建议通知书, 原日期: 2024年5月6日, 日期: 2024年5月2日}]\n",
        "其他文书: [{文种: 协作意见, 日期: 2024年7月15日, 印发日期: 2024年7月6日}]\n",
        "其他文书: [{文种: 听证方案, 日期: 2024年4月21日}]\n",
        "其他文书: [{文种: 协作会议纪要, 时间: 2024年8月20日14时, 编发日期: 2024年8月2日}]\n",
        "磋商: [{机关: 局, 日期: 2024年3月14日}]\n其他文书: [{文种: 磋商纪要, 编发日期: 2024年3月8日}]\n",
    ],
)
def test_days_of_a_further_paper_out_of_order_are_told(text: str) -> None:
    assert len(found(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "其他文书: [{文种: 磋商函, 机关: 局, 日期: 2024年3月8日, 时间: 2024年3月14日9时}]\n",
        "其他文书: [{文种: 协作意见, 日期: 2024年7月15日, 印发日期: 2024年7月15日}]\n",
        "磋商: [{机关: 局, 日期: 2024年3月14日}]\n其他文书: [{文种: 磋商纪要, 编发日期: 2024年3月18日}]\n",
    ],
)
def test_days_of_a_further_paper_in_order_are_nothing_to_tell(text: str) -> None:
    assert found(text) == []


CONFERENCE = """\
案例集名称: 典型案例
案例: [案件.yaml]
时间: 2025年1月15日上午10时
议程: [{事项: 通报情况, 时间: 10时05分}, {事项: 点评, 时间: 10时25分}, {事项: 记者提问, 时间: 10分钟}]
"""
MEMBER = HEAD + "回访: [{日期: 2024年9月5日, 情况: 正常。}]\n发布审批: 检察长2024年11月18日批准\n"


def conference_faults(text: str, folder: Path) -> list[str]:
    (folder / "案件.yaml").write_text(MEMBER, encoding="utf-8")
    loaded = load_text(text, folder / "发布会.yaml", Project(folder, Settings()))
    return [one.code for one in loaded.problems if one.code == "R070"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("时间: 2025年1月15日上午10时", "时间: 2024年1月15日上午10时"),
        ("时间: 2025年1月15日上午10时", "时间: 2024年11月15日上午10时"),
        ("10时25分", "10时01分"),
        ("10时05分", "9时05分"),
        ("议程:", "禁发时间: 2025年1月5日12时\n议程:"),
    ],
)
def test_a_conference_out_of_its_order_is_told(old: str, new: str, tmp_path: Path) -> None:
    assert set(conference_faults(CONFERENCE.replace(old, new, 1), tmp_path)) == {"R070"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("议程:", "禁发时间: 2025年1月15日9时\n议程:"),
        ("上午10时\n议程: [{事项: 通报情况, 时间: 10时05分}", "下午2时\n议程: [{事项: 通报情况, 时间: 2时05分}"),
        ("10时05分", "10:05-10:15"),
    ],
)
def test_a_conference_in_its_order_is_nothing_to_tell(old: str, new: str, tmp_path: Path) -> None:
    text = CONFERENCE.replace(old, new, 1)
    if "下午" in text:
        text = text.replace("10时25分", "2时25分")
    assert conference_faults(text, tmp_path) == []


@pytest.mark.parametrize(
    "entry",
    [
        "决定日期: 2024年4月22日, 日期: 2024年4月26日, 送达日期: 2024年4月24日",
        "决定日期: 2024年4月22日, 日期: 2025年4月22日, 送达日期: 2024年4月24日",
        "决定日期: 2024年4月20日, 日期: 2024-4-25, 送达日期: 2024-4-24",
        "决定日期: 2024年4月22日, 日期: 2024年5月22日, 送达日期: 2024年4月24日",
    ],
)
def test_a_letter_is_not_served_before_it_is_dated(entry: str) -> None:
    head = HEAD.replace("决定日期: 2024年4月22日, 送达日期: 2024年4月24日", entry)
    assert "早于检察建议书的日期" in "".join(found("", head))


def test_a_letter_served_on_its_day_is_right() -> None:
    assert found("", HEAD.replace("决定日期: 2024年4月22日", "决定日期: 2024年4月22日, 日期: 2024年4月24日")) == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("发布审批: 检察长2024年5月18日批准\n", 1),
        ("行为日期: 2042年1月9日\n检察建议: [{被建议单位: 局, 日期: 2024年4月22日}]\n", 1),
        ("发布审批: 检察长2024年6月18日批准\n", 0),
        ("行为日期: 2019年1月9日\n检察建议: [{被建议单位: 局, 日期: 2024年4月22日}]\n", 0),
    ],
)
def test_a_release_follows_the_answer_and_the_letter_the_conduct(text: str, count: int) -> None:
    head = HEAD if "检察建议" not in text else HEAD.split("听证会")[0]
    assert len(found(text, head)) == count
