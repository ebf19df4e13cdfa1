"""What people type becomes YAML that means what they meant.

The lines are walked once, from the top, with the shape of the record: it says which
words may be keys at each level, so that ``检察院：…`` is a key and ``- 主送：甲`` in a
list of texts is text. Nothing is guessed: what is clear is mended with a reminder,
what is not is a fault with a place. All faults are collected; the walk never stops.
"""

from __future__ import annotations

from docgen.errors import Problem
from docgen.reading.fields import Shape
from docgen.reading.keys import SPACES
from docgen.reading.lines import Line, Mended
from docgen.reading.structure import TOO_DEEP, Structure
from docgen.reading.walk import MARKER

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
