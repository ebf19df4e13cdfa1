"""Web pages and WeChat pages in a real browser: on a phone and on a screen, for everybody, and the button copies.

Each page is opened once, shown at each width, and all questions are asked of it there (``Seen``). The accessibility check, which
takes longer than all others together, leaves out a page that has nothing which another has not: the same style sheet,
and no (element round it, element, class, style, cell of its row) of its own, whatever the words are. What depends on
words, such as a line that runs over the edge, is asked of every page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import combinations, product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import FLAGS
from chromium import program as chromium
from helpers import CONFERENCE, KINDS, OCCASION, PRESS, SAMPLES, documents
from PIL import Image as Raster
from playwright.sync_api import Browser, Page, sync_playwright

from docgen.building.kit import extras
from docgen.building.kit.poster import cards, facts
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


class Structure(HTMLParser):
    """What a page is made of, its words left out."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.cell = 0
        self.round: list[str] = []
        self.found: set[tuple[str, str, str, str, int]] = set()
        style, _, body = source.partition("</style>")
        self.style = style.partition("<style>")[2]
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        inside = tag in ("td", "th")
        self.cell = 0 if tag == "tr" else self.cell + inside
        # The widths of columns are as many as there are tables.
        style = "" if inside or tag == "col" else own.get("style") or ""
        above = self.round[-1] if self.round else ""
        self.found.add((above, tag, own.get("class") or "", style, self.cell if inside else 0))
        if tag not in ("br", "hr", "col", "img", "meta", "wbr"):
            self.round.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.round:
            del self.round[len(self.round) - 1 - self.round[::-1].index(tag) :]


def unlike(paths: list[Path]) -> set[Path]:
    """Those of *paths* that have something which no other has with it: of pages that are made alike the first."""
    kept: list[tuple[Path, Structure]] = []
    every = [(path, Structure(path.read_text(encoding="utf-8"))) for path in paths]
    for path, one in sorted(every, key=lambda pair: -len(pair[1].found)):
        if not any(one.style == other.style and one.found <= other.found for _, other in kept):
            kept.append((path, one))
    return {path for path, _ in kept}


@dataclass(frozen=True)
class Seen:
    """What a browser said of a page at one width; ``serious`` is None where the page is made as one that was read before."""

    name: str
    across: int
    smallest: float
    asked: tuple[str, ...]
    serious: tuple[str, ...] | None


SMALLEST = """Math.min(...[...document.querySelectorAll('h1,h2,h3,p,td,th,li,button')]
              .map(one => parseFloat(getComputedStyle(one).fontSize)))"""


@pytest.fixture(scope="module")
def seen(browser: Browser, pages: list[Path]) -> dict[int, list[Seen]]:
    """Width → what was seen of each page."""
    axe = Axe()
    read = unlike(pages)
    found: dict[int, list[Seen]] = {PHONE: [], SCREEN: []}
    page = browser.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in pages:
        asked.clear()
        page.set_viewport_size({"width": PHONE, "height": 844})
        page.goto(path.as_uri())
        for width in found:
            page.set_viewport_size({"width": width, "height": 844})
            across = page.evaluate("document.documentElement.scrollWidth")
            smallest = page.evaluate(SMALLEST)
            serious = None
            if path in read:
                results: Any = axe.run(page).response
                assert results["passes"], path.name
                told = [one for one in results["violations"] if one["impact"] in SERIOUS]
                serious = tuple(f"{one['id']} {one['nodes'][0]['html'][:200]}" for one in told)
            found[width].append(Seen(path.name, across, smallest, tuple(asked), serious))
    page.close()
    return found


def test_a_page_with_anything_of_its_own_is_read(tmp_path: Path) -> None:
    bodies = {
        "全": "<p class='甲'>一</p><table><tr><td>一</td><td>二</td></tr></table>",
        "部分": "<p class='甲'>别的话</p>",
        "类": "<p class='乙'>一</p>",
        "里面": "<section><p class='甲'>一</p></section>",
        "三栏": "<table><tr><td>一</td><td>二</td><td>三</td></tr></table>",
        "样式": "<p class='甲' style='color:#999'>一</p>",
    }
    for name, body in bodies.items():
        (tmp_path / name).write_text(f"<style>p{{}}</style><body>{body}</body>", encoding="utf-8")
    (tmp_path / "样式表").write_text(f"<style>p{{color:#999}}</style><body>{bodies['部分']}</body>", encoding="utf-8")
    read = unlike(sorted(tmp_path.iterdir()))
    assert {path.name for path in read} == {"全", "类", "里面", "三栏", "样式", "样式表"}


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_nothing_runs_over_the_edge(seen: dict[int, list[Seen]], width: int) -> None:
    assert [one.name for one in seen[width] if one.across > width] == []


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


def test_words_are_large_enough_on_a_phone(seen: dict[int, list[Seen]]) -> None:
    assert [(one.name, one.smallest) for one in seen[PHONE] if one.smallest < 15] == []


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_an_accessibility_check_finds_nothing_serious(seen: dict[int, list[Seen]], width: int) -> None:
    read = [one for one in seen[width] if one.serious is not None]
    assert len(read) > 20, "pages that are made differently"
    assert [(one.name, one.serious) for one in read if one.serious] == []


