"""The glyphs of a PDF, read by PDFium where they lie on the sheet, as lines of type; and which lines fill their measure."""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import hypot
from pathlib import Path

from docgen.core.errors import ConfigError, problem
from docgen.core.source import Span
from docgen.page.fonts import grid_width
from docgen.page.norm.model import TEXT, Norm

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


_SAME_LINE = 1.5
"""Points by which baselines of one line may differ."""
_NEAR = 2.0
"""Points by which the beginning of a line may miss its place."""
_LEADER = 5
"""As many dots in a row lead to a page number."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of type, its glyphs from left to right."""

    glyphs: tuple[Glyph, ...]

    @property
    def baseline(self) -> float:
        return self.glyphs[0].baseline

    @property
    def left(self) -> float:
        return self.glyphs[0].x

    @property
    def right(self) -> float:
        return self.glyphs[-1].right

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.glyphs)

    @property
    def size(self) -> float:
        """The size in which most of it is set."""
        return Counter(round(one.size, 1) for one in self.glyphs).most_common(1)[0][0]

    @property
    def units(self) -> float:
        """Its length in characters, Latin and digits counted half."""
        return sum(grid_width(one.text) for one in self.glyphs)


@dataclass(frozen=True, slots=True)
class Paper:
    """The rows of each sheet: those of the type area, those above it, those below it."""

    sheets: Sequence[Sheet]
    body: Sequence[Sequence[Row]]
    foot: Sequence[Sequence[Row]]


def read(sheets: Sequence[Sheet], norm: Norm) -> Paper:
    """*sheets* taken apart: what stands above the type area (a running head) is left out."""
    top = norm.page.top.pt
    body, foot = [], []
    for sheet in sheets:
        below = sheet.height - norm.page.bottom.pt
        rows = _rows(sheet.glyphs)
        body.append([row for row in rows if top <= row.baseline <= below + 2])
        foot.append([row for row in rows if row.baseline > below + 2])
    return Paper(sheets, body, foot)


def _rows(glyphs: Iterable[Glyph]) -> list[Row]:
    rows: list[list[Glyph]] = []
    for one in sorted(glyphs, key=lambda one: (one.baseline, one.x)):
        if rows and one.baseline - rows[-1][0].baseline <= _SAME_LINE:
            rows[-1].append(one)
        else:
            rows.append([one])
    return [Row(tuple(sorted(row, key=lambda one: one.x))) for row in rows]


def text_rows(paper: Paper, norm: Norm) -> list[list[Row]]:
    """For each sheet the rows in the size of 正文."""
    size = norm.roles[TEXT].size.length.pt
    return [[row for row in rows if abs(row.size - size) < 0.3] for rows in paper.body]


def steps(paper: Paper, norm: Norm) -> list[float]:
    """The distances of the baselines of lines of running text that follow one another directly."""
    pitch = norm.grid.pitch.pt
    left = text_edge(paper, norm)
    found = []
    for rows in text_rows(paper, norm):
        # What stands side by side, as the names of joint signatures, does not follow one another.
        running = [row for row in rows if _begins(row, norm, left) is not None]
        found += [b.baseline - a.baseline for a, b in pairwise(running) if b.baseline - a.baseline < 1.35 * pitch]
    return found


def _begins(row: Row, norm: Norm, left: float) -> float | None:
    """Where the line begins: at the edge *left* of the text or at the indent of a paragraph; ``None`` anywhere else."""
    return next((place for place in (left, left + _indent(norm)) if abs(row.left - place) < _NEAR), None)


def _indent(norm: Norm) -> float:
    look = norm.roles[TEXT]
    return look.first * look.character.pt


def text_edge(paper: Paper, norm: Norm) -> float:
    """The left edge of running text, in points: the norm's, or where 订口 is wrong the one that is found.

    That is a place at which lines begin, while others begin one indent to its right, and
    half of all lines of text at one of the two.
    """
    lefts = [row.left for rows in text_rows(paper, norm) for row in rows]

    def at(place: float) -> int:
        return sum(abs(left - place) < _NEAR for left in lefts)

    indent = _indent(norm)
    for place in (norm.page.left.pt, *sorted({round(left, 1) for left in lefts})):
        whole, first = at(place), at(place + indent)
        if whole and first and 2 * (whole + first) >= len(lefts):
            return place
    return norm.page.left.pt


