"""Rules about names in running text that are nearly, and not quite, those that the record registers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Passage, Subject
from docgen.core.source import Located
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.release import Release
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode

_HAN = r"[\u4e00-\u9fff]"
_ROLE = r"(?:听证员|人民监督员|监督员|检察官助理|检察官|书记员|检察长|主任|局长|主席|部长|处长|科长|主持人|记录人|发言人|代表|委员|律师|承办人)"
_LED = re.compile(rf"{_ROLE}(?P<name>{_HAN}{{2,3}})")
_END_OF_NAME = re.compile(rf"{_HAN}{{2,4}}$")
_KIND = r"(?:委员会|办公室|局|委|厅|办|署)"
_SIGN = r"(?!市(?![场政容])|和(?!城乡|改革|信息|旅游|规划|体育|社会|草原|科技)|[区县旗州与及向对由在的为被把将])[\u4e00-\u9fff]"
"""A sign of an agency's name: 市 and 和 only where they are no end of it (市场监管, 住房和城乡建设)."""
_AGENCY = re.compile(rf"(?P<name>[区县市旗州](?:{_SIGN}){{2,9}}?{_KIND})(?!{_HAN}?长)")
_OFFICE = re.compile(rf"(?P<place>{_HAN}{{2,8}}?[省市区县旗州])(?:人民)?检察院")
_REGISTERS = frozenset(["机关", "当事人", "数据"])


