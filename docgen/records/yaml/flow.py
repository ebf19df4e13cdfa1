"""Lists and mappings in brackets: ``[甲, 乙]`` and ``{姓名：王某，身份：人大代表}``.

What people type between brackets is rewritten so that YAML reads the same words; what
cannot be told apart (``1,000元`` is one item or two) is a fault, never a guess.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from docgen.core.source import Span
from docgen.records.yaml.fields import SPACES, ModelOf, Shape, find_key, is_text, item_of, map_of, names, value_of
from docgen.records.yaml.lines import (
    QUOTED,
    Line,
    Notes,
    Row,
    end_of_text,
    put_key,
    put_text,
    reference_end,
    unescapable,
)

__all__ = ["Flow", "flow"]

DEPTH = 60
_HOPELESS = 200
_CLOSING = {"[": "]", "{": "}"}
_RUN = re.compile(r"(?:[^,\[\]{}]|\{[^{}\[\],]*\}|\[[^{}\[\],]*\])*")
_PAIRED = re.compile(r"[^,\[\]{}:：]*")
_GAP = re.compile(f"[{SPACES}]*")
_THOUSANDS = re.compile(r",\d{3}(?!\d)")
_COMMA_HINT = "两项之间用英文逗号“,”分开"


@dataclass(slots=True)
class _Open:
    """A bracket that waits for its partner."""

    bracket: str
    span: Span
    shape: Shape | None
    column: int


@dataclass(frozen=True, slots=True)
class Flow:
    """What a collection in brackets became: its lines, its last row, and where that row goes on after it."""

    lines: list[Line]
    last: int
    rest: int
    closed: bool
    too_deep: bool


@dataclass(slots=True)
class _Scanner:
    rows: list[Row]
    index: int
    line: Line
    at: int
    notes: Notes
    may_go_on: Callable[[int], int | None]
    """Where the words of a following row begin; None where the brackets cannot go on there."""
    done: list[Line] = field(default_factory=list)
    stack: list[_Open] = field(default_factory=list)
    wants: str = "item"
    """What comes next: an ``item`` of a list, a ``key``, the ``value`` of a key, or what follows (``after``)."""
    value_shape: Shape | None = None

    @property
    def row(self) -> Row:
        return self.rows[self.index]

    def here(self, at: int | None = None) -> Span:
        return self.row.span(self.notes.file, self.at if at is None else at)

    def fault(self, message: str, hint: str, at: int | None = None) -> None:
        self.notes.fault(self.here(at), "Y028", message, hint)

    def skip_gap(self) -> bool:
        """Go to the next word, over line ends and comments; False where the brackets stay open."""
        while True:
            text = self.row.text
            gap = _GAP.match(text, self.at)
            stop = gap.end() if gap else self.at
            if stop > self.at:
                spaces = text[self.at : stop]
                self.line.put(" " if spaces.strip(" ") else spaces, self.at)
                self.at = stop
            if self.at < len(text) and not (text[self.at] == "#" and self.is_comment()):
                return True
            if self.at < len(text):
                self.line.typed(self.at, len(text))
            self.done.append(self.line)
            start = self.may_go_on(self.index + 1)
            if start is None:
                return False
            self.index += 1
            self.line = Line(self.row)
            # Whatever the margin was made of, YAML only wants some of it.
            self.line.put(self.row.text[:start] if self.row.text[:start].strip(" ") == "" and start else " ", 0)
            self.at = start

    def is_comment(self) -> bool:
        text = self.row.text
        free = self.at == 0 or text[self.at - 1] in SPACES
        return free and text[self.at + 1 : self.at + 2] in ("", " ", "\t")

    def run(self) -> bool:
        """Go to the end of the outermost bracket; False where it never comes."""
        while self.skip_gap():
            char = self.row.text[self.at]
            if self.wants == "after":
                if self.close_or_separate(char) and not self.stack:
                    return True
            elif self.wants == "key":
                self.take_key(char)
            else:
                self.take_value(char)
            if len(self.stack) > DEPTH or self.notes.counts["Y028"] > _HOPELESS:
                return False
        return False

    def close_or_separate(self, char: str) -> bool:
        """Take a comma or a closing bracket; True where a bracket was closed."""
        top = self.stack[-1]
        if char in "]}":
            if char != _CLOSING[top.bracket]:
                message = f"这里应当用“{_CLOSING[top.bracket]}”，和第 {top.span.line} 行的“{top.bracket}”配对"
                self.fault(message, f"把“{char}”改成“{_CLOSING[top.bracket]}”")
            self.line.put(_CLOSING[top.bracket], self.at)
            self.at += 1
            self.stack.pop()
            self.wants = "after"
            return True
        self.wants = "item" if top.bracket == "[" else "key"
        if char == ",":
            self.line.typed(self.at, self.at + 1)
            self.at += 1
        elif char == "，":
            message = "两项之间用了中文逗号，已当作英文逗号"
            self.notes.habit(self.here(), "Y010", message, _COMMA_HINT)
            self.line.put(", ", self.at)
            self.at += 1
        else:
            self.fault("这里缺少英文逗号", _COMMA_HINT)
            self.line.put(", ", self.at)
        return False

    def take_value(self, char: str) -> None:
        text = self.row.text
        shape = self.value_shape if self.wants == "value" else item_of(self.stack[-1].shape) if self.stack else None
        if self.stack and char in "]},":
            if char == "," and self.wants == "item":
                self.fault("两个逗号之间没有内容", "删去多余的逗号")
                self.at += 1
                return
            self.wants = "after"
            return
        if char in "[{" and not (is_text(shape) and reference_end(text, self.at) > self.at):
            self.open(char, shape)
            return
        if self.wants == "item" and not is_text(shape) and (key := find_key(text, self.at, map_of(shape))):
            # A lone pair in a list: [机关: 甲]
            run = _RUN.match(text, self.at)
            if run and key.at < run.end():
                put_key(self.line, key, self.notes, in_flow=True)
                self.at = key.value
                self.wants, self.value_shape = "value", value_of(map_of(shape), key.name)
                return
        if char in "\"'" and self.take_quoted():
            return
        self.take_text()

    def open(self, char: str, shape: Shape | None) -> None:
        self.stack.append(_Open(char, self.here(), shape, self.at))
        self.line.put(char, self.at)
        self.at += 1
        self.wants = "item" if char == "[" else "key"

    def take_quoted(self) -> bool:
        """Take a quoted value; False where the quotes do not hold the whole of it."""
        match = QUOTED.match(self.row.text, self.at)
        if match is None:
            hint = "在值的末尾补上引号，或者换成中文引号“ ”"
            self.notes.fault(self.here(), "Y020", "引号没有配对", hint)
            return False
        gap = _GAP.match(self.row.text, match.end())
        after = gap.end() if gap else match.end()
        if self.row.text[after : after + 1] not in ("", ",", "，", "]", "}", "#"):
            message = "引号到这里就结束了，后面却还有文字"
            hint = "正文里的引号用中文引号“ ”；或者把整个值用英文单引号 ' 括起来"
            self.notes.fault(self.here(after), "Y020", message, hint)
            return False
        if match[0][0] == '"' and unescapable(self.row, self.at, match.end(), self.notes):
            self.line.quoted(self.at, match.end())
        else:
            self.line.typed(self.at, match.end())
        self.at = match.end()
        self.wants = "after"
        return True

    def take_text(self) -> None:
        """Take plain words up to the comma or bracket that ends them."""
        text = self.row.text
        start = self.at
        run = _RUN.match(text, reference_end(text, start))
        stop = run.end() if run else start
        while text[stop - 1 : stop].isdigit() and (match := _THOUSANDS.match(text, stop)):
            number = f"{text[start:stop].split('，')[-1][-3:].strip()}{match[0]}"
            hint = "写成不带逗号的数；要分成两项，就在逗号后面加一个空格"
            self.fault(f"“{number}”里的逗号会把它拆成两项", hint, stop)
            run = _RUN.match(text, match.end())
            stop = run.end() if run else match.end()
        if stop == start:
            stop = start + 1  # a bracket that could not be opened here
        stop = self.cut_at_wide_comma(start, stop)
        end, comment = end_of_text(self.row, start, stop, self.notes)
        if comment < stop:
            stop = len(text)
        if end > start:
            put_text(self.line, start, end, in_flow=True)
        if comment < stop:
            self.line.put(" ", end)
            self.line.typed(comment, stop)
        self.at = stop
        self.wants = "after"

    def cut_at_wide_comma(self, start: int, stop: int) -> int:
        """Where ``，`` is followed by a known key of the mapping: there the value ends."""
        shape = map_of(self.stack[-1].shape)
        if self.stack[-1].bracket != "{" or not isinstance(shape, ModelOf):
            return stop
        text = self.row.text
        at = text.find("，", start, stop)
        while at >= 0:
            gap = _GAP.match(text, at + 1)
            word = _PAIRED.match(text, gap.end() if gap else at + 1)
            if (
                word
                and word.end() < len(text)
                and text[word.end()] in ":："
                and word[0].rstrip(SPACES) in names(shape.model)
            ):
                return at
            at = text.find("，", at + 1, stop)
        return stop

    def take_key(self, char: str) -> None:
        text = self.row.text
        if char in "]}":
            self.wants = "after"
            return
        if char == ",":
            self.fault("两个逗号之间没有内容", "删去多余的逗号")
            self.at += 1
            return
        shape = map_of(self.stack[-1].shape)
        run = _PAIRED.match(text, self.at) if char not in "\"'" else None
        key = find_key(text, self.at, shape, sibling=True) if char not in "[{" else None
        if key and (run is None or key.at == run.end()):
            put_key(self.line, key, self.notes, in_flow=True)
            self.at = key.value
            self.wants, self.value_shape = "value", value_of(shape, key.name)
        elif char in "[{":
            self.open(char, None)
        elif not (char in "\"'" and self.take_quoted()):
            self.take_text()


def flow(
    rows: list[Row],
    index: int,
    line: Line,
    start: int,
    shape: Shape | None,
    notes: Notes,
    may_go_on: Callable[[int], int | None],
) -> Flow:
    """The collection in brackets that begins at *start* of a row; ``closed`` only where its end was found.

    *line* holds what of the row has been mended so far. Too deep a nesting is reported and not followed.
    """
    scanner = _Scanner(rows, index, line, start, notes, may_go_on, value_shape=shape, wants="value")
    closed = scanner.run()
    too_deep = len(scanner.stack) > DEPTH
    if too_deep:
        notes.fault(scanner.stack[50].span, "Y027", "嵌套超过 50 层", "记录只有两三层；检查括号")
    return Flow([*scanner.done, scanner.line], scanner.index, scanner.at, closed, too_deep)
