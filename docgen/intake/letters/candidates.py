"""Names and numbers in letters that no public paper may carry unnoticed: registered as parties until a person has looked.

And how a case came to the office and was filed, as the first sentences of a paper say it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from docgen.intake.found import Line
from docgen.intake.letters.letter import Letter
from docgen.privacy import detect
from docgen.privacy.naming import COMPOUND, FIRM_ENDINGS, SURNAMES
from docgen.privacy.personal import NAME

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


NOBODY = "没有写明的人"
"""The name under which numbers stand of which the letter does not say whose they are."""

_NAME = rf"(?:(?:{'|'.join(sorted(COMPOUND))})[\u4e00-\u9fff]{{1,2}}|[{SURNAMES}][\u4e00-\u9fff]{{1,2}})"
_ROLE = (
    r"(?:法定代表人|实际控制人|实际经营者|经营者|负责人|投资人|业主|店主|股东|当事人|行为人|违法行为人|犯罪嫌疑人|嫌疑人|被告人|被告|受害人|被害人|投诉人|举报人|"
    r"证人|监护人|志愿者|未成年人|村民|居民|市民|群众|患者|消费者|司机|驾驶员|职工|员工|工人|学生|儿童|患儿|女童|男童|联系人|承办人|送达人|代收人|见证人|个体工商户|个体户|其父|其母|父亲|母亲)"
)
_STOP = r"(?=[，。、；：（）(,;:\s\t“”]|反映|反应|投诉|举报|称|表示|说|提供|提出|来访|来电|报告|等|的|在|于|向|将|因|与|和|为|是|从|经营|自\d|\d|$)"
_CALLED = re.compile(rf"{_ROLE}(?:姓名)?[：:为是系]?\s*(?P<name>{_NAME}){_STOP}")
_NOTED = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<name>{_NAME})[（(](?:男|女|身份证|公民身份|身份号码|另案|已判|未成年|\d{{1,2}}岁)"
)
_SEXED = re.compile(rf"(?:^|[，。、；：\s与和由])(?P<name>{_NAME})[，,](?:男|女)[，,]")
_TRIED = re.compile(
    rf"(?:办理|审查|审理|侦办|查办)(?:的)?(?P<name>{_NAME})(?:等[\d一二三四五六七八九十多]*人?)?[^，。；]{{2,16}}?案"
)
_FIRM = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）()A-Za-z0-9·]{2,30}?(?:"
    + "|".join(
        sorted((ending for ending in FIRM_ENDINGS if len(ending) > 1 and ending != "中心"), key=len, reverse=True)
    )
    + r"))(?![\u4e00-\u9fff]*(?:管理|主管)?部门)"
)
_CUT = re.compile(
    r"^.*(?:发现|查明|对于|对|由|向|经(?!营|济|贸)|将|被|从|在|与|和|及|或|的|是|为|了|(?<!限)有(?!限)|其中|请|你(?:单位|局|委|厅|公司|院)|包括|涉案|位于|以及|督促|要求|责令|称|某|至|等|该|本|各|据|当事人|管理规定的|上述|相关|部分|"
    r"大型|违规|依法|现场|全区|全市|全县|辖区|[一二三四五六七八九十\d]+(?:家|个|所|处))"
)
_GENERIC = re.compile(
    r"(?:[\u4e00-\u9fff]{0,4}(?:商场|公司|医院|酒店|超市|宾馆|旅馆|饭店|餐厅|学校|小学|中学|药店|工厂|银行|集团|幼儿园|合作社|诊所|药房|加油站))?"
)

_NO_NAME = frozenset(
    [
        "陈述",
        "陈列",
        "施工",
        "成立",
        "方案",
        "任职",
        "计划",
        "经理",
        "代表",
        "代理",
        "代办",
        "管理",
        "安全",
        "安装",
        "公共",
        "全部",
        "全体",
        "关系",
        "从事",
        "时间",
        "任何",
        "包括",
        "应当",
        "方面",
        "方式",
        "平台",
        "从业",
        "何时",
        "何人",
        "管护",
        "管委",
        "白天",
        "高度",
        "高级",
        "安置",
        "常住",
        "时任",
    ]
)
"""Words that begin as a surname does."""
_COMMON = re.compile(
    r"周边|附近|沿线|沿街|临街|大型|部分|辖区|城区|校园|有关|相关|不同|其他|全部|经营者|经营单位|管理单位"
)
"""Words of no name: 校园周边商店."""


def firms(text: str) -> Iterator[str]:
    """Names of firms and bodies in *text*: with a place or a word of their own before 公司, 医院 …"""
    for found in _FIRM.finditer(text):
        name = re.sub(r"^[\d（）()、.．]+", "", _CUT.sub("", found["name"])).strip("（）()")
        ending = next((end for end in sorted(FIRM_ENDINGS, key=len, reverse=True) if name.endswith(end)), "")
        own = name.removesuffix(ending)
        placed = re.search(r"[省市区县镇乡州旗]", own)
        if _COMMON.search(own):
            continue
        if ending and len(own) >= (4 if placed else 3) and not _GENERIC.fullmatch(name):
            yield name


def persons(text: str) -> Iterator[str]:
    """Names of persons in *text*, by what stands before and behind them."""
    for pattern in (_CALLED, _NOTED, _SEXED, _TRIED):
        for found in pattern.finditer(text):
            if "某" not in found["name"] and found["name"] not in _NO_NAME:
                yield found["name"]


def register(texts: Sequence[str], known: Sequence[str]) -> dict[str, dict[str, Any]]:
    """当事人 of a record: every name and number in *texts* that is none of *known* (agencies, hearers, the office's phone)."""
    found: dict[str, dict[str, Any]] = {}
    whole = "\n".join(texts)
    known = [one for one in known if one]
    for name in (*persons(whole), *firms(whole)):
        if not any(name in one or one in name for one in known) and not any(name in other for other in found):
            found[name] = {"姓名": name}
    for text in texts:
        for one in detect.find(text):
            words = text[one.start : one.stop]
            if any(words in other for other in known):
                continue
            if one.kind == NAME:
                if not any(words in name or name in words for name in found):
                    found[words] = {"姓名": words}
                continue
            owner = max((name for name in found if 0 <= text.find(name) < one.start), key=text.find, default=NOBODY)
            # In quotation marks it is one name as a whole, and no sentence that has to be taken apart.
            unknown = {"姓名": f"“{NOBODY}”", "对外": "有关人员"}
            entry = found.setdefault(owner, unknown if owner == NOBODY else {"姓名": owner})
            numbers = entry.setdefault("隐私信息", [])
            if words not in numbers:
                numbers.append(words)
    return found
