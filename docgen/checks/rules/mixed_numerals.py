"""汉字和阿拉伯数字混写，或者年份里的“〇”写成“零”。

好：2024年；二〇二四年
错：二零二四年三月
改：二〇二四年三月
错：20二四年三月
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "F118"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15835—2011，5.2.1"

_PATTERN = re.compile(
    r"(?P<zero>[一二][零〇][零〇一二三四五六七八九]{2})(?=年)|(?:[一二][零〇0]\d{2}|20[一二三四五六七八九〇零]{1,2}\d?)(?=年)"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if not hit["zero"]:
            yield hit.finding(f"年份“{hit[0]}”混用了两种数字", "写成“2024年”")
        elif "零" in hit["zero"]:
            yield hit.finding("年份里的“零”写成“〇”", fix=hit["zero"].replace("零", "〇"), group="zero")
