"""Word files as PDF, through the LibreOffice of this machine, with docgen's own fonts."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from docgen.core.errors import EnvironmentFault, problem
from docgen.page.fonts import fontconfig_file

_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_SECONDS = 60
"""For starting up; each file has as many again."""


def program() -> str | None:
    """The path of LibreOffice's program, ``None`` where it is not installed."""
    return shutil.which("soffice") or shutil.which("libreoffice") or (str(_MAC) if _MAC.exists() else None)


def converted(files: Sequence[Path], into: Path) -> list[Path]:
    """The PDFs of the Word *files*, in the folder *into*, in their order; EnvironmentFault (E001) where that fails.

    All of them in one run: starting LibreOffice takes longer than a file does. A profile of its
    own keeps it apart from one that is open.
    """
    soffice = program()
    if soffice is None:
        message = "没有安装 LibreOffice，量不了 DOCX；PDF 可以直接量"
        raise EnvironmentFault([problem(None, "E001", message, "sudo apt-get install libreoffice-writer")])
    environment = dict(os.environ)
    if configuration := fontconfig_file():
        environment.setdefault("FONTCONFIG_FILE", str(configuration))
    with TemporaryDirectory(prefix="docgen-") as profile:
        command = [soffice, f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        try:
            subprocess.run(
                [*command, "--convert-to", "pdf", "--outdir", str(into), *map(str, files)],
                env=environment,
                capture_output=True,
                check=True,
                timeout=_SECONDS * (1 + len(files)),
            )
        except (OSError, subprocess.SubprocessError):
            raise EnvironmentFault([problem(None, "E001", "LibreOffice 没能打开这个文件")]) from None
    made = [into / f"{file.stem}.pdf" for file in files]
    for file, pdf in zip(files, made, strict=True):
        if not pdf.exists():
            raise EnvironmentFault(
                [problem(None, "E001", f"LibreOffice 没能打开 {file.name}", "看看它是不是 Word 文件")]
            )
    return made
