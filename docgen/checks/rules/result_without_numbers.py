"""整改成效没有一个数字。

好：
    调查和督促履职: {督促: 提出检察建议。, 整改: 整改问题46处。}
错：
    调查和督促履职: {督促: 提出检察建议。, 整改: 行政机关积极整改，取得明显成效。}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q006"
LEVEL = "hint"
ON = "典型案例"
SOURCE = "典型案例评审常见问题（成效无数据）"

_NUMBER = re.compile(r"\d|[两三四五六七八九十百]+[家件个处名人份]|全部")


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    if case is None or case.work is None or case.work.mending is None:
        return
    passages = [passage for passage in subject.passages if passage.owner is case.work and passage.key == "整改"]
    if passages and not any(_NUMBER.search(str(passage.text)) for passage in passages):
        yield Finding(passages[0].text.span, "整改成效没有数字", "用数字说明，或者写明怎样核实的")
