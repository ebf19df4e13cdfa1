"""Files brought to the disk beside each other.

Waiting for the disk (``fsync``) takes longer than all the rest of a document, and a disk
takes many files at once as fast as one; so several hands write while the caller goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.files import replace_file

if TYPE_CHECKING:
    from concurrent.futures import Future

HANDS = 16
"""Files under way at once; more bring nothing on the disks that were measured."""


class Shelf:
    """Puts files in place in any order; ``close`` when no more come. ``begun`` counts them."""

    def __init__(self) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._hands = ThreadPoolExecutor(HANDS)
        self._waiting: deque[Future[None]] = deque()
        self.begun = 0

    def put(self, path: Path, data: bytes) -> Callable[[], None]:
        """Begin to put *data* at *path*. What is given back waits until it is there, and raises its OSError."""
        future = self._hands.submit(replace_file, path, data)
        self._waiting.append(future)
        self.begun += 1
        return future.result

    def settled(self) -> int:
        """How many, counted from the first, are done one after another: so many can be asked after without waiting."""
        while self._waiting and self._waiting[0].done():
            self._waiting.popleft()
        return self.begun - len(self._waiting)

    def close(self) -> None:
        """Wait for what is under way."""
        self._hands.shutdown()


def at_once(path: Path, data: bytes) -> Callable[[], None]:
    """Put a single file in place when it is asked after: no hands are worth their start."""
    return lambda: replace_file(path, data)
