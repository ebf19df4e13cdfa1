"""What a template may use up: steps, characters, seconds, sizes of values.

Jinja's sandbox keeps a template away from Python, not from the machine: nested loops, a text
doubled sixty times or ``9**9**9`` would hang the process or fill its memory. Every loop, macro
and included file counts a step here, whatever makes a value bigger looks at its size first, and
filters that can make much of little are not there at all.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import nodes, pass_context, pass_eval_context
from jinja2.filters import FILTERS as JINJA
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, markup_join, str_join

from docgen.papers.templates.faults import Overspent, Unprintable
from docgen.records.yaml.decode import is_forbidden

STEPS = 1_000_000
"""Rounds of loops, calls of macros and files included for one paper; the biggest of ours takes some thousands."""
CHARACTERS = 8_000_000
"""The most that one value may have."""
PRINTED = 40_000_000
"""Characters that one paper may come to, those of frames and of branches not taken included."""
SECONDS = 10.0
"""Seconds of the processor that one paper may take, at least half of them on a busy machine; what lies between two looks at the clock is bounded by size."""
WHOLE = 10**15
"""The greatest whole number that a template can make."""
ITEMS = 100_000

STEP, JOINED = "\ufdd0step", "\ufdd0joined"
"""Filters that no template can spell."""

WITHOUT = frozenset(
    ("attr", "batch", "center", "filesizeformat", "indent", "random", "round", "slice", "urlize", "wordwrap", "xmlattr")
)
"""Filters of Jinja that reach for Python's attributes, make much of little, or leave something to chance."""
OPERATORS = frozenset(("+", "-", "*", "**", "%"))

_WIDE_OR_CODE = re.compile(r"%[^%a-zA-Z]*(\*|\d{4}|c)")


@dataclass(slots=True)
class Budget:
    """What is left for the paper being made. Raises Overspent when it is used up."""

    steps: int = STEPS
    characters: int = PRINTED
    half: float = field(default_factory=lambda: time.monotonic() + SECONDS / 2)
    until: float = 0.0
    """The end by the clock of the processor. Asking that one costs more than a round, so it is
    asked only after half of the seconds by the other: then it is half of them more."""

    def step(self, characters: int) -> None:
        """One round, in which the template itself prints *characters*."""
        self.steps -= 1
        self.written(characters)
        if self.steps < 0:
            raise Overspent(f"循环和包含超过{STEPS}次")
        if time.monotonic() > self.half:
            self.until = self.until or time.process_time() + SECONDS / 2
            if time.process_time() > self.until:
                raise Overspent(f"运行超过{SECONDS:.0f}秒")

    def written(self, characters: int) -> None:
        self.characters -= characters
        if self.characters < 0:
            raise Overspent(f"印出的文字超过{PRINTED}字")


def unsafe(text: str) -> str:
    """The first character of *text* that may not stand in a template, nor in a record, as U+…; ``""`` where there is none."""
    found = next(filter(is_forbidden, text), "")
    return f"U+{ord(found):04X}" if found else ""


def counted(tree: nodes.Template) -> nodes.Template:
    """*tree* with a step at the head of everything that can run more than once, and sizes looked at before ``~``."""
    for found in [tree, *tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock, nodes.Block))]:
        body: list[nodes.Node] = found.body  # type: ignore[attr-defined]
        size = sum(len(data.data) for node in body for data in _texts(node))
        look = nodes.Filter(nodes.Const(size), STEP, [], [], None, None)
        place = body[0].lineno if body else found.lineno
        body.insert(0, nodes.ExprStmt(look).set_lineno(place or 1))
        look.set_lineno(place or 1)
    for owner in list(_all(tree)):
        for name, value in owner.iter_fields():
            if isinstance(value, nodes.Concat):
                setattr(owner, name, _sized(value))
            elif isinstance(value, list):
                value[:] = [_sized(item) if isinstance(item, nodes.Concat) else item for item in value]
    if tree.environment is not None:
        tree.set_environment(tree.environment)
    return tree


