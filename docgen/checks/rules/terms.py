"""常见的用词错误。

用词表在程序里，一词一行：错的写法、对的写法、理由。

好：联合法治宣传；这些岗位；走过场；截至2024年6月；作出处罚
错：在联合法制宣传等方面形成合力。
改：在联合法治宣传等方面形成合力。
错：此些岗位不属于禁忌岗位。
改：这些岗位不属于禁忌岗位。
错：为保证整改不走过程，持续跟进监督。
改：为保证整改不走过场，持续跟进监督。
错：截止2024年6月，全部整改。
改：截至2024年6月，全部整改。
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, cast

from docgen.checks.finding import Finding
from docgen.checks.subject import Hit, Subject
from docgen.codes import Level
from docgen.data import table

ID = "X001"
LEVEL = "reminder"
ON = "文字"
SOURCE = "现代汉语词典；检察机关公文的通行用语"


_LITERAL = re.compile(r"(?:\(\?<[=!][^)]*\))?([\u4e00-\u9fff]+)")

_Term = tuple[str, "re.Pattern[str]", "dict[str, str]"]


def _terms() -> list[_Term]:
    """(what must stand in a text for the term to be in it, its pattern, its row) for every row of the table."""
    found: list[_Term] = []
    for row in table("terms"):
        literal = _LITERAL.match(row["错"])
        found.append((literal[1] if literal else "", re.compile(row["错"], re.M), row))
    return found


_known: Callable[[], list[_Term]] = cast(Any, cache(_terms))


def check(subject: Subject) -> Iterator[Finding]:
    for literal, pattern, row in _known():
        # A plain search is a hundred times as fast as a pattern, and most terms stand in no text.
        if literal in subject.whole:
            for hit in subject.hits(pattern):
                yield _finding(hit, row)


def _finding(hit: Hit, row: dict[str, str]) -> Finding:
    because = f"：{row['理由']}" if row.get("理由") else ""
    level: Level | None = "hint" if row.get("级别") == "提示" else None
    fix = row["对"] if row.get("改", "是") == "是" else None
    return hit.finding(f"“{hit[0]}”应当是“{row['对']}”{because}", f"改成“{row['对']}”", fix=fix, level=level)
