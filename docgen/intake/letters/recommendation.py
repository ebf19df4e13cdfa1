"""检察建议书 → the parts of 办案规则 Art. 75, by the formulas in which letters say them.

A letter goes through its parts in one order; each has words that begin it, in a heading or
in a sentence. What stands between belongs to the part before. Nothing is left out: what fits
no formula stays in the field of the part in which it stands, and is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.core.dates import typed_number
from docgen.intake.found import Line
from docgen.intake.letters import candidates, proving
from docgen.intake.letters.letter import Letter, sentences

_HEADINGS = (
    ("源", r"案件来源|线索来源|案件(?:的)?由来|来源"),
    ("行", r"(?:不|未|没有)(?:依法|全面|正确|充分)*履(?:职|行职责)的?(?:事实|情况|情形)|履(?:职|行职责)的?情况"),
    ("证", r"证据"),
    ("因", r"原因|成因|隐患"),
    ("理", r"理由|认定|职责|责任|定性|本院认为|法律适用|监管主体"),
    ("事", r"事实|查明|问题|案情|情况|公益(?:受|损)|侵害|受损"),
    ("据", r"法律依据|法律规定|依据"),
    ("建", r"建议|整改(?:意见|措施)|具体意见"),
    ("期", r"期限|时限|回复|办理要求|有关要求|工作要求"),
    ("他", r"其他|说明|救济|异议|权利"),
)
"""Part → the words of its heading. The first that fits counts."""
_HEADING = re.compile(r"[一二三四五六七八九十]+、[^。；]{2,24}|[（(][一二三四五六七八九十]+[）)][^。；，]{2,16}")
_OPENING = re.compile(
    r"(?:经(?:过)?)?(?:本院)?(?:依法|初步)?(?:调查|审查|核查|现场勘查)?[，,]?(?:核实|审查)?[，,]?现?(?:已)?查(?:明|实)(?:以下事实|如下|下列事实|的事实如下|以下问题)?[：:，,]\s*"
)
_PROVED = re.compile(
    r"(?:以上|上述|前述)(?:的)?(?:违法)?(?:事实|问题|情况)[^。]{0,10}?(?:有|由)(?P<list>[^。]+?)(?:等(?:相关|有关)?(?:证据(?:材料)?|材料)?|等?证据(?:材料)?)?(?:予以|加以|在案|所|相互|可以|足以)?(?:证实|为证|佐证|证明|印证|在卷)[^。；、，]{0,6}。"
)
_PROVED_BY = re.compile(
    r"(?:以上|上述)?事实[^。]{0,12}(?:下列|以下|如下)[^。]{0,6}证据[^。]{0,10}[：:]|(?:认定|证明|证实)?(?:以上|上述|前述)?[^。，]{0,10}证据(?:材料)?(?:如下|有|包括)[：:]"
)
_THINKS = re.compile(r"(?:综上[，,])?(?:本院|我院)(?:经审查)?认为[，,：:]?\s*")
_BROKEN = re.compile(
    r"(?:(?:上述|以上|该|前述)(?:情形|行为|问题|情况|做法)[^。《]{0,16}?|[^。《，]{0,24}?)?(?:已)?(?:违反|不符合)(?:了)?(?P<list>《.+?)(?:的)?(?:有关|相关)?(?:规定|要求)。?"
)
_BROKEN_FIRST = re.compile(
    r"(?:上述|以上|该|前述)(?:情形|行为|问题|情况|做法)(?:已)?违反(?:了)?(?P<list>《[^。]+?)(?:的)?(?:有关|相关)?规定，"
)
_DUTY = re.compile(r"(?:职责|职权|负责|主管|监管责任|监督管理|负有)")
_UNDONE = re.compile(
    r"(?:未|没有|不)(?:能)?(?:依法|全面|及时|完全|正确|充分|有效|切实)*(?:履行|履职|尽到|采取|落实|监管)|怠于|致使|造成|属于(?:不依法|怠于|未依法)|持续受到侵害|仍处于受侵害"
)
_PROPOSES = re.compile(
    r"(?P<law>.*?)(?:现|特|本院|依法|决定|为.{2,40}?[，,])*(?:依法)?(?:向|对|建议)(?:你|贵).{1,8}?(?:提出|发出|制发|送达)?(?:如下|以下|下列)?(?:诉前|公益诉讼|社会治理)?(?:检察)?(?:建议|意见)(?:如下|书)?[^。]{0,6}[：:。]\s*"
)
_ADVISES = re.compile(
    r"(?P<law>.*?)(?:提出(?:如下|以下|下列)(?:检察)?建议|建议(?:如下|你.{1,8}(?:做好|采取|依法)?(?:以下|如下)[^。：]{0,8})|(?:如下|以下)(?:检察)?建议)[：:]\s*"
)
_PERIOD = re.compile(
    r"(?:(?:收到|送达|接到|签收)[^。；]{0,30}?(?:之日起|之日|后|起)?[^。；]{0,8}?|[于在])(?P<time>[一二两三四五六七八九十]+|\d+)\s*(?P<unit>个?月|日|天|个?工作日)(?:以)?内"
)
_USUAL = re.compile(
    r"(?:现?请)?(?:你|贵)?[^，。；]{0,6}?(?:应当?)?(?:于|在|自)?收到(?:本)?(?:检察)?建议书?(?:之日)?(?:起|后|以后)*(?:的)?(?:两|二|2)个月(?:以)?内[，,]?"
    r"(?:依法)?(?:全面)?(?:履行(?:监管|监督管理|法定)?职责|办理|作出(?:相应)?处理)?[，,]?(?:并)?(?:及时)?(?:将)?(?:办理|整改|履行|落实|履职|处理)?(?:情况|结果)?(?:及时)?(?:以?书面(?:形式)?)?"
    r"(?:回复|函复|反馈)(?:给)?(?:本院|我院)?(?:办理|整改)?(?:情况)?。?"
)
"""The usual period, and nothing else."""
_REPLY = re.compile(r"(?:回复|函复|反馈|告知|报送|函告|复函)")
_URGENT = re.compile(r"鉴于(?P<why>.+?)[，,](?:情况|情形)紧急")
_OBJECTS = re.compile(r"异议")
_OBJECTION = re.compile(r"(?:可以?|应当?|请)?(?:在|于|自)?(?P<time>(?:收到|接到|送达)[^。]{0,24}?(?:日|月)(?:以)?内)")
_INLINE = re.compile(
    r"(?<=[：:；;。])\s*(?=(?:[一二三四五六七八九十]是|第?[一二三四五六七八九十]+[、，]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、](?!\d)))"
)
_ORDER = "源事行证因理据建期他"


@dataclass(slots=True)
class _Parts:
    """The paragraphs by part, as the letter has them."""

    found: dict[str, list[Line]] = field(default_factory=lambda: {name: [] for name in _ORDER})
    heads: list[Line] = field(default_factory=list)
    law: str = ""
    opening: str = ""


def read(letter: Letter) -> None:
    """Fill *letter* from its body."""
    parts = _divided(letter)
    if letter.kind == "social-governance-recommendation":
        _social(letter, parts)
    else:
        _ordinary(letter, parts)


# — which paragraph belongs to which part —


def _divided(letter: Letter) -> _Parts:
    parts = _Parts()
    social = letter.kind == "social-governance-recommendation"
    now = "源"
    for line in _lines(letter):
        text = line.text.strip()
        headed = _headed(text, now)
        if headed:
            now = headed
            parts.heads.append(line)
            continue
        now = _moved(now, text, parts, social=social)
        if (
            now in "事行"
            and (proved := re.search(_PROVED.pattern, text))
            and proved.end() == len(text)
            and proved.start()
        ):
            # The evidence stands at the end of the paragraph of the facts.
            told = text[: proved.start()].strip()
            if opened := _OPENING.match(told):
                parts.opening, told = parts.opening or opened[0], told[opened.end() :]
            parts.found["事"].append(Line(told, line.number))
            parts.found["证"].append(Line(proved[0], line.number))
            now = "证"
            continue
        if now == "建" and (lead := _lead(text)):
            parts.law = parts.law or lead["law"].strip()
            parts.opening = parts.opening or text[: lead.end()]
            if proving.only_provisions(
                re.sub(r"^.*?(?:根据|依照|依据|按照)|(?:之|的)?(?:有关|相关)?规定[，,]?$", "", lead["law"].strip())
            ):
                letter.said.add(text[: lead.end()].strip())
            rest = text[lead.end() :].strip()
            pieces = [piece.strip() for piece in _INLINE.split("：" + rest)]
            pieces[0] = pieces[0].lstrip("：")
            parts.found["建"] += (Line(piece, line.number) for piece in pieces if piece)
            continue
        if now in ("事", "源") and (opened := _OPENING.match(text)):
            now = "事"
            rest = text[opened.end() :].strip()
            parts.opening = parts.opening or text[: opened.end()]
            letter.said.add(opened[0].strip())
            if rest:
                parts.found["事"].append(Line(rest, line.number))
            continue
        parts.found[now].append(Line(text, line.number))
        if now == "源" and re.search(r"查明[^。，]{0,12}[：:]$", text):
            now = "事"
    return parts


def _lines(letter: Letter) -> Iterator[Line]:
    """The paragraphs of the body; what stands in one before the sentence that begins the advice is a paragraph of its own."""
    for line in letter.body:
        lead = _lead(line.text.strip())
        cut = lead["law"].rfind("。") + 1 if lead else 0
        if lead and cut and (lead["law"].count("“", 0, cut) == lead["law"].count("”", 0, cut)):
            text = line.text.strip()
            yield Line(text[:cut], line.number)
            yield Line(text[cut:].strip(), line.number)
        else:
            yield line


def _headed(text: str, now: str) -> str:
    """The part that a heading begins, ``""`` for a paragraph. Points of the advice are no headings."""
    if not _HEADING.fullmatch(text) or text.endswith(("。", "；", "：")):
        return ""
    if text[0] in "（(" and now in "事建因":
        return ""
    words = text[len(typed_number(text)) :]
    if len(words) > 18 or (now == "建" and not re.search(r"期限|时限|回复|要求|其他|异议|说明|权利", words)):
        return ""
    return next((part for part, pattern in _HEADINGS if re.search(pattern, words)), "")


def _lead(text: str) -> re.Match[str] | None:
    found = _PROPOSES.match(text) or _ADVISES.match(text)
    return found if found and len(found[0]) < 600 else None


def _moved(now: str, text: str, parts: _Parts, *, social: bool) -> str:
    """The part to which the paragraph *text* belongs when the one before it belonged to *now*."""
    at = _ORDER.index(now)
    if now in "建期他":
        number = typed_number(text)
        if now == "他" or (not number or not parts.found["建"]):
            if _is_period(text):
                return "期"
            if _OBJECTS.search(text) and not number:
                return "他"
        if now == "期" or (now == "建" and parts.found["建"] and not number and _is_remark(text)):
            return "他" if not _is_period(text) else "期"
        return now
    if _lead(text) and (at >= _ORDER.index("事") or _has_law(text)):
        return "建"
    if _PROVED.match(text) or _PROVED_BY.match(text):
        return "证"
    if now == "证" and (typed_number(text) or "\t" in text or len(text) < 30) and not _THINKS.match(text):
        return "证"
    if _THINKS.match(text):
        return "理"
    if now == "证":
        return "因" if social else "理"
    if at < _ORDER.index("事") and (_OPENING.match(text) or (parts.found["源"] and not candidates.is_clue(text))):
        return "事"
    if now == "源" and not parts.found["源"] and not candidates.is_clue(text):
        return "事"
    return now


def _is_period(text: str) -> bool:
    return _PERIOD.search(text) is not None and _REPLY.search(text) is not None and not _OBJECTS.search(text)


def _is_remark(text: str) -> bool:
    return (
        re.match(r"(?:你|贵).{1,6}(?:在|对|如|可以|应当|逾期)|(?:逾期|如不|如果|如你|本院将|请你|附|另|联系)", text)
        is not None
    )


def _has_law(text: str) -> bool:
    return "《" in text


# — the parts of a letter to an agency —


def _ordinary(letter: Letter, parts: _Parts) -> None:
    entry: dict[str, object] = {"被建议单位": letter.addressee, "类别": "公益诉讼"}
    values = letter.values
    candidates.read(letter, parts.found["源"])
    facts = [one.text for one in parts.found["事"]]
    first, rest, conduct = _facts(facts)
    conduct += [one.text for one in parts.found["行"]]
    conduct = list(_met(letter, conduct))
    values["公益受损"] = "\n".join(first)
    values["查明"] = "\n".join(rest)
    values["证据"] = _evidence(letter, parts.found["证"])
    duty, broken, failure = _reasons(letter, parts)
    entry |= {
        "履职情况": "\n".join(conduct),
        "职责": duty,
        "认定": failure,
        "法律依据": {"职责": proving.provisions(duty), "违反": broken, "提出": proving.provisions(parts.law)},
        "建议": _advice(parts.found["建"]),
    }
    _closing(letter, parts, entry)
    values["检察建议"] = [entry]
    letter.parts |= {
        "案件来源": "\n".join(one.text for one in parts.found["源"]),
        "事实": "\n".join([*first, *rest, *conduct]),
        "证据": "；".join(values["证据"]),
        "职责": duty,
        "违反": "、".join(broken),
        "认定": failure,
        "法律依据": "、".join(proving.provisions(parts.law)),
        "建议": "\n".join(map(str, _advice(parts.found["建"]))),
    }


def _facts(facts: list[str]) -> tuple[list[str], list[str], list[str]]:
    """(what was harmed, what was found, what the agency did): the last begins where the letter speaks of 你局."""
    about = next(
        (
            at
            for at, text in enumerate(facts)
            if re.match(r"(?:.{0,14}[，,])?(?:但|而)?(?:你|贵)(?:单位|局|委|厅|公司|院|办|镇|街道|中心|府)", text)
        ),
        len(facts),
    )
    met = next((at for at, text in enumerate(facts) if _MET.match(text) or _HEARD.match(text)), len(facts))
    about = max(min(about, met), 1) if facts else 0
    return facts[:1], facts[1:about], facts[about:]


_MET = re.compile(
    r"(?P<day>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)，本院(?:就.{2,30}?)?[与和同](?P<with>[^，。]{2,30}?)(?:召开|进行|举行|开展).{0,8}磋商"
)
_HEARD = re.compile(
    r"(?P<day>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)，本院就本案(?:召开|举行)(?P<open>公开)?听证会。(?P<said>.+)"
)


def _met(letter: Letter, conduct: list[str]) -> Iterator[str]:
    """*conduct* without its last paragraphs on a consultation and a hearing: these have fields of their own."""
    kept = list(conduct)
    if kept and (heard := next((at for at, text in enumerate(kept) if _HEARD.match(text)), None)) is not None:
        found = _HEARD.match(kept[heard])
        assert found is not None
        said = "\n".join([found["said"], *kept[heard + 1 :]])
        letter.values["听证会"] = {"时间": found["day"], "公开": "是" if found["open"] else "否", "评议意见": said}
        kept = kept[:heard]
    meetings: list[dict[str, str]] = []
    while kept and (found := _MET.match(kept[-1])):
        meetings.insert(0, {"日期": found["day"], "机关": letter.addressee, "结果": kept.pop()})
    if meetings:
        letter.values["磋商"] = meetings
    yield from kept


def _evidence(letter: Letter, lines: list[Line]) -> list[str]:
    found: list[str] = []
    for line in lines:
        text = line.text
        if proved := _PROVED.match(text):
            found += _listed(proved["list"])
            rest = text[proved.end() :].strip()
            if rest:
                letter.unsure.append((line.number, rest, "证据"))
                found.append(rest.rstrip("。"))
            continue
        if opened := _PROVED_BY.match(text):
            text = text[opened.end() :].strip()
            if "、" in text and not typed_number(text):
                found += _listed(text.rstrip("。"))
                continue
        if "\t" in text:
            cells = [cell.strip() for cell in text.split("\t")]
            if any(cell in ("序号", "证据名称", "证据", "证明内容", "证明目的", "来源") for cell in cells):
                continue
            cells = [cell for cell in cells if cell and not re.fullmatch(r"\d{1,2}[.、]?", cell)]
            found += ["，".join(cells)] if cells else []
            continue
        found += [one for piece in _INLINE.split(text) if (one := _without_number(piece).rstrip("；;。 "))]
    return found


def _listed(text: str) -> list[str]:
    """The items of a list in a sentence: apart at ；, else at 、 and ， outside brackets."""
    text = text.strip("，：: ")
    sign = "；;" if re.search("[；;]", text) else "、，,"
    found, depth, start = [], 0, 0
    for at, char in enumerate(text):
        depth += char in "（《(“"
        depth -= char in "）》)”"
        if char in sign and depth <= 0:
            found.append(text[start:at])
            start = at + 1
    found.append(text[start:])
    items = [_without_number(one.strip()) for one in found if one.strip()]
    last = items[-1:]
    if len(items) > 1 and sign[0] == "、":
        last = re.split(r"(?<=[\u4e00-\u9fff]{2})(?:以及|和)(?=[\u4e00-\u9fff]{2})", items[-1])
    return [*items[:-1], *last]


def _without_number(text: str) -> str:
    text = text.strip()
    return text[len(typed_number(text)) :].strip()


def _reasons(letter: Letter, parts: _Parts) -> tuple[str, list[str], str]:
    """(职责, 违反, 认定) of the paragraphs in which the office says what it thinks."""
    duty: list[str] = []
    failure: list[str] = []
    broken: list[str] = []
    for line in [*parts.found["理"], *parts.found["因"], *parts.found["据"]]:
        text = _THINKS.sub("", line.text, count=1) if _THINKS.match(line.text) else line.text
        own: list[str] = []
        late: list[str] = []
        for sentence in sentences(text):
            found = _BROKEN.fullmatch(sentence.strip())
            if found and proving.only_provisions(found["list"]):
                broken += [one for one in proving.provisions(found["list"]) if one not in broken]
            elif (halves := _BROKEN_FIRST.match(sentence.strip())) and proving.only_provisions(halves["list"]):
                broken += [one for one in proving.provisions(halves["list"]) if one not in broken]
                late.append(sentence.strip()[halves.end() :])
            elif not failure and not late and _is_duty(sentence):
                own.append(sentence.strip())
            elif not failure and not late and (halves := _HALVES.match(sentence)) and _is_duty(halves[1]):
                own.append(halves[1].strip() + "。")
                late.append(halves[2].strip())
            else:
                late.append(sentence.strip())
        if own:
            duty.append("".join(own))
        if late:
            failure.append("".join(late))
    if not duty and failure:
        letter.notes.append("没有认出“职责”，“本院认为”的话都放在“认定”里")
    for text in failure:
        found = re.search(r"违反(?:了)?(《[^。]+?)的?(?:有关|相关)?规定", text)
        if found and not broken:
            broken += proving.provisions(found[1])
    return "\n".join(duty), broken, "\n".join(failure)


_HALVES = re.compile(r"(.+?)，((?:但|然而|却).+)")


def _is_duty(sentence: str) -> bool:
    if _UNDONE.search(sentence) and not re.search(r"(?:根据|依照|依据|按照)《", sentence):
        return False
    return (
        _DUTY.search(sentence) is not None
        or re.match(r"《[^》]+》(?:（[^）]*）)?(?:第[^，。]{1,20})?(?:明确)?规定", sentence) is not None
    )


def _advice(lines: list[Line]) -> list[str]:
    """The points of the advice: a number of the kind of the first begins a new one, what follows belongs to it."""
    found: list[str] = []
    style = ""
    for line in lines:
        text = line.text.strip()
        number = typed_number(text)
        kind = _number_kind(number)
        style = style or kind
        if not found or (kind and kind == style) or (not style and not kind):
            found.append(_without_number(text) if number else text)
        else:
            before = found[-1]
            found[-1] = before + ("" if re.search(r"[。；：，]$", before) else "。") + text
    return [one.rstrip("；;") if one.endswith(("；", ";")) else one for one in found if one]


def _number_kind(number: str) -> str:
    number = number.strip()
    if not number:
        return ""
    if number[0] in "（(":
        return "（1）" if number[1].isdigit() else "（一）"
    if number[0].isdigit():
        return "1."
    if number[0] in "①②③④⑤⑥⑦⑧⑨⑩":
        return "①"
    return "一是" if number.endswith("是") else "一、"


def _closing(letter: Letter, parts: _Parts, entry: dict[str, object]) -> None:
    """Period, objection and remarks; the usual period is said by the kind itself."""
    remarks: list[str] = []
    periods: list[str] = []
    for line in parts.found["期"]:
        text = line.text
        urgent = _URGENT.search(text)
        found = _PERIOD.search(text)
        if urgent:
            entry["紧急情形"] = urgent["why"]
            periods.append(text)
        elif found and _is_period(text):
            periods.append(text)
            if _USUAL.fullmatch(text):
                letter.said.add(text)
            if (found["time"], found["unit"].strip("个")) not in (("两", "月"), ("二", "月"), ("2", "月")):
                letter.unsure.append((line.number, text, "其他说明"))
                letter.notes.append(
                    f"第{line.number}行的期限是{found['time']}{found['unit']}，不是现行规定的两个月，原话放在“其他说明”"
                )
                remarks.append(text)
        else:
            remarks.append(text)
    for line in parts.found["他"]:
        found = _OBJECTION.search(line.text) if _OBJECTS.search(line.text) else None
        if found and not entry.get("异议期限"):
            entry["异议期限"] = found["time"]
            letter.parts["异议"] = line.text
        else:
            remarks.append(line.text)
    entry |= {
        "其他说明": "\n".join(remarks),
        "附件": letter.attachments,
        "抄送": letter.copies,
        "文号": letter.number,
        "日期": letter.day,
    }
    letter.parts |= {"期限": "\n".join(periods), "其他": "\n".join(remarks)}


# — a letter on social governance —


def _social(letter: Letter, parts: _Parts) -> None:
    entry: dict[str, object] = {"被建议单位": letter.addressee, "类别": "社会治理", "建议": _advice(parts.found["建"])}
    own: dict[str, object] = {"文种": "社会治理检察建议书"}
    source = [one.text for one in parts.found["源"]]
    trouble = [one.text for part in "事行证" for one in parts.found[part]]
    causes = [
        _THINKS.sub("", one.text, count=1) if _THINKS.match(one.text) else one.text
        for part in "因理据"
        for one in parts.found[part]
    ]
    if not causes:
        why = [text for text in trouble if re.search(r"原因|隐患|根源|暴露出|反映出", text)]
        causes, trouble = why, [text for text in trouble if text not in why] if len(trouble) > len(why) else trouble
    own |= {
        "案件来源": "\n".join(source),
        "问题": "\n".join(trouble),
        "原因": "\n".join(causes),
        "依据": proving.provisions(parts.law),
    }
    _closing(letter, parts, entry)
    letter.values |= {"检察建议": [entry], "其他文书": [own]}
    letter.parts |= {
        "案件来源": "\n".join(source),
        "事实": "\n".join(trouble),
        "认定": "\n".join(causes),
        "法律依据": "、".join(proving.provisions(parts.law)),
        "建议": "\n".join(map(str, _advice(parts.found["建"]))),
    }
