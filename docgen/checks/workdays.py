"""Working days and the ends of periods. Pure functions over ``chinesecalendar`` and two lists of exceptions.

The library knows the public holidays up to a certain year; beyond it, and where a year's
notice is not in it yet, Saturday and Sunday count as days off, and what is said about
such a day says so. An office adds what it knows in docgen.yaml (放假, 调休上班).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from docgen.data import table
from docgen.records.project import Settings

ASSUMED = "暂按周末推算"


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that differ from the library's data: off, and worked though they seem off."""

    off: frozenset[datetime.date] = frozenset()
    on: frozenset[datetime.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a period. ``known`` is False where the holidays of that time are not known yet."""

    day: datetime.date
    known: bool = True

    def __str__(self) -> str:
        return f"{self.day.year}年{self.day.month}月{self.day.day}日" + ("" if self.known else f"（{ASSUMED}）")


def calendar_of(settings: Settings) -> Calendar:
    """The exceptions of ``data/holidays.yaml`` and of the office."""
    rows = table("holidays")
    off = {datetime.date.fromisoformat(day) for day in rows["放假"] or ()}
    on = {datetime.date.fromisoformat(day) for day in rows["调休上班"] or ()}
    return Calendar(
        frozenset(off | {day.moment.day for day in settings.days_off}),
        frozenset(on | {day.moment.day for day in settings.days_on}),
    )


def is_workday(day: datetime.date, calendar: Calendar = Calendar()) -> tuple[bool, bool]:
    """Whether *day* is worked, and whether that is known (else it is assumed from the day of the week)."""
    if day in calendar.on or day in calendar.off:
        return day in calendar.on, True
    return _by_library(day)


def deadline(counted: datetime.date, calendar: Calendar = Calendar()) -> Due:
    """The end of a period whose last day by the calendar is *counted*: a day off moves it to the next working day."""
    day, known = counted, True
    while True:
        works, sure = is_workday(day, calendar)
        known = known and sure
        if works:
            return Due(day, known)
        day += datetime.timedelta(days=1)


def _library(day: datetime.date) -> tuple[bool, bool]:
    import chinese_calendar  # costs more to import than most commands need

    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5, False


_by_library: Callable[[datetime.date], tuple[bool, bool]] = cast(Any, lru_cache(4096)(_library))
