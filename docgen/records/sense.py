"""What nobody can have meant in a record: a letter to oneself, one person in two seats, a number that cannot be one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator

from docgen.core import dates
from docgen.core.errors import Problem, nearest, problem
from docgen.core.source import Located, Span
from docgen.records import references
from docgen.records.conference import Conference, Highlight
from docgen.records.kinds import Record
from docgen.records.models import Case, Host, NoPerson, Person, Speaker
from docgen.records.release import Release
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.fields import Model, names, specs

_TRADITIONAL = dict(
    zip(
        "婦獲場產業國學關開請處據對實進選發單總當會來時過這個們還為從見問間聞門電動機東車馬魚齊齒衛協現護監檢訴書議審決結調環環節縣區廳廠藥醫療農漁鄉鎮橋樓層號碼數萬億億錢費報辦張備準確認識讀寫說話語譯論證該經濟營養殖貨運輸線纜網絡統計劃設計裝飾屬於觸員務勞務體傷殺權責貪賄賠償權務導種類應當壞邊遠連續繼續級組織細約紅綠黃藍銀鐵鋼煤礦廢氣溝漲淺滅災難離雞鴨羊豬貓館飯飲館館舊舉與專尋將屆崗嶺幣帶幫廣廟強彈彙彌徑後復擔據擴擋撫損撥擇擊擬攔歲歷殘氣決況淨滿漢潔澤濕灣營爐爛爭獎獨獲獻瑪畫畢異疊",
        "妇获场产业国学关开请处据对实进选发单总当会来时过这个们还为从见问间闻门电动机东车马鱼齐齿卫协现护监检诉书议审决结调环环节县区厅厂药医疗农渔乡镇桥楼层号码数万亿亿钱费报办张备准确认识读写说话语译论证该经济营养殖货运输线缆网络统计划设计装饰属于触员务劳务体伤杀权责贪贿赔偿权务导种类应当坏边远连续继续级组织细约红绿黄蓝银铁钢煤矿废气沟涨浅灭灾难离鸡鸭羊猪猫馆饭饮馆馆旧举与专寻将届岗岭币带帮广庙强弹汇弥径后复担据扩挡抚损拨择击拟拦岁历残气决况净满汉洁泽湿湾营炉烂争奖独获献玛画毕异叠",
        strict=True,
    )
)
_TRADITIONAL = {old: new for old, new in _TRADITIONAL.items() if old != new and old not in "於後復幣彙乾著瞭徵"}
_TRADITIONAL_SIGN = re.compile(f"[{''.join(_TRADITIONAL)}]")
"""Common traditional signs that are no simplified ones, with what they are now; those that names still use are not among them."""

_OFFICES = ("上级院", "移送检察院", "收文检察院")
"""Fields of 其他文书 in which another procuratorate stands."""


def check(case: Case) -> Iterator[Problem]:
    """R056 for letters to oneself and offices that are none, R057 and R060 for persons at a hearing, R058 and R061 for numbers, R059 for signs, R063 for what stands twice, R064 for names: all reminders."""
    yield from _to_oneself(case)
    yield from _seats(case)
    yield from _numbers(case)
    yield from _traditional(case)
    yield from _attendance(case)
    yield from _contacts(case)
    yield from _repeated(case)
    yield from _ages(case)
    yield from _short_name(case)
    yield from _no_persons(case)
    yield from _outer_names(case)
    yield from _other_surnames(case)
    yield from _misplaced(case)
    people = (*case.hearing.hearers, *case.hearing.supervisors) if case.hearing else ()
    yield from _with_a_note((*case.agencies.values(), *case.parties.values(), *people))


def check_press(record: Conference | Release) -> Iterator[Problem]:
    """The same of a conference or a release: its telephone, what stands twice in a list, names with a note."""
    contact = record.contact
    if contact is not None and contact.phone is not None and (said := phone_fault(str(contact.phone), printed=True)):
        yield _reminder(contact.phone, "R058", f"“联系人”的电话号码{said}", "核对号码")
    if isinstance(record, Conference):
        yield from _order(record)
    else:
        yield from _beside(record, record.event) if record.event is not None else ()
        time, embargo = record.time, record.embargo
        if time and embargo and time.moment.exact and embargo.moment.exact and embargo.moment.day < time.moment.day:
            yield _reminder(embargo, "R070", f"禁发时间（{embargo}）早于发布的时间（{time}）", "核对两个时间")
    if contact is not None and contact.phone is None:
        place = contact.name or contact.unit or Located("", contact.span)
        yield _reminder(place, "R058", "“联系人”没有写电话", "写供记者拨打的电话；不留电话的，不写“联系人”")
    yield from _twice("主办”的“简称", [host.short for host in record.hosts if host.short])
    yield from _repeated(record)
    yield from _no_persons(record)
    yield from _with_a_note((*record.hosts, *record.persons))


def no_person_places(record: Record) -> Iterator[tuple[NoPerson, list[Span], list[str]]]:
    """Each item of 不是人名 with the places of its word in the field that it names, and the word there among its neighbours."""
    keys = names(type(record))
    for one in record.no_persons:
        word = str(one.word or "").strip()
        attribute = keys.get(str(one.key or "").strip(), "")
        typed = references.all_texts(getattr(record, attribute, None)) if word and attribute else ()
        hits = [(text, hit) for text in typed for hit in re.finditer(rf"\w{{0,3}}({re.escape(word)})\w{{0,3}}", text)]
        yield one, [text.span_at(hit.start(1)) for text, hit in hits], [hit[0] for _, hit in hits]


def _no_persons(record: Record) -> Iterator[Problem]:
    """R071 for an item of 不是人名 that does not fit its field: it then frees nothing."""
    for one, places, _ in no_person_places(record):
        if str(one.key or "").strip() not in names(type(record)):
            like = nearest(str(one.key), [spec.key for spec in specs(type(record)).values()])
            hint = f"是不是“{like}”？" if like else "写记录里的一个键，如“典型意义”"
            yield _reminder(
                one.key or one.word or Located("", record.span),
                "R071",
                f"“不是人名”里的“{one.key}”不是这份记录的一栏",
                hint,
            )
        elif len(places) != one.count:
            said = f"“{one.key}”里这个词有{len(places)}处，“不是人名”里写的是{one.count}处，一处也不放过"
            yield _reminder(
                one.key or one.word or Located("", record.span), "R071", said, "逐处看过，都不是说人的，改成现在的处数"
            )


def _outer_names(case: Case) -> Iterator[Problem]:
    """R072 for a party whose outer name is the real one: no public paper prints it. 何某 and 某公司 are real names of nobody."""
    for party in case.parties.values():
        outer, full = (re.sub(r"\s", "", str(text or "")) for text in (party.outer, party.full_name))
        if party.outer is not None and outer == full and "某" not in outer:
            said, hint = (
                "“对外”写的和“全称”一样，对外文书不会印真名",
                "写对外的称呼，如“何某”“某公司”；不写，由程序推出",
            )
            yield _reminder(party.outer, "R072", said, hint)


_SURNAME = re.compile(r"^(?P<surname>(?:(?!某)[\u4e00-\u9fff]){1,2})某")
_NO_PERSON = re.compile(r"公司|厂|店|院|局|所|部|社|村|中心|合作|集团|会|行|某|站|场|队|学校|园$")


def _other_surnames(case: Case) -> Iterator[Problem]:
    """R074 for a natural person whose outer name begins with another surname: 陈某 for one who is called 秦. The name is not repeated."""
    for party in case.parties.values():
        full = str(party.full_name or "").strip()
        found = _SURNAME.match(str(party.outer or ""))
        person = re.fullmatch(r"[\u4e00-\u9fff]{2,4}", full) and not _NO_PERSON.search(full)
        if found and party.outer and person and not full.startswith(found["surname"]):
            said = f"“对外”写的是“{party.outer}”，和登记的姓名不是一个姓"
            yield _reminder(party.outer, "R074", said, "核对；有意用别的称呼的，不用改")


_WHEN = re.compile(r"\d{1,4}年|\d{1,2}月\d|\d{1,2}[时点]")
_WHERE = re.compile(r"(?:室|大厅|会场|办公区|大楼|\d楼)$|\d+号$")
_CALLED_BY = re.compile(r"(?<!\d)(?:0\d{2,3}[-— ]?\d{7,8}|1[3-9]\d{9})(?!\d)")
_SERVED = re.compile(r"^(?:直接|留置|邮寄|宣告|委托|公告|电子)送达$")
_STREET = re.compile(r"[路街道巷号弄里村镇乡区县市段楼园]")
_STATION = re.compile(
    r"代表$|委员$|律师$|教授$|工程师$|专家$|监督员$|主任$|教师$|医生$|志愿者$|研究员$|馆员$|工作者$|干部$|书记$"
)
_CHANNEL = re.compile(r"平台$|热线$|信箱$|系统$|公众号$|小程序$")
_TOLD_BY = re.compile(r"反映$|投诉$|举报$|控告$")


def _misplaced(case: Case) -> Iterator[Problem]:
    """R073 for a value that is surely one of another key: a room where a person stands, a date where a place does."""
    hearing = case.hearing
    persons = [("承办检察官", case.prosecutor)]
    places: list[tuple[str, Located | None]] = [("送达地点", one.served_at) for one in case.recommendations]
    if hearing is not None:
        persons += [("主持人", hearing.host), ("记录人", hearing.clerk)]
        places.append(("地点", hearing.place))
        if hearing.address is not None and not _STREET.search(hearing.address):
            yield _misfit("院址", hearing.address, "地址")
        for person in (*hearing.hearers, *hearing.supervisors):
            if (
                person.name
                and person.identity
                and _STATION.search(person.name)
                and not _STATION.search(person.identity)
            ):
                yield _misfit("姓名", person.name, "姓名，像是和“身份”写反了")
    persons += [(key, text) for key in ("主持人", "记录人") for text in _values(case.other_papers, key)]
    places += [("地点", text) for text in _values(case.other_papers, "地点")]
    for key, text in persons:
        if text is not None and (
            _WHEN.search(text) or _WHERE.search(text) or _CALLED_BY.search(text) or text[:1] in "“‘《"
        ):
            yield _misfit(key, text, "人名")
    for key, text in places:
        if text is not None and (_WHEN.search(text) or _CALLED_BY.search(text) or _SERVED.match(text)):
            yield _misfit(key, text, "地点")
    clue = case.clue
    if (
        clue is not None
        and clue.origin
        and clue.wording
        and _TOLD_BY.search(clue.origin)
        and _CHANNEL.search(clue.wording)
    ):
        yield _misfit("来源", clue.origin, "来源，像是和“说法”写反了")


def _misfit(key: str, text: Located, wanted: str) -> Problem:
    shown = _CALLED_BY.sub("（号码）", text)
    return _reminder(text, "R073", f"“{key}”写的是“{shown}”，不像{wanted}", "核对是不是写错了键；会照印在文书里")


def _to_oneself(case: Case) -> Iterator[Problem]:
    office = str(case.procuratorate or "")
    if not office:
        return
    for agency in case.agencies.values():
        if agency.full_name is not None and str(agency.full_name).strip() == office:
            yield _reminder(
                agency.full_name, "R056", f"“{office}”是本院，登记成了机关，文书会写给自己", "写行政机关的全称"
            )
    for entry in case.recommendations:
        for copy in entry.copies:
            if str(copy).strip() == office:
                yield _reminder(copy, "R056", f"抄送里的“{office}”是本院自己", "删去，或者写上一级检察院、上级机关")
    for key, value in _typed(case.other_papers):
        if key not in _OFFICES:
            continue
        if str(value) == office:
            yield _reminder(value, "R056", f"“{key}”写的是本院自己", "写另一个检察院的全称")
        elif "检察院" not in value and "｛" not in value:
            yield _reminder(
                value, "R056", f"“{key}”写的“{value}”不是检察院", "写检察院的全称，如“云江省青川市人民检察院”"
            )


def _typed(nodes: tuple[Node, ...]) -> Iterator[tuple[str, Located]]:
    """The plain values of the items of 其他文书, with their keys."""
    for node in nodes:
        for key, value in node.entries if isinstance(node, MapNode) else ():
            if isinstance(value, ScalarNode) and value.text.strip():
                yield str(key).strip(), value.text


def _seats(case: Case) -> Iterator[Problem]:
    """One person sits in one seat of a hearing."""
    hearing = case.hearing
    if hearing is None:
        return
    seen: dict[str, str] = {}
    for role, text in (("主持人", hearing.host), ("记录人", hearing.clerk)):
        if text is not None:
            seen[str(text)] = role
    for role, people in (("听证员", hearing.hearers), ("人民监督员", hearing.supervisors)):
        for person in people:
            name = str(person.name or "").strip()
            if len(name) < 2 or "某" in name or person.name is None:
                continue
            # A host is typed with his office before his name: 第四检察部主任周明川.
            found = next(
                (one for one in seen if one == name or (seen[one] in ("主持人", "记录人") and one.endswith(name))), ""
            )
            if not found:
                seen[name] = role
            elif seen[found] == role:
                yield _reminder(person.name, "R057", f"{role}里“{name}”写了两次", "核对名单，删去一处")
            elif {seen[found], role} != {"听证员", "人民监督员"}:  # A008 tells that
                yield _reminder(
                    person.name, "R057", f"“{name}”是{role}，又是{seen[found]}", "核对名单：一个人只坐一个位置"
                )


_NOTE = re.compile(r"[（(]([^（）()]*)[）)]\s*$")


def _attendance(case: Case) -> Iterator[Problem]:
    """Who came to the hearing was asked to it."""
    hearing = case.hearing
    if hearing is None:
        return
    for key, people in (("听证员", hearing.hearers), ("人民监督员", hearing.supervisors)):
        names = [str(one.name).strip() for one in people if one.name]
        for typed in _values(case.other_papers, f"到会{key}") if names else ():
            for name in re.split(r"[、，,]", _NOTE.sub("", typed)):
                name = name.strip(" \u3000｛｝{}")
                if name and not any(name.endswith(one) for one in names):
                    like = nearest(name, names)
                    hint = f"是不是“{like}”？" if like else f"核对名单；临时换了人的，“听证会”的“{key}”里也改"
                    yield _reminder(typed, "R060", f"“到会{key}”里的“{name}”不在听证会的{key}名单上", hint)


def _values(nodes: Iterable[Node], key: str) -> Iterator[Located]:
    """The plain values under *key* in the items of 其他文书, of a list each of its items."""
    for node in nodes:
        for name, value in node.entries if isinstance(node, MapNode) else ():
            if str(name).strip() != key:
                continue
            for one in value.items if isinstance(value, ListNode) else (value,):
                if isinstance(one, ScalarNode) and one.text.strip():
                    yield one.text


_TELEPHONE = re.compile(r"\d[\d\-—()（） ]*\d(?!\d)")


def _contacts(case: Case) -> Iterator[Problem]:
    """The numbers that a letter or an announcement prints for its reader to call."""
    hearing = case.hearing
    printed = [
        (key, text)
        for key, text in (
            ("旁听”的“电话", hearing.attendance.phone if hearing and hearing.attendance else None),
            ("听证会”的“联系人", hearing.contact if hearing else None),
            *((key, text) for key in ("联系人", "联系电话", "电话") for text in _values(case.other_papers, key)),
        )
        if text is not None
    ]
    numbers: dict[str, str] = {}
    for key, text in printed:
        for found in _TELEPHONE.finditer(text):
            name = re.sub(r"[\s，,（(：:]|电话|联系人", "", str(text)[: found.start()])
            bare = _bare(found[0])
            if name and numbers.setdefault(name, bare) != bare:
                yield _reminder(text, "R066", f"“{key}”里{name}的电话和别处写的不一样", "核对哪个号码对")
            if said := phone_fault(found[0], printed=True):
                yield _reminder(text, "R058", f"“{key}”的电话号码{said}", "核对号码")
    seats = hearing.attendance.seats if hearing and hearing.attendance else None
    if seats is not None and not re.fullmatch(r"0*[1-9]\d{0,3}\s*[个名人席]?", str(seats).translate(_DIGITS)):
        yield _reminder(seats, "R061", f"“名额”写的是“{seats}”，会印成“旁听席位共{seats}”", "写一个数，如 10")


_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def _short_name(case: Case) -> Iterator[Problem]:
    """简称 is made of signs of the full name: 临江区检察院 is no short name of 临河区人民检察院."""
    typed, office = case.short_name, str(case.procuratorate or "")
    if typed is None or not office:
        return
    place = re.sub(r"(?:人民)?检察院$|院$", "", typed.strip())
    rest = iter(office)
    if place and not all(sign in rest for sign in place):
        yield _reminder(typed, "R068", f"简称“{typed}”不是“{office}”的简称", "核对；由全称推出的，不用写")


_ADULT = 18


def _ages(case: Case) -> Iterator[Problem]:
    """R067 for a party who is a minor by the number of his card, or has a guardian or a school; R069 for one card of two parties."""
    days = [one.day for one in case.filings if one.day is not None]
    filed = min((one.moment.day for one in days), default=None)
    cards: dict[str, str] = {}
    for name, party in case.parties.items():
        bare = re.sub(r"[\s-]", "", str(party.identity_number or "")).upper()
        if party.identity_number is not None and len(bare) in (15, 18):
            first = cards.setdefault(bare, name)
            if first != name:
                message = f"“{name}”和“{first}”的身份证号码相同"
                yield _reminder(party.identity_number, "R069", message, "对照证件核对")
        if party.minor:
            continue
        said = "不公开的内容会少隐去一些；是未成年人的，写“未成年: 是”"
        born = re.fullmatch(r"\d{6}((?:19|20)\d{2})(\d{4})\d{3}[\dX]", bare)
        if born and filed and (filed.year - int(born[1]), f"{filed:%m%d}") < (_ADULT, born[2]):
            assert party.identity_number is not None
            yield _reminder(party.identity_number, "R067", f"“{name}”立案时不满十八周岁", said)
        elif (typed := party.guardian or party.school) is not None:
            yield _reminder(typed, "R067", f"“{name}”写了监护人或者学校，没有写“未成年: 是”", said)


def _numbers(case: Case) -> Iterator[Problem]:
    """Numbers are not repeated in the message: they are nobody's business."""
    for party in case.parties.values():
        card, phone = party.identity_number, party.phone
        if card is not None and (said := card_fault(str(card))):
            yield _reminder(card, "R058", f"身份证号码{said}", "对照证件核对")
        if phone is not None and (said := phone_fault(str(phone))):
            yield _reminder(phone, "R058", f"电话号码{said}", "核对号码")


