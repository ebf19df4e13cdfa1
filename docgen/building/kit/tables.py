"""A Comparison as a workbook: 数字对照表 and 人物对照表, for the leader who reviews the kit."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.building.kit.comparison import Cell, Comparison, Row
from docgen.formats.workbook import saved

FIGURES = ("数", "对外的说法", "准数", "期间", "出处", "登记处")
PERSONS = ("排名", "姓名", "职务", "单位", "角色", "登记处")
SHEETS = ("数字对照表", "人物对照表")

_NARROWEST, _HEAD_WIDEST, _PAPER_WIDEST = 8.0, 20.0, 32.0
"""Widths of columns in characters of Excel, of which a hanzi takes two: what is registered, and the sentences of a paper."""
_A4_WIDTH = 190.0
"""What an A4 sheet across takes before its print is too small to read; a wider table is set on A3."""
_LINE_HEIGHT, _TALLEST = 14.5, 409.0
"""Points: a line of 宋体 11, and what Excel takes."""
_HEAD = PatternFill("solid", fgColor="D9E2F3")
_WRONG = PatternFill("solid", fgColor="F8CBAD")
_LINE = Side(style="thin", color="999999")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_WRAP = Alignment(wrap_text=True, vertical="top")


def write(comparison: Comparison) -> bytes:
    """The workbook. Differing cells are coloured, and say 不一致 in words too."""
    book = Workbook()
    first = book.active
    assert isinstance(first, Worksheet)
    _sheet(first, SHEETS[0], FIGURES, comparison.figures, comparison.papers)
    _sheet(book.create_sheet(), SHEETS[1], PERSONS, comparison.persons, comparison.papers)
    return saved(book)


def _sheet(sheet: Worksheet, title: str, head: tuple[str, ...], rows: tuple[Row, ...], papers: tuple[str, ...]) -> None:
    sheet.title = title
    lines = [
        (*row.head, "不一致" if row.differs else "一致", *(_words(cell) for cell in row.cells)) for row in rows
    ] or [(f"没有登记{'人物' if title == SHEETS[1] else '数'}",)]
    titles = (*head, "核对", *papers)
    widths = [
        _width(text, [line[column] for line in lines if column < len(line)], column <= len(head))
        for column, text in enumerate(titles)
    ]
    for column, (text, width) in enumerate(zip(titles, widths, strict=True), 1):
        _put(sheet, 1, column, text, bold=True, fill=_HEAD)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for number, line in enumerate(lines, 2):
        for column, text in enumerate(line, 1):
            _put(sheet, number, column, text)
        sheet.row_dimensions[number].height = _height(zip(line, widths, strict=False))
    for number, row in enumerate(rows, 2):
        wrong = [row.differs, *(cell.differs for cell in row.cells)]
        for column in (column for column, differs in enumerate(wrong, len(head) + 1) if differs):
            sheet.cell(number, column).fill = _WRONG
    # What names a row stays in sight when one reads on to the right.
    sheet.freeze_panes = "C2"
    _set_up_print(sheet, title, sum(widths))


def _width(title: str, texts: list[str], head: bool) -> float:
    """The width of a column for its longest line, within what is good to read; a column with nothing in it is narrow."""
    longest = max((_columns(line) for text in texts for line in text.split("\n")), default=0)
    most = _HEAD_WIDEST if head else _PAPER_WIDEST
    return max(_NARROWEST, float(min(most, max(longest, min(_columns(title), most)) + 2)))


def _height(cells: Iterable[tuple[str, float]]) -> float:
    """The height of a row for its longest cell, in points: not every program finds it out for itself."""
    lines = max(sum(max(1, ceil(_columns(line) / (width - 2))) for line in text.split("\n")) for text, width in cells)
    return min(_LINE_HEIGHT * lines + 2, _TALLEST)


def _columns(text: str) -> int:
    return sum(2 if ord(char) > 0x2000 else 1 for char in text)


def _set_up_print(sheet: Worksheet, title: str, width: float) -> None:
    """Across, all columns on one page, the head on every page; numbered, and marked as not for the public."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4 if width <= _A4_WIDTH else sheet.PAPERSIZE_A3
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top = sheet.page_margins.bottom = 0.7
    sheet.page_margins.header = sheet.page_margins.footer = 0.3
    sheet.oddHeader.center.text = f"{title}（内部）"
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"
    sheet.print_title_rows = "1:1"


def _words(cell: Cell) -> str:
    return "\n".join([*(["【不一致】"] if cell.differs else []), *cell.sentences])


def _put(
    sheet: Worksheet, row: int, column: int, text: str, *, bold: bool = False, fill: PatternFill | None = None
) -> None:
    cell = sheet.cell(row, column)
    # A sentence that begins with = is a sentence, not a formula.
    cell.value = text
    cell.data_type = "s"
    cell.font = Font(name="宋体", size=11, bold=bold)
    cell.alignment = _WRAP
    cell.border = _BOX
    if fill is not None:
        cell.fill = fill
