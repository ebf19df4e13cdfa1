"""检察建议引了妇女权益保障法第七十七条的某一项。

该条五项是提起诉讼的情形；检察建议引第七十七条本身。

好：根据《中华人民共和国妇女权益保障法》第七十七条的规定。
错：
    法律依据: {提出: [《中华人民共和国妇女权益保障法》第七十七条第（二）项]}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Subject

ID = "L012"
LEVEL = "reminder"
ON = "法律依据.提出"
SOURCE = "妇女权益保障法第七十七条"


def check(subject: Subject) -> Iterator[Finding]:
    for citation, passage, statute in cited(subject):
        if statute is not None and statute.name == "妇女权益保障法" and passage.key == "提出":
            for article in citation.articles:
                if article.number == 77 and article.item:
                    yield Finding(
                        passage.text.span_at(article.start),
                        "第七十七条各项是起诉的情形，检察建议不引到项",
                        "写成“第七十七条”",
                    )
