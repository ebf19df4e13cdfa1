"""Dates as people type them and as papers print them; periods by the calendar."""

from __future__ import annotations

import datetime

import pytest

from docgen.core import dates
from docgen.core.dates import DateFault, Moment

JANUARY_5 = datetime.date(2024, 1, 5)

DAYS = [
    "2024年1月5日",
    "2024年01月05日",
    "2024-1-5",
    "2024-01-05",
    "2024/1/5",
    "2024.1.5",
    "2024.01.05",
    "２０２４年１月５日",
    " 2024年1月5日 ",
    "2024 年 1 月 5 日",
    "2024年1月5",
]


@pytest.mark.parametrize("typed", DAYS)
def test_a_day_is_understood_however_it_is_typed(typed: str) -> None:
    assert dates.parse(typed) == Moment(JANUARY_5, "日")


COARSE = [
    ("2024年1月", Moment(datetime.date(2024, 1, 1), "月"), "2024年1月"),
    ("2024-01", Moment(datetime.date(2024, 1, 1), "月"), "2024年1月"),
    ("2024年1月底", Moment(datetime.date(2024, 1, 1), "月", None, "底"), "2024年1月底"),
    ("2023年", Moment(datetime.date(2023, 1, 1), "年"), "2023年"),
    ("2023年初", Moment(datetime.date(2023, 1, 1), "年", None, "初"), "2023年初"),
    ("2023年上半年", Moment(datetime.date(2023, 1, 1), "年", None, "上半年"), "2023年上半年"),
]


@pytest.mark.parametrize(("typed", "moment", "printed"), COARSE)
def test_a_date_is_only_as_exact_as_it_was_typed(typed: str, moment: Moment, printed: str) -> None:
    assert dates.parse(typed) == moment
    assert not moment.exact
    assert dates.printed(moment) == printed


CLOCKS = [
    ("2024年1月5日9时30分", (9, 30), "2024年1月5日9时30分"),
    ("2024年1月5日9时", (9, 0), "2024年1月5日9时"),
    ("2024年1月5日 9:30", (9, 30), "2024年1月5日9:30"),
    ("2024-01-05T09:30:00", (9, 30), "2024年1月5日9时30分"),
    ("2024年1月5日９：３０", (9, 30), "2024年1月5日9:30"),
    ("2024年1月5日上午9时30分", (9, 30), "2024年1月5日上午9时30分"),
    ("2024年1月5日上午10:00", (10, 0), "2024年1月5日上午10:00"),
    ("2024年1月5日下午3时", (15, 0), "2024年1月5日下午3时"),
    ("2024年1月5日晚上7点半", (19, 30), "2024年1月5日晚上7点半"),
    ("2024年1月5日中午12点", (12, 0), "2024年1月5日中午12点"),
    ("2024年1月5日中午1时", (13, 0), "2024年1月5日中午1时"),
    ("2024年1月5日凌晨2时许", (2, 0), "2024年1月5日凌晨2时许"),
    ("2024年1月5日9时30分至11时", (9, 30), "2024年1月5日9时30分至11时"),
    ("2024年1月5日上午9时—下午3时", (9, 0), "2024年1月5日上午9时—下午3时"),
    ("2024年1月5日24时", (24, 0), "2024年1月5日24时"),
    ("2024年1月5号下午3时", (15, 0), "2024年1月5日下午3时"),
    ("2024年1月5日（星期五）上午10:00", (10, 0), "2024年1月5日（星期五）上午10:00"),
    ("2024年1月5日 周五 14时", (14, 0), "2024年1月5日（星期五）14时"),
]


@pytest.mark.parametrize(("typed", "clock", "printed"), CLOCKS)
def test_the_hour_is_understood_and_printed_as_it_was_typed(typed: str, clock: tuple[int, int], printed: str) -> None:
    moment = dates.parse(typed)
    assert (moment.day, moment.precision, moment.clock) == (JANUARY_5, "时", clock)
    assert dates.printed(moment) == printed


