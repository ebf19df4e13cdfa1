"""Files brought to the disk beside each other.

Waiting for the disk (``fsync``) takes longer than all the rest of a document, and a disk
takes many files at once as fast as one; so several hands write while the caller goes on.
Each takes an armful: handing every file over by itself would cost the caller more than the file.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from docgen.files import replace_file, replace_files

if TYPE_CHECKING:
    from concurrent.futures import Future

_HANDS = 4
_ARMFUL = 16
"""Files that a hand takes."""
MOST = 2 * _HANDS * _ARMFUL
"""Files that may be under way at once."""

Put: TypeAlias = Callable[[Path, bytes, Callable[[], None]], Callable[[], None]]
"""Begins to put bytes at a path, calling something first; what it gives waits until they are there, and raises its OSError."""


class _Armful:
    """Files that one hand puts in place: path and bytes, and what is to be called first, each once."""

    def __init__(self) -> None:
        self.files: list[tuple[Path, bytes]] = []
        self.first: dict[Callable[[], None], None] = {}
        self.future: Future[list[Exception | None]] | None = None


class Shelf:
    """Puts files in place in any order; ``close`` when no more come. ``begun`` counts them."""

    def __init__(self) -> None:
        from concurrent.futures import ThreadPoolExecutor

        self._hands = ThreadPoolExecutor(_HANDS)
        self._waiting: deque[_Armful] = deque()
        self._settled = 0
        self._open = _Armful()
        self.begun = 0

    def put(self, path: Path, data: bytes, first: Callable[[], None]) -> Callable[[], None]:
        """``Put``: *data* comes to *path* after *first*, together with what follows; at the latest when it is waited for."""
        armful, number = self._open, len(self._open.files)
        armful.files.append((path, data))
        armful.first[first] = None
        self.begun += 1
        if number + 1 == _ARMFUL:
            self._send()

        def wait() -> None:
            future = armful.future or self._send()
            if fault := future.result()[number]:
                raise fault

        return wait

    def _send(self) -> Future[list[Exception | None]]:
        """Give the open armful to a hand."""
        for call in self._open.first:
            call()
        future = self._open.future = self._hands.submit(replace_files, self._open.files)
        self._waiting.append(self._open)
        self._open = _Armful()
        return future

    def settled(self) -> int:
        """How many, counted from the first, are done one after another: so many can be asked after without waiting."""
        while self._waiting and (future := self._waiting[0].future) and future.done():
            self._settled += len(self._waiting.popleft().files)
        return self._settled

    def close(self) -> None:
        """Wait for what is under way."""
        if self._open.files:
            self._send()
        self._hands.shutdown()


def at_once(path: Path, data: bytes, first: Callable[[], None]) -> Callable[[], None]:
    """``Put`` for a single file, in place when it is asked after: no hands are worth their start."""

    def wait() -> None:
        first()
        replace_file(path, data)

    return wait
