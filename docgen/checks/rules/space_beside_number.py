"""数和汉字之间有空格。

好：共勘察27家商场。
错：共勘察 27 家商场。
改：共勘察27家商场。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P022"
LEVEL = "reminder"
ON = "段落"
SOURCE = "GB/T 15835—2011，第5章"

_PATTERN = re.compile(r"(?<=[\u4e00-\u9fff])[ \u00a0\u3000]+(?=\d)|(?<=[\d%])[ \u00a0\u3000]+(?=[\u4e00-\u9fff])")
_LOOSE = frozenset(["文末", "署名", "电头", "页眉", "标题", "联系人"])


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit.passage.key not in _LOOSE:
            yield hit.finding("数和汉字之间有空格", "删去空格", fix="")
