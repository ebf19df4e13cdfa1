"""What a list holds twice or not at all, who was not asked to come, telephones that nobody can call, notes behind names."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Scratch, codes

import docgen
from docgen.records.loader import load_text
from docgen.records.project import Project, Settings
from docgen.records.sense import phone_fault

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 整治井盖\n机关: {局: 云江省青川市临河区水务局}\n"
HEARING = (
    "听证会: {{时间: 2024年4月12日9时, 听证员: [林若棠（区人大代表）, 徐景行（律师）, 方晓岚（居民代表）], "
    "人民监督员: [乔思远]}}\n其他文书: [{{文种: 听证笔录, {}}}]\n"
)


def told(text: str, *wanted: str, head: str = HEAD) -> list[str]:
    found = load_text(head + text, Path("案.yaml"), Project(Path(), Settings())).problems
    return [one.code for one in found if one.code in wanted]


@pytest.mark.parametrize(
    "came",
    [
        "到会听证员: [林若堂（区人大代表）, 徐景行（律师）]",
        "到会听证员: [林若棠, 徐景行, 马知远（教师）]",
        "到会听证员: 林若棠、徐景行、方晓兰",
        "到会听证员: [林若棠, 徐景行, 乔思远]",
        "到会人民监督员: [乔思源]",
    ],
)
def test_who_came_and_was_not_asked_is_told(came: str) -> None:
    assert told(HEARING.format(came), "R060") == ["R060"]


@pytest.mark.parametrize(
    "came",
    ["到会听证员: [林若棠（区人大代表）, 徐景行（律师）]", "到会听证员: [听证员林若棠]", "到会人民监督员: [乔思远]"],
)
def test_who_was_asked_and_came_is_nothing_to_tell(came: str) -> None:
    assert told(HEARING.format(came), "R060") == []


@pytest.mark.parametrize(
    "text",
    [
        "听证会: {旁听: {电话: '555011'}}\n",
        "听证会: {联系人: 钱书怡 0600-55501}\n",
        "其他文书: [{文种: 函, 联系人: 钱书怡，1990000011}]\n",
        "其他文书: [{文种: 民事公益诉讼公告, 联系电话: '0600-555011812345'}]\n",
        "听证会: {联系人: 钱书怡（电话5550）}\n",
    ],
)
def test_a_telephone_that_nobody_can_call_is_told(text: str) -> None:
    assert told(text, "R058") == ["R058"]


@pytest.mark.parametrize(
    "typed",
    ["12309", "110", "5550118", "62345678", "0600-5550118", "010-12345678", "19900000101", "400-810-1234", "(0600)5550118", "+86 13800000101"],
)  # fmt: skip
def test_a_telephone_that_can_be_called_is_nothing_to_tell(typed: str) -> None:
    assert phone_fault(typed, printed=True) == ""
    assert told(f"听证会: {{联系人: '钱书怡 {typed}', 旁听: {{电话: '{typed}'}}}}\n", "R058") == []


@pytest.mark.parametrize("seats", ["若干", "0", "约30人左右", "十名", "详见公告"])
def test_seats_that_are_no_number_are_told(seats: str) -> None:
    assert told(f"听证会: {{旁听: {{名额: {seats}}}}}\n", "R061") == ["R061"]


@pytest.mark.parametrize("seats", ["10", "10个", "20人", "１２", "100 名"])
def test_seats_that_are_a_number_are_nothing_to_tell(seats: str) -> None:
    assert told(f"听证会: {{旁听: {{名额: {seats}}}}}\n", "R061") == []


@pytest.mark.parametrize(
    "text",
    [
        "证据: [甲, '', 乙]\n",
        "证据:\n  - 甲\n  -\n  - 乙\n",
        "听证会:\n  听证员:\n    - 林若棠（律师）\n    - {姓名: , 身份: }\n",
        "检察建议:\n  - 被建议单位: 局\n    建议:\n      - 责令更换\n      -\n",
    ],
)
def test_an_empty_item_among_others_is_told(text: str) -> None:
    assert told(text, "R062") == ["R062"]


@pytest.mark.parametrize(
    "text", ["证据:\n  -\n  -\n", "证据:\n", "证据: [甲, 乙]\n", "听证会:\n  听证员:\n    - {姓名: }\n"]
)
def test_a_form_that_nobody_has_filled_in_is_nothing_to_tell(text: str) -> None:
    assert told(text, "R062") == []


@pytest.mark.parametrize(
    "text",
    [
        "证据: [现场笔录, 照片, 现场笔录]\n",
        "检察建议: [{被建议单位: 局, 建议: [责令更换井盖。, 责令更换井盖]}]\n",
        "检察建议: [{被建议单位: 局, 抄送: [区政府, 区政府]}]\n",
        "听证会: {参加单位: [局, 局]}\n",
        "其他文书: [{文种: 听证笔录, 到会代表: [局副局长许知白, 局副局长许知白]}]\n",
    ],
)
def test_what_stands_twice_in_a_list_is_told(text: str) -> None:
    assert told(text, "R063") == ["R063"]


def test_lists_without_repetition_and_lists_that_answer_another_are_nothing_to_tell() -> None:
    assert told("证据: [现场笔录, 询问笔录]\n", "R063") == []
    assert told("其他文书: [{文种: 事实证据对照表, 事实: [甲, 乙], 对应证据: [笔录, 笔录]}]\n", "R063") == []
    two = "{被建议单位: 局, 附件: [清单]}"
    assert told(f"检察建议: [{two}, {two}]\n", "R063") == []


@pytest.mark.parametrize(
    "text",
    [
        "当事人: {罗某: {姓名: 罗静宜（投诉人）}}\n",
        "当事人: {某公司: {全称: 青川万汇商业管理有限公司（已更名）}}\n",
        "听证会: {听证员: [{姓名: 林若棠（女）, 身份: 律师}]}\n",
        "机关: {区局: 云江省青川市临河区城市管理局(待并入)}\n",
    ],
)
def test_a_note_behind_a_name_is_told(text: str) -> None:
    head = HEAD.replace("机关: {局: 云江省青川市临河区水务局}\n", "") if text.startswith("机关") else HEAD
    assert told(text, "R064", head=head) == ["R064"]


@pytest.mark.parametrize(
    "text",
    [
        "当事人: {某公司: {全称: 青川万汇商业（集团）有限公司}}\n",
        "当事人: {某企业: {全称: 青川万汇投资管理中心（有限合伙）}}\n",
        "听证会: {听证员: [林若棠（区人大代表）]}\n",
        "机关: {区局: 云江省青川市临河区自然资源和规划局（林业局）}\n",
    ],
)
def test_brackets_that_belong_to_a_name_are_nothing_to_tell(text: str) -> None:
    head = HEAD.replace("机关: {局: 云江省青川市临河区水务局}\n", "") if text.startswith("机关") else HEAD
    assert told(text, "R064", head=head) == []


@pytest.mark.parametrize(
    "text",
    [
        "检察建议: [{被建议单位: 局, 附件: 问题清单、现场笔录及照片}]\n",
        "检察建议: [{被建议单位: 局, 抄送: 区人民政府、区妇女联合会}]\n",
        "关键词: 行政公益诉讼、井盖\n",
        "证据: [现场笔录、询问笔录、照片、鉴定意见]\n",
    ],
)
def test_a_list_strung_on_one_line_is_asked_about(text: str) -> None:
    found = load_text(HEAD + text, Path("案.yaml"), Project(Path(), Settings())).problems
    assert [(one.code, one.level) for one in found if one.code == "R025"] == [("R025", "reminder")]


@pytest.mark.parametrize(
    "text",
    [
        "检察建议: [{被建议单位: 局, 附件: [问题清单, 现场笔录、照片]}]\n",
        "检察建议: [{被建议单位: 局, 附件: 《关于甲、乙的报告》}]\n",
        "证据: [现场勘察笔录、照片和无人机测绘报告]\n",
    ],
)
def test_one_thing_with_a_pause_mark_is_nothing_to_ask_about(text: str) -> None:
    assert told(text, "R025") == []


TALK = "磋商: [{机关: 局, 日期: 2024年3月14日, 参加: [甲], 结果: 已磋商。}]\n"


@pytest.mark.parametrize(
    "text",
    [
        f"{TALK}其他文书: [{{文种: 磋商纪要, 日期: 2024年3月20日, 地点: 本院}}]\n",
        f"{TALK}其他文书: [{{文种: 磋商纪要, 地点: 本院}}, {{文种: 磋商纪要, 地点: 水务局}}]\n",
        "其他文书: [{文种: 磋商纪要, 地点: 本院}]\n",
        "其他文书: [{文种: 回访记录, 记录人: 何知微}]\n",
    ],
)  # fmt: skip
def test_a_further_paper_that_would_not_print_is_told(scratch: Scratch, text: str) -> None:
    """磋商纪要 of a day without 磋商: all that was typed for it vanished."""
    assert codes(docgen.check(scratch.record(HEAD + text))).count("R065") == 1


def test_a_further_paper_that_prints_is_nothing_to_tell(scratch: Scratch) -> None:
    text = f"{TALK}其他文书: [{{文种: 磋商纪要, 机关: 局, 日期: 2024年3月14日, 地点: 本院}}]\n"
    assert "R065" not in codes(docgen.check(scratch.record(HEAD + text)))


@pytest.mark.parametrize("paper", ["支持起诉意见书, 被告: 局", "督促监护令, 监护人: 局", "督促监护令, 未成年人: 局", "国家司法救助决定书, 救助申请人: 局"])  # fmt: skip
def test_an_agency_where_a_party_is_wanted_is_told_by_check(scratch: Scratch, paper: str) -> None:
    assert "R055" in codes(docgen.check(scratch.record(f"{HEAD}其他文书: [{{文种: {paper}}}]\n")))


def test_an_empty_proof_of_service_says_what_it_lacks(scratch: Scratch) -> None:
    """It printed a proof of blanks, without a word."""
    proof = "其他文书: [{文种: 送达回证, 送达地点: }]\n"
    alone = docgen.check(scratch.record(HEAD + proof))
    assert sum("送达回证" in one.message and one.code == "G001" for one in alone) == 2
    filed = f"{HEAD}立案: [{{机关: 局, 日期: 2024年2月20日}}]\n"
    assert "R065" in codes(docgen.check(scratch.record(filed + proof)))
    half = docgen.check(scratch.record(filed + "其他文书: [{文种: 送达回证, 送达地点: 本院}]\n"))
    assert sum("送达回证" in one.message and one.code == "G001" for one in half) == 2
    assert "R065" not in codes(docgen.check(scratch.record(filed)))


@pytest.mark.parametrize(
    "text",
    [
        "听证会: {联系人: 钱书怡 0600-5550118}\n其他文书: [{文种: 函, 联系人: '钱书怡，0600-5550119'}]\n",
        "其他文书: [{文种: 函, 联系人: 钱书怡 19900000101}, {文种: 磋商函, 联系人: 钱书怡（19900000102）}]\n",
        "听证会: {联系人: 钱书怡 电话 5550118}\n其他文书: [{文种: 函, 联系人: 钱书怡 0600-5550118}]\n",
        "其他文书: [{文种: 函, 联系人: '联系人：钱书怡 5550118'}, {文种: 函, 联系人: 钱书怡 5550181}]\n",
    ],
)
def test_two_numbers_of_one_contact_are_told(text: str) -> None:
    assert told(text, "R066") == ["R066"]


def test_two_contacts_have_two_numbers() -> None:
    both = "听证会: {联系人: 钱书怡 0600-5550118}\n其他文书: [{文种: 函, 联系人: 程小满 0600-5550119}, {文种: 函, 联系人: '钱书怡，0600-5550118'}]\n"  # fmt: skip
    assert told(both, "R066") == []


FILED = "立案: [{机关: 局, 日期: 2024年2月20日}]\n"


@pytest.mark.parametrize(
    "party",
    [
        "身份证: 990301201409180012",
        "身份证: 990301200602210012",
        "监护人: 陆婉清",
        "学校: 第二小学, 未成年: 否",
    ],
)
def test_a_minor_who_is_not_said_to_be_one_is_told(party: str) -> None:
    assert told(f"{FILED}当事人: {{顾某: {{姓名: 顾亦辰, {party}}}}}\n", "R067") == ["R067"]


@pytest.mark.parametrize(
    "party", ["身份证: 990301200602190012", "身份证: 990301201409180012, 未成年: 是", "电话: 5550118"]
)
def test_adults_and_minors_said_to_be_ones_are_nothing_to_tell(party: str) -> None:
    assert told(f"{FILED}当事人: {{顾某: {{姓名: 顾亦辰, {party}}}}}\n", "R067") == []


@pytest.mark.parametrize("second", ["990301198506300018", "9903 0119 8506 3000 18"])
def test_one_card_of_two_parties_is_told(second: str) -> None:
    parties = (
        f"当事人: {{甲某: {{姓名: 沈立群, 身份证: 990301198506300018}}, 乙某: {{姓名: 陆婉清, 身份证: {second}}}}}\n"
    )
    assert told(parties, "R069") == ["R069"]


@pytest.mark.parametrize("name", ["临江区检察院", "青山市临河区检察院", "区检查院检察院", "海河区院"])
def test_a_short_name_of_another_office_is_told(name: str) -> None:
    assert told(f"简称: {name}\n", "R068") == ["R068"]


@pytest.mark.parametrize(
    "party",
    [
        "{全称: 何知夏, 对外: 何知夏}",
        "{姓名: 何知夏, 对外: 何 知夏}",
        "{全称: 青川市宏远餐饮有限公司, 对外: 青川市宏远餐饮有限公司}",
        "{全称: 宏远餐饮店, 对外: 宏远餐饮店}",
    ],
)
def test_an_outer_name_that_is_the_real_one_is_told(party: str) -> None:
    assert told(f"当事人: {{甲: {party}}}\n", "R072") == ["R072"]


@pytest.mark.parametrize("party", ["{全称: 何某, 对外: 何某}", "{全称: 何知夏, 对外: 何某}", "{全称: 何知夏}"])
def test_an_outer_name_that_tells_nothing_is_nothing_to_tell(party: str) -> None:
    assert told(f"当事人: {{甲: {party}}}\n", "R072") == []


@pytest.mark.parametrize("name", ["临河区检察院", "青川市临河区检察院", "区检察院", "临河检察院"])
def test_a_short_name_of_the_office_is_nothing_to_tell(name: str) -> None:
    assert told(f"简称: {name}\n", "R068") == []


@pytest.mark.parametrize(
    "number", ["临检函[2024]5号", "临检函（2024）5号", "临检函【2024】第05号", "临检函〔2024〕5号"]
)
def test_the_brackets_of_a_number_are_looked_at_in_further_papers_too(number: str) -> None:
    wrong = told(f"其他文书: [{{文种: 函, 文号: '{number}'}}]\n", "R012")
    assert wrong == ([] if "〔" in number else ["R012"])


@pytest.mark.parametrize(
    ("settings", "told"),
    [
        ("放假: [2024年5月6日]\n调休上班: [2024年5月6日]\n", 1),
        ("异议期限: 收到本检察建议书以后\n", 1),
        ("机关名录: 青川市临河区水务局、青川市临河区卫生健康委员会\n", 1),
        ("机关名录: [青川市临河区水务局, '青川市临河区民政局、青川市临河区教育局']\n", 1),
        (
            "放假: [2024年5月6日]\n调休上班: [2024年5月11日]\n异议期限: 收到之日起十五日内\n机关名录: [青川市临河区水务局]\n",
            0,
        ),
    ],
)
def test_settings_that_nobody_can_have_meant_are_told(scratch: Scratch, settings: str, told: int) -> None:
    (scratch.root / "docgen.yaml").write_text(settings, encoding="utf-8")
    found = docgen.check(scratch.record(HEAD))
    assert [one.level for one in found if one.code == "C001"] == ["reminder"] * told