def card_fault(typed: str) -> str:
    """What is wrong with *typed* as the number of an identity card, ``""`` for nothing. The last sign is not reckoned."""
    bare = re.sub(r"[\s-]", "", typed)
    if not re.fullmatch(r"\d{6,}[\dXx×]?", bare):
        return ""  # a passport, or masked already
    if len(bare) not in (15, 18):
        return f"有{len(bare)}位，应当是18位"
    born = bare[6:14] if len(bare) == 18 else f"19{bare[6:12]}"
    try:
        datetime.date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return "里的出生日期没有这一天"
    return ""


def phone_fault(typed: str, *, printed: bool = False) -> str:
    """What is wrong with *typed* as a telephone number, ``""`` for nothing.

    A number that is *printed* for readers to call has as many digits as one that can be called from outside: no
    short one of the house.
    """
    bare = re.sub(r"[\s()（）-]", "", typed)
    if re.fullmatch(r"1[3-9]\d*", bare) and len(bare) > 5 and len(bare) != 11 and not typed.startswith("1-"):
        return f"有{len(bare)}位，手机号码应当是11位"
    if re.fullmatch(r"0\d+", bare) and not 10 <= len(bare) <= 12:
        return f"有{len(bare)}位，带区号的应当是10至12位"
    if printed and re.fullmatch(r"[1-9]\d*", bare) and not re.fullmatch(_CALLED, bare):
        return f"有{len(bare)}位，不像可以拨打的号码"
    return ""


