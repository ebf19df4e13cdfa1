"""一图读懂: registered figures as one picture, 1080 px wide: number cards, bars for the parts of a total, a line for a series.

The SVG holds real text with its title and description; nothing is printed that is not registered, and
each number has its period and its source below it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from docgen.checks.figures import Number, parse
from docgen.page.layout.titles import title_ends

WIDTH = 1080
_MARGIN, _GAP, _INSET, _BAR, _CHART = 40, 24, 30, 68, 330
_TITLE, _VALUE, _LABEL, _SMALL = 56, 76, 42, 34
"""Sizes of type. A phone shows the picture at about a third of its width: nothing may be smaller than 34 px of 1080."""
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

    def said(self, speak: Callable[[str], str]) -> Item:
        """The item with *speak* done to each of its texts."""
        return Item(
            speak(self.name),
            speak(self.value),
            speak(self.whose),
            speak(self.note),
            tuple((speak(label), speak(value)) for label, value in self.parts),
            tuple((speak(label), speak(value)) for label, value in self.series),
        )

    @property
    def words(self) -> str:
        """The item for one who cannot see it."""
        parts = "，".join(f"{label}{value}" for label, value in self.parts)
        series = "，".join(f"{label}{value}" for label, value in self.series)
        inner = f"（{self.note}）" if self.note else ""
        more = (f"，其中{parts}" if parts else "") + (f"，历次为{series}" if series else "")
        return f"{self.whose}{self.name}{self.value}{inner}{more}"


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    size: int
    colour: str
    bold: bool = False

    @property
    def pitch(self) -> int:
        """From one line to the next, in px."""
        return round(self.size * 1.4)


def description(items: Sequence[Item]) -> str:
    """The words for the picture."""
    return "；".join(item.words for item in items) + "。"


def svg(title: str, subtitle: str, items: Sequence[Item], family: str = FAMILY) -> str:
    """The picture of *items*: totals with their bars, series with their lines, then cards. *family* is the CSS list of fonts."""
    bars = [item for item in items if len(_drawn(item.parts)) > 1]
    lines = [item for item in items if item not in bars and len(_drawn(item.series)) > 1]
    cards = [item for item in items if item not in (*bars, *lines)]
    drawn: list[str] = []
    y = 84
    for line in _lines(title, (WIDTH - 2 * _MARGIN) / _TITLE):
        drawn.append(_text(WIDTH / 2, y, line, _TITLE, _BLUE, "middle", bold=True))
        y += 74
    for line in _lines(subtitle, (WIDTH - 2 * _MARGIN) / _SMALL):
        drawn.append(_text(WIDTH / 2, y - 8, line, _SMALL, _FAINT, "middle"))
        y += 48
    y += 4
    whole = WIDTH - 2 * _MARGIN
    for item in (*bars, *lines):
        head = _head(item, whole)
        inner = len(item.parts) * _BAR if item in bars else _CHART
        notes = _words(_note_lines(item.note, (whole - 2 * _INSET) / _SMALL), _SMALL, _FAINT)
        height = _height(head) + inner + _height(notes) + 24
        drawn += _panel(_MARGIN, y, whole, height, head)
        drawn += _bar_lines(item, y + _height(head)) if item in bars else _curve(item, y + _height(head))
        drawn += _written(notes, _MARGIN + _INSET, y + _height(head) + inner)
        y += height + _GAP
    wide = (whole - _GAP) // 2
    for pair in (cards[at : at + 2] for at in range(0, len(cards), 2)):
        width = wide if len(pair) == 2 else whole
        found = [
            (*_head(item, width), *_words(_note_lines(item.note, (width - 2 * _INSET) / _SMALL), _SMALL, _FAINT))
            for item in pair
        ]
        height = max(map(_height, found)) + 24
        for at, lines_of_card in enumerate(found):
            drawn += _panel(_MARGIN + at * (wide + _GAP), y, width, height, lines_of_card)
        y += height + _GAP
    height = y + 20
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


def _head(item: Item, width: int) -> tuple[_Line, ...]:
    """What stands first in a card *width* px wide: the number, what it counts, and whose it is."""
    room = width - 2 * _INSET
    number = _Line(item.value, _fitting(item.value, _VALUE, room), _BLUE, bold=True)
    return (
        number,
        *_words(_lines(item.name, room / _LABEL), _LABEL, _INK),
        *_words(_lines(item.whose, room / _SMALL), _SMALL, _INK),
    )


def _words(lines: Sequence[str], size: int, colour: str) -> tuple[_Line, ...]:
    return tuple(_Line(line, size, colour) for line in lines)


def _height(lines: Sequence[_Line]) -> int:
    return 20 + sum(line.pitch for line in lines) if lines else 0


def _written(lines: Sequence[_Line], x: int, y: int) -> Iterator[str]:
    y += 20
    for line in lines:
        y += line.pitch
        yield _text(x, y - line.pitch // 4, line.text, line.size, line.colour, bold=line.bold)


def _panel(x: int, y: int, width: int, height: int, lines: Sequence[_Line]) -> Iterator[str]:
    """The ground of a card with what stands first in it."""
    yield f'<rect x="{x}" y="{y}" width="{width}" height="{height}" rx="12" fill="{_GROUND}"/>'
    yield from _written(lines, x + _INSET, y)


def _bar_lines(item: Item, y: int) -> Iterator[str]:
    bars = _drawn(item.parts)
    most = max((number.value for _, _, number in bars), default=None)
    left, room = _MARGIN + 270, WIDTH - 2 * _MARGIN - 270 - 220
    for at, (label, value, number) in enumerate(bars):
        middle = y + 18 + at * _BAR
        length = round(float(number.value / most) * room) if most else 0
        yield _text(left - 20, middle + 33, label, _fitting(label, _SMALL, 270 - 40), _INK, "end")
        yield f'<rect x="{left}" y="{middle}" width="{max(length, 2)}" height="40" fill="{_BLUE}"/>'
        yield _text(left + max(length, 2) + 16, middle + 33, value, _fitting(value, _SMALL, 190), _INK)


def _curve(item: Item, y: int) -> Iterator[str]:
    """The values of a series over their periods, joined by a line; its foot is nought, so that heights are true."""
    points = _drawn(item.series)
    most = max(number.value for _, _, number in points)
    left, room = _MARGIN + 130, WIDTH - 2 * _MARGIN - 260
    top, foot = y + 70, y + _CHART - 64
    places = [
        (
            round(left + room * at / (len(points) - 1)),
            round(foot - float(number.value / most) * (foot - top)) if most else foot,
        )
        for at, (_, _, number) in enumerate(points)
    ]
    apart = room / (len(points) - 1) - 12
    label_size = min(_fitting(label, _SMALL, apart) for label, _, _ in points)
    value_size = min(_fitting(value, _SMALL, apart) for _, value, _ in points)
    yield f'<line x1="{left - 60}" y1="{foot}" x2="{left + room + 60}" y2="{foot}" stroke="{_FAINT}" stroke-width="2"/>'
    for (x1, y1), (x2, y2) in pairwise(places):
        yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" stroke="{_BLUE}" stroke-width="5"/>'
    for (x, height), (label, value, _) in zip(places, points, strict=True):
        yield f'<circle cx="{x}" cy="{height}" r="9" fill="{_BLUE}"/>'
        yield _text(x, height - 26, value, value_size, _INK, "middle")
        yield _text(x, foot + 46, label, label_size, _FAINT, "middle")


def _fitting(text: str, size: int, room: float) -> int:
    """*size*, or the smaller one in which *text* is not wider than *room* px."""
    return min(size, int(room / max(sum(map(_taken, text)), 1)))


def _text(x: float, y: float, text: str, size: int, colour: str, anchor: str = "start", *, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{colour}" text-anchor="{anchor}"{weight}>{escape(text)}</text>'


def _lines(text: str, room: float) -> list[str]:
    """*text* in lines of at most *room* full widths, about equally long, no word broken."""
    ends = [0, *title_ends(text, [_taken(character) for character in text], room)]
    return [line for start, end in pairwise(ends) if (line := text[start:end].strip())]


def _note_lines(text: str, room: float) -> list[str]:
    """A note of period and source: on one line, else each on its own."""
    if sum(map(_taken, text)) <= room:
        return [text] if text else []
    return [line for part in re.split("(?<=，)", text) for line in _lines(part, room)]


def _taken(character: str) -> float:
    return 0.55 if character.isascii() else 1.0
