"""What a run is asked for, and what it answers."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

from docgen.core.errors import Problem
from docgen.core.source import shown
from docgen.papers import make
from docgen.papers.finish import Options
from docgen.papers.make import Terms, Workspace
from docgen.papers.templates.catalog import Kind
from docgen.records.models import STAGES

TIME_LIMIT = 60.0
"""Seconds that one kind of document of one record may take."""

Into = Literal["folder", "file", "memory", "check", "plan"]
Wanted: TypeAlias = tuple[tuple[str, tuple[str, ...]], ...]
"""(kind, formats) in the order in which the documents are to come."""
State = Literal["written", "same", "unchanged", "removed", "moved", "missing", "other", "extra", "planned"]


@dataclass(frozen=True, slots=True)
class Request:
    """What to make. ``formats`` empty means the project's own, ``out`` ``None`` the project's output folder.

    ``kinds`` empty means every kind that a record has data for, in the order of the case's
    stages. ``into`` decides what happens to finished bytes: ``folder`` (the two folders of
    the faces below ``out``), ``file`` (exactly one output, at ``out``), ``memory`` (nothing
    is written), ``check`` (compared with the files on disk), ``plan`` (nothing is made, only
    told). With ``again`` a document is made though nothing that it depends on has changed.
    ``jobs`` is the number of worker processes, 0 for no worker at all, ``None`` for as many
    as the machine has processors where there are enough records; ``scheduler`` the address of
    a Dask cluster; ``limit`` the seconds that one kind of one record may take.
    ``allow`` names findings of the gate (手机号码@案件.yaml:46) that a person has looked at.
    ``pdf_variant`` is one of ``formats.PDF_VARIANTS``, ``""`` for the usual one. ``draft`` asks
    for drafts of papers that were final: without it these stay final.
    """

    records: Collection[Path]
    kinds: tuple[str, ...]
    formats: tuple[str, ...] = ()
    out: Path | None = None
    into: Into = "folder"
    options: Options = Options()
    force: bool = False
    again: bool = True
    fail_fast: bool = False
    jobs: int | None = 0
    scheduler: str = ""
    limit: float = TIME_LIMIT
    allow: frozenset[str] = frozenset()
    pdf_variant: str = ""
    draft: bool = False

    def terms(self) -> Terms:
        """On what terms every document of the run is made."""
        name = self.out.name if self.into == "file" and self.out is not None else ""
        return Terms(self.options, bool(self.kinds), tuple(sorted(self.allow)), name, self.pdf_variant)

    def each(self) -> Iterator[Path]:
        """Each record once, as it was typed first and as messages show it."""
        folders: dict[Path, str] = {}
        seen: set[str] = set()
        for path in self.records:
            folder = path.parent
            if folder not in folders:
                folders[folder] = os.path.realpath(folder)
            odd = path.is_symlink() or path.name == ".."
            real = os.path.realpath(path) if odd else f"{folders[folder]}/{path.name}"
            if real not in seen:
                seen.add(real)
                yield shown(path)

    def folder_of(self, space: Workspace) -> Path:
        """The output folder for the papers of *space*."""
        return self.out if self.out is not None else space.project.root / "output"

    def formats_in(self, space: Workspace) -> tuple[str, ...]:
        """The formats asked for, else those of the project of *space*. Raises ConfigError for an unknown one there."""
        return tuple(dict.fromkeys(self.formats or make.default_formats(space.project)))

    def wanted_in(self, space: Workspace) -> Wanted:
        """What each record of *space* is to give. Raises ConfigError or TemplateError for a kind that cannot be."""
        formats = self.formats_in(space)
        kinds = [space.catalog.kind(name) for name in self.kinds] or in_stage_order(space)
        return tuple((name, formats) for name in dict.fromkeys(kind.id for kind in kinds))


def in_stage_order(space: Workspace) -> list[Kind]:
    """Every kind of the project in the order of the case's life, by name within a stage."""
    return sorted(space.catalog.kinds.values(), key=lambda kind: (STAGES.index(kind.stage), kind.id))


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file. ``path`` is ``None`` where the bytes were asked for, not a file.

    ``state`` says what became of it: ``written``, ``same`` (made, and the file on disk had
    these very bytes), ``unchanged`` (not made: nothing that it depends on has changed),
    ``removed`` (it has another name now), ``moved`` (no longer made from its record; ``of`` is where it lies), and what a check finds: ``missing``, ``other`` (not
    what the sources make) and ``extra``; ``planned`` is what a plan would make. ``why`` tells
    people the reason, ``of`` what a planned output without a name yet is made of;
    ``allowed`` are the findings of the gate that the request let through;
    ``characters`` is the length of the document, blanks left out.
    """

    path: Path | None
    kind: str
    format: str
    sha256: str
    data: bytes = field(repr=False)
    state: State = "written"
    why: tuple[str, ...] = ()
    of: str = ""
    allowed: tuple[str, ...] = ()
    characters: int = 0


class Listener(Protocol):
    """Who is told of a run while it goes on, in the order of the plan."""

    def begin(self, total: int) -> None:
        """*total* records are to be done."""

    def output(self, output: Output) -> None:
        """A document is finished."""

    def found(self, problems: Sequence[Problem]) -> None:
        """Problems of one record, sorted, each once."""

    def passed(self, line: str) -> None:
        """What was passed over, in words."""

    def done(self, count: int) -> None:
        """*count* records are finished so far."""


@dataclass(slots=True)
class Report:
    """A listener that keeps everything: what a run made, what it found, and a sentence for what it passed over."""

    outputs: list[Output] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def begin(self, total: int) -> None:
        """Nothing to keep."""

    def output(self, output: Output) -> None:
        self.outputs.append(output)

    def found(self, problems: Sequence[Problem]) -> None:
        self.problems += problems

    def passed(self, line: str) -> None:
        self.skipped.append(line)

    def done(self, count: int) -> None:
        """Nothing to keep."""
