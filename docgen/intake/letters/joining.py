"""Papers of the same case → one case record: what they share is written once, what differs is told."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from docgen.data import table
from docgen.intake.case import GAP
from docgen.intake.letters import candidates
from docgen.intake.letters.letter import Letter
from docgen.privacy.naming import is_firm
from docgen.records import derive

NO_MATTER = "【待补：事由】"
_AGENCY = re.compile(
    r"[局委厅]$|委员会$|政府$|办公室$|管委会$|大队$|支队$|总队$|街道办事处$|分局$|海事处$|法院$|检察院$"
)


@dataclass(slots=True)
class Joined:
    """The values of a case and the papers that they come from. ``conflicts`` are sentences on what they say differently."""

    letters: list[Letter]
    values: dict[str, Any] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)
    registered: list[str] = field(default_factory=list)

    @property
    def name(self) -> tuple[str, ...]:
        office = str(self.values.get("检察院", ""))
        place = derive.place_name(office) if office != GAP else ""
        matter = str(self.values.get("事由", ""))
        whom = next((one.addressee for one in self.letters if one.addressee), "")
        return tuple(part for part in (place, matter if matter != NO_MATTER else whom or "案件") if part)


def cases(letters: Sequence[Letter]) -> list[Joined]:
    """*letters* by case: two belong together that share an office and a number, a cause, or the clue with the harm."""
    groups: list[list[Letter]] = []
    for letter in letters:
        near = [group for group in groups if any(_same_case(letter, one) for one in group)]
        merged = [one for group in near for one in group] + [letter]
        groups = [group for group in groups if group not in near] + [merged]
    order = {id(letter): at for at, letter in enumerate(letters)}
    for group in groups:
        group.sort(key=lambda one: (_RANK.index(one.kind), order[id(one)]))
    return [_case(group) for group in sorted(groups, key=lambda group: min(order[id(one)] for one in group))]


_RANK = (
    "case-filing-decision", "recommendation", "social-governance-recommendation", "hearing-notice", "hearing-announcement",
    "proof-of-service", "case-closure-decision",
)  # fmt: skip


def _same_case(one: Letter, other: Letter) -> bool:
    offices = (one.office, other.office)
    if all(offices) and not (offices[0].endswith(offices[1]) or offices[1].endswith(offices[0])):
        return False
    if _numbers(one) & _numbers(other):
        return True
    causes = [str(letter.values.get("案由", "")) for letter in (one, other)]
    if all(causes):
        return causes[0] == causes[1]
    clues = [letter.values.get("线索") or {} for letter in (one, other)]
    harms = [str(letter.values.get("公益受损", "")) for letter in (one, other)]
    return bool(clues[0]) and clues[0] == clues[1] and all(harms) and harms[0] == harms[1]


def _numbers(letter: Letter) -> set[str]:
    found = {letter.number}
    for key in ("立案", "检察建议"):
        found |= {str(entry.get("文号", "")) for entry in letter.values.get(key, [])}
    return found - {""}


def _case(letters: list[Letter]) -> Joined:
    joined = Joined(letters)
    values = joined.values
    offices = [one.office for one in letters if one.office]
    values["检察院"] = max(offices, key=len) if offices else GAP
    for letter in letters:
        _add(joined, letter)
    _matter(values, letters)
    _registered(joined)
    for key in _SHARED:
        if key in values:
            values[key] = _named(values[key], sorted(values["机关"], key=len, reverse=True))
    joined.values = _filled(values)
    return joined


def _filled(value: Any) -> Any:
    """*value* without what is empty, at any depth."""
    match value:
        case dict():
            inner = {key: _filled(item) for key, item in value.items()}
            return {key: item for key, item in inner.items() if item not in ("", [], {}, None)}
        case list():
            return [item for one in value if (item := _filled(one)) not in ("", [], {}, None)]
    return value


# — one paper more —


_SHARED = ("公益受损", "查明", "证据", "磋商", "听证会")
"""Fields that papers for different readers print: an agency is referred to there, so that each paper names it its own way."""


def _named(value: Any, agencies: Sequence[str]) -> Any:
    """*value* with references in place of the full names of *agencies*; a field that is a name stays."""
    match value:
        case dict():
            return {key: item if key in ("机关", "参加单位") else _named(item, agencies) for key, item in value.items()}
        case list():
            return [_named(item, agencies) for item in value]
        case str() if agencies:
            pattern = "|".join(map(re.escape, agencies))
            return re.sub(rf"｛?(?:{pattern})｝?", lambda found: f"｛{found[0].strip('｛｝')}｝", value)
    return value


def _add(joined: Joined, letter: Letter) -> None:
    values = joined.values
    for key, value in letter.values.items():
        if key in _SHARED:
            value = _named(
                value, [one.addressee for one in joined.letters if one.addressee and not _is_party(one.addressee)]
            )
        if value in ("", [], {}, None):
            continue
        if key not in values or values[key] in ("", [], {}):
            values[key] = (
                [dict(one) if isinstance(one, dict) else one for one in value]
                if isinstance(value, list)
                else (dict(value) if isinstance(value, dict) else value)
            )
        elif key in ("公益受损", "查明"):
            _more_facts(values, letter, str(value))
        elif key in ("立案", "检察建议"):
            _entries(joined, letter, key, value)
        elif isinstance(value, dict):
            values[key] = _together(joined, letter, key, values[key], value)
        elif isinstance(value, list):
            values[key] += [one for one in value if one not in values[key]]
        elif values[key] != value and key != "案由":
            joined.conflicts.append(f"{letter.name}的{key}写的是“{value}”，记录里用了“{values[key]}”")


def _more_facts(values: dict[str, Any], letter: Letter, text: str) -> None:
    """Facts that the case does not know yet are those of this letter alone: they come before what the agency did."""
    known = "\n".join(str(values.get(name, "")) for name in ("公益受损", "查明")).split("\n")
    fresh = [line for line in text.split("\n") if line not in known]
    if not fresh:
        return
    mine = next(
        (
            one
            for one in values.get("检察建议", [])
            if one.get("文号") == letter.number and one.get("被建议单位") == letter.addressee
        ),
        None,
    )
    if letter.kind == "recommendation" and mine is None:
        entry = letter.values["检察建议"][0]
        entry["履职情况"] = "\n".join([*fresh, *str(entry.get("履职情况", "")).split("\n")]).strip()
    else:
        values["查明"] = "\n".join(part for part in (str(values.get("查明", "")), *fresh) if part)


def _entries(joined: Joined, letter: Letter, key: str, entries: list[dict[str, Any]]) -> None:
    whom = "机关" if key == "立案" else "被建议单位"
    for entry in entries:
        at = next((at for at, one in enumerate(joined.values[key]) if _same_entry(one, entry, whom)), None)
        if at is None:
            joined.values[key].append(dict(entry))
        else:
            joined.values[key][at] = _together(joined, letter, key, joined.values[key][at], entry)


def _same_entry(one: dict[str, Any], other: dict[str, Any], whom: str) -> bool:
    if one.get("文号") and other.get("文号"):
        return bool(one["文号"] == other["文号"])
    return bool(one.get(whom) and one.get(whom) == other.get(whom))


def _together(joined: Joined, letter: Letter, key: str, old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    found = dict(old)
    for name, value in new.items():
        if found.get(name) in (None, "", [], {}):
            found[name] = value
        elif name == "议题" and letter.kind == "hearing-announcement":
            continue  # in public words; what it says besides is told with what the record does not hold
        elif isinstance(value, str) and isinstance(found[name], str) and (value in found[name] or found[name] in value):
            found[name] = max(found[name], value, key=len)  # 2024年4月12日 and the hour of it
        elif isinstance(value, list) and isinstance(found[name], list):
            found[name] = found[name] + [one for one in value if one not in found[name]]
        elif isinstance(value, dict) and isinstance(found[name], dict):
            found[name] = _together(joined, letter, f"{key}.{name}", found[name], value)
        elif value not in ("", [], {}) and found[name] != value and not (key == "检察建议" and name == "类别"):
            joined.conflicts.append(f"{letter.name}的{key}.{name}写的是“{value}”，记录里用了“{found[name]}”")
    return found


# — what the papers say of the case as a whole —


def _matter(values: dict[str, Any], letters: Sequence[Letter]) -> None:
    numbers = " ".join(number for letter in letters for number in _numbers(letter))
    text = "\n".join(line.text for letter in letters for line in letter.lines)
    if not values.get("类型"):
        civil = "民公" in numbers or ("民事公益诉讼" in text and "行政公益诉讼" not in text)
        values["类型"] = "民事公益诉讼" if civil else "行政公益诉讼"
    cause = str(values.get("案由", ""))
    kinds = table("case_kinds")
    if values["类型"] not in kinds:
        values["类型"] = "行政公益诉讼"
    pattern = str(kinds[values["类型"]]["案名"]).replace("{检察院}", "")
    before, _, behind = pattern.partition("{事由}")
    office = re.escape(str(values["检察院"]))
    found = re.fullmatch(rf"(?:{office})?{re.escape(before)}(.+?){re.escape(behind)}", cause)
    values.pop("案由", None)
    if found:
        values["事由"] = found[1]
    else:
        values["事由"] = next((one.matter for one in letters if one.matter), NO_MATTER)
        if cause:
            values["案由"] = cause
    if values["类型"] == "行政公益诉讼":
        values.pop("类型")


def _is_party(name: str) -> bool:
    """True for a reader that is no authority: a firm, a school."""
    return is_firm(name) and not _AGENCY.search(name)


def _agencies(values: dict[str, Any]) -> Iterator[str]:
    for key, name in (("立案", "机关"), ("检察建议", "被建议单位"), ("磋商", "机关")):
        yield from (str(entry[name]) for entry in values.get(key, []) if entry.get(name))
    yield from map(str, (values.get("听证会") or {}).get("参加单位", []))
    yield from (str(entry["机关"]) for entry in values.get("其他文书", []) if entry.get("机关"))


def _registered(joined: Joined) -> None:
    """机关, 当事人: whoever is written to, and the names and numbers that a person has to look at."""
    values = joined.values
    agencies: dict[str, dict[str, str]] = {}
    parties: dict[str, dict[str, Any]] = {}
    for name in dict.fromkeys(_agencies(values)):
        you = next((one.you for one in joined.letters if one.addressee == name and one.you), "")
        if _is_party(name):
            parties[name] = {"姓名": name}
        else:
            agencies[name] = {"全称": name, **({"你称": you} if you else {})}
    for key, name in (("立案", "机关"), ("检察建议", "被建议单位"), ("磋商", "机关"), ("其他文书", "机关")):
        for entry in values.get(key, []):
            if entry.get(name) == "":
                del entry[name]
    hearing = values.get("听证会") or {}
    known = [*agencies, *parties, str(values["检察院"]), str(hearing.get("联系人", "")), str(hearing.get("院址", ""))]
    known += [str(one.get("姓名")) for key in ("听证员", "人民监督员") for one in hearing.get(key, [])]
    known += [str(value) for value in (hearing.get("旁听") or {}).values()]
    known += [str(hearing.get("主持人", "")), str(hearing.get("记录人", ""))]
    known += [one for entry in values.get("检察建议", []) for one in entry.get("抄送", [])]
    texts = [line.text for letter in joined.letters for line in letter.lines]
    more = candidates.register(texts, known)
    joined.registered = list(more)
    values["机关"] = agencies
    values["当事人"] = parties | more
