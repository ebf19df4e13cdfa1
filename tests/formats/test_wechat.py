"""Articles for a WeChat account: inline styles only, by a white-list that stands here a second time."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from helpers import CONFERENCE, KINDS, OCCASION, SAMPLES, Scratch, documents

from docgen.core.source import Span
from docgen.core.tree import Document, Image, Paragraph, Picture, plain_text, walk
from docgen.formats import WRITERS
from docgen.formats.web.wechat import ATTRIBUTES, PROPERTIES, TAGS, digest, fragment
from docgen.page.norm.model import Norm
from docgen.papers import make
from docgen.records.loader import load_or_raise
from formats.torture import HOSTILE, document, named, norms, paragraph, torture

ALLOWED_TAGS = {"section", "p", "strong", "table", "tbody", "tr", "th", "td"}
ALLOWED_ATTRIBUTES = {"style", "colspan", "scope"}
ALLOWED_PROPERTIES = {
    "background-color", "border", "border-bottom", "border-collapse", "border-left", "border-radius", "border-top", "color",
    "display", "font-size", "font-weight", "letter-spacing", "line-height", "margin", "padding", "text-align",
    "vertical-align", "white-space", "width",
}  # fmt: skip
LEFT_OUT = re.compile("封面|目录|清单|标题$|主标题|案例编号")
"""Roles of which an article has nothing, or which the back end has a field for."""
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
    assert {tag for tag, _ in article.tags} >= {"section", "p", "strong", "table", "tr", "th", "td"}
    said = article.words + WRITERS["wechat"].write(tree, norm).decode()
    left = [one for one in tree.blocks if isinstance(one, Paragraph) and LEFT_OUT.match(one.role)]
    missing = [leaf.text for leaf in walk(tree) if leaf.text not in said and leaf.text.strip("【】") not in said]
    assert set(missing) <= {plain_text(one.inlines) for one in left}, missing


@pytest.mark.parametrize("kind", KINDS)
def test_real_papers_keep_to_the_white_list(kind: str) -> None:
    space = make.workspace(SAMPLES[0])
    for path in SAMPLES:
        for tree in documents(path, kind):
            norm = make.norms.load(tree.meta.norm, space.project.house)
            article = check(fragment(tree, norm))
            for block in tree.blocks:
                if isinstance(block, Paragraph) and not LEFT_OUT.match(block.role):
                    # The number of a case stands in a block of its own, the marks of a section are drawn.
                    words = re.sub(r"^案例.*?：|^【|】$", "", plain_text(block.inlines))
                    assert words in article.words, (block.role, words)


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
    assert source.count("<section") == source.count("</section>")


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


def test_the_page_holds_the_fragment_and_a_button_for_it(norm: Norm) -> None:
    page = WRITERS["wechat"].write(torture(norm), norm).decode()
    assert f'<main id="article">\n{fragment(torture(norm), norm)}</main>' in page
    assert (page.count("<button"), page.count("<script>")) == (1, 1)
    assert not re.findall(r"https?:|\ssrc=|\shref=|\son\w+=", page)


def test_an_instrument_is_marked_as_not_for_publication(norm: Norm) -> None:
    page = WRITERS["wechat"].write(document(face="instrument"), norm).decode()
    assert "不要对外发布" in page
    assert "不要对外发布" not in WRITERS["wechat"].write(document(face="public"), norm).decode()


# — what an account sees —


class Editor(HTMLParser):
    """The editor of an account, as it is documented: no style sheets, scripts, ids, classes; of inline styles those it knows.

    Elements it does not know are taken off and their words kept; places on the page, pictures from elsewhere and
    links are not let in.
    """

    DROPPED = ("script", "style", "iframe", "form", "input", "link", "meta", "object")
    KEPT = ALLOWED_TAGS | {"span", "br", "img", "blockquote", "ul", "ol", "li", "em", "h1", "h2", "h3", "h4"}

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=False)
        self.out: list[str] = []
        self.silent = 0
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in self.DROPPED
        if tag not in self.KEPT or self.silent:
            return
        kept = ""
        for name, value in attrs:
            if name in ("colspan", "rowspan", "scope", "width", "align"):
                kept += f' {name}="{value}"'
            elif name == "style":
                rules = [one for one in (value or "").split(";") if self.known(one)]
                kept += f' style="{";".join(rules)}"' if rules else ""
        self.out.append(f"<{tag}{kept}>")

    @staticmethod
    def known(rule: str) -> bool:
        name, _, value = rule.partition(":")
        barred = ("position", "float", "z-index", "font-family", "top", "left", "transform", "animation", "overflow")
        return name not in barred and not re.search(r"url|expression|fixed|absolute|var\(|calc\(|em$|!important", value)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.KEPT and not self.silent:
            self.out.append(f"</{tag}>")
        self.silent -= tag in self.DROPPED

    def handle_data(self, data: str) -> None:
        self.out.append("" if self.silent else data)

    def handle_entityref(self, name: str) -> None:
        self.out.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.out.append(f"&#{name};")


def article_of(record: Path, kind: str) -> tuple[str, str]:
    """(what the button copies, the whole page) of the first paper of *kind* in the format wechat."""
    space = make.workspace(record)
    given = make.make(space.catalog.kind(kind), load_or_raise(record, space.project), space, ("wechat",))
    page = given.made[0].data.decode()
    return page.partition('<main id="article">\n')[2].partition("</main>")[0], page


ARTICLES = [(OCCASION, "collection"), (CONFERENCE, "collection"), (CONFERENCE.parent / "消息.yaml", "press-release")]


@pytest.mark.parametrize(("record", "kind"), ARTICLES)
def test_the_editor_of_an_account_loses_nothing_of_an_article(record: Path, kind: str) -> None:
    article, page = article_of(record, kind)
    assert "".join(Editor(article).out) == article
    # The editor would show that it is one.
    assert "".join(Editor(page.replace("<section", '<section class="a" onclick="b"')).out) != page


@pytest.mark.parametrize(("record", "kind"), ARTICLES)
def test_an_article_has_no_title_no_contents_no_mark_of_a_draft_and_offers_what_the_back_end_asks(
    record: Path, kind: str
) -> None:
    article, page = article_of(record, kind)
    title = re.findall(r'<p id="title">(.*?)</p>', page)[0]
    assert len(title) > 8 and f">{title}<" not in article
    assert "送审稿" not in article and "示例文书" not in article and "送审稿" in page
    assert "目　录" not in article and "封面" not in article
    (said,) = re.findall(r'<p id="digest">(.*?)</p>', page)
    assert 20 < len(said) <= 120 and (said.endswith(("。", "……")))
    assert "来源：" in article and "审核：" in article and "［图1：头图，900×383］" in article


def test_the_figures_of_a_case_are_set_off_below_its_title() -> None:
    article, _ = article_of(OCCASION, "collection")
    heads = re.split("<strong[^>]*>案例[一二三]</strong>", article)
    assert len(heads) == 4
    for part, value, words in zip(
        heads[1:],
        ("40余处", "60余吨", "140余家"),
        ("商场、医院整改母婴室问题", "依法清运处置危险废物", "公安机关排查旅馆"),
        strict=True,
    ):
        assert part.index(f"<strong>{value}</strong>") < part.index(words) < part.index("关键词")
    assert "46处" not in article


def test_an_article_is_spaced_for_a_telephone() -> None:
    article, _ = article_of(OCCASION, "collection")
    assert article.startswith('<section style="font-size:16px;line-height:1.75')
    assert "text-indent" not in article
    assert all(float(size) >= 14 for size in re.findall(r"font-size:([\d.]+)px", article))
    plain = re.findall(r'<p style="([^"]*)">公共场所的母婴室', article)
    assert plain == ["margin:0 0 18px"]


def test_names_that_do_not_go_out_are_not_in_what_stands_round_an_article(scratch: Scratch) -> None:
    scratch.record("当事人: {甲: {姓名: 何雨生, 对外: 何某}}\n数据: {款: 9元}\n基本案情: 略。\n", "甲.yaml")
    head = "案例集名称: 某集\n案例: [甲.yaml]\n主办: [某院]\n亮点: [{数: 甲.款, 说: 何雨生罚金}]\n前言: 这是一段足够长的前言，说的是这组案例从哪里来。\n"
    article, page = article_of(scratch.file("会.yaml", head), "collection")
    assert "何雨生" not in page and "何某罚金" in article


def test_a_digest_is_whole_sentences_or_says_that_it_goes_on(norm: Norm) -> None:
    long = "，".join(["这是很长的一句话里的一个分句"] * 12) + "。"
    for words, wanted in (("短的一句话，二十个字以上才算得上一段导语。第二句。", None), (long, "……")):
        said = digest(document(paragraph("正文", words), face="public"))
        assert len(said) <= 120
        assert said == words if wanted is None else said.endswith(wanted)
