"""大标题的序号后面漏了顿号。

好：
    查明: |
      一、创新工作举措
错：
    查明: |
      一创新工作举措
改：
    查明: |
      一、创新工作举措
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P016"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 9704—2012，7.3.3"

_PATTERN = re.compile(
    r"^(?P<number>[一二三四五六七八九十]{1,3})"
    r"(?![是些个年月日方面名件家起次批体种项条位站路带直切定般致样旦一二三四五六七八九十百千万级流等分成大心线区市县省村镇乡院部所处同"
    r"代度季季套块片段届期门把边端经再律概并旁向味共众票户人天周号审两函书证会中步])"
    r"(?=[\u4e00-\u9fff])[^。！？；\n]{2,28}(?<![。！？；：”])$",
    re.M,
)
_HEADINGS = frozenset(["标题", "正文", "段落"])


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit.passage.prose or hit.passage.key in _HEADINGS:
            yield hit.finding("序号后面像是漏了顿号", fix=hit["number"] + "、", group="number")
