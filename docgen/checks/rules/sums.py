"""Rules about numbers that cannot be: parts that are more or less than the whole, shares of more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Passage, Subject
from docgen.records.models import Figure
from docgen.records.numbers import Number, find

_SENTENCE = re.compile(r"[^。；！？\n]+")
_ALL = re.compile(r"(?:包括|分别(?:是|为|有|系)|分为|其中[^\d]{0,4}分别)")
"""What says that the parts which follow are the whole of what stands before."""
_SOME = re.compile(r"其中")
_WHOLE_AFTER = re.compile(r"(?:[，、]|以?上)?(?:共计|合计|总计|总共|一共|共)(?:有|为|是)?[\u4e00-\u9fff]{0,4}$")
_OPEN = re.compile(r"等|以及其他|另有|还有|余下|其余|不等|既|又|重复|同时|交叉")
"""What says that not every part is named, or that one thing may be two of the parts."""
_MOST = 40
"""Numbers of one sentence; one with more is a table."""
_NEAR = 200
"""Characters behind a list in which its bracket closes."""
_STRUNG = re.compile(r"^[\u4e00-\u9fff（）“”]{0,10}(?:[、，]|和|及|以及)[\u4e00-\u9fff“”]{0,10}$")
"""What stands between two parts of one list: words that name them, and one mark."""


@rule("F121", level="reminder", on="文字", source="算术")
def parts_and_whole(subject: Subject) -> Iterator[Finding]:
    """同一句里，各部分加起来和总数不一样，或者一部分比总数还多。

    比的是同一句里单位相同的准数：“包括”“分别为”“（……）”后面并列的各项，“共”“合计”前面并列的各项；“其中”后面的一项不能比总数多。
    有“等”“其余”“又”的，一件事可能算在两项里的，一句里超过40个数的，不比。

    好：发现11家场所不符合规定，包括8家商场、3家医院。
    好：发现11家场所不符合规定，其中8家没有设置。
    错：发现12家场所不符合规定，包括8家商场、3家医院。
    错：商场8家、医院4家，共11家。
    错：勘察场所27家，其中不合格30家。
    """
    for passage in subject.passages:
        if passage.path[0] in ("数据", "机关", "当事人"):
            continue
        for match in _SENTENCE.finditer(str(passage.text)):
            numbers = list(find(match[0]))
            if 1 < len(numbers) <= _MOST:
                yield from _unsound(passage, match[0], match.start(), numbers)


def _unsound(passage: Passage, sentence: str, start: int, numbers: Sequence[Number]) -> Iterator[Finding]:
    for index, whole in enumerate(numbers):
        if not whole.exact:
            continue
        end = whole.start + len(whole.text)
        following = numbers[index + 1 :]
        if following:
            between = sentence[end : following[0].start]
            parts = _list_from(sentence, following, whole.unit)
            after = sentence[_end(parts[-1]) : _end(parts[-1]) + _NEAR] if parts else ""
            stated = _ALL.search(between) or (
                re.fullmatch(r"[\u4e00-\u9fff]{0,6}（[\u4e00-\u9fff：]{0,8}", between) and "）" in after
            )
            if len(parts) > 1 and stated and not _OPEN.search(between + sentence[following[0].start :][:80]):
                yield from _of_sum(passage, start, whole, parts)
                return
            if parts and _SOME.search(between):
                larger = next((part for part in parts if part.value > whole.value), None)
                if larger is not None:
                    at = passage.text.span_at(start + larger.start)
                    yield Finding(at, f"“其中”的{larger.text}比总数{whole.text}还多", "核对两个数")
                    return
        before = numbers[:index]
        if before and _WHOLE_AFTER.search(sentence[_end(before[-1]) : whole.start]):
            parts = _list_to(sentence, before, whole.unit)
            lead = sentence[: parts[0].start] if parts else ""
            if len(parts) > 1 and not _OPEN.search(sentence[:end]) and not _SOME.search(lead):
                yield from _of_sum(passage, start, whole, parts)
                return


def _end(number: Number) -> int:
    return number.start + len(number.text)


def _list_from(sentence: str, numbers: Sequence[Number], unit: str) -> list[Number]:
    """The exact numbers with *unit* at the head of *numbers* that are strung together as one list."""
    found: list[Number] = []
    for number in numbers:
        if number.unit != unit or not number.exact:
            break
        if found and not _STRUNG.match(sentence[_end(found[-1]) : number.start]):
            break
        found.append(number)
    return found


def _list_to(sentence: str, numbers: Sequence[Number], unit: str) -> list[Number]:
    """The same at the end of *numbers*."""
    found: list[Number] = []
    for number in reversed(numbers):
        if number.unit != unit or not number.exact:
            break
        if found and not _STRUNG.match(sentence[_end(number) : found[0].start]):
            break
        found.insert(0, number)
    return found


def _of_sum(passage: Passage, start: int, whole: Number, parts: Sequence[Number]) -> Iterator[Finding]:
    sum_of = sum((part.value for part in parts), Fraction(0))
    if sum_of != whole.value:
        shown = "＋".join(part.text for part in parts)
        said = f"{float(sum_of):.10g}{whole.unit}"
        yield Finding(
            passage.text.span_at(start + whole.start), f"{shown}是{said}，这里写的总数是{whole.text}", "核对各项和总数"
        )


_PERCENT = re.compile(r"(?<![\d.])(?P<number>\d+(?:\.\d+)?)[%％]")
_SHARE = re.compile(r"[率占]|比例|比重|满意度")
_MAY_EXCEED = re.compile(
    r"增|升|涨|超|翻|倍|负债|容积|浓度|含量|速|目标|任务|计划|投入|利率|回报|收益|毛利|达标值|限值|标准|产能|负荷|杠杆"
)
_LESS = re.compile(r"(?:减少|降低|下降|缩减|压减|回落)(?:了|达)?$")
_SHARE_OF = re.compile(r"^的?(?:受访|群众|居民|被调查|商户|企业|门店|场所|单位|学校|医院|问题|案件|[家户名人])")


@rule("F122", level="error", on="文字、数据", source="算术")
def share_of_more_than_all(subject: Subject) -> Iterator[Finding]:
    """占比、合格率一类的百分数超过了100%，或者下降超过了100%。

    增长率、完成任务的比例可以超过，不管。

    好：采纳率98.2%；同比增长120%
    错：采纳率达到120%。
    错：120%的受访群众表示满意。
    错：投诉量同比下降130%。
    错：
        数据: {采纳率: {值: 102%, 期间: 2024年}}
    """
    for hit in subject.hits(_PERCENT):
        if Fraction(hit["number"]) <= 100 or hit.passage.path[0] == "数据":
            continue
        before = re.split(r"[，。；、：！？]", hit.before)[-1]
        clause = before + hit[0] + re.split(r"[，。；！？]", hit.after)[0]
        if _LESS.search(before):
            yield hit.finding(f"下降不会超过100%，这里写“{hit[0]}”", "核对这个数")
        elif not _MAY_EXCEED.search(clause) and (_SHARE.search(clause) or _SHARE_OF.match(hit.after)):
            yield hit.finding(f"“{hit[0]}”超过了100%", "核对这个数")
    for name, figure in getattr(subject.record, "figures", {}).items():
        for value in (figure.value, figure.outer) if isinstance(figure, Figure) else ():
            found = _PERCENT.search(value) if value else None
            spoken = f"{name}{''.join(figure.words)}"
            if (
                value
                and found
                and Fraction(found["number"]) > 100
                and _SHARE.search(spoken)
                and not _MAY_EXCEED.search(spoken)
            ):
                yield Finding(value.span, f"“{name}”写的是“{value}”，超过了100%", "核对这个数")


_STATED_SHARE = re.compile(
    r"^(?:[\u4e00-\u9fff]{0,6})?，?(?:占(?:比|总数|总量|比例|抽查数|勘察数)?(?:的|为|达)?|(?:不?合格|破损|整改|采纳|停用|超标)率(?:为|达|是)?)"
    r"(?P<number>\d+(?:\.\d+)?)[%％]"
)
"""What behind a part says which share of the whole it is."""


@rule("F124", level="reminder", on="文字", source="算术")
def share_that_does_not_follow(subject: Subject) -> Iterator[Finding]:
    """“占百分之几”和同一句里的两个数算出来的不一样。

    一个准数后面紧跟着“占75%”“不合格率30%”，同一句前面又有单位相同、比它大的准数：用两个数算出来的，四舍五入、舍去尾数都不是写的这个，就提醒。

    好：抽查小区12个，停用消防设施的9个，占75%。
    好：抽查186只，合格的129只，合格率69.4%。
    错：抽查小区12个，停用消防设施的9个，占85%。
    错：勘察37座，破损的24座，占69.4%。
    """
    for passage in subject.passages:
        for match in _SENTENCE.finditer(str(passage.text)) if "%" in passage.text or "％" in passage.text else ():
            numbers = [one for one in find(match[0]) if one.exact and one.unit not in "%％"]
            for index, part in enumerate(numbers[:_MOST]):
                said = _STATED_SHARE.match(match[0][_end(part) :])
                wholes = [one for one in numbers[:index] if one.unit == part.unit and one.value >= part.value > 0]
                if said is None or not wholes:
                    continue
                right = [share for one in wholes for share in (part.value / one.value, 1 - part.value / one.value)]
                places = len(said["number"].partition(".")[2])
                if not any(abs(share * 100 - Fraction(said["number"])) < Fraction(1, 10**places) for share in right):
                    nearest_whole = wholes[-1]
                    share = f"{float(part.value / nearest_whole.value * 100):.{max(places, 1)}f}%"
                    at = passage.text.span_at(match.start() + _end(part) + said.start("number"))
                    message = f"{part.text}占{nearest_whole.text}的{share}，这里写的是{said['number']}%"
                    yield Finding(at, message, "核对三个数")


_BARE = re.compile(r"^\s*[近约超]?[\d.,]+[万亿]?[余多]?\s*$")
_STOPPED = re.compile(r"[。，；、：,;.]\s*$")
_NO_UNIT = re.compile(r"^(?:商场|医院|学校|企业|公司|商户|门店|场所|不符|不合|问题|没有|未|的|和|，|。|、|；|）)")
"""What behind a number without a unit cannot be one."""


@rule("F123", level="reminder", on="数据", source="数据登记的写法（数带单位，后面没有标点）")
def figure_without_unit(subject: Subject) -> Iterator[Finding]:
    """登记的数后面有标点，或者没有单位，引用的地方也没有单位。

    好：
        数据: {问题商场: 8家}
        查明: 发现｛问题商场｝商场不符合规定。
    好：
        数据: {问题商场: 8}
        查明: 发现｛问题商场｝家商场不符合规定。
    错：
        数据: {问题商场: 8}
        查明: 发现｛问题商场｝商场不符合规定。
    错：
        数据: {问题商场: 8家。}
        查明: 发现｛问题商场｝商场不符合规定。
    """
    for name, figure in getattr(subject.record, "figures", {}).items():
        for value in (figure.value, figure.outer) if isinstance(figure, Figure) else ():
            if value is None:
                continue
            if stop := _STOPPED.search(value):
                yield Finding(
                    value.span, f"“{name}”的“{value}”后面有标点，引用的地方会印出来", f"写成“{value[: stop.start()]}”"
                )
            elif _BARE.match(value) and (behind := _bare_behind(subject, name)):
                yield Finding(value.span, f"“{name}”的“{value}”没有单位，会印成“{value}{behind}”", "写上单位，如“8家”")


def _bare_behind(subject: Subject, name: str) -> str:
    """What stands behind a reference to *name* that no unit follows, ``""`` where there is none."""
    for text in subject.typed:
        for found in re.finditer(rf"[｛{{]\s*{re.escape(name)}\s*[｝}}](?P<behind>.{{1,4}})", text):
            if _NO_UNIT.match(found["behind"]):
                return found["behind"]
    return ""
