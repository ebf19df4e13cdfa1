"""听证通知没有在三日以前送出。

公开听证的三日前，把案由、时间、地点告知参加人。

好：
    听证会: {时间: 2024年4月12日9时30分, 通知日期: 2024年4月2日}
错：
    听证会: {时间: 2024年4月12日9时30分, 通知日期: 2024年4月11日}
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "D006"
LEVEL = "error"
ON = "听证会"
SOURCE = "人民检察院审查案件听证工作规定第十条"


def check(subject: Subject) -> Iterator[Finding]:
    hearing = subject.case.hearing if subject.case else None
    if hearing is None or hearing.time is None or hearing.notified is None or not hearing.time.moment.exact:
        return
    latest = hearing.time.moment.day - datetime.timedelta(days=3)
    if latest < hearing.notified.moment.day <= hearing.time.moment.day:
        day = f"{latest.year}年{latest.month}月{latest.day}日"
        yield Finding(hearing.notified.span, f"听证三日前通知参加人，最迟{day}", "提前通知，或者推迟听证")
