"""Tasks → results in the order of the plan, through any ``concurrent.futures.Executor``.

Tasks go out in chunks and only so many at a time, so that memory does not grow with the
plan. Where a process is lost with a chunk, its tasks are tried again one by one, and a
record kind by kind: only what really kills or hangs is given up.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.building.executors import Done, Engine, stalled
from docgen.building.plan import Task
from docgen.building.worker import Result, too_long
from docgen.errors import Problem, problem
from docgen.source import Span

if TYPE_CHECKING:
    from concurrent.futures import Future

    Job = Future[list[Result]] | Done

_MOST = 64
"""Tasks of one chunk, those for which nothing is to be done included."""


@dataclass(frozen=True, slots=True)
class Conductor:
    """Sends tasks to *engine* and waits for them. ``names`` gives the name of a kind for messages."""

    engine: Engine
    limit: float
    version: str
    names: dict[str, str]

    def results(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Result]]:
        """Each task with its result, in order. A task with nothing wanted has an empty one."""
        waiting: deque[tuple[list[Task], Job | None]] = deque()
        for chunk in _chunks(tasks, self.engine.chunk):
            waiting.append((chunk, self._sent([task for task in chunk if task.wanted])))
            if len(waiting) > self.engine.ahead:
                yield from self._finished(*waiting.popleft())
        while waiting:
            yield from self._finished(*waiting.popleft())

    def _sent(self, tasks: Sequence[Task]) -> Job | None:
        return (
            self.engine.executor.submit(self.engine.call, tuple(tasks), self.limit, self.version, str(Path.cwd()))
            if tasks
            else None
        )

    def _finished(self, chunk: list[Task], future: Job | None) -> Iterator[tuple[Task, Result]]:
        busy = [task for task in chunk if task.wanted]
        done = iter(self._settled(busy, future) if future is not None else [])
        yield from ((task, next(done) if task.wanted else Result()) for task in chunk)

    def _settled(self, tasks: Sequence[Task], future: Job, *, again: bool = True) -> list[Result]:
        try:
            return future.result(self.engine.patience)
        except Exception as fault:
            if stalled(fault) and not future.done():
                self.engine.renew()
            lost = fault
        smaller = _smaller(tasks)
        if smaller:
            sent = [(one, self._sent([one])) for one in smaller]
            found = [(one, result) for one, job in sent if job for result in self._settled([one], job)]
            return [
                _together([result for _, result in group]) for _, group in groupby(found, lambda pair: pair[0].number)
            ]
        if again and not stalled(lost):
            # A machine short of memory takes any worker: what was not at fault succeeds the second time.
            job = self._sent(tasks)
            return self._settled(tasks, job, again=False) if job else []
        return [Result((), (self._lost(tasks[0], lost),))]

    def _lost(self, task: Task, fault: BaseException) -> Problem:
        what = "、".join(self.names.get(kind, kind) for kind, _ in task.wanted)
        if stalled(fault):
            return too_long(task.record, what, self.limit)
        message = f"做{what}的进程中途没有了（{type(fault).__name__}），这份没有生成"
        return problem(Span(task.record), "B002", message, "多半是内存不够，少开几个进程（--jobs）再试")


def _chunks(tasks: Iterable[Task], size: int) -> Iterator[list[Task]]:
    """Runs of tasks with at most *size* among them that have something to be done."""
    chunk: list[Task] = []
    busy = 0
    for task in tasks:
        chunk.append(task)
        busy += bool(task.wanted)
        if busy >= size or len(chunk) >= _MOST:
            yield chunk
            chunk, busy = [], 0
    if chunk:
        yield chunk


def _smaller(tasks: Sequence[Task]) -> list[Task]:
    """*tasks* cut one size smaller: single records, then single kinds; nothing where that is no smaller."""
    if len(tasks) > 1:
        return list(tasks)
    (task,) = tasks
    return [replace(task, wanted=(one,)) for one in task.wanted] if len(task.wanted) > 1 else []


def _together(results: Sequence[Result]) -> Result:
    """The results of the parts of one task as that of the whole."""
    problems = dict.fromkeys(item for result in results for item in result.problems)
    return Result(tuple(one for result in results for one in result.given), tuple(problems))
