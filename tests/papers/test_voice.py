"""How a paper calls the office, its addressee and an agency that it names again."""

from __future__ import annotations

import pytest
from helpers import Scratch, finished, made, text_of

from docgen.core.source import Span
from docgen.core.tree import Paragraph, Text, plain_text
from docgen.papers.voice import Voice, spoken

FULL = "云江省青川市临河区人民检察院"
FIRST = f"{FULL}（以下简称临河区检察院）"

PUBLIC = [
    ("本院立案。", f"{FIRST}立案。"),
    ("本院立案，本院调查。\n本院提出建议。", f"{FIRST}立案，临河区检察院调查。\n临河区检察院提出建议。"),
    ("负责人称“本院愿意整改”。本院立案。", f"负责人称“本院愿意整改”。{FIRST}立案。"),
    ("基本院落、样本院、标本院和该剧本院线都不变。", "基本院落、样本院、标本院和该剧本院线都不变。"),
    ("日本院校。本院校对。", "日本院校。本院校对。"),
    ("检察机关立案。", "检察机关立案。"),
    ("送本院", f"送{FIRST}"),
    ("“本院”", "“本院”"),
    ("在本院检察听证室", f"在{FIRST}检察听证室"),
]


def _record(text: str) -> str:
    return "典型意义: |\n" + "".join(f"  {line}\n" for line in text.split("\n"))


@pytest.mark.parametrize(("typed", "printed"), PUBLIC, ids=[row[0] for row in PUBLIC])
def test_a_public_paper_introduces_the_office_once_and_then_uses_the_short_name(
    scratch: Scratch, typed: str, printed: str
) -> None:
    assert scratch.printed("{{ 典型意义 }}", _record(typed), face="public", stage="宣传", voice="简称") == printed


@pytest.mark.parametrize("typed", [row[0] for row in PUBLIC])
def test_an_instrument_goes_on_saying_this_office(scratch: Scratch, typed: str) -> None:
    assert scratch.printed("{{ 典型意义 }}", _record(typed), stage="宣传", voice="本院") == typed


def test_the_first_mention_is_the_first_in_reading_order_over_all_fields_and_tables(scratch: Scratch) -> None:
    record = "基本案情: 本院甲。\n典型意义: 本院乙。\n"
    body = "@标题 标题\n| {{ 典型意义 }} | 本院丙 |\n{{ 基本案情 }}\n本**院**和**本院**\n"
    printed = scratch.printed(body, record, face="public", stage="宣传", voice="简称")
    assert printed.split("\n") == [
        "标题",
        f"{FIRST}乙。 | 临河区检察院丙",
        "临河区检察院甲。",
        "本院和临河区检察院",
    ]


def test_a_short_name_that_is_typed_is_used(scratch: Scratch) -> None:
    printed = scratch.printed(
        "{{ 典型意义 }}", "简称: 临河检察院\n" + _record("本院甲，本院乙。"), face="public", stage="宣传", voice="简称"
    )
    assert printed == f"{FULL}（以下简称临河检察院）甲，临河检察院乙。"


def test_an_office_without_a_shorter_name_is_not_introduced(scratch: Scratch) -> None:
    record = "检察院: 北京铁路运输检察院\n事由: 某事\n" + _record("本院甲。")
    printed = scratch.printed("{{ 典型意义 }}", record, face="public", stage="宣传", voice="简称")
    assert printed == "北京铁路运输检察院甲。"


UNITS = [
    ("机关: {甲: 某市某局}", "你局"),
    ("机关: {甲: 某市卫生健康委员会}", "你委"),
    ("机关: {甲: 某省自然资源厅}", "你厅"),
    ("机关: {甲: 某市人民政府}", "你单位"),
    ("机关: {甲: {全称: 某市城市管理办公室, 你称: 你办}}", "你办"),
    ("当事人: {甲: 某某有限公司}", "你公司"),
    ("当事人: {甲: 某某酒店}", "你单位"),
    ("当事人: {甲: 王小明}", "你"),
]
NOTICE = "{#--- kind: trial, 名称: 试验, face: instrument, 阶段: 听证, each: 听证会.参加单位 ---#}\n"


@pytest.mark.parametrize(("registered", "you"), UNITS, ids=[row[0] for row in UNITS])
def test_the_addressee_is_called_by_the_kind_of_unit_it_is(scratch: Scratch, registered: str, you: str) -> None:
    scratch.template(NOTICE + "请你单位到场，称“你单位”。{{ 听证会.地点 }}\n")
    path = scratch.record(f"{registered}\n听证会: {{参加单位: [甲], 地点: 你单位会议室}}\n")
    (paper,) = finished(path, "trial")
    assert text_of(made(paper)) == f"请{you}到场，称“你单位”。{you}会议室"


def test_a_paper_that_speaks_to_nobody_keeps_the_word(scratch: Scratch) -> None:
    assert scratch.printed("请你单位到场", "") == "请你单位到场"


AGAIN = "机关: {甲: {全称: 某市某局, 对外: 市某部门, 再称: 某部门}, 乙: {全称: 某市另局, 对外: 另部门}}\n"


def test_an_agency_has_its_second_name_from_the_second_mention_on(scratch: Scratch) -> None:
    record = AGAIN + "典型意义: |\n  ｛甲｝和｛乙｝。\n  ｛甲｝、｛乙｝、｛甲｝。\n"
    printed = scratch.printed("{{ 典型意义 }}", record, face="public", stage="宣传")
    assert printed == "市某部门和另部门。\n某部门、另部门、某部门。"
    assert scratch.printed("{{ 典型意义 }}", record, stage="宣传") == (
        "某市某局和某市另局。\n某市某局、某市另局、某市某局。"
    )


def test_what_is_changed_points_at_what_was_typed(scratch: Scratch) -> None:
    document = made(scratch.trial("{{ 典型意义 }}", "典型意义: 甲本院乙\n", face="public", stage="宣传", voice="简称"))
    (block,) = document.blocks
    found = [(leaf.text, leaf.span.column, leaf.span.via) for leaf in block.inlines]  # type: ignore[union-attr]
    assert found == [("甲", 7, ""), (FIRST, 8, "本院"), ("乙", 10, "")]


def test_minutes_introduce_an_agency_that_they_name_again_and_sign_with_full_names() -> None:
    full, at = "云江省青川市临河区住房和城乡建设局", Span("案件.yaml", 3, 5).through("机关.区住建局")
    name = (Text(full, at),)
    voice = Voice("甲县检察院", "甲县检察院", again={"机关.区住建局": "区住建局"}, introduced=True)

    def said(*roles: str) -> list[str]:
        tree = tuple(Paragraph(role, name, at) for role in roles)
        return [plain_text(block.inlines) for block in spoken(tree, voice) if isinstance(block, Paragraph)]

    assert said("正文", "正文", "署名") == [f"{full}（以下简称区住建局）", "区住建局", full]
    assert said("标题", "正文", "抄送") == [full] * 3
