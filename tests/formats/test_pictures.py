"""Pictures: from inside the project only, and nothing in them but the picture."""

from __future__ import annotations

import contextlib
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


def colour(picture: Picture, at: tuple[int, int]) -> tuple[int, ...]:
    found = Raster.open(io.BytesIO(picture.data)).convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return found


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def with_segment(marker: int, body: bytes) -> bytes:
    """A JPEG that has one segment more, behind its first two bytes."""
    data = photo("JPEG")
    return data[:2] + struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body + data[2:]


@pytest.mark.parametrize("marker", [*range(0xE0, 0xF0), 0xFE, 0xC8, 0xF0, 0xFD])
def test_only_what_the_picture_is_made_of_stays_of_a_jpeg(marker: int) -> None:
    names = (
        b"JFXX\0\x10",
        b"Exif\0\0MM\0*\0\0\0\x08\0\0",
        b"http://ns.adobe.com/xap/1.0/\0",
        b"ICC_PROFILE\0\x01\x01",
        b"Adobe",
        b"",
    )
    for name in names:
        assert SECRET not in clean(with_segment(marker, name + SECRET)).data


@pytest.mark.parametrize("marker", [0xDB, 0xC4, 0xDD])
def test_a_table_with_more_than_a_table_in_it_is_encoded_anew_or_refused(marker: int) -> None:
    table = bytes([0]) + bytes(range(1, 65)) if marker == 0xDB else b"\0" * 17 if marker == 0xC4 else b"\0\0"
    with contextlib.suppress(PictureFault):
        assert SECRET not in clean(with_segment(marker, table + SECRET)).data


@pytest.mark.parametrize(
    "kind", [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"pHYs", b"sBIT", b"prVt", b"gAMA", b"iCCP"]
)
def test_only_what_the_picture_is_made_of_stays_of_a_png(kind: bytes) -> None:
    data = photo("PNG")
    try:
        assert SECRET not in clean(data[:33] + chunk(kind, SECRET) + data[33:]).data
    except PictureFault as fault:
        assert kind in (b"gAMA", b"iCCP"), fault


def test_words_behind_the_pixels_of_a_png_go() -> None:
    raw = b"".join(b"\0" + b"\xff\0\0" * 6 for _ in range(4))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 6, 4, 8, 2, 0, 0, 0))
    for pixels in (zlib.compress(raw) + SECRET, zlib.compress(raw + SECRET), zlib.compress(raw + SECRET, 0)):
        found = clean(b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", pixels) + chunk(b"IEND", b""))
        with Raster.open(io.BytesIO(found.data)) as image:
            assert (image.size, image.getpixel((5, 3))) == ((6, 4), (255, 0, 0))
        assert SECRET not in found.data and b"39.9" not in zlib.decompress(
            found.data[found.data.index(b"IDAT") + 4 : -16]
        )


def test_four_colours_of_a_printer_become_three_of_a_screen() -> None:
    image = Raster.new("RGB", (60, 40), "red").convert("CMYK")
    data = io.BytesIO()
    image.save(data, "JPEG")
    found = clean(data.getvalue())
    assert Raster.open(io.BytesIO(found.data)).mode == "RGB"
    red, green, blue = colour(found, (30, 20))
    assert red > 200 and green < 60 and blue < 60


def test_a_profile_goes_and_the_colours_stay() -> None:
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in ("PNG", "JPEG"):
        found = clean(photo(kind, icc_profile=profile))
        assert "icc_profile" not in Raster.open(io.BytesIO(found.data)).info
        assert colour(found, (5, 5))[0] > 240 and colour(found, (5, 5))[1] < 20


def test_what_can_be_seen_through_stands_on_white() -> None:
    data = io.BytesIO()
    Raster.new("RGBA", (60, 40), (255, 0, 0, 0)).save(data, "PNG")
    found = clean(data.getvalue())
    assert colour(found, (30, 20)) == (255, 255, 255)
    assert Raster.open(io.BytesIO(found.data)).mode == "RGB"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_very_large_picture_is_made_as_large_as_paper_can_show(kind: str) -> None:
    data = io.BytesIO()
    Raster.new("L", (9000, 3000), 128).save(data, kind)
    found = clean(data.getvalue())
    assert max(found.width, found.height) <= pictures.LONGEST
    assert found.width / found.height == pytest.approx(3, rel=0.01)
    assert Raster.open(io.BytesIO(found.data)).size == (found.width, found.height)


def test_a_picture_cut_off_is_refused_not_left_out_in_silence() -> None:
    for kind in ("PNG", "JPEG"):
        image = Raster.effect_noise((300, 200), 90)
        data = io.BytesIO()
        image.save(data, kind)
        with pytest.raises(PictureFault, match="坏的"):
            clean(data.getvalue()[: len(data.getvalue()) // 2])


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
            ("R030", "error", Span(str(project / "案件.yaml"), 3, 5))
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
