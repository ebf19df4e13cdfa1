"""年份写成了两位数。

好：2024年3月；10年间
错：24年3月，本院立案。
错：整改到24年底完成。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F108"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.1.4"

_PATTERN = re.compile(
    r"(?<![\d.第近约满共足〇零一二三四五六七八九十])\d{2}年(?=(?:\d{1,2}月|[初底末](?![\u4e00-\u9fff]期)))"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit[0]}”的年份要写四位数", "写成“2024年”这样")
