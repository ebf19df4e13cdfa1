"""The small version of the leak test (``python -m tests.reliability.leak`` is the whole one)."""

from __future__ import annotations

from docgen.formats import WRITERS
from tests.reliability import leak
from tests.reliability.leak_records import record

SEED = 5


def test_the_scanner_sees_through_every_disguise() -> None:
    tried, missed = leak.self_test()
    assert missed == []
    assert tried >= 12 * len(leak.SELF_TEST)


def test_nothing_leaks() -> None:
    told: list[str] = []
    result = leak.whole(SEED, 60, 30, told.append)
    assert result.leaks == []
    assert (result.refused, told) == (0, [])
    assert result.records == 60
    assert result.secrets > 60 * 20
    assert result.files[".docx"] >= 120
    assert result.messages > 200
    assert (result.published, result.different) == (6, [])


def test_a_guard_that_is_off_is_noticed() -> None:
    with leak.project_folder() as root:
        formats = tuple(name for name in WRITERS if name != "pdf")
        count, survived = leak.mutation(root, SEED, leak.public_kinds(root), formats)
        more, also = leak.published_mutation(root, SEED)
    assert survived + also == []
    assert count >= 15
    assert more >= 14


def test_the_records_hold_what_they_say() -> None:
    planted = record(SEED, 3)
    missing = [value for value in planted.secrets if value not in planted.text]
    assert missing == []
    assert len(planted.secrets) >= 20
