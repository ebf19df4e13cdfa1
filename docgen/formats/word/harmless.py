"""A Word file from an unknown hand → the same pages with nothing that makes another program fetch or start something.

Only parts that a page needs are kept, by an allow-list: text, styles, running heads, notes and
pictures of points. Relations that lead out of the file, fields that take in other files, and
pictures that are programs of drawing are cut.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import Any

from lxml import etree

from docgen.core.errors import RecordError, problem
from docgen.core.source import Span
from docgen.formats.word.package import Package

_KEPT = frozenset(
    (
        "officeDocument",
        "styles",
        "numbering",
        "settings",
        "fontTable",
        "theme",
        "header",
        "footer",
        "footnotes",
        "endnotes",
        "image",
        "core-properties",
        "extended-properties",
        "hyperlink",
    )
)
"""The last words of the types of relations that stay."""
_RASTER = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_FIELDS = frozenset(
    (
        "PAGE",
        "NUMPAGES",
        "SECTIONPAGES",
        "SECTION",
        "TOC",
        "TC",
        "PAGEREF",
        "REF",
        "NOTEREF",
        "SEQ",
        "STYLEREF",
        "DATE",
        "TIME",
        "CREATEDATE",
        "SAVEDATE",
        "PRINTDATE",
        "TITLE",
        "AUTHOR",
        "SUBJECT",
        "KEYWORDS",
        "NUMWORDS",
        "NUMCHARS",
        "FILENAME",
        "EQ",
        "SYMBOL",
        "QUOTE",
        "MERGEFIELD",
        "FORMTEXT",
        "FORMCHECKBOX",
        "FORMDROPDOWN",
        "ADVANCE",
        "LISTNUM",
        "HYPERLINK",
        "INDEX",
        "XE",
    )
)
"""The fields that are made of the file itself; whatever else a field is called, it is not asked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TYPES = "[Content_Types].xml"
_DROPPED = frozenset((f"{_W}altChunk", f"{_W}object", f"{_W}mailMerge", f"{_W}attachedTemplate", f"{_W}subDoc"))
_LEADS = re.compile(r"\s*(?:[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\)")
_POINTING = frozenset(("src", "href", "althref"))
_DEEPEST_TABLES = 8
_DEEPEST = 200
_MOST_BLOCKS = 60_000
"""Paragraphs and cells of one part: more than a thousand pages."""
_MOST_FIELDS = 20_000
_DEEPEST_FIELDS = 50
"""Fields that are open at once; those that nobody closes take LibreOffice a time that grows with their square."""


def harmless(data: bytes, file: str) -> bytes:
    """The Word file *data*, called *file*, without what leads out of it. Raises RecordError (I001, M014)."""
    package = Package(data, file)
    parts = package.parts("word/document.xml")
    kept: dict[str, bytes] = {_TYPES: parts.get(_TYPES, b"")}
    waiting = [""]
    while waiting:
        name = waiting.pop()
        folder, base = posixpath.split(name)
        place = posixpath.join(folder, "_rels", f"{base}.rels")
        if place not in parts:
            continue
        kept[place], wanted = _relations(package, place, folder, parts)
        for part in wanted:
            if part not in kept:
                picture = not part.endswith(".xml")
                kept[part] = parts[part] if picture else _part(package.xml(part), part, file)
                waiting += [] if picture else [part]
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in kept.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return made.getvalue()


def _relations(package: Package, place: str, folder: str, parts: dict[str, bytes]) -> tuple[bytes, list[str]]:
    """The file of relations at *place* with those that stay, and the parts to which these lead."""
    root = package.xml(place)
    wanted = []
    for item in list(root):
        kind = str(item.get("Type", "")).rsplit("/", 1)[-1]
        target = str(item.get("Target", ""))
        outside = item.get("TargetMode") == "External" or _LEADS.match(target) is not None
        if kind == "hyperlink":
            # A link is text with a look; where it leads nobody needs to know who measures a page.
            item.set("Target", "#")
            item.set("TargetMode", "External")
            continue
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
        if outside or kind not in _KEPT or part not in parts or not _fit(kind, part, parts[part]):
            root.remove(item)
        else:
            wanted.append(part)
    return _bytes(root), wanted


def _fit(kind: str, part: str, content: bytes) -> bool:
    """False for a picture that is no picture of points, and for a part that is no XML though it should be."""
    return content.startswith(_RASTER) if kind == "image" else part.endswith(".xml")


def _part(root: Any, name: str, file: str) -> bytes:
    _bounded(root, name, file)
    for element in list(root.iter()):
        if element.tag in _DROPPED and element.getparent() is not None:
            element.getparent().remove(element)
            continue
        for attribute, value in element.attrib.items():
            word = attribute.rsplit("}", 1)[-1]
            if word.lower() in _POINTING and _LEADS.match(value):
                del element.attrib[attribute]
        if element.tag == f"{_W}fldSimple" and not _innocent(element.get(f"{_W}instr", "")):
            element.set(f"{_W}instr", "QUOTE")
    _fields(root)
    return _bytes(root)


def _bounded(root: Any, name: str, file: str) -> None:
    """Raises RecordError (M014) for what only a program writes to bring another one down."""
    tables = blocks = depth = fields = opened = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        step = 1 if event == "start" else -1
        depth += step
        tables += step if element.tag == f"{_W}tbl" else 0
        blocks += event == "start" and element.tag in (f"{_W}p", f"{_W}tc")
        if event == "start" and element.tag == f"{_W}fldChar":
            kind = element.get(f"{_W}fldCharType")
            fields += kind == "begin"
            opened = max(0, opened + (kind == "begin") - (kind == "end"))
        if (
            tables > _DEEPEST_TABLES
            or blocks > _MOST_BLOCKS
            or depth > _DEEPEST
            or fields > _MOST_FIELDS
            or opened > _DEEPEST_FIELDS
        ):
            message = f"“{posixpath.basename(name)}”里的表格、域套得太深，或者段落、域多得不正常，没有交给 LibreOffice"
            raise RecordError([problem(Span(file), "M014", message, "检查文件的来历；正常的文书不会这样")])


def _fields(root: Any) -> None:
    """Instructions of fields, which may be cut over several runs, are emptied where they are not innocent."""
    open_fields: list[list[Any]] = []

    def close(instructions: list[Any]) -> None:
        if not _innocent("".join(one.text or "" for one in instructions)):
            for one in instructions:
                one.text = ""

    for element in root.iter(f"{_W}fldChar", f"{_W}instrText", f"{_W}delInstrText"):
        if element.tag != f"{_W}fldChar":
            if open_fields:
                open_fields[-1].append(element)
            else:
                close([element])
            continue
        kind = element.get(f"{_W}fldCharType")
        if kind == "begin":
            open_fields.append([])
        elif kind == "end" and open_fields:
            close(open_fields.pop())
    for left in open_fields:
        close(left)


def _innocent(instruction: str) -> bool:
    words = instruction.split()
    return not words or words[0].upper() in _FIELDS or words[0].startswith("=")


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))
