"""Files brought to the disk beside each other.

Waiting for the disk (``fsync``) takes longer than all the rest of a document, and a disk
takes many files at once as fast as one; so several hands write while the caller goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from docgen.files import replace_file

HANDS = 16
"""Files under way at once; more bring nothing on the disks that were measured."""


class Shelf:
    """Puts files in place in any order; ``close`` when all are asked after."""

    def __init__(self) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._hands = ThreadPoolExecutor(HANDS)

    def put(self, path: Path, data: bytes) -> Callable[[], None]:
        """Begin to put *data* at *path*. What is given back waits until it is there, and raises its OSError."""
        return self._hands.submit(replace_file, path, data).result

    def close(self) -> None:
        """Wait for what is under way."""
        self._hands.shutdown()


def at_once(path: Path, data: bytes) -> Callable[[], None]:
    """Put a single file in place when it is asked after: no hands are worth their start."""
    return lambda: replace_file(path, data)
