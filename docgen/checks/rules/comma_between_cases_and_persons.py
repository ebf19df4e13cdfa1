"""“件”和“人”之间加了标点。

好：办理案件396件482人
错：办理案件396件、482人。
改：办理案件396件482人。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F119"
LEVEL = "hint"
ON = "文字"
SOURCE = "检察机关统计数字的通行写法"

_PATTERN = re.compile(r"\d件(?P<mark>[，、])(?=\d+人(?![\u4e00-\u9fff]))")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("“件”和“人”之间不加标点", fix="", group="mark")
