"""YAML events become nodes: only text, lists and mappings, each with its place.

Nothing is constructed or resolved and nothing is recursive, so no input can be
expanded, executed or made to overflow the stack.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from unicodedata import normalize

import yaml
from yaml import events

from docgen.errors import Problem, problem
from docgen.reading.faults import translated
from docgen.reading.lines import Mended
from docgen.reading.nodes import ListNode, MapNode, Node, ScalarNode
from docgen.reading.scalars import located
from docgen.source import Located, Span

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
