"""Tasks → results in the order of the plan: here, in worker processes, or through any ``concurrent.futures.Executor``.

Tasks go out in chunks and only so many at a time, so that memory does not grow with the
plan. Where a process is lost with a chunk, its tasks are tried again one by one, and a
record kind by kind: only what really kills or hangs is given up. Workers on this machine
are forked from a server that has loaded docgen once (where the system can fork), so starting
one after a loss costs little. ``shared`` does one work on many files for commands that make no papers.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from docgen.building.limits import begin_worker
from docgen.building.worker import Result, Task, too_long, work_all
from docgen.core.errors import DocgenError, Problem, problem
from docgen.core.source import Span

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future

    from pebble import ProcessPool

    Job: TypeAlias = "Future[list[Result]] | Done"

CHUNK = 16
"""Tasks that go to a worker at once: a letter takes a few milliseconds, sending it a good part of one."""
_MOST = 64
"""Tasks of one chunk, those for which nothing is to be done included."""
_MARGIN = 5.0
"""Seconds beyond the time limit after which a worker that does not stop by itself is stopped."""
_PRELOAD = ["docgen.building.worker", "docgen.formats.word.docx", "docgen.page.norm.norms", "pebble.pool.process"]


@dataclass(frozen=True, slots=True)
class Engine:
    """Where tasks go and how to use it: so many tasks in a chunk, so many chunks ahead of the one waited for.

    ``call`` is what is submitted: tasks, time limit, version and working directory go in, results come out.
    ``patience`` is how long a chunk may go without an answer, ``None`` for ever; ``renew``
    is called where it is over.
    """

    executor: Executor | LocalPool | Here
    chunk: int
    ahead: int
    call: Callable[[Sequence[Task], float, str, str], list[Result]] = work_all
    patience: float | None = None
    renew: Callable[[], None] = lambda: None


class Here:
    """Carries out each call at once, in this process: for a document or two no other process is worth its start."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Done:
        return Done(fn(*args, **kwargs))


class Done:
    """A future that is over: the standard one takes longer to load than a letter to make."""

    def __init__(self, value: Any) -> None:
        self._value = value

    def result(self, timeout: float | None = None) -> Any:
        return self._value

    def done(self) -> bool:
        return True


def stalled(fault: BaseException) -> bool:
    """True for what a future raises whose time is over; one class since Python 3.11, two before."""
    from concurrent import futures

    return isinstance(fault, TimeoutError | futures.TimeoutError)


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


class LocalPool:
    """A pool of *jobs* worker processes. A call that takes longer than *limit* seconds loses its worker and nothing else."""

    def __init__(self, jobs: int, limit: float | None) -> None:
        self._jobs = jobs
        self._limit = limit
        self._pool = self._new()

    def _new(self) -> ProcessPool:
        from pebble import CONSTS, ProcessPool

        CONSTS.sleep_unit = 0.02  # between two looks at the workers; the pool ends at the next of them
        CONSTS.term_timeout = (
            0.5  # a worker deep in C code does not hear the first signal; Ctrl-C shall end in two seconds
        )
        return ProcessPool(max_workers=self._jobs, initializer=begin_worker, context=_context())

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        try:
            return self._pool.schedule(fn, args, kwargs, timeout=self._limit)
        except RuntimeError:
            # The pool broke: all its workers died at once.
            self.renew()
            return self._pool.schedule(fn, args, kwargs, timeout=self._limit)

    def renew(self) -> None:
        """Begin again with new workers; what the old ones had is lost."""
        self.shutdown()
        self._pool = self._new()

    def shutdown(self) -> None:
        """Stop every worker now, whatever it is doing."""
        pool: Any = self._pool
        pool.stop()
        with suppress(Exception):
            pool.join()


@contextmanager
def local(jobs: int, limit: float, count: int) -> Iterator[Engine]:
    """The engine of *jobs* workers for *count* tasks; *limit* is in seconds for each kind of a record, 0 for none."""
    workers = max(1, min(jobs, count))
    chunk = max(1, min(CHUNK, count // (4 * workers)))
    hard = limit * 1.5 + _MARGIN if limit > 0 else None
    executor = LocalPool(workers, hard)
    ahead = 2 * workers
    patience = None if hard is None else hard * (ahead + 2)
    try:
        yield Engine(executor, chunk, ahead, patience=patience, renew=executor.renew)
    finally:
        executor.shutdown()


def _context() -> Any:
    """How worker processes are begun on this system: forked from the server, which runs then, or new from the start."""
    import multiprocessing

    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    found: Any = multiprocessing.get_context(method)
    if method == "forkserver":
        found.set_forkserver_preload(_PRELOAD)
        _start_server()
    return found


def _start_server() -> None:
    """Start the server deaf to Ctrl-C: one that came while it loads docgen would end in a traceback."""
    from multiprocessing import forkserver

    heard = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if heard else None
    try:
        forkserver.ensure_running()
    finally:
        if heard:
            signal.signal(signal.SIGINT, before)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


T = TypeVar("T")
_CHUNK = 32
"""Files that go to a process at once."""


def shared(work: Callable[..., list[T]], files: Sequence[Path], jobs: int, *args: Any) -> Iterator[T]:
    """What ``work(files, *args)`` gives, file after file; with *jobs* over 1 in so many processes.

    *work* is a function of a module and gives one result for each file. Raises DocgenError where a
    process is lost twice over the same files.
    """
    if jobs < 2 or len(files) < 2:
        yield from work(files, *args)
        return

    size = max(1, min(_CHUNK, len(files) // (4 * jobs)))
    chunks = [files[at : at + size] for at in range(0, len(files), size)]
    pool = LocalPool(min(jobs, len(chunks)), None)
    waiting: deque[tuple[Sequence[Path], Any]] = deque()
    here = str(Path.cwd())
    try:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_there, here, work, chunk, args)))
            if len(waiting) > 2 * jobs:
                yield from _result(pool, here, work, args, *waiting.popleft())
        while waiting:
            yield from _result(pool, here, work, args, *waiting.popleft())
    finally:
        pool.shutdown()


def _there(folder: str, work: Callable[..., list[T]], files: Sequence[Path], args: tuple[Any, ...]) -> list[T]:
    """In a worker: *work* in the working directory of the caller."""
    if folder != str(Path.cwd()):
        os.chdir(folder)
    return work(files, *args)


def _result(
    pool: Any, here: str, work: Callable[..., list[T]], args: tuple[Any, ...], files: Sequence[Path], future: Any
) -> list[T]:
    for last in (False, True):
        try:
            found: list[T] = future.result()
        except DocgenError:
            raise
        except ImportError:
            raise  # a library that is missing does not come by trying again
        except Exception as fault:
            if last:
                names = "、".join(path.name for path in files[:3])
                message = f"处理{names}等 {len(files)} 份记录的进程中途没有了（{type(fault).__name__}）"
                hint = "多半是内存不够，少开几个进程（--jobs）再试"
                raise DocgenError([problem(None, "B002", message, hint)]) from None
            future = pool.submit(_there, here, work, files, args)
        else:
            return found
    return []
