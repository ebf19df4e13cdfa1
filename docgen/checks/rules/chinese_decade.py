"""世纪、年代用了汉字。

好：20世纪80年代
错：二十世纪八十年代
改：20世纪80年代
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F110"
LEVEL = "hint"
ON = "文字"
SOURCE = "GB/T 15835—2011，4.1.2"

_PATTERN = re.compile(r"(?P<century>二十一|二十|十九|19|20)世纪(?:(?P<decade>[一二三四五六七八九])十年代)")
_CENTURY = {"二十一": "21", "二十": "20", "十九": "19"}


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        decade = "一二三四五六七八九".index(hit["decade"]) + 1
        yield hit.finding(
            "世纪和年代用阿拉伯数字", fix=f"{_CENTURY.get(hit['century'], hit['century'])}世纪{decade}0年代"
        )
