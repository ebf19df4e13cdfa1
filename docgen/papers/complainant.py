"""Whose name must not go to the agency that the complaint is about.

Who complains is told to nobody outside (信访工作条例; 人民检察院举报工作规定 [mem]) unless the record
says that it may be: 保密: 否. Looks at the finished words of a paper that is sent out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.core.tree import Document, Paragraph, Table, Text, plain_text, texts
from docgen.papers.views import words
from docgen.records.models import Case, Party

_SENT = frozenset({"用印日期", "成文日期", "不盖章日期"})
"""Roles that end a paper which leaves the house."""
_WORD = "(?:投诉|举报|反映|控告|检举|信访|申诉)"
_BEFORE = rf"(?<!被){_WORD}(?:人|者|群众)(?:为|是|[：:])?"
_AFTER = rf"[^。；！？，、]{{0,10}}(?<!被){_WORD}"


def named_to_the_agency(document: Document, case: Case, target: str) -> Iterator[Problem]:
    """G008 for each complainant whose name *document* tells *target*, the agency or firm that it is sent to."""
    if target not in case.agencies and not (target in case.parties and words.is_firm(case.parties[target])):
        return
    if not any(isinstance(block, Paragraph) and block.role in _SENT for block in document.blocks):
        return
    for name, party in case.parties.items():
        full = str(party.full_name or "")
        if (
            not full
            or name == target
            or words.is_firm(party)
            or ("confidential" in party.keys and not party.confidential)
        ):
            continue
        if (at := _told(document, full, party)) is not None:
            message = f"{document.meta.name}送给“{target}”，写了投诉人、举报人的姓名"
            hint = f"改成“群众”“消费者”；可以写明的，在“当事人”的“{name}”下面加“保密: 否”"
            yield problem(at, "G008", message, hint)


def _told(document: Document, full: str, party: Party) -> Span | None:
    """Where *document* names the party: anywhere if the record says 保密: 是, else as somebody who complained."""
    wanted = re.escape(full)
    pattern = re.compile(wanted if party.confidential else f"{_BEFORE}{wanted}|{wanted}{_AFTER}")
    for block in document.blocks:
        cells = [block.inlines] if isinstance(block, Paragraph) else []
        cells += [cell for row in block.rows for cell in row] if isinstance(block, Table) else []
        for cell in cells:
            if full in (text := plain_text(cell)) and (match := pattern.search(text)):
                return _where(list(texts(cell)), text.index(full, match.start()))
    return None


def _where(leaves: list[Text], at: int) -> Span | None:
    """Where character *at* of a paragraph was typed. Of what came by a reference: the reference in the text, not the register."""
    offset = 0
    for number, leaf in enumerate(leaves):
        if at >= offset + len(leaf.text):
            offset += len(leaf.text)
            continue
        if not leaf.span.via:
            return leaf.span.forward(at - offset)
        if number and _typed_beside(before := leaves[number - 1], leaf):
            return before.span.forward(len(before.text))
        if number + 1 < len(leaves) and _typed_beside(behind := leaves[number + 1], leaf) and behind.span.column > 1:
            return Span(behind.span.file, behind.span.line, behind.span.column - 1)
        return leaf.span
    return None


def _typed_beside(other: Text, leaf: Text) -> bool:
    """True where *other* is running text of the record that *leaf* was put into."""
    return not other.span.via and other.span.file == leaf.span.file
