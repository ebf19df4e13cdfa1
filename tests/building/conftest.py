"""The command line in a scratch project that is the working directory."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import helpers
import pytest

from docgen.cli.run import run

Cli = Callable[..., helpers.Ran]


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> helpers.Scratch:
    monkeypatch.chdir(tmp_path)
    return helpers.scratch(tmp_path)


@pytest.fixture
def cli(scratch: helpers.Scratch, capsysbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Run docgen in this process: exit code, stdout and stderr."""

    def call(*arguments: str | Path) -> helpers.Ran:
        code = run([str(item) for item in arguments])
        seen = capsysbinary.readouterr()
        return helpers.Ran(code, seen.out, seen.err)

    return call
