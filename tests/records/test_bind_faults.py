"""Every fault of a record is told at its line and column, with a way out, and never hides another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from helpers import HEAD, Scratch, loaded, marked, places, told

from docgen.records.models import Case

FAULTS: list[tuple[str, str, str]] = [
    ("※事由: 整治\n", "R003", "缺少“检察院”"),
    ("※检察院:\n事由: 整治\n", "R003", "缺少“检察院”"),
    (HEAD + "※典型意意: 略。\n", "R002", "是不是“典型意义”？"),
    (HEAD + "线索: {※来原: 热线}\n", "R002", "是不是“来源”？"),
    (HEAD + "线索: {※xyz: 热线}\n", "R002", "这里可以写：来源、说法、日期"),
    (HEAD + "机关:\n  区住建局: ※{对外: 住建部门}\n", "R003", "缺少“全称”"),
    (HEAD + "机关:\n  ※区住建局:\n", "R003", "“区住建局”没有内容"),
    (HEAD + "机关: ※区住建局\n", "R004", "每行写一个“名字: 内容”"),
    (HEAD + "线索:\n  ※- 热线\n", "R004", "不是列表"),
    (HEAD + "听证会: ※明天\n", "R004", "要分项写"),
    (HEAD + "承办检察官: ※[甲, 乙]\n", "R004", "要写一行文字"),
    (HEAD + "公益受损: ※{甲: 乙}\n", "R004", "要写一段文字"),
    (HEAD + "机关:\n  甲: ※一 | 二 | 三\n", "R004", "全称 | 对外"),
    (HEAD + "承办检察官: |\n  甲某\n  ※乙某\n", "R007", "只能写一行"),
    (HEAD + "立案: [{决定送达: ※2023-02-30}]\n", "R005", "2月没有30日"),
    (HEAD + "立案: [{决定送达: ※2023年2月}]\n", "R005", "要写到日"),
    (HEAD + "立案: [{日期: ※昨天}]\n", "R005", "不像一个日期"),
    (HEAD + "示例: ※也许\n", "R006", "只能写“是”或“否”"),
    (HEAD + "检察建议: [{被建议单位: 甲, 类别: ※公益}]\n机关: {甲: 某局}\n", "R009", "是不是“公益诉讼”？"),
    (HEAD + "数据: {某数: {值: 3件, 阶段: ※整该}}\n", "R009", "是不是“整改”？"),
    (HEAD + "类型: ※行政公益诉送\n", "R009", "是不是“行政公益诉讼”？"),
    (HEAD + "检察建议: [※{建议: [核查]}]\n", "R003", "缺少“被建议单位”"),
    (HEAD + "公益受损: 甲。\n※harm: 乙。\n", "Y023", "和第3行的“公益受损”是同一项"),
    (HEAD + "立案: [{文号: '临检〔2024※〕01号'}]\n", "R012", "序号前不写零"),
    (HEAD + "立案: [{文号: '临检※[2024]1号'}]\n", "R012", "写成“临检〔2024〕1号”"),
    (HEAD + "立案: [{文号: 临检※（2024）1号}]\n", "R012", "写成“临检〔2024〕1号”"),
    (HEAD + "立案: [{文号: 临检※〔24〕1号}]\n", "R012", "四位数"),
    (HEAD + "立案: [{文号: 临检〔2024※〕第1号}]\n", "R012", "不写“第”"),
    (HEAD + "立案: [{文号: 临检〔2024〕※1}]\n", "R012", "要有“号”"),
    (HEAD + "※调查和诉讼: 略。\n", "R002", "写“调查和督促履职”"),
    ("※甲: 1\n乙: 2\n", "R001", "认不出这是哪种记录"),
    ("※- 甲\n- 乙\n", "R001", "最外层要写成“键: 值”的样子"),
    ("案例集名称: 某集\n案例: [※a.yaml]\n", "R021", "没有“a.yaml”这个文件"),
    ("※体裁: 消息\n正闻: 略\n".replace("※体裁: 消息\n", "体裁: 消息\n※"), "R002", "是不是“正文”？"),
]


@pytest.mark.parametrize(("record", "code", "words"), FAULTS, ids=[f"{row[1]} {row[2]}" for row in FAULTS])
def test_a_fault_is_told_at_its_place_with_a_way_out(scratch: Scratch, record: str, code: str, words: str) -> None:
    text, (place,) = marked(record)
    found = loaded(scratch.file("案件.yaml", text))
    assert found.case is None
    assert places(item for item in found.problems if item.level == "error") == [f"案件.yaml:{place} {code}"]
    assert any(words in told(item) for item in found.problems)


REMINDERS: list[tuple[str, str, Callable[[Case], Any], Any]] = [
    (
        "证据:\n  - ※一、投诉工单\n  - 勘察笔录\n  - ※(3) 询问笔录\n",
        "R010",
        lambda case: [*case.evidence],
        ["投诉工单", "勘察笔录", "询问笔录"],
    ),
    (
        "检察建议:\n  - 被建议单位: 甲\n    建议: [※1. 核查, ※二、排查]\n机关: {甲: 某局}\n",
        "R010",
        lambda case: [*case.recommendations[0].advice],
        ["核查", "排查"],
    ),
    (
        "公益受损: |\n  这一行从文字处理软件里粘贴过来以后在三十个字以上的地方断成了两行而没有※句\n  号，次行。\n",
        "R011",
        lambda case: len(case.harm.lines()),  # type: ignore[union-attr]
        2,
    ),
    ("领域: ※未知领域\n", "R009", lambda case: case.field, "未知领域"),
    ("关键词: [母婴室※，听证]\n", "R013", lambda case: [*case.keywords], ["母婴室，听证"]),
]


@pytest.mark.parametrize(("record", "code", "seen", "value"), REMINDERS, ids=[row[0][:12] for row in REMINDERS])
def test_what_can_be_mended_is_mended_and_told(
    scratch: Scratch, record: str, code: str, seen: Callable[[Case], Any], value: Any
) -> None:
    text, marks = marked(HEAD + record)
    found = loaded(scratch.record(text))
    assert places(found.problems) == [f"案件.yaml:{place} {code}" for place in marks]
    assert found.case is not None
    assert seen(found.case) == value


def test_a_line_that_ends_its_sentence_or_is_short_is_no_hard_break(scratch: Scratch) -> None:
    long = "这一行虽然很长但是它是一个完整的段落所以不会有人以为它是被编辑软件断开的"
    assert loaded(scratch.record(f"公益受损: |\n  {long}。\n  短行\n  {long}：\n  {long}\n")).problems == ()


def test_a_point_that_is_only_a_number_is_left_alone(scratch: Scratch) -> None:
    found = loaded(scratch.record("证据: [一、]\n"))
    assert found.case is not None
    assert [*found.case.evidence] == ["一、"]


def test_one_fault_never_hides_another(scratch: Scratch) -> None:
    text, marks = marked(
        "※检察院: 某检察院\n"
        "类型: ※民事\n"
        "示例: ※也许\n"
        "※典型意意: 略。\n"
        "线索: {日期: ※昨天, ※来原: 热线}\n"
        "立案: [{决定送达: ※2023-02-30, 文号: 临检※〔24〕1号}]\n"
        "检察建议: [※{类别: ※甲, 送达日期: ※2024年}]\n"
        "公益受损: ｛※没有的名字｝。\n"
    )
    codes = ["R003", "R009", "R006", "R002", "R005", "R002", "R005", "R012", "R003", "R009", "R005", "R008"]
    found = places(loaded(scratch.file("案件.yaml", text)).problems)
    assert found == [f"案件.yaml:{place} {code}" for place, code in zip(marks, codes, strict=True)]


def test_the_number_of_a_paper_follows_the_pattern_of_the_office(scratch: Scratch) -> None:
    scratch.file("docgen.yaml", "文号格式:\n  立案决定书: 临检行公立〔{年}〕{序号}号\n机关代字: 临检\n")
    text, marks = marked(
        "立案: [{文号: ※临检行立〔2024〕1号}, {文号: 临检行公立〔2024〕2号}]\n"
        "检察建议: [{被建议单位: 甲, 文号: ※平检〔2024〕3号}, {被建议单位: 甲, 文号: 临检建〔2024〕3号}]\n"
        "机关: {甲: 某局}\n"
    )
    assert places(loaded(scratch.record(text)).problems) == [f"案件.yaml:{place} R012" for place in marks]
