"""What people type becomes YAML that means what they meant.

The lines are walked once, from the top, with the shape of the record: it says which
words may be keys at each level, so that ``检察院：…`` is a key and ``- 主送：甲`` in a
list of texts is text. Nothing is guessed: what is clear is mended with a reminder,
what is not is a fault with a place. All faults are collected; the walk never stops.
"""

from __future__ import annotations

from collections.abc import Sequence

from docgen.core.errors import Problem
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode, compose
from docgen.records.yaml.decode import SOFT, clean
from docgen.records.yaml.fields import (
    SPACES,
    Key,
    Scalar,
    Shape,
    find_key,
    is_text,
    item_of,
    looks_like_item,
    map_of,
    value_of,
)
from docgen.records.yaml.lines import Line, Mended, put_key, text_start
from docgen.records.yaml.values import take_unindented, take_value
from docgen.records.yaml.walk import MARKER, Level, Owner, Slot, Walk

# — structure —
# Keys, items and margins: which line belongs to which, as typed and as mended.

_structure__all__ = ["TOO_DEEP", "Structure"]

TOO_DEEP = 60
_SAME_MARGIN = "同一层的键左边对齐，下一层比上一层多缩进两个空格"


class Structure(Walk):
    """Takes the lines that begin a key, an item or a value; the values themselves are taken by ``values``."""

    def structure(self, width: int) -> None:
        """Take a line that begins a key, an item, or the words of a value."""
        text = self.rows[self.index].text
        start = self.margins[self.index][1]
        slot = self.slot
        if slot:
            item = not slot.is_item and width == slot.indent and looks_like_item(text, start, in_list=False)
            loose = not slot.is_item and width == slot.indent and item_of(slot.shape) is not None
            if width > slot.indent or item or (loose and looks_like_item(text, start, in_list=True)):
                if not (width > slot.indent and self.belongs_above(start, slot.shape)):
                    self.fill(slot, width)
                    return
            elif self.adopts(slot, width, start):
                return
            elif slot.line >= 0 and not self.ends_text(self.index, width, start, started=False):
                self.slot = None
                take_unindented(self, slot)
                return
        self.leave_slot()
        if not self.levels:
            self.stray("前面的内容已经结束，这一行不知道属于哪一项", "记录从第一行起就写“键: 值”")
            return
        levels = self.levels
        while levels[-1:] and levels[-1].adopted and self.leaves(levels[-1], start):
            levels.pop()
        opened = list(levels)
        while len(levels) > 1 and levels[-1].indent > width:
            if levels[-1].loose and width > levels[-2].indent:
                break
            levels.pop()
        top = levels[-1]
        if top.loose and (len(levels) == 1 or width > levels[-2].indent):
            top.indent = width
            top.loose = False
        if top.indent == width:
            self.entry(top)
        else:
            self.misaligned(width, opened)

    def leaves(self, level: Level, start: int) -> bool:
        """Whether a line no longer belongs to a mapping whose keys were not indented."""
        key = find_key(self.rows[self.index].text, start, self.map_shape(level))
        return key is None or not key.known

    def fill(self, slot: Slot, width: int) -> None:
        """Take the first line of what stands under a key or after a dash."""
        row, (_, start, odd) = self.rows[self.index], self.margins[self.index]
        text, shape = row.text, slot.shape
        out = slot.out + 2 if odd or row.soft or width <= slot.out else width
        if width == slot.indent:
            out = slot.out
        in_list = item_of(shape) is not None
        if looks_like_item(text, start, in_list=in_list):
            self.leave_slot()
            self.levels.append(Level(True, width, out, item_of(shape)))
            self.item(self.levels[-1])
            return
        at_root = slot.line < 0
        # Under a key that holds prose “2023年1月: 某某……” is a sentence; elsewhere it is a misplaced mapping.
        prose = isinstance(shape, Scalar) and shape.kind == "prose"
        key = None if prose else find_key(text, start, map_of(shape), sibling=at_root)
        if key is not None and not (is_text(shape) and key.colon != "plain"):
            self.leave_slot()
            self.levels.append(Level(False, width, out, map_of(shape)))
            self.key(self.levels[-1], key)
            return
        if text.startswith("? ", start):
            self.refuse_question()
            return
        if at_root and text[start] not in "[{\"'|>" and self.key_follows():
            # A heading above the record, or a line pasted in by accident.
            hint = "写成“键: 值”；是说明文字，就在前面加“# ”"
            self.notes.fault(row.span(self.mended.file, start), "Y028", "这一行缺少冒号，看不出是“键: 值”", hint)
            self.index += 1
            return
        slot.hash_row = -1
        self.slot = None
        if odd:
            self.note_margin()
        line = Line(row)
        line.put(" " * max(out, slot.out + 1, 0), 0) if odd or out != width else line.typed(0, start)
        take_value(self, line, start, Owner(slot.indent, slot.out, shape, slot.line, slot.line_end, own_line=True))

    def key_follows(self) -> bool:
        """Whether the next line with words is a key."""
        later = self.next_words()
        if later is None:
            return False
        start = self.margins[later][1]
        return find_key(self.rows[later].text, start, map_of(self.shape), sibling=True) is not None

    def entry(self, level: Level) -> None:
        """Take a line at the margin of *level*."""
        text, start = self.rows[self.index].text, self.margins[self.index][1]
        if level.is_list:
            if looks_like_item(text, start, in_list=True):
                self.item(level)
                return
            below = self.levels[-2] if len(self.levels) > 1 else None
            if below and below.indent == level.indent and not below.is_list:
                self.levels.pop()
                self.entry(below)
                return
            self.stray(
                "列表里的这一行没有以“- ”开头", "列表的每一项都以“- ”开头；如果是上一项的正文，就比“-”多缩进两格"
            )
            return
        key = find_key(text, start, self.map_shape(level), sibling=True)
        if looks_like_item(text, start, in_list=False) and not (key and key.known):
            self.stray("“- ”不能写在这里：同一层的上一行是键", "列表写在它的键下面，多缩进两格")
        elif text.startswith("? ", start):
            self.refuse_question()
        elif key:
            self.key(level, key)
        elif level.last_is_text:
            message = "正文没有缩进，看不出它属于哪一项"
            self.stray(message, "上一项写成“键: |”，正文另起一行，每行前面加两个空格", "Y024")
        else:
            self.stray("这一行缺少冒号，看不出是“键: 值”", "写成“键: 值”；如果是上一项的正文，就多缩进两格")

    def item(self, level: Level) -> None:
        """Take a list item; several dashes on one line open several lists."""
        row, (_, start, odd) = self.rows[self.index], self.margins[self.index]
        line = Line(row)
        if odd:
            self.note_margin()
        line.typed(0, start) if not odd and level.out == start else line.put(" " * level.out, 0)
        self.item_from(line, level, start)

    def item_from(self, line: Line, level: Level, start: int) -> None:
        """Take the item whose dash stands at *start*; *line* holds the margin."""
        row = line.row
        text = row.text
        shape = level.shape
        while True:
            content = start + 1 + text_start(text[start + 1 :])
            tight = content == start + 1 < len(text)
            plain = not tight and text[start + 1 : content].strip(" ") == ""
            if tight or (not plain and content < len(text)):
                message = "列表符号“-”后面没有空格，已补上" if tight else "列表符号“-”后面不是普通空格，已换成空格"
                self.notes.habit(row.span(self.mended.file, start), "Y013", message, "“-”后面加一个英文空格")
            line.typed(start, content) if plain else line.put("- ", start)
            if is_text(shape) or not looks_like_item(text, content, in_list=False) or content >= len(text):
                break
            level = Level(True, level.indent + content - start, line.length, item_of(shape))
            self.levels.append(level)
            if len(self.levels) > TOO_DEEP:
                break
            start, shape = content, level.shape
        key = None if is_text(shape) or content >= len(text) else find_key(text, content, map_of(shape))
        if key:
            inner = Level(False, level.indent + (content - start), line.length, map_of(shape), loose=not plain)
            self.levels.append(inner)
            self.key(inner, key, line)
        else:
            take_value(self, line, content, Owner(level.indent, level.out, shape, is_item=True))

    def key(self, level: Level, key: Key, line: Line | None = None) -> None:
        """Take ``键: 值``; *line* holds what stands before it."""
        row = self.rows[self.index]
        text = row.text
        if line is None:
            line = Line(row)
            odd = self.margins[self.index][2]
            if odd:
                self.note_margin()
            line.typed(0, key.start) if not odd and level.out == key.start else line.put(" " * level.out, 0)
        put_key(line, key, self.notes)
        shape = value_of(self.map_shape(level), key.name)
        dash = key.value
        if item_of(shape) is not None and text.startswith("- ", dash) and not isinstance(shape, Scalar):
            # “建议: - 甲”: the list begins on the line of its key.
            message = "列表的第一项写在了键的后面，已当作另起一行"
            self.notes.habit(row.span(self.mended.file, dash), "Y013", message, "列表另起一行，每项以“- ”开头")
            self.mended.add(line)
            inner = Level(True, level.indent + dash - key.start, level.out + 2, item_of(shape), loose=True)
            self.levels.append(inner)
            below = Line(row)
            below.put(" " * inner.out, dash)
            self.item_from(below, inner, dash)
            return
        owner = Owner(level.indent, level.out, shape, after_key=True)
        level.last_is_text = take_value(self, line, key.value, owner)

    # What is not as it should be

    def adopts(self, slot: Slot, width: int, start: int) -> bool:
        """Take a line at the margin of its key that can only be a key under it."""
        key = find_key(self.rows[self.index].text, start, map_of(slot.shape))
        if (
            slot.line < 0
            or slot.is_item
            or width != slot.indent
            or key is None
            or not key.known
            or self.known_above(key.name)
        ):
            return False
        message = f"“{key.name}”没有缩进，它应当写在上一行的键下面"
        self.notes.fault(self.rows[self.index].span(self.mended.file, start), "Y025", message, _SAME_MARGIN)
        self.slot = None
        self.levels.append(Level(False, width, slot.out + 2, map_of(slot.shape), adopted=True))
        self.key(self.levels[-1], key)
        return True

    def belongs_above(self, start: int, shape: Shape | None) -> bool:
        """Whether an indented line is a key of an enclosing mapping and not of what is expected here."""
        if not is_text(shape):
            return False
        key = find_key(self.rows[self.index].text, start, None)
        return key is not None and key.colon == "plain" and self.known_above(key.name)

    def misaligned(self, width: int, opened: list[Level]) -> None:
        """Report a margin that fits no level, and go on at the level that was probably meant."""
        text, start = self.rows[self.index].text, self.margins[self.index][1]
        dash = looks_like_item(text, start, in_list=False)

        def fit(level: Level) -> tuple[bool, bool, int]:
            key = None if level.is_list else find_key(text, start, self.map_shape(level))
            return (level.is_list == dash, bool(key and key.known), -abs(level.indent - width))

        best = max(opened, key=fit)
        margins = sorted({level.indent for level in opened if not level.loose})
        wanted = "、".join(map(str, margins[-4:]))
        message = f"这一行前面空了 {width} 格，和上面的行对不齐；应当是 {wanted} 格"
        if width > opened[-1].indent and best is opened[-1]:
            message = f"这一行前面空了 {width} 格，多缩进了 {width - best.indent} 格"
        if self.rows[self.index].soft:
            message = "换行符后面的这些文字不知道属于哪一项"
        self.notes.fault(self.rows[self.index].span(self.mended.file, start), "Y025", message, _SAME_MARGIN)
        self.levels[:] = opened[: opened.index(best) + 1]
        self.entry(best)

    def stray(self, message: str, hint: str, code: str = "Y028") -> None:
        """Report a line that is neither key nor item, and pass over those after it that are not either."""
        row, start = self.rows[self.index], self.margins[self.index][1]
        self.notes.fault(row.span(self.mended.file, start), code, message, hint)
        self.index += 1
        while self.index < len(self.rows):
            width, start, _ = self.margins[self.index]
            text = self.rows[self.index].text
            if start < len(text) and (text[start] == "#" or self.ends_text(self.index, width, start, started=True)):
                break
            self.index += 1

    def refuse_question(self) -> None:
        self.stray("不支持以“? ”开头的写法", "写成“键: 值”")


