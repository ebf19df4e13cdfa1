"""办案用语不规范。

立案是“决定立案”，检察建议是“提出”或者“制发”，公益诉讼是“提起”，文书是“送达”。

好：向区水务局提出检察建议；依法提起公益诉讼
错：向区水务局下达检察建议书。
错：本院对区水务局下发检察建议。
错：本院发起公益诉讼。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "X009"
LEVEL = "reminder"
ON = "文字"
SOURCE = "人民检察院公益诉讼办案规则第七十五条、第七十六条、第八十一条"

_PATTERN = re.compile(
    r"(?P<verb>下达|下发|颁发|印发|出具)(?=[\u4e00-\u9fff]{0,4}检察建议(?!落实|回复|工作))|(?P<suit>发起|发动|启动了?)(?=(?:行政|民事|检察)?公益诉讼(?!调查|办案|立案|线索|程序|检察|专项))"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit["verb"]:
            yield hit.finding(f"检察建议不用“{hit['verb']}”", "写“提出”或者“制发”", fix="制发")
        else:
            yield hit.finding(f"公益诉讼不用“{hit['suit']}”", "写“提起”", fix="提起")
