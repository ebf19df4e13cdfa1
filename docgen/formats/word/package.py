"""A zip of XML parts from an unknown hand (docx, xlsx, ofd): bounded in size, members and nesting, entities refused.

Whatever is wrong with it becomes one plain Problem; nothing else is ever raised. Everything
that opens somebody's Word or Excel file for its parts opens it here. Parts of a Strict file
are given with the names of the usual, transitional one.
"""

from __future__ import annotations

import io
import posixpath
import re
import struct
import zipfile
import zlib
from typing import Any

from lxml import etree

from docgen.core.errors import DocgenError, RecordError, problem
from docgen.core.source import Span

FILE_LIMIT = 30 * 1024 * 1024
"""Bytes of the largest file that is opened."""
PART_LIMIT = 24 * 1024 * 1024
"""Bytes of the largest part when it is taken out: a bomb grows to thousands of times its size."""
WHOLE_LIMIT = 60 * 1024 * 1024
"""Bytes of all parts together, where all are held at once."""
MEMBER_LIMIT = 3000
ELEMENT_LIMIT = 700_000
"""Tags, and also attributes, in one part: a tree of more would not fit in the memory of a small machine."""

_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, KeyError, ValueError, OverflowError, NotImplementedError, RuntimeError,
    OSError, IndexError, UnicodeError, MemoryError,
)  # fmt: skip
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)((?:/\w+)?)")
_STRICT_NAMES = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
"""The names of Strict files (ISO/IEC 29500-1, annex A), as ECMA-376 calls the same things."""


def refusal(file: str, message: str, hint: str) -> RecordError:
    """The Problem that says why *file* is not imported."""
    return RecordError([problem(Span(file), "I001", message, hint)])


class Package:
    """The parts of the file *data*. Whatever is wrong is a Problem with *code*, raised as *raising*.

    ``kind``, ``program`` and ``suffixes`` are what messages call such files, what opens them and how their names end.
    """

    kind, program, suffixes = "Word、Excel", "Word 或 WPS", ".docx 或 .xlsx"

    def __init__(self, data: bytes, file: str, *, code: str = "I001", raising: type[DocgenError] = RecordError) -> None:
        self.file = file
        self._code, self._raising = code, raising
        if len(data) > FILE_LIMIT:
            raise self._refusal(
                f"文件有 {len(data) // 1048576} MB，超过 {FILE_LIMIT // 1048576} MB",
                "删去里面的图片，或者分成几个文件",
            )
        if data.startswith(b"\xd0\xcf\x11\xe0"):
            raise self._refusal(
                f"这是旧版 {self.kind} 文件，或者加了密码", f"用 {self.program} 打开，另存为 {self.suffixes}，不加密码"
            )
        if not data.startswith(b"PK"):
            raise self._refusal(
                f"文件不完整，或者不是 {self.kind} 文件", f"用 {self.program} 打开，确认没有损坏，再另存一次"
            )
        if data.count(b"PK\x01\x02") > MEMBER_LIMIT:
            raise self._refusal("文件里的部件多得不正常", f"用 {self.program} 打开，另存一次")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            self._names = {info.filename.lstrip("/").casefold(): info for info in self._zip.infolist()}
        except _BROKEN:
            raise self._broken() from None

    def has(self, name: str) -> bool:
        return name.lstrip("/").casefold() in self._names

    def read(self, name: str) -> bytes:
        """The bytes of the part *name*. Raises RecordError where it is missing, damaged or too large."""
        info = self._names.get(name.lstrip("/").casefold())
        if info is None:
            raise self._missing(name)
        return self._bytes(info)

    def parts(self, needed: str = "") -> dict[str, bytes]:
        """Name → bytes of every part. Raises where *needed* is not among them, or together they are too large."""
        members = [info for info in self._zip.infolist() if not info.is_dir()]
        if needed and needed not in {info.filename for info in members}:
            raise self._missing(needed)
        # What a member says of its size is checked against what it holds when it is read.
        if sum(info.file_size for info in members) > WHOLE_LIMIT:
            raise self._refusal(
                f"文件展开以后超过 {WHOLE_LIMIT // 1048576} MB", "去掉里面的大图片；正常的文书不会这样大"
            )
        return {info.filename: self._bytes(info) for info in members}

    def xml(self, name: str) -> Any:
        """The root of the XML part *name*. Raises RecordError where it is damaged, too large or declares entities."""
        data = self.read(name)
        if data.count(b"<") > ELEMENT_LIMIT or data.count(b"=") > ELEMENT_LIMIT:
            raise self._refusal(f"“{name}”里的内容多得不正常", "检查文件的来历；正常的文书不会这样大")
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, *_BROKEN):
            raise self._broken() from None
        if root is None or root.getroottree().docinfo.internalDTD is not None:
            raise self._refusal(
                f"文件里声明了外部实体，正常的 {self.kind} 文件没有",
                f"检查文件的来历；用 {self.program} 打开，另存一次",
            )
        return root

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """The relations of the part *name* ("" = of the package): id → (last word of the type, part); external ones left out."""
        folder, base = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{base}.rels")
        if not self.has(path):
            return {}
        found = {}
        for item in self.xml(path).iter(_RELATIONS):
            if item.get("TargetMode") == "External":
                continue
            target = item.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[item.get("Id", "")] = (item.get("Type", "").rsplit("/", 1)[-1], part)
        return found

    def _bytes(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(info) as stream:
                data = stream.read(PART_LIMIT + 1)
        except _BROKEN:
            raise self._broken() from None
        if len(data) > PART_LIMIT:
            raise self._refusal(
                f"“{info.filename}”展开以后超过 {PART_LIMIT // 1048576} MB，大得不正常",
                "检查文件的来历；正常的文书不会这样大",
            )
        return _transitional(data) if info.filename.endswith((".xml", ".rels")) else data

    def _missing(self, name: str) -> DocgenError:
        return self._refusal(f"文件里缺少“{name}”，可能不完整", f"用 {self.program} 打开，另存一次")

    def _broken(self) -> DocgenError:
        return self._refusal("文件损坏或者不完整，读不出来", f"用 {self.program} 打开，确认没有损坏，再另存一次")

    def _refusal(self, message: str, hint: str) -> DocgenError:
        return self._raising([problem(Span(self.file), self._code, message, hint)])


def _transitional(data: bytes) -> bytes:
    """The XML part *data* with the namespaces and relations of a transitional file."""
    if b"http://purl.oclc.org/ooxml/" not in data:
        return data

    def usual(found: re.Match[bytes]) -> bytes:
        kind, name, rest = found.groups()
        rest = b"/" + _STRICT_NAMES.get(rest[1:], rest[1:]) if rest else b""
        return b"http://schemas.openxmlformats.org/%b/2006/%b%b" % (kind, _STRICT_NAMES.get(name, name), rest)

    return re.sub(rb"""\s(?:\w+:)?conformance=["']strict["']""", b"", _STRICT.sub(usual, data))
