"""Rules about dates: the periods of the law, how a day is written, numbers that bear a year."""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Iterator

from docgen.checks.rules import rule
from docgen.checks.subject import SITE_LINE, Finding, Passage, Subject
from docgen.checks.workdays import calendar_of, due
from docgen.core import dates
from docgen.core.dates import When
from docgen.core.source import Located, Span
from docgen.records import derive
from docgen.records.models import Case, Reply
from docgen.records.yaml.compose import MapNode, Node, ScalarNode


@rule("D002", level="reminder", on="立案", source="人民检察院公益诉讼办案规则第七十条（七日内送达）")
def filing_service_period(subject: Subject) -> Iterator[Finding]:
    """立案决定书没有在立案后七日内送达行政机关。

    事实如此的，不能改日期：核对无误后用“# docgen: 关闭 D002”关掉，并在卷里说明。

    好：
        立案: [{日期: 2024年2月20日, 决定送达: 2024年2月23日}]
    错：
        立案: [{日期: 2024年2月20日, 决定送达: 2024年3月1日}]
    """
    case = subject.case
    days = calendar_of(subject.project.settings)
    for filing in case.filings if case else ():
        if filing.day is not None and filing.served is not None and filing.day.moment.exact:
            latest = due("立案送达", filing.day.moment.day, days)
            if filing.served.moment.day > latest.day:
                yield Finding(filing.served.span, f"立案后七日内送达，最迟{latest}", "核对日期")


@rule("D003", level="reminder", on="检察建议", source="人民检察院公益诉讼办案规则第七十六条（三日内送达）")
def advice_service_period(subject: Subject) -> Iterator[Finding]:
    """检察建议书没有在决定后三日内送达。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 决定日期: 2024年4月22日, 送达日期: 2024年4月24日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 决定日期: 2024年4月22日, 送达日期: 2024年5月10日}]
    """
    case = subject.case
    days = calendar_of(subject.project.settings)
    for entry in case.recommendations if case else ():
        decided = entry.decided or entry.day
        if decided is not None and entry.served is not None:
            latest = due("建议送达", decided.moment.day, days)
            if entry.served.moment.day > latest.day:
                yield Finding(entry.served.span, f"决定后三日内送达，最迟{latest}", "核对日期")


@rule(
    "D004",
    level="reminder",
    on="检察建议",
    source="人民检察院公益诉讼办案规则第七十五条；人民检察院检察建议工作规定第二十一条（五日内备案）",
)
def recording_period(subject: Subject) -> Iterator[Finding]:
    """检察建议书没有在送达后五日内备案。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日, 备案日期: 2024年4月26日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日, 备案日期: 2024年5月20日}]
    """
    case = subject.case
    days = calendar_of(subject.project.settings)
    for entry in case.recommendations if case else ():
        if entry.served is not None and entry.recorded is not None:
            latest = due("备案", entry.served.moment.day, days)
            if entry.recorded.moment.day > latest.day:
                yield Finding(entry.recorded.span, f"送达后五日内备案，最迟{latest}", "核对日期")


@rule(
    "D005",
    level="reminder",
    on="回复",
    source="最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释第二十一条",
)
def reply_period(subject: Subject) -> Iterator[Finding]:
    """行政机关的回复超过了期限。

    收到检察建议书之日起两个月内回复；有紧急情形的，十五日内。事实如此的，按规则跟进监督，并关掉这一条提醒。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
        回复: [{机关: 区水务局, 日期: 2024年6月20日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
        回复: [{机关: 区水务局, 日期: 2024年7月20日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日, 紧急情形: 损害继续扩大}]
        回复: [{机关: 区水务局, 日期: 2024年6月20日}]
    """
    case = subject.case
    days = calendar_of(subject.project.settings)
    first: dict[str, Reply] = {}
    for reply in case.replies if case else ():
        if reply.agency and reply.day is not None:
            first.setdefault(str(reply.agency), reply)
    for entry in case.recommendations if case else ():
        answer = first.get(str(entry.addressee))
        if answer is None or answer.day is None or entry.served is None or not answer.day.moment.exact:
            continue
        urgent = entry.urgency is not None
        latest = due("紧急回复" if urgent else "回复", entry.served.moment.day, days)
        if answer.day.moment.day > latest.day:
            law = derive.counted_by(entry.served.moment.day)
            period = law.urgent if urgent else law.reply
            yield Finding(answer.day.span, f"收到后{period}内回复，期限到{latest}", "核对日期；确已逾期的，跟进监督")


