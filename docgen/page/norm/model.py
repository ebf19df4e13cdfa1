"""What a norm is: frozen values with units, declared with the keys under which the YAML gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Literal, TypeAlias

from docgen.page.norm import values as v
from docgen.page.norm.values import Length, Size, pt

CAPTION, CELL, LABEL, GAP, HEAD, FOLIO = "表题", "表格", "表头", "间隔", "页眉", "页码"
"""Roles that writers use of themselves: captions, table cells and their labels, the paragraph
between two tables, the running head, the page number."""
FIGURE_NOTE = "图注"
"""The role of the words below a picture."""
TEXT = "正文"
"""The role of a paragraph of which nothing is said."""
ENTRIES = ("目录一级", "目录二级")
"""Roles of the lines of a table of contents, by level."""

_THIN = pt(0.75)

Align: TypeAlias = Literal["left", "center", "right", "both"]
Line: TypeAlias = Literal["single", "thick-thin", "thin-thick"]
"""A plain line, or two close together; the first word is the upper one."""
Edge: TypeAlias = Literal["page-top", "text-bottom", "page-bottom"]
"""What a box is held by: the upper edge of the first sheet, the lower edge of the type area
on the last page, the lower edge of the first sheet."""


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface: its official name first, then what may stand in for it.

    ``faces`` are full names of single faces that a browser may take from the reader's
    machine, where a family name would fetch the wrong weight.
    """

    names: tuple[str, ...] = v.key("名称", tuple, "字体名，正式名在前，代用的在后")
    kind: Literal["serif", "sans-serif"] = v.key(
        "类别", partial(v.choice, among={"衬线": "serif", "无衬线": "sans-serif"}), "代用字体的大类"
    )
    panose: str = v.key("特征", v.text, "PANOSE 十个字节，Word 据此找代用字体")
    faces: tuple[str, ...] = v.key("字面", tuple, "网页可以取用的单个字面的全名", default=())
    basis: str = v.basis()


@dataclass(frozen=True, slots=True)
class Page:
    """The sheet and its margins; left is the binding edge."""

    width: Length = v.key("宽", v.distance, "纸宽")
    height: Length = v.key("高", v.distance, "纸高")
    top: Length = v.key("上", v.distance, "天头")
    bottom: Length = v.key("下", v.distance, "下白边")
    left: Length = v.key("左", v.distance, "订口")
    right: Length = v.key("右", v.distance, "切口")
    head: Length = v.key("页眉距", v.distance, "页眉上沿到纸边")
    foot: Length = v.key("页脚距", v.distance, "页码下沿到纸边")
    basis: str = v.basis()

    @property
    def text_width(self) -> Length:
        """版心宽."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> Length:
        """版心高."""
        return self.height - self.top - self.bottom


@dataclass(frozen=True, slots=True)
class Grid:
    """22 lines of 28 characters; pitch and tracking are what makes them so (design note 6, §0)."""

    lines: int = v.key("每页行数", v.whole, "每页排几行")
    characters: int = v.key("每行字数", v.whole, "每行排几个字")
    pitch: Length = v.key("行距", v.distance, "一行的高")
    tracking: Length = v.key("字距", v.distance, "每个字后加减的空")
    gap: float = v.key("间空", v.characters, "Word 在汉字和数字、字母之间留的空")
    basis: str = v.basis()


@dataclass(frozen=True, slots=True)
class Folio:
    """The page number: at the outer edge, so many characters in."""

    before: str = v.key("前", v.text, "数字前的文字")
    after: str = v.key("后", v.text, "数字后的文字")
    odd: Align = v.key("单页", v.align, "单页码在哪边")
    even: Align = v.key("双页", v.align, "双页码在哪边")
    inset: float = v.key("空", v.characters, "离版心边几个字")
    drop: Length = v.key("距版心", v.distance, "一字线上沿到版心下边缘")
    first: bool = v.key("首页", v.yes, "第一页印不印页码")
    basis: str = v.basis()


@dataclass(frozen=True, slots=True)
class Review:
    """送审版: a wide outer margin to write on, and numbers before the lines, from 1 on every page.

    Only ``left`` is said: the type area keeps its width, so lines and pages are those of the final.
    """

    left: Length = v.key("左", v.distance, "左白边；右边相应加宽，版心不变")
    gap: Length = v.key("行号距", v.distance, "行号到正文")
    font: Font = v.key("字体", v.font, "行号的字体")
    size: Size = v.key("字号", v.size, "行号的字号")
    basis: str = v.basis()


@dataclass(frozen=True, slots=True)
class Palette:
    """The colours of pictures and pages: six hexadecimal digits behind a #, red-green-blue."""

    main: str = v.key("主色", v.tint, "标题条、条形、编号")
    deep: str = v.key("深色", v.tint, "页头、页脚的底，小标题的字")
    pale: str = v.key("浅色", v.tint, "卡片的底")
    accent: str = v.key("重点色", v.tint, "最大的数和要突出的数")
    trim: str = v.key("饰色", v.tint, "细线和圆点")
    basis: str = v.basis()


