"""A run: plan → results → files, everything told to a listener in the order of the plan."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.building.fresh import Freshness, Group, narrowed
from docgen.building.ledger import Ledger, Written
from docgen.building.plan import Tasks, comparing, planned
from docgen.building.pool import Conductor, Engine, Here, local, processors
from docgen.building.request import Listener, Output, Report, Request
from docgen.building.straight import Telling, alone, nothing, stale
from docgen.building.worker import Result, Spaces, Task, Worker
from docgen.core.errors import DocgenError, Problem, has_errors, problem, sort_problems
from docgen.core.source import Span
from docgen.papers.make import Given, Made

if TYPE_CHECKING:
    from docgen.building.kit.folder import Kit
    from docgen.building.place import Placer, Told


_MANY = 8
"""Records (not materials of a kit) from which on worker processes are worth their start."""


def report(request: Request) -> Report:
    """Make everything that *request* asks for; the answer holds everything, its problems sorted."""
    kept = Report()
    build(request, kept)
    kept.problems = sort_problems(kept.problems)
    return kept


def build(request: Request, listener: Listener) -> None:
    """Make everything that *request* asks for and tell *listener*; one bad record or document never stops the others.

    Raises ConfigError or TemplateError where the request itself cannot be.
    """
    spaces = Spaces()
    plan = planned(request, spaces)
    telling = Telling(listener, spaces)
    run = _Run(request, telling, spaces)
    telling.found(sort_problems([*spaces.problems(), *plan.problems]))
    for line in plan.passed:
        listener.passed(line)
    listener.begin(len(plan.tasks))
    match request.into:
        case "file" | "memory":
            run.alone(plan.tasks)
        case _:
            run.all(plan.tasks)
            run.telling.tell_unfit()


@dataclass(slots=True)
class _Run:
    """One run: what is asked for, whom to tell, and what is under way (groups by the number of their task).

    ``kits`` are the kits of conferences by record, ``said`` what has been found in each: the
    conference is read for every material, its faults are told once.
    """

    request: Request
    telling: Telling
    spaces: Spaces
    fresh: Freshness = field(init=False)
    groups: dict[int, list[Group]] = field(default_factory=dict)
    kits: dict[str, Kit] = field(default_factory=dict)
    said: dict[str, set[Problem]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.fresh = Freshness(self.spaces, self.request)

    # — all documents, to a folder or compared with it —

    def all(self, planned: Tasks) -> None:
        """Make what has changed and place it; what is finished stays whatever happens."""
        from docgen.building.place import Placer

        into = self.request.into
        placer = Placer(self.request.force, into in ("check", "plan"), [*self.request.each()], into == "plan")
        try:
            with self._conductor(planned) as conductor:
                for told, (task, result) in enumerate(conductor.results(self._narrowed(planned)), 1):
                    failed = self._place(task, result, placer, conductor)
                    self.telling.listener.done(told)
                    if failed and self.request.fail_fast:
                        self.telling.listener.passed(
                            f"遇到错误就停（--fail-fast），还有 {len(planned) - told} 份记录没有做"
                        )
                        return
                for kit in self.kits.values():
                    self._finish(kit, planned, placer, conductor)
            self.telling.found(sort_problems(self._tell(self._unreadable_kits(placer))))
            for ledger in self.fresh.ledgers():
                _drop_orphans(ledger, placer)
            self.telling.found(sort_problems(self._tell(placer.rest())))
        finally:
            if self.request.into == "folder":
                self._save()

    def _narrowed(self, planned: Iterable[Task]) -> Iterator[Task]:
        """The tasks with what is to be made; a task is looked at when its turn comes."""
        for one in planned:
            task = one if self.request.again else self.fresh.widened(one)
            groups = self.fresh.groups(task, blindly=self.request.again)
            # What a plan tells of a kit is known only when all of it is made: its ZIP and its comparison hold every paper.
            if self.request.force or self.request.into == "check" or (self.request.into == "plan" and task.kit):
                groups = [replace(group, why=group.why or ("要求重新生成",)) for group in groups]
            self.groups[task.number] = groups
            yield narrowed(task, groups)

    def _place(self, task: Task, result: Result, placer: Placer, conductor: Conductor) -> bool:
        """Place everything of *task* and tell it; true where there was an error. What belongs to a kit waits for the whole."""
        groups = self.groups.pop(task.number)
        kit = self._kit(task)
        self.telling.gather(result)
        given = dict(result.given)
        without = [
            group.kind
            for group in groups
            if (nothing(given.get(group.kind)) if group.why else not (group.known and group.known.files))
        ]
        if kit is not None:
            problems = [item for item in _found(result) if item not in self.said[task.kit]]
            self.said[task.kit] |= set(problems)
            kit.wait(task, result, groups, _lost_of(result, groups), failed=_stops_kit(result))
        else:
            problems = [*_found(result), *self._put(task, result, groups, placer, conductor)]
            if not self.request.kinds:
                self._drop_kinds(task, groups, placer)
        self.telling.found(sort_problems(problems))
        self.telling.without(task.record, without)
        if any(group.why for group in groups):
            self.telling.kept_final(task)
        if kit is None and self.request.kinds and self.request.into == "folder":
            self.telling.stale(task.record, stale(self.fresh.ledger(self.spaces.of(task.record)), task.record))
        return has_errors(problems)

    def _put(
        self, task: Task, result: Result, groups: Sequence[Group], placer: Placer, conductor: Conductor
    ) -> list[Problem]:
        """The documents of *task* in their files; gives what went wrong with these."""
        given = dict(result.given)
        kit = self._kit(task)
        placed: list[tuple[Group, Iterator[Told]]] = []
        for group in groups:
            one = given.get(group.kind)
            if kit is not None:
                kit.used.add(group.key)
            if group.why and one is not None:
                made = [item for item in one.made if item.format == group.format]
                placed.append((group, placer.place(group, made, whole=one.whole, read=one.read)))
            elif not group.why:
                placed.append((group, placer.keep(group, partial(_again, task, group, conductor))))
        problems: list[Problem] = []
        lost = _lost_of(result, groups)
        for group, told in placed:
            problems.extend(found := self._tell(told, kit))
            if has_errors(found) and group.format not in lost:
                lost.append(group.format)
        if kit is not None:
            kit.settle(task, [group.format for group in groups], lost)
        return problems

    def _unreadable_kits(self, placer: Placer) -> Iterator[Told]:
        """Of a conference that cannot be read nothing new is made: what may not stay outside goes all the same."""
        read = {str(Path(kit).absolute()) for kit in self.kits}
        for path in () if placer.comparing else placer.records:
            space = self.spaces.of(str(path))
            ledger = self.fresh.ledger(space)
            known = ledger.entry(f"{ledger.path_of(str(path))}#|manifest|json")
            if known is not None and str(path.absolute()) not in read:
                from docgen.building.kit.withdrawal import withdrawn

                yield from withdrawn(str(path), ledger, space)
                if any((ledger.root / name).exists() for name, _, _ in known.files):
                    message = "上面有错误，对外的一套没有换，还是上一次的"
                    yield problem(Span(str(path)), "B008", message, "改好上面的错误，再运行一次 docgen build")

    def _drop_kinds(self, task: Task, groups: Sequence[Group], placer: Placer) -> None:
        """Papers of the record of *task* of a kind that there is no longer: nothing will ever make them again."""
        ledger = self.fresh.ledger(self.spaces.of(task.record))
        kinds = {group.kind for group in groups}
        for key in ledger.keys_of(task.record):
            of, kind, form, *kit = key.split("|")
            if not kit and not of.endswith("#") and kind not in kinds:
                placer.drop(Group(kind, form, key, ledger, ledger.entry(key), Written("", ""), ("没有这个文种了",)))

    def _kit(self, task: Task) -> Kit | None:
        """The kit that *task* belongs to, opened with its first task."""
        if not task.kit:
            return None
        if task.kit not in self.kits:
            from docgen.building.kit.folder import Kit

            self.kits[task.kit] = Kit(task, self.fresh.ledger(self.spaces.of(task.kit)))
            self.said[task.kit] = set()
        return self.kits[task.kit]

    def _finish(self, kit: Kit, planned: Tasks, placer: Placer, conductor: Conductor) -> None:
        """The 数字对照表 of *kit*, which looks at its other documents; then all of it goes out, or none."""
        if made := [task for task in planned if task.number in kit.made]:
            for task, result in conductor.results(self._narrowed([comparing(made, len(planned))])):
                self._place(task, result, placer, conductor)
        problems: list[Problem] = []
        if kit.failed and placer.planning:
            self.telling.listener.passed(f"{kit.first.kit}：有错误，对外的一套不会换")
        elif kit.failed and not placer.comparing:
            problems += self._tell(kit.withhold(placer, self.spaces.of(kit.first.kit)))
        else:
            for task, result, groups in kit.waiting:
                problems += self._put(task, result, groups, placer, conductor)
            problems += self._tell(kit.close(placer))
        self.telling.found(sort_problems(problems))

    def _tell(self, told: Iterable[Told], kit: Kit | None = None) -> list[Problem]:
        """Tell the outputs at once; gives the problems, to be told with those of their record."""
        problems: list[Problem] = []
        for one in told:
            if isinstance(one, Output):
                if kit is not None:
                    kit.add(one)
                self.telling.output(one)
            else:
                problems.append(one)
        return problems

    def _save(self) -> None:
        for ledger in self.fresh.ledgers():
            try:
                ledger.save()
            except DocgenError as fault:
                self.telling.listener.found(fault.problems)

    # — exactly one document —

    def alone(self, planned: Tasks) -> None:
        """One output, to a file or kept in memory, made by a worker. Raises ConfigError where there is another number."""
        with self._conductor(planned) as conductor:
            alone(self.request, conductor.results(planned), self.telling)

    # — what they share —

    @contextmanager
    def _conductor(self, planned: Tasks) -> Iterator[Conductor]:
        names = {kind: self.spaces.kind_name(kind) for kind in planned.kinds()}
        with _engine(self.request, planned.records, len(planned), self.spaces) as engine:
            yield Conductor(engine, self.request.limit, self._version(), names)

    def _version(self) -> str:
        """What tells this run from others in a process that outlives it: only those of a cluster do."""
        return self.fresh.version() if self.request.scheduler else ""


@contextmanager
def _engine(request: Request, records: int, count: int, spaces: Spaces) -> Iterator[Engine]:
    """Where the *count* tasks of *request* for so many *records* are done; whatever happens, no process of it is left behind.

    Raises EnvironmentFault where a cluster is asked for that cannot be used.
    """
    if request.scheduler:
        from docgen.building.cluster import cluster

        with cluster(request, count) as engine:
            yield engine
        return
    jobs = request.jobs if request.jobs is not None else processors() if records >= _MANY else 0
    if jobs > 0:
        with local(jobs, request.limit, count) as engine:
            yield engine
    else:
        worker = Worker(request.limit, spaces)
        yield Engine(Here(), chunk=1, ahead=0, call=lambda tasks, *_: [worker.work(task) for task in tasks])


def _found(result: Result) -> list[Problem]:
    return [*result.problems, *(item for _, one in result.given for item in one.problems)]


def _stops_kit(result: Result) -> bool:
    """True where something is wrong with the papers themselves.

    A machine without a part for PDF only lacks that format: a writer tells that without a place. Without any
    other library the papers themselves could not be made.
    """
    return any(item.level == "error" and (item.code != "E001" or item.span) for item in _found(result))


def _lost_of(result: Result, groups: Sequence[Group]) -> list[str]:
    """The formats in which a document of *result* that was to be made is not there."""
    given = dict(result.given)
    asked = [group.format for group in groups if group.why]
    lost = [group.format for group in groups if group.why and _lost(group.format, given.get(group.kind), asked)]
    return list(dict.fromkeys(lost))


def _drop_orphans(ledger: Ledger, placer: Placer) -> None:
    """What was made from a record that is no longer there."""
    for record in ledger.records():
        if not (ledger.root / record).exists():
            for key in ledger.keys_of_path(record):
                kind, form = [*key.split("|")[1:], "", ""][:2]
                why = (f"记录 {record} 不在了",)
                placer.drop(Group(kind, form, key, ledger, ledger.entry(key), Written("", ""), why))


def _lost(form: str, given: Given | None, asked: Sequence[str]) -> bool:
    """True where a document is not there in the format *form*; of several that were *asked* for, one without any is at fault."""
    if given is None or given.whole:
        return given is None
    made = {item.format for item in given.made}
    return form not in made or made.issuperset(asked)


def _again(task: Task, group: Group, conductor: Conductor) -> list[Made]:
    one = replace(task, wanted=((group.kind, (group.format,)),))
    return [item for _, result in conductor.results([one]) for _, given in result.given for item in given.made]
