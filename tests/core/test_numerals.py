"""Numbers as official papers write them, and the ones that people type before a point."""

from __future__ import annotations

import pytest

from docgen.core.dates import chinese, digits, ordinal, typed_number

CHINESE = [
    (1, "一"),
    (9, "九"),
    (10, "十"),
    (11, "十一"),
    (19, "十九"),
    (20, "二十"),
    (21, "二十一"),
    (90, "九十"),
    (99, "九十九"),
    (100, "一百"),
    (119, "一百一十九"),
    (1001, "一千零一"),
    (1260, "一千二百六十"),
]


@pytest.mark.parametrize(("number", "words"), CHINESE)
def test_a_number_is_written_in_chinese(number: int, words: str) -> None:
    assert chinese(number) == words


def test_no_two_numbers_are_written_alike() -> None:
    assert len({chinese(number) for number in range(1, 10_000)}) == 9999


@pytest.mark.parametrize("number", [0, -1, 10_000])
def test_a_number_that_no_paper_uses_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese(number)


@pytest.mark.parametrize(("year", "words"), [(2024, "二〇二四"), (1999, "一九九九"), (2000, "二〇〇〇")])
def test_a_year_is_read_digit_by_digit_with_the_round_zero(year: int, words: str) -> None:
    assert digits(year) == words


ORDINALS = [(1, 1, "一、"), (12, 1, "十二、"), (2, 2, "（二）"), (3, 3, "3."), (10, 3, "10."), (4, 4, "（4）")]


@pytest.mark.parametrize(("number", "level", "mark"), ORDINALS)
def test_each_level_has_its_own_mark(number: int, level: int, mark: str) -> None:
    assert ordinal(number, level) == mark


@pytest.mark.parametrize("level", [0, 5])
def test_there_is_no_fifth_level(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        ordinal(1, level)


TYPED = [
    ("一、对商场核查", "一、"),
    ("十二、对商场核查", "十二、"),
    ("第一、对商场核查", "第一、"),
    ("（一）对商场核查", "（一）"),
    ("(一)对商场核查", "(一)"),
    ("（一）、对商场核查", "（一）、"),
    ("1.对商场核查", "1."),
    ("1. 对商场核查", "1. "),
    ("1、对商场核查", "1、"),
    ("1．对商场核查", "1．"),
    ("（1）对商场核查", "（1）"),
    ("(12) 对商场核查", "(12) "),
    ("①对商场核查", "①"),
    ("一是对商场核查", "一是"),
]


@pytest.mark.parametrize(("point", "number"), TYPED)
def test_the_number_before_a_point_is_seen(point: str, number: str) -> None:
    assert typed_number(point) == number


NOT_A_NUMBER = [
    "对商场核查",
    "1.5公里以内",
    "12345市民服务热线",
    "2024年1月",
    "一些商场",
    "一并核查",
    "三个月内",
    "第一季度",
    "（试行）",
    "1月起",
    "",
]


@pytest.mark.parametrize("point", NOT_A_NUMBER)
def test_what_belongs_to_the_sentence_is_no_number(point: str) -> None:
    assert typed_number(point) == ""
