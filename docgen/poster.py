"""一图读懂: registered figures as one picture, 1080 px wide: number cards, bars for the parts of a total, a line for a series.

The SVG holds real text with its title and description; nothing is printed that is not registered, and
each number has its period and its source below it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from docgen.figures import Number, parse
from docgen.layout.titles import title_ends

WIDTH = 1080
_MARGIN, _GAP, _CARD, _BAR, _CHART = 60, 30, 230, 64, 330
_INK, _FAINT, _BLUE, _GROUND = "#1b2a41", "#5c677d", "#1a4f8a", "#f3f6fa"
FAMILY = "'Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC','FandolHei','SimHei',sans-serif"


@dataclass(frozen=True, slots=True)
class Item:
    """A highlight. ``whose`` is the case it belongs to, ``""`` for none; ``note`` its period and source.

    ``parts`` are (label, value) of what it is the total of, ``series`` of its periods, earliest
    first; both empty for a single number.
    """

    name: str
    value: str
    whose: str = ""
    note: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    series: tuple[tuple[str, str], ...] = ()

    @property
    def words(self) -> str:
        """The item for one who cannot see it."""
        parts = "，".join(f"{label}{value}" for label, value in self.parts)
        series = "，".join(f"{label}{value}" for label, value in self.series)
        inner = f"（{self.note}）" if self.note else ""
        more = (f"，其中{parts}" if parts else "") + (f"，历次为{series}" if series else "")
        return f"{self.whose}{self.name}{self.value}{inner}{more}"


def description(items: Sequence[Item]) -> str:
    """The words for the picture."""
    return "；".join(item.words for item in items) + "。"


def svg(title: str, subtitle: str, items: Sequence[Item], family: str = FAMILY) -> str:
    """The picture of *items*: totals with their bars, series with their lines, then cards. *family* is the CSS list of fonts."""
    bars = [item for item in items if len(_drawn(item.parts)) > 1]
    lines = [item for item in items if item not in bars and len(_drawn(item.series)) > 1]
    cards = [item for item in items if item not in (*bars, *lines)]
    drawn: list[str] = []
    y = 70
    for line in _lines(title, 20):
        drawn.append(_text(WIDTH / 2, y, line, 46, _BLUE, "middle", bold=True))
        y += 62
    for line in _lines(subtitle, 36):
        drawn.append(_text(WIDTH / 2, y - 8, line, 26, _FAINT, "middle"))
        y += 40
    y += 10
    for item in bars:
        height = 180 + len(item.parts) * _BAR + 28 * len(_note_lines(item.note, 40))
        drawn += _panel(_MARGIN, y, WIDTH - 2 * _MARGIN, height, item)
        drawn += _bar_lines(item, y + 130)
        drawn += _note(item, _MARGIN + 30, y + 150 + len(item.parts) * _BAR, 40)
        y += height + _GAP
    for item in lines:
        height = 150 + _CHART + 28 * len(_note_lines(item.note, 40))
        drawn += _panel(_MARGIN, y, WIDTH - 2 * _MARGIN, height, item)
        drawn += _curve(item, y + 130)
        drawn += _note(item, _MARGIN + 30, y + 120 + _CHART, 40)
        y += height + _GAP
    wide = (WIDTH - 2 * _MARGIN - _GAP) // 2
    for at, item in enumerate(cards):
        x = _MARGIN + (at % 2) * (wide + _GAP)
        width = WIDTH - 2 * _MARGIN if at % 2 == 0 and at + 1 == len(cards) else wide
        drawn += _panel(x, y, width, _CARD, item)
        drawn += _note(item, x + 30, y + 165, 18)
        y += (_CARD + _GAP) if at % 2 or at + 1 == len(cards) else 0
    height = y + 30
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
        f'style="max-width:100%;height:auto" role="img" aria-labelledby="t d" font-family="{escape(family, quote=True)}" xml:lang="zh-CN">\n'
        f'<title id="t">{escape(title)}</title>\n<desc id="d">{escape(description(items))}</desc>\n'
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>\n' + "\n".join(drawn) + "\n</svg>\n"
    )


def _drawn(values: Sequence[tuple[str, str]]) -> list[tuple[str, str, Number]]:
    """The *values* with the numbers that can be drawn; all or none."""
    read = [(label, value, parse(value)) for label, value in values]
    return [(label, value, number) for label, value, number in read if number] if all(one for _, _, one in read) else []


def _panel(x: int, y: int, width: int, height: int, item: Item) -> Iterator[str]:
    """The ground of a card with the number and what it counts."""
    yield f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{_GROUND}"/>'
    yield _text(x + 30, y + 75, item.value, 58, _BLUE, bold=True)
    yield _text(x + 30, y + 118, f"{item.whose}　{item.name}" if item.whose else item.name, 28, _INK)


def _bar_lines(item: Item, y: int) -> Iterator[str]:
    bars = _drawn(item.parts)
    most = max((number.value for _, _, number in bars), default=None)
    left, room = _MARGIN + 230, WIDTH - 2 * _MARGIN - 230 - 200
    for at, (label, value, number) in enumerate(bars):
        middle = y + 14 + at * _BAR
        length = round(float(number.value / most) * room) if most else 0
        yield _text(left - 20, middle + 28, label, 26, _INK, "end")
        yield f'<rect x="{left}" y="{middle}" width="{max(length, 2)}" height="40" fill="{_BLUE}"/>'
        yield _text(left + max(length, 2) + 16, middle + 29, value, 26, _INK)


def _curve(item: Item, y: int) -> Iterator[str]:
    """The values of a series over their periods, joined by a line; its foot is nought, so that heights are true."""
    points = _drawn(item.series)
    most = max(number.value for _, _, number in points)
    left, room = _MARGIN + 130, WIDTH - 2 * _MARGIN - 260
    top, foot = y + 60, y + _CHART - 80
    places = [
        (
            round(left + room * at / (len(points) - 1)),
            round(foot - float(number.value / most) * (foot - top)) if most else foot,
        )
        for at, (_, _, number) in enumerate(points)
    ]
    yield f'<line x1="{left - 60}" y1="{foot}" x2="{left + room + 60}" y2="{foot}" stroke="{_FAINT}" stroke-width="2"/>'
    for (x1, y1), (x2, y2) in pairwise(places):
        yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_BLUE}" stroke-width="5"/>'
    for (x, height), (label, value, _) in zip(places, points, strict=True):
        yield f'<circle cx="{x}" cy="{height}" r="9" fill="{_BLUE}"/>'
        yield _text(x, height - 24, value, 26, _INK, "middle")
        yield _text(x, foot + 40, label, 24, _FAINT, "middle")


def _note(item: Item, x: int, y: int, room: int) -> Iterator[str]:
    for at, line in enumerate(_note_lines(item.note, room)):
        yield _text(x, y + 14 + at * 28, line, 21, _FAINT)


def _text(x: float, y: float, text: str, size: int, colour: str, anchor: str = "start", *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _lines(text: str, room: int) -> list[str]:
    """*text* in lines of at most *room* full widths, about equally long, no word broken."""
    ends = [0, *title_ends(text, [_taken(character) for character in text], room)]
    return [line for start, end in pairwise(ends) if (line := text[start:end].strip())]


def _note_lines(text: str, room: int) -> list[str]:
    """A note of period and source: on one line, else each on its own."""
    if sum(map(_taken, text)) <= room:
        return [text] if text else []
    return [line for part in re.split("(?<=，)", text) for line in _lines(part, room)]


def _taken(character: str) -> float:
    return 0.55 if character.isascii() else 1.0