_WHOLE = 0.05
"""Lines by which a page of text may miss a whole number; what misses it by more holds something else too."""


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages on which no further line would have had room: ``full`` page index → number of lines.

    ``mixed`` are those whose lines cannot be counted: tables or other type stand between them.
    """

    full: dict[int, int]
    mixed: tuple[int, ...]


def full_pages(paper: Paper, norm: Norm) -> Pages:
    """The pages that are filled to the end with text; what ends in a table, in 版记 or in small type is not one of them."""
    every = steps(paper, norm)
    firsts = [rows[0].baseline for rows in text_rows(paper, norm) if rows]
    found: dict[int, int] = {}
    mixed = []
    if not every or not firsts:
        return Pages(found, ())
    step, top = sum(every) / len(every), min(firsts)
    size = norm.roles[TEXT].size.length.pt
    for index, rows in enumerate(paper.body):
        if not rows or abs(rows[-1].size - size) >= 0.3:
            continue
        filled = rows[-1].baseline - top + step
        # A hair for the rounding of a program that places lines in tenths of a point.
        if norm.page.text_height.pt - filled < step - 0.3:
            lines = filled / step
            if abs(lines - round(lines)) <= _WHOLE:
                found[index] = round(lines)
            else:
                mixed.append(index)
    return Pages(found, tuple(mixed))


def grid_tops(paper: Paper, norm: Norm) -> list[float]:
    """How far the upper edge of the first line of each sheet lies below the edge of the paper, in points.

    Only of lines in a size that stands on the grid wherever the norm uses it; a table or a red head
    at the top of a sheet says nothing of its margin.
    """
    pitch = norm.grid.pitch.pt
    pitches: dict[float, set[float]] = {}
    for look in norm.roles.values():
        place = pitches.setdefault(round(look.size.length.pt, 1), set())
        place.add(pitch if look.from_top is None and not look.box else 0.0)
        place.add(look.pitch.pt)
    found = []
    for rows in paper.body:
        size = round(rows[0].size, 1) if rows else 0.0
        if pitches.get(size) == {pitch}:
            found.append(rows[0].baseline - 0.88 * rows[0].size - (pitch - rows[0].size) / 2)
    return found


def bare(rows: Sequence[Row], norm: Norm) -> bool:
    """True for a sheet on which everything is in the sizes of roles that bear no page number, as on a cover."""
    sizes = [look.size.length.pt for look in norm.roles.values() if look.bare]
    return bool(rows) and all(any(abs(row.size - size) < 0.3 for size in sizes) for row in rows)


@dataclass(frozen=True, slots=True)
class Full:
    """A line whose paragraph goes on below in *following*: ``units`` counts its indent too."""

    row: Row
    units: float
    following: Row

    @property
    def pitch(self) -> float:
        """The distance between the origins of neighbouring characters, where all are whole ones."""
        glyphs = self.row.glyphs
        return (glyphs[-1].x - glyphs[0].x) / (len(glyphs) - 1)

    @property
    def next_piece(self) -> float:
        """The length in characters of what begins the next line and cannot be parted: brackets, a number, marks."""
        piece = _PIECE.match(self.following.text)
        return sum(map(grid_width, piece[0])) if piece else 0.0


# A number behind a closing bracket goes with it, and its unit with a number: 〔2024〕12号, 38.6万元.
_PIECE = re.compile("[（〔《“‘「【]*(?:[!-~]+[号万亿元]{0,3}|.)(?:[〕）][!-~]+号?)?[，。、；：？！”’）》〕】」%％]*")


def full_lines(paper: Paper, norm: Norm) -> list[Full]:
    """The text lines that are followed by a line of the same paragraph."""
    look = norm.roles[TEXT]
    left = text_edge(paper, norm)
    rows = _without_contents([row for page in paper.body for row in page], left)
    font = _main_font([row for row in rows if row])
    found = []
    for row, following in pairwise(rows):
        if row is None or following is None:
            continue
        begins = _begins(row, norm, left)
        goes_on = abs(following.left - left) < _NEAR and abs(following.size - row.size) < 0.3
        text = abs(row.size - look.size.length.pt) < 0.3 and _main_font([row]) == font == _main_font([following])
        if begins is not None and goes_on and text:
            found.append(Full(row, row.units + (look.first if begins > left else 0), following))
    return found


def _without_contents(rows: Sequence[Row], left: float) -> list[Row | None]:
    """*rows* with ``None`` for the lines of a table of contents: those with a leader, and what they go on from."""
    leading = [_leads(row) for row in rows]
    found: list[Row | None] = []
    for index, row in enumerate(rows):
        following = rows[index + 1] if index + 1 < len(rows) and leading[index + 1] else None
        wrapped = following is not None and all(abs(one.left - left) < _NEAR for one in (row, following))
        found.append(None if leading[index] or wrapped else row)
    return found


def _main_font(rows: Iterable[Row]) -> str:
    """The font of most glyphs, the last of one family and another where there are as many."""
    counted = Counter(one.font for row in rows for one in row.glyphs)
    return counted.most_common(1)[0][0] if counted else ""


def _leads(row: Row) -> bool:
    return any(character in "·.…" and len(list(run)) >= _LEADER for character, run in groupby(row.text))
