"""一个数前后都加了约数词。

“近”“约”“超过”和“余”“多”“左右”只用一个。

好：20余家；近40万元；约30人
错：为22名员工补缴社会保险近40余万元。
错：约300人左右参加。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F101"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，4.1、4.2；现代汉语约数表达的一般规则"

_BEFORE = r"(?:(?<![附最远邻接])近|约|大约|将近|接近|超过|(?<!高)超|逾|不足)"
_PATTERN = re.compile(
    rf"{_BEFORE}\d[\d.]*[万亿]?[余多]|{_BEFORE}\d[\d.]*[万亿]?[\u4e00-\u9fff]{{0,3}}?(?:左右|上下)"
    r"|(?<![\d.])\d[\d.]*[万亿]?[余多][\u4e00-\u9fff]{1,3}?(?:左右|上下)"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit[0]}”前后都是约数词", "只留一个：近40万元，或者40余万元")
