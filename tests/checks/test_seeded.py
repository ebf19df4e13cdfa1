"""Faults seeded into the records of ``cases/`` cover the rules; what they find is counted with the gold set."""

from __future__ import annotations

from docgen import checks
from tests.checks import gold
from tests.reliability import seeded_faults


def test_every_rule_has_a_seeded_fault_or_a_slip() -> None:
    planted = {code for code, _, _ in seeded_faults.KINDS} | {slip.code for slip in gold.slips()}
    # What only a release beside the cases of its conference shows has its test there.
    assert set(checks.known()) - planted == {"Q011"}


def test_the_clean_records_hold_no_error() -> None:
    assert [item for path in seeded_faults.records() for item in seeded_faults.clean_errors(path)] == []
