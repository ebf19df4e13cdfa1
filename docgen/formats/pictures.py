"""The files of pictures: read from inside the project only, and freed of all but the picture.

A photograph tells where and when it was taken and by which machine, and may hold a
thumbnail of what was cut away. Nothing of that is needed to print it.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from docgen.core.errors import Problem, problem
from docgen.core.tree import Document, Image, Picture

LARGEST = 20_000_000
"""Bytes of a file; a photograph of a telephone has 3 to 12 million."""
MOST_PIXELS = 50_000_000
_KEPT_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs")
_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8\xff"
_ICC = b"ICC_PROFILE\x00"


class PictureFault(Exception):
    """Why a file is no picture for a paper, in Chinese; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


def with_pictures(document: Document, root: Path) -> tuple[Document, list[Problem]]:
    """*document* with the picture of every Figure read, and a W010 for each that could not be.

    A path counts from the folder of the record; what lies outside of *root* (also by way of
    a symbolic link) is not read. Such a figure is printed as its words.
    """
    if not any(isinstance(block, Image) for block in document.blocks):
        return document, []
    blocks, problems = list(document.blocks), []
    for index, block in enumerate(blocks):
        if isinstance(block, Image) and block.picture is None:
            try:
                blocks[index] = replace(block, picture=read(_path(block), root))
            except PictureFault as fault:
                problems.append(problem(block.span, "W010", f"图“{block.alt}”：{fault}", fault.hint))
    return replace(document, blocks=tuple(blocks)), problems


def _path(figure: Image) -> Path:
    """Where the picture of *figure* lies: its name counts from the folder of the record."""
    return Path(figure.span.file).parent / figure.source


def read(typed: Path, root: Path) -> Picture:
    """The picture at *typed*, freed of all else. Raises PictureFault, also for what lies outside of *root*."""
    try:
        path = typed.resolve()
        inside = path.is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        raise PictureFault("路径不对", "写图片文件相对于记录的路径") from None
    if not inside:
        raise PictureFault("图片在项目文件夹外面", "把图片放到项目文件夹里，写相对于记录的路径")
    try:
        # A pipe or a device of that name would never end.
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise PictureFault("找不到图片文件", "核对文件名和文件夹，写相对于记录的路径") from None
    if len(data) > LARGEST:
        raise PictureFault("图片文件太大", f"压缩到 {LARGEST // 1_000_000} MB 以内")
    return clean(data)


def clean(data: bytes) -> Picture:
    """The picture in *data* (PNG or JPEG) and nothing else. Raises PictureFault.

    A photograph that is stored on its side is turned upright, since what says so is removed.
    """
    try:
        if data.startswith(_PNG):
            width, height = struct.unpack_from(">II", data, 16)
            picture = Picture(_PNG + b"".join(_chunks(data)), "image/png", width, height)
        elif data.startswith(_JPEG):
            picture = _jpeg(data)
        else:
            raise PictureFault("不是 PNG 或者 JPEG 图片", "另存为 PNG 或者 JPEG")
    except (struct.error, IndexError):
        raise _broken() from None
    if not 0 < picture.width * picture.height <= MOST_PIXELS:
        raise PictureFault("图片的点数太多", "缩小到 5000 万个点以内")
    return picture


def _broken() -> PictureFault:
    return PictureFault("图片文件是坏的", "用看图软件打开，重新保存")


def _chunks(data: bytes) -> Iterator[bytes]:
    """The chunks of a PNG that the picture needs. Source: PNG specification, 5.3."""
    at = len(_PNG)
    kind = b""
    while kind != b"IEND":
        (length,) = struct.unpack_from(">I", data, at)
        kind = data[at + 4 : at + 8]
        end = at + 12 + length
        if len(kind) < 4 or end > len(data):
            raise _broken()
        if kind in _KEPT_CHUNKS:
            yield data[at:end]
        at = end


def _jpeg(data: bytes) -> Picture:
    """The segments of a JPEG that the picture needs, nothing behind its end. Source: ITU-T T.81, annex B."""
    pieces, at, size = [data[:2]], 2, (0, 0)
    while (marker := data[at + 1]) != _END:
        if data[at] != 0xFF:
            raise _broken()
        (length,) = struct.unpack_from(">H", data, at + 2)
        segment = data[at : at + 2 + length]
        if length < 2 or len(segment) < 2 + length:
            raise _broken()
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", segment, 5)
            size = (width, height)
        if marker == 0xE1 and segment[4:].startswith(b"Exif\x00\x00") and _orientation(segment[10:]) > 1:
            return _upright(data)
        application = marker in range(0xE1, 0xF0) or marker == 0xFE
        if not application or marker == 0xEE or (marker == 0xE2 and segment[4:].startswith(_ICC)):
            pieces.append(segment)
        at += 2 + length
        if marker == _SCAN:
            found = _MARKER.search(data, at)
            if not found:
                raise _broken()
            pieces.append(data[at : found.start()])
            at = found.start()
    return Picture(b"".join([*pieces, b"\xff\xd9"]), "image/jpeg", *size)


_SCAN, _END = 0xDA, 0xD9
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def _orientation(exif: bytes) -> int:
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


def _upright(data: bytes) -> Picture:
    from PIL import Image as Raster
    from PIL import ImageOps

    try:
        with Raster.open(io.BytesIO(data), formats=["JPEG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise PictureFault("图片的点数太多", "缩小到 5000 万个点以内")
            turned = ImageOps.exif_transpose(opened)
            written = io.BytesIO()
            turned.save(written, "JPEG", quality=92, icc_profile=opened.info.get("icc_profile"))
    except (OSError, SyntaxError, ValueError):
        raise _broken() from None
    return Picture(written.getvalue(), "image/jpeg", turned.width, turned.height)
