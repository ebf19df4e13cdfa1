"""Paragraphs: ``|`` blocks as people type them. One line is one paragraph, always.

Nothing is folded, no space comes between Chinese characters, and the spaces that Word
puts before a paragraph go. What is written is a block with one clean margin.
"""

from __future__ import annotations

import re

from docgen.reading.keys import SPACES
from docgen.reading.lines import Line, Row
from docgen.reading.margins import text_start
from docgen.reading.walk import Owner, Slot, Walk

__all__ = ["BLOCK_HINT", "base_of", "make_header", "put_paragraph", "take_block", "take_unindented"]

BLOCK_HINT = "键的后面写“|”，正文另起一行，每行前面加两个空格，一行就是一段"

_HEADER = re.compile(r"[|>](?P<mode>[+-]?[1-9]?[+-]?)[ \t　]*(?P<comment>(?<=[ \t])#.*)?$")
_COMPARISON = re.compile(r">=?[ \t]*[\d.]")


def take_block(walk: Walk, line: Line, start: int, owner: Owner) -> bool:
    """Take a ``|`` block; False where the sign is only the first character of a text."""
    row = line.row
    text = row.text
    header = _HEADER.match(text, start)
    below = walk.deeper(walk.index, owner.indent)
    if text[start] == "｜" and (text[start + 1 :].strip(SPACES) or below is None):
        return False
    if below is None and ((header and header["mode"].strip("+-")) or _COMPARISON.match(text, start)):
        return False
    line.typed(start, start + 1) if text[start] == "|" else line.put("|", start)
    if header and header["comment"]:
        line.put(" ", start)
        line.typed(header.start("comment"), len(text))
    walk.mended.add(line)
    base = base_of(walk, below, owner)
    walk.index += 1
    words = start + 1
    if header is None and text[start] != "｜":
        if text[words : words + 1] in ("+", "-") and not text[words + 1 : words + 2].isdigit():
            words += 1
        words += text_start(text[words:])
        message = "“|”后面直接写了正文，已当作第一段"
        walk.notes.fault(row.span(walk.notes.file, words), "Y014", message, "“|”后面直接换行，正文从下一行写起")
        put_paragraph(walk, row, words, len(text), base)
    take_paragraphs(walk, owner, base, started=header is None)
    return True


def base_of(walk: Walk, first: int | None, owner: Owner) -> int:
    """The margin of the paragraphs in the mended text: as typed where it was typed well."""
    least = max(owner.out, 0) + 1
    if first is not None and not walk.rows[first].soft:
        typed = walk.rows[first].text
        plain = len(typed) - len(typed.lstrip(" "))
        if plain >= least:
            return plain
    return max(owner.out + 2, least)


def take_paragraphs(walk: Walk, owner: Owner, base: int, *, started: bool) -> None:
    """Take the rows of a block up to the next key or item.

    A paragraph that is not indented is reported once, at its place, and taken all the same.
    """
    told_margin = told_unindented = False
    while walk.index < len(walk.rows):
        row, (width, start, _) = walk.rows[walk.index], walk.margins[walk.index]
        text = row.text
        if start == len(text):
            walk.mended.add(Line(row))
            walk.index += 1
            continue
        inside = width > owner.indent
        if row.soft:
            inside = not (started and walk.is_soft_key(walk.index))
        if not inside:
            if text[start] == "#":
                if not _skip_comments(walk, owner):
                    return
                continue
            if walk.ends_text(walk.index, width, start, started=started):
                return
            if not told_unindented:
                told_unindented = True
                message = "正文没有缩进，会被当成另外的内容"
                hint = f"在第 {row.number} 行和后面每一段的前面加{'两' if base <= 2 else f' {base} '}个空格"
                walk.notes.fault(row.span(walk.notes.file, start), "Y024", message, hint)
        words = text_start(text)
        margin = text[:words]
        if inside and not row.soft and margin != " " * base and not told_margin:
            if "　" in margin or width > base:
                told_margin = True
                message = "段首的空格已去掉，排版时自动空两格"
                walk.notes.habit(row.span(walk.notes.file, 0), "Y015", message, "正文前面只留缩进用的英文空格")
            elif margin.strip(" "):
                walk.note_margin()
        put_paragraph(walk, row, words, len(text), base)
        walk.index += 1
        started = True


def _skip_comments(walk: Walk, owner: Owner) -> bool:
    """Pass over comments at the margin of a block that goes on after them; False where it ends there."""
    later = walk.index
    while later < len(walk.rows):
        row, (width, start, _) = walk.rows[later], walk.margins[later]
        if start < len(row.text) and row.text[start] != "#":
            break
        if start < len(row.text) and width > owner.indent:
            break
        later += 1
    if later == len(walk.rows) or walk.width_of(later) <= owner.indent:
        return False
    for row in walk.rows[walk.index : later]:
        at = walk.margins[walk.index][1]
        if row.text[at : at + 1] == "#" and row.text[at + 1 : at + 2] not in ("", " ", "\t", "#"):
            message = "正文中间这一行以“#”开头，会被当作注释"
            hint = "是正文：前面加上缩进；是注释：在“#”后面加一个空格"
            walk.notes.fault(row.span(walk.notes.file, at), "Y022", message, hint)
        walk.mended.add(Line(row))
        walk.index += 1
    return True


def put_paragraph(walk: Walk, row: Row, start: int, stop: int, base: int) -> None:
    """Write one paragraph of a block, without the blanks at its end."""
    line = Line(row)
    if row.text[:start] == " " * base:
        line.typed(0, start)
    else:
        line.put(" " * base, start)
    line.typed(start, start + len(row.text[start:stop].rstrip(SPACES)))
    walk.mended.add(line)


def make_header(walk: Walk, line: int, end: int) -> None:
    """Turn ``键:`` of an earlier line into ``键: |``; what stood between are comments."""
    if line < 0:
        row = walk.rows[walk.index]
        header = Line(row)
        header.put("|", 0)
        walk.mended.add(header)
        return
    lines = walk.mended.lines
    lines[line] = f"{lines[line][:end]} |{lines[line][end:]}"
    for between in range(line + 1, len(lines)):
        lines[between] = ""


def take_unindented(walk: Walk, slot: Slot) -> None:
    """Take text that stands under its key, but at the margin of the key."""
    make_header(walk, slot.line, slot.line_end)
    owner = Owner(slot.indent, slot.out, slot.shape)
    take_paragraphs(walk, owner, base_of(walk, None, owner), started=False)
