"""YAML events become nodes: only text, lists and mappings, each with its place.

Nothing is constructed or resolved and nothing is recursive, so no input can be
expanded, executed or made to overflow the stack.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from unicodedata import normalize

import yaml
from yaml import events

from docgen.core.errors import Problem, problem
from docgen.core.source import Located, Span
from docgen.records.yaml.decode import is_forbidden
from docgen.records.yaml.lines import Mended

# — faults —
# What PyYAML objects to, said so that a person who never heard of YAML can mend it.

_QUOTE_IT = "把整个值用英文单引号 ' 括起来，或者把英文标点换成中文标点"

_KNOWN: tuple[tuple[str, str, str, str], ...] = (
    ("mapping values are not allowed", "Y021", "这里多了一个英文冒号", "把它改成中文冒号“：”"),
    ("could not find expected ':'", "Y028", "这一行缺少冒号", "写成“键: 值”；如果是上一项的正文，就缩进两格"),
    ("while scanning a simple key", "Y028", "这一行缺少冒号", "写成“键: 值”；如果是上一项的正文，就缩进两格"),
    ("',' or ']'", "Y028", "方括号里缺少英文逗号，或者没有用“]”结尾", "各项之间用英文逗号“,”，最后写“]”"),
    ("',' or '}'", "Y028", "花括号里缺少英文逗号，或者没有用“}”结尾", "各项之间用英文逗号“,”，最后写“}”"),
    ("did not find expected key", "Y025", "这一行和上面的行对不齐", "同一层的键左边对齐，下一层缩进两格"),
    ("expected <block end>", "Y025", "这一行和上面的行对不齐", "同一层的键左边对齐，下一层缩进两格"),
    ("expected '-' indicator", "Y025", "这一行和上面的列表项对不齐", "列表的每一项都以“- ”开头，左边对齐"),
    ("block sequence entries are not allowed", "Y028", "“- ”不能写在这里", "列表另起一行，缩进两格，每项以“- ”开头"),
    ("sequence entries are not allowed", "Y028", "“- ”不能写在这里", "列表另起一行，缩进两格，每项以“- ”开头"),
    ("block mapping", "Y025", "这一行和上面的行对不齐", "同一层的键左边对齐，下一层缩进两格"),
    ("escape character", "Y028", "双引号里的反斜杠“\\”用错了", "把外面的双引号换成英文单引号 '"),
    ("escape code", "Y006", "双引号里的“\\”写的不是一个能打印的字符", "把外面的双引号换成英文单引号 '"),
    ("quoted scalar", "Y020", "引号没有配对", "在值的末尾补上引号，或者换成中文引号“ ”"),
    ("tag", "Y026", "不支持 YAML 标签“!”", _QUOTE_IT),
    ("anchor", "Y026", "不支持 YAML 锚点“&”", _QUOTE_IT),
    ("alias", "Y026", "不支持 YAML 引用“*”", _QUOTE_IT),
    ("directive", "Y026", "不支持以“%”开头的 YAML 指令", "删去这一行"),
    ("incompatible YAML document", "Y026", "不支持以“%”开头的 YAML 指令", "删去这一行"),
    ("<document start>", "Y025", "这一行和上面的行对不齐", "同一层的键左边对齐，下一层缩进两格"),
    ("block scalar", "Y028", "“|”后面的写法看不懂", "“|”后面直接换行，正文另起一行，缩进两格"),
    ("cannot start any token", "Y028", "这里不能以这个符号开头", _QUOTE_IT),
    ("not allowed", "Y006", "这里有不能打印的字符", "删去这个字符，再重新输入这里的文字"),
)
_PLAIN = ("这里的写法看不懂", "对照样例检查这一行的冒号、引号、括号和缩进")


def translated(fault: Exception, mended: Mended) -> Problem:
    """*fault* as a Problem at the place where it was typed; never a word of English."""
    if isinstance(fault, yaml.MarkedYAMLError):
        words = f"{fault.problem or ''} {fault.context or ''}"
        mark = fault.problem_mark or fault.context_mark
        if fault.context_mark is not None and "end of stream" in words:
            mark = fault.context_mark  # where the quote opens, not the end of the file
        span = mended.span(mark.line, mark.column) if mark is not None else Span(mended.file)
        for part, code, message, hint in _KNOWN:
            if part in words:
                return problem(span, code, message, hint)
        return problem(span, "Y028", *_PLAIN)
    return problem(Span(mended.file), "Y028", *_PLAIN)


# — nodes —
# YAML as a tree of nodes in which every value and every key keeps its place.


@dataclass(frozen=True, slots=True)
class ScalarNode:
    """A piece of text, never anything else: 10:30, 012 and no stay what was typed.

    An empty value is ``Located("")``. In a ``|`` block every line keeps its own Span.
    """

    text: Located

    @property
    def span(self) -> Span:
        return self.text.span


@dataclass(frozen=True, slots=True)
class ListNode:
    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class MapNode:
    """Keys with their values, in the order typed; no key stands twice."""

    entries: tuple[tuple[Located, Node], ...]
    span: Span


Node: TypeAlias = ScalarNode | ListNode | MapNode


# — scalars —
# The text of one YAML scalar with the place of every character.
#
# PyYAML says where a scalar begins and ends; what lies between may have been folded,
# unescaped or mended. The raw text is walked once more to know where each character stood.

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


# — compose —

DEPTH = 50
"""Records have three levels; whatever is nested deeper than this is an accident or an attack."""

_PER_CODE = 20
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NO_SHARING = "把内容直接写出来；要引用别处的内容，用“｛名字｝”"


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open."""

    span: Span
    is_map: bool
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Located, Node]] = field(default_factory=list)
    seen: dict[str, int] = field(default_factory=dict)
    key: Located | None = None
    dropped: bool = False
    """The value that comes next belongs to a key that was refused."""

    def closed(self) -> Node:
        return MapNode(tuple(self.entries), self.span) if self.is_map else ListNode(tuple(self.items), self.span)


