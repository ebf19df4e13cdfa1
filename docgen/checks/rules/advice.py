"""Rules about what the papers of a case must hold: the written advice above all, its service, the clue."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen.checks.citations import number
from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Passage, Subject
from docgen.records import derive
from docgen.records.models import Case, Recommendation
from docgen.records.release import Release


@rule("A001", level="error", on="检察建议", source="人民检察院公益诉讼办案规则第七十五条")
def required_items(subject: Subject) -> Iterator[Finding]:
    """检察建议书缺少规则要求的内容。

    行政机关名称、案件来源、公益受损的事实、不依法履职的事实和理由、法律依据、建议的具体内容、整改期限。
    期限由程序写出。已经填了文号或者日期的，是错误；还在起草的，是提醒。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        线索: {来源: 群众举报}
        公益受损: 河道被侵占，社会公共利益受到侵害。
        查明: 区水务局没有处理。
        法律依据: {职责: [《中华人民共和国水法》第三十七条]}
        检察建议: [{被建议单位: 区水务局, 认定: 你单位没有依法履职。, 建议: [责令拆除违法建筑], 日期: 2024年4月22日}]
    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        线索: {来源: 群众举报}
        公益受损: 河道被侵占，社会公共利益受到侵害。
        法律依据: {职责: [《中华人民共和国水法》第三十七条]}
        检察建议: [{被建议单位: 区水务局, 查明: 区水务局没有处理。, 认定: 你单位没有依法履职。, 建议: [责令拆除违法建筑], 日期: 2024年4月22日}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        线索: {来源: 群众举报}
        公益受损: 河道被侵占，社会公共利益受到侵害。
        查明: 区水务局没有处理。
        法律依据: {职责: [《中华人民共和国水法》第三十七条]}
        检察建议: [{被建议单位: 区水务局, 认定: 你单位没有依法履职。, 日期: 2024年4月22日}]
    """
    case = subject.case
    for entry in case.recommendations if case else ():
        if entry.category is not None and str(entry.category) != "公益诉讼":
            continue
        lacking = _lacking(case, entry) if case else []
        if lacking:
            issued = entry.number is not None or entry.day is not None
            yield Finding(
                entry.addressee.span if entry.addressee else entry.span,
                f"给“{entry.addressee}”的检察建议书缺少：{'、'.join(lacking)}",
                "补上这几项",
                None if issued else "reminder",
            )


def _lacking(case: Case, entry: Recommendation) -> list[str]:
    """The items of Art. 75 that the record lacks, as the keys that an author types."""
    agency = case.agencies.get(str(entry.addressee or ""))
    law = [basis for basis in (entry.law, case.law) if basis is not None]
    wanted = (
        ("机关.全称", agency is not None and agency.full_name),
        ("线索.来源", case.clue is not None and case.clue.origin),
        ("公益受损", case.harm),
        ("查明（或者履职情况）", case.findings or entry.findings or entry.conduct),
        ("认定", entry.failure),
        ("法律依据.职责", any(basis.duty for basis in law) or "《" in str(entry.duty or "")),
        ("建议", entry.advice),
    )
    return [name for name, there in wanted if not there]


@rule("A002", level="reminder", on="检察建议", source="人民检察院检察建议工作规定第十六条第二项、第五项，第三十条")
def evidence_and_objection(subject: Subject) -> Iterator[Finding]:
    """检察建议书没有写证据或者异议期限。

    公益诉讼的检察建议，办案规则没有规定的适用检察建议工作规定：要有证据和提出异议的期限。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        证据: [现场勘察笔录]
        检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日, 异议期限: 收到本检察建议书之日起十五日内}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 日期: 2024年4月22日}]
    """
    case = subject.case
    for entry in case.recommendations if case else ():
        place = entry.addressee.span if entry.addressee else entry.span
        lacking = []
        if case is not None and not case.evidence:
            lacking.append("证据")
        if entry.objection is None and subject.project.settings.objection is None:
            lacking.append("异议期限")
        if lacking and (entry.number is not None or entry.day is not None):
            yield Finding(
                place,
                f"给“{entry.addressee}”的检察建议书没有写{'和'.join(lacking)}",
                "补上；不设异议期限的，关掉这一条提醒",
            )


_COUNT = r"[一二两三四五六七八九十\d]{1,3}"
_PERIOD_OF_REPLY = re.compile(
    rf"(?P<period>(?:{_COUNT}个?月|{_COUNT}(?:日|天|个工作日)))(?:之?内|以内)[^。；\n]{{0,24}}?(?P<what>书面回复|书面答复|回复本院|函复|整改完毕|整改到位|完成整改|依法履行)"
)
_TWO = str.maketrans("两二", "22")


def _same(written: str, right: str) -> bool:
    """Whether two periods are one: 二个月 is 两个月, 15日 is 十五日."""
    parts = [re.fullmatch(rf"({_COUNT})(.+)", period) for period in (written, right)]
    found = [(number(part[1].translate(_TWO)), part[2].replace("个", "")) for part in parts if part]
    return len(found) == 2 and found[0] == found[1]


@rule(
    "A003",
    level="error",
    on="检察建议",
    source="最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释第二十一条",
)
def wrong_period(subject: Subject) -> Iterator[Finding]:
    """写的期限和法律规定不一致。

    整改和书面回复的期限是收到检察建议书之日起两个月；紧急情形，十五日内书面回复，履职期限仍是两个月。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 其他说明: 请在收到本检察建议书之日起两个月内书面回复本院。}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 其他说明: 请在收到本检察建议书之日起一个月内书面回复本院。}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 其他说明: 请在30日内将整改情况书面回复本院。}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 紧急情形: 损害继续扩大, 其他说明: 请在十五日内整改完毕并书面回复本院。}]
    """
    for hit in subject.hits(_PERIOD_OF_REPLY, public=False):
        owner = hit.passage.owner
        if not isinstance(owner, Recommendation) or hit.passage.key in ("异议期限", "履职情况"):
            continue
        day = owner.day or owner.decided or owner.served
        law = derive.instrument(day.moment.day if day else None)
        if law is None:
            continue
        urgent = owner.urgency is not None
        performs = bool(re.search(r"整改|履行", hit[0]))
        usual = law.performance if performs else law.reply
        if _same(hit["period"], usual) or (urgent and not performs and _same(hit["period"], law.urgent)):
            continue
        if urgent and performs:
            yield hit.finding(
                f"紧急情形只缩短书面回复的期限，履职期限仍是{law.performance}",
                f"履职写“{law.performance}”，回复写“{law.urgent}”",
                group="period",
            )
        else:
            right = f"紧急的{law.urgent}" if urgent else usual
            yield hit.finding(
                f"期限写的是“{hit['period']}”，法律规定是收到之日起{right}",
                "删去这一句；期限由程序写出",
                group="period",
            )


_HOLLOW = (
    r"进一步|切实|不断|全面|认真|充分|积极|有效|依法|严格|持续|深入|着力|大力|加强|强化|提高|提升|增强|完善|健全|落实|履行|"
    r"高度|重视|监管|管理|监督|认识|思想|意识|责任|职责|制度|机制|体系|工作|力度|水平|能力|质效|日常|领域|相关|有关|各项|"
    r"政治站位|站位|统筹|协调|配合|联动|执法|检查|行业|引导|宣传|教育|培训|队伍|建设|法定|本|你单位|对|的|地|和|与|及|并|为|在|"
    r"[，、。；：\s]"
)
_ONLY_HOLLOW = re.compile(rf"(?:{_HOLLOW})+$")


@rule("A004", level="reminder", on="检察建议.建议", source="人民检察院检察建议工作规定第十六条（建议应当具体、可操作）")
def empty_advice(subject: Subject) -> Iterator[Finding]:
    """建议空泛，没有可以执行的内容。

    每项建议至少写明一样：对象、法律动作（查处、责令、处罚、注销、公示……）、范围或者时限。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 建议: [责令违法建设人限期拆除河道内的建筑]}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 建议: [提高认识，高度重视，进一步加强监管]}]
    """
    for passage in subject.passages:
        if passage.path == ("检察建议", "建议") and _ONLY_HOLLOW.match(str(passage.text)):
            yield Finding(
                passage.text.span,
                "这一项建议空泛，没有对象、措施、范围或者时限",
                "写明对什么、依法采取什么措施、到什么程度",
            )


_OBLIGED = r"(?:应当|必须|须|应|要|立即|限期|尽快|自行)"
_ORDERED = re.compile(
    rf"^(?:由|要求)?[^，。；责督促要求依法对]{{0,16}}?(?:公司|商场|酒店|医院|企业|经营者|当事人|商户|工厂|超市|药店|饭店|[某]{{1,2}}){_OBLIGED}"
)
_OFFICE_ORDERS = re.compile(r"(?:本院|我院|检察机关|检察院)(?:依法)?(?:责令|处罚|查处|没收|吊销)")


@rule(
    "A005",
    level="reminder",
    on="检察建议.建议",
    source="人民检察院公益诉讼办案规则第八十三条（诉讼请求不写明行政相对人的具体义务，参照）",
)
def advice_to_a_company(subject: Subject) -> Iterator[Finding]:
    """建议直接要求公司、个人做什么。

    检察建议写给行政机关：写“责令”“督促”某公司怎样，由行政机关依法处理。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 建议: [依法责令某公司拆除河道内的建筑]}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 建议: [某公司应当立即拆除河道内的建筑]}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 建议: [本院责令某公司拆除河道内的建筑]}]
    """
    for passage in subject.passages:
        if passage.path != ("检察建议", "建议"):
            continue
        text = str(passage.text)
        if found := _OFFICE_ORDERS.search(text):
            yield Finding(
                passage.text.span_at(found.start()),
                f"“{found[0]}”：检察机关没有这项职权",
                "写成建议行政机关依法责令、查处",
            )
        elif found := _ORDERED.match(text):
            yield Finding(passage.text.span, "建议直接要求了行政相对人", "写成“依法责令……”“督促……”，由行政机关处理")


_COERCIVE_MEASURES = re.compile(
    r"(?:本院|我院|检察机关|[\u4e00-\u9fff]{0,6}检察院|检察官)(?P<between>[^，。；\n]{0,16}?)(?P<measure>查封|扣押|冻结|拘留|拘传|留置(?!送达))"
)


@rule(
    "A006", level="error", on="文字", source="人民检察院公益诉讼办案规则第三十五条；人民检察院检察建议工作规定第十四条"
)
def coercive_measures(subject: Subject) -> Iterator[Finding]:
    """写成检察机关查封、扣押、冻结。

    公益诉讼办案不得采取限制人身自由或者查封、扣押、冻结财产等强制性措施。

    好：公安机关依法扣押涉案车辆。
    错：本院依法扣押涉案车辆两辆。
    错：检察机关对该公司账户予以冻结。
    """
    for hit in subject.hits(_COERCIVE_MEASURES):
        if re.search(
            r"建议|督促|会同|联合|协调|商|监督|公安|法院|发现|查明|申请|请求|未|不|移送|被|送达", hit["between"]
        ):
            continue
        yield hit.finding(
            f"公益诉讼办案不能由检察机关“{hit['measure']}”", "写明是哪个机关采取的措施；确是笔误就改正", group="measure"
        )


_KNOWN_SOURCE = re.compile(
    r"举报|控告|投诉|反映|热线|来信|来访|志愿者|群众|公民|办案|办理|履职|履行职责|专项|巡查|走访|摸排|排查|检察监督|大数据|模型|数据|平台|共享|移送|移交|转交|转办|交办|指定|代表|委员|人大|政协|"
    r"社会团体|妇联|工会|共青团|协会|媒体|舆情|网络|新闻|报道|其他|行刑衔接|听证|回头看|法院|公安|纪委|监委|机关|部门|上级|联席会议|协作"
)


@rule("A011", level="hint", on="线索", source="人民检察院公益诉讼办案规则第二十四条")
def clue_source(subject: Subject) -> Iterator[Finding]:
    """线索来源归不到办案规则的六类。

    举报，办案中发现，行政执法信息共享平台，国家机关、社会团体、代表委员转交，媒体舆论，其他。

    好：
        线索: {来源: 12345市民服务热线, 说法: 群众投诉}
    错：
        线索: {来源: 无名渠道}
    """
    clue = subject.case.clue if subject.case else None
    if clue is None or clue.origin is None:
        return
    if not _KNOWN_SOURCE.search(f"{clue.origin}{clue.wording or ''}"):
        yield Finding(
            clue.origin.span,
            f"“{clue.origin}”归不到办案规则第二十四条的六类线索来源",
            "写明是举报、办案中发现、移送，还是别的",
        )


_LATER_STAGE_IN_FINDINGS = re.compile(
    r"(?:收到|接到)检察建议书?(?:之?后|以后)|整改(?:完毕|完成|到位)(?!的期限)|已(?:经)?(?:全部|全面)?整改|“?回头看”?|回访|书面回复(?!本院)本?院?(?:称|：|表示)"
)
_FACT_FIELDS = frozenset(["公益受损", "查明", "认定", "职责", "履职情况"])
"""Fields that tell what was found before the advice was given."""


@rule(
    "A012",
    level="reminder",
    on="公益受损、查明、认定、职责",
    source="人民检察院公益诉讼办案规则第七十五条（检察建议书的内容）",
)
def later_stage_in_findings(subject: Subject) -> Iterator[Finding]:
    """内部文书的事实部分写到了以后的事。

    “公益受损”“查明”“认定”里只写提出检察建议以前的事，整改、回复、回访写在后面的字段。

    好：
        查明: 区水务局没有处理。
    错：
        查明: 收到检察建议后，区水务局已经整改到位。
    """
    if subject.case is None:
        return
    for hit in subject.hits(_LATER_STAGE_IN_FINDINGS, public=False):
        if hit.passage.key in _FACT_FIELDS and not re.search(r"[未没]|尚不|要求$|督促$|逾期$", hit.before[-6:]):
            yield hit.finding(f"“{hit[0]}”是提出检察建议以后的事", "移到“整改”“回复”或者“回访”")


_PUBLICITY_IN_FINDINGS = re.compile(
    r"获得感|幸福感|安全感|用心用情|答卷|检察蓝|司法温[情度]|检察温度|有力[度]?(?:提升|守护|维护)|切实守护|守护[\u4e00-\u9fff]{2,8}权益|助力[\u4e00-\u9fff]{2,10}发展|谱写|擦亮|硬核|亮点|“?当下改”?|“?长久治”?|贡献检察(?:力量|智慧)|高质效|彰显"
)


@rule(
    "A013", level="reminder", on="公益受损、查明、认定、职责", source="人民检察院检察建议工作规定第十六条（事实和证据）"
)
def publicity_in_findings(subject: Subject) -> Iterator[Finding]:
    """宣传用语写进了查明的事实。

    内部文书写事实和证据，不写修饰和评价。

    好：
        查明: 区水务局于2024年3月1日到现场检查，没有处理。
    错：
        查明: 检察机关用心用情守护群众的获得感、幸福感、安全感，交出亮眼答卷。
    """
    if subject.case is not None:
        for hit in subject.hits(_PUBLICITY_IN_FINDINGS, public=False):
            if hit.passage.key in _FACT_FIELDS:
                yield hit.finding(f"“{hit[0]}”是宣传用语", "只写查明的事实")


@rule("A014", level="reminder", on="检察建议", source="检察建议评查常见问题（同案文书雷同）")
def same_letters(subject: Subject) -> Iterator[Finding]:
    """同案几份检察建议书的认定或者建议完全一样。

    每个机关的职责、违法情形和建议分别写。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区农业农村局: {全称: 云江省青川市临河区农业农村局}}
        检察建议: [{被建议单位: 区水务局, 认定: 你单位没有查处河道违法建筑。}, {被建议单位: 区农业农村局, 认定: 你单位没有查处养殖污染。}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区农业农村局: {全称: 云江省青川市临河区农业农村局}}
        检察建议: [{被建议单位: 区水务局, 认定: 你单位没有依法履职。}, {被建议单位: 区农业农村局, 认定: 你单位没有依法履职。}]
    """
    case = subject.case
    seen: dict[tuple[str, str], str] = {}
    for entry in case.recommendations if case else ():
        advice = "\n".join(map(str, entry.advice))
        place = entry.failure or (entry.advice[0] if entry.advice else None)
        for name, text in (("认定", str(entry.failure or "")), ("建议", advice)):
            if text and place is not None:
                first = seen.setdefault((name, text), str(entry.addressee))
                if first != str(entry.addressee):
                    yield Finding(
                        place.span, f"给“{entry.addressee}”的{name}和给“{first}”的完全一样", "按各机关的职责分别写"
                    )


@rule("A015", level="reminder", on="检察建议.抄送", source="人民检察院检察建议工作规定第二十条（抄送的范围）")
def copy_to_addressee(subject: Subject) -> Iterator[Finding]:
    """抄送里有被建议单位自己。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 抄送: [临河区人民政府]}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 抄送: [云江省青川市临河区水务局]}]
    """
    case = subject.case
    for entry in case.recommendations if case else ():
        agency = case.agencies.get(str(entry.addressee or "")) if case else None
        own = {str(entry.addressee), str(agency.full_name) if agency and agency.full_name else ""}
        for copy in entry.copies:
            if str(copy).strip("｛｝{}") in own:
                yield Finding(copy.span, f"“{copy}”就是被建议单位，不再抄送", "删去，或者写它的上级机关")


_ANNOUNCEMENT_PERIOD = re.compile(
    r"公告期[间限]?(?:[为是满：]|届满)?(?P<period>[一二三四五六七八九十\d]{1,3}(?:日|天|个?月))"
)


@rule(
    "A016",
    level="error",
    on="文字",
    source="人民检察院公益诉讼办案规则第九十一条；最高人民法院、最高人民检察院关于检察公益诉讼案件适用法律若干问题的解释第十三条",
)
def announcement_period(subject: Subject) -> Iterator[Finding]:
    """民事公益诉讼公告的期间不是三十日，或者公告以后没有满三十日就起诉。

    好：
        类型: 民事公益诉讼
        诉讼过程: 2024年5月10日，本院发布公告，公告期三十日。
    错：
        类型: 民事公益诉讼
        诉讼过程: 2024年5月10日，本院发布公告，公告期十五日。
    错：
        类型: 民事公益诉讼
        诉讼过程: 2024年5月10日，本院发布公告。公告期满，没有机关起诉。2024年5月28日，本院提起民事公益诉讼。
    """
    for hit in subject.hits(_ANNOUNCEMENT_PERIOD):
        if hit["period"] not in ("三十日", "30日", "三十天", "30天"):
            yield hit.finding(f"诉前公告期是三十日，这里写“{hit['period']}”", "核对", group="period")
    for passage in subject.passages:
        told = list(_ANNOUNCED_OR_SUED.finditer(str(passage.text)))
        announced = next((_day_in(one) for one in told if one["what"].endswith("公告")), None)
        for sued in told if announced else ():
            day = _day_in(sued)
            if day and announced and not sued["what"].endswith("公告") and 0 <= (day - announced).days < _ANNOUNCED:
                message = f"公告以后第{(day - announced).days}日起诉，诉前公告期是三十日"
                yield Finding(passage.text.span_at(sued.start()), message, "核对两个日期")


_ANNOUNCED = 30
_ANNOUNCED_OR_SUED = re.compile(
    r"(?P<y>20\d{2})年(?P<m>\d{1,2})月(?P<d>\d{1,2})日，?(?:本院|检察机关|检察院)?[^，。；\d]{0,12}?"
    r"(?P<what>(?:发布|刊登|发出)[^，。；\d]{0,8}(?<!听证)公告|(?:提起|起诉)[^，。；\d]{0,6})"
)
"""A day on which the announcement before a suit was made, or the suit was brought."""


def _day_in(found: re.Match[str]) -> datetime.date | None:
    try:
        return datetime.date(int(found["y"]), int(found["m"]), int(found["d"]))
    except ValueError:
        return None  # D008 tells it


_WAYS_OF_SERVICE = re.compile(
    r"(?:直接|留置|邮寄|宣告|委托|电子|转交|公告|当面|当场)(?:送达|交付|$)|检察专递|邮政|快递"
)


@rule("A017", level="hint", on="检察建议", source="人民检察院公益诉讼办案规则第七十六条（送达回证）")
def service_details(subject: Subject) -> Iterator[Finding]:
    """已经送达，没有写送达方式或者地点。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日, 送达方式: 直接送达, 送达地点: 区水务局办公室}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 送达日期: 2024年4月24日}]
    """
    case = subject.case
    for entry in case.recommendations if case else ():
        if entry.served is None:
            continue
        lacking = [
            name for name, value in (("送达方式", entry.served_by), ("送达地点", entry.served_at)) if value is None
        ]
        if lacking:
            yield Finding(entry.served.span, f"送达回证还缺少：{'、'.join(lacking)}", "补上")
        elif entry.served_by is not None and not _WAYS_OF_SERVICE.search(str(entry.served_by)):
            yield Finding(
                entry.served_by.span,
                f"不认识“{entry.served_by}”这种送达方式",
                "写直接送达、留置送达、邮寄送达或者宣告送达",
            )


_ADVICE = re.compile(r"(?P<n>[一二两三四五六七八九十\d]{1,2})(?:项|条|点)(?:检察)?建议")
_POINTS = re.compile(
    r"(?P<n>[两二三四五六七八九])(?:个(?:突出|主要|显著|共同)?(?:特点|特征|环节|问题|原因|做法|难点|亮点)|(?:个)?(?:方面|点|类|项|大)(?:的)?(?:问题|情形|内容|建议|措施|原因|工作)?)[：，。](?P<list>一是[^\n]*)"
)


@rule("A018", level="error", on="文字", source="算术")
def count_of_items(subject: Subject) -> Iterator[Finding]:
    """说的项数和列出的项数不一样。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 认定: 提出两项建议：, 建议: [责令拆除违法建筑, 组织排查河道]}]
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
        检察建议: [{被建议单位: 区水务局, 认定: 提出如下三项建议：, 建议: [责令拆除违法建筑, 组织排查河道]}]
    错：
        查明: |
          该公司有3家门店不符合规定：
          一是没有许可。二是没有检查。
          综上，存在三方面问题：一是没有许可；二是没有检查。
    错：
        典型意义: 本案有三个特点。一是线索来自热线。二是整改到位。
    """
    for hit in subject.hits(_ADVICE, public=False):
        owner = hit.passage.owner
        if isinstance(owner, Recommendation) and hit.passage.key != "建议" and owner.advice:
            said = number(hit["n"])
            if said != len(owner.advice):
                yield hit.finding(f"说有{said}项建议，列了{len(owner.advice)}项", "核对", group="n")
    for hit in subject.hits(_POINTS):
        listed = len(re.findall(r"(?:^|[。；，])[一二三四五六七八九]是", hit["list"]))
        if "。" in hit[0][: hit.start("list") - hit.start()] and _goes_on(subject, hit.passage):
            continue
        if listed != number(hit["n"]):
            yield hit.finding(f"说有{hit['n']}点，列了{listed}点", "核对", group="n")
    for block in subject.record.body if isinstance(subject.record, Release) else ():
        lead = _ENDS_WITH_A_COUNT.search(block.intro) if block.intro and block.points else None
        if lead and block.intro and number(lead["n"].replace("两", "二")) != len(block.points):
            at = block.intro.span_at(lead.start("n"))
            yield Finding(at, f"“引言”说有{lead['n']}个方面，“分点”列了{len(block.points)}点", "核对", "reminder")


_ENDS_WITH_A_COUNT = re.compile(
    r"(?P<n>[两二三四五六七八九])个?(?:方面|点|类|项|大|特点|问题)[^。；？！\n]{0,16}[。：]?\s*$"
)


def _goes_on(subject: Subject, passage: Passage) -> bool:
    """Whether the list that begins in *passage* goes on in the next paragraph."""
    place = subject.passages.index(passage)
    return any(re.match("[二三四五六七八九]是", str(one.text)) for one in subject.passages[place + 1 : place + 2])
