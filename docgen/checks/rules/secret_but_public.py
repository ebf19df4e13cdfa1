"""标了密级，又写了公开发布的内容。

好：
    密级: 秘密
    查明: 区水务局没有处理。
错：
    密级: 秘密
    典型意义: 守护河道安全。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q007"
LEVEL = "error"
ON = "密级"
SOURCE = "保守国家秘密法；人民检察院案件信息公开工作规定第四条"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None or case.secrecy is None:
        return
    public = [
        name
        for name, value in (("基本案情", case.facts), ("典型意义", case.significance), ("摘要", case.summary))
        if value
    ]
    if public:
        yield Finding(
            case.secrecy.span,
            f"标了密级“{case.secrecy}”，又写了要公开的{'、'.join(public)}",
            "核对密级；有密级的不公开",
        )
