"""One spelling for all spellings of a text: full-width or half-width, spaced, dashed, with invisible characters.

A secret that is typed as １３８ 0013-8000 is still the secret. ``folded`` is fast and knows
no places; ``Folded`` remembers where each character stood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_SEPARATORS = "-‐‑‒–—―−﹣_·•・‧∙⋅･.,'’\"/\\|~:*^\t\v\f\r"
"""What may stand between the characters of a number or a name without making it another."""
_BLANKS = (0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F, 0x3000)
_INVISIBLE = (
    *(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180E, 0x3164, 0xFEFF, 0xFFA0),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
    *range(0xE0100, 0xE01F0),
)
"""Formats, joiners, directions, tags and variation selectors (Unicode categories Cf and Mn)."""
_DROPPED = dict.fromkeys((*map(ord, _SEPARATORS), *_BLANKS, *_INVISIBLE))


def folded(text: str) -> str:
    """*text* in the one spelling: NFKC, upper case, without invisible characters, blanks and separators; line breaks stay."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return text.translate(_DROPPED).upper()


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in the one spelling, with the offset that each of its characters had."""

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, text: str) -> Folded:
        made: list[str] = []
        offsets: list[int] = []
        for offset, char in enumerate(text):
            kept = folded(char)
            made.append(kept)
            offsets += [offset] * len(kept)
        return cls("".join(made), tuple(offsets))

    def find(self, needle: str) -> Iterator[tuple[int, int]]:
        """(start, stop) in the text itself of every *needle*, which is folded already; they do not overlap."""
        for start, stop in occurrences(self.text, needle):
            yield self.offsets[start], self.offsets[stop - 1] + 1


def occurrences(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """(start, stop) of every *needle* in *text*, both folded.

    A short one that begins or ends with a digit is no part of a longer number: 5组 is not in 15组.
    """
    short = len(needle) < 6
    start = text.find(needle) if needle else -1
    while start >= 0:
        stop = start + len(needle)
        inside = (needle[0].isdigit() and text[start - 1 : start].isdigit()) or (
            needle[-1].isdigit() and text[stop : stop + 1].isdigit()
        )
        if not (short and inside):
            yield start, stop
        start = text.find(needle, stop)


_CHINESE_DIGITS = str.maketrans("〇零○一壹幺二贰三叁四肆五伍六陆七柒八捌九玖", "0001112233445566778899")
_DIGIT = re.compile(r"\d")


def with_digits(text: str) -> str:
    """*text*, folded, with 一三八零零… as 13800…: for numbers only."""
    return text.translate(_CHINESE_DIGITS)


def is_number(text: str) -> bool:
    """True for a folded text that is known by its digits."""
    return len(_DIGIT.findall(text)) >= 6
