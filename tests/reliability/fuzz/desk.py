"""The scratch project that a process works in, and what its inputs are made from."""

from __future__ import annotations

import os
import tempfile
from functools import cache
from pathlib import Path

from docgen.papers import make
from docgen.papers.make import Workspace
from docgen.records import project
from docgen.records.kinds import Record
from docgen.records.loader import load
from tests.reliability import letters

ROOT = Path(__file__).parents[3]
CASES = ROOT / "cases"
RECORD = "案件.yaml"
TRIAL = "{#--- kind: trial, 名称: 试验文书, face: instrument, 阶段: 结案, 无则: 草稿 ---#}\n"
_DEPTH = "一/二/三/四/五"
"""So deep that a way out of the project by a few ``..`` still ends in the scratch folder."""


@cache
def desk() -> Path:
    """An empty project, the working directory of this process from now on."""
    folder = Path(tempfile.mkdtemp(prefix="docgen-fuzz-")) / _DEPTH
    folder.mkdir(parents=True)
    (folder / project.FILE_NAME).write_text("", encoding="utf-8")
    os.chdir(folder)
    # The power does not fail here: waiting for the disk would only take time from inputs.
    os.fsync = lambda _: None
    return folder


@cache
def space() -> Workspace:
    """Its workspace; relative to the working directory, as a person's would be."""
    desk()
    return make.workspace(Path())


def put(name: str, data: bytes) -> Path:
    """*data* as the file *name* of the project."""
    path = desk() / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return Path(name)


@cache
def texts() -> tuple[str, ...]:
    """Records that are right, to be spoiled: the project's own and a letter."""
    own = [path.read_text(encoding="utf-8") for path in sorted(CASES.rglob("*.yaml"))]
    return (*own, letters.text(7), letters.text(8))


@cache
def sample() -> Record:
    """A record with something in every stage."""
    record = load(CASES / "示例" / "母婴室建设.yaml", space().project, RECORD).record
    assert record is not None
    return record
