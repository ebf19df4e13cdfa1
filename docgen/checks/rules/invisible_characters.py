"""文字里有看不见的字符，或者从 PDF 复制来的部首字、异体字符。

好：本院依法立案。
错：本院​依法立案。
改：本院依法立案。
错：⼈⺠检察院
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "X006"
LEVEL = "reminder"
ON = "文字"
SOURCE = "Unicode（部首区的字形和汉字不是同一个字符，检索、统计都会漏掉）"

_PATTERN = re.compile("[\u200b-\u200f\u2060\u00ad\u202a-\u202e]+|[\u2e80-\u2fdf]+|[\ue000-\uf8ff]+")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        first = hit[0][0]
        if first < "\u2e80":
            yield hit.finding(f"看不见的字符（U+{ord(first):04X}）", "删去", fix="")
        elif first <= "\u2fdf":
            plain = unicodedata.normalize("NFKC", hit[0])
            yield hit.finding(
                f"“{hit[0]}”是部首字符，不是汉字",
                "重新输入这个字",
                fix=plain if plain != hit[0] and not re.search("[\u2e80-\u2fdf]", plain) else None,
            )
        else:
            yield hit.finding(f"自造字区的字符（U+{ord(first):04X}），别的电脑显示不出", "换成规范字")