FORMS = [
    ("2024年1月5日下午3时", "二十四时", "2024年1月5日15时"),
    ("2024年1月5日下午3时", "时刻", "下午3时"),
    ("2024年1月5日下午3时", "日期", "2024年1月5日"),
    ("2024年1月5日下午3时", "星期", "星期五"),
    ("2024年1月5日上午", "时刻", "上午"),
    ("2024年1月5日上午", "日期", "2024年1月5日"),
    ("2024年1月5日上午", "二十四时", "2024年1月5日上午"),
    ("2024年1月5日前后", "日期", "2024年1月5日前后"),
    ("2024年1月", "月日", "1月"),
    ("2024年1月上旬", "月日", "1月上旬"),
    ("2024年初", "月日", "2024年初"),
    ("2024年", "年月", "2024年"),
    ("2024年1月", "星期", ""),
]


@pytest.mark.parametrize(("typed", "form", "printed"), FORMS)
def test_a_form_of_a_date_says_neither_less_nor_more_than_was_typed(typed: str, form: str, printed: str) -> None:
    assert dates.FORMS[form](dates.parse(typed), "阿拉伯数字") == printed


BEHIND = [
    "2024年1月5日前后", "2024年1月5日起", "2024年1月5日以前", "2024年1月5日许", "2024年1月5日至7日", "2024年1月5日至2月3日",
    "2024年1月上旬", "2024年1月中旬前后", "2024年1月底以前", "2024年1月至3月", "2024年1月至今", "2024年1月初", "2024年年底", "2024年上半年",
    "2024年春季", "2024年第一季度", "2024年以来", "2024年至2025年",
]  # fmt: skip


@pytest.mark.parametrize("typed", BEHIND)
def test_known_words_behind_a_date_print_as_they_were_typed(typed: str) -> None:
    assert dates.printed(dates.parse(typed)) == typed


NOT_BEHIND = [
    ("2024年1月9日xyz", "xyz", "2024年1月9日"),
    ("2024年1月9日上旬", "上旬", "2024年1月9日"),
    ("2024-1-9 待核", "待核", "2024年1月9日"),
    ("2024年1月9日上午立案", "上午立案", "2024年1月9日"),
    ("2024年1月9号10时30分钟", "10时30分钟", "2024年1月9日"),
    ("2024年3月左近", "左近", "2024年3月"),
    ("2024年夏秋之交？", "夏秋之交？", "2024年"),
    ("2024年1月9日（补）", "（补）", "2024年1月9日"),
]


@pytest.mark.parametrize(("typed", "behind", "nearest"), NOT_BEHIND)
def test_what_stands_behind_a_date_and_says_nothing_known_neither_prints_nor_vanishes(
    typed: str, behind: str, nearest: str
) -> None:
    with pytest.raises(DateFault) as caught:
        dates.parse(typed)
    assert f"“{behind}”看不懂" in str(caught.value)
    assert caught.value.nearest == nearest


NEAREST = [
    ("2024年4月31日", "2024年4月30日"),
    ("2023年2月29日", "2023年2月28日"),
    ("2024年25月3日", "2024年3月25日"),
    ("20240105", "2024年1月5日"),
    ("24年1月5日", "2024年1月5日"),
    ("2024", "2024年"),
    ("2024年1月5日（星期六）", "2024年1月5日（星期五）"),
    ("2024年1月5日上午15时", "2024年1月5日下午3时"),
    ("1月5日", ""),
]


@pytest.mark.parametrize(("typed", "nearest"), NEAREST)
def test_a_refusal_names_the_nearest_right_date_and_no_example(typed: str, nearest: str) -> None:
    with pytest.raises(DateFault) as caught:
        dates.parse(typed)
    assert caught.value.nearest == nearest


def test_a_day_of_the_week_beside_a_date_is_compared_with_the_calendar() -> None:
    with pytest.raises(DateFault, match="2024年1月5日是星期五，不是星期六"):
        dates.parse("2024年1月5日（星期六）上午10:00")


def test_a_part_of_the_day_without_an_hour_is_kept_as_typed() -> None:
    moment = dates.parse("2024年12月20日上午")
    assert moment.exact
    assert dates.printed(moment) == "2024年12月20日上午"


