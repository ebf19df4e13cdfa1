"""没有这一天。

好：2024年2月29日
错：2023年2月29日，本院立案。
错：2024年4月31日，本院立案。
错：2024年13月1日，本院立案。
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "D008"
LEVEL = "error"
ON = "日期"
SOURCE = "历法"

_PATTERN = re.compile(r"(?:(?P<y>\d{4})年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        year, month, day = int(hit["y"] or 2024), int(hit["m"]), int(hit["d"])
        if not 1 <= month <= 12 or not 1900 <= year <= 2999 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            yield hit.finding(f"没有“{hit[0]}”这一天", "核对日期")
