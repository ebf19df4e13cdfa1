"""How one value of a norm is read: 三号, 37毫米, 2字, 居中 … and what to say where it cannot be.

A dataclass declares its keys with ``key``; ``Reader.build`` makes it from a mapping of YAML
and collects the faults with their places. Values carry their units in the text, so that a
number of points is never taken for a number of characters, and so do the values that they
become: paper is measured in millimetres, type in points, Word files in twips, half-points and
EMU, and to add a ``Length`` to a bare number is a type error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from functools import partial
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

from docgen.core.errors import Problem, nearest, problem
from docgen.core.source import Located, Span
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode

_EMU_PER_MM = 36_000
_EMU_PER_PT = 12_700
_EMU_PER_TWIP = 635
_WRITTEN = re.compile(r"([-−]?\d+(?:\.\d+)?)\s*(毫米|mm|磅|pt)")


@dataclass(frozen=True, slots=True, order=True)
class Length:
    """A distance, held in EMU (914 400 to the inch), the one unit in which both mm and pt are whole."""

    emu: int

    @property
    def mm(self) -> float:
        return self.emu / _EMU_PER_MM

    @property
    def pt(self) -> float:
        return self.emu / _EMU_PER_PT

    @property
    def twips(self) -> int:
        """Twentieths of a point: page, indents, spacing in Word."""
        return round(self.emu / _EMU_PER_TWIP)

    @property
    def half_points(self) -> int:
        """Font sizes in Word."""
        return round(2 * self.pt)

    @property
    def eighth_points(self) -> int:
        """Widths of borders in Word."""
        return round(8 * self.pt)

    def __add__(self, other: Length) -> Length:
        return Length(self.emu + other.emu)

    def __sub__(self, other: Length) -> Length:
        return Length(self.emu - other.emu)

    def __mul__(self, times: float) -> Length:
        return Length(round(self.emu * times))

    def __truediv__(self, other: Length) -> float:
        """How many times *other* fits in: a ratio, without a unit."""
        return self.emu / other.emu


def mm(value: float) -> Length:
    return Length(round(value * _EMU_PER_MM))


def pt(value: float) -> Length:
    return Length(round(value * _EMU_PER_PT))


def length(written: str) -> Length | None:
    """The Length written as 37毫米, 37mm, 28.95磅 or 28.95pt; ``None`` where it is not one."""
    found = _WRITTEN.fullmatch(written.strip())
    if not found:
        return None
    value = float(found[1].replace("−", "-"))
    return mm(value) if found[2] in ("毫米", "mm") else pt(value)


T = TypeVar("T")
Parser: TypeAlias = "Callable[[Located, Reader], Any]"


class Wrong(Exception):
    """The value cannot be used: (what is wrong, what to type)."""


class Size(NamedTuple):
    """A size of type, with the name that typists use: 三号."""

    name: str
    length: Length


class GridLike(Protocol):
    """What a role may refer to by the word 网格."""

    @property
    def pitch(self) -> Length: ...
    @property
    def tracking(self) -> Length: ...


@dataclass
class Reader:
    """Collects faults; holds what values may refer to, once that has been read."""

    problems: list[Problem]
    sizes: Mapping[str, Length]
    fonts: Mapping[str, Any]
    grid: GridLike | None = None

    def fault(self, span: Span, message: str, hint: str = "") -> None:
        self.problems.append(problem(span, "N001", message, hint))

    def entries(self, node: Node | None, name: str) -> dict[Located, Node]:
        """The entries of the mapping *node*, none where it is no mapping."""
        if isinstance(node, MapNode):
            return dict(node.entries)
        if node is not None:
            self.fault(node.span, f"“{name}”下面要分项写", "例如：{字号: 三号}")
        return {}

    def build(self, cls: type[T], node: Node | None, name: str) -> T | None:
        """A *cls* made of the mapping *node*, ``None`` where something in it is at fault."""
        before = len(self.problems)
        declared = keys(cls)
        values: dict[str, Any] = {}
        for typed, value in self.entries(node, name).items():
            if typed in declared:
                attribute, parser = declared[typed]
                values[attribute] = self.value(parser, value, typed)
            else:
                self.unknown(typed, declared, name)
        if len(self.problems) == before:
            self._lacks(cls, values, node, name)
        return cls(**values) if len(self.problems) == before else None

    def unknown(self, typed: Located, known: Mapping[str, Any], name: str) -> None:
        like = nearest(typed, known)
        allowed = "这里可以写：" + "、".join(known) if known else f"这个版式没有可改的{name}"
        self.fault(typed.span, f"“{name}”里没有“{typed}”这个键", f"是不是“{like}”？" if like else allowed)

    def value(self, parser: Parser | type, node: Node, name: str) -> Any:
        if parser is tuple:
            return self._names(node, name)
        if isinstance(parser, type) and is_dataclass(parser):
            # What a profile has, another that builds on it may do without.
            without = isinstance(node, ScalarNode) and node.text == "无"
            return None if without else self.build(parser, node, name)
        if not isinstance(node, ScalarNode):
            self.fault(node.span, f"“{name}”这里要写一个值")
            return None
        try:
            return parser(node.text, self)
        except Wrong as wrong:
            message, hint = wrong.args
            self.fault(node.span, f"“{name}”{message}", hint)
            return None

    def _names(self, node: Node, name: str) -> tuple[str, ...]:
        items = node.items if isinstance(node, ListNode) else (node,)
        found = tuple(str(item.text) for item in items if isinstance(item, ScalarNode) and item.text)
        if len(found) < len(items) or not found:
            self.fault(node.span, f"“{name}”要写一个或者几个名字", "例如：[仿宋_GB2312, 仿宋]")
        return found

    def _lacks(self, cls: type, values: Mapping[str, Any], node: Node | None, name: str) -> None:
        for item in fields(cls):
            if "key" in item.metadata and item.name not in values and item.default is MISSING:
                span = node.span if node else Span(name)
                self.fault(span, f"“{name}”缺少“{item.metadata['key']}”", item.metadata["doc"])


def key(name: str, parser: Parser | type, doc: str, **more: Any) -> Any:
    """A field read from YAML under *name*: by a function, as a list of names (``tuple``), or as a dataclass."""
    return field(metadata={"key": name, "parser": parser, "doc": doc}, **more)


def basis() -> Any:
    """The clause or the evidence for the values beside it."""
    return key("依据", text, "条款或者证据", default="")


def keys(cls: type) -> dict[str, tuple[str, Parser | type]]:
    """Key → (attribute, parser) for every declared field of *cls*."""
    declared = [item for item in fields(cls) if "key" in item.metadata]
    return {item.metadata["key"]: (item.name, item.metadata["parser"]) for item in declared}


# — parsers of one value —


def text(typed: Located, _: Reader) -> str:
    return str(typed)


def whole(typed: Located, _: Reader) -> int:
    if not re.fullmatch("[0-9]+", typed):
        raise Wrong(f"要写一个整数，不能写“{typed}”", "例如：22")
    return int(typed)


def number(typed: Located, _: Reader, unit: str, example: str) -> float:
    found = re.fullmatch(rf"([0-9]+(?:\.[0-9]+)?)\s*{unit}", typed)
    if not found:
        raise Wrong(f"要写成“{example}”的样子，不能写“{typed}”", f"数字后面写“{unit}”")
    return float(found[1])


def distance(typed: Located, _: Reader) -> Length:
    found = length(typed)
    if found is None:
        raise Wrong(f"要写带单位的长度，不能写“{typed}”", "例如：37毫米、28.95磅")
    return found


def of_grid(typed: Located, reader: Reader, attribute: str) -> Length:
    """A distance, or the one of the grid where 网格 is typed."""
    found: Length = getattr(reader.grid, attribute) if typed == "网格" else distance(typed, reader)
    return found


def choice(typed: Located, _: Reader, among: Mapping[str, Any]) -> Any:
    if typed in among:
        return among[typed]
    like = nearest(typed, among)
    raise Wrong(f"不能写“{typed}”", f"是不是“{like}”？" if like else "可以写：" + "、".join(among))


def colour(typed: Located, reader: Reader) -> str:
    """Six hexadecimal digits, red-green-blue."""
    if re.fullmatch("[0-9A-Fa-f]{6}", typed):
        return typed.upper()
    return str(choice(typed, reader, {"黑": "000000", "红": "FF0000", "灰": "808080"}))


def tint(typed: Located, reader: Reader) -> str:
    """A colour of a picture, as a browser writes it."""
    if not re.fullmatch("#?[0-9A-Fa-f]{6}", typed):
        raise Wrong(f"要写六位十六进制数，不能写“{typed}”", "例如：0B4EA2")
    return "#" + typed.removeprefix("#").lower()


def size(typed: Located, reader: Reader) -> Size:
    found = reader.sizes.get(typed) or length(typed)
    if found is None:
        like = nearest(typed, reader.sizes)
        raise Wrong(f"没有“{typed}”这个字号", f"是不是“{like}”？" if like else "例如：三号、16磅")
    return Size(str(typed), found)


def font(typed: Located, reader: Reader) -> Any:
    return choice(typed, reader, reader.fonts)


characters = partial(number, unit="字", example="2字")
lines = partial(number, unit="行", example="1行")
pixels = partial(number, unit="像素", example="18像素")
yes = partial(choice, among={"是": True, "否": False})
align = partial(choice, among={"左": "left", "居中": "center", "右": "right", "两端": "both"})
