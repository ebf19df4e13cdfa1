"""减少、降低用了倍数。

“倍”只说增加；减少用分数或者百分数。

好：投诉量减少三分之二；下降60%
错：投诉量下降了3倍。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F116"
LEVEL = "reminder"
ON = "文字"
SOURCE = "现代汉语倍数表达的一般规则"

_PATTERN = re.compile(r"(?:减少|降低|下降|缩小|缩减|压减)(?:了|到|至)?[\d.一二三四五六七八九十两]+倍")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit[0]}”：减少不能用倍", "用百分数或者几分之几")
