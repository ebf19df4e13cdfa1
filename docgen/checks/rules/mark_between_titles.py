"""书名号、引号并列时中间加了顿号。

并列的书名号之间、并列的引号之间，通常不用顿号；中间有括注的除外。

好：根据《居住证暂行条例》《社会保险法》的规定。
好：根据《社会保险法》（以下简称社保法）、《劳动法》的规定。
错：根据《居住证暂行条例》、《社会保险法》的规定。
改：根据《居住证暂行条例》《社会保险法》的规定。
错：招聘信息含有“限男性”、“男士优先”等内容。
改：招聘信息含有“限男性”“男士优先”等内容。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P003"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.5.3.5"

_PATTERN = re.compile(r"(?<=》)[、，](?=《)|(?<=”)、(?=“)")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("并列的书名号或者引号之间不用标点", fix="")
