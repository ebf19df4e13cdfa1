"""JPEG by its segments and PNG by its chunks: those that the picture is made of stay, whatever else a camera or a program has written goes.

Source: ITU-T T.81, annex B; Adobe Technical Note 5116 for the marker of the colour transform; PNG
specification (W3C, third edition), 5.3 and 11.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from typing import Literal

JPEG = b"\xff\xd8\xff"


class broken(Exception):  # noqa: N801  said of a file, never shown
    """The file does not hold together."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a file is when only the parts that may stay are looked at.

    ``kept`` are those parts; ``unsure`` says that they do not give the picture as it is meant, so that its
    pixels have to be encoded anew.
    """

    kept: bytes
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int
    unsure: bool = False
    progressive: bool = False


_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN, _END = 0xDA, 0xD9
_TABLES = {0xC4: "Huffman", 0xDB: "quantization"}
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")
_ADOBE = b"Adobe"
_SOMETIMES = frozenset({0xCC, 0xDC, 0xDE, 0xDF})
"""Arithmetic coding, the number of lines behind the first scan, hierarchical files: hardly any program writes them."""


def jpeg_parts(data: bytes) -> Seen:
    """The segments of the JPEG *data* that may stay, and nothing behind its end. Raises broken, struct.error or IndexError."""
    pieces, at = [data[:2]], 2
    width = height = components = 0
    unsure = progressive = False
    while (marker := data[at + 1]) != _END:
        if data[at] != 0xFF:
            raise broken
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            raise broken
        if marker in _FRAMES:
            height, width, components = struct.unpack_from(">HHB", segment, 5)
            progressive = marker not in (0xC0, 0xC1)
            unsure = unsure or length != 8 + 3 * components
        elif marker == 0xE1 and segment[4:].startswith(b"Exif\x00\x00"):
            unsure = unsure or orientation(segment[10:]) > 1
        elif (marker == 0xE2 and segment[4:].startswith(b"ICC_PROFILE\x00")) or marker in _SOMETIMES:
            unsure = True
        if _may_stay(marker, segment):
            pieces.append(segment)
        elif marker in _TABLES or marker in (_SCAN, 0xDD):
            unsure = True
        at += 2 + length
        if marker == _SCAN:
            found = _MARKER.search(data, at)
            if not found:
                raise broken
            pieces.append(data[at : found.start()])
            at = found.start()
    return Seen(
        b"".join([*pieces, b"\xff\xd9"]), "image/jpeg", width, height, unsure or components not in (1, 3), progressive
    )


def _may_stay(marker: int, segment: bytes) -> bool:
    """True for a segment that is needed and holds nothing but what it is for."""
    body = segment[4:]
    if marker in _FRAMES:
        return True
    if marker == _SCAN:
        return len(body) == 4 + 2 * body[0]
    if marker == 0xDD:
        return len(body) == 2
    if marker == 0xEE:
        return body.startswith(_ADOBE) and len(body) == 12
    if marker == 0xDB:
        return _whole(body, lambda at: 1 + (128 if body[at] >> 4 else 64))
    if marker == 0xC4:
        return _whole(body, lambda at: 17 + sum(body[at + 1 : at + 17]))
    return False


def _whole(body: bytes, length_at: object) -> bool:
    """True where *body* is so many tables one after another, and no byte more."""
    assert callable(length_at)
    at = 0
    while at < len(body):
        at += length_at(at)
    return at == len(body)


def orientation(exif: bytes) -> int:
    """The value of tag 0x0112 in the first directory, 1 where none can be read. Source: Exif 2.3, 4.6.4."""
    order = "<" if exif[:2] == b"II" else ">"
    try:
        (start,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, start)
        for entry in range(count):
            tag, _, _, value = struct.unpack_from(order + "HHIH", exif, start + 2 + 12 * entry)
            if tag == 0x0112:
                return int(value)
    except struct.error:
        pass
    return 1


PNG = b"\x89PNG\r\n\x1a\n"
_LENGTHS = {b"IHDR": (13,), b"IEND": (0,), b"gAMA": (4,), b"cHRM": (32,), b"sRGB": (1,)}
"""Chunks of one length each, that may stay."""
_DATA, _PALETTE = b"IDAT", b"PLTE"
_DEEPER = (b"iCCP", b"tRNS", b"eXIf", b"cICP")
"""Chunks that change how the picture looks, and go: its pixels are encoded anew."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Type of colour → samples of a pixel."""


def png_parts(data: bytes) -> Seen:
    """The chunks of the PNG *data* that may stay. Raises broken, struct.error or IndexError."""
    at, kind = len(PNG), b""
    pieces: list[bytes] = [PNG]
    pixels = _Pixels()
    unsure = False
    head = b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        end = at + 12 + length
        if len(kind) < 4 or end > len(data):
            raise broken
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            head = body
            pixels.start(body)
        unsure = unsure or kind in _DEEPER
        if kind == _DATA:
            pixels.add(body)
        if length in _LENGTHS.get(kind, ()) or kind == _DATA or (kind == _PALETTE and length <= 768):
            pieces.append(data[at:end])
        elif kind in _LENGTHS:
            raise broken
        at = end
    width, height = struct.unpack_from(">II", head)
    see_through = head[9] in (4, 6)
    return Seen(b"".join(pieces), "image/png", width, height, unsure or see_through or pixels.more)


class _Pixels:
    """Counts what the data of the pixels unpacks to; ``more`` says that it holds more than pixels, or less."""

    def __init__(self) -> None:
        self._unpack = zlib.decompressobj()
        self._count = 0
        self._wanted = 0
        self._counted = True

    def start(self, head: bytes) -> None:
        width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", head)
        row = (width * depth * _SAMPLES.get(colour, 0) + 7) // 8 + 1
        self._wanted = row * height
        # In a picture that comes in seven passes rows are counted otherwise; its pixels are encoded anew.
        self._counted = not interlaced

    def add(self, body: bytes) -> None:
        try:
            while body and self._count <= self._wanted:
                self._count += len(self._unpack.decompress(body, 1 << 20))
                body = self._unpack.unconsumed_tail
            if self._unpack.unused_data:
                self._count = self._wanted + 1
        except zlib.error:
            raise broken from None

    @property
    def more(self) -> bool:
        return not self._counted or self._count != self._wanted or not self._unpack.eof