# — repair —

__all__ = ["repair", "walked"]


def repair(text: str, file: str, shape: Shape | None) -> tuple[Mended, list[Problem]]:
    """The mended *text*, with the way back to what was typed, and what had to be said."""
    walk = walked(text, file, shape)
    return walk.mended, walk.notes.all()


def walked(text: str, file: str, shape: Shape | None) -> Structure:
    """The walk over *text*, done: its mended lines, and its notes each by itself."""
    walker = _Walker(text, file, shape)
    walker.walk()
    return walker


class _Walker(Structure):
    """Walks the lines: those without words, marks and comments here, the others in ``Structure``."""

    def walk(self) -> None:
        while self.index < len(self.rows):
            row, (width, start, odd) = self.rows[self.index], self.margins[self.index]
            text = row.text
            if start == len(text):
                self.mended.add(Line(row))
                self.index += 1
            elif text[start] == "#":
                self.comment(width, start, odd)
            elif start == 0 and MARKER.match(text):
                if not self.marker():
                    return
            elif start == 0 and text[0] == "%" and self.at_beginning():
                self.notes.fault(row.span(self.mended.file, 0), "Y026", "不支持以“%”开头的 YAML 指令", "删去这一行")
                self.mended.add(Line(row))
                self.index += 1
            elif len(self.levels) > TOO_DEEP:
                self.mended.keep(row)  # refused when composed
                self.index += 1
            else:
                self.structure(self.width_of(self.index))
        self.leave_slot()

    def at_beginning(self) -> bool:
        """Whether nothing of the record has been read."""
        return self.slot is not None and self.slot.indent < 0

    def marker(self) -> bool:
        """Take ``---`` or ``...``; False where a second record would begin."""
        row = self.rows[self.index]
        rest = row.text[3:].strip(SPACES)
        if rest and rest[0] != "#":
            message = f"“{row.text[:3]}”后面不能再写内容"
            self.notes.fault(row.span(self.mended.file, 3), "Y028", message, "删去这个符号")
        if not self.at_beginning():
            more = self.next_words()
            self.leave_slot()
            if more is None:
                return False
            place = row.span(self.mended.file, 0)
            self.notes.fault(
                place, "Y029", "从这里起是第二份记录，没有读取", "一个文件只放一份记录；不是第二份就删去这一行"
            )
            return False
        self.mended.add(Line(row))
        self.index += 1
        return True

    def comment(self, width: int, start: int, odd: bool) -> None:
        row = self.rows[self.index]
        slot = self.slot
        bare = row.text[start + 1 : start + 2] not in ("", " ", "\t", "#")
        if bare and slot and slot.hash_row < 0 and width > slot.indent >= 0 and slot.may_be_text():
            slot.hash_row = self.index
        line = Line(row)
        line.put(" " * start if odd else row.text[:start], 0)
        line.typed(start, len(row.text))
        self.mended.add(line)
        self.index += 1


