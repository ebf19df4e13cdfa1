"""内部文书的事实部分写到了以后的事。

“公益受损”“查明”“认定”里只写提出检察建议以前的事，整改、回复、回访写在后面的字段。

好：
    查明: 区水务局没有处理。
错：
    查明: 收到检察建议后，区水务局已经整改到位。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A012"
LEVEL = "reminder"
ON = "公益受损、查明、认定、职责"
SOURCE = "人民检察院公益诉讼办案规则第七十五条（检察建议书的内容）"

_PATTERN = re.compile(
    r"(?:收到|接到)检察建议书?(?:之?后|以后)|整改(?:完毕|完成|到位)(?!的期限)|已(?:经)?(?:全部|全面)?整改|“?回头看”?|回访|书面回复(?!本院)本?院?(?:称|：|表示)"
)
_EARLY = frozenset(["公益受损", "查明", "认定", "职责", "履职情况"])


def check(subject: Subject) -> Iterator[Finding]:
    if subject.case is None:
        return
    for hit in subject.hits(_PATTERN, public=False):
        if hit.passage.key in _EARLY and not re.search(r"[未没]|尚不|要求$|督促$|逾期$", hit.before[-6:]):
            yield hit.finding(f"“{hit[0]}”是提出检察建议以后的事", "移到“整改”“回复”或者“回访”")
