"""Values as people type them: text over one line or many, quotes, brackets, ``|`` blocks.

Each ``_take_…`` writes the mended lines and moves the walk behind the value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from docgen.reading.blocks import BLOCK_HINT, base_of, make_header, put_paragraph, take_block
from docgen.reading.fields import Scalar
from docgen.reading.flow import flow
from docgen.reading.keys import find_key, is_text, looks_like_item, map_of
from docgen.reading.lines import Line
from docgen.reading.margins import text_start
from docgen.reading.notes import Notes
from docgen.reading.plain import end_of_text, put_text, reference_end, shared
from docgen.reading.quotes import take_quoted
from docgen.reading.walk import MARKER, Owner, Slot, Walk

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
