"""汉字、标点之间有空格。

好：本院依法立案，开展调查。
错：本院 依法立案， 开展调查。
改：本院依法立案，开展调查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P021"
LEVEL = "reminder"
ON = "段落"
SOURCE = "GB/T 15834—2011，5.1"

_PATTERN = re.compile(r"(?<=[\u4e00-\u9fff，。；：、！？”》）])[ \u3000\u00a0]+(?=[\u4e00-\u9fff“《（，。；：、！？])")
_SENTENCE = re.compile("[，。；：！？,]")
_LOOSE = frozenset(["文末", "署名", "电头", "页眉", "标题"])


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        # A line without any mark is a heading in two halves, or a list of names.
        if not _SENTENCE.search(str(hit.passage.text)):
            continue
        # Inside quotation marks a space may part the two halves of a slogan.
        slogan = hit.before.count("“") != hit.before.count("”") and hit.before[-1:] not in "，。；：、！？"
        if hit.passage.key not in _LOOSE and not slogan:
            yield hit.finding("汉字之间有空格", "删去空格", fix="")
