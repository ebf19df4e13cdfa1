"""The pages and the picture of a conference: whole in themselves, links only inside, every number with its source."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import BytesIO
from itertools import pairwise

import pytest
from helpers import CONFERENCE, OCCASION, Scratch
from PIL import Image

from docgen.building.kit import kit, poster
from docgen.cli.run import run
from docgen.core.errors import ConfigError
from docgen.papers.finish import Options

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return kit.files(OCCASION, Options(final=True))[0]


def test_there_is_a_page_for_each_case_and_every_link_leads_to_a_file_of_the_folder(made: dict[str, bytes]) -> None:
    assert list(made) == ["index.html", "01.html", "02.html", "03.html", kit.SVG, kit.PNG]
    for name in (name for name in made if name.endswith(".html")):
        text = made[name].decode()
        links = re.findall(r'(?:href|src)="([^"#]+)"', text)
        assert links and all(link in made or link.startswith("data:image/") for link in links), name
        assert "@media print" in text


def test_each_case_stands_on_its_own_page_only(made: dict[str, bytes]) -> None:
    titles = [re.findall(r"<title>(.*?)</title>", made[f"0{number}.html"].decode())[0] for number in (1, 2, 3)]
    assert [title[:4] for title in titles] == ["案例一：", "案例二：", "案例三："]
    for title in titles:
        assert title in made["index.html"].decode()
        body = title.partition("：")[2]
        seen = {name: data.decode("utf-8", "replace").replace("<wbr>", "") for name, data in made.items()}
        holders = [name for name, page in seen.items() if f">{title}</h" in page]
        assert len(holders) == 1, body


def test_the_picture_has_real_text_with_period_and_source_and_words_for_the_blind(made: dict[str, bytes]) -> None:
    root = ET.fromstring(made[kit.SVG])
    assert root.get("width") == "1080" and root.get("role") == "img"
    texts = ["".join(one.itertext()) for one in root.iter(f"{SVG}text")]
    assert {"云江省人民检察院", "案件管理部门"} <= set(texts), "a note of several lines ends them between words"
    assert "1042件" in texts and "2022年至2024年，云江省人民检察院案件管理部门" in texts
    assert {"286件", "341件", "415件", "2022年", "2023年", "2024年"} <= set(texts)
    described = "".join(root.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]
    assert "办案数1042件（2022年至2024年，云江省人民检察院案件管理部门），其中2022年286件" in described


def test_bars_are_as_long_as_their_numbers(made: dict[str, bytes]) -> None:
    root = ET.fromstring(made[kit.SVG])
    bars = [int(one.get("width", "")) for one in root.iter(f"{SVG}rect") if one.get("height") == "40"]
    assert len(bars) == 3
    assert [round(bar / bars[-1], 2) for bar in bars] == [round(value / 415, 2) for value in (286, 341, 415)]


def test_a_series_is_a_line_whose_heights_are_true(made: dict[str, bytes]) -> None:
    root = ET.fromstring(made[kit.SVG])
    (foot,) = {int(one.get("y1", "")) for one in root.iter(f"{SVG}line") if one.get("stroke-width") == "2"}
    points = [(int(one.get("cx", "")), int(one.get("cy", ""))) for one in root.iter(f"{SVG}circle")]
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    heights = [foot - y for _, y in points]
    # A pixel is half a hundredth of the height.
    assert [height / heights[-1] for height in heights] == pytest.approx([93.4 / 98.2, 95.8 / 98.2, 1], abs=0.006)
    joined = [
        ((int(one.get("x1", "")), int(one.get("y1", ""))), (int(one.get("x2", "")), int(one.get("y2", ""))))
        for one in root.iter(f"{SVG}line")
        if one.get("stroke-width") == "5"
    ]
    assert joined == list(pairwise(points))
    described = "".join(root.find(f"{SVG}desc").itertext())  # type: ignore[union-attr]
    assert "历次为2022年93.4%，2023年95.8%，2024年98.2%" in described


def test_no_line_of_the_title_ends_inside_a_word() -> None:
    text = poster.svg("北京市检察机关妇女权益保障检察公益诉讼典型案例", "", [])
    lines = re.findall(r"<text[^>]*>(.*?)</text>", text)
    assert lines == ["北京市检察机关妇女权益保障", "检察公益诉讼典型案例"]


def test_the_png_is_the_picture_at_its_own_size_and_always_the_same(made: dict[str, bytes]) -> None:
    root = ET.fromstring(made[kit.SVG])
    image = Image.open(BytesIO(made[kit.PNG]))
    assert image.size == (1080, int(root.get("height", "")))
    assert kit.files(OCCASION, Options(final=True))[0][kit.PNG] == made[kit.PNG]
    # Every ground of a card and every bar lies where the SVG has it.
    for one in root.iter(f"{SVG}rect"):
        x, y, width, height = (int(one.get(name, "0")) for name in ("x", "y", "width", "height"))
        colour = tuple(bytes.fromhex(str(one.get("fill", ""))[1:]))
        if one.get("rx") or height == 40:
            corner = (x + width - 12, y + height - 6) if one.get("rx") else (x + 1, y + 20)
            assert image.convert("RGB").getpixel(corner) == colour


def test_what_was_published_without_a_source_prints_none() -> None:
    text = kit.files(CONFERENCE, Options())[0][kit.SVG].decode()
    assert "7.3万人" in text and "政策优化后" in text and "近40万元" in text


def test_our_office_in_a_source_is_the_office_of_the_case(scratch: Scratch) -> None:
    scratch.record("数据: {场所: {值: 9家, 出处: 本院勘察}}\n摘要: 略。\n基本案情: 略。\n", "甲.yaml")
    path = scratch.file("会.yaml", "案例集名称: 某集\n案例: [甲.yaml]\n亮点: [甲.场所]\n")
    assert "临河区检察院勘察" in kit.files(path, Options())[0][kit.SVG].decode()


def test_a_case_gives_no_pages(scratch: Scratch) -> None:
    with pytest.raises(ConfigError, match="不是发布会记录"):
        kit.files(scratch.record(""), Options())


def test_a_page_that_a_person_has_edited_stays(scratch: Scratch, capsys: pytest.CaptureFixture[str]) -> None:
    scratch.record("摘要: 略。\n基本案情: 略。\n", "甲.yaml")
    path = scratch.file("会.yaml", "案例集名称: 某集\n案例: [甲.yaml]\n")
    out = scratch.root / "网页"
    arguments = ["web", str(path), "-o", str(out)]
    assert run(arguments) == 0
    (out / "01.html").write_bytes(b"edited")
    (out / "index.html").unlink()
    assert run(arguments) == 1
    assert "W002" in capsys.readouterr().err
    assert (out / "01.html").read_bytes() == b"edited"
    assert (out / "index.html").exists()
    assert run([*arguments, "--force"]) == 0
    assert (out / "01.html").read_bytes() != b"edited"


def test_text_is_parted_in_even_lines() -> None:
    text = poster.svg("云江省检察机关民生领域检察公益诉讼典型案例", "", [])
    lines = re.findall(r"<text[^>]*>(.*?)</text>", text)
    assert [len(line) for line in lines] == [11, 10]
