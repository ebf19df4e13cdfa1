"""Records → everything that can be said about them: reading, cross-field checks, rules.

Many records share the work of finding the project, its templates and its table of rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen import checks
from docgen.checks import Choice, figures, fixing, persons, silence
from docgen.checks.finding import Edit, Found
from docgen.checks.subject import Subject
from docgen.core.errors import DocgenError, Problem, has_errors, sort_problems
from docgen.core.source import shown
from docgen.papers import entries, make
from docgen.papers.make import Workspace
from docgen.privacy import masks
from docgen.records import project
from docgen.records.kinds import Record, cases_of
from docgen.records.loader import load
from docgen.records.models import Case
from docgen.records.project import Project


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in one record. ``silenced`` counts what its author, or the office, had closed."""

    path: Path
    problems: tuple[Problem, ...]
    edits: tuple[Edit, ...] = ()
    silenced: int = 0


@dataclass(slots=True)
class Checker:
    """Checks many records. ``choice`` says which rules speak; it leaves faults of reading alone unless it selects."""

    choice: Choice = Choice()
    _spaces: dict[Path, make.Workspace] = field(default_factory=dict)
    _projects: dict[Path, Project] = field(default_factory=dict)

    def check(self, path: Path) -> Checked:
        """Everything that is wrong with the record at *path*: an unreadable file is a finding too."""
        try:
            found = self._project(path)
            loaded = load(shown(path), found)
        except DocgenError as fault:
            return Checked(path, fault.problems)
        problems = [*loaded.problems, *found.problems]
        items: list[Found] = []
        closed = silence.Silence()
        if loaded.record is not None:
            space = self._space(found)
            problems += [*figures.check(loaded.record), *persons.check(loaded.record)]
            problems += entries.check_other(loaded.record, space.catalog.kinds.values())
            problems += make.settings_problems(space)
            problems += [] if has_errors(problems) else _gaps(loaded.record, space)
            try:
                closed, said = silence.of_file(path, str(shown(path)), checks.known())
                problems += [*said, *masks.faults(cases_of(loaded.record))]
                items = checks.run(Subject(loaded.record, found), self.choice, closed)
            except DocgenError as fault:
                problems += fault.problems
        kept = [item for item in problems if self.choice.takes(item.code)]
        edits = tuple(item.edit for item in items if item.edit is not None)
        return Checked(path, tuple(sort_problems([*kept, *checks.problems(items)])), edits, closed.used)

    def check_all(self, paths: Iterable[Path]) -> Iterator[Checked]:
        return (self.check(path) for path in paths)

    def _project(self, path: Path) -> Project:
        folder = path.parent
        if folder not in self._projects:
            self._projects[folder] = project.find(path)
        return self._projects[folder]

    def _space(self, found: Project) -> make.Workspace:
        if found.root not in self._spaces:
            self._spaces[found.root] = make.workspace_of(found)
        return self._spaces[found.root]


def _gaps(record: Record, space: Workspace) -> Iterator[Problem]:
    """G001 for what the letters lack that the case *record* has entries for: which letter, and where to write it.

    A published case is written step by step: what it lacks its own draft tells.
    """
    if not isinstance(record, Case):
        return
    for kind in space.catalog.kinds.values():
        if kind.face == "instrument" and (kind.each or kind.own) and entries.has_data(kind, record):
            from docgen.papers.finish import Options, finish  # a record without letters needs no engine

            made = finish(kind, record, space.project, space.engine, Options())
            yield from (item for one in made for item in one.problems if item.code == "G001")


def mend(checker: Checker, paths: Iterable[Path]) -> dict[Path, int]:
    """Make the safe edits in the records at *paths*, each file whole or not at all; path → number of edits.

    Mending may bring other things to light (a mark that now stands beside another), so a file is
    checked again until nothing is left to mend.
    """
    return {path: count for path in paths if (count := fixing.mend(path, checker.check))}
