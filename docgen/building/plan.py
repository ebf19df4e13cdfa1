"""The plan of a run: tasks in a fixed order, and the workspaces that they are carried out in."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from docgen.building.kit import materials
from docgen.building.request import Request, Wanted
from docgen.building.worker import Spaces, Task
from docgen.core.errors import Problem
from docgen.core.files import read_regular
from docgen.papers import make
from docgen.papers.make import Slot, Terms, Workspace
from docgen.records.conference import Conference
from docgen.records.loader import glance, load


class Tasks(Collection[Task]):
    """The tasks of a run in order, as often as they are asked for. Of a record that is no kit only its path is kept."""

    def __init__(self, spaces: Spaces, request: Request) -> None:
        self.terms = request.terms()
        self.records = 0
        """How many records, a conference counted once, the tasks are for."""
        self._spaces = spaces
        self._request = request
        self._paths: list[str] = []
        self._kits: dict[int, Task] = {}
        self._wanted: dict[str, Wanted] = {}

    def add(self, record: str) -> None:
        """A record that gives all its papers. Raises ConfigError or TemplateError as ``planned`` does."""
        self._wanted_of(record)
        self._paths.append(record)
        self.records += 1

    def add_kit(self, tasks: Iterable[Task]) -> None:
        """The tasks of one conference, numbered on from those that are there."""
        for task in tasks:
            self._kits[task.number] = task
            self._paths.append(task.record)
        self.records += 1

    def __len__(self) -> int:
        return len(self._paths)

    def __iter__(self) -> Iterator[Task]:
        for number, record in enumerate(self._paths):
            yield self._kits.get(number) or Task(number, record, self._wanted_of(record), self.terms)

    def __contains__(self, task: object) -> bool:
        return any(task == one for one in self)

    def kinds(self) -> set[str]:
        """The kinds of all tasks."""
        wanted = [*self._wanted.values(), *(task.wanted for task in self._kits.values())]
        return {kind for one in wanted for kind, _ in one}

    def _wanted_of(self, record: str) -> Wanted:
        folder = os.path.split(record)[0]
        if folder not in self._wanted:
            self._wanted[folder] = self._request.wanted_in(self._spaces.of(record))
        return self._wanted[folder]


@dataclass(frozen=True, slots=True)
class Plan:
    """The tasks of a run, in order, with what is wrong with the 材料 of conferences and what these have nothing for."""

    tasks: Tasks
    problems: tuple[Problem, ...] = ()
    passed: tuple[str, ...] = ()


def planned(request: Request, spaces: Spaces) -> Plan:
    """One task for each record of *request*, each record once, in the order given; of a conference one for each material.

    Raises ConfigError or TemplateError for a kind, a format or settings that cannot be.
    """
    make.check_formats(request.formats)
    tasks = Tasks(spaces, request)
    problems: list[Problem] = []
    passed: list[str] = []
    for path in request.each():
        space = spaces.of(str(path))
        conference = None if request.kinds else _conference(path, space)
        if conference is None:
            tasks.add(str(path))
            continue
        listed, faults, without = materials.of(conference, path, space)
        problems += faults
        if without:
            passed.append(f"{path}：记录里没有这些材料要用的内容，跳过：{'、'.join(without)}")
        tasks.add_kit(_kit(path, listed, len(tasks), space, request, tasks.terms))
    return Plan(tasks, tuple(problems), tuple(passed))


def _conference(path: Path, space: Workspace) -> Conference | None:
    """The conference at *path*; ``None`` for another record, and for one that is faulty: its own task will tell."""
    if not _may_be_conference(_bytes(path)) or glance(path)[0] != "conference":
        return None
    record = load(path, space.project).record
    return record if isinstance(record, Conference) else None


def _may_be_conference(data: bytes) -> bool:
    """``False`` where *data* has not what stands in every conference: a folder of many cases is not read twice."""
    return any(mark in data for mark in _marks())


@cache
def _marks() -> list[bytes]:
    encodings = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
    return [word.encode(encoding) for word in ("案例集名称", "title") for encoding in encodings]


def _bytes(path: Path) -> bytes:
    try:
        return read_regular(path)
    except OSError:
        return b""


def _kit(
    path: Path, listed: Sequence[materials.Material], start: int, space: Workspace, request: Request, terms: Terms
) -> Iterator[Task]:
    formats = request.formats_in(space)
    for number, one in enumerate(listed, start):
        wanted = (one.kind, materials.FORMATS.get(one.kind) or one.formats or formats)
        # 新闻通稿 and the like are drafted for a kit: it was asked for by name, as with --as.
        own = replace(terms, slot=one.slot, drafts=True)
        yield Task(number, str(one.record), (wanted,), own, str(path))


def comparing(kit_tasks: Sequence[Task], number: int) -> Task:
    """The task of the 数字对照表 that compares what *kit_tasks*, documents of one kit, have made."""
    first = kit_tasks[0]
    assert first.terms.slot is not None
    sources = materials.compared(
        materials.Material(Path(task.record), kind, task.terms.slot, formats if formats == ("wechat",) else ())
        for task in kit_tasks
        for kind, formats in task.wanted
        if task.terms.slot
    )
    slot = Slot(first.terms.slot.folder, 0, materials.NAMES[materials.TABLES])
    wanted = ((materials.TABLES, materials.FORMATS[materials.TABLES]),)
    return Task(number, first.kit, wanted, replace(first.terms, slot=slot), first.kit, sources=sources)
