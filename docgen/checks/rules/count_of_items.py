"""说的项数和列出的项数不一样。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 认定: 提出两项建议：, 建议: [责令拆除违法建筑, 组织排查河道]}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 认定: 提出如下三项建议：, 建议: [责令拆除违法建筑, 组织排查河道]}]
错：
    查明: |
      该公司有3家门店不符合规定：
      一是没有许可。二是没有检查。
      综上，存在三方面问题：一是没有许可；二是没有检查。
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.citations import number
from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records.models import Recommendation

ID = "A018"
LEVEL = "error"
ON = "文字"
SOURCE = "算术"

_ADVICE = re.compile(r"(?P<n>[一二两三四五六七八九十\d]{1,2})(?:项|条|点)(?:检察)?建议")
_POINTS = re.compile(
    r"(?P<n>[两二三四五六七八九])(?:个)?(?:方面|点|类|项|大)(?:的)?(?:问题|情形|内容|建议|措施|原因|工作)?[：，](?P<list>一是[^\n]*)"
)


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_ADVICE, public=False):
        owner = hit.passage.owner
        if isinstance(owner, Recommendation) and hit.passage.key != "建议" and owner.advice:
            said = number(hit["n"])
            if said != len(owner.advice):
                yield hit.finding(f"说有{said}项建议，列了{len(owner.advice)}项", "核对", group="n")
    for hit in subject.hits(_POINTS):
        listed = len(re.findall(r"(?:^|[。；，])[一二三四五六七八九]是", hit["list"]))
        if listed != number(hit["n"]):
            yield hit.finding(f"说有{hit['n']}点，列了{listed}点", "核对", group="n")
