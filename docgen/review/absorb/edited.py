"""A Word file that was made here and edited since: its paragraphs by their bookmarks, tracked changes, comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.formats.word.changes import PLACE, W
from docgen.formats.word.read import Bit, WordFile, WordParagraph, open_word

MARK = "_dg_"
"""The names of the bookmarks that the writer puts round every paragraph begin so."""


@dataclass(frozen=True, slots=True)
class Note:
    """A comment or a tracked change: ``what`` is 批注, 插入, 删除 …; ``offset`` counts characters of the paragraph."""

    what: str
    author: str
    words: str
    offset: int


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a field, from ``start`` to ``stop`` of the paragraph, and the field's instruction."""

    start: int
    stop: int
    instruction: str


@dataclass(slots=True)
class Piece:
    """A paragraph, or the part of a line that one bookmark marks. ``key`` is ``""`` where no bookmark stands.

    ``place`` says where it stands in the Word file (第3段). ``beside`` names what stands in it
    and is no text: pictures, hidden text, a number that Word makes.
    """

    key: str
    text: str
    line: int
    notes: list[Note] = field(default_factory=list)
    place: str = ""
    where: str = ""
    fields: list[Result] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A paragraph of the file while it is read. ``marks`` are [name, start, end] with ``None`` for an end elsewhere."""

    text: str = ""
    marks: list[list[Any]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    fields: list[Result] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


def read_edited(data: bytes, file: str) -> tuple[list[Piece], WordFile]:
    """The paragraphs of the Word file *data* in reading order, all changes accepted, and the file itself.

    Raises WriteError (I001) where it cannot be read.
    """
    word = open_word(data, file, places=True)
    reading = _Reading(word)
    return [piece for number, one in enumerate(word.paragraphs) for piece in reading.pieces(one, number)], word


def pieces(data: bytes, file: str) -> list[Piece]:
    """The paragraphs of the Word file *data* as ``read_edited`` gives them."""
    return read_edited(data, file)[0]


class _Reading:
    def __init__(self, word: WordFile) -> None:
        self.word = word
        self.comments = {number: one for number, one in word.comments.items() if one.words}
        self.open: dict[str, tuple[_Line, list[Any]]] = {}
        self.waiting: list[list[Any]] = []
        self.notes: list[Note] = []

    def pieces(self, paragraph: WordParagraph, number: int) -> Iterator[Piece]:
        """The pieces of *paragraph*; what stands in one without words goes to the next one that has some."""
        line = _Line(notes=self.notes, marks=self.waiting)
        self.notes, self.waiting = [], []
        for bit in paragraph.bits:
            self.read(bit, line)
        if not line.text.strip():
            self.notes = [Note(note.what, note.author, note.words, 0) for note in line.notes]
            # A mark that ends behind nothing is what is left of a paragraph that went.
            self.waiting = [[name, 0, None] for name, _, end in line.marks if end is None]
            return
        if paragraph.label:
            line.beside.append(f"Word 自动编号“{paragraph.label}”")
        for piece in _cut(line, number):
            piece.place, piece.where = paragraph.place, paragraph.where
            if paragraph.label and not piece.key:
                piece.text = paragraph.label + piece.text
                piece.beside.clear()
            yield piece

    def read(self, bit: Bit, line: _Line) -> None:
        if bit.kind in ("text", "field"):
            start = len(line.text)
            line.text += bit.text
            if bit.kind == "field":
                line.fields.append(Result(start, len(line.text), bit.field))
        elif bit.kind == "hidden":
            line.beside.append(f"隐藏文字“{bit.text}”")
        elif bit.kind == "picture":
            line.beside.append("图片")
        elif bit.kind == "mark":
            self.mark(bit.node, line)

    def mark(self, node: Any, line: _Line) -> None:
        number = node.get(f"{W}id")
        if node.tag == f"{W}bookmarkStart" and str(node.get(f"{W}name")).startswith(MARK):
            mark = [node.get(f"{W}name"), len(line.text), None]
            line.marks.append(mark)
            self.open[number] = (line, mark)
        elif node.tag == f"{W}bookmarkEnd" and number in self.open:
            start, mark = self.open.pop(number)
            if start is line:
                mark[2] = len(line.text)
        elif node.tag in (f"{W}commentRangeStart", f"{W}commentReference"):
            if comment := self.comments.pop(number, None):
                back = node.tag == f"{W}commentReference" and len(line.text) > 0
                line.notes.append(Note("批注", comment.author, comment.words, len(line.text) - back))
        elif node.tag == PLACE:
            change = self.word.changes[int(node.get("n"))]
            line.notes.append(Note(change.what, change.author, change.words, len(line.text)))


def _cut(line: _Line, number: int) -> Iterator[Piece]:
    """*line* at its bookmarks; one that holds nothing is what is left of a paragraph that went, unless it is alone."""
    marks = [mark for mark in line.marks if mark[1] != mark[2]] or line.marks[:1]
    starts = [0, *(mark[1] for mark in marks[1:])]
    for index, start in enumerate(starts):
        stop = starts[index + 1] if index + 1 < len(starts) else len(line.text)
        text = line.text[start:stop]
        last = index + 1 == len(starts)
        inner = [
            Note(note.what, note.author, note.words, min(note.offset - start, max(len(text) - 1, 0)))
            for note in line.notes
            if start <= note.offset < stop or (last and note.offset >= stop)
        ]
        results = [
            Result(one.start - start, one.stop - start, one.instruction)
            for one in line.fields
            if start <= one.start and one.stop <= stop
        ]
        key = marks[index][0].removeprefix(MARK) if marks else ""
        beside = list(line.beside) if last else []
        yield Piece(key, text if last else text.removesuffix("\t"), number, inner, fields=results, beside=beside)
