"""A Word file → paragraphs: everything that Word shows, and a count of what it does not.

Tracked insertions, content controls, fields, smart tags, links, text boxes, symbols,
notes, tables and the numbers that Word makes are kept; tracked deletions and hidden text
are left out, counted and quoted. ECMA-376 part 1, chapter 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.core.dates import chinese
from docgen.formats.word.package import Package, refusal
from docgen.intake.found import Line, Source
from docgen.intake.text import finish
from docgen.records.yaml.decode import clean

# — numbering —
# The numbers that Word makes and does not store: 一、（一）1. before a paragraph, by the lists of the document.

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_LONGEST = 40
"""Characters of a label: a longer one is no number, and would be printed before every paragraph."""


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Counts the paragraphs of each list. ``label`` gives the text that Word prints before a paragraph."""

    levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    lists: dict[str, str] = field(default_factory=dict)
    _counts: dict[str, dict[int, int]] = field(default_factory=dict)

    def label(self, number: str, level: int) -> str:
        """The label of the next paragraph of the list *number* at *level*, ``""`` for none."""
        abstract = self.lists.get(number, "")
        levels = self.levels.get(f"{number}/") or self.levels.get(abstract, {})
        known = levels.get(level)
        if known is None or number == "0":
            return ""
        counts = self._counts.setdefault(abstract or number, {})
        counts[level] = counts.get(level, known.start - 1) + 1
        for deeper in [at for at in counts if at > level]:
            del counts[deeper]
        if known.form == "bullet":
            return ""

        def number_of(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = levels.get(at, known)
            return _printed(counts.get(at, other.start), other.form)

        return re.sub(r"%(\d)", number_of, known.text) if known.form != "none" else ""


def numbering_of(root: Any) -> Numbering:
    """The lists that numbering.xml declares."""
    numbering = Numbering()
    for abstract in root.iter(f"{W}abstractNum"):
        numbering.levels[abstract.get(f"{W}abstractNumId", "")] = dict(map(_level, abstract.iter(f"{W}lvl")))
    for item in root.iter(f"{W}num"):
        number = item.get(f"{W}numId", "")
        refers = item.find(f"{W}abstractNumId")
        numbering.lists[number] = refers.get(f"{W}val", "") if refers is not None else ""
        own = dict(map(_level, item.iter(f"{W}lvl")))
        if own:
            numbering.levels[f"{number}/"] = {**numbering.levels.get(numbering.lists[number], {}), **own}
    return numbering


def _level(item: Any) -> tuple[int, _Level]:
    def value(name: str, default: str) -> str:
        found = item.find(f"{W}{name}")
        return str(found.get(f"{W}val", default)) if found is not None else default

    return _whole(item.get(f"{W}ilvl"), 0), _Level(
        value("numFmt", "decimal"), value("lvlText", "")[:_LONGEST], _whole(value("start", "1"), 1)
    )


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\d{1,6}", text) else default


def _printed(number: int, form: str) -> str:
    if form in (
        "chineseCounting",
        "chineseCountingThousand",
        "chineseLegalSimplified",
        "ideographDigital",
        "japaneseCounting",
        "ideographTraditional",
    ):
        return chinese(number) if 0 < number < 100 else str(number)
    if form in ("lowerLetter", "upperLetter") and 0 < number <= 26:
        return chr((ord("a") if form == "lowerLetter" else ord("A")) + number - 1)
    if form in ("lowerRoman", "upperRoman") and 0 < number < 4000:
        text = ""
        rest = number
        for value, sign in zip(
            (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
            ["m", "cm", "d", "cd", "c", "xc", "l", "xl", "x", "ix", "v", "iv", "i"],
            strict=True,
        ):
            text += sign * (rest // value)
            rest %= value
        return text if form == "lowerRoman" else text.upper()
    if form.startswith("decimalEnclosedCircle") and 0 < number <= 20:
        return chr(0x2460 + number - 1)
    if form == "decimalFullWidth":
        return str(number).translate({ord("0") + digit: 0xFF10 + digit for digit in range(10)})
    if form == "decimalZero":
        return f"{number:02d}"
    return str(number)


# — symbols —
# Characters of symbol fonts, which Word stores as a font and a number, as the ordinary characters that look like them.

_SYMBOL = {
    0xA3: "≤",
    0xB3: "≥",
    0xB1: "±",
    0xB4: "×",
    0xB0: "°",
    0xB7: "·",
    0xB9: "≠",
    0xBB: "≈",
    0xD7: "·",
    0x6D: "μ",
    0x61: "α",
    0x62: "β",
    0xA5: "∞",
    0xDE: "→",
    0xAE: "→",
    0xD6: "√",
    0x2D: "－",
}
_WINGDINGS = {
    0xFC: "√", 0xFB: "×", 0xFE: "√", 0xFD: "×", 0xA8: "□", 0x6F: "□", 0x71: "□", 0x6E: "■", 0xA7: "■", 0x6C: "●", 0x9F: "•", 0xA1: "○", 0x75: "◆",
    0x76: "◆", 0xE0: "→", 0xDF: "←", 0xE8: "→", 0xD8: "▶", 0xAB: "★", 0x52: "√", 0x53: "×", 0x54: "×", 0x28: "☎", 0x29: "☎", 0x2A: "✉",
}  # fmt: skip
_WINGDINGS |= {0x80 + number: chr(0x2460 + number - 1) for number in range(1, 11)}
_FONTS = {
    "symbol": _SYMBOL,
    "wingdings": _WINGDINGS,
    "wingdings 2": {0x50: "√", 0x4F: "×", 0x52: "√", 0xA3: "□", 0x98: "●"},
}


def symbol(font: str, code: str) -> str | None:
    """The character *code* (hexadecimal) of *font*; ``None`` where it is not known."""
    if not re.fullmatch(r"[0-9A-Fa-f]{1,6}", code):
        return None
    number = int(code, 16)
    known = _FONTS.get(font.strip().casefold())
    if known is not None:
        return known.get(number & 0xFF)
    usual = 0x20 <= number < 0xD800 or 0xF900 <= number < 0xFFFE
    return chr(number) if usual else None


# — docx —

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
BREAK = "\n"
_MOST_FIELDS = 64
_DEEPEST_BOX = 3


def read(data: bytes, file: str) -> Source:
    """The paragraphs of the Word file *data*. Raises RecordError (I001) where it cannot be read."""
    package = Package(data, file)
    main = next((part for kind, part in package.relations("").values() if kind == "officeDocument"), "")
    if not main.endswith(".xml") or not package.has(main):
        raise refusal(file, "这不是 Word 文件，或者不完整", "用 Word 或 WPS 打开，另存为 .docx")
    root = package.xml(main)
    if root.tag != f"{W}document":
        raise refusal(file, "这不是 Word 文件", "Excel 台账用 .xlsx；其他文件用 Word 打开，另存为 .docx")
    source = Source(file)
    walk = _Walk(source, package, main)
    body = root.find(f"{W}body")
    paragraphs = list(walk.blocks(body)) if body is not None else []
    paragraphs += walk.notes()
    walk.edges()
    _tell(walk)
    for number, text in enumerate(paragraphs, 1):
        for piece in _cleaned(text, source).split(BREAK):
            if piece.strip(" \u3000\xa0\t"):
                source.lines.append(Line(piece.strip(" \u3000\xa0\t"), number))
    finish(source)
    return source


def _cleaned(text: str, source: Source) -> str:
    fine, problems = clean(text, source.file)
    source.problems += (replace(item, level="reminder") for item in problems if item.code == "Y006")
    return fine.replace("\v", BREAK)


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction is skipped, its result is text."""

    in_result: bool = False
    has_result: bool = False
    instruction: str = ""


@dataclass(slots=True)
class _Walk:
    """Walks the elements in the order in which Word shows them."""

    source: Source
    package: Package
    part: str
    fields: list[_Field] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    noted: dict[tuple[str, str], int] = field(default_factory=dict)
    depth: int = 0
    numbers: Numbering = field(default_factory=Numbering)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    relations: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.relations = self.package.relations(self.part)
        parts = dict(self.relations.values())
        if (part := parts.get("numbering")) and self.package.has(part):
            self.numbers = numbering_of(self.package.xml(part))
        if (part := parts.get("styles")) and self.package.has(part):
            self.styles = _numbered_styles(self.package.xml(part))

    # — blocks —

    def blocks(self, parent: Any) -> Iterator[str]:
        """The paragraphs and table rows below *parent*."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                yield self.paragraph(child)
                boxes, self.boxes = self.boxes, []
                yield from boxes
            elif tag == f"{W}tbl":
                yield from self.table(child)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self.deleted.append(_letters(child))
            elif tag == f"{_MC}AlternateContent":
                yield from self.blocks(_chosen(child))
            elif tag == f"{W}altChunk":
                self.strange.append("嵌入的另一个文件")
            elif tag in _WRAPPERS:
                yield from self.blocks(child)

    def table(self, table: Any) -> Iterator[str]:
        """A line a row, a tab between cells; a table of one column is only paragraphs in a frame."""
        rows = list(_below(table, f"{W}tr"))
        cells = [list(_below(row, f"{W}tc")) for row in rows]
        if max((len(row) for row in cells), default=0) <= 1:
            for row in cells:
                for cell in row:
                    yield from self.blocks(cell)
            return
        self.source.count("表格")
        for tr, row in zip(rows, cells, strict=True):
            if tr.find(f"{W}trPr/{W}del") is not None:
                self.deleted += (_letters(cell) for cell in row)
                continue
            texts = [[text.strip() for text in self.blocks(cell)] for cell in row]
            if any(sum(map(len, cell)) > 200 for cell in texts):
                # A table that only lays out the page: its cells are paragraphs.
                yield from (text for cell in texts for text in cell)
            else:
                yield "\t".join("　".join(text.replace(BREAK, "　") for text in cell if text) for cell in texts)

    def paragraph(self, element: Any) -> str:
        text = "".join(self.inlines(element))
        mark = element.find(f"{W}pPr/{W}rPr/{W}vanish")
        if mark is not None and mark.get(f"{W}val") not in _OFF and text and not text.strip():
            return ""
        return self.label(element) + text if text.strip() else text

    def label(self, element: Any) -> str:
        """The number that Word prints before the paragraph."""
        own = element.find(f"{W}pPr/{W}numPr")
        style = element.find(f"{W}pPr/{W}pStyle")
        number, level = self.styles.get(style.get(f"{W}val", "") if style is not None else "", ("", 0))
        if own is not None:
            found, depth = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            number = found.get(f"{W}val", "") if found is not None else number
            level = (
                int(depth.get(f"{W}val", "0")) if depth is not None and depth.get(f"{W}val", "").isdigit() else level
            )
        label = self.numbers.label(number, level) if number else ""
        if label:
            self.source.count("Word 自动编号")
        return label

    # — inside a paragraph —

    def inlines(self, parent: Any) -> Iterator[str]:
        for child in parent:
            tag = child.tag
            if not isinstance(tag, str):
                continue
            if tag == f"{W}r":
                yield from self.run(child)
            elif tag in (f"{W}del", f"{W}moveFrom"):
                self.deleted.append(_letters(child))
            elif tag in (f"{W}ins", f"{W}moveTo"):
                text = "".join(self.inlines(child))
                if text:
                    self.source.count("修订插入（已保留，字）", len(text))
                yield text
            elif tag == f"{W}sdt":
                self.source.count("内容控件（已保留）")
                yield from self.inlines(child)
            elif tag == f"{_MC}AlternateContent":
                yield from self.inlines(_chosen(child))
            elif tag == f"{W}fldSimple":
                self.source.count("域（已保留结果）")
                yield from self.inlines(child)
            elif tag == f"{W}ruby":
                yield from self.ruby(child)
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self.source.count("公式（只留文字）")
                yield "".join(item.text or "" for item in child.iter(f"{_M}t"))
            elif tag in _WRAPPERS:
                yield from self.inlines(child)

    def run(self, run: Any) -> Iterator[str]:
        vanish = run.find(f"{W}rPr/{W}vanish")
        hidden = vanish is not None and vanish.get(f"{W}val") not in _OFF
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self.mark(child.get(f"{W}fldCharType"))
            elif tag == f"{W}instrText":
                if self.fields:
                    self.fields[-1].instruction += child.text or ""
            elif tag == f"{W}delText":
                self.deleted.append(child.text or "")
            else:
                text = "".join(self.piece(child, tag))
                if not text or any(not one.in_result for one in self.fields):
                    continue
                for one in self.fields:
                    one.has_result = True
                if hidden:
                    self.hidden.append(text)
                else:
                    yield text

    def mark(self, kind: str | None) -> None:
        """Begin, result and end of a field."""
        if kind == "begin":
            if len(self.fields) >= _MOST_FIELDS:
                raise refusal(self.source.file, "域嵌套得不正常", "用 Word 或 WPS 打开，另存一次")
            self.fields.append(_Field())
        elif kind == "separate" and self.fields:
            self.fields[-1].in_result = True
        elif kind == "end" and self.fields:
            done = self.fields.pop()
            self.source.count("域（已保留结果）" if done.has_result else "域（没有结果，看不见）")

    def piece(self, child: Any, tag: str) -> Iterator[str]:
        """The text of one child of a run."""
        if tag == f"{W}t":
            yield child.text or ""
        elif tag in (f"{W}tab", f"{W}ptab"):
            yield "\t"
        elif tag in (f"{W}br", f"{W}cr"):
            yield BREAK
        elif tag == f"{W}noBreakHyphen":
            yield "-"
        elif tag == f"{W}sym":
            yield self.symbol(child.get(f"{W}font", ""), child.get(f"{W}char", ""))
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            kind = tag.removeprefix(W).removesuffix("Reference")
            key = (kind, child.get(f"{W}id", ""))
            if key not in self.noted:
                self.noted[key] = len(self.noted) + 1
            yield f"〔注{self.noted[key]}〕"
        elif tag == f"{W}ruby":
            yield from self.ruby(child)
        elif tag == f"{_MC}AlternateContent":
            for inner in _chosen(child):
                yield from self.piece(inner, inner.tag)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            self.drawing(child)

    def symbol(self, font: str, code: str) -> str:
        character = symbol(font, code)
        if character is None:
            self.strange.append(f"字体“{font}”的符号 {code}（文字里写作〓）")
            return "〓"
        self.source.count("符号字体（已换成普通字符）")
        return character

    def ruby(self, element: Any) -> Iterator[str]:
        """Base text; the small text above it is told."""
        base, above = element.find(f"{W}rubyBase"), element.find(f"{W}rt")
        if above is not None and (words := _letters(above)):
            self.strange.append(f"注音“{words}”")
        if base is not None:
            yield from self.inlines(base)

    def drawing(self, element: Any) -> None:
        """Text boxes become paragraphs after this one; a picture is counted."""
        boxes = [item for item in element.iter(f"{W}txbxContent") if not _inside_box(item, element)]
        if self.depth >= _DEEPEST_BOX:
            self.boxes += (_letters(box) for box in boxes)
            boxes = []
        self.depth += 1
        for box in boxes:
            self.source.count("文本框（放在所在段落后面）")
            outer, self.boxes = self.boxes, []
            texts = [text for text in self.blocks(box) if text.strip()]
            self.boxes = outer + texts
        self.depth -= 1
        if not boxes and (next(element.iter(f"{_A}blip", f"{_V}imagedata"), None) is not None):
            self.source.count("图片（没有导入）")
        self.boxes += (item.get("string", "") for item in element.iter(f"{_V}textpath") if item.get("string"))

    # — what stands apart —

    def notes(self) -> list[str]:
        """The footnotes and endnotes that the text refers to, at its end."""
        parts = dict(self.relations.values())
        known: dict[tuple[str, str], Any] = {}
        for kind, plural in (("footnote", "footnotes"), ("endnote", "endnotes")):
            part = parts.get(plural)
            if part and self.package.has(part):
                for item in self.package.xml(part).iter(f"{W}{kind}"):
                    known[kind, item.get(f"{W}id", "")] = item
        found = []
        for key, number in list(self.noted.items()):
            if key in known:
                self.source.count("脚注和尾注（放在文末）")
                found.append(f"〔注{number}〕" + "".join(self.blocks(known[key])).strip())
        return found

    def edges(self) -> None:
        """Running heads and feet: shown by Word on every page, no part of the text."""
        told: set[str] = set()
        for kind, part in sorted(set(self.relations.values())):
            if kind in ("header", "footer") and self.package.has(part):
                aside = _Walk(Source(self.source.file), self.package, part)
                texts = [text.strip() for text in aside.blocks(self.package.xml(part)) if text.strip()]
                self.source.drop((Line(text.replace(BREAK, " "), 0) for text in texts if text not in told), "页眉页脚")
                told.update(texts)
            elif kind == "comments" and self.package.has(part):
                self.source.count("批注（没有导入）", sum(1 for _ in self.package.xml(part).iter(f"{W}comment")))


_OFF = ("0", "false", "off")
_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        "sdt",
        "sdtContent",
        "customXml",
        "smartTag",
        "hyperlink",
        "ins",
        "moveTo",
        "dir",
        "bdo",
        "rubyBase",
        "body",
        "r",
        "fldSimple",
    )
)
"""Elements that only wrap what is shown."""


def _chosen(element: Any) -> Any:
    """The one of several alternatives that Word shows; an empty list where there is none."""
    choice = element.find(f"{_MC}Choice")
    fallback = element.find(f"{_MC}Fallback")
    return choice if choice is not None else fallback if fallback is not None else []


def _below(element: Any, wanted: str) -> Iterator[Any]:
    """The *wanted* children of *element*, also inside content controls and tracked insertions."""
    for child in element:
        if child.tag == wanted:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins"):
            yield from _below(child, wanted)


def _letters(element: Any) -> str:
    return "".join(item.text or "" for item in element.iter(f"{W}t", f"{W}delText"))


def _inside_box(item: Any, top: Any) -> bool:
    """True for a text box that another one holds, or that is the old form of one already read."""
    above = item.getparent()
    while above is not None and above is not top:
        if above.tag in (f"{W}txbxContent", f"{_MC}Fallback"):
            return True
        above = above.getparent()
    return False


def _numbered_styles(root: Any) -> dict[str, tuple[str, int]]:
    """Style id → (list, level), for styles that are numbered, also by what they are based on."""
    own: dict[str, tuple[str, int]] = {}
    based: dict[str, str] = {}
    for style in root.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        if (base := style.find(f"{W}basedOn")) is not None:
            based[name] = base.get(f"{W}val", "")
        found = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if found is not None:
            depth = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
            level = depth.get(f"{W}val", "0") if depth is not None else "0"
            own[name] = (found.get(f"{W}val", ""), int(level) if re.fullmatch(r"\d", level) else 0)
    result = dict(own)
    for name in based:
        above, steps = name, 0
        while above not in own and above in based and steps < 20:
            above, steps = based[above], steps + 1
        if above in own:
            result[name] = own[above]
    return result


def _tell(walk: _Walk) -> None:
    """What was left out, with its words."""
    deleted = [text for text in walk.deleted if text]
    if deleted:
        walk.source.count("修订删除（没有导入，处）", len(deleted))
        walk.source.drop((Line(text, 0) for text in deleted), "修订中已删除的文字")
    if walk.hidden:
        walk.source.count("隐藏文字（没有导入，处）", len(walk.hidden))
        walk.source.drop((Line(text, 0) for text in walk.hidden), "隐藏文字，Word 里看不见")
    walk.source.notes += (f"Word 里的{what}，请对照原文" for what in dict.fromkeys(walk.strange))
