"""Lines as typed, lines as mended, and the way back from the one to the other.

PyYAML reads the mended text; every message must point into the typed one. So each
mended line knows the line it came from and where its pieces stood there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.records.yaml.decode import SOFT
from docgen.records.yaml.fields import INVISIBLE, SPACES, Key

Pieces: TypeAlias = tuple[tuple[int, int], ...]
"""(offset in the mended line, offset in the typed line), rising: from there on character for character."""

_WHOLE: Pieces = ((0, 0),)


@dataclass(frozen=True, slots=True)
class Row:
    """One line as typed. A break made by Word starts a new Row on the same line (``soft``)."""

    number: int
    text: str
    offset: int = 0
    soft: bool = False

    def span(self, file: str, at: int) -> Span:
        """The place of the character at *at* in the row."""
        return Span(file, self.number, self.offset + at + 1)


def rows(text: str) -> list[Row]:
    """The lines of *text*; ``SOFT`` breaks make rows but no line numbers."""
    found: list[Row] = []
    for number, line in enumerate(text.split("\n"), 1):
        if SOFT not in line:
            found.append(Row(number, line))
            continue
        offset = 0
        for part in line.split(SOFT):
            found.append(Row(number, part, offset, offset > 0))
            offset += len(part) + 1
    return found


@dataclass(slots=True)
class Line:
    """A mended line in the making: typed pieces and what is put between them."""

    row: Row
    texts: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    def copy(self) -> Line:
        """The same beginning, to be tried in one way and, if that fails, in another."""
        return Line(self.row, list(self.texts), list(self.pieces), self.length)

    def typed(self, start: int, stop: int) -> None:
        """Take over the characters *start* to *stop* of the row."""
        self.put(self.row.text[start:stop], start)

    def put(self, text: str, at: int) -> None:
        """Add *text*, which stands for what was typed at *at*."""
        self.texts.append(text)
        self.pieces.append((self.length, self.row.offset + at))
        self.length += len(text)

    def quoted(self, start: int, stop: int) -> None:
        """Take over the characters *start* to *stop* as a single-quoted scalar."""
        self.put("'", start)
        for at, part in _split(self.row.text, start, stop):
            self.typed(at, at + len(part))
            if part.endswith("'"):
                self.put("'", at + len(part) - 1)
        self.put("'", stop)


def _split(text: str, start: int, stop: int) -> list[tuple[int, str]]:
    """The pieces of ``text[start:stop]``, each ending after a ``'`` but the last."""
    found = []
    while (quote := text.find("'", start, stop)) >= 0:
        found.append((start, text[start : quote + 1]))
        start = quote + 1
    found.append((start, text[start:stop]))
    return found


@dataclass(slots=True)
class Mended:
    """The text for PyYAML, line by line, with the way back."""

    file: str
    lines: list[str] = field(default_factory=list)
    places: list[tuple[int, Pieces]] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    def keep(self, row: Row) -> None:
        """Take over *row* as it was typed."""
        self.lines.append(row.text)
        self.places.append((row.number, ((0, row.offset),) if row.offset else _WHOLE))

    def add(self, line: Line) -> None:
        text = "".join(line.texts)
        if text == line.row.text:
            self.keep(line.row)
            return
        self.lines.append(text)
        self.places.append((line.row.number, tuple(line.pieces) or ((0, line.row.offset),)))

    def span(self, line: int, column: int) -> Span:
        """The typed place of a mended place; both arguments count from 0."""
        if line >= len(self.places):
            # PyYAML points behind the last line when something is left open.
            last, _ = self.places[-1] if self.places else (1, _WHOLE)
            return Span(self.file, last, 1)
        number, pieces = self.places[line]
        start, typed = pieces[0] if len(pieces) == 1 else pieces[max(bisect_right(pieces, (column, 1 << 62)) - 1, 0)]
        return Span(self.file, number, typed + max(column - start, 0) + 1)

    def breaks(self, line: int, start: int, stop: int) -> list[int]:
        """Where in ``[start, stop)`` of a mended line the typed text does not run on."""
        pieces = self.places[line][1] if line < len(self.places) else _WHOLE
        found: list[int] = []
        for index in range(max(bisect_right(pieces, (start, 1 << 62)), 1), len(pieces)):
            (before, typed_before), (out, typed) = pieces[index - 1 : index + 1]
            if out >= stop:
                break
            if typed - out != typed_before - before:
                found.append(out)
        return found


