"""A paper of a case taken apart: head, body and foot, and what is said in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.intake.found import Line
from docgen.records import derive

KINDS = {
    "recommendation": "检察建议书",
    "social-governance-recommendation": "社会治理检察建议书",
    "case-filing-decision": "立案决定书",
    "hearing-notice": "听证通知书",
    "hearing-announcement": "听证公告",
    "proof-of-service": "送达回证",
    "case-closure-decision": "终结案件决定书",
}
"""The kinds that are read, by the id of the template that prints them."""

_HEAD = 8
"""Lines at the top in which the title of a paper stands."""
_OFFICE = re.compile(r"[\u4e00-\u9fff]{2,30}?人民检察院(?:[\u4e00-\u9fff]{1,6}分院)?")
_WHAT = r"(?:（|\()?(?:行政|民事)?(?:公益诉讼)?(?:）|\))?(?:诉前|关于)?"
_TITLES = (
    ("social-governance-recommendation", re.compile(r"社会治理检察建议书?")),
    ("recommendation", re.compile(rf"{_WHAT}检察建议书|关于.{{2,40}}的检察建议书?")),
    ("case-filing-decision", re.compile(rf"{_WHAT}立案决定书")),
    ("hearing-notice", re.compile(r"(?:公开)?听证(?:会)?通知书?|(?:关于)?(?:召开|举行).{0,30}听证会?的?通知书?")),
    ("hearing-announcement", re.compile(r"(?:公开)?听证(?:会)?公告|(?:关于)?(?:召开|举行).{0,30}听证会?的?公告")),
    ("proof-of-service", re.compile(r"(?:公益诉讼)?(?:法律文书|文书)?送达回证")),
    ("case-closure-decision", re.compile(rf"{_WHAT}(?:终结(?:案件|审查)决定书)")),
)
NUMBER = re.compile(
    r"[^\s，。：:；、]{1,12}检[^\s，。：:；、]{0,8}[〔\[（(【﹝]\s*((?:19|20)\d{2})\s*[\]〕）)】﹞]\s*第?\s*(\d{1,5})\s*号"
)
_DIGITS = {**{char: str(value) for value, char in enumerate("〇一二三四五六七八九")}, "○": "0", "零": "0", "O": "0"}
_DAY = re.compile(r"(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日")
_DAY_IN_WORDS = re.compile(
    r"([二一][〇○零O一二三四五六七八九]{3})年([一二三四五六七八九十元]{1,3})月([一二三四五六七八九十]{1,3})日"
)
_SEAL = re.compile(r"[（(]\s*(?:院印|公章|盖章|印章|印)\s*[）)]")
_COPIES = re.compile(r"(?:抄\s*送|抄\s*报)\s*[：:]\s*(.+)")
_ATTACHED = re.compile(r"附\s*件?\s*[：:]\s*(.*)")
_ISSUED = re.compile(
    r".*(?:办公室|检察院)\s*(?:19|20)\d{2}年\d{1,2}月\d{1,2}日\s*印发.*|共印\d+份.*|（?此件.*公开.*）?"
)
_TO = re.compile(
    r"(?:致|主送(?:机关|单位)?|被建议单位|受文单位)?[：:]?\s*([^，。；：:、]{2,40}|[^，。；：:]{2,40}[局委厅]、[^，。；：:]{2,40})[：:]"
)

_UNIT = re.compile(r"(?:[局委厅会院处所队站社厂店府校办镇乡]|公司|中心|街道|集团|大学|中学|小学|部)$")


@dataclass(slots=True)
class Letter:
    """One paper. ``values`` are those of a case record, ``parts`` what was recognised, by the names of the parts.

    ``unsure`` are (line, words, field): what fits no formula, and the field that it was put into.
    ``dropped`` are lines of the head and the foot that a record does not hold (seals, printers' lines).
    """

    kind: str
    lines: list[Line]
    office: str = ""
    number: str = ""
    addressee: str = ""
    day: str = ""
    body: list[Line] = field(default_factory=list)
    attachments: list[str] = field(default_factory=list)
    copies: list[str] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, str] = field(default_factory=dict)
    unsure: list[tuple[int, str, str]] = field(default_factory=list)
    dropped: list[Line] = field(default_factory=list)
    taken: set[int] = field(default_factory=set)
    """Numbers of the lines of head and foot of which every word is in a field."""
    notes: list[str] = field(default_factory=list)
    file: str = ""
    matter: str = ""
    """What the title says that the letter is about."""
    said: set[str] = field(default_factory=set)
    """Sentences that are formulas and nothing else: the kind says them in its own words."""

    @property
    def name(self) -> str:
        return KINDS[self.kind]

    @property
    def you(self) -> str:
        """How the letter addresses its reader where that is not what follows from the name; else ``""``."""
        said = re.findall(
            r"你(?:单位|局|委|厅|公司|院|办|中心|镇|街道|校|会|处|队)", "".join(one.text for one in self.body)
        )
        most = max(dict.fromkeys(said), key=said.count) if said else ""
        return most if most and most != derive.you_name(self.addressee) else ""


def kind_of(texts: Sequence[str]) -> str:
    """The kind of the paper whose lines are *texts*, ``""`` where it is none that is read."""
    heads = [squeezed(text) for text in texts if text.strip()][:_HEAD]
    for words in heads:
        bare = re.sub(r"[（(].{1,8}[）)]$", "", _OFFICE.sub("", words, count=1) if _OFFICE.match(words) else words)
        for kind, pattern in _TITLES:
            if pattern.fullmatch(bare):
                whole = "".join(texts)
                return _settled(kind, whole)
    return ""


def _settled(kind: str, whole: str) -> str:
    """*kind*, or the neighbouring one that the words of the paper say; ``""`` for a paper of another branch."""
    if kind == "recommendation" and "公益诉讼" not in whole and not re.search(r"行政诉讼法》?第二十五条", whole):
        social = re.search(
            r"社会治理|检察建议工作规定》?(?:（.{0,12}）)?第(?:三条|五条|十一条)|隐患|管理漏洞|制度漏洞", whole
        )
        return "social-governance-recommendation" if social else "recommendation"
    if kind in ("case-filing-decision", "case-closure-decision") and not re.search(r"公益|行公|民公", whole):
        return ""
    return kind


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def taken_apart(kind: str, lines: Sequence[Line], file: str = "") -> Letter:
    """Head, body and foot of the paper *lines*."""
    letter = Letter(kind, list(lines), file=file)
    rest = _foot(letter, _head(letter, list(lines)))
    if not letter.office:
        # The name of the office in full stands last in the text: "上级检察院" may come before.
        found = [match[0] for line in lines for match in _OFFICE.finditer(line.text) if len(match[0]) > 6]
        ends = [name for name in found if re.search(r"[省市区县旗州盟]", name)]
        letter.office = max(ends, key=ends.count) if ends else ""
        letter.office = re.sub(r"^.*?(?:由|向|经|接|收到|的)(?=[\u4e00-\u9fff]{2,}[省市区县])", "", letter.office)
    letter.body = rest
    return letter


def _head(letter: Letter, lines: list[Line]) -> list[Line]:
    """What stands behind the head."""
    at = 0
    titled = False
    while at < min(len(lines), _HEAD + 4):
        line = lines[at]
        words = squeezed(line.text)
        number = NUMBER.search(words)
        office = _OFFICE.match(words)
        title = words[office.end() :] if office else words
        if not titled and any(pattern.fullmatch(re.sub(r"[（(].{1,8}[）)]$", "", title)) for _, pattern in _TITLES):
            titled = True
            if about := re.search(r"关于(?:督促)?(.{2,40})的检察建议书?$", title):
                letter.matter = about[1]
            letter.office = letter.office or (office[0] if office else "")
            letter.taken.add(line.number)
            if note := re.search(r"[（(].{1,8}[）)]$", title):
                letter.dropped.append(Line(note[0], line.number))
        elif not titled and office and not title:
            letter.office = office[0]
            letter.taken.add(line.number)
        elif number and len(words) < 40 and "，" not in words and "：" not in words:
            letter.number = letter.number or tidy_number(number)
            letter.taken.add(line.number)
            if rest := (words[: number.start()] + words[number.end() :]):
                letter.dropped.append(Line(rest, line.number))
        elif (titled and re.fullmatch(r"[（(].{2,12}[）)]", words)) or not titled:
            letter.dropped.append(line)
        else:
            break
        at += 1
    while letter.kind not in ("proof-of-service", "hearing-announcement") and at < len(lines):
        words = squeezed(lines[at].text)
        found = _TO.fullmatch(words if words.endswith(("：", ":")) else words + "：")
        if not found or len(found[1]) < 3 or not _UNIT.search(found[1]) or letter.addressee not in ("", found[1]):
            break
        letter.addressee = found[1]
        letter.taken.add(lines[at].number)
        at += 1
    return lines[at:]


def tidy_number(found: re.Match[str]) -> str:
    """The number as a record writes it: years in 〔〕, no 第."""
    words = re.sub(r"[\[（(【﹝](?=\d{4}[\]）)】﹞〕])|〔(?=\d{4})", "〔", squeezed(found[0]))
    words = re.sub(r"(〔\d{4})[\]）)】﹞〕]", r"\1〕", words)
    return words.replace("〕第", "〕")


def _foot(letter: Letter, lines: list[Line]) -> list[Line]:
    """What stands before the foot: attachments, office, date, copies and printers' lines are taken off."""
    kept: list[Line] = []
    listing = False
    since = max((at for at, line in enumerate(lines) if _ends_sentence(line.text)), default=-1)
    for at, line in enumerate(lines):
        text = line.text.strip()
        late = at > since or len(lines) - at <= 12
        if (found := _COPIES.fullmatch(text)) and late:
            letter.copies += [one for one in re.split(r"[，,、；;]\s*", found[1].rstrip("。. ")) if one]
            letter.taken.add(line.number)
            if "报" in text[: found.start(1)]:
                letter.notes.append(f"抄报的单位记在“抄送”里，会印成抄送：{found[1]}")
            listing = False
        elif (found := _ATTACHED.fullmatch(text)) and late:
            letter.attachments += [_item(found[1])] if found[1].strip() else []
            letter.taken.add(line.number)
            listing = True
        elif _ISSUED.fullmatch(text) and late:
            letter.dropped.append(line)
            listing = False
        elif late and _signed(letter, text):
            letter.dropped += (Line(one, line.number) for one in _SEAL.findall(text))
            letter.taken.add(line.number)
            listing = False
        elif listing and (re.match(r"\d{1,2}\s*[.．、]|[一二三四五六七八九十]+、", text) or not _ends_sentence(text)):
            letter.attachments.append(_item(text))
            letter.taken.add(line.number)
        elif late and letter.kind == "hearing-announcement" and text.startswith("特此公告"):
            letter.taken.add(line.number)
        elif late and re.fullmatch(r"特此(?:公告|通知|告知|建议|决定|函告|函达)[。.]?", text):
            letter.dropped.append(line)
        else:
            kept.append(line)
    letter.attachments = [one for piece in letter.attachments for one in _apart(piece)]
    return kept


def _ends_sentence(text: str) -> bool:
    return re.search(r"[。；：:;]\s*$", text) is not None and not _COPIES.match(text)


def _apart(text: str) -> Iterator[str]:
    """The attachments on one line: 1.清单 2.照片."""
    for one in re.split(r"(?:^|[；;\s])\s*\d{1,2}\s*[.．、]\s*(?=\D)", text):
        if one.strip("；;。 \u3000"):
            yield one.strip("；;。 \u3000")


def _item(text: str) -> str:
    return re.sub(r"^\s*(?:\d{1,2}\s*[.．、]|[一二三四五六七八九十]+、)\s*", "", text).strip()


def _signed(letter: Letter, text: str) -> bool:
    """True for the office and the date under a paper; they are taken over."""
    bare = squeezed(_SEAL.sub("", text))
    if not bare:
        return bool(text)
    day = day_in(bare)
    if day:
        rest = bare.replace(day[0], "", 1)
        if not rest or _OFFICE.fullmatch(rest):
            letter.day = day[1]
            letter.office = letter.office or rest
            return True
        return False
    if _OFFICE.fullmatch(bare):
        if not letter.office or (bare.endswith(letter.office) and len(bare) > len(letter.office)):
            letter.office = bare
        return True
    return False


def day_in(text: str) -> tuple[str, str] | None:
    """(the first full date of *text* as it stands there, the same in digits); ``None`` where there is none."""
    if found := _DAY.search(text):
        return found[0], re.sub(r"\s|(?<=[年月])0(?=\d)", "", found[0])
    if found := _DAY_IN_WORDS.search(text):
        year = "".join(_DIGITS.get(char, "") for char in found[1].replace("一", "一"))
        return found[0], f"{year}年{_count(found[2])}月{_count(found[3])}日"
    return None


def _count(words: str) -> int:
    """十二 → 12, 二十 → 20, 元 → 1."""
    if words == "元":
        return 1
    if "十" not in words:
        return int("".join(_DIGITS[char] for char in words))
    tens, _, ones = words.partition("十")
    return int(_DIGITS.get(tens, "1")) * 10 + (int(_DIGITS[ones]) if ones else 0)


def sentences(text: str) -> list[str]:
    """The sentences of *text*, each with its mark; what stands in quotation marks or brackets stays whole."""
    found: list[str] = []
    depth = 0
    start = 0
    for at, char in enumerate(text):
        depth += char in "“（《(" or 0
        depth -= char in "”）》)" and depth > 0
        if char in "。！？" and not depth:
            found.append(text[start : at + 1])
            start = at + 1
    if text[start:].strip():
        found.append(text[start:])
    return found
