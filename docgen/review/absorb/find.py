"""Which record and which kind an edited file came from, and the paper as it would be made now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.core.errors import DocgenError, RecordError, WriteError, problem
from docgen.core.source import Span, shown
from docgen.core.tree import Document, Paragraph, Table, plain_text
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.papers.make import Workspace
from docgen.papers.templates.header import Kind
from docgen.records import project
from docgen.records.kinds import records_in
from docgen.records.loader import load
from docgen.review.absorb.edited import Piece

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
