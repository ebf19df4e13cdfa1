"""Two revisions of docgen on one machine: where the code of each stands, and what a process needs to run it.

Only the command line and the public API of a revision may be used by what stands on this: the modules inside move.
"""

from __future__ import annotations

import os
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

ROOT = Path(__file__).parents[1]
WORKTREE = "."
"""The name of the files as they stand in the working tree, committed or not."""


def code_of(revision: str, folder: Path, repository: Path = ROOT) -> Path:
    """The folder with the code of *revision*: *repository* itself for WORKTREE, else a copy made in *folder*."""
    if revision == WORKTREE:
        return repository
    commit = name_of(revision, repository)
    command = ["git", "-C", str(repository), "archive", "--format=tar", commit]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    target = folder / commit
    with tarfile.open(fileobj=BytesIO(data)) as archive:
        for member in archive:
            if member.name.partition("/")[0] in ("docgen", "templates"):
                archive.extract(member, target)
    return target


def name_of(revision: str, repository: Path = ROOT) -> str:
    """The short name of the commit that *revision* means."""
    if revision == WORKTREE:
        return "the working tree"
    command = ["git", "-C", str(repository), "rev-parse", "--short", "--verify", f"{revision}^{{commit}}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"no such revision: {revision}")
    return done.stdout.strip()


def environment(code: Path) -> dict[str, str]:
    """The environment of a process that runs the docgen in *code* and keeps nothing between runs."""
    return {**os.environ, "PYTHONPATH": str(code), "DOCGEN_CACHE": "", "PYTHONUTF8": "1", "PYTHONHASHSEED": "0"}
