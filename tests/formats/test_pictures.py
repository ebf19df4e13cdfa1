"""Pictures: from inside the project only, and nothing in them but the picture."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path
from typing import Any

import pytest
from PIL import Image as Raster
from PIL import PngImagePlugin

from docgen.core.source import Span
from docgen.core.tree import Document, Image, Meta, Picture
from docgen.formats import pictures
from docgen.formats.pictures import PictureFault, clean, with_pictures

SECRET = b"39.9042N 116.4074E"


def photo(kind: str, **more: Any) -> bytes:
    """A picture of 6 × 4 whose upper left half is red."""
    image = Raster.new("RGB", (60, 40), "white")
    image.paste("red", (0, 0, 30, 20))
    data = io.BytesIO()
    image.save(data, kind, **more)
    return data.getvalue()


def exif(orientation: int = 1) -> Raster.Exif:
    found = Raster.Exif()
    found[0x0112] = orientation
    found[0x010E] = SECRET.decode()
    return found


def figure(source: str, folder: Path) -> Document:
    block = Image(source, "现场", Span(str(folder / "案件.yaml"), 3, 5))
    return Document(Meta("trial", "试验", "publication", "public", "题"), (block,))


def picture_of(document: Document) -> Picture | None:
    (block,) = document.blocks
    assert isinstance(block, Image)
    return block.picture


def test_what_the_camera_wrote_is_left_behind() -> None:
    data = photo("JPEG", exif=exif(), comment=SECRET)
    assert data.count(SECRET) == 2
    found = clean(data)
    assert SECRET not in found.data
    assert (found.media_type, found.width, found.height) == ("image/jpeg", 60, 40)
    assert Raster.open(io.BytesIO(found.data)).tobytes() == Raster.open(io.BytesIO(data)).tobytes()


def test_what_an_editor_wrote_is_left_behind() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    data = photo("PNG", pnginfo=notes, exif=exif())
    assert data.count(SECRET) == 2
    found = clean(data + SECRET)
    assert SECRET not in found.data
    assert (found.media_type, found.width, found.height) == ("image/png", 60, 40)
    assert Raster.open(io.BytesIO(found.data)).tobytes() == Raster.open(io.BytesIO(data)).tobytes()


def test_a_second_picture_behind_the_first_is_left_behind() -> None:
    data = photo("JPEG", progressive=True)
    assert clean(data + photo("JPEG", comment=SECRET)).data == clean(data).data


def test_a_picture_on_its_side_is_turned_upright() -> None:
    found = clean(photo("JPEG", exif=exif(6)))
    assert (found.width, found.height) == (40, 60)
    image = Raster.open(io.BytesIO(found.data))
    red, white = image.getpixel((38, 2)), image.getpixel((2, 2))
    assert isinstance(red, tuple) and isinstance(white, tuple)
    assert red[1] < 60 and white[1] > 200
    assert SECRET not in found.data


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"<svg/>", b"%PDF-1.7", "字".encode()])
def test_other_files_are_refused(data: bytes) -> None:
    with pytest.raises(PictureFault, match="不是 PNG 或者 JPEG"):
        clean(data)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_every_cut_and_flip_is_a_picture_or_a_fault(kind: str) -> None:
    data = photo(kind, exif=exif())
    for at in range(len(data)):
        for changed in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            try:
                clean(changed)
            except PictureFault:
                continue


def test_a_picture_of_too_many_points_is_refused() -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 100_000, 100_000, 8, 2, 0, 0, 0)
    bomb = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", b"") + chunk(b"IEND", b"")
    with pytest.raises(PictureFault, match="点数太多"):
        clean(bomb)


def test_a_picture_inside_the_project_is_read(tmp_path: Path) -> None:
    (tmp_path / "图").mkdir()
    (tmp_path / "图" / "甲.png").write_bytes(photo("PNG"))
    (tmp_path / "案件").mkdir()
    document, problems = with_pictures(figure("../图/甲.png", tmp_path / "案件"), tmp_path)
    assert problems == []
    assert picture_of(document) == clean(photo("PNG"))


def test_nothing_outside_the_project_is_read(tmp_path: Path) -> None:
    project = tmp_path / "项目"
    project.mkdir()
    outside = tmp_path / "外.png"
    outside.write_bytes(photo("PNG"))
    (project / "链接.png").symlink_to(outside)
    for source in ("../外.png", str(outside), "链接.png", "~/外.png", "图\0.png", "file:///etc/passwd"):
        document, problems = with_pictures(figure(source, project), project)
        assert picture_of(document) is None
        assert [(item.code, item.level, item.span) for item in problems] == [
            ("W010", "reminder", Span(str(project / "案件.yaml"), 3, 5))
        ]


@pytest.mark.skipif(os.name == "nt", reason="只在 Windows 上没有命名管道")
def test_a_pipe_is_no_picture(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.png")
    _, (found,) = with_pictures(figure("管道.png", tmp_path), tmp_path)
    assert "找不到图片文件" in found.message


def test_a_file_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "LARGEST", 50)
    (tmp_path / "甲.png").write_bytes(photo("PNG"))
    _, (found,) = with_pictures(figure("甲.png", tmp_path), tmp_path)
    assert "太大" in found.message
