"""What importing passes on: lines with places, what was done to them, and the records they became."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from docgen.core.errors import Problem

RecordType = Literal["case", "conference", "release"]


_SUPERSCRIPTS = dict(zip("0123456789+-−－()（）n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁽⁾⁽⁾ⁿ", strict=True))
_SUBSCRIPTS = dict(zip("0123456789+-−－()（）", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₍₎₍₎", strict=True))


def raised(words: str, before: str, *, lower: bool = False, link: bool = False) -> tuple[str, str]:
    """*words* that stand raised (*lower*: lowered) behind *before* as plain text tells it, and what the report counts them as.

    A power stays one (10⁴), the mark of a note is 〔注1〕: neither may run into the number before it.
    """
    signs = _SUBSCRIPTS if lower else _SUPERSCRIPTS
    small = "".join(signs.get(one, "") for one in words)
    whole = len(small) == len(words)
    if lower:
        return (small if whole else words), "下标（已标出）"
    power = re.search(r"(?:(?<!\d)10|[A-Za-zμ)）²³⁰-⁹₀-₉])$", before)
    if whole and power and not link:
        return small, "上标（已标出，如10⁴）"
    if re.fullmatch(r"(?:TM|[®™°]|[A-Za-z]{1,3})", words):
        return words, ""
    number = re.sub(r"^[\[［【〔(（]?(?:注释?)?\s*|\s*[\]］】〕)）]?$", "", words)
    return f"〔注{number}〕", "注号（写成〔注…〕）"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a source. ``number`` is its line (text) or paragraph (Word, web page), from 1.

    ``gap`` is True where a blank line stands before it, ``inset`` how far it is set in, in half widths.
    """

    text: str
    number: int
    gap: bool = False
    inset: int = 0


@dataclass(frozen=True, slots=True)
class Dropped:
    """A line that is no part of the text, with its words and the reason: it is told, never lost in silence."""

    number: int
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Change:
    """Lines put together (``joined``) or taken apart (``split``), or characters exchanged (``changed``)."""

    kind: Literal["joined", "split", "changed"]
    number: int
    text: str


@dataclass(slots=True)
class Source:
    """A file as a list of paragraphs. ``notes`` are sentences about what a person should look at."""

    file: str
    lines: list[Line] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    cells: list[tuple[str, str, str]] = field(default_factory=list)
    """Of a ledger every cell that is not empty: its place, its words, and the field it went to or 未导入 and why."""

    def count(self, name: str, number: int = 1) -> None:
        """Add *number* to what the report tells under *name*."""
        self.counts[name] = self.counts.get(name, 0) + number

    def drop(self, lines: Iterable[Line], reason: str) -> None:
        """Take *lines* for no part of the text."""
        self.dropped += (Dropped(line.number, line.text, reason) for line in lines)


@dataclass(frozen=True, slots=True)
class Draft:
    """One record to be written: its type, its values by Chinese keys, and the parts of its file name.

    ``parts`` are the drafts that it names by file, in order (the cases of a collection).
    """

    type: RecordType
    values: dict[str, Any]
    name: tuple[str, ...]
    parts: tuple[Draft, ...] = ()


@dataclass(slots=True)
class Found:
    """What a source is (``what``, a sentence) and the records it gives, the best reading first.

    Every draft of ``drafts`` holds the whole text; later ones divide it less, for a caller
    that finds that an earlier one does not print as the source reads.
    ``expected`` are the paragraphs that a record must print, by the words alone.
    """

    what: str
    drafts: list[Draft]
    expected: list[str]
    notes: list[str] = field(default_factory=list)
    rows: list[Draft] = field(default_factory=list)
    """The cases of a ledger: all of them records, not readings of one text; ``drafts`` is then empty."""
