"""Lengths that cannot be mixed up: a Length knows its unit, a bare number does not.

Paper is measured in millimetres, type in points, Word files in twips, half-points and
EMU. Adding a Length to a number is a type error, so no one adds points to millimetres.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_EMU_PER_MM = 36_000
_EMU_PER_PT = 12_700
_EMU_PER_TWIP = 635
_WRITTEN = re.compile(r"([-−]?\d+(?:\.\d+)?)\s*(毫米|mm|磅|pt)")


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A distance, held in EMU (914 400 to the inch), the one unit in which both mm and pt are whole."""

    emu: int

    @property
    def mm(self) -> float:
        return self.emu / _EMU_PER_MM

    @property
    def pt(self) -> float:
        return self.emu / _EMU_PER_PT

    @property
    def twips(self) -> int:
        """Twentieths of a point: page, indents, spacing in Word."""
        return round(self.emu / _EMU_PER_TWIP)

    @property
    def half_points(self) -> int:
        """Font sizes in Word."""
        return round(2 * self.pt)

    @property
    def eighth_points(self) -> int:
        """Widths of borders in Word."""
        return round(8 * self.pt)

    def __add__(self, other: Length) -> Length:
        return Length(self.emu + other.emu)

    def __sub__(self, other: Length) -> Length:
        return Length(self.emu - other.emu)

    def __mul__(self, times: float) -> Length:
        return Length(round(self.emu * times))

    def __truediv__(self, other: Length) -> float:
        """How many times *other* fits in: a ratio, without a unit."""
        return self.emu / other.emu


def mm(value: float) -> Length:
    return Length(round(value * _EMU_PER_MM))


def pt(value: float) -> Length:
    return Length(round(value * _EMU_PER_PT))


def length(written: str) -> Length | None:
    """The Length written as 37毫米, 37mm, 28.95磅 or 28.95pt; ``None`` where it is not one."""
    found = _WRITTEN.fullmatch(written.strip())
    if not found:
        return None
    value = float(found[1].replace("−", "-"))
    return mm(value) if found[2] in ("毫米", "mm") else pt(value)
