"""人民监督员列成了听证员。

人民监督员到场监督，不算听证员；写在“人民监督员”里。

好：
    听证会: {时间: 2024年4月12日9时, 听证员: [甲某（人大代表）, 乙某（政协委员）, 丙某（律师）], 人民监督员: [丁某]}
错：
    听证会: {时间: 2024年4月12日9时, 听证员: [甲某（人大代表）, 乙某（政协委员）, 丙某（人民监督员）]}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A008"
LEVEL = "reminder"
ON = "听证会"
SOURCE = "人民检察院审查案件听证工作规定第七条、第八条"


def check(subject: Subject) -> Iterator[Finding]:
    hearing = subject.case.hearing if subject.case else None
    if hearing is None:
        return
    supervisors = {str(person.name) for person in hearing.supervisors}
    for person in hearing.hearers:
        if (person.identity and "人民监督员" in person.identity) or str(person.name) in supervisors:
            yield Finding(person.span, f"“{person.name}”是人民监督员，不列为听证员", "移到“人民监督员”")
