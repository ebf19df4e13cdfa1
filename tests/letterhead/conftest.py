"""A scratch project for each test."""

from __future__ import annotations

from pathlib import Path

import helpers
import pytest


@pytest.fixture
def scratch(tmp_path: Path) -> helpers.Scratch:
    return helpers.scratch(tmp_path)
