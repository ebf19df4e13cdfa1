"""Values in English quotes, on one line or on several."""

from __future__ import annotations

import re

from docgen.reading.blocks import BLOCK_HINT
from docgen.reading.keys import SPACES
from docgen.reading.lines import Line
from docgen.reading.margins import text_start
from docgen.reading.plain import QUOTED, end_of_text, unescapable
from docgen.reading.walk import Owner, Walk

__all__ = ["take_quoted"]

_REST = {'"': re.compile(r'(?:[^"\\]|\\.|\\$)*"'), "'": re.compile(r"(?:[^']|'')*'")}


def take_quoted(walk: Walk, line: Line, start: int, owner: Owner) -> bool:
    """Take a quoted value; False where it has to be read as running text."""
    row, notes = line.row, walk.notes
    text = row.text
    match = QUOTED.match(text, start)
    if match is None:
        return _take_quoted_rows(walk, line, start, owner)
    end = match.end()
    rest = end + text_start(text[end:])
    free = rest > end
    if rest < len(text) and not (free and text[rest] == "#"):
        message = "引号到这里就结束了，后面却还有文字"
        hint = "正文里的引号用中文引号“ ”；或者把整个值用英文单引号 ' 括起来"
        notes.fault(row.span(notes.file, rest), "Y020", message, hint)
        stop, _ = end_of_text(row, start, len(text), notes, report=False)
        line.quoted(start, stop)
    else:
        if text[start] == '"' and unescapable(row, start, end, notes):
            line.quoted(start, end)
        else:
            line.typed(start, end)
        if rest < len(text):
            end_of_text(row, rest, len(text), notes)
            line.put(" ", end)
            line.typed(rest, len(text))
    walk.mended.add(line)
    walk.index += 1
    return True


def _take_quoted_rows(walk: Walk, line: Line, start: int, owner: Owner) -> bool:
    """Take a quoted value of several rows: each stays a line of its own."""
    row, notes = line.row, walk.notes
    quote = row.text[start]
    found: list[tuple[int, int, int]] = []
    closed = False
    for later in range(walk.index + 1, len(walk.rows)):
        other, (_, first, _) = walk.rows[later], walk.margins[later]
        if first == len(other.text):
            continue
        if walk.width_of(later) <= owner.indent:
            break
        first = text_start(other.text)
        match = _REST[quote].match(other.text, first)
        found.append((later, first, match.end() if match else len(other.text)))
        if match:
            closed = not other.text[match.end() :].strip(SPACES)
            break
    bad = not closed or (
        quote == '"'
        and (
            unescapable(row, start, len(row.text), notes)
            or any(unescapable(walk.rows[later], first, end, notes) for later, first, end in found)
        )
    )
    if bad:
        if not closed:
            hint = "在值的末尾补上引号，或者把引号换成中文引号“ ”"
            notes.fault(row.span(notes.file, start), "Y020", "引号没有配对", hint)
        return False
    line.typed(start, len(row.text))
    walk.mended.add(line)
    before = row.text
    told = False
    for later, first, end in found:
        other = walk.rows[later]
        if not (quote == '"' and _joins(before)):
            walk.mended.add(Line(other))  # a blank line is what YAML takes for a line break
            if not told and later == walk.index + 1 and not other.soft:
                told = True
                message = "引号里的文字有好几行，已按一行一段读取"
                notes.fault(other.span(notes.file, first), "Y016", message, BLOCK_HINT)
        further = Line(other)
        further.put(" " * max(owner.out + 2, 1), first)
        further.typed(first, end)
        walk.mended.add(further)
        before = other.text[:end]
        walk.index = later
    walk.index += 1
    return True


def _joins(text: str) -> bool:
    """Whether a row of a double-quoted value ends in ``\\``, which joins it to the next."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1
