"""“和”“及”“以及”前面用了顿号。

好：人大代表、政协委员和人民监督员
错：人大代表、政协委员、和人民监督员
改：人大代表、政协委员和人民监督员
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P025"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.5"

_PATTERN = re.compile(r"(?P<mark>、)(?=(?:和(?!谐|平|解|睦|县|田)|以及|及(?!时|其他)))")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("连词前面不用顿号", fix="", group="mark")
