"""数值范围里，前一个数漏了单位。

百分数和带“万”“亿”的范围，前后两个数都要带。

好：15%～30%；13万～17万元
错：超标15～30%
改：超标15%～30%
错：罚款13～17万元
改：罚款13万～17万元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F103"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.1.5"

_PATTERN = re.compile(r"(?<![\d.%％万亿年月日—-])(?P<first>\d[\d.]*)(?:[～~—]|至|到)\d[\d.]*(?P<unit>[%％万亿])")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit[0]}”的前一个数也要带“{hit['unit']}”", fix=hit["first"] + hit["unit"], group="first")
