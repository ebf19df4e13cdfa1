"""数值、时间的起止用了短横线。

起止用一字线“—”或者浪纹线“～”，短横线只用于编号、电话和产品型号。

好：35—64岁的妇女；15%～30%；电话0600-5550118
错：35-64岁的妇女
改：35—64岁的妇女
错：2023-2024年的投诉
改：2023—2024年的投诉
错：3月-5月的投诉
改：3月—5月的投诉
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P015"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.13；GB/T 15835—2011，5.1.5"

_UNIT = r"[岁年月日号时点个家件名人次户处份条项万亿元%％吨倍米公平亩度]"
_PATTERN = re.compile(rf"(?<![\dA-Za-z.\-])\d+(?:\.\d+)?{_UNIT}{{0,2}}(?P<mark>[-~－﹣–])(?=\d+(?:\.\d+)?{_UNIT})")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(
            "起止用一字线或者浪纹线，不用短横线", "改成“—”；数值的范围也可以用“～”", fix="—", group="mark"
        )
