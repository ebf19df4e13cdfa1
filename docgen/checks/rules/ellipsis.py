"""省略号的写法不对。

省略号是六个圆点“……”，占两个字；不用三个点、句号或者一个“…”代替。

好：他说，这不合理……
错：他说，这不合理...
改：他说，这不合理……
错：他说，这不合理。。。
改：他说，这不合理……
错：他说，这不合理…以后再说。
改：他说，这不合理……以后再说。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P011"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.11"

_PATTERN = re.compile(r"(?<![.\w])(?<=[^\x00-\x7f])\.{3,6}|。{2,}|·{3,}|(?<!…)…(?!…)|(?<=[\u4e00-\u9fff\d])\.{3,6}")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit[0] == "。。":
            yield hit.finding("连用了两个句号", fix="。")
        else:
            yield hit.finding("省略号写成六个圆点“……”", fix="……")
