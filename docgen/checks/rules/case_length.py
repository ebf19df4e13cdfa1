"""典型案例的篇幅超出习惯。

每件一般八百至一千五百字，典型意义不超过三分之一。只作提示。

好：
    基本案情: 河道被侵占。
    典型意义: 守护。
错：
    基本案情: 短。
    典型意义: 检察机关立足公益诉讼检察职能，督促行政机关依法履职，推动问题整改，并以个案办理推动健全长效机制，实现办理一案、治理一片的效果，切实维护国家利益和社会公共利益，为经济社会高质量发展提供有力的司法保障和法治支撑，值得在同类案件的办理中参考借鉴和推广运用。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q003"
LEVEL = "hint"
ON = "典型案例"
SOURCE = "典型案例的篇幅习惯（未核对原文）"

LONGEST = 1500
"""Characters of a case, by custom."""


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None or case.significance is None:
        return
    told = [
        passage
        for passage in subject.passages
        if passage.owner is case.work or passage.key in ("基本案情", "公益损害事实")
    ]
    meaning = sum(len(passage.text) for passage in subject.passages if passage.key in ("典型意义", "指导意义"))
    whole = meaning + sum(len(passage.text) for passage in told)
    if whole > LONGEST * 4 // 3:
        yield Finding(case.significance.span, f"全文约{whole}字，一般不超过{LONGEST}字", "压缩")
    if told and meaning > 100 and meaning * 3 > whole:
        yield Finding(case.significance.span, f"典型意义{meaning}字，超过全文的三分之一", "压缩典型意义，或者充实案情")
