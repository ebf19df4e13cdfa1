"""The one reader of Word files: every paragraph as Word shows it, with what stands in it, and what it does not show.

``open_word`` finds the main part by its relation, reads Strict files too, and settles
tracked changes. A paragraph is a row of bits: text, and at their places notes, pictures,
hidden text, bookmarks, comments. Only fields that Word fills itself (contents, page
numbers) are no text; no paragraph is left out for what it holds. What a consumer does
not take over it finds in ``WordFile`` by name and says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from docgen.core.errors import DocgenError, WriteError, problem
from docgen.core.source import Span
from docgen.formats.word.changes import PLACE, Change, W, settle
from docgen.formats.word.package import Package
from docgen.formats.word.printed import Numbering, numbered_styles, numbering_of, symbol

MAIN = "word/document.xml"
"""The part of the text where the package does not say which it is."""
BREAK = "\n"

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_V = "{urn:schemas-microsoft-com:vml}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_OFF = ("0", "false", "off")
_MADE = frozenset(("TOC", "TOA", "INDEX", "PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF"))
"""Fields that Word fills from the pages: their results are no words of anybody."""
_MOST_FIELDS = 64
_DEEPEST_BOX = 3
_LINE_END = re.compile(r"(?<![A-Za-z0-9])\n|\n(?![A-Za-z0-9])")
"""A line end that stands for no space: not between two Latin words."""
_WRAPPERS = frozenset(
    f"{W}{name}"
    for name in (
        "sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "ins", "moveTo", "dir", "bdo", "rubyBase", "body", "r",
    )
)  # fmt: skip
"""Elements that only wrap what is shown."""
_EMPTY = " \t\r\n\f\v\u3000\xa0\u200b"
"""What is no word. LibreOffice leaves two U+200B where a tracked text box stood."""
_MARKS = frozenset(
    (f"{W}bookmarkStart", f"{W}bookmarkEnd", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}commentReference")
) | {PLACE}
_BLANK = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": BREAK, f"{W}cr": BREAK, f"{W}noBreakHyphen": "-"}

Kind = Literal["text", "field", "made", "hidden", "note", "picture", "mark"]
Cell = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Bit:
    """A piece of a paragraph.

    ``text`` and ``field`` (the result of a field) are its words. ``made`` is what Word fills
    from the pages, ``hidden`` text that it does not show, ``note`` 〔注1〕 where a note is
    referred to, ``picture`` nothing at the place of one, ``mark`` a bookmark, the end of a
    comment or a tracked change. ``node`` is the element, ``looks`` the properties of its run.
    """

    kind: Kind
    text: str
    node: Any
    looks: Any = None
    field: str = ""
    """The instruction of the innermost field that it is a result of."""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph as it stands when the tracked changes are settled.

    ``where`` is ``""`` for the text itself, else 页眉, 页脚, 脚注, 尾注 or 文本框. ``number`` counts
    the paragraphs that hold words, from 1, in reading order, within the text or within ``where``;
    0 for one without. ``cells`` are (table, row, column) from 1, the outermost first. ``label`` is
    the number that Word prints before it, ``note`` that of the note it belongs to.
    """

    element: Any
    part: str
    bits: tuple[Bit, ...]
    where: str
    number: int
    cells: tuple[Cell, ...]
    style: str
    label: str
    note: int = 0

    @property
    def text(self) -> str:
        """Its words, without the label; line ends and tabs as ``\\n`` and ``\\t``."""
        return "".join(bit.text for bit in self.bits if bit.kind in ("text", "field"))

    @property
    def place(self) -> str:
        """Where it stands, as a person would look for it: 第3段, 表1第2行第3格, 页眉."""
        inside = "".join(f"表{table}第{row}行第{column}格" for table, row, column in self.cells)
        if self.where:
            return self.where + inside
        return inside or f"第{self.number}段"


