"""A filled Word file without what nobody meant to send: authors, revision marks, comments, thumbnails.

And with the same bytes each time: parts in a fixed order, dated 1980, as ``writers.ooxml`` packs them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from docgen.writers.ooxml import app_properties, core_properties, packed

_DROPPED = re.compile(
    r"docProps/(?:thumbnail\.\w+|custom\.xml)|customXml/.*|word/(?:comments\w*|people|webSettings|stylesWithEffects)\.xml"
    r"|word/_rels/comments\w*\.xml\.rels|word/glossary/.*|word/printerSettings/.*"
)
_RSID = re.compile(rb' w:rsid\w*="[0-9A-Fa-f]*"|<w:rsids>.*?</w:rsids>|<w:rsids/>|<w:rsid\b[^>]*/>', re.DOTALL)
_COMMENT_MARK = re.compile(rb"<w:comment(?:RangeStart|RangeEnd|Reference)\b[^>]*/>")
_REFERENCE = re.compile(r'<(?:Relationship|Override)\b[^>]*?(?:Target|PartName)="([^"]*)"[^>]*?/>')


def cleaned(parts: Mapping[str, bytes], title: str, language: str) -> bytes:
    """*parts* packed anew: only the title in its properties, no trace of who wrote the template."""
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
    return packed({name: kept[name] for name in order})


def _without_dropped(xml: bytes) -> bytes:
    """A list of parts less those that were dropped."""

    def kept(match: re.Match[str]) -> str:
        target = match[1].lstrip("/")
        names = {target, f"word/{target}", target.removeprefix("../")}
        return "" if any(_DROPPED.fullmatch(name) for name in names) else match[0]

    return _REFERENCE.sub(kept, xml.decode("utf-8")).encode("utf-8")
