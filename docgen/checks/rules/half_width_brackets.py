"""中文里用了半角括号，或者括号一半全角一半半角。

好：本院（以下简称临河区检察院）决定立案。
错：本院(以下简称临河区检察院)决定立案。
改：本院（以下简称临河区检察院）决定立案。
错：区卫健委（主管部门)没有处理。
改：区卫健委（主管部门）没有处理。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P002"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.9"

_PATTERN = re.compile(
    r"\([^()（）\n]*[\u4e00-\u9fff][^()（）\n]*[)）]|（[^()（）\n]*\)|(?<=[\u4e00-\u9fff])\([^()（）\n]+）"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("中文里的括号要用全角", fix=f"（{hit[0][1:-1]}）")
