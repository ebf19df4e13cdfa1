"""The same work on many files, shared among processes; results come in the order of the files."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

from docgen.core.errors import DocgenError, problem

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
    from docgen.building.pool import LocalPool

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
