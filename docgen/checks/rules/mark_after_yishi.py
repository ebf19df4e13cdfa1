"""“一是”“二是”后面加了标点。

好：一是责令限期改正；二是组织排查。
错：一是，责令限期改正；二是：组织排查。
改：一是责令限期改正；二是组织排查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P024"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.4、4.7"

_PATTERN = re.compile(r"(?:^|(?<=[。；：，]))[一二三四五六七八九十]是(?P<mark>[，、：,:])", re.M)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("“…是”后面不加标点", fix="", group="mark")
