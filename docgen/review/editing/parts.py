"""What stands where on a finished paper, and where it is written: the way from a click to a place of a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from docgen.core.source import Span
from docgen.core.tree import Document, Image, Paragraph, Table, Text, texts
from docgen.page.shape import table_cells
from docgen.papers.entries import Entry
from docgen.papers.finish import NUMBER
from docgen.papers.templates.catalog import Kind
from docgen.papers.views.view import GAP_MARK
from docgen.records import references
from docgen.records.kinds import Record
from docgen.records.yaml.compose import ListNode, MapNode
from docgen.records.yaml.fields import ListOf, ModelOf, Scalar, specs
from docgen.review.absorb.patch import Source
from docgen.review.editing.tree import KIND, Own, Path, Places, at, find, plain, root_shape, shape_at


@dataclass(frozen=True, slots=True)
class Part:
    """Characters *start* to *stop* of a block (or of its ``cell``). ``path`` leads to the place in the record ``file``.

    ``kind``: a value, a gap (``label`` says of what), a reference (``label`` is its name), or words of the template.
    """

    block: int
    cell: tuple[int, int] | None
    start: int
    stop: int
    kind: Literal["value", "gap", "reference", "template"]
    file: str = ""
    path: Path = ()
    line: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Lack:
    """One thing that a paper still needs: ``path`` leads to where it is written, ``()`` where that is not known."""

    label: str
    path: Path


@dataclass(frozen=True)
class Origin:
    """What a paper was made of, as far as its places need it. ``sources`` gives what is typed in a record by its name."""

    kind: Kind
    record: Record
    entry: Entry
    file: str
    sources: Callable[[str], Places | None]
    own: Own

    def typed(self) -> Source | None:
        places = self.sources(self.file)
        return places.source if places is not None else None

    def base(self) -> Path:
        """The path of the entry that the paper is made of, ``()`` for the record as a whole."""
        typed = self.typed()
        if self.entry.item is None or typed is None or not self.kind.each:
            return ()
        for path in self.kind.each:
            if path.rpartition(".")[2] != self.entry.source:
                continue
            keys: Path = tuple(path.split("."))
            span = self.entry.item.span
            chain = find(typed, keys, self.own)
            if len(chain) < len(keys):
                return (*keys, 0)
            number = 0
            for number, _ in enumerate(_items(chain[-1].node)):
                one = find(typed, (*keys, number), self.own)
                if one and len(one) == len(keys) + 1:
                    here = one[-1].node.span
                    if (here.line, here.column) == (span.line, span.column):
                        return (*keys, number)
            blank = span == self.record.span
            return (*keys, len(_items(chain[-1].node)) if blank and isinstance(chain[-1].node, ListNode) else 0)
        return ()

    def lacking(self, label: str, span: Span) -> Path:
        """Where what a gap called *label* asks for is written."""
        keys: Path = tuple(label.split("."))
        typed = self.typed()
        if typed is None:
            return ()
        if str(keys[0]) in self.kind.own:
            return (*self.other(typed), *keys)
        base = self.base()
        starts = ((), base) if base and self._shared(typed, base, str(keys[0])) else (base, ())
        for start in dict.fromkeys(starts):
            found = self._fitted(typed, start, keys, span)
            if found:
                return found
        return ()

    def _shared(self, typed: Source, base: Path, key: str) -> bool:
        """True for what an entry takes from the case where it says nothing itself: 法律依据, 查明."""
        try:
            own, of_case = (shape_at(typed, (*start, key), self.own)[0] for start in (base, ()))
        except KeyError:
            return False
        shared = isinstance(own, ModelOf) or own == Scalar("prose")
        return shared and own == of_case and len(find(typed, (*base, key), self.own)) == len(base)

    def other(self, typed: Source) -> Path:
        """The entry of 其他文书 that this paper reads, or the place of a new one."""
        return other_paper(self.kind, typed, self.own, self.entry)

    def _fitted(self, typed: Source, start: Path, keys: Path, span: Span) -> Path:
        """*keys* below *start* with a number for each list on the way: that of the place, else the first."""
        places = self.sources(self.file)
        near = places.path_at(span.line, span.column) if places is not None and span.file == self.file else ()
        path = start
        for key in keys:
            try:
                shape, _ = shape_at(typed, path, self.own) if path else (root_shape(typed), None)
            except KeyError:
                return ()
            if isinstance(shape, ListOf):
                number = near[len(path)] if near[: len(path)] == path and len(near) > len(path) else 0
                path = (*path, number if isinstance(number, int) else 0)
            try:
                shape_at(typed, (*path, key), self.own)
            except KeyError:
                return ()
            path = (*path, key)
        return path


def other_paper(kind: Kind, typed: Source, own: Own, entry: Entry | None = None) -> Path:
    """The entry of 其他文书 that is for *kind* (and says nothing against *entry*), or the place of a new one."""
    items = at(plain(typed.node, root_shape(typed), own), ("其他文书",))
    held = items if isinstance(items, list) else []
    for number, item in enumerate(held):
        if isinstance(item, dict) and item.get(KIND) in (kind.name, kind.id) and _agrees(item, entry):
            return ("其他文书", number)
    return ("其他文书", len(held))


def _agrees(item: dict[str, Any], entry: Entry | None) -> bool:
    """True where an item of 其他文书 is the one that the paper of *entry* was made with."""
    if entry is None:
        return True
    known = [(key, value) for key, value in entry.own.items() if isinstance(value, str)]
    if known:
        return all(str(item.get(key, value)).strip() == str(value).strip() for key, value in known)
    return all(
        references.step(entry.item, key) in (None, value) for key, value in item.items() if isinstance(value, str)
    )


def _items(node: object) -> Sequence[object]:
    return node.items if isinstance(node, ListNode) else [node] if isinstance(node, MapNode) else []


def parts(document: Document, origin: Origin) -> list[Part]:
    """Every stretch of the paper of one origin, in reading order."""
    found: list[Part] = []
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            found += _parts(index, None, texts(block.inlines), origin)
        elif isinstance(block, Image):
            found += _parts(index, None, (Text(block.alt, block.span),), origin)
        elif isinstance(block, Table):
            for row, cells in enumerate(table_cells(block)[1]):
                column = 0
                for inlines, taken in cells:
                    found += _parts(index, (row, column), texts(inlines), origin)
                    column += taken
    return found


def _parts(block: int, cell: tuple[int, int] | None, leaves: Sequence[Text], origin: Origin) -> Iterator[Part]:
    at = 0
    for leaf in leaves:
        yield from _of_leaf(block, cell, at, leaf, origin)
        at += len(leaf.text)


def _of_leaf(block: int, cell: tuple[int, int] | None, at: int, leaf: Text, origin: Origin) -> Iterator[Part]:
    begin = 0
    while (start := leaf.text.find(GAP_MARK, begin)) >= 0:
        stop = leaf.text.find("】", start)
        stop = len(leaf.text) if stop < 0 else stop + 1
        if start > begin:
            yield _part(block, cell, at + begin, at + start, leaf.span, origin)
        label = leaf.text[start + len(GAP_MARK) : stop].rstrip("】")
        path = origin.lacking(label, leaf.span)
        yield Part(block, cell, at + start, at + stop, "gap", origin.file, path, leaf.span.line, label)
        begin = stop
    if begin < len(leaf.text):
        yield _part(block, cell, at + begin, at + len(leaf.text), leaf.span, origin)


def _part(block: int, cell: tuple[int, int] | None, start: int, stop: int, span: Span, origin: Origin) -> Part:
    if span.via in (NUMBER, "成文日期"):
        return Part(block, cell, start, stop, "value", origin.file, _issued(span.via, origin), span.line)
    places = origin.sources(span.file)
    if places is None:
        return Part(block, cell, start, stop, "template", span.file, (), span.line)
    typed, path = places.source, places.path_at(span.line, span.column)
    if span.via and not _exact(typed, path, span, origin.own):
        named: Path = tuple(span.via.split("."))
        try:
            shape_at(typed, named, origin.own)
            path = path if path[: len(named)] == named else named
        except KeyError:
            pass
    kind: Literal["value", "reference"] = "reference" if span.via else "value"
    return Part(block, cell, start, stop, kind, span.file, path, span.line, span.via)


def _exact(typed: Source, path: Path, span: Span, own: Own) -> bool:
    """True where the place is that of a text at *path*, and not only of its key."""
    chain = find(typed, path, own)
    if not chain or chain[-1].node is None:
        return False
    here = chain[-1].node.span
    return (here.line, here.column) <= (span.line, span.column)


def _issued(via: str, origin: Origin) -> Path:
    """Where the number or the date of issue of the paper is written."""
    base = origin.base()
    model = origin.entry.model
    names = (NUMBER,) if via == NUMBER else origin.kind.day
    for name in names:
        if name in origin.kind.own and (typed := origin.typed()) is not None:
            return (*origin.other(typed), name)
        if model is not None and any(spec.key == name for spec in specs(type(model)).values()):
            return (*base, name)
        if references.exists(name, type(origin.record)):
            return tuple(name.split("."))
    return ()


def lacking(found: Sequence[Part]) -> list[Lack]:
    """What the paper still needs, in the order in which it asks, nothing twice."""
    return list(dict.fromkeys(Lack(one.label, one.path) for one in found if one.kind == "gap"))


def needed(kind: Kind, typed: Source, own: Own) -> list[Lack]:
    """What must be written before there is any paper of *kind*: an item of its list, and what its header needs."""
    whole = plain(typed.node, root_shape(typed), own)
    found: list[Lack] = []
    for name in filter(None, (kind.only_if, *kind.each[:1], *kind.needs)):
        path: Path = tuple(str(name).split("."))
        try:
            shape, _ = shape_at(typed, path, own)
        except KeyError:
            continue
        if at(whole, path) in (None, [], {}):
            found.append(Lack(str(name), (*path, 0) if isinstance(shape, ListOf) and name in kind.each else path))
    if kind.own and not found and not kind.each:
        here = other_paper(kind, typed, own)
        first = [name for name in map(str, kind.needs) if name in kind.own] or list(kind.own)
        found += (Lack(name, (*here, name)) for name in first)
    if kind.each and not found:
        found += _limited(kind, whole)
    return list(dict.fromkeys(found))


def _limited(kind: Kind, whole: Any) -> Iterator[Lack]:
    """The keys by which an item of the list would be one for *kind* (限于): of one that does not say, else of a new one."""
    path: Path = tuple(str(kind.each[0]).split("."))
    items = at(whole, path)
    held = items if isinstance(items, list) else []
    for key, wanted in kind.limits.items():
        silent = [number for number, one in enumerate(held) if isinstance(one, dict) and key not in one]
        yield Lack(f"{key}（{wanted}）", (*path, silent[0] if silent else len(held), str(key)))
