"""听证员人数不是三至七人。

好：
    听证会: {时间: 2024年4月12日9时, 听证员: [甲某（人大代表）, 乙某（政协委员）, 丙某（律师）]}
错：
    听证会: {时间: 2024年4月12日9时, 听证员: [甲某（人大代表）, 乙某（政协委员）]}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A007"
LEVEL = "reminder"
ON = "听证会"
SOURCE = "人民检察院审查案件听证工作规定第七条"


def check(subject: Subject) -> Iterator[Finding]:
    hearing = subject.case.hearing if subject.case else None
    if hearing is not None and hearing.hearers and not 3 <= len(hearing.hearers) <= 7:
        yield Finding(hearing.hearers[0].span, f"听证员有{len(hearing.hearers)}人，一般为三至七人", "核对人数")