_CALLED = r"1[12]\d|\d{5}|\d{7,8}|[48]00\d{7}|1[3-9]\d{9}|86\d{9,12}"
"""Emergency numbers and hotlines, local numbers, 400 and 800, mobile ones."""


def _repeated(model: Model) -> Iterator[Problem]:
    """R063 for what stands twice in one list: of a list of texts the text, of persons, hosts and figures set off the name."""
    for attribute, spec in specs(type(model)).items():
        value = getattr(model, attribute)
        if attribute == "other_papers":
            yield from (item for node in value for item in _repeated_below(node))
            continue
        if isinstance(value, tuple):
            yield from _twice(spec.key, [text for one in value if (text := _named(one)) is not None])
        for inner in value if isinstance(value, tuple) else value.values() if isinstance(value, dict) else (value,):
            if isinstance(inner, Model):
                yield from _repeated(inner)


def _named(one: object) -> Located | None:
    """The text of an item of a list that no second item may have."""
    match one:
        case Located():
            return one
        case Speaker(name=text) | Host(name=text) | Highlight(figure=text):
            return text
    return None


def _repeated_below(node: Node) -> Iterator[Problem]:
    for key, value in node.entries if isinstance(node, MapNode) else ():
        if isinstance(value, ListNode):
            yield from _twice(str(key).strip(), [one.text for one in value.items if isinstance(one, ScalarNode)])


