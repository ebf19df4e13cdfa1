"""Where lines end: the rules of punctuation and what stays whole, for any text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.page.layout.breaking import NO_BEGIN, NO_END, line_ends, may_break, without_lone
from docgen.page.placing import mixed

EM = 10.0


def lines(text: str, room: float, first: float | None = None) -> list[str]:
    """*text* in lines of *room* characters, all of them one em wide but the visible ASCII ones."""
    widths = [EM / 2 if one.isascii() else EM for one in text]
    ends = line_ends(text, widths, (room if first is None else first) * EM, room * EM)
    return [text[start:end] for start, end in pairwise([0, *ends])]


def test_a_line_takes_what_fits() -> None:
    assert lines("一二三四五六七八九十", 4) == ["一二三四", "五六七八", "九十"]
    assert lines("一二三四五六七八九十", 4, first=2) == ["一二", "三四五六", "七八九十"]
    assert lines("一二", 4) == ["一二"]
    assert lines("", 4) == [""]


def test_a_mark_that_may_not_begin_a_line_takes_a_character_along() -> None:
    assert lines("一二三四，五六", 4) == ["一二三", "四，五六"]
    assert lines("一二三“四五”，六", 4) == ["一二三", "“四", "五”，六"]


def test_an_opening_mark_does_not_end_a_line() -> None:
    assert lines("一二三《四五六》", 4) == ["一二三", "《四五", "六》"]


@pytest.mark.parametrize(("text", "whole"), [
    ("我们共有12345件", "12345"), ("依照GB/T标准", "GB/T"), ("共三点5.5%以上", "5.5%"), ("面积有10㎡上下", "10㎡"),
])  # fmt: skip
def test_numbers_and_words_stay_whole(text: str, whole: str) -> None:
    for room in (4, 5, 6):
        assert any(whole in line for line in lines(text, room)), (room, lines(text, room))


@pytest.mark.parametrize(("text", "whole"), [
    ("青检建〔2024〕6号检察建议", "〔2024〕6号"), ("依据云检发〔2023〕128号文件", "〔2023〕128号"),
    ("共追回38.6万元国有资金", "38.6万元"), ("造成损失约2亿元以上", "2亿元"), ("罚款500元整", "500元"), ("种植3万株树苗", "3万"),
])  # fmt: skip
def test_the_number_of_a_document_and_an_amount_stay_whole(text: str, whole: str) -> None:
    for room in range(7, 12):
        assert any(whole in line for line in lines(text, room)), (room, lines(text, room))


@pytest.mark.parametrize("text", ["一二三四元旦快乐", "一二三四号召大家", "一二三四万物生长", "一二三四〔注〕五六"])
def test_the_same_characters_in_words_may_begin_a_line(text: str) -> None:
    assert may_break(text, 4)


def test_a_dash_and_an_ellipsis_are_not_parted() -> None:
    assert lines("一二三——四五", 4) == ["一二三", "——四五"]
    assert lines("一二三……四五", 4) == ["一二", "三……四", "五"]


def test_spaces_at_the_end_of_a_line_need_no_room() -> None:
    assert lines("一二三四  五", 4) == ["一二三四  ", "五"]


def test_what_cannot_be_broken_runs_to_the_edge() -> None:
    assert lines("https://example.org/a", 4) == ["https://", "example.", "org/a"]


def test_gaps_lie_between_hanzi_and_digits_or_letters() -> None:
    assert mixed("自2024年起，（3）GB标准、5%") == [1, 5, 13]


@given(st.text(alphabet="一二三，。“”《》（）12a %—…、℃", min_size=1, max_size=60), st.integers(2, 12))
def test_any_text_is_kept_and_no_line_is_too_long(text: str, room: int) -> None:
    found = lines(text, room)
    assert "".join(found) == text
    assert all(found)
    for line in found:
        shown = line.rstrip(" ")
        assert sum(0.5 if one.isascii() else 1 for one in shown) <= room + 0.01 or len(shown) == 1


@given(st.text(alphabet="一二三四五六七八，。“”《》（）", min_size=1, max_size=80), st.integers(8, 20))
def test_the_rules_hold_wherever_a_place_can_be_found(text: str, room: int) -> None:
    place = 0
    for line in lines(text, room)[:-1]:
        place += len(line)
        if any(may_break(text, one) for one in range(place - len(line) + 1, place + 1)):
            assert text[place] not in NO_BEGIN
            assert text[place - 1] not in NO_END


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("行政公益诉讼　代为处置", ["行政公益诉讼　", "代为处置"]),
        ("甲乙　丙丁　戊己庚辛", ["甲乙　丙丁　", "戊己庚辛"]),
        ("甲乙丙丁戊己庚辛壬　癸", ["甲乙丙丁戊己庚辛", "壬　癸"]),
        ("甲乙丙丁　戊己庚　辛", ["甲乙丙丁　", "戊己庚　辛"]),
        ("甲乙丙丁戊己庚辛　壬", ["甲乙丙丁戊己庚辛　", "壬"]),
        ("甲　乙", ["甲　乙"]),
    ],
)
def test_a_term_of_a_list_is_not_parted_unless_it_is_longer_than_a_line(text: str, lines: list[str]) -> None:
    ends = line_ends(text, [1.0] * len(text), 8, 8, terms=True)
    assert [text[start:end] for start, end in pairwise([0, *ends])] == lines


@pytest.mark.parametrize(
    ("text", "alone", "last"),
    [
        ("案例二：云江省青川市临河区人民检察院督促规范城市道路无障碍设施建设行政公益诉讼案", 1, "行政公益诉讼案"),
        ("案例一：云江省青川市人民检察院督促保护青川古城墙行政公益诉讼案", 2, "行政公益诉讼案"),
        ("案例一：云江省青川市人民检察院督促保护青川古城墙行政公益诉讼案", 3, "诉讼案"),
        ("案例一：云江省青川市人民检察院督促保护青川古城墙行政公益诉讼案", 9, "墙行政公益诉讼案"),
        ("国" * 12, 1, "国国国"),
        # Half of a line is too much to lose.
        ("公益诉讼公益诉讼案", 1, "案"),
    ],
)
def test_no_character_is_left_alone_in_a_last_line(text: str, alone: int, last: str) -> None:
    ends = without_lone(text, [len(text) - alone, len(text)])
    assert (text[ends[0] :], ends[1]) == (last if alone < 9 else text[-9:], len(text))


@pytest.mark.parametrize("ends", [[0], [12], [6, 12], [5, 9, 12]])
def test_lines_that_end_well_stay(ends: list[int]) -> None:
    assert without_lone("国" * ends[-1], ends) == ends
