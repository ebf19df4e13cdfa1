"""间隔号用错了字符。

间隔号是“·”（U+00B7），占半个字或一个字；不用韩文、日文的点和项目符号代替。

好：“建设法治中国首善之区·巾帼在行动”主题宣传
错：“建设法治中国首善之区ㆍ巾帼在行动”主题宣传
改：“建设法治中国首善之区·巾帼在行动”主题宣传
错：“3・15”国际消费者权益日
改：“3·15”国际消费者权益日
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P014"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，4.14"

_PATTERN = re.compile(r"(?<=[\u4e00-\u9fff\d”])[ㆍ・•‧∙⋅･](?=[\u4e00-\u9fff\d“])")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"间隔号用错了字符（U+{ord(hit[0]):04X}）", fix="·")
