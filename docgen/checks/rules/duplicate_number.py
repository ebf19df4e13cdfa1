"""两份文书用了同一个文号。

好：
    立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}, {日期: 2024年2月20日, 文号: 临检行公立〔2024〕13号}]
错：
    立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}, {日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.source import Span

ID = "D013"
LEVEL = "error"
ON = "文号"
SOURCE = "人民检察院检察建议工作规定第七条（统一编号）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    seen: dict[str, Span] = {}
    if case is None:
        return
    for number in (*(filing.number for filing in case.filings), *(entry.number for entry in case.recommendations)):
        if number:
            first = seen.setdefault(str(number), number.span)
            if first != number.span:
                yield Finding(number.span, f"文号“{number}”和第{first.line}行的重复", "核对文号")
