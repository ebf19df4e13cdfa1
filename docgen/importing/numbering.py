"""The numbers that Word makes and does not store: 一、（一）1. before a paragraph, by the lists of the document."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docgen.numerals import chinese

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

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


def read(root: Any) -> Numbering:
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
