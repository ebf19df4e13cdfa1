"""A number typed by hand anywhere is held against the register; one public paper has one face of a figure."""

from __future__ import annotations

import pytest
from helpers import OCCASION, PUBLISHED, RELEASES, SAMPLES, Scratch, codes, told

import docgen

CASE = (
    "检察院: 云江省青川市临河区人民检察院\n事由: 整治校园周边食品\n"
    "机关: {区市监局: {全称: 云江省青川市临河区市场监督管理局, 对外: 区市场监管部门}}\n"
    "数据: {食品经营户: {值: 38家, 对外: 近40家}, 罚没款: {值: 4.6万元, 对外: 4万余元}, 过期店: 12家, 三无店: 9家}\n"
)

PLACES = [
    "检察建议: [{被建议单位: 区市监局, 认定: 校园周边37家食品经营户销售过期食品。}]",
    "检察建议: [{被建议单位: 区市监局, 建议: [对37家食品经营户逐一检查]}]",
    "检察建议: [{被建议单位: 区市监局, 履职情况: 你单位检查了食品经营户37家。}]",
    "检察建议: [{被建议单位: 区市监局, 职责: 略, 其他说明: 食品经营户37家名单附后。}]",
    "其他文书: [{文种: 函, 正文: 共处罚没款4.8万元。}]",
    "其他文书: [{文种: 终结案件决定书, 整改情况: [已收罚没款4.8万元]}]",
    "证据: [37家食品经营户的现场笔录]",
    "磋商: [{日期: 2024年3月1日, 机关: 区市监局, 结果: 对37家食品经营户分类处理。}]",
    "听证会: {时间: 2024年4月12日9时, 评议意见: 应对37家食品经营户开展整治。}",
    "回复: [{机关: 区市监局, 日期: 2024年6月1日, 内容: 已检查食品经营户37家。}]",
    "回访: [{日期: 2024年8月1日, 情况: 食品经营户37家已整改。}]",
    "典型意义: 推动37家食品经营户整改。",
    "其他部分: [{标题: 附, 正文: 食品经营户37家。}]",
]


@pytest.mark.parametrize("text", PLACES, ids=[text[:24] for text in PLACES])
def test_another_number_of_the_same_thing_is_told_wherever_it_stands(scratch: Scratch, text: str) -> None:
    """校园周边37家食品经营户 stood in 认定, 罚没款4.8万元 in another paper: nothing was found."""
    path = scratch.record(CASE + text + "\n")
    found = [item for item in docgen.check(path) if item.code == "F003"]
    assert len(found) == 2
    here, there = sorted(found, key=lambda item: -(item.span.line if item.span else 0))
    assert (here.span and here.span.line, there.span and there.span.line) == (5, 4)
    assert ("38家，对外近40家" in here.message) or ("4.6万元，对外4万余元" in here.message)
    assert "手写的“" in here.message and "登记的是" in there.message and "这里手写" not in there.message


ALIKE = [
    "查明: 过期店9家。",  # another figure's value does not excuse it
    "查明: 共12家过期店和8家三无店。",
    "查明: 经营过期食品的店12家，三无店、过期店共13家。",
    "查明: 罚没的款项中，罚没款46万元。",
]


@pytest.mark.parametrize("text", ALIKE)
def test_the_nearest_words_say_which_figure_is_meant(scratch: Scratch, text: str) -> None:
    assert "F003" in codes(docgen.check(scratch.record(CASE + text + "\n")))


CLEAN = [
    "查明: 校园周边38家食品经营户。",
    "查明: 另外2家食品经营户没有检查，其余36家食品经营户已检查。",
    "查明: 共12家过期店和9家三无店。",
    "查明: 罚没款46000元。",
    "查明: 食品经营户所在的3条街道，走访群众37人。",
]


@pytest.mark.parametrize("text", CLEAN)
def test_what_is_right_or_of_something_else_is_left_alone(scratch: Scratch, text: str) -> None:
    assert [told(item) for item in docgen.check(scratch.record(CASE + text + "\n")) if item.code[:2] == "F0"] == []


EVENT = "案例集名称: 某集\n案例: [甲.yaml]\n数据: {制发检察建议: 312件, 提示函: 1126份, 采纳率: 98.2%}\n人物: [周敏 | 某院检察长 | 发布]\n"
PRESS = [
    "前言: 制发检察建议311件。",
    "前言: 共制发了检察建议300余份。",
    "前言: 发出提示函1125封。",
    "议程: [{事项: 通报, 人: 周敏, 内容: 采纳率达96.2%。}]",
    "答记者问: [{问: 效果如何, 答者: 周敏, 答: 制发检察建议321件。}]",
    "答记者问: [{问: 制发检察建议213件的效果如何, 答者: 周敏, 答: 好。}]",
]


