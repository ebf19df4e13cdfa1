"""提出检察建议或者立案的依据没有写到款。

行政公益诉讼的依据是行政诉讼法第二十五条第四款；民事公益诉讼是民事诉讼法第五十八条第二款。

好：
    法律依据: {提出: [《中华人民共和国行政诉讼法》第二十五条第四款]}
错：
    法律依据: {提出: [《中华人民共和国行政诉讼法》第二十五条]}
错：
    类型: 民事公益诉讼
    立案: [{日期: 2024年3月1日, 依据: [《中华人民共和国民事诉讼法》第五十八条第一款]}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Subject

ID = "L014"
LEVEL = "reminder"
ON = "法律依据.提出、立案.依据"
SOURCE = "行政诉讼法第二十五条第四款；民事诉讼法第五十八条第二款"

_RIGHT = {("行政诉讼法", 25): (4, "第二十五条第四款"), ("民事诉讼法", 58): (2, "第五十八条第二款")}


def check(subject: Subject) -> Iterator[Finding]:
    for citation, passage, statute in cited(subject):
        if statute is None or passage.key not in ("提出", "依据"):
            continue
        for article in citation.articles:
            clause, words = _RIGHT.get((statute.name, article.number), (article.clause, ""))
            if article.clause != clause:
                yield Finding(
                    passage.text.span_at(article.start), f"公益诉讼的依据是{statute.name}{words}", f"写成“{words}”"
                )
