"""Who is called what in public: one person one mask in all papers of a kit, two persons never one.

What the author typed under 对外 stands; who has none gets 李某, and where several share a
surname 李某甲, 李某乙 in the order of the records.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from docgen.core.errors import Problem, problem
from docgen.core.source import Located
from docgen.privacy.naming import COMPOUND, DOTS, FIRM_ENDINGS, is_firm, people_in, taken_apart
from docgen.privacy.spelling import folded, persons_in
from docgen.records.models import Case, Party
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode

# — names —
# How a name is written for the public: 李某, 李某甲, 某公司, 阿某, J.
#
# The rules of 法释〔2016〕19号 Art. 9 (5-norms §8.4), in the three styles that offices use.
# Pure functions of strings; who needs which mask is decided in ``privacy.masks``.

MaskStyle = Literal["某甲", "某1", "某某"]
STYLES: tuple[MaskStyle, ...] = ("某甲", "某1", "某某")
"""李某甲 and 李某乙 · 李某1 and 李某2 · 李某某, and 李某甲 where there are several."""

STEMS = "甲乙丙丁戊己庚辛壬癸"

_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")


def usual_mask(name: str, style: MaskStyle) -> str:
    """The mask of *name* before others of the same surname are told apart; ``""`` where none can be made."""
    bare = re.sub(r"[（(].*?[)）]", "", name).strip()
    if not bare or bare[0].isdigit():
        return ""
    if is_firm(bare):
        return f"某{firm_kind(bare)}"
    if _LATIN.match(bare):
        return bare[0].upper()
    if len(DOTS.sub("", bare)) < 2:
        return ""
    some = "某某" if style == "某某" else "某"
    if not DOTS.search(bare) and len(bare) >= 3 and bare[:2] in COMPOUND:
        return bare[:2] + some
    return bare[0] + some


def numbered_mask(mask: str, number: int, style: MaskStyle) -> str:
    """The *number*-th (from 1) of those who share *mask*: 李某甲, 某甲公司, 李某1, 某公司1."""
    sign = str(number) if style == "某1" or number > len(STEMS) else STEMS[number - 1]
    if mask.startswith("某"):
        return f"某{sign}{mask[1:]}" if style != "某1" else f"{mask}{sign}"
    return mask.rstrip("某") + "某" + sign if mask.endswith("某") else mask + sign


def firm_kind(name: str) -> str:
    """公司, 酒店, 幼儿园 …: what stands behind 某."""
    bare = re.sub(r"(?:有限责任|股份有限|有限)公司$", "公司", name)
    if "房地产" in bare and bare.endswith("公司"):
        return "房地产公司"
    return next((ending for ending in FIRM_ENDINGS if bare.endswith(ending)), "单位")


def style_of(typed: str) -> MaskStyle:
    """The style that docgen.yaml names, 某甲 where it names none."""
    return next((style for style in STYLES if style == typed), "某甲")


# — names inside other words —


# — masks —

Person = tuple[str, str]
"""Who somebody is: the folded name, and the identity number where it is known."""


@dataclass(frozen=True, slots=True)
class Masks:
    """``parties`` holds for each case registered name → mask (``""`` where none can be made); ``persons`` folded name → mask."""

    parties: tuple[Mapping[str, str], ...]
    persons: Mapping[str, str]

    @classmethod
    def of(cls, cases: Sequence[Case], style: MaskStyle) -> Masks:
        """The masks of everybody in *cases*, which go out together."""
        given: dict[Person, str] = {}
        for party in _parties(cases):
            if party.outer:
                given.setdefault(_who(party, given), str(party.outer))
        taken = {mask: who for who, mask in given.items()}
        first = [
            (_who(party, given), principal(party)) for party in _parties(cases) if not party.outer and party.full_name
        ]
        for party in _parties(cases):
            # 钱大鹏、孙二喜; 某店（经营者何雨生）: everybody else who stands in the field is somebody by himself.
            for name in taken_apart(str(party.full_name or "")).names[1:]:
                first.append((_known(folded(name), given), name))
        for party in _parties(cases):
            for name in persons_in(party.guardian) if party.guardian else ():
                first.append((_known(folded(name), given), name))
        _assign(first, style, given, taken)
        _assign([(_known(folded(name), given), name) for name in _others(cases)], style, given, taken)
        parties = tuple(
            {name: given.get(_who(party, given), "") for name, party in case.parties.items()} for case in cases
        )
        persons: dict[str, str] = {}
        for (name, _), mask in given.items():
            persons.setdefault(name, mask)
        return cls(parties, persons)


def _parties(cases: Sequence[Case]) -> Iterator[Party]:
    for case in cases:
        yield from case.parties.values()


def officials_in(case: Case, paper: str = "") -> Iterator[Located]:
    """The fields of *case* that say who decided, took part or signed; ``naming.people_in`` reads them.

    Whom the kind *paper* names in fields of its own is in it on purpose, as 出席 of its minutes.
    """
    hearing = case.hearing
    yield from (text for text in (case.approval, hearing.approval if hearing else None) if text)
    for consultation in case.consultations:
        yield from consultation.attendance
    for item in case.other_papers:
        if paper and kind_of(item) == paper:
            continue
        for key, value in item.entries if isinstance(item, MapNode) else ():
            if is_of_persons(str(key)):
                yield from _texts(value)


def kind_of(item: Node) -> str:
    """The 文种 that an item of 其他文书 names, ``""`` for none."""
    entries = item.entries if isinstance(item, MapNode) else ()
    found = (
        str(value.text).strip()
        for key, value in entries
        if str(key).strip() == "文种" and isinstance(value, ScalarNode)
    )
    return next(found, "")


def is_of_persons(key: str) -> bool:
    """True for a field that names persons by its word: 参加人, 原告, 承办检察官; 联系人 is public by purpose."""
    word = key.strip()
    return word != "联系人" and (word in _NAMING or word.endswith(_SOMEBODY))


_NAMING = frozenset(("批准", "发布审批", "approval", "参加", "attendance", "原告", "被告"))
_SOMEBODY = ("检察官", "人", "人员", "姓名")


def _texts(node: Node) -> Iterator[Located]:
    match node:
        case ScalarNode():
            yield node.text
        case ListNode():
            for item in node.items:
                yield from _texts(item)
        case MapNode():
            for _, value in node.entries:
                yield from _texts(value)


def _others(cases: Sequence[Case]) -> Iterator[str]:
    """The officials and hearers, after the parties: they seldom need a mask and must not cost a party its plain one."""
    for case in cases:
        hearing = case.hearing
        texts = [case.prosecutor, *((hearing.host, hearing.clerk) if hearing else ())]
        texts += [person.name for person in (*hearing.hearers, *hearing.supervisors)] if hearing else []
        for text in texts:
            yield from persons_in(text) if text else ()
        for text in officials_in(case):
            yield from people_in(text)


def principal(party: Party) -> str:
    """The name of *party* without notes and without others: 何雨生 of 何雨生（男）; ``""`` where it has none."""
    typed = str(party.full_name or "")
    return next(iter(taken_apart(typed).names), typed)


def _who(party: Party, known: Mapping[Person, str]) -> Person:
    number = folded(str(party.identity_number or ""))
    name = folded(principal(party))
    return (name, number) if number else _known(name, known)


def _known(name: str, known: Mapping[Person, str]) -> Person:
    """The person of that name who is known already: a guardian is typed by name only."""
    return next((who for who in known if who[0] == name), (name, ""))


def _assign(
    people: Sequence[tuple[Person, str]], style: MaskStyle, given: dict[Person, str], taken: dict[str, Person]
) -> None:
    """A mask for each of *people* who has none yet."""
    groups: dict[str, dict[Person, None]] = {}
    for who, name in people:
        who = who if who[1] else next((one for one, _ in people if one[0] == who[0]), who)
        if who not in given and (base := usual_mask(name, style)):
            groups.setdefault(base, {})[who] = None
    for base, group in groups.items():
        number = 0
        for who in group:
            mask = base
            while len(group) > 1 or mask in taken:
                number += 1
                mask = numbered_mask(base, number, style)
                if mask not in taken:
                    break
            given[who], taken[mask] = mask, who


def faults(cases: Sequence[Case]) -> list[Problem]:
    """Names that cannot be taken apart, outer names that two share, that are somebody's real name, or that give it away."""
    found = [item for party in _parties(cases) for item in _unclear(party)]
    real = _real_names(cases)
    seen: dict[str, tuple[Person, Party]] = {}
    for party in _parties(cases):
        if not party.outer or not party.full_name:
            continue
        full, outer = folded(principal(party)), folded(str(party.outer))
        who = (full, folded(str(party.identity_number or "")))
        own = [full, *(folded(str(name)) for name in party.also if party.minor)]
        # 知夏 is still 何知夏: of a child the given name tells as much.
        given = full[2:] if full[:2] in COMPOUND else full[1:]
        own += [given] if party.minor and len(given) > 1 and not is_firm(full) else []
        hint = "改成“姓＋某”，或者不写，由程序推出"
        if any(name and name in outer for name in own) and (party.minor or full != outer):
            words = "未成年人的真名" if party.minor else "真名"
            found.append(problem(party.outer.span, "M004", f"“对外”的称呼里有{words}", hint))
        elif real.get(outer, full) != full:
            found.append(problem(party.outer.span, "M004", "“对外”的称呼是另一个当事人的真名或者又名", hint))
        other = seen.setdefault(outer, (who, party))
        if other[0][0] != who[0] or (other[0][1] and who[1] and other[0][1] != who[1]):
            first = other[1].outer
            assert first is not None
            hint = f"改成“{numbered_mask(str(party.outer), 2, '某甲')}”这样分得清的称呼，或者两处都不写“对外”，由程序编"
            place = (
                f"{first.span.line}行"
                if first.span.file == party.outer.span.file
                else f"{first.span.file} {first.span.line}行"
            )
            found.append(
                problem(party.outer.span, "M003", f"两个当事人对外都叫“{party.outer}”（另一个在第{place}）", hint)
            )
    return found


def _unclear(party: Party) -> Iterator[Problem]:
    for text in (party.full_name, *party.also):
        if text and taken_apart(text).unclear:
            message = "分不清这里哪些字是名字，对外文书没法把它换掉"
            hint = "只写名字，几个人用“、”隔开，说明写在括号里，如“张三（男）”；整个就是一个名称的，加上引号“…”"
            yield problem(text.span, "M009", message, hint)


def _real_names(cases: Sequence[Case]) -> dict[str, str]:
    """Folded name → the folded name of the party that bears it, for all names of all parties."""
    found: dict[str, str] = {}
    for party in _parties(cases):
        own = folded(principal(party))
        for text in (party.full_name, *party.also):
            apart = taken_apart(text) if text else None
            for name in (*apart.names, *apart.also) if apart else ():
                found.setdefault(folded(name), own if name == principal(party) or text is not party.full_name else name)
    return found
