"""A finished workbook as bytes, the same every time: openpyxl's own clock and the order of its parts are put right."""

from __future__ import annotations

import io
import re
import zipfile

from openpyxl import Workbook

_CLOCK = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The first that ZIP knows."""


def _without_formulas(book: Workbook) -> None:
    """What begins with = is what somebody typed, never something to compute: docgen writes no formulas."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    cell.data_type = "s"
                    cell.quotePrefix = True


def saved(book: Workbook) -> bytes:
    """*book* as the bytes of an .xlsx file, without a trace of when it was made or by whom.

    Its parts are stored, not deflated: what zlib gives differs between its versions.
    """
    book.properties.creator = "docgen"
    _without_formulas(book)
    raw, made = io.BytesIO(), io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _CLOCK.sub(rb"\g<1>2000-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(name, _FIRST_MOMENT)
            info.external_attr = 0o600 << 16
            new.writestr(info, content)
    return made.getvalue()
