"""Run as a process: docgen with a watch on every file that it opens, every socket, every process. Prints what it saw as JSON."""

from __future__ import annotations

import io
import json
import os
import sys
import sysconfig
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

FORBIDDEN = ("socket.", "urllib.", "http.", "ftplib.", "smtplib.", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.forkpty", "os.startfile", "pty.spawn", "webbrowser.", "winreg.")  # fmt: skip
"""Beginnings of audit events; see Python's table of them."""
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


class Watch:
    """What was opened outside *allowed* for reading or *own* for writing, and what else was not allowed."""

    def __init__(self, allowed: Sequence[Path], own: Sequence[Path]) -> None:
        self.allowed = [os.path.realpath(path) for path in allowed]
        self.own = [os.path.realpath(path) for path in own]
        self.seen: list[str] = []
        self.opened = 0
        self.on = False

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event.startswith(FORBIDDEN):
            self.seen.append(f"{event} {str(arguments)[:120]}")
        elif event == "open" and not isinstance(arguments[0], int):
            self.on = False  # what follows opens nothing of docgen's
            path = os.path.realpath(os.fsdecode(arguments[0]))
            self.on = True
            self.opened += 1
            mode, flags = arguments[1] or "", arguments[2] or 0
            writing = bool(set(mode) & set("wax+")) or bool(flags & _WRITING)
            if not _within(path, self.own if writing else [*self.allowed, *self.own]):
                self.seen.append(f"{'write' if writing else 'read'} {path}")
        elif event in ("os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "shutil.rmtree"):
            for one in arguments[:2]:
                if isinstance(one, str | bytes) and not _within(os.path.realpath(os.fsdecode(one)), self.own):
                    self.seen.append(f"{event} {one!r}")


def _within(path: str, folders: Sequence[str]) -> bool:
    return any(path == folder or path.startswith(folder + os.sep) for folder in folders)


def installation() -> list[Path]:
    """Python, its libraries and docgen itself."""
    import docgen
    from docgen.papers.templates.catalog import BUILT_IN

    names = ("stdlib", "platstdlib", "purelib", "platlib")
    own = [Path(docgen.__file__).parent, BUILT_IN, Path(sys.prefix)]
    # Python looks for its own library as an archive too.
    archives = [Path(entry) for entry in sys.path if entry.endswith(".zip")]
    return [*(Path(sysconfig.get_path(name)) for name in names), *own, *archives]


def fonts() -> list[Path]:
    """What PDF reads besides: fonts and the tables of the system about them."""
    from docgen.page.fonts.choice import folder, installed

    places = (
        "/usr/share/fonts",
        "/usr/local/share/fonts",
        "/etc/fonts",
        "/usr/share/fontconfig",
        "/var/cache/fontconfig",
        "/usr/share/mime",
    )
    return [*map(Path, places), folder(), *{face.path.parent for face in installed().values()}]


def main() -> None:
    """``doors.py COMMANDS``: COMMANDS is a JSON list of lists of arguments; the working directory is the project."""
    from docgen.cli.run import run

    commands: list[list[str]] = json.loads(sys.argv[1])
    sys.dont_write_bytecode = True
    project = Path.cwd()
    with_pdf = any("pdf" in word for words in commands for word in words)
    watch = Watch([*installation(), *(fonts() if with_pdf else []), Path(os.devnull)], [project])
    sys.addaudithook(watch)
    codes = []
    for words in commands:
        out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
        with redirect_stdout(out), redirect_stderr(err):
            watch.on = True
            codes.append(run(words))
            watch.on = False
    print(json.dumps({"codes": codes, "opened": watch.opened, "seen": sorted(set(watch.seen))}, ensure_ascii=False))


if __name__ == "__main__":
    main()