@dataclass(frozen=True, slots=True)
class Comment:
    author: str
    words: str


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file. ``roots`` are its parts with text, by name, parsed; the paragraphs' elements live in them.

    ``paragraphs`` are those of the text with its tables and text boxes, ``edges`` those of
    headers and footers, ``notes`` those of footnotes and endnotes in the order of their numbers;
    empty ones are among them. ``seen`` counts what only Word shows as such (域, 图片, 文本框 …),
    ``strange`` are sentences about what no text can show.
    """

    package: Package
    main: str
    roots: dict[str, Any]
    paragraphs: tuple[WordParagraph, ...]
    edges: tuple[WordParagraph, ...]
    notes: tuple[WordParagraph, ...]
    comments: dict[str, Comment]
    changes: tuple[Change, ...]
    seen: Counter[str] = field(default_factory=Counter)
    strange: tuple[str, ...] = ()

    @property
    def root(self) -> Any:
        """The root of the text."""
        return self.roots[self.main]

    @property
    def everything(self) -> tuple[WordParagraph, ...]:
        return (*self.paragraphs, *self.edges, *self.notes)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The hidden texts, in reading order."""
        return tuple(bit.text for one in self.everything for bit in one.bits if bit.kind == "hidden")


def open_word(
    data: bytes, file: str, *, raising: type[DocgenError] = WriteError, accept: bool = True, places: bool = False
) -> WordFile:
    """The Word file *data*, its tracked changes accepted, or rejected where not *accept*.

    With *places* a bit of kind ``mark`` with an element ``changes.PLACE`` stands where each
    change was. Raises *raising* (I001) where the file cannot be read.
    """
    package = Package(data, file, raising=raising)
    named = next((part for kind, part in package.relations("").values() if kind == "officeDocument"), MAIN)
    main = named if package.has(named) else MAIN
    if not main.endswith(".xml") or not package.has(main):
        raise raising(
            [problem(Span(file), "I001", "这不是 Word 文件，或者不完整", "用 Word 或 WPS 打开，另存为 .docx")]
        )
    root = package.xml(main)
    if root.tag != f"{W}document":
        hint = "Excel 台账用 .xlsx；其他文件用 Word 打开，另存为 .docx"
        raise raising([problem(Span(file), "I001", "这不是 Word 文件", hint)])
    reading = _Reading(package, main, raising, accept=accept, places=places)
    return reading.result(root)


def read_word(path: Path) -> list[str]:
    """The paragraphs of the text of the Word file at *path* that hold words; where their lines end is no matter."""
    found = open_word(path.read_bytes(), str(path)).paragraphs
    return [words for one in found if (words := plain(one.label + one.text))]


def plain(text: str) -> str:
    """*text* without its line ends and the blanks round it."""
    return _LINE_END.sub("", text).replace(BREAK, " ").strip(" \t\r\n\u3000\xa0")


@dataclass(slots=True)
class _Field:
    """A field that is being read: its instruction is skipped, its result is text."""

    instruction: str = ""
    in_result: bool = False
    has_result: bool = False

    @property
    def made(self) -> bool:
        return self.instruction.strip().split(" ", 1)[0].upper() in _MADE


@dataclass(slots=True)
class _Story:
    """What is being read: the text, a header, a note."""

    part: str
    where: str
    found: list[WordParagraph] = field(default_factory=list)
    fields: list[_Field] = field(default_factory=list)
    waiting: list[Bit] = field(default_factory=list)
    tables: int = 0
    note: int = 0
    depth: int = 0


