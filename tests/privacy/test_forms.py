"""The forms in which people write what is registered: replaced where they are sure, asked about where they are only likely."""

from __future__ import annotations

import pytest
from helpers import Scratch, process

from docgen.privacy import forms, redact

HEAD = "检察院: 云江省鹿鸣市松岭区人民检察院\n事由: 规范旅馆接待\n"


def made(scratch: Scratch, parties: str, text: str) -> tuple[int, str, str]:
    scratch.record(
        f"{HEAD}当事人:\n{parties}基本案情: |\n  {text}\n调查和督促履职: |\n  履职。\n典型意义: |\n  意义。\n",
        "案.yaml",
    )
    done = process(["render", "案.yaml", "--as", "典型案例", "--format", "txt", "-o", "-"], scratch.root)
    return done.code, done.result, done.talk


@pytest.mark.parametrize(
    ("party", "text", "gone"),
    [
        ("全称: 鹿鸣云栖酒店管理有限公司, 对外: 某酒店", "云栖酒店管理有限公司违规，云栖酒店整改。", "云栖"),
        ("全称: 松岭区恒润金属表面处理有限公司, 对外: 某公司", "恒润金属表面处理有限公司排污，恒润金属表面处理厂区。", "恒润"),
        ("姓名: 何雨生, 身份证: 11010519491231002X", "身份证11010519491231002×、11010519491231002x。", "1101051949"),
        ("姓名: 何雨生, 电话: 13912345678", "电话(139)12345678，139（1234）5678，一三九一二三四五六七八。", "2345"),
        ("姓名: 何雨生, 住址: 云江省鹿鸣市松岭区石桥巷8号2幢301室", "住石桥巷八号二幢三零一室。", "石桥巷"),
        ("姓名: 何雨生, 住址: 云江省鹿鸣市松岭区石桥巷8号2幢301室", "住石桥巷8-2-301。", "石桥巷"),
        ("姓名: 何雨生, 住址: 云江省鹿鸣市松岭区石桥巷12号", "住松岭区石桥巷十二号。", "石桥巷十二"),
        ("姓名: 何知夏, 未成年: 是, 住址: 云江省鹿鸣市松岭区柳湾镇新桥村5组17号", "住新桥村5组，就是新桥村五组。", "新桥村"),
        ("姓名: 何知夏, 未成年: 是", "知夏同学到场。", "知夏"),
        ("姓名: 何知夏, 未成年: 是, 学校: 鹿鸣市松岭区第四中学", "在第四中学上学，松岭四中的老师，松岭区四中。", "四中"),
        ("姓名: 何知夏, 未成年: 是, 隐私信息: [初二（3）班]", "在初二（三）班、初二3班、初二三班、初二(3)班。", "班"),
        ("姓名: 何知夏, 未成年: 是, 学校: 鹿鸣市松岭区第四中学（初二（3）班）", "在第四中学初二3班，松岭四中。", "四中"),
        ("姓名: 阿依古丽·买买提", "阿依古丽到场。", "古丽"),
        ("姓名: 何知夏", "何、知、夏到场，何（知夏）作证，何⃝知⃝夏、何😀知😀夏、何\ue000知夏。", "知"),
        ("姓名: 張國偉", "张国伟到场。", "国伟"),
        ("姓名: 张国伟", "張國偉到场。", "國"),
    ],
)  # fmt: skip
def test_another_form_is_the_same_value(scratch: Scratch, party: str, text: str, gone: str) -> None:
    code, result, talk = made(scratch, f"  甲: {{{party}}}\n", text)
    assert code == 0, talk
    assert gone not in result
    assert result.count("（") == result.count("）")


@pytest.mark.parametrize(
    ("party", "text"),
    [
        ("全称: 鹿鸣云栖酒店管理有限公司, 对外: 某酒店", "云栖违规。"),
        ("姓名: 阿依古丽·买买提", "买买提到场。"),
        ("姓名: 何知夏, 未成年: 是, 学校: 鹿鸣市松岭区第四中学", "她在四中就读。"),
        ("姓名: 何知夏, 未成年: 是, 住址: 云江省鹿鸣市松岭区柳湾镇新桥村5组17号", "走访新桥村。"),
    ],
)
def test_what_is_only_likely_is_asked_and_neither_replaced_nor_passed(scratch: Scratch, party: str, text: str) -> None:
    code, result, talk = made(scratch, f"  甲: {{{party}}}\n", text)
    assert code == 1 and not result
    assert "M010" in talk and "--allow" in talk