_MAY_REPEAT = frozenset(["案例", "撤下", "对应证据", "分工", "段落", "正文"])
"""Lists that have their own message for it, or whose items answer to those of another list."""


def _twice(key: str, texts: list[Located]) -> Iterator[Problem]:
    first: dict[str, Located] = {}
    for text in texts if key not in _MAY_REPEAT else ():
        plain = re.sub(r"[\s。；;]", "", text)
        known = first.setdefault(plain, text) if plain else text
        if known is not text:
            message = f"“{key}”里“{_short(text)}”写了两次（第{known.span.line}行已经有了）"
            yield _reminder(text, "R063", message, "删去一处；本来要写另一项的，改过来")


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:18] + "……"


_PART_OF_NAME = re.compile(r"合伙|集团|中国|控股|个体|筹|总部|[局委厅办院会所站队社处部厂店司校]$|^[\u4e00-\u9fff]{2}$")


def _with_a_note(models: Iterable[Model]) -> Iterator[Problem]:
    """R064 for a name with a note behind it, which prints wherever the name does; （有限合伙） and second names of an agency belong to it."""
    for model in models:
        name = getattr(model, "full_name", None) or getattr(model, "name", None)
        found = _NOTE.search(name) if isinstance(name, Located) else None
        if not isinstance(name, Located) or found is None or name.strip().startswith(("（", "(")):
            continue
        firm = len(name[: found.start()]) > 4
        if not (firm and _PART_OF_NAME.search(found[1])):
            message = f"“{name}”后面括号里的话会跟着名称一起印出来"
            yield _reminder(name, "R064", message, "名称只写名称；要记的话写在“#”后面，或者写进“身份”“职务”")


