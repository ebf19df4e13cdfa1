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
from docgen.core.files import read_regular
from docgen.core.source import Span, shown
from docgen.formats.word.ooxml import zipped
from docgen.formats.word.package import Package
from docgen.papers.letterhead import normal
from docgen.papers.letterhead.normal import MAIN, NUMBER, W

ALONE = "\ufdd6"
"""Stands before a value that has a paragraph to itself: its lines become paragraphs, an empty one goes."""

PART = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes)\.xml")
_NAMED = r"\{[ 　]*[一-鿿][^{}｛｝%#]*\}"
"""A name in single braces, as records have it too."""
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|｛[^｛｝]*｝|(?<!\{)" + _NAMED + r"(?!\})")
_LOOSE = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}|[｛｝]|\{(?=[ 　]*[一-鿿])|(?<=[一-鿿])\}|\{\}")
_PLAIN = str.maketrans("“”‘’｜", "\"\"''|")
"""What Word and WPS make of a typed sign by themselves, and what an input method has in its place."""
_WIDE = str.maketrans("（）［］，＝！＜＞％：", "()[],=!<>%:")
_STRING = re.compile(r"(\"[^\"]*\"|'[^']*')")
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
    """A Word file with whole tags. ``source`` is a Jinja text with one line per paragraph, for inspection.

    ``numbers`` are the numbers of these paragraphs as Word counts them, 0 for one in a header, footer or note.
    ``plain`` is the office's file as Word's own .docx, its tags as they were. ``notes`` say what is left out of it.
    """

    file: str
    data: bytes
    tags: tuple[Tag, ...]
    lines: tuple[str, ...]
    source: str
    numbers: tuple[int, ...]
    plain: bytes
    notes: tuple[Problem, ...]
    loose: tuple[tuple[int, Problem], ...] = ()
    """Braces that open or close nothing, with the number of their paragraph: such a file cannot be filled."""


def load(path: Path, *, strict: bool = True) -> Prepared:
    """The office's Word file at *path*, ready to be filled. Raises TemplateError as ``prepare`` does."""
    file = str(shown(path))
    try:
        data = read_regular(path)
    except OSError:
        raise TemplateError(
            [problem(Span(file), "T010", "这个 Word 模板打不开", "核对文件名；关掉正在打开它的程序")]
        ) from None
    return prepare(data, file, strict=strict)


