"""Rows → an Excel sheet, the same bytes each time: filters, a frozen head, dates as dates, what is overdue in words and colour."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from docgen.formats.workbook import saved
from docgen.review.register.rows import CASE_COLUMNS, COLUMNS, DERIVED, Row

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