@pytest.mark.parametrize(
    ("party", "text"),
    [
        ("全称: 鹿鸣云栖酒店管理有限公司, 对外: 某酒店", "管理部门检查酒店管理。"),
        ("姓名: 何知夏, 未成年: 是, 学校: 鹿鸣市松岭区第四中学", "学习十九届四中全会精神。"),
        ("姓名: 何知夏, 未成年: 是, 隐私信息: [初二（3）班]", "当年初二十三班次列车。"),
        ("姓名: 王大明", "当事人姓王。大明湖在济南。"),
        ("姓名: 李文明, 未成年: 是", "文明执法。"),
    ],
)
def test_what_is_something_else_stays(scratch: Scratch, party: str, text: str) -> None:
    code, result, talk = made(scratch, f"  甲: {{{party}}}\n", text)
    assert text in result or (code == 1 and "M002" in talk), (result, talk)


def test_numbers_in_chinese() -> None:
    assert forms._arabic("三零一") == "301" and forms._arabic("十二") == "12" and forms._arabic("二十") == "20"
    assert forms._spoken("12") == "十二" and forms._spoken("301") == "三零一" and forms._spoken("20") == "二十"


MESSAGES = [
    ("姓名: 何知夏, 未成年: 是", "知夏在场", "知夏"),
    ("姓名: 何知夏, 未成年: 也许", "知夏在场", "知夏"),
    ("姓名: 阿依古丽·买买提", "阿依古丽和买买提在场", "古丽 买买"),
    ("姓名: 何雨生, 监护人: 母亲阿依古丽·买买提", "阿依古丽在场", "古丽"),
    ("全称: 松岭区恒润金属表面处理有限公司", "恒润金属表面处理厂区，恒润", "恒润"),
    ("全称: 鹿鸣云栖酒店管理有限公司", "云栖酒店、云栖酒店管理有限公司、云栖", "云栖"),
    ("姓名: 何雨生, 住址: 云江省鹿鸣市松岭区柳湾镇新桥村5组17号", "在新桥村五组、新桥村5组", "新桥"),
    ("姓名: 何雨生, 住址: 云江省鹿鸣市松岭区石桥巷8号2幢301室", "在石桥巷八号二幢三零一室、石桥巷8-2-301", "石桥"),
    ("姓名: 何知夏, 未成年: 是, 住址: 云江省鹿鸣市松岭区柳湾镇新桥村5组17号", "走访新桥村", "新桥"),
    ("姓名: 何知夏, 学校: 鹿鸣市松岭区第四中学（初二（3）班）", "在松岭四中、第四中学，她在四中就读", "四中 第四"),
    ("姓名: 何知夏, 隐私信息: [初二（3）班]", "在初二3班、初二三班", "初二"),
    ("阿依古丽·买买提 | 阿某", "阿依古丽在场", "古丽"),
]  # fmt: skip


@pytest.mark.parametrize("broken", ["", "隐私: [\n"], ids=["whole", "broken"])
@pytest.mark.parametrize(("party", "said", "gone"), MESSAGES)
def test_a_message_shows_no_form_of_a_value(party: str, said: str, gone: str, broken: str) -> None:
    typed = f"  甲: {{{party}}}\n" if ":" in party else f"  甲: {party}\n"
    shown = redact.hidden(said, redact.values_in(f"{HEAD}当事人:\n{typed}{broken}"))
    assert not [word for word in gone.split() if word in shown], shown
    assert len(shown) == len(said)


def test_a_message_keeps_the_words_that_are_no_form() -> None:
    record = f"{HEAD}当事人:\n  甲: {{姓名: 何知夏}}\n  乙: {{全称: 鹿鸣阳光酒店有限公司}}\n  丙: {{姓名: 何安全, 未成年: 是}}\n"
    said = "知夏的一方，阳光执法，安全生产，鹿鸣市松岭区"
    assert redact.hidden(said, redact.values_in(record)) == said


@pytest.mark.parametrize("field", ["监护人: 母亲%s", "又名: [%s]"])
def test_a_guardian_with_two_names_is_known_by_the_first(scratch: Scratch, field: str) -> None:
    name = "阿依古丽·买买提"
    code, result, talk = made(scratch, f"  甲: {{姓名: 何知夏, {field % name}}}\n", "阿依古丽到场。")
    assert code == 0, talk
    assert "古丽" not in result


def test_a_hearer_with_two_names_is_known_by_the_first(scratch: Scratch) -> None:
    code, result, talk = made(
        scratch,
        "  甲: {姓名: 何知夏}\n听证会: {听证员: [阿依古丽·买买提（人大代表）], 公开: 是}\n",
        "听证员阿依古丽发言。",
    )
    assert code == 0, talk
    assert "古丽" not in result
