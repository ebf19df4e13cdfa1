"""“第一”“首先”的后面用了顿号。

好：第一，责令限期改正。
错：第一、责令限期改正。
改：第一，责令限期改正。
错：首先、核查场所。
改：首先，核查场所。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P009"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.4.3.4"

_PATTERN = re.compile(
    r"(?:^|(?<=[。；：]))(?:第[一二三四五六七八九十](?!、[一二三四五六七八九十])|首先|其次|再次|最后)(?P<mark>、)", re.M
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("这里用逗号，不用顿号", fix="，", group="mark")
