"""带括号的序号后面加了标点。

（一）（1）①的后面直接写文字，不加顿号、逗号或者点。

好：（一）责令限期改正。
错：（一）、责令限期改正。
改：（一）责令限期改正。
错：（2）.组织排查。
改：（2）组织排查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P007"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.5.3、附录B.2；GB/T 9704—2012，7.3.3"

_PATTERN = re.compile(
    r"(?:^|(?<=[。；：\n]))(?:[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|[①-⑳])(?P<mark>[、，．.])", re.M
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("带括号的序号后面不加标点", fix="", group="mark")
