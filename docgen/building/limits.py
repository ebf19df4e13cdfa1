"""What a document may take: time, and in a process of its own memory.

The clock works where a process can be interrupted from within: on Linux and macOS, in
the main thread. A worker that does not answer even so is stopped from outside (``pool``).
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

MEMORY = 4 << 30
"""Bytes of address space of a process that makes papers. PDF maps big fonts, so this is far above what is used (60 to 300 MB)."""


class TooLong(BaseException):
    """The time is over. No Exception, so that nobody on the way takes it for a fault of a template."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TooLong inside the block after *seconds*, where the system allows it; 0 means no limit."""
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    if not able or seconds <= 0:
        yield
        return

    def over(number: int, frame: FrameType | None) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def begin_worker() -> None:
    """What a worker process does first: its memory is limited, and it ends with the process that it works for."""
    limit_memory()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    import multiprocessing

    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        # Whoever waits for the results is gone; a document that hangs would keep this process for ever.
        os._exit(1)


def limit_memory() -> None:
    """Let this process fail with MemoryError rather than bring the machine down, where the system allows it.

    Programs that it starts have the same limit.
    """
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
    except (ImportError, ValueError, OSError):
        return
