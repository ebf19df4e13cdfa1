"""中文里用了半角标点。

中文句子里的逗号、分号、冒号、问号、叹号和句号一律用全角。数、网址、英文里的不动。

好：2024年1月9日，群众投诉母婴室位置隐蔽。
错：2024年1月9日,群众投诉母婴室位置隐蔽。
改：2024年1月9日，群众投诉母婴室位置隐蔽。
错：听证员认为:应当尽快整改。
改：听证员认为：应当尽快整改。
错：共有12345,发现问题。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "P001"
LEVEL = "reminder"
ON = "文字"
SOURCE = "GB/T 15834—2011，第5章（标点的位置和书写形式）"

_PATTERN = re.compile(
    r"(?<=[\u4e00-\u9fff》”’）】])(?:[,;:!?](?!\d)|[,;](?=\d)|\.(?=$|[\u4e00-\u9fff“《（]))|(?<=[\d%])[,;](?=[\u4e00-\u9fff“《])",
    re.M,
)
_WIDE = {",": "，", ";": "；", ":": "：", "!": "！", "?": "？", ".": "。"}


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"中文里的“{hit[0]}”是半角标点", fix=_WIDE[hit[0]])
