"""已经送达，没有写送达方式或者地点。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日, 送达方式: 直接送达, 送达地点: 区水务局办公室}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A017"
LEVEL = "hint"
ON = "检察建议"
SOURCE = "人民检察院公益诉讼办案规则第七十六条（送达回证）"

_WAYS = re.compile(r"直接|留置|邮寄|宣告|委托|电子|转交|公告|检察专递")


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    for entry in case.recommendations if case else ():
        if entry.served is None:
            continue
        lacking = [
            name for name, value in (("送达方式", entry.served_by), ("送达地点", entry.served_at)) if value is None
        ]
        if lacking:
            yield Finding(entry.served.span, f"送达回证还缺少：{'、'.join(lacking)}", "补上")
        elif entry.served_by is not None and not _WAYS.search(str(entry.served_by)):
            yield Finding(
                entry.served_by.span,
                f"不认识“{entry.served_by}”这种送达方式",
                "写直接送达、留置送达、邮寄送达或者宣告送达",
            )
