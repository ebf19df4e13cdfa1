"""引号里面的引号要用单引号。

好：她说：“这就是‘安全锁’。”
错：她说：“这就是“安全锁”的作用。”
改：她说：“这就是‘安全锁’的作用。”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P005"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.8.3"

_PATTERN = re.compile(r"“[^“”\n]*(?P<inner>“[^“”\n]*”)[^“”\n]*”")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("引号里面要用单引号", fix=f"‘{hit['inner'][1:-1]}’", group="inner")
