"""要公开发布，没有写发布审批。

记录里有内部文书（文号）又有典型意义的，发布前要有审批。

好：
    立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]
    典型意义: 守护河道安全。
    发布审批: 检察长2024年11月18日批准
错：
    立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]
    典型意义: 守护河道安全。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q002"
LEVEL = "reminder"
ON = "典型案例"
SOURCE = "人民检察院案件信息公开工作规定；各院发布典型案例的内部审批（未核对原文）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None or case.significance is None or case.approval is not None:
        return
    numbers = [*(filing.number for filing in case.filings), *(entry.number for entry in case.recommendations)]
    if any(numbers):
        place = case.keys["significance"].span if "significance" in case.keys else case.significance.span
        yield Finding(place, "写了典型意义，没有“发布审批”", "补上：谁在何时批准发布")
