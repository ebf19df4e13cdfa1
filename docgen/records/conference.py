"""What a conference record holds (发布会): the collection of cases and the occasion on which it is published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from docgen.core.dates import When
from docgen.core.source import Located
from docgen.records.models import NO_PERSONS, Contact, Figure, Host, Member, NoPerson, Speaker
from docgen.records.yaml.fields import (
    Model,
    Scalar,
    entry,
    file,
    files,
    model,
    models,
    moment,
    named,
    prose,
    text,
    texts,
    yes,
)

HEADINGS = ("案例1：", "案例1", "案例一：", "案例一", "1.", "一、", "无")
"""How the heading of a case in a collection may be numbered. Source: 5-norms 7.3: one style in a collection."""
SECTIONS = ("【】", "一、", "（一）", "无")
"""How the sections of a case in a collection may be marked."""
UNSAID = "略"
"""What stands under a key of 串场 whose sentence is not said at all."""


@dataclass(frozen=True, kw_only=True)
class Manner(Model):
    """体例: how a collection is set."""

    heading: Located | None = text("案例标题", "案例标题的编号", HEADINGS, default="案例1：")
    section: Located | None = text("小节", "小节标题的样子", SECTIONS, default="【】")
    contents: bool = yes("目录", "前言后面是不是印带页码的目录", usual=True)
    listing: bool | None = yes("清单", "前言后面是不是列出各案的案名", usual=None, default="不印目录的时候印")
    summary: bool = yes("摘要", "案名下面是不是印案件的摘要")
    cover: bool = yes("封面", "是不是有单独的封面")
    new_page: bool = yes("另页", "每个案例是不是另起一页")
    alike: bool = yes("统一", "各案例的小节名照多数的叫法；只有一部分案例有的关键词不印")
    emblem: Located | None = file("徽标", "封面上的徽标，本单位自己的图片文件，相对于本文件")
    index: bool = yes("索引", "书末是不是印案例索引，按领域和办案单位")
    sheet: bool = yes("提要", "每个案例前面是不是印案由、领域、要旨、一句话")


@dataclass(frozen=True, kw_only=True)
class Transition(Model):
    """串场 of one step: what the host says round it. What is left out is worded by docgen, “略” is not said."""

    before: Located | None = prose("前", "请人发言以前说的话", default="由环节和先后写出")
    thanks: Located | None = prose("致谢", "发言以后的致谢", default="由人物的称呼写出")
    after: Located | None = prose("后", "致谢以后、下一项以前说的话", default="不说")


@dataclass(frozen=True, kw_only=True)
class Hosting(Model):
    """串场 of the whole conference: the host's own words; what is left out is worded by docgen, “略” is not said."""

    greeting: Located | None = prose("称呼", "开头的称呼", default="各位来宾，记者朋友们：")
    opening: Located | None = prose("开场", "欢迎和介绍发布会", default="由时间、主办和案例写出")
    guests: Located | None = prose("嘉宾", "介绍出席人员以前的一句", default="出席今天发布会的有：")
    items: Located | None = prose("议题", "介绍有几项议程", default="由议程写出")
    contact: Located | None = prose("联系", "会后找谁", default="由“联系人”写出")
    embargo: Located | None = prose("禁发", "提醒记者几时以前不得刊发", default="由“禁发时间”写出")
    closing: Located | None = prose("结束", "最后的一句", default="今天的发布会到此结束。谢谢各位。")


@dataclass(frozen=True, kw_only=True)
class AgendaItem(Model):
    """议程: one step of the conference."""

    SHORT: ClassVar[tuple[str, ...]] = ("item", "person", "time")

    item: Located | None = text("事项", "这一步做什么", required=True)
    person: Located | None = text("人", "由谁做：“人物”里的姓名")
    time: Located | None = text("时间", "几时几分，或者几分钟")
    body: Located | None = prose("内容", "这一步由人讲的话，印进发布词，如通报、案例介绍、点评")
    greeting: Located | None = prose("称呼", "发布词开头的称呼", default="各位来宾，记者朋友们：")
    hosting: Transition | None = model(Transition, "串场", "主持人在这一步前后说的话，印进主持词")


@dataclass(frozen=True, kw_only=True)
class FollowUp(Model):
    """可能追问: what a reporter may ask next, and the line to take; kept in the house."""

    SHORT: ClassVar[tuple[str, ...]] = ("question", "line")

    question: Located | None = text("问", "可能追问的问题", required=True)
    line: Located | None = prose("口径", "怎样回答")


