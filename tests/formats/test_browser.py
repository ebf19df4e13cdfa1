"""Web pages and WeChat pages in a real browser: on a phone and on a screen, for everybody, and the button copies."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import FLAGS
from chromium import program as chromium
from helpers import CONFERENCE, KINDS, OCCASION, PRESS, SAMPLES, documents
from PIL import Image as Raster
from playwright.sync_api import Browser, Page, sync_playwright

from docgen.building.kit import kit
from docgen.core.source import Span
from docgen.core.tree import Image
from docgen.formats import WRITERS
from docgen.formats.pictures import clean
from docgen.formats.web.wechat import fragment
from docgen.page.layout import word_ends
from docgen.page.norm import norms
from docgen.papers import make
from docgen.papers.finish import Options
from docgen.records.loader import load_or_raise
from formats.torture import document, paragraph, table, torture

PHONE, SCREEN = 390, 1280
SERIOUS = ("serious", "critical")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = chromium()
    if not program:
        pytest.skip("没有 Chromium：请安装 chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Every kind of paper of the sample records and of the press, and the tree that holds everything, in both formats."""
    folder = tmp_path_factory.mktemp("pages")
    space = make.workspace(SAMPLES[0])
    trees = {f"{kind}-{path.stem}": tree for kind in KINDS for path in SAMPLES for tree in documents(path, kind)[:1]}
    trees |= {f"{kind}-{path.stem}": tree for path, kind in PRESS for tree in documents(path, kind)[:1]}
    trees |= {f"torture-{name}": torture(norms.load(name)) for name in norms.profiles()}
    made = []
    for name, tree in trees.items():
        for form in ("html", "wechat"):
            path = folder / f"{name}{WRITERS[form].suffix}"
            path.write_bytes(make.to_bytes(tree, form, space))
            made.append(path)
    return made


