"""Two revisions side by side in one run: ``python -m tests.benchmarks.sides BASE [HEAD]`` in the root of the project.

HEAD is the working tree where nothing is said. Both are asked by their command line or by ``docgen.render`` and
``docgen.write`` alone, in turns, after one round to warm up, each with a cache of its own as an installation has it. All figures are
milliseconds of the processor of whole processes, with all that they start, as medians; orphans (workers that a server
forked) are counted where the system is Linux. Rows that count inside one process say so. ``--rounds`` asks
for another number of rounds than 9 (long rows take a third of it), ``--only kit`` for the rows whose name holds a word.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count as count_up
from pathlib import Path
from typing import TypeAlias

from tests.benchmarks import real
from tests.benchmarks.measuring import SETTINGS, cost
from tests.reliability import letters
from tests.revisions import ROOT, WORKTREE, code_of, environment, name_of

MANY = 300
REAL = 100
SUBREAPER = 36
"""Linux's ``PR_SET_CHILD_SUBREAPER``: whoever loses its parent becomes a child of this process."""
WARM = """
import sys, time
import docgen
path, kind, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
def once():
    return [docgen.write(document) for document in docgen.render(path, kind)]
begun = time.process_time()
once()
first = time.process_time()
once()
second = time.process_time()
for _ in range(count):
    once()
done = time.process_time()
print((first - begun) * 1000, (second - first) * 1000, (done - second) * 1000 / count if count else 0)
"""


@dataclass(frozen=True, slots=True)
class Side:
    """One revision: its name, its code, and a folder of its own for what it makes and keeps."""

    name: str
    code: Path
    folder: Path
    numbers: count_up[int] = field(default_factory=count_up)

    def settings(self) -> dict[str, str]:
        kept = {
            name: value for name, value in environment(self.code).items() if name in SETTINGS or name not in os.environ
        }
        return {**kept, "DOCGEN_CACHE": str(self.folder / "cache")}

    def docgen(self, *arguments: str | Path) -> None:
        """Run the command line in this side's folder; it must succeed."""
        self.python("-m", "docgen", *arguments)

    def python(self, *arguments: str | Path) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=self.folder,
            env=self.settings(),
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        reap()
        if done.returncode:
            raise SystemExit(f"{self.name}: {done.stdout}{done.stderr}")
        return done.stdout

    def out(self) -> str:
        """A new place to write to: ext4 looks past every file deleted in the last minutes when it makes one."""
        return f"出/{next(self.numbers)}"


Measure: TypeAlias = "Callable[[Side], float]"


def adopt() -> None:
    """Let what our processes leave behind become ours, so that its time is counted."""
    if platform.system() == "Linux":
        ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)


def reap() -> None:
    """Wait for everything that was left to us."""
    with contextlib.suppress(ChildProcessError):
        while True:
            os.waitpid(-1, 0)


def whole(*arguments: str, out: str = "") -> Measure:
    """The processor time of one call of docgen; ``-o`` names a new folder, or the file *out* in one."""

    def measure(side: Side) -> float:
        target = ("-o", f"{side.out()}/{out}".rstrip("/")) if arguments[0] != "--help" else ()
        return cost(lambda: side.docgen(*arguments, *target)).processor

    return measure


def further(arguments: Sequence[str], few: str, many: str, count: int) -> Measure:
    """What one more record costs: *count* more of them in *many* than in *few*."""

    def measure(side: Side) -> float:
        return (whole(*arguments, many)(side) - whole(*arguments, few)(side)) / count

    return measure


def inside(which: int, record: str, kind: str, count: int = 0) -> Measure:
    """One of the three figures that the process WARM tells."""
    return lambda side: float(side.python("-c", WARM, record, kind, str(count)).split()[which])


def each_second(count: int, *arguments: str) -> Measure:
    """By the clock: how many of *count* letters are made in a second."""

    def measure(side: Side) -> float:
        begun = time.perf_counter()
        side.docgen(*arguments, "-o", side.out())
        return count / (time.perf_counter() - begun)

    return measure


def rows() -> dict[str, tuple[Measure, int]]:
    """Name → how it is measured, and by how much its rounds are fewer."""
    letter, two = "少/00001.yaml", "cases/示例/母婴室建设.yaml"
    kind = ("--as", "recommendation")
    batch = ("build", *kind, "--jobs", "2")
    return {
        "render, one DOCX, cold": (whole("render", letter, *kind, out="a.docx"), 1),
        "--help": (whole("--help"), 1),
        "render, one PDF, cold": (whole("render", letter, *kind, "--format", "pdf", out="a.pdf"), 1),
        "warm: a further letter of one build": (further(("build", *kind, "--jobs", "0"), "少", "多", MANY - 20), 3),
        "warm: docgen.render and write, inside": (inside(2, letter, "recommendation", 30), 3),
        "first docgen.render and write, two letters, inside": (inside(0, two, "recommendation"), 1),
        "second docgen.render and write, two letters, inside": (inside(1, two, "recommendation"), 1),
        f"{MANY} letters --jobs 2": (whole(*batch, "多"), 3),
        f"{REAL} real records --jobs 2, {REAL * real.LETTERS} letters": (whole(*batch, "真"), 3),
        f"{REAL} real records --jobs 2, letters a second": (each_second(REAL * real.LETTERS, *batch, "真"), 3),
        "the Beijing kit from nothing": (whole("build", "cases/北京妇女权益/发布会.yaml"), 3),
    }


def projects(folder: Path) -> None:
    """The records of every row in *folder*."""
    folder.mkdir(parents=True)
    shutil.copytree(ROOT / "cases", folder / "cases")
    for name, write, count in (("少", letters.write, 20), ("多", letters.write, MANY), ("真", real.write, REAL)):
        write(folder, count)
        (folder / "案").rename(folder / name)
    shutil.copy(ROOT / "docgen.yaml", folder)


def medians(measure: Measure, sides: Sequence[Side], rounds: int) -> list[float]:
    """The median for each of *sides*, in turns, after one round to warm up."""
    for side in sides:
        measure(side)
    found: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, times in zip(sides, found, strict=True):
            times.append(measure(side))
    return [statistics.median(times) for times in found]


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.sides")
    parser.add_argument("base", help="a commit")
    parser.add_argument("head", nargs="?", default=WORKTREE, help="a commit; the working tree where nothing is said")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--only", default="", help="rows whose name holds this")
    asked = parser.parse_args(argv)
    adopt()
    with tempfile.TemporaryDirectory(prefix="sides-") as name:
        folder = Path(name)
        sides = [
            Side(name_of(revision), code_of(revision, folder / "code"), folder / side / "项目")
            for side, revision in (("base", asked.base), ("head", asked.head))
        ]
        for side in sides:
            projects(side.folder)
        base, head = (side.name for side in sides)
        print(f"{'Processor ms where nothing else is said':<54}{base:>12}{head:>18}{'×':>8}")
        for row, (measure, fewer) in rows().items():
            if asked.only in row:
                old, new = medians(measure, sides, max(1, asked.rounds // fewer))
                print(f"{row:<54}{old:>12.1f}{new:>18.1f}{new / old if old else float('nan'):>8.2f}", flush=True)


if __name__ == "__main__":
    main()
