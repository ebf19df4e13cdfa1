"""民事公益诉讼公告的期间不是三十日。

好：
    类型: 民事公益诉讼
    诉讼过程: 2024年5月10日，本院发布公告，公告期三十日。
错：
    类型: 民事公益诉讼
    诉讼过程: 2024年5月10日，本院发布公告，公告期十五日。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "A016"
LEVEL = "error"
ON = "文字"
SOURCE = "人民检察院公益诉讼办案规则第九十一条；最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释第十三条"

_PATTERN = re.compile(r"公告期[间限]?(?:为|是|：)?(?P<period>[一二三四五六七八九十\d]{1,3}(?:日|天|个?月))")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit["period"] not in ("三十日", "30日", "三十天", "30天"):
            yield hit.finding(f"诉前公告期是三十日，这里写“{hit['period']}”", "核对", group="period")
