"""中文里用了直引号。

好：“检察蓝”守护“她权益”
错：群众反映"限男性"的问题。
改：群众反映“限男性”的问题。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P017"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.8、5.1"

_PATTERN = re.compile(
    r"[\"＂](?P<inner>[^\"＂\n]*[\u4e00-\u9fff][^\"＂\n]*)[\"＂]|(?<=[\u4e00-\u9fff])[\"＂](?P<latin>[^\"＂\n]{1,30})[\"＂]"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("中文里要用弯引号“ ”", fix=f"“{hit[0][1:-1]}”")
