"""Whom a paper speaks to, as its template tells: the second person belongs to the reader alone.

A report on a letter is made of the letter and read by somebody else. So the reader is not
whom the entry names but whom the salutation names; a template without one speaks to the
agency of its entry only where it says 你 itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from docgen.core.errors import Problem, problem
from docgen.core.source import Located
from docgen.core.tree import Document, Paragraph, plain_text, texts
from docgen.papers import entries
from docgen.papers.entries import Entry
from docgen.papers.templates.catalog import Kind
from docgen.papers.views import words
from docgen.records import derive, references
from docgen.records.kinds import Record
from docgen.records.models import Case

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_ADDRESSED = re.compile(r"^[ \t]*@主送\b(.*)$", re.MULTILINE)
_SALUTATION = re.compile(r"^[ \t]*\{\{-?([^{}]+)\}\}[ \t]*[：:][ \t]*$", re.MULTILINE)
_VALUE = re.compile(r"\{\{-?([^{}]+)\}\}")
_SECOND = re.compile(r"你(?:单位|局|委|厅|公司|方|称)|(?:请|向|与|由|对)你")
_PARTS = re.compile(r"\{%-?\s*(?:include|import|from|extends)\b")


@dataclass(frozen=True, slots=True)
class Reader:
    """``name`` is the registered agency or party, ``""`` for none; ``words`` what the salutation says of another reader."""

    name: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class _Form:
    """What a template shows without a record. ``addressed`` is the path in its @主送, ``None`` where it has none."""

    addressed: str | None
    saluted: tuple[str, ...]
    second: bool
    parts: bool


@lru_cache(maxsize=256)
def _form(source: str) -> _Form:
    text = _COMMENT.sub("", source)
    line = _ADDRESSED.search(text)
    value = _VALUE.search(line[1]) if line else None
    return _Form(
        (_path(value[1]) if value else "") if line else None,
        tuple(_path(found[1]) for found in _SALUTATION.finditer(text)),
        _SECOND.search(text) is not None,
        _PARTS.search(text) is not None,
    )


def _path(expression: str) -> str:
    """被建议单位.全称 of ``被建议单位.全称|去句末``."""
    return re.split(r"[|\s]", expression.strip(), maxsplit=1)[0]


def reader(kind: Kind, record: Record, entry: Entry, source: str) -> Reader:
    """Whom a paper of *kind* speaks to; *source* is the text of the template that is used, of an office's Word file too."""
    form, usual = _form(source), entries.addressee(entry, record)
    if form.addressed is not None:
        value = _value(kind, record, entry, form.addressed)
        if value is None:
            return Reader(usual, "" if usual else form.addressed)
        return Reader(_registered(record, value), value)
    for name in form.saluted:
        value = _value(kind, record, entry, name)
        if value is not None and (found := _registered(record, value)):
            return Reader(found, value)
    return Reader(usual if form.second or form.parts else "")


def _value(kind: Kind, record: Record, entry: Entry, path: str) -> str | None:
    """Whom *path* means in a paper of *entry*, ``None`` where only the template knows (a name of a loop)."""
    name, _, rest = path.partition(".")
    if name == "对象" and isinstance(entry.item, Located):
        return str(entry.item)
    if entry.model is not None and isinstance(found := references.step(entry.model, name), Located):
        return str(found)
    if name in kind.own:
        found = entry.own.get(name)
        return "、".join(map(str, found)) if isinstance(found, tuple) else str(found or "")
    registered = rest.partition(".")[0]
    return registered if registered in references.registers(record).get(name, {}) else None


def _registered(record: Record, value: str) -> str:
    """The name under which *value* (that name, a reference to it, or its full name) is registered, ``""`` for none."""
    if not isinstance(record, Case):
        return ""
    bare = value.strip("｛｝{} ")
    for registered in (record.agencies, record.parties):
        for name, one in registered.items():
            if bare in (name, str(one.full_name or "")):
                return name
    return ""


def called(read: Reader, case: Case) -> str:
    """你局, 你公司 …: how a paper speaks to its reader, registered in *case* or not; ``""`` where it speaks to nobody."""
    if read.name in case.agencies:
        return str(words.you(case.agencies[read.name], read.name))
    if read.name in case.parties:
        return str(words.party_you(case.parties[read.name], read.name))
    return derive.you_name(read.words) if read.words else ""


# — a second person without a reader —

_YOU = re.compile(r"你(?:单位|公司|委|局|厅|办|会|校|所|站|队|府|中心)")
_QUOTED = re.compile(r"“[^“”]*”")


def speaks_to_another(text: str, case: Case, read: Reader) -> bool:
    """Whether *text* may hold a 你局 that is not said to the reader: what ``spoken_to_nobody`` has to look at."""
    return any(match[0] not in ("你单位", called(read, case)) for match in _YOU.finditer(text))


def spoken_to_nobody(document: Document, case: Case, read: Reader) -> Iterator[Problem]:
    """G007 for each 你局 of a paper whose reader is not such a unit, or that has none."""
    you = called(read, case)
    for block in document.blocks:
        cells = (
            [block.inlines]
            if isinstance(block, Paragraph)
            else [cell for row in getattr(block, "rows", ()) for cell in row]
        )
        for cell in cells:
            text = plain_text(cell)
            if "你" not in text:
                continue
            quoted = [match.span() for match in _QUOTED.finditer(text)]
            offset = 0
            for leaf in texts(cell):
                for match in _YOU.finditer(leaf.text):
                    at = offset + match.start()
                    free = match[0] == you or (
                        not read.name and read.words and match[0] in ("你单位", f"你{read.words[-1]}")
                    )
                    if free or any(first <= at < last for first, last in quoted):
                        continue
                    whom = f"收文的是“{read.words or read.name}”" if read.words or read.name else "它没有收文单位"
                    message = f"{document.meta.name}：“{match[0]}”没有着落，{whom}"
                    hint = "写“该局”或者｛机关的名字｝；写给它的文书，模板里写“@主送 {{ 机关.全称 }}：”"
                    yield problem(leaf.span.forward(match.start()), "G007", message, hint)
                offset += len(leaf.text)
