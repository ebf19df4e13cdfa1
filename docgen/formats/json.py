"""The tree itself, for eyes and for tests: every text with the place where it was typed."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import PurePath
from typing import Any

from docgen.core.source import Span
from docgen.core.tree import (
    Block,
    Contents,
    Document,
    Image,
    Inline,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
    assert_never,
)
from docgen.page.norm.model import Norm
from docgen.page.shape import merged


def write(document: Document, norm: Norm) -> bytes:
    """*document* as indented UTF-8 JSON with keys in a fixed order.

    The tree of a public paper names no places: file names and references may hold what
    the paper itself must not.
    """
    tree = _Tree(places=document.meta.face != "public")
    data = {"meta": asdict(document.meta), "blocks": [tree.block(block) for block in document.blocks]}
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


class _Tree:
    """Nodes as plain values, with or without the places they came from."""

    def __init__(self, *, places: bool) -> None:
        self.places = places

    def block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph(role, inlines, span):
                return {"type": "paragraph", "role": role, **self.at(span), "inlines": self.inlines(inlines)}
            case Table(role, rows, span):
                cells = [[self.inlines(cell) for cell in row] for row in rows]
                return {"type": "table", "role": role, **self.at(span), "rows": cells}
            case Image(source, alt, span):
                return {"type": "figure", "source": source, "alt": alt, **self.at(span)}
            case Contents(span, depth):
                return {"type": "contents", "depth": depth, **self.at(span)}
            case PageBreak(span, opens):
                return {"type": "page-break", **({"opens": True} if opens else {}), **self.at(span)}
            case _:
                return assert_never(block)

    def inlines(self, inlines: tuple[Inline, ...]) -> list[dict[str, Any]]:
        # Where a text is cut tells where a name was replaced, so a public tree is not cut.
        return [self.inline(inline) for inline in (inlines if self.places else merged(inlines))]

    def inline(self, inline: Inline) -> dict[str, Any]:
        match inline:
            case Text(text, span):
                return {"text": text, **self.at(span)}
            case Strong(children):
                return {"strong": self.inlines(children)}
            case _:
                return assert_never(inline)

    def at(self, span: Span) -> dict[str, str]:
        """file:line:column, and the reference through which the text came.

        Only the name of the file: the folders differ from one working directory to the next.
        """
        if not self.places:
            return {}
        place = f"{PurePath(span.file).name}:{span.line}:{span.column}"
        return {"at": f"{place} ({span.via})" if span.via else place}
