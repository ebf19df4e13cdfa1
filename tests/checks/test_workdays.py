"""The ends of periods: months by the calendar, days off by the library, its gaps told and never fatal."""

from __future__ import annotations

import datetime

import pytest

from docgen.checks.workdays import Calendar, calendar_of, deadline, is_workday
from docgen.core.dates import When, parse
from docgen.core.source import Located, Span
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


def test_beyond_the_data_weekends_are_assumed_and_said() -> None:
    assert str(deadline(day("2031-10-04"))) == "2031年10月6日（暂按周末推算）"
    assert is_workday(day("2031-10-01")) == (True, False)
    assert str(deadline(day("1995-01-01"))) == "1995年1月2日（暂按周末推算）"


def test_the_office_knows_more() -> None:
    own = Calendar(off=frozenset([day("2031-10-06")]), on=frozenset([day("2031-10-04")]))
    assert deadline(day("2031-10-04"), own).known
    assert str(deadline(day("2031-10-05"), own)) == "2031年10月7日（暂按周末推算）"
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
