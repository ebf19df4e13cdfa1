"""阿拉伯数字后面用了“千”“百”“十”。

“万”“亿”可以跟在阿拉伯数字后面，“千”“百”“十”不可以；“千米”“千克”是单位，不在此限。

好：4000余人；7.3万人；3千米
错：发放宣传册4千份。
改：发放宣传册4000份。
错：回收问卷3百份。
改：回收问卷300份。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F102"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.1.3"

_PATTERN = re.compile(
    r"(?<![\d.])(?P<number>\d+)(?P<unit>千(?![米克瓦伏卡焦赫帕字])|百(?!分点|帕|货|姓)|十(?!字|四五|五五))(?![万亿])"
)
_TIMES = {"千": 1000, "百": 100, "十": 10}


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit[0]}”不规范", fix=str(int(hit["number"]) * _TIMES[hit["unit"]]))
