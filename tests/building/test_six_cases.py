"""A kit of six cases with photographs, built in four formats: pictures inside the page, words once, files that can be sent."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pdfplumber
import pytest
from helpers import process
from PIL import Image

from building import six_cases
from docgen.page.norm import norms

FORMS = "docx,pdf,html,wechat"


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder 对外 of the kit, built once."""
    root = tmp_path_factory.mktemp("六案")
    (root / "docgen.yaml").write_text("", encoding="utf-8")
    six_cases.write(root)
    ran = process(["build", six_cases.NAME, "--format", FORMS, "-o", "出", "-j", "1"], root)
    assert ran.code == 0, ran.talk
    return root / "出" / "对外" / six_cases.TITLE


def one(kit: Path, ending: str) -> Path:
    (path,) = kit.glob(f"?? {ending}")
    return path


def test_the_pictures_of_the_pdf_lie_inside_the_type_area(kit: Path) -> None:
    page = norms.load("publication").page
    left, right = page.left.pt, page.left.pt + page.text_width.pt
    top, foot = page.top.pt, page.top.pt + page.text_height.pt
    found = []
    with pdfplumber.open(one(kit, "通讯.pdf")) as file:
        for sheet in file.pages:
            found += [(box["x0"], box["x1"], box["top"], box["bottom"]) for box in sheet.images]
    assert len(found) == len(six_cases.PHOTOS)
    for (x0, x1, upper, lower), shot in zip(found, six_cases.PHOTOS, strict=True):
        assert left - 0.5 <= x0 < x1 <= right + 0.5 and top - 0.5 <= upper < lower <= foot + 0.5
        assert (x0 + x1) / 2 == pytest.approx((left + right) / 2, abs=1)
        seen = (shot.height, shot.width) if shot.turned else (shot.width, shot.height)
        assert (x1 - x0) / (lower - upper) == pytest.approx(seen[0] / seen[1], rel=0.02)


def test_word_holds_every_photograph_as_a_screen_shows_it_and_as_no_camera_told_it(kit: Path) -> None:
    with zipfile.ZipFile(one(kit, "通讯.docx")) as package:
        media = [name for name in package.namelist() if name.startswith("word/media/")]
        assert len(media) == len(six_cases.PHOTOS)
        for name in media:
            data = package.read(name)
            assert b"120.5678E" not in data
            with Image.open(io.BytesIO(data)) as image:
                assert image.mode == "RGB" and not image.getexif()
                assert max(image.size) < 5200


@pytest.mark.parametrize("ending", ["通讯.docx", "通讯.pdf", "通讯.html", "公众号（通讯）.wechat.html"])
def test_every_caption_is_printed_once(kit: Path, ending: str) -> None:
    path = one(kit, ending)
    if ending.endswith(".docx"):
        with zipfile.ZipFile(path) as package:
            text = re.sub("<[^>]+>", "", package.read("word/document.xml").decode())
    elif ending.endswith(".pdf"):
        with pdfplumber.open(path) as file:
            text = "".join(sheet.extract_text() for sheet in file.pages)
    else:
        text = path.read_text(encoding="utf-8")
        text = text.partition('<main id="article">')[2].partition("</main>")[0] or text
        text = re.sub("<[^>]+>", "", re.sub("<style>.*?</style>", "", text, flags=re.DOTALL))
    text = re.sub(r"\s", "", text)
    for told in six_cases.CASES:
        assert text.count(six_cases.caption(told)) == 1
    assert text.count("摄影：程叶") == len(six_cases.PHOTOS)


def test_the_agenda_takes_one_page_and_a_card_one_sheet_of_a_face_and_its_turned_twin(kit: Path) -> None:
    with pdfplumber.open(one(kit, "议程.pdf")) as file:
        assert len(file.pages) == 1
    with pdfplumber.open(one(kit, "席卡.pdf")) as file:
        assert len(file.pages) == len(six_cases.PERSONS)
        for sheet in file.pages:
            assert (round(sheet.width), round(sheet.height)) == (842, 595)
            faces: tuple[list[dict[str, float]], ...] = ([], [])
            for char in sheet.chars:
                if char["size"] > 12:
                    faces[char["top"] > sheet.height / 2].append(char)
            turned, upright = faces
            assert len(turned) == len(upright) > 0
            edge = (sheet.width - 200 / 25.4 * 72) / 2
            for char in (*turned, *upright):
                assert edge - 0.5 <= char["x0"] and char["x1"] <= sheet.width - edge + 0.5


def test_the_pictures_can_be_sent_and_are_of_their_shapes(kit: Path) -> None:
    drawn = sorted(kit.rglob("*.png"))
    assert len(drawn) == 2 + 2 * len(six_cases.CASES)
    for path in drawn:
        assert path.stat().st_size < 1_000_000
        with Image.open(path) as image:
            if "方图" in path.name:
                assert image.width == image.height
            elif "竖图" in path.name:
                assert image.width * 4 == image.height * 3
            else:
                assert image.width == 2160
    said = re.sub("<[^>]+>", "", one(kit, "一图读懂.html").read_text(encoding="utf-8"))
    assert all(word in said for word in ("办案成效", "涉及领域", "典型案例", "机制做法", "每季度会商一次"))


def test_the_embargo_and_the_contact_reach_the_release_and_the_note_of_the_zip(kit: Path) -> None:
    with zipfile.ZipFile(kit.with_name(kit.name + ".zip")) as package:
        (note,) = (name for name in package.namelist() if name.endswith("说明.txt"))
        said = package.read(note).decode("utf-8-sig")
    for text in (said, one(kit, "通讯.html").read_text(encoding="utf-8")):
        assert "0600-5551200" in text and "11时" in text


def test_nobody_posts_the_embargo_but_who_posts_is_told(kit: Path) -> None:
    for ending in ("公众号.wechat.html", "公众号（通讯）.wechat.html"):
        offered, _, article = one(kit, ending).read_text(encoding="utf-8").partition('<main id="article">')
        assert "禁发时间：2026年3月12日11时以前不得刊发（不会复制）" in offered
        assert offered.partition("<header>")[2].count("不得刊发") == 1
        assert "不得刊发" not in article.partition("</main>")[0]
    page = (one(kit, "网页") / "index.html").read_text(encoding="utf-8")
    head = page.partition('<header class="band">')[2].partition("</header>")[0]
    assert "禁发时间" not in head and "11时以前不得刊发" in head and "发布6件典型案例" in head
    article = one(kit, "公众号（通讯）.wechat.html").read_text(encoding="utf-8")
    offered, _, article = article.partition('<main id="article">')
    assert "0600-5551200" in offered and "0600-5551200" not in article, "reporters call, readers do not"
    assert "【河东区检察院】" not in article and ">河东区检察院</strong>" in article
