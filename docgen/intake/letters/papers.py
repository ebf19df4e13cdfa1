"""The other papers of a case: filing decision, notice and announcement of a hearing, proof of service, closure decision."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from docgen.core.dates import typed_number
from docgen.intake.found import Line
from docgen.intake.letters import candidates, proving, recommendation
from docgen.intake.letters.letter import NUMBER, Letter, day_in, squeezed, tidy_number
from docgen.records import derive

_CAUSE = re.compile(
    r"(?:办理的|案由[：:]\s*|就|关于|对)(?P<cause>[^，。；：（）]{4,60}?案)(?=[，。；）\s]|$|(?:，)?(?:已|决定|拟|召开|举行|一案))"
)
_CAUSE_IN_BRACKETS = re.compile(r"案由[：:]\s*(?P<cause>[^）。；]{2,60})")


def read(letter: Letter) -> None:
    """Fill *letter* from its body, by its kind."""
    if letter.kind in ("recommendation", "social-governance-recommendation"):
        recommendation.read(letter)
    else:
        _READERS[letter.kind](letter)
    if cause := _cause(letter):
        letter.values["案由"] = cause
        letter.parts["案由"] = cause
    you = letter.you or derive.you_name(letter.addressee)
    if letter.addressee:
        letter.values = {
            key: _spoken(value, you, "你单位" if key in _TO_ONE else f"｛{letter.addressee}｝")
            for key, value in letter.values.items()
        }


_TO_ONE = ("检察建议", "其他文书", "立案")
"""Fields that one reader reads: there 你局 is 你单位. In the others, which every paper prints, it is named."""


def _spoken(value: Any, you: str, called: str) -> Any:
    """*value* with its reader called as records call him: it prints as 你局 again."""
    match value:
        case dict():
            return {name: _spoken(item, you, called) for name, item in value.items()}
        case list():
            return [_spoken(item, you, called) for item in value]
        case str():
            return value.replace(you, called)
    return value


def _cause(letter: Letter) -> str:
    whole = "\n".join(line.text for line in letter.lines)
    if found := _CAUSE_IN_BRACKETS.search(whole) or re.search(r"^案由\t(?P<cause>[^\t\n]{2,60})", whole, re.MULTILINE):
        return found["cause"].strip("，。； ")
    found = _CAUSE.search("\n".join(line.text for line in letter.body))
    words = found["cause"] if found else ""
    return "" if re.search(r"本案|该案|一案|此案|刑事|立案|^.{0,2}案$", words) else words


# — 立案决定书 —

_DECIDES = re.compile(
    r"(?:(?:根据|依照|依据|按照)(?P<law>《.+?)(?:的)?(?:有关|相关)?规定[，,])?(?:本院|我院|经[^，。]{2,16}[，,])?[^。，]{0,10}?(?:决定|现)(?:对|于)?(?P<whom>[^。，；（]{2,50}?)?(?:进行|涉嫌[^。]{2,30}?)?(?:以(?P<type>[^。，（]{2,12}))?(?:予以)?(?:一案)?(?:予以|进行)?立案"
)


def _filing(letter: Letter) -> None:
    facts: list[str] = []
    source: list[Line] = []
    whom = letter.addressee
    entry: dict[str, Any] = {}
    opened = False
    for line in letter.body:
        text = line.text.strip()
        found = _DECIDES.search(text)
        if found and (found["law"] or "决定" in found[0]):
            entry["依据"] = proving.provisions(found["law"] or text[: found.end()])
            whom = (found["whom"] or "").strip("依法 ") or whom
            if found["type"] and "公益诉讼" in found["type"]:
                letter.values["类型"] = found["type"]
            before = text[: found.start()].strip()
            told = re.match(r".*?发现(.+?)[，,]?$", before)
            if before and not source and told and candidates.is_clue(before):
                source.append(Line(before, line.number))
                facts.append(told[1] + "。")
            elif before:
                facts.append(before)
        elif not opened and not facts and candidates.is_clue(text):
            source.append(line)
        elif begun := re.match(
            r"经(?:本院)?(?:初步)?(?:调查|审查|核实)[^：:，]{0,6}[：:，](?:查明[：:，])?|现查明[：:，]", text
        ):
            opened = True
            if rest := text[begun.end() :].strip():
                facts.append(rest)
        elif re.match(r"[一二三]、", text) and len(text) < 16:
            letter.dropped.append(line)
        else:
            facts.append(text)
    formula = re.compile(
        r"[^。]{2,50}可能存在(?:违法行使职权或者不作为|损害社会公共利益)的(?:情形|行为)[^。]*。"
        r"|本院认为，[^。]{2,50}(?:可能没有依法履行监督管理职责|的行为可能损害社会公共利益)[^。]*。"
        r"|案由[：:][^。]*。"
    )
    kept = [text for text in facts if not formula.fullmatch(text)]
    candidates.read(letter, source)
    letter.values.pop("立案", None)
    if not whom and (
        found := re.search(
            r"发现([^，。]{4,40}?(?:局|委员会|委|厅|办公室|政府|公司|中心|厂|店))", "\n".join(x.text for x in source)
        )
    ):
        whom = found[1]
    letter.addressee = squeezed(whom)
    letter.values["公益受损"] = "\n".join(kept)
    letter.values["立案"] = [
        {"机关": letter.addressee, "日期": letter.day, "文号": letter.number, "依据": entry.get("依据", [])}
    ]
    letter.parts |= {
        "案件来源": "\n".join(line.text for line in source),
        "事实": "\n".join(kept),
        "机关": letter.addressee,
        "法律依据": "、".join(entry.get("依据", [])),
    }


# — 终结案件决定书 —


def _closure(letter: Letter) -> None:
    found: list[str] = []
    reasons: list[str] = []
    basis: list[str] = []
    now = found
    for line in letter.body:
        text = line.text.strip()
        decided = re.search(
            r"(?:根据|依照|依据|按照)(《.+?)(?:的)?(?:有关|相关)?规定[，,].{0,20}?(?:决定|现).{0,30}?终结", text
        )
        if decided:
            basis += proving.provisions(decided[1])
            text = re.sub(r"(?:综上)?[，,]?$", "", text[: decided.start()]).strip()
            if not text:
                continue
        if re.match(r"本院(?:办理|审查|受理|立案|于).{2,80}(?:审查终结|办结|终结)", text) and not found:
            if filed := re.search(r"于?((?:19|20)\d{2}年\d{1,2}月\d{1,2}日)(?:决定)?(?:以[^，。]{2,12})?立案", text):
                letter.values["立案"] = [{"机关": letter.addressee, "日期": filed[1]}]
            continue
        if begun := re.match(r"(?:本院)?经?(?:依法)?(?:审查|调查)?(?:现)?查明[：:，]|经(?:本院)?审查[，：:]", text):
            now, text = found, text[begun.end() :].strip()
        elif begun := re.match(r"(?:综上[，,])?(?:本院|我院)(?:经审查)?认为[：:，]", text):
            now, text = reasons, text[begun.end() :].strip()
        if text:
            now.append(text)
    own = {
        "文种": "终结案件决定书", "机关": letter.addressee, "文号": letter.number, "日期": letter.day,
        "查明情况": "\n".join(found), "理由": "\n".join(reasons), "依据": basis,
    }  # fmt: skip
    letter.values["其他文书"] = [own]
    letter.parts |= {"事实": "\n".join(found), "认定": "\n".join(reasons), "法律依据": "、".join(basis)}


# — 听证 —

_FIELDS = (
    ("时间", r"(?:听证|会议)?(?:的)?时间"),
    ("地点", r"(?:听证|会议)?(?:的)?地点"),
    ("方式", r"听证(?:的)?(?:方式|形式)"),
    ("主持人", r"(?:听证)?主持人"),
    ("听证员", r"听证员(?:姓名.{0,6})?|听证人员"),
    ("监督员", r"人民监督员"),
    ("记录人", r"(?:书)?记录人|书记员"),
    ("议题", r"(?:听证)?(?:议题|内容|事项|的问题)"),
    ("案由", r"案由|案件名称"),
    ("旁听", r"旁听.{0,8}|报名.{0,6}"),
    ("注意", r"注意事项|权利.{0,10}|听证纪律|有关事项"),
    ("联系", r"联系(?:方式|人|电话)?(?:及.{0,6})?"),
)
_TIME = re.compile(
    r"(?P<day>(?:19|20)\d{2}年\d{1,2}月\d{1,2}日)\s*(?:[（(][^（）()]{1,5}[）)])?\s*(?:(?P<half>上午|下午|晚上?)\s*)?(?:(?P<hour>\d{1,2})\s*[时点:：]\s*(?P<minute>\d{1,2})?\s*分?)?"
)
_PERSON = re.compile(r"([\u4e00-\u9fff·]{2,6})[（(]([^（）()]{2,30})[）)]|([\u4e00-\u9fff·]{2,4})(?=[、，。；\s]|$)")


def _hearing(letter: Letter) -> None:
    held: dict[str, Any] = {}
    said: dict[str, list[str]] = {}
    now = ""
    for line in letter.body:
        text = line.text.strip()
        name, rest = _named(text)
        if name:
            now = name
            if rest:
                said.setdefault(now, []).append(rest)
            else:
                said.setdefault(now, [])
            if now == "监督员" and not rest:
                said[now].append(text)
            continue
        said.setdefault(now, []).append(text)
    whole = "\n".join(line.text for line in letter.body)
    opening = " ".join(said.get("", []))
    when = _TIME.search("\n".join(said.get("时间", []))) or (_TIME.search(opening) if not said.get("时间") else None)
    if when:
        held["时间"] = _moment(when)
    _place(held, said, opening)
    _kind(held, letter, " ".join(said.get("方式", [])), whole)
    if host := _first(said.get("主持人")):
        held["主持人"] = host
    if clerk := _first(said.get("记录人")):
        held["记录人"] = clerk
    if people := _people("".join(said.get("听证员", [])[:1])):
        held["听证员"] = people
    watched = next((text for text in whole.split("\n") if re.match(r"人民监督员.+到场监督", text)), "")
    if watched:
        names = re.sub(r"^人民监督员|到场监督.*$", "", watched)
        held["人民监督员"] = [{"姓名": name, "身份": "人民监督员"} for name in re.split("[、，]", names) if name]
    elif people := _people("".join(said.get("监督员", [])[:1])):
        held["人民监督员"] = people
    topics = [text for text in said.get("议题", []) if text]
    if topics:
        pieces = [piece for text in topics for piece in re.split(r"(?<=；)", text) if piece.strip()]
        held["议题"] = [piece.strip()[len(typed_number(piece.strip())) :].rstrip("；。; ") for piece in pieces]
    contact = _first(said.get("联系"))
    if contact:
        held["联系人"] = re.sub(r"^联系人[：:]\s*", "", contact)
    if letter.kind == "hearing-notice":
        held["通知日期"] = letter.day
        if letter.addressee:
            held["参加单位"] = [letter.addressee]
    else:
        held["公告日期"] = letter.day
        held["旁听"] = _attending("\n".join([*said.get("旁听", []), *said.get("注意", [])]))
        if called := re.search(r"(?:决定|拟)?(?:就|对)([^。，；]{4,50}?案)(?:件)?(?:召开|举行|进行|组织)", whole):
            held["对外案名"] = called[1]
    letter.values["听证会"] = {key: value for key, value in held.items() if value not in ("", [], {})}
    shown = ("时间", "地点", "主持人", "联系人")
    letter.parts |= {key: str(held.get(key, "")) for key in shown}
    letter.parts["听证员"] = "、".join(one["姓名"] for one in held.get("听证员", []))
    letter.parts["议题"] = "；".join(held.get("议题", []))


def _named(text: str) -> tuple[str, str]:
    """(the matter that a line is about, what it says of it); a heading says nothing itself."""
    bare = text[len(typed_number(text)) :]
    head, sign, rest = (
        bare.partition("：") if "：" in bare[:14] else bare.partition(":") if ":" in bare[:10] else (bare, "", "")
    )
    if not sign and (len(bare) > 12 or bare.endswith(("。", "；"))):
        return "", ""
    name = next((name for name, pattern in _FIELDS if re.fullmatch(pattern, squeezed(head))), "")
    return name, rest.strip()


def _moment(found: re.Match[str]) -> str:
    if not found["hour"]:
        return found["day"]
    hour = int(found["hour"]) + (
        12 if (found["half"] or "").startswith(("下", "晚")) and int(found["hour"]) < 12 else 0
    )
    minute = int(found["minute"] or 0)
    return f"{found['day']}{hour}时" + (f"{minute}分" if minute else "")


def _place(held: dict[str, Any], said: dict[str, list[str]], opening: str) -> None:
    text = _first(said.get("地点")).rstrip("。")
    if not text and (found := re.search(r"在([^，。]{3,40}?)(?:公开)?(?:召开|举行)", opening)):
        text = found[1]
    if found := re.fullmatch(r"(本院[^（）]+|[^（）]*(?:室|厅|中心))（([^（）]+)）", text):
        held["地点"], held["院址"] = found[1], found[2]
    elif text:
        held["地点"] = text


def _kind(held: dict[str, Any], letter: Letter, way: str, whole: str) -> None:
    if "不公开" in way or ("不公开听证" in whole and letter.kind == "hearing-notice"):
        held["公开"] = "否"
        if found := re.search(r"不公开听证（([^（）]+)）", way):
            held["不公开理由"] = found[1]
    elif "公开" in way or "公开听证" in whole:
        held["公开"] = "是"


def _first(lines: Sequence[str] | None) -> str:
    return (lines[0] if lines else "").strip().rstrip("。；")


def _people(text: str) -> list[dict[str, str]]:
    text = text.split("。")[0]
    return [
        {"姓名": found[1] or found[3], **({"身份": found[2]} if found[2] else {})} for found in _PERSON.finditer(text)
    ]


def _attending(text: str) -> dict[str, str]:
    found: dict[str, str] = {}
    if seats := re.search(r"(?:席位|名额|旁听)[^。\d]{0,12}(\d+)\s*[个名人席]", text):
        found["名额"] = seats[1]
    if phone := re.search(r"电话[：:为]?\s*([\d\-—]{7,14})", text):
        found["电话"] = phone[1]
    if (ends := re.search(r"截止(?:时间|日期)?(?:为|到|至|：)\s*([^，。；]+)", text)) or (
        ends := re.search(
            r"(?:于|在)?((?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:\d{1,2}时)?)(?:以?前)[^。]{0,20}(?:报名|申请)", text
        )
    ):
        found["截止"] = ends[1]
    if way := re.search(r"(?:申请|报名)方式[：:]\s*([^，。；]+)", text):
        found["方式"] = way[1]
    if papers := re.search(r"(?:请)?(?:携带|持|凭)([^，。；]{2,24}?(?:证件?|证明))", text):
        found["证件"] = papers[1]
    return found


# — 送达回证 —

_ROWS = (
    ("文书", r"送达(?:的)?(?:法律)?文书(?:名称)?(?:及.{1,6})?|文书名称"),
    ("文号", r"(?:文书)?(?:文号|字号|编号)"),
    ("受送达人", r"受送达(?:人|单位|机关)(?:名称|姓名)?(?:或名称)?"),
    ("地点", r"送达地[点址]"),
    ("方式", r"送达方式"),
    ("签收", r"(?:受送达人|收件人|签收).{0,14}(?:签[名收字章]|盖章).{0,10}|送达(?:日期|时间)|签收(?:日期|时间)"),
    ("送达人", r"送达人(?:签.{0,4})?"),
    ("备注", r"备\s*注"),
)


def _service(letter: Letter) -> None:
    rows: dict[str, str] = {}
    for line in letter.body:
        cells = (
            [cell.strip() for cell in re.split(r"\t|[：:](?=.)", line.text)]
            if "\t" not in line.text
            else line.text.split("\t")
        )
        for label, value in pairwise(cells):
            name = next((name for name, pattern in _ROWS if re.fullmatch(pattern, squeezed(label))), "")
            if name and name not in rows:
                rows[name] = value.strip()
    number = NUMBER.search(squeezed(rows.get("文号", "") + " " + rows.get("文书", "")))
    said = tidy_number(number) if number else rows.get("文号", "")
    paper = rows.get("文书", "")
    whom = squeezed(rows.get("受送达人", ""))
    day = (day_in(rows.get("签收", "")) or ("", ""))[1]
    way = _way(rows.get("方式", ""))
    letter.addressee, letter.number = whom, said
    letter.parts |= {
        "文书": paper,
        "受送达人": whom,
        "送达方式": way,
        "送达日期": day,
        "送达地点": rows.get("地点", ""),
    }
    if "立案" in paper or "立" in said.partition("〔")[0][-2:]:
        letter.values["立案"] = [{"机关": whom, "文号": said, "决定送达": day}]
        for name, value in (("送达地点", rows.get("地点", "")), ("送达方式", way)):
            if value:
                letter.notes.append(f"记录里没有立案决定书的{name}：{value}")
    elif "建议" in paper:
        letter.values["检察建议"] = [
            {
                "被建议单位": whom, "类别": "公益诉讼", "文号": said, "送达日期": day,
                "送达地点": rows.get("地点", ""), "送达方式": way,
            }
        ]  # fmt: skip
    else:
        letter.notes.append(f"送达的是“{paper or '没有写明的文书'}”，记录里没有它的送达，没有写进去")


def _way(text: str) -> str:
    ways = ("直接送达", "留置送达", "邮寄送达", "宣告送达")
    marked: list[str] = re.findall(rf"[☑√■✓☒✔R]\s*({'|'.join(ways)})", text)
    marked += re.findall(rf"({'|'.join(ways)})\s*[（(]?[√✓✔]", text)
    if marked:
        return marked[0]
    return "" if "□" in text else text


_READERS = {
    "case-filing-decision": _filing,
    "case-closure-decision": _closure,
    "hearing-notice": _hearing,
    "hearing-announcement": _hearing,
    "proof-of-service": _service,
}
