"""The other forms in which people write a registered value: the firm's short name, 四中 for 第四中学, 石桥巷八号, 8-2-301.

They are derived once, where the value is registered. A ``Form`` that is only likely the same
(云栖 of 云栖酒店) is never replaced; the gate asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.privacy.naming import COMPOUND, DOTS, is_firm
from docgen.privacy.spelling import with_digits
from docgen.privacy.standing import WORDS


@dataclass(frozen=True, slots=True)
class Form:
    """``text`` is another way to write a value; ``number``: digits written in Chinese count in it as digits."""

    text: str
    likely: bool = False
    number: bool | None = None


# — places —

_LEVEL = re.compile(r"特别行政区|自治区|自治州|自治县|地区|街道|[省市州盟区县旗镇乡村]")
_REGIONS = re.compile(r"([\u4e00-\u9fff]{2,7}?)(?:特别行政区|自治区|自治州|自治县|地区|[省市州盟区县旗])")


def tails(text: str, least: int = 6) -> Iterator[str]:
    """What is left of an address or a name of a body when province, city, county … are dropped one by one."""
    for match in _LEVEL.finditer(text):
        rest = text[match.end() :]
        if len(rest) >= least:
            yield rest


def regions(text: str) -> tuple[str, ...]:
    """The names of the places that *text* begins with, without their level: 云江, 鹿鸣, 松岭."""
    found, at = [], 0
    while match := _REGIONS.match(text, at):
        found.append(match[1])
        at = match.end()
    return tuple(found)


# — firms —

_LEGAL = re.compile(
    r"(?:有限责任|股份有限|有限|股份|集团)*公司$|(?:农民)?专业合作社$|合作社$|[（(](?:普通|有限)合伙[）)]$"
)
_TRADES = re.compile(
    r"(?:管理|服务|科技|技术|商贸|贸易|实业|发展|投资|经营|运营|咨询|工程|建设|建筑|物业|文化|传媒|教育|餐饮|食品|物流|运输|制造|加工|处理|金属|表面|材料|"
    r"化工|电子|信息|网络|生物|环保|能源|农业|养殖|种植|旅游|娱乐|健康|医疗|美容|房地产开发|房地产|开发|销售|生产|印务|印刷|纺织|服装|家具|机械|设备)+$"
)


_HOUSES = ("酒店", "宾馆", "旅馆", "饭店", "超市", "药店", "诊所")


def of_firm(full: str, places: tuple[str, ...]) -> Iterator[Form]:
    """The firm's name without its place, without its legal form, without its trade."""
    bare = re.sub(r"[（(].*?[)）]", "", full)
    starts = {bare}
    inside = _REGIONS.match(bare)
    at = 0
    while inside and len(bare) - inside.end() >= 4:
        at = inside.end()
        starts.add(bare[at:])
        inside = _REGIONS.match(bare, at)
    for place in places:
        for start in tuple(starts):
            rest = start.removeprefix(place)
            if rest != start and len(rest) >= 4:
                starts.add(rest)
    for start in sorted(starts, key=len, reverse=True):
        if start != full:
            yield Form(start)
        core = _LEGAL.sub("", start)
        if len(core) >= 4 and core != start:
            yield Form(core)
        short = _TRADES.sub("", core)
        if short != core and len(short) >= 2 and short not in places:
            # 云栖酒店 is a name of its own, 云栖 may be a village.
            yield Form(short, likely=not (is_firm(short) and len(short) >= 4) and len(short) < 4)
        if short.endswith(_HOUSES) and 2 <= len(short) - 2 <= 4 and short[:-2] not in places:
            yield Form(short[:-2], likely=True)


# — persons —


def of_person(name: str, *, minor: bool) -> Iterator[Form]:
    """The first part of a name with ·, the last one to be asked about; of a child the given name."""
    pieces = [one for one in DOTS.split(name) if one]
    if len(pieces) > 1:
        yield Form(pieces[0], likely=len(pieces[0]) < 3)
        yield from (Form(one, likely=True) for one in pieces[1:] if len(one) >= 3)
        return
    given = name[2:] if name[:2] in COMPOUND else name[1:]
    if (
        minor
        and not is_firm(name)
        and len(given) == 2
        and re.fullmatch(r"[\u3400-\u9fff\U00020000-\U0003ffff]+", given)
        and given not in WORDS
    ):
        yield Form(given)


def of_name(name: str, places: tuple[str, ...] = (), *, minor: bool = False) -> Iterator[Form]:
    """The other forms of *name*, of a firm or a person; *places* are those that a firm's name may begin with."""
    yield from of_firm(name, places) if is_firm(name) else of_person(name, minor=minor)


# — schools and classes —

_NUMBERED = re.compile(r"第?([一二三四五六七八九十百0-9]{1,3})(实验)?(中学|小学|中|小|幼儿园|高级中学|初级中学)$")
_NOTED = re.compile(r"[（(【]((?:[^（）()【】]|[（(【][^（）()【】]*[)）】])*)[)）】]")
_CLASS = re.compile(r"[初高大小]?[一二三四五六七八九1-9](?:年级)?[（(]?[一二三四五六七八九十0-9]{1,2}[)）]?班?$")


