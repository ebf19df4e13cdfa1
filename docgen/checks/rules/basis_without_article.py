"""法律依据没有写到条。

好：
    法律依据: {职责: [《中华人民共和国水法》第三十七条]}
错：
    法律依据: {职责: [《中华人民共和国水法》]}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Subject

ID = "L010"
LEVEL = "reminder"
ON = "法律依据"
SOURCE = "人民检察院公益诉讼办案规则第七十五条；最高人民法院关于裁判文书引用法律、法规等规范性法律文件的规定（参照）"


def check(subject: Subject) -> Iterator[Finding]:
    for citation, passage, _ in cited(subject):
        if (
            passage.owner is not None
            and not passage.public
            and not citation.articles
            and ("法律依据" in passage.path or passage.key == "依据")
        ):
            yield Finding(
                passage.text.span_at(citation.start), f"《{citation.name}》没有写到条", "写成“《…》第…条第…款”"
            )
