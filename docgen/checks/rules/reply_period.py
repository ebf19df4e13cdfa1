"""行政机关的回复超过了期限。

收到检察建议书之日起两个月内回复；有紧急情形的，十五日内。事实如此的，按规则跟进监督，并关掉这一条提醒。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
    回复: [{机关: 区水务局, 日期: 2024年6月20日}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
    回复: [{机关: 区水务局, 日期: 2024年7月20日}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日, 紧急情形: 损害继续扩大}]
    回复: [{机关: 区水务局, 日期: 2024年6月20日}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records import derive
from docgen.records.models import Reply
from docgen.workdays import calendar_of, deadline

ID = "D005"
LEVEL = "reminder"
ON = "回复"
SOURCE = "最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释第二十一条"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    days = calendar_of(subject.project.settings)
    first: dict[str, Reply] = {}
    for reply in case.replies if case else ():
        if reply.agency and reply.day is not None:
            first.setdefault(str(reply.agency), reply)
    for entry in case.recommendations if case else ():
        answer = first.get(str(entry.addressee))
        if answer is None or answer.day is None or entry.served is None or not answer.day.moment.exact:
            continue
        urgent = entry.urgency is not None
        due = deadline(derive.reply_due(entry.served.moment.day, urgent=urgent), days)
        if answer.day.moment.day > due.day:
            period = "十五日" if urgent else "两个月"
            yield Finding(answer.day.span, f"收到后{period}内回复，期限到{due}", "核对日期；确已逾期的，跟进监督")
