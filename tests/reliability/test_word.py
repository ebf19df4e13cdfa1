"""Word out, Word in, on two papers; redlines on every kind. ``python -m tests.reliability.word`` does it on many."""

from __future__ import annotations

import pytest
from helpers import ALL_KINDS, OCCASION, RECORDS, RELEASES, SAMPLES

from tests.reliability import word


@pytest.fixture(scope="module")
def letters() -> list[word.Paper]:
    record = next(path for path in SAMPLES if path.stem == "母婴室建设")
    return list(word.papers(("recommendation",), [record], 1))


@pytest.mark.parametrize("name", word.EDITS)
def test_an_edit_is_taken_or_told_and_nothing_is_lost(
    name: str, letters: list[word.Paper], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(word, "EDITS", {name: word.EDITS[name]})
    scores, faults = word.round_trip(letters, with_office=False)
    assert faults == []
    score = scores[name]
    assert (score.lost, score.false, score.fixed) == (0, 0, 0)
    # This letter has no table.
    assert bool(score.taken or score.told) != (name in ("不改", "域代替字", "段首空格", "去掉书签", "表格里改字"))


def test_a_redline_of_every_kind_is_accepted_and_rejected() -> None:
    kinds = {one.kind: one for one in word.papers(ALL_KINDS, [*RECORDS, OCCASION, *RELEASES])}
    assert set(kinds) == set(ALL_KINDS)
    table = word.redlines(list(kinds.values()), with_office=False)
    assert [kind for kind, good in table.items() if not all(good)] == []
