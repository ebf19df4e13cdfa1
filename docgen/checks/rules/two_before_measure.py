"""量词前用了“二”。

好：两家单位；第二家
错：对二家单位立案。
改：对两家单位立案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F112"
LEVEL = "reminder"
ON = "文字"
SOURCE = "现代汉语数词用法的一般规则"

_PATTERN = re.compile(
    r"(?<![第十百千〇零一二三四五六七八九之、])(?P<two>二)(?=(?:个|家|名|件|间|份|处|辆|户|起)(?!案|月月))"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("量词前面用“两”", fix="两", group="two")