@dataclass(frozen=True, slots=True)
class Screen:
    """What a norm for paper does not say: size and measure on a screen."""

    size: float = v.key("字号", v.pixels, "正文字号")
    measure: float = v.key("行长", v.characters, "一行最多几个字")
    margin: float = v.key("边距", v.characters, "四周留几个字")
    basis: str = v.basis()


@dataclass(frozen=True, slots=True)
class Rule:
    """A line above or below a paragraph."""

    width: Length = v.key("粗", v.distance, "线的粗细")
    gap: Length = v.key("距", v.distance, "线到文字")
    colour: str = v.key("颜色", v.colour, "线的颜色")
    form: Line = v.key(
        "线型",
        partial(v.choice, among={"单线": "single", "上粗下细": "thick-thin", "上细下粗": "thin-thick"}),
        "单线，或者上粗下细、上细下粗的双线",
        default="single",
    )

    @property
    def thickness(self) -> Length:
        """The room that it takes: a double line has a thin line and a space of 0.75 points each, as Word draws it."""
        return self.width if self.form == "single" else self.width + _THIN * 2


@dataclass(frozen=True, slots=True)
class Box:
    """A strip of the page that does not move with the text: 版记, the head of a 信函 and its lines.

    Paragraphs whose roles name the box stand in it one below another; ``first`` is the
    rule above them, ``middle`` between two, ``last`` below. ``distance`` is measured from
    ``edge`` to the nearest rule or paragraph of the box. A box at ``page-bottom`` holds
    no paragraphs: it is printed on the first page of every document.
    """

    edge: Edge = v.key(
        "位置",
        partial(v.choice, among={"纸上": "page-top", "版心下": "text-bottom", "纸下": "page-bottom"}),
        "第一页的上边、最后一页版心的下边，或者第一页的下边",
    )
    distance: Length = v.key("距", v.distance, "离那一边多远")
    width: Length = v.key("宽", v.distance, "栏和线的长度")
    padding: Length = v.key("边距", v.distance, "线到文字")
    first: Rule | None = v.key("首线", Rule, "第一段上面的线", default=None)
    middle: Rule | None = v.key("中线", Rule, "两段之间的线", default=None)
    last: Rule | None = v.key("末线", Rule, "最后一段下面的线", default=None)
    basis: str = v.basis()


@dataclass(frozen=True, slots=True)
class Abreast:
    """Paragraphs side by side, each with room for a seal: the names of several bodies (GB/T 9704-2012, 7.3.5.1)."""

    most: int = v.key("每排", v.whole, "一排最多几个")
    height: Length = v.key("排高", v.distance, "一排有多高，印章不能相交")


@dataclass(frozen=True, slots=True)
class Stagger:
    """A paragraph whose first character tells where that of the next one is (GB/T 9704-2012, 7.3.5.2)."""

    role: str = v.key("角色", v.text, "紧跟着的哪个角色")
    by: float = v.key("右移", v.characters, "它的首字右移几个字")


@dataclass(frozen=True, slots=True)
class Frame:
    """How the tables of a role are ruled and read."""

    line: Length = v.key("线", v.distance, "格线粗细")
    padding: Length = v.key("边距", v.distance, "格线到文字")
    row: Length = v.key("行高", v.distance, "一行至少多高")
    header_row: bool = v.key("首行作表头", v.yes, "首行是表头，换页重复")
    label_column: bool = v.key("首列作标签", v.yes, "首列是各行的名目")
    least: float = v.key("最窄", v.characters, "一列至少几个字")
    most: float = v.key("最宽", v.characters, "定列宽时一列最多算几个字")
    whole: bool = v.key("整表同页", v.yes, "一页排得下的表不分在两页", default=False)
    signed: Length = v.key("签名行高", v.distance, "留空签名、填写的一行至少多高", default=pt(0))
    opinion: Length = v.key("意见行高", v.distance, "留空写意见的一行至少多高", default=pt(0))
    sealed: Length = v.key("盖章行高", v.distance, "盖章的一行至少多高", default=pt(0))
    gap: Length = v.key("隔", v.distance, "和上下文字隔多远", default=pt(0))

    def names(self, row: int, column: int) -> Literal["", "col", "row"]:
        """What the cell there is the header of, ``""`` for nothing."""
        return "col" if self.header_row and row == 0 else "row" if self.label_column and column == 0 else ""


