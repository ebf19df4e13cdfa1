"""One case of a text → the values of a case record: every line in some field, in the order in which it stood."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from docgen.core.source import Span
from docgen.core.tree import Paragraph, Text, plain_text
from docgen.data import table
from docgen.intake.collection import CaseText, Part
from docgen.intake.found import Draft, Line
from docgen.papers.voice import Voice, spoken
from docgen.records import derive

# — recover —
# What a published text repeats and a record says once: the office's name. Only where it prints back identically.

_PROSE = (
    "要旨",
    "基本案情",
    "公益损害事实",
    "调查和督促履职",
    "调查和诉讼",
    "检察机关履职情况",
    "检察机关履职过程",
    "检察履职过程",
    "诉讼过程",
    "其他部分",
    "典型意义",
    "指导意义",
)
"""The fields whose words the voice may take, in the order in which they print."""


def voice(values: dict[str, Any]) -> None:
    """全称（以下简称X）once and X afterwards → 本院, in *values*; nothing where the words would come back otherwise."""
    full = str(values["检察院"])
    texts = [(key, values[key]) for key in _PROSE if isinstance(values.get(key), str)]
    whole = "\n".join(text for _, text in texts)
    found = re.search(re.escape(full) + r"（以下简称([^（）“”]{2,20}?)）", whole)
    if found is None or "本院" in whole or any(isinstance(values.get(key), list) for key in ("其他部分",)):
        return
    short = found[1]
    spoken_of = [(key, _ours(text, full, short)) for key, text in texts]
    if _printed([text for _, text in spoken_of], full, short) != [
        line for _, text in texts for line in text.split("\n")
    ]:
        return
    for key, text in spoken_of:
        values[key] = text
    if short != derive.short_name(full):
        values["简称"] = short


def _ours(text: str, full: str, short: str) -> str:
    """*text* with the office called 本院, outside what somebody says in quotation marks."""
    pieces = re.split(r"(“[^“”]*”)", text)
    ours = re.compile(
        re.escape(f"{full}（以下简称{short}）")
        + "|"
        + rf"(?<![\u4e00-\u9fff]{{2}}[市县区州旗盟]){re.escape(short)}(?![\u4e00-\u9fff]{{0,3}}分院)"
    )
    return "".join(piece if index % 2 else ours.sub("本院", piece) for index, piece in enumerate(pieces))


def _printed(texts: list[str], full: str, short: str) -> list[str]:
    place = Span("")
    blocks = tuple(Paragraph("正文", (Text(line, place),), place) for text in texts for line in text.split("\n"))
    said = spoken(blocks, Voice(full, short))
    return [plain_text(block.inlines) for block in said if isinstance(block, Paragraph)]


# — case —

_ORDER = ("keywords", "gist", "facts", "work", "litigation", "significance", "provisions")
"""The order in which a published case prints its sections; anything else is kept among 其他部分."""
_KEYS = {
    "keywords": "关键词",
    "gist": "要旨",
    "facts": "基本案情",
    "work": "调查和督促履职",
    "litigation": "诉讼过程",
    "significance": "典型意义",
    "provisions": "相关规定",
}
_ALIASES = {"facts": ("基本案情", "公益损害事实"), "significance": ("典型意义", "指导意义")}
_NAMES = {"facts": "案情", "work": "履职", "significance": "意义"}
"""Sections whose printed name may differ: key of 小节名称."""
_OFFICE = r"[\u4e00-\u9fff]{2,30}?(?:人民检察院|检察院)(?:[\u4e00-\u9fff]{2,10}(?:分院|派出检察院))?"
_TITLE = re.compile(
    rf"(?P<office>{_OFFICE})(?P<verb>督促|诉|支持)(?P<matter>.+?)(?P<type>(?:刑事附带民事|行政|民事)公益诉讼)?案"
)
GAP = "【待补：检察院全称】"


def draft(case: CaseText, notes: list[str], *, plain: bool = False) -> Draft:
    """The record of *case*; what a person must look at is added to *notes*.

    *plain* keeps the words as they stand: the office's name is not turned into 本院.
    """
    body = "\n".join(line.text for part in case.parts for line in part.lines)
    values = _named(case, body, notes)
    if case.notes:
        values["题注"] = _text(case.notes)
    if len(case.parts) == 1 and case.parts[0].heading is None:
        if case.parts[0].lines:
            values["原文"] = _text(case.parts[0].lines)
            notes.append(f"“{_short(case.title)}”没有认出小节，正文整个保存在“原文”里")
    else:
        _sections(case, values)
    if not plain and values["检察院"] in case.title:
        # A name that was only found in the text is a guess: by it no word of the text is exchanged.
        voice(values)
    place = derive.place_name(values["检察院"]) if values["检察院"] != GAP else ""
    return Draft("case", values, tuple(part for part in (place, values["事由"]) if part))


def _named(case: CaseText, body: str, notes: list[str]) -> dict[str, Any]:
    """检察院, 事由, 类型 and, where they do not give the title as it stands, 案名."""
    title = re.sub(r"\s+", " ", case.title).strip()
    values: dict[str, Any] = {}
    found = _TITLE.fullmatch(title)
    types = table("case_kinds")
    if found and "、" not in found["office"] and (found["type"] or "行政公益诉讼") in types:
        values |= {"检察院": found["office"], "事由": found["matter"]}
        kind = found["type"] or "行政公益诉讼"
        if kind != "行政公益诉讼":
            values["类型"] = kind
        derived = types[kind]["案名"].replace("{检察院}", found["office"]).replace("{事由}", found["matter"])
        if derived == title and not _redundant(found["matter"], found["office"]):
            return values
    office = re.match(_OFFICE, title)
    names = [office[0]] if office else _offices(body)
    values["检察院"] = values.get("检察院") or (names[0] if names else GAP)
    if not names:
        notes.append(f"“{_short(title)}”里没有检察院的全称，记录里写了{GAP}，请补上")
    elif not office:
        notes.append(f"“{_short(title)}”的检察院取自正文“{names[0]}”，请核对")
    named = (name for name in sorted(types, key=len, reverse=True) if name in title)
    kind = next(named, "行政公益诉讼")
    if kind != "行政公益诉讼":
        values["类型"] = kind
    values["事由"] = _matter(title, values["检察院"])
    values["案名"] = title
    return values


def _redundant(matter: str, office: str) -> bool:
    return _matter(matter, office) != matter


def _matter(title: str, office: str) -> str:
    """What *title* is about, without the words that the record derives."""
    words = re.sub(r"[（(【\[].{0,3}检例第.{1,20}$|\s+", "", title)
    words = words.removeprefix(office)
    words = re.sub(r"^(?:督促|诉(?!讼))", "", words)
    words = re.sub(r"(?:(?:行政|民事|刑事附带民事)?公益诉讼)?案(?:件)?$", "", words)
    return words or title


_VERBS = re.compile(
    r"^.*(?:移送|移交|交办|转交|转办|转送|邀请|会同|联合|协同|协助|配合|商请|报请|报送|报告|提请|函告|告知|通知|建议|支持|督促|指定|层报|抄送|报|"
    r"接到|收到|发现|认为|委托|请求|申请|联系|前往|来到|走访|对接|反映到|举报至|线索至|案件至|(?:以)?及|指导|领导|派员|针对|"
    r"属于|涉及|根据|按照|依照|经由|通过|随后|同时|其后|目前|此前|之后)(?:给|到|至|了|由|向|请|后)?(?=[\u4e00-\u9fff]{2,16}(?:人民)?检察院)"
)
"""What may stand before the name of an office in a sentence and is no part of it: it begins behind the last of these."""


def _offices(body: str) -> list[str]:
    """The full names of offices in *body*, the most frequent first."""
    found = re.findall(r"(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff]{2,4}[省市])?[\u4e00-\u9fff]{2,12}人民检察院", body)
    defined = re.findall(r"([\u4e00-\u9fff]{2,20}人民检察院)[（(]以下简称", body)
    names = [
        re.sub(r"^.*?(?:日|月|年初|年底|年|由|经|向|在|，)(?=[\u4e00-\u9fff]{4})", "", name)
        for name in [*defined, *found]
    ]
    names = [_VERBS.sub("", name) for name in names]
    ranked = Counter(name for name in names if name != "最高人民检察院" and len(name) > 6)
    return [name for name, _ in ranked.most_common()]


def _sections(case: CaseText, values: dict[str, Any]) -> None:
    """The sections in their fields, where they stand in the usual order; all others in 其他部分."""
    names: dict[str, str] = {}
    others: list[dict[str, str]] = []
    last = -1
    after = ""
    case_type = values.get("类型", "行政公益诉讼")
    for part in _in_field(case.parts):
        heading = part.heading
        assert heading is not None
        kind = heading.kind
        rank = _ORDER.index(kind) if kind in _ORDER else -1
        text = _text(part.lines)
        if rank > last and text and _fits(kind, heading.name, text):
            last, after = rank, _KEYS[kind]
            key = _key(kind, heading.name, case_type)
            values[key] = _keywords(text) if kind == "keywords" else text
            if kind in _NAMES and key != heading.name:
                names[_NAMES[kind]] = heading.name
        else:
            entry = {"标题": heading.name, "正文": text}
            if after != "诉讼过程":
                entry["接在"] = after or "案名"
            others.append(entry)
    if names:
        values["小节名称"] = names
    if others:
        values["其他部分"] = others


def _in_field(parts: list[Part]) -> list[Part]:
    """*parts* with the first section of each kind kept as that, and the better name where two are of one kind."""
    works = [part for part in parts if part.heading and part.heading.kind == "work"]
    best = next(
        (part for part in works if re.search(r"督促|履职|诉讼", part.heading.name if part.heading else "")),
        works[0] if works else None,
    )
    found: list[Part] = []
    seen: set[str] = set()
    for part in parts:
        heading = part.heading
        if heading is None:
            continue
        again = heading.kind in seen or (heading.kind == "work" and part is not best)
        if heading.kind != "other" and not again:
            seen.add(heading.kind)
            found.append(part)
        else:
            found.append(Part(type(heading)(heading.name, "other", heading.style, heading.text), part.lines))
    return found


def _fits(kind: str, name: str, text: str) -> bool:
    """False where the field would not print *text* as it stands: keywords with other marks than spaces between them."""
    if kind == "keywords":
        return (
            name == "关键词"
            and "\n" not in text
            and not re.search(r"[，。；、,;|]", text)
            and all(map(str.strip, _keywords(text)))
        )
    return kind in ("facts", "work", "significance") or name == _KEYS[kind]


def _keywords(text: str) -> list[str]:
    return re.split(r"[ \u3000\xa0]+", text.strip())


def _key(kind: str, name: str, case_type: str) -> str:
    """The key under which a section stands: its own name where the record knows it, so that it prints as it stood."""
    if kind == "work":
        usual: list[str] = table("case_kinds")[case_type]["履职"]
        return name if name in usual else usual[0]
    return name if name in _ALIASES.get(kind, ()) else _KEYS[kind]


def _text(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines if line.text)


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
