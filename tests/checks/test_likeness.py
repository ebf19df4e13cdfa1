"""Names that are nearly those of the record, agencies that nobody registered, numbers that no paper bears."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen import checks
from docgen.records.loader import load_text
from docgen.records.project import Project, Settings

HEAD = """\
检察院: 云江省青川市临河区人民检察院
事由: 整治井盖
承办检察官: 周明川
机关:
  区住建局: {全称: 云江省青川市临河区住房和城乡建设局, 对外: 区住建部门}
  区卫健委: {全称: 云江省青川市临河区卫生健康委员会, 对外: 区卫健部门, 你称: 你委}
立案: [{机关: 区住建局, 日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]
听证会: {时间: 2024年4月12日9时, 主持人: 第四检察部主任周明川, 记录人: 书记员何知微, 听证员: [林若棠（律师）, 徐景行（教师）, 方晓岚（居民代表）], 人民监督员: [乔思远]}
检察建议: [{被建议单位: 区住建局, 文号: 临检行公建〔2024〕3号}]
"""


def found(text: str, code: str, head: str = HEAD) -> list[str]:
    loaded = load_text(head + text + "\n", Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    return [one.message for one in checks.known()[code].check(checks.Subject(loaded.case))]


@pytest.mark.parametrize(
    "text",
    [
        "典型意义: 听证员林若堂认为应当整改。",
        "其他文书: [{文种: 回访记录, 参加人: [人民监督员乔思源]}]",
        "其他文书: [{文种: 协作会议纪要, 出席: [检察官周明山]}]",
        "查明: 书记员何志微制作笔录。",
        "查明: 区卫生健康局没有检查。",
        "公益受损: 区住建委转办投诉。",
        "查明: 临河区住房和城乡建社局到场检查。",
        "查明: 经临江区人民检察院勘察，井盖缺失。",
        "典型意义: 临何区检察院督促整改。",
    ],
)
def test_a_name_that_is_nearly_a_registered_one_is_told(text: str) -> None:
    assert len(found(text, "J011")) == 1


def test_two_spellings_of_the_prosecutor_are_told() -> None:
    assert len(found("", "J011", HEAD.replace("承办检察官: 周明川", "承办检察官: 周明山"))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "典型意义: 听证员林若棠认为应当整改。",
        "典型意义: 听证员徐知远认为应当整改。",
        "查明: 区住建局、区卫健委到场检查。",
        "查明: 临河区卫生健康委员会到场检查。",
        "查明: 市住建局到场检查。",
        "查明: 区市场监管局、区妇女联合会到场检查。",
        "查明: 区住建局局长到场。",
        "典型意义: 临河区检察院督促整改。",
        "典型意义: 青川市人民检察院指导办案。",
        "查明: 检察官介绍了案情，主任委员到场。",
    ],
)
def test_other_names_are_nothing_to_tell(text: str) -> None:
    assert found(text, "J011") == []


@pytest.mark.parametrize(
    "text",
    [
        "查明: 区城管局没有处理。",
        "公益受损: 群众投诉多次，区市场监管局怠于履行职责。",
        "检察建议: [{被建议单位: 区住建局, 认定: 区交通运输局未依法查处。}]",
        "查明: 县水务局一直没有责令改正。",
    ],
)
def test_an_agency_that_is_accused_and_not_registered_is_told(text: str) -> None:
    head = (
        HEAD.replace("检察建议: [{被建议单位: 区住建局, 文号: 临检行公建〔2024〕3号}]\n", "")
        if "认定" in text
        else HEAD
    )
    assert len(found(text, "J012", head)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "查明: 区住建局没有处理。",
        "查明: 区城管局配合检查。",
        "查明: 临河区住房和城乡建设局没有处理。",
        "典型意义: 区城管局没有处理。",
    ],
)
def test_agencies_that_are_registered_or_help_are_nothing_to_tell(text: str) -> None:
    assert found(text, "J012") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("你称: 你委", "你称: 你局"),
        ("对外: 区住建部门", "对外: 区卫健部门"),
        ("对外: 区住建部门", "对外: 区住建部门, 你称: 你委"),
        ("对外: 区住建部门", "对外: 区住建部门, 你称: 你厅"),
    ],
)
def test_an_agency_that_is_called_wrongly_is_told(old: str, new: str) -> None:
    assert len(found("", "J013", HEAD.replace(old, new))) == 1


@pytest.mark.parametrize("you", ["你局", "你单位"])
def test_an_agency_that_is_called_rightly_is_nothing_to_tell(you: str) -> None:
    assert found("", "J013", HEAD.replace("对外: 区住建部门", f"对外: 区住建部门, 你称: {you}")) == []


@pytest.mark.parametrize(
    "text",
    [
        "整改: 收到检察建议书（临检行公建〔2024〕5号）后整改。",
        "查明: 本院立案（临检行公立〔2024〕21号）。",
        "其他文书: [{文种: 终结案件决定书, 查明情况: 临检行公建〔2023〕3号检察建议书已经送达。}]",
        "回访: [{情况: 对照临检行公建〔2024〕33号逐项核对。}]",
    ],
)
def test_a_number_that_no_paper_bears_is_told(text: str) -> None:
    assert len(found(text, "J014")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "整改: 收到检察建议书（临检行公建〔2024〕3号）后整改。",
        "整改: 区住建局印发临建发〔2024〕5号文件。",
        "其他文书: [{文种: 撤回检察建议通知书, 原文号: 临检行公建〔2024〕1号}]",
    ],
)
def test_numbers_of_papers_and_of_others_are_nothing_to_tell(text: str) -> None:
    assert found(text, "J014") == []


PLACED = """\
检察院: 云江省古原市陶川县人民检察院
事由: 保护古城墙
机关: {县文旅局: {全称: 云江省古原市陶川县文化和旅游局}, 县水务局: {全称: 云江省古原市陶川县水务局}}
当事人: {秦某: {姓名: 秦守义, 对外: 秦某}, 某公司: {全称: 陶川县恒基砖瓦有限公司}}
听证会: {时间: 2025年5月13日9时, 主持人: 副检察长向北川, 记录人: 书记员丁若水, 联系人: 柳溪月 0600-5550618}
"""


def placed(text: str, code: str, head: str = PLACED) -> list[str]:
    loaded = load_text(head + text, Path("案.yaml"), Project(Path(), Settings()))
    assert loaded.case is not None, loaded.problems
    return [one.message for one in checks.known()[code].check(checks.Subject(loaded.case))]


@pytest.mark.parametrize(
    "text",
    [
        "证据: [秦守仪的询问笔录]\n",
        "查明: 现场负责人为秦首义。\n",
        "其他文书: [{文种: 磋商纪要, 主持人: 副检察长向北山}]\n",
        "其他文书: [{文种: 听证笔录, 记录人: 丁若冰}]\n",
        "其他文书: [{文种: 回访记录, 参加人: [检察官助理柳西月]}]\n",
        "其他文书: [{文种: 磋商函, 联系人: 柳溪明 0600-5550618}]\n",
    ],
)
def test_a_name_spelt_differently_the_second_time_is_told(text: str) -> None:
    assert len(placed(text, "J011")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "证据: [秦守义的询问笔录]\n",
        "查明: 秦守约定制砖。\n",
        "其他文书: [{文种: 磋商纪要, 主持人: 副检察长向北川, 记录人: 丁若水}]\n",
        "其他文书: [{文种: 回访记录, 参加人: [检察官助理柳溪月, 县文旅局工作人员罗远山]}]\n",
    ],
)
def test_names_that_are_right_or_of_others_are_not_told(text: str) -> None:
    assert placed(text, "J011") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("陶川县水务局", "陶山县水务局"),
        ("古原市陶川县文化", "安陵市陶川县文化"),
        ("听证会: {", "听证会: {院址: 云江省安陵市白石县文庙街3号, "),
        ("事由: 保护古城墙\n", "事由: 保护古城墙\n公益受损: 滨江县部分城墙坍塌。\n"),
        ("事由: 保护古城墙\n", "事由: 保护古城墙\n其他文书: [{文种: 函, 抄送: [白石县人民政府]}]\n"),
    ],
)
def test_a_place_of_another_case_is_told(old: str, new: str) -> None:
    assert len(placed("", "J016", PLACED.replace(old, new))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "公益受损: 陶川县部分城墙坍塌。\n",
        "公益受损: 保护区部分围栏损坏，城区部分路段积水，本县部分村民反映。\n",
        "检察建议: [{被建议单位: 县文旅局, 抄送: [古原市文物局, 中共古原市委宣传部, 陶川县人民政府]}]\n",
        "检察建议: [{被建议单位: 县文旅局, 抄送: [古原市高新区管理委员会], 送达地点: 本院检察听证室}]\n",
        "查明: 河水流经下游的白石县。\n",
        "检察建议: [{被建议单位: 县文旅局, 送达地点: 陶川县城市管理局}]\n",
        "检察建议: [{被建议单位: 县文旅局, 抄送: [古原市城市管理局, 陶川县市场监督管理局, 陶川县市容管理中心]}]\n",
    ],
)
def test_places_that_are_right_are_not_told(text: str) -> None:
    assert placed(text, "J016") == []


def test_a_case_handled_for_other_places_is_not_told() -> None:
    assert placed("", "J016", PLACED.replace("古原市陶川县人民检察院", "古原市城东区人民检察院")) == []
