"""A night's work with everything that can go wrong in it: bad records, a killed worker, a document that never ends.

Run ``python -m tests.reliability.batch [cases] [bad]`` in the root of the project (10,000 and
137 where nothing is said). It builds the same cases without faults, with faults, in one
process, in two and on a Dask cluster of two workers on this machine, counts the named errors, compares every byte, and
measures the memory of the caller and of its biggest worker at a tenth of the cases and at all of them. Ends with 1
where anything is not as it should be. ``tests/building`` runs the same in small.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from docgen.papers.templates.catalog import BUILT_IN

from . import letters

ROOT = Path(__file__).parents[2]
FAULTS = Path(__file__).parent / "faults"
ARGUMENTS = ["build", "案", "--as", "recommendation", "--jobs", "2"]


class Built(NamedTuple):
    """Exit code, what was said, seconds, and the peak KB of the caller and of the biggest process that it started."""

    code: int
    talk: str
    seconds: float
    caller: int
    worker: int


def build(project: Path, out: str, *more: str, faults: bool = False) -> Built:
    paths = [str(FAULTS)] * faults + [str(ROOT)]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-m", "docgen", *ARGUMENTS, "-o", out, *more]
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as talk:
        with subprocess.Popen(
            command, cwd=project, env=settings, stdout=subprocess.DEVNULL, stderr=talk, start_new_session=True
        ) as running:
            most: dict[int, int] = {}
            while running.poll() is None:
                most |= {pid: max(most.get(pid, 0), peak) for pid, peak in peaks(running.pid)}
                time.sleep(0.1)
        talk.seek(0)
        said = talk.read().decode()
    caller = most.pop(running.pid, 0)
    return Built(running.returncode, said, time.perf_counter() - begun, caller, max(most.values(), default=0))


def peaks(session: int) -> Iterator[tuple[int, int]]:
    """(process, its peak KB so far) for every process of *session*, as Linux tells it."""
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if int((folder / "stat").read_text().rpartition(")")[2].split()[3]) != session:
                continue
            status = (folder / "status").read_text()
        except (OSError, ValueError, IndexError):
            continue
        if found := re.search(r"VmHWM:\s*(\d+) kB", status):
            yield int(folder.name), int(found[1])


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.docx"))}


def project(folder: Path, count: int, **faults: int) -> Path:
    letters.write(folder, count, **faults)
    letters.hanging_template(folder, (BUILT_IN / "recommendation.j2").read_text(encoding="utf-8"))
    return folder


def on_a_cluster(folder: Path) -> dict[str, bytes]:
    """The documents of *folder* as two workers of Dask on this machine make them."""
    from distributed import LocalCluster

    opened: Any = LocalCluster
    with opened(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster:
        command = [*ARGUMENTS[:-2], "--scheduler", cluster.scheduler_address, "-o", "群"]
        subprocess.run([sys.executable, "-m", "docgen", *command], cwd=folder, capture_output=True, check=True)
    return files(folder / "群")


def grown(name: str, tenth: int, whole: int) -> dict[str, Any]:
    """How much more memory, in KB, *name* takes for all cases than for a tenth of them."""
    growth = round(whole / tenth - 1, 3) if tenth else None
    return {f"peak KB of the {name}, a tenth and all": [tenth, whole], f"growth of the {name}": growth}


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    bad = int(sys.argv[2]) if len(sys.argv) > 2 else 137
    found: dict[str, Any] = {"cases": count, "bad": bad, "killed": 1, "hung": 1}
    with tempfile.TemporaryDirectory() as scratch:
        small = project(Path(scratch) / "small", max(count // 10, 10))
        tenth, tenth_again = build(small, "出"), build(small, "出")
        clean = project(Path(scratch) / "clean", count)
        code, talk, seconds, *whole_peaks = build(clean, "出")
        found |= grown("caller", tenth.caller, whole_peaks[0]) | grown("biggest worker", tenth.worker, whole_peaks[1])
        found |= {"clean: exit code": code, "clean: seconds": round(seconds, 1), "clean: said": talk.splitlines()[-1]}
        found["documents a second"] = round(count / seconds)
        whole = files(clean / "出")
        faulty = project(Path(scratch) / "faulty", count, bad=bad, kills=1, hangs=1)
        code, talk, seconds, *_ = build(faulty, "出", "--time-limit", "8", faults=True)
        errors = [line for line in talk.splitlines() if "错误 " in line and line.startswith("案/")]
        made = files(faulty / "出")
        found |= {"faults: exit code": code, "faults: seconds": round(seconds, 1), "faults: named errors": len(errors)}
        found["faults: other documents, byte-equal to the clean run"] = sum(whole.get(n) == d for n, d in made.items())
        found["faults: tracebacks"] = talk.count("Traceback")
        found["stray temporary files"] = len(list(Path(scratch).rglob("*.tmp")))
        _, talk, seconds, *whole_peaks = build(clean, "出")
        found |= {"again: seconds": round(seconds, 1), "again: said": talk.splitlines()[-1]}
        found |= grown("caller where nothing has changed", tenth_again.caller, whole_peaks[0])
        shutil.rmtree(clean / "出")
        command = [sys.executable, "-m", "docgen", *ARGUMENTS[:-1], "0", "-o", "出"]
        subprocess.run(command, cwd=clean, capture_output=True, check=False)
        found["one process: byte-equal"] = files(clean / "出") == whole
        found["cluster of two: byte-equal"] = on_a_cluster(clean) == whole
    print(json.dumps(found, ensure_ascii=False, indent=1))
    right = (
        len(whole) == count
        and found["faults: named errors"] == bad + 2
        and found["faults: other documents, byte-equal to the clean run"] == len(made) == count - bad - 2
        and found["faults: tracebacks"] == found["stray temporary files"] == 0
        and found["one process: byte-equal"]
        and found["cluster of two: byte-equal"]
    )
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
