"""Pages of HTML: readable by people, by programs that read aloud, and with nothing fetched or run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from helpers import INVENTED, KINDS, SAMPLES, documents

from docgen.core.source import Span
from docgen.core.tree import Contents, Document, Image, Paragraph, Picture, Strong, Table, plain_text
from docgen.formats import WRITERS
from docgen.page.norm.model import CAPTION, HEAD, LABEL, Norm
from docgen.papers import make
from formats.torture import ALT, HOSTILE, RUNNING_HEAD, TITLE, document, named, norms, paragraph, table, text, torture

VOID = {"meta", "hr", "col", "img", "wbr"}
NOT_ROLES = {"填写", "分页"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    inside: list[Element] = field(default_factory=list)
    words: str = ""

    def all(self, *tags: str) -> list[Element]:
        """The elements below with one of *tags* (every one where none is given), in order."""
        found = []
        for one in self.inside:
            found += [one] if not tags or one.tag in tags else []
            found += one.all(*tags)
        return found

    def one(self, tag: str) -> Element:
        (found,) = self.all(tag)
        return found

    @property
    def role(self) -> str:
        return self.attributes.get("class", "")


class Page(HTMLParser):
    """The elements of a page; fails where they are not properly nested."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.source = data.decode()
        self.feed(self.source)
        self.close()
        assert self.open == [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), attrs
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self.open:
            element.words += data


def page(tree: Document, norm: Norm) -> Page:
    return Page(WRITERS["html"].write(tree, norm))


