"""What nobody can have meant is told: letters to oneself, one person in two seats, numbers that cannot be one."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.records.loader import load_text
from docgen.records.project import Project, Settings
from docgen.records.sense import card_fault, phone_fault

OFFICE = "云江省青川市临河区人民检察院"
HEAD = f"检察院: {OFFICE}\n事由: 整治井盖\n"
SEATS = "听证会:\n  主持人: 第四检察部主任周明川\n  记录人: 书记员何知微\n  听证员: [林若棠（区人大代表）, 徐景行（律师）, {}]\n"


def codes(text: str) -> list[str]:
    found = load_text(HEAD + text, Path("案.yaml"), Project(Path(), Settings())).problems
    return [one.code for one in found if one.code in ("R056", "R057", "R058")]


@pytest.mark.parametrize(
    "text",
    [
        f"机关: {{区院: {{全称: {OFFICE}}}}}\n",
        f"机关: {{局: 临河区水务局}}\n检察建议: [{{被建议单位: 局, 抄送: [{OFFICE}]}}]\n",
        f"其他文书: [{{文种: 检察建议备案报告, 上级院: {OFFICE}}}]\n",
        "其他文书: [{文种: 检察建议备案报告, 上级院: 青川市人民政府}]\n",
    ],
)
def test_a_letter_to_oneself_and_an_office_that_is_none_are_told(text: str) -> None:
    assert codes(text) == ["R056"]


def test_another_office_is_nothing_to_tell() -> None:
    assert codes("其他文书: [{文种: 检察建议备案报告, 上级院: 云江省青川市人民检察院}]\n") == []
    assert codes("机关: {局: 云江省青川市临河区水务局}\n检察建议: [{被建议单位: 局, 抄送: [青川市人民检察院]}]\n") == []


@pytest.mark.parametrize("third", ["林若棠（居民代表）", "周明川", "何知微（居民代表）", "徐景行"])
def test_one_person_in_two_seats_is_told(third: str) -> None:
    assert codes(SEATS.format(third)) == ["R057"]


@pytest.mark.parametrize("third", ["谢文澜（居民代表）", "某某", "川"])
def test_other_persons_are_nothing_to_tell(third: str) -> None:
    assert codes(SEATS.format(third)) == []


@pytest.mark.parametrize(
    "typed", ["99010119920314002", "9901011992031400222", "990101199213140022", "990101920231002", "990101199202300022"]
)
def test_a_card_that_cannot_be_one_is_told_without_its_number(typed: str) -> None:
    assert card_fault(typed) and typed not in card_fault(typed)
    assert codes(f"当事人: {{某甲: {{姓名: 王某某, 身份证: {typed}}}}}\n") == ["R058"]


@pytest.mark.parametrize("typed", ["1990000010", "199000001011", "138 0000 010", "0600-55501"])
def test_a_telephone_that_cannot_be_one_is_told(typed: str) -> None:
    assert phone_fault(typed)
    assert codes(f"当事人: {{某甲: {{姓名: 王某某, 电话: {typed}}}}}\n") == ["R058"]


@pytest.mark.parametrize(
    "typed", ["19900000101", "0600-5550131", "12345", "110", "12345678", "E12345678", "010-12345678"]
)
def test_numbers_of_other_kinds_are_left_alone(typed: str) -> None:
    assert not phone_fault(typed)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("查明: 哺乳期婦女难以获得私密的场所。\n", "婦"),
        ("机关: {局: 云江省青川市临河区衛生健康局}\n", "衛"),
        ("证据: [現场勘察笔录]\n", "現"),
        ("其他文书: [{文种: 函, 正文: 请協助调查。}]\n", "協"),
    ],
)
def test_a_traditional_sign_is_told_once_a_text(text: str, sign: str) -> None:
    found = load_text(HEAD + text, Path("案.yaml"), Project(Path(), Settings())).problems
    assert [one.message for one in found if one.code == "R059" and sign in one.message]


@pytest.mark.parametrize(
    "text", ["查明: 于某著书，乾隆年间的古桥。\n", "当事人: {某甲: {姓名: 陳大文, 又名: [陳小文]}}\n"]
)
def test_names_and_signs_in_use_are_no_traditional_signs(text: str) -> None:
    found = load_text(HEAD + text, Path("案.yaml"), Project(Path(), Settings())).problems
    assert not [one for one in found if one.code == "R059"]