# — mend —
# What the reading understood in spite of how it was typed, written as YAML has it.
#
# Only lines that were spoken of are touched (full-width colons, missing spaces, odd margins),
# and only if every value of the record stays what it was.

_mend__all__ = ["mended"]

_HABITS = ("Y010", "Y011", "Y012", "Y013", "Y014", "Y015", "Y016")
_MARGINS = ("Y012", "Y015", "Y016")
"""Faults that concern more lines than the one they name."""


def mended(text: str, file: str, shape: Shape | None) -> tuple[str, int]:
    """*text* mended, and how many lines were touched: none where something would be lost.

    What is an error to the reading but has only one meaning is mended too: quotation marks that do not
    enclose a whole value, a second colon in a line.
    """
    typed = text.split("\n")
    ends = ["\r" if line.endswith("\r") else "" for line in typed]
    bare = "\n".join(line.removesuffix("\r") for line in typed)
    cleaned, faults = clean(bare, file)
    if faults or cleaned != bare or SOFT in bare:
        return text, 0
    walk = walked(bare, file, shape)
    found = _spoken(walk)
    lines, touched = _by_hand(bare.split("\n"), found)
    if not touched:
        lines, touched = _by_repair(bare.split("\n"), found, walk.mended.lines, walk.mended.places)
        if touched and not _same(bare, "\n".join(lines), file, shape):
            return text, 0
    if not touched:
        return text, 0
    if len(lines) != len(typed):
        ends = [ends[0] if ends else ""] * len(lines)
        ends[-1] = ""
    return "\n".join(line + end for line, end in zip(lines, ends, strict=True)), touched


