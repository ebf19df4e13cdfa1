"""同一句话写了两遍。

好：
    基本案情: 河道被违法建筑长期侵占，影响行洪安全。
    典型意义: 检察机关督促依法拆除，恢复了河道功能。
错：
    基本案情: 河道被违法建筑长期侵占，影响行洪安全，社会公共利益受到侵害。
    典型意义: 河道被违法建筑长期侵占，影响行洪安全，社会公共利益受到侵害。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q009"
LEVEL = "hint"
ON = "宣传文字"
SOURCE = "典型案例评审常见问题（重复）"

SHORTEST = 20
"""A sentence of fewer characters may well come twice."""
# A sentence begins behind another: tried at every character, a long text without a full stop would take hours.
_SENTENCE = re.compile(r"(?<![^。！？\n])[^。！？\n]{20,}[。！？]")


def check(subject: Subject) -> Iterator[Finding]:
    seen: dict[str, int] = {}
    for hit in subject.hits(_SENTENCE, public=True):
        if (first := seen.setdefault(hit[0], hit.span.line)) != hit.span.line:
            yield hit.finding(f"这句话和第{first}行的一样", "留一处")
