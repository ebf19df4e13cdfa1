"""Conferences and releases: which record a file holds, and the records that it names."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Scratch, marked, places, told

import docgen
from docgen.core.errors import ConfigError
from docgen.records.conference import Conference
from docgen.records.kinds import recognised
from docgen.records.loader import load
from docgen.records.project import Project, Settings
from docgen.records.release import Release

CONFERENCE = "案例集名称: 某集\n案例: [甲.yaml, 乙.yaml]\n"
CASE_A = "检察院: 云江省青川市临河区人民检察院\n事由: 规范甲\n数据: {补缴金额: {值: 398211元, 对外: 近40万元}}\n"
CASE_B = "检察院: 云江省青川市南山县人民检察院\n事由: 规范乙\n数据: {人数: 3人}\n"


def conference(scratch: Scratch, text: str = CONFERENCE, a: str = CASE_A, b: str = CASE_B) -> Path:
    scratch.file("甲.yaml", a)
    scratch.file("乙.yaml", b)
    return scratch.file("发布会.yaml", text)


def problems_of(path: Path) -> list[str]:
    return [told(item) for item in load(path, Project(path.parent, Settings())).problems]


@pytest.mark.parametrize(
    ("keys", "word"),
    [
        (["检察院", "事由"], "case"),
        (["事由", "案例集名称"], "case"),
        (["检察院", "基本案情"], "case"),
        (["案例集名称", "案例"], "conference"),
        (["案例", "体例"], "conference"),
        (["体裁", "标题"], "release"),
        (["正文"], "release"),
        (["检察院", "正文", "标题"], "release"),
        (["genre", "body"], "release"),
        (["甲", "乙"], ""),
        ([], ""),
    ],
)
def test_what_a_file_holds_is_seen_from_its_keys(keys: list[str], word: str) -> None:
    assert recognised(keys) == word


def test_a_conference_holds_its_cases_in_the_order_typed(scratch: Scratch) -> None:
    record = docgen.load(conference(scratch, CONFERENCE.replace("[甲.yaml, 乙.yaml]", "[乙.yaml, 甲.yaml]")))
    assert isinstance(record, Conference)
    assert [member.name for member in record.members] == ["乙", "甲"]
    assert [str(member.case.matter) for member in record.members] == ["规范乙", "规范甲"]


def test_a_pattern_takes_the_cases_by_name_and_neither_itself_nor_a_release(scratch: Scratch) -> None:
    scratch.file("通稿.yaml", "体裁: 消息\n正文: 略\n")
    record = docgen.load(conference(scratch, "案例集名称: 某集\n案例: [乙.yaml, '*.yaml']\n"))
    assert isinstance(record, Conference)
    assert [member.name for member in record.members] == ["乙", "甲"]


def test_paths_are_relative_to_the_record(scratch: Scratch, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.file("案件/甲.yaml", CASE_A)
    path = scratch.file("发布/发布会.yaml", "案例集名称: 某集\n案例: [../案件/甲.yaml]\n")
    monkeypatch.chdir(scratch.root)
    record = docgen.load(path.relative_to(scratch.root))
    assert isinstance(record, Conference)
    assert [member.file for member in record.members] == ["案件/甲.yaml"]


def test_a_broken_case_is_told_in_its_file_and_at_the_line_of_the_conference(scratch: Scratch) -> None:
    broken, (inner,) = marked(CASE_B + "线索: {日期: ※2024年2月30日}\n")
    text, (outer,) = marked("案例集名称: 某集\n案例:\n  - 甲.yaml\n  - ※乙.yaml\n")
    loaded = load(conference(scratch, text, b=broken), Project(scratch.root, Settings()))
    assert loaded.record is None
    assert sorted(places(loaded.problems)) == [f"乙.yaml:{inner} R005", f"发布会.yaml:{outer} R021"]
    assert any("乙.yaml”有 1 处错误" in told(item) for item in loaded.problems)


FAULTS = [
    ("案例集名称: 某集\n案例: [※没有.yaml]\n", "R021", "没有"),
    (f"案例集名称: 某集\n案例: [※{'长' * 300}/没有.yaml]\n", "R021", "没有"),
    ("案例集名称: 某集\n案例: [甲.yaml, ※甲.yaml]\n", "R022", "第2行已经列过"),
    ("案例集名称: 某集\n案例: [※/甲.yaml]\n", "R021", "相对于本文件"),
    ("案例集名称: 某集\n案例: [※空/*.yaml]\n", "R021", "没有找到案件记录"),
    ("案例集名称: 某集\n案例: [※发布会.yaml]\n", "R021", "不是案件记录"),
    (CONFERENCE + "前言: 共｛※案列数｝件\n", "R008", "是不是“案例数”？"),
    (CONFERENCE + "前言: 补缴｛※甲.补缴今额｝\n", "R008", "是不是“甲.补缴金额”？"),
    (CONFERENCE + "前言: 补缴｛※丙.补缴金额｝\n", "R008", "没有登记"),
    (CONFERENCE + "亮点: [※甲.没有]\n", "R008", "没有登记"),
    (CONFERENCE + "议程: [{事项: 发布, 人: ※丁}]\n", "R008", "没有在“人物”里登记"),
    (CONFERENCE + "数据: {甲: ※3件}\n", "R018", "案例的文件名"),
    (CONFERENCE + "体例: {案例标题: ※案例A}\n", "R009", "案例一"),
    (CONFERENCE + "主办: 甲院※，乙会\n", "R020", "[甲院, 乙会]"),
    (CONFERENCE + "人物: [张某※，某院检察长]\n", "R020", "张某 | 某院检察长"),
    ("体裁: ※消\n正文: 略\n", "R009", "消息"),
    ("体裁: 消息\n正文: [{标题: 甲, ※通报人: 乙}]\n人物: [乙]\n", "R023", "留下一个"),
    ("体裁: 消息\n正文: [{※事项: 乙}]\n", "R023", "通报人"),
    ("体裁: 消息\n正文: [{※选用: [基本案情]}]\n", "R023", "案件"),
    ("体裁: 消息\n正文: [{案件: ※没有.yaml}]\n", "R021", "没有"),
    ("体裁: 消息\n发布会: ※甲.yaml\n正文: 略\n", "R021", "不是发布会记录"),
]


@pytest.mark.parametrize(("record", "code", "words"), FAULTS, ids=[row[0].strip()[-24:] for row in FAULTS])
def test_a_fault_is_told_at_its_place(scratch: Scratch, record: str, code: str, words: str) -> None:
    text, (mark,) = marked(record)
    path = conference(scratch, text)
    loaded = load(path, Project(scratch.root, Settings()))
    found = [item for item in loaded.problems if item.level == "error"]
    assert places(found) == [f"发布会.yaml:{mark} {code}"]
    assert words in told(found[0])


def test_a_name_that_two_cases_answer_to_is_told(scratch: Scratch) -> None:
    text = CONFERENCE + "前言: 补缴｛临河.补缴金额｝\n"
    (found,) = problems_of(conference(scratch, text, b=CASE_A.replace("规范甲", "规范乙")))
    assert "R008 ｛临河.补缴金额｝不知道是哪一个案例：甲、乙" in found


def test_a_number_typed_before_a_point_is_taken_off(scratch: Scratch) -> None:
    path = scratch.file("稿.yaml", "体裁: 消息\n正文:\n  - 分点:\n      - 一是办案。办了。\n      - 二是宣传。\n")
    record = docgen.load(path)
    assert isinstance(record, Release)
    assert [str(point.body) for point in record.body[0].points] == ["办案。办了。", "宣传。"]
    assert [found.partition(" ")[2][:4] for found in problems_of(path)] == ["R010", "R010"]


def test_points_and_paragraphs_may_be_typed_as_a_block(scratch: Scratch) -> None:
    path = scratch.file("稿.yaml", "正文:\n  - 分点: |\n      甲。乙。\n      丙。\n  - |\n    一段。\n    又一段。\n")
    record = docgen.load(path)
    assert isinstance(record, Release)
    first, second = record.body
    assert [str(point.body) for point in first.points] == ["甲。乙。", "丙。"]
    assert str(second.body) == "一段。\n又一段。"


def test_a_kind_skips_a_record_of_another_type_and_fails_only_where_nothing_fits(scratch: Scratch) -> None:
    path = conference(scratch)
    out = scratch.root / "out"
    report = docgen.build([path, scratch.root / "甲.yaml"], ["典型案例"], formats=["txt"], out=out)
    assert len(report.outputs) == 1
    assert report.skipped == [f"{path.name}：这是发布会记录，典型案例要用案件记录，跳过"]
    with pytest.raises(ConfigError, match="这是发布会记录"):
        docgen.build([path], ["典型案例"], formats=["txt"], out=out)


def test_a_release_sees_the_cases_and_the_figures_of_its_conference(scratch: Scratch) -> None:
    conference(scratch, CONFERENCE + "数据: {办案数: 120件}\n")
    text = "体裁: 消息\n发布会: 发布会.yaml\n正文: 办理｛办案数｝，｛案例数｝件，补缴｛甲.补缴金额｝\n"
    record = docgen.load(scratch.file("稿.yaml", text))
    assert isinstance(record, Release)
    assert [member.name for member in record.members] == ["甲", "乙"]