def noted(school: str) -> tuple[str, tuple[str, ...]]:
    """第四中学（初二3班) → the school, and the class behind it."""
    return _NOTED.sub("", school).strip(), tuple(_NOTED.findall(school))


def of_school(name: str) -> Iterator[Form]:
    """鹿鸣市松岭区第四中学: its tails; 松岭四中 and 区四中; 四中 only where the words around it are a school's."""
    yield from (Form(tail) for tail in tails(name, 4))
    numbered = _NUMBERED.search(name)
    if not numbered:
        return
    short = numbered[1] + (numbered[2] or "") + numbered[3][-2:].replace("中学", "中").replace("小学", "小")
    places = [*regions(name)]
    for before in (*places, *(f"{place}{level}" for place in places for level in "市区县"), "市", "区", "县"):
        yield Form(before + short, number=True)
    for behind in ("学生", "就读", "读书", "上学", "老师", "校园", "初", "高"):
        yield Form(short + behind, number=True, likely=True)
    yield from (Form(before + short, number=True, likely=True) for before in ("在", "到", "于"))


def of_class(note: str) -> Iterator[Form]:
    """初二（3）班 however it is written."""
    if _CLASS.fullmatch(note):
        yield Form(note, number=True)
        bare = note.removesuffix("班")
        yield Form(bare.replace("年级", "") + "班", number=True)


# — addresses —

_NUMBER = re.compile(r"[0-9０-９]+|[〇零○一二三四五六七八九十百]+(?=号|栋|幢|座|单元|室|户|组|社|弄|楼|层|门)")
_UNITS = re.compile(r"(?:号院|号楼|号|弄|栋|幢|座|单元|室|户|门牌|门)(?=[0-9]|$)")
_DOOR = re.compile(r"[0-9０-９一二三四五六七八九十]+(?:组|社|号|栋|幢|座|单元|室|弄)")
_DIGITS = "零一二三四五六七八九"


def of_address(address: str) -> Iterator[Form]:
    """The address and its tails with digits, with Chinese numbers (十二号), and with bare numbers: 石桥巷8-2-301."""
    plain = _NUMBER.sub(lambda found: _arabic(found[0]), address)
    for start in dict.fromkeys((plain, *tails(plain, 4))):
        if not any(char.isdigit() for char in start):
            continue
        whole = re.match(r"\d", start) is None
        if not whole and len(re.findall(r"\d", start)) < 4:
            continue
        yield Form(start, number=True)
        spoken = re.sub(r"\d+", lambda found: _spoken(found[0]), start)
        if with_digits(spoken) != start:
            yield Form(spoken, number=True)
        bare = _UNITS.sub("", start)
        if whole and bare != start and len(re.findall(r"\d+", start)) > 1:
            yield Form(bare, number=True)


def groups_of(address: str) -> Iterator[Form]:
    """What tells where a child lives without the door: 新桥村5组 as it may be written, 新桥村 to be asked about."""
    plain = _NUMBER.sub(lambda found: _arabic(found[0]), address)
    for match in re.finditer(
        r"([\u4e00-\u9fff]{2,4}[村屯庄寨])(\d{1,3}[组社队])?",
        re.sub(r".*?[镇乡街道](?=[\u4e00-\u9fff]{2,4}[村屯庄寨])", "", plain),
    ):
        if match[2]:
            yield Form(match[0], number=True)
            number = re.sub(r"\D", "", match[2])
            yield Form(match[1] + _spoken(number) + match[2][-1], number=True)
        yield Form(match[1], likely=len(match[1]) < 4)


def of_home(address: str, *, minor: bool) -> Iterator[Form]:
    """The address as it may be written; of a minor the village or estate without the door too."""
    yield from of_address(address)
    # The village with its group leads to the house of anybody; the village alone only to a child's.
    yield from (form for form in groups_of(address) if minor or re.search("[组社队]$", form.text))
    door = _DOOR.search(address) if minor else None
    for text in (address[: door.start()], *tails(address[: door.start()])) if door else ():
        if len(text) >= 4:
            yield Form(text)


def _arabic(typed: str) -> str:
    """3, 三, 十二, 三〇一 as digits."""
    text = with_digits(typed.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    if "十" not in text and "百" not in text:
        return text
    hundreds, _, rest = text.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    if not all(one.isdigit() or not one for one in (hundreds, tens.lstrip("0"), ones)):
        return typed
    return str(
        int(hundreds or ("1" if "百" in text else "0")) * 100 + (int(tens or "1") * 10 if ten else 0) + int(ones or "0")
    )


def _spoken(number: str) -> str:
    """12 as 十二, 301 as 三百零一; longer numbers digit by digit."""
    value = int(number)
    if not 10 <= value <= 99:
        return "".join(_DIGITS[int(one)] for one in number)
    tens, ones = divmod(value, 10)
    return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
