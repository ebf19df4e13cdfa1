"""Rules about the papers of a case as papers: whose number they bear, whom their words are about, what is attached."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from docgen.checks import citations
from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Subject, texts_in
from docgen.core.source import Located
from docgen.data import table
from docgen.records import derive, references
from docgen.records.models import Agency, Case
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode

_HAN = r"[\u4e00-\u9fff]"


def _values(node: Node) -> dict[str, Node]:
    return {str(key).strip(): value for key, value in node.entries} if isinstance(node, MapNode) else {}


def _text(node: Node | None) -> Located | None:
    return node.text if isinstance(node, ScalarNode) and node.text.strip() else None


# — whose number a paper bears —

_CODE = re.compile(rf"^(?P<office>{_HAN}{{1,4}}?检)(?P<rest>{_HAN}*)〔")
_MADE_FOR = {"检察建议书": "建", "立案决定书": "立", "终结案件决定书": "终"}
"""Kinds of papers that have a sign of their own in a number, where the office uses such signs."""


def _numbered(case: Case) -> Iterator[tuple[str, Located, str]]:
    """Each number that the office gave, with the kind of its paper and whom the paper is about."""
    for filing in case.filings:
        if filing.number:
            yield "立案决定书", filing.number, str(filing.agency or "")
    for entry in case.recommendations:
        if entry.number:
            yield "检察建议书", entry.number, str(entry.addressee or "")
    for node in case.other_papers:
        values = _values(node)
        for key in ("文号", "编号"):
            if number := _text(values.get(key)):
                yield (
                    str(_text(values.get("文种")) or ""),
                    number,
                    str(_text(values.get("机关")) or "").strip("｛｝{} "),
                )


@rule("J015", level="reminder", on="文号", source="GB/T 9704—2012，7.2.5（发文机关代字）；统一编号")
def number_of_another(subject: Subject) -> Iterator[Finding]:
    """文号的代字是别的院、别的文种、别的诉讼类型的。

    只在一份记录里互相比：三份以上的文号，多数是一个院的代字，另一份不是的；终结案件决定书、检察建议书、立案决定书用了另一种的代字；
    对当事人立案的写了“行公”，对机关立案的写了“民公”。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        立案: [{机关: 区水务局, 文号: 临检行公立〔2024〕3号}]
        检察建议: [{被建议单位: 区水务局, 文号: 临检行公建〔2024〕3号}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        立案: [{机关: 区水务局, 文号: 临检行公立〔2024〕3号}]
        检察建议: [{被建议单位: 区水务局, 文号: 白检行公建〔2024〕3号}]
        其他文书: [{文种: 函, 文号: 临检函〔2024〕5号}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 文号: 临检行公建〔2024〕3号}]
        其他文书: [{文种: 终结案件决定书, 机关: 区水务局, 文号: 临检行公建〔2024〕5号}]
    错：
        类型: 民事公益诉讼
        当事人: {某公司: {全称: 青川万汇商业管理有限公司}}
        立案: [{机关: 某公司, 文号: 临检行公立〔2024〕3号}]
    """
    case = subject.case
    if case is None:
        return
    coded = [(kind, number, whom, found) for kind, number, whom in _numbered(case) if (found := _CODE.match(number))]
    offices = Counter(found["office"] for *_, found in coded)
    usual, times = offices.most_common(1)[0] if offices else ("", 0)
    made: dict[str, str] = {}
    for kind, _, _, found in coded:
        made.setdefault(found[0], kind)
    for kind, number, whom, found in coded:
        if times >= 2 and offices[found["office"]] == 1 and found["office"] != usual:
            message = f"文号“{number}”的代字是“{found['office']}”，别的文号都是“{usual}”"
            yield Finding(number.span, message, "核对是不是本院的文号")
        sign = _MADE_FOR.get(kind, "")
        other = next((name for name, one in _MADE_FOR.items() if one != sign and found["rest"].endswith(one)), "")
        if sign and other:
            yield Finding(number.span, f"{kind}的文号“{number}”用的是{other}的代字", "核对文号")
        wrong = "行公" if whom in case.parties else "民公" if whom in case.agencies else ""
        if wrong and wrong in found["rest"]:
            said = "当事人" if wrong == "行公" else "行政机关"
            yield Finding(number.span, f"“{whom}”是{said}，文号“{number}”里写的是“{wrong}”", "核对文号和案件类型")


# — whom the words of a paper are about —

_ANSWERED = re.compile(
    r"^(?P<name>[^，。；：｛｝]{2,40}|｛[^｝]+｝)(?:的)?(?:于[^，。；：]{0,14})?(?:书面)?(?:回复|函复|答复|复函)"
)
_TALKED = re.compile(
    r"本院[^，。；]{0,6}?(?:与|和|同|向|对)(?P<name>｛[^｝]+｝|[^，。；：｛｝]{2,40}?)(?:进行|召开|开展|举行|发送|当面|就)"
)


def _names_of(name: str, agency: Agency) -> set[str]:
    """What *agency* is called where its own place is left out or put before."""
    full = str(agency.full_name or "")
    tail = re.sub(r"^.*[省市区县旗州](?=[\u4e00-\u9fff]{3,})", "", full)
    found = {name, full, tail if len(tail) >= 4 else "", *map(str, agency.also)}
    return {one for one in found if len(one) >= 3}


def _meant(text: str, case: Case) -> str:
    """The registered agency that is named in *text*; ``""`` where it is none or several."""
    said = text.strip("｛｝{} ")
    if said in case.agencies:
        return said
    named = [key for key, agency in case.agencies.items() if any(one in text for one in _names_of(key, agency))]
    return named[0] if len(named) == 1 else ""


@rule("A023", level="reminder", on="磋商、回复、检察建议", source="一份文书写给一个机关，各处说的是同一个")
def words_of_another(subject: Subject) -> Iterator[Finding]:
    """磋商、回复、送达写的是一个机关，文字里说的是登记的另一个。

    回复的内容一开头“某局书面回复”，磋商的结果“本院与某局召开”，送达地点“某局办公室”，说的要是这一项的机关。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        回复: [{机关: 区水务局, 日期: 2024年6月18日, 内容: ｛区水务局｝书面回复：已经拆除。}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        检察建议: [{被建议单位: 区水务局}, {被建议单位: 区卫健委}]
        回复: [{机关: 区水务局, 日期: 2024年6月18日, 内容: ｛区卫健委｝书面回复：已经拆除。}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        磋商: [{机关: 区水务局, 日期: 2024年3月14日, 结果: 2024年3月14日，本院与｛区卫健委｝召开磋商座谈会。}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        检察建议: [{被建议单位: 区水务局, 送达地点: 临河区卫生健康委员会办公室}]
    """
    case = subject.case
    if case is None:
        return
    for reply in case.replies:
        for line in reply.content.lines() if reply.content else ():
            if (found := _ANSWERED.match(line)) and (meant := _other(found["name"], str(reply.agency or ""), case)):
                yield _of_another(line, found.start("name"), "回复", str(reply.agency), meant)
    for talk in case.consultations:
        for line in talk.result.lines() if talk.result else ():
            talked = _TALKED.search(line)
            if talked and (meant := _other(talked["name"], str(talk.agency or ""), case)):
                yield _of_another(line, talked.start("name"), "磋商", str(talk.agency), meant)
    for entry in case.recommendations:
        if entry.served_at is None:
            continue
        if meant := _other(entry.served_at, str(entry.addressee or ""), case):
            yield _of_another(entry.served_at, 0, "检察建议的送达", str(entry.addressee), meant)
        elif strange := _strange(entry.served_at, str(entry.addressee or ""), case):
            yield _of_another(entry.served_at, 0, "检察建议的送达", str(entry.addressee), strange)


def _other(text: str, own: str, case: Case) -> str:
    """The registered agency that *text* names, where it is not *own*."""
    if own not in case.agencies or any(one in text for one in _names_of(own, case.agencies[own])):
        return ""
    meant = _meant(text, case)
    return meant if meant != own else ""


_AN_AGENCY = re.compile(
    r"[\u4e00-\u9fff]{3,}?(?<![该位])(?:局|委员会|委|厅|大队)(?!.*(?:本院|检察|法院|法庭|政务|会议中心))"
)


def _strange(text: str, own: str, case: Case) -> str:
    """An agency in *text* that is not *own*, by none of its names, short ones too; ``""`` where there is none."""
    found = _AN_AGENCY.search(text)
    full = str(case.agencies[own].full_name or "") if own in case.agencies else ""
    if found is None or not full or any(one in text for one in _names_of(own, case.agencies[own])):
        return ""
    stem = re.sub(r"^.*[省市区县旗州]|(?:局|委员会|委|厅|大队)$", "", found[0])
    rest = iter(full)
    return "" if all(sign in rest for sign in stem) else found[0]


def _of_another(text: Located, at: int, what: str, own: str, meant: str) -> Finding:
    return Finding(text.span_at(at), f"这一项{what}的机关是“{own}”，这里写的是“{meant}”", "核对是哪个机关")


@rule("L020", level="reminder", on="检察建议", source="一份检察建议书引的条款，是规定这个机关职责的条款")
def provision_of_another(subject: Subject) -> Iterator[Finding]:
    """检察建议里引的款、项，是同案另一份检察建议的职责依据，不是这一份的。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        检察建议: [{被建议单位: 区水务局, 法律依据: {职责: [《云江省母婴设施建设管理办法》第十九条第一款]}, 建议: [依照《云江省母婴设施建设管理办法》第十九条第一款的规定责令限期改正]}, {被建议单位: 区卫健委, 法律依据: {职责: [《云江省母婴设施建设管理办法》第十九条第二款]}}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
        检察建议: [{被建议单位: 区水务局, 法律依据: {职责: [《云江省母婴设施建设管理办法》第十九条第一款]}, 建议: [依照《云江省母婴设施建设管理办法》第十九条第二款的规定责令限期改正]}, {被建议单位: 区卫健委, 法律依据: {职责: [《云江省母婴设施建设管理办法》第十九条第二款]}}]
    """
    case = subject.case
    entries = case.recommendations if case and len(case.recommendations) > 1 else ()
    shared = _cited(case.law.duty) if case and case.law else set()
    duties = [_cited(entry.law.duty) if entry.law else set() for entry in entries]
    for entry, duty in zip(entries, duties, strict=True):
        own = duty | shared | (_cited(entry.law.broken) if entry.law else set())
        others = {
            one: other for other, theirs in zip(entries, duties, strict=True) for one in theirs if other is not entry
        }
        for text in references.all_texts((entry.duty, entry.failure, entry.advice, entry.conduct)) if duty else ():
            for cited, start in _places(text):
                if cited not in own and cited in others:
                    message = f"“{cited}”是写给“{others[cited].addressee}”的那一份的职责依据，这一份没有引它"
                    yield Finding(text.span_at(start), message, "核对条、款")


_PROVISION = re.compile(
    r"《(?P<law>[^》]+)》(?P<rest>(?:[、和及]?第[一二三四五六七八九十百千零〇]+条(?:第[一二三四五六七八九十]+款)?)+)"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇]+条(?:第[一二三四五六七八九十]+款)?")


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Every provision that *text* cites, by law, article and paragraph, with its place."""
    for found in _PROVISION.finditer(text):
        for one in _ARTICLE.finditer(found["rest"]):
            yield f"《{found['law']}》{one[0]}", found.start("rest") + one.start()


def _cited(texts: tuple[Located, ...]) -> set[str]:
    return {cited for text in texts for cited, _ in _places(text)}


# — which agency a law speaks of —

_MANY_DUTIES = re.compile(r"人民政府|街道办事处|管理委员会|管委会|综合行政执法|综合执法|行政审批|委员会办公室")
"""Agencies that may do what the laws give to any other."""
_AS_A_DEPARTMENT = re.compile(r"你(?:单位|局|委|厅|办|大队|分局|中心)作为(?P<what>[^，。；]{0,20}?(?:部门|机关|机构))")


@cache
def _departments() -> tuple[tuple[re.Pattern[str], re.Pattern[str], frozenset[str], re.Pattern[str]], ...]:
    """What a department is called in a letter, what its full name holds, the laws that it carries out, who else does."""
    return tuple(
        (re.compile(row["部门"]), re.compile(row["机关"]), frozenset(row["法"]), re.compile(row.get("执行", "")))
        for row in table("agencies")["主管"]
    )


@rule("L021", level="reminder", on="检察建议", source="各法的主管部门条款（未逐条核对，只提醒）")
def duty_of_another(subject: Subject) -> Iterator[Finding]:
    """被建议单位的职责，是别的部门的：称作别的主管部门，或者引的法律不由它执行。

    只认主管部门清楚的二十几部法律；乡镇、街道、管委会、综合执法机关不管。

    好：
        机关: {县文旅局: {全称: 云江省古原市陶川县文化和旅游局}}
        检察建议: [{被建议单位: 县文旅局, 职责: 你单位作为文物行政部门，对文物保护实施监督管理。, 法律依据: {职责: [《中华人民共和国文物保护法》第九条]}}]
    错：
        机关: {县文旅局: {全称: 云江省古原市陶川县文化和旅游局}}
        检察建议: [{被建议单位: 县文旅局, 职责: 你单位作为水行政主管部门，对河道实施监督管理。}]
    错：
        机关: {县文旅局: {全称: 云江省古原市陶川县文化和旅游局}}
        检察建议: [{被建议单位: 县文旅局, 法律依据: {职责: [《中华人民共和国水法》第十二条第四款]}}]
    """
    case = subject.case
    entries = case.recommendations if case else ()
    names = [_own_name(case, entry.addressee) for entry in entries] if case else []
    for entry, name in zip(entries, names, strict=True):
        for text in references.all_texts((entry.duty, entry.failure)) if name else ():
            for found in _AS_A_DEPARTMENT.finditer(text):
                meant = [who for said, who, _, _ in _departments() if said.search(found["what"])]
                if meant and not any(who.search(name) for who in meant):
                    message = f"“{found['what']}”不像是“{entry.addressee}”（{name}）"
                    yield Finding(text.span_at(found.start("what")), message, "核对这一段是不是写给它的")
        if name and entry.law:
            yield from _not_carried_out(entry.law.duty, [name])
    if case and case.law and names and all(names):
        shared = [name for entry, name in zip(entries, names, strict=True) if not (entry.law and entry.law.duty)]
        yield from _not_carried_out(case.law.duty, shared or names)


def _own_name(case: Case, addressee: Located | None) -> str:
    """The full name of *addressee* without its place; ``""`` where it is not registered or may do anything."""
    agency = case.agencies.get(str(addressee or ""))
    full = str(agency.full_name or "") if agency else ""
    return (
        ""
        if _MANY_DUTIES.search(full)
        else re.sub(r"^(?:[\u4e00-\u9fff]{2,4}?[省市县区旗])+(?=[\u4e00-\u9fff]{3,})", "", full)
    )


def _not_carried_out(texts: tuple[Located, ...], names: list[str]) -> Iterator[Finding]:
    for text in texts:
        for cited in citations.citations(text):
            law = cited.name.removeprefix("中华人民共和国")
            rows = [row for row in _departments() if law in row[2]]
            if rows and not any(row[3].search(name) for row in rows for name in names):
                message = f"《{cited.name}》一般不由“{'、'.join(names)}”执行"
                yield Finding(text.span_at(cited.start), message, "核对职责依据是不是这个机关的")


@rule("L022", level="reminder", on="其他文书", source="人民检察院公益诉讼办案规则第七十四条")
def closed_by_another_article(subject: Subject) -> Iterator[Finding]:
    """行政公益诉讼的终结案件决定书，引办案规则没有引第七十四条。

    好：
        其他文书: [{文种: 终结案件决定书, 依据: [《人民检察院公益诉讼办案规则》第七十四条]}]
    错：
        其他文书: [{文种: 终结案件决定书, 依据: [《人民检察院公益诉讼办案规则》第八十四条]}]
    """
    case = subject.case
    for node in case.other_papers if case else ():
        values = _values(node)
        about = str(_text(values.get("机关")) or "").strip("｛｝{} ")
        basis = values.get("依据")
        if (
            case is None
            or basis is None
            or str(_text(values.get("文种")) or "") != "终结案件决定书"
            or about in case.parties
        ):
            continue
        if not about and derive.case_type(case) != "行政公益诉讼":
            continue
        cited = [
            (text, one)
            for text in texts_in(basis)
            for one in citations.citations(text)
            if "公益诉讼办案规则" in one.name and one.articles
        ]
        if cited and not any(article.number == 74 for _, one in cited for article in one.articles):
            text, one = cited[0]
            yield Finding(
                text.span_at(one.start), "终结案件的依据是办案规则第七十四条，这里引的是别的条", "核对条文序号"
            )


# — what is attached —

_NUMBERED = re.compile(r"附件(?P<n>\d{1,2}|[一二三四五六七八九十]{1,2})(?![\d份件页张名本册户处个、])")
_COUNTED = re.compile(
    r"附件(?:共|共计|合计)?(?P<n>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:份|件)|(?P<m>\d{1,2}|[一二两三四五六七八九十]{1,3})(?:份|件|个)附件"
)
_REFERRED = re.compile(r"(?:[见详如附]|对|按照?|依照)附件|附件所[列附]|附件中")


@rule("A024", level="reminder", on="检察建议、其他文书", source="附件和正文一致（GB/T 9704—2012，7.3.4）")
def attachments(subject: Subject) -> Iterator[Finding]:
    """文字里说的附件，和列出的附件对不上。

    说到附件3，只列了两个；说附件三份，列的不是三个；“见附件”，一个附件也没有列。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 建议: [对附件所列场所逐一核查], 附件: [场所清单]}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 建议: [对附件所列场所逐一核查]}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 建议: [对附件2所列场所逐一核查], 附件: [场所清单]}]
    错：
        其他文书: [{文种: 函, 正文: 随函附送附件三份。, 附件: [问卷, 点位表]}]
    """
    case = subject.case
    if case is None:
        return
    for entry in case.recommendations:
        texts = references.all_texts(
            (entry.duty, entry.failure, entry.advice, entry.conduct, entry.findings, entry.remarks)
        )
        yield from _unlike_the_list(list(texts), len(entry.attachments))
    for node in case.other_papers:
        values = _values(node)
        listed = values.get("附件")
        count = len(listed.items) if isinstance(listed, ListNode) else 1 if _text(listed) else 0
        if listed is not None or _text(values.get("文种")) == "函":
            yield from _unlike_the_list(
                [text for key, one in values.items() if key != "附件" for text in texts_in(one)], count
            )


def _unlike_the_list(texts: list[Located], count: int) -> Iterator[Finding]:
    for text in texts:
        for found in _COUNTED.finditer(text):
            said = citations.number((found["n"] or found["m"]).replace("两", "二"))
            if said != count:
                yield Finding(text.span_at(found.start()), f"说附件有{said}份，列了{count}个", "核对附件")
        for found in _NUMBERED.finditer(text):
            said = citations.number(found["n"])
            if said > count:
                yield Finding(text.span_at(found.start()), f"说到“{found[0]}”，附件只列了{count}个", "核对附件")
        if not count and (referred := _REFERRED.search(text)):
            yield Finding(
                text.span_at(referred.start()), f"这里写“{referred[0]}”，没有列附件", "在“附件”里列出，或者改写"
            )
