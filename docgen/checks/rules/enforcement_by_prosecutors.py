"""把“执法”说成检察机关的工作。

行政机关执法，检察机关办案、监督。

好：督促行政机关加强执法
错：检察机关在执法办案中发现线索。
改：检察机关在司法办案中发现线索。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "X008"
LEVEL = "hint"
ON = "文字"
SOURCE = "人民检察院组织法第二条（检察机关是法律监督机关）"

_PATTERN = re.compile(
    r"(?:本院|我院|检察机关|检察院|检察官)[^，。；\n]{0,8}?(?P<word>执法)(?=办案|人员|检查|活动(?!监督))"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if not re.search(r"督促|建议|监督|对|行政", hit[0]):
            yield hit.finding(
                "检察机关不“执法”",
                "改成“司法”，或者只写“办案”",
                fix="司法" if hit.after.startswith("办案") else None,
                group="word",
            )