@dataclass(slots=True)
class _Composer:
    mended: Mended
    problems: list[Problem] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)
    root: Node | None = None
    counts: Counter[str] = field(default_factory=Counter)

    def report(self, span: Span, code: str, message: str, hint: str) -> None:
        self.counts[code] += 1
        if self.counts[code] <= _PER_CODE:
            self.problems.append(problem(span, code, message, hint))

    def place(self, event: Any) -> Span:
        return self.mended.span(event.start_mark.line, event.start_mark.column)

    def refuse_sharing(self, event: Any) -> None:
        if event.anchor is not None:
            self.report(self.place(event), "Y026", "不支持 YAML 锚点“&”和引用“*”", _NO_SHARING)
        if event.tag is not None:
            hint = "删去“!”和它后面的英文；如果它是正文，把整个值用英文单引号 ' 括起来"
            self.report(self.place(event), "Y026", "不支持 YAML 标签“!”", hint)

    def add(self, node: Node) -> None:
        if not self.stack:
            self.root = node
            return
        frame = self.stack[-1]
        if not frame.is_map:
            frame.items.append(node)
        elif frame.dropped:
            frame.dropped = False
        elif frame.key is not None:
            frame.entries.append((frame.key, node))
            frame.key = None
        else:
            self.take_key(frame, node)

    def take_key(self, frame: _Frame, node: Node) -> None:
        if not isinstance(node, ScalarNode):
            frame.dropped = True
            hint = "键是一个词，写成“键: 值”；要写引用，用全角括号“｛名字｝”"
            self.report(node.span, "Y028", "括号里的内容不能当作键", hint)
            return
        name = normalize("NFC", node.text)
        if (first := frame.seen.get(name)) is not None:
            frame.dropped = True
            short = name if len(name) <= 20 else f"{name[:20]}……"
            message = f"“{short}”写了两次：第 {first} 行和第 {node.span.line} 行"
            self.report(node.span, "Y023", message, "留下一处，删去另一处；两处都要就合并成一处")
            return
        frame.seen[name] = node.span.line
        if name == "<<":
            frame.dropped = True
            self.report(node.span, "Y026", "不支持 YAML 合并键“<<”", _NO_SHARING)
            return
        frame.key = node.text

    def open(self, event: Any, is_map: bool) -> bool:
        """Whether the list or mapping may be opened; beyond DEPTH it may not."""
        self.refuse_sharing(event)
        span = self.place(event)
        if len(self.stack) >= DEPTH:
            self.report(span, "Y027", f"嵌套超过 {DEPTH} 层", "记录只有两三层；检查缩进和括号")
            return False
        self.stack.append(_Frame(span, is_map))
        return True

    def take(self, event: Any) -> bool:
        """Take one event; False where reading has to stop."""
        match event:
            case events.ScalarEvent():
                if event.anchor is not None or event.tag is not None:
                    self.refuse_sharing(event)
                text, faults = located(event, self.mended)
                self.problems.extend(faults)
                self.add(ScalarNode(text))
            case events.MappingStartEvent():
                return self.open(event, True)
            case events.SequenceStartEvent():
                return self.open(event, False)
            case events.CollectionEndEvent():
                self.add(self.stack.pop().closed())
            case events.AliasEvent():
                span = self.place(event)
                self.report(span, "Y026", "不支持 YAML 锚点“&”和引用“*”", _NO_SHARING)
                self.add(ScalarNode(Located(f"*{event.anchor}", span)))
            case events.DocumentStartEvent():
                if event.version or event.tags:
                    self.report(self.place(event), "Y026", "不支持以“%”开头的 YAML 指令", "删去这一行")
                if self.root is not None:
                    self.report(self.place(event), "Y029", "从这里起是第二份记录", "一个文件只放一份记录；删去“---”")
                    return False
            case events.StreamEndEvent():
                return False
        return True

    def salvaged(self) -> Node | None:
        """What had been read when reading stopped."""
        while self.stack:
            node = self.stack.pop().closed()
            self.add(node)
        return self.root


def compose(mended: Mended, loader: Any = None) -> tuple[Node | None, list[Problem]]:
    """The node of *mended* and the faults found on the way; a broken text gives what was whole before the break."""
    composer = _Composer(mended)
    reader = None
    try:
        reader = (loader or _LOADER)(mended.text)
        while composer.take(reader.get_event()):
            pass
    except (yaml.YAMLError, ValueError, OverflowError, LookupError, AttributeError, RecursionError, TypeError) as fault:
        composer.problems.append(translated(fault, mended))
    finally:
        if reader is not None:
            reader.dispose()
    node = composer.salvaged()
    if isinstance(node, ScalarNode) and not node.text and not composer.problems:
        node = None
    return node, composer.problems
