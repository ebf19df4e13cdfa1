"""A few of the kills that ``python -m tests.reliability.kills`` does by the hundred."""

from __future__ import annotations

import os

import pytest
from reliability import kills

pytestmark = pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上有信号")


def test_a_killed_run_leaves_only_whole_files_and_the_next_does_the_rest() -> None:

    seen = kills.run(4, seed=20)
    assert seen["kills"] == 4
    assert (seen["truncated files"], seen["stray files after"], seen["failed after"]) == (0, 0, 0)