@rule("D006", level="error", on="听证会", source="人民检察院审查案件听证工作规定第十条")
def hearing_notice_period(subject: Subject) -> Iterator[Finding]:
    """听证通知没有在三日以前送出。

    公开听证的三日前，把案由、时间、地点告知参加人。

    好：
        听证会: {时间: 2024年4月12日9时30分, 通知日期: 2024年4月2日}
    错：
        听证会: {时间: 2024年4月12日9时30分, 通知日期: 2024年4月11日}
    """
    hearing = subject.case.hearing if subject.case else None
    if hearing is None or hearing.time is None or hearing.notified is None or not hearing.time.moment.exact:
        return
    latest = hearing.time.moment.day - datetime.timedelta(days=3)
    if latest < hearing.notified.moment.day <= hearing.time.moment.day:
        day = f"{latest.year}年{latest.month}月{latest.day}日"
        yield Finding(hearing.notified.span, f"听证三日前通知参加人，最迟{day}", "提前通知，或者推迟听证")


_WEEKDAY = re.compile(
    r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日[（(，]?(?P<week>(?:星期|周|礼拜)[一二三四五六日天])"
)


@rule("D007", level="error", on="日期", source="历法")
def weekday(subject: Subject) -> Iterator[Finding]:
    """星期和日期对不上。

    好：2024年4月12日（星期五）
    错：定于2024年4月12日（星期六）召开听证会。
    """
    for hit in subject.hits(_WEEKDAY):
        try:
            right = dates.weekday(datetime.date(int(hit["y"]), int(hit["m"]), int(hit["d"])))
        except ValueError:
            continue
        if hit["week"][-1].replace("天", "日") != right[-1]:
            # The day may be wrong as well as its name.
            yield hit.finding(f"这一天是{right}", "核对日期和星期", group="week")


_IMPOSSIBLE_DATE = re.compile(
    r"(?:(?P<y>\d{4})年)?(?<!\d)(?P<m>\d{1,2})月(?P<d>\d{1,2})日|(?P<year>\d{4})年(?P<month>\d{1,2})月(?!\d)"
)
_RANGE = re.compile(
    r"(?P<y>\d{4})年(?P<m>\d{1,2})月(?:(?P<d>\d{1,2})日)?(?:至|到|—|－|～|-)(?:(?P<y2>\d{4})年)?(?P<m2>\d{1,2})月(?:(?P<d2>\d{1,2})日)?"
)


@rule("D008", level="error", on="日期", source="历法")
def impossible_date(subject: Subject) -> Iterator[Finding]:
    """没有这一天。

    好：2024年2月29日
    错：2023年2月29日，本院立案。
    错：2024年4月31日，本院立案。
    错：2024年13月1日，本院立案。
    错：2024年13月，本院立案。
    错：2024年3月26日至3月8日，本院现场勘察。
    错：2023年12月至2月，本院调查。
    """
    for hit in subject.hits(_RANGE):
        first = (int(hit["y"]), int(hit["m"]), int(hit["d"] or 1))
        second = (int(hit["y2"] or hit["y"]), int(hit["m2"]), int(hit["d2"] or 31))
        if second < first:
            yield hit.finding(f"“{hit[0]}”结束在开始以前", "核对日期；跨年的，后面也写年份")
    for hit in subject.hits(_IMPOSSIBLE_DATE):
        year, month, day = int(hit["y"] or hit["year"] or 2024), int(hit["m"] or hit["month"]), int(hit["d"] or 1)
        if not 1 <= month <= 12 or not 1900 <= year <= 2999 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            yield hit.finding(f"没有“{hit[0]}”这一天", "核对日期")


_BARE_MONTH_AND_DAY = re.compile(
    r"(?P<year>\d{4}年|[今去同当次翌]年|｛)|(?<![\d年至—～-])(?:\d{1,2})月\d{1,2}日(?!讯|电|[\u4e00-\u9fff]{0,4}节)"
)


@rule("D009", level="reminder", on="段落", source="GB/T 15835—2011，4.1.2；公文和法律文书的通行写法")
def bare_month_and_day(subject: Subject) -> Iterator[Finding]:
    """只写了月、日，看不出是哪一年。

    同一段前面写过年份的，不管；发布稿按新闻的习惯，也不管。

    好：2024年4月12日，召开听证会；4月22日，提出检察建议。
    错：4月12日，本院召开听证会。
    """
    if subject.case is None:
        return
    known: set[tuple[str, ...]] = set()
    for hit in subject.hits(_BARE_MONTH_AND_DAY, prose=True):
        passage = hit.passage
        if hit["year"]:
            known.add(passage.path)
        elif passage.path not in known:
            known.add(passage.path)
            yield hit.finding(f"“{hit[0]}”没有写年份", "写成“2024年4月12日”")


_LEADING_ZERO_IN_DATE = re.compile(
    r"(?P<year>\d{4}年)?(?<!\d)(?P<m>0\d|\d{1,2})月(?P<d>0\d|\d{1,2})日|(?P<ym>\d{4}年)0(?P<mm>\d)月"
)


@rule("D010", level="reminder", on="日期", source="GB/T 9704—2012，7.3.5.4")
def leading_zero_in_date(subject: Subject) -> Iterator[Finding]:
    """日期里的月、日前面加了零。

    好：2024年1月5日
    错：2024年01月05日，本院立案。
    改：2024年1月5日，本院立案。
    """
    for hit in subject.hits(_LEADING_ZERO_IN_DATE):
        if hit["mm"]:
            yield hit.finding("月份前面不加零", fix=f"{hit['ym']}{hit['mm']}月")
        elif hit["m"][0] == "0" or hit["d"][0] == "0":
            yield hit.finding("月、日前面不加零", fix=f"{hit['year']}{int(hit['m'])}月{int(hit['d'])}日")


_ISO_DATE = re.compile(
    r"(?<![\d\-/.A-Za-z])(?P<y>(?:19|20)\d{2})(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d\-/.])"
)


_IS_A_NUMBER = re.compile(r"(?:编号|号|批次|批号|代码|版本)[为是]?[:： ]?[A-Za-z]*$")


@rule("D011", level="reminder", on="日期", source="GB/T 9704—2012，7.3.5.4；GB/T 15835—2011，5.1.4")
def iso_date(subject: Subject) -> Iterator[Finding]:
    """正文里用了横线、斜线、圆点分开的日期。

    好：2024年1月5日
    错：本院于2024-01-05立案。
    改：本院于2024年1月5日立案。
    错：本院于2024/1/5立案。
    改：本院于2024年1月5日立案。
    """
    for hit in subject.hits(_ISO_DATE):
        if (
            1 <= int(hit["m"]) <= 12
            and 1 <= int(hit["d"]) <= 31
            and not (_IS_A_NUMBER.search(hit.before) or SITE_LINE.search(str(hit.passage.text)))
        ):
            yield hit.finding("正文里的日期写年月日", fix=f"{hit['y']}年{int(hit['m'])}月{int(hit['d'])}日")


_YEAR_OF_NUMBER = re.compile(r"〔(\d{4})〕")


@rule("D012", level="reminder", on="文号", source="GB/T 9704—2012，7.2.5（年份是发文的年份）")
def number_year(subject: Subject) -> Iterator[Finding]:
    """文号的年份和文书的日期不是同一年。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 文号: 临检行公建〔2024〕3号, 日期: 2024年4月22日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 文号: 临检行公建〔2023〕3号, 日期: 2024年4月22日}]
    错：
        其他文书: [{文种: 函, 文号: 临检函〔2023〕5号, 日期: 2024年2月28日}]
    """
    case = subject.case
    if case is None:
        return
    papers = [(entry.number, entry.day or entry.decided) for entry in case.recommendations]
    papers += [(filing.number, filing.day) for filing in case.filings]
    papers += [(number, day) for number, day in map(_of_other_paper, case.other_papers) if day is not None]
    for number, day in papers:
        year = _YEAR_OF_NUMBER.search(number) if number else None
        if number and day is not None and year is not None and int(year[1]) != day.moment.day.year:
            yield Finding(
                number.span_at(year.start(1)), f"文号是{year[1]}年，文书的日期是{day.moment.day.year}年", "核对文号"
            )


def _of_other_paper(node: Node) -> tuple[Located | None, When | None]:
    """The 文号 or 编号 of an entry of 其他文书 with the day that it bears."""
    entries = node.entries if isinstance(node, MapNode) else ()
    typed = {str(key).strip(): value.text for key, value in entries if isinstance(value, ScalarNode)}
    text = typed.get("日期") or typed.get("编发日期")
    try:
        day = When.of(text, dates.parse(str(text))) if text and text.strip() else None
    except dates.DateFault:
        day = None  # told where it is read
    return typed.get("文号") or typed.get("编号"), day


def _numbers_typed(node: Node) -> Iterator[Located]:
    """The 文号 of an entry of 其他文书, which only the header of its template knows as a field."""
    for key, value in node.entries if isinstance(node, MapNode) else ():
        if key.strip() == "文号" and isinstance(value, ScalarNode):
            yield value.text


@rule("D013", level="error", on="文号", source="人民检察院检察建议工作规定第七条（统一编号）")
def duplicate_number(subject: Subject) -> Iterator[Finding]:
    """两份文书用了同一个文号。

    好：
        立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}, {日期: 2024年2月20日, 文号: 临检行公立〔2024〕13号}]
    错：
        立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}, {日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]
    错：
        立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]
        其他文书: [{文种: 函, 文号: 临检行公立〔2024〕12号}]
    """
    seen: dict[str, Span] = {}
    for number in borne(subject.case) if subject.case else ():
        first = seen.setdefault(str(number), number.span)
        if first != number.span:
            yield Finding(number.span, f"文号“{number}”和第{first.line}行的重复", "核对文号")


def borne(case: Case) -> Iterator[Located]:
    """The numbers that the papers of *case* bear."""
    typed = (*(filing.number for filing in case.filings), *(entry.number for entry in case.recommendations))
    yield from (number for number in typed if number)
    yield from (number for node in case.other_papers for number in _numbers_typed(node) if number.strip())


_RELATIVE_DATE = re.compile(
    r"(?:^|(?<=[。，；“]))(?:今年|去年|前年|本月|上个?月|近日|日前|昨[日天]|今[日天])(?=[\d，以初年底上下]|[\u4e00-\u9fff])",
    re.M,
)


@rule("D014", level="hint", on="段落（案件）", source="GB/T 15835—2011，4.1.2；法律文书的通行写法")
def relative_date(subject: Subject) -> Iterator[Finding]:
    """文书里用了“今年”“近日”一类的相对日期。

    文书和典型案例要长期使用，写明年月。

    好：2024年3月，群众反映
    错：今年3月，群众反映母婴室位置隐蔽。
    错：近日，群众反映母婴室位置隐蔽。
    """
    if subject.case is not None:
        for hit in subject.hits(_RELATIVE_DATE, prose=True):
            yield hit.finding(f"“{hit[0]}”写明年月", "写成“2024年3月”")


_OPENING = re.compile(r"(?P<y>\d{4})年(?P<m>\d{1,2})月")
_FILED = re.compile(r"立案")
_URGED = re.compile(r"(?:制发|提出|发出|送达)(?:了)?[\u4e00-\u9fff]{0,6}检察建议")


@rule("D015", level="reminder", on="调查和督促履职", source="公开发布的典型案例的通行写法（按办案先后叙述）")
def story_order(subject: Subject) -> Iterator[Finding]:
    """典型案例里，后面的段落讲到更早的办案日期，或者检察建议写在立案前面。

    按办案的先后写：线索、立案、调查、听证、检察建议、整改。

    好：
        调查和督促履职: |
          2024年1月，本院发现线索，以行政公益诉讼立案。
          2024年4月，本院提出检察建议。
    错：
        调查和督促履职: |
          2024年4月，本院发现线索，以行政公益诉讼立案。
          2024年3月，本院召开听证会。
    错：
        调查和督促履职: |
          2024年3月，本院向行政机关制发检察建议。
          2024年4月，本院以行政公益诉讼立案。
    """
    case = subject.case
    if case is None or case.work is None:
        return
    passages = [passage for passage in subject.passages if passage.owner is case.work]
    last = (0, 0)
    for passage in passages:
        # Only how a paragraph opens tells when its story begins.
        if found := _OPENING.match(str(passage.text)):
            day = (int(found["y"]), int(found["m"]))
            if day < last:
                message = f"“{found[0]}”早于前面讲的{last[0]}年{last[1]}月"
                yield Finding(passage.text.span, message, "按办案的先后写")
            last = max(day, last)
    urged, filed = _first_place(passages, _URGED), _first_place(passages, _FILED)
    if urged is not None and filed is not None and urged[:2] < filed[:2]:
        passage = passages[urged[0]]
        yield Finding(passage.text.span_at(urged[1]), "检察建议写在立案的前面", "先写立案，再写检察建议")


def _first_place(passages: list[Passage], pattern: re.Pattern[str]) -> tuple[int, int] | None:
    for index, passage in enumerate(passages):
        if found := pattern.search(str(passage.text)):
            return index, found.start()
    return None


@rule("D016", level="hint", on="检察建议", source="民事诉讼法第八十五条（期间，参照）")
def due_on_holiday(subject: Subject) -> Iterator[Finding]:
    """检察建议的期限届满日是节假日，顺延。

    只作提示：期限最后一天是节假日的，以节假日后的第一个工作日为届满日。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年8月5日}]
    """
    case = subject.case
    days = calendar_of(subject.project.settings)
    replied = {str(reply.agency) for reply in case.replies} if case else set()
    for entry in case.recommendations if case else ():
        if entry.served is None or str(entry.addressee) in replied:
            continue
        counted = derive.performance_due(entry.served.moment.day)
        latest = due("整改", entry.served.moment.day, days)
        if latest.day != counted:
            yield Finding(
                entry.served.span, f"整改期限的最后一天是节假日，顺延到{latest}", "告知被建议单位时按顺延后的日期"
            )
