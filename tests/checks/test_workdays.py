"""The ends of periods: months by the calendar, days off by the library, its gaps told and never fatal."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest

from docgen.checks.workdays import Calendar, calendar_of, deadline, is_workday
from docgen.core.dates import When, parse
from docgen.core.source import Located, Span
from docgen.data import table
from docgen.records import derive
from docgen.records.project import Settings


def day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("counted", "due"),
    [
        ("2024-06-24", "2024年6月24日"),
        ("2024-06-22", "2024年6月24日"),  # a Saturday
        ("2024-10-01", "2024年10月8日"),  # the national holiday
        ("2024-09-29", "2024年9月29日"),  # a Sunday that was worked
        ("2026-02-17", "2026年2月24日"),  # the spring festival
    ],
)
def test_the_last_day_is_a_working_day(counted: str, due: str) -> None:
    assert str(deadline(day(counted))) == due


FIXED = [
    ("2027-01-01", "元旦"),
    ("2027-02-05", "除夕"),
    ("2027-02-06", "初一"),
    ("2027-02-08", "初三"),
    ("2028-04-04", "清明"),
    ("2029-05-02", "五一第二天"),
    ("2030-06-05", "端午"),
    ("2031-10-01", "国庆，也是中秋"),
    ("2032-09-19", "中秋"),
    ("2033-01-30", "除夕"),
    ("2035-02-10", "初三"),
    ("2040-10-03", "国庆，表以外也不变"),
]


@pytest.mark.parametrize(("holiday", "name"), FIXED, ids=[name for _, name in FIXED])
def test_the_holidays_of_the_law_are_known_without_a_notice(holiday: str, name: str) -> None:
    assert is_workday(day(holiday)) == (False, True)


@pytest.mark.parametrize("worked", ["2027-02-09", "2027-05-03", "2030-10-04", "2035-06-11"])
def test_a_weekday_beside_a_holiday_is_worked_as_far_as_is_known(worked: str) -> None:
    assert is_workday(day(worked)) == (True, False)


def test_only_what_a_notice_may_still_move_is_said_to_be_assumed() -> None:
    assert str(deadline(day("2031-10-04"))) == "2031年10月6日（调休未公布，暂推算）"
    assert str(deadline(day("2031-10-01"))) == "2031年10月6日（调休未公布，暂推算）"
    assert str(deadline(day("2031-07-16"))) == "2031年7月16日"
    assert str(deadline(day("2031-07-19"))) == "2031年7月21日"
    assert str(deadline(day("2036-07-16"))) == "2036年7月16日（调休未公布，暂推算）"
    assert str(deadline(day("1995-01-01"))) == "1995年1月2日（调休未公布，暂推算）"


def test_the_table_agrees_with_the_library_on_which_days_are_festivals() -> None:
    """Spring: 353 to 385 days apart; 清明 on 4 or 5 April; 端午 and 中秋 in their months."""
    rows = table("holidays")["随农历和节气"]
    assert [int(row["年"]) for row in rows] == list(range(2027, 2036))
    springs = [day("2026-02-17"), *(day(row["春节"]) for row in rows)]
    assert all((later - one).days in (354, 355, 383, 384, 385) for one, later in pairwise(springs))
    for row in rows:
        assert day(row["清明"]).month == 4
        assert day(row["清明"]).day in (4, 5)
        # The fifth day of the fifth and the fifteenth of the eighth moon, by moons of 29.5 days.
        assert (
            abs((day(row["中秋"]) - day(row["端午"])).days - 98.6) < 2
            or (day(row["中秋"]) - day(row["端午"])).days > 120
        )


def test_the_office_knows_more() -> None:
    own = Calendar(off=frozenset([day("2031-10-06")]), on=frozenset([day("2031-10-04")]))
    assert deadline(day("2031-10-04"), own).known
    assert str(deadline(day("2031-10-05"), own)) == "2031年10月7日（调休未公布，暂推算）"
    typed = When.of(Located("2031年10月6日", Span("")), parse("2031年10月6日"))
    assert day("2031-10-06") in calendar_of(Settings(days_off=(typed,))).off


@pytest.mark.parametrize(
    ("received", "months", "urgent"),
    [
        ("2024-12-31", "2025-02-28", "2025-01-15"),
        ("2023-12-31", "2024-02-29", "2024-01-15"),
        ("2024-04-24", "2024-06-24", "2024-05-09"),
    ],
)
def test_periods_by_the_calendar(received: str, months: str, urgent: str) -> None:
    assert derive.reply_due(day(received), urgent=False) == day(months)
    assert derive.reply_due(day(received), urgent=True) == day(urgent)
