"""Fills an office's Word file by docxtpl, in the sandbox of the built-in templates.

docxtpl alone puts values in unescaped, prints an unknown name as nothing and runs what a
template asks for. Here values are escaped, an unknown name is an error that quotes its
paragraph, and the sandbox is ``templates.engine``'s own.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from docxtpl import DocxTemplate
from lxml import etree

from docgen.core.errors import Problem, TemplateError, problem
from docgen.core.source import Located, Span
from docgen.formats.word.ooxml import app_properties, core_properties, zipped
from docgen.papers.letterhead import normal
from docgen.papers.letterhead.inspection import inspected
from docgen.papers.letterhead.normal import W
from docgen.papers.letterhead.tags import ALONE, PART, Prepared, in_order, opened, pieces, place, quoted
from docgen.papers.templates.engine import TOP, Engine
from docgen.papers.templates.faults import problems_of
from docgen.papers.views.view import Gap, Scope

# — cleaning —
# A filled Word file without what nobody meant to send: authors, revision marks, comments, thumbnails.
#
# And with the same bytes each time: parts in a fixed order, dated 1980, as ``ooxml`` packs them.

_DROPPED = re.compile(
    r"docProps/(?:thumbnail\.\w+|custom\.xml)|customXml/.*|word/(?:comments\w*|people|webSettings|stylesWithEffects)\.xml"
    r"|word/_rels/comments\w*\.xml\.rels|word/glossary/.*|word/printerSettings/.*"
)
_RSID = re.compile(rb' w:rsid\w*="[0-9A-Fa-f]*"|<w:rsids>.*?</w:rsids>|<w:rsids/>|<w:rsid\b[^>]*/>', re.DOTALL)
_COMMENT_MARK = re.compile(rb"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>")
_REFERENCE = re.compile(r'<(?:Relationship|Override)\b[^>]*?(?:Target|PartName)="([^"]*)"[^>]*?/>')


def cleaned(parts: Mapping[str, bytes], title: str, language: str) -> bytes:
    """*parts* zipped anew: only the title in its properties, no trace of who wrote the template."""
    kept = {name: body for name, body in parts.items() if not _DROPPED.fullmatch(name)}
    for name, body in kept.items():
        if name.endswith(".rels") or name == "[Content_Types].xml":
            kept[name] = _without_dropped(body)
        elif name.startswith("word/") and name.endswith(".xml"):
            kept[name] = _COMMENT_MARK.sub(b"", _RSID.sub(b"", body))
    kept |= {
        fixed.name: fixed.data for fixed in (core_properties(title, language), app_properties()) if fixed.name in kept
    }
    order = sorted(kept, key=lambda name: (name != "_rels/.rels", name))
    return zipped({name: kept[name] for name in order})


def _without_dropped(xml: bytes) -> bytes:
    """A list of parts less those that were dropped."""

    def kept(match: re.Match[str]) -> str:
        target = match[1].lstrip("/")
        names = {target, f"word/{target}", target.removeprefix("../")}
        return "" if any(_DROPPED.fullmatch(name) for name in names) else match[0]

    return _REFERENCE.sub(kept, xml.decode("utf-8")).encode("utf-8")


# — filling —

_BREAK = "\ufdd5"
"""A line break of a value, until its paragraph is known."""

Speak = Callable[[list[str]], list[str]]
"""The paragraphs of the file, as words → the same as this paper may say them: its voice, its masks."""


@dataclass(frozen=True, slots=True)
class Filled:
    """A filled file, the words of its paragraphs, the gaps that it prints, and Problems with where values stand."""

    data: bytes
    paragraphs: tuple[str, ...]
    gaps: tuple[Located, ...]
    problems: tuple[Problem, ...]


def fill(prepared: Prepared, engine: Engine, top: Scope, speak: Speak, title: str, language: str) -> Filled:
    """*prepared* with the values of *top*, in the words that *speak* gives it.

    Raises TemplateError, its message quoting the paragraph, for what the template asks and cannot have.
    """
    if faults := inspected(prepared, engine, [top], ()).problems:
        raise TemplateError(list(faults))
    gaps: list[Located] = []

    def printed(value: str) -> str:
        if isinstance(value, Gap):
            gaps.append(value)
        return str(value).replace("\n", _BREAK)

    template = DocxTemplate(io.BytesIO(prepared.data))
    try:
        template.render({TOP: top}, engine.word_environment(printed), autoescape=True)
    except Exception as fault:
        raise TemplateError(_placed(fault, prepared, top)) from None
    stream = io.BytesIO()
    template.save(stream)
    package = opened(stream.getvalue(), prepared.file)
    parts = package.parts()
    names = sorted(filter(PART.fullmatch, parts), key=in_order)
    roots = {name: package.xml(name) for name in names}
    problems = [found for root in roots.values() for found in _divided(root, prepared)]
    paragraphs = [list(pieces(paragraph)) for root in roots.values() for paragraph in root.iter(f"{W}p")]
    spoken = speak(["".join(node.text or "" for node in nodes) for nodes in paragraphs])
    for nodes, words in zip(paragraphs, spoken, strict=True):
        _spread(nodes, words)
    for name, root in roots.items():
        normal.whole(root)
        parts[name] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    shown = tuple(words for words in spoken if words.strip())
    return Filled(cleaned(parts, title, language), shown, tuple(gaps), tuple(problems))


def _divided(root: Any, prepared: Prepared) -> list[Problem]:
    """Cut the values of several lines into paragraphs; T005 for one in the middle of a paragraph."""
    problems: list[Problem] = []
    for paragraph in list(root.iter(f"{W}p")):
        text = "".join(node.text or "" for node in pieces(paragraph))
        if ALONE in text:
            _cut(paragraph, text)
        elif _BREAK in text:
            words = quoted(text.replace(_BREAK, " "))
            message = f"这一段里的值有几行，不能放在一行的中间：{words}"
            problems.append(problem(Span(prepared.file), "T005", message, "让这个名字单独占一段"))
    return problems


def _spread(nodes: list[Any], words: str) -> None:
    """Give *nodes*, the runs of a paragraph, its new *words*: what stayed keeps its run, what is new joins the run before."""
    old = "".join(node.text or "" for node in nodes)
    if words == old:
        return
    owners = [index for index, node in enumerate(nodes) for _ in node.text or ""]
    texts = [""] * len(nodes)
    for _, first, last, start, stop in SequenceMatcher(None, old, words, autojunk=False).get_opcodes():
        if last - first == stop - start:
            for at, character in zip(range(first, last), words[start:stop], strict=True):
                texts[owners[at]] += character
        else:
            texts[owners[min(first, len(owners) - 1)] if first < last else owners[max(first - 1, 0)]] += words[
                start:stop
            ]
    for node, text in zip(nodes, texts, strict=True):
        node.text = text


def _cut(paragraph: Any, text: str) -> None:
    """One paragraph for each line of the value; none where it has no line."""
    nodes = list(pieces(paragraph))
    lines = [line for line in text.replace(ALONE, "").split(_BREAK) if line.strip()]
    if not lines and _can_go(paragraph):
        paragraph.getparent().remove(paragraph)
        return
    holder = next(node for node in nodes if ALONE in (node.text or ""))
    for node in nodes:
        node.text = ""
    holder.text = lines[0] if lines else ""
    original = etree.tostring(paragraph)
    after = paragraph
    for line in lines[1:]:
        copy = etree.fromstring(original)
        target = list(pieces(copy))[nodes.index(holder)]
        target.text = line
        after.addnext(copy)
        after = copy


def _can_go(paragraph: Any) -> bool:
    """A cell of a table must keep its last paragraph, a paragraph with section properties its own."""
    parent = paragraph.getparent()
    last = parent.tag == f"{W}tc" and len(parent.findall(f"{W}p")) == 1
    return not last and paragraph.find(f"{W}pPr/{W}sectPr") is None


def _placed(fault: Exception, prepared: Prepared, top: Scope) -> list[Problem]:
    """*fault* as Problems whose messages quote the paragraph of the tag that caused it."""
    found = []
    for item in problems_of(fault, prepared.file, top):
        words = item.message if item.span and item.span.file != prepared.file else _where(item.message, prepared)
        found.append(problem(item.span or Span(prepared.file), item.code, words, item.hint, item.level))
    return found


def _where(message: str, prepared: Prepared) -> str:
    name = message.partition("“")[2].partition("”")[0]
    tag = next((tag for tag in prepared.tags if name and name in tag.text), None)
    return f"{message}（{place(tag)}）" if tag else message
