"""小数的写法不对。

小数点用“.”；纯小数要写出小数点前的“0”。

好：0.5公里；26.4吨
错：相距.5公里
改：相距0.5公里
错：共26。4吨
改：共26.4吨
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F106"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.1.3"

_PATTERN = re.compile(r"(?<=[\u4e00-\u9fff（])(?P<bare>\.)(?=\d)|(?<=\d)(?P<stop>[。．])(?=\d+[\u4e00-\u9fff%])")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit["bare"]:
            yield hit.finding("小数点前面要写“0”", fix="0.")
        else:
            yield hit.finding("小数点用“.”", fix=".")
