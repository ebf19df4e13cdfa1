"""Days that running text names, against the days of the record; approvals, minutes and ends of hearings in their order."""

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
线索: {来源: 群众举报, 日期: 2024年1月9日}
立案: [{机关: 局, 日期: 2024年2月20日}]
磋商: [{机关: 局, 日期: 2024年3月14日, 结果: 2024年3月14日，本院与局召开磋商座谈会。}]
听证会: {时间: 2024年4月12日9时30分, 批准: 检察长2024年4月1日批准, 通知日期: 2024年4月2日, 公告日期: 2024年4月3日, 旁听: {截止: 2024年4月10日17时}}
检察建议: [{被建议单位: 局, 决定日期: 2024年4月22日, 日期: 2024年4月22日, 送达日期: 2024年4月24日}]
回复: [{机关: 局, 日期: 2024年6月18日, 内容: 已经整改。}]
回访: [{日期: 2024年9月5日, 情况: 正常。}]
"""


def found(text: str, *codes: str, head: str = HEAD) -> list[str]:
    loaded = load_text(head + text, Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    return [code for code in codes for _ in checks.known()[code].check(checks.Subject(loaded.case))]


OTHER_DAYS = [
    "查明: 2024年2月21日，本院决定以行政公益诉讼立案。\n",
    "查明: 经初步调查，本院于2024年2月2日对局立案。\n",
    "基本案情: 2024年3月，检察机关以行政公益诉讼立案。\n",
    "其他文书: [{文种: 终结案件决定书, 查明情况: 2023年2月20日，临河区检察院对你单位立案。}]\n",
    "典型意义: 2024年4月13日，本院召开公开听证会。\n",
    "典型意义: 2024年4月21日，公开听证会在本院举行。\n",
    "调查和督促履职: 2024年1月，本院发现线索；2024年5月，组织召开听证会，听取意见。\n",
    "公益受损: 2024年4月12日，本院召开听证会。4月21日，本院向局提出检察建议。\n",
    "整改: 2024年4月25日，本院向局公开宣告送达检察建议。\n",
    "整改: 2024年6月28日，局书面回复本院。\n",
    "其他部分: [{标题: 后续, 正文: 2024年10月，本院邀请听证员回访。}]\n",
    "其他文书: [{文种: 终结案件决定书, 理由: 2024年9月6日，本院到现场回访，井盖完好。}]\n",
]


@pytest.mark.parametrize("text", OTHER_DAYS)
def test_another_day_of_a_registered_event_is_told(text: str) -> None:
    assert found(text, "D017") == ["D017"]


def test_a_talk_told_of_another_day_than_its_own_is_told() -> None:
    assert found("", "D017", head=HEAD.replace("结果: 2024年3月14日", "结果: 2024年3月15日")) == ["D017"]


@pytest.mark.parametrize(
    "text",
    [
        "查明: 2024年2月20日，本院决定以行政公益诉讼立案。\n",
        "查明: 2024年2月，本院立案。2024年2月23日，本院立案后走访了沿线。\n",
        "查明: 2024年3月1日，局对该公司立案查处。\n",
        "查明: 2024年3月1日，本院建议局立案调查。\n",
        "查明: 2024年2月26日至3月8日，本院勘察现场；此前已经立案。\n",
        "查明: 2024年3月1日，公安机关以涉嫌污染环境罪立案。\n",
        "查明: 《办法》（2024年3月1日施行）规定，本院应当立案。\n",
        "查明: 2024年3月5日，局没有对该公司立案，本院再次走访。\n",
        "查明: 2024年5月3日，本院向局送达听证通知书。\n",
        "典型意义: 2024年4月，检察机关召开听证会，随后提出检察建议。\n",
        "整改: 2024年5月，局组织排查，6月18日书面回复本院。\n",
        "整改: 请于2024年7月1日前书面回复本院。\n",
    ],
)
def test_the_registered_day_and_days_of_others_are_nothing_to_tell(text: str) -> None:
    assert found(text, "D017") == []


@pytest.mark.parametrize(
    "text",
    [
        "整改: 截至2024年3月，已经更换井盖。\n",
        "整改: 局十分重视，截至2023年6月30日，已经更换井盖。\n",
        "机制: 2023年7月，本院与局会签意见。\n",
        "调查和督促履职: {查明: 略, 整改: 截止2024年1月，井盖已经更换。}\n",
    ],
)
def test_mending_before_the_advice_is_told(text: str) -> None:
    assert found(text, "D018") == ["D018"]


@pytest.mark.parametrize(
    "text",
    [
        "整改: 截至2024年6月，已经更换井盖。\n",
        "整改: 根据2021年3月1日起施行的《办法》，更换井盖。\n",
        "整改: 2024年4月，局开始排查。\n",
        "机制: 2024年7月，本院与局会签意见，沿用2019年的做法。\n",
    ],
)
def test_mending_in_its_time_is_nothing_to_tell(text: str) -> None:
    assert found(text, "D018") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("查明", "查明: 2025年3月5日，局到现场检查。\n"),
        ("公益受损", "公益受损: 群众反映强烈。2042年1月，一名行人受伤。\n"),
        ("履职", "线索: {来源: 群众举报, 日期: 2024年1月9日}\n"),
    ],
)
def test_a_fact_later_than_the_letter_is_told(old: str, new: str) -> None:
    if old == "履职":
        head = HEAD.replace("被建议单位: 局,", "被建议单位: 局, 履职情况: 2024年5月20日，你单位到场检查。,")
        assert found("", "D021", head=head) == ["D021"]
    else:
        assert found(new, "D021") == ["D021"]


@pytest.mark.parametrize(
    "text",
    [
        "查明: 2024年3月5日，局到现场检查。\n",
        "查明: 许可证有效期至2030年5月1日。2030年5月1日前不得转让。\n",
        "整改: 2024年6月5日，局更换井盖。\n",
        "其他文书: [{文种: 终结案件决定书, 查明情况: 2024年9月5日，井盖完好。}]\n",
    ],
)
def test_facts_before_the_letter_and_what_is_to_come_are_nothing_to_tell(text: str) -> None:
    assert found(text, "D021") == []


@pytest.mark.parametrize(
    "text",
    [
        "其他文书: [{文种: 函, 日期: 2024年2月28日, 结语: 请予支持，并于2024年2月6日前函复}]\n",
        "其他文书: [{文种: 函, 日期: 2024年2月28日, 正文: 请你会于2024年1月31日以前反馈意见。}]\n",
        "其他文书: [{文种: 线索移送函, 日期: 2024-02-28, 事项: [请于2023年3月6日之前书面告知处理结果]}]\n",
        "其他文书: [{文种: 函, 日期: 2024年12月28日, 结语: 望于2024年1月6日前报送}]\n",
    ],
)
def test_an_answer_wanted_before_the_letter_is_told(text: str) -> None:
    assert found(text, "D019") == ["D019"]


@pytest.mark.parametrize(
    "text",
    [
        "其他文书: [{文种: 函, 日期: 2024年2月28日, 结语: 请予支持，并于2024年3月6日前函复}]\n",
        "其他文书: [{文种: 函, 日期: 2024年2月28日, 结语: 请于2024年2月底前函复}]\n",
        "其他文书: [{文种: 函, 日期: 2024年2月28日, 正文: 你会应于2023年12月31日前完成的工作尚未完成。}]\n",
        "其他文书: [{文种: 函, 结语: 请于2024年2月6日前函复}]\n",
    ],
)
def test_an_answer_wanted_later_is_nothing_to_tell(text: str) -> None:
    assert found(text, "D019") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("日期: 2024年9月5日", "日期: 2042年9月5日"),
        ("日期: 2024年1月9日", "日期: 2014年1月9日"),
        ("日期: 2024年6月18日, 内容: 已经整改。}]\n回访: [{日期: 2024年9月5日", "日期: 2034年6月18日, 内容: 已经整改。}]\n回访: [{日期: 2034年9月5日"),
        ("日期: 2024年9月5日", "日期: 2924年9月"),
    ],
)  # fmt: skip
def test_a_year_far_off_is_told(old: str, new: str) -> None:
    assert "D020" in found("", "D020", head=HEAD.replace(old, new))


@pytest.mark.parametrize("text", ["", "行为日期: 2009年5月\n"])
def test_years_beside_each_other_are_nothing_to_tell(text: str) -> None:
    assert found(text, "D020") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("检察长2024年4月1日批准", "检察长2024年4月21日批准"),
        ("检察长2024年4月1日批准", "2024年4月5日经检察长批准"),
        ("检察长2024年4月1日批准", "检察长2023年4月1日批准"),
        ("截止: 2024年4月10日17时", "截止: 2024年4月2日17时"),
    ],
)
def test_an_approval_out_of_its_order_is_told(old: str, new: str) -> None:
    assert "D001" in found("", "D001", head=HEAD.replace(old, new))


@pytest.mark.parametrize("ends", ["9时20分", "上午8时", "9:00", "9时30分"])
def test_a_hearing_that_ends_before_it_begins_is_told(ends: str) -> None:
    assert found(f"其他文书: [{{文种: 听证笔录, 结束时间: '{ends}'}}]\n", "D001") == ["D001"]


@pytest.mark.parametrize(
    ("begins", "ends"), [("9时30分", "11时20分"), ("下午2时30分", "4时"), ("14时30分", "16时"), ("9时30分", "中午12时")]
)
def test_a_hearing_that_ends_after_its_beginning_is_nothing_to_tell(begins: str, ends: str) -> None:
    head = HEAD.replace("12日9时30分", f"12日{begins}")
    assert found(f"其他文书: [{{文种: 听证笔录, 结束时间: {ends}}}]\n", "D001", head=head) == []


@pytest.mark.parametrize("day", ["2024年1月18日", "2024年4月23日"])
def test_a_release_approved_before_the_advice_was_served_is_told(day: str) -> None:
    assert found(f"发布审批: 检察长{day}批准\n", "D001")


LETTER = "其他文书: [{文种: 磋商函, 机关: 局, 日期: 2024年3月8日, 时间: %s}]\n"


@pytest.mark.parametrize("day", ["2024年3月15日9时", "2024年3月13日", "2024-4-14", "2025年3月14日上午9时"])
def test_a_letter_invites_to_the_day_of_the_talk(day: str) -> None:
    assert found(LETTER % day, "D017") == ["D017"]


@pytest.mark.parametrize(
    "text",
    [
        LETTER % "2024年3月14日9时",
        LETTER.replace("机关: 局", "机关: 别的局") % "2024年3月20日9时",
        "其他文书: [{文种: 磋商函, 机关: 局, 日期: 2024年3月8日}]\n",
        "其他文书: [{文种: 终结案件决定书, 机关: 局, 立案日期: 2024年2月20日}]\n",
        "查明: 至2024年2月20日本院立案时，仍没有处理。\n",
        "查明: 该许可的有效期至2031年。\n",
        "查明: 保护范围于2016年划定，规划到2035年建成。\n",
    ],
)
def test_days_that_agree_or_have_nothing_beside_them_are_not_told(text: str) -> None:
    assert found(text, "D017", "D021") == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("其他文书: [{文种: 终结案件决定书, 机关: 局, 立案日期: 2024年2月2日}]\n", "D017"),
        ("查明: 至2024年2月12日本院立案时，仍没有处理。\n", "D017"),
        (
            "其他文书: [{文种: 民事公益诉讼公告, 日期: 2024年5月20日}]\n诉讼过程: 2024年5月10日，本院发布公告。\n",
            "D017",
        ),
        ("查明: 保护范围于2061年划定。\n", "D021"),
        ("公益受损: 该处自2042年起堆放垃圾。\n", "D021"),
        ("诉讼过程: 2024年5月10日，本院发布公告。2024年5月28日，本院向法院提起民事公益诉讼。\n", "A016"),
        ("诉讼过程: 2024年5月10日，本院刊登诉前公告，2024年6月3日起诉。\n", "A016"),
        ("诉讼过程: 公告期满三个月，没有机关起诉。\n", "A016"),
    ],
)
def test_a_day_that_cannot_be_of_that_is_told(text: str, code: str) -> None:
    assert found(text, code) == [code]


@pytest.mark.parametrize(
    "text",
    [
        "诉讼过程: 2024年5月10日，本院发布公告。2024年6月12日，本院提起民事公益诉讼。\n",
        "诉讼过程: 2024年5月10日，本院发布听证公告。2024年5月28日，本院提起民事公益诉讼。\n",
        "诉讼过程: 公告期满，没有机关起诉。\n",
        "诉讼过程: 公告期满三十日，没有机关起诉。\n",
    ],
)
def test_a_suit_after_the_announcement_is_right(text: str) -> None:
    assert found(text, "A016") == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("典型意义: 局在一个月内书面回复。\n", 1),
        ("整改: 局收到后十五日内函复本院。\n", 1),
        ("调查和督促履职: 局在30日内书面回复。\n", 1),
        ("典型意义: 局在1个月内回复本院。\n", 1),
        ("典型意义: 局在两个月内书面回复。\n", 0),
        ("典型意义: 局在法定期限内书面回复。\n", 0),
        ("典型意义: 本院建议局在一个月内书面回复。\n", 0),
        ("典型意义: 应当在十五日内书面回复。\n", 0),
    ],
)
def test_an_answer_was_not_given_sooner_than_its_day(text: str, count: int) -> None:
    assert len(found(text, "D022")) == count
