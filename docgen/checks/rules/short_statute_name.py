"""内部文书引用法律没有写全称。

法律文书第一次引用法律写全称；后面要用简称，先写“（以下简称《…》）”。对外的文章不管。

好：《中华人民共和国水法》第三十七条
错：
    法律依据: {职责: [《水法》第三十七条]}
改：
    法律依据: {职责: [《中华人民共和国水法》第三十七条]}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Edit, Finding
from docgen.checks.statutes import cited
from docgen.checks.subject import Subject

ID = "L006"
LEVEL = "reminder"
ON = "引用的法律（内部文书）"
SOURCE = "最高人民法院关于裁判文书引用法律、法规等规范性法律文件的规定（参照）"


def check(subject: Subject) -> Iterator[Finding]:
    for citation, passage, statute in cited(subject):
        if passage.public or statute is None or statute.rank != "法律" or citation.name.startswith("中华人民共和国"):
            continue
        if re.search(rf"以下(?:简称|称)[《“]?{re.escape(citation.name)}", subject.whole):
            continue
        span = passage.text.span_at(citation.start + 1)
        edit = None if span.via else Edit(span, citation.name, statute.full_name)
        yield Finding(
            passage.text.span_at(citation.start),
            f"《{citation.name}》要写全称",
            f"改成“《{statute.full_name}》”，或者先写“（以下简称《{citation.name}》）”",
            edit=edit,
        )