@pytest.fixture(scope="module", params=norms(), ids=named)
def norm(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(scope="module")
def full(norm: Norm) -> Page:
    return page(torture(norm), norm)


# — the page as a whole —


def test_language_title_and_viewport_are_told(full: Page) -> None:
    assert full.source.startswith("<!DOCTYPE html>\n")
    assert full.root.one("html").attributes["lang"] == "zh-CN"
    assert full.root.one("title").words == TITLE
    charset, viewport, _ = (one.attributes for one in full.root.all("meta"))
    assert charset == {"charset": "utf-8"}
    assert viewport == {"name": "viewport", "content": "width=device-width, initial-scale=1"}


def test_nothing_is_fetched_and_nothing_runs(full: Page) -> None:
    allowed = {"html", "head", "meta", "title", "style", "body", "header", "main", "p", "strong", "nav", "a", "hr"}
    allowed |= {
        "figure",
        "table",
        "colgroup",
        "col",
        "thead",
        "tr",
        "th",
        "td",
        "ul",
        "li",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "wbr",
    }
    assert {one.tag for one in full.root.all()} <= allowed
    assert not {key for one in full.root.all() for key in one.attributes if key.startswith("on") or key == "src"}
    assert all(one.attributes["href"].startswith("#") for one in full.root.all("a"))
    style = full.root.one("style").words
    assert "@import" not in style and "url(" not in style and "</" not in style
    (policy,) = (one for one in full.root.all("meta") if one.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.attributes["content"].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert re.findall(r"https?:", full.source) == []


def test_links_of_contents_lead_to_headings(full: Page) -> None:
    links = full.root.all("a")
    targets = {one.attributes["id"]: one for one in full.root.all("h2", "h3", "h4", "h5")}
    assert links
    assert all(targets[link.attributes["href"][1:]].words == link.words for link in links)


def test_ids_are_unique(full: Page) -> None:
    ids = [one.attributes["id"] for one in full.root.all() if "id" in one.attributes]
    assert len(set(ids)) == len(ids) > 0


def test_a_running_head_stands_first_or_not_at_all(full: Page, norm: Norm) -> None:
    assert (full.root.one("header").role, full.root.one("header").words) == (HEAD, RUNNING_HEAD)
    assert page(document(paragraph("正文", "甲")), norm).root.all("header") == []


# — roles —


def test_every_paragraph_has_its_role_for_a_class(full: Page, norm: Norm) -> None:
    tree = torture(norm)
    wanted = [(one.role, plain_text(one.inlines)) for one in tree.blocks if isinstance(one, Paragraph)]
    found = [one for one in full.root.one("main").inside if one.tag in ("p", "h1", "h2", "h3", "h4", "h5")]
    assert [(one.role, one.words) for one in found] == wanted


def test_every_class_is_a_role_and_every_rule_of_a_class_too(full: Page, norm: Norm) -> None:
    assert {one.role for one in full.root.all()} - {""} <= set(norm.roles) | NOT_ROLES
    assert set(re.findall(r"\.([一-鿿]+)", full.root.one("style").words)) <= set(norm.roles) | NOT_ROLES


def test_headings_are_headings(norm: Norm) -> None:
    levels = {"一级标题": "h2", "二级标题": "h3", "三级标题": "h4", "四级标题": "h5", "标题": "h1", "正文": "p"}
    shown = page(document(*(paragraph(role, role) for role in ("标题", *levels))), norm).root.one("main")
    assert all(shown.all(tag)[0].role == role for role, tag in levels.items())


def test_no_level_of_headings_is_left_out(norm: Norm) -> None:
    roles = ("标题", "二级标题", "四级标题", "一级标题", "三级标题", "正文", "二级标题")
    shown = page(document(*(paragraph(role, role) for role in roles)), norm).root.one("main")
    assert [one.tag for one in shown.inside] == ["h1", "h2", "h3", "h2", "h3", "p", "h3"]


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_text_and_nothing_else(norm: Norm, words: str) -> None:
    main = page(document(paragraph("正文", words, Strong((text(words),)))), norm).root.one("main")
    assert [one.tag for one in main.all()] == ["p", "strong"]
    assert (main.one("p").words, main.one("strong").words) == (words * 2, words)


def test_a_picture_is_told_to_one_who_cannot_see_it(full: Page) -> None:
    figure = full.root.one("figure")
    assert (figure.role, figure.attributes["role"], figure.attributes["aria-label"]) == (CAPTION, "img", ALT)


def test_a_picture_is_inside_the_page(norm: Norm) -> None:
    shown = Image("图/甲.png", ALT, Span("案件.yaml"), Picture(b"abc", "image/png", 60, 40))
    figure = page(document(shown), norm).root.one("figure")
    (image,) = figure.all("img")
    assert image.attributes == {"src": "data:image/png;base64,YWJj", "alt": ALT, "width": "60", "height": "40"}
    assert figure.words == ""


def test_without_headings_there_is_no_contents(norm: Norm) -> None:
    assert page(document(Contents(Span("案件.yaml"))), norm).root.all("nav") == []


# — tables —


def test_the_first_column_or_the_first_row_is_of_headers(full: Page, norm: Norm) -> None:
    frame = norm.roles["表格"].frame
    assert frame
    for one in full.root.all("table"):
        rows = one.all("tr")
        headers = rows[0].inside if frame.header_row else [row.inside[0] for row in rows]
        assert one.all("th") == headers
        assert {cell.attributes["scope"] for cell in headers} == {"col" if frame.header_row else "row"}
        assert {cell.role for cell in headers} == {LABEL}
        assert len(one.all("thead")) == int(frame.header_row)


def test_every_row_fills_the_table(full: Page, norm: Norm) -> None:
    trees = [one for one in torture(norm).blocks if isinstance(one, Table)]
    for tree, one in zip(trees, full.root.all("table"), strict=True):
        widths = [sum(int(cell.attributes.get("colspan", 1)) for cell in row.inside) for row in one.all("tr")]
        assert set(widths) == {len(one.all("col"))} == {max(map(len, tree.rows))}


def test_a_line_to_be_filled_in_by_hand_stays_whole(norm: Norm) -> None:
    rows = (("表头", "表头"), ("名目", "　　年　　月　　日"), ("名目", "□甲　□乙"))
    roles = {cell.words: cell.role for cell in page(document(table(*rows)), norm).root.all("td")}
    assert (roles["　　年　　月　　日"], roles["□甲　□乙"]) == ("填写", "")
    assert ".填写{white-space:pre}" in page(document(), norm).root.one("style").words


def test_labels_are_as_large_as_the_words_beside_them(full: Page, norm: Norm) -> None:
    """A size in em inside a table is counted from the size of the table."""
    assert norm.roles["表格"].size == norm.roles[LABEL].size
    assert ".表格 .表头{font-size:1em}" in full.root.one("style").words


# — real papers —


@pytest.mark.parametrize("kind", KINDS)
def test_every_paper_has_one_title(kind: str) -> None:
    space = make.workspace(SAMPLES[0])
    found = [Page(make.to_bytes(tree, "html", space)) for path in INVENTED for tree in documents(path, kind)]
    assert found
    for one in found:
        assert len(one.root.all("h1")) == 1
