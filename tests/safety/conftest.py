"""A scratch project for each test."""

from __future__ import annotations

from pathlib import Path

import pytest
from helpers import Scratch
from helpers import scratch as new


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    monkeypatch.chdir(tmp_path)
    return new(tmp_path)