def test_nothing_is_asked_of_the_network(seen: dict[int, list[Seen]]) -> None:
    for one in seen[PHONE]:
        assert [url for url in one.asked if not url.startswith(("file:", "data:"))] == []
        assert len([url for url in one.asked if url.startswith("file:")]) == 1, one.name


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
    results: Any = Axe().run(page).response
    assert results["passes"] and [one["id"] for one in results["violations"]] == []
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
    for name, data in extras.files(request.param, Options())[0].items():
        (folder / name).write_bytes(data)
    return folder


@pytest.mark.parametrize("width", [PHONE, SCREEN])
def test_the_pages_of_a_kit_fit_and_are_for_everybody(browser: Browser, site: Path, width: int) -> None:
    # The picture as a page has a width of its own, to which a phone zooms.
    found = [path for path in sorted(site.glob("*.html")) if path.name != extras.PAGE]
    assert len(found) >= 4
    read = unlike(found)
    for path in found:
        page = opened(browser, path, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path.name
        sizes = page.locator("main p, main a").evaluate_all(
            "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(sizes) >= 14, path.name
        if path in read:
            results: Any = Axe().run(page).response
            assert results["passes"] and [one["id"] for one in results["violations"]] == [], path.name
        page.close()


def test_the_pages_of_a_kit_are_for_everybody_in_the_dark_too(browser: Browser, site: Path) -> None:
    for path in sorted(unlike(sorted(site.glob("*.html")))):
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
        assert title in page.locator("h1").inner_text()
        if number < len(titles):
            page.get_by_role("link", name="下一个案例").first.click()
    assert page.get_by_role("link", name="下一个案例").count() == 0
    page.get_by_role("link", name="目录").first.click()
    assert page.url == (site / "index.html").as_uri()
    page.get_by_role("link", name="文字版").click()
    assert page.url == (site / extras.PAGE).as_uri()
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
    page = opened(browser, site / extras.PAGE, width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    beyond = page.evaluate("""() => [...document.querySelectorAll('.poster .zones *, .poster .lead *, .poster .over *')]
      .filter(one => one.getBoundingClientRect().right > innerWidth + 0.5).map(one => one.className)""")
    assert beyond == []
    rods = page.evaluate("""() => [...document.querySelectorAll('.rod')].map(one =>
      one.getBoundingClientRect().width / parseFloat(one.nextElementSibling.textContent))""")
    assert all(one == pytest.approx(rods[0], rel=0.01) for one in rods)
    page.close()


def test_the_picture_as_a_page_holds_every_text_whole_and_large_enough(browser: Browser, site: Path) -> None:
    page = opened(browser, site / extras.PAGE, 1080)
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


MATTERS = (4, 8, 10, 11, 13, 16, 18, 22, 28)
GISTS = (0, 12, 40, 58, 75, 110)


@pytest.mark.parametrize("shape", cards.SHAPES)
@pytest.mark.parametrize("figures", [0, 1, 2])
def test_a_card_holds_its_words_however_many_they_are(browser: Browser, shape: str, figures: int) -> None:
    """Its sign stood on its title, and a title of two lines ran over the band."""
    palette = norms.load("publication").palettes["检察蓝"]
    sheet = facts.Sheet(
        "沧溪市检察机关城市安全与便民服务公益诉讼典型案例", "", ("沧溪市人民检察院",), "", facts.Item("1件", "案例")
    )
    items = tuple(facts.Item("近40万元", "为女职工补缴的社会保险") for _ in range(figures))
    page = browser.new_page(viewport={"width": 1080, "height": 1440})
    printed = set()
    for matter, gist in product(MATTERS, GISTS):
        case = facts.CaseFacts(
            1, "某区", "沧溪市人民检察院铁路运输分院", ("整治快递面单泄露个人信息" * 3)[:matter], "妇女权益保障",
            ("一些快递网点的面单印着收件人的完整姓名和电话，" * 6)[:gist], items,
        )  # fmt: skip
        body = cards.body(case, sheet, palette, shape)
        page.set_content(f"<style>{cards.style(palette)}</style><body style='margin:0'>{body}</body>")
        boxes = page.evaluate("""() => Object.fromEntries(['.sign', '.office', '.matter', '.top', '.mid', '.mid > div', '.gist']
          .map(name => [name, document.querySelector(name)?.getBoundingClientRect().toJSON()]))""")
        told = f"{matter} {gist}"
        assert boxes[".sign"]["bottom"] <= boxes[".matter"]["top"], told
        assert boxes[".matter"]["bottom"] <= boxes[".top"]["bottom"] - 12, told
        assert boxes[".mid > div"]["height"] <= boxes[".mid"]["height"], told
        printed.add((gist, boxes.get(".gist") is not None))
    page.close()
    assert (40 if figures == 2 else 58, True) in printed, "a usual sentence has room"
