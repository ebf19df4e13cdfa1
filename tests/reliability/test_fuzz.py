"""Two thousand of the inputs that ``python -m tests.reliability.fuzz`` makes by the hundred thousand, spread over all targets."""

from __future__ import annotations

import os
import sys

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="只在 Linux 和 macOS 上有 fork 和信号")

SEED = int(os.environ.get("DOCGEN_FUZZ_SEED", "20261124"))


def test_two_thousand_spoiled_inputs_end_in_named_problems() -> None:
    from tests.reliability.fuzz import __main__ as fuzz

    assert sum(target.share for target in fuzz.TARGETS.values()) == 100
    lines: list[str] = []
    seen = fuzz.run(2000, SEED, say=lines.append)
    assert seen["inputs"] >= 2000
    assert seen["faults"] == 0, f"seed {SEED}\n" + "\n".join(line for line in lines if line.startswith("FAULT"))
