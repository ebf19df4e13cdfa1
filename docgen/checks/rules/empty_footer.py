"""文末的署名项空着。

空的不印：删去，或者填上。

好：[责任编辑：某某]
错：[供稿单位:]
错：供稿单位：
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "Q008"
LEVEL = "reminder"
ON = "文字"
SOURCE = "新闻稿的版面（空项不印）"

_PATTERN = re.compile(
    r"[\[［【（]?(?P<label>供稿单位|供稿|作者|通讯员|责任编辑|责编|编辑|来源|审核|校对|摄影|统筹|文字|图片)[:：][ \t　]*(?P<end>[\]］】）]|$|(?=[ \t　]+(?:供稿|作者|通讯员|责任编辑|责编|编辑|来源|审核|校对)[:：]))",
    re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit['label']}”后面是空的", "填上，或者删去这一项", group="label")