def opened(browser: Browser, path: Path, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 844})
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_nothing_runs_over_the_edge(browser: Browser, pages: list[Path], width: int) -> None:
    for path in pages:
        page = opened(browser, path, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        page.close()


LINES = """selector => {
  const walker = document.createTreeWalker(document.querySelector(selector), NodeFilter.SHOW_TEXT);
  const lines = [], range = document.createRange();
  let top = null;
  while (walker.nextNode()) {
    for (let place = 0; place < walker.currentNode.length; place++) {
      range.setStart(walker.currentNode, place);
      range.setEnd(walker.currentNode, place + 1);
      const box = range.getBoundingClientRect();
      if (top === null || box.top > top + box.height / 2) { lines.push(['', 0]); top = box.top; }
      lines[lines.length - 1][0] += range.toString();
      lines[lines.length - 1][1] = box.right;
    }
  }
  return lines;
}"""
"""(words, right end) of each line of an element."""


def test_a_title_ends_its_lines_between_words_on_a_phone(browser: Browser, tmp_path: Path) -> None:
    title = "北京市检察机关妇女权益保障检察公益诉讼典型案例"
    path = tmp_path / "稿.html"
    path.write_bytes(WRITERS["html"].write(document(paragraph("标题", title)), norms.load("publication")))
    page = opened(browser, path, PHONE)
    lines = [words for words, _ in page.evaluate(LINES, "h1")]
    page.close()
    assert len(lines) > 1 and "".join(lines) == title
    ends = [len("".join(lines[:count])) for count in range(1, len(lines))]
    assert set(ends) <= set(word_ends(title))


def test_a_quotation_mark_sends_no_clause_to_the_next_line(browser: Browser, tmp_path: Path) -> None:
    """Without help a browser keeps “12345” and all that touches it together, and stretches the line before it."""
    path = tmp_path / "稿.html"
    for lead in range(1, 12):
        words = "群" * lead + "众反映问题在“甲乙丙丁”平台，又在“戊己庚辛”热线上说到“壬癸”等处，都要求整改。"
        path.write_bytes(WRITERS["html"].write(document(paragraph("正文", words)), norms.load("publication")))
        page = opened(browser, path, PHONE)
        lines = page.evaluate(LINES, "p.正文")
        page.close()
        assert "".join(said for said, _ in lines) == words
        longest = max(len(said) for said, _ in lines)
        assert all(len(said) >= longest - 4 for said, _ in lines[1:-1]), lines
        assert not any(said[0] in "，。”、" or said[-1] == "“" for said, _ in lines)


def test_words_are_large_enough_on_a_phone(browser: Browser, pages: list[Path]) -> None:
    smallest = """Math.min(...[...document.querySelectorAll('h1,h2,h3,p,td,th,li,button')]
                  .map(one => parseFloat(getComputedStyle(one).fontSize)))"""
    for path in pages:
        page = opened(browser, path, PHONE)
        assert page.evaluate(smallest) >= 15, path.name
        page.close()


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_an_accessibility_check_finds_nothing_serious(browser: Browser, pages: list[Path], width: int) -> None:
    axe = Axe()
    found = []
    for path in pages:
        page = opened(browser, path, width)
        results: Any = axe.run(page).response
        assert results["passes"], path.name
        for one in results["violations"]:
            if one["impact"] in SERIOUS:
                found.append(f"{path.name}: {one['id']} {one['nodes'][0]['html'][:200]}")
        page.close()
    assert found == []


def test_nothing_is_asked_of_the_network(browser: Browser, pages: list[Path]) -> None:
    for path in pages:
        page = browser.new_page()
        asked: list[str] = []
        page.on("request", lambda request, asked=asked: asked.append(request.url))
        page.goto(path.as_uri())
        assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
        assert len([url for url in asked if url.startswith("file:")]) == 1
        page.close()


def test_the_button_copies_the_article_and_says_so(browser: Browser, tmp_path: Path) -> None:
    norm = norms.load("publication")
    tree = document(
        paragraph("标题", "题目"), paragraph("正文", "  甲<乙>"), table(("名", "值"), ("一", "二")), face="public"
    )
    path = tmp_path / "稿.wechat.html"
    path.write_bytes(WRITERS["wechat"].write(tree, norm))
    page = opened(browser, path, PHONE)
    page.evaluate(
        "window.addEventListener('copy', event => { window.copied = event.clipboardData.getData('text/html') })"
    )
    page.click("button[data-copy=article]")
    copied = page.evaluate("window.copied").strip()
    assert copied == fragment(tree, norm).strip()
    assert "已复制" in page.inner_text("#done")
    page.close()


@pytest.mark.parametrize("width", [375, 414])
def test_an_article_fits_a_telephone_and_looks_like_one(browser: Browser, tmp_path: Path, width: int) -> None:
    space = make.workspace(OCCASION)
    conference = load_or_raise(OCCASION, space.project)
    given = make.make(space.catalog.kind("collection"), conference, space, ("wechat",))
    path = tmp_path / "稿.wechat.html"
    path.write_bytes(given.made[0].data)
    page = opened(browser, path, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    sizes = "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    assert min(page.locator("#article p").evaluate_all(sizes)) >= 14
    gaps = page.evaluate("""() => {
      const all = [...document.querySelectorAll('#article > section > p')].map(one => one.getBoundingClientRect());
      return all.slice(1).map((box, at) => box.top - all[at].bottom);
    }""")
    assert min(gaps) >= 8, "paragraphs stand apart"
    shot = Raster.open(io.BytesIO(page.locator("#article").screenshot())).convert("RGB")
    pill = page.get_by_text("案例一", exact=True).first.bounding_box()
    assert pill is not None and pill["x"] > 0 and pill["x"] + pill["width"] < width
    main = tuple(bytes.fromhex(norms.load("publication").palettes["检察蓝"].main[1:]))
    assert main in {colour for _, colour in shot.getcolors(1 << 24) or ()}
    page.close()


def test_a_page_prints_by_the_norm(browser: Browser, tmp_path: Path) -> None:
    """A4, the text at 三号, the page number at the outer edge."""
    import pdfplumber

    norm = norms.load("publication")
    path = tmp_path / "稿.html"
    path.write_bytes(WRITERS["html"].write(document(*[paragraph("正文", "字" * 400)] * 4), norm))
    page = opened(browser, path, SCREEN)
    page.pdf(path=str(tmp_path / "稿.pdf"), prefer_css_page_size=True)
    page.close()
    with pdfplumber.open(tmp_path / "稿.pdf") as pdf:
        assert len(pdf.pages) > 1
        for number, sheet in enumerate(pdf.pages, 1):
            assert (round(sheet.width), round(sheet.height)) == (595, 842)
            assert {round(one["size"]) for one in sheet.chars if one["text"] == "字"} == {16}
            folio = [one for one in sheet.extract_text_lines() if one["top"] / 72 * 25.4 > 262]
            assert [one["text"].strip() for one in folio] == [f"— {number} —"]
            assert (folio[0]["x0"] > 300) == (number % 2 == 1)


def test_a_picture_is_shown_whole(browser: Browser, tmp_path: Path) -> None:
    Raster.new("RGB", (2400, 1200), "red").save(tmp_path / "图.png")
    picture = clean((tmp_path / "图.png").read_bytes())
    tree = document(Image("图.png", "现场", Span("案件.yaml"), picture), face="public")
    path = tmp_path / "稿.html"
    path.write_bytes(WRITERS["html"].write(tree, norms.load("publication")))
    page = opened(browser, path, PHONE)
    assert page.evaluate("document.images[0].naturalWidth") == 2400
    box = page.locator("img").bounding_box()
    assert box and box["width"] <= PHONE and box["width"] == pytest.approx(2 * box["height"], rel=0.02)
    page.close()


# — the web page and the picture of a kit —


@pytest.fixture(scope="module", params=[OCCASION, CONFERENCE], ids=lambda path: path.parent.name)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``docgen web`` gives of a conference."""
    folder = tmp_path_factory.mktemp("site")
    for name, data in kit.files(request.param, Options())[0].items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_pages_of_a_kit_fit_and_are_for_everybody(browser: Browser, site: Path, width: int) -> None:
    # The picture as a page has a width of its own, to which a phone zooms.
    found = [path for path in sorted(site.glob("*.html")) if path.name != kit.PAGE]
    assert len(found) >= 4
    for path in found:
        page = opened(browser, path, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        sizes = page.locator("main p, main a").evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes) >= 14, path.name
        results: Any = Axe().run(page).response
        assert [one["id"] for one in results["violations"]] == [], path.name
        page.close()


def test_the_pages_of_a_kit_are_for_everybody_in_the_dark_too(browser: Browser, site: Path) -> None:
    for path in sorted(site.glob("*.html")):
        page = browser.new_page(viewport={"width": SCREEN, "height": 844}, color_scheme="dark")
        page.goto(path.as_uri())
        results: Any = Axe().run(page).response
        assert results["passes"] and [one["id"] for one in results["violations"]] == [], path.name
        page.close()


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_one_can_go_through_a_kit_by_its_links(browser: Browser, site: Path, width: int) -> None:
    page = opened(browser, site / "index.html", width)
    titles = page.locator(".cards .name").all_inner_texts()
    page.locator(".cards a").first.click()
    for number, title in enumerate(titles, 1):
        assert page.url == (site / f"{number:02d}.html").as_uri()
        assert page.locator("h1").inner_text().endswith(title)
        if number < len(titles):
            page.get_by_role("link", name="下一个案例").first.click()
    assert page.get_by_role("link", name="下一个案例").count() == 0
    page.get_by_role("link", name="目录").first.click()
    assert page.url == (site / "index.html").as_uri()
    page.get_by_role("link", name="文字版").click()
    assert page.url == (site / kit.PAGE).as_uri()
    page.close()


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_picture_is_shown_whole_with_words(browser: Browser, site: Path, width: int) -> None:
    page = opened(browser, site / "index.html", width)
    image = page.locator("figure img")
    assert image.evaluate("one => one.complete && one.naturalWidth") == 2160
    assert len(image.get_attribute("alt") or "") > 20
    box = image.bounding_box()
    assert box is not None and box["x"] >= 0 and box["x"] + box["width"] <= width
    page.close()


@pytest.mark.parametrize("width", [320, 390, 539, 768, 1079])
def test_the_picture_as_a_page_flows_on_a_narrow_screen_and_its_rods_stay_true(
    browser: Browser, site: Path, width: int
) -> None:
    page = opened(browser, site / kit.PAGE, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beyond = page.evaluate("""() => [...document.querySelectorAll('.poster .zones *, .poster .lead *, .poster .over *')]
      .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5).map(one => one.className)""")
    assert beyond == []
    rods = page.evaluate("""() => [...document.querySelectorAll('.rod')].map(one =>
      one.getBoundingClientRect().width / parseFloat(one.nextElementSibling.textContent))""")
    assert all(one == pytest.approx(rods[0], rel=0.01) for one in rods)
    page.close()


def test_the_picture_as_a_page_holds_every_text_whole_and_large_enough(browser: Browser, site: Path) -> None:
    page = opened(browser, site / kit.PAGE, 1080)
    assert page.evaluate("document.documentElement.scrollWidth") == 1080
    texts = page.evaluate("""() => {
      const walker = document.createTreeWalker(document.querySelector('.poster'), NodeFilter.SHOW_TEXT), found = [];
      const range = document.createRange();
      while (walker.nextNode()) {
        range.selectNodeContents(walker.currentNode);
        for (const box of range.getClientRects())
          found.push([walker.currentNode.data, parseFloat(getComputedStyle(walker.currentNode.parentElement).fontSize),
                      box.left, box.right, box.top, box.bottom]);
      }
      return found;
    }""")
    assert texts
    for text, size, left, right, _, _ in texts:
        assert size >= 28, text
        assert left >= 40 and right <= 1040, text
    for (one, _, left, right, top, foot), (other, _, left2, right2, top2, foot2) in combinations(texts, 2):
        # Boxes of lines one under the other overlap a little: a face has room above and below its characters.
        apart = right <= left2 + 1 or right2 <= left + 1 or foot - top2 < 30 or foot2 - top < 30
        assert apart, f"{one} / {other}"
    page.close()
