"""The plan of a run: one task for each record, in a fixed order, and the workspaces that they are carried out in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen import builder, project
from docgen.builder import Terms, Workspace
from docgen.building.request import Request
from docgen.errors import Problem
from docgen.project import Project
from docgen.records.models import STAGES
from docgen.source import shown
from docgen.templating.header import Kind


@dataclass(frozen=True, slots=True)
class Task:
    """What one record is to give. Small, frozen and picklable: any process that sees the same files can do it.

    ``wanted`` holds (kind, formats) in the order in which the documents are to come.
    """

    number: int
    record: str
    wanted: tuple[tuple[str, tuple[str, ...]], ...]
    terms: Terms = Terms()


@dataclass(slots=True)
class Spaces:
    """The workspaces of a run, one for each project, and the project of each folder: found once."""

    _projects: dict[Path, Project] = field(default_factory=dict)
    _spaces: dict[Path, Workspace] = field(default_factory=dict)

    def of(self, record: Path) -> Workspace:
        """The workspace of the project of *record*. Raises ConfigError for a faulty docgen.yaml."""
        folder = record.parent
        if folder not in self._projects:
            self._projects[folder] = project.find(record)
        found = self._projects[folder]
        if found.root not in self._spaces:
            self._spaces[found.root] = builder.workspace_of(found)
        return self._spaces[found.root]

    def all(self) -> list[Workspace]:
        return list(self._spaces.values())

    def kind_name(self, kind: str) -> str:
        """The Chinese name of *kind*, as the first project that has it calls it."""
        return next((space.catalog.kinds[kind].name for space in self.all() if kind in space.catalog.kinds), kind)

    def problems(self) -> list[Problem]:
        """What is wrong with the templates and settings of all projects so far, whatever the records."""
        return [
            item
            for space in self._spaces.values()
            for item in (*space.catalog.problems, *builder.settings_problems(space))
        ]


def tasks(request: Request, spaces: Spaces) -> list[Task]:
    """One task for each record of *request*, each record once, in the order given.

    Raises ConfigError or TemplateError for a kind, a format or settings that cannot be.
    """
    builder.check_formats(request.formats)
    name = request.out.name if request.into == "file" and request.out is not None else ""
    terms = Terms(request.options, bool(request.kinds), tuple(sorted(request.allow)), name, request.pdf_variant)
    first = {path.resolve(): path for path in reversed(request.records)}
    return [
        Task(
            number,
            str(shown(path)),
            tuple(_wanted(spaces.of(path), request)),
            terms,
        )
        for number, path in enumerate(reversed(first.values()))
    ]


def _wanted(space: Workspace, request: Request) -> Iterator[tuple[str, tuple[str, ...]]]:
    formats = tuple(dict.fromkeys(request.formats or builder.default_formats(space.project)))
    kinds = [space.catalog.kind(name) for name in request.kinds] or in_stage_order(space)
    yield from ((name, formats) for name in dict.fromkeys(kind.id for kind in kinds))


def in_stage_order(space: Workspace) -> list[Kind]:
    """Every kind of the project in the order of the case's life, by name within a stage."""
    return sorted(space.catalog.kinds.values(), key=lambda kind: (STAGES.index(kind.stage), kind.id))
