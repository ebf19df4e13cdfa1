"""A published release of any genre → the values of a release record. Every line stays, in its order."""

from __future__ import annotations

import re
from typing import Any

from docgen.intake import chrome
from docgen.intake.found import Draft, Line
from docgen.records.release import GENRES

_BODY = re.compile(r".*[。！？…](?:[”’）)】]*)$", re.DOTALL)
_BYLINE = re.compile(
    r"(?:本报|本网|本刊|本台)?(?:全媒体)?(?:首席|特约)?(?:记者|通讯员|见习记者)\s*[:：]?\s*[\u4e00-\u9fff·\s、]{2,40}"
)
_UNIT = re.compile(r"【\s*([^】]{2,24}(?:检察院|检察室|法院|委员会|局|院|会))\s*】")
_POINT = re.compile(r"([一二三四五六七八九十])是[，,：:]?\s*(.+)", re.DOTALL)
_CHAPTERS = {
    "一、": re.compile(r"([一二三四五六七八九十]{1,3})、\s*(.+)"),
    "（一）": re.compile(r"[（(]([一二三四五六七八九十]{1,3})[)）]\s*(.+)"),
    "1.": re.compile(r"(\d{1,2})[.．]\s*(\D.+)"),
    "一": re.compile(r"([一二三四五六七八九十]{1,2})(?![一二三四五六七八九十是、])\s*(.+)"),
}
_SPEAKER = re.compile(
    r"(?P<post>.+(?:检察长|主席|主任|书记|局长|部长|处长|庭长|院长|会长|主委|委员))(?P<name>[\u4e00-\u9fff]{2,3})通报(?P<matter>.{4,60})"
)
_RUN_IN = re.compile(r"[^，。：；]{4,20}。.{20,}", re.DOTALL)
_END_LINE = re.compile(
    r"(?:联系人|联系电话|联系方式|咨询电话|举报电话|电话|传真|邮箱|电子邮箱|地址|通讯地址|邮编|附件?|报名电话|监督电话)(?:[:：].{1,60}|\d.*)|"
    r"(?:.{0,20}(?:人民检察院|检察院|委员会|人民法院|局|厅))|(?:19|20)\d{2}年\d{1,2}月\d{1,2}日|[二〇○零一九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
"""A line that ends a notice: whom to ask, who signs, when."""
_SIGNED = re.compile(r"\d{1,2}月\d{1,2}日|月[一二三四五六七八九十]{1,3}日|联系|电话")
_QUESTION = re.compile(
    r"(?:问题?\s*[一二三四五六七八九十\d]{0,3}|Q\s*\d{0,2}|(?:有)?记者(?:提?问)?|提问|[^：:。]{2,20}记者(?:提?问)?|主持人)\s*[:：]\s*.{4,}",
    re.DOTALL | re.IGNORECASE,
)
_ANSWER = re.compile(
    r"(?:答|答复|回答|A\s*\d{0,2}|[\u4e00-\u9fff]{2,12}(?:回?答|回应)|[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{2,16}负责人)\s*[:：].+",
    re.DOTALL | re.IGNORECASE,
)
_CAPTION = re.compile(r"(?:上|下|左|右)?图(?:为|片|\d).*|.*(?:供图|摄影|摄)[）)]?。?")
"""What stands under a picture."""
_SHORT = 40
"""Characters of the longest line that may be a heading without a number."""


def drafts(lines: list[Line], name: str) -> list[Draft]:
    """The release of *lines*, divided as far as its form says, and once more undivided. *name* is for the file."""
    values = _divided(lines)
    title = str(values.get("标题") or name)
    plain: dict[str, Any] = {"体裁": values["体裁"], "正文": [{"段落": _text(lines)}]}
    first = lines[0].text
    if values.get("标题") == first and len(lines) > 1:
        plain |= {"标题": first, "正文": [{"段落": _text(lines[1:])}]}
    return [Draft("release", values, (title,)), Draft("release", plain, (title,))]


_DATED = re.compile(
    r"(?:(?:本报|本网|[\u4e00-\u9fff]{2,8})讯[，,\s（(]*.{0,30}?)?(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日|近日|日前|近期)"
)


def others(values: dict[str, Any]) -> list[str]:
    """Headings of a release that read like headlines of other articles: an office and what it did, and below them news of its own day."""
    parts = [one for one in values.get("正文", []) if isinstance(one, dict)]
    lead = values.get("导语") or (parts[0].get("段落", "") if parts else "")
    if not _DATED.match(str(lead)):
        return []
    return [
        str(one["标题"])
        for one in parts
        if len(str(one.get("标题", ""))) >= 10
        and "单位" not in one
        and re.search(r"检察院|检察机关", str(one["标题"]))
        and _DATED.match(str(one.get("段落", "")))
    ]


def genre(lines: list[Line]) -> str:
    """消息, 工作通报, 综述 or 通讯, by the form; ``""`` where nothing says that the text is a release."""
    texts = [line.text for line in lines]
    whole = "\n".join(texts)
    if sum(_UNIT.fullmatch(text) is not None for text in texts) >= 2:
        return "通讯"
    if not re.search(r"检察", whole):
        return ""
    if _chapter_style(lines) and any(_POINT.match(text) for text in texts):
        return "工作通报"
    if any(_BYLINE.fullmatch(text) for text in texts[:6]):
        return "综述" if len(texts) > 8 else "消息"
    if _chapter_style(lines):
        return "工作通报"
    if re.search(r"发布会|召开|通报|会议|座谈|揭牌|签署|举办|日(?:上午|下午)?，", whole) or any(
        _POINT.match(text) for text in texts
    ):
        return "消息"
    if any(re.search(r"(?:公告(?:送达)?|通告|启事)$", text) for text in texts[:2]):
        return "消息"
    return ""


def _divided(lines: list[Line]) -> dict[str, Any]:
    rest = list(lines)
    tail = _tail(rest)
    values = _top(rest)
    kind = genre(lines) or "消息"
    style = _chapter_style(rest)
    is_heading = _heading_rule(rest, style)
    lead: list[str] = []
    if _interview(rest):
        return _asked(rest, values, kind, tail)
    while rest and not is_heading(0, rest):
        lead.append(rest.pop(0).text)
    if not rest and not any(_POINT.match(text) for text in lead):
        # No headings at all: the first paragraph leads, the others are the text.
        lead, body = lead[:1], lead[1:]
        passages = [{"段落": "\n".join(body)}] if body else []
    elif not rest:
        first = next(index for index, text in enumerate(lead) if _POINT.match(text))
        passages = [_passage({}, lead[max(first - 1, 1) :])]
        lead = lead[: max(first - 1, 1)]
    else:
        passages = _passages(rest, is_heading, style)
    closing = ""
    if passages and "分点" in passages[-1] and "段落" in passages[-1]:
        closing = passages[-1].pop("段落")
    people = [
        {"姓名": one.pop("_姓名"), "职务": one.pop("_职务"), "角色": "通报"} for one in passages if "_姓名" in one
    ]
    has_points = any("分点" in one for one in passages)
    run_in = True in [one.pop("_段首", False) for one in passages]
    values["体裁"] = kind
    values["编号"] = _numbering(kind, style or "无", "无" if run_in or not has_points else "一是")
    values |= {"人物": people, "导语": "\n".join(lead), "正文": passages, "结尾": closing, "文末": tail}
    return {key: value for key, value in values.items() if value}


def _interview(lines: list[Line]) -> bool:
    """True for questions that each have an answer below them, under whatever names."""
    at = [index for index, line in enumerate(lines) if _QUESTION.fullmatch(line.text)]
    answered = [index for index in at if any(_ANSWER.fullmatch(line.text) for line in lines[index + 1 : index + 3])]
    return len(answered) >= 1 and len(answered) >= 0.5 * len(at)


def _asked(lines: list[Line], values: dict[str, Any], kind: str, tail: str) -> dict[str, Any]:
    """Each question over its answer, every line as it stands; what comes before the first is the lead."""
    at = [index for index, line in enumerate(lines) if _QUESTION.fullmatch(line.text)]
    values |= {"体裁": kind, "编号": _numbering(kind, "无", "无"), "导语": _text(lines[: at[0]]), "文末": tail}
    pairs = zip(at, [*at[1:], len(lines)], strict=True)
    blocks = [{"标题": lines[start].text, "段落": _text(lines[start + 1 : stop])} for start, stop in pairs]
    values["正文"] = [{key: text for key, text in one.items() if text} for one in blocks]
    return {key: value for key, value in values.items() if value}


def _numbering(kind: str, chapter: str, point: str) -> dict[str, str]:
    """What differs from the numbering that is usual in the genre."""
    usual = GENRES[kind]
    return {key: style for key, style, own in (("章", chapter, usual[0]), ("点", point, usual[1])) if style != own}


def _tail(rest: list[Line]) -> str:
    """Take the credits off the end of *rest*."""
    taken: list[str] = []
    while (
        len(rest) > 1
        and len(rest[-1].text) < 100
        and (
            chrome.CREDITS.match(rest[-1].text)
            or _BYLINE.fullmatch(rest[-1].text)
            or (_END_LINE.fullmatch(rest[-1].text) and _SIGNED.search("".join(line.text for line in rest[-4:])))
        )
    ):
        taken.insert(0, rest.pop().text)
    return "\n".join(taken)


def _top(rest: list[Line]) -> dict[str, Any]:
    """Take breadcrumb, headlines, source line and byline off the start of *rest*, while they stand in that order."""
    values: dict[str, Any] = {}
    heads: list[str] = []
    if rest and chrome.BREADCRUMB.fullmatch(rest[0].text):
        values["页眉"] = rest.pop(0).text
    while len(rest) > 1 and len(heads) < 3 and _is_headline(rest[0].text):
        heads.append(rest.pop(0).text)
    if len(heads) == 1 and re.fullmatch(r"[^—]{4,}——[^—]{4,}", heads[0]):
        first, _, second = heads[0].partition("——")
        values |= {"标题": first, "副标题": second, "标题合一": "是"}
    elif heads:
        keys = {1: ("标题",), 2: ("标题", "副标题"), 3: ("引题", "标题", "副标题")}[len(heads)]
        values |= dict(zip(keys, heads, strict=True))
    if len(rest) > 1 and chrome.SOURCE_LINE.fullmatch(rest[0].text):
        values["来源"] = rest.pop(0).text
    if len(rest) > 1 and _BYLINE.fullmatch(rest[0].text):
        values["署名"] = rest.pop(0).text
    return values


def _is_headline(text: str) -> bool:
    if len(text) > 70 or (_BODY.fullmatch(text) and not text.endswith("…")):
        return False
    special = (
        chrome.SOURCE_LINE.fullmatch(text) or _BYLINE.fullmatch(text) or _UNIT.fullmatch(text) or _POINT.match(text)
    )
    numbered = any(pattern.fullmatch(text) for name, pattern in _CHAPTERS.items() if name != "一")
    return not (special or numbered or text.endswith(("：", ":", "；")))


# — headings —


def _chapter_style(lines: list[Line]) -> str:
    """How the chapters are numbered, ``""`` where they are not: the numbers must follow each other from the first."""
    for name, pattern in _CHAPTERS.items():
        found = [
            match
            for line in lines
            if len(line.text) < 60 and not _BODY.fullmatch(line.text) and (match := pattern.fullmatch(line.text))
        ]
        numbers = [match[1] for match in found]
        wanted = [
            str(index + 1) if name == "1." else "一二三四五六七八九十"[index : index + 1] for index in range(len(found))
        ]
        if len(found) >= 2 and numbers == wanted:
            return name
    return ""


def _heading_rule(rest: list[Line], style: str) -> Any:
    """A function (index, lines) → whether the line is a heading, by the manner of this text."""
    if sum(_UNIT.fullmatch(line.text) is not None for line in rest) >= 2:

        def above_unit(index: int, lines: list[Line]) -> bool:
            return index + 1 < len(lines) and _UNIT.fullmatch(lines[index + 1].text) is not None

        return above_unit
    if style:
        pattern = _CHAPTERS[style]

        def numbered(index: int, lines: list[Line]) -> bool:
            text = lines[index].text
            return len(text) < 60 and not _BODY.fullmatch(text) and pattern.fullmatch(text) is not None

        return numbered
    if any(_POINT.match(line.text) for line in rest):

        def pointed(index: int, lines: list[Line]) -> bool:
            text = lines[index].text
            if len(text) > 70 or _BODY.fullmatch(text) or text.endswith(("：", ":", "；")):
                return False
            return any(re.match(r"一是", line.text) for line in lines[index + 1 : index + 4])

        return pointed

    # Where headings are numbered, also with a number given twice, a short line is what stands under one.
    several = sum(_numbered(line.text) for line in rest) >= 2

    def short(index: int, lines: list[Line]) -> bool:
        text = lines[index].text
        if len(text) > _SHORT or (_BODY.fullmatch(text) and not text.endswith("…")) or _UNIT.fullmatch(text):
            return False
        if (
            re.search(r"[，,：:；;、—]$", text)
            or re.match(r"[▲●■“]", text)
            or _CAPTION.fullmatch(text)
            or _END_LINE.fullmatch(text)
        ):
            return False
        if several and not _numbered(text):
            return False
        following = [line.text for line in lines[index + 1 : index + 4]]
        return bool(following) and (
            _numbered(text) or any(_BODY.fullmatch(one) or len(one) > _SHORT for one in following)
        )

    return short


def _numbered(text: str) -> bool:
    return any(pattern.fullmatch(text) for name, pattern in _CHAPTERS.items() if name != "一")


def _passages(rest: list[Line], is_heading: Any, style: str) -> list[dict[str, Any]]:
    passages: list[dict[str, Any]] = []
    index = 0
    while index < len(rest):
        one: dict[str, Any] = {}
        text = rest[index].text
        if is_heading(index, rest):
            found = _CHAPTERS[style].fullmatch(text) if style else None
            one["标题"] = found[2].strip() if found else text
            index += 1
            if not style and not _numbered(text) and index < len(rest) and is_heading(index, rest):
                one["标题次行"] = rest[index].text
                index += 1
            if index < len(rest) and (unit := _UNIT.fullmatch(rest[index].text)):
                one["单位"] = unit[1]
                index += 1
        body: list[str] = []
        while index < len(rest) and not is_heading(index, rest):
            body.append(rest[index].text)
            index += 1
        if speaker := _SPEAKER.fullmatch(str(one.get("标题", ""))):
            one = {
                "通报人": speaker["name"],
                "事项": speaker["matter"],
                "_姓名": speaker["name"],
                "_职务": speaker["post"],
            }
        passages.append(_passage(one, body))
    return passages


def _passage(one: dict[str, Any], body: list[str]) -> dict[str, Any]:
    """*body* as 引言, 分点 and 段落 where it has points in order, else as 段落 alone."""
    found = [index for index, text in enumerate(body) if _POINT.match(text)]
    if len(found) >= 2 and found == list(range(found[0], found[0] + len(found))):
        points = [match for index in found if (match := _POINT.match(body[index]))]
        if [match[1] for match in points] == list("一二三四五六七八九十"[: len(points)]):
            one["引言"] = "\n".join(body[: found[0]])
            one["分点"] = [match[2] for match in points]
            one["段落"] = "\n".join(body[found[-1] + 1 :])
            return {key: value for key, value in one.items() if value}
    heads = [index for index, text in enumerate(body) if _RUN_IN.fullmatch(text)]
    if len(heads) >= 2 and heads[-1] == len(body) - 1 and heads == list(range(heads[0], len(body))) and heads[0] <= 1:
        one["引言"] = "\n".join(body[: heads[0]])
        one["分点"] = body[heads[0] :]
        one["_段首"] = True
        return {key: value for key, value in one.items() if value}
    if body:
        one["段落"] = "\n".join(body)
    return one


def _text(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines)
