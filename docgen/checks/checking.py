"""Records → everything that can be said about them: reading, cross-field checks, rules.

Many records share the work of finding the project, its templates and its table of rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
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
from docgen.records import project, withdrawal
from docgen.records.conference import Conference
from docgen.records.kinds import Record, cases_of
from docgen.records.loader import follows, load
from docgen.records.models import Case
from docgen.records.project import Project
from docgen.records.release import Release


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
    _records: dict[Path, Record] = field(default_factory=dict)
    """Conferences and releases that were checked, until they have been looked at beside the others."""

    def check(self, path: Path) -> Checked:
        """Everything that is wrong with the record at *path*: an unreadable file is a finding too."""
        try:
            found = self._project(path)
            loaded = load(shown(path), found)
        except DocgenError as fault:
            return Checked(path, fault.problems)
        problems = [*loaded.problems, *found.problems]
        if loaded.record is not None and not isinstance(loaded.record, Case):
            self._records[path] = loaded.record
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
        """Every record of *paths* by itself and beside the others, each fault told once.

        What is wrong with a record that others name is told with the record, where it is one of *paths*,
        else with the first that names it. Papers that belong to no conference are searched for the cases that
        one of *paths* has withdrawn.
        """
        every = [(path, self.check(path)) for path in paths]
        own = {str(shown(path)) for path, _ in every}
        first = {item for path, found in every for item in found.problems if _file(item) == str(shown(path))}
        told: set[Problem] = set()
        for path, found in every:
            kept = [item for item in found.problems if not _elsewhere(item, path, own, first, told)]
            told.update(item for item in kept if _file(item) != str(shown(path)))
            yield replace(found, problems=tuple(kept))
        yield from self._beside([path for path, _ in every])

    def _beside(self, paths: Iterable[Path]) -> Iterator[Checked]:
        """What releases of no conference among *paths* still say of cases that a conference among them has withdrawn."""
        records = [(path, self._records.pop(path)) for path in paths if path in self._records]
        events = [record for _, record in records if isinstance(record, Conference) and record.withdrawn]
        for path, record in records if events else ():
            if isinstance(record, Release) and record.event is None:
                said = dict.fromkeys(item for event in events for item in withdrawal.mentions(record, event))
                yield Checked(path, tuple(item for item in said if self.choice.takes(item.code)))

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


def _file(item: Problem) -> str:
    return item.span.file if item.span is not None else ""


def _elsewhere(item: Problem, path: Path, own: set[str], first: set[Problem], told: set[Problem]) -> bool:
    """True where *item*, found while *path* was checked, is told *first* elsewhere or *told* already, or only says that another record of *own* is faulty."""
    if follows(item):
        return any(f"“{name}”" in item.message for name in own)
    return _file(item) != str(shown(path)) and (item in first or item in told)


def mend(checker: Checker, paths: Iterable[Path]) -> dict[Path, int]:
    """Make the safe edits in the records at *paths*, each file whole or not at all; path → number of edits.

    Mending may bring other things to light (a mark that now stands beside another), so a file is
    checked again until nothing is left to mend.
    """
    return {path: count for path in paths if (count := fixing.mend(path, checker.check))}
