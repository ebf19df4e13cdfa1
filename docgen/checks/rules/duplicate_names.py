"""两个登记的名字指的是同一个机关或者同一个人。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}, 水务局: {全称: 云江省青川市临河区水务局}}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "J010"
LEVEL = "reminder"
ON = "机关、当事人"
SOURCE = "docgen 的记录写法（一个对象登记一次）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None:
        return
    seen: dict[str, str] = {}
    named = [(name, agency.full_name) for name, agency in case.agencies.items()]
    named += [(name, party.full_name) for name, party in case.parties.items()]
    for name, full in named:
        if full:
            first = seen.setdefault(str(full), name)
            if first != name:
                yield Finding(full.span, f"“{name}”和“{first}”登记的是同一个名称", "留一个，正文里用同一个名字引用")
