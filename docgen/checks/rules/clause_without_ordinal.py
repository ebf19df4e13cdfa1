"""款、项前面漏了“第”。

好：第二十五条第四款
错：根据《中华人民共和国行政诉讼法》第二十五条四款的规定。
改：根据《中华人民共和国行政诉讼法》第二十五条第四款的规定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "L013"
LEVEL = "reminder"
ON = "引用的法律"
SOURCE = "立法技术规范；法律文书的通行写法"

_PATTERN = re.compile(
    r"第[一二三四五六七八九十百千零\d]+条(?:第[一二三四五六七八九十]+款)?(?P<part>[（(]?[一二三四五六七八九十]{1,3}[）)]?[款项])"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit['part']}”前面漏了“第”", fix="第" + hit["part"], group="part")
