"""The text of one YAML scalar with the place of every character.

PyYAML says where a scalar begins and ends; what lies between may have been folded,
unescaped or mended. The raw text is walked once more to know where each character stood.
"""

from __future__ import annotations

import re
from typing import Any

from docgen.errors import Problem, problem
from docgen.reading.decode import is_forbidden
from docgen.reading.lines import Mended
from docgen.source import Located, Span

_BREAKS = re.compile("[\r\v\f\x85\u2028\u2029]")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)")

_SUSPECT = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe-\U0010ffff]")
"""Everything that may have to be looked at: forbidden characters, breaks, and the higher planes.

Said by what is in it: to say it by what is not takes ten times as long to compile.
"""

Mark = tuple[int, Span]


def located(event: Any, mended: Mended) -> tuple[Located, list[Problem]]:
    """The text of a scalar event as Located; characters that came in by an escape are judged here."""
    value: str = event.value
    line, column = event.start_mark.line, event.start_mark.column
    style = event.style
    if style in ("|", ">"):
        return _block(value, line, mended), []
    end_line, end_column = event.end_mark.line, event.end_mark.column
    quotes = 1 if style else 0
    start = column + quotes
    length = end_column - quotes - start
    if line == end_line and length == len(value):
        breaks = mended.breaks(line, start, start + length)
        marks = [(0, mended.span(line, start if value else column))]
        marks += [(at - start, mended.span(line, at)) for at in breaks]
    else:
        marks = _walked(value, style, (line, start), (end_line, end_column - quotes), mended)
    if style != '"' or not _SUSPECT.search(value):
        return Located(value, tuple(marks)), []
    return _judged(value, tuple(marks))


def _block(value: str, line: int, mended: Mended) -> Located:
    """The paragraphs of a ``|`` block: one line each, blank lines dropped."""
    texts: list[str] = []
    marks: list[Mark] = []
    length = 0
    for number, text in enumerate(value.split("\n"), line + 1):
        if not text.strip():
            continue
        typed = mended.lines[number] if number < len(mended.lines) else ""
        start = len(typed) - len(text)
        marks.append((length, mended.span(number, start)))
        marks += [(length + at - start, mended.span(number, at)) for at in mended.breaks(number, start, len(typed))]
        texts.append(text)
        length += len(text) + 1
    return Located("\n".join(texts), tuple(marks) or ((0, mended.span(line, 0)),))


def _walked(value: str, style: str | None, start: tuple[int, int], end: tuple[int, int], mended: Mended) -> list[Mark]:
    """One mark for every stretch of characters that run on in the typed text."""
    marks: list[Mark] = []
    offset = blank = 0
    runs_on = True
    for line in range(start[0], end[0] + 1):
        typed = mended.lines[line] if line < len(mended.lines) else ""
        first = start[1] if line == start[0] else len(typed) - len(typed.lstrip(" \t"))
        last = end[1] if line == end[0] else len(typed.rstrip(" \t"))
        if not runs_on:
            if first >= last and line < end[0]:
                blank += 1
                continue
            offset += max(blank, 1)
            blank = 0
        # A line of a double-quoted value that ends in “\\” runs on without a break.
        runs_on = style == '"' and line < end[0] and (last - len(typed[:last].rstrip("\\"))) % 2 == 1
        for at, length in _stretches(typed[first : last - runs_on], style):
            marks.append((offset, mended.span(line, first + at)))
            marks += [
                (offset + cut - first - at, mended.span(line, cut))
                for cut in mended.breaks(line, first + at, first + at + length)
            ]
            offset += length
    if not marks or offset != len(value):
        return [(0, mended.span(*start))]  # folded in a way of its own: the beginning is still true
    return [mark for mark, after in zip(marks, [*marks[1:], (-1, marks[-1][1])], strict=True) if mark[0] != after[0]]


def _stretches(raw: str, style: str | None) -> list[tuple[int, int]]:
    """(offset in *raw*, number of characters in the value) for each stretch without an escape between."""
    if style == "'":
        pieces, at = [], 0
        for part in raw.split("''"):
            pieces.append((at, len(part) + 1))
            at += len(part) + 2
        pieces[-1] = (pieces[-1][0], pieces[-1][1] - 1)
        return pieces
    if style == '"':
        pieces, at = [], 0
        for match in _ESCAPE.finditer(raw):
            pieces += [(at, match.start() - at), (match.start(), 1)]
            at = match.end()
        pieces.append((at, len(raw) - at))
        return [piece for piece in pieces if piece[1]]
    return [(0, len(raw))]


def _judged(value: str, marks: tuple[Mark, ...]) -> tuple[Located, list[Problem]]:
    """*value* without what an escape like ``\\0`` or ``\\uffff`` put into it."""
    text = Located(value, marks)
    problems = [
        problem(
            text.span_at(at),
            "Y006",
            f"双引号里的转义写的是不能打印的字符 U+{ord(char):04X}",
            "删去这个转义；如果反斜杠“\\”是正文，把外面的双引号换成英文单引号 '",
        )
        for at, char in enumerate(value)
        if is_forbidden(char)
    ]
    kept = "".join("\ufffd" if is_forbidden(char) else char for char in value)
    return Located(_BREAKS.sub("\n", kept), marks), problems[:20]
