"""文号的年份和文书的日期不是同一年。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 文号: 临检行公建〔2024〕3号, 日期: 2024年4月22日}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 文号: 临检行公建〔2023〕3号, 日期: 2024年4月22日}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "D012"
LEVEL = "reminder"
ON = "文号"
SOURCE = "GB/T 9704—2012，7.2.5（年份是发文的年份）"

_YEAR = re.compile(r"〔(\d{4})〕")


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None:
        return
    papers = [(entry.number, entry.day or entry.decided) for entry in case.recommendations]
    papers += [(filing.number, filing.day) for filing in case.filings]
    for number, day in papers:
        year = _YEAR.search(number) if number else None
        if number and day is not None and year is not None and int(year[1]) != day.moment.day.year:
            yield Finding(
                number.span_at(year.start(1)), f"文号是{year[1]}年，文书的日期是{day.moment.day.year}年", "核对文号"
            )
