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


def chinese(number: int) -> str:
    """*number* (1 to 99) in Chinese: 3 → 三, 12 → 十二, 20 → 二十.

    Raises ValueError outside that range: no official paper numbers further.
    """
    if not 1 <= number <= 99:
        raise ValueError(f"no Chinese ordinal for {number}")
    tens, ones = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else _DIGITS[tens] + "十")
    return head + (_DIGITS[ones] if ones else "")


def in_chinese(number: int) -> str:
    """*number* (1 to 9999) as statutes number their articles: 25 → 二十五, 119 → 一百一十九, 1260 → 一千二百六十.

    Raises ValueError outside that range.
    """
    if not 1 <= number <= 9999:
        raise ValueError(f"no article has the number {number}")
    if number < 20:
        return chinese(number)
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
    """The mark of heading *level* 1 to 4: 一、 （一） 1. （1）."""
    match level:
        case 1:
            return chinese(number) + "、"
        case 2:
            return f"（{chinese(number)}）"
        case 3:
            return f"{number}."
        case 4:
            return f"（{number}）"
    raise ValueError(f"official papers have four heading levels, not {level}")


def typed_number(text: str) -> str:
    """The number typed before a point of a list, ``""`` where there is none."""
    found = TYPED_NUMBER.match(text)
    return found.group() if found else ""
