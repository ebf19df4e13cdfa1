"""法律的全称没有加书名号。

好：根据《中华人民共和国水法》第三十七条的规定。
错：根据中华人民共和国水法第三十七条的规定。
改：根据《中华人民共和国水法》第三十七条的规定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "L015"
LEVEL = "reminder"
ON = "引用的法律"
SOURCE = "GB/T 15834—2011，4.15"

_PATTERN = re.compile(
    r"(?<![《〈<])(?P<name>中华人民共和国[\u4e00-\u9fff]{1,18}?(?:法典|法|条例))(?=第[一二三四五六七八九十百千零\d]+条)"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("法律名称要加书名号", fix=f"《{hit['name']}》", group="name")
