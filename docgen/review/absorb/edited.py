"""A Word file that was made here and edited since: its paragraphs by their bookmarks, tracked changes, comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docgen.formats.word.package import Package
from docgen.formats.word.text import GONE, MARKS, W, open_word

MARK = "_dg_"
"""The names of the bookmarks that the writer puts round every paragraph begin so."""

_COMMENTS = "word/comments.xml"
_CHANGES = {f"{W}ins": "插入", f"{W}moveTo": "移入", f"{W}del": "删除", f"{W}moveFrom": "移出"}


@dataclass(frozen=True, slots=True)
class Note:
    """A comment or a tracked change: ``what`` is 批注, 插入, 删除 …; ``offset`` counts characters of the paragraph."""

    what: str
    author: str
    words: str
    offset: int


@dataclass(slots=True)
class Piece:
    """A paragraph, or the part of a line that one bookmark marks. ``key`` is ``""`` where no bookmark stands."""

    key: str
    text: str
    line: int
    notes: list[Note] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    """A paragraph of the file while it is read. ``marks`` are [name, start, end] with ``None`` for an end elsewhere."""

    text: str = ""
    marks: list[list[Any]] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def pieces(data: bytes, file: str) -> list[Piece]:
    """The paragraphs of the Word file *data* in reading order, as they stand when all changes are accepted.

    Raises WriteError (I001) where it cannot be read.
    """
    word = open_word(data, file)
    lines = {id(paragraph): _Line() for paragraph in word.paragraphs}
    comments = _comments(word.package)
    waiting: list[str] = []
    open_marks: dict[str, tuple[_Line, list[Any]]] = {}
    for node in word.root.iter():
        owner = node if node.tag == f"{W}p" else next(node.iterancestors(f"{W}p"), None)
        line = lines.get(id(owner))
        if node.tag == f"{W}bookmarkStart" and str(node.get(f"{W}name")).startswith(MARK):
            if line is None:
                waiting += [node.get(f"{W}name")] if owner is None else []
            else:
                mark = [node.get(f"{W}name"), len(line.text), None]
                line.marks.append(mark)
                open_marks[node.get(f"{W}id")] = (line, mark)
        elif line is not None:
            if node.tag == f"{W}p":
                line.marks += ([name, 0, None] for name in waiting)
                waiting.clear()
            _read(node, line, open_marks, comments)
    found = [lines[id(paragraph)] for paragraph in word.paragraphs]
    return [piece for number, line in enumerate(found) for piece in _cut(line, number)]


def _read(node: Any, line: _Line, open_marks: dict[str, tuple[_Line, list[Any]]], comments: dict[str, Any]) -> None:
    if node.tag == f"{W}bookmarkEnd" and node.get(f"{W}id") in open_marks:
        start, mark = open_marks.pop(node.get(f"{W}id"))
        if start is line:
            mark[2] = len(line.text)
    elif node.tag == f"{W}commentRangeStart" or node.tag == f"{W}commentReference":
        author, words = comments.pop(node.get(f"{W}id"), ("", ""))
        if words:
            back = node.tag == f"{W}commentReference" and len(line.text) > 0
            line.notes.append(Note("批注", author, words, len(line.text) - back))
    elif node.tag in _CHANGES and node.getparent().tag != f"{W}rPr":
        words = "".join(one.text or "" for one in node.iter(f"{W}t", f"{W}delText"))
        if words:
            line.notes.append(Note(_CHANGES[node.tag], node.get(f"{W}author") or "", words, len(line.text)))
    elif node.getparent() is not None and node.getparent().tag == f"{W}r":
        gone = any(True for _ in node.iterancestors(*GONE))
        if not gone and node.tag == f"{W}t":
            line.text += node.text or ""
        elif not gone and node.tag in MARKS:
            line.text += MARKS[node.tag]


def _cut(line: _Line, number: int) -> Iterator[Piece]:
    """*line* at its bookmarks; one that holds nothing is what is left of a paragraph that went, unless it is alone."""
    marks = [mark for mark in line.marks if mark[1] != mark[2]] or line.marks[:1]
    starts = [0, *(mark[1] for mark in marks[1:])]
    for index, start in enumerate(starts):
        stop = starts[index + 1] if index + 1 < len(starts) else len(line.text)
        text = line.text[start:stop]
        inner = [
            Note(note.what, note.author, note.words, min(note.offset - start, max(len(text) - 1, 0)))
            for note in line.notes
            if start <= note.offset < stop or (index + 1 == len(starts) and note.offset >= stop)
        ]
        key = marks[index][0].removeprefix(MARK) if marks else ""
        yield Piece(key, text.removesuffix("\t") if index + 1 < len(starts) else text, number, inner)


def _comments(package: Package) -> dict[str, tuple[str, str]]:
    """Number of the comment → (author, words)."""
    if not package.has(_COMMENTS):
        return {}
    found = {}
    for comment in package.xml(_COMMENTS).iter(f"{W}comment"):
        lines = ("".join(text.text or "" for text in line.iter(f"{W}t")) for line in comment.iter(f"{W}p"))
        words = " ".join(line for line in lines if line)
        found[comment.get(f"{W}id")] = (comment.get(f"{W}author") or "", words)
    return found
