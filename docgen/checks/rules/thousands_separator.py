"""大数的分节写法不统一，或者用了中文逗号。

五位以上的整数，全文要么都不分节，要么都用“,”分节；四位数不分节。

好：63128人、21046人
错：用户63，128人
改：用户63,128人
错：用户63,128人，其中21046人不满十四周岁。
错：补贴3,200元
改：补贴3200元
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F107"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.1.3"

_WIDE = re.compile(r"(?<![\d,，])\d{1,3}(?P<mark>，)\d{3}(?![\d年，,])(?=[\u4e00-\u9fff])")
_SPLIT = re.compile(r"(?<![\d,.])\d{1,3}(?:,\d{3})+(?![\d,])")
_WHOLE = re.compile(r"(?<![\d,.\-A-Za-z])(?!12[0-9]{3}(?!\d))\d{5,8}(?![\d\-年])(?=[\u4e00-\u9fff])")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_WIDE):
        yield hit.finding("数里用了中文逗号", fix=",", group="mark")
    split = list(subject.hits(_SPLIT))
    for hit in split:
        if len(hit[0]) == 5:
            yield hit.finding("四位数不分节", fix=hit[0].replace(",", ""))
    long = [hit for hit in split if len(hit[0]) > 5]
    if long and (whole := next(subject.hits(_WHOLE), None)) is not None:
        yield whole.finding(f"“{whole[0]}”没有分节，别处的“{long[0][0]}”却分了节", "全文用一种写法")
