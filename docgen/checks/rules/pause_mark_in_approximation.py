"""相邻两个数字表示约数，中间加了顿号。

好：三四个月；五六家
错：施工持续三、四个月。
改：施工持续三四个月。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F104"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.2.2；GB/T 15834—2011，4.5.3.4"

_DIGITS = "一二三四五六七八九"
_PATTERN = re.compile(
    rf"(?<![第、{_DIGITS}十百])(?P<a>[{_DIGITS}])(?P<mark>、)(?P<b>[{_DIGITS}])(?=[十百千万]?[个家件名次天年人种处户岁倍])"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if _DIGITS.index(hit["b"]) == _DIGITS.index(hit["a"]) + 1:
            yield hit.finding("相邻两数表示约数，中间不用顿号", fix="", group="mark")
