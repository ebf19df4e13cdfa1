"""The files of pictures: read from inside the project only, and freed of all but the picture.

A photograph tells where and when it was taken and by which machine, and may hold a
thumbnail of what was cut away. Nothing of that is needed to print it. What every part of a
file is for is looked up in a list of parts that may stay (``raster``); where
a file has anything else that changes how it looks, its pixels are encoded anew.
"""

from __future__ import annotations

import io
import struct
import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.core.errors import Problem, problem
from docgen.core.tree import Document, Image, Picture
from docgen.formats.raster import JPEG, PNG, Seen, broken, jpeg_parts, png_parts

if TYPE_CHECKING:
    from PIL.Image import Image as Raster

LARGEST = 40_000_000
"""Bytes of a file; a photograph of a telephone has 3 to 12 million, one of a camera up to 30."""
MOST_PIXELS = 50_000_000
MOST_BASELINE = 170_000_000
"""Pixels of a JPEG that can be read at half its size: a telephone of 108 million points takes such."""
LONGEST = 2600
"""Pixels of the longer side on paper: 400 to the inch over the type area. More is taken out."""


class PictureFault(Exception):
    """Why a file is no picture for a paper, in Chinese; ``hint`` says what to do, ``code`` what sort of fault it is."""

    def __init__(self, message: str, hint: str, code: str = "R031") -> None:
        super().__init__(message)
        self.hint = hint
        self.code = code


def with_pictures(document: Document, root: Path) -> tuple[Document, list[Problem]]:
    """*document* with the picture of every Figure read, and an R030 or R031 for each that could not be.

    A path counts from the folder of the record; what lies outside of *root* (also by way of
    a symbolic link) is not read.
    """
    if not any(isinstance(block, Image) for block in document.blocks):
        return document, []
    blocks, problems = list(document.blocks), []
    for index, block in enumerate(blocks):
        if isinstance(block, Image) and block.picture is None:
            try:
                blocks[index] = replace(block, picture=read(_path(block), root))
            except PictureFault as fault:
                problems.append(problem(block.span, fault.code, f"图“{block.alt}”：{fault}", fault.hint))
    return replace(document, blocks=tuple(blocks)), problems


def _path(figure: Image) -> Path:
    """Where the picture of *figure* lies: its name counts from the folder of the record."""
    return Path(figure.span.file).parent / figure.source.replace("\\", "/")


def read(typed: Path, root: Path) -> Picture:
    """The picture at *typed*, freed of all else. Raises PictureFault, also for what lies outside of *root*."""
    try:
        path = typed.resolve()
        inside = path.is_relative_to(root.resolve())
    except (OSError, RuntimeError, ValueError):
        raise PictureFault("路径不对", "写图片文件相对于记录的路径", "R030") from None
    if not inside:
        raise PictureFault("图片在项目文件夹外面", "把图片放到项目文件夹里，写相对于记录的路径", "R030")
    try:
        # A pipe or a device of that name would never end.
        if not path.is_file():
            raise FileNotFoundError
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError:
        raise PictureFault("找不到图片文件", "核对文件名和文件夹，写相对于记录的路径", "R030") from None
    if len(data) > LARGEST:
        raise PictureFault("图片文件太大", f"压缩到 {LARGEST // 1_000_000} MB 以内")
    return clean(data)


def clean(data: bytes) -> Picture:
    """The picture in *data* (PNG or JPEG) and nothing else. Raises PictureFault.

    It comes out upright, in the colours of a screen (sRGB), without transparency, and no
    larger than paper can show. What already is so keeps its pixels as they are.
    """
    try:
        if data.startswith(PNG):
            seen = png_parts(data)
        elif data.startswith(JPEG):
            seen = jpeg_parts(data)
        else:
            raise PictureFault("不是 PNG 或者 JPEG 图片", "另存为 PNG 或者 JPEG")
    except (broken, struct.error, IndexError):
        raise _broken() from None
    most = MOST_BASELINE if seen.media_type == "image/jpeg" and not seen.progressive else MOST_PIXELS
    if not 0 < seen.width * seen.height <= most:
        raise PictureFault("图片的点数太多", f"缩小到 {MOST_PIXELS // 10_000} 万个点以内")
    return _checked(data, seen)


def _broken() -> PictureFault:
    return PictureFault("图片文件是坏的", "用看图软件打开，重新保存")


def _checked(data: bytes, seen: Seen) -> Picture:
    """The picture that *seen* tells of, encoded anew where its parts do not do; all of it can be decoded."""
    from PIL import Image

    anew = seen.unsure or max(seen.width, seen.height) > LONGEST
    form = "JPEG" if seen.media_type == "image/jpeg" else "PNG"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data if anew else seen.kept), formats=[form]) as opened:
                if not anew:
                    opened.load()
                    return Picture(seen.kept, seen.media_type, seen.width, seen.height)
                if form == "JPEG":
                    opened.draft(None, (LONGEST, LONGEST))
                raster = _plain(opened)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, struct.error, Image.DecompressionBombError):
        raise _broken() from None
    written = io.BytesIO()
    if form == "JPEG":
        raster.save(written, "JPEG", quality=90)
    else:
        raster.save(written, "PNG")
    return Picture(written.getvalue(), seen.media_type, raster.width, raster.height)


def _plain(opened: Raster) -> Raster:
    """*opened* upright, in sRGB, on white, at most as large as wanted; a new one that knows nothing of the file."""
    from PIL import Image, ImageOps

    profile = opened.info.get("icc_profile")
    opened.load()
    try:
        raster = ImageOps.exif_transpose(opened)
    except (SyntaxError, ValueError, TypeError, KeyError, struct.error):
        # Notes of a camera that nobody can read turn nothing.
        raster = opened.copy()
    if profile:
        raster = _in_srgb(raster, profile)
    if raster.mode in ("RGBA", "LA", "PA") or "transparency" in raster.info:
        raster = raster.convert("RGBA")
        ground = Image.new("RGB", raster.size, "white")
        ground.paste(raster, mask=raster.getchannel("A"))
        raster = ground
    if raster.mode not in ("RGB", "L", "1"):
        raster = raster.convert("RGB")
    if max(raster.size) > LONGEST:
        if raster.mode == "1":
            raster = raster.convert("L")
        raster.thumbnail((LONGEST, LONGEST), Image.Resampling.LANCZOS)
    return Image.frombytes(raster.mode, raster.size, raster.tobytes())


def _in_srgb(raster: Raster, profile: bytes) -> Raster:
    """*raster* in the colours of a screen, as its own *profile* has them; unchanged where that cannot be read."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if "sRGB" in ImageCms.getProfileDescription(own) and raster.mode == "RGB":
            return raster
        if raster.mode not in ("RGB", "CMYK", "L"):
            raster = raster.convert("RGB")
        made = ImageCms.profileToProfile(raster, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        return made or raster
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return raster
