"""Clock and processor side by side, in turns, as medians: what every table of the benchmarks is made with."""

from __future__ import annotations

import gc
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

_UNUSUAL = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
SETTINGS = {name: value for name, value in os.environ.items() if name not in _UNUSUAL}
"""For processes: compiled modules are kept, and lines of output gathered, as in every installation."""


class Cost(NamedTuple):
    """Milliseconds: by the clock, and of the processor (this process and its finished children)."""

    clock: float
    processor: float


def _used() -> float:
    whole = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in whole) * 1000


def cost(action: Callable[[], Any], times: int = 1) -> Cost:
    """What *action* takes, done *times* times in a row: the clock of the processor is coarse."""
    used, begun = _used(), time.perf_counter()
    for _ in range(times):
        action()
    return Cost((time.perf_counter() - begun) * 1000 / times, (_used() - used) / times)


def medians(actions: dict[str, Callable[[], Any]], rounds: int, times: int = 1) -> dict[str, Cost]:
    """The median cost of each action after one to warm up; they take turns, so a busy moment falls on all of them."""
    found: dict[str, list[Cost]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(rounds):
        for name, action in actions.items():
            gc.collect()  # what one leaves behind is not for the next to clear away
            found[name].append(cost(action, times))
    return {
        name: Cost(statistics.median(one.clock for one in all_), statistics.median(one.processor for one in all_))
        for name, all_ in found.items()
    }


def table(title: str, found: dict[str, Cost], beside: str, notes: Sequence[str] = ()) -> None:
    """Print *found*; the last column says how many times as long *beside* takes on the processor."""
    print(f"\n{title}\n  {'':<52}{'clock ms':>10}{'CPU ms':>10}{'×':>8}")
    for name, one in found.items():
        ratio = found[beside].processor / one.processor if one.processor else float("inf")
        print(f"  {name:<52}{one.clock:>10.2f}{one.processor:>10.2f}{ratio:>8.2f}")
    for note in notes:
        print(f"  {note}")


def process(*command: str | Path, cwd: Path | None = None) -> Callable[[], object]:
    """An action that runs *command* as a process of its own. It must succeed."""
    return lambda: subprocess.run(command, cwd=cwd, env=SETTINGS, check=True, capture_output=True)


def peak(*command: str | Path, cwd: Path | None = None) -> int:
    """The most memory, in KB, that *command* itself takes; its own children are not counted.

    A small process starts it: a child begins with the peak of the process that it is forked from.
    """
    starter = (
        "import os, sys; out = os.dup(1); none = os.open(os.devnull, os.O_WRONLY); os.dup2(none, 1); os.dup2(none, 2)\n"
        "one = os.spawnvp(os.P_NOWAIT, sys.argv[1], sys.argv[1:])\n"
        "os.write(out, str(os.wait4(one, 0)[2].ru_maxrss).encode())"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", starter, *command], cwd=cwd, env=SETTINGS, check=True, capture_output=True
    )
    return int(done.stdout)
