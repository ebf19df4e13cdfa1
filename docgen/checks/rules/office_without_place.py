"""检察院的名称没有写全。

和公章一致：带省（自治区、直辖市）、市、县（区）的名称。

好：
    检察院: 北京市大兴区人民检察院
错：
    检察院: 尖草坪区人民检察院
错：
    检察院: 太原市尖草坪区检察院
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "J004"
LEVEL = "reminder"
ON = "检察院"
SOURCE = "人民检察院组织法第十三条；最高人民检察院法律文书格式样本"

_WHOLE = re.compile(
    r"最高人民检察院|(?:[\u4e00-\u9fff]{2,4}省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|(?:北京|天津|上海|重庆)(?:市|铁路)|新疆生产建设兵团|[\u4e00-\u9fff]+(?:铁路|林区|军事|农垦|垦区))[\u4e00-\u9fff]*"
)


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None or case.procuratorate is None:
        return
    name = str(case.procuratorate)
    if "人民检察院" not in name and "军事检察院" not in name:
        yield Finding(case.procuratorate.span, f"“{name}”不是全称", "写成“…人民检察院”，和公章一致")
    elif not _WHOLE.match(name):
        yield Finding(case.procuratorate.span, f"“{name}”前面没有省、自治区、直辖市", "和公章一致，写全称")
