"""Records → everything that can be said about them: reading, cross-field checks, rules.

Many records share the work of finding the project, its templates and its table of rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen import checks
from docgen.checks import Choice, figures, fixing, persons, silence
from docgen.checks.rules.days import borne
from docgen.checks.subject import Edit, Found, Subject
from docgen.core.errors import DocgenError, Problem, has_errors, problem, sort_problems
from docgen.core.source import Located, shown
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
    numbers: tuple[Located, ...] = ()
    """The numbers that the papers of a case bear, to be held against those of the other records."""


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
        numbers = tuple(borne(loaded.record)) if isinstance(loaded.record, Case) else ()
        return Checked(path, tuple(sort_problems([*kept, *checks.problems(items)])), edits, closed.used, numbers)

    def check_all(self, paths: Iterable[Path]) -> Iterator[Checked]:
        """``together`` of the records at *paths*."""
        return together([(self.check(path), self.press(path)) for path in paths], self.choice)

    def press(self, path: Path) -> Record | None:
        """The conference or release at *path*, which was checked; ``None`` for a case."""
        record = self._records.pop(path, None)
        return record if isinstance(record, Conference | Release) else None

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
        if kind.face != "instrument" or not (kind.each or kind.own):
            continue
        if letters := entries.entries(kind, record, blanks=False):
            from docgen.papers.finish import gaps  # a record without letters needs no engine

            yield from gaps(kind, record, letters, space.project, space.engine)


def _file(item: Problem) -> str:
    return item.span.file if item.span is not None else ""


def _elsewhere(item: Problem, path: Path, own: set[str], first: set[Problem], told: set[Problem]) -> bool:
    """True where *item*, found while *path* was checked, is told *first* elsewhere or *told* already, or only says that another record of *own* is faulty."""
    if follows(item):
        return any(f"“{name}”" in item.message for name in own)
    return _file(item) != str(shown(path)) and (item in first or item in told)


def check_some(paths: Iterable[Path], choice: Choice) -> list[tuple[Checked, Record | None]]:
    """The records at *paths* checked, with those of the press: what a process does with its share, for ``together``."""
    checker = Checker(choice)
    return [(checker.check(path), checker.press(path)) for path in paths]


def together(every: Iterable[tuple[Checked, Record | None]], choice: Choice) -> Iterator[Checked]:
    """What was found in each record by itself, and beside the others, each fault told once.

    What is wrong with a record that others name is told with the record, where it is among them,
    else with the first that names it. Papers that belong to no conference are searched for the cases that
    one of them has withdrawn.
    """
    every = list(every)
    own = {str(shown(found.path)) for found, _ in every}
    first = {item for found, _ in every for item in found.problems if _file(item) == str(shown(found.path))}
    told: set[Problem] = set()
    for found, _ in every:
        kept = [item for item in found.problems if not _elsewhere(item, found.path, own, first, told)]
        told.update(item for item in kept if _file(item) != str(shown(found.path)))
        yield replace(found, problems=tuple(kept))
    yield from _borne_twice([found for found, _ in every], choice)
    events = [record for _, record in every if isinstance(record, Conference) and record.withdrawn]
    for found, record in every if events else ():
        if isinstance(record, Release) and record.event is None:
            said = dict.fromkeys(item for event in events for item in withdrawal.mentions(record, event))
            yield Checked(found.path, tuple(item for item in said if choice.takes(item.code)))


def _borne_twice(every: Iterable[Checked], choice: Choice) -> Iterator[Checked]:
    """D013 for a number that papers of two records bear; a reminder, for one record may be a copy of the other."""
    first: dict[str, Located] = {}
    for found in every if choice.takes("D013") else ():
        said = []
        for number in found.numbers:
            other = first.setdefault(str(number), number)
            if other.span.file != number.span.file:
                message = f"文号“{number}”和{other.span.file}第{other.span.line}行的重复"
                said.append(
                    problem(number.span, "D013", message, "核对文号；一份是另一份的副本的，移到别处", level="reminder")
                )
        if said:
            yield Checked(found.path, tuple(said))


def mend(checker: Checker, paths: Iterable[Path], *, imported: bool = True) -> dict[Path, int]:
    """Make the safe edits in the records at *paths*, each file whole or not at all; path → number of edits.

    Mending may bring other things to light (a mark that now stands beside another), so a file is
    checked again until nothing is left to mend. Without *imported* a file that ``docgen import`` wrote is left alone.
    """
    return {
        path: count
        for path in paths
        if (imported or not fixing.is_imported(path)) and (count := fixing.mend(path, checker.check))
    }


def proposal(checker: Checker, path: Path, *, imported: bool = True) -> list[str]:
    """What ``mend`` would begin with in the file at *path*, as lines of a unified diff; empty where there is nothing."""
    import difflib

    if not imported and fixing.is_imported(path):
        return []
    old, new = fixing.proposed(path, checker.check)
    name = shown(path).as_posix()
    return [
        line.rstrip("\n")
        for line in difflib.unified_diff(old.splitlines(), new.splitlines(), f"a/{name}", f"b/{name}", lineterm="")
    ]
