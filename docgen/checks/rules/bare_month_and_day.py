"""只写了月、日，看不出是哪一年。

同一段前面写过年份的，不管。

好：2024年4月12日，召开听证会；4月22日，提出检察建议。
错：4月12日，本院召开听证会。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "D009"
LEVEL = "reminder"
ON = "段落"
SOURCE = "GB/T 15835—2011，4.1.2；公文和法律文书的通行写法"

_PATTERN = re.compile(r"(?<![\d年至—～-])(?:\d{1,2})月\d{1,2}日")
_YEAR = re.compile(r"\d{4}年|[今去同当次翌]年|｛")


def check(subject: Subject) -> Iterator[Finding]:
    known: set[tuple[str, ...]] = set()
    for hit in subject.hits(re.compile(rf"{_YEAR.pattern}|{_PATTERN.pattern}"), prose=True):
        passage = hit.passage
        if _YEAR.match(hit[0]):
            known.add(passage.path)
        elif passage.path not in known:
            known.add(passage.path)
            yield hit.finding(f"“{hit[0]}”没有写年份", "写成“2024年4月12日”")
