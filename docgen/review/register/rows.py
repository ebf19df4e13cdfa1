"""Case records → the rows of a ledger: numbers, dates, the end of every period, what is overdue.

One row a case; a case with several letters has a row for each. Periods: 人民检察院公益诉讼
办案规则, Arts 47, 70, 75, 76; 检察公益诉讼解释, Art. 21 (``checks.workdays``). No clock: what is
not done yet is judged as of a date that the caller gives.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from docgen.checks import workdays
from docgen.checks.workdays import Calendar, Period
from docgen.core import dates
from docgen.core.dates import When
from docgen.privacy.secrets import FIRM, Secret, register
from docgen.records import derive
from docgen.records.models import Case, Filing, Recommendation, Reply

COLUMNS = (
    "案名", "检察院", "事由", "类型", "领域", "承办检察官", "线索来源", "发现日期", "立案对象", "立案日期", "立案文号", "立案送达期限", "立案送达日期",
    "被建议单位", "建议文号", "建议决定日期", "建议送达期限", "建议送达日期", "备案期限", "备案日期", "紧急情形", "回复期限", "回复日期", "整改期限",
    "审查起诉期限", "已超期",
)  # fmt: skip
CASE_COLUMNS = COLUMNS[: COLUMNS.index("立案对象")]
"""What belongs to the case, not to one of its letters."""
DERIVED = ("立案送达期限", "建议送达期限", "备案期限", "回复期限", "整改期限", "审查起诉期限", "已超期")
"""What follows from the other columns: written, never imported."""


@dataclass(frozen=True, slots=True)
class Due:
    """A period of a case: what it is for, its last day, and when that was done (``None``: not yet, or not known).

    ``known`` is False where holidays may still be exchanged round that day.
    """

    name: str
    day: datetime.date
    done: datetime.date | None
    known: bool = True

    def overdue(self, as_of: datetime.date | None) -> str:
        """How many days late, in words; ``""`` where it is in time or cannot be judged without a date."""
        if self.done is not None:
            late = (self.done - self.day).days
            return f"{self.name}超期{late}天" if late > 0 else ""
        late = (as_of - self.day).days if as_of else 0
        return f"{self.name}未完成，超期{late}天" if late > 0 else ""


@dataclass(slots=True)
class Row:
    """One row. ``cells`` are texts and dates by column; ``first`` is True for the first row of its case.

    ``dues`` can be judged; of ``ends`` (整改, 审查起诉) the record does not tell whether they were met. ``held``
    are the persons and numbers of the case, which no phone shows.
    """

    case: str
    first: bool
    cells: dict[str, str | datetime.date] = field(default_factory=dict)
    dues: list[Due] = field(default_factory=list)
    ends: list[Due] = field(default_factory=list)
    held: tuple[Secret, ...] = ()


def rows(cases: Iterable[Case], as_of: datetime.date | None = None, calendar: Calendar = workdays.USUAL) -> list[Row]:
    """The rows of *cases*, in their order. *as_of* is the day by which open periods are judged (``None``: not at all)."""
    return [row for case in cases for row in _case_rows(case, as_of, calendar)]


def _case_rows(case: Case, as_of: datetime.date | None, calendar: Calendar) -> Iterator[Row]:
    pairs = _pairs(case)
    held = tuple(one for one in register([case]).personal if one.kind != FIRM and not one.likely)
    for index, (filing, letter) in enumerate(pairs):
        row = Row(str(derive.title(case)), index == 0, held=held)
        _put(row, _of_case(case))
        if filing is not None:
            _filing(row, case, filing, calendar)
        if letter is not None:
            _letter(row, case, letter, calendar)
        late = [words for due in row.dues if (words := due.overdue(as_of))]
        _put(row, {"已超期": "；".join(late)})
        yield row


def _pairs(case: Case) -> list[tuple[Filing | None, Recommendation | None]]:
    """Each letter with the filing against the same agency; filings without a letter stand alone."""
    filings = list(case.filings)
    pairs: list[tuple[Filing | None, Recommendation | None]] = []
    for letter in case.recommendations:
        own = next((one for one in filings if one.agency == letter.addressee), None)
        own = own or next((one for one in filings if one.agency is None), None)
        if own is not None and own.agency is not None:
            filings.remove(own)
        pairs.append((own, letter))
    used = {id(filing) for filing, _ in pairs}
    pairs += [(filing, None) for filing in filings if id(filing) not in used]
    return pairs or [(None, None)]


def _of_case(case: Case) -> dict[str, str | datetime.date | None]:
    clue = case.clue
    return {
        "案名": str(derive.title(case)), "检察院": str(case.procuratorate or ""), "事由": str(case.matter or ""), "类型": derive.case_type(case),
        "领域": str(case.field or ""), "承办检察官": str(case.prosecutor or ""), "线索来源": str(clue.origin or "") if clue else "",
        "发现日期": _day(clue.day) if clue else None,
    }  # fmt: skip


def _filing(row: Row, case: Case, filing: Filing, calendar: Calendar) -> None:
    filed, served = _exact(filing.day), _exact(filing.served)
    _put(row, {
        "立案对象": _full(case, filing.agency), "立案日期": _day(filing.day), "立案文号": str(filing.number or ""), "立案送达日期": served,
    })  # fmt: skip
    if filed is not None:
        _due(row, "立案送达", workdays.due("立案送达", filed, calendar), served)


def _letter(row: Row, case: Case, letter: Recommendation, calendar: Calendar) -> None:
    decided, served, recorded = (
        _exact(letter.decided) or _exact(letter.day),
        _exact(letter.served),
        _exact(letter.recorded),
    )
    reply = _reply(case, letter)
    replied = _exact(reply.day) if reply else None
    _put(row, {
        "被建议单位": _full(case, letter.addressee), "建议文号": str(letter.number or ""), "建议决定日期": decided, "建议送达日期": served,
        "备案日期": recorded, "紧急情形": str(letter.urgency or ""), "回复日期": (_day(reply.day) if reply else None),
    })  # fmt: skip
    if decided is not None:
        _due(row, "建议送达", workdays.due("建议送达", decided, calendar), served)
    if served is None:
        return
    _due(row, "备案", workdays.due("备案", served, calendar), recorded)
    reply_period: Period = "紧急回复" if letter.urgency is not None else "回复"
    _due(row, "回复", workdays.due(reply_period, served, calendar), replied)
    end = workdays.due("整改", served, calendar)
    review = workdays.due("审查起诉", end.day, calendar)
    # Whether the agency has performed and whether the office has reviewed for suit is not in the record: only the days are told.
    for name, last in (("整改", end), ("审查起诉", review)):
        row.cells[f"{name}期限"] = _cell(last)
        row.ends.append(Due(name, last.day, None, last.known))


def _due(row: Row, name: str, due: workdays.Due, done: datetime.date | None) -> None:
    row.cells[f"{name}期限"] = _cell(due)
    row.dues.append(Due(name, due.day, done, due.known))


def _cell(due: workdays.Due) -> datetime.date | str:
    """The last day as a date; in words, with the reservation, where it may still move."""
    return due.day if due.known else str(due)


def _reply(case: Case, letter: Recommendation) -> Reply | None:
    alone = len(case.recommendations) == 1
    return next((one for one in case.replies if one.agency == letter.addressee or (one.agency is None and alone)), None)


def _full(case: Case, name: str | None) -> str:
    """The full name of what is registered under *name*."""
    if name is None:
        return ""
    known = case.agencies.get(name) or case.parties.get(name)
    return str(known.full_name) if known and known.full_name else str(name)


def _exact(when: When | None) -> datetime.date | None:
    return when.moment.day if when is not None and when.moment.exact else None


def _day(when: When | None) -> datetime.date | str | None:
    """The day, or the words of a date that is not known to the day (2023年初)."""
    if when is None:
        return None
    return _exact(when) or dates.printed(when.moment)


def _put(row: Row, values: dict[str, str | datetime.date | None] | dict[str, str] | dict[str, datetime.date]) -> None:
    row.cells.update({key: value for key, value in values.items() if value})
