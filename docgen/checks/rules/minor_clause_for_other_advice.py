"""公益诉讼检察建议引了未成年人保护法第一百一十四条。

该条的一个月期限针对没有尽到教育、管理、救助、看护职责的单位，属于另一种检察建议；公益诉讼引第一百零六条。

好：根据《中华人民共和国未成年人保护法》第一百零六条的规定。
错：根据《中华人民共和国未成年人保护法》第一百一十四条的规定。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Subject

ID = "L011"
LEVEL = "reminder"
ON = "引用的法律（内部文书）"
SOURCE = "未成年人保护法第一百零六条、第一百一十四条"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    others = {str(entry.category) for entry in case.recommendations if entry.category} if case else set()
    if others - {"公益诉讼"}:
        return
    for citation, passage, statute in cited(subject):
        if passage.public or statute is None or statute.name != "未成年人保护法":
            continue
        for article in citation.articles:
            if article.number == 114:
                yield Finding(
                    passage.text.span_at(article.start),
                    "第一百一十四条不是公益诉讼检察建议的依据",
                    "公益诉讼引第一百零六条",
                )
