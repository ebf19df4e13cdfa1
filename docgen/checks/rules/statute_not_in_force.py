"""引用了当时还没有施行的法律。

好：
    线索: {来源: 群众举报, 日期: 2022年3月1日}
    查明: 违反《中华人民共和国民法典》第二百七十四条的规定。
错：
    线索: {来源: 群众举报, 日期: 2020年3月1日}
    立案: 2020年3月9日
    查明: 违反《中华人民共和国民法典》第二百七十四条的规定。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Subject

ID = "L002"
LEVEL = "error"
ON = "引用的法律"
SOURCE = "各法的施行条款；立法法第一百零四条（法不溯及既往）"


def check(subject: Subject) -> Iterator[Finding]:
    for citation, passage, statute in cited(subject):
        paper = subject.paper_day(passage)
        if statute is None or paper is None or paper >= statute.since:
            continue
        day = statute.since
        yield Finding(
            passage.text.span_at(citation.start),
            f"《{citation.name}》{day.year}年{day.month}月{day.day}日起施行，作出文书时还没有施行",
            "核对日期，或者改引当时有效的法律",
            None if statute.sure else "reminder",
        )
