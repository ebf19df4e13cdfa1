"""What the records in cases/ and the torture record print is what was accepted.

The command itself (``docgen snapshot cases``) is the golden test; accept a change with
``docgen snapshot cases --update`` after reading the differences.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.review.snapshot import SUFFIX, compare, folder_for

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("records", ["cases", "tests/torture"])
def test_papers_print_what_was_accepted(records: str) -> None:
    path = ROOT / records
    found = compare(path)
    assert [str(item) for item in found.problems if item.level == "error"] == []
    assert [(item.problem.message, item.lines) for item in found.differences] == []
    assert found.equal == len(list(folder_for(path).rglob(f"*{SUFFIX}"))) > 0
