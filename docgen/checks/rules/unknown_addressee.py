"""机关的全称不在本院的机关名录里。

docgen.yaml 写了“机关名录”才核对。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.errors import nearest

ID = "J003"
LEVEL = "reminder"
ON = "机关"
SOURCE = "人民检察院公益诉讼办案规则第七十五条（行政机关的名称）"


def check(subject: Subject) -> Iterator[Finding]:
    known = [str(name) for name in subject.project.settings.addressees]
    case = subject.case
    for name, agency in case.agencies.items() if case and known else ():
        if agency.full_name and str(agency.full_name) not in known:
            like = nearest(str(agency.full_name), known)
            hint = f"是不是“{like}”？" if like else "核对全称；新设的机关补进 docgen.yaml 的“机关名录”"
            yield Finding(agency.full_name.span, f"“{name}”的全称“{agency.full_name}”不在机关名录里", hint)