@dataclass(frozen=True, slots=True)
class Role:
    """The look of one kind of paragraph.

    Indents are in characters of its own size, space before and after in lines of the
    grid. ``outline`` is the level of a heading, 0 for text. ``centred_on`` names the role
    of the paragraph below on which this one is centred (署名 on 成文日期). ``beside`` names
    the role of the paragraph before, on whose line this one stands, at the right.
    ``label`` is the face of the words up to the first ：, ``None`` where they are no label.
    ``from_top`` is the distance from the upper edge of the type area, from which what
    stands above takes its room. ``smaller`` names the role to take where the text does not
    fit on one line. ``box`` names the box that the paragraph stands in. ``escort`` is how many
    lines of text must stand before it on its page, 0 where it may stand alone; paragraphs
    that follow one another and have it close the paper together. ``terms`` are words with a wide space
    between, which are not parted. ``no_lone`` paragraphs end with three characters at least. ``turned`` paragraphs stand upside down.
    """

    font: Font = v.key("字体", v.font, "“字体”里的名字")
    size: Size = v.key("字号", v.size, "三号、二号……或者磅数")
    bold: bool = v.key("加粗", v.yes, "是否加粗")
    colour: str = v.key("颜色", v.colour, "黑、红、灰，或者六位十六进制数")
    tracking: Length = v.key("字距", partial(v.of_grid, attribute="tracking"), "每个字后加减的空，或者“网格”")
    pitch: Length = v.key("行距", partial(v.of_grid, attribute="pitch"), "一行的高，或者“网格”")
    align: Align = v.key("对齐", v.align, "左、居中、右、两端")
    first: float = v.key("首行缩进", v.characters, "首行缩进几个字")
    left: float = v.key("左缩进", v.characters, "左边空几个字")
    right: float = v.key("右缩进", v.characters, "右边空几个字")
    hanging: float = v.key("悬挂缩进", v.characters, "首行比左缩进往外几个字")
    before: float = v.key("段前", v.lines, "段前空几行")
    after: float = v.key("段后", v.lines, "段后空几行")
    keep_next: bool = v.key("与下段同页", v.yes, "不和下一段分在两页")
    keep_previous: bool = v.key("与上段同页", v.yes, "不和上一段分在两页，日期不能单独成页")
    new_page: bool = v.key("段前分页", v.yes, "另起一页")
    outline: int = v.key("大纲级别", v.whole, "标题的级别，0 是正文")
    tag: str = v.key("网页元素", partial(v.choice, among={"按级别": "", "h1": "h1", "p": "p"}), "网页用什么元素")
    above: Rule | None = v.key("上框线", Rule, "段上的线", default=None)
    below: Rule | None = v.key("下框线", Rule, "段下的线", default=None)
    centred_on: str = v.key("居中于", v.text, "在紧跟着的哪个角色上居中", default="")
    stagger: Stagger | None = v.key("错开", Stagger, "下一段的首字比这一段的靠右几个字", default=None)
    beside: str = v.key("同行于", v.text, "印在哪个角色的那一行的右边", default="")
    abreast: Abreast | None = v.key("并排", Abreast, "连着的几段并排，各留盖章的地方", default=None)
    label: Font | None = v.key("标签字体", v.font, "段首到冒号为止的字体", default=None)
    from_top: Length | None = v.key("距版心上", v.distance, "上边缘到版心上边缘", default=None)
    smaller: str = v.key("排不下用", v.text, "一行排不下时改用哪个角色", default="")
    box: str = v.key("栏", v.text, "放在哪个栏里", default="")
    escort: float = v.key(
        "随带", v.lines, "所在的一页上，它前面至少有几行正文，或者一段不短于半行的话；连着的几段一起算", default=0.0
    )
    bare: bool = v.key("不印页码", v.yes, "只有它的一页不印页码和页眉，如封面", default=False)
    terms: bool = v.key("词不拆行", v.yes, "空一字隔开的各个词不拆在两行，如关键词", default=False)
    no_lone: bool = v.key("不留孤字", v.yes, "末行不只剩一两个字，在前一个词后面换行，如议程里的案名", default=False)
    turned: bool = v.key("倒置", v.yes, "上下颠倒着印，如席卡折过去的一面", default=False)
    frame: Frame | None = v.key("表", Frame, "表格的格线和列", default=None)
    basis: str = v.basis()

    @property
    def character(self) -> Length:
        """The room that a hanzi takes, with the space behind it."""
        return self.size.length + self.tracking

    @property
    def ruled(self) -> Frame:
        """The frame of a role of tables; ``norms.missing_roles`` has been asked whether it has one."""
        assert self.frame is not None
        return self.frame


@dataclass(frozen=True, eq=False)
class Norm:
    """One profile, ready for use; equal only to itself, so that what is made from it can be kept."""

    name: str
    language: str
    page: Page
    grid: Grid
    folio: Folio
    screen: Screen
    fonts: Mapping[str, Font]
    boxes: Mapping[str, Box]
    base: Role
    strong: Role
    roles: Mapping[str, Role]
    review: Review
    palettes: Mapping[str, Palette] = field(default_factory=dict)
    numbered: bool = False
    """True for the 送审版 of a norm: its lines bear numbers."""
