"""“docgen: 关闭”写进了正文。

“|”下面的每一行都是正文，“#”在那里不是注释，会印出来。写在键的上一行。

好：本院依法立案。
错：
    查明: |
      # docgen: 关闭 P003
      本院依法立案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "X004"
LEVEL = "error"
ON = "文字"
SOURCE = "docgen 的记录写法"

_PATTERN = re.compile(r"#[ \t]*docgen[:：][^\n]*")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding("这一行在“|”里面，会印在文书里", "移到键的上一行")
