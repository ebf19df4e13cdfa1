"""“超过”和“以上”、“不超过”和“以下”同时用。

好：建筑面积超过1万平方米；3000元以上
错：建筑面积超过1万平方米以上。
错：人数最多不超过30人以内。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F117"
LEVEL = "reminder"
ON = "文字"
SOURCE = "现代汉语界限表达的一般规则"

_PATTERN = re.compile(
    r"(?:(?<!不)超过|不低于|不少于|至少|高于|大于)\d[\d.]*[\u4e00-\u9fff%]{0,5}?以上|(?:不超过|不高于|不多于|最多|至多)\d[\d.]*[\u4e00-\u9fff%]{0,5}?(?:以下|以内)"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit[0]}”说了两遍界限", "只留一个")
