"""Dates as people type them and as papers print them; periods by the calendar. Pure functions.

Nothing here asks the clock: a date comes from the record or from ``--date``.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable
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
_DATE = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)\s*[日号]?")
_MONTH = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})(?!\d)\s*(?:月份?|$)")
_YEAR = re.compile(r"(\d{4})\s*年")
_WEEK = re.compile(r"\s*(?:[（(]\s*)?(?:星期|周|礼拜)([一二三四五六日天])(?:\s*[)）])?[，,]?\s*")

_PARTS_OF_DAY = "凌晨|清晨|早晨|早上|上午|中午|下午|傍晚|晚上|晚间|夜间|夜里|深夜|午夜|午后|午前|当天|当晚|全天"
_ROUGHLY = "前后|左右|上下|许|前夕|以前|之前|以后|之后|以来|以内|之内|起|始|止|前|后|内|至今|期间|当天|当日"
_CLOCK = r"\d{1,2}\s*(?:[:时点])\s*(?:\d{1,2})?\s*[半整]?\s*分?(?::\d{2})?"
_TIME = re.compile(
    rf"[Tt]?(?P<part>{_PARTS_OF_DAY})?\s*(?P<hour>\d{{1,2}})\s*[:时点]\s*(?P<minute>\d{{1,2}})?\s*(?P<half>半)?整?\s*分?(?P<seconds>:\d{{2}})?"
    rf"(?P<to>\s*(?:至|到|[-—–~～])+\s*(?:{_PARTS_OF_DAY})?\s*{_CLOCK})?\s*(?:{_ROUGHLY})?"
)
_PART_OF_DAY = re.compile(rf"(?:{_PARTS_OF_DAY})(?:{_ROUGHLY})?")
_TO_DAY = r"(?:至|到|[-—–~～])+\s*(?:今|(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}[日号])"
_BEHIND = {
    "日": re.compile(rf"(?:{_TO_DAY})?(?:{_ROUGHLY})?"),
    "月": re.compile(
        r"(?:[上中下]旬|月?[初中底末]|上半月|下半月|间|份)?"
        r"(?:(?:至|到|[-—–~～])+(?:今|(?:\d{4}年)?\d{1,2}月(?:\d{1,2}[日号]|[上中下]旬|[初中底末])?))?"
        rf"(?:{_ROUGHLY})?"
    ),
    "年": re.compile(
        r"(?:年?[初中底末]|[上下]半年|[春夏秋冬][季天]?|(?:第?[一二三四1-4])季度|度|间|全年|(?:春|五一|国庆|中秋|端午|清明|元旦)节?)?"
        rf"(?:(?:至|到|[-—–~～])+(?:今|\d{{4}}年(?:\d{{1,2}}月)?))?(?:{_ROUGHLY})?"
    ),
}
"""What may follow a day, a month or a year, so that nothing that is typed there passes unread."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a typed date means: the day (or the first day of its month or year) and how exact it is.

    ``clock`` is (hour, minute) by 24 hours, ``None`` where no hour was typed; ``rest`` is what
    stands behind the date and before the hour (初, 上旬, 前后), ``time`` the hour or the part
    of the day in the words that were typed (上午10时, 10:00, 上午), ``week`` the day of the
    week as typed beside the date.
    """

    day: datetime.date
    precision: Precision
    clock: tuple[int, int] | None = None
    rest: str = ""
    time: str = ""
    week: str = ""

    @property
    def exact(self) -> bool:
        """True where the very day is known."""
        return self.precision in ("日", "时")


class DateFault(ValueError):
    """The text is no date; the message is in Chinese and names what is wrong.

    ``nearest`` is the right date that is nearest to what was typed, ``""`` where nothing tells it.
    """

    def __init__(self, message: str, nearest: str = "") -> None:
        super().__init__(message)
        self.nearest = nearest


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


class Worded(When):
    """A date whose words are printed as they stand: the date of issue has a style of its own."""

    __slots__ = ()


def parse(typed: str) -> Moment:
    """The meaning of a date: 2023年1月9日, 2024-1-5, 2024年12月20日上午, 2023年4月12日9时30分, 2023年1月, 2023年初.

    Raises DateFault with a Chinese sentence where no such day exists, no date is seen, or
    something stands behind it that nobody could print or count with (9日xyz).
    """
    text = typed.translate(_DIGITS).strip()
    if found := _DATE.match(text):
        return _to_the_day(typed, found, text)
    if (found := _MONTH.match(text)) and not re.match(r"\s*\d", text[found.end() :]):
        day = _day(int(found[1]), int(found[2]), 1)
        return Moment(day, "月", None, _behind(typed, found, text, "月"))
    if (found := _YEAR.match(text)) and not re.match(r"\s*\d", text[found.end() :]):
        return Moment(_day(int(found[1]), 1, 1), "年", None, _behind(typed, found, text, "年"))
    raise DateFault(f"“{typed}”不像一个日期", _guessed(text))


_WHOLE_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}[日号]")


def named(text: Located | None) -> When | None:
    """The day that a sentence names (检察长2024年4月1日批准), ``None`` where it names none, or none that there is."""
    found = _WHOLE_DAY.search(text) if text is not None else None
    if text is None or found is None:
        return None
    typed = text.part(found.start(), found.end())
    try:
        return When.of(typed, parse(str(typed)))
    except DateFault:
        return None


def _to_the_day(typed: str, found: re.Match[str], text: str) -> Moment:
    day = _day(*(int(group) for group in found.groups()))
    rest = text[found.end() :].strip()
    week = ""
    if named := _WEEK.match(rest):
        right = weekday(day)
        if named[1].replace("天", "日") != right[-1]:
            said = named[0].strip("（()），, ")
            raise DateFault(f"{printed(Moment(day, '日'))}是{right}，不是{said}", text.strip().replace(said, right, 1))
        week, rest = f"（{right}）", rest[named.end() :]
    if time := _TIME.fullmatch(rest):
        try:
            clock = _clock(time)
        except DateFault as fault:
            raise DateFault(str(fault), fault.nearest and printed(Moment(day, "日")) + fault.nearest) from None
        machine = time["seconds"] or rest[0] in "Tt"
        return Moment(day, "时", clock, "", hours(clock) if machine else re.sub(r"\s+", "", rest), week)
    if _PART_OF_DAY.fullmatch(rest):
        return Moment(day, "日", None, "", rest, week)
    return Moment(day, "日", None, _behind(typed, found, text, "日", rest), "", week)


def _behind(typed: str, found: re.Match[str], text: str, precision: Precision, rest: str | None = None) -> str:
    """What stands behind the date in *text*. Raises DateFault where it is not known what it says."""
    rest = text[found.end() :].strip() if rest is None else rest
    if _BEHIND[precision].fullmatch(rest):
        return rest
    right = printed(Moment(_day(*(int(part) for part in (*found.groups(), 1, 1)[:3])), precision))
    where = {"日": "这一天", "月": "这个月", "年": "这一年"}[precision]
    raise DateFault(f"“{typed}”里，{where}后面的“{rest}”看不懂", right)


def _guessed(text: str) -> str:
    """The date that *text* was perhaps meant to be: 20240105, 24年1月5日, 二〇二四年一月五日."""
    for pattern, century in ((r"((?:19|20)\d{2})(\d{2})(\d{2})", ""), (r"(\d{2})年(\d{1,2})月(\d{1,2})[日号]?", "20")):
        if found := re.fullmatch(pattern, text):
            try:
                return printed(Moment(_day(int(century + found[1]), int(found[2]), int(found[3])), "日"))
            except DateFault:
                return ""
    return f"{text}年" if re.fullmatch(r"(?:19|20)\d{2}", text) else ""


def _day(year: int, month: int, day: int) -> datetime.date:
    if not 1900 <= year <= 2999:
        raise DateFault(f"年份{year}不对")
    if not 1 <= month <= 12:
        raise DateFault(
            f"没有{month}月", printed(Moment(datetime.date(year, day, month), "日")) if _swapped(month, day) else ""
        )
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        leap = f"{year}年" if month == 2 and day == 29 else ""
        near = datetime.date(year, month, min(max(day, 1), last))
        raise DateFault(f"{leap}{month}月没有{day}日", printed(Moment(near, "日")))
    return datetime.date(year, month, day)


def _swapped(month: int, day: int) -> bool:
    """True where month and day make sense the other way round: 2024/25/3."""
    return 12 < month <= 28 and 1 <= day <= 12


_AFTERNOON = ("下午", "傍晚", "晚上", "晚间", "午后", "当晚")
_MORNING = ("凌晨", "清晨", "早晨", "早上", "上午", "午前")


def _clock(found: re.Match[str]) -> tuple[int, int]:
    part, hour, minute = found["part"] or "", int(found["hour"]), 30 if found["half"] else int(found["minute"] or 0)
    if part in _MORNING and hour > 12:
        raise DateFault(f"{part}没有{hour}时", f"下午{hour - 12}时" if hour < 24 else "")
    if (part in _AFTERNOON and hour < 12) or (part == "中午" and hour < 3):
        hour += 12
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise DateFault(f"没有{hour}时{minute}分")
    return hour, minute


def hours(clock: tuple[int, int] | None) -> str:
    """The hour by 24 hours: 15时, 9时30分; ``""`` for none."""
    if clock is None:
        return ""
    hour, minute = clock
    return f"{hour}时{minute}分" if minute else f"{hour}时"


def printed(moment: Moment, style: DateStyle = "阿拉伯数字") -> str:
    """The date in the words of a paper: 2024年1月5日, or 二〇二四年一月五日; no leading zeros (GB/T 9704-2012, 7.3.5.4).

    The hour stands as it was typed: 上午10时 is not made 10时, nor 下午3时 15时.
    """
    return _whole_day(moment, style) + moment.week + (moment.time or hours(moment.clock))


def _whole_day(moment: Moment, style: DateStyle) -> str:
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
    return text + moment.rest


def _year_and_month(moment: Moment, style: DateStyle) -> str:
    return f"{moment.day.year}年" + ("" if moment.precision == "年" else f"{moment.day.month}月")


def _month_and_day(moment: Moment, style: DateStyle) -> str:
    if moment.precision == "年":
        return _whole_day(moment, style)
    return f"{moment.day.month}月" + (f"{moment.day.day}日" if moment.exact else "") + moment.rest


FORMS: dict[str, Callable[[Moment, DateStyle], str]] = {
    "年": lambda moment, style: f"{moment.day.year}年",
    "年月": _year_and_month,
    "月日": _month_and_day,
    "日期": _whole_day,
    "时刻": lambda moment, style: moment.time or hours(moment.clock),
    "星期": lambda moment, style: weekday(moment.day) if moment.exact else "",
    "二十四时": lambda moment, style: _whole_day(moment, style) + (hours(moment.clock) or moment.time),
}
"""The parts and forms in which a date may be asked for, by templates and by ｛时间|月日｝.

None says more than was typed: of 2024年3月 月日 is 3月 and 星期 nothing. 日期 is without
the hour, 时刻 the hour as typed, 二十四时 all of it by 24 hours.
"""


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
