"""Findings as Word comments at their words, and what can be mended as tracked changes, in a copy of the paper."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docgen.checks import known
from docgen.checks.subject import Edit, Found
from docgen.core.errors import LEVEL_NAMES
from docgen.formats.word.changes import W
from docgen.formats.word.ooxml import zipped
from docgen.formats.word.read import WordFile, WordParagraph
from docgen.review.vetting.paper import Paper, where

AUTHOR, INITIALS = "审阅", "审"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


@dataclass(slots=True)
class _Segment:
    """Characters *start* to *stop* of a paragraph, which the element ``node`` of a run holds."""

    start: int
    stop: int
    node: Any
    fixed: bool
    """True where Word makes the words itself (a field): they are not to be changed."""


class _Pieces:
    """The runs of a paragraph, cut where marks begin and end."""

    def __init__(self, paragraph: WordParagraph) -> None:
        self.element = paragraph.element
        self.segments: list[_Segment] = []
        at = 0
        for bit in paragraph.bits:
            if bit.kind in ("text", "field") and bit.text:
                self.segments.append(_Segment(at, at + len(bit.text), bit.node, bit.kind == "field"))
                at += len(bit.text)

    def cut(self, at: int) -> None:
        """No run goes over the offset *at*."""
        for number, one in enumerate(self.segments):
            if not one.start <= at < one.stop:
                continue
            node = one.node
            if at > one.start and node.tag == f"{W}t":
                rest = copy.copy(node)
                rest.text = node.text[at - one.start :]
                node.text = node.text[: at - one.start]
                for half in (node, rest):
                    half.set(_SPACE, "preserve")
                node.addnext(rest)
                self.segments[number : number + 1] = [
                    _Segment(one.start, at, node, one.fixed),
                    _Segment(at, one.stop, rest, one.fixed),
                ]
                node = rest
            _break_before(node)
            return

    def runs(self, start: int, stop: int) -> list[Any]:
        """The runs that hold the characters *start* to *stop*, which were cut."""
        found: list[Any] = []
        for one in self.segments:
            run = _run(one.node)
            if one.start < stop and start < one.stop and run is not None and run not in found:
                found.append(run)
        return found

    def made(self, start: int, stop: int) -> bool:
        return any(one.fixed for one in self.segments if one.start < stop and start < one.stop)


def _run(node: Any) -> Any:
    above = node.getparent()
    return above if above is not None and above.tag == f"{W}r" else None


def _break_before(node: Any) -> None:
    """The run of *node* begins with it."""
    run = _run(node)
    if run is None:
        return
    before = [one for one in node.itersiblings(preceding=True) if one.tag != f"{W}rPr"]
    if not before:
        return
    second = etree.Element(f"{W}r", nsmap=run.nsmap)
    if (looks := run.find(f"{W}rPr")) is not None:
        second.append(copy.deepcopy(looks))
    second.extend([node, *node.itersiblings()])
    run.addnext(second)


def marked(paper: Paper, found: Sequence[Found], edits: Mapping[int, Sequence[Edit]]) -> tuple[bytes, int]:
    """(a copy of the Word file of *paper* with a comment at each of *found* and *edits* tracked, how many stand nowhere).

    Comments have no place in headers, footers and notes: what is found there is only counted.
    """
    word = paper.word
    assert word is not None
    marks: dict[int, list[tuple[int, int, str]]] = {}
    homeless = 0
    for item in found:
        assert item.problem.span is not None
        number, at = where(paper, item.problem.span)
        if paper.paragraphs[number].part != word.main:
            homeless += 1
            continue
        length = len(item.edit.old) if item.edit is not None and item.edit.old else 0
        start, stop = _words(paper.lines[number], at, length)
        marks.setdefault(number, []).append((start, stop, _said(item)))
    comments = _Comments(word)
    for number in sorted({*marks, *edits}):
        line, paragraph = paper.lines[number], paper.paragraphs[number]
        shift = line.span.column - 1  # blanks before the first word are no part of the line
        pieces = _Pieces(paragraph)
        changed = [(one.span.column - 1, len(one.old), one.new) for one in edits.get(number, ())]
        own = [(start + shift, stop + shift, said) for start, stop, said in marks.get(number, [])]
        for at in sorted(
            {
                *(at for start, stop, _ in own for at in (start, stop)),
                *(at for start, length, _ in changed for at in (start, start + length)),
            }
        ):
            pieces.cut(at)
        for start, stop, said in own:
            comments.put(pieces.runs(start, stop), said)
        for start, length, new in changed:
            if paragraph.part == word.main and not pieces.made(start, start + length):
                _track(pieces.runs(start, start + length), new, comments.number)
                comments.number += 2
    return comments.file(), homeless


def _words(line: str, at: int, length: int) -> tuple[int, int]:
    """What a comment on the offset *at* is put on: the words that are to be changed, else a few behind the place."""
    if length:
        return at, min(at + length, len(line))
    if line[at : at + 1] == "《" and (end := line.find("》", at)) > 0:
        return at, end + 1
    stop = at
    while stop < len(line) and stop - at < 12 and (stop == at or line[stop] not in "，。；：、！？"):
        stop += 1
    return (at, stop) if stop > at else (max(at - 1, 0), max(at, 1))


def _said(item: Found) -> str:
    """The words of a comment: rule, what is wrong, what to type, and on what it rests."""
    rule = known().get(item.problem.code)
    lines = [f"{LEVEL_NAMES[item.problem.level]} {item.problem.code} {item.problem.message}"]
    lines += [f"建议：{item.problem.hint}"] if item.problem.hint else []
    lines += [f"依据：{rule.source}"] if rule is not None and rule.source else []
    return "\n".join(lines)


def _track(runs: Sequence[Any], new: str, number: int) -> None:
    """*runs* become a tracked deletion, with *new* inserted behind it."""
    if not runs:
        return
    looks = runs[0].find(f"{W}rPr")
    last: Any = None
    for run in runs:
        gone = etree.Element(f"{W}del")
        gone.set(f"{W}id", str(number))
        gone.set(f"{W}author", AUTHOR)
        run.addprevious(gone)
        gone.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
        last = gone
    if new and last is not None:
        come = etree.Element(f"{W}ins")
        come.set(f"{W}id", str(number + 1))
        come.set(f"{W}author", AUTHOR)
        run = etree.SubElement(come, f"{W}r")
        if looks is not None:
            run.append(copy.deepcopy(looks))
        text = etree.SubElement(run, f"{W}t")
        text.set(_SPACE, "preserve")
        text.text = new
        last.addnext(come)


class _Comments:
    """The comments of the file, its own kept and ours behind them."""

    def __init__(self, word: WordFile) -> None:
        self.word = word
        relations = word.package.relations(word.main)
        self.part = next(
            (part for kind, part in relations.values() if kind == "comments" and word.package.has(part)), ""
        )
        self.fresh = not self.part
        folder = word.main.rpartition("/")[0]
        self.part = self.part or f"{folder}/comments-docgen.xml"
        self.root = (
            etree.Element(f"{{{_WORD}}}comments", nsmap={"w": _WORD}) if self.fresh else word.package.xml(self.part)
        )
        taken = [
            int(one.get(f"{W}id", "0")) for one in self.root.iter(f"{W}comment") if one.get(f"{W}id", "").isdecimal()
        ]
        self.next = max(taken, default=-1) + 1
        self.number = 90001

    def put(self, runs: Sequence[Any], said: str) -> None:
        """A comment of the words *said* on *runs*."""
        if not runs:
            return
        name = str(self.next)
        self.next += 1
        for tag, place in (("commentRangeStart", runs[0].addprevious), ("commentRangeEnd", runs[-1].addnext)):
            mark = etree.Element(f"{W}{tag}")
            mark.set(f"{W}id", name)
            place(mark)
        sign = etree.Element(f"{W}r")
        etree.SubElement(sign, f"{W}commentReference").set(f"{W}id", name)
        runs[-1].getnext().addnext(sign)
        comment = etree.SubElement(self.root, f"{W}comment")
        comment.set(f"{W}id", name)
        comment.set(f"{W}author", AUTHOR)
        comment.set(f"{W}initials", INITIALS)
        for line in said.split("\n"):
            text = etree.SubElement(etree.SubElement(etree.SubElement(comment, f"{W}p"), f"{W}r"), f"{W}t")
            text.set(_SPACE, "preserve")
            text.text = line

    def file(self) -> bytes:
        parts = self.word.package.parts()
        roots = dict(self.word.roots)
        if len(self.root):
            roots[self.part] = self.root
            if self.fresh:
                self.related(parts)
        for name, root in roots.items():
            parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
        return zipped(parts)

    def related(self, parts: dict[str, bytes]) -> None:
        """The package knows of the new part."""
        folder, _, base = self.word.main.rpartition("/")
        name = f"{folder}/_rels/{base}.rels"
        relations = (
            self.word.package.xml(name)
            if self.word.package.has(name)
            else etree.Element(f"{{{_PACKAGE}/relationships}}Relationships")
        )
        one = etree.SubElement(relations, f"{{{_PACKAGE}/relationships}}Relationship")
        one.set("Id", "rIdDocgenComments")
        one.set("Type", f"{_OFFICE}/relationships/comments")
        one.set("Target", f"/{self.part}")
        types = self.word.package.xml("[Content_Types].xml")
        kind = etree.SubElement(types, f"{{{_PACKAGE}/content-types}}Override")
        kind.set("PartName", f"/{self.part}")
        kind.set("ContentType", _TYPE)
        for part, root in ((name, relations), ("[Content_Types].xml", types)):
            parts[part] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
