"""Values as people type them: text over one line or many, quotes, brackets, ``|`` blocks.

Each ``_take_…`` writes the mended lines and moves the walk behind the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.records.yaml.fields import SPACES, Scalar, find_key, is_text, looks_like_item, map_of
from docgen.records.yaml.flow import flow
from docgen.records.yaml.lines import (
    QUOTED,
    Line,
    Notes,
    Row,
    end_of_text,
    put_text,
    reference_end,
    shared,
    text_start,
    unescapable,
)
from docgen.records.yaml.walk import MARKER, Owner, Slot, Walk

# — blocks —
# Paragraphs: ``|`` blocks as people type them. One line is one paragraph, always.
#
# Nothing is folded, no space comes between Chinese characters, and the spaces that Word
# puts before a paragraph go. What is written is a block with one clean margin.

_blocks__all__ = ["BLOCK_HINT", "base_of", "make_header", "put_paragraph", "take_block", "take_unindented"]

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


# — quotes —
# Values in English quotes, on one line or on several.

_quotes__all__ = ["take_quoted"]

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


# — values —

__all__ = ["take_value"]

_SECOND_COLON = re.compile(r":(?=[ \t]|$)")
_WORD = r"[^\W_][\w、。；·《》〈〉〔〕（）％℃㎡\-.／]{0,39}"
_KEY = r"[^\W_][\w、·《》〈〉〔〕（）]{0,29}"
_PAIRS = rf"\{{{_KEY}: {_WORD}(?:, {_KEY}: {_WORD})*\}}"
_AS_IT_IS = re.compile(rf"(?:{_PAIRS}|\[(?:{_WORD}(?:, {_WORD})*|{_PAIRS}(?:, {_PAIRS})*)\])\Z")
"""A collection in brackets, to the end of its row, of nothing but words that YAML reads as they were typed."""


def take_value(walk: Walk, line: Line, start: int, owner: Owner) -> bool:
    """Take the value that begins at *start* of the present row; *line* holds what stands before it.

    True where it is running text. Where there is no value the walk waits for one below.
    """
    text = line.row.text
    char = text[start : start + 1]
    if not char or (char == "#" and text[start + 1 : start + 2] in ("", " ", "\t")):
        _wait(walk, line, start, owner)
        return True
    if char in "|>｜" and take_block(walk, line, start, owner):
        return True
    broken = False
    if char in "[{":
        taken = _take_flow(walk, line, start, owner)
        if taken:
            return False
        broken = taken is None
    if char in "\"'" and take_quoted(walk, line, start, owner):
        return True
    _take_text(walk, line, start, owner, broken=broken)
    return True


def _wait(walk: Walk, line: Line, start: int, owner: Owner) -> None:
    end = len("".join(line.texts).rstrip(" "))
    if start < len(line.row.text):
        if end == line.length:
            line.put(" ", start)
        line.typed(start, len(line.row.text))
    walk.mended.add(line)
    walk.slot = Slot(owner.indent, owner.out, owner.shape, owner.is_item, len(walk.mended.lines) - 1, end)
    walk.index += 1


def _take_text(walk: Walk, line: Line, start: int, owner: Owner, *, broken: bool) -> None:
    """Take running text with the lines that carry it on; what is *broken* has been reported already."""
    row = line.row
    text = row.text
    end, comment = end_of_text(row, start, len(text), walk.notes)
    may_be_key = not broken and (owner.after_key or not is_text(owner.shape))
    if may_be_key and not shared(text[start:]) and (colon := _SECOND_COLON.search(text, start, end)):
        message = "这个英文冒号会让 YAML 把一行读成两项"
        hint = "把这个冒号改成中文冒号“：”，或者把整个值用英文单引号 ' 括起来"
        walk.notes.fault(row.span(walk.notes.file, colon.start()), "Y021", message, hint)
    further = [] if shared(text[start:]) else _further(walk, owner)
    if not further:
        put_text(line, start, end)
        if comment < len(text):
            line.put(" ", end)
            line.typed(comment, len(text))
        walk.mended.add(line)
        walk.index += 1
        return
    hard = [later for later in further if not walk.rows[later].soft]
    if hard:
        message = "这段文字有好几行，已按一行一段读取"
        at = text_start(walk.rows[hard[0]].text)
        walk.notes.fault(walk.rows[hard[0]].span(walk.notes.file, at), "Y016", message, BLOCK_HINT)
    if owner.own_line:
        make_header(walk, owner.line, owner.line_end)
        base = base_of(walk, walk.index, owner)
    else:
        line.put("|", start)
        if comment < len(text):
            line.put(" ", end)
            line.typed(comment, len(text))
        walk.mended.add(line)
        base = base_of(walk, further[0], owner)
    put_paragraph(walk, row, start, end, base)
    _put_rows(walk, further, base)


def _put_rows(walk: Walk, further: Iterable[int], base: int) -> None:
    for later in further:
        row = walk.rows[later]
        words = text_start(row.text)
        stop, _ = end_of_text(row, words, len(row.text), walk.notes)
        put_paragraph(walk, row, words, stop, base)
        walk.index = later
    walk.index += 1


def _further(walk: Walk, owner: Owner) -> list[int]:
    """The rows below that carry on the text of the present row: deeper ones that are no keys or items."""
    found = []
    map_shape = map_of(owner.shape)
    only_text = is_text(owner.shape)
    for later in range(walk.index + 1, len(walk.rows)):
        row, (_, start, _) = walk.rows[later], walk.margins[later]
        text = row.text
        if start == len(text):
            continue
        if walk.width_of(later) <= owner.indent or (start == 0 and MARKER.match(text)):
            break
        if text[start] == "#" and text[start + 1 : start + 2] in ("", " ", "\t"):
            continue
        key = find_key(text, start, map_shape)
        if only_text:
            if key and key.colon == "plain" and walk.known_above(key.name):
                break
            if looks_like_item(text, start, in_list=False) and (owner.is_item or not isinstance(owner.shape, Scalar)):
                break
        elif key or looks_like_item(text, start, in_list=False):
            break
        found.append(later)
    return found


def _take_flow(walk: Walk, line: Line, start: int, owner: Owner) -> bool | None:
    """Take a list or mapping in brackets; False where it is running text, None where it never closes."""
    text = line.row.text
    if _AS_IT_IS.match(text, start):
        line.typed(start, len(text))
        walk.mended.add(line)
        walk.index += 1
        return True
    if is_text(owner.shape) and reference_end(text, start) > start:
        return False
    trial = Notes(walk.notes.file)
    searching = walk.index >= walk.open_until

    def goes_on(index: int) -> int | None:
        if not searching or index >= len(walk.rows):
            return None
        first, begun = walk.margins[index][1], walk.rows[index].text
        if first == len(begun) or begun[first] in "]}#" or walk.width_of(index) > owner.indent:
            return first
        return None if walk.ends_text(index, walk.margins[index][0], first, started=True) else first

    result = flow(walk.rows, walk.index, line.copy(), start, owner.shape, trial, goes_on)
    if not result.closed:
        if result.too_deep:
            walk.notes.take(trial)
            line.put("''", start)
            walk.mended.add(line)
            later: int | None = walk.index
            while later is not None:
                walk.index, later = later + 1, walk.deeper(later, owner.indent)
            return True
        walk.open_until = result.last
        if isinstance(owner.shape, Scalar):
            return False
        close = "]" if text[start] == "[" else "}"
        message = f"“{text[start]}”没有配对的“{close}”"
        walk.notes.fault(line.row.span(walk.notes.file, start), "Y028", message, f"在末尾补上英文的“{close}”")
        return None
    last = walk.rows[result.last]
    rest = result.rest + text_start(last.text[result.rest :])
    if rest < len(last.text):
        comment = last.text[rest] == "#" and rest > result.rest
        if not comment and result.last == walk.index:
            return False
        if comment:
            end_of_text(last, rest, len(last.text), trial)
            result.lines[-1].put(" ", rest)
            result.lines[-1].typed(rest, len(last.text))
        else:
            trial.fault(last.span(trial.file, rest), "Y028", "括号后面还有多余的文字", "删去它，或者移到括号里面")
    walk.notes.take(trial)
    for made in result.lines:
        walk.mended.add(made)
    walk.index = result.last + 1
    return True
