"""标点重复或者相撞。

好：本院依法立案，开展调查。
错：本院依法立案，，开展调查。
改：本院依法立案，开展调查。
错：本院依法立案，。
改：本院依法立案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P019"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，第5章"

_PATTERN = re.compile(r"([，、；：])\1+|[，、；：]+。|。[，、；：]+|、，|，、|；，|，；")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        kept = "。" if "。" in hit[0] else hit[0][0]
        same = len(set(hit[0])) == 1 or "。" in hit[0]
        yield hit.finding(f"标点重复：“{hit[0]}”", fix=kept if same else None)
