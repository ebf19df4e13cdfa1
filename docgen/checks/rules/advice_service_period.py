"""检察建议书没有在决定后三日内送达。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 决定日期: 2024年4月22日, 送达日期: 2024年4月24日}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 决定日期: 2024年4月22日, 送达日期: 2024年5月10日}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records import derive
from docgen.workdays import calendar_of, deadline

ID = "D003"
LEVEL = "reminder"
ON = "检察建议"
SOURCE = "人民检察院公益诉讼办案规则第七十六条（三日内送达）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    days = calendar_of(subject.project.settings)
    for entry in case.recommendations if case else ():
        decided = entry.decided or entry.day
        if decided is not None and entry.served is not None:
            due = deadline(derive.recommendation_service_due(decided.moment.day), days)
            if entry.served.moment.day > due.day:
                yield Finding(entry.served.span, f"决定后三日内送达，最迟{due}", "核对日期")
