"""日期里的月、日前面加了零。

好：2024年1月5日
错：2024年01月05日，本院立案。
改：2024年1月5日，本院立案。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "D010"
LEVEL = "reminder"
ON = "日期"
SOURCE = "GB/T 9704—2012，7.3.5.4"

_PATTERN = re.compile(r"(?P<year>\d{4}年)?(?<!\d)(?P<m>0\d|\d{1,2})月(?P<d>0\d|\d{1,2})日|(?P<ym>\d{4}年)0(?P<mm>\d)月")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        if hit["mm"]:
            yield hit.finding("月份前面不加零", fix=f"{hit['ym']}{hit['mm']}月")
        elif hit["m"][0] == "0" or hit["d"][0] == "0":
            yield hit.finding("月、日前面不加零", fix=f"{hit['year']}{int(hit['m'])}月{int(hit['d'])}日")
