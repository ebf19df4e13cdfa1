"""条、款、项的序号用了阿拉伯数字。

好：《中华人民共和国行政诉讼法》第二十五条第四款
错：根据《中华人民共和国行政诉讼法》第25条第4款的规定。
改：根据《中华人民共和国行政诉讼法》第二十五条第四款的规定。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.numerals import chinese

ID = "L005"
LEVEL = "reminder"
ON = "引用的法律"
SOURCE = "最高人民法院关于裁判文书引用法律、法规等规范性法律文件的规定（参照）；公文和法律文书的通行写法"

_PATTERN = re.compile(
    r"第[一二三四五六七八九十百千零\d]*\d[一二三四五六七八九十百千零\d]*条(?:第[一二三四五六七八九十\d]+款)?(?:第[（(]?[一二三四五六七八九十\d]+[）)]?项)?|第[一二三四五六七八九十百千零]+条第\d+款(?:第[（(]?[一二三四五六七八九十\d]+[）)]?项)?"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        # No statute has an article 0 or 10000: such a number is a mistake that only its author can mend.
        known = all(0 < len(number.lstrip("0")) <= 4 for number in re.findall(r"\d+", hit[0]))
        fixed = re.sub(r"\d+", lambda found: chinese(int(found[0])), hit[0]) if known else None
        yield hit.finding(f"“{hit[0]}”的序号要用汉字", fix=fixed)
