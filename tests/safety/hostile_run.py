"""Every command that reads other people's files, on every hostile file: ``python -m tests.safety.hostile_run``.

    python -m tests.safety.hostile_run [--only NAME] [--commands scan,diff] [--within SECONDS]

Prints a table: for each command the files it read, the longest run and the most memory, each
with its file, the connections that were made to a listener on the loopback, and processes
left behind. Exit 1 where a run took over 10 s or 1 GB, called home, left a process or printed a traceback.
"""

from __future__ import annotations

import argparse
import os
import resource
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.safety.hostile_files import all_files

LONGEST, MOST = 10.0, 1024
COMMANDS: dict[str, list[str]] = {
    "scan": ["scan", "{file}"],
    "measure": ["measure", "{file}"],
    "diff": ["diff", "{file}", "{file}"],
    "import": ["import", "{file}", "--to", "新记录"],
    "cite": ["cite", "{file}"],
    "check": ["check", "{file}"],
}
_CHILD = "import sys; from docgen.cli.run import run; sys.exit(run(sys.argv[1:]))"


@dataclass
class Row:
    """What one command did: seconds and MB with the file that took them."""

    files: int = 0
    longest: tuple[float, str] = (0.0, "")
    most: tuple[int, str] = (0, "")
    faults: list[str] = field(default_factory=list)


class Listener:
    """Counts who comes: nobody may."""

    def __init__(self) -> None:
        self.calls = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._wait, daemon=True).start()

    def _wait(self) -> None:
        while True:
            caller, _ = self._socket.accept()
            self.calls += 1
            caller.close()


def group_members(group: int) -> list[int]:
    """Processes of the session *group*, those that left their process group too."""
    found = []
    for entry in Path("/proc").iterdir():
        try:
            if entry.name.isdigit():
                words = (entry / "stat").read_text().rpartition(")")[2].split()
                if int(words[3]) == group and words[0] != "Z":
                    found.append(int(entry.name))
        except OSError:
            continue
    return found


def one(arguments: list[str], folder: Path) -> tuple[float, int, int, str]:
    """(processor seconds, MB at most, processes left, what was printed) of one run in a session of its own."""
    (folder / "docgen.yaml").touch()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, *arguments],
            cwd=folder, stdout=said, stderr=said, stdin=subprocess.DEVNULL, start_new_session=True,
            env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        )  # fmt: skip
        stop = threading.Timer(60, child.kill)
        stop.start()
        _, _, used = os.wait4(child.pid, 0)
        stop.cancel()
        time.sleep(0.05)
        left = len(group_members(child.pid))
        said.seek(0)
        words = said.read(200_000).decode(errors="replace")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, left, words


def measured(commands: list[str], only: str, within: float) -> Iterator[tuple[str, Row]]:
    """(command, its row) as each is done; what *within* seconds leave no time for is not run."""
    listener, began = Listener(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="hostile-") as made:
        paths = []
        for name, make in all_files(listener.address).items():
            if only in name:
                path = Path(made) / name
                path.write_bytes(make())
                paths.append(path)
        for command in commands:
            row, before = Row(), listener.calls
            for path in paths:
                if time.monotonic() - began > within:
                    row.faults.append(f"时间到了，{len(paths) - row.files} 个文件没有跑")
                    break
                with tempfile.TemporaryDirectory(prefix="hostile-run-") as folder:
                    words = [word.format(file=path) for word in COMMANDS[command]]
                    seconds, memory, left, said = one(words, Path(folder))
                row.files += 1
                row.longest = max(row.longest, (seconds, path.name))
                row.most = max(row.most, (memory, path.name))
                row.faults += [f"{path.name}：{seconds:.1f} 秒"] if seconds > LONGEST else []
                row.faults += [f"{path.name}：{memory} MB"] if memory > MOST else []
                row.faults += [f"{path.name}：留下 {left} 个进程"] if left else []
                # A command line that docgen does not know would measure nothing; what a command refuses by its name is read by none.
                unknown = "U001" in said and "不会比较" not in said
                row.faults += [f"{path.name}：{said[:60].strip()}"] if unknown else []
                row.faults += [f"{path.name}：Traceback"] if "Traceback (most recent" in said else []
            if listener.calls > before:
                row.faults.append(f"连出去 {listener.calls - before} 次")
            yield command, row


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", default="")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--within", type=float, default=3600)
    options = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    bad = False
    print("| 命令 | 文件 | 最长（处理器秒） | 最多内存 | 不对的 |\n| --- | --- | --- | --- | --- |")
    for command, row in measured(options.commands.split(","), options.only, options.within):
        bad |= bool(row.faults)
        print(
            f"| {command} | {row.files} | {row.longest[0]:.1f}（{row.longest[1]}） | {row.most[0]} MB（{row.most[1]}） "
            f"| {'；'.join(row.faults) or '没有'} |",
            flush=True,
        )
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
