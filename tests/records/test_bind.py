"""A record becomes a case: short forms mean the long ones, and every value has the type of its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from helpers import Scratch, loaded, told

from docgen.core.source import Located
from docgen.records.models import Case, Filing, Work

SHORT: list[tuple[str, str, Callable[[Case], Any], Any]] = [
    ("立案: 2024年2月20日\n", "one filing by its date", lambda case: str(case.filings[0].day), "2024年2月20日"),
    (
        "立案:\n  日期: 2024年2月20日\n",
        "a lone mapping is a list of one",
        lambda case: [str(item.day) for item in case.filings],
        ["2024年2月20日"],
    ),
    (
        "线索: 12345市民服务热线\n",
        "the clue by its origin",
        lambda case: case.clue and case.clue.origin,
        "12345市民服务热线",
    ),
    (
        "数据:\n  场所: 23家 | 2024年3月 | 勘察笔录\n",
        "figure | period | origin",
        lambda case: [str(getattr(case.figures["场所"], name)) for name in ("value", "period", "origin")],
        ["23家", "2024年3月", "勘察笔录"],
    ),
    ("数据:\n  场所: 20余家\n", "a bare figure", lambda case: str(case.figures["场所"].value), "20余家"),
    (
        "数据:\n  场所: 23家｜2024年3月\n",
        "a full-width bar",
        lambda case: str(case.figures["场所"].period),
        "2024年3月",
    ),
    (
        "机关:\n  区住建局: 临河区住房和城乡建设局 | 住建部门\n",
        "agency | outer",
        lambda case: [str(case.agencies["区住建局"].full_name), str(case.agencies["区住建局"].outer)],
        ["临河区住房和城乡建设局", "住建部门"],
    ),
    (
        "听证会:\n  听证员:\n    - 林若棠（区人大代表）\n    - 徐景行(区政协委员)\n    - 方晓岚 | 妇联干部\n    - 高以宁\n",
        "name（identity）, name | identity, name alone",
        lambda case: [(str(item.name), str(item.identity)) for item in case.hearing.hearers],  # type: ignore[union-attr]
        [("林若棠", "区人大代表"), ("徐景行", "区政协委员"), ("方晓岚", "妇联干部"), ("高以宁", "None")],
    ),
    (
        "法律依据:\n  - 《甲法》第一条\n  - 《乙法》第二条\n",
        "a plain list of provisions is the duty",
        lambda case: [str(item) for item in case.law.duty],  # type: ignore[union-attr]
        ["《甲法》第一条", "《乙法》第二条"],
    ),
    ("法律依据: 《甲法》第一条\n", "one provision", lambda case: case.law and [*case.law.duty], ["《甲法》第一条"]),
    (
        "证据: |\n  投诉工单\n  勘察笔录\n",
        "the lines of a block",
        lambda case: [*case.evidence],
        ["投诉工单", "勘察笔录"],
    ),
    ("证据: 投诉工单\n", "a lone item", lambda case: [*case.evidence], ["投诉工单"]),
    ("查明:\n  - 首段。\n  - 次段。\n", "a list is paragraphs", lambda case: case.findings, "首段。\n次段。"),
    ("公益受损: ｛某数｝\n数据:\n  某数: 3件\n", "a reference", lambda case: case.harm, "｛某数｝"),
    ("公益受损: {某数}\n数据:\n  某数: 3件\n", "a half-width reference", lambda case: case.harm, "{某数}"),
    (
        "调查和督促履职: |\n  首段。\n  次段。\n",
        "running text instead of steps",
        lambda case: isinstance(case.work, Work) and case.work.body,
        "首段。\n次段。",
    ),
    ("检察机关履职情况: 略。\n", "another name of a section", lambda case: case.work and case.work.body, "略。"),
    ("指导意义: 略。\n", "an alias", lambda case: case.significance, "略。"),
    (
        "立案: [{对象: 某公司, 日期: 2024-2-20}]\n当事人:\n  某公司: 甲公司\n",
        "对象 for 机关",
        lambda case: str(case.filings[0].agency),
        "某公司",
    ),
    ("harm: 略。\n", "an English name", lambda case: case.harm, "略。"),
    (
        "filings: [{day: 2024-2-20}]\n",
        "English names all the way",
        lambda case: isinstance(case.filings[0], Filing),
        True,
    ),
    (
        "公益受损:\n查明: \n证据: []\n",
        "empty is absent",
        lambda case: (case.harm, case.findings, case.evidence),
        (None, None, ()),
    ),
    (
        "公益受损: |\n  　　首段。\n\n\n  次段。  \n",
        "blank lines and indents",
        lambda case: case.harm,
        "首段。\n次段。",
    ),
    ("示例: on\n", "a yes word", lambda case: case.sample, True),
    ("听证会: {地点: 听证室}\n", "公开 unless said otherwise", lambda case: case.hearing and case.hearing.open, True),
    ("听证会: {公开: 否}\n", "公开: 否", lambda case: case.hearing and case.hearing.open, False),
    (
        "事由: 012\n简称: 1.10\n检察院: 云江省青川市临河区人民检察院\n",
        "no number is made of text",
        lambda case: (case.matter, case.short_name),
        ("012", "1.10"),
    ),
]


@pytest.mark.parametrize(("record", "form", "seen", "expected"), SHORT, ids=[row[1] for row in SHORT])
def test_a_short_form_means_the_long_one(
    scratch: Scratch, record: str, form: str, seen: Callable[[Case], Any], expected: Any
) -> None:
    found = loaded(scratch.record(record))
    assert found.case is not None, [told(item) for item in found.problems]
    assert seen(found.case) == expected, form


YES = ["是", "对", "有", "true", "Yes", "Y", "on"]
NO = ["否", "不", "不是", "无", "没有", "False", "no", "n", "OFF"]


@pytest.mark.parametrize(("word", "meaning"), [(word, True) for word in YES] + [(word, False) for word in NO])
def test_yes_and_no_may_be_said_in_many_words(scratch: Scratch, word: str, meaning: bool) -> None:
    found = loaded(scratch.record(f"听证会: {{公开: {word}}}\n"))
    assert found.case is not None
    assert found.case.hearing is not None
    assert found.case.hearing.open is meaning


def test_a_date_is_typed_by_its_field_and_keeps_its_words(scratch: Scratch) -> None:
    found = loaded(scratch.record("立案: [{日期: 2024-2-20}]\n案由: 2024-2-20\n"))
    assert found.case is not None
    day = found.case.filings[0].day
    assert day is not None
    assert (str(day), day.moment.day.isoformat(), day.span.line, day.span.column) == ("2024-2-20", "2024-02-20", 1, 11)
    assert type(found.case.cause) is Located
