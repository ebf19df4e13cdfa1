"""Articles for a WeChat account: inline styles only, by a white-list that stands here a second time."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

import pytest
from helpers import KINDS, SAMPLES, documents

from docgen.core.source import Span
from docgen.core.tree import Document, Image, Paragraph, Picture, plain_text, walk
from docgen.formats import WRITERS
from docgen.formats.web.wechat import ATTRIBUTES, PROPERTIES, TAGS, fragment
from docgen.page.norm.model import Norm
from docgen.papers import make
from formats.torture import HOSTILE, document, named, norms, paragraph, torture

ALLOWED_TAGS = {"section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "strong", "table", "tbody", "tr", "th", "td"}
ALLOWED_ATTRIBUTES = {"style", "colspan", "scope"}
ALLOWED_PROPERTIES = {
    "border", "border-bottom", "border-collapse", "border-top", "color", "font-size", "font-weight", "letter-spacing",
    "line-height", "margin", "margin-bottom", "margin-left", "margin-right", "margin-top", "padding", "padding-bottom",
    "padding-top", "text-align", "text-indent", "vertical-align", "white-space", "width",
}  # fmt: skip
VALUE = re.compile(r"[-#.%\w ]+")
"""No brackets (url, expression), no quotes, no colon, no backslash."""


class Article(HTMLParser):
    """The elements of a fragment; fails where they are not properly nested."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.words = ""
        self.feed(source)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    handle_decl = handle_comment
    handle_pi = handle_comment


@pytest.fixture(scope="module", params=norms(), ids=named)
def norm(request: pytest.FixtureRequest) -> Any:
    return request.param


def check(source: str) -> Article:
    article = Article(source)
    for tag, attributes in article.tags:
        assert tag in ALLOWED_TAGS
        assert set(attributes) <= ALLOWED_ATTRIBUTES
        for rule in filter(None, attributes.get("style", "").split(";")):
            name, value = rule.split(":")
            assert name in ALLOWED_PROPERTIES, rule
            assert VALUE.fullmatch(value), rule
    return article


def test_the_white_list_of_the_writer_is_the_one_agreed() -> None:
    assert (set(TAGS), set(ATTRIBUTES), set(PROPERTIES)) == (ALLOWED_TAGS, ALLOWED_ATTRIBUTES, ALLOWED_PROPERTIES)


def test_everything_at_once_keeps_to_the_white_list(norm: Norm) -> None:
    tree = torture(norm)
    article = check(fragment(tree, norm))
    assert {tag for tag, _ in article.tags} >= {"section", "h1", "h2", "p", "strong", "table", "tr", "th", "td"}
    assert all(leaf.text in article.words for leaf in walk(tree))


@pytest.mark.parametrize("kind", KINDS)
def test_real_papers_keep_to_the_white_list(kind: str) -> None:
    space = make.workspace(SAMPLES[0])
    for path in SAMPLES:
        for tree in documents(path, kind):
            norm = make.norms.load(tree.meta.norm, space.project.house)
            article = check(fragment(tree, norm))
            for block in tree.blocks:
                if isinstance(block, Paragraph):
                    assert plain_text(block.inlines) in article.words


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_text_and_nothing_else(norm: Norm, words: str) -> None:
    article = check(fragment(document(paragraph("正文", words)), norm))
    assert [tag for tag, _ in article.tags] == ["section", "p"]
    assert article.words.strip("\n") == words
    spaced = "  " in words or "\t" in words or words != words.strip(" ")
    assert ("white-space:pre-wrap" in article.tags[1][1]["style"]) == spaced


def test_everything_is_one_section(norm: Norm) -> None:
    source = fragment(torture(norm), norm)
    assert source.startswith("<section") and source.endswith("</section>\n")
    assert source.count("<section") == 1


def figures(*names: str) -> Document:
    picture = Picture(b"abc", "image/png", 60, 40)
    return document(*(Image(f"图/{name}.png", f"{name}的话", Span("案件.yaml"), picture) for name in names))


def test_pictures_are_numbered_and_listed_for_the_person_who_uploads_them(norm: Norm) -> None:
    source = fragment(figures("甲", "乙"), norm)
    assert check(source).words.split() == ["［图1：甲的话］", "［图2：乙的话］"]
    page = WRITERS["wechat"].write(figures("甲", "乙"), norm).decode()
    around = page.replace(source, "")
    assert re.findall(r"<li>(.+?)</li>", around) == ["甲.png（甲的话）", "乙.png（乙的话）"]
    assert "图/" not in page
    assert "<li>" not in WRITERS["wechat"].write(document(paragraph("正文", "甲")), norm).decode()


def test_the_page_holds_the_fragment_and_one_button(norm: Norm) -> None:
    page = WRITERS["wechat"].write(torture(norm), norm).decode()
    assert f'<main id="article">\n{fragment(torture(norm), norm)}</main>' in page
    assert (page.count("<button"), page.count("<script>")) == (1, 1)
    assert not re.findall(r"https?:|\ssrc=|\shref=|\son\w+=", page)


def test_an_instrument_is_marked_as_not_for_publication(norm: Norm) -> None:
    page = WRITERS["wechat"].write(document(face="instrument"), norm).decode()
    assert "不要对外发布" in page
    assert "不要对外发布" not in WRITERS["wechat"].write(document(face="public"), norm).decode()
