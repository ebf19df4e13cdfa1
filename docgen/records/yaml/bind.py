"""Nodes into frozen dataclasses: every fault is collected, none stops the rest.

The dataclass says by its fields (``fields``) what each value may be; this
module types the values and words the faults. Empty counts as absent.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any, TypeVar

from docgen.core import dates
from docgen.core.dates import typed_number
from docgen.core.errors import Problem, nearest, problem
from docgen.core.source import Located, Span, joined
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ListOf, MapOf, Model, ModelOf, Raw, Scalar, Shape, names, specs

# — typed —
# Text into typed values: one line, paragraphs, dates, yes and no, numbers. Faults are collected.

_YES = {"是", "对", "有", "true", "yes", "y", "on"}
NO = {"否", "不", "不是", "无", "没有", "false", "no", "n", "off"}
"""What is read as 否."""
_HARD_BREAK = 30
"""A line of so many characters that ends in mid-sentence was probably cut by an editor."""
_SENTENCE_END = "。！？”：；…」）】》"


class Typing:
    """Types the texts of one file; holds nothing but the faults found so far."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def fault(self, span: Span, code: str, message: str, hint: str = "") -> None:
        self.problems.append(problem(span, code, message, hint))

    def prose(self, text: Located) -> Located:
        lines = [line.part(len(line) - len(line.lstrip()), len(line.rstrip())) for line in text.lines()]
        for line in lines[:-1]:
            if len(line) >= _HARD_BREAK and line[-1] not in _SENTENCE_END:
                end = line.span_at(len(line) - 1)
                self.fault(end, "R011", "这一行没有说完就换行了，一行会印成一段", "接着写在同一行，或者补上句号")
        whole = joined(lines, "\n")
        assert isinstance(whole, Located)
        return whole

    def line(self, text: Located, shape: Scalar, key: str) -> Located | None:
        lines = text.lines()
        if len(lines) > 1:
            self.fault(lines[1].span, "R007", f"“{key}”只能写一行", "把几行并成一行")
            return None
        line = lines[0]
        line = line.part(len(line) - len(line.lstrip()), len(line.rstrip()))
        if shape.choices and str(line) not in shape.choices:
            like = nearest(str(line), shape.choices)
            hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(shape.choices)
            self.fault(line.span, "R009", f"“{key}”不能写“{line}”", hint)
            return None
        return line

    def when(self, text: Located, key: str, *, exact: bool) -> dates.When | None:
        line = self.line(text, Scalar("text"), key)
        if line is None:
            return None
        try:
            moment = dates.parse(line)
        except dates.DateFault as fault:
            hint = f"是不是“{fault.nearest}”？" if fault.nearest else "写出哪年哪月哪日，年份写四位数"
            self.fault(line.span, "R005", f"“{key}”：{fault}", hint)
            return None
        if exact and not moment.exact:
            self.fault(line.span, "R005", f"“{key}”要写到日，“{line}”不够", f"在“{line}”后面写上是哪一日")
            return None
        return dates.When.of(line, moment)

    def yes(self, text: Located, key: str) -> bool | None:
        word = text.strip().lower()
        if word in _YES or word in NO:
            return word in _YES
        self.fault(text.span, "R006", f"“{key}”只能写“是”或“否”，不能写“{text.strip()}”", f"{key}: 是")
        return None

    def number(self, text: Located, key: str, *, whole: bool) -> int | float | None:
        try:
            return int(text.strip()) if whole else float(text.strip())
        except ValueError:
            kind = "整数" if whole else "数"
            self.fault(text.span, "R016", f"“{key}”要写一个{kind}，不能写“{text.strip()}”")
            return None


# — bind —

M = TypeVar("M", bound=Model)

_NOTHING = frozenset(
    [
        "无",
        "否",
        "没有",
        "不",
        "不适用",
        "暂无",
        "未定",
        "待定",
        "—",
        "——",
        "-",
        "/",
        "\\",
        "N/A",
        "n/a",
        "none",
        "None",
        "null",
        "~",
    ]
)
"""What people type into a line of a form that does not apply."""
_NOTE = re.compile(r"(.+?)\s*[（(](.+)[)）]\s*")
_PAIRS = re.compile(r"\s*[|｜]\s*")


