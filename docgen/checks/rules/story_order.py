"""典型案例里，后面的段落讲到更早的办案日期，或者检察建议写在立案前面。

按办案的先后写：线索、立案、调查、听证、检察建议、整改。

好：
    调查和督促履职: |
      2024年1月，本院发现线索，以行政公益诉讼立案。
      2024年4月，本院提出检察建议。
错：
    调查和督促履职: |
      2024年4月，本院发现线索，以行政公益诉讼立案。
      2024年3月，本院召开听证会。
错：
    调查和督促履职: |
      2024年3月，本院向行政机关制发检察建议。
      2024年4月，本院以行政公益诉讼立案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Passage, Subject

ID = "D015"
LEVEL = "reminder"
ON = "调查和督促履职"
SOURCE = "公开发布的典型案例的通行写法（按办案先后叙述）"

_OPENING = re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月")
_FILED = re.compile(r"立案")
_URGED = re.compile(r"(?:制发|提出|发出|送达)(?:了)?[\u4e00-\u9fff]{0,6}检察建议")


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None or case.work is None:
        return
    passages = [passage for passage in subject.passages if passage.owner is case.work]
    last = (0, 0)
    for passage in passages:
        # Only how a paragraph opens tells when its story begins.
        if found := _OPENING.match(str(passage.text)):
            day = (int(found["y"]), int(found["m"]))
            if day < last:
                message = f"“{found[0]}”早于前面讲的{last[0]}年{last[1]}月"
                yield Finding(passage.text.span, message, "按办案的先后写")
            last = max(day, last)
    urged, filed = _first(passages, _URGED), _first(passages, _FILED)
    if urged is not None and filed is not None and urged[:2] < filed[:2]:
        passage = passages[urged[0]]
        yield Finding(passage.text.span_at(urged[1]), "检察建议写在立案的前面", "先写立案，再写检察建议")


def _first(passages: list[Passage], pattern: re.Pattern[str]) -> tuple[int, int] | None:
    for index, passage in enumerate(passages):
        if found := pattern.search(str(passage.text)):
            return index, found.start()
    return None
