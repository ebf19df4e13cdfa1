"""Memory that runs out is told; it brings neither docgen nor the machine down."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from helpers import ROOT, Scratch
from reliability import letters

# The limit made small, and a paper that wants more than there is.
HUNGRY = """
import sys
from docgen.building import limits
limits.MEMORY = 900 << 20
from docgen.papers import finish as papers
real = papers.finish
def finish(kind, record, *more):
    if "吃内存" in str(record.matter):
        return [bytearray(300 << 20) for _ in range(40)]
    return real(kind, record, *more)
papers.finish = finish
from docgen.cli import main
main()
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="只在 Linux 上限得住内存")
@pytest.mark.parametrize("command", ["render", "build"])
def test_memory_that_runs_out_is_a_named_error(scratch: Scratch, command: str) -> None:
    scratch.record(letters.text(1, "吃内存"), "案/1.yaml")
    scratch.record(letters.text(2), "案/2.yaml")
    arguments = [command, "案", "--as", "recommendation", "--jobs", "0", "-o", "出"]
    settings = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", HUNGRY, *arguments],
        cwd=scratch.root,
        env=settings,
        capture_output=True,
        timeout=300,
        check=False,
    )
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "B003" in said and "内存不够" in said and "案/1.yaml" in said
    assert "Traceback" not in said
    assert len(list((scratch.root / "出").rglob("*.docx"))) == 1