def _apart(one: str, other: str) -> int:
    """How many characters differ between two names of one length; of other lengths many."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 9


@rule("J011", level="reminder", on="文字", source="同一个机关、同一个人在各处的名称一致")
def nearly_a_registered_name(subject: Subject) -> Iterator[Finding]:
    """文字里的人名、机关名、检察院名和登记的只差一点，像是写错了。

    人名：“听证员”“检察官”“书记员”一类的后面，和记录里登记的人只差一个字；主持人、记录人、联系人、参加人几处互相只差一个字；正文里和登记的当事人只差一个字。机关：除了末尾的局、委、厅都一样，或者只差一个字。
    检察院：和“检察院”的地名只差一个字。确是另一个人、另一个机关的，登记它，或者关掉这一条提醒。

    好：
        听证会: {时间: 2024年4月12日9时, 主持人: 检察官周明川, 听证员: [林若棠（律师）]}
        典型意义: 听证员林若棠认为应当整改。
    错：
        听证会: {时间: 2024年4月12日9时, 主持人: 检察官周明川, 听证员: [林若棠（律师）]}
        典型意义: 听证员林若堂认为应当整改。
    错：
        听证会: {时间: 2024年4月12日9时, 记录人: 书记员何知微}
        其他文书: [{文种: 听证笔录, 记录人: 何知未}]
    错：
        当事人: {秦某: {姓名: 秦守义, 对外: 秦某}}
        证据: [秦守仪的询问笔录]
    错：
        机关: {区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        查明: 区卫生健康局没有检查。
    错：
        查明: 临沙区人民检察院现场勘察。
    """
    case = subject.case
    record = subject.record
    if case is None:
        known = (
            {str(one.name) for one in references.persons(record)} if isinstance(record, Conference | Release) else set()
        )
        for passage in subject.passages if known else ():
            if passage.path[0] != "人物":
                yield from _like_a_person(passage, {name for name in known if len(name) == 3})
        return
    people = _people(case)
    parties = {
        str(one.full_name): key
        for key, one in case.parties.items()
        if one.full_name and _THREE.fullmatch(one.full_name)
    }
    agencies = _agencies(case)
    office = str(case.procuratorate or "")
    seated = list(_two_seats(case))
    yield from seated
    told = {(one.span.line, one.span.column) for one in seated}
    for passage in subject.passages:
        if passage.path[0] in _REGISTERS or passage.path in (("检察院",), ("简称",)):
            continue
        persons = _like_a_person(passage, people)
        yield from (one for one in persons if (one.span.line, one.span.column) not in told)
        yield from _like_a_party(passage, parties)
        yield from _like_an_agency(passage, agencies)
        yield from _like_the_office(passage, office)


def _people(case: Case) -> set[str]:
    hearing = case.hearing
    typed = [case.prosecutor, *((hearing.host, hearing.clerk) if hearing else ())]
    found = {match[0][-3:] for text in typed if text is not None and (match := _END_OF_NAME.search(text))}
    people = (*hearing.hearers, *hearing.supervisors) if hearing else ()
    found |= {str(one.name).strip() for one in people if one.name}
    for node in case.other_papers:
        for key, value in node.entries if isinstance(node, MapNode) else ():
            if str(key).strip() in ("主持人", "记录人") and isinstance(value, ScalarNode):
                found |= {match[0][-3:] for match in [_END_OF_NAME.search(value.text)] if match}
    return {name for name in found if len(name) == 3 and "某" not in name}


def _two_seats(case: Case) -> Iterator[Finding]:
    """Two persons in the seats of the case whose names differ by one sign: who is written less often is taken to be wrong."""
    seats = [one for one in _seats(case) if len(one) == 3 and "某" not in one]
    times = Counter(map(str, seats))
    told: set[frozenset[str]] = set()
    for name in seats:
        like = next((one for one in times if one[0] == name[0] and _apart(one, name) == 1), "")
        pair = frozenset((str(name), like))
        # Who is written less often is taken to be wrong; of two written once the later.
        later = not like or [str(one) for one in seats].index(str(name)) > [str(one) for one in seats].index(like)
        if like and pair not in told and (times[str(name)], not later) <= (times[like], later):
            told.add(pair)
            yield Finding(name.span, f"“{name}”和另一处的“{like}”只差一个字", "是一个人的，改成一样")


_SEATED = ("主持人", "记录人", "联系人", "到会代表", "参加人", "出席", "参加")
"""Fields of 其他文书 in which persons stand."""
_AT_THE_END = re.compile(rf"(?:{_ROLE}|工作人员|负责人|代表人|经理|员)(?P<name>{_HAN}{{3}})$")
_BEFORE_A_NUMBER = re.compile(rf"^(?:{_ROLE})?(?P<name>{_HAN}{{3}})(?=$|[ ，、（(\d])")
_THREE = re.compile(rf"(?!.*(?:公司|厂|店|院|局|所|部|社|村|某)){_HAN}{{3}}")


def _seats(case: Case) -> Iterator[Located]:
    """The names of three signs in the fields where persons of the case stand, one for each place."""
    hearing = case.hearing
    typed = [case.prosecutor, *((hearing.host, hearing.clerk, hearing.contact) if hearing else ())]
    typed += [one.name for one in (*hearing.hearers, *hearing.supervisors)] if hearing else []
    for node in case.other_papers:
        for key, value in node.entries if isinstance(node, MapNode) else ():
            if str(key).strip() in _SEATED:
                items = value.items if isinstance(value, ListNode) else (value,)
                typed += [item.text for item in items if isinstance(item, ScalarNode)]
    for text in typed:
        if text is not None and (found := _BEFORE_A_NUMBER.search(text) or _AT_THE_END.search(text)):
            yield text.part(found.start("name"), found.end("name"))


_LEADS = r"(?:^|(?<=[，。；：、“”（）｛｝ 的为是由对向与和及经被让请问将使给名系员人长告]))"
_FOLLOWS = r"(?=$|[，。；：、“”（）｛｝ 的等和与及称说表在于签系已未将受把到负向对]|某)"


def _like_a_party(passage: Passage, parties: dict[str, str]) -> Iterator[Finding]:
    """A name of three signs of which one is not that of a registered person, where a name may begin and end."""
    for name, key in parties.items():
        first, second, third = map(re.escape, name)
        for match in re.finditer(
            rf"{_LEADS}(?:{first}{second}{_HAN}|{first}{_HAN}{third}){_FOLLOWS}", str(passage.text)
        ):
            if match[0] not in parties and "某" not in match[0]:
                at = passage.text.span_at(match.start())
                yield Finding(at, f"“{match[0]}”和登记的“{name}”只差一个字", f"是一个人的，写｛{key}｝")


def _like_a_person(passage: Passage, people: set[str]) -> Iterator[Finding]:
    for match in _LED.finditer(str(passage.text)):
        name = match["name"]
        if len(name) == 3 and name not in people and not any(name.startswith(one) for one in people):
            like = next((one for one in people if one[0] == name[0] and _apart(one, name) == 1), "")
            if like:
                at = passage.text.span_at(match.start("name"))
                yield Finding(at, f"“{name}”和登记的“{like}”只差一个字", f"是不是“{like}”？")


def _agencies(case: Case) -> dict[str, str]:
    """What an agency may be called → the name that it is registered under."""
    found: dict[str, str] = {}
    for key, agency in case.agencies.items():
        full = str(agency.full_name or "")
        names = [key, full, *map(str, agency.also), str(agency.outer or ""), str(agency.again or "")]
        below = max(full.rfind(sign) for sign in "区县旗") if re.search("[区县旗]", full) else full.rfind("市")
        names.append(full[max(below, 0) :])
        found |= {name: key for name in names if len(name) >= 3}
    return found


def _like_an_agency(passage: Passage, known: dict[str, str]) -> Iterator[Finding]:
    for match in _AGENCY.finditer(str(passage.text)) if known else ():
        name = match["name"]
        if any(name in one for one in known):
            continue
        bare = re.sub(rf"{_KIND}$", "", name)
        for one, key in known.items():
            kind = re.search(rf"{_KIND}$", one)
            same_stem = kind is not None and one[: kind.start()] == bare
            if same_stem or (len(name) >= 5 and one[0] == name[0] and one[-1] == name[-1] and _apart(one, name) == 1):
                message = (
                    f"“{name}”和登记的“{key}”（{one}）只差一点" if one != key else f"“{name}”和登记的“{key}”只差一点"
                )
                yield Finding(passage.text.span_at(match.start("name")), message, f"是同一个机关的，写｛{key}｝")
                break


def _like_the_office(passage: Passage, office: str) -> Iterator[Finding]:
    place = derive.short_name(office).removesuffix("检察院")
    for match in _OFFICE.finditer(str(passage.text)) if len(place) >= 3 else ():
        said = match["place"]
        if not said.endswith(place) and _apart(said[-len(place) :], place) == 1 and said[-1] == place[-1]:
            at = passage.text.span_at(match.end("place") - len(place))
            yield Finding(at, f"“{match[0][-len(place) - 5 :]}”和本院的地名“{place}”只差一个字", f"是不是“{place}”？")


_FACTS = frozenset(["公益受损", "查明", "履职情况", "认定"])
_ACCUSED = re.compile(
    r"^(?:仍|均|一直|始终)?(?:没有|未能?|不|怠于|拒不|疏于)(?:依法|及时|有效|全面|按[^，。；]{1,8})?(?:履行|履职|处理|查处|监管|检查|答复|制止|采取|开展|责令|督促|立案|处罚)"
)


@rule(
    "J012",
    level="reminder",
    on="公益受损、查明、履职情况、认定",
    source="人民检察院公益诉讼办案规则第七十五条（行政机关的名称、不依法履职的事实）",
)
def accused_and_not_registered(subject: Subject) -> Iterator[Finding]:
    """说一个机关没有履职，这个机关却没有登记。

    没有登记的机关，对外文书里照原名印出来，也没有给它的文书。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        查明: 区水务局没有处理。
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        查明: 区城管局没有处理。
    """
    case = subject.case
    known = _agencies(case) if case else {}
    for passage in subject.passages if known else ():
        if passage.key not in _FACTS or passage.path[0] == "其他文书":
            continue
        text = str(passage.text)
        for match in _AGENCY.finditer(text):
            name = match["name"]
            told = any(name in one or one in name for one in known) or any(
                True for _ in _like_an_agency(passage, known)
            )
            if _ACCUSED.match(text[match.end() :]) and not told:
                hint = "登记在“机关”里，用｛名字｝引用；写错了的，改成登记的机关"
                yield Finding(passage.text.span_at(match.start("name")), f"“{name}”没有登记", hint)


_YOU = {"局": "局", "委": "委", "厅": "厅", "办": "办", "院": "院", "署": "署"}


@rule("J013", level="reminder", on="机关", source="检察法律文书的通行称谓（你局、你委）；对外的称呼要分得清")
def called_wrongly(subject: Subject) -> Iterator[Finding]:
    """机关的“你称”和全称对不上，或者两个机关的“对外”称呼一样。

    好：
        机关: {区卫健委: {全称: 云江省青川市临河区卫生健康委员会, 对外: 区卫生健康部门, 你称: 你委}}
    错：
        机关: {区卫健委: {全称: 云江省青川市临河区卫生健康委员会, 你称: 你局}}
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局, 对外: 区主管部门}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会, 对外: 区主管部门}}
    """
    case = subject.case
    seen: dict[str, str] = {}
    for name, agency in case.agencies.items() if case else ():
        full, you = str(agency.full_name or ""), str(agency.you or "").strip()
        kind = _YOU.get(you[-1:], "")
        if agency.you is not None and kind and kind not in full[-4:]:
            yield Finding(agency.you.span, f"“{name}”的你称“{you}”和全称“{full}”对不上", "写“你单位”，或者按全称写")
        if agency.outer is not None:
            first = seen.setdefault(str(agency.outer), name)
            if first != name:
                message = f"“{name}”和“{first}”对外都叫“{agency.outer}”，对外文书里分不清"
                yield Finding(agency.outer.span, message, "各写各的称呼")


_NUMBER = re.compile(r"(?P<code>[\u4e00-\u9fff]{1,4}检[\u4e00-\u9fff]{0,8})〔(?:19|20)\d{2}〕[A-Z]?\d+号")


@rule("J014", level="reminder", on="文字", source="同一文号在各处一致")
def number_that_nobody_bears(subject: Subject) -> Iterator[Finding]:
    """文字里本院的文号，记录里没有一份文书是这个文号。

    只看和登记的文号同一个代字的；确是别的案件的，关掉这一条提醒。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 文号: 临检行公建〔2024〕3号}]
        整改: 收到检察建议书（临检行公建〔2024〕3号）后，已经拆除。
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 文号: 临检行公建〔2024〕3号}]
        整改: 收到检察建议书（临检行公建〔2024〕5号）后，已经拆除。
    """
    case = subject.case
    if case is None:
        return
    typed = [one.number for one in case.filings if one.number]
    typed += [one.number for one in case.recommendations if one.number]
    typed += [text for node in case.other_papers for text in _numbers_in(node)]
    numbers = {str(one).strip() for one in typed}
    codes = {one.partition("〔")[0] for one in numbers}
    for hit in subject.hits(_NUMBER):
        code = next((one for one in codes if one and hit["code"].endswith(one)), "")
        if code and hit[0][len(hit["code"]) - len(code) :] not in numbers and "号" not in hit.passage.key:
            like = "、".join(sorted(one for one in numbers if one.startswith(f"{code}〔")))
            yield hit.finding(f"记录里没有文号“{hit[0]}”", f"登记的是{like}")


def _numbers_in(node: Node) -> Iterator[Located]:
    for key, value in node.entries if isinstance(node, MapNode) else ():
        if str(key).strip().endswith(("文号", "编号")) and isinstance(value, ScalarNode):
            yield value.text


_CHAIN = re.compile(
    rf"^(?:中共|中国共产党)?(?P<省>{_HAN}{{2,3}}省)?(?P<市>(?:(?![县区旗市]){_HAN}){{2,4}}(?<![城都超])市(?![场容民]))?"
    rf"(?P<县>{_HAN}{{2,4}}?[县区旗])?"
)
_NO_PLACE = re.compile(
    r"(?:高新|开发|新|园|度假|示范|保税|自贸|林|矿|风景|景|工业|经开|功能|城|社|小|街|校|片|辖|郊|地|自治|保护|养殖|禁养|限养|居民|商业|生活|集中|行政|"
    r"办公|作业|堆放|服务|旅游|施工|污染|种植|库|山|灾|住宅|核心|缓冲|试验|展览|停车|牧|疫|病|港|特|战|军)区$|^[本该全各外邻我两原]|[本该全各外邻我两]县$"
)
"""What ends in 区 or 县 and is no district or county."""
_OPENS_A_TALE = re.compile(
    rf"(?:^|[，。；])(?P<place>{_HAN}{{2,3}}?(?P<kind>[县区旗]))(?=部分|多[家处个]|辖区|境内|存在|某|有的|一些|个别|不少|各|散|群众|居民|村民|人民政府|行政区域|范围)"
)


@rule(
    "J016",
    level="reminder",
    on="机关、听证会、检察建议、文字",
    source="行政区划的名称在各处一致（常见的是从别的案件抄来）",
)
def place_of_another(subject: Subject) -> Iterator[Finding]:
    """地名不是本院这里的：机关全称、院址、抄送、送达地点里的省、市、县，正文里一句开头的县、区。

    同一级的地名和检察院全称里的不一样，就提醒；一份记录里多数都不一样的（集中管辖、跨区划办案），不说。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        公益受损: 临河区部分河道被侵占。
    错：
        机关: {区水务局: {全称: 云江省青川市临沙区水务局}}
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 抄送: [白石县人民政府]}]
    错：
        公益受损: 滨江区部分商场没有设置母婴室。
    """
    case = subject.case
    own = _CHAIN.match(str(case.procuratorate)) if case and case.procuratorate else None
    if case is None or own is None:
        return
    places = [one.full_name for one in case.agencies.values()]
    places += [text for one in case.recommendations for text in (*one.copies, one.served_at)]
    places += [case.hearing.address if case.hearing else None]
    for node in case.other_papers:
        copied = (
            next((value for key, value in node.entries if str(key).strip() == "抄送"), None)
            if isinstance(node, MapNode)
            else None
        )
        places += (
            [item.text for item in copied.items if isinstance(item, ScalarNode)] if isinstance(copied, ListNode) else []
        )
    typed = [text for text in places if text and "｛" not in text]
    strange = [(text, other) for text in typed if (other := _another_place(str(text), own))]
    for text, (said, right) in strange if len(strange) * 2 <= len(typed) or len(typed) == 1 else ():
        yield Finding(text.span, f"“{text}”里是“{said}”，本院在“{right}”", "核对地名")
    known = " ".join(map(str, typed)) + " ".join(str(one.address or "") for one in case.parties.values())
    for passage in subject.passages if own["县"] else ():
        for found in _OPENS_A_TALE.finditer(str(passage.text)):
            place = found["place"]
            if (
                found["kind"] not in (own["县"][-1], "县")
                or place == own["县"]
                or own["县"].endswith(place)
                or place in known
                or _NO_PLACE.search(place)
            ):
                continue
            at = passage.text.span_at(found.start("place"))
            yield Finding(at, f"这里写“{place}”，本院在“{own['县']}”", "是从别的案件抄来的，改成本案的地名")


def _another_place(text: str, own: re.Match[str]) -> tuple[str, str] | None:
    """The place in *text* that is not the office's, with the office's of the same rank."""
    found = _CHAIN.match(text)
    for rank in ("省", "市", "县") if found else ():
        said, right = found[rank], own[rank]  # type: ignore[index]
        if (
            said
            and right
            and said != right
            and not (rank == "县" and (_NO_PLACE.search(said) or (said[-1] != right[-1] and len(said) < 3)))
        ):
            return said, right
    return None
