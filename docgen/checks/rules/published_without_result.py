"""典型案例没有写整改。

好：
    基本案情: 河道被侵占。
    调查和督促履职: 收到检察建议后，行政机关依法整改。
    典型意义: 守护河道安全。
错：
    基本案情: 河道被侵占。
    调查和督促履职: 本院向行政机关提出检察建议。
    典型意义: 守护河道安全。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records import derive

ID = "Q001"
LEVEL = "reminder"
ON = "典型案例"
SOURCE = "公开发布的典型案例的通行写法（写明整改成效）"

_RESULT = re.compile(
    r"整改|改正|履职到位|清[理除运]|拆除|补[缴建]|修复|恢复|查处|处罚|关停|取缔|下架|约谈|撤回|删除|排查|专项|赔偿|判决|支持(?:全部|了)?诉讼请求|立行立改|纠正"
)


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None or case.work is None or case.significance is None or derive.case_type(case) != "行政公益诉讼":
        return
    texts = [passage for passage in subject.passages if passage.owner is case.work]
    after = False
    for passage in texts:
        text = str(passage.text)
        # What the letter asked for is not yet what was done.
        told = re.sub(r"(?:提出|制发|发出)[^。]*检察建议[^。]*", "", text)
        after = after or bool(_RESULT.search(told))
    if texts and not after:
        yield Finding(texts[-1].text.span, "典型案例没有写整改的情况", "补上整改和成效")
