"""统计数字用了汉字。

计量、统计的数用阿拉伯数字；习惯用语、法律条文和约数除外。

好：整改23处问题；三四家
错：全区共整改二十三处问题。
错：满意率百分之九十五。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F113"
LEVEL = "hint"
ON = "文字"
SOURCE = "GB/T 15835—2011，4.1.1"

_PATTERN = re.compile(
    r"(?<![第几数之一二三四五六七八九十百])(?:[二三四五六七八九]?十[一二三四五六七八九]|[二三四五六七八九]十|[一二三四五六七八九]百[一二三四五六七八九十零]*)(?:家|件|名|人|处|户|起|吨|万元|公里|平方米|余家|余人)|百分之[一二三四五六七八九十百零点]+"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"统计数“{hit[0]}”用阿拉伯数字", "例如“23处”“95%”")