def _reminder(text: Located, code: str, message: str, hint: str) -> Problem:
    return problem(text.span, code, message, hint)


def _traditional(case: Case) -> Iterator[Problem]:
    """Each text with a traditional sign once; names of persons and firms may have them."""
    for attribute in specs(Case):
        if attribute == "parties":
            continue
        for text in _texts(getattr(case, attribute)):
            if found := _TRADITIONAL_SIGN.search(text):
                new = _TRADITIONAL[found[0]]
                at = text.part(found.start(), found.end())
                yield _reminder(at, "R059", f"“{found[0]}”是繁体字", f"改成“{new}”；这一段里可能还有")


def _texts(value: object) -> Iterator[Located]:
    match value:
        case Person():
            yield from _texts(value.identity)
        case Located():
            yield value
        case ScalarNode():
            yield value.text
        case ListNode():
            yield from _texts(value.items)
        case MapNode():
            yield from _texts(tuple(one for _, one in value.entries))
        case tuple():
            for one in value:
                yield from _texts(one)
        case dict():
            yield from _texts(tuple(value.values()))
        case Model():
            yield from _texts(tuple(getattr(value, name) for name in specs(type(value))))


def _order(event: Conference) -> Iterator[Problem]:
    """R070: what is published was answered, looked at again and approved before; an agenda goes forward."""
    if event.time is None:
        return
    day = event.time.moment
    for member in event.members if day.exact else ():
        case = member.case
        known = [("发布审批", dates.named(case.approval)), *(("回访", one.day) for one in case.visits)]
        known += [("回复", one.day) for one in case.replies]
        for what, other in known:
            if other is not None and other.moment.exact and other.moment.day > day.day:
                message = f"发布会（{event.time}）早于案例“{member.name}”的{what}（{other}）"
                yield _reminder(event.time, "R070", message, "核对两个日期")
                break
    if event.embargo is not None and day.exact and event.embargo.moment.exact and event.embargo.moment.day < day.day:
        yield _reminder(event.embargo, "R070", f"禁发时间（{event.embargo}）早于发布会（{event.time}）", "核对两个时间")
    elif event.embargo is not None and day.exact and (event.embargo.moment.day - day.day).days > _LONGEST_EMBARGO:
        message = f"禁发时间（{event.embargo}）比发布会（{event.time}）晚{_LONGEST_EMBARGO}天以上"
        yield _reminder(event.embargo, "R070", message, "核对两个时间")
    last = day.clock
    for item in event.agenda:
        clock = _clock_of(item.time, day)
        if item.time is None or clock is None:
            continue
        if last is not None and clock < last:
            yield _reminder(item.time, "R070", f"议程的“{item.time}”早于前一项或者开始的时间", "核对时间和次序")
        last = clock


