"""Pictures of a release in every format: there, inside the page, with words once, and nobody told what the camera told."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from helpers import Scratch, process
from PIL import Image as Raster

from docgen.core.source import Span
from docgen.core.tree import Image, Picture
from docgen.formats import WRITERS
from docgen.page.norm import norms
from formats.torture import document, paragraph

CAPTION = "检察官回访小区健身器材"
STORY = f"""体裁: 通讯
标题: 器材换新了
正文:
  - 段落: 段一。
    图: {{说明: {CAPTION}, 摄影: 周敏, 文件: 图/横.jpg}}
  - 段落: 段二。
    图: {{说明: 听证会现场, 文件: 图/竖.png, 替代文字: 各方坐成一圈}}
"""
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"


def jpeg() -> bytes:
    noted = Raster.Exif()
    noted[0x010E] = "39.9042N 116.4074E"
    data = io.BytesIO()
    Raster.new("RGB", (1600, 1000), "navy").save(data, "JPEG", exif=noted)
    return data.getvalue()


@pytest.fixture
def made(scratch: Scratch) -> Path:
    (scratch.root / "图").mkdir()
    (scratch.root / "图" / "横.jpg").write_bytes(jpeg())
    Raster.new("RGB", (900, 1600), "green").save(scratch.root / "图" / "竖.png")
    scratch.file("通讯.yaml", STORY)
    ran = process(
        ["render", "通讯.yaml", "--as", "新闻通稿", "--format", "docx,html,wechat,txt", "-o", "出"], scratch.root
    )
    assert ran.code == 0, ran.talk
    return scratch.root / "出"


def one(folder: Path, suffix: str) -> Path:
    (path,) = (path for path in folder.rglob(f"*{suffix}") if suffix != ".html" or ".wechat" not in path.name)
    return path


def test_word_holds_the_pictures_in_the_flow_with_their_words(made: Path) -> None:
    with zipfile.ZipFile(one(made, ".docx")) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert media == ["word/media/image1.jpeg", "word/media/image2.png"]
        assert not any(b"39.9042N" in package.read(name) for name in media)
        links = package.read("word/_rels/document.xml.rels").decode()
        assert all(f'Target="media/{name.rpartition("/")[2]}"' in links for name in media)
        kinds = package.read("[Content_Types].xml").decode()
        assert 'Extension="jpeg" ContentType="image/jpeg"' in kinds and 'Extension="png"' in kinds
        text = package.read("word/document.xml").decode()
    page = norms.load("publication").page
    root = ET.fromstring(text)
    drawn = list(root.iter(f"{DRAWING}inline"))
    assert [shape.find(f"{DRAWING}docPr").get("descr") for shape in drawn] == [CAPTION, "各方坐成一圈"]  # type: ignore[union-attr]
    for shape, ratio in zip(drawn, (1600 / 1000, 900 / 1600), strict=True):
        extent = shape.find(f"{DRAWING}extent")
        assert extent is not None
        width, height = int(extent.get("cx", "")), int(extent.get("cy", ""))
        assert width <= page.text_width.emu and height <= page.text_height.emu / 2
        assert width / height == pytest.approx(ratio, rel=0.01)
    assert re.sub("<[^>]+>", "", text).count(CAPTION) == 1


def test_python_docx_reads_them(made: Path) -> None:
    import docx

    shapes = docx.Document(str(one(made, ".docx"))).inline_shapes
    assert len(shapes) == 2


@pytest.mark.parametrize("form", [".html", ".wechat.html", ".txt"])
def test_the_words_below_a_picture_are_printed_once(made: Path, form: str) -> None:
    text = one(made, form).read_text(encoding="utf-8")
    article = text.partition('<main id="article">')[2].partition("</main>")[0] if form == ".wechat.html" else text
    seen = re.sub("<[^>]+>", "", re.sub("<style>.*?</style>|<title>.*?</title>", "", article, flags=re.DOTALL))
    assert seen.count(CAPTION) == 1
    assert seen.count("摄影：周敏") == 1
    assert "各方坐成一圈" not in seen


def test_a_page_holds_its_pictures(made: Path) -> None:
    page = one(made, ".html").read_text(encoding="utf-8")
    assert re.findall(r'<img src="data:(image/\w+);base64,[^"]+" alt="([^"]*)"', page) == [
        ("image/jpeg", CAPTION),
        ("image/png", "各方坐成一圈"),
    ]


def test_a_picture_that_is_not_there_is_an_error_at_its_line(scratch: Scratch) -> None:
    (scratch.root / "图").mkdir()
    (scratch.root / "图" / "横图.jpg").write_bytes(jpeg())
    scratch.file("通讯.yaml", STORY)
    for command in (["check", "通讯.yaml"], ["render", "通讯.yaml", "--as", "新闻通稿", "-o", "出"]):
        ran = process(command, scratch.root)
        assert ran.code != 0
        assert "通讯.yaml:5:" in ran.talk + ran.result.strip() and "错误 R030" in ran.talk + ran.result
        assert "是不是“横图.jpg”" in ran.talk + ran.result
    assert not (scratch.root / "出").exists()


def test_letters_that_a_picture_is_written_in_are_no_account_of_anybody(scratch: Scratch) -> None:
    """The Base64 of a picture holds every word of a few letters sooner or later."""
    from docgen.privacy.gate import examined

    picture = Picture(b"\xc3\x16\xbe" * 3000, "image/jpeg", 60, 40)
    assert "wxa-" not in WRITERS["html"].write(document(), norms.load("publication")).decode()
    tree = document(Image("图.jpg", "图", Span("稿.yaml"), picture), face="public")
    page = WRITERS["html"].write(tree, norms.load("publication")).replace(b"base64,", b"base64,wxidabcdefgh123456")
    assert examined(page, "稿.html", tree, None).problems == ()
    named = document(paragraph("正文", "微信号：wxid_abcdefgh123456"), face="public")
    told = examined(WRITERS["html"].write(named, norms.load("publication")), "稿.html", named, None)
    assert [item.code for item in told.problems] == ["M005"]
