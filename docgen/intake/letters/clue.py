"""How a case came to the office and was filed, as the first sentences of a paper say it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from docgen.intake.found import Line
from docgen.intake.letters.letter import Letter

_DAY = r"(?:(?:19|20)\d{2}年\d{1,2}月(?:\d{1,2}日)?|同年\d{1,2}月(?:\d{1,2}日)?|同月\d{1,2}日|同日|当日|次日)"
_CLUE = re.compile(
    rf"(?:(?P<day>{_DAY})[，,]?)?(?:本院|我院)?[^。]{{0,40}}?"
    r"(?:(?:通过|从|接到?|收到|根据|经|由)(?P<from>[^。，；]{2,60}?)(?:（(?P<how>[^（）]{2,20})）)?(?:中)?"
    r"(?P<verb>发现|移送|移交|反映|举报|投诉|交办|转交|转办|提供|指定)"
    r"|(?:在(?P<doing>(?:办理|开展|审查)[^。，；]{2,60}?)(?:过程)?中[，,]?(?:依法)?发现))"
)
_DUTY_FOUND = re.compile(
    rf"(?:(?P<day>{_DAY})[，,]?)?(?:本院|我院)(?P<doing>在?履行[^。，；]{{0,40}}?(?:职责|职能)(?:过程)?中)[，,]?(?:依法)?发现"
)
_FILED = re.compile(
    rf"(?:于|在)?(?P<day>{_DAY})(?:(?!{_DAY})[^。；]){{0,40}}?立案(?:调查|审查)?(?!决定书)(?:（(?P<number>[^（）]{{4,30}}?号)）)?"
)
"""The date that stands nearest before 立案: others in the sentence are of the clue."""
_SERVED = re.compile(
    rf"(?P<day>{_DAY})(?:(?!{_DAY})[^。；]){{0,10}}?(?:向|给)[^。；]{{2,30}}?(?:送达|发送)[^。；]{{0,6}}立案决定书"
)
_NUMBER = re.compile(r"[^\s，。：（]{1,12}(?:公立|立)[^\s，。：]{0,2}〔\d{4}〕\d+号")


def is_clue(text: str) -> bool:
    """True for a paragraph that tells how the case came to the office."""
    return bool(_CLUE.search(text) or _DUTY_FOUND.search(text) or _FILED.search(text)) and not re.match(
        r".{0,20}(?:查明|查实)[：:，]", text
    )


def read(letter: Letter, lines: Sequence[Line]) -> None:
    """Put 线索 and 立案 of *lines* into the values of *letter*; what they say besides is told."""
    values = letter.values
    whole = "\n".join(line.text for line in lines)
    found = _CLUE.search(whole)
    duty = _DUTY_FOUND.search(whole)
    own: dict[str, str] = {}
    day = ""
    if found:
        origin = found["from"] or found["doing"] or ""
        verb = found["verb"] or ""
        if verb not in ("", "发现"):
            origin = origin + verb if not origin.endswith(("线索", verb)) else origin
        own = {"来源": origin.strip("的"), "说法": found["how"] or ""}
        day = found["day"] or ""
    elif duty:
        own = {"来源": duty["doing"].removeprefix("在") + "发现"}
        day = duty["day"] or ""
    if day:
        own["日期"] = absolute(day, whole, whole.find(day))
    filing: dict[str, str] = {}
    if filed := _FILED.search(whole):
        filing["日期"] = absolute(filed["day"], whole, filed.start("day"))
        filing["文号"] = filed["number"] or ""
    if served := _SERVED.search(whole):
        filing["决定送达"] = absolute(served["day"], whole, served.start("day"))
    if not filing.get("文号") and (number := _NUMBER.search(whole)):
        filing["文号"] = number[0]
    values["线索"] = {key: text for key, text in own.items() if text}
    if any(filing.values()):
        values["立案"] = [{"机关": letter.addressee, **{key: text for key, text in filing.items() if text}}]
    if not own and lines:
        letter.notes.append("没有认出线索的来源，请看原文第一段")


def absolute(day: str, whole: str, at: int) -> str:
    """*day* with its year and month, where it says 同年, 同月, 同日; else as it stands."""
    if not day.startswith(("同", "当", "次")):
        return day
    before = re.findall(r"(?:(?:19|20)\d{2}年)?\d{1,2}月(?:\d{1,2}日)?|(?:19|20)\d{2}年", whole[: max(at, 0)])
    year = next((found[0] for one in reversed(before) if (found := re.match(r"(?:19|20)\d{2}年", one))), "")
    month = next((found[1] for one in reversed(before) if (found := re.search(r"(\d{1,2}月)", one))), "")
    date = next((found[1] for one in reversed(before) if (found := re.search(r"月(\d{1,2}日)", one))), "")
    if day.startswith("同年"):
        return year + day[2:] if year else ""
    if day.startswith("同月"):
        return year + month + day[2:] if year and month else ""
    return year + month + date if day in ("同日", "当日") and year and month and date else ""
