"""Numbers as official papers write them. Pure functions.

Heading levels 一、 （一） 1. （1） follow GB/T 9704-2012, 7.3.3 (structure levels).
"""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"

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
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    text, zero = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if zero and text else "") + _DIGITS[digit] + name
        zero = not digit
    return text


def digits(number: int) -> str:
    """*number* digit by digit, as years are read: 2024 → 二〇二四."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


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
