"""What a case record holds (案件): the fields in the order of the case's life.

办案 → 结果 → 宣传. A field's ``stage`` is the first stage at which it exists; a paper of
an earlier stage may not read it (``privacy.view``). Sources: 人民检察院公益诉讼办案规则
(2021), 人民检察院检察建议工作规定 (2019), 人民检察院审查案件听证工作规定 (2020).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from docgen.core.dates import When
from docgen.core.source import Located
from docgen.records.yaml.compose import Node
from docgen.records.yaml.fields import (
    ListOf,
    Model,
    Raw,
    Scalar,
    agency,
    date,
    entry,
    model,
    models,
    moment,
    named,
    prose,
    text,
    texts,
    yes,
)

STAGES = ("立案", "听证", "建议", "送达", "整改", "结案", "宣传")
"""The stages of a case, earliest first."""

CATEGORIES = ("公益诉讼", "社会治理", "纠正违法", "再审", "其他")
"""The types of recommendation (检察建议工作规定, Art. 5)."""

SECTIONS = ("案名", "关键词", "要旨", "基本案情", "调查和督促履职", "诉讼过程", "典型意义", "相关规定")
"""What a section of another name may follow in a published case."""


@dataclass(frozen=True, kw_only=True)
class Agency(Model):
    """机关: how an authority is called inside and outside."""

    SHORT: ClassVar[tuple[str, ...]] = ("full_name", "outer")

    full_name: Located | None = text("全称", "公章上的全称，内部文书用", required=True)
    outer: Located | None = text("对外", "对外文书里的称呼", default="相关行政机关")
    again: Located | None = text("再称", "同一份对外文书里第二次起的称呼", default="同“对外”")
    you: Located | None = text("你称", "写给它的文书里怎样称它", default="由全称推出：你局、你委、你厅、你单位……")
    also: tuple[Located, ...] = texts("又称", "正文里还可能出现的叫法，如旧名、简称；对外文书里一律换掉")


@dataclass(frozen=True, kw_only=True)
class Party(Model):
    """当事人: a natural person or a firm; particulars never reach a public paper."""

    SHORT: ClassVar[tuple[str, ...]] = ("full_name", "outer")

    full_name: Located | None = text("姓名", "自然人姓名或者单位全称，内部文书用", aliases=("全称",), required=True)
    outer: Located | None = text(
        "对外", "对外文书里的称呼，如“王某”“某商场”", default="由姓名推出：王某、王某甲、某公司（docgen.yaml 的“隐名”）"
    )
    also: tuple[Located, ...] = texts("又名", "曾用名、小名、网名；对外文书里一律换掉")
    identity_number: Located | None = text("身份证", "身份证号码，只在内部文书里出现")
    phone: Located | None = text("电话", "联系电话，只在内部文书里出现")
    address: Located | None = text("住址", "住址或者住所地，只在内部文书里出现")
    minor: bool = yes("未成年", "是不是未成年人")
    guardian: Located | None = text("监护人", "未成年人的监护人")
    confidential: bool = yes("保密", "投诉人、举报人写“是”，姓名不进送给被监督机关的文书；写“否”表示可以写明")
    school: Located | None = text("学校", "未成年人就读的学校")
    private: tuple[Located, ...] = texts(
        "隐私信息", "别的绝不公开的信息，一项一条：银行账号、车牌、证书编号、邮箱、微信号、班级、健康状况"
    )


@dataclass(frozen=True, kw_only=True)
class Figure(Model):
    """数据: a number with an inner and an outer face, printed as written."""

    SHORT: ClassVar[tuple[str, ...]] = ("value", "period", "origin")

    value: Located | None = text("值", "准确的数，带单位，如“23家”", required=True)
    outer: Located | None = text("对外", "对外文书里的说法，如“20余家”", default="同“值”")
    period: Located | None = text("期间", "统计的起止，如“2024年1月至11月”")
    origin: Located | None = text("出处", "谁统计的")
    open_origin: bool = yes("出处公开", "出处可以印在一图读懂这样的对外图上")
    stage: Located | None = text("阶段", "从哪个阶段起才有这个数", STAGES, default="立案")
    words: tuple[Located, ...] = texts(
        "词", "正文里说到这个数时用的词，如“补缴”；用来找出手写的、不一样的数", default="由名字看出"
    )
    parts: tuple[Located, ...] = texts("合计", "它是哪几个数的和，写“数据”里的名字；只用来核对")
    series: tuple[Located, ...] = texts(
        "各期", "同一个数在不同期间的值，写“数据”里的名字，先后照写；一图读懂里画成折线"
    )


@dataclass(frozen=True, kw_only=True)
class Clue(Model):
    """线索: how the case came to the office (办案规则, Art. 24)."""

    SHORT: ClassVar[tuple[str, ...]] = ("origin",)

    origin: Located | None = text("来源", "线索从哪里来，如“12345市民服务热线”")
    wording: Located | None = text("说法", "怎样得来，如“群众投诉”")
    day: When | None = moment("日期", "发现线索的时间")


@dataclass(frozen=True, kw_only=True)
class Filing(Model):
    """立案: one agency (or firm), one filing (办案规则, Arts 28, 67–70)."""

    SHORT: ClassVar[tuple[str, ...]] = ("day",)

    agency: Located | None = agency("机关", "对谁立案：“机关”或者“当事人”里登记的名字", aliases=("对象",))
    day: When | None = moment("日期", "决定立案的日期")
    number: Located | None = text("文号", "立案决定书文号，由统一业务系统生成")
    served: When | None = date("决定送达", "立案决定书送达的日期（七日内送达行政机关）")
    basis: tuple[Located, ...] = texts("依据", "立案决定书引用的规定", default="由类型推出", cites=True)


@dataclass(frozen=True, kw_only=True)
class LegalBasis(Model):
    """法律依据: the provisions that give the duty, that were broken, and that allow the advice."""

    LIST_AS: ClassVar[str] = "duty"

    duty: tuple[Located, ...] = texts("职责", "规定监督管理职责的条款，写全“《…》第…条”", cites=True)
    broken: tuple[Located, ...] = texts("违反", "被违反的条款", cites=True)
    basis: tuple[Located, ...] = texts("提出", "提出检察建议的依据", default="由类型、领域和日期推出", cites=True)


@dataclass(frozen=True, kw_only=True)
class Consultation(Model):
    """磋商 (办案规则, Art. 70)."""

    day: When | None = moment("日期", "磋商的日期")
    agency: Located | None = agency("机关", "和谁磋商")
    form: Located | None = text("方式", "座谈会、事实确认书等")
    attendance: tuple[Located, ...] = texts("参加", "参加的单位和人员")
    result: Located | None = prose("结果", "磋商的结果，写成完整的句子")


@dataclass(frozen=True, kw_only=True)
class Person(Model):
    """A person with a role at the hearing."""

    SHORT: ClassVar[tuple[str, ...]] = ("name", "identity")
    SHORT_NOTE: ClassVar[bool] = True

    name: Located | None = text("姓名", "姓名", required=True)
    identity: Located | None = text("身份", "身份，如“人大代表”")
    called: Located | None = text("称呼", "邀请函里姓名后面的称呼：同志、先生、女士，或者职务", default="同志")


@dataclass(frozen=True, kw_only=True)
class Attendance(Model):
    """旁听: how the public may attend."""

    seats: Located | None = text("名额", "旁听的人数")
    closes: Located | None = moment("截止", "报名截止的时间")
    phone: Located | None = text("电话", "报名电话，会印在公告里")
    papers: Located | None = text("证件", "到场要带的证件", default="本人有效身份证件")
    way: Located | None = text("方式", "怎样报名", default="电话报名")


@dataclass(frozen=True, kw_only=True)
class Hearing(Model):
    """听证会 (听证工作规定, Arts 4–19)."""

    time: When | None = moment("时间", "听证会的时间，写到几时几分")
    place: Located | None = text("地点", "如“本院检察听证室”")
    address: Located | None = text("院址", "检察院的地址，印在通知和公告里")
    open: bool = yes("公开", "是否公开听证", usual=True)
    closed_because: Located | None = text("不公开理由", "不公开的，写明理由")
    approval: Located | None = text("批准", "谁在何时批准召开")
    notified: When | None = date("通知日期", "听证通知书的日期（三日前告知）")
    announced: When | None = date("公告日期", "听证公告的日期")
    host: Located | None = text("主持人", "主持听证会的检察官，带职务")
    clerk: Located | None = text("记录人", "记录人")
    hearers: tuple[Person, ...] = models(Person, "听证员", "听证员，一般三至七人")
    supervisors: tuple[Person, ...] = models(Person, "人民监督员", "到场监督的人民监督员，不算听证员")
    participants: tuple[Located, ...] = entry(ListOf(Scalar("agency")), "参加单位", "接到听证通知的机关和当事人")
    issues: tuple[Located, ...] = texts("议题", "听证要解决的问题", numbered=True)
    called: Located | None = text(
        "对外案名", "听证公告怎样称这个案件，如“某领域行政公益诉讼案”", default="案名，不带检察院"
    )
    attendance: Attendance | None = model(Attendance, "旁听", "群众怎样旁听")
    contact: Located | None = text("联系人", "姓名和电话，会印在通知和公告里")
    opinion: Located | None = prose("评议意见", "听证员的评议意见", stage="建议")


NO_PERSONS = "不是人名"


@dataclass(frozen=True, kw_only=True)
class NoPerson(Model):
    """不是人名: a word that is spelt like a registered name, where it is nobody; so many times in one field."""

    SHORT: ClassVar[tuple[str, ...]] = ("word", "key", "count")

    word: Located | None = text("词", "和登记的姓名写法一样的词", required=True)
    key: Located | None = text("在", "在哪一栏，如“典型意义”", required=True)
    count: int | None = entry(Scalar("whole"), "处", "这一栏里有几处，都不是说人；改了文字要重新数", required=True)


@dataclass(frozen=True, kw_only=True)
class Recommendation(Model):
    """检察建议: one entry is one document (办案规则, Arts 75–76; 检察建议工作规定, Art. 16)."""

    addressee: Located | None = agency("被建议单位", "“机关”里登记的名字", aliases=("主送", "发往"), required=True)
    category: Located | None = text("类别", "检察建议的类型", CATEGORIES, default="公益诉讼")
    findings: Located | None = prose("查明", "只对这个单位查明的事实；案件的“查明”每份都印，这里的接在后面")
    conduct: Located | None = prose("履职情况", "被建议单位做过什么、没做什么")
    duty: Located | None = prose("职责", "被建议单位负有什么职责")
    failure: Located | None = prose("认定", "怎样不依法履职，造成什么后果，写成“本院认为”的理由")
    law: LegalBasis | None = model(LegalBasis, "法律依据", "只适用于这一份的法律依据", default="用案件的法律依据")
    advice: tuple[Located, ...] = texts("建议", "建议的具体内容，一条一项，不写编号", numbered=True)
    urgency: Located | None = text("紧急情形", "紧急的理由；写了，十五日内书面回复，履职期限仍是两个月")
    objection: Located | None = text(
        "异议期限", "如“收到本检察建议书之日起十五日内”", default="docgen.yaml 里的异议期限"
    )
    remarks: Located | None = prose("其他说明", "其他需要说明的事项")
    attachments: tuple[Located, ...] = texts("附件", "附件的名称", numbered=True)
    copies: tuple[Located, ...] = texts("抄送", "抄送的单位")
    number: Located | None = text("文号", "由统一业务系统生成后填入；不填印空白")
    day: When | None = date("日期", "成文日期；不填印空白")
    decided: When | None = date("决定日期", "检察长决定提出的日期")
    served: When | None = date("送达日期", "送达的日期（决定后三日内）", stage="送达")
    served_at: Located | None = text("送达地点", "送达的地点", stage="送达")
    served_by: Located | None = text("送达方式", "直接送达、留置送达、邮寄送达、宣告送达", stage="送达")
    recorded: When | None = date("备案日期", "报上一级检察院备案的日期（送达后五日内）", stage="送达")


@dataclass(frozen=True, kw_only=True)
class Reply(Model):
    """回复: what the agency wrote back."""

    agency: Located | None = agency("机关", "谁回复的")
    day: When | None = moment("日期", "回复的日期")
    content: Located | None = prose("内容", "回复的要点")


@dataclass(frozen=True, kw_only=True)
class Visit(Model):
    """回访: what was seen when the office looked again (办案规则, Art. 77)."""

    day: When | None = moment("日期", "回访的日期")
    place: Located | None = text("地点", "回访的地点")
    seen: Located | None = prose("情况", "看到的情况")
    following: Located | None = prose("下一步", "下一步怎样做")


@dataclass(frozen=True, kw_only=True)
class Work(Model):
    """调查和督促履职: running text, or steps in their order."""

    SHORT: ClassVar[tuple[str, ...]] = ("body",)

    body: Located | None = prose("正文", "整段文字（直接写在“调查和督促履职: |”下面就是）")
    discovery: Located | None = prose("发现", "发现线索、立案")
    inquiry: Located | None = prose("查明", "调查查明")
    hearing: Located | None = prose("听证", "磋商、听证")
    urging: Located | None = prose("督促", "制发检察建议，督促履职")
    mending: Located | None = prose("整改", "整改成效")
    lasting: Located | None = prose("机制", "长效机制")


@dataclass(frozen=True, kw_only=True)
class Section(Model):
    """其他部分: a section of any other name."""

    title: Located | None = text("标题", "小节的名称", required=True)
    body: Located | None = prose("正文", "小节的文字")
    after: Located | None = text("接在", "印在哪一项后面", SECTIONS, default="诉讼过程")


@dataclass(frozen=True, kw_only=True)
class SectionNames(Model):
    """小节名称: how a published case called its sections where it did not use the usual words."""

    facts: Located | None = text("案情", "代替“基本案情”的名称")
    work: Located | None = text("履职", "代替“调查和督促履职”的名称")
    significance: Located | None = text("意义", "代替“典型意义”的名称")


@dataclass(frozen=True, kw_only=True)
class Case(Model):
    """案件: everything the papers of one case are made from. Minimum: 检察院 and 事由."""

    sample: bool = yes("示例", "是示例就写“是”，每页页眉印“示例文书”")
    origin: Located | None = text("来历", "“导入”表示照录已经发布的文字：没有的部分就是没有，不印【待补】", ("导入",))
    procuratorate: Located | None = text("检察院", "检察院全称，带省、市，和公章一致", required=True)
    short_name: Located | None = text("简称", "检察院简称", default="由全称推出，如“临河区检察院”")
    matter: Located | None = text("事由", "只写“督促”后面的话，如“规范母婴室建设”", required=True)
    cause: Located | None = text("案由", "内部文书用的案由，与公开的案名不同时写", default="由事由推出")
    case_type: Located | None = text("类型", "案件类型", default="行政公益诉讼")
    title: Located | None = text("案名", "推出的案名不对时才写", default="由检察院、事由、类型推出")
    field: Located | None = text("领域", "公益诉讼的领域，如“妇女权益保障”；决定法律依据里本领域的条款")
    prosecutor: Located | None = text("承办检察官", "承办检察官，只在内部文书里出现")
    keywords: tuple[Located, ...] = texts("关键词", "关键词")
    gist: Located | None = prose("要旨", "要旨", stage="宣传")
    secrecy: Located | None = text("密级", "有密级的记录不能做对外文书")

    agencies: Mapping[str, Agency] = named(Agency, "机关", "每个机关的名字和它对内、对外的称呼")
    parties: Mapping[str, Party] = named(Party, "当事人", "自然人和公司；身份信息绝不进入对外文书")
    figures: Mapping[str, Figure] = named(Figure, "数据", "每个数只写一次，正文里用｛名字｝引用")

    conduct_day: When | None = moment(
        "行为日期", "违法行为发生（或者最后发生）的时间，用来核对引用的法律当时是否有效", default="线索或者立案的日期"
    )
    clue: Clue | None = model(Clue, "线索", "线索的来源", stage="立案")
    filings: tuple[Filing, ...] = models(Filing, "立案", "立案的对象、日期和文号", stage="立案")
    harm: Located | None = prose("公益受损", "国家利益或者社会公共利益受到侵害的事实", stage="立案")
    findings: Located | None = prose("查明", "调查查明的事实", stage="听证")
    evidence: tuple[Located, ...] = texts("证据", "证明事实的证据，一项一条", stage="听证", numbered=True)
    law: LegalBasis | None = model(LegalBasis, "法律依据", "职责、违反、提出三类条款", stage="立案")
    consultations: tuple[Consultation, ...] = models(Consultation, "磋商", "与行政机关的磋商", stage="听证")
    hearing: Hearing | None = model(Hearing, "听证会", "听证会的安排和结果", stage="听证")
    recommendations: tuple[Recommendation, ...] = models(
        Recommendation, "检察建议", "一项就是一份检察建议书", stage="建议"
    )

    replies: tuple[Reply, ...] = models(Reply, "回复", "行政机关的书面回复", stage="整改")
    rectification: Located | None = prose("整改", "整改的情况", stage="整改")
    mechanism: Located | None = prose("机制", "建立的长效机制", stage="整改")
    visits: tuple[Visit, ...] = models(Visit, "回访", "回访、“回头看”的情况", stage="结案")

    summary: Located | None = text("摘要", "八十字以内，用于目录、议程、主持词", stage="宣传")
    caption: Located | None = prose("题注", "案名下面的话：副标题、检例号等", stage="宣传")
    section_names: SectionNames | None = model(
        SectionNames, "小节名称", "名称和通常不同的小节", default="通常的名称", stage="宣传"
    )
    unparsed: Located | None = prose("原文", "导入时没有认出小节的正文，整个保存；写了就不印各小节", stage="宣传")
    facts: Located | None = prose("基本案情", "典型案例的【基本案情】", aliases=("公益损害事实",), stage="宣传")
    work: Work | None = model(
        Work,
        "调查和督促履职",
        "典型案例的【调查和督促履职】：一整段，或者分成发现、查明、听证、督促、整改、机制几步",
        aliases=("调查和诉讼", "检察机关履职情况", "检察机关履职过程", "检察履职过程"),
        stage="宣传",
    )
    litigation: Located | None = prose("诉讼过程", "典型案例的【诉讼过程】", stage="宣传")
    significance: Located | None = prose("典型意义", "典型案例的【典型意义】", aliases=("指导意义",), stage="宣传")
    provisions: Located | None = prose("相关规定", "典型案例的【相关规定】", stage="宣传")
    approval: Located | None = text("发布审批", "谁在何时批准发布", stage="宣传")
    other_papers: tuple[Node, ...] = entry(
        ListOf(Raw()), "其他文书", "别的文种自己的内容：每项写“文种”和模板头里声明的字段"
    )
    other_sections: tuple[Section, ...] = models(Section, "其他部分", "典型案例里名称不同的小节", stage="宣传")
    no_persons: tuple[NoPerson, ...] = models(NoPerson, NO_PERSONS, "对外文书里看着像登记的人、其实是词的地方")


# — shared —
# What conference and release records share: hosts, persons with their posts, and the cases that a record names by file.

LENGTHS = ("短讯", "通稿", "长稿")
"""How long a release may be, shortest first. What is marked 长稿 is left out of the other two."""


@dataclass(frozen=True, kw_only=True)
class Host(Model):
    """主办: a body that gives the conference or the release; the order is the rank."""

    SHORT: ClassVar[tuple[str, ...]] = ("name", "short")
    SHORT_NOTE: ClassVar[bool] = True

    name: Located | None = text("名称", "全称，如“北京市妇女联合会”", required=True)
    short: Located | None = text("简称", "第二次起的称呼，如“市妇联”", default="检察院由全称推出，别的单位同“名称”")


@dataclass(frozen=True, kw_only=True)
class Speaker(Model):
    """人物: a person who speaks or is named; names, posts and their order agree in every paper of a kit."""

    SHORT: ClassVar[tuple[str, ...]] = ("name", "post", "role")

    name: Located | None = text("姓名", "姓名", required=True)
    post: Located | None = text("职务", "带单位的职务，如“某区检察院副检察长”，印在姓名前面")
    role: Located | None = text("角色", "在会上做什么，如“发布”“主持”“答问”")
    unit: Located | None = text("单位", "所在单位，只在人物对照表里用", default="由职务看出")


@dataclass(frozen=True, kw_only=True)
class Contact(Model):
    """联系人: whom the press may call; the number is public by purpose."""

    SHORT: ClassVar[tuple[str, ...]] = ("unit", "name", "phone")

    unit: Located | None = text("单位", "联系人的单位")
    name: Located | None = text("姓名", "联系人")
    phone: Located | None = text("电话", "供记者拨打的电话")


@dataclass(frozen=True, slots=True)
class Member:
    """A case that another record names by its file.

    ``name`` is the file's stem, by which ｛name.补缴金额｝ refers to it; ``typed`` is the
    entry (a path or a pattern) that led to it, with its place; ``file`` is how messages call it.
    """

    name: str
    typed: Located
    path: Path
    file: str
    case: Case
