"""标题末尾用了句号。

好：
    其他部分: [{标题: 后续工作, 正文: 继续跟进。}]
错：
    其他部分: [{标题: 后续工作。, 正文: 继续跟进。}]
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.checks.finding import Edit, Finding
from docgen.checks.subject import Subject

ID = "P010"
LEVEL = "reminder"
ON = "标题"
SOURCE = "GB/T 15834—2011，附录A；GB/T 9704—2012，7.3.1"

HEADINGS = frozenset(["标题", "案名", "事由", "案由", "案例集名称", "发布会", "引题", "副标题", "标题次行", "事项"])


def check(subject: Subject) -> Iterator[Finding]:
    for passage in subject.passages:
        text = str(passage.text)
        if passage.key in HEADINGS and text.endswith(("。", "；", "，")):
            span = passage.text.span_at(len(text) - 1)
            edit = None if span.via else Edit(span, text[-1], "")
            yield Finding(span, f"标题末尾不用“{text[-1]}”", f"删去“{text[-1]}”", edit=edit)
