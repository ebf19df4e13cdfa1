"""Worker processes: killed, hung, interrupted. Each costs what it was doing and nothing else."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from helpers import ROOT, Scratch, process
from reliability import letters

from docgen.papers.templates.catalog import BUILT_IN

FAULTS = ROOT / "tests" / "reliability" / "faults"
ARGUMENTS = ["build", "案", "--as", "检察建议书", "--jobs", "2"]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上有信号")


def world(**more: str) -> dict[str, str]:
    """An environment in which one record kills the process that reads it."""
    return {"PYTHONPATH": os.pathsep.join([str(FAULTS), str(ROOT)]), **more}


def made(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.docx"))}


def test_a_killed_a_hung_and_a_broken_record_are_three_named_errors_and_all_else_is_there(scratch: Scratch) -> None:
    letters.write(scratch.root, 30, bad=1, kills=1, hangs=1)
    letters.hanging_template(scratch.root, (BUILT_IN / "recommendation.j2").read_text(encoding="utf-8"))
    ran = process([*ARGUMENTS, "--time-limit", "8"], scratch.root, world())
    assert ran.code == 3
    lines = [line for line in ran.talk.splitlines() if "错误 " in line and ".yaml:" in line]
    assert [line.partition(": ")[0].partition(":")[0] + line.partition("错误")[2][:5] for line in lines] == [
        "案/00006.yaml R002",
        "案/00016.yaml B002",
        "案/00026.yaml B001",
    ]
    assert b"Traceback" not in ran.err
    assert "27 份生成，3 处错误" in ran.talk
    letters.write(scratch.root, 30)
    clean = process([*ARGUMENTS, "--jobs", "0", "-o", "干净"], scratch.root)
    assert clean.code == 0, clean.talk
    whole = made(scratch.root / "干净")
    assert len(whole) == 30
    assert made(scratch.root / "output").items() <= whole.items()


def test_one_hung_kind_leaves_the_other_papers_of_its_record(scratch: Scratch) -> None:
    scratch.record(letters.text(1, letters.HANGS))
    letters.hanging_template(scratch.root, (BUILT_IN / "recommendation.j2").read_text(encoding="utf-8"))
    for jobs in ("0", "1"):
        ran = process(["build", "案件.yaml", "--jobs", jobs, "--time-limit", "4", "-o", jobs], scratch.root)
        assert ran.code == 1
        assert "错误 B001 做检察建议书用了 4 秒还没有做完，已停止" in ran.talk
        assert [path.name.partition("-")[0] for path in (scratch.root / jobs).rglob("立案决定书*.docx")] == [
            "立案决定书"
        ]


def test_an_interrupt_ends_soon_and_the_next_run_does_the_rest(scratch: Scratch) -> None:
    letters.write(scratch.root, 60, hangs=1)
    letters.hanging_template(scratch.root, (BUILT_IN / "recommendation.j2").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "docgen", *ARGUMENTS]
    running = subprocess.Popen(
        command, cwd=scratch.root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0, start_new_session=True
    )
    assert running.stdout is not None
    first = running.stdout.readline()
    # One worker hangs, the whole group hears Ctrl-C as from a terminal.
    os.killpg(running.pid, signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert first
    assert running.returncode == 130
    assert b"Traceback" not in err
    assert err.decode().rstrip("\n").endswith("再运行一次，接着做剩下的。\n已中断。")
    assert list((scratch.root / "output").rglob("*.tmp")) == []
    told = (first + out).decode().splitlines()
    assert 0 < len(told) < 59
    assert _gone(running.pid)
    letters.write(scratch.root, 60)
    (scratch.root / "templates" / "recommendation.j2").unlink()
    shown = process(ARGUMENTS, scratch.root)
    assert shown.code == 0
    clean = process([*ARGUMENTS, "-o", "干净"], scratch.root)
    assert clean.code == 0
    assert made(scratch.root / "output") == made(scratch.root / "干净")


def _gone(group: int) -> bool:
    """True where soon no process of *group* is left."""
    for _ in range(100):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_run_goes_on_where_an_interrupted_one_stopped(scratch: Scratch) -> None:
    letters.write(scratch.root, 40, hangs=1)
    letters.hanging_template(scratch.root, (BUILT_IN / "recommendation.j2").read_text(encoding="utf-8"))
    command = [sys.executable, "-m", "docgen", *ARGUMENTS]
    line_by_line = {**os.environ, "PYTHONUNBUFFERED": "1"}
    running = subprocess.Popen(
        command, cwd=scratch.root, env=line_by_line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0
    )
    assert running.stdout is not None
    told = [running.stdout.readline() for _ in range(5)]
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)
    again = process([*ARGUMENTS, "--time-limit", "4"], scratch.root)
    assert "39 份" not in again.talk
    assert "错误 B001" in again.talk
    kept = int(again.talk.rpartition(" 份不用重做")[0].rpartition("，")[2].split()[-1])
    # The last one told may not have been entered yet when the signal came.
    assert kept >= len(told) - 1
    assert len(made(scratch.root / "output")) == 39
    assert list((scratch.root / "output").rglob("*.tmp")) == []
    assert not (scratch.root / "output" / ".docgen.journal").exists()
