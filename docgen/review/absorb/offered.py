"""Words that docgen offers where the record may have its own (串场, 称呼): an edit of them becomes the record's own.

An offer tells by its way (拟写.议程.0.串场.前) under which key it may stand. Whatever was done to it in Word (words
changed, a paragraph put behind it, all of it removed), the whole of it as it now reads is written under
that key, its references as references; 略 stands for nothing. What is typed there already is edited as any text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.core.errors import problem
from docgen.core.source import Span
from docgen.papers.views.words import OFFERED
from docgen.records.conference import UNSAID, AgendaItem
from docgen.records.kinds import RECORD_TYPES, recognised
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ModelOf, specs
from docgen.records.yaml.lines import bare
from docgen.records.yaml.parse import parse, top_keys
from docgen.review.absorb.match import Stretch
from docgen.review.absorb.patch import Delete, Insert, Replace, Step
from docgen.review.absorb.plan import Change, Left, Plan, short

_PERSONS = "人物"
_GROUPS = ("人物", "主办", "数据")
_ITEM = re.compile(r"(\s*)-\s+")


@dataclass(slots=True)
class _Offer:
    """An offer for the key at ``path``: the paragraphs of the paper that it is, and those of the edited file that it became."""

    path: tuple[str, ...]
    at: Span
    old: list[int] = field(default_factory=list)
    new: list[int] = field(default_factory=list)


def take(plan: Plan) -> None:
    """Add to *plan* a change for every place of the record whose offers were edited; their paragraphs are then done."""
    edited = [one for one in _offers(plan) if _texts(plan, one) != [plan.old[index].text for index in one.old]]
    if not edited:
        return
    root = _root(plan)
    for where in dict.fromkeys(_holder(one.path) for one in edited):
        offers = [one for one in edited if _holder(one.path) == where]
        steps = _steps(plan, root, where, offers)
        old = [plan.old[index].text for one in offers for index in one.old]
        new = [text for one in offers for text in _texts(plan, one)]
        for one in offers:
            plan.done.update(one.old)
            plan.gone.difference_update(one.old)
            plan.come.difference_update(one.new)
        if steps is None:
            message = f"“{short(old[0])}”是拟写的串场，这里的记录不好改，没有写回"
            hint = f"在记录里自己写：{'.'.join(offers[0].path)}；“议程”写成一项一行“- 事项: …”，docgen 就能写回"
            plan.left.append(Left(new[0] if new else "\0", problem(offers[0].at, "K003", message, hint)))
            continue
        gone, more = tuple(old[1:]), tuple(new[1:])
        plan.changes.append(Change(offers[0].at, old[0], new[0] if new else "", steps, more=more, gone=gone))


def _holder(path: tuple[str, ...]) -> tuple[str, ...]:
    """The mapping that is changed for an offer at *path*: a step of the agenda, or 串场 of the record."""
    return path[:2] if path[0] == "议程" else path[:1]


# — which paragraphs —


def _offers(plan: Plan) -> Iterator[_Offer]:
    """The offers of the paper with what became of each; a new paragraph belongs to what stands before it."""
    found: dict[tuple[str, ...], _Offer] = {}
    of: dict[int, _Offer] = {}
    for index, piece in enumerate(plan.old):
        if (way := _way(plan.own(piece))) is not None:
            path = tuple(way.via.split(".")[1:])
            at = Span(way.file, way.line, way.column)
            of[index] = found.setdefault(path, _Offer(path, at))
            of[index].old.append(index)
    partner = {other: index for index, other in plan.pairs.items()}
    for other in range(len(plan.new)):
        if other in partner:
            if partner[other] in of:
                of[partner[other]].new.append(other)
            continue
        if other not in plan.come:
            continue
        before = next((partner[at] for at in range(other - 1, -1, -1) if at in partner), None)
        after = next((partner[at] for at in range(other + 1, len(plan.new)) if at in partner), None)
        typed = [index for index in (before, after) if index is not None and _takes_lines(plan, index)]
        owner = next((of[index] for index in (before, after) if index is not None and index in of), None)
        if owner is not None and not typed:
            owner.new.append(other)
    for one in found.values():
        one.new.sort()
    yield from found.values()


def _way(own: Sequence[Stretch]) -> Span | None:
    return next((part.span for part in own if part.span.via.startswith(f"{OFFERED}.")), None)


def _takes_lines(plan: Plan, index: int) -> bool:
    own = plan.own(plan.old[index])
    return bool(plan.line_of(own) or plan.item(own))


def _texts(plan: Plan, offer: _Offer) -> list[str]:
    return [plan.new[other].text for other in offer.new]


# — what is written —


def _steps(plan: Plan, root: Node | None, where: tuple[str, ...], offers: Sequence[_Offer]) -> tuple[Step, ...] | None:
    """The steps that write *offers* into the mapping *where*; ``None`` where it is written so that they cannot."""
    if not isinstance(root, MapNode):
        return None
    values = [(one.path[len(where) :], _lines(plan, one)) for one in offers]
    holder = _under(root, where[0])
    if len(where) == 1:
        if holder is None:
            last = max((number for number, text in enumerate(plan.typed.lines, 1) if text.strip()), default=1)
            first = root.entries[0][0].span.line
            rows = [f"{where[0]}:", *_indented(_rows([(path[0], lines) for path, lines in values]))]
            return (Insert(last, "\n".join(rows), like=first),)
        return _into(plan, holder, [(path[0], lines) for path, lines in values])
    if not isinstance(holder, ListNode) or int(where[1]) >= len(holder.items):
        return None
    item = holder.items[int(where[1])]
    own = [(path[0], lines) for path, lines in values if len(path) == 1]
    deeper = [(path[1], lines) for path, lines in values if len(path) == 2]
    below = _under(item, "串场") if deeper else None
    if below is not None:
        rest = _fields(plan, item, _rows(own)) if own else ()
        inner = _into(plan, below, deeper)
        return None if inner is None or rest is None else (*rest, *inner)
    return _fields(plan, item, [*_rows(own), *(["串场:", *_indented(_rows(deeper))] if deeper else [])])


def _fields(plan: Plan, item: Node, rows: Sequence[str]) -> tuple[Step, ...] | None:
    """The steps that add *rows*, keys with their values, to the *item* of a list."""
    line = item.span.line
    text = plan.typed.lines[line - 1]
    start = _ITEM.match(text)
    if start is None:
        return None
    inner = start.end() - len(start[1])
    if isinstance(item, MapNode) and text[start.end() : start.end() + 1] != "{":
        last = plan.last_line(line)
        return (Insert(last, "\n".join(rows), like=line, inner=inner),)
    again = _as_block(item, text, start.end())
    if again is None:
        return None
    words = [f"- {again[0]}", *(f"  {row}" for row in (*again[1:], *rows))]
    return (Insert(line, "\n".join(words), above=True), Delete(line))


def _as_block(item: Node, text: str, start: int) -> list[str] | None:
    """An *item* that stands on one line (``{事项: …}``, ``事项 | 人 | 时间``) as keys one below another."""
    if isinstance(item, ScalarNode):
        if str(item.text) != text[start:].strip():
            return None
        keys = [specs(AgendaItem)[name].key for name in AgendaItem.SHORT]
        parts = [part.strip() for part in str(item.text).split("|")]
        return [f"{key}: {_quoted(part)}" for key, part in zip(keys, parts, strict=False) if part]
    if not isinstance(item, MapNode) or not text.rstrip().endswith("}"):
        return None
    begins = [key.span.column - 1 for key, _ in item.entries]
    if any(key.span.line != item.span.line or not isinstance(value, ScalarNode) for key, value in item.entries):
        return None
    ends = [*begins[1:], len(text.rstrip()) - 1]
    return [text[begin:end].strip().rstrip(",").rstrip() for begin, end in zip(begins, ends, strict=True)]


def _into(plan: Plan, holder: Node, values: Sequence[tuple[str, list[str]]]) -> tuple[Step, ...] | None:
    """The steps that add *values* to the mapping *holder*, which stands in the record."""
    if not isinstance(holder, MapNode) or any(str(key) == name for key, _ in holder.entries for name, _ in values):
        return None
    first = holder.entries[0][0].span
    text = plan.typed.lines[first.line - 1]
    if not text[: first.column - 1].strip():
        rows = _rows(values)
        return (Insert(first.line, "\n".join(rows), above=True),)
    if any(len(lines) > 1 for _, lines in values):
        return None
    added = "".join(f"{name}: {_quoted(lines[0], always=True)}, " for name, lines in values)
    return (Replace(first.line, first.column - 1, first.column - 1, added),)


def _rows(values: Sequence[tuple[str, list[str]]]) -> list[str]:
    """Each value as a ``|`` block: there every word may stand, and further paragraphs."""
    found: list[str] = []
    for name, lines in values:
        found += [f"{name}: |", *_indented(lines)] if lines != [UNSAID] else [f"{name}: {UNSAID}"]
    return found


def _indented(rows: Sequence[str]) -> list[str]:
    return [f"  {row}" for row in rows]


def _quoted(words: str, *, always: bool = False) -> str:
    if not always and bare(words, in_flow=False) and not words.endswith("："):
        return words
    return "'" + words.replace("'", "''") + "'"


def _lines(plan: Plan, offer: _Offer) -> list[str]:
    """The paragraphs of *offer* as they are typed, ``略`` where none is left."""
    kept = [part for index in offer.old for part in plan.own(plan.old[index])]
    return [_referring(text, kept) for text in _texts(plan, offer)] or [UNSAID]


def _referring(text: str, own: Sequence[Stretch]) -> str:
    """*text* with references where the words of *own* that came by one still stand."""
    found, at = "", 0
    for place, part in enumerate(own):
        via, words = part.span.via, part.text
        if not via or via.startswith(f"{OFFERED}.") or not words.strip():
            continue
        start = text.find(words, at)
        after = own[place + 1].text[:1] if place + 1 < len(own) else ""
        # A number stands for what it counts only where that still follows.
        if start < 0 or (words.isdigit() and text[start + len(words) :][:1] != after):
            continue
        found += text[at:start] + _reference(via, words)
        at = start + len(words)
    return found + text[at:]


def _reference(via: str, words: str) -> str:
    group, dot, name = via.partition(".")
    if not dot or group not in _GROUPS:
        return f"｛{via}｝"
    if group == _PERSONS and not words.endswith(name):
        return f"｛{name}|称呼｝"
    return f"｛{name}|姓名｝" if group == _PERSONS and words == name else f"｛{name}｝"


# — the record —


def _root(plan: Plan) -> Node | None:
    text = "\n".join(plan.typed.lines)
    node, _ = parse(text, plan.file(), ModelOf(RECORD_TYPES[recognised(top_keys(text)) or "case"].model))
    return node


def _under(node: Node | None, key: str) -> Node | None:
    if not isinstance(node, MapNode):
        return None
    found = next((value for name, value in node.entries if str(name).strip() == key), None)
    return None if isinstance(found, ScalarNode) and not str(found.text).strip() else found