# — margins —
# How far a line is indented, whatever kind of space it was indented with.

__all__ = ["Margin", "margin", "text_start", "unit_of"]

_MARGIN = re.compile(f"[{SPACES}{INVISIBLE}]*")
_TEXT_MARGIN = re.compile(f"[{SPACES}]*")

Margin = tuple[int, int, bool]
"""Width in columns, offset of the first character, and whether other things than spaces were used."""


def margin(text: str, unit: int) -> Margin:
    """The margin of a line; U+3000 is two columns wide, a tab goes to the next multiple of *unit*."""
    plain = len(text) - len(text.lstrip(" "))
    if plain == len(text) or (text[plain] > " " and text[plain] < "\x7f") or text[plain] > "\u3000":
        return plain, plain, False
    match = _MARGIN.match(text, plain)
    start = match.end() if match else plain
    width = plain
    for char in text[plain:start]:
        if char == "\t":
            width += unit - width % unit
        elif char == "\u3000":
            width += 2
        elif char not in INVISIBLE:
            width += 1
    return width, start, start > plain


def text_start(text: str) -> int:
    """Where the words of a paragraph begin; characters without width are part of the words."""
    match = _TEXT_MARGIN.match(text)
    return match.end() if match else 0


def unit_of(found: Iterable[Row]) -> int:
    """The file's own step of indentation: its smallest, 2 where it has none."""
    widths = {len(row.text) - len(row.text.lstrip(" ")) for row in found if row.text.startswith("  ")}
    return min(min(widths, default=2), 8)


# — notes —
# What the reading has to say, with the small things said once.

_notes__all__ = ["Notes"]

_LIMIT = 20
_LINES_NAMED = 8


