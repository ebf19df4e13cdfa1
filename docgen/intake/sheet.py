"""An Excel file → its cells: merged cells filled, dates as dates, bounded like every file from an unknown hand.

ECMA-376 part 1, chapter 18. Formulas give the value that Excel stored.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docgen.core.errors import EnvironmentFault
from docgen.formats.word.package import Package, refusal

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_BUILT_IN = frozenset([*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)])
"""Numbers of the built-in formats that show a date or a time."""
_CELLS = 300_000
_WIDEST = 200

Value = str | float | datetime.date | datetime.datetime


@dataclass(slots=True)
class Page:
    """One sheet. ``cells`` are the values by (row, column) from 1; ``merged`` the cells that repeat another one's value."""

    name: str
    cells: dict[tuple[int, int], Value] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden: bool = False
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    """Cells with a formula whose value was never stored."""

    def at(self, row: int, column: int) -> Value | None:
        """The value that a person sees there: in a merged block that of its first cell."""
        return self.cells.get(self.merged.get((row, column), (row, column)))

    @property
    def last_row(self) -> int:
        return max((row for row, _ in self.cells), default=0)

    @property
    def last_column(self) -> int:
        return max((column for _, column in self.cells), default=0)


def is_workbook(package: Package) -> bool:
    """True for an Excel file."""
    return any(
        part.endswith("workbook.xml") for kind, part in package.relations("").values() if kind == "officeDocument"
    )


def is_old_workbook(data: bytes) -> bool:
    """True for an Excel file of before 2007: a compound file with a stream for the cells ([MS-XLS] 2.1.2)."""
    return data.startswith(b"\xd0\xcf\x11\xe0") and any(
        f"{name}\0".encode("utf-16-le") in data for name in ("Workbook", "Book")
    )


def renewed(data: bytes, file: str) -> bytes:
    """The old Excel file *data* as a new one, by the LibreOffice of this machine. Raises RecordError (I001) where that fails."""
    from docgen.page.measure import office

    if office.program() is None:
        raise refusal(
            file, "不能直接导入 .xls 文件", "用 Excel 或 WPS 打开，另存为 .xlsx；装了 LibreOffice 也可以直接导入"
        )
    with TemporaryDirectory(prefix="docgen-") as folder:
        old, new = Path(folder) / "台账.xls", Path(folder) / "新"
        old.write_bytes(data)
        new.mkdir()
        try:
            (made,) = office.converted([old], new, [file], "xlsx")
        except EnvironmentFault:
            raise refusal(
                file,
                "LibreOffice 打不开这个 .xls 文件",
                "用 Excel 或 WPS 打开，另存为 .xlsx；有密码的先去掉，LibreOffice 没有 Calc 的先装 libreoffice-calc",
            ) from None
        return made.read_bytes()


def pages(package: Package) -> list[Page]:
    """The sheets of the Excel file *package*. Raises RecordError (I001) where it cannot be read."""
    main = next((part for kind, part in package.relations("").values() if kind == "officeDocument"), "")
    book = package.xml(main)
    relations = package.relations(main)
    parts = dict(relations.values())
    shared = _shared(package.xml(parts["sharedStrings"])) if package.has(parts.get("sharedStrings", "-")) else []
    dated = _dated(package.xml(parts["styles"])) if package.has(parts.get("styles", "-")) else frozenset()
    settings = book.find(f"{_S}workbookPr")
    base = (
        datetime.date(1904, 1, 1)
        if settings is not None and settings.get("date1904") in ("1", "true")
        else datetime.date(1899, 12, 30)
    )
    found = []
    for item in book.iter(f"{_S}sheet"):
        kind, part = relations.get(item.get(_R, ""), ("", ""))
        if kind == "worksheet" and package.has(part):
            page = _page(package, part, shared, dated, base)
            page.name, page.hidden = item.get("name", ""), item.get("state", "visible") != "visible"
            found.append(page)
    return found


