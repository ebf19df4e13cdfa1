"""对外的约数和准确的数对不上。

“余”“多”“超”比准确的数小，“近”“不足”比它大；取整不能跨过一个数量级的一半以上。

好：
    数据: {场所: {值: 27家, 对外: 20余家}, 单位: {值: 27家, 对外: 近30家}}
错：
    数据: {场所: {值: 27家, 对外: 30余家}}
错：
    数据: {场所: {值: 32家, 对外: 近30家}}
错：
    数据: {场所: {值: 27家, 对外: 17家}}
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from docgen.checks.finding import Finding
from docgen.checks.subject import Subject
from docgen.records.models import Figure

ID = "F115"
LEVEL = "error"
ON = "数据"
SOURCE = "算术"

_NUMBER = re.compile(
    r"^(?P<before>近|约|大约|将近|接近|超过|超|逾|不足|不到)?(?P<number>\d+(?:\.\d+)?)(?P<after>[余多])?(?P<scale>[万亿]?)(?P<late>[余多])?(?P<unit>\D*)$"
)
_SCALE = {"": 1, "万": 10**4, "亿": 10**8}


def check(subject: Subject) -> Iterator[Finding]:
    case = subject.case
    for name, figure in case.figures.items() if case else ():
        if isinstance(figure, Figure) and figure.value and figure.outer:
            exact, outer = _NUMBER.match(str(figure.value)), _NUMBER.match(str(figure.outer))
            if exact and outer and not exact["before"] and not (exact["after"] or exact["late"]):
                fault = _fault(_value(exact), outer)
                if fault:
                    yield Finding(
                        figure.outer.span,
                        f"“{name}”对外的“{figure.outer}”和准确的“{figure.value}”对不上：{fault}",
                        "核对两个数",
                    )


def _value(found: re.Match[str]) -> Decimal:
    return Decimal(found["number"]) * _SCALE[found["scale"]]


def _fault(exact: Decimal, outer: re.Match[str]) -> str:
    said = _value(outer)
    if outer["before"] in ("近", "将近", "接近", "不足", "不到"):
        return "" if exact < said <= exact * 2 else f"“{outer['before']}”要比准确的数大"
    if outer["before"] in ("超", "超过", "逾") or outer["after"] or outer["late"]:
        word = outer["before"] or outer["after"] or outer["late"]
        return "" if said < exact <= said * 2 else f"“{word}”要比准确的数小"
    if outer["before"] in ("约", "大约"):
        return "" if abs(said - exact) <= exact / 4 else "相差太多"
    return "" if said == exact else "两个准确的数不相等"
