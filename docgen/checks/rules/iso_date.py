"""正文里用了横线、斜线、圆点分开的日期。

好：2024年1月5日
错：本院于2024-01-05立案。
改：本院于2024年1月5日立案。
错：本院于2024/1/5立案。
改：本院于2024年1月5日立案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "D011"
LEVEL = "reminder"
ON = "日期"
SOURCE = "GB/T 9704—2012，7.3.5.4；GB/T 15835—2011，5.1.4"

_PATTERN = re.compile(
    r"(?<![\d\-/.A-Za-z])(?P<y>(?:19|20)\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d\-/.])"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if 1 <= int(hit["m"]) <= 12 and 1 <= int(hit["d"]) <= 31:
            yield hit.finding("正文里的日期写年月日", fix=f"{hit['y']}年{int(hit['m'])}月{int(hit['d'])}日")
