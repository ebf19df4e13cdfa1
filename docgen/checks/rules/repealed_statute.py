"""引用了已经废止的法律、法规、司法解释。

看行为发生的日期：行为在废止之后的，是错误；行为在废止以前、文书在废止以后的，按从旧兼从轻仍可能适用，
只作提示；文书和行为都在废止以前的，不管。行为的日期取“行为日期”，没有写的取线索、立案的日期。
各部法律何时施行、何时废止，见程序自带的法规表；各院可以用 docgen.yaml 的“法规表”补充。

好：
    线索: {来源: 群众举报, 日期: 2019年3月1日}
    查明: 上述行为违反《中华人民共和国物权法》第八十三条的规定。
错：
    线索: {来源: 群众举报, 日期: 2024年3月1日}
    查明: 上述行为违反《中华人民共和国物权法》第八十三条的规定。
错：
    线索: {来源: 群众举报, 日期: 2026年9月3日}
    查明: 上述行为违反《中华人民共和国环境保护法》第四十二条的规定。
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.statutes import Statute, cited
from docgen.checks.subject import Subject

ID = "L001"
LEVEL = "error"
ON = "引用的法律"
SOURCE = "民法典第一千二百六十条；生态环境法典第一千二百四十二条、第一千零五十七条；各法的施行、废止条款"


def check(subject: Subject) -> Iterator[Finding]:
    for citation, passage, statute in cited(subject):
        if statute is None or statute.until is None:
            continue
        act, paper = subject.conduct, subject.paper_day(passage)
        if act is not None and act < statute.until:
            if paper is None or paper < statute.until:
                continue
            message = (
                f"《{citation.name}》已于{_day(statute.until)}废止；行为发生在废止以前，按从旧兼从轻确认是否仍然适用"
            )
            yield Finding(passage.text.span_at(citation.start), message, _instead(statute), "hint")
        elif act is None and paper is None:
            message = f"《{citation.name}》已于{_day(statute.until)}废止，记录里没有日期，无法判断是否适用"
            yield Finding(passage.text.span_at(citation.start), message, _instead(statute), "reminder")
        elif (act or paper or statute.until) >= statute.until:
            what = "行为发生时" if act is not None else "作出文书时"
            message = f"《{citation.name}》已于{_day(statute.until)}废止，{what}（{_day(act or paper or statute.until)}）不再有效"
            yield Finding(
                passage.text.span_at(citation.start), message, _instead(statute), None if statute.sure else "reminder"
            )


def _instead(statute: Statute) -> str:
    new = f"改引《{statute.successor}》的相应条款；" if statute.successor else ""
    return f"{new}行为发生在废止以前的，在记录里写明“行为日期”"


def _day(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
