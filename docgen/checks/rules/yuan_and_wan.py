"""同一篇里，大额金额有的用元，有的用万元。

好：罚款3.2万元，补缴40万元
错：罚款32000元，补缴40万元。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F120"
LEVEL = "hint"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.1.3（同一篇内写法一致）"

_YUAN = re.compile(r"(?<![\d.])\d{2,}0{3}元")
_WAN = re.compile(r"\d[余多]?万余?元")


def check(subject: Subject) -> Iterator[Finding]:
    first = next(subject.hits(_WAN), None)
    if first is not None:
        for hit in subject.hits(_YUAN):
            if hit.passage.public == first.passage.public:
                yield hit.finding(f"“{hit[0]}”用元，别处的金额用万元", "全文用一种单位")
