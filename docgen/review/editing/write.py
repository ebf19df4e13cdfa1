"""One change at a path of a record → the text of the file, everything else in it as it was.

Steps at lines and columns are carried out by ``absorb.patch``, new lines are written by ``records.yaml.emit``.
The new text is read back: where it does not say exactly what was asked for, it is not used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from docgen.core.errors import RecordError, problem
from docgen.core.source import Located, Span
from docgen.records.yaml import emit
from docgen.records.yaml.bind import bind_value, is_empty
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ListOf, MapOf, ModelOf, Shape, names, specs
from docgen.review.absorb.patch import Delete, Lines, Replace, Source, Step, patched, source
from docgen.review.editing.tree import NO_OWN, Child, Own, Path, at, find, plain, root_shape, shape_at, tidy

_COMMENT = re.compile(r"(?:^|[ \t\u3000])[ \t\u3000]*#.*$")
_DASH = re.compile(r"[ \t\u3000]*-(?:[ \t\u3000]+|$)")


@dataclass(frozen=True, slots=True)
class Edit:
    """What is asked for: ``set`` (*value* ``None``: nothing stands there any more), ``add`` an item before the one at
    *path* (or behind the last), ``drop`` the item or name, ``move`` the item to the place *to* of its list."""

    what: Literal["set", "add", "drop", "move"]
    path: Path
    value: Any = None
    to: int = 0


def edited(text: str, file: str, edit: Edit, own: Own = NO_OWN) -> str:
    """The record *text* after *edit*.

    Raises RecordError: K009 where there is no such place or it cannot be written there without touching
    anything else, else the fault of the value itself, at its place.
    """
    typed = source(text, file)
    if typed.faults:
        first = typed.faults[0]
        hint = f"先在编辑器里改好：{first.message}"
        raise RecordError([problem(first.span, "K009", "这份记录现在读不出来，不能在页面里改", hint)])
    wanted = tidy(_changed(plain(typed.node, root_shape(typed), own), edit))
    place = _place(typed, edit.path, own)
    _judge(typed, edit, place, own)
    for steps in _ways(typed, edit, own):
        for careful in (False, True):
            try:
                after = patched(typed, steps, careful=careful)
            except (IndexError, TypeError):
                continue
            back = source(after, file)
            if not back.faults and tidy(plain(back.node, root_shape(back), own)) == wanted:
                return after
    hint = f"这一处的写法比较特别，请在编辑器里改（第{place.line}行）"
    raise RecordError([problem(place, "K009", f"“{words(edit.path)}”写不进记录，没有改", hint)])


def words(path: Path) -> str:
    """*path* for people: 检察建议 → 第1项 → 日期."""
    return " → ".join(f"第{step + 1}项" if isinstance(step, int) else step for step in path)


def _judge(typed: Source, edit: Edit, place: Span, own: Own) -> None:
    """Raises RecordError where the record has no such place, or its value may not be what is asked for."""
    try:
        shape, _ = shape_at(typed, edit.path, own)
    except KeyError:
        raise RecordError([problem(place, "K009", f"记录里没有“{words(edit.path)}”这一项", "刷新页面再试")]) from None
    if edit.what in ("drop", "move") and len(find(typed, edit.path, own)) < len(edit.path):
        raise RecordError([problem(place, "K009", f"“{words(edit.path)}”已经没有了", "刷新页面再试")])
    for key, inner in edit.value.items() if isinstance(edit.value, dict) else ():
        _judge(typed, Edit("set", (*edit.path, key), inner), place, own)
    if isinstance(edit.value, str) and edit.value.strip():
        label = next((step for step in reversed(edit.path) if isinstance(step, str)), "")
        _, faults = bind_value(ScalarNode(Located(edit.value, place)), shape, label)
        if faulty := [item for item in faults if item.level == "error"]:
            raise RecordError(faulty)


def _place(typed: Source, path: Path, own: Own) -> Span:
    found = find(typed, path, own)
    if not found:
        return Span(typed.file)
    span = found[-1].key.span if found[-1].key is not None else found[-1].node.span
    return Span(typed.file, span.line, span.column)


# — what is asked for, on plain values —


def _changed(values: Any, edit: Edit) -> Any:
    if edit.what == "set":
        return _put(values, edit.path, edit.value)
    rest, step = edit.path[:-1], edit.path[-1]
    inner = at(values, rest)
    if isinstance(step, str):
        return _put(values, edit.path, None)
    items = list(inner) if isinstance(inner, list) else []
    if edit.what == "add":
        items.insert(step, edit.value)
    elif step < len(items):
        item = items.pop(step)
        if edit.what == "move":
            items.insert(edit.to, item)
    return _put(values, rest, items)


def _put(values: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    step = path[0]
    if isinstance(step, int):
        items = list(values) if isinstance(values, list) else []
        items += [None] * (step + 1 - len(items))
        items[step] = _put(items[step], path[1:], value)
        return items
    return {**(values if isinstance(values, dict) else {}), step: _put(at(values, (step,)), path[1:], value)}


# — steps —


def _ways(typed: Source, edit: Edit, own: Own) -> Iterator[list[Step]]:
    """Ways to do it, the one that touches least first."""
    chain = find(typed, edit.path, own)
    whole = len(chain) == len(edit.path)
    if edit.what == "set" and whole and isinstance(edit.value, str):
        yield from _text(typed, chain[-1], edit.value)
    if (
        edit.what == "set"
        and whole
        and edit.value is None
        and chain[-1].key is not None
        and _block_key(typed, chain[-1])
    ):
        yield _rewritten_entry(typed, chain[-1], None, own)
    if edit.what == "drop" and whole:
        yield from _dropped(typed, chain, own)
    if edit.what == "move":
        yield from _moved(typed, edit, own)
    if edit.what == "add":
        yield from _added(typed, edit, own)
        if len(find(typed, edit.path[:-1], own)) < len(edit.path) - 1:
            yield from _grown(typed, edit, own)
    if edit.what == "set" and not whole and edit.value is not None:
        yield from _grown(typed, edit, own)
    yield from _rewritten(typed, edit, own)


def _text(typed: Source, child: Child, value: str) -> Iterator[list[Step]]:
    """A text in place of another one: its characters, or the lines of its block."""
    node = child.node
    lines = [line.strip() for line in value.split("\n") if line.strip()]
    if not isinstance(node, ScalarNode) or is_empty(node) or not lines:
        return
    span = node.text.span_at(0)
    if span.line in typed.blocks:
        old, offset = [], 0
        for part in str(node.text).split("\n"):
            old.append((node.text.span_at(offset).line, part.strip()))
            offset += len(part) + 1
        yield list(_block(typed, old, lines))
    elif len(lines) == 1 and "\n" not in str(node.text):
        first = span.column - 1
        yield [Replace(span.line, first, first + len(node.text), lines[0])]


def _block(typed: Source, old: list[tuple[int, str]], new: list[str]) -> Iterator[Step]:
    texts = [text for _, text in old]
    margin = _margin(typed.lines[old[0][0] - 1])
    for word, first, last, start, stop in SequenceMatcher(None, texts, new, autojunk=False).get_opcodes():
        if word == "equal":
            continue
        both = min(last - first, stop - start)
        for (line, _), text in zip(old[first : first + both], new[start : start + both], strict=True):
            whole = typed.lines[line - 1]
            yield Replace(line, len(whole) - len(whole.lstrip()), len(whole), text)
        yield from (Delete(line) for line, _ in old[first + both : last])
        if more := tuple(margin + text for text in new[start + both : stop]):
            above = first + both == 0
            yield Lines(old[0][0] if above else old[first + both - 1][0], more, above)


def _dropped(typed: Source, chain: list[Child], own: Own) -> Iterator[list[Step]]:
    child = chain[-1]
    if child.key is not None:
        if _block_key(typed, child):
            first, last = _lines_of(typed, child)
            if typed.lines[first - 1][: child.key.span.column - 1].strip():
                return  # it stands behind the dash of an item
            yield [Delete(line) for line in range(first, last + 1)]
    elif (parent := _list_of(typed, chain)) is not None and _is_block(typed, parent):
        first, last = _item_lines(typed, child)
        yield [Delete(line) for line in range(first, last + 1)]


def _moved(typed: Source, edit: Edit, own: Own) -> Iterator[list[Step]]:
    chain = find(typed, edit.path, own)
    parent = _list_of(typed, chain)
    step = edit.path[-1]
    if parent is None or not _is_block(typed, parent) or not isinstance(step, int):
        return
    items = [find(typed, (*edit.path[:-1], index), own)[-1] for index in range(len(parent.items))]
    if not 0 <= edit.to < len(items):
        return
    first, last = _item_lines(typed, items[step])
    words_ = tuple(typed.lines[first - 1 : last])
    beside = _item_lines(typed, items[edit.to])
    down = edit.to > step
    yield [
        *(Delete(line) for line in range(first, last + 1)),
        Lines(beside[1] if down else beside[0], words_, not down),
    ]


def _added(typed: Source, edit: Edit, own: Own) -> Iterator[list[Step]]:
    rest, step = edit.path[:-1], edit.path[-1]
    chain = find(typed, rest, own)
    if len(chain) < len(rest) or not isinstance(step, int):
        return
    node, shape = chain[-1].node, chain[-1].shape
    item_shape = shape.item if isinstance(shape, ListOf) else None
    if not isinstance(node, ListNode) or item_shape is None or not node.items or not _is_block(typed, node):
        return
    items = [find(typed, (*rest, index), own)[-1] for index in range(len(node.items))]
    first, _ = _item_lines(typed, items[0])
    margin = _margin(typed.lines[first - 1])
    lines = tuple(emit.item_lines(edit.value, item_shape, margin))
    index = min(step, len(items))
    yield [Lines(_item_lines(typed, items[index - 1])[1] if index else first, lines, not index)]


def _grown(typed: Source, edit: Edit, own: Own) -> Iterator[list[Step]]:
    """A key, or an item with its first key, where there is none yet."""
    for depth in range(len(edit.path) - 1, -1, -1):
        chain = find(typed, edit.path[:depth], own)
        if len(chain) < depth:
            continue
        node = chain[-1].node if chain else typed.node
        shape = chain[-1].shape if chain else root_shape(typed)
        step = edit.path[depth]
        if isinstance(node, MapNode) and isinstance(step, str) and _is_block(typed, node):
            value = _put(None, edit.path[depth + 1 :], edit.value)
            yield from _new_entry(typed, node, shape, step, value, edit.path[: depth + 1], own)
        elif isinstance(node, ListNode) and isinstance(step, int) and _is_block(typed, node):
            value = _put(None, edit.path[depth + 1 :], edit.value)
            yield from _added(typed, Edit("add", edit.path[: depth + 1], value), own)
        if chain and not is_empty(chain[-1].node):
            return


def _new_entry(
    typed: Source, node: MapNode, shape: Shape, step: str, value: Any, path: Path, own: Own
) -> Iterator[list[Step]]:
    """A new key behind the last of those that stand before it in the order of the model."""
    inner, _ = shape_at(typed, path, own)
    siblings = [find(typed, (*path[:-1], one), own) for one in _steps(node, shape)]
    entries = [chain[-1] for chain in siblings if chain and chain[-1].key is not None]
    if not entries:
        return
    first = entries[0].key
    assert first is not None
    margin = " " * (first.span.column - 1)
    key = emit.name(step) if isinstance(shape, MapOf) else step
    lines = tuple(emit.entry_lines(key, value, inner, margin))
    before = entries
    if isinstance(shape, ModelOf):
        order = [spec.key for spec in specs(shape.model).values()]
        before = [one for one in entries if str(one.step) in order and order.index(str(one.step)) < order.index(step)]
    if before:
        yield [Lines(max(_lines_of(typed, one)[1] for one in before), lines)]
    elif typed.lines[first.span.line - 1][: first.span.column - 1].strip():
        yield [Lines(_lines_of(typed, entries[0])[1], lines)]
    else:
        yield [Lines(first.span.line, lines, above=True)]


def _steps(node: MapNode, shape: Shape) -> Iterator[str]:
    known = names(shape.model) if isinstance(shape, ModelOf) else {}
    for key, _ in node.entries:
        attribute = known.get(str(key).strip())
        yield specs(shape.model)[attribute].key if attribute and isinstance(shape, ModelOf) else str(key).strip()


def _rewritten(typed: Source, edit: Edit, own: Own) -> Iterator[list[Step]]:
    """The innermost key or item round the place written anew, with the change in it; then the one round that."""
    chain = find(typed, edit.path, own)
    for depth in range(len(chain), 0, -1):
        child, rest = chain[depth - 1], edit.path[depth:]
        if edit.what in ("add", "drop", "move") and not rest:
            continue
        inside = Edit(edit.what, rest, edit.value, edit.to)
        value = tidy(_changed(plain(child.node, child.shape, own), inside))
        if child.key is not None and _block_key(typed, child):
            yield _rewritten_entry(typed, child, value, own)
            continue
        parent = _list_of(typed, chain[:depth]) if child.key is None else None
        if parent is None or value is None or not _is_block(typed, parent):
            continue
        first, last = _item_lines(typed, child)
        if not _comments(typed, first, last):
            lines = tuple(emit.item_lines(value, child.shape, _margin(typed.lines[first - 1])))
            yield [*(Delete(line) for line in range(first, last + 1)), Lines(last, lines)]


def _rewritten_entry(typed: Source, child: Child, value: Any, own: Own) -> list[Step]:
    """The key of *child* with *value* for what it had; the comment on its line stays. No steps where others would go."""
    key = child.key
    assert key is not None
    first = key.span.line
    line = typed.lines[first - 1]
    head, margin = line[: key.span.column - 1], " " * (key.span.column - 1)
    name = _typed_key(line, key)
    lines = [f"{margin}{name}:"] if value is None else emit.entry_lines(name, value, child.shape, margin)
    last = first if is_empty(child.node) else _lines_of(typed, child)[1]
    if isinstance(child.node, ScalarNode) and not is_empty(child.node):
        last = child.node.text.span_at(len(child.node.text) - 1).line
    block = isinstance(child.node, ScalarNode) and child.node.span.line in typed.blocks
    if last > first and not block and _comments(typed, first + 1, last):
        return []
    comment = _COMMENT.search(line, _value_end(typed, child, line))
    steps: list[Step] = [Replace(first, 0, len(line), head + lines[0][len(margin) :] + (comment[0] if comment else ""))]
    steps += (Delete(number) for number in range(first + 1, last + 1))
    if lines[1:]:
        steps.append(Lines(first, tuple(lines[1:])))
    return steps


def _typed_key(line: str, key: Any) -> str:
    """The key as it stands in the line, with its quotes."""
    start = key.span.column - 1
    if start and line[start - 1] in "\"'":
        return line[start - 1] + str(key) + line[start - 1]
    return str(key)


def _value_end(typed: Source, child: Child, line: str) -> int:
    """Where in the line of the key the value ends, so that a comment may begin."""
    key, node = child.key, child.node
    assert key is not None
    after = key.span.column - 1 + len(key)
    if isinstance(node, ScalarNode) and not is_empty(node) and node.span.line == key.span.line:
        return node.span.column - 1 + len(node.text)
    if not isinstance(node, ScalarNode) and node.span.line == key.span.line:
        opened = line[node.span.column - 1 : node.span.column]
        closed = {"[": "]", "{": "}"}.get(opened, "")
        return line.rindex(closed) if closed and closed in line else after
    return after


# — lines —


def _margin(line: str) -> str:
    return line[: len(line) - len(line.lstrip(" \t"))]


def _is_block(typed: Source, node: Node) -> bool:
    """True where *node* is a list or mapping with a line for each of its parts."""
    start = node.span
    opened = typed.lines[start.line - 1][start.column - 1 : start.column]
    return not isinstance(node, ScalarNode) and opened not in ("[", "{")


def _block_key(typed: Source, child: Child) -> bool:
    """True where nothing but margin and dashes stands before the key."""
    key = child.key
    assert key is not None
    before = typed.lines[key.span.line - 1][: key.span.column - 1]
    return not before.strip(" \t\u3000-\"'")


def _list_of(typed: Source, chain: list[Child]) -> ListNode | None:
    """The list that the last of *chain* is an item of."""
    if not chain or not isinstance(chain[-1].step, int) or len(chain) < 2:
        return None
    node = chain[-2].node
    return node if isinstance(node, ListNode) else None


def _lines_of(typed: Source, child: Child) -> tuple[int, int]:
    """First and last line of a key with all that stands below it, trailing comments of its depth with it."""
    key = child.key
    assert key is not None
    last = _last(typed, key.span.line, key.span.column - 1)
    if isinstance(child.node, ListNode) and child.node.items and _is_block(typed, child.node):
        # The dashes may stand as far out as the key.
        end = child.node.items[-1]
        last = max(last, _last(typed, _dash_line(typed, end), _dash_column(typed, end)))
    return key.span.line, last


def _item_lines(typed: Source, child: Child) -> tuple[int, int]:
    first = _dash_line(typed, child.node)
    return first, _last(typed, first, _dash_column(typed, child.node))


def _dash_line(typed: Source, node: Node) -> int:
    """The line of the dash before *node*, which may stand on the next one."""
    number = node.span.line
    while number > 1 and not _DASH.match(typed.lines[number - 1]):
        number -= 1
    return number


def _dash_column(typed: Source, node: Node) -> int:
    line = typed.lines[_dash_line(typed, node) - 1]
    return line.index("-") if "-" in line else 0


def _last(typed: Source, first: int, column: int) -> int:
    """The last line of what begins at *first*: those further in than *column* belong to it, blank ones between them too."""
    last = first
    for number in range(first + 1, len(typed.lines) + 1):
        text = typed.lines[number - 1]
        if text.strip() and len(text) - len(text.lstrip()) <= column:
            break
        last = number if text.strip() else last
    return last


def _comments(typed: Source, first: int, last: int) -> bool:
    """True where a comment stands on the lines and would be lost."""
    return any(_COMMENT.search(line) for line in typed.lines[first - 1 : last])
