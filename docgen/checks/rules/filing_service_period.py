"""立案决定书没有在立案后七日内送达行政机关。

事实如此的，不能改日期：核对无误后用“# docgen: 关闭 D002”关掉，并在卷里说明。

好：
    立案: [{日期: 2024年2月20日, 决定送达: 2024年2月23日}]
错：
    立案: [{日期: 2024年2月20日, 决定送达: 2024年3月1日}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records import derive
from docgen.workdays import calendar_of, deadline

ID = "D002"
LEVEL = "reminder"
ON = "立案"
SOURCE = "人民检察院公益诉讼办案规则第七十条（七日内送达）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    days = calendar_of(subject.project.settings)
    for filing in case.filings if case else ():
        if filing.day is not None and filing.served is not None and filing.day.moment.exact:
            due = deadline(derive.filing_service_due(filing.day.moment.day), days)
            if filing.served.moment.day > due.day:
                yield Finding(filing.served.span, f"立案后七日内送达，最迟{due}", "核对日期")