@pytest.mark.parametrize("text", PRESS)
def test_speeches_and_answers_are_compared_too(scratch: Scratch, text: str) -> None:
    """制发检察建议300余份 beside 312件 was only “not registered”."""
    scratch.file("甲.yaml", CASE)
    assert codes(docgen.check(scratch.file("会.yaml", EVENT + text + "\n"))).count("F003") == 2


def test_another_word_for_the_unit_is_no_other_number(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE)
    found = docgen.check(scratch.file("会.yaml", EVENT + "前言: 发出提示函1126封。\n"))
    assert [item.level for item in found if item.code == "F003"] == ["reminder", "reminder"]


FACES = [
    "典型意义: 检查｛食品经营户｝，38家食品经营户全部整改。",
    "典型意义: 检查近40家，全区共38家。",
    "基本案情: 检查｛食品经营户｝。\n典型意义: 推动38家食品经营户整改。",
    "基本案情: 检查｛食品经营户｝。\n典型意义: 推动｛问题户｝整改。",
]


@pytest.mark.parametrize("text", FACES)
def test_one_public_paper_does_not_print_a_figure_rounded_and_exact(scratch: Scratch, text: str) -> None:
    """30余家 and, further down, 37家问题经营户: whoever reads both knows the number."""
    record = CASE.replace("三无店: 9家", "三无店: 9家, 问题户: 38家")
    found = [item for item in docgen.check(scratch.record(record + text + "\n")) if item.code == "F008"]
    assert len(found) == 2
    assert all("近40家" in item.message and "38家" in item.message for item in found)


FACED = ["查明: 检查38家食品经营户。\n典型意义: 检查｛食品经营户｝。", "典型意义: 检查｛食品经营户｝，｛过期店｝停业。"]


@pytest.mark.parametrize("text", FACED)
def test_an_inner_text_may_be_exact_where_the_public_one_is_not(scratch: Scratch, text: str) -> None:
    assert "F008" not in codes(docgen.check(scratch.record(CASE + text + "\n")))


@pytest.mark.parametrize("path", [*SAMPLES, *PUBLISHED, *RELEASES, OCCASION], ids=lambda path: path.stem)
def test_the_records_of_the_project_agree_with_themselves(path: object) -> None:
    assert [told(item) for item in docgen.check(path) if item.code in ("F003", "F008")] == []  # type: ignore[arg-type]


def test_a_final_letter_with_another_number_is_told_beside_it(scratch: Scratch) -> None:
    path = scratch.record(CASE + "公益受损: 37家食品经营户销售过期食品。\n立案: 2024年2月20日\n")
    report = docgen.build([path], ["立案决定书"], formats=["txt"], out=scratch.root / "out", final=True)
    assert [item.level for item in report.problems if item.code == "F003"] in (["reminder"] * 2, [])
    told = docgen.build([path], ["发文稿纸"], formats=["txt"], out=scratch.root / "out", final=True)
    assert "F003" in codes(list(report.problems) + list(told.problems))


def test_a_final_release_is_not_made_with_another_number(scratch: Scratch) -> None:
    scratch.file("甲.yaml", CASE)
    scratch.file("会.yaml", EVENT)
    path = scratch.file("稿.yaml", "体裁: 消息\n标题: 某稿\n发布会: 会.yaml\n正文: 制发检察建议311件。\n")
    report = docgen.build([path], ["新闻通稿"], formats=["txt"], out=scratch.root / "out", final=True)
    assert "F003" in {item.code for item in report.problems if item.level == "error"}
    assert list(report.outputs) == []


OTHER_UNITS = [
    "查明: 过期店12件。",
    "查明: 本院检查了12件过期店。",
    "整改: 食品经营户38份已经整改。",
    "整改: 罚没款4.6万人已经缴清。",
]


@pytest.mark.parametrize("text", OTHER_UNITS)
def test_the_value_of_a_figure_in_another_unit_is_told(scratch: Scratch, text: str) -> None:
    """问题商场8件 stood for 8家: nothing was found."""
    found = [item for item in docgen.check(scratch.record(CASE + text + "\n")) if item.code == "F003"]
    assert len(found) == 2 and {item.level for item in found} == {"reminder"}


@pytest.mark.parametrize(
    "text",
    ["查明: 过期店12家。", "查明: 过期店里有过期食品12件。", "查明: 三无店在12条街上。"],
)
def test_another_thing_of_the_same_number_is_nothing_to_tell(scratch: Scratch, text: str) -> None:
    assert "F003" not in codes(docgen.check(scratch.record(CASE + text + "\n")))
