"""Word files as PDF, and old Excel files as new ones, through the LibreOffice of this machine, with docgen's own fonts."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.core.errors import EnvironmentFault, problem
from docgen.page.fonts import fontconfig_file

_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_SECONDS = 40
"""For starting up; each file has half as many again."""
_MEMORY = 1 << 30
_FILTERS = {"pdf": 'pdf:writer_pdf_Export:{"IsSkipEmptyPages":{"type":"boolean","value":"false"}}'}
"""The empty left page before the body of a book is a page of the PDF too, or its page 1 would seem to be a left one."""
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
"""No macro, no link of a document that is followed, whatever the document asks for."""


def program() -> str | None:
    """The path of LibreOffice's program, ``None`` where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or (str(_MAC) if _MAC.exists() else None)


def converted(files: Sequence[Path], into: Path, names: Sequence[str] = (), kind: str = "pdf") -> list[Path]:
    """The PDFs (or files of another *kind*) of *files*, in the folder *into*, in their order; EnvironmentFault (E001) where that fails.

    All of them in one run: starting LibreOffice takes longer than a file does. A profile of its
    own keeps it apart from one that is open. *names* are what messages call the files.
    A file from an unknown hand goes through ``formats.word.harmless`` first.
    """
    soffice = program()
    if soffice is None:
        message = "没有安装 LibreOffice，量不了 DOCX；PDF 可以直接量"
        raise EnvironmentFault([problem(None, "E001", message, "sudo apt-get install libreoffice-writer")])
    environment = dict(os.environ)
    if configuration := fontconfig_file():
        environment.setdefault("FONTCONFIG_FILE", str(configuration))
    with TemporaryDirectory(prefix="docgen-") as profile:
        settings = Path(profile) / "user" / "registrymodifications.xcu"
        settings.parent.mkdir()
        settings.write_text(_SETTINGS, encoding="utf-8")
        command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        command += ["--convert-to", _FILTERS.get(kind, kind), "--outdir", str(into), *map(str, files)]
        if not _done(command, environment, _SECONDS + _SECONDS // 2 * len(files)):
            raise EnvironmentFault([problem(None, "E001", "LibreOffice 没能打开这个文件")])
    made = [into / f"{file.stem}.{kind}" for file in files]
    for pdf, name in zip(made, names or [file.name for file in files], strict=True):
        if not pdf.exists():
            raise EnvironmentFault(
                [problem(None, "E001", f"LibreOffice 没能打开 {name}", "看看它是不是 Office 文件，有没有密码")]
            )
    return made


def _done(command: Sequence[str], environment: dict[str, str], seconds: int) -> bool:
    """Whether *command* ended well in time. Whatever happens, nothing that it started is left behind."""
    try:
        process = subprocess.Popen(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            preexec_fn=None if os.name == "nt" else lambda: _limit(seconds),
        )
    except OSError:
        return False
    try:
        return process.wait(timeout=seconds) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        # The program itself is a child of the wrapper: the whole group goes.
        _end_group(process)


def _limit(seconds: int) -> None:
    """In the new process: its time, and what it may hold of its own."""
    import resource

    for kind, most in ((resource.RLIMIT_CPU, seconds), (resource.RLIMIT_DATA, _MEMORY)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


def _end_group(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
