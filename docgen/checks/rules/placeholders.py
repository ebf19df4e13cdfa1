"""留着没有填的占位符。

草稿里只提醒；定稿（--final）不生成。

好：对27家商场进行现场勘察。
错：对××家商场进行现场勘察。
错：于2024年X月X日立案。
错：由主持人_____主持，结果待补充。
错：该公司名称（待补）。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "X003"
LEVEL = "reminder"
ON = "文字"
SOURCE = "文书制作的一般要求：定稿不留空白"

_PATTERN = re.compile(
    r"\{\{[^}\n]*\}\}|｛｛[^｝\n]*｝｝|[×✕╳]{2,}|(?<![A-Za-z])[XxＸ]{2,}(?![A-Za-z])|(?<=年)[XxＸ×](?=月)|(?<=月)[XxＸ×](?=日)"
    r"|待(?:补充?|填写?|定稿|核实后补)(?![贴助偿])(?=[）)】，。；]|$)|[（(【]待[补定核填][^）)】\n]{0,6}[）)】]|TODO|TBD|(?<![\w])[?？]{3,}|_{3,}|＿{2,}",
    re.M,
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        yield hit.finding(f"“{hit[0]}”还没有填", "填上内容，或者删去")