def prepare(data: bytes, file: str, *, strict: bool = True) -> Prepared:
    """The Word file *data*, ready to be filled. Raises TemplateError where it is none or, if *strict*, its tags are broken."""
    package = Package(data, file, code="T010", raising=TemplateError)
    for name in package.parts():
        # Styles, fonts, relations go into the paper as they are: what Word could not read is told now.
        if name.endswith((".xml", ".rels")):
            package.xml(name)
    plain = normal.as_docx(package, file)
    parts, taken = normal.settled(plain, file)
    looks = normal.placeholder_looks(parts.get("word/styles.xml"))
    tags: list[Tag] = []
    lines: list[str] = []
    numbers: list[int] = []
    source: list[str] = []
    problems: list[tuple[int, Problem]] = []
    blind = False
    changed: dict[str, bytes] = {}
    for name in sorted(filter(PART.fullmatch, parts), key=in_order):
        root = etree.fromstring(parts[name])
        normal.unplaceheld(root, looks, _TAG.search)
        for paragraph in root.iter(f"{W}p"):
            number = int(paragraph.attrib.pop(NUMBER, 0))
            text = "".join(node.text or "" for node in pieces(paragraph))
            found, line = _paragraph(paragraph, number)
            lines.append(text)
            numbers.append(number)
            tags += found
            if loose := _loose(text, number, file):
                problems.append((number, loose))
                line = _without_loose(text)
                # A statement that is cut in two has another end somewhere: what else is wrong nobody can tell.
                blind = blind or re.search(r"\{%|%\}", _TAG.sub("", text)) is not None
            source.append(line)
        changed[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    if problems and (strict or blind):
        raise TemplateError([item for _, item in problems])
    notes = tuple(_note(note, file) for note in dict.fromkeys(taken))
    return Prepared(
        file,
        zipped(parts | changed),
        tuple(tags),
        tuple(lines),
        "\n".join(source),
        tuple(numbers),
        zipped(plain),
        notes,
        tuple(problems),
    )


def _note(note: normal.Note, file: str) -> Problem:
    where = f"第{note.paragraph}段" if note.paragraph else "模板里"
    return problem(
        Span(file), "T014", f"{where}{note.words}", "文书里没有它；要从模板里去掉，在 Word 里接受修订、删去以后再存"
    )


def in_order(name: str) -> tuple[bool, str]:
    """The text of the file before its headers, footers and notes."""
    return name != MAIN, name


def opened(data: bytes, file: str) -> Package:
    """The parts of a Word file. Raises TemplateError for what is no Word file or too large to be one."""
    package = Package(data, file, code="T010", raising=TemplateError)
    package.read(MAIN)
    return package


def pieces(paragraph: Any) -> Iterator[Any]:
    """The text nodes of *paragraph* itself, not those of a text box inside it."""
    for node in paragraph.iter(f"{W}t"):
        if next(node.iterancestors(f"{W}p")) is paragraph:
            yield node


def whole(tag: str) -> str:
    """*tag* as Jinja, without the letters by which docxtpl knows paragraphs and rows."""
    if _single(tag):
        return f"{{{{ {straight(tag[1:-1]).strip()} }}}}"
    return _LEVEL.sub(r"\1", straight(tag))


def straight(code: str) -> str:
    """*code* with straight quotes and the signs of Jinja for the wide ones of an input method; strings keep theirs."""
    if code.startswith("{#"):
        return code
    parts = _STRING.split(code.translate(_PLAIN))
    return "".join(part if index % 2 else part.translate(_WIDE) for index, part in enumerate(parts))


def _single(tag: str) -> bool:
    return not tag.startswith(("{{", "{%", "{#"))


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
        return whole(tag) if _single(tag) else straight(tag)
    if _single(tag) or tag.startswith("{{"):
        return ALONE + whole(tag)
    tag = straight(tag)
    return tag[:2] + _level(paragraph) + " " + tag[2:].lstrip("-")


def _level(paragraph: Any) -> str:
    """``tr`` where the tag is all that its table row says, else ``p``."""
    row = next(paragraph.iterancestors(f"{W}tr"), None)
    if row is None:
        return "p"
    return "tr" if not _TAG.sub("", "".join(row.itertext())).strip() and _count(row) == 1 else "p"


def _count(row: Any) -> int:
    return len(_TAG.findall("".join(row.itertext())))


def _without_loose(text: str) -> str:
    """*text* as a line of the inspection, without the braces that open or close nothing."""
    found, at = [], 0
    for match in _TAG.finditer(text):
        found += [_LOOSE.sub("", text[at : match.start()]), whole(match[0])]
        at = match.end()
    return "".join([*found, _LOOSE.sub("", text[at:])])


def _loose(text: str, number: int, file: str) -> Problem | None:
    """A brace that opens or closes nothing: docxtpl would swallow the paragraphs up to the next one."""
    found = _LOOSE.search(_TAG.sub("", text))
    if found is None:
        return None
    at = f"第{number}段" if number else "页眉、页脚或者注里的一段"
    said = "括号写重了" if found[0] == "{}" else f"“{found[0]}”没有成对"
    message = f"{said}，{at}是：{quoted(text)}"
    return problem(Span(file), "T010", message, "名字前后各写一个括号，并且写在同一段里，如“｛检察院｝”")


def quoted(text: str) -> str:
    """The words of a paragraph for a message, cut where they are long."""
    return f"“{text[:40]}{'…' if len(text) > 40 else ''}”"


def place(tag: Tag) -> str:
    """Where a tag stands, for a message: Word has no line numbers."""
    where = f"第{tag.number}段" if tag.number else "页眉、页脚或者注里"
    return f"{where}：{quoted(tag.paragraph)}"
