"""Text that knows its place keeps it through cutting, joining and pickling, and never tells a wrong one."""

from __future__ import annotations

import pickle

import pytest

from docgen.core import dates
from docgen.core.dates import When
from docgen.core.errors import (
    ConfigError,
    DocgenError,
    EnvironmentFault,
    NormError,
    Problem,
    RecordError,
    TemplateError,
    WriteError,
    has_errors,
    nearest,
    problem,
    sort_problems,
)
from docgen.core.source import Located, Span, joined
from docgen.papers.views.view import Gap

HERE = Span("案件.yaml", 3, 5)
THERE = Span("案件.yaml", 9, 1)
QUOTED = Span("案件.yaml", 20, 7, "机关.区住建局")


def test_every_character_knows_its_column() -> None:
    text = Located("一二三四", HERE)
    assert [text.span_at(at).column for at in range(4)] == [5, 6, 7, 8]
    assert text.span == HERE
    assert {text.span_at(at).line for at in range(4)} == {3}


def test_a_quoted_value_stays_at_the_place_where_it_was_typed() -> None:
    text = Located("临河区住建局", QUOTED)
    assert text.span_at(4) == QUOTED


def test_a_column_beyond_the_basic_plane_is_one_character() -> None:
    assert Located("𬱖公司", HERE).span_at(1).column == 6


CUTS = [
    (0, None, "甲乙丙丁"),
    (1, 3, "乙丙"),
    (2, None, "丙丁"),
    (3, 4, "丁"),
    (2, 2, ""),
]


@pytest.mark.parametrize(("start", "stop", "expected"), CUTS)
def test_a_part_keeps_the_place_of_each_of_its_characters(start: int, stop: int | None, expected: str) -> None:
    whole = Located("甲乙丙丁", ((0, HERE), (2, THERE)))
    part = whole.part(start, stop)
    assert part == expected
    for at in range(len(part)):
        assert part.span_at(at) == whole.span_at(start + at)


def test_lines_are_the_non_blank_lines_each_with_its_place() -> None:
    third = Span("案件.yaml", 12, 3)
    text = Located("首段\n \n次段", ((0, HERE), (5, third)))
    assert [(str(line), line.span) for line in text.lines()] == [("首段", HERE), ("次段", third)]


def test_joining_keeps_every_place_and_a_plain_part_takes_the_one_before_it() -> None:
    whole = joined([Located("甲", HERE), "、", Located("乙", THERE)])
    assert isinstance(whole, Located)
    assert whole == "甲、乙"
    assert whole.span_at(0) == HERE
    assert whole.span_at(1) == HERE.forward(1)
    assert whole.span_at(2) == THERE


def test_joining_with_a_plain_part_first_gives_it_the_place_of_the_first_located_one() -> None:
    whole = joined(["（", Located("甲", HERE), "）"])
    assert isinstance(whole, Located)
    assert whole.span == HERE


def test_the_text_between_parts_is_counted_when_places_are_told() -> None:
    whole = joined([Located("甲", HERE), Located("乙", THERE)], "，，")
    assert isinstance(whole, Located)
    assert whole == "甲，，乙"
    assert whole.span_at(3) == THERE


def test_joining_plain_texts_gives_plain_text() -> None:
    whole = joined(["甲", "乙"])
    assert whole == "甲乙"
    assert not isinstance(whole, Located)
    assert joined([]) == ""


def test_pieces_are_cut_at_the_marks_and_none_is_empty() -> None:
    text = Located("甲乙丙", ((0, HERE), (1, THERE), (3, HERE)))
    assert text.pieces() == [("甲", HERE), ("乙丙", THERE)]
    assert Located("", HERE).pieces() == []


@pytest.mark.parametrize("method", ["strip", "lower", "swapcase"])
def test_ordinary_string_methods_lose_the_place_instead_of_telling_a_wrong_one(method: str) -> None:
    assert not isinstance(getattr(Located(" Ab ", HERE), method)(), Located)


def _pickled(value: object) -> object:
    return pickle.loads(pickle.dumps(value))


def test_located_text_survives_pickling() -> None:
    text = Located("甲乙", ((0, HERE), (1, QUOTED)))
    again = _pickled(text)
    assert isinstance(again, Located)
    assert (again, again.marks) == (text, text.marks)


def test_a_gap_survives_pickling_as_a_gap() -> None:
    again = _pickled(Gap.of("证据", HERE))
    assert isinstance(again, Gap)
    assert (again, again.span) == ("【待补：证据】", HERE)


def test_a_date_survives_pickling_with_what_it_means() -> None:
    typed = When.of(Located("2024-1-5 上午9:30", HERE), dates.parse("2024-1-5 上午9:30"))
    again = _pickled(typed)
    assert isinstance(again, When)
    assert (again, again.span, again.moment) == (typed, HERE, typed.moment)


def test_a_part_of_a_date_is_only_text() -> None:
    typed = When.of(Located("2024年1月5日", HERE), dates.parse("2024年1月5日"))
    part = typed.part(0, 5)
    assert not isinstance(part, When)
    assert (part, part.span) == ("2024年", HERE)


ERRORS = [DocgenError, ConfigError, RecordError, TemplateError, NormError, WriteError, EnvironmentFault]


@pytest.mark.parametrize("kind", ERRORS)
def test_errors_survive_pickling_with_their_problems(kind: type[DocgenError]) -> None:
    found = problem(HERE, "R002", "这里没有“线锁”这个键", "是不是“线索”？")
    again = _pickled(kind([found]))
    assert type(again) is kind
    assert again.problems == (found,)
    assert str(again) == "这里没有“线锁”这个键"
    assert again.exit_code == kind.exit_code


def test_problems_are_sorted_by_place_and_told_once() -> None:
    late, early = problem(THERE, "R002", "后"), problem(HERE, "R003", "前")
    other = problem(Span("另案.yaml", 1, 1), "R002", "别的文件")
    nowhere = problem(None, "E001", "没有位置")
    found = sort_problems([other, late, early, late, nowhere])
    # 另 (U+53E6) comes before 案 (U+6848).
    assert found == [nowhere, other, early, late]
    assert len(sort_problems([late, late])) == 1


def test_problems_at_one_place_stay_in_the_order_found() -> None:
    first, second = problem(HERE, "R003", "乙"), problem(HERE, "R002", "甲")
    assert sort_problems([first, second]) == [first, second]


def test_only_errors_are_errors() -> None:
    assert not has_errors([problem(HERE, "R010", "编号"), Problem(HERE, "R002", "hint", "提示")])
    assert has_errors([problem(HERE, "R010", "编号"), problem(HERE, "R002", "没有这个键")])


NEAREST = [("典型意意", "典型意义"), ("区住健局", "区住建局"), ("线锁", "线索"), ("xyz", "")]


@pytest.mark.parametrize(("typed", "meant"), NEAREST)
def test_the_nearest_name_is_the_one_that_was_meant(typed: str, meant: str) -> None:
    assert nearest(typed, ["典型意义", "区住建局", "线索", "整改"]) == meant
