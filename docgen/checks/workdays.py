"""Working days and the ends of periods: the one place that knows when something is due.

Rules, the ledger and the calendar file all ask ``due``; none counts for itself. The
library ``chinesecalendar`` knows the holidays up to the year of the last notice. Later
years have the public holidays that the law fixes (data/holidays.yaml, to 2035); what a
notice may still move (调休) lies round them, and what is said about a day there says so.
An office adds what it knows in docgen.yaml (放假, 调休上班).
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal, cast

from docgen.data import table
from docgen.records import derive
from docgen.records.project import Settings

ASSUMED = "调休未公布，暂推算"
_NEAR = 12
"""So many days before and after a holiday may be exchanged for another: the most in any notice so far was ten."""

Period = Literal["立案送达", "建议送达", "备案", "回复", "紧急回复", "整改", "审查起诉"]
"""The periods of a case, each counted from the day that ``due`` says."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days that differ from the library's data: off, and worked though they seem off."""

    off: frozenset[datetime.date] = frozenset()
    on: frozenset[datetime.date] = frozenset()


USUAL = Calendar()
"""The library's data alone."""


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


def is_workday(day: datetime.date, calendar: Calendar = USUAL) -> tuple[bool, bool]:
    """Whether *day* is worked, and whether that is known (else it is assumed from the day of the week)."""
    if day in calendar.on or day in calendar.off:
        return day in calendar.on, True
    return _by_library(day)


def deadline(counted: datetime.date, calendar: Calendar = USUAL) -> Due:
    """The end of a period whose last day by the calendar is *counted*: a day off moves it to the next working day."""
    day, known = counted, True
    while True:
        works, sure = is_workday(day, calendar)
        known = known and sure
        if works:
            return Due(day, known)
        day += datetime.timedelta(days=1)


_COUNTED: dict[Period, Callable[[datetime.date], datetime.date]] = {
    "立案送达": derive.filing_service_due,
    "建议送达": derive.recommendation_service_due,
    "备案": derive.recording_due,
    "回复": lambda received: derive.reply_due(received, urgent=False),
    "紧急回复": lambda received: derive.reply_due(received, urgent=True),
    "整改": derive.performance_due,
    "审查起诉": derive.suit_review_due,
}


def due(period: Period, start: datetime.date, calendar: Calendar = USUAL) -> Due:
    """The last day of *period*, counted from *start*: the decision, the receipt, or the end of 整改 for 审查起诉."""
    return deadline(_COUNTED[period](start), calendar)


def _library(day: datetime.date) -> tuple[bool, bool]:
    import chinese_calendar  # costs more to import than most commands need

    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return _by_law(day)


def _by_law(day: datetime.date) -> tuple[bool, bool]:
    """Whether *day* is worked by the fixed holidays and the week; known where no exchange of days can reach it."""
    if day in _holidays(day.year):
        return False, True
    years = range(day.year - 1, day.year + 2)
    near = any(abs((day - holiday).days) <= _NEAR for year in years for holiday in _holidays(year))
    return day.weekday() < 5, _listed(day.year) and not near


def _listed(year: int) -> bool:
    return any(int(row["年"]) == year for row in table("holidays")["随农历和节气"])


@lru_cache(64)
def _holidays(year: int) -> frozenset[datetime.date]:
    """The public holidays of *year* that the law fixes; without those of the moon where the table does not reach.

    None before the years of the table: the library knows those, and before it other laws stood.
    """
    rows = table("holidays")
    if year < min(int(row["年"]) for row in rows["随农历和节气"]):
        return frozenset()
    found = [
        datetime.date(year, int(row["月"]), int(row["日"])) + datetime.timedelta(days=more)
        for row in rows["每年"]
        for more in range(int(row["天"]))
    ]
    for row in rows["随农历和节气"]:
        if int(row["年"]) == year:
            spring = datetime.date.fromisoformat(row["春节"])
            found += [spring + datetime.timedelta(days=more) for more in range(-1, 3)]
            found += [datetime.date.fromisoformat(row[name]) for name in ("清明", "端午", "中秋")]
    return frozenset(found)


_by_library: Callable[[datetime.date], tuple[bool, bool]] = cast(Any, lru_cache(4096)(_library))
