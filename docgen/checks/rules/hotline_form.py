"""同一篇里，热线号码有的加引号，有的不加。

好：12345市民服务热线
错：“12345”市民服务热线转来线索，12345平台也有投诉。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Hit, Subject

ID = "F111"
LEVEL = "hint"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.8（同一篇内写法一致）"

_PATTERN = re.compile(
    r"(?P<quote>“?)(?P<number>12345|12338|12309|12315|12348|12351)(?!\d)(?:”|(?=[\u4e00-\u9fff，。、]))"
)


def check(subject: Subject) -> Iterator[Finding]:
    for public in (False, True):
        forms: dict[bool, list[Hit]] = {True: [], False: []}
        for hit in subject.hits(_PATTERN, public=public):
            forms[bool(hit["quote"])].append(hit)
        if forms[True] and forms[False]:
            fewer = min(forms.values(), key=len)
            yield fewer[0].finding("热线号码有的加引号，有的不加", "全文用一种写法")
