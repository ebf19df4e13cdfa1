"""The glyphs of a PDF where they lie on the sheet, read by PDFium."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from math import hypot
from pathlib import Path

from docgen.core.errors import ConfigError, problem
from docgen.core.source import Span

_SUBSET = re.compile("^[A-Z]{6}\\+")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A visible glyph. Lengths in points from the top left corner of the sheet.

    ``x`` is its origin and ``right`` the end of its advance, the other way round where it stands upside down
    (a card that folds), ``baseline`` the line on which it stands;
    ``top`` and ``bottom`` bound the ink. ``font`` is the PostScript name, without the mark of a subset.
    """

    text: str
    x: float
    right: float
    baseline: float
    top: float
    bottom: float
    size: float
    font: str
    colour: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of the file: its size in points and its glyphs in the order in which they were drawn."""

    width: float
    height: float
    glyphs: tuple[Glyph, ...]


def sheets(path: Path, shown: str) -> list[Sheet]:
    """The pages of the PDF at *path*; ConfigError (Y001), naming the file as *shown*, where it cannot be read."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except (OSError, pypdfium2.PdfiumError):
        fault = problem(Span(shown), "Y001", "打不开这个文件，或者它不是 PDF", "换一个能打开的文件")
        raise ConfigError([fault]) from None
    try:
        return [_sheet(page) for page in document]
    except pypdfium2.PdfiumError:
        fault = problem(Span(shown), "Y001", "这个 PDF 的页读不出来，可能损坏了", "换一个能打开的文件")
        raise ConfigError([fault]) from None
    finally:
        document.close()


def _sheet(page: object) -> Sheet:
    from pypdfium2 import raw

    width, height = page.get_size()  # type: ignore[attr-defined]
    text = page.get_textpage()  # type: ignore[attr-defined]
    found = []
    fonts: dict[bytes, str] = {}
    for index in range(raw.FPDFText_CountChars(text)):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.isspace() or character in "\x00\ufffe\uffff" or raw.FPDFText_IsGenerated(text, index) == 1:
            continue
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        _, bottom, _, top = text.get_charbox(index)
        loose = text.get_charbox(index, loose=True)
        matrix = raw.FS_MATRIX()
        raw.FPDFText_GetMatrix(text, index, matrix)
        advance = loose[2] - loose[0]
        left = x.value - advance if matrix.a < 0 else x.value
        found.append(
            Glyph(
                character,
                left,
                left + advance,
                height - y.value,
                height - top,
                height - bottom,
                float(raw.FPDFText_GetFontSize(text, index) * hypot(matrix.c, matrix.d)),
                _font(raw, text, index, fonts),
                _colour(raw, text, index),
            )
        )
    return Sheet(width, height, tuple(found))


def _font(raw: object, text: object, index: int, known: dict[bytes, str]) -> str:
    flags = ctypes.c_int()
    buffer = ctypes.create_string_buffer(128)
    raw.FPDFText_GetFontInfo(text, index, buffer, 128, flags)  # type: ignore[attr-defined]
    name = buffer.value
    if name not in known:
        known[name] = _SUBSET.sub("", name.decode("utf-8", "replace"))
    return known[name]


def _colour(raw: object, text: object, index: int) -> str:
    """Six hexadecimal digits, as in the norm."""
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFText_GetFillColor(text, index, red, green, blue, alpha)  # type: ignore[attr-defined]
    return f"{red.value:02X}{green.value:02X}{blue.value:02X}"
