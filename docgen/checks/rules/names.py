"""Rules about the names of agencies and offices, of persons, and of the case itself."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from functools import cache

from docgen.checks.rules import rule
from docgen.checks.subject import Finding, Subject
from docgen.core.errors import nearest
from docgen.core.source import Located
from docgen.data import table
from docgen.records import derive

_OldName = tuple[str, datetime.date]


@cache
def _old_names() -> tuple[re.Pattern[str], list[_OldName]]:
    rows = table("agencies")["改名"]
    pattern = "|".join(f"(?P<a{index}>{row['旧']})" for index, row in enumerate(rows))
    return re.compile(f"(?<!原)(?<!时任)(?:{pattern})"), [
        (row["新"], datetime.date.fromisoformat(row["自"])) for row in rows
    ]


@rule("J001", level="reminder", on="文字", source="2018年、2023年党和国家机构改革方案")
def old_agency_name(subject: Subject) -> Iterator[Finding]:
    """机构改革以后，仍用旧的机关名称。

    旧名称看事情的年份：改革以前的事可以用当时的名称，括注现名。

    好：
        线索: {来源: 群众举报, 日期: 2017年3月1日}
        查明: 原区国土资源局没有处理。
    错：
        线索: {来源: 群众举报, 日期: 2025年5月1日}
        查明: 国土资源部门确认该地块为一般耕地。
    错：
        线索: {来源: 群众举报, 日期: 2024年5月1日}
        查明: 区环保局没有处理。
    """
    pattern, rows = _old_names()
    for hit in subject.hits(pattern):
        name = next(key for key, value in hit.match.groupdict().items() if value)
        new, since = rows[int(name[1:])]
        day = subject.conduct or subject.paper_day(hit.passage)
        if day is not None and day < since:
            continue
        if re.search(r"原[\u4e00-\u9fff]{0,10}$", hit.before):
            continue
        yield hit.finding(
            f"“{hit[0]}”是{since.year}年机构改革以前的名称", f"现在是“{new}”；讲当时的事，写“原{hit[0]}”", group=name
        )


_FULL_NAMES = {
    "人社局": "人力资源和社会保障局",
    "住建局": "住房和城乡建设局",
    "住建委": "住房和城乡建设委员会",
    "卫健委": "卫生健康委员会",
    "卫健局": "卫生健康局",
    "市监局": "市场监督管理局",
    "市场监管局": "市场监督管理局",
    "农业局": "农业农村局",
    "文旅局": "文化和旅游局",
    "自规局": "自然资源和规划局",
    "城管局": "城市管理局",
    "应急局": "应急管理局",
    "环保局": "生态环境局",
    "教体局": "教育和体育局",
    "发改委": "发展和改革委员会",
    "林草局": "林业和草原局",
    "交运局": "交通运输局",
    "退役军人局": "退役军人事务局",
    "网信办": "网络安全和信息化委员会办公室",
    "妇联": "妇女联合会",
}
_ABBREVIATED_FULL_NAME = re.compile("|".join(sorted(_FULL_NAMES, key=len, reverse=True)))


@rule("J002", level="reminder", on="机关", source="人民检察院公益诉讼办案规则第七十五条（行政机关的名称）")
def abbreviated_full_name(subject: Subject) -> Iterator[Finding]:
    """机关的“全称”写成了简称。

    内部文书用公章上的全称：带省、市、县、区的名称，不用“人社局”“住建局”。

    好：
        机关: {区人社局: {全称: 云江省青川市临河区人力资源和社会保障局}}
    错：
        机关: {区人社局: {全称: 云江省青川市临河区人社局}}
    错：
        机关: {区水务局: {全称: 区水务局}}
    """
    case = subject.case
    for name, agency in case.agencies.items() if case else ():
        if not agency.full_name:
            continue
        full = str(agency.full_name)
        if found := _ABBREVIATED_FULL_NAME.search(full):
            yield Finding(
                agency.full_name.span_at(found.start()),
                f"“{name}”的全称里有简称“{found[0]}”",
                f"写成“{_FULL_NAMES[found[0]]}”，以公章为准",
            )
        elif re.match(r"[省市县区州旗][\u4e00-\u9fff]", full) or not re.search(
            r"[省市县区州旗盟镇乡]|街道|自治|新区|国家|中国", full
        ):
            yield Finding(agency.full_name.span, f"“{name}”的全称“{full}”没有地名", "写公章上的全称")


@rule("J003", level="reminder", on="机关", source="人民检察院公益诉讼办案规则第七十五条（行政机关的名称）")
def unknown_addressee(subject: Subject) -> Iterator[Finding]:
    """机关的全称不在本院的机关名录里。

    docgen.yaml 写了“机关名录”才核对。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}}
    """
    known = [str(name) for name in subject.project.settings.addressees]
    case = subject.case
    for name, agency in case.agencies.items() if case and known else ():
        if agency.full_name and str(agency.full_name) not in known:
            like = nearest(str(agency.full_name), known)
            hint = f"是不是“{like}”？" if like else "核对全称；新设的机关补进 docgen.yaml 的“机关名录”"
            yield Finding(agency.full_name.span, f"“{name}”的全称“{agency.full_name}”不在机关名录里", hint)


_WHOLE_NAME = re.compile(
    r"最高人民检察院|(?:[\u4e00-\u9fff]{2,4}省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区|(?:北京|天津|上海|重庆)(?:市|铁路)|新疆生产建设兵团|[\u4e00-\u9fff]+(?:铁路|林区|军事|农垦|垦区))[\u4e00-\u9fff]*"
)


@rule("J004", level="reminder", on="检察院", source="人民检察院组织法第十三条；最高人民检察院法律文书格式样本")
def office_without_place(subject: Subject) -> Iterator[Finding]:
    """检察院的名称没有写全。

    和公章一致：带省（自治区、直辖市）、市、县（区）的名称。

    好：
        检察院: 北京市大兴区人民检察院
    错：
        检察院: 尖草坪区人民检察院
    错：
        检察院: 太原市尖草坪区检察院
    """
    case = subject.case
    if case is None or case.procuratorate is None:
        return
    name = str(case.procuratorate)
    if "人民检察院" not in name and "军事检察院" not in name:
        yield Finding(case.procuratorate.span, f"“{name}”不是全称", "写成“…人民检察院”，和公章一致")
    elif not _WHOLE_NAME.match(name):
        yield Finding(case.procuratorate.span, f"“{name}”前面没有省、自治区、直辖市", "和公章一致，写全称")


_POSTS = r"(?:党组书记、|党组成员、|副书记、)*(?:第[一二三四五六七八九十]+检察部(?:副主任|主任)|副检察长|检察长|检察委员会专职委员|副主席|主席|副主任|主任|副局长|局长|副处长|处长|副部长|部长|副书记|书记员|书记|检察官助理|四级高级检察官|三级高级检察官|检察官)"
_LED = re.compile(rf"(?P<post>{_POSTS})(?P<name>[\u4e00-\u9fff]{{2,4}})$")


@rule("J005", level="error", on="人物", source="新闻发布的一般要求（姓名、职务、次序在各份材料里一致）")
def posts_of_a_person(subject: Subject) -> Iterator[Finding]:
    """同一个人在记录里有两种职务。

    好：
        承办检察官: 陆一舟
        听证会: {时间: 2024年5月24日15时, 主持人: 副检察长陆一舟}
        其他部分: [{标题: 后续, 正文: 副检察长陆一舟到场。}]
    错：
        听证会: {时间: 2024年5月24日15时, 主持人: 副检察长陆一舟}
        其他部分: [{标题: 后续, 正文: 检察长陆一舟到场。}]
    """
    posts = dict(_registered_posts(subject))
    if not posts:
        return
    pattern = re.compile(rf"(?P<post>{_POSTS})(?P<name>{'|'.join(map(re.escape, posts))})(?![\u4e00-\u9fff]?某)")
    for hit in subject.hits(pattern):
        right, post = posts[hit["name"]], hit["post"]
        # 检察官 is what everybody is who handles a case, whatever post he holds beside.
        if post != "检察官" and (not right.endswith(post) or right.endswith("副" + post)):
            yield hit.finding(f"“{hit['name']}”这里是“{hit['post']}”，登记的是“{right}”", "核对职务", group="post")


def _registered_posts(subject: Subject) -> Iterator[tuple[str, str]]:
    """(name, post) of everybody whose post the record gives in a field of its own."""
    case = subject.case
    if case is not None and case.hearing is not None:
        for typed in (case.hearing.host, case.hearing.clerk):
            if isinstance(typed, Located) and (found := _LED.search(str(typed))):
                yield found["name"], found["post"]


_VERB_OF_TITLE = re.compile(
    r"整治|治理|保护|维护|规范|履行|落实|加强|推进|推动|保障|监管|查处|纠正|清除|清理|修复|追缴|收回|消除|防治|"
    r"防范|解决|完善|建设|恢复|拆除|整改|改善|提升|优化|监督|处置|管护|管理|强化|守护|促进|依法|制止|取缔|打击|"
    r"惩治|净化|救助|传承|抢救|征收|缴纳|健全|设置|开展|做好|遏制|禁止|打通|畅通|补缴|救治|化解|破解|关爱|"
    r"[\u4e00-\u9fff]{0,12}(?:依法)?(?:履行|履职)"
)


@rule("J006", level="reminder", on="事由、案名", source="最高人民检察院公开发布的典型案例的案名")
def title_grammar(subject: Subject) -> Iterator[Finding]:
    """案名不合通行的写法。

    行政公益诉讼：检察院全称＋督促＋动词＋事项＋行政公益诉讼案；事由以“保护”“整治”“规范”一类动词开头。

    好：
        事由: 整治妇女就业歧视
    错：
        事由: 妇女就业歧视问题
    错：
        案名: 临河区检察院督促整治违建行政公益诉讼
    错：
        类型: 行政公益诉讼
        案名: 云江省青川市临河区人民检察院诉某公司污染环境民事公益诉讼案
    """
    case = subject.case
    if case is None:
        return
    kind = derive.case_type(case)
    other = {"民事公益诉讼": "行政公益诉讼", "行政公益诉讼": "民事公益诉讼"}.get(kind, "")
    own, others = (case.parties, case.agencies) if kind == "民事公益诉讼" else (case.agencies, case.parties)
    if other and own and not others:
        for hit in subject.hits(re.compile(rf"(?:提起|以){other}")):
            yield hit.finding(f"这里写“{hit[0]}”，“类型”是“{kind}”", "核对类型")
    if case.title is not None:
        name, office = str(case.title), str(case.procuratorate or "")
        if not name.endswith("案"):
            yield Finding(case.title.span, "案名要以“案”字结尾", f"写成“{name}案”")
        elif "督促" in name and office and not name.startswith(office):
            yield Finding(case.title.span, "案名里的检察院和“检察院”不一致", f"以“{office}”开头")
        said = re.search(r"(?:行政|(?:刑事附带)?民事)公益诉讼", name)
        if said and said[0] != kind and kind.endswith("公益诉讼"):
            yield Finding(case.title.span_at(said.start()), f"案名里是“{said[0]}”，“类型”是“{kind}”", "核对类型")
    elif case.matter is not None and derive.case_type(case) == "行政公益诉讼":
        matter = re.sub(r"^｛[^｝]*｝", "", str(case.matter))
        if not _VERB_OF_TITLE.match(matter):
            yield Finding(case.matter.span, "“督促”后面要接动词", "以“整治”“保护”“规范”“维护”等开头")


_END_OF_TITLE = r"[^，。；：《》“”\n]{2,40}?(?:行政公益诉讼|民事公益诉讼)案"


@rule("J007", level="error", on="文字", source="同一案名在目录、标题、正文里逐字一致")
def title_in_text(subject: Subject) -> Iterator[Finding]:
    """正文里的案名和本案的案名不一样。

    好：
        典型意义: 云江省青川市临河区人民检察院督促规范母婴室建设行政公益诉讼案有典型意义。
    错：
        典型意义: 云江省青川市临河区人民检察院督促规范母婴室设施建设行政公益诉讼案有典型意义。
    """
    cases = [subject.case] if subject.case else list(subject.cases.values())
    for case in cases:
        office = str(case.procuratorate or "")
        title = str(derive.title(case))
        if not office:
            continue
        same_office = {str(derive.title(other)) for other in cases if str(other.procuratorate or "") == office}
        for hit in subject.hits(re.compile(rf"{re.escape(office)}(?:督促|诉){_END_OF_TITLE}")):
            if hit.passage.key not in ("案名", "案由") and hit[0] not in same_office:
                yield hit.finding(f"案名和记录里的不一样：记录里是“{title}”", "逐字一致")


_FIELDS_OF_LETTERS = frozenset((
    "公益受损", "查明", "整改", "机制", "内容", "履职情况", "职责", "认定", "建议", "其他说明", "评议意见", "紧急情形", "结果", "情况", "下一步",
))  # fmt: skip


@rule("J008", level="reminder", on="文字（内部文书）", source="检察法律文书的通行称谓（本院、你局）")
def own_full_name(subject: Subject) -> Iterator[Finding]:
    """内部文书里，本院写成了全称；案件的文字里写了“我院”。

    内部文书自称“本院”。

    好：本院依法立案。
    错：云江省青川市临河区人民检察院依法立案。
    错：我院依法立案。
    改：本院依法立案。
    """
    case = subject.case
    if case is None:
        return
    names = [re.escape(str(name)) for name in (case.procuratorate,) if name]
    pattern = re.compile("|".join([*names, r"(?<![\u4e00-\u9fff]医)(?<!该)我院(?![子区内里])"]))
    for hit in subject.hits(pattern):
        # The public story of a case may name the office in full; 我院 it is in none.
        field = hit[0] == "我院" if hit.passage.public else hit.passage.key in _FIELDS_OF_LETTERS
        if field and hit.before.count("“") == hit.before.count("”"):
            surely = hit[0] == "我院" and re.match("依法|决定|于|认为|在履行|向", hit.after)
            yield hit.finding(f"“{hit[0]}”要写“本院”", "改成“本院”", fix="本院" if surely else None)


_POLITE_ADDRESS = re.compile(
    r"(?:贵|该)(?P<unit>局|委|厅|办|单位|公司|院|中心)(?<!该院)(?<!该公司)(?<!该单位)(?<!该局)(?<!该委)(?<!该中心)(?<!该厅)(?<!该办)"
)


@rule("J009", level="reminder", on="文字（内部文书）", source="检察法律文书的通行称谓（本院、你局）")
def polite_address(subject: Subject) -> Iterator[Finding]:
    """检察建议书里称对方“贵局”“贵单位”。

    称“你局”“你委”“你单位”，不用敬称。

    好：你单位没有责令限期改正。
    错：贵局没有责令限期改正。
    错：贵单位没有责令限期改正。
    改：你单位没有责令限期改正。
    """
    for hit in subject.hits(_POLITE_ADDRESS, public=False):
        yield hit.finding(
            f"“{hit[0]}”要写“你{hit['unit']}”", fix=f"你{hit['unit']}" if hit["unit"] == "单位" else "你单位"
        )


@rule("J010", level="reminder", on="机关、当事人", source="docgen 的记录写法（一个对象登记一次）")
def duplicate_names(subject: Subject) -> Iterator[Finding]:
    """两个登记的名字指的是同一个机关或者同一个人。

    好：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 区卫健委: {全称: 云江省青川市临河区卫生健康委员会}}
    错：
        机关: {区水务局: {全称: 云江省青川市临河区水务局}, 水务局: {全称: 云江省青川市临河区水务局}}
    """
    case = subject.case
    if case is None:
        return
    seen: dict[str, str] = {}
    named = [(name, agency.full_name) for name, agency in case.agencies.items()]
    named += [(name, party.full_name) for name, party in case.parties.items()]
    for name, full in named:
        if full:
            first = seen.setdefault(str(full), name)
            if first != name:
                yield Finding(full.span, f"“{name}”和“{first}”登记的是同一个名称", "留一个，正文里用同一个名字引用")
