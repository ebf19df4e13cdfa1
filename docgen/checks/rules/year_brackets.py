"""引用的文号里，年份没有用六角括号。

好：临政发〔2023〕5号
错：根据临政发[2023]5号文件的要求办理。
改：根据临政发〔2023〕5号文件的要求办理。
错：根据临政发（2023）5号文件的要求办理。
改：根据临政发〔2023〕5号文件的要求办理。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P026"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 9704—2012，7.2.5；GB/T 15834—2011，4.9.3.4"

# A case number of a court keeps its round brackets: （2024）云01民初3号.
_PATTERN = re.compile(r"(?<=[\u4e00-\u9fff])(?P<year>[\[(（【﹝［](?:19|20)\d{2}[\])）】﹞］])(?=第?\d{1,5}号)")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("文号里的年份用六角括号〔〕", fix=f"〔{hit['year'][1:-1]}〕", group="year")
