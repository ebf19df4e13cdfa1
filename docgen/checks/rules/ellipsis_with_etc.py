"""省略号和“等”“等等”同时用。

好：检查商场、医院等场所。
错：检查商场、医院……等场所。
改：检查商场、医院等场所。
错：检查商场、医院等……
改：检查商场、医院等
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P012"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.11"

_PATTERN = re.compile(r"(?P<mark>……)(?=等)|(?<=等)(?P<after>……)")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("省略号和“等”只用一个", fix="")
