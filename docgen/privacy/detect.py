"""What looks like a particular of a person, though no field of the record declared it.

The second net behind known values: it can promise no zero. Forms by GB 11643 (identity
number), ISO/IEC 7812 (cards), GA 36 (plates); 5-norms §8.5. What public papers are full
of, case numbers, document numbers, hotlines, amounts, is set aside first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docgen.privacy import labelled, personal
from docgen.privacy.labelled import CERTIFICATE, COORDINATE
from docgen.privacy.personal import BIRTH, HEALTH, NAME
from docgen.privacy.spelling import INVISIBLE

IDENTITY, MOBILE, LANDLINE, CARD, PLATE = "身份证号码", "手机号码", "固定电话", "银行卡号", "车牌号"
PROPERTY, PASSPORT, MILITARY, MAIL, CHAT, ADDRESS = (
    "不动产权证号",
    "护照号码",
    "军人证件号",
    "电子邮箱",
    "微信号",
    "详细住址",
)
KINDS = (
    IDENTITY,
    MOBILE,
    LANDLINE,
    CARD,
    PLATE,
    PROPERTY,
    PASSPORT,
    MILITARY,
    MAIL,
    CHAT,
    ADDRESS,
    COORDINATE,
    CERTIFICATE,
    NAME,
    BIRTH,
    HEALTH,
)


@dataclass(frozen=True, slots=True)
class Found:
    """Characters *start* to *stop* of a text, and what they look like."""

    kind: str
    start: int
    stop: int


_PLAIN = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
_HANZI = re.compile("[\u4e00-\u9fff]")
_HIDDEN = re.compile(f"[{INVISIBLE}]")


def find(text: str) -> list[Found]:
    """The particulars that seem to stand in *text*, in order; none overlaps another or goes over a line break."""
    plain = text.translate(_PLAIN)
    offsets: list[int] | None = None
    if _HIDDEN.search(plain):
        offsets = [offset for offset, char in enumerate(plain) if not _HIDDEN.match(char)]
        plain = _HIDDEN.sub("", plain)
    first = list(_unlike_numbers(plain))
    if not first and next(_all(plain), None) is None:
        # Nearly every text: what is innocent need not be looked for.
        return []
    found: list[Found] = []
    taken = bytearray(len(plain))
    for kind, start, stop in (*first, *_all(_without_innocent(plain, first))):
        if any(taken[start:stop]):
            continue
        taken[start:stop] = b"\x01" * (stop - start)
        found.append(Found(kind, start, stop))
    found.sort(key=lambda one: one.start)
    if offsets is not None:
        return [Found(one.kind, offsets[one.start], offsets[one.stop - 1] + 1) for one in found]
    return found


# — what is no particular —

_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_INNOCENT = re.compile(
    r"[（(〔\[][12]\d{3}[)）〕\]][\u4e00-\u9fff]{0,6}\d{0,6}(?!不动产|房权)[\u4e00-\u9fff]{0,6}?(?:第|之)?\d{1,6}号"  # （2024）京0115民初123号, 〔2024〕15号
    rf"|(?<![A-Za-z{_PROVINCES}])(?:GB|DB|HJ|GA|JGJ|CJJ|NY|SC|YY|ISO|IEC|ISBN|ISSN|CN|QB)[/ A-Z]{0, 12}\d[\d./—–-]{0, 40}(?:X\b)?"
    r"|ICP备\d+号(?:-\d+)?|公网安备[ ]*\d+号|国药准字[A-Z]\d+"
    r"|(?<!\d)(?<!\d,)(?<!\d )(?<![层楼元栋幢座*×])\d[\d,]*(?:\.\d+)? ?(?:余|多)?(?:万|亿|千|百)*(?:元|平方|立方|公里|千米|毫米|厘米|微米|米|吨|公斤|千克|毫克|克|升|次|人|件|份|个|户(?![主名口])|家|条|倍|度|%|‰)"
    r"|(?:19|20)\d{2}年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:\d{1,2}时)?(?:\d{1,2}分)?"
    r"|第[\d、至,-]+(?:条|款|项|期|批|次|号令|例)"
    r"|(?<![\dA-Za-z_-])(?:123\d{2}|11[0479]|12[02]|955\d{2,3}|100\d{2})(?! ?\d|-|号|室|栋|幢|弄|单元|组|社)|(?<!\d)[48]00-?\d{3,4}-?\d{3,4}(?!\d)"
)
_CALLED = "身份证|身份号码|证件号|手机|电话|卡号|账号|账户|银行卡"
_SERIAL = re.compile(
    r"(?:编号|编码|工号|井盖|杆号|资产|批次|批号|流水号?|订单号?|单号|代码|票号|样本|注册号|许可证|合同|型号|序号|档案号?|第)[:为是 ]{0,2}$"
)


def _without_innocent(text: str, first: list[tuple[str, int, int]]) -> str:
    """*text* with case numbers, document numbers, amounts, dates, hotlines … blanked out, the length kept.

    What was found *first* looks like one of these with the words around it: 网约车云A12345多次违停.
    """
    if first:
        pieces, last = [], 0
        for _, start, stop in sorted(first, key=lambda one: one[1]):
            pieces += [text[last:start], "\x00" * (stop - max(start, last))]
            last = max(stop, last)
        text = "".join((*pieces, text[last:]))
    return _INNOCENT.sub(_blank, text)


def _blank(match: re.Match[str]) -> str:
    # Called a phone or an identity number it is one, whatever follows: 手机13800138000人工服务.
    if len(re.findall(r"\d", match[0])) >= 11 and _near(match.string, match, _CALLED):
        return match[0]
    return "\x00" * len(match[0])


# — what is one —

_SEP = r"[ \-‐-―·.]?"
_LOOSE = r"[ \-‐-―·.()]{0,2}"
_ID = re.compile(
    rf"(?:(?<![\dA-Za-z])[GLJT]?|(?<=sfz)|(?<=SFZ))[1-9](?:{_SEP}\d){{16}}{_SEP}[\dXx×✕乘叉](?![\dA-Za-z])"
)
_ID_15 = re.compile(rf"(?<![\dA-Za-z])[1-9](?:{_SEP}\d){{14}}(?![\dA-Za-z])")
_MOBILE = re.compile(
    rf"(?:(?<![\dA-Za-z.])|(?<=tel)|(?<=Tel)|(?<=TEL)|(?<=phone)|(?<=mobile)|(?<=[lLoOeE]\.))(?:(?:\+|00)?86[ \-‐-―·.()]{{0,2}})?1{_SEP}[3-9](?:{_LOOSE}\d){{9}}(?!\d|\.\d)"
)
_LOCAL = re.compile(r"(?:电话|座机|固话|宅电|致电)(?:号码|号)?[:为是]{0,2} ?([2-8]\d{6,7})(?![\d-])")
_LANDLINE = re.compile(
    r"(?<![\d-])[(]?0(?:10|2\d|[3-9]\d{2})[)]?( ?[-‐-―/.)]{1,2} ?|(?<=\)) ?| )?[2-8](?:\d{6,7}|\d{2,3} \d{4}|\d{2} \d{2} \d{2}|\d(?: \d{2}){3})(?!\d)(?:(?: ?(?:转|分机|ext\.?|[*#]) ?|-)\d{1,6}(?!\d))?(?:[、/或和] ?[2-8]\d{6,7}(?!\d))?"
)
_CARD = re.compile(rf"(?<![\dA-Za-z])\d(?:{_SEP}\d){{15,22}}(?![\dA-Za-z])")
_PLATE = re.compile(
    rf"[{_PROVINCES}] ?[A-HJ-NP-Z][·•. /‐-―-]{{0,2}}"
    r"(?:[A-HJK][A-HJ-NP-Z0-9]\d{4}|\d{5}[A-HJK]|[A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警港澳])[挂学警港澳试领使临]?(?![A-Za-z0-9])"
)
_LOWER_PLATE = re.compile(rf"[{_PROVINCES}] ?[a-hj-np-z]")
_PROPERTY = re.compile(
    r"不动产(?:权|证明)第? ?\d{3,} ?号"
    r"|(?:房权证|房产证|房地|国用|集用|林权?证)[\u4e00-\u9fff]{0,6}?(?:[(（]\d{4}[)）])?[\u4e00-\u9fff]{0,4}第? ?\d{3,} ?号"
)
_PROPERTY_BEFORE = re.compile(r"(?:[\u4e00-\u9fffA-Z]{0,3}[(（]\d{4}[)）])?[\u4e00-\u9fffA-Z]{0,12}$")
_PASSPORT = re.compile(
    r"(?<![A-Za-z0-9])(?:[EG]\d{8}|E[A-HJ-NP-Z] ?\d{7}|[CHMW]\d{8,10}|[DSP]E?\d{7,8})(?![A-Za-z0-9])"
)
_MILITARY = re.compile(r"[军士文政后空海装兵学参联]字第? ?\d{5,} ?号")
_MAIL_SPOKEN = re.compile(
    r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9._-]{1,63} ?[(\[](?:at|AT|艾特)[)\]] ?[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{2,12}){1,3}"
)
_MAIL = re.compile(r"(?<![A-Za-z0-9])[A-Za-z0-9][A-Za-z0-9._%+-]{0,63}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+")
_CHAT = re.compile(
    r"(?:微信|薇信|V信|VX|WeChat)(?:号码|账号|号|ID)?(?:为|是|[:：])? ?[A-Za-z][A-Za-z0-9_-]{5,19}(?![A-Za-z0-9])"
    r"|(?:抖音|快手|小红书|微博|支付宝|陌陌)(?:号码|账号|号|ID)(?:为|是|:)? ?[A-Za-z0-9][A-Za-z0-9_.-]{4,19}(?![A-Za-z0-9])"
    r"|wxid_[A-Za-z0-9_]{4,}|(?:QQ|扣扣)(?:号码|账号|号)?(?:为|是|[:：])? ?[1-9]\d{4,10}(?!\d)",
    re.IGNORECASE,
)
_DOOR = re.compile(
    r"(?:\d{1,5}(?:号院|号楼|号|弄|栋|幢|座|单元|室|户|门)){2,6}"
    r"|(?<=[路街巷道同里])[甲乙丙丁]\d{1,5}号(?:院|楼)?(?![线井]|商铺|铺面|门店)"
    r"|(?<=[路街巷道同])\d{1,5}号院(?=[东西南北前后][院屋房厢])|(?<=[路街巷道同])[一二三四五六七八九十百]{1,4}号之[一二三四五六七八九十\d]{1,2}"
    r"|(?<=[路街巷道同])\d{1,5}号(?![线楼院井]|商铺|铺面|门店|路段|路口|地块|至|到|[、和]\d)"
    r"|\d{1,4}号附\d{1,3}号"
    r"|[A-Z]座\d{3,4}室"
    r"|(?<=[路街巷道同])[一二三四五六七八九十百]{1,4}号(?:院|楼)?(?:[一二三四五六七八九十百〇零]{1,5}(?:号楼|栋|幢|座|单元|室|户)){1,4}"
    r"|(?<=[村屯庄])第?[\d一二三四五六七八九十]{1,3}[组社队]\d{1,4}号"
)
_DOORS = re.compile(labelled.DOORS)
_STREET = re.compile(r"(?:路|街|胡同|巷|大道)$")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,20}$")
_CHATS = ("信", "抖音", "快手", "小红书", "微博", "支付宝", "陌陌", "QQ", "qq", "wxid", "VX", "vx", "扣扣")
_LONG = re.compile(r"\d(?:[ \-‐-―·.()]{0,2}\d){6}")
_HOUSE = re.compile(
    r"\d[号弄栋幢座单室户门组社队]|[一二三四五六七八九十][号栋幢座单室户]|[村屯庄]第?[一二三四五六七八九十]"
)
"""What must stand in a text for the search of numbers and addresses to be worth its time."""
_NEAR = 14


def _unlike_numbers(text: str) -> Iterator[tuple[str, int, int]]:
    for match in _PROPERTY.finditer(text):
        before = _PROPERTY_BEFORE.search(text[max(match.start() - 24, 0) : match.start()])
        yield PROPERTY, match.start() - len(before[0] if before else ""), match.end()
    for match in _PLATE.finditer(text.upper() if _LOWER_PLATE.search(text) else text):
        # 梯11浙F00123 is the number of a lift's certificate.
        lift = re.search(r"[梯起容锅管场]\d{2}$", text[max(match.start() - 3, 0) : match.start()])
        if not lift and any(char.isdigit() for char in match[0]):
            yield PLATE, *match.span()
    for span in labelled.vehicles(text):
        yield PLATE, *span
    for span in labelled.coordinates(text):
        yield COORDINATE, *span
    for span in labelled.mails(text):
        yield MAIL, *span
    if not _HANZI.search(text):
        return
    for kind, spans in (
        (NAME, personal.names(text)),
        (BIRTH, personal.births(text)),
        (HEALTH, personal.health(text)),
    ):
        for span in spans:
            yield kind, *span


def _all(text: str) -> Iterator[tuple[str, int, int]]:
    yield from _numbers(text) if _LONG.search(text) else ()
    yield from _words(text)


def _numbers(text: str) -> Iterator[tuple[str, int, int]]:
    """What is known by seven digits or more."""
    for span in labelled.identities(text):
        yield IDENTITY, *span
    for match in _ID.finditer(text):
        if _identity(
            re.sub(r"[^\dX]", "", re.sub("[x×✕乘叉]", "X", match[0])),
            labelled=_near(text, match, "身份证|身份号码|证件号|证号")
            or re.match("[^，。；\n]{0,6}(?:公民|个人|身份)信息", text[match.end() : match.end() + 14]) is not None,
        ):
            yield IDENTITY, *match.span()
    for match in _ID_15.finditer(text):
        if _day("19" + re.sub(r"\D", "", match[0])[6:12]) and _near(text, match, "身份证|身份号码|老证|证号"):
            yield IDENTITY, *match.span()
    for match in _CARD.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        known = _near(text, match, "卡号|账号|账户|银行|工资卡|储蓄卡|[工农建中交招]行|邮储|信用社|农信|农商行")
        if known or (len(digits) < 20 and _luhn(digits) and digits[0] in "3456" and not _serial(text, match)):
            yield CARD, *match.span()
    for span in labelled.bank_accounts(text):
        yield CARD, *span
    for match in _MOBILE.finditer(text):
        if not _serial(text, match):
            yield MOBILE, *match.span()
    for match in _LANDLINE.finditer(text):
        called = match[1] is not None or _near(text, match, "电话|座机|拨打|致电|传真|联系")
        if called and not _of_office(text, match.start(), match.end()):
            yield LANDLINE, *match.span()
    for match in _LOCAL.finditer(text):
        if not _of_office(text, match.start(1), match.end(1)):
            yield LANDLINE, *match.span(1)
    for match in _PASSPORT.finditer(text):
        if _near(text, match, "护照|通行证|签证") or "护照" in text[match.end() : match.end() + 5]:
            yield PASSPORT, *match.span()


def _words(text: str) -> Iterator[tuple[str, int, int]]:
    """What is known by the words in it."""
    patterns = [
        (MILITARY, _MILITARY, "字"),
        (MAIL, _MAIL, "@"),
        (MAIL, _MAIL_SPOKEN, "at"),
        (MAIL, _MAIL_SPOKEN, "艾特"),
        *((CHAT, _CHAT, sign) for sign in _CHATS),
    ]
    for kind, pattern, sign in patterns:
        for match in pattern.finditer(text) if sign in text else ():
            yield kind, *match.span()
    for kind, spans in (
        (IDENTITY, labelled.identities(text)),
        (MOBILE, labelled.covered_mobiles(text)),
        (IDENTITY, labelled.covered_identities(text)),
        (MOBILE, labelled.mobiles(text)),
        (CERTIFICATE, labelled.certificates(text)),
        (ADDRESS, labelled.homes(text)),
        (CHAT, labelled.accounts(text)),
        (CARD, labelled.bank_accounts(text)),
    ):
        for span in spans:
            if kind != ADDRESS or not labelled.is_of_office(text, *span):
                yield kind, *span
    for match in _DOOR.finditer(text) if _HOUSE.search(text) else ():
        before = text[max(match.start() - 20, 0) : match.start()]
        place = _PLACE.search(before)
        if place and (match[0][-1] != "号" or len(re.findall(r"\d+|[组社队]", match[0])) > 1 or _STREET.search(before)):
            start = match.start() - len(place[0])
            if not labelled.is_of_office(text, start, match.end()):
                yield ADDRESS, start, match.end() + len(_DOORS.match(text, match.end())[0])  # type: ignore[index]


_BODY = "本院|我院|检察院|检察室|法院|法庭|政府|[局厅委署]|大队|支队|总队|派出所|司法所|服务中心|指挥中心|管委会|办事处|村委会|居委会"
_OFFICE_LINE = re.compile(
    rf"(?:{_BODY})[^，。；\n\d家宅]{{0,10}}(?:联系|办公|值班|咨询|举报|监督|服务|投诉|报名|接待)?(?:电话|热线|座机|传真|固话)(?:号码)?[为是: ]{{0,2}}$"
    rf"|(?:{_BODY})[^，。；\n\d家宅]{{0,8}}\($"
)
_OFFICE_BEHIND = re.compile(rf"[ ]?\([^()\d]{{0,24}}(?:{_BODY}|检察部|[办科处室](?!长))\)")


def _of_office(text: str, start: int, stop: int) -> bool:
    """Whether the fixed line *start* to *stop* is that of a public body, which stands right before it or in brackets behind."""
    return (
        _OFFICE_LINE.search(text[max(start - 30, 0) : start] + ("(" if text[start] == "(" else "")) is not None
        or _OFFICE_BEHIND.match(text, stop) is not None
    )


def _near(text: str, match: re.Match[str], words: str) -> bool:
    """True where one of *words* stands shortly before the match."""
    return re.search(words, _before(text, match)) is not None


def _serial(text: str, match: re.Match[str]) -> bool:
    """True where the words before say that the number is that of a thing."""
    return _SERIAL.search(_before(text, match)) is not None


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(match.start() - _NEAR, 0) : match.start()].rpartition("\n")[2]


_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def _identity(number: str, *, labelled: bool) -> bool:
    """An identity number: a day of birth in it and the check character; called one, its typing fault is forgiven."""
    if labelled:
        return True
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _day(number[6:14]) and number[17].upper() == "10X98765432"[total % 11]


def _day(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:8])
    return 1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31


def _luhn(digits: str) -> bool:
    values = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 if value > 9 else value for value in values) % 10 == 0
