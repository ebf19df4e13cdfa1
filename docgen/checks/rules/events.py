"""Rules about days that running text names: of what the record has a day for, and of what cannot have been yet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from docgen.checks.citations import number
from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Passage, Subject, texts_in
from docgen.core import dates
from docgen.core.dates import When
from docgen.core.source import Located
from docgen.records.conference import Conference
from docgen.records.models import Case, Consultation, Reply, Visit
from docgen.records.release import Release
from docgen.records.yaml.compose import MapNode, Node, ScalarNode
from docgen.records.yaml.fields import Model

_DAY = re.compile(
    r"(?<![\d.〔])(?:(?P<y>(?:19|20)\d{2})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})[日号])?|(?P<bm>\d{1,2})月(?P<bd>\d{1,2})[日号])"
)
_SENTENCE = re.compile(r"[^。；！？\n]+")
_REGISTERS = frozenset(["数据", "机关", "当事人"])


@dataclass(frozen=True, slots=True)
class Named:
    """A day, or a month, that a text names: where it stands there, and its first and last day."""

    start: int
    stop: int
    text: str
    first: datetime.date
    last: datetime.date

    @property
    def exact(self) -> bool:
        return self.first == self.last

    def meets(self, day: When) -> bool:
        """Whether *day* may be the day that is named; of what is rough only the months are compared."""
        moment = day.moment
        if self.exact and moment.exact:
            return self.first == moment.day
        if moment.precision == "年":
            return self.first.year == moment.day.year
        return (self.first.year, self.first.month) == (moment.day.year, moment.day.month)


def named_days(text: str) -> list[Named]:
    """The days and months in *text*, in order; 4月22日 is of the year that stands last before it, without one it is none."""
    found = []
    year = 0
    for match in _DAY.finditer(text):
        year = int(match["y"] or year)
        month, day = int(match["m"] or match["bm"]), int(match["d"] or match["bd"] or 1)
        try:
            first = datetime.date(year, month, day)
        except ValueError:
            continue  # D008 tells it
        last = first if match["d"] or match["bd"] else dates.add_months(first, 1) - datetime.timedelta(days=1)
        found.append(Named(match.start(), match.end(), match[0], first, last))
    return found


# — D017: one event, one day —

_OURS = re.compile(r"本院|检察机关|检察院")
_PART_OF_SPAN = re.compile(
    r"^(?:[至到—－～-](?=\d|今|同|次|当|年|本|目前)|起|以来|以?[前后]|之[前后]|期间|止|[底末初]?前)"
)
_LED_BY = re.compile(r"(?:截至|截止到?|[至到自从距—－～-]|以前|早在)$")
_AT_THE_FILING = re.compile(r"，?本院(?:决定)?立案(?=时|之日|前)")
_NOT_YET = re.compile(r"拟|将要|计划|建议[^书]|督促|要求|发现|未|没有|不予|怠于|尚|[以之]后|随后|据此|应当|(?<!邀)请")
_BY_OTHERS = re.compile(r"责令|移送|公安|法院|监委")
"""What between the day and 立案 says that others filed."""
_EVENTS: tuple[tuple[str, str, bool], ...] = (
    (
        "立案",
        r"立案(?!调查|查处|处罚|侦查|查办|审查|监督|标准|[前时后的]|之|以[前后来]|决定书|材料|管辖|登记|号)",
        True,
    ),
    (
        "听证会",
        r"(?:召开|举行|组织|举办)了?[^，。；、]{0,12}听证(?!员|通知|公告|方案|笔录|室)|听证会[^，。；、]{0,15}(?:召开|举行)",
        False,
    ),
    (
        "检察建议",
        r"(?:提出|制发|发出|送达|发送|宣告)了?(?:[^，。；、]{0,4}送达)?[^，。；、]{0,8}检察建议(?!.{0,6}(?:备案|回复))",
        True,
    ),
    ("磋商", r"(?:召开|进行|开展|组织)了?[^，。；、]{0,10}磋商(?!函)", True),
    ("回访", r"回访(?!记录)|“?回头看”?", True),
    ("发布会", r"(?:召开|举行|举办)了?[^，。；、]{0,20}发布会", False),
    ("公告", r"(?:发布|刊登|发出)了?[^，。；、]{0,6}(?<!听证)公告(?!期)", True),
    ("回复", r"书面回复|函复本院|回复本院|作出(?:书面)?回复", False),
)
_FIRST = re.compile("|".join(f"(?P<e{index}>{pattern})" for index, (_, pattern, _) in enumerate(_EVENTS)))


def _own_day(passage: Passage, what: str) -> list[When]:
    """The day of the very talk, visit or reply that *passage* tells of; of other events nothing."""
    match what, passage.owner:
        case ("磋商", Consultation(day=day)) | ("回访", Visit(day=day)) | ("回复", Reply(day=day)):
            return [day] if day else []
    return []


def _days_of(case: Case) -> dict[str, list[When]]:
    """The days that the record has for each event."""
    letters = [day for one in case.recommendations for day in (one.day, one.decided, one.served) if day]
    hearing = case.hearing.time if case.hearing else None
    return {
        "立案": [one.day for one in case.filings if one.day],
        "听证会": [hearing] if hearing else [],
        "检察建议": letters,
        "磋商": [one.day for one in case.consultations if one.day],
        "回访": [one.day for one in case.visits if one.day],
        "回复": [one.day for one in case.replies if one.day],
        "公告": [
            day
            for paper in case.other_papers
            if _typed_values(paper).get("文种") == "民事公益诉讼公告" and (day := _date_of(paper))
        ],
    }


def _day_of_conference(record: Model) -> dict[str, list[When]]:
    """The day of a conference, for its own texts and those of its releases."""
    event = record if isinstance(record, Conference) else record.event if isinstance(record, Release) else None
    return {"发布会": [event.time]} if event is not None and event.time is not None else {}


@rule("D017", level="reminder", on="文字", source="同一件事的日期在各处一致")
def day_of_an_event(subject: Subject) -> Iterator[Finding]:
    """文字里一件事的日期，和记录里这件事的日期不一样。

    比的是立案、磋商、听证会、检察建议、公告、回复、回访，发布会和发布稿里比发布会：文字里“某年某月（某日），本院……”的日期，和记录里各次的日期都不一样，就提醒。
    磋商函约的时间和同一个机关的磋商比，别的文书的“立案日期”和立案比。文字里只写到月的，只比月。说的是没有登记的另一次的，不用改，关掉这一条提醒。

    好：
        立案: 2024年2月20日
        查明: 2024年2月20日，本院决定以行政公益诉讼立案。
    好：
        立案: 2024年2月20日
        查明: 2024年2月23日，本院立案后走访了河道沿线。
    错：
        立案: 2024年2月20日
        查明: 2024年2月21日，本院决定以行政公益诉讼立案。
    错：
        听证会: {时间: 2024年4月12日9时30分}
        典型意义: 2024年5月，检察机关召开公开听证会。
    错：
        磋商: [{日期: 2024年3月14日}]
        其他文书: [{文种: 磋商函, 时间: 2024年3月15日9时}]
    错：
        回访: [{日期: 2024年9月5日, 情况: 河道清洁。}]
        其他部分: [{标题: 后续, 正文: 本院于2024年9月6日到现场回访。}]
    """
    case = subject.case
    known = _days_of(case) if case else _day_of_conference(subject.record)
    for passage in subject.passages if any(known.values()) else ():
        if passage.path[0] not in _REGISTERS:
            yield from _other_day(passage, known)
    yield from _days_of_papers(case, known) if case else ()


def _days_of_papers(case: Case, known: dict[str, list[When]]) -> Iterator[Finding]:
    """The day to which a letter of consultation invites, and the day of filing that a further paper bears in a field of its own."""
    for paper in case.other_papers:
        typed = _typed_values(paper)
        whom = str(typed["机关"]).strip("｛｝{} ") if "机关" in typed else ""
        talks = [one.day for one in case.consultations if one.day and str(one.agency or "") == whom]
        filed = [one.day for one in case.filings if one.day and whom in ("", str(one.agency or ""))]
        fields = [("立案日期", "立案", filed or known["立案"])]
        if typed.get("文种") == "磋商函":
            fields.append(("时间", "磋商", talks))
        for key, what, right in fields:
            day = _date_of(paper, key)
            if day is None or "文种" not in typed or not right or any(_same_day(day, one) for one in right):
                continue
            there = "、".join(dict.fromkeys(dates.printed(one.moment) for one in right))
            message = f"“{typed['文种']}”的“{key}”是{day}，“{what}”登记的日期是{there}"
            yield Finding(day.span, message, "核对哪个日期对")


def _same_day(one: When, other: When) -> bool:
    a, b = one.moment, other.moment
    if a.exact and b.exact:
        return a.day == b.day
    if "年" in (a.precision, b.precision):
        return a.day.year == b.day.year
    return (a.day.year, a.day.month) == (b.day.year, b.day.month)


def _other_day(passage: Passage, known: dict[str, list[When]]) -> Iterator[Finding]:
    text = str(passage.text)
    days = named_days(text)
    for index, day in enumerate(days):
        before, after = text[: day.start], text[day.stop :]
        if filing := _AT_THE_FILING.match(after) if before.endswith("至") else None:
            yield from _unlike(passage, day, filing[0].strip("，"), "立案", known.get("立案", []))
            continue
        if _PART_OF_SPAN.match(after) or _LED_BY.search(before) or _enclosed(before):
            continue
        stop = days[index + 1].start if index + 1 < len(days) else len(text)
        after = re.split(r"[。；！？\n]|｛[^｝]*日期", text[day.stop : stop], maxsplit=1)[0]
        event = _FIRST.search(after[:70])
        if event is None:
            continue
        what, _, ours = _EVENTS[int((event.lastgroup or "e0")[1:])]
        between = after[: event.start()]
        start = max(before.rfind(mark) for mark in "。；！？") + 1
        if _NOT_YET.search(between) or (what == "立案" and _BY_OTHERS.search(between)):
            continue
        if ours and not _OURS.search(between + before[start:][-24:]):
            continue
        yield from _unlike(passage, day, event[0], what, _own_day(passage, what) or known.get(what, []))


def _unlike(passage: Passage, day: Named, said: str, what: str, right: list[When]) -> Iterator[Finding]:
    """The finding that *day*, which *passage* gives of *what*, is none of the days that are *right*."""
    if right and not any(day.meets(one) for one in right):
        there = "、".join(dict.fromkeys(dates.printed(one.moment) for one in right))
        yield Finding(
            passage.text.span_at(day.start),
            f"这里写“{day.text}”{said}，“{what}”登记的日期是{there}",
            "核对哪个日期对；说的是没有登记的另一次的，不用改",
        )


def _enclosed(before: str) -> bool:
    return any(before.count(left) > before.count(right) for left, right in (("《", "》"), ("“", "”"), ("（", "）")))


# — D018, D021: what cannot have been yet —

_AS_OF = re.compile(r"(?:^|[。；，：])(?:截至|截止到?)$")
_OPENS = re.compile(r"(?:^|[。；])$")
_FORETOLD = re.compile(r"拟|将|计划|定于|应当|请|以?前|届满|到期|为止|起施行")
_YEAR_ALONE = re.compile(r"(?<![\d.〔—－～-])(?P<y>20\d{2})年(?![\d—－～-]|至|到)")
_UNTIL = re.compile(r"有效|规划|目标|期限|合同|租|承包|许可|截止|[至到]20\d{2}年|《|“")
_AFTERWARDS = frozenset(["整改", "机制", "回复", "回访"])
_FOUND = frozenset(["公益受损", "查明", "履职情况", "认定"])


@rule(
    "D018",
    level="reminder",
    on="整改、机制、回复、回访",
    source="人民检察院公益诉讼办案规则第七十四条至第七十七条（办案的先后）",
)
def mended_too_early(subject: Subject) -> Iterator[Finding]:
    """讲整改的话，日期在检察建议以前。

    “截至某月”早于送达检察建议书的，一段、一句开头的日期早于立案的，多半是年份、月份写错了。立案以前已经做了的，核对以后关掉。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
        整改: 截至2024年6月，已经拆除违法建筑。
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
        整改: 截至2024年3月，已经拆除违法建筑。
    错：
        立案: 2024年2月20日
        机制: 2023年7月，本院与区水务局会签意见。
    """
    case = subject.case
    if case is None:
        return
    served = _first(one.served or one.day for one in case.recommendations)
    filed = _first(one.day for one in case.filings)
    for passage in subject.under(*_AFTERWARDS):
        text = str(passage.text)
        for day in named_days(text):
            before = text[: day.start]
            for leads, floor, what in ((_AS_OF, served or filed, "检察建议"), (_OPENS, filed, "立案")):
                what = "立案" if floor is filed else what
                if floor is not None and leads.search(before) and day.last < floor.moment.day and floor.moment.exact:
                    message = f"“{day.text}”早于{what}（{floor}），这里讲的是以后的事"
                    yield Finding(passage.text.span_at(day.start), message, "核对年份和月份")


@rule("D021", level="reminder", on="公益受损、查明、履职情况、认定", source="检察建议书只写提出以前查明的事实")
def found_too_late(subject: Subject) -> Iterator[Finding]:
    """查明的事实里，日期在检察建议以后。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        查明: 2024年3月5日，区水务局到现场检查，没有处理。
        检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        查明: 2025年3月5日，区水务局到现场检查，没有处理。
        检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日}]
    """
    case = subject.case
    issued = [one.day or one.decided for one in case.recommendations] if case else []
    days = [one.moment.day for one in issued if one is not None]
    if not days or len(days) < len(issued):
        return
    for passage in subject.under(*_FOUND):
        text = str(passage.text)
        if passage.path[0] == "其他文书" or passage.public:
            continue
        for year in _YEAR_ALONE.finditer(text):
            start = max(text.rfind(mark, 0, year.start()) for mark in "。；") + 1
            sentence = re.split("[。；]", text[start:], maxsplit=1)[0]
            if int(year["y"]) > max(days).year and not (_FORETOLD.search(sentence) or _UNTIL.search(sentence)):
                message = f"“{year[0]}”晚于检察建议书的日期（{dates.printed(dates.Moment(max(days), '日'))}）"
                yield Finding(passage.text.span_at(year.start()), message, "核对年份")
        for day in named_days(text):
            sentence = re.split("[。；]", text[day.stop :], maxsplit=1)[0]
            if _OPENS.search(text[: day.start]) and day.first > max(days) and not _FORETOLD.search(sentence):
                message = f"“{day.text}”晚于检察建议书的日期（{dates.printed(dates.Moment(max(days), '日'))}）"
                yield Finding(
                    passage.text.span_at(day.start), message, "核对年份和月份；以后的事写在“整改”“回复”“回访”里"
                )


def _first(days: Iterator[When | None]) -> When | None:
    return min((day for day in days if day is not None), key=lambda day: day.moment.day, default=None)


# — D019: what is asked for before it is asked —

_BY = re.compile(r"^(?:日)?(?:以前|之前|前|以内|内)(?P<what>[^。；，]{0,24})")
_ASKED = re.compile(r"函复|回复|答复|反馈|报送|报告|提供|提交|函告|告知|书面|完成|派员|报名|确认|移交|寄送")


@rule("D019", level="error", on="检察建议、其他文书", source="历法")
def asked_before_the_letter(subject: Subject) -> Iterator[Finding]:
    """文书要求在它自己的日期以前答复、办完。

    好：
        其他文书: [{文种: 函, 日期: 2024年2月28日, 结语: 请予支持，并于2024年3月6日前函复}]
    错：
        其他文书: [{文种: 函, 日期: 2024年2月28日, 结语: 请予支持，并于2024年2月6日前函复}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日, 其他说明: 请于2023年6月30日以前将整改情况书面回复本院。}]
    """
    case = subject.case
    for text, issued in _letters(case, subject) if case else ():
        for day in named_days(str(text)):
            after = _BY.match(str(text)[day.stop :])
            if after is None or day.last >= issued.moment.day or not issued.moment.exact:
                continue
            start = max(str(text).rfind(mark, 0, day.start) for mark in "。；") + 1
            asks = re.search(r"请|望|务必", str(text)[start : day.start])
            if asks and _ASKED.search(after["what"]):
                message = f"要求“{day.text}前”{_ASKED.search(after['what'])[0]}，这份文书的日期是{issued}"  # type: ignore[index]
                yield Finding(text.span_at(day.start), message, "核对两个日期")


def _letters(case: Case, subject: Subject) -> Iterator[tuple[Located, When]]:
    """Every text of a letter that has a day, with that day."""
    issued = {id(one): one.day or one.decided for one in case.recommendations}
    for passage in subject.passages:
        day = issued.get(id(passage.owner))
        if day is not None:
            yield passage.text, day
    for node in case.other_papers:
        own = _date_of(node)
        for text in texts_in(node) if own is not None else ():
            for line in text.lines():
                yield line, own  # type: ignore[misc]


def _typed_values(node: Node) -> dict[str, Located]:
    """The plain values of an entry of 其他文书, by their keys."""
    entries = node.entries if isinstance(node, MapNode) else ()
    return {str(key).strip(): value.text for key, value in entries if isinstance(value, ScalarNode)}


def _date_of(node: Node, wanted: str = "日期") -> When | None:
    for key, value in node.entries if isinstance(node, MapNode) else ():
        if str(key).strip() == wanted and isinstance(value, ScalarNode):
            try:
                return When.of(value.text, dates.parse(str(value.text)))
            except dates.DateFault:
                return None
    return None


# — D022: a period within which was answered —

_ANSWERED_WITHIN = re.compile(
    r"(?<!法定)(?P<count>[一二两三四五六七八九十\d]{1,3})(?P<unit>个月|日|天)(?:之|以)?内[^，。；]{0,6}?(?:书面)?(?:回复|函复)(?!期限)"
)
_ASKS = re.compile(r"请|应当|应于|要求|须|规定|建议|督促|期限|未|没有|逾期")


@rule("D022", level="reminder", on="文字", source="历法（送达日期和回复日期）")
def answered_within(subject: Subject) -> Iterator[Finding]:
    """说行政机关在几个月、几日以内回复，记录里从送达到回复比这个长。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
        回复: [{机关: 区水务局, 日期: 2024年6月18日}]
        典型意义: 区水务局在两个月内书面回复。
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
        回复: [{机关: 区水务局, 日期: 2024年6月18日}]
        典型意义: 区水务局在一个月内书面回复。
    """
    case = subject.case
    served = {str(one.addressee): one.served.moment.day for one in case.recommendations if one.served} if case else {}
    took = [
        (served[str(one.agency)], one.day.moment.day)
        for one in (case.replies if case else ())
        if one.day and one.day.moment.exact and str(one.agency or "") in served
    ]
    for hit in subject.hits(_ANSWERED_WITHIN) if took else ():
        clause = re.split("[，。；]", hit.before)[-1] + hit[0]
        count = number(hit["count"].replace("两", "二"))
        if _ASKS.search(clause) or hit.passage.path[0] == "检察建议":
            continue
        if all(day > _end_of(begun, count, hit["unit"]) for begun, day in took):
            begun, day = min(took, key=lambda one: one[1] - one[0])
            message = f"这里写{hit['count']}{hit['unit']}内回复，从送达到回复过了{(day - begun).days}日"
            yield hit.finding(message, "核对期限和日期")


def _end_of(begun: datetime.date, count: int, unit: str) -> datetime.date:
    return dates.add_months(begun, count) if unit == "个月" else begun + datetime.timedelta(days=count)


# — D020: a year that nobody can have meant —

_APART = 6


@rule("D020", level="reminder", on="日期", source="办案的时间不会相隔这么久")
def year_far_off(subject: Subject) -> Iterator[Finding]:
    """一个日期和记录里别的日期相隔太久，像是年份写错了。

    行为日期不算；一件案件的日期，前一个和后一个相隔六年以上的，提醒。

    好：
        立案: 2024年2月20日
        回访: [{日期: 2025年9月5日, 情况: 河道清洁。}]
    错：
        立案: 2024年2月20日
        回访: [{日期: 2042年9月5日, 情况: 河道清洁。}]
    """
    case = subject.case
    past = case.conduct_day if case else None
    days = sorted((day for day in subject.days if day is not past), key=lambda day: day.moment.day)
    for one, other in pairwise(days) if case else ():
        if other.moment.day.year - one.moment.day.year >= _APART:
            # The fewer are taken to be wrong.
            below = sum(day.moment.day <= one.moment.day for day in days)
            wrong = one if below < len(days) - below else other
            yield Finding(wrong.span, f"“{wrong}”和别的日期相隔太久（“{one}”和“{other}”）", "核对年份")
