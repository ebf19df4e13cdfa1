"""法律修改后条文序号变了，引用的是另一个版本的序号。

例如民事诉讼法关于公益诉讼的条文，2022年1月1日以前是第五十五条，以后是第五十八条。
引号里照录别的文件的，不管。

好：
    类型: 民事公益诉讼
    立案: 2024年3月1日
    查明: 根据《中华人民共和国民事诉讼法》第五十八条第二款的规定。
错：
    类型: 民事公益诉讼
    立案: 2024年3月1日
    查明: 根据《中华人民共和国民事诉讼法》第五十五条第二款的规定。
错：
    类型: 民事公益诉讼
    立案: 2020年3月1日
    查明: 根据《中华人民共和国民事诉讼法》第五十八条第二款的规定。
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Passage, Subject
from docgen.numerals import chinese

ID = "L004"
LEVEL = "error"
ON = "引用的法律"
SOURCE = "民事诉讼法（2017年、2021年、2023年三个版本）"


def check(subject: Subject) -> Iterator[Finding]:
    for citation, passage, statute in cited(subject):
        paper = subject.paper_day(passage)
        if statute is None or not statute.moves or paper is None or _quoted(passage, citation.start):
            continue
        for article in citation.articles:
            for move in statute.moves:
                right, wrong = (move.now, move.article) if paper >= move.since else (move.article, move.now)
                if article.number == wrong and _about(move.about, subject, passage):
                    yield Finding(
                        passage.text.span_at(article.start),
                        f"《{citation.name}》关于{move.about}的条文，{'自' if right == move.now else ''}"
                        f"{move.since.year}年{move.since.month}月{move.since.day}日{'起' if right == move.now else '以前'}"
                        f"是第{chinese(right)}条",
                        f"改成“第{chinese(right)}条”",
                    )


def _about(about: str, subject: Subject, passage: Passage) -> bool:
    if about == "公益诉讼":
        case = subject.case
        return (case is not None and "公益诉讼" in str(case.case_type or "公益诉讼")) or "公益诉讼" in passage.text
    return about in passage.text


def _quoted(passage: Passage, at: int) -> bool:
    before = str(passage.text)[:at]
    return before.count("“") > before.count("”")
