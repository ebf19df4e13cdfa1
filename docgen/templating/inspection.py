"""Finds faults of a template without a record: names that nothing answers to, values it may not read.

What a loop variable holds is not known here; that is found when a record is rendered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import meta, nodes

from docgen.errors import Problem, nearest, problem
from docgen.scope import NOTHING, Barred, Scope
from docgen.source import Span


def inspect(tree: nodes.Template, file: str, tops: Sequence[Scope]) -> list[Problem]:
    """Problems at the lines of *file* where every one of *tops* refuses a name.

    *tops* are the first Scopes of papers that the template makes; a kind with several
    lists has one for each, and a name need only exist in one.
    """
    found = meta.find_undeclared_variables(tree) if tops else set()
    problems: list[Problem] = []
    for node in tree.find_all((nodes.Name, nodes.Getattr)):
        if isinstance(node, nodes.Name) and (node.ctx != "load" or node.name not in found):
            continue
        answers = [_answer(node, top, found) for top in tops]
        if answers and all(answer is NOTHING or isinstance(answer, Barred) for answer in answers):
            problems.append(_fault(node, answers, tops, found, Span(file, node.lineno)))
    return problems


def _answer(node: nodes.Node, top: Scope, found: set[str]) -> Any:
    """What *node* stands for where that can be known, ``None`` where it cannot."""
    match node:
        case nodes.Name():
            return top.look(node.name) if node.name in found else None
        case nodes.Getattr():
            owner = _answer(node.node, top, found)
            return owner.look(node.attr) if isinstance(owner, Scope) and owner.fixed else None
    return None


def _fault(node: nodes.Node, answers: list[Any], tops: Sequence[Scope], found: set[str], at: Span) -> Problem:
    barred = next((answer for answer in answers if isinstance(answer, Barred)), None)
    if barred is not None:
        return problem(at, barred.code, barred.message, barred.hint)
    name = node.name if isinstance(node, nodes.Name) else getattr(node, "attr", "")
    owners = [_answer(node.node, top, found) if isinstance(node, nodes.Getattr) else top for top in tops]
    known = list(dict.fromkeys(name for owner in owners if isinstance(owner, Scope) for name in owner.names()))
    like = nearest(name, known)
    return problem(at, "T004", f"没有“{name}”这个名字", f"是不是“{like}”？" if like else "可以用：" + "、".join(known))
