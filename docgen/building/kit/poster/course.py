"""How a case ran, as its published text tells: the steps that it names, in the order of the work, each with its date where one stands there."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LEAST = 4
"""Steps below which there is no course to draw."""
_DATE = re.compile(r"(\d{4}年\d{1,2}月(?:\d{1,2}日)?)")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; ``date`` is ``""`` where the text gives none."""

    name: str
    date: str = ""


_STEPS = (
    ("发现线索", re.compile("线索|中发现|获知")),
    ("立案", re.compile("立案(?!监督)")),
    ("调查取证", re.compile("调查|查明|勘察|勘验|走访|鉴定")),
    ("磋商", re.compile("磋商")),
    ("公开听证", re.compile("听证(?!员|会?的?意见)")),
    ("检察建议", re.compile("(?:提出|发出|制发|送达|宣告送达)[^。]{0,30}检察建议|检察建议书")),
    ("督促整改", re.compile("整改|书面回复")),
    ("跟进回访", re.compile("回访|“回头看”|跟进监督")),
    ("提起诉讼", re.compile("提起(?:行政|民事|刑事附带民事)?公益诉讼|向[^。]{0,20}法院[^。]{0,10}起诉")),
    ("长效机制", re.compile("(?:建立|完善|健全|出台|印发)[^。]{0,30}(?:机制|办法|制度|意见|通知|规定)")),
)
_NOT = re.compile("没有|未能|尚未|不予|不再")


def steps(paragraphs: Sequence[str]) -> tuple[Step, ...]:
    """The steps that *paragraphs*, the published account of the work, name.

    A step has a date where the clause that names it is the first behind a date at the head of its sentence, in
    which there is no other: what that date is of is then beyond doubt.
    """
    sentences = [one for text in paragraphs for one in re.split("(?<=[。；])", text) if one]
    found = []
    for name, pattern in _STEPS:
        said = [one for one in sentences if pattern.search(one) and not _NOT.search(one)]
        if said:
            found.append(Step(name, next(filter(None, (_dated(one, pattern) for one in said)), "")))
    return tuple(found)


def _dated(sentence: str, pattern: re.Pattern[str]) -> str:
    dates = _DATE.findall(sentence)
    if len(dates) != 1 or not sentence.lstrip().startswith(dates[0]):
        return ""
    clause = re.split("[，；。]", sentence.lstrip()[len(dates[0]) :].lstrip("，"))[0]
    return dates[0] if pattern.search(clause) else ""
