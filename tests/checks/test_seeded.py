"""Every seeded fault is found at its line; the whole set is run by ``python -m tests.reliability.seeded_faults``."""

from __future__ import annotations

from tests.reliability import seeded_faults


def test_seeded_faults_of_two_records_are_found() -> None:
    paths = [path for path in seeded_faults.records() if path.stem in ("月子中心", "危废倾倒")]
    count, missed, errors = seeded_faults.run(paths)
    assert [(fault.code, fault.record, fault.line) for fault in missed] == []
    assert errors == []
    assert len(count) >= 60
    assert sum(put for put, _ in count.values()) >= 150


def test_most_rules_have_their_seeded_fault() -> None:
    assert len({code for code, _, _ in seeded_faults.KINDS}) >= 80
