"""A complainant's name does not go to the agency complained of unless the record says that it may."""

from __future__ import annotations

import pytest
from helpers import Scratch, finished

RECORD = """\
机关: {甲: 某市某局}
当事人: {王某: {姓名: 王小明%s}, 某店: 某市好味食品店}
线索: {来源: 热线, 日期: 2024年1月5日}
立案: [{机关: 甲, 日期: 2024年2月5日, 决定送达: 2024年2月6日}]
公益受损: |
  %s
其他文书:
  - {文种: 调查终结报告, 调查经过: 查。, 审查分析: 析。, 处理意见: 终结。}
"""
TOLD = ("2024年1月，王小明投诉店家售卖过期食品。", "投诉人王小明反映店家售卖过期食品。", "本院接到王小明的举报。")
NOT = ("王小明在店里打工。", "有消费投诉工单、王小明和他人的询问笔录。", "被投诉人王小明经营该店。")


def codes(
    scratch: Scratch, text: str, more: str = "", kind: str = "case-filing-decision", *, final: bool = False
) -> list[str]:
    papers = finished(scratch.record(RECORD % (more, text)), kind, final=final)
    return [f"{item.code} {item.level}" for paper in papers for item in paper.problems if item.code == "G008"]


@pytest.mark.parametrize("text", TOLD)
def test_the_name_of_who_complained_is_told_in_a_draft_and_stops_a_final_paper(scratch: Scratch, text: str) -> None:
    assert codes(scratch, text) == ["G008 reminder"]
    assert codes(scratch, text, final=True) == ["G008 error"]


@pytest.mark.parametrize("text", NOT)
def test_who_did_not_complain_may_be_named(scratch: Scratch, text: str) -> None:
    assert codes(scratch, text) == []


def test_the_record_decides(scratch: Scratch) -> None:
    assert codes(scratch, TOLD[0], ", 保密: 否") == []
    assert codes(scratch, NOT[0], ", 保密: 是") == ["G008 reminder"]


@pytest.mark.parametrize("kind", ["filing-approval-form", "investigation-report"])
def test_papers_of_the_house_may_name_everybody(scratch: Scratch, kind: str) -> None:
    assert codes(scratch, TOLD[0], ", 保密: 是", kind) == []


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("2024年1月，王小明投诉店家售卖过期食品。", "王小明投诉"),
        ("2024年1月，｛王某｝投诉店家售卖过期食品。", "｛王某｝投诉"),
        ("｛王某｝投诉店家售卖过期食品。", "｝投诉"),
    ],
)
def test_the_place_is_where_the_name_stands_in_the_text(scratch: Scratch, text: str, mark: str) -> None:
    record = RECORD % ("", text)
    (paper,) = finished(scratch.record(record), "case-filing-decision")
    (at,) = [item.span for item in paper.problems if item.code == "G008"]
    lines = record.splitlines()
    (line,) = [number for number, one in enumerate(lines, 1) if mark in one]
    assert at is not None
    assert (at.line, at.column) == (line, lines[line - 1].index(mark) + 1)
