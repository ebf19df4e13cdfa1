"""小节的名称写进了正文。

【基本案情】一类的标题由程序印出，不写在正文里。

好：
    基本案情: 河道被侵占。
错：
    基本案情: |
      【基本案情】
      河道被侵占。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q010"
LEVEL = "reminder"
ON = "典型案例"
SOURCE = "docgen 的记录写法（小节标题由程序印出）"

_PATTERN = re.compile(
    r"^【?(?:基本案情|公益损害事实|调查和督促履职|调查和诉讼|检察机关履职(?:情况|过程)|典型意义|指导意义|诉讼过程|要旨|关键词|相关规定)】?$",
    re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    if subject.case is not None:
        for hit in subject.hits(_PATTERN, prose=True):
            yield hit.finding(f"“{hit[0]}”是小节标题，会印两遍", "删去这一行")
