"""kill -9 at random moments of a build: no file is ever half, nothing is left behind, the next run does the rest.

Run ``python -m tests.reliability.kills [times] [seed]`` in the root of the project (500 times
where nothing is said; the seed is printed). Each time a build that replaces every file is
killed after a random wait, as long as a whole run at most; a run that was over before counts as no kill. Then every file must be whole (the old or the new one), and
after one more run all must be new and nothing else there.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from . import letters

ROOT = Path(__file__).parents[2]
COUNT = 12
ARGUMENTS = ["build", "案", "--as", "recommendation", "--jobs", "0"]


def command(project: Path) -> subprocess.Popen[bytes]:
    settings = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
    return subprocess.Popen(
        [sys.executable, "-m", "docgen", *ARGUMENTS],
        cwd=project,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def whole(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            return package.testzip() is None
    except zipfile.BadZipFile:
        return False


def change(project: Path, turn: int) -> None:
    """Every record anew, so that every file has to be replaced."""
    for number in range(1, COUNT + 1):
        record = letters.text(number).replace("社会公共利益受到侵害", f"社会公共利益第{turn}次受到侵害")
        (project / "案" / f"{number:05}.yaml").write_text(record, encoding="utf-8")


def _seconds(project: Path, turn: int) -> float:
    """How long a build takes that replaces every file."""
    change(project, turn)
    begun = time.perf_counter()
    command(project).communicate()
    return time.perf_counter() - begun


def run(times: int, seed: int) -> dict[str, int]:
    """What was seen in *times* kills: broken files, stray files and faults of the run that followed.

    Gives up with fewer kills where nearly every run is over before it is killed.
    """
    moments = random.Random(seed)
    seen = {
        "kills": 0,
        "runs that were over before": 0,
        "truncated files": 0,
        "stray files after": 0,
        "failed after": 0,
    }
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        letters.write(project, COUNT)
        # The first run also fills caches: it is no measure of those that follow.
        lasts = min(_seconds(project, turn) for turn in range(4))
        for turn in range(4, 3 * times + 4):
            if seen["kills"] == times:
                break
            change(project, turn)
            running = command(project)
            time.sleep(moments.uniform(0.3, 1.0) * lasts)
            over = running.poll() is not None
            running.kill()
            running.communicate()
            seen["runs that were over before" if over else "kills"] += 1
            made = list((project / "output").rglob("*.docx"))
            seen["truncated files"] += sum(not whole(path) for path in made)
            after = command(project)
            _, talk = after.communicate()
            seen["failed after"] += after.returncode != 0 or b"Traceback" in talk
            left = [path for path in (project / "output").rglob("*") if path.is_file() and path.suffix != ".docx"]
            seen["stray files after"] += len(left) - 1
    return seen


def main() -> int:
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else random.SystemRandom().randrange(1_000_000)
    print(f"seed {seed}")
    seen = run(times, seed)
    print("\n".join(f"{name:<32} {value}" for name, value in seen.items()))
    return 1 if seen["truncated files"] or seen["stray files after"] or seen["failed after"] else 0


if __name__ == "__main__":
    sys.exit(main())
