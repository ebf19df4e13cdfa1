"""检察建议书没有写证据或者异议期限。

公益诉讼的检察建议，办案规则没有规定的适用检察建议工作规定：要有证据和提出异议的期限。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    证据: [现场勘察笔录]
    检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日, 异议期限: 收到本检察建议书之日起十五日内}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A002"
LEVEL = "reminder"
ON = "检察建议"
SOURCE = "人民检察院检察建议工作规定第十六条第二项、第五项，第三十条"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    for entry in case.recommendations if case else ():
        place = entry.addressee.span if entry.addressee else entry.span
        lacking = []
        if case is not None and not case.evidence:
            lacking.append("证据")
        if entry.objection is None and subject.project.settings.objection is None:
            lacking.append("异议期限")
        if lacking and (entry.number is not None or entry.day is not None):
            yield Finding(
                place,
                f"给“{entry.addressee}”的检察建议书没有写{'和'.join(lacking)}",
                "补上；不设异议期限的，关掉这一条提醒",
            )
