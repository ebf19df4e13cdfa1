"""A night's work with everything that can go wrong in it: bad records, a killed worker, a document that never ends.

Run ``python -m tests.reliability.batch [cases] [bad]`` in the root of the project (10,000 and
137 where nothing is said). It builds the same cases without faults, with faults, in one
process and in two, counts the named errors, compares every byte, and measures the memory of
the caller and of the biggest worker at a tenth of the cases and at all of them. Ends with 1
where anything is not as it should be. ``tests/building`` runs the same in small.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from docgen.templating.catalog import BUILT_IN

from . import letters

ROOT = Path(__file__).parents[2]
FAULTS = Path(__file__).parent / "faults"
ARGUMENTS = ["build", "案", "--as", "recommendation", "--jobs", "2"]
# Runs docgen and tells on the last line of stderr what the caller and its biggest child took, in KB.
MEASURED = (
    "import sys, resource; from docgen.cli.run import run; code = run(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(code)"
)


def build(project: Path, out: str, *more: str, faults: bool = False) -> tuple[int, str, float, int]:
    """Exit code, what was said, seconds, peak KB of the caller."""
    paths = [str(FAULTS)] * faults + [str(ROOT)]
    settings = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONIOENCODING": "utf-8"}
    command = [sys.executable, "-c", MEASURED, *ARGUMENTS, "-o", out, *more]
    begun = time.perf_counter()
    done = subprocess.run(command, cwd=project, env=settings, capture_output=True, check=False)
    talk, _, peak = done.stderr.decode().rstrip("\n").rpartition("\n")
    return done.returncode, talk, time.perf_counter() - begun, int(peak)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.docx"))}


def project(folder: Path, count: int, **faults: int) -> Path:
    letters.write(folder, count, **faults)
    letters.hanging_template(folder, (BUILT_IN / "recommendation.j2").read_text(encoding="utf-8"))
    return folder


def main() -> int:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    bad = int(sys.argv[2]) if len(sys.argv) > 2 else 137
    found: dict[str, Any] = {"cases": count, "bad": bad, "killed": 1, "hung": 1}
    with tempfile.TemporaryDirectory() as scratch:
        small = project(Path(scratch) / "small", max(count // 10, 10))
        _, _, _, found["peak KB of the caller, a tenth"] = build(small, "出")
        clean = project(Path(scratch) / "clean", count)
        code, talk, seconds, found["peak KB of the caller, all"] = build(clean, "出")
        found |= {"clean: exit code": code, "clean: seconds": round(seconds, 1), "clean: said": talk.splitlines()[-1]}
        found["documents a second"] = round(count / seconds)
        whole = files(clean / "出")
        faulty = project(Path(scratch) / "faulty", count, bad=bad, kills=1, hangs=1)
        code, talk, seconds, _ = build(faulty, "出", "--time-limit", "8", faults=True)
        errors = [line for line in talk.splitlines() if "错误 " in line and line.startswith("案/")]
        made = files(faulty / "出")
        found |= {"faults: exit code": code, "faults: seconds": round(seconds, 1), "faults: named errors": len(errors)}
        found["faults: other documents, byte-equal to the clean run"] = sum(whole.get(n) == d for n, d in made.items())
        found["faults: tracebacks"] = talk.count("Traceback")
        found["stray temporary files"] = len(list(Path(scratch).rglob("*.tmp")))
        _, talk, seconds, _ = build(clean, "出")
        found |= {"again: seconds": round(seconds, 1), "again: said": talk.splitlines()[-1]}
        shutil.rmtree(clean / "出")
        command = [sys.executable, "-m", "docgen", *ARGUMENTS[:-1], "0", "-o", "出"]
        subprocess.run(command, cwd=clean, capture_output=True, check=False)
        found["one process: byte-equal"] = files(clean / "出") == whole
    found["growth of the caller"] = round(
        found["peak KB of the caller, all"] / found["peak KB of the caller, a tenth"] - 1, 3
    )
    found["peak KB of the biggest child of all"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(json.dumps(found, ensure_ascii=False, indent=1))
    right = (
        len(whole) == count
        and found["faults: named errors"] == bad + 2
        and found["faults: other documents, byte-equal to the clean run"] == len(made) == count - bad - 2
        and found["faults: tracebacks"] == found["stray temporary files"] == 0
        and found["one process: byte-equal"]
    )
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
