"""书名号里面的书名号要用单书名号〈〉。

外面用《》，里面用〈〉；不能用小于号、大于号，也不能再用《》。

好：《北京市实施〈中华人民共和国母婴保健法〉办法》
错：不符合《北京市实施<中华人民共和国母婴保健法>办法》的要求。
改：不符合《北京市实施〈中华人民共和国母婴保健法〉办法》的要求。
错：不符合《云江省实施《中华人民共和国水法》办法》的要求。
改：不符合《云江省实施〈中华人民共和国水法〉办法》的要求。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P004"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.15.3"

_PATTERN = re.compile(r"《[^《》\n]*?(?P<inner>[<＜《][^<>＜＞《》\n]*[>＞》])[^《》\n]*》")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("书名号里面要用单书名号〈〉", fix=f"〈{hit['inner'][1:-1]}〉", group="inner")
