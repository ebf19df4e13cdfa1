"""Instruments by date: the name of the letter and its periods come from data, what is only a bill is not made."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

import pytest
from helpers import Scratch, finished, made, text_of

from docgen.data import table
from docgen.records import derive
from docgen.records.derive import counted_by, instrument

RECORD = """机关: {区住建局: {全称: 云江省青川市临河区住房和城乡建设局}}
立案: [{机关: 区住建局, 日期: %(year)s年1月5日}]
检察建议: [{被建议单位: 区住建局, 日期: %(year)s年3月2日%(more)s}]
"""
BILL = replace(
    counted_by(datetime.date(2024, 1, 1)),
    name="检察意见书",
    short="检察意见",
    performance="三个月",
    reply="一个月",
    urgent="十日",
    performance_months=3,
    reply_months=1,
    urgent_days=10,
    since="2030-01-01",
)


def letter(scratch: Scratch, year: int, more: str = "") -> str:
    (one,) = finished(scratch.record(RECORD % {"year": year, "more": more}), "recommendation")
    return text_of(made(one))


@pytest.mark.parametrize(
    ("day", "name"),
    [("2018-03-01", None), ("2018-03-02", "检察建议书"), ("2026-11-24", "检察建议书"), (None, "检察建议书")],
)
def test_the_instrument_is_that_of_the_day(day: str | None, name: str | None) -> None:
    found = instrument(datetime.date.fromisoformat(day) if day else None)
    assert (found.name if found else None) == name


def test_a_letter_of_a_day_before_the_law_has_gaps_and_no_invented_period(scratch: Scratch) -> None:
    text = letter(scratch, 2017)
    assert "【待补：诉前文书.履行期限】" in text
    assert "两个月" not in text


def test_a_law_in_force_changes_name_and_periods_and_no_template(
    scratch: Scratch, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = replace(counted_by(datetime.date(2024, 1, 1)), until="2030-01-01")
    monkeypatch.setattr(derive, "_rows", lambda: (today, BILL))
    before, after, urgent = letter(scratch, 2029), letter(scratch, 2031), letter(scratch, 2031, ", 紧急情形: 损害扩大")
    assert "检察建议书" in before
    assert "检察意见" not in before
    assert "检察意见书" in after
    assert "检察建议" not in after
    assert "自收到本检察意见书之日起三个月内，依法履行职责；自收到之日起一个月内，将办理情况书面回复本院。" in after
    assert "自收到本检察意见书之日起十日内，将办理情况书面回复本院；依法履行职责的期限仍为" in urgent
    received = datetime.date(2031, 1, 31)
    assert derive.performance_due(received) == datetime.date(2031, 4, 30)
    assert derive.reply_due(received, urgent=False) == datetime.date(2031, 2, 28)
    assert derive.reply_due(received, urgent=True) == datetime.date(2031, 2, 10)


@pytest.mark.parametrize("name", ["检察意见书", "检察意见", "procuratorial-opinion"])
def test_the_instrument_of_a_bill_is_refused_with_its_status(scratch: Scratch, cli: Any, name: str) -> None:
    scratch.record("")
    ran = cli("render", "案件.yaml", "--as", name)
    assert ran.code == 2
    assert f"{name}还不能做：《检察公益诉讼法》还是草案" in ran.talk
    assert "检察建议书（recommendation）" in ran.talk


def test_every_row_says_what_it_rests_on() -> None:
    for row in table("instruments")["诉前文书"]:
        assert row["依据"]
        assert row["证据"] in ("✔", "✔2")
        assert ("自" in row) != ("停用" in row)


def test_one_row_switched_on_changes_papers_bases_and_rules(
    scratch: Scratch, monkeypatch: pytest.MonkeyPatch, cli: Any
) -> None:
    made_up = {
        "名称": "检察意见书", "简称": "检察意见", "履行": "三个月", "回复": "一个月", "紧急回复": "十日",
        "履行月数": "3", "回复月数": "1", "紧急日数": "10", "自": "2030-01-01",
        "提出": ["《中华人民共和国假设公益诉讼法》第九条第二款"], "依据": "假设", "证据": "✔",
    }  # fmt: skip
    rows = [table("instruments")["诉前文书"][0], made_up]
    monkeypatch.setattr(derive, "table", lambda name: {"诉前文书": rows} if name == "instruments" else table(name))
    derive._rows.cache_clear()
    try:
        # The row before does not say that it has ended: the new one ends it.
        old, new = letter(scratch, 2029), letter(scratch, 2031)
        assert "第二十五条第四款" in old
        assert "检察意见" not in old
        assert "《中华人民共和国假设公益诉讼法》第九条第二款" in new
        assert "第二十五条第四款" not in new
        assert "三个月内，依法履行职责；自收到之日起一个月内" in new
        says = ", 其他说明: 请在两个月内书面回复本院。, 送达日期: 2031年3月4日"
        scratch.record(RECORD % {"year": 2031, "more": says} + "回复: [{机关: 区住建局, 日期: 2031年4月20日}]\n")
        said = cli("check", "案件.yaml").talk
        assert "法律规定是收到之日起一个月" in said
        assert "收到后一个月内回复" in said
    finally:
        derive._rows.cache_clear()
