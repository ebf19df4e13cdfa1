"""字写重了。

好：检察官放下心来；天天巡查
错：检察官放下下心来。
错：存在的的问题已经整改。
改：存在的问题已经整改。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject

ID = "X002"
LEVEL = "reminder"
ON = "文字"
SOURCE = "明显的笔误"

_PATTERN = re.compile(
    r"(?P<safe>的的(?!确|士)|(?<![了为])了了(?!解|结|然|无)|在在(?!乎)|和和(?![平谐解睦])|对对(?![方于照策口立应])|于于|被被|向向|将将(?!来|军|近)|把把(?!关|握)|是是(?!否|非)|并并|与与(?!会)|或或|以以(?!上|下|及|来|后|前|内|外|便|免|为)|为为(?!了|何))"
    r"|(?P<other>下下(?!游|周|个|次|月|级|属|载|策|辈)|中中(?![国央介华小])|上上(?![下级级海报述升交传线门周次个半年])|不不|有有(?![关效序机力权利限])|已已|应应(?![当急对用该])|及及(?!时)|其其(?!他|中|余|实)|这这|该该|各各(?!自|类|级|地|方|界|项|种|有)|由由|经经(?![济营过费常检查调办])|就就(?![业医学近餐读诊地职]))"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_PATTERN):
        fix = hit[0][0] if hit["safe"] else None
        yield hit.finding(f"“{hit[0]}”像是写重了", "删去一个" if fix is None else "", fix=fix)
