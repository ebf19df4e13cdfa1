"""The package of a Word file: escaped XML in a ZIP whose bytes depend on nothing but its contents.

Knows no roles and no norms. Sources: ECMA-376 part 2 (packages), PKWARE APPNOTE (ZIP).
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from struct import pack
from typing import NamedTuple

from docgen.core.errors import Problem, problem
from docgen.core.tree import Document, Picture, walk

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
WORD = f'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="{_OFFICE}/relationships"'
"""The namespaces that every part of the text declares."""

NOT_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold, and carriage returns, which its readers would turn into line feeds."""


def escape(text: str) -> str:
    """*text* as XML character data, fit for attributes too. ``]]>`` needs its ``>`` escaped."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def unprintable(document: Document, kind: str) -> Problem:
    """Where the character stands that no *kind* of file can hold. Reading refuses them, so this is a fault of docgen."""
    for leaf in walk(document):
        if found := NOT_XML.search(leaf.text):
            place = leaf.span.forward(found.start())
            return problem(place, "W001", f"有 {kind} 文件装不下的字符 U+{ord(found[0]):04X}", "删去这个字符")
    return problem(None, "W001", f"标题、页眉或者图注里有 {kind} 文件装不下的字符", "删去这个字符")


class Part(NamedTuple):
    """A file of the package, with the checksum that ZIP wants."""

    name: str
    data: bytes
    crc: int


def part(name: str, xml: str) -> Part:
    data = (XML + xml).encode()
    return Part(name, data, zlib.crc32(data))


@lru_cache(maxsize=64)
def content_types(names: tuple[str, ...]) -> Part:
    """The list of what each of the parts called *names* holds, which stands first in the package."""
    kinds = {
        "word/document.xml": f"{_MAIN}.document.main+xml",
        "word/styles.xml": f"{_MAIN}.styles+xml",
        "word/settings.xml": f"{_MAIN}.settings+xml",
        "word/fontTable.xml": f"{_MAIN}.fontTable+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    pictures = {PurePosixPath(name).suffix[1:] for name in names if name.startswith(MEDIA)}
    listed = [f'<Default Extension="{end}" ContentType="image/{end}"/>' for end in sorted(pictures)]
    for name in names:
        edge = re.match(r"word/(header|footer)\d", name)
        if kind := f"{_MAIN}.{edge[1]}+xml" if edge else kinds.get(name):
            listed.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
    return part(
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(listed)}</Types>',
    )


def package_relations() -> Part:
    """Where the text and the properties are."""
    office = f"{_OFFICE}/relationships"
    return _relations(
        "_rels/.rels",
        {
            "rId1": (f"{office}/officeDocument", "word/document.xml"),
            "rId2": (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
            "rId3": (f"{office}/extended-properties", "docProps/app.xml"),
        },
    )


@lru_cache(maxsize=64)
def text_relations(targets: tuple[str, ...]) -> Part:
    """From the text to its styles, settings, headers …: each is called by the stem of its name (``header1``)."""
    rows = {}
    for target in targets:
        name = PurePosixPath(target).stem
        rows[name] = (f"{_OFFICE}/relationships/{name.rstrip('0123456789')}", target)
    return _relations("word/_rels/document.xml.rels", rows)


def _relations(name: str, rows: dict[str, tuple[str, str]]) -> Part:
    listed = "".join(f'<Relationship Id="{id_}" Type="{kind}" Target="{to}"/>' for id_, (kind, to) in rows.items())
    return part(name, f'<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>')


MEDIA = "word/media/"


def media_parts(pictures: Iterable[Picture]) -> list[Part]:
    """A part for each of *pictures*, numbered from 1: the text refers to the first as ``image1``."""
    return [
        Part(f"{MEDIA}image{number}.{one.media_type.partition('/')[2]}", one.data, zlib.crc32(one.data))
        for number, one in enumerate(pictures, 1)
    ]


def core_properties(title: str, language: str) -> Part:
    """The title and nothing else: no author, no dates, no program."""
    return part(
        "docProps/core.xml",
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{escape(language)}</dc:language></cp:coreProperties>",
    )


def app_properties() -> Part:
    return part("docProps/app.xml", f'<Properties xmlns="{_OFFICE}/extended-properties"></Properties>')


_TIME, _DATE = 0, (1 << 5) | 1
"""1980-01-01 00:00:00, the first moment that ZIP knows."""


def package(parts: Iterable[Part]) -> bytes:
    """The ZIP of *parts*, in their order, all dated 1980-01-01.

    Parts are stored, not deflated: the output of zlib differs between its versions and
    builds (zlib-ng in newer Pythons), and one document shall have the same bytes on every
    machine. A letter takes some 40 KB so.
    """
    files: list[bytes] = []
    directory: list[bytes] = []
    offset = 0
    for name, data, crc in parts:
        raw = name.encode()
        common = pack("<5H3I2H", 20, 0, 0, _TIME, _DATE, crc, len(data), len(data), len(raw), 0)
        files += (b"PK\x03\x04", common, raw, data)
        directory += (b"PK\x01\x02\x14\x00", common, pack("<3H2I", 0, 0, 0, 0, offset), raw)
        offset += 4 + len(common) + len(raw) + len(data)
    size = sum(map(len, directory))
    count = len(directory) // 4
    end = b"PK\x05\x06" + pack("<4H2IH", 0, 0, count, count, size, offset, 0)
    return b"".join((*files, *directory, end))


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The package of *parts*, name → bytes, the list of what they hold first and the others in their order."""
    order = sorted(parts, key=lambda name: name != "[Content_Types].xml")
    return package(Part(name, parts[name], zlib.crc32(parts[name])) for name in order)
