"""Bars, a line and a ring of figures that can be drawn: lengths are true, and an axis that does not begin at nought says so."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from html import escape
from math import cos, floor, log10, pi, sin

from docgen.building.kit.poster.facts import Item, drawable, risen, uneven
from docgen.page.norm.model import Palette

_TRACK = 560
"""Px of the longest bar."""
_WIDE, _HIGH = 880, 250
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" aria-hidden="true"'


def bars(pairs: Sequence[tuple[str, str]], note: str = "") -> str:
    """A bar for each of *pairs* (label, value), as long as its number, and what the numbers say together."""
    numbers = drawable(pairs)
    most = max((number.value for _, _, number in numbers), default=Fraction(0))
    rows = []
    for label, value, number in numbers:
        width = max(round(float(number.value / most) * _TRACK) if most else 0, 3)
        rows.append(
            f'<div class="bar"><div class="name">{escape(label)}</div><div class="rod" style="width:{width}px"></div>'
            f'<div class="val">{escape(value)}</div></div>'
        )
    said = "；".join(one for one in (risen(pairs), uneven(pairs), note) if one)
    return f'<div class="bars">{"".join(rows)}{_said(said)}</div>'


def _said(words: str) -> str:
    return f'<p class="said">{escape(words)}</p>' if words else ""


def curve(pairs: Sequence[tuple[str, str]], palette: Palette) -> str:
    """The values of *pairs* (period, value) joined by a line; its foot is nought unless that would hide every difference."""
    numbers = drawable(pairs)
    values = [float(number.value) for _, _, number in numbers]
    foot = _foot(min(values), max(values))
    span = max(values) - foot or 1.0
    left = _WIDE / len(values) / 2
    step = _WIDE / len(values)
    places = [
        (round(left + step * at), round(_HIGH - 16 - (value - foot) / span * (_HIGH - 90)))
        for at, value in enumerate(values)
    ]
    line = " ".join(f"{x},{y}" for x, y in places)
    under = f"{places[0][0]},{_HIGH} {line} {places[-1][0]},{_HIGH}"
    dots = "".join(
        f'<circle cx="{x}" cy="{y}" r="10" fill="#ffffff" stroke="{palette.main}" stroke-width="6"/>' for x, y in places
    )
    drawn = (
        f'{_SVG} class="curve" width="{_WIDE}" height="{_HIGH}" viewBox="0 0 {_WIDE} {_HIGH}">'
        f'<polygon points="{under}" fill="{palette.main}" fill-opacity="0.10"/>'
        f'<line x1="0" y1="{_HIGH - 1}" x2="{_WIDE}" y2="{_HIGH - 1}" stroke="{palette.main}" stroke-width="2"/>'
        f'<polyline points="{line}" fill="none" stroke="{palette.main}" stroke-width="6"/>{dots}</svg>'
    )
    values_above = "".join(
        f'<div class="at" style="left:{round(x - step / 2)}px;top:{y - 66}px;width:{round(step)}px">{escape(value)}</div>'
        for (x, y), (_, value, _) in zip(places, numbers, strict=True)
    )
    below = "".join(f'<div class="under" style="width:{step:.4g}px">{escape(label)}</div>' for label, _, _ in numbers)
    told = [risen(pairs), uneven(pairs), "纵轴不从零起" if foot else ""]
    said = _said("；".join(one for one in told if one))
    return f'<div class="plot">{drawn}{values_above}</div><div class="unders">{below}</div>{said}'


def _foot(least: float, most: float) -> float:
    """Where the axis begins: nought, or a round number below *least* where all values lie close together."""
    if least <= 0 or (most - least) / most > 0.25:
        return 0.0
    room = (most - least) * 2 or most / 2
    unit = float(10 ** floor(log10(room)))
    return max(floor((least - room * 0.5) / unit) * unit, 0.0)


def ring(item: Item, palette: Palette, size: int = 190) -> str:
    """A ring of which the share that *item* says is filled."""
    found = drawable([("", item.value)])
    share = min(float(found[0][2].value) / 100, 1.0) if found else 0.0
    middle, radius, thick = size / 2, size / 2 - 16, 26
    if share >= 1:
        arc = f'<circle cx="{middle:g}" cy="{middle:g}" r="{radius:g}" fill="none" stroke="{palette.main}" stroke-width="{thick}"/>'
    else:
        x, y = middle + radius * sin(2 * pi * share), middle - radius * cos(2 * pi * share)
        path = f"M{middle:g} {middle - radius:g}A{radius:g} {radius:g} 0 {int(share > 0.5)} 1 {x:.2f} {y:.2f}"
        arc = f'<path d="{path}" fill="none" stroke="{palette.main}" stroke-width="{thick}"/>' if share else ""
    return (
        f'{_SVG} class="ring" width="{size}" height="{size}" viewBox="0 0 {size} {size}" style="width:{size}px;height:{size}px">'
        f'<circle cx="{middle:g}" cy="{middle:g}" r="{radius:g}" fill="none" stroke="{palette.main}" '
        f'stroke-opacity="0.16" stroke-width="{thick}"/>{arc}</svg>'
    )
