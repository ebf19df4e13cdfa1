"""检察建议书没有在送达后五日内备案。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日, 备案日期: 2024年4月26日}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日, 备案日期: 2024年5月20日}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records import derive
from docgen.workdays import calendar_of, deadline

ID = "D004"
LEVEL = "reminder"
ON = "检察建议"
SOURCE = "人民检察院公益诉讼办案规则第七十五条；人民检察院检察建议工作规定第二十一条（五日内备案）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    days = calendar_of(subject.project.settings)
    for entry in case.recommendations if case else ():
        if entry.served is not None and entry.recorded is not None:
            due = deadline(derive.recording_due(entry.served.moment.day), days)
            if entry.recorded.moment.day > due.day:
                yield Finding(entry.recorded.span, f"送达后五日内备案，最迟{due}", "核对日期")
