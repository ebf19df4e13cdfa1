"""Worker processes on this machine that survive each other: a pool that loses only the task it loses.

Pebble's pool behind the standard Executor. Workers are forked from a server that has loaded
docgen once (where the system can fork), so starting one after a loss costs little.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager, suppress
from typing import Any

from pebble import CONSTS, ProcessPool

from docgen.building import server
from docgen.building.executors import Engine
from docgen.building.limits import begin_worker

CHUNK = 16
"""Tasks that go to a worker at once: a letter takes a few milliseconds, sending it a good part of one."""
_MARGIN = 5.0
"""Seconds beyond the time limit after which a worker that does not stop by itself is stopped."""

CONSTS.sleep_unit = 0.02  # between two looks at the workers; the pool ends at the next of them
CONSTS.term_timeout = 0.5  # a worker deep in C code does not hear the first signal; Ctrl-C shall end in two seconds


class LocalPool(Executor):
    """A pool of *jobs* worker processes. A call that takes longer than *limit* seconds loses its worker and nothing else."""

    def __init__(self, jobs: int, limit: float | None) -> None:
        self._jobs = jobs
        self._limit = limit
        self._pool = self._new()

    def _new(self) -> ProcessPool:
        return ProcessPool(max_workers=self._jobs, initializer=begin_worker, context=server.context())

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

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Stop every worker now, whatever it is doing."""
        pool: Any = self._pool
        pool.stop()
        with suppress(Exception):
            pool.join()


@contextmanager
def pool(jobs: int, limit: float, count: int) -> Iterator[Engine]:
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
