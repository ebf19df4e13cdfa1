"""Where the words and rules of a printed page stand, by pdfplumber: how early pages end, and whether a seal has room."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pdfplumber

MM = 72 / 25.4
TOP, BOTTOM, PITCH = 37 * MM, (297 - 35) * MM, 28.95
SEAL = 42 * MM
SIGNED = 12 * MM

_DATE = re.compile(r"(?:\d{4}年\d{1,2}月\d{1,2}日|[〇一二三四五六七八九]{4}年\w{1,2}月\w{1,3}日)$")
_CLOSING = re.compile(
    r"附件：|抄送|出席|请假|列席|\d{4}年\d{1,2}月\d{1,2}日$|\S{4,30}(?:检察院|检察厅|局|委员会|联合会)$|（此件|承办检察官："
)
_ESCORT = 5
"""Lines that a closing may take along: two, or all of a paragraph that LibreOffice does not part."""


@dataclass(frozen=True)
class Words:
    """One line of text, without spaces, and its box."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class Sheet:
    """A page: its lines within the type area, its horizontal and vertical rules, and how many lines it ends early."""

    number: int
    lines: tuple[Words, ...]
    across: tuple[float, ...]
    down: tuple[float, ...]
    left: float


def read(pdf: Path) -> list[Sheet]:
    with pdfplumber.open(pdf) as file:
        return [_sheet(number, page) for number, page in enumerate(file.pages, 1)]


def _sheet(number: int, page: pdfplumber.page.Page) -> Sheet:
    words = [one for one in page.extract_words() if TOP - 4 < one["top"] < BOTTOM + 6]
    rows: list[list[dict]] = []  # type: ignore[type-arg]
    for one in sorted(words, key=lambda word: (word["top"], word["x0"])):
        if rows and abs(rows[-1][0]["top"] - one["top"]) < 4:
            rows[-1].append(one)
        else:
            rows.append([one])
    lines = tuple(
        Words(
            "".join(one["text"] for one in sorted(row, key=lambda word: word["x0"])),
            min(one["x0"] for one in row),
            min(one["top"] for one in row),
            max(one["x1"] for one in row),
            max(one["bottom"] for one in row),
        )
        for row in rows
    )
    edges = page.edges
    across = sorted({round(one["top"], 0) for one in edges if one["orientation"] == "h" and one["x1"] - one["x0"] > 20})
    down = sorted(
        {round(one["x0"], 0) for one in edges if one["orientation"] == "v" and one["bottom"] - one["top"] > 5}
    )
    across = [one for one in across if TOP - 6 < one < BOTTOM + 6]
    last = max([line.bottom for line in lines] + across[-1:], default=TOP)
    return Sheet(number, lines, tuple(across), tuple(down), (BOTTOM - last) / PITCH)


def holds_together(page: Sheet, room: float, begun: set[str]) -> bool:
    """True where *page* begins with what could not stand in the *room* (lines) that the page before left."""
    if not page.lines:
        return False
    first = page.lines[0].text
    if any(text.startswith(first) or first.startswith(text) for text in begun if text):
        return True
    closing = next((at for at, line in enumerate(page.lines) if _CLOSING.match(line.text)), len(page.lines))
    if closing <= _ESCORT:
        return True
    # A row of a table, with the heading that goes with it.
    above = [line for line in page.lines if not page.across or line.bottom < page.across[0] + 2]
    if len(page.across) < 2 or len(above) > 3:
        return False
    head = 2 if len(page.across) > 2 and page.across[1] - page.across[0] < SIGNED else 1
    following = page.across[head : head + 2]
    if len(following) == 2 and any(
        "签名" in line.text for line in page.lines if following[0] < (line.top + line.bottom) / 2 < following[1]
    ):
        # Nobody signs on another page than that of his opinion.
        head += 1
    # As good as full counts as full: both were measured on paper.
    return (page.across[head] - TOP) / PITCH > room - 0.1


# — seals and signatures —


def dates(page: Sheet) -> Iterator[Words]:
    """The dates that stand on lines of their own in the right half of *page*: those over which a seal goes."""
    for line in page.lines:
        if _DATE.match(line.text) and line.left > 250 and not any(abs(one - line.bottom) < 16 for one in page.across):
            yield line


def seal_fits(page: Sheet, date: Words) -> bool:
    """True where some circle round *date*, with the date at its middle or below, meets no other words but the office's name."""
    middle = (date.left + date.right) / 2
    others = [
        line
        for line in page.lines
        if line != date
        and not (re.search(r"(?:检察院|局|委员会|联合会)$", line.text) and 0 < date.top - line.top < 2 * PITCH)
    ]
    radius = SEAL / 2
    for step in range(61):
        centre = (date.top + date.bottom) / 2 - step * 0.25 * MM
        if date.bottom > centre + radius:
            return False
        if all(_apart(line, middle, centre, radius) for line in others):
            return True
    return False


def _apart(line: Words, x: float, y: float, radius: float) -> bool:
    near_x = min(max(x, line.left), line.right)
    near_y = min(max(y, line.top), line.bottom)
    return (near_x - x) ** 2 + (near_y - y) ** 2 >= radius**2


def low_cells(page: Sheet) -> Iterator[str]:
    """Rows in which a seal or a signature has too little room."""
    for top, bottom in pairwise(page.across):
        words = "".join(line.text for line in page.lines if top - 2 < line.top and line.bottom < bottom + 2)
        if not words.endswith("年月日") or bottom - top < 6:
            continue
        least = SEAL if "盖章" in words else SIGNED
        if bottom - top < least - 1:
            yield f"{words} {(bottom - top) / MM:.0f}毫米"
