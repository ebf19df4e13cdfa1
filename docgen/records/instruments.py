"""The paper that goes to the authority before a suit, by date: its name and the periods that it gives.

Both change with the law (a bill of 2025 calls it 检察意见), so they are rows of
``data/instruments.yaml`` with the dates between which they are in force; a letter of 2024 says
in 2030 what it said in 2024. What is only a bill stands there disabled.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cache

from docgen.data import table


@dataclass(frozen=True, slots=True)
class Instrument:
    """``name`` and ``short`` as printed; the periods in words, and as months and days to count by.

    ``performance`` and ``reply`` run from receipt; ``urgent`` is that of the written reply in an urgent case.
    """

    name: str
    short: str
    performance: str
    reply: str
    urgent: str
    performance_months: int
    reply_months: int
    urgent_days: int
    since: str
    until: str


def instrument(day: datetime.date | None) -> Instrument | None:
    """The instrument in force on *day*, on no known day (``None``) the last one; ``None`` before the first."""
    rows = _rows()
    if day is None:
        return rows[-1]
    on = day.isoformat()
    return next((row for row in rows if row.since <= on and (not row.until or on < row.until)), None)


def counted_by(day: datetime.date) -> Instrument:
    """The instrument whose periods count for a paper received on *day*: before the first the first."""
    return instrument(day) or _rows()[0]


@cache
def _rows() -> tuple[Instrument, ...]:
    """Those in force at some time, in the order of their dates."""
    found = [
        Instrument(
            row["名称"],
            row["简称"],
            row["履行"],
            row["回复"],
            row["紧急回复"],
            int(row["履行月数"]),
            int(row["回复月数"]),
            int(row["紧急日数"]),
            row["自"],
            row.get("至", ""),
        )
        for row in table("instruments")["诉前文书"]
        if "停用" not in row
    ]
    return tuple(sorted(found, key=lambda one: one.since))
