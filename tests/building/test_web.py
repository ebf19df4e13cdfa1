"""The pages and the picture of a conference: whole in themselves, links only inside, every number with its source."""

from __future__ import annotations

import re

import pytest
from helpers import OCCASION, Scratch

from docgen.building.kit import extras
from docgen.cli.run import run
from docgen.core.errors import ConfigError, WriteError
from docgen.papers.finish import Options


@pytest.fixture(scope="module")
def made() -> dict[str, bytes]:
    return extras.files(OCCASION, Options(final=True))[0]


def test_there_is_a_page_for_each_case_and_every_link_leads_to_a_file_of_the_folder(made: dict[str, bytes]) -> None:
    assert list(made) == ["index.html", "01.html", "02.html", "03.html", extras.WORD, extras.PNG, extras.PAGE]
    for name in (name for name in made if name.endswith(".html") and name != extras.PAGE):
        text = made[name].decode()
        links = re.findall(r'(?:href|src)="([^"#]+)"', text)
        assert links and all(link in made or link.startswith("data:image/") for link in links), name
        assert "@media print" in text


def test_each_case_stands_on_its_own_page_only(made: dict[str, bytes]) -> None:
    pages = {name: data.decode().replace("<wbr>", "") for name, data in made.items() if name.endswith(".html")}
    labels = ("案例一", "案例二", "案例三")
    for number, label in enumerate(labels, 1):
        page = pages[f"0{number}.html"]
        assert f'<span class="label">{label}</span>' in page and page.count("<h1>") == 1
        (title,) = re.findall(r"<h1><span[^>]*>[^<]*</span>(.*?)</h1>", page)
        (name,) = re.findall(rf'<a href="0{number}.html">.*?<span class="name">(.*?)</span>', pages["index.html"])
        assert title.endswith("公益诉讼案") and name in title and len(name) < 20
        body = [name for name, text in pages.items() if f"{title}</h1>" in text]
        assert body == [f"0{number}.html"]


def test_the_first_page_is_worth_a_link(made: dict[str, bytes]) -> None:
    page = made["index.html"].decode().replace("<wbr>", "")
    assert re.search(r'<meta property="og:title" content="云江省', page)
    (described,) = re.findall(r'<meta property="og:description" content="([^"]*)"', page)
    assert 20 < len(described) <= 120
    for words in (
        "云江省妇女联合会",
        "2025年1月15日",
        "1042件",
        "全省检察机关办理民生领域公益诉讼案件",
        "40余处",
        "典型案例集（Word）",
    ):
        assert words in page, words
    assert "推动10余家场所完成整改" in page, "what each case is about"
    assert page.count('<a href="0') == 3 and "prefers-color-scheme:dark" in page and "@media print" in page
    assert "罗行之" not in page


def test_a_page_says_once_what_it_is_and_when_the_conference_was(made: dict[str, bytes]) -> None:
    draft = extras.files(OCCASION, Options())[0]
    for name in ("index.html", "01.html"):
        shown = re.sub(r"<wbr>|<head>.*?</head>", "", draft[name].decode(), flags=re.DOTALL)
        assert re.findall(r'<p class="state">(.*?)</p>', shown) == ["示例文书　送审稿"]
    head = draft["index.html"].decode().partition('<header class="band">')[2].partition("</header>")[0]
    words = re.sub(r"<[^>]+>", "", head)
    assert words.count("民生领域检察公益诉讼新闻发布会") == 1 and words.count("2025年1月15日") == 1
    assert words.count("云江省检察机关民生领域检察公益诉讼典型案例") == 2, "the title, and in the lead"
    assert 'class="state"' not in made["index.html"].decode() or "送审稿" not in made["index.html"].decode()


def test_a_case_begins_with_its_figure_and_its_gist_and_its_sections_have_no_brackets(made: dict[str, bytes]) -> None:
    page = made["01.html"].decode()
    key = page.partition('<div class="key">')[2].partition("</div>")[0]
    assert "40余处" in key and "推动10余家场所完成整改" in key
    assert page.count("推动10余家场所完成整改") == 3, "here, and twice for whoever links to the page"
    assert "【基本案情】" not in page and re.search(r'<h2[^>]* class="小节">基本案情</h2>', page)


def test_pages_go_from_one_case_to_the_next(made: dict[str, bytes]) -> None:
    ways = [
        re.findall(r'<a class="(up|prev|next)" href="([^"]+)"', made[f"0{number}.html"].decode())
        for number in (1, 2, 3)
    ]
    assert ways == [
        [("up", "index.html"), ("next", "02.html")],
        [("up", "index.html"), ("prev", "01.html"), ("next", "03.html")],
        [("up", "index.html"), ("prev", "02.html")],
    ]


def test_releases_that_are_written_go_along_and_pass_the_gate_of_their_own(scratch: Scratch) -> None:
    scratch.record("摘要: 略。\n基本案情: 略。\n当事人: {甲: {姓名: 何雨生, 对外: 何某}}\n", "甲.yaml")
    path = scratch.file("会.yaml", "案例集名称: 某集\n案例: [甲.yaml]\n")
    text = "体裁: 消息\n标题: 一则消息\n发布会: 会.yaml\n导语: 何雨生的房屋修好了，这是一段导语。\n正文: [{段落: 一段。}]\n结尾: 完。\n"
    scratch.file("消息.yaml", text)
    made = extras.files(path, Options())[0]
    page = made["稿1.html"].decode()
    assert "何某的房屋修好了" in page and "何雨生" not in page
    assert 'href="稿1.html"' in made["index.html"].decode()
    scratch.file("消息.yaml", text.replace("修好了", "修好了，电话13912345678"))
    with pytest.raises(WriteError):
        extras.files(path, Options())


def test_a_case_gives_no_pages(scratch: Scratch) -> None:
    with pytest.raises(ConfigError, match="不是发布会记录"):
        extras.files(scratch.record(""), Options())


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