@dataclass(slots=True)
class Notes:
    """Collects Problems. A habit (full-width colons all over) is one reminder that names its lines."""

    file: str
    faults: list[Problem] = field(default_factory=list)
    habits: dict[str, list[Problem]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def fault(self, span: Span, code: str, message: str, hint: str) -> None:
        """One finding of its own; the same one over and over is cut off."""
        self.counts[code] += 1
        if self.counts[code] <= _LIMIT:
            self.faults.append(problem(span, code, message, hint))

    def habit(self, span: Span, code: str, message: str, hint: str) -> None:
        """A finding that is told at its first place, with the lines of the others."""
        self.habits.setdefault(code, []).append(problem(span, code, message, hint))

    def take(self, other: Notes) -> None:
        """Take over what *other* found."""
        for item in other.faults:
            self.counts[item.code] += 1
            if self.counts[item.code] <= _LIMIT:
                self.faults.append(item)
        for code, items in other.habits.items():
            self.habits.setdefault(code, []).extend(items)

    def all(self) -> list[Problem]:
        return [*self.faults, *map(_told, self.habits.values())]


def _told(items: list[Problem]) -> Problem:
    first = items[0]
    lines = sorted({item.span.line for item in items[1:] if item.span} - {first.span.line if first.span else 0})
    if not lines:
        return first
    named = "、".join(map(str, lines[:_LINES_NAMED])) + ("……" if len(lines) > _LINES_NAMED else "")
    return replace(first, message=f"{first.message}（另有第 {named} 行，共 {len(lines) + 1} 行）")


# — plain text as people type it: where it ends, and whether YAML would take it as it is —

QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")

_HASH = re.compile(r"(?:(?<=[ \t])|^)#(?=([ \t]|$)?)")
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`="
_UNSAFE = re.compile(r":(?:[ \t]|$)|[ \t]#|[\t]|^(?:---|\.\.\.)")
_UNSAFE_IN_FLOW = re.compile(r"[\[\]{},:?#\t]")
_SHARED = re.compile(r"(?:[&*][A-Za-z0-9_-]+|!(?:[A-Za-z]|![A-Za-z]|<)[!-~]*)(?=[ \t]|$)|<<$")
_COLON_HINT = "键后面写英文冒号和一个空格"
_REFERENCE = re.compile(r"\{+[^{}\[\],:：]*\}+")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abtnvfre \"/\\N_LP\t]|$)?")


def reference_end(text: str, start: int) -> int:
    """Where ``{名字}`` that begins at *start* ends; *start* itself where a mapping in braces begins there."""
    match = _REFERENCE.match(text, start)
    return match.end() if match else start


def shared(text: str) -> bool:
    """Whether *text* begins with a real anchor, alias or tag; these are refused later, not read as text."""
    return _SHARED.match(text) is not None


def end_of_text(row: Row, start: int, stop: int, notes: Notes, *, report: bool = True) -> tuple[int, int]:
    """(end of the text, beginning of the comment) of what stands in a row from *start* to *stop*.

    A ``#`` after a space and directly before a word is an error: YAML would drop the rest
    of the line, and nobody could tell whether it was meant as a comment.
    """
    comment = stop
    if row.text.find("#", start, stop) >= 0:
        for match in _HASH.finditer(row.text[start:stop]):
            if match[1] is not None:
                comment = start + match.start()
                break
            if report:
                report = False
                message = "“#”前面有空格，YAML 会把它后面的文字当作注释丢掉"
                hint = "是正文：去掉“#”前的空格，或者把整个值用英文单引号 ' 括起来；是注释：在“#”后面加一个空格"
                notes.fault(row.span(notes.file, start + match.start()), "Y022", message, hint)
    return start + len(row.text[start:comment].rstrip(SPACES)), comment


def bare(text: str, *, in_flow: bool = False) -> bool:
    """Whether YAML reads just *text*, one line without spaces round it, where it stands without quotes."""
    unsafe = _UNSAFE_IN_FLOW.search(text) if in_flow else None
    return not (text[:1] in _INDICATORS or unsafe or _UNSAFE.search(text))


def put_text(line: Line, start: int, stop: int, *, in_flow: bool = False) -> None:
    """Take over text from the row of *line* so that YAML reads just this text."""
    text = line.row.text[start:stop]
    if not shared(text) and not bare(text, in_flow=in_flow):
        line.quoted(start, stop)
    else:
        line.typed(start, stop)


def put_key(line: Line, key: Key, notes: Notes, *, in_flow: bool = False) -> None:
    """Take over a key and its colon, up to the value; what was not typed as YAML has it is mended and said."""
    row = line.row
    text = row.text
    quoted = text[key.start] in "\"'"
    if text[key.start] == '"' and unescapable(row, key.start, key.end, notes):
        line.quoted(key.start, key.end)
    elif quoted or shared(key.name):
        line.typed(key.start, key.end)
    else:
        first = text.index(key.name, key.start)  # characters without width may stand around it
        put_text(line, first, first + len(key.name), in_flow=in_flow)
    gap = text[key.at + 1 : key.value]
    if key.colon == "plain" and (gap or key.value == len(text)) and not gap.strip(" "):
        line.typed(key.at, key.value)
        return
    line.put(": " if key.value < len(text) or in_flow else ":", key.at)
    place = row.span(notes.file, key.at)
    if key.colon == "wide":
        notes.habit(place, "Y010", "全角冒号已当作半角冒号“: ”", _COLON_HINT)
    elif key.colon == "tight" and not (quoted and in_flow):  # {"甲":1} is YAML as it is
        notes.habit(place, "Y011", "冒号后面没有空格，已补上", _COLON_HINT)


def unescapable(row: Row, start: int, stop: int, notes: Notes) -> bool:
    """Whether a double-quoted piece holds a ``\\`` that means nothing, which is reported."""
    text = row.text
    if text.find("\\", start, stop) < 0:
        return False
    for match in _ESCAPE.finditer(text, start, stop):
        code = match[1]
        span = row.span(notes.file, match.start())
        if code is None:
            message = f"双引号里的“{text[match.start() : match.start() + 2]}”看不懂"
            notes.fault(span, "Y028", message, "反斜杠“\\”是正文时，把外面的双引号换成英文单引号 '")
            return True
        if code[:1] in ("u", "U") and ((number := int(code[1:], 16)) > 0x10FFFF or 0xD800 <= number <= 0xDFFF):
            message = f"双引号里的转义写的是不能打印的字符 U+{number:04X}"
            notes.fault(span, "Y006", message, "删去这个转义；反斜杠“\\”是正文时，把外面的双引号换成英文单引号 '")
            return True
    return False
