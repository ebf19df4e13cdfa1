"""The gold set: what every rule must keep to, and that ``--fix`` touches nothing that is right."""

from __future__ import annotations

from collections import Counter

import pytest

from docgen import checks
from tests.checks import gold
from tests.checks.gold.measure import Measured, faults, measure


@pytest.fixture(scope="module")
def found() -> Measured:
    return measure()


def test_the_set_is_large_enough_and_no_text_stands_twice() -> None:
    right, slips = gold.right(), gold.slips()
    assert (len(right) >= 400, len(gold.documents()) >= 60, len(slips) >= 400) == (True, True, True)
    texts = [text.text for text in right] + [slip.wrong.text for slip in slips]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


def test_every_slip_names_a_rule_and_differs_from_its_right_text() -> None:
    known = checks.known()
    assert [slip.wrong.text for slip in gold.slips() if slip.code not in known or slip.wrong == slip.right] == []


def test_precision_and_recall_of_every_rule_and_that_fix_touches_nothing_right(found: Measured) -> None:
    assert faults(found) == []


def test_a_rule_that_says_too_much_is_a_fault(found: Measured) -> None:
    spoiled = Measured(planted=found.planted, found=found.found, false=Counter({"X002": 9}))
    assert any(line.startswith("X002 准确率") for line in faults(spoiled))
