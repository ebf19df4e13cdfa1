"""Which paragraph of the edited file was which of the paper: by bookmarks first, by words where they are gone.

And before that: which record and which kind the file came from, and the paper as it would be made now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path

from docgen.core.errors import DocgenError, RecordError, WriteError, problem
from docgen.core.source import Span, shown
from docgen.core.tree import Document, Paragraph, Table, Text, plain_text, texts
from docgen.page.shape import table_cells
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.papers.make import Workspace
from docgen.papers.templates.catalog import Kind
from docgen.records import project
from docgen.records.kinds import records_in
from docgen.records.loader import load
from docgen.review.absorb.edited import Piece
from docgen.review.compare.align import align

_ENOUGH = 0.3
"""A paper that shares a smaller part of the words with the edited file is not its origin."""

_NEAR = 0.01
"""Two records whose papers are alike by so little are not told apart by their words."""


@dataclass(frozen=True, slots=True)
class Origin:
    """One paper of a record: the one at *number* among those of *kind*.

    ``linked`` is true where the record names other records by their paths.
    """

    record: Path
    space: Workspace
    kind: Kind
    number: int
    linked: bool

    def again(self, record: Path, shown_as: str | None = None) -> Document | None:
        """The paper made of the file *record*, which messages call *shown_as*; ``None`` where it cannot be made."""
        loaded = load(record, self.space.project, shown_as)
        if loaded.record is None:
            return None
        made = finish(self.kind, loaded.record, self.space.project, self.space.engine, Options())
        return make.checked(made[self.number], self.space).document if self.number < len(made) else None


def find(edited: Path, pieces: Sequence[Piece], record: Path | None, kind: str) -> Origin:
    """The paper that the file at *edited* was made as.

    *record* and *kind* (``""``: any) narrow the search; without a record all of the project
    that *edited* lies in are tried. Raises WriteError (K007) where none is like it,
    RecordError where the only record cannot be read, ConfigError for an unknown kind.
    """
    records = [record] if record else records_in(project.find(edited).root)
    found = [one for path in records for one in _candidates(path, edited, pieces, kind, only=record is not None)]
    best = max(found, key=lambda one: one[0], default=None)
    if best is None or best[0] < _ENOUGH:
        hint = "用 --record 写出记录，用 --as 写出文种" if record is None else "核对记录和文种，或者用 --as 写出文种"
        raise WriteError([problem(Span(str(shown(edited))), "K007", "认不出这份文书是哪份记录做出来的", hint)])
    rivals = {shown(one.record) for score, one in found if score > best[0] - _NEAR}
    if len(rivals) > 1:
        message = "有几份记录都像是做出这份文书的：" + "、".join(sorted(map(str, rivals)))
        raise WriteError([problem(Span(str(shown(edited))), "K007", message, "用 --record 写出是哪一份")])
    return best[1]


def _candidates(
    path: Path, edited: Path, pieces: Sequence[Piece], wanted: str, *, only: bool
) -> Iterator[tuple[float, Origin]]:
    try:
        found = project.find(path)
        space = make.workspace(path)
        loaded = load(shown(path), found)
    except DocgenError:
        if only:
            raise
        return
    if loaded.record is None:
        if only:
            raise RecordError(loaded.problems)
        return
    for kind in _kinds(space, edited.stem, wanted):
        if loaded.type not in kind.takes:
            continue
        made = finish(kind, loaded.record, found, space.engine, Options())
        for number, finished in enumerate(made):
            if finished.document is None:
                continue
            named = 0.1 * sum(word in edited.stem for word in finished.parts if word)
            yield _alike(finished.document, pieces) + named, Origin(path, space, kind, number, loaded.type != "case")


def _kinds(space: Workspace, stem: str, wanted: str) -> list[Kind]:
    if wanted:
        return [space.catalog.kind(wanted)]
    kinds = list(space.catalog.kinds.values())
    named = [kind for kind in kinds if stem.partition("-")[0] == kind.name]
    return named or kinds


def _alike(document: Document, pieces: Sequence[Piece]) -> float:
    """The part of the characters of *pieces* that stand in paragraphs that are wholly those of *document*."""
    ours = set(_texts(document))
    whole = sum(len(piece.text) for piece in pieces)
    return sum(len(piece.text) for piece in pieces if piece.text in ours) / max(whole, 1)


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield plain_text(block.inlines)
        elif isinstance(block, Table):
            yield from (plain_text(cell) for row in block.rows for cell in row)


_LONG = 8
"""Characters from which an equal paragraph is no coincidence."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Indexes of the paper's paragraphs and of the edited ones. ``gone`` are those of the paper, ``come`` the others.

    ``moved`` is true where the order has changed, ``merged`` holds what now stands on the line of another paragraph.
    """

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    come: tuple[int, ...]
    moved: bool
    merged: tuple[int, ...]


def match(old: Sequence[Piece], new: Sequence[Piece]) -> Matched:
    """Every paragraph of either side in exactly one of pairs, gone and come."""
    pairs = _anchors(old, new)
    pairs |= _marked(old, new, pairs)
    left = [index for index in range(len(old)) if index not in pairs]
    right = sorted(set(range(len(new))) - set(pairs.values()))
    for row in align([old[index].text for index in left], [new[index].text for index in right]):
        if row.old is not None and row.new is not None:
            pairs[left[row.old]] = right[row.new]
    in_order = [pairs[index] for index in sorted(pairs)]
    merged = tuple(
        index
        for index in sorted(pairs)
        if index - 1 in pairs
        and new[pairs[index]].line == new[pairs[index - 1]].line
        and old[index].line != old[index - 1].line
    )
    return Matched(
        tuple(sorted(pairs.items())),
        tuple(index for index in range(len(old)) if index not in pairs),
        tuple(sorted(set(range(len(new))) - set(pairs.values()))),
        in_order != sorted(in_order),
        merged,
    )


def _anchors(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, int]:
    """The paragraphs that nobody touched: equal, in order, and long or with the same bookmark."""
    return {
        row.old: row.new
        for row in align([piece.text for piece in old], [piece.text for piece in new])
        if row.old is not None
        and row.new is not None
        and not row.changed
        and (len(old[row.old].text) >= _LONG or old[row.old].key == new[row.new].key)
    }


def _marked(old: Sequence[Piece], new: Sequence[Piece], anchors: Mapping[int, int]) -> dict[int, int]:
    """The others that carry the same bookmark.

    Not where the anchors round them carry each other's: such bookmarks are those of another state of the record.
    """
    by_key = {piece.key: index for index, piece in reversed(list(enumerate(new))) if piece.key}
    taken = set(anchors.values())
    found = {}
    for index, piece in enumerate(old):
        other = by_key.get(piece.key)
        if other is None or index in anchors or other in taken:
            continue
        before = max((one for one in anchors if one < index), default=None)
        after = min((one for one in anchors if one > index), default=None)
        near = [one for one in (before, after) if one is not None]
        straight = all(new[anchors[one]].key in ("", old[one].key) for one in near)
        in_order = all((anchors[one] < other) == (one < index) for one in near)
        if straight and (in_order or piece.text == new[other].text):
            found[index] = other
    return found


# — origin —
# Which characters of a paper were typed where: the way back from a paragraph to the lines of the record.


@dataclass(frozen=True, slots=True)
class Stretch:
    """Characters of one origin. ``typed`` is true where they stand in the record, at ``span``, just as they are."""

    text: str
    span: Span
    typed: bool

    @property
    def first(self) -> int:
        """The index in the line of the record of the first character; meant for typed stretches."""
        return self.span.column - 1

    @property
    def last(self) -> int:
        """The index behind the last character."""
        return self.first + len(self.text)


def stretches(document: Document, file: str, lines: Sequence[str]) -> Mapping[str, tuple[Stretch, ...]]:
    """Key of a bookmark → the stretches of its paragraph or cell, *lines* being those of the record *file*."""
    return {key: tuple(_joined(_cut(leaves, file, lines))) for key, leaves in _leaves(document)}


def _leaves(document: Document) -> Iterator[tuple[str, tuple[Text, ...]]]:
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            yield f"{index:04}", tuple(texts(block.inlines))
        elif isinstance(block, Table):
            for number, cells in enumerate(table_cells(block)[1]):
                column = 0
                for inlines, taken in cells:
                    yield f"{index:04}_{number}_{column}", tuple(texts(inlines))
                    column += taken


def _cut(leaves: Sequence[Text], file: str, lines: Sequence[str]) -> Iterator[Stretch]:
    for leaf in leaves:
        span = leaf.span
        typed = ""
        if span.file == file and not span.via and span.line <= len(lines):
            here = lines[span.line - 1][span.column - 1 :]
            pairs = zip(leaf.text, here, strict=False)
            typed = leaf.text[: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))]
        if typed:
            yield Stretch(typed, span, typed=True)
        if rest := leaf.text[len(typed) :]:
            # What follows a typed value without standing in the record was added: a separator, 督促.
            yield Stretch(rest, span, typed=False)


def _joined(found: Iterator[Stretch]) -> Iterator[Stretch]:
    """*found*, typed stretches that run on in the record put together."""
    last: Stretch | None = None
    for one in found:
        if last is not None and last.typed and one.typed and _runs_on(last, one):
            last = replace(last, text=last.text + one.text)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _runs_on(one: Stretch, other: Stretch) -> bool:
    return one.span.line == other.span.line and one.last == other.first
