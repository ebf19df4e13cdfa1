"""A bar for work that lasts: on a terminal only, after a second, in characters that every console has."""

from __future__ import annotations

import sys
import time

_WIDTH = 30
_AFTER = 1.0
"""Seconds before the bar is shown: what is done sooner needs none."""
_EVERY = 0.1
"""Seconds between two pictures of it."""
_LINE = 10.0
"""Seconds between two lines where there is no terminal."""


class Progress:
    """How far a run is. ``clear`` before anything else is printed; the next ``at`` draws the bar again."""

    def __init__(self, *, quiet: bool = False) -> None:
        self.total = 0
        self._begun = self._last = time.monotonic()
        self._terminal = not quiet and sys.stderr.isatty()
        self._quiet = quiet
        self._shown = False

    def at(self, count: int) -> None:
        """*count* of ``total`` are done."""
        now = time.monotonic()
        pause = _EVERY if self._terminal else _LINE
        if self._quiet or self.total < 2 or now - self._begun < _AFTER or now - self._last < pause:
            return
        self._last = now
        if not self._terminal:
            print(f"已处理 {count} / {self.total}", file=sys.stderr)
            return
        done = _WIDTH * count // self.total
        left = (now - self._begun) / count * (self.total - count) if count else 0
        bar = "█" * done + "—" * (_WIDTH - done)
        print(f"\r{bar} {count} / {self.total}，还要约 {left:.0f} 秒  ", end="", file=sys.stderr, flush=True)
        self._shown = True

    def clear(self) -> None:
        """Take the bar off the line."""
        if self._shown:
            print("\r" + " " * (2 * _WIDTH + 40) + "\r", end="", file=sys.stderr, flush=True)
            self._shown = False
