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
