"""句子中间的括注末尾用了句号。

好：本院（以下简称临河区检察院），依法立案。
错：相关单位（含医院、商场。），均已整改。
改：相关单位（含医院、商场），均已整改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P018"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.9"

_PATTERN = re.compile(r"(?P<mark>[。；，])）(?=[，；、。\u4e00-\u9fff])")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"句中的括注末尾不用“{hit['mark']}”", fix="", group="mark")
