"""抄送里有被建议单位自己。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 抄送: [临河区人民政府]}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 抄送: [云江省青川市临河区水务局]}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A015"
LEVEL = "reminder"
ON = "检察建议.抄送"
SOURCE = "人民检察院检察建议工作规定第二十条（抄送的范围）"


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    for entry in case.recommendations if case else ():
        agency = case.agencies.get(str(entry.addressee or "")) if case else None
        own = {str(entry.addressee), str(agency.full_name) if agency and agency.full_name else ""}
        for copy in entry.copies:
            if str(copy).strip("｛｝{}") in own:
                yield Finding(copy.span, f"“{copy}”就是被建议单位，不再抄送", "删去，或者写它的上级机关")
