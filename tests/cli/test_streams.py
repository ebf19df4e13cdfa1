"""The program as a process: any console, any locale, a closed pipe, an interrupt, a dead machine's leavings."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from helpers import HEAD, SAMPLES, Scratch, process

Cli = Any
CASE = (
    HEAD.replace("规范母婴室建设", "整治𬱖某公司") + "基本案情: 𬱖某公司排污。\n典型意义: 略。\n调查和督促履职: 略。\n"
)
CONSOLES = {
    "GBK": {"PYTHONIOENCODING": "gbk"},
    "C": {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "", "PYTHONUTF8": ""},
    "ASCII": {"PYTHONIOENCODING": "ascii"},
}


@pytest.mark.parametrize("console", CONSOLES)
def test_papers_are_made_on_every_console(scratch: Scratch, console: str) -> None:
    scratch.record(CASE)
    ran = process(["render", "案件.yaml", "--as", "典型案例", "--format", "txt"], scratch.root, CONSOLES[console])
    assert ran.code == 0, ran.err
    assert b"Traceback" not in ran.err
    (path,) = (scratch.root / "output" / "对外").iterdir()
    assert path.name == "典型案例-临河-整治𬱖某公司.txt"
    assert "𬱖某公司排污。" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("console", CONSOLES)
def test_a_document_on_stdout_is_utf_8_whatever_the_console(scratch: Scratch, console: str) -> None:
    scratch.record(CASE)
    arguments = ["render", "案件.yaml", "--as", "典型案例", "--format", "txt", "-o", "-"]
    ran = process(arguments, scratch.root, CONSOLES[console])
    assert ran.code == 0
    assert "𬱖某公司排污。" in ran.out.decode("utf-8")


@pytest.mark.parametrize("console", CONSOLES)
def test_findings_are_told_on_every_console(scratch: Scratch, console: str) -> None:
    scratch.record(CASE + "𬱖: 某\n")
    ran = process(["check", "案件.yaml"], scratch.root, CONSOLES[console])
    assert ran.code == 3
    assert b"Traceback" not in ran.err
    assert b"R002" in ran.err
    if console == "GBK":
        assert "没有“\\U0002cc56”这个键" in ran.err.decode("gbk")
    told = process(["check", "案件.yaml", "--json"], scratch.root, CONSOLES[console])
    assert told.json["problems"][0]["message"] == "这里没有“𬱖”这个键"


@pytest.mark.parametrize("arguments", [["--help"], ["doctor"], ["templates", "list"], ["render"]])
def test_everything_that_is_said_exists_in_gbk(cli: Cli, arguments: list[str]) -> None:
    ran = cli(*arguments)
    (ran.out + ran.err).decode("utf-8").encode("gbk")


def test_nothing_is_coloured_off_a_terminal(scratch: Scratch) -> None:
    scratch.record("典型意意: 略\n")
    for arguments in (["check", "案件.yaml"], ["--help"]):
        ran = process(arguments, scratch.root, {"FORCE_COLOR": "1", "TERM": "xterm-256color"})
        assert b"\x1b" not in ran.out + ran.err


@pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上有管道信号")
def test_a_reader_that_goes_away_is_no_fault_worth_a_word(scratch: Scratch) -> None:
    command = [sys.executable, "-m", "docgen", "schema"]
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = subprocess.run(command, cwd=scratch.root, stdout=writer, stderr=subprocess.PIPE, timeout=60, check=False)
    finally:
        os.close(writer)
    assert done.returncode == 1
    assert done.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上能这样发出中断")
def test_an_interrupt_ends_with_130_and_leaves_no_half_file(scratch: Scratch) -> None:
    for number in range(150):
        scratch.record(CASE.replace("某公司", f"某公司{number}"), f"案/{number:03}.yaml")
    command = [sys.executable, "-u", "-m", "docgen", "render", "案", "--as", "典型案例,检察建议书", "-o", "出"]
    # Unbuffered: what a buffer had read ahead would be lost to communicate().
    # In a small pipe: with all its lines unread the run cannot come to its end before it is stopped.
    pipe = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "bufsize": 0, "pipesize": 4096}
    running: Any = subprocess.Popen(command, cwd=scratch.root, **pipe)  # type: ignore[call-overload]
    # The first line of the result shows that it is at work; no clock decides.
    assert running.stdout is not None
    first = running.stdout.readline()
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert first
    assert running.returncode == 130
    assert err.decode().rstrip("\n").endswith("已中断。")
    assert b"Traceback" not in err
    assert [path.name for path in (scratch.root / "出").rglob("*.tmp")] == []
    for line in (first + out).decode().split("\n")[:-1]:
        assert (scratch.root / line).stat().st_size > 1000


@pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上能看出进程是否还在")
def test_what_a_killed_run_left_behind_is_swept_away(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    left = scratch.file(f"output/对外/.docgen-{done.pid}-abc.tmp", "半个文件")
    # In a container the new run may have the number of the old one.
    same = scratch.file(f"output/对外/.docgen-{os.getpid()}-abc.tmp", "半个文件")
    kept = scratch.file(f"output/对外/.docgen-{os.getppid()}-abc.tmp", "别的进程正在写")
    assert cli("render", "案件.yaml", "--as", "典型案例").code == 0
    assert not left.exists()
    assert not same.exists()
    assert kept.exists()


def test_a_folder_that_cannot_be_written_is_told(scratch: Scratch, cli: Cli) -> None:
    scratch.record(CASE)
    scratch.file("output", "这是一个文件，不是文件夹")
    ran = cli("render", "案件.yaml", "--as", "典型案例")
    assert ran.code == 5
    assert "W001" in ran.talk
    assert "Traceback" not in ran.talk


def test_the_program_starts_from_any_folder(tmp_path: Path) -> None:
    ran = process(["render", SAMPLES[0], "--as", "典型案例", "--format", "txt", "-o", "-"], tmp_path)
    assert ran.code == 0
    assert ran.result.startswith("云江省")
    assert list(tmp_path.iterdir()) == []
