"""写的期限和法律规定不一致。

整改和书面回复的期限是收到检察建议书之日起两个月；紧急情形，十五日内书面回复，履职期限仍是两个月。

好：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 其他说明: 请在收到本检察建议书之日起两个月内书面回复本院。}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 其他说明: 请在收到本检察建议书之日起一个月内书面回复本院。}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 其他说明: 请在30日内将整改情况书面回复本院。}]
错：
    机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    检察建议: [{被建议单位: 区水务局, 紧急情形: 损害继续扩大, 其他说明: 请在十五日内整改完毕并书面回复本院。}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records.models import Recommendation

ID = "A003"
LEVEL = "error"
ON = "检察建议"
SOURCE = "最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释第二十一条"

_N = r"[一二两三四五六七八九十\d]{1,3}"
_REPLY = re.compile(
    rf"(?P<period>(?:{_N}个?月|{_N}(?:日|天|个工作日)))(?:之?内|以内)[^。；\n]{{0,24}}?(?P<what>书面回复|书面答复|回复本院|函复|整改完毕|整改到位|完成整改|依法履行)"
)
_RIGHT = re.compile(r"^(?:两个月|2个月|二个月)$")
_URGENT = re.compile(r"^(?:十五日|15日)$")


def check(subject: Subject) -> Iterator[Finding]:
    for hit in subject.hits(_REPLY, public=False):
        owner = hit.passage.owner
        if not isinstance(owner, Recommendation) or hit.passage.key in ("异议期限", "履职情况"):
            continue
        if _RIGHT.match(hit["period"]):
            continue
        urgent = owner.urgency is not None
        performs = bool(re.search(r"整改|履行", hit[0]))
        if urgent and _URGENT.match(hit["period"]) and not performs:
            continue
        if urgent and performs:
            yield hit.finding(
                "紧急情形只缩短书面回复的期限，履职期限仍是两个月", "履职写“两个月”，回复写“十五日”", group="period"
            )
        else:
            right = "紧急的十五日" if urgent else "两个月"
            yield hit.finding(
                f"期限写的是“{hit['period']}”，法律规定是收到之日起{right}",
                "删去这一句；期限由程序写出",
                group="period",
            )