def bind(node: Node | None, cls: type[M]) -> tuple[M | None, list[Problem]]:
    """A *cls* made of *node*, with all faults found on the way.

    ``None`` only where *node* is no mapping at all. A value at fault is left out
    of the dataclass, so a caller that sees errors must not use it further.
    """
    binder = _Binder()
    if node is None:
        return None, []
    return binder.model(node, cls, cls.__name__, whole=True), binder.problems


def _model_in(shape: Shape) -> type[Model] | None:
    """The model of the entries of *shape*, ``None`` where they are no mappings."""
    while isinstance(shape, ListOf | MapOf):
        shape = shape.item if isinstance(shape, ListOf) else shape.value
    return shape.model if isinstance(shape, ModelOf) else None


def bind_value(node: Node, shape: Shape, key: str) -> tuple[Any, list[Problem]]:
    """The value of *node* under *key*, typed by *shape*, with the faults found."""
    binder = _Binder()
    return (None if is_empty(node) else binder.value(node, shape, key)), binder.problems


def is_empty(node: Node) -> bool:
    """True where nothing was typed."""
    return isinstance(node, ScalarNode) and not node.text.strip()


def is_blank(node: Node) -> bool:
    """True where nothing was typed but keys: a form that nobody has filled in yet."""
    match node:
        case ScalarNode():
            return is_empty(node)
        case ListNode(items):
            return all(is_blank(item) for item in items)
        case MapNode(entries):
            return all(is_blank(value) for _, value in entries)


def short_parts(text: Located, cls: type[Model]) -> list[Located]:
    """What the plain text *text* gives to the attributes ``SHORT`` of *cls*, in their order: ``a | b``, ``a（b）``."""
    if len(cls.SHORT) < 2:
        return [text]
    if cls.SHORT_NOTE and (found := _NOTE.fullmatch(text)):
        return [text.part(*found.span(group)) for group in (1, 2)]
    parts = []
    start = 0
    for bar in _PAIRS.finditer(text):
        parts.append(text.part(start, bar.start()))
        start = bar.end()
    return [*parts, text.part(start)]


def is_one_line(shape: Shape) -> bool:
    """True for a mapping that one line of text may stand for, so that the lines of a block are its items."""
    if not isinstance(shape, ModelOf) or len(shape.model.SHORT) != 1:
        return False
    return specs(shape.model)[shape.model.SHORT[0]].shape == Scalar("text")


