"""Rules about what is made for the public: the case as published, its parts and their length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Passage, Subject
from docgen.core.source import Span
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.models import Case

_RESULT = re.compile(
    r"整改|改正|履职到位|清[理除运]|拆除|补[缴建]|修复|恢复|查处|处罚|关停|取缔|下架|约谈|撤回|删除|排查|专项|赔偿|判决|支持(?:全部|了)?诉讼请求|立行立改|纠正|完成|更换|安装|设置了|新增|重新|投入使用|通过验收|落实到位"
)


@rule("Q001", level="reminder", on="典型案例", source="公开发布的典型案例的通行写法（写明整改成效）")
def published_without_result(subject: Subject) -> Iterator[Finding]:
    """典型案例没有写整改。

    好：
        基本案情: 河道被侵占。
        调查和督促履职: 收到检察建议后，行政机关依法整改。
        典型意义: 守护河道安全。
    错：
        基本案情: 河道被侵占。
        调查和督促履职: 本院向行政机关提出检察建议。
        典型意义: 守护河道安全。
    """
    case = subject.case
    if case is None or case.work is None or case.significance is None or derive.case_type(case) != "行政公益诉讼":
        return
    texts = [passage for passage in subject.passages if passage.owner is case.work]
    after = False
    for passage in texts:
        text = str(passage.text)
        # What the letter asked for is not yet what was done.
        told = re.sub(r"(?:提出|制发|发出)[^。]*检察建议(?![^。]*\d)[^。]*", "", text)
        after = after or bool(_RESULT.search(told))
    if texts and not after:
        yield Finding(texts[-1].text.span, "典型案例没有写整改的情况", "补上整改和成效")


_REFUSED = re.compile(
    r"不(?:予)?(?:同意|批准)|(?:未|没有?)(?:获|经)?(?:批准|同意|审批)|暂[缓不]|退回|驳回|不(?:宜|得|能)发布|待[审批定]"
)


@rule(
    "Q002",
    level="reminder",
    on="典型案例",
    source="人民检察院案件信息公开工作规定；各院发布典型案例的内部审批（未核对原文）",
)
def publication_approval(subject: Subject) -> Iterator[Finding]:
    """要公开发布，没有写发布审批。

    记录里有内部文书（文号）又有典型意义的，发布前要有审批。

    好：
        立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]
        典型意义: 守护河道安全。
        发布审批: 检察长2024年11月18日批准
    错：
        立案: [{日期: 2024年2月20日, 文号: 临检行公立〔2024〕12号}]
        典型意义: 守护河道安全。
    错：
        典型意义: 守护河道安全。
        发布审批: 检察长2024年11月18日不同意发布
    """
    case = subject.case
    if case is None or case.significance is None:
        return
    if case.approval is not None:
        if _REFUSED.search(case.approval):
            yield Finding(case.approval.span, "“发布审批”写的像是没有同意", "没有批准就不发布；批准了写谁在何时批准")
        return
    numbers = [*(filing.number for filing in case.filings), *(entry.number for entry in case.recommendations)]
    if any(numbers):
        place = case.keys["significance"].span if "significance" in case.keys else case.significance.span
        yield Finding(place, "写了典型意义，没有“发布审批”", "补上：谁在何时批准发布")


_LONGEST_CASE = 1500
"""Characters of a case, by custom."""


@rule("Q003", level="hint", on="典型案例", source="典型案例的篇幅习惯（未核对原文）")
def case_length(subject: Subject) -> Iterator[Finding]:
    """典型案例的篇幅超出习惯。

    每件一般八百至一千五百字，典型意义不超过三分之一。只作提示。

    好：
        基本案情: 河道被侵占。
        典型意义: 守护。
    错：
        基本案情: 短。
        典型意义: 检察机关立足公益诉讼检察职能，督促行政机关依法履职，推动问题整改，并以个案办理推动健全长效机制，实现办理一案、治理一片的效果，切实维护国家利益和社会公共利益，为经济社会高质量发展提供有力的司法保障和法治支撑，值得在同类案件的办理中参考借鉴和推广运用。
    """
    case = subject.case
    if case is None or case.significance is None:
        return
    told = [
        passage
        for passage in subject.passages
        if passage.owner is case.work
        or passage.key in ("基本案情", "公益损害事实")
        or passage.path[:1] in (("其他部分",), ("诉讼过程",))
    ]
    meaning = sum(len(passage.text) for passage in subject.passages if passage.key in ("典型意义", "指导意义"))
    whole = meaning + sum(len(passage.text) for passage in told)
    if whole > _LONGEST_CASE * 4 // 3:
        yield Finding(case.significance.span, f"全文约{whole}字，一般不超过{_LONGEST_CASE}字", "压缩")
    if told and meaning > 100 and meaning * 3 > whole:
        yield Finding(case.significance.span, f"典型意义{meaning}字，超过全文的三分之一", "压缩典型意义，或者充实案情")


_SAME = {
    "基本案情": re.compile("案情|事实|基本情况"),
    "调查和督促履职": re.compile("履职|督促|磋商|诉讼|监督|化解|办案|办理|听证|整改|支持起诉|修复|治理|协作"),
}
"""A section → the headings under which others tell the same."""


@rule("Q004", level="reminder", on="典型案例", source="公开发布的典型案例的通行体例")
def missing_section(subject: Subject) -> Iterator[Finding]:
    """典型案例缺少一节。

    好：
        基本案情: 河道被侵占。
        调查和督促履职: 督促整改。
        典型意义: 守护河道安全。
    错：
        调查和督促履职: 督促整改。
        典型意义: 守护河道安全。
    错：
        基本案情: 河道被侵占。
        调查和督促履职: 督促整改。
    """
    case = subject.case
    if case is None:
        return
    if case.significance is None:
        if case.facts is not None and (case.work or case.litigation):
            yield Finding(case.facts.span, "典型案例缺少：典型意义", "补上这一节")
        return
    lacking = [
        name
        for name, value in (("基本案情", case.facts), ("调查和督促履职", case.work or case.litigation))
        if value is None and not any(_SAME[name].search(str(section.title or "")) for section in case.other_sections)
    ]
    if lacking and (case.facts or case.work):
        yield Finding(case.significance.span, f"典型案例缺少：{'、'.join(lacking)}", "补上这一节")


_LONGEST_SUMMARY = 80


@rule("Q005", level="reminder", on="摘要", source="目录、议程和公众号摘要的版面")
def long_summary(subject: Subject) -> Iterator[Finding]:
    """摘要超过八十字。

    好：
        摘要: 检察机关督促规范母婴室建设。
    错：
        摘要: 针对商场、医院母婴室缺失、不达标、标志不清、管理不善等多方面问题，检察机关通过公开听证厘清职责，分别向两个行政机关提出检察建议，推动相关场所在规定的期限内全部完成整改，并建立了常态化的管护机制。
    """
    for passage in subject.passages:
        if passage.path == ("摘要",) and len(passage.text) > _LONGEST_SUMMARY:
            yield Finding(
                passage.text.span_at(_LONGEST_SUMMARY), f"摘要{len(passage.text)}字，最多{_LONGEST_SUMMARY}字", "压缩"
            )


_ANY_NUMBER = re.compile(r"\d|[两三四五六七八九十百]+[家件个处名人份]|全部")


@rule("Q006", level="hint", on="典型案例", source="典型案例评审常见问题（成效无数据）")
def result_without_numbers(subject: Subject) -> Iterator[Finding]:
    """整改成效没有一个数字。

    好：
        调查和督促履职: {督促: 提出检察建议。, 整改: 整改问题46处。}
    错：
        调查和督促履职: {督促: 提出检察建议。, 整改: 行政机关积极整改，取得明显成效。}
    """
    case = subject.case
    if case is None or case.work is None or case.work.mending is None:
        return
    passages = [passage for passage in subject.passages if passage.owner is case.work and passage.key == "整改"]
    if passages and not any(_ANY_NUMBER.search(str(passage.text)) for passage in passages):
        yield Finding(passages[0].text.span, "整改成效没有数字", "用数字说明，或者写明怎样核实的")


@rule("Q007", level="error", on="密级", source="保守国家秘密法；人民检察院案件信息公开工作规定第四条")
def secret_but_public(subject: Subject) -> Iterator[Finding]:
    """标了密级，又写了公开发布的内容。

    好：
        密级: 秘密
        查明: 区水务局没有处理。
    错：
        密级: 秘密
        典型意义: 守护河道安全。
    """
    case = subject.case
    if case is None or case.secrecy is None:
        return
    public = [
        name
        for name, value in (("基本案情", case.facts), ("典型意义", case.significance), ("摘要", case.summary))
        if value
    ]
    if public:
        yield Finding(
            case.secrecy.span,
            f"标了密级“{case.secrecy}”，又写了要公开的{'、'.join(public)}",
            "核对密级；有密级的不公开",
        )


_EMPTY_FOOTER = re.compile(
    r"[\[［【（]?(?P<label>供稿单位|供稿|作者|通讯员|责任编辑|责编|编辑|来源|审核|校对|摄影|统筹|文字|图片)[:：][ \t　]*(?P<end>[\]］】）]|$|(?=[ \t　]+(?:供稿|作者|通讯员|责任编辑|责编|编辑|来源|审核|校对)[:：]))",
    re.M,
)


@rule("Q008", level="reminder", on="文字", source="新闻稿的版面（空项不印）")
def empty_footer(subject: Subject) -> Iterator[Finding]:
    """文末的署名项空着。

    空的不印：删去，或者填上。

    好：[责任编辑：某某]
    错：[供稿单位:]
    错：供稿单位：
    """
    for hit in subject.hits(_EMPTY_FOOTER):
        yield hit.finding(f"“{hit['label']}”后面是空的", "填上，或者删去这一项", group="label")


_SHORTEST_SENTENCE = 20
"""A sentence of fewer characters may well come twice."""
# A sentence begins behind another: tried at every character, a long text without a full stop would take hours.
_SENTENCE = re.compile(r"(?<![^。！？\n])[^。！？\n]{20,}[。！？]")


@rule("Q009", level="hint", on="宣传文字", source="典型案例评审常见问题（重复）")
def repeated_sentence(subject: Subject) -> Iterator[Finding]:
    """同一句话写了两遍。

    好：
        基本案情: 河道被违法建筑长期侵占，影响行洪安全。
        典型意义: 检察机关督促依法拆除，恢复了河道功能。
    错：
        基本案情: 河道被违法建筑长期侵占，影响行洪安全，社会公共利益受到侵害。
        典型意义: 河道被违法建筑长期侵占，影响行洪安全，社会公共利益受到侵害。
    """
    seen: dict[str, Span] = {}
    for hit in subject.hits(_SENTENCE, public=True):
        if (first := seen.setdefault(hit[0], hit.span)) != hit.span:
            yield hit.finding(f"这句话和第{first.line}行的一样", "留一处")


_SECTIONS_IN_TEXT = re.compile(
    r"^【?(?:基本案情|公益损害事实|调查和督促履职|调查和诉讼|检察机关履职(?:情况|过程)|典型意义|指导意义|诉讼过程|要旨|关键词|相关规定)】?$",
    re.M,
)


@rule("Q010", level="reminder", on="典型案例", source="docgen 的记录写法（小节标题由程序印出）")
def sections_in_text(subject: Subject) -> Iterator[Finding]:
    """小节的名称写进了正文。

    【基本案情】一类的标题由程序印出，不写在正文里。

    好：
        基本案情: 河道被侵占。
    错：
        基本案情: |
          【基本案情】
          河道被侵占。
    """
    if subject.case is not None:
        for hit in subject.hits(_SECTIONS_IN_TEXT, prose=True):
            yield hit.finding(f"“{hit[0]}”是小节标题，会印两遍", "删去这一行")


_OFFICE_NAMED = re.compile(
    r"(?P<places>(?:[\u4e00-\u9fff]{2,5}?[区县市旗]?、)*[\u4e00-\u9fff]{2,12}?[区县市旗])(?:人民)?检察院"
)
_LISTED = re.compile(
    r"(?P<places>[\u4e00-\u9fff]{2,5}(?:、[\u4e00-\u9fff]{2,5}){1,20})(?:人民)?检察院(?:分别)?(?:办理|承办)"
)
_ALL_CASES = re.compile(r"案例数|件案例")


@rule("Q011", level="reminder", on="发布会、发布稿", source="办案单位的名称和案例记录一致")
def office_of_another_case(subject: Subject) -> Iterator[Finding]:
    """讲一个案例的话里，写的检察院不是办这个案例的院；列出的办案单位和案例的对不上。

    一句话引用了一个案例的数，写的“某区检察院”不是这个案例的院，也没有写这个案例的院，就提醒。
    “几件案例分别由甲、乙、丙区检察院办理”，列出的院和案例记录里的院逐个比。

    好：本院推动解决问题46处。
    """
    cases, record = subject.cases, subject.record
    offices = {name: _place(case) for name, case in cases.items() if case.procuratorate}
    if not offices:
        return
    event = record if isinstance(record, Conference) else getattr(record, "event", None)
    hosts = {
        derive.short_name(str(host.name))
        for host in (*getattr(record, "hosts", ()), *(event.hosts if event else ()))
        if host.name and "检察院" in host.name
    }
    for passage in subject.passages:
        text = str(passage.text)
        for sentence in _TELLING.finditer(text):
            named = [one.name.partition(".")[0] for one in references.find(sentence[0]) if "." in one.name]
            own = {offices[name] for name in named if name in offices}
            listed = _LISTED.search(sentence[0])
            if listed and event is not None and _ALL_CASES.search(sentence[0]):
                yield from _unlike_the_cases(
                    passage,
                    sentence.start(),
                    listed,
                    {offices[one.name] for one in event.members if one.name in offices},
                )
            elif own and not any(_bare_place(one) in sentence[0] for one in own):
                found = _OFFICE_NAMED.search(sentence[0])
                if found and not any(host in sentence[0] for host in hosts):
                    message = f"这句话引用的是{'、'.join(sorted(own))}检察院的案例，写的是“{found[0][-8:]}”"
                    yield Finding(passage.text.span_at(sentence.start() + found.start()), message, "核对是哪个院")


_TELLING = re.compile(r"[^。！？\n]+")


def _place(case: Case) -> str:
    """Of the office of *case* what tells it from others: 门头沟区."""
    return derive.short_name(str(case.procuratorate)).removesuffix("检察院")


def _bare_place(place: str) -> str:
    return place[:-1] if len(place) >= 3 and place[-1] in "区县市旗" else place


def _unlike_the_cases(passage: Passage, start: int, listed: re.Match[str], offices: set[str]) -> Iterator[Finding]:
    places = listed["places"].split("、")
    known = {_bare_place(place) for place in offices}
    # What stands before the first place belongs to the sentence: 分别由大兴.
    said = [next((one for one in known if _bare_place(place).endswith(one)), "") for place in places]
    at = passage.text.span_at(start + listed.start())
    strange = [place for place, one in zip(places, said, strict=True) if not one]
    lacking = known - set(said)
    if strange:
        hint = f"是不是“{'、'.join(sorted(lacking))}”？" if lacking else "核对办案单位"
        yield Finding(at, f"“{'、'.join(strange)}”检察院没有这组案例", hint)
    elif lacking:
        yield Finding(at, f"这里没有写{'、'.join(sorted(lacking))}检察院，它办了这组案例", "核对办案单位")
