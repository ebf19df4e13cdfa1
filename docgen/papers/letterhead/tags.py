"""The tags of an office's Word file: where they stand, and each of them made whole.

Word cuts a tag into several runs when somebody edits it. Here every tag is put back into
the run in which it begins, ``｛名字｝`` becomes ``{{ 名字 }}``, and a paragraph or a table
row that holds nothing but ``{% for … %}`` and the like leaves no empty line behind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree

from docgen.core.errors import Problem, TemplateError, problem
from docgen.core.source import Span, shown
from docgen.formats.word.ooxml import zipped
from docgen.formats.word.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ALONE = "\ufdd6"
"""Stands before a value that has a paragraph to itself: its lines become paragraphs, an empty one goes."""

_MAIN = "word/document.xml"
PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|｛[^｛｝]*｝")
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|[｛｝]")
_LEVEL = re.compile(r"(\{[{%#])-?(?:p|tr|tc|r)(?=\s)")


@dataclass(frozen=True, slots=True)
class Tag:
    """One tag as the office wrote it: the words of its paragraph, and whether Word had cut it."""

    text: str
    paragraph: str
    number: int
    cut: bool

    @property
    def jinja(self) -> str:
        return whole(self.text)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A Word file with whole tags. ``source`` is a Jinja text with one line per paragraph, for inspection."""

    file: str
    data: bytes
    tags: tuple[Tag, ...]
    lines: tuple[str, ...]
    source: str


def load(path: Path) -> Prepared:
    """The office's Word file at *path*, ready to be filled. Raises TemplateError as ``prepare`` does."""
    file = str(shown(path))
    try:
        data = path.read_bytes()
    except OSError:
        raise TemplateError(
            [problem(Span(file), "T010", "这个 Word 模板打不开", "核对文件名；关掉正在打开它的程序")]
        ) from None
    return prepare(data, file)


def prepare(data: bytes, file: str) -> Prepared:
    """The Word file *data*, ready to be filled. Raises TemplateError where it is none or its tags are broken."""
    package = opened(data, file)
    parts = package.parts()
    tags: list[Tag] = []
    lines: list[str] = []
    source: list[str] = []
    problems: list[Problem] = []
    changed: dict[str, bytes] = {}
    for name in sorted(filter(PART.fullmatch, parts), key=in_order):
        root = package.xml(name)
        for paragraph in root.iter(f"{W}p"):
            text = "".join(node.text or "" for node in pieces(paragraph))
            found, line = _paragraph(paragraph, len(lines) + 1)
            lines.append(text)
            source.append(line)
            tags += found
            problems += _loose(line, text, file)
        changed[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    for name in parts:
        # Styles, fonts, relations go into the paper as they are: what Word could not read is told now.
        if name.endswith((".xml", ".rels")) and name not in changed:
            package.xml(name)
    if problems:
        raise TemplateError(problems)
    return Prepared(file, zipped(parts | changed), tuple(tags), tuple(lines), "\n".join(source))


def in_order(name: str) -> tuple[bool, str]:
    """The text of the file before its headers, footers and notes."""
    return name != _MAIN, name


def opened(data: bytes, file: str) -> Package:
    """The parts of a Word file. Raises TemplateError for what is no Word file or too large to be one."""
    package = Package(data, file, code="T010", raising=TemplateError)
    package.read(_MAIN)
    return package


def pieces(paragraph: Any) -> Iterator[Any]:
    """The text nodes of *paragraph* itself, not those of a text box inside it."""
    for node in paragraph.iter(f"{W}t"):
        if next(node.iterancestors(f"{W}p")) is paragraph:
            yield node


def whole(tag: str) -> str:
    """*tag* as Jinja, without the letters by which docxtpl knows paragraphs and rows."""
    if tag.startswith("｛"):
        return f"{{{{ {tag[1:-1].strip()} }}}}"
    return _LEVEL.sub(r"\1", tag)


def _paragraph(paragraph: Any, number: int) -> tuple[list[Tag], str]:
    """Make the tags of *paragraph* whole; gives them, and the line that stands for it in the inspection."""
    nodes = list(pieces(paragraph))
    text = "".join(node.text or "" for node in nodes)
    matches = list(_TAG.finditer(text))
    if not matches:
        return [], text
    ends: list[int] = []
    for node in nodes:
        ends.append((ends[-1] if ends else 0) + len(node.text or ""))
    owners = [next(index for index, end in enumerate(ends) if end > at) for at in range(len(text))]
    rewritten = [""] * len(nodes)
    start = 0
    tags = []
    alone = len(matches) == 1 and not _TAG.sub("", text).strip(" \t　")
    for match in matches:
        for at in range(start, match.start()):
            rewritten[owners[at]] += text[at]
        rewritten[owners[match.start()]] += _written(match[0], paragraph, alone=alone)
        tags.append(Tag(match[0], text, number, owners[match.start()] != owners[match.end() - 1]))
        start = match.end()
    for at in range(start, len(text)):
        rewritten[owners[at]] += text[at]
    for node, words in zip(nodes, rewritten, strict=True):
        node.text = words
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return tags, _TAG.sub(lambda match: whole(match[0]), text)


def _written(tag: str, paragraph: Any, *, alone: bool) -> str:
    if not alone or _LEVEL.match(tag):
        return whole(tag) if tag.startswith("｛") else tag
    if tag.startswith(("｛", "{{")):
        return ALONE + whole(tag)
    return tag[:2] + _level(paragraph) + " " + tag[2:].lstrip("-")


def _level(paragraph: Any) -> str:
    """``tr`` where the tag is all that its table row says, else ``p``."""
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    if row is None:
        return "p"
    return "tr" if not _TAG.sub("", "".join(row.itertext())).strip() and _count(row) == 1 else "p"


def _count(row: Any) -> int:
    return len(_TAG.findall("".join(row.itertext())))


def _loose(line: str, text: str, file: str) -> list[Problem]:
    """A brace that opens or closes nothing: docxtpl would swallow the paragraphs up to the next one."""
    found = _LOOSE.search(_TAG.sub("", line))
    if found is None:
        return []
    message = f"“{found[0]}”没有成对，这一段是：{quoted(text)}"
    return [problem(Span(file), "T010", message, "名字前后各写一个括号，并且写在同一段里，如“｛检察院｝”")]


def quoted(text: str) -> str:
    """The words of a paragraph for a message, cut where they are long."""
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"
