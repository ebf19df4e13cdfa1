"""What Word prints without storing it as text: the numbers of lists, the characters of symbol fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docgen.core.dates import chinese
from docgen.formats.word.changes import W

# — numbering —
# The numbers that Word makes and does not store: 一、（一）1. before a paragraph, by the lists of the document.

_LONGEST = 40
"""Characters of a label: a longer one is no number, and would be printed before every paragraph."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of each list. ``label`` gives the text that Word prints before a paragraph."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph of the list *number* at *level*, ``""`` for none."""
        abstract = self.lists.get(number, "")
        levels = self.levels.get(f"{number}/") or self.levels.get(abstract, {})
        known = levels.get(level)
        if known is None or number == "0":
            return ""
        counts = self._counts.setdefault(abstract or number, {})
        counts[level] = counts.get(level, known.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if known.form == "bullet":
            return ""

        def number_of(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, known)
            return _printed(counts.get(at, other.start), other.form)

        return re.sub(r"%(\d)", number_of, known.text) if known.form != "none" else ""


def numbering_of(root: Any) -> Numbering:
    """The lists that numbering.xml declares."""
    numbering = Numbering()
    for abstract in root.iter(f"{W}abstractNum"):
        numbering.levels[abstract.get(f"{W}abstractNumId", "")] = dict(map(_level, abstract.iter(f"{W}lvl")))
    for item in root.iter(f"{W}num"):
        number = item.get(f"{W}numId", "")
        refers = item.find(f"{W}abstractNumId")
        numbering.lists[number] = refers.get(f"{W}val", "") if refers is not None else ""
        own = dict(map(_level, item.iter(f"{W}lvl")))
        if own:
            numbering.levels[f"{number}/"] = {**numbering.levels.get(numbering.lists[number], {}), **own}
    return numbering


def _level(item: Any) -> tuple[int, _Level]:
    def value(name: str, default: str) -> str:
        found = item.find(f"{W}{name}")
        return str(found.get(f"{W}val", default)) if found is not None else default

    return _whole(item.get(f"{W}ilvl"), 0), _Level(
        value("numFmt", "decimal"), value("lvlText", "")[:_LONGEST], _whole(value("start", "1"), 1)
    )


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else default


def _printed(number: int, form: str) -> str:
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
        "ideographTraditional",
    ):
        return chinese(number) if 0 < number < 100 else str(number)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((ord("a") if form == "lowerLetter" else ord("A")) + number - 1)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text = ""
        rest = number
        for value, sign in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
            strict=True,
        ):
            text += sign * (rest // value)
            rest %= value
        return text if form == "lowerRoman" else text.upper()
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalFullWidth":
        return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


def numbered_styles(root: Any) -> dict[str, tuple[str, int]]:
    """Style id → (list, level), for styles that are numbered, also by what they are based on."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        if (base := style.find(f"{W}basedOn")) is not None:
            based[name] = base.get(f"{W}val", "")
        found = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if found is not None:
            depth = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            level = depth.get(f"{W}val", "0") if depth is not None else "0"
            own[name] = (found.get(f"{W}val", ""), int(level) if re.fullmatch(r"\d", level) else 0)
    result = dict(own)
    for name in based:
        above, steps = name, 0
        while above not in own and above in based and steps < 20:
            above, steps = based[above], steps + 1
        if above in own:
            result[name] = own[above]
    return result


# — symbols —
# Characters of symbol fonts, which Word stores as a font and a number, as the ordinary characters that look like them.

_SYMBOL = {
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
    0xB4: "×",
    0xB0: "°",
    0xB7: "·",
    0xB9: "≠",
    0xBB: "≈",
    0xD7: "·",
    0x6D: "μ",
    0x61: "α",
    0x62: "β",
    0xA5: "∞",
    0xDE: "→",
    0xAE: "→",
    0xD6: "√",
    0x2D: "－",
}
_WINGDINGS = {
    0xFC: "√", 0xFB: "×", 0xFE: "√", 0xFD: "×", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0xA7: "■", 0x6C: "●", 0x9F: "•", 0xA1: "○", 0x75: "◆",
    0x76: "◆", 0xE0: "→", 0xDF: "←", 0xE8: "→", 0xD8: "▶", 0xAB: "★", 0x52: "√", 0x53: "×", 0x54: "×", 0x28: "☎", 0x29: "☎", 0x2A: "✉",
}  # fmt: skip
_WINGDINGS |= {0x80 + number: chr(0x2460 + number - 1) for number in range(1, 11)}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x50: "√", 0x4F: "×", 0x52: "√", 0xA3: "□", 0x98: "●"},
}


def symbol(font: str, code: str) -> str | None:
    """The character *code* (hexadecimal) of *font*; ``None`` where it is not known."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return None
    number = int(code, 16)
    known = _FONTS.get(font.strip().casefold())
    if known is not None:
        return known.get(number & 0xFF)
    usual = 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE
    return chr(number) if usual else None
