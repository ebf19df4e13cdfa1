"""The lines of a rendered template: what is read once and kept gives what reading piece by piece gives."""

import random

import pytest

from docgen import pieces
from docgen.frames import Framed, at_line, framed
from docgen.source import Located, Span

_TEMPLATE = (at_line("t", 3), at_line("t", 4), "\n", "\n\n", "甲", "@正文 ", "  ", "**", "| ")
_VALUES = (framed(Located("值\n二", Span("r", 1, 2))), framed("x"), framed(""))


def _rendered(chance: random.Random) -> list[str]:
    """Parts as a template may give them: its own text, values, and now and then values that it put together itself."""
    parts: list[str] = []
    for _ in range(chance.randint(1, 6)):
        inside = chance.choices((*_TEMPLATE, *map(str.__str__, _VALUES)), k=chance.randint(1, 5))
        plain = chance.choices(_TEMPLATE, k=chance.randint(1, 5))
        parts.append(chance.choice((chance.choice(_VALUES), "".join(plain), "".join(inside))))
    return parts


def _lines(parts: list[str]) -> list[tuple[Span, int, list[pieces.Piece]]]:
    return [(line.span, line.values, line.pieces) for line in pieces.lines(parts, "t")]


def test_kept_lines_are_those_of_reading_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(20241124)
    rendered = [_rendered(chance) for _ in range(2000)]
    kept = [_lines(parts) for parts in rendered]
    monkeypatch.setattr(pieces, "_SHORT", 0)
    assert kept == [_lines(parts) for parts in rendered]
    assert any(isinstance(part, Framed) for parts in rendered for part in parts)


def test_long_parts_and_values_are_not_kept() -> None:
    pieces._fixed.cache_clear()
    list(pieces.lines([at_line("t", 1) + "字" * 5000, str.__str__(framed("秘密"))], "t"))
    assert pieces._fixed.cache_info().currsize == 0
    list(pieces.lines([at_line("t", 1) + "字"], "t"))
    assert pieces._fixed.cache_info().currsize == 1
