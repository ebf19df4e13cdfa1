"""Two thousand of the inputs that ``python -m tests.reliability.fuzz`` makes by the hundred thousand, spread over all targets."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from helpers import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="只在 Linux 和 macOS 上有 fork 和信号")

SEED = int(os.environ.get("DOCGEN_FUZZ_SEED", "20261124"))


def test_two_thousand_spoiled_inputs_end_in_named_problems() -> None:
    # In a process of its own: what Hypothesis makes of a seed depends on the modules that are loaded.
    done = subprocess.run(
        [sys.executable, "-m", "tests.reliability.fuzz", "2000", "--seed", str(SEED)],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"^2\d\d\d inputs, 0 faults", done.stdout, re.MULTILINE), done.stdout


def test_every_target_has_its_share() -> None:
    from tests.reliability.fuzz import __main__ as fuzz

    assert sum(target.share for target in fuzz.TARGETS.values()) == 100
