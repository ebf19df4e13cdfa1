"""数字、字母、百分号用了全角。

好：27家；30%；A区
错：勘察２７家商场，合格率３０％。
改：勘察27家商场，合格率30%。
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F105"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.1.1；GB/T 9704—2012，第9章"

_PATTERN = re.compile("[０-９Ａ-Ｚａ-ｚ％．](?:[０-９Ａ-Ｚａ-ｚ％]|．(?=[０-９]))*")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit[0] != "．":
            yield hit.finding(f"“{hit[0]}”是全角", fix=unicodedata.normalize("NFKC", hit[0]))
