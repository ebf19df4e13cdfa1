"""典型案例缺少一节。

好：
    基本案情: 河道被侵占。
    调查和督促履职: 督促整改。
    典型意义: 守护河道安全。
错：
    调查和督促履职: 督促整改。
    典型意义: 守护河道安全。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q004"
LEVEL = "reminder"
ON = "典型案例"
SOURCE = "公开发布的典型案例的通行体例"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None or case.significance is None:
        return
    lacking = [
        name
        for name, value in (("基本案情", case.facts), ("调查和督促履职", case.work or case.litigation))
        if value is None and not any(name in str(section.title or "") for section in case.other_sections)
    ]
    if lacking and (case.facts or case.work):
        yield Finding(case.significance.span, f"典型案例缺少：{'、'.join(lacking)}", "补上这一节")
