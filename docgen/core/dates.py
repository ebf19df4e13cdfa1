"""Dates as people type them and as papers print them; periods by the calendar. Pure functions.

Nothing here asks the clock: a date comes from the record or from ``--date``.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal

from docgen.core.source import Located

# — numerals —
# Numbers as official papers write them. Pure functions.
#
# Heading levels 一、 （一） 1. （1） follow GB/T 9704-2012, 7.3.3 (structure levels).

_NUMERALS_DIGITS = "〇一二三四五六七八九"

TYPED_NUMBER = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、．.]|[（(][一二三四五六七八九十]{1,3}[）)][、．.]?|\d{1,2}(?:[、．]|\.(?!\d))|[（(]\d{1,2}[）)][、．.]?|[①-⑳]|[一二三四五六七八九十]{1,2}是(?=[\u4e00-\u9fff]))\s*"
)
"""A number that a person typed before a point: 一、 （一） 1. 1、 （1） ① 一是."""
_FIRST = frozenset("第一二三四五六七八九十（(①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
"""What it may begin with, beside digits."""


def chinese(number: int) -> str:
    """*number* (1 to 9999) in Chinese, as headings and articles are numbered: 3 → 三, 12 → 十二, 119 → 一百一十九, 1260 → 一千二百六十.

    Raises ValueError outside that range: no official paper numbers further.
    """
    if not 1 <= number <= 9999:
        raise ValueError(f"no Chinese ordinal for {number}")
    if 10 <= number < 20:
        return "十" + (_NUMERALS_DIGITS[number - 10] if number > 10 else "")
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + _NUMERALS_DIGITS[digit] + name
        zero = not digit
    return text


def digits(number: int) -> str:
    """*number* digit by digit, as years are read: 2024 → 二〇二四."""
    return "".join(_NUMERALS_DIGITS[int(digit)] for digit in str(number))


def ordinal(number: int, level: int) -> str:
    """The mark of heading *level* 1 to 4: 一、 （一） 1. （1）. Past 9999 in digits: a template may have a mad loop."""
    words = chinese(number) if level < 3 and number <= 9999 else str(number)
    match level:
        case 1:
            return words + "、"
        case 2:
            return f"（{words}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
    raise ValueError(f"official papers have four heading levels, not {level}")


def typed_number(text: str) -> str:
    """The number typed before a point of a list, ``""`` where there is none."""
    if not text or not (text[0] in _FIRST or text[0].isdecimal()):
        return ""  # nearly every text; the pattern alone takes as long as many of them
    found = TYPED_NUMBER.match(text)
    return found.group() if found else ""


# — dates —

Precision = Literal["年", "月", "日", "时"]
DateStyle = Literal["阿拉伯数字", "汉字"]

_DIGITS = str.maketrans("０１２３４５６７８９：", "0123456789:")
_DATE = re.compile(r"\s*(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})\s*日?")
_MONTH = re.compile(r"\s*(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|$)")
_YEAR = re.compile(r"\s*(\d{4})\s*年")
_TIME = re.compile(r"\s*[Tt]?(上午|下午|晚上|中午)?\s*(\d{1,2})\s*(?:[:时点])\s*(\d{1,2})?\s*(半)?\s*分?(?::\d{2})?")


@dataclass(frozen=True, slots=True)
class Moment:
    """What a typed date means: the day (or the first day of its month or year) and how exact it is.

    ``clock`` is (hour, minute), ``None`` where no hour was typed; ``rest`` is what
    stands behind the date (上午, 初, 前后).
    """

    day: datetime.date
    precision: Precision
    clock: tuple[int, int] | None = None
    rest: str = ""

    @property
    def exact(self) -> bool:
        """True where the very day is known."""
        return self.precision in ("日", "时")


class DateFault(ValueError):
    """The text is no date; the message is in Chinese and names what is wrong."""


class When(Located):
    """A date as typed (the string), with what it means (``moment``)."""

    __slots__ = ("moment",)
    moment: Moment

    @classmethod
    def of(cls, typed: Located, moment: Moment) -> When:
        self = cls(str(typed), typed.marks)
        self.moment = moment
        return self

    def __reduce__(self) -> tuple[object, ...]:
        return When.of, (Located(str(self), self.marks), self.moment)

    def part(self, start: int, stop: int | None = None) -> Located:
        return Located(str(self), self.marks).part(start, stop)


def parse(typed: str) -> Moment:
    """The meaning of a date: 2023年1月9日, 2024-1-5, 2024年12月20日上午, 2023年4月12日9时30分, 2023年1月, 2023年初.

    Raises DateFault with a Chinese sentence where no such day exists or no date is seen.
    """
    text = typed.translate(_DIGITS).strip()
    if found := _DATE.match(text):
        day = _day(*(int(group) for group in found.groups()))
        rest = text[found.end() :].strip()
        if (time := _TIME.fullmatch(rest)) and time[2]:
            return Moment(day, "时", _clock(time))
        if re.match(r"[\d年月日\-/.]", rest):
            raise DateFault(f"“{typed}”不像一个日期")
        return Moment(day, "日", None, rest)
    if found := _MONTH.match(text):
        day = _day(int(found[1]), int(found[2]), 1)
        rest = text[found.end() :].strip()
        if re.match(r"\d", rest):
            raise DateFault(f"“{typed}”不像一个日期")
        return Moment(day, "月", None, rest)
    if found := _YEAR.match(text):
        return Moment(_day(int(found[1]), 1, 1), "年", None, text[found.end() :].strip())
    raise DateFault(f"“{typed}”不像一个日期")


def _day(year: int, month: int, day: int) -> datetime.date:
    if not 1900 <= year <= 2999:
        raise DateFault(f"年份{year}不对")
    if not 1 <= month <= 12:
        raise DateFault(f"没有{month}月")
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        leap = f"{year}年" if month == 2 and day == 29 else ""
        raise DateFault(f"{leap}{month}月没有{day}日")
    return datetime.date(year, month, day)


def _clock(found: re.Match[str]) -> tuple[int, int]:
    hour, minute = int(found[2]), 30 if found[4] else int(found[3] or 0)
    if found[1] in ("下午", "晚上") and hour < 12:
        hour += 12
    if hour > 23 or minute > 59:
        raise DateFault(f"没有{hour}时{minute}分")
    return hour, minute


def printed(moment: Moment, style: DateStyle = "阿拉伯数字") -> str:
    """The date in the words of a paper: 2024年1月5日, or 二〇二四年一月五日; no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    day = moment.day
    if style == "汉字":
        year, month, date = digits(day.year), chinese(day.month), chinese(day.day)
    else:
        year, month, date = str(day.year), str(day.month), str(day.day)
    text = f"{year}年"
    if moment.precision != "年":
        text += f"{month}月"
    if moment.exact:
        text += f"{date}日"
    if moment.clock:
        hour, minute = moment.clock
        text += f"{hour}时" + (f"{minute}分" if minute else "")
    return text + moment.rest


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day *months* later, or the last day of a shorter month (31 December + 2 → 28 or 29 February)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add_days(day: datetime.date, days: int) -> datetime.date:
    """*days* calendar days later: the first day is not counted."""
    return day + datetime.timedelta(days=days)


def weekday(day: datetime.date) -> str:
    """星期一 to 星期日."""
    return "星期" + "一二三四五六日"[day.weekday()]