def _texts(node: nodes.Node) -> list[nodes.TemplateData]:
    return [node] if isinstance(node, nodes.TemplateData) else list(node.find_all(nodes.TemplateData))


def _all(tree: nodes.Node) -> list[nodes.Node]:
    return [tree, *tree.find_all(nodes.Node)]


def _sized(concat: nodes.Concat) -> nodes.Node:
    parts = nodes.List(concat.nodes)
    made = nodes.Filter(parts, JOINED, [], [], None, None)
    parts.set_lineno(concat.lineno)
    return made.set_lineno(concat.lineno)


def operated(operator: str, left: Any, right: Any, work: Callable[[Any, Any], Any]) -> Any:
    """*work* on the two, where what comes of it is not too big. Raises Overspent."""
    if operator == "%" and isinstance(left, str):
        raise Unprintable("文字后面不能用“%”", "用 ~ 把文字连起来")
    if operator == "*" and (_sequence(left) or _sequence(right)):
        size = len(left) * right if _sequence(left) and isinstance(right, int) else 0
        size = len(right) * left if _sequence(right) and isinstance(left, int) else size
        fits(size, CHARACTERS if isinstance(left, str) or isinstance(right, str) else ITEMS)
    if operator == "+" and _sequence(left) and _sequence(right):
        fits(len(left) + len(right), CHARACTERS if isinstance(left, str) else ITEMS)
    if operator == "**" and isinstance(left, int) and isinstance(right, int):
        fits(abs(right) * max(left.bit_length(), 1), WHOLE.bit_length())
    made = work(left, right)
    if isinstance(made, int) and abs(made) > WHOLE:
        raise Overspent("一个数太大")
    return made


def _sequence(value: Any) -> bool:
    return isinstance(value, str | list | tuple)


def fits(size: int, limit: int = CHARACTERS) -> None:
    """Raises Overspent where a value of *size* would be more than *limit*."""
    if size > limit:
        raise Overspent("一个值太大")


@pass_context
def _step(context: Context, characters: int) -> None:
    budget = getattr(context.environment, "budget", None)
    if isinstance(budget, Budget):
        budget.step(characters)


@pass_context
def _joined(context: Context, parts: list[Any]) -> str:
    """``~``, which Jinja itself does without a look at the sizes."""
    fits(sum(len(part) for part in parts if isinstance(part, str)), CHARACTERS)
    return markup_join(parts) if context.eval_ctx.autoescape else str_join(parts)


def _format(value: Any, *args: Any, **kwargs: Any) -> Any:
    if _WIDE_OR_CODE.search(str(value)):
        raise Unprintable("格式里的宽度太大，或者用了不能用的“%c”", "用 ~ 把文字连起来")
    return JINJA["format"](value, *args, **kwargs)


@pass_eval_context
def _replace(context: EvalContext, value: Any, old: Any, new: Any, count: int | None = None) -> Any:
    text, times = str(value), str(value).count(str(old))
    fits(len(text) + (times if count is None else min(abs(count), times)) * len(str(new)), CHARACTERS)
    return JINJA["replace"](context, value, old, new, count)


@pass_eval_context
def _join(context: EvalContext, value: Any, d: str = "", attribute: str | int | None = None) -> Any:
    items, between = list(value), str(d)
    sizes = sum(len(item) for item in items if isinstance(item, str))
    fits(sizes + len(between) * len(items), CHARACTERS)
    return JINJA["join"](context, items, between, attribute)


FILTERS: Mapping[str, Callable[..., Any]] = {
    **{name: work for name, work in JINJA.items() if name not in WITHOUT},
    "format": _format,
    "join": _join,
    "replace": _replace,
    STEP: _step,
    JOINED: _joined,
}
"""Jinja's filters as templates may have them, and the two that count."""
