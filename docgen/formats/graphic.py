"""PNG by its chunks: those that the picture is made of stay, in the length that each has; whatever else was written goes.

Source: PNG specification (W3C, third edition), 5.3 and 11.
"""

from __future__ import annotations

import struct
import zlib

from docgen.formats.photograph import Seen, broken

SIGN = b"\x89PNG\r\n\x1a\n"
_LENGTHS = {b"IHDR": (13,), b"IEND": (0,), b"gAMA": (4,), b"cHRM": (32,), b"sRGB": (1,)}
"""Chunks of one length each, that may stay."""
_DATA, _PALETTE = b"IDAT", b"PLTE"
_DEEPER = (b"iCCP", b"tRNS", b"eXIf", b"cICP")
"""Chunks that change how the picture looks, and go: its pixels are encoded anew."""
_SAMPLES = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
"""Type of colour → samples of a pixel."""


def looked_at(data: bytes) -> Seen:
    """The chunks of the PNG *data* that may stay. Raises broken, struct.error or IndexError."""
    at, kind = len(SIGN), b""
    pieces: list[bytes] = [SIGN]
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
