"""Custom tags: which objects of the pages are one paragraph, in the order in which the text is read.

Source: GB/T 33190-2016, 16 (自定义标引). The names are docgen's own: the standard leaves them to whoever tags.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from docgen.core.tree import Contents, Document, Image, PageBreak, Paragraph, Table, assert_never
from docgen.formats.ofd.lines import Owner
from docgen.formats.word.ooxml import escape
from docgen.page.norm.model import Norm
from docgen.page.shape import table_cells

NAMES = "urn:docgen:structure"
"""The namespace of the tags."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The object *id* of the page with the identifier *page* belongs to *owner*."""

    owner: Owner
    page: int
    id: int


def listed(space: str) -> str:
    """The list of what is tagged."""
    return (
        f'<ofd:CustomTags {space}><ofd:CustomTag NameSpace="{NAMES}">'
        "<ofd:FileLoc>Structure.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>"
    )


def structure(document: Document, norm: Norm, marks: Sequence[Mark], space: str) -> str:
    """The tree of *document*: roles, levels of headings, rows and cells, each with its objects."""
    of: dict[Owner, list[Mark]] = {}
    for mark in marks:
        of.setdefault(mark.owner, []).append(mark)
    meta = document.meta
    told = f'Kind="{escape(meta.name)}" Language="{escape(meta.language)}"'
    blocks = "".join(_blocks(document, norm, of))
    return f'<d:Paper xmlns:d="{NAMES}" {space} {told}>{blocks}</d:Paper>'


def _blocks(document: Document, norm: Norm, of: dict[Owner, list[Mark]]) -> Iterator[str]:
    targets = sorted({(owner.block, owner.target) for owner in of if owner.target is not None})
    entries = {block: [one for _, one in group] for block, group in groupby(targets, lambda one: one[0])}
    for index, block in enumerate(document.blocks):
        match block:
            case Paragraph(role) if norm.roles[role].turned:
                pass
            case Paragraph(role):
                level = norm.roles[role].outline
                told = f' Level="{level}"' if level else ""
                yield _element("Paragraph", f' Role="{escape(role)}"{told}', _refs(of.get(Owner(index), ())))
            case Table(role):
                rows = []
                for row, cells in enumerate(table_cells(block)[1]):
                    inner, column = "", 0
                    for _, taken in cells:
                        kind = ' Header="true"' if norm.roles[role].ruled.names(row, column) else ""
                        inner += _element("Cell", kind, _refs(of.get(Owner(index, (row, column)), ())))
                        column += taken
                    rows.append(_element("Row", "", inner))
                yield _element("Table", f' Role="{escape(role)}"', "".join(rows))
            case Image():
                yield _element("Figure", f' Alt="{escape(block.alt)}"', _refs(of.get(Owner(index), ())))
            case Contents():
                inner = "".join(
                    _element("Entry", "", _refs(of[Owner(index, None, target)])) for target in entries.get(index, ())
                )
                yield _element("Contents", "", inner)
            case PageBreak():
                pass
            case _:
                assert_never(block)


def _element(name: str, told: str, inner: str) -> str:
    return f"<d:{name}{told}>{inner}</d:{name}>" if inner else f"<d:{name}{told}/>"


def _refs(marks: Iterable[Mark]) -> str:
    return "".join(f'<ofd:ObjectRef PageRef="{mark.page}">{mark.id}</ofd:ObjectRef>' for mark in marks)
