"""Figures as they are written: (近|约|超) · number · 余/多 · 万/亿 · 余 · unit.

A figure is printed as written and never made another: 近40万元 is not 40万元. Dates,
hotlines, ages, article and document numbers are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

_UNITS = [
    "万人次",
    "人次",
    "家次",
    "个百分点",
    "平方公里",
    "平方米",
    "立方米",
    "公里",
    "公斤",
    "千克",
    "元",
    "家",
    "件",
    "人",
    "名",
    "个",
    "类",
    "次",
    "份",
    "条",
    "项",
    "场",
    "所",
    "处",
    "户",
    "亩",
    "吨",
    "克",
    "米",
    "位",
    "篇",
    "期",
    "批",
    "起",
    "宗",
    "面",
    "辆",
    "台",
    "套",
    "本",
    "头",
    "只",
    "枚",
    "幅",
    "笔",
    "封",
    "座",
    "棵",
    "株",
    "艘",
    "张",
    "间",
    "栋",
    "瓶",
    "袋",
    "箱",
    "盒",
    "例",
    "％",
    "%",
]
_MARK = "近|约|大约|超过|超|逾|不足|至少|将近|接近"
_FIGURE = re.compile(
    rf"(?P<mark>{_MARK})?"
    r"(?<![\d.,A-Za-z〔\[])(?P<number>\d{1,3}(?:[,，]\d{3})+|\d+(?:\.\d+)?)"
    r"(?P<about>余|多|几)?(?P<scale>万亿|亿|万)?(?P<also>余|多)?"
    rf"(?P<unit>{'|'.join(map(re.escape, _UNITS))})"
)
_NOT = re.compile(r"第$|[〔\[]\d{4}[〕\]]\s*$")
"""What before a number makes it an ordinal or a document number."""
_NEAR = 20
"""Characters round a number that are looked at."""
_SPAN_OF_TIME = re.compile(r"^(?:月|小时|工作日|星期|年)")
"""What behind 个 makes the number a length of time."""
SCALES = {"": 1, "万": 10**4, "亿": 10**8, "万亿": 10**12}


@dataclass(frozen=True, slots=True)
class Number:
    """A figure as written. ``text`` is all of it; the parts are ``""`` where they are not written."""

    text: str
    mark: str
    digits: str
    about: str
    scale: str
    also: str
    unit: str
    start: int = 0

    @property
    def exact(self) -> bool:
        """True where it is counted, not estimated: no 近, no 余."""
        return not (self.mark or self.about or self.also)

    @property
    def value(self) -> Fraction:
        """The number that is written, in single units; of 近40万元 the 400000 that it is near to."""
        return Fraction(re.sub(r"[,，]", "", self.digits)) * SCALES[self.scale]

    def same(self, other: Number) -> bool:
        """True where both say the same: one value and unit, and both exact or estimated by the same words."""
        alike = (self.mark, self.about or self.also) == (other.mark, other.about or other.also)
        return alike and self.unit == other.unit and self.value == other.value


def parse(text: str) -> Number | None:
    """The figure that *text* is, the whole of it; ``None`` where it is none (三个, 多数, 2024年)."""
    found = list(find(text))
    return found[0] if len(found) == 1 and found[0].text == text.strip() else None


def find(text: str) -> Iterator[Number]:
    """The figures in *text*, in order, each with its offset."""
    for match in _FIGURE.finditer(text):
        parts = match.groupdict(default="")
        # What lies further away says nothing of this number, and a text of a million of them would take hours.
        before, behind = text[max(match.start() - _NEAR, 0) : match.start()], text[match.end() : match.end() + _NEAR]
        if _NOT.search(before) or (parts["unit"] == "个" and _SPAN_OF_TIME.match(behind)):
            continue
        digits = parts["number"]
        yield Number(
            match[0], parts["mark"], digits, parts["about"], parts["scale"], parts["also"], parts["unit"], match.start()
        )


_SPELT = re.compile(
    rf"(?P<mark>{_MARK})?(?<![第每各之几数百千万亿〇零\d一二两三四五六七八九十])(?P<number>[一二两三四五六七八九十百千〇零]{{1,9}})"
    rf"(?P<about>余|多|几)?(?P<scale>亿|万)?(?P<also>余|多)?(?P<unit>{'|'.join(map(re.escape, _UNITS))})"
)


def spelt(text: str) -> Iterator[Number]:
    """The figures that *text* writes in words, 八家 and 一百三十余万元, as ``find`` gives those in digits; one thing is no figure."""
    for match in _SPELT.finditer(text):
        parts = match.groupdict(default="")
        value = _counted(parts["number"])
        if value < 2 or (parts["unit"] == "个" and _SPAN_OF_TIME.match(text[match.end() : match.end() + _NEAR])):
            continue
        yield Number(
            match[0],
            parts["mark"],
            str(value),
            parts["about"],
            parts["scale"],
            parts["also"],
            parts["unit"],
            match.start(),
        )


def _counted(text: str) -> int:
    total = digit = 0
    for sign in text:
        if sign in "十百千":
            total += (digit or 1) * {"十": 10, "百": 100, "千": 1000}[sign]
            digit = 0
        else:
            digit = "〇一二三四五六七八九".find(sign.translate({0x4E24: "二", 0x96F6: "〇"}))
    return total + digit


_KINDS_OF_SIZES: Mapping[str, Mapping[str, Fraction]] = {
    "长": {"米": Fraction(1), "公里": Fraction(1000)},
    "广": {"平方米": Fraction(1), "亩": Fraction(2000, 3), "平方公里": Fraction(10**6)},
    "重": {"克": Fraction(1, 1000), "千克": Fraction(1), "公斤": Fraction(1), "吨": Fraction(1000)},
}
_SIZES = {unit: (kind, factor) for kind, units in _KINDS_OF_SIZES.items() for unit, factor in units.items()}
"""Units of one kind: what a unit measures, and how much of it."""


def in_another_unit(one: Number, other: Number) -> bool:
    """True where two figures of different units are nearly one size: 8.6公里 and 8000余米."""
    kind, factor = _SIZES.get(one.unit, ("", Fraction(1)))
    other_kind, other_factor = _SIZES.get(other.unit, ("", Fraction(1)))
    left, right = one.value * factor, other.value * other_factor
    return bool(kind) and kind == other_kind and one.unit != other.unit and left / 2 <= right <= left * 2


def apart(one: Number, other: Number) -> bool:
    """True where two figures cannot be one thing said twice for their units: 1240平方米 and 1200余平方公里, 8家 and 8吨."""
    if one.unit == other.unit or in_another_unit(one, other):
        return False
    return any(number.unit in _SIZES or number.unit in "%％元" for number in (one, other))


def total(numbers: Iterable[Number]) -> Number | str:
    """The sum of exact figures of one unit, or the Chinese sentence why they cannot be summed."""
    terms = list(numbers)
    for term in terms:
        if not term.exact:
            return f"“{term.text}”不是准数，不能相加"
    units = list(dict.fromkeys(term.unit for term in terms))
    if len(units) != 1:
        return f"单位不同（{'、'.join(units)}），不能相加"
    value = sum((term.value for term in terms), Fraction(0))
    scales = {term.scale for term in terms}
    scale = scales.pop() if len(scales) == 1 else ""
    shown = value / SCALES[scale]
    digits = str(shown.numerator) if shown.denominator == 1 else f"{float(shown):.10g}"
    return Number(digits + scale + units[0], "", digits, "", scale, "", units[0])
