"""阿拉伯数字的序号后面用了顿号。

第三层序号是“1.”，用下圆点。

好：1.责令限期改正。
错：1、责令限期改正。
改：1.责令限期改正。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P008"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 9704—2012，7.3.3；GB/T 15834—2011，附录B.2"

_PATTERN = re.compile(r"^\d{1,2}(?P<mark>、)(?=[\u4e00-\u9fff《“｛])", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("阿拉伯数字的序号后面用下圆点", fix=".", group="mark")
