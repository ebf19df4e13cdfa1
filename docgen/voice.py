"""How a finished paper calls the office and its addressee. Works on the tree, after markup.

Which mention is the first is known only in reading order, so this cannot be done while
values are made. Words inside quotation marks are somebody's own and stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from docgen.source import Span
from docgen.tree import Block, Document, Inline, Paragraph, Strong, Table, Text, plain_text

_OFFICE = re.compile(r"(?<![基样标资根日剧课版原底])本院(?![校系])")
_YOU = re.compile(r"你单位")
_QUOTED = re.compile(r"“[^“”]*”")


@dataclass(frozen=True, slots=True)
class Voice:
    """The words of one paper.

    ``short`` is the office's short name where the paper names the office by name, ``""``
    where it says 本院. ``you`` is the addressee's 你局, ``""`` where the paper speaks to
    nobody. ``again`` gives for a reference (机关.区住建局) the name of later mentions.
    """

    full: str = ""
    short: str = ""
    you: str = ""
    again: dict[str, str] = field(default_factory=dict)


def spoken(document: Document, voice: Voice) -> Document:
    """*document* with 本院, 你单位 and repeated agencies in the words of *voice*."""
    speaker = _Speaker(voice)
    return replace(document, blocks=tuple(speaker.block(block) for block in document.blocks))


class _Speaker:
    """Remembers what was already mentioned."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.introduced = False
        self.mentioned: set[str] = set()

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                return replace(block, inlines=self.inlines(block.inlines))
            case Table():
                rows = tuple(tuple(self.inlines(cell) for cell in row) for row in block.rows)
                return replace(block, rows=rows)
        return block

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        quoted = [match.span() for match in _QUOTED.finditer(plain_text(inlines))]
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

    def text(self, leaf: Text, offset: int, quoted: list[tuple[int, int]]) -> list[Text]:
        """*leaf* cut at the words to be changed; *offset* is where it starts in its paragraph."""
        if leaf.span.via in self.voice.again:
            if leaf.span.via in self.mentioned:
                return [replace(leaf, text=self.voice.again[leaf.span.via])]
            self.mentioned.add(leaf.span.via)

        def outside(start: int) -> bool:
            return not any(first <= offset + start < last for first, last in quoted)

        changes: list[tuple[int, int, Callable[[], str]]] = []
        if self.voice.short:
            changes += [(*match.span(), self.office) for match in _OFFICE.finditer(leaf.text) if outside(match.start())]
        if self.voice.you:
            changes += [(*match.span(), self.you) for match in _YOU.finditer(leaf.text) if outside(match.start())]
        return _changed(leaf, sorted(changes, key=lambda change: change[0]))

    def office(self) -> str:
        if self.introduced or self.voice.short == self.voice.full:
            return self.voice.short
        self.introduced = True
        return f"{self.voice.full}（以下简称{self.voice.short}）"

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
        parts.append(Text(word(), replace(at(first), via=leaf.span.via or leaf.text[first:last])))
        start = last
    if start < len(leaf.text):
        parts.append(Text(leaf.text[start:], at(start)))
    return parts
