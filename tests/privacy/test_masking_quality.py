"""Masking on 1,020 sentences with a person and 1,020 without: the figures of ``python -m tests.privacy.masking``."""

from __future__ import annotations

import pytest
from privacy.masking import score
from privacy.masking_sets import first, second
from privacy.masking_third import after, third
from privacy.masking_unseen import unseen


@pytest.mark.parametrize("sentences", [first, second])
def test_persons_are_masked_or_asked_about_and_words_stay(sentences: object) -> None:
    persons, innocent = sentences()  # type: ignore[operator]
    assert len({*persons}) == len({*innocent}) == 400
    done = score(persons, innocent)
    assert done.masked + done.asked >= 0.99 * len(persons), done.passed
    assert len(done.changed) <= 0.005 * len(innocent), done.changed
    # What asks about everything and replaces nothing would be no mask.
    assert done.masked >= 0.6 * len(persons)


def test_sentences_never_seen_before_leak_and_maim_nothing() -> None:
    persons, innocent = unseen()
    assert len({*persons}) == len({*innocent}) == 100
    done = score(persons, innocent)
    assert (done.passed, done.changed) == ([], [])
    # Names that are words are asked about more often than those of the other sets.
    assert done.masked >= 30


def test_a_third_set_leaks_and_maims_nothing_and_a_third_of_its_words_go_out_unasked() -> None:
    persons, innocent = third()
    assert len({*persons}) == len({*innocent}) == 120
    done = score(persons, innocent)
    assert (done.passed, done.changed) == ([], [])
    assert done.asked_of_innocent <= 75


def test_what_begins_like_a_longer_word_is_still_asked_about() -> None:
    assert len({*after()}) == 60
    assert len(score(after(), []).passed) <= 1


@pytest.mark.parametrize(("sentences", "most"), [(first, 250), (second, 250), (unseen, 65)])
def test_what_is_surely_a_word_is_not_asked_about(sentences: object, most: int) -> None:
    assert score([], sentences()[1]).asked_of_innocent <= most  # type: ignore[operator]