class _Reading:
    """Reads part after part; remembers what was seen and the numbers of notes and lists."""

    def __init__(self, package: Package, main: str, raising: type[DocgenError], *, accept: bool, places: bool) -> None:
        self.package, self.main, self.raising = package, main, raising
        self.accept, self.places = accept, places
        self.roots: dict[str, Any] = {}
        self.changes: list[Change] = []
        self.seen: Counter[str] = Counter()
        self.strange: list[str] = []
        self.noted: dict[tuple[str, str], int] = {}
        self.numbers: Counter[str] = Counter()
        self.relations = package.relations(main)
        parts = dict(self.relations.values())
        self.parts = {kind: part for kind, part in parts.items() if package.has(part)}
        self.lists = numbering_of(package.xml(self.parts["numbering"])) if "numbering" in self.parts else Numbering()
        styles = package.xml(self.parts["styles"]) if "styles" in self.parts else None
        self.numbered = {} if styles is None else numbered_styles(styles)
        self.names = {} if styles is None else _names(styles)
        self.unseen = frozenset() if styles is None else _hidden_styles(styles)

    def result(self, root: Any) -> WordFile:
        text = self.story(self.main, "", self.settled(self.main, root).find(f"{W}body"))
        edges = [one for part, where in self.edge_parts() for one in self.part(part, where)]
        notes = self.note_paragraphs()
        return WordFile(
            self.package,
            self.main,
            self.roots,
            tuple(text),
            tuple(edges),
            tuple(notes),
            self.comments(),
            tuple(self.changes),
            self.seen,
            tuple(dict.fromkeys(self.strange)),
        )

    # — parts —

    def settled(self, part: str, root: Any) -> Any:
        before = len(self.changes)
        self.changes += settle(root, accept=self.accept, places=self.places)
        if before:
            # A place counts within its part; the list of changes is one for the whole file.
            for place in root.iter(PLACE):
                place.set("n", str(int(place.get("n")) + before))
        self.roots[part] = root
        return root

    def part(self, part: str, where: str) -> list[WordParagraph]:
        return self.story(part, where, self.settled(part, self.package.xml(part)))

    def story(self, part: str, where: str, root: Any, note: int = 0) -> list[WordParagraph]:
        story = _Story(part, where, note=note)
        if root is not None:
            self.blocks(story, root, ())
        return story.found

    def edge_parts(self) -> list[tuple[str, str]]:
        kinds = {"header": "页眉", "footer": "页脚"}
        found = {
            part: kinds[kind] for kind, part in self.relations.values() if kind in kinds and self.package.has(part)
        }
        return sorted(found.items(), key=lambda item: (item[1] != "页眉", item[0]))

    def note_paragraphs(self) -> list[WordParagraph]:
        """The notes that the text refers to, also from other notes, in the order of their numbers."""
        known: dict[tuple[str, str], tuple[str, Any]] = {}
        for kind in ("footnote", "endnote"):
            if part := self.parts.get(f"{kind}s"):
                root = self.settled(part, self.package.xml(part))
                known |= {(kind, item.get(f"{W}id", "")): (part, item) for item in root.iter(f"{W}{kind}")}
        found: list[WordParagraph] = []
        done = 0
        while done < len(self.noted):
            key, number = list(self.noted.items())[done]
            done += 1
            if key in known:
                self.seen["注"] += 1
                part, item = known[key]
                found += self.story(part, "脚注" if key[0] == "footnote" else "尾注", item, number)
        return found

    def comments(self) -> dict[str, Comment]:
        found = {}
        if part := self.parts.get("comments"):
            for item in self.package.xml(part).iter(f"{W}comment"):
                lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in item.iter(f"{W}p"))
                words = " ".join(line for line in lines if line)
                found[item.get(f"{W}id", "")] = Comment(item.get(f"{W}author") or "", words)
        self.seen["批注"] += len(found)
        return found

    # — blocks —

    def blocks(self, story: _Story, parent: Any, cells: tuple[Cell, ...]) -> None:
        for child in parent:
            tag = child.tag
            if tag == f"{W}p":
                self.paragraph(story, child, cells)
            elif tag == f"{W}tbl":
                self.table(story, child, cells)
            elif tag in _MARKS:
                story.waiting.append(Bit("mark", "", child))
            elif tag == f"{_MC}AlternateContent":
                self.blocks(story, _chosen(child), cells)
            elif tag == f"{W}altChunk":
                self.strange.append("嵌入的另一个文件")
            elif tag in _WRAPPERS:
                self.blocks(story, child, cells)

    def table(self, story: _Story, table: Any, cells: tuple[Cell, ...]) -> None:
        story.tables += 1
        number = story.tables
        self.seen["表格"] += 1
        for at, row in enumerate(_below(table, f"{W}tr"), 1):
            for column, cell in enumerate(_below(row, f"{W}tc"), 1):
                self.blocks(story, cell, (*cells, (number, at, column)))

    def paragraph(self, story: _Story, element: Any, cells: tuple[Cell, ...]) -> None:
        waiting, story.waiting = story.waiting, []
        boxes: list[Any] = []
        style = element.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val", "") if style is not None else ""
        bits = [*waiting, *self.inlines(story, element, boxes, hidden=name in self.unseen)]
        words = "".join(bit.text for bit in bits if bit.kind in ("text", "field"))
        said = words.strip(_EMPTY)
        label = self.label(element, name) if said else ""
        if said:
            self.numbers[story.where] += 1
        story.found.append(
            WordParagraph(
                element,
                story.part,
                tuple(bits),
                story.where,
                self.numbers[story.where] if said else 0,
                cells,
                self.names.get(name, name),
                label,
                story.note,
            )
        )
        for box in boxes:
            self.box(story, box, cells)

    def box(self, story: _Story, box: Any, cells: tuple[Cell, ...]) -> None:
        """The paragraphs of a text box, behind the one that it hangs on."""
        self.seen["文本框"] += 1
        if story.depth >= _DEEPEST_BOX:
            self.strange.append("嵌套太深的文本框")
            return
        inner = _Story(story.part, "文本框", tables=story.tables, note=story.note, depth=story.depth + 1)
        self.blocks(inner, box, cells)
        story.tables = inner.tables
        story.found += inner.found

    def label(self, element: Any, style: str) -> str:
        """The number that Word prints before the paragraph."""
        own = element.find(f"{W}pPr/{W}numPr")
        number, level = self.numbered.get(style, ("", 0))
        if own is not None:
            found, depth = own.find(f"{W}numId"), own.find(f"{W}ilvl")
            number = found.get(f"{W}val", "") if found is not None else number
            value = depth.get(f"{W}val", "0") if depth is not None else ""
            level = int(value) if value.isdigit() else level
        label = self.lists.label(number, level) if number else ""
        self.seen["自动编号"] += bool(label)
        return label

    # — inside a paragraph —

    def inlines(self, story: _Story, parent: Any, boxes: list[Any], *, hidden: bool) -> Iterator[Bit]:
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                yield from self.run(story, child, boxes, hidden=hidden)
            elif tag in _MARKS:
                yield Bit("mark", "", child)
            elif tag == f"{W}sdt":
                self.seen["内容控件"] += 1
                yield from self.inlines(story, child, boxes, hidden=hidden)
            elif tag == f"{_MC}AlternateContent":
                yield from self.inlines(story, _chosen(child), boxes, hidden=hidden)
            elif tag == f"{W}fldSimple":
                story.fields.append(_Field(child.get(f"{W}instr", ""), in_result=True))
                yield from self.inlines(story, child, boxes, hidden=hidden)
                self.ended(story.fields.pop())
            elif tag in (f"{_M}oMath", f"{_M}oMathPara"):
                self.seen["公式"] += 1
                yield Bit("text", "".join(item.text or "" for item in child.iter(f"{_M}t")), child)
            elif tag in _WRAPPERS:
                yield from self.inlines(story, child, boxes, hidden=hidden)

    def run(self, story: _Story, run: Any, boxes: list[Any], *, hidden: bool) -> Iterator[Bit]:
        looks = run.find(f"{W}rPr")
        unseen = self.is_hidden(looks, hidden)
        for child in run:
            tag = child.tag
            if tag == f"{W}fldChar":
                self.mark(story, child.get(f"{W}fldCharType"))
            elif tag in (f"{W}instrText", f"{W}delInstrText"):
                if story.fields:
                    story.fields[-1].instruction += child.text or ""
            elif tag in _MARKS:
                yield Bit("mark", "", child, looks)
            else:
                yield from self.piece(story, child, looks, boxes, unseen=unseen)

    def piece(self, story: _Story, child: Any, looks: Any, boxes: list[Any], *, unseen: bool) -> Iterator[Bit]:
        """The bits that one child of a run is."""
        tag = child.tag
        if tag == f"{W}t":
            yield from self.words(story, child.text or "", child, looks, unseen=unseen)
        elif tag in _BLANK:
            yield from self.words(story, _BLANK[tag], child, looks, unseen=unseen)
        elif tag == f"{W}sym":
            character = self.symbol(child.get(f"{W}font", ""), child.get(f"{W}char", ""))
            yield from self.words(story, character, child, looks, unseen=unseen)
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            key = (tag.removeprefix(W).removesuffix("Reference"), child.get(f"{W}id", ""))
            self.noted.setdefault(key, len(self.noted) + 1)
            yield Bit("note", f"〔注{self.noted[key]}〕", child, looks)
        elif tag == f"{W}ruby":
            above, base = child.find(f"{W}rt"), child.find(f"{W}rubyBase")
            if above is not None and (words := "".join(item.text or "" for item in above.iter(f"{W}t"))):
                self.strange.append(f"注音“{words}”")
            if base is not None:
                yield from self.inlines(story, base, boxes, hidden=unseen)
        elif tag == f"{_MC}AlternateContent":
            for inner in _chosen(child):
                yield from self.piece(story, inner, looks, boxes, unseen=unseen)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            held = [item for item in child.iter(f"{W}txbxContent") if not _inside_box(item, child)]
            boxes += held
            if not held and next(child.iter(f"{_A}blip", f"{_V}imagedata"), None) is not None:
                self.seen["图片"] += 1
            yield Bit("picture", "", child, looks)
            for item in child.iter(f"{_V}textpath"):
                if item.get("string"):
                    self.strange.append(f"艺术字“{item.get('string')}”")

    def words(self, story: _Story, text: str, node: Any, looks: Any, *, unseen: bool) -> Iterator[Bit]:
        if not text or any(not one.in_result for one in story.fields):
            return
        for one in story.fields:
            one.has_result = True
        instruction = story.fields[-1].instruction.strip() if story.fields else ""
        if unseen:
            yield Bit("hidden", text, node, looks)
        elif any(one.made for one in story.fields):
            yield Bit("made", text, node, looks, instruction)
        else:
            yield Bit("field" if story.fields else "text", text, node, looks, instruction)

    def is_hidden(self, looks: Any, inherited: bool) -> bool:
        if looks is None:
            return inherited
        own = looks.find(f"{W}vanish")
        if own is not None:
            return own.get(f"{W}val") not in _OFF
        style = looks.find(f"{W}rStyle")
        return inherited or (style is not None and style.get(f"{W}val", "") in self.unseen)

    def mark(self, story: _Story, kind: str | None) -> None:
        """Begin, result and end of a field."""
        if kind == "begin":
            if len(story.fields) >= _MOST_FIELDS:
                place = Span(self.package.file)
                raise self.raising([problem(place, "I001", "域嵌套得不正常", "用 Word 或 WPS 打开，另存一次")])
            story.fields.append(_Field())
        elif kind == "separate" and story.fields:
            story.fields[-1].in_result = True
        elif kind == "end" and story.fields:
            self.ended(story.fields.pop())

    def ended(self, done: _Field) -> None:
        self.seen["域" if done.has_result else "空域"] += 1

    def symbol(self, font: str, code: str) -> str:
        character = symbol(font, code)
        if character is None:
            self.strange.append(f"字体“{font}”的符号 {code}（文字里写作〓）")
            return "〓"
        self.seen["符号"] += 1
        return character


def _chosen(element: Any) -> Iterable[Any]:
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


def _inside_box(item: Any, top: Any) -> bool:
    """True for a text box that another one holds, or that is the old form of one already read."""
    above = item.getparent()
    while above is not None and above is not top:
        if above.tag in (f"{W}txbxContent", f"{_MC}Fallback"):
            return True
        above = above.getparent()
    return False


def _names(styles: Any) -> dict[str, str]:
    """Style id → its name."""
    found = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "") if name is not None else ""
    return found


def _hidden_styles(styles: Any) -> frozenset[str]:
    """The ids of styles whose text is hidden, also by what they are based on."""
    own: dict[str, bool] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        name = style.get(f"{W}styleId", "")
        if (base := style.find(f"{W}basedOn")) is not None:
            based[name] = base.get(f"{W}val", "")
        if (hidden := style.find(f"{W}rPr/{W}vanish")) is not None:
            own[name] = hidden.get(f"{W}val") not in _OFF
    found = set()
    for name in {*own, *based}:
        above, steps = name, 0
        while above not in own and above in based and steps < 20:
            above, steps = based[above], steps + 1
        if own.get(above):
            found.add(name)
    return frozenset(found)
