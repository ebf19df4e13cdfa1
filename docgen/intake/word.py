"""A Word file → lines: everything that Word shows, and a count of what it does not.

Tables become lines with tabs, text boxes and notes stand behind what they belong to, the
numbers that Word makes are written out; tracked deletions, hidden text and running heads
are left out, counted and quoted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from docgen.core.errors import RecordError
from docgen.formats.word.changes import W
from docgen.formats.word.read import BREAK, Bit, WordFile, WordParagraph, open_word
from docgen.intake.found import Line, Source, raised
from docgen.records.yaml.decode import clean

_LAYOUT = 200
"""Characters of a cell from which a table only lays out the page."""
STRUCK = "Word 里划去的文字"
_BLANK = " \t\u3000\xa0"
_COUNTED = {
    "内容控件": "内容控件（已保留）",
    "域": "域（已保留结果）",
    "空域": "域（没有结果，看不见）",
    "公式": "公式（只留文字）",
    "自动编号": "Word 自动编号",
    "符号": "符号字体（已换成普通字符）",
    "文本框": "文本框（放在所在段落后面）",
    "图片": "图片（没有导入）",
    "注": "脚注和尾注（放在文末）",
    "批注": "批注（没有导入）",
}
"""What the reader counts → what the report calls it."""


def read(data: bytes, file: str) -> Source:
    """The paragraphs of the Word file *data*, as they stand there. Raises RecordError (I001) where it cannot be read."""
    word = open_word(data, file, raising=RecordError)
    source = Source(file)
    texts = [*_texts(word.paragraphs, source), *_notes(word, source)]
    _tell(word, source)
    for number, text in enumerate(texts, 1):
        for piece in _cleaned(text, source).split(BREAK):
            if words := piece.strip(_BLANK):
                source.lines.append(Line(words, number))
    return source


def _cleaned(text: str, source: Source) -> str:
    fine, problems = clean(text, source.file)
    source.problems += (replace(item, level="reminder") for item in problems if item.code == "Y006")
    return fine.replace("\v", BREAK)


def _words(paragraph: WordParagraph, source: Source) -> str:
    """What the paragraph says, the number before it and the marks of notes among it; page numbers of contents too."""
    told = "".join(_pieces(paragraph, source))
    return paragraph.label + told


def _pieces(paragraph: WordParagraph, source: Source) -> Iterator[str]:
    """What its bits say: raised and lowered signs as such, struck words not at all. Both are told."""
    before = ""
    shown = [bit for bit in paragraph.bits if bit.kind in ("text", "field", "made", "note")]
    for (height, struck), group in groupby(shown, key=_look):
        words = "".join(bit.text for bit in group)
        if struck and words.strip(_BLANK):
            source.drop([Line(words.replace(BREAK, " "), paragraph.number)], STRUCK)
            continue
        if height and (bare := words.strip(_BLANK)):
            words, told = raised(bare, before, lower=height == "subscript")
            if told:
                source.count(told)
        before += words
        yield words


def _look(bit: Bit) -> tuple[str, bool]:
    """How *bit* stands (superscript, subscript, ``""``), and whether it is struck through."""
    if bit.kind not in ("text", "field") or bit.looks is None:
        return "", False
    height = bit.looks.find(f"{W}vertAlign")
    stands = height.get(f"{W}val", "") if height is not None else ""
    marks = (bit.looks.find(f"{W}{name}") for name in ("strike", "dstrike"))
    struck = any(one is not None and one.get(f"{W}val", "1") not in ("0", "false", "off") for one in marks)
    return stands if stands in ("superscript", "subscript") else "", struck


def _texts(paragraphs: Sequence[WordParagraph], source: Source, depth: int = 0) -> Iterator[str]:
    """The paragraphs, and the rows of tables, in reading order; *depth* tables lie round them."""

    def table(paragraph: WordParagraph) -> int:
        return paragraph.cells[depth][0] if len(paragraph.cells) > depth else 0

    for number, group in groupby(paragraphs, key=table):
        if number:
            yield from _rows(list(group), source, depth)
        else:
            yield from (_words(one, source) for one in group)


def _rows(paragraphs: Sequence[WordParagraph], source: Source, depth: int) -> Iterator[str]:
    """A line a row, a tab between cells; a table of one column is only paragraphs in a frame."""
    if all(one.cells[depth][2] == 1 for one in paragraphs):
        yield from _texts(paragraphs, source, depth + 1)
        return
    source.count("表格")
    for _, row in groupby(paragraphs, key=lambda one: one.cells[depth][1]):
        cells = [
            [text.strip() for text in _texts(list(cell), source, depth + 1)]
            for _, cell in groupby(row, key=lambda one: one.cells[depth][2])
        ]
        if any(sum(map(len, cell)) > _LAYOUT for cell in cells):
            yield from (text for cell in cells for text in cell)
        else:
            yield "\t".join("　".join(text.replace(BREAK, "　") for text in cell if text) for cell in cells)


def _notes(word: WordFile, source: Source) -> Iterator[str]:
    for number, group in groupby(word.notes, key=lambda one: one.note):
        yield f"〔注{number}〕" + "".join(_words(one, source) for one in group).strip()


def _tell(word: WordFile, source: Source) -> None:
    """What was left out, with its words."""
    for seen, called in _COUNTED.items():
        if word.seen[seen]:
            source.count(called, word.seen[seen])
    come = sum(len(one.words) for one in word.changes if one.what in ("插入", "移入"))
    if come:
        source.count("修订插入（已保留，字）", come)
    heads = dict.fromkeys(words for one in word.edges if (words := _words(one, source).strip()))
    source.drop((Line(words.replace(BREAK, " "), 0) for words in heads), "页眉页脚")
    gone = [one.words for one in word.changes if one.what in ("删除", "移出")]
    if gone:
        source.count("修订删除（没有导入，处）", len(gone))
        source.drop((Line(words, 0) for words in gone), "修订中已删除的文字")
    if word.hidden:
        source.count("隐藏文字（没有导入，处）", len(word.hidden))
        source.drop((Line(words, 0) for words in word.hidden), "隐藏文字，Word 里看不见")
    source.notes += (f"Word 里的{what}，请对照原文" for what in word.strange)
