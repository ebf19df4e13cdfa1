"""How a finished paper calls the office and its addressee. Works on the tree, after markup.

Which mention is the first is known only in reading order, so this cannot be done while
values are made. Words inside quotation marks are somebody's own and stay.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from docgen.core.source import Span
from docgen.core.tree import Block, Inline, Paragraph, Strong, Table, Text, plain_text, texts

_OFFICE = re.compile(r"(?<![基样标资根日剧课版原底])本院(?![校系])")
_YOU = re.compile(r"你单位")
_QUOTED = re.compile(r"“[^“”]*”")


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of one paper.

    ``short`` is the office's short name where the paper names the office by name, ``""``
    where it says 本院; at its first mention stands ``full``, with ``gloss`` followed by
    （以下简称…）. ``you`` is the addressee's 你局, ``""`` where the paper speaks to nobody.
    ``again`` gives for a reference (机关.区住建局, 主办.省妇联) the name of later mentions.
    ``cases`` holds by file the voice of the text that was typed in it: in a collection
    every case says 本院 of its own office.
    """

    full: str = ""
    short: str = ""
    you: str = ""
    again: Mapping[str, str] = field(default_factory=dict)
    gloss: bool = True
    introduced: bool = False
    """True where those of ``again`` are introduced too: 全称（以下简称……）, if they are mentioned once more."""
    cases: Mapping[str, Voice] = field(default_factory=dict)
    units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Reference of an agency → (该局, its full name), for texts that were written for it and are read by another."""


DISPLAY = frozenset(
    {
        "标题",
        "主标题",
        "副标题",
        "引题",
        "案例标题",
        "一级标题",
        "二级标题",
        "标题次行",
        "封面标题",
        "备料",
        "对照表",
        "议程表",
        "座次图",
    }
)
"""Roles in which names are short from the first and mention nothing: a title introduces nobody, nor do a writer's notes or a table of facts."""
FORMAL = frozenset(
    {"标题", "主送", "抄送", "署名", "联合署名", "不盖章署名", "编发单位", "印发机关", "发文机关标志", "表格", "对照表"}
)
"""Roles in which an agency that the text introduces keeps its full name: who signs, who gets a copy, forms."""


def spoken(blocks: tuple[Block, ...], voice: Voice) -> tuple[Block, ...]:
    """*blocks*, a whole document, with 本院, 你单位 and repeated agencies in the words of *voice*."""
    speaker = _Speaker(voice)
    if voice.introduced:
        speaker.counted = Counter(leaf.span.via for block in blocks if _tells(block) for leaf in _leaves(block))
    speaker.turns = bool(voice.units) and any(
        leaf.text == voice.units[leaf.span.via][0]
        for block in blocks
        for leaf in _leaves(block)
        if leaf.span.via in voice.units
    )
    return tuple([speaker.block(block) for block in blocks])


def _tells(block: Block) -> bool:
    return not (isinstance(block, Paragraph | Table) and block.role in DISPLAY | FORMAL)


def _leaves(block: Block) -> Iterator[Text]:
    if isinstance(block, Paragraph):
        yield from texts(block.inlines)
    elif isinstance(block, Table):
        for row in block.rows:
            for cell in row:
                yield from texts(cell)