FAULTS = [
    ("2023-02-30", "2月没有30日"),
    ("2023年2月29日", "2023年2月没有29日"),
    ("1900年2月29日", "1900年2月没有29日"),
    ("2024年4月31日", "4月没有31日"),
    ("2024年13月1日", "没有13月"),
    ("2024年0月1日", "没有0月"),
    ("2024年1月0日", "1月没有0日"),
    ("2024年1月5日25时", "没有25时0分"),
    ("2024年1月5日9时61分", "没有9时61分"),
    ("1024年1月5日", "年份1024不对"),
    ("昨天", "“昨天”不像一个日期"),
    ("1月5日", "“1月5日”不像一个日期"),
    ("24年1月5日", "“24年1月5日”不像一个日期"),
    ("2024年1月5日6日", "“2024年1月5日6日”里，这一天后面的“6日”看不懂"),
    ("20240105", "“20240105”不像一个日期"),
    ("2024", "“2024”不像一个日期"),
    ("", "“”不像一个日期"),
]


@pytest.mark.parametrize(("typed", "message"), FAULTS)
def test_what_is_no_date_is_refused_with_the_reason(typed: str, message: str) -> None:
    with pytest.raises(DateFault) as caught:
        dates.parse(typed)
    assert str(caught.value) == message


def test_the_29th_of_february_exists_in_a_leap_year_only() -> None:
    assert dates.parse("2024年2月29日").day == datetime.date(2024, 2, 29)
    assert dates.parse("2000年2月29日").day == datetime.date(2000, 2, 29)


MONTHS = [
    ("2024-12-31", 2, "2025-02-28"),
    ("2023-12-31", 2, "2024-02-29"),
    ("2024-01-31", 1, "2024-02-29"),
    ("2023-01-31", 1, "2023-02-28"),
    ("2024-08-31", 1, "2024-09-30"),
    ("2024-02-29", 12, "2025-02-28"),
    ("2024-04-24", 2, "2024-06-24"),
    ("2024-11-30", 1, "2024-12-30"),
    ("2024-12-01", 1, "2025-01-01"),
    ("2024-12-15", 0, "2024-12-15"),
    ("2024-03-31", -1, "2024-02-29"),
]


@pytest.mark.parametrize(("start", "months", "end"), MONTHS)
def test_months_are_calendar_months_that_end_within_the_month(start: str, months: int, end: str) -> None:
    assert dates.add_months(datetime.date.fromisoformat(start), months) == datetime.date.fromisoformat(end)


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [("2024-02-28", 1, "2024-02-29"), ("2024-12-24", 15, "2025-01-08"), ("2024-05-09", 7, "2024-05-16")],
)
def test_days_are_calendar_days_and_the_first_is_not_counted(start: str, days: int, end: str) -> None:
    assert dates.add_days(datetime.date.fromisoformat(start), days) == datetime.date.fromisoformat(end)


def test_the_days_of_the_week_follow_the_calendar() -> None:
    monday = datetime.date(2024, 4, 8)
    names = [dates.weekday(monday + datetime.timedelta(days=count)) for count in range(7)]
    assert names == ["星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日"]


PRINTED = [
    (Moment(JANUARY_5, "日"), "2024年1月5日", "二〇二四年一月五日"),
    (Moment(datetime.date(2024, 12, 20), "日"), "2024年12月20日", "二〇二四年十二月二十日"),
    (Moment(datetime.date(2010, 10, 31), "日"), "2010年10月31日", "二〇一〇年十月三十一日"),
    (Moment(datetime.date(2024, 1, 1), "月"), "2024年1月", "二〇二四年一月"),
]


@pytest.mark.parametrize(("moment", "arabic", "chinese"), PRINTED)
def test_a_date_prints_without_leading_zeros_in_either_style(moment: Moment, arabic: str, chinese: str) -> None:
    assert dates.printed(moment) == arabic
    assert dates.printed(moment, "汉字") == chinese
