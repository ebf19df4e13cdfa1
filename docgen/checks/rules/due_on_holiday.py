"""检察建议的期限届满日是节假日，顺延。

只作提示：期限最后一天是节假日的，以节假日后的第一个工作日为届满日。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年8月5日}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records import derive
from docgen.workdays import calendar_of, deadline

ID = "D016"
LEVEL = "hint"
ON = "检察建议"
SOURCE = "民事诉讼法第八十五条（期间，参照）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    days = calendar_of(subject.project.settings)
    replied = {str(reply.agency) for reply in case.replies} if case else set()
    for entry in case.recommendations if case else ():
        if entry.served is None or str(entry.addressee) in replied:
            continue
        counted = derive.performance_due(entry.served.moment.day)
        due = deadline(counted, days)
        if due.day != counted:
            yield Finding(
                entry.served.span, f"整改期限的最后一天是节假日，顺延到{due}", "告知被建议单位时按顺延后的日期"
            )
