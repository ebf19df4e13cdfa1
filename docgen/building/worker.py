"""What a process does with tasks: load, render, give bytes and Problems back. It writes nothing.

Workspaces are made once for each process and kept for all tasks of a run.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.building.limits import TooLong, time_limit
from docgen.building.request import Wanted
from docgen.core.errors import DocgenError, Problem, problem
from docgen.core.files import refused
from docgen.core.source import Span
from docgen.papers import make
from docgen.papers.make import Given, Terms, Trees, Workspace
from docgen.records import project
from docgen.records.kinds import Record

if TYPE_CHECKING:
    from docgen.building.kit.materials import Source


@dataclass(frozen=True, slots=True)
class Task:
    """What one record is to give; of a kit one task for each material. Small, frozen and picklable: any process that sees the same files can do it."""

    number: int
    record: str
    wanted: Wanted
    terms: Terms = Terms()
    kit: str = ""
    """The record of the conference to whose kit the documents belong, ``""`` for none."""
    final: tuple[str, ...] = ()
    """Kinds that are to be final whatever ``terms`` say: they were before."""
    sources: tuple[Source, ...] = ()
    """Of the 数字对照表: the documents that it compares."""

    def is_final(self, kind: str) -> bool:
        return self.terms.options.final or kind in self.final

    def terms_of(self, kind: str) -> Terms:
        """The terms on which *kind* is made."""
        if kind not in self.final or self.terms.options.final:
            return self.terms
        return replace(self.terms, options=replace(self.terms.options, final=True))


@dataclass(slots=True)
class Spaces:
    """The workspaces of a run, one for each project, and which is that of each folder: found once."""

    _spaces: dict[Path, Workspace] = field(default_factory=dict)
    _of: dict[str, Workspace] = field(default_factory=dict)

    def of(self, record: str) -> Workspace:
        """The workspace of the project of *record*. Raises ConfigError for a faulty docgen.yaml."""
        folder = os.path.split(record)[0]
        if folder not in self._of:
            found = project.find(Path(record))
            if found.root not in self._spaces:
                self._spaces[found.root] = make.workspace_of(found)
            self._of[folder] = self._spaces[found.root]
        return self._of[folder]

    def all(self) -> list[Workspace]:
        return list(self._spaces.values())

    def kind_name(self, kind: str) -> str:
        """The Chinese name of *kind*, as the first project that has it calls it."""
        found = (space.catalog.kinds[kind].name for space in self.all() if kind in space.catalog.kinds)
        return next(found, "") or _title(kind)

    def problems(self) -> list[Problem]:
        """What is wrong with the templates and settings of all projects so far, whatever the records."""
        return [
            item
            for space in self._spaces.values()
            for item in (*space.catalog.problems, *make.settings_problems(space))
        ]


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a task: for each kind what the record gives, in the order of the task.

    ``problems`` are those of the record itself. A kind that is not in ``given`` could not
    be tried, because the record cannot be used.
    """

    given: tuple[tuple[str, Given], ...] = ()
    problems: tuple[Problem, ...] = ()


