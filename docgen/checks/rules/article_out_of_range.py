"""条文序号超过了这部法律的最后一条。

好：《中华人民共和国民法典》第一千二百六十条
错：违反《中华人民共和国民法典》第一千二百六十一条的规定。
错：根据《人民检察院公益诉讼办案规则》第一百一十五条的规定。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Subject

ID = "L003"
LEVEL = "error"
ON = "引用的法律"
SOURCE = "各法的最后一条"


def check(subject: Subject) -> Iterator[Finding]:
    for citation, passage, statute in cited(subject):
        if statute is None or not citation.articles:
            continue
        last = statute.last_article(subject.paper_day(passage))
        for article in citation.articles:
            if last and article.number > last:
                yield Finding(
                    passage.text.span_at(article.start),
                    f"《{citation.name}》一共{last}条，没有第{article.number}条",
                    "核对条文序号",
                    None if statute.count_evidence.startswith("✔") else "reminder",
                )