@dataclass(frozen=True, kw_only=True)
class Question(Model):
    """答记者问: one question and its answer. What is for the house alone no paper but 答问参考 can read."""

    question: Located | None = text("问", "记者的问题", required=True)
    asker: Located | None = text("问者", "哪家媒体的记者")
    answerer: Located | None = text("答者", "由谁回答：“人物”里的姓名")
    answer: Located | None = prose("答", "回答的要点")
    line: Located | None = prose("口径", "回答的口径，一行一条；只印在答问参考里，不对外")
    further: tuple[FollowUp, ...] = models(FollowUp, "可能追问", "记者还可能问什么；只印在答问参考里，不对外")
    kept: Located | None = prose("只内部掌握", "知道而不说的情况；只印在答问参考里，对外的材料里一个字也不能有")


@dataclass(frozen=True, kw_only=True)
class Highlight(Model):
    """亮点: a figure to set off, and what it counts in words that a reader understands."""

    SHORT: ClassVar[tuple[str, ...]] = ("figure", "words")

    figure: Located | None = text("数", "“数据”里的名字，或者“案例.名字”", required=True)
    words: Located | None = text("说", "印在数下面的一句话，如“向行政机关制发检察建议”；缺省印登记的名字，并且提醒")


@dataclass(frozen=True, kw_only=True)
class Poster(Model):
    """一图读懂: what the picture says besides 亮点."""

    title: Located | None = text("题", "图上的大标题", default="同“案例集名称”")
    palette: Located | None = text("配色", "检察蓝、庄重红，或者 house.yaml 的“配色”里的名字", default="检察蓝")
    ways: tuple[Located, ...] = texts("机制", "机制和做法，一条一句；不写就没有这一栏", numbered=True)
    course: Located | None = text(
        "过程", "画哪个案例的办案过程，写它的文件名；写“无”就不画", default="步骤写得最全的一个"
    )


@dataclass(frozen=True, kw_only=True)
class Conference(Model):
    """发布会: everything that the papers of one press conference are made from. Minimum: 案例集名称 and 案例."""

    sample: bool = yes("示例", "是示例就写“是”，每页页眉印“示例文书”")
    origin: Located | None = text("来历", "“导入”表示照录已经发布的文字：没有的部分就是没有，不印【待补】", ("导入",))
    title: Located | None = text("案例集名称", "典型案例集的名称，也就是它的标题", required=True)
    case_files: tuple[Located, ...] = files(
        "案例", "案例记录的文件，相对于本文件；顺序就是编号；可以用 * 通配", required=True
    )
    withdrawn_files: tuple[Located, ...] = files(
        "撤下", "撤下的案例记录：不进任何材料，各稿里也不能再提它；记录留着，才知道要搜哪些院名、案名、人名和数"
    )
    name: Located | None = text("发布会", "发布会的名称")
    time: When | None = moment("时间", "发布会的时间，如“2024年12月20日上午”")
    place: Located | None = text("地点", "发布会的地点")
    hosts: tuple[Host, ...] = models(Host, "主办", "主办单位，顺序就是排名；其中的检察院就是“本院”")
    preface: Located | None = prose("前言", "案例集的前言")
    manner: Manner | None = model(Manner, "体例", "案例集怎样编排")
    persons: tuple[Speaker, ...] = models(Speaker, "人物", "出席、发布、主持、答问的人，顺序就是排名")
    figures: Mapping[str, Figure] = named(Figure, "数据", "发布会用的总数，每个只写一次，写明期间")
    agenda: tuple[AgendaItem, ...] = models(AgendaItem, "议程", "发布会的议程")
    hosting: Hosting | None = model(Hosting, "串场", "主持人开场、结束说的话；每一步前后的话写在“议程”里")
    questions: tuple[Question, ...] = models(Question, "答记者问", "准备好的问答")
    rows: int | None = entry(Scalar("whole"), "签到行数", "媒体签到表留几行", default="12")
    material: tuple[Located, ...] = texts("材料", "这场发布会要做哪些文书，写文种的名称")
    highlights: tuple[Highlight, ...] = models(
        Highlight, "亮点", "要突出的数，写“数据”里的名字，或者“案例.名字”；一图读懂、网页和公众号都用，第一个最大"
    )
    poster: Poster | None = model(Poster, "一图读懂", "一图读懂的标题、配色和另外的内容")
    contact: Contact | None = model(Contact, "联系人", "媒体联系人，会印在材料里")
    embargo: When | None = moment("禁发时间", "这个时间以前媒体不得刊发")
    secrecy: Located | None = text("密级", "有密级的记录不能做对外文书")
    no_persons: tuple[NoPerson, ...] = models(NoPerson, NO_PERSONS, "看着像登记的人、其实是词的地方")

    members: tuple[Member, ...] = ()
    """The cases that 案例 names, in order: filled by the loader, not by YAML."""
    withdrawn: tuple[Member, ...] = ()
    """The cases that 撤下 names, filled likewise; none of them is among ``members``."""

    @property
    def style(self) -> Manner:
        """体例, with every default where the record says nothing."""
        return self.manner or Manner(span=self.span)