class Worker:
    """Carries out tasks; keeps the workspaces that it has made. ``limit`` is in seconds for each kind of a record.

    With *keeping* also the records and trees of the kit that it works on, for the other materials
    and the comparison: where the worker ends with its run.
    """

    def __init__(self, limit: float = 0, spaces: Spaces | None = None, *, keeping: bool = True) -> None:
        self.limit = limit
        self.spaces = spaces or Spaces()
        self.keeping = keeping
        self._kept: tuple[str, Trees] = ("", Trees())

    def work(self, task: Task) -> Result:
        """Carry out *task*. Raises nothing but what ends the whole process: every fault is a Problem."""
        path = Path(task.record)
        try:
            space = self.spaces.of(task.record)
            with time_limit(self.limit):
                trees = self._trees(task)
                loaded = trees.loaded(task.record, space)
        except DocgenError as fault:
            return Result((), fault.problems)
        except (Exception, TooLong) as fault:
            return Result((), (self._unexpected(fault, task.record, "这份记录"),))
        if loaded.record is None:
            return Result((), loaded.problems)
        problems = loaded.problems
        refused = [name for name, formats in task.wanted if formats and task.is_final(name)]
        if refused:
            from docgen.checks import agreement, refusals

            found = refusals(loaded.record, space.project, path)
            problems = (*problems, *found)
            if not found:
                # Who signs is told where a number was typed by hand that is not the registered one.
                refused = []
                problems = (*problems, *agreement(loaded.record))
        given = tuple(
            (name, self._make(name, formats, loaded.record, space, task, trees))
            for name, formats in task.wanted
            if formats and name not in refused
        )
        return Result(given, problems)

    def _trees(self, task: Task) -> Trees:
        """The trees of the kit of *task*; new ones for a task of no kit, or of another one than the last."""
        if not self.keeping or not task.kit:
            return Trees()
        if self._kept[0] != task.kit:
            self._kept = (task.kit, Trees())
        return self._kept[1]

    def _make(
        self, name: str, formats: Sequence[str], record: Record, space: Workspace, task: Task, trees: Trees
    ) -> Given:
        kind = space.catalog.kinds.get(name)
        title = kind.name if kind else _title(name)
        try:
            with time_limit(self.limit):
                if kind is None:
                    from docgen.building.kit import extras

                    return extras.make(name, record, space, formats, task.terms_of(name), trees, task.sources)
                return make.make(kind, record, space, formats, task.terms_of(name), trees)
        except DocgenError as fault:
            return Given(problems=fault.problems, whole=False)
        except (Exception, TooLong) as fault:
            return Given(problems=(self._unexpected(fault, task.record, title),), whole=False)

    def _unexpected(self, fault: BaseException, record: str, what: str) -> Problem:
        """Why *what* could not be made, without the message of *fault*: it may hold a value of the record."""
        place = Span(record)
        if isinstance(fault, TooLong):
            return too_long(record, what, self.limit)
        if isinstance(fault, MemoryError):
            return problem(place, "B003", f"{what}太大，内存不够", "看看记录或者模板里是不是有特别长的内容")
        if isinstance(fault, OSError):
            # The only files that are written here are temporary ones of the library for Excel.
            told = refused(Path(record), fault)
            return replace(told, span=place, message=f"做{what}时{told.message}")
        from docgen.core.libraries import lacking

        if missing := lacking(fault, place):
            return missing
        import traceback

        last = traceback.extract_tb(fault.__traceback__)[-1:]
        where = "".join(f"，{Path(one.filename).name}:{one.lineno}" for one in last)
        message = f"做{what}时 docgen 内部出错（{type(fault).__name__}{where}）"
        return problem(place, "E003", message, "请把这一行告诉维护人员；其他文书不受影响")


def _title(kind: str) -> str:
    """The Chinese name of a kind of a kit that no template makes; *kind* itself where there is none of that name."""
    from docgen.building.kit import materials

    return materials.NAMES.get(kind, kind)


def too_long(record: str, what: str, limit: float) -> Problem:
    hint = "看看模板里的循环；确实要这么久的，用 --time-limit 放宽"
    return problem(Span(record), "B001", f"做{what}用了 {limit:g} 秒还没有做完，已停止", hint)


_WORKERS: dict[tuple[float, str], Worker] = {}
"""The worker of this process, once it has one."""


def work_all(tasks: Sequence[Task], limit: float, version: str, folder: str) -> list[Result]:
    """Carry out *tasks* in this process, one after another; what a pool or a cluster is given to run.

    *version* stands for the templates and settings of the run: a process that lives longer
    than a run (on a cluster) does not go on with those of the last one. *folder* is the
    working directory of the caller, to which the paths of the tasks are relative.
    """
    if folder != str(Path.cwd()):
        os.chdir(folder)
    worker = _WORKERS.get((limit, version))
    if worker is None:
        _WORKERS.clear()
        worker = _WORKERS[limit, version] = Worker(limit, keeping=not version)
    return [worker.work(task) for task in tasks]