def _by_hand(lines: list[str], found: list[Problem]) -> tuple[list[str], int]:
    """Errors of YAML with one meaning: ``标题: "检察蓝"守护"她权益"`` and ``标题: 山西: 深入…``."""
    touched = 0
    for item in found:
        if item.span is None or not 1 <= item.span.line <= len(lines):
            continue
        line, at = lines[item.span.line - 1], item.span.column - 1
        if item.code == "Y021" and line[at : at + 1] == ":":
            lines[item.span.line - 1] = line[:at] + "：" + line[at + 1 :].lstrip(" ")
            touched += 1
        elif item.code == "Y020" and line.count('"') % 2 == 0 and "\\" not in line and "'" not in line:
            head, *rest = line.split('"')
            marked = [("“" if index % 2 else "”") + part for index, part in enumerate(rest, 1)]
            lines[item.span.line - 1] = head + "".join(marked)
            touched += 1
    return lines, touched


def _by_repair(
    lines: list[str], found: list[Problem], out: list[str], places: Sequence[tuple[int, object]]
) -> tuple[list[str], int]:
    """The lines spoken of, as the repair wrote them."""
    named = {item.span.line for item in found if item.span and item.code in _HABITS}
    if not named:
        return lines, 0
    margins = any(item.code in _MARGINS for item in found)
    made: dict[int, list[str]] = {}
    for line, (number, _) in zip(out, places, strict=True):
        made.setdefault(number, []).append(line)
    new: list[str] = []
    touched = 0
    for number, line in enumerate(lines, 1):
        mended_lines = made.get(number, [line])
        only_margin = len(mended_lines) == 1 and mended_lines[0].strip() == line.strip(" \t　\u00a0")
        opens_block = margins and mended_lines[0].rstrip().endswith("|") and not line.rstrip().endswith("|")
        if mended_lines != [line] and (number in named or (margins and (only_margin or opens_block))):
            new += mended_lines
            touched += 1
        else:
            new.append(line)
    return new, touched


def _same(old: str, new: str, file: str, shape: Shape | None) -> bool:
    """Whether both texts give the same keys and values, and *new* no more to say."""
    first, second = walked(old, file, shape), walked(new, file, shape)
    before, _ = compose(first.mended)
    after, _ = compose(second.mended)
    return _values(before) == _values(after) and len(_spoken(second)) < len(_spoken(first))


def _spoken(walk: Walk) -> list[Problem]:
    """Everything that *walk* has to say, each place by itself."""
    return [*walk.notes.faults, *(item for items in walk.notes.habits.values() for item in items)]


def _values(node: Node | None) -> object:
    match node:
        case MapNode(entries):
            return tuple((str(key), _values(value)) for key, value in entries)
        case ListNode(items):
            return tuple(map(_values, items))
        case ScalarNode(text):
            return str(text).strip()
    return None
