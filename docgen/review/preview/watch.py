"""Changes of files, told by the system and not looked for: an idle preview takes no processor.

Where the system cannot tell (a network drive, a missing library) the files are looked at, the seldomer the longer it takes.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

_GATHER = 120
"""Milliseconds in which further changes are gathered into one."""
_SELDOM = 80.0
"""How many times longer than looking the rest between two looks is: little more than one per cent of a processor."""
_SOONEST = 1.0


class Watch:
    """Calls *changed* from a thread of its own after every change below *folders* of a file that *matters*, until ``stop``."""

    def __init__(
        self,
        folders: Sequence[Path],
        matters: Callable[[str], bool],
        changed: Callable[[], object],
        *,
        told: bool = True,
    ) -> None:
        self.folders, self.matters, self.changed = folders, matters, changed
        self.told = told
        """False to look at the files whatever the system can tell."""
        self._ended = threading.Event()
        threading.Thread(target=self._run, name="watch", daemon=True).start()

    def stop(self) -> None:
        self._ended.set()

    def _run(self) -> None:
        if self.told:
            try:
                self._listen()
            except (ImportError, OSError, RuntimeError):
                # No library, no more watches to be had, a drive that tells nothing.
                self.told = False
        if not self.told:
            self._look()

    def _listen(self) -> None:
        from watchfiles import watch

        for _ in watch(
            *self.folders,
            watch_filter=lambda _, path: self.matters(path),
            stop_event=self._ended,
            debounce=_GATHER,
            step=30,
            rust_timeout=10_000,
            raise_interrupt=False,
        ):
            self.changed()

    def _look(self) -> None:
        rest = _SOONEST
        while not self._ended.wait(rest):
            start = time.process_time()
            self.changed()
            rest = max(_SOONEST, _SELDOM * (time.process_time() - start))
