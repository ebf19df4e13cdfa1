"""A Comparison as a workbook: 数字对照表 and 人物对照表, for the leader who reviews the kit."""

from __future__ import annotations

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from docgen.comparison import Cell, Comparison, Row
from docgen.workbook import saved

FIGURES = ("数", "对外的说法", "准数", "期间", "出处", "登记处")
PERSONS = ("排名", "姓名", "职务", "单位", "角色", "登记处")
SHEETS = ("数字对照表", "人物对照表")

_WIDTHS = (20.0, 16.0, 16.0, 16.0, 14.0, 22.0)
_PAPER_WIDTH = 44.0
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
    for column, text in enumerate((*head, "核对", *papers), 1):
        _put(sheet, 1, column, text, bold=True, fill=_HEAD)
        letter = get_column_letter(column)
        width = _WIDTHS[column - 1] if column <= len(head) else 8.0 if column == len(head) + 1 else _PAPER_WIDTH
        sheet.column_dimensions[letter].width = width
    for number, row in enumerate(rows, 2):
        for column, text in enumerate(row.head, 1):
            _put(sheet, number, column, text)
        _put(sheet, number, len(head) + 1, "不一致" if row.differs else "一致", fill=_WRONG if row.differs else None)
        for column, cell in enumerate(row.cells, len(head) + 2):
            _put(sheet, number, column, _words(cell), fill=_WRONG if cell.differs else None)
    # What names a row stays in sight when one reads on to the right.
    sheet.freeze_panes = "C2"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
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
