"""Case records → 台账: numbers, dates, the end of every period, what is overdue; as an Excel sheet and as a calendar.

One row a case; a case with several letters has a row for each. Periods: 人民检察院公益诉讼
办案规则, Arts 47, 70, 75, 76; 检察公益诉讼解释, Art. 21 (``checks.workdays``). No clock: what is
not done yet is judged as of a date that the caller gives. The sheet (filters, a frozen head, dates as
dates, what is overdue in words and colour) and the calendar (RFC 5545) are the same bytes each time.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from docgen.checks import workdays
from docgen.checks.workdays import ASSUMED, Calendar, Period
from docgen.core import dates
from docgen.core.dates import When
from docgen.formats.workbook import saved
from docgen.privacy.masks import usual_mask
from docgen.privacy.naming import is_firm
from docgen.privacy.replacing import replaced
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


_STAMP = "19800101T000000Z"
"""When an entry was made says nothing here, and a clock would change the file at every run."""


def calendar(rows: Iterable[Row]) -> bytes:
    """The open periods of *rows*, and the ends of 整改期限 and 审查起诉期限, as entries of a whole day with a reminder three days before."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//docgen//ledger//ZH", "CALSCALE:GREGORIAN"]
    for row in rows:
        for due in _open(row):
            who = row.cells.get("被建议单位") or _outer(str(row.cells.get("立案对象") or ""))
            # The matter names persons too: 整治何雨生等人污染河道.
            title = replaced(f"{due.name}期限：{row.case}" + (f"（{who}）" if who else ""), row.held)
            mark = hashlib.sha256(f"{title}{due.day}".encode()).hexdigest()[:24]
            title += "" if due.known else f"（{ASSUMED}）"
            lines += [
                "BEGIN:VEVENT",
                f"UID:{mark}@docgen",
                f"DTSTAMP:{_STAMP}",
                f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}",
                f"SUMMARY:{_escaped(title)}",
            ]
            lines += [
                "TRANSP:TRANSPARENT",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                f"DESCRIPTION:{_escaped(title)}",
                "TRIGGER:-P3D",
                "END:VALARM",
                "END:VEVENT",
            ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _outer(name: str) -> str:
    """*name* as a phone may show it: an authority or a firm by its name, a person as 何某."""
    parts = re.split("[、，；]", name)
    return "、".join(
        one if is_firm(one) or _BODY.search(one) else usual_mask(one, "某甲") or "" for one in parts if one
    )


_BODY = re.compile(r"[局委厅办队所站会院处署]$|政府$|中心$|公司$")


def _open(row: Row) -> Iterator[Due]:
    yield from (due for due in row.dues if due.done is None)
    yield from row.ends


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """*line* in pieces of at most 75 bytes, never cut inside a character."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 74:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece


_WIDTHS = {
    "案名": 44,
    "检察院": 26,
    "事由": 24,
    "立案对象": 26,
    "被建议单位": 26,
    "已超期": 30,
    "线索来源": 18,
    "立案文号": 22,
    "建议文号": 22,
}
_LINE = Side(style="thin", color="FFBFBFBF")
_HEAD = PatternFill("solid", fgColor="FFDDEBF7")
_DERIVED = PatternFill("solid", fgColor="FFF2F2F2")
_LATE = PatternFill("solid", fgColor="FFFFC7CE")
_FORMULA = re.compile(r"^[=+\-@]")
TITLE = "公益诉讼案件台账"


def sheet(rows: Sequence[Row], as_of: datetime.date | None = None) -> bytes:
    """The bytes of an .xlsx file with *rows*; *as_of* is told in the first line."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title = "台账"
    when = (
        f"（截至{as_of.year}年{as_of.month}月{as_of.day}日）" if as_of else "（没有写截止日期，未完成的不判断是否超期）"
    )
    page.append([f"{TITLE}{when}"])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(COLUMNS))
    page["A1"].font = Font(bold=True, size=14)
    page.append(list(COLUMNS))
    for row in rows:
        page.append([_shown(row.cells.get(column, "")) for column in COLUMNS])
    _look(page, rows)
    _merge(page, rows)
    page.freeze_panes = "B3"
    page.auto_filter.ref = f"A2:{get_column_letter(len(COLUMNS))}{len(rows) + 2}"
    page.page_setup.orientation = "landscape"
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "2:2"
    return saved(book)


def _shown(value: str | datetime.date) -> str | datetime.date | None:
    """A text that would be taken for a formula is kept a text by a blank before it."""
    if isinstance(value, str):
        return (" " + value if _FORMULA.match(value) else value) or None
    return value


def _look(page: object, rows: Sequence[Row]) -> None:
    cells = page  # openpyxl's sheet carries no types
    for index, column in enumerate(COLUMNS, 1):
        cells.column_dimensions[get_column_letter(index)].width = _WIDTHS.get(column, 13)  # type: ignore[attr-defined]
        head = cells.cell(2, index)  # type: ignore[attr-defined]
        head.font, head.fill, head.alignment = Font(bold=True), _HEAD, Alignment("center", "center", wrap_text=True)
    for number in range(2, len(rows) + 3):
        for index, column in enumerate(COLUMNS, 1):
            cell = cells.cell(number, index)  # type: ignore[attr-defined]
            cell.border = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
            if number == 2:
                continue
            cell.alignment = Alignment(vertical="center", wrap_text=True)
            if isinstance(cell.value, datetime.date):
                cell.number_format = "yyyy-mm-dd"
            if column in DERIVED:
                cell.fill = _LATE if column == "已超期" and cell.value else _DERIVED


def _merge(page: object, rows: Sequence[Row]) -> None:
    """The columns of a case with several letters stand once."""
    start = 0
    for index in range(1, len(rows) + 1):
        if index < len(rows) and not rows[index].first:
            continue
        if index - start > 1:
            for column in range(1, len(CASE_COLUMNS) + 1):
                page.merge_cells(start_row=start + 3, end_row=index + 2, start_column=column, end_column=column)  # type: ignore[attr-defined]
        start = index
