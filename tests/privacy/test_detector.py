"""The detector on the sentences written apart from it; the figures are printed by tests/reliability/detector.py."""

from __future__ import annotations

import pytest
from privacy import detector
from reliability.detector import score
from reliability.detector_set import fresh, held_out, tuning

from docgen.privacy import detect


@pytest.mark.parametrize("samples", [tuning, held_out, fresh])
@pytest.mark.parametrize("seed", [1, 2])
def test_recall_and_precision(samples: object, seed: int) -> None:
    result = score(samples(seed))  # type: ignore[operator]
    assert result.recall >= 0.99, result.missed
    assert result.precision >= 0.98, result.false
    assert result.hits_on_innocent == 0, result.false


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("电话１３９　１２３４　５６７８。", detect.MOBILE, "１３９　１２３４　５６７８"),
        ("身\u200b份证11010119900307003\u200b8号", detect.IDENTITY, "11010119900307003\u200b8"),
        ("拨打一三八零零一三八零零零", detect.MOBILE, "一三八零零一三八零零零"),
        ("\n\n住法华路3号院2号楼1单元101室", detect.ADDRESS, "住法华路3号院2号楼1单元101室"),
    ],
)
def test_the_place_is_that_in_the_text_as_typed(text: str, kind: str, value: str) -> None:
    (one,) = detect.find(text)
    assert (one.kind, text[one.start : one.stop]) == (kind, value)


def test_a_number_is_not_put_together_over_a_line_break() -> None:
    assert detect.find("共1391\n2345678人") == []


@pytest.mark.parametrize("name", [*detector._SETS])
def test_hard_particulars_are_found_and_the_numbers_of_offices_stay(name: str) -> None:
    _, positives, negatives = detector._SETS[name]
    assert len({*positives}) == len({*negatives}) == len(positives) == len(negatives)
    done = detector.score(positives, negatives)
    assert len(done.missed) <= 4, done.missed
    assert len(done.false) <= 1, done.false
