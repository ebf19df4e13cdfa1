"""Parts that are not their whole, shares of more than all, units that are another figure's."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import checks
from docgen.checks import figures
from docgen.records.loader import load_text
from docgen.records.project import Project, Settings

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 整治井盖\n"


def found(text: str, code: str) -> list[str]:
    loaded = load_text(HEAD + text + "\n", Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    return [one.message for one in checks.known()[code].check(checks.Subject(loaded.case))]


@pytest.mark.parametrize(
    "text",
    [
        "查明: 发现12家场所不符合规定，包括8家商场、3家医院。",
        "查明: 问题场所12家（商场8家、医院3家）。",
        "查明: 收回问卷300份，分别为商场180份、医院100份。",
        "查明: 商场8家、医院4家，共11家。",
        "整改: 新建3间，改造4间，合计8间。",
        "查明: 勘察场所27家，其中不合格30家。",
        "数据: {全部: 11家, 商场: 8家, 医院: 4家}\n查明: 发现｛全部｝不符合规定，包括｛商场｝商场、｛医院｝医院。",
        "其他部分: [{标题: 甲, 正文: 罚款共计40万元，分别为25.5万元、15万元。}]",
    ],
)
def test_parts_that_are_not_the_whole_are_told(text: str) -> None:
    assert len(found(text, "F121")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "查明: 发现11家场所不符合规定，包括8家商场、3家医院。",
        "查明: 发现12家场所不符合规定，包括8家商场、3家医院等。",
        "查明: 勘察27家场所，其中没有设置的8家，面积不足的9家。",
        "查明: 勘察27家场所，发现8家商场、3家医院有问题。",
        "查明: 近30家场所，包括8家商场、3家医院。",
        "查明: 检查27家场所，涉及8件投诉、3件举报。",
        "查明: 商场8家、医院3家，共发出通知书20份。",
        "查明: 问题46处，其中8家商场30处、3家医院16处。",
        "查明: 27家场所中，8家没有设置，另有4家面积不足，共整改12家。",
    ],
)
def test_parts_that_may_be_right_are_nothing_to_tell(text: str) -> None:
    assert found(text, "F121") == []


@pytest.mark.parametrize(
    "text",
    [
        "查明: 合格率达到102.5%。",
        "查明: 120%的受访群众表示不满意。",
        "查明: 没有设置的占场所的110%。",
        "整改: 投诉量同比下降130%。",
        "数据: {整改率: 120%}",
        "数据: {满意: {值: 130%, 词: [满意率]}}",
    ],
)
def test_a_share_of_more_than_all_is_told(text: str) -> None:
    assert len(found(text, "F122")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "查明: 合格率为100%。",
        "整改: 办案数同比增长120%。",
        "整改: 完成年度任务的120%。",
        "查明: 氨氮浓度为标准限值的350%。",
        "数据: {办案增长率: 120%}",
        "查明: 该公司资产负债率为160%。",
    ],
)
def test_what_may_be_more_than_all_is_nothing_to_tell(text: str) -> None:
    assert found(text, "F122") == []


@pytest.mark.parametrize(
    "text",
    [
        "数据: {问题商场: 8}\n查明: 发现｛问题商场｝商场不符合规定。",
        "数据: {问题商场: 8家。}\n查明: 发现｛问题商场｝商场。",
        "数据: {场所: {值: 27家, 对外: 近30家，}}",
        "数据: {场所: {值: 27家, 对外: 20余}}\n基本案情: 勘察{场所}场所。",
    ],
)
def test_a_figure_without_a_unit_or_with_a_mark_behind_it_is_told(text: str) -> None:
    assert len(found(text, "F123")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "数据: {问题商场: 8家}\n查明: 发现｛问题商场｝商场。",
        "数据: {问题商场: 8}\n查明: 发现｛问题商场｝家商场。",
        "数据: {采纳率: 98.2%}\n查明: 达到｛采纳率｝。",
        "数据: {热线: 12345}\n查明: 接到｛热线｝市民服务热线的投诉。",
    ],
)
def test_a_figure_with_its_unit_is_nothing_to_tell(text: str) -> None:
    assert found(text, "F123") == []


PERIODS = "数据: {投诉: {值: 14件, 期间: 2023年7月至12月}, 办案: {值: 80件, 期间: 2022年至2024年}, 勘察: {值: 27家, 期间: 2024年2月26日至3月8日}}\n"


def periods(text: str) -> list[str]:
    loaded = load_text(HEAD + PERIODS + text + "\n", Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    return [one.code for one in figures.check(loaded.case) if one.code == "F010"]


@pytest.mark.parametrize(
    "text",
    [
        "公益受损: 2023年6月至12月，接到投诉｛投诉｝。",
        "公益受损: 2022年7月至2023年12月，接到投诉｛投诉｝。",
        "典型意义: 2021年至2024年，检察机关办案｛办案｝。",
        "查明: 2023年7月至12月，接到投诉｛投诉｝；2022年—2023年，办案｛办案｝。",
    ],
)
def test_a_figure_told_of_another_period_is_told(text: str) -> None:
    assert periods(text) == ["F010"]


@pytest.mark.parametrize(
    "text",
    [
        "公益受损: 2023年7月至12月，接到投诉｛投诉｝。",
        "典型意义: 2022—2024年，检察机关办案｛办案｝。",
        "典型意义: 2022年－2024年，检察机关办案｛办案｝。",
        "查明: 2024年2月26日至3月8日，勘察｛勘察｝。2023年1月至2月，没有投诉。",
        "查明: 2023年1月至2月没有投诉。后来接到投诉｛投诉｝。",
    ],
)
def test_a_figure_told_of_its_own_period_is_nothing_to_tell(text: str) -> None:
    assert periods(text) == []
