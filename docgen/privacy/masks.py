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
from docgen.privacy.spelling import folded, persons_in
from docgen.records.models import Case, Party

# — names —
# How a name is written for the public: 李某, 李某甲, 某公司, 阿某, J.
#
# The rules of 法释〔2016〕19号 Art. 9 (5-norms §8.4), in the three styles that offices use.
# Pure functions of strings; who needs which mask is decided in ``privacy.masks``.

MaskStyle = Literal["某甲", "某1", "某某"]
STYLES: tuple[MaskStyle, ...] = ("某甲", "某1", "某某")
"""李某甲 and 李某乙 · 李某1 and 李某2 · 李某某, and 李某甲 where there are several."""

STEMS = "甲乙丙丁戊己庚辛壬癸"

_SURNAMES = (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 "
    "钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 "
    "呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 纳兰"
)
_COMPOUND = frozenset(_SURNAMES.split())
_DOTS = re.compile(r"[·•・‧∙⋅･.．]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]")

_ENDINGS = (
    "房地产公司 公司 合作社 商场 商店 超市 酒店 宾馆 旅馆 饭店 餐厅 医院 诊所 药店 药房 幼儿园 小学 中学 大学 学院 学校 培训机构 "
    "工厂 加工厂 养殖场 矿场 加油站 工作室 研究院 事务所 协会 基金会 集团 银行 门诊部 月子中心 中心 商行 经营部 门市部 店 厂 馆 院 场"
)
FIRM_ENDINGS = tuple(_ENDINGS.split())
_WHOLE = (
    "公司",
    "集团",
    "银行",
    "超市",
    "酒店",
    "医院",
    "商场",
    "学校",
    "小学",
    "中学",
    "幼儿园",
    "合作社",
    "诊所",
    "药店",
    "商行",
)
_LONG = (*FIRM_ENDINGS, "社", "所", "部", "局", "会", "站", "行", "户")


def is_firm(name: str) -> bool:
    """True for the name of a firm or body, False for that of a person."""
    bare = re.sub(r"[（(].*?[)）]", "", name).strip()
    if _DOTS.search(bare) and not bare.endswith("公司"):
        return False
    return bare.endswith(_WHOLE) or (len(bare) > 4 and bare.endswith(_LONG))


def usual_mask(name: str, style: MaskStyle) -> str:
    """The mask of *name* before others of the same surname are told apart; ``""`` where none can be made."""
    bare = re.sub(r"[（(].*?[)）]", "", name).strip()
    if not bare or bare[0].isdigit():
        return ""
    if is_firm(bare):
        return f"某{firm_kind(bare)}"
    if _LATIN.match(bare):
        return bare[0].upper()
    if len(_DOTS.sub("", bare)) < 2:
        return ""
    some = "某某" if style == "某某" else "某"
    if not _DOTS.search(bare) and len(bare) >= 3 and bare[:2] in _COMPOUND:
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
            (_who(party, given), str(party.full_name))
            for party in _parties(cases)
            if not party.outer and party.full_name
        ]
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


def _others(cases: Sequence[Case]) -> Iterator[str]:
    """The officials and hearers, after the parties: they seldom need a mask and must not cost a party its plain one."""
    for case in cases:
        hearing = case.hearing
        texts = [case.prosecutor, *((hearing.host, hearing.clerk) if hearing else ())]
        texts += [person.name for person in (*hearing.hearers, *hearing.supervisors)] if hearing else []
        for text in texts:
            yield from persons_in(text) if text else ()


def _who(party: Party, known: Mapping[Person, str]) -> Person:
    number = folded(str(party.identity_number or ""))
    name = folded(str(party.full_name or ""))
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
    """Outer names that two persons share, or that give away what they are to hide."""
    found: list[Problem] = []
    seen: dict[str, tuple[Person, Party]] = {}
    for party in _parties(cases):
        if not party.outer or not party.full_name:
            continue
        full, outer = folded(str(party.full_name)), folded(str(party.outer))
        who = (full, folded(str(party.identity_number or "")))
        if full in outer and (party.minor or full != outer):
            words = "未成年人的真名" if party.minor else "真名"
            found.append(
                problem(party.outer.span, "M004", f"“对外”的称呼里有{words}", "改成“姓＋某”，或者不写，由程序推出")
            )
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