class _Speaker:
    """Remembers what was already mentioned."""

    def __init__(self, voice: Voice) -> None:
        self.whole = voice
        self.voice = voice
        self.file = ""
        self.display = False
        self.formal = False
        every = (voice, *voice.cases.values())
        self.offices = any(one.short for one in every)
        self.yous = any(one.you for one in every)
        self.again = {name for one in every for name in one.again}
        self.alone = not (self.again or voice.cases)
        self.counted: Mapping[str, int] = {}
        """How often the paper mentions each reference, titles aside."""
        self.turns = False
        """True where the paper calls an agency 该局 that it may have to name first."""
        self.last = ""
        """The reference of the agency that was named last: only of it does 该局 speak."""
        self.mentioned: set[tuple[str, str]] = set()
        """(file of a case, reference); the office itself counts as 本院."""

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                self.display, self.formal = block.role in DISPLAY, block.role in FORMAL
                inlines = self.inlines(block.inlines)
                return block if inlines is block.inlines else Paragraph(block.role, inlines, block.span)
            case Table():
                self.display, self.formal = block.role in DISPLAY, block.role in FORMAL
                rows = tuple(tuple(self.inlines(cell) for cell in row) for row in block.rows)
                return Table(block.role, rows, block.span)
        return block

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        words = plain_text(inlines)
        if not (self.turns or self.changes(words) or (self.again and self.repeats(inlines))):
            return inlines
        quoted = [match.span() for match in _QUOTED.finditer(words)] if "“" in words else []
        offset = 0
        found: list[Inline] = []
        for inline in inlines:
            match inline:
                case Text():
                    found += self.text(inline, offset, quoted)
                    offset += len(inline.text)
                case Strong(children):
                    inner: list[Text] = []
                    for child in children:
                        inner += self.text(child, offset, quoted)
                        offset += len(child.text)
                    found.append(Strong(tuple(inner)))
        return tuple(found)

    def changes(self, words: str) -> bool:
        """True where *words* hold something that this paper says in words of its own."""
        return (self.offices and "本院" in words) or (self.yous and "你单位" in words)

    def repeats(self, inlines: tuple[Inline, ...]) -> bool:
        """True where one of *inlines* names what has another name when it is mentioned again."""
        return any(leaf.span.via in self.again for leaf in texts(inlines))

    def text(self, leaf: Text, offset: int, quoted: list[tuple[int, int]]) -> list[Text]:
        """*leaf* cut at the words to be changed; *offset* is where it starts in its paragraph."""
        if self.turns:
            leaf = self.unit(leaf)
        if self.alone and not self.changes(leaf.text):
            return [leaf]
        self.file = leaf.span.file if leaf.span.file in self.whole.cases else ""
        self.voice = self.whole.cases.get(leaf.span.file, self.whole)
        if (via := leaf.span.via) in self.voice.again and not (self.voice.introduced and self.formal):
            if self.known(via):
                return [Text(self.voice.again[via], leaf.span)]
            if self.voice.introduced and self.counted[via] > 1:
                return [leaf, Text(f"（以下简称{self.voice.again[via]}）", leaf.span.through("以下简称"))]
            if via == f"主办.{self.voice.short}":
                self.known("本院")

        if not self.changes(leaf.text):
            return [leaf]

        def outside(start: int) -> bool:
            return not any(first <= offset + start < last for first, last in quoted)

        changes: list[tuple[int, int, Callable[[], str]]] = []
        if self.voice.short:
            changes += [(*match.span(), self.office) for match in _OFFICE.finditer(leaf.text) if outside(match.start())]
        if self.voice.you:
            changes += [(*match.span(), self.you) for match in _YOU.finditer(leaf.text) if outside(match.start())]
        return _changed(leaf, sorted(changes, key=lambda change: change[0]))

    def unit(self, leaf: Text) -> Text:
        """*leaf* with the agency's name where it says 该局 and another agency, or none, was named before."""
        if (found := self.voice.units.get(leaf.span.via)) and leaf.text == found[0]:
            if leaf.span.via == self.last:
                return leaf
            self.last = leaf.span.via
            return Text(found[1], leaf.span)
        named = [(leaf.text.rfind(full), len(full), via) for via, (_, full) in self.voice.units.items()]
        where, _, via = max(named)
        if where >= 0:
            self.last = via
        return leaf

    def known(self, name: str) -> bool:
        """True where later mentions of *name* are due: it was mentioned before, or stands in a title."""
        if self.display:
            return True
        known = (self.file, name) in self.mentioned
        self.mentioned.add((self.file, name))
        return known

    def office(self) -> str:
        voice = self.voice
        if voice.short == voice.full or self.known("本院"):
            return voice.short
        self.known(f"主办.{voice.short}")
        return f"{voice.full}（以下简称{voice.short}）" if voice.gloss else voice.full

    def you(self) -> str:
        return self.voice.you


def _changed(leaf: Text, changes: list[tuple[int, int, Callable[[], str]]]) -> list[Text]:
    if not changes:
        return [leaf]
    parts: list[Text] = []
    start = 0

    def at(offset: int) -> Span:
        return leaf.span.forward(offset)

    for first, last, word in changes:
        if first > start:
            parts.append(Text(leaf.text[start:first], at(start)))
        parts.append(Text(word(), at(first).through(leaf.span.via or leaf.text[first:last])))
        start = last
    if start < len(leaf.text):
        parts.append(Text(leaf.text[start:], at(start)))
    return parts