_LONGEST_EMBARGO = 30
"""Days: what is told to the press today is not kept longer."""


def _beside(release: Release, event: Conference) -> Iterator[Problem]:
    """R066 and R070 where a release says another number to call than its conference, or an earlier day."""
    own, other = release.contact, event.contact
    same = own and other and (not own.name or str(own.name) == str(other.name))
    if own and other and same and own.phone and other.phone and _bare(own.phone) != _bare(other.phone):
        yield _reminder(own.phone, "R066", "“联系人”的电话和发布会的不一样", "核对哪个号码对")
    time, held = release.time, event.time
    if time and held and time.moment.exact and held.moment.exact and time.moment.day < held.moment.day:
        yield _reminder(time, "R070", f"发布的时间（{time}）早于发布会（{held}）", "核对两个日期")


def _bare(number: str) -> str:
    return re.sub(r"\D", "", number)


def _clock_of(text: Located | None, day: dates.Moment) -> tuple[int, int] | None:
    """The hour that *text* says an item begins; ``None`` for a length of time (10分钟) and for none."""
    if text is None:
        return None
    begins = re.split(r"[-—–~～至到]", str(text).strip(), maxsplit=1)[0]
    try:
        clock = dates.parse(dates.printed(dates.Moment(day.day, "日")) + begins).clock
    except dates.DateFault:
        return None
    if clock is not None and clock[0] < 8 and day.clock and day.clock[0] >= 12:
        return clock[0] + 12, clock[1]  # 下午2时 is followed by 2时30分
    return clock
