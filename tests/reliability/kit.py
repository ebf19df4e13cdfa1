"""``python -m tests.reliability.kit``: seconds of a kit's builds (clean, nothing changed, one change) and of Ctrl-C, and what they leave."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "cases" / "示例"
COMMAND = [sys.executable, "-m", "docgen", "build", "发布会.yaml"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def hashes(folder: Path) -> dict[str, str]:
    """Name → hash of every file below *folder*."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != ".docgen.json"
    }


def timed(folder: Path, *arguments: str) -> tuple[float, str]:
    """(seconds, the last line said) of a build in *folder*."""
    began = time.monotonic()
    done = subprocess.run([*COMMAND, *arguments], cwd=folder, env=ENVIRONMENT, capture_output=True, check=False)
    return time.monotonic() - began, done.stderr.decode().strip().rpartition("\n")[2]


def interrupted(folder: Path, out: str) -> tuple[float, int, bool]:
    """(seconds from Ctrl-C to the end, exit code, whether a traceback was seen) of a build stopped after two documents."""
    command = [*COMMAND, "-o", out, "--jobs", "2"]
    running = subprocess.Popen(
        command,
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
        start_new_session=True,
    )
    assert running.stdout is not None
    for _ in range(2):
        running.stdout.readline()
    began = time.monotonic()
    os.killpg(running.pid, signal.SIGINT)
    _, said = running.communicate(timeout=120)
    return time.monotonic() - began, running.returncode, b"Traceback" in said


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in SAMPLE.glob("*.yaml"):
            shutil.copy(path, folder)
        (folder / "docgen.yaml").write_text("", encoding="utf-8")
        for what in ("clean", "nothing changed"):
            seconds, line = timed(folder)
            print(f"{what}: {seconds:.1f} s, {line}")
        record = folder / "发布会.yaml"
        record.write_text(record.read_text(encoding="utf-8").replace("687份", "688份"), encoding="utf-8")
        seconds, line = timed(folder)
        print(f"one figure changed: {seconds:.1f} s, {line}")
        for jobs in ("0", "2"):
            timed(folder, "-o", jobs, "--jobs", jobs)
        same = hashes(folder / "output") == hashes(folder / "0") == hashes(folder / "2")
        print(
            f"the changed kit, a clean one and one with --jobs 2 are {'equal byte for byte' if same else 'DIFFERENT'}"
        )
        seconds, code, traced = interrupted(folder, "停")
        print(f"Ctrl-C: ended after {seconds:.2f} s with {code}, {'A TRACEBACK' if traced else 'no traceback'}")
        timed(folder, "-o", "停")
        print(f"the next run makes {'the rest' if hashes(folder / '停') == hashes(folder / '0') else 'SOMETHING ELSE'}")


if __name__ == "__main__":
    main()
