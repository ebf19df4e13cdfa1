"""The samples in the docstring of every rule are its tests; and what every rule must have."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docgen import checks
from docgen.checks import pages
from docgen.checks.fixing import apply
from docgen.checks.pages import Sample
from docgen.checks.rules import FAMILIES, TABLE
from docgen.core.errors import CODES, LETTERS
from tests.checks.tools import record_of, said

RULES = list(checks.known().values())
SAMPLES = [(rule, sample) for rule in RULES for sample in pages.samples(rule)]
FIXES = [
    (rule, wrong, right)
    for rule in RULES
    for wrong, right in zip(pages.samples(rule), pages.samples(rule)[1:], strict=False)
    if wrong.kind == "错" and right.kind == "改"
]


def name(value: object) -> str:
    return getattr(value, "id", "") or str(getattr(value, "text", ""))[:20]


@pytest.mark.parametrize(("rule", "sample"), SAMPLES, ids=name)
def test_samples(rule: checks.Rule, sample: Sample, tmp_path: Path) -> None:
    found = said(rule, record_of(sample), tmp_path)
    if sample.kind == "错":
        assert found, f"{rule.id} does not hit: {sample.text}"
    elif sample.kind == "好":
        assert [item.problem.message for item in found] == []


@pytest.mark.parametrize(("rule", "wrong", "right"), FIXES, ids=name)
def test_mended_samples(rule: checks.Rule, wrong: Sample, right: Sample, tmp_path: Path) -> None:
    text = record_of(wrong)
    edits = [item.edit for item in said(rule, text, tmp_path) if item.edit is not None]
    mended = apply(text, edits)
    assert mended == record_of(right)


@pytest.mark.parametrize("rule", RULES, ids=name)
def test_every_rule_is_whole(rule: checks.Rule) -> None:
    kinds = {sample.kind for sample in pages.samples(rule)}
    assert "好" in kinds
    # What needs the office's own list, or the cases of a conference, has its test beside the others of that.
    assert "错" in kinds or rule.id in ("J003", "Q011")
    assert re.fullmatch(r"[A-Z]\d{3}", rule.id)
    assert rule.id[0] in LETTERS
    assert rule.id not in CODES
    assert rule.source
    assert not rule.title.endswith("。")


def test_no_two_rules_share_a_code() -> None:
    assert len(RULES) == len(TABLE)


def test_every_family_is_in_the_table() -> None:
    folder = Path(checks.rules.__file__).parent
    assert sorted(FAMILIES) == sorted(path.stem for path in folder.glob("[!_]*.py"))


def test_what_no_source_confirms_is_no_error() -> None:
    assert [rule.id for rule in RULES if rule.level == "error" and "未核对" in rule.source] == []


def test_rules_stand_in_the_order_of_their_codes() -> None:
    letters = list(LETTERS)
    assert [rule.id for rule in RULES] == sorted(
        (rule.id for rule in TABLE), key=lambda code: (letters.index(code[0]), code)
    )
