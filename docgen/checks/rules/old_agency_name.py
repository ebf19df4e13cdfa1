"""机构改革以后，仍用旧的机关名称。

旧名称看事情的年份：改革以前的事可以用当时的名称，括注现名。

好：
    线索: {来源: 群众举报, 日期: 2017年3月1日}
    查明: 原区国土资源局没有处理。
错：
    线索: {来源: 群众举报, 日期: 2025年5月1日}
    查明: 国土资源部门确认该地块为一般耕地。
错：
    线索: {来源: 群众举报, 日期: 2024年5月1日}
    查明: 区环保局没有处理。
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.data import table

ID = "J001"
LEVEL = "reminder"
ON = "文字"
SOURCE = "2018年、2023年党和国家机构改革方案"

_Row = tuple[str, datetime.date]


def _rows() -> tuple[re.Pattern[str], list[_Row]]:
    rows = table("agencies")["改名"]
    pattern = "|".join(f"(?P<a{index}>{row['旧']})" for index, row in enumerate(rows))
    return re.compile(f"(?<!原)(?<!时任)(?:{pattern})"), [
        (row["新"], datetime.date.fromisoformat(row["自"])) for row in rows
    ]


_known: Callable[[], tuple[re.Pattern[str], list[_Row]]] = cast(Any, cache(_rows))


def check(subject: Subject) -> Iterator[Finding]:
    pattern, rows = _known()
    for hit in subject.hits(pattern):
        name = next(key for key, value in hit.match.groupdict().items() if value)
        new, since = rows[int(name[1:])]
        day = subject.conduct or subject.paper_day(hit.passage)
        if day is not None and day < since:
            continue
        if re.search(r"原[\u4e00-\u9fff]{0,10}$", hit.before):
            continue
        yield hit.finding(
            f"“{hit[0]}”是{since.year}年机构改革以前的名称", f"现在是“{new}”；讲当时的事，写“原{hit[0]}”", group=name
        )