def of_csv(text: str, name: str) -> Page:
    """The cells of a table in a text file: columns parted by comma, tab or semicolon, whichever its first line has most."""
    first = text.partition("\n")[0]
    mark = max(",\t;，", key=first.count)
    page = Page(name)
    for row, cells in enumerate(csv.reader(io.StringIO(text), delimiter=mark), 1):
        for column, words in enumerate(cells[:_WIDEST], 1):
            if words.strip():
                page.cells[row, column] = words.strip()
    return page


def serial(number: float, base: datetime.date = datetime.date(1899, 12, 30)) -> datetime.date | None:
    """The day that Excel means by *number*, ``None`` where it is no day of the years 1954 to 2119."""
    return base + datetime.timedelta(days=int(number)) if 20_000 <= number < 80_000 else None


def _page(package: Package, part: str, shared: list[str], dated: frozenset[int], base: datetime.date) -> Page:
    page = Page("")
    root = package.xml(part)
    row_number = 0
    for row in root.iter(f"{_S}row"):
        row_number = _whole(row.get("r"), row_number + 1)
        column = 0
        for cell in row.iter(f"{_S}c"):
            found = re.fullmatch(r"([A-Z]{1,3})\d{1,7}", cell.get("r", ""))
            column = _column(found[1]) if found else column + 1
            if column > _WIDEST or len(page.cells) >= _CELLS:
                continue
            value = _value(cell, shared, dated, base)
            if value is not None and value != "":
                page.cells[row_number, column] = value
            elif (formula := cell.find(f"{_S}f")) is not None:
                page.formulas[row_number, column] = "=" + (formula.text or "")
    for item in root.iter(f"{_S}mergeCell"):
        _merge(page, item.get("ref", ""))
    if len(page.cells) >= _CELLS:
        raise refusal(package.file, "表格大得不正常", "只留下台账的表，另存一次")
    return page


def _merge(page: Page, area: str) -> None:
    found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})", area)
    if not found:
        return
    left, right = _column(found[1]), min(_column(found[3]), _WIDEST)
    top, bottom = int(found[2]), min(int(found[4]), page.last_row + 1)
    if len(page.merged) + max(right - left, 0) * max(bottom - top, 0) > _CELLS:
        return
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            page.merged[row, column] = (top, left)


def _value(cell: Any, shared: list[str], dated: frozenset[int], base: datetime.date) -> Value | None:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _words(cell)
    stored = cell.find(f"{_S}v")
    text = (stored.text or "").strip() if stored is not None else ""
    if kind == "s":
        index = _whole(text, -1)
        return shared[index] if 0 <= index < len(shared) else None
    if kind in ("str", "e"):
        return text
    if kind == "b":
        return "是" if text == "1" else "否"
    if kind == "d":
        return text
    if not re.fullmatch(r"-?\d{1,15}(?:\.\d{1,20})?(?:[eE][-+]?\d{1,2})?", text):
        return None
    number = float(text)
    if _whole(cell.get("s"), 0) in dated and (day := serial(number, base)) is not None:
        return day
    return number


def _words(element: Any) -> str:
    """The text of a string, without the readings above it."""
    return "".join(item.text or "" for item in element.iter(f"{_S}t") if item.getparent().tag != f"{_S}rPh").strip()


def _shared(root: Any) -> list[str]:
    return [_words(item) for item in root.iter(f"{_S}si")]


def _dated(root: Any) -> frozenset[int]:
    """The cell styles that show dates."""
    own = {}
    for item in root.iter(f"{_S}numFmt"):
        code = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", item.get("formatCode", ""))
        own[_whole(item.get("numFmtId"), -1)] = re.search(r"[ymdYMD]", code) is not None
    styles = root.find(f"{_S}cellXfs")
    formats = [_whole(item.get("numFmtId"), 0) for item in styles] if styles is not None else []
    return frozenset(index for index, number in enumerate(formats) if own.get(number, number in _BUILT_IN))


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,9}", text) else default
