"""Alignment by paragraph and by character."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.review.compare.align import align, marked

WORDS = st.text(alphabet="甲乙丙丁1289，。", max_size=12)


@given(st.lists(WORDS, max_size=8), st.lists(WORDS, max_size=8))
@settings(deadline=None)
def test_every_paragraph_stands_in_one_row_and_the_pieces_give_both_texts(old: list[str], new: list[str]) -> None:
    rows = align(old, new)
    assert [row.old for row in rows if row.old is not None] == list(range(len(old)))
    assert [row.new for row in rows if row.new is not None] == list(range(len(new)))
    for row in rows:
        before = "".join(text for kind, text in row.pieces if kind != "come")
        after = "".join(text for kind, text in row.pieces if kind != "gone")
        assert before == ("" if row.old is None else old[row.old])
        assert after == ("" if row.new is None else new[row.new])
        assert row.changed == (row.old is None or row.new is None or old[row.old] != new[row.new])


def test_a_rewritten_paragraph_is_paired_and_a_new_one_stands_alone() -> None:
    old = ["本院勘察了二十七家商场。", "听证员一致认为应当整改。"]
    new = ["全新的一段话，和前面没有关系。", "本院勘察了二十九家商场。", "听证员一致认为应当整改。"]
    assert [(row.old, row.new) for row in align(old, new)] == [(None, 0), (0, 1), (1, 2)]


def test_a_number_changes_as_a_whole() -> None:
    assert marked("共27家。", "共29家。") == (("same", "共"), ("gone", "27"), ("come", "29"), ("same", "家。"))


def test_a_scrap_between_two_changes_goes_with_them() -> None:
    pieces = marked("虽小，关乎妇女", "不大，却关系妇女")
    assert pieces == (("gone", "虽小，关乎"), ("come", "不大，却关系"), ("same", "妇女"))


def test_long_texts_come_to_an_end() -> None:
    dice = random.Random(7)
    old = ["".join(dice.choices("甲乙丙丁戊己", k=30)) for _ in range(600)]
    new = ["".join(dice.choices("甲乙丙丁戊己", k=30)) for _ in range(600)]
    rows = align(old, new)
    assert sum(row.old is not None for row in rows) == sum(row.new is not None for row in rows) == 600


@pytest.mark.parametrize("times", [20, 3000])
def test_what_comes_again_and_again_is_compared_at_its_ends(times: int) -> None:
    """Of a paragraph of one word three thousand times over difflib would take minutes."""
    old, new = f"前{'｛没有｝' * times}后", f"前{'｛没有｝' * (times - 1)}没有后"
    pieces = marked(old, new)
    assert "".join(text for kind, text in pieces if kind != "come") == old
    assert "".join(text for kind, text in pieces if kind != "gone") == new
    assert pieces[0][0] == pieces[-1][0] == "same"
    rows = align(["甲"] * times, ["甲"] * (times + 1))
    assert sum(row.changed for row in rows) == 1
