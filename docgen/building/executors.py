"""Where tasks are carried out: here, in worker processes, or on a cluster; behind one standard Executor."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docgen.building.plan import Spaces, Task
from docgen.building.request import Request
from docgen.building.worker import Result, Worker, work_all

if TYPE_CHECKING:
    from concurrent.futures import Executor

_MANY = 8
"""Records (not materials of a kit) from which on worker processes are worth their start."""


@dataclass(frozen=True, slots=True)
class Engine:
    """An Executor and how to use it: so many tasks in a chunk, so many chunks ahead of the one waited for.

    ``call`` is what is submitted: tasks, time limit, version and working directory go in, results come out.
    ``patience`` is how long a chunk may go without an answer, ``None`` for ever; ``renew``
    is called where it is over.
    """

    executor: Executor | Here
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


@contextmanager
def opened(request: Request, records: int, count: int, spaces: Spaces) -> Iterator[Engine]:
    """The engine for *count* tasks of *request* for so many *records*; whatever happens, no process of it is left behind.

    Raises EnvironmentFault where a cluster is asked for that cannot be used.
    """
    if request.scheduler:
        from docgen.building.cluster import cluster

        with cluster(request, count) as engine:
            yield engine
        return
    jobs = request.jobs if request.jobs is not None else processors() if records >= _MANY else 0
    if jobs > 0:
        from docgen.building.pool import pool

        with pool(jobs, request.limit, count) as engine:
            yield engine
    else:
        worker = Worker(request.limit, spaces)
        yield Engine(Here(), chunk=1, ahead=0, call=lambda tasks, *_: [worker.work(task) for task in tasks])


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
