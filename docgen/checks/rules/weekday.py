"""星期和日期对不上。

好：2024年4月12日（星期五）
错：定于2024年4月12日（星期六）召开听证会。
改：定于2024年4月12日（星期五）召开听证会。
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen import dates
from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "D007"
LEVEL = "error"
ON = "日期"
SOURCE = "历法"

_PATTERN = re.compile(
    r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日[（(，]?(?P<week>(?:星期|周|礼拜)[一二三四五六日天])"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        try:
            right = dates.weekday(datetime.date(int(hit["y"]), int(hit["m"]), int(hit["d"])))
        except ValueError:
            continue
        if hit["week"][-1].replace("天", "日") != right[-1]:
            fix = hit["week"][:-1] + right[-1]
            yield hit.finding(f"这一天是{right}", fix=fix, group="week")
