"""What a release record holds (发布稿): one shape for all genres, 消息 工作通报 综述 通讯.

The genre sets the numbering that is usual in it and nothing else: every block prints in
every genre, so that a release may change its genre without losing a sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from docgen.core.dates import When
from docgen.core.source import Located
from docgen.records.conference import Conference
from docgen.records.models import LENGTHS, NO_PERSONS, Contact, Figure, Host, Member, NoPerson, Speaker
from docgen.records.yaml.fields import Model, file, files, model, models, moment, named, prose, text, texts, yes

CHAPTERS = ("无", "一、", "一", "（一）", "1.")
"""How the headings of a release may be numbered; 一 is a number without its mark."""
POINTS = ("无", "一是", "（一）", "1.", "一、")
"""How the points under a heading may be numbered."""
SPEAKERS = ("全", "短")
"""How a heading calls the speaker: post and name (某省人民检察院副检察长张某), or as one speaks to him (张某副检察长)."""
GENRES: dict[str, tuple[str, str]] = {
    "消息": ("无", "一是"),
    "工作通报": ("一、", "一是"),
    "综述": ("无", "无"),
    "通讯": ("无", "无"),
}
"""Genre → the usual numbering of its headings and of its points (observed in published texts)."""


@dataclass(frozen=True, kw_only=True)
class Numbering(Model):
    """编号: numbers are made by docgen and never typed in the text."""

    chapter: Located | None = text("章", "各部分标题的编号", CHAPTERS, default="由体裁定")
    point: Located | None = text("点", "分点的编号", POINTS, default="由体裁定")


@dataclass(frozen=True, kw_only=True)
class Point(Model):
    """One of 分点: its first sentence is the run-in head."""

    SHORT: ClassVar[tuple[str, ...]] = ("body",)

    body: Located | None = text("文字", "一点一段；第一句是段首的小标题", required=True)
    length: Located | None = text("篇幅", "只用于这个篇幅和更长的稿子", LENGTHS, default="短讯")


@dataclass(frozen=True, kw_only=True)
class Picture(Model):
    """图: a picture with its caption; without a file only the caption prints."""

    SHORT: ClassVar[tuple[str, ...]] = ("caption",)

    file: Located | None = file("文件", "图片文件，相对于本文件")
    caption: Located | None = text("说明", "图片说明，印在图的下面")
    photographer: Located | None = text("摄影", "摄影者，印在说明后面")
    alt: Located | None = text("替代文字", "给看不见图的人读的话", default="同“说明”")


@dataclass(frozen=True, kw_only=True)
class Passage(Model):
    """One block of 正文; what it holds prints in the order of these fields."""

    SHORT: ClassVar[tuple[str, ...]] = ("body",)

    heading: Located | None = text("标题", "这一部分的标题，不写编号")
    heading_second: Located | None = text("标题次行", "标题的第二行")
    speaker: Located | None = text("通报人", "“人物”里的姓名；标题就是“职务＋姓名＋通报＋事项”")
    matter: Located | None = text("事项", "通报什么")
    unit: Located | None = text("单位", "办案单位，印成【…】")
    intro: Located | None = prose("引言", "分点前面的话")
    points: tuple[Point, ...] = models(Point, "分点", "一点一段，不写编号；第一句是段首的小标题", numbered=True)
    body: Located | None = prose("段落", "没有分点的正文，或者分点后面的话")
    case_file: Located | None = file("案件", "案件记录的文件，相对于本文件；整个案例印在这里")
    chosen: tuple[Located, ...] = texts("选用", "只印这个案件的这几个小节，如“基本案情”“典型意义”")
    picture: Picture | None = model(Picture, "图", "图和图片说明")
    length: Located | None = text("篇幅", "只用于这个篇幅和更长的稿子", LENGTHS, default="短讯")


@dataclass(frozen=True, kw_only=True)
class Release(Model):
    """发布稿: a press release of any genre. Minimum: 体裁 or 正文."""

    sample: bool = yes("示例", "是示例就写“是”，每页页眉印“示例文书”")
    origin: Located | None = text("来历", "“导入”表示照录已经发布的文字：没有的部分就是没有，不印【待补】", ("导入",))
    genre: Located | None = text("体裁", "定下通常的编号和样子；换了体裁不会少一句话", tuple(GENRES), default="消息")
    kicker: Located | None = text("引题", "标题上面的一行")
    title: Located | None = text("标题", "标题")
    subtitle: Located | None = text("副标题", "标题下面的一行")
    in_one: bool = yes("标题合一", "标题和副标题用“——”连成一行")
    breadcrumb: Located | None = text("页眉", "网页上的栏目路径，导入时保留，起草时不写")
    source: Located | None = text("来源", "网页上的时间、来源一行，导入时保留，起草时不写")
    dateline: Located | None = text("电头", "印在导语前面，如“本报北京1月3日电”")
    byline: Located | None = text("署名", "如“本报记者 某某”")
    time: When | None = moment("时间", "发布的时间")
    speakers: Located | None = text(
        "通报标题", "通报人小标题的写法：全，职务加姓名；短，只印称呼", SPEAKERS, default="全"
    )
    numbering: Numbering | None = model(Numbering, "编号", "标题和分点怎样编号", default="由体裁定")
    hosts: tuple[Host, ...] = models(
        Host, "主办", "发布的单位，顺序就是排名；其中的检察院就是“本院”", default="同发布会"
    )
    conference: Located | None = file("发布会", "发布会记录的文件，相对于本文件；可以引用它的名字和数")
    case_files: tuple[Located, ...] = files("案例", "文中要引用其数据的案件记录，相对于本文件")
    persons: tuple[Speaker, ...] = models(Speaker, "人物", "文中出现的人和他们的职务", default="同发布会")
    figures: Mapping[str, Figure] = named(Figure, "数据", "文中的数，每个只写一次")
    lead: Located | None = prose("导语", "导语")
    body: tuple[Passage, ...] = models(Passage, "正文", "一块一块写；块里各项的先后是固定的")
    closing: Located | None = prose("结尾", "结尾的话")
    tail: Located | None = prose("文末", "供稿单位、责编、统筹等，一行一段")
    contact: Contact | None = model(Contact, "联系人", "媒体联系人，印在文末")
    embargo: When | None = moment("禁发时间", "这个时间以前媒体不得刊发")
    secrecy: Located | None = text("密级", "有密级的记录不能做对外文书")
    no_persons: tuple[NoPerson, ...] = models(NoPerson, NO_PERSONS, "看着像登记的人、其实是词的地方")

    members: tuple[Member, ...] = ()
    """The cases that 案例 and 正文 name, in order, each once: filled by the loader."""
    event: Conference | None = None
    """The conference that 发布会 names: filled by the loader."""

    @property
    def style(self) -> tuple[str, str]:
        """The numbering of headings and of points: as typed, else as the genre has it."""
        chapter, point = GENRES[str(self.genre or "消息")]
        typed = self.numbering
        return str((typed and typed.chapter) or chapter), str((typed and typed.point) or point)
