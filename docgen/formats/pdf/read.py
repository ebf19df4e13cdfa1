"""The paragraphs of a PDF, by its tags; of one without tags, its lines."""

from __future__ import annotations

from collections.abc import Iterator
from ctypes import byref, c_double
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from docgen.core.errors import RecordError, problem
from docgen.core.source import Span

_BLOCKS = frozenset(
    ("/P", "/H", "/H1", "/H2", "/H3", "/H4", "/H5", "/H6", "/LI", "/LBody", "/TD", "/TH", "/Caption", "/TOCI")
)
_DEEPEST = 100
"""Levels of tags; the papers of docgen have six."""


@dataclass(slots=True)
class _Stretch:
    """Printed characters under one mark, or of one paragraph: where they begin and end, in points."""

    text: str = ""
    page: int = 0
    left: float = 0.0
    end_page: int = 0
    right: float = 0.0
    height: float = 0.0

    def add(self, other: _Stretch) -> None:
        if not self.text:
            self.page, self.left = other.page, other.left
        if other.text:
            self.text += other.text
            self.end_page, self.right, self.height = other.end_page, other.right, other.height


@dataclass(slots=True)
class _Printed:
    """(index of the page, number of the marked content) → what is printed, and the edges of all of it."""

    marks: dict[tuple[int, int], _Stretch] = field(default_factory=dict)
    left: float = 0.0
    right: float = 0.0


def read_pdf(path: Path) -> list[str]:
    """The paragraphs of the PDF at *path*: one for each tagged block, or one for each line where it has no tags.

    Running heads and page numbers, which are no text of a tagged file, are left out. Raises
    RecordError (I001) where it cannot be read.
    """
    import pypdfium2

    data, file = path.read_bytes(), str(path)
    try:
        drawn = pypdfium2.PdfDocument(data)
        with pikepdf.open(BytesIO(data)) as tagged:
            root = tagged.Root.get("/StructTreeRoot")
            found = _paragraphs(root, tagged, _printed(drawn)) if root is not None else _lines(drawn)
        drawn.close()
    except (pikepdf.PdfError, pypdfium2.PdfiumError, ValueError, TypeError, AttributeError, RuntimeError):
        hint = "用 Acrobat 或 WPS 打开，确认没有损坏、没有加密"
        raise RecordError([problem(Span(file), "I001", "这个 PDF 文件读不出来", hint)]) from None
    return [words for text in found if (words := text.strip())]


def _printed(drawn: Any) -> _Printed:
    """What is printed, by its marks; spaces that only a wide gap suggests are left out."""
    import pypdfium2.raw as pdfium

    found = _Printed()
    for number in range(len(drawn)):
        page = drawn[number].get_textpage()
        left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
        for index in range(page.count_chars()):
            if pdfium.FPDFText_IsGenerated(page.raw, index):
                continue
            mark = pdfium.FPDFPageObj_GetMarkedContentID(pdfium.FPDFText_GetTextObject(page.raw, index))
            pdfium.FPDFText_GetCharBox(page.raw, index, byref(left), byref(right), byref(bottom), byref(top))
            size = pdfium.FPDFText_GetFontSize(page.raw, index)
            own = _Stretch(
                chr(pdfium.FPDFText_GetUnicode(page.raw, index)), number, left.value, number, right.value, size
            )
            found.marks.setdefault((number, mark), _Stretch()).add(own)
    if found.marks:
        found.left = min(one.left for one in found.marks.values())
        found.right = max(one.right for one in found.marks.values())
    return found


def _lines(drawn: Any) -> list[str]:
    return [line for number in range(len(drawn)) for line in drawn[number].get_textpage().get_text_range().splitlines()]


def _paragraphs(root: Any, tagged: pikepdf.Pdf, printed: _Printed) -> list[str]:
    pages = {page.obj.objgen: index for index, page in enumerate(tagged.pages)}
    found: list[_Stretch] = [_Stretch()]

    def walk(element: Any, page: Any, depth: int) -> None:
        page = element.get("/Pg", page)
        block = str(element.get("/S", "")) in _BLOCKS
        if block:
            found.append(_Stretch())
        for kid in _kids(element):
            if isinstance(kid, int):
                found[-1].add(printed.marks.get((pages[page.objgen], kid), _Stretch()))
            elif "/MCID" in kid:
                place = pages[kid.get("/Pg", page).objgen], int(kid["/MCID"])
                found[-1].add(printed.marks.get(place, _Stretch()))
            elif "/S" in kid and depth < _DEEPEST:
                walk(kid, page, depth + 1)
        if block:
            found.append(_Stretch())

    walk(root, None, 0)
    whole: list[_Stretch] = []
    for stretch in found:
        if not stretch.text.strip():
            continue
        if whole and _goes_on(whole[-1], stretch, printed):
            whole[-1].add(stretch)
        else:
            whole.append(stretch)
    return [one.text for one in whole]


def _goes_on(above: _Stretch, below: _Stretch, printed: _Printed) -> bool:
    """True where *below* is the rest of *above* on the next page: a full line, and then one without an indent."""
    full = above.right > printed.right - above.height
    return below.page == above.end_page + 1 and full and below.left < printed.left + above.height / 2


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K")
    if isinstance(kids, pikepdf.Array):
        yield from kids
    elif kids is not None:
        yield kids
