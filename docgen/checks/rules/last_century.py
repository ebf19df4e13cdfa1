"""“上世纪”“本世纪”指代不明。

好：20世纪80年代
错：早在上世纪80年代，该处就堆放垃圾。
改：早在20世纪80年代，该处就堆放垃圾。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F109"
LEVEL = "hint"
ON = "文字"
SOURCE = "GB/T 15835—2011，4.1.2"

_PATTERN = re.compile(r"(?P<word>上(?:个)?世纪)(?=[\d一二三四五六七八九]+[十0]?年代)|本世纪(?=初|\d)")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit["word"]:
            yield hit.finding("“上世纪”写明是哪个世纪", fix="20世纪", group="word")
        else:
            yield hit.finding("“本世纪”写明是哪个世纪", "写成“21世纪”")