class _Binder(Typing):
    """Walks the nodes of one file."""

    def value(self, node: Node, shape: Shape, key: str) -> Any:
        """The typed value of *node*, or ``None`` (``()``, ``{}``) where it is empty or at fault."""
        match shape:
            case Raw():
                return node
            case Scalar():
                return self.scalar(node, shape, key)
            case ListOf():
                return self.items(node, shape, key)
            case MapOf():
                return self.named(node, shape, key)
            case ModelOf(model):
                return self.model(node, model, key)

    # — mappings —

    def model(self, node: Node, cls: type[M], key: str, *, whole: bool = False) -> M | None:
        """A *cls* made of *node*; ``None`` where keys are all that was typed, unless it is the *whole* record."""
        if isinstance(node, ListNode) and cls.LIST_AS:
            return self._short(node, cls, (cls.LIST_AS,), (node,))
        if isinstance(node, ScalarNode):
            return None if is_empty(node) else self._from_text(node, cls, key)
        if not isinstance(node, MapNode):
            self.fault(node.span, "R004", f"“{key}”要写成“键: 值”的样子，不是列表", self._example(cls))
            return None
        known = names(cls)
        values: dict[str, Any] = {}
        keys: dict[str, Located] = {}
        for typed, value in node.entries:
            attribute = known.get(str(typed).strip())
            if attribute is None:
                self._unknown(typed, cls)
            elif attribute in keys:
                first = keys[attribute].span.line
                self.fault(
                    typed.span,
                    "Y023",
                    f"“{typed}”和第{first}行的“{keys[attribute]}”是同一项，写了两次",
                    "留下一处，删去另一处",
                )
            else:
                keys[attribute] = typed
                shape = specs(cls)[attribute].shape
                if not is_empty(value) and not self._says_nothing(value, shape, str(typed)):
                    values[attribute] = self.value(value, shape, str(typed))
        if is_blank(node) and not whole:
            return None
        self._required(cls, keys, values, node.span)
        return cls(span=node.span, keys=keys, **values)

    def _from_text(self, node: ScalarNode, cls: type[M], key: str) -> M | None:
        text = node.text
        attributes = cls.SHORT or ((cls.LIST_AS,) if cls.LIST_AS else ())
        if not attributes:
            self.fault(node.span, "R004", f"“{key}”下面要分项写，不能只写一句话", self._example(cls))
            return None
        if len(attributes) == 1:
            return self._short(node, cls, attributes, (node,))
        parts = short_parts(text, cls)
        if len(parts) > len(attributes):
            wanted = " | ".join(specs(cls)[name].key for name in attributes)
            self.fault(node.span, "R004", f"“{key}”用“|”隔开的项太多了", f"写成：{wanted}")
            return None
        return self._short(node, cls, attributes, tuple(ScalarNode(part) for part in parts))

    def _short(self, node: Node, cls: type[M], attributes: tuple[str, ...], parts: tuple[Node, ...]) -> M:
        table = specs(cls)
        values = {
            name: self.value(part, table[name].shape, table[name].key)
            for name, part in zip(attributes, parts, strict=False)
            if not is_empty(part)
        }
        keys = {name: Located(table[name].key, node.span) for name in values}
        self._required(cls, keys, values, node.span)
        return cls(span=node.span, keys=keys, **values)

    def _says_nothing(self, node: Node, shape: Shape, key: str) -> bool:
        """True for 无, 否 … where a text is wanted: printed, it would read “鉴于否，情况紧急”."""
        match node:
            case ListNode((ScalarNode(text),)) | ScalarNode(text) if str(text).strip(" 。") in _NOTHING:
                pass
            case _:
                return False
        item = shape.item if isinstance(shape, ListOf) else shape
        if not isinstance(item, Scalar) or item.kind in ("yes", "whole", "number") or str(text) in item.choices:
            return False
        self.fault(text.span, "R017", f"“{key}”写的“{text.strip()}”，按没有写处理", "没有就不写这一行")
        return True

    def _required(self, cls: type[Model], keys: dict[str, Located], values: dict[str, Any], at: Span) -> None:
        for attribute, spec in specs(cls).items():
            if spec.required and attribute not in values:
                place = keys[attribute].span if attribute in keys else at
                self.fault(place, "R003", f"缺少“{spec.key}”", f"补上一行“{spec.key}: …”（{spec.doc}）")

    def _unknown(self, typed: Located, cls: type[Model]) -> None:
        table = specs(cls).values()
        known = [spec.key for spec in table]
        like = nearest(str(typed), [*known, *(word for spec in table for word in spec.aliases)])
        below = [spec.key for spec in table if (model := _model_in(spec.shape)) and str(typed) in names(model)]
        if below:
            hint = f"“{typed}”要写在" + "或者".join(f"“{key}”" for key in below) + "下面，多缩进两格"
        else:
            hint = f"是不是“{like}”？" if like else "这里可以写：" + "、".join(known)
        self.fault(typed.span, "R002", f"这里没有“{typed}”这个键", hint)

    @staticmethod
    def _example(cls: type[Model]) -> str:
        table = list(specs(cls).values())[:3]
        return "例如：{" + ", ".join(f"{spec.key}: …" for spec in table) + "}"

    def named(self, node: Node, shape: MapOf, key: str) -> dict[str, Any]:
        if not isinstance(node, MapNode):
            self.fault(node.span, "R004", f"“{key}”下面每行写一个“名字: 内容”")
            return {}
        found: dict[str, Any] = {}
        for typed, value in node.entries:
            if is_blank(value):
                self.fault(typed.span, "R003", f"“{key}”里的“{typed}”没有内容", "补上内容，或者删去这一行")
            elif (bound := self.value(value, shape.value, f"{key}.{typed}")) is not None:
                found[str(typed).strip()] = bound
        return found

    # — lists —

    def items(self, node: Node, shape: ListOf, key: str) -> tuple[Any, ...]:
        match node:
            case ListNode(items):
                nodes = items
            case ScalarNode(text) if isinstance(shape.item, Scalar) or is_one_line(shape.item):
                nodes = tuple(ScalarNode(line) for line in text.lines())
            case _:
                nodes = (node,)
        if isinstance(node, ListNode):
            self._empty_items(nodes, key)
        values = [self.value(item, shape.item, key) for item in nodes if not is_empty(item)]
        found = tuple(item for item in values if item is not None)
        if shape.numbered:
            return tuple(self._without_number(item) for item in found)
        if isinstance(node, ListNode) and len(found) == 1 and isinstance(shape.item, Scalar):
            self._fullwidth_comma(found[0])
        return found

    def _empty_items(self, nodes: tuple[Node, ...], key: str) -> None:
        """R062 for each item of a list in which others are filled: a form that nobody has filled in yet is left alone."""
        if all(is_blank(item) for item in nodes):
            return
        for item in nodes:
            if is_blank(item):
                message = f"“{key}”里有一项是空的，没有印"
                self.problems.append(problem(item.span, "R062", message, "补上内容，或者删去这一行"))

    def _without_number(self, item: Any) -> Any:
        """*item* less a typed number; of a mapping the text that stands for the whole of it is meant."""
        if not isinstance(item, Model):
            return self._unnumbered(item)
        (name,) = item.SHORT
        typed = getattr(item, name)
        changed: Any = {name: self._unnumbered(typed)} if typed is not None else {}
        return replace(item, **changed)

    def _unnumbered(self, item: Located) -> Located:
        number = typed_number(item)
        if not number or len(number) == len(item):
            return item
        self.fault(item.span, "R010", f"编号由程序生成，已去掉“{number.strip()}”", "以后不用写编号")
        return item.part(len(number))

    def _fullwidth_comma(self, item: Located) -> None:
        if "，" in item and not item.endswith(("。", "；")) and len(item) < 40:
            at = item.span_at(item.index("，"))
            self.fault(
                at, "R013", "全角逗号不能隔开列表里的几项，这里读成了一项", "几项之间用半角逗号“, ”，或者一项一行"
            )

    # — scalars —

    def scalar(self, node: Node, shape: Scalar, key: str) -> Any:
        text = self._text_of(node, shape, key)
        if text is None:
            return None
        match shape.kind:
            case "prose":
                return self.prose(text)
            case "text" | "agency" | "file":
                return self.line(text, shape, key)
            case "date" | "moment":
                return self.when(text, key, exact=shape.kind == "date")
            case "yes":
                return self.yes(text, key)
            case "whole" | "number":
                return self.number(text, key, whole=shape.kind == "whole")

    def _text_of(self, node: Node, shape: Scalar, key: str) -> Located | None:
        match node:
            case ScalarNode(text):
                return text
            case MapNode(entries) if len(entries) == 1 and is_empty(entries[0][1]):
                # {名字} typed as a reference: to YAML it is a mapping of one empty key.
                name = entries[0][0]
                return Located("{" + name + "}", node.span)
            case ListNode(items) if shape.kind == "prose" and all(isinstance(item, ScalarNode) for item in items):
                whole = joined([item.text for item in items if isinstance(item, ScalarNode)], "\n")
                return whole if isinstance(whole, Located) else None
        wanted = "一段文字" if shape.kind == "prose" else "一行文字"
        self.fault(node.span, "R004", f"“{key}”这里要写{wanted}", "分项的内容不能放在这里")
        return None
