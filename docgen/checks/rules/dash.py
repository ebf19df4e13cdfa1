"""破折号用减号、横线拼成。

破折号是“——”，占两个字。

好：这是一项基本设施——母婴室。
错：这是一项基本设施--母婴室。
改：这是一项基本设施——母婴室。
错：这是一项基本设施－－母婴室。
改：这是一项基本设施——母婴室。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P013"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.10"

_PATTERN = re.compile(r"(?<=[\u4e00-\u9fff”》）])(?:-{2,}|－{2,}|─{1,2}|–{1,2}|ーー?)(?=[\u4e00-\u9fff“《（])")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("破折号写成“——”", fix="——")
