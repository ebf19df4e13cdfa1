"""An article for the editor of a WeChat account: a page with buttons that copy the title, the digest and the article.

The editor drops style sheets, classes and scripts of what is pasted, so the article itself
(``fragment``) has inline styles only, and no element, attribute or property but those of the
tables below. It looks as articles of an account do (``looks``), not as a paper does. The page round it is for the
person who pastes: it shows the article as a phone does, copies exactly its markup, and lists
the pictures, which the editor takes one by one.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from itertools import pairwise
from pathlib import PurePosixPath

from docgen.core.tree import (
    Article,
    Block,
    Contents,
    Document,
    Image,
    PageBreak,
    Paragraph,
    Table,
    assert_never,
    plain_text,
)
from docgen.formats.web import html
from docgen.formats.web.css import line_of, number
from docgen.formats.web.looks import ATTRIBUTES, PROPERTIES, TAGS, Looks, styled
from docgen.page.layout import word_ends
from docgen.page.norm.model import FIGURE_NOTE, HEAD, Norm
from docgen.page.shape import captioned, column_shares, heading_tags, state, table_cells

__all__ = ["ATTRIBUTES", "PROPERTIES", "TAGS", "fragment", "write"]

_DIGEST = 120
"""Characters of a digest that the back end takes."""
_COVER = "头图，900×383"


def write(document: Document, norm: Norm) -> bytes:
    """The page as UTF-8; what its button copies is ``fragment``."""
    article = _Article(document, norm)
    copied = article.whole()
    warning = f'<p class="warning">{_INTERNAL}</p>\n' if document.meta.face == "instrument" else ""
    draft = "".join(f'<p class="warning">{escape(words)}（不会复制）</p>\n' for words in _kept_back(document))
    listed = "".join(f"<li>{escape(one)}</li>" for one in article.slots)
    upload = f'<section aria-label="图片"><p>{_UPLOAD}</p><ol>{listed}</ol></section>\n' if listed else ""
    script = b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{script}'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.meta.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(document.meta.title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{_WHAT}</h1>\n{warning}{draft}{_offered('标题', 'title', article.title)}"
        f"{_offered('摘要', 'digest', digest(document))}"
        f'<button type="button" data-copy="article">复制全文</button>\n<p id="done" role="status">{_HOW}</p>\n'
        f'{upload}</header>\n<main id="article">\n{copied}</main>\n'
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    ).encode()


def _kept_back(document: Document) -> Iterator[str]:
    """What nobody posts: the state of a draft, until when nothing may be printed, whom reporters call."""
    kept = [
        plain_text(one.inlines)
        for one in document.blocks
        if isinstance(one, Paragraph) and _for_reporters(one, plain_text(one.inlines))
    ]
    # The header says the embargo in short; it is said once.
    header = [part for part in state(document).split("　") if part and not any(part in words for words in kept)]
    yield from ["　".join(header)] if header else []
    yield from kept


def _for_reporters(block: Paragraph, words: str) -> bool:
    return block.role == _EMBARGO or (block.role in _SMALL and words.startswith(_CONTACT))


def _offered(name: str, place: str, words: str) -> str:
    """A line of words that the back end has a field for, with a button that copies it."""
    if not words:
        return ""
    return (
        f'<div class="offered"><p><b>{name}</b>（{len(words)} 字）</p><p id="{place}">{escape(words)}</p>'
        f'<button type="button" data-copy="{place}">复制{name}</button></div>\n'
    )


def digest(document: Document) -> str:
    """The first sentences of the text of *document*, as many as the digest of an article may hold.

    Where the first is longer by itself its clauses, with a mark that it goes on.
    """
    if document.meta.face != "public":
        return ""
    texts = (plain_text(one.inlines) for one in document.blocks if isinstance(one, Paragraph) and one.role == "正文")
    first = next((text.strip() for text in texts if len(text.strip()) > 20), "")
    found = ""
    for sentence in re.split("(?<=[。！？])", first):
        if len(found + sentence) > _DIGEST:
            break
        found += sentence
    if found or not first:
        return found
    cut = max(first.rfind(mark, 0, _DIGEST - 2) for mark in "，；、")
    return first[: cut if cut > 20 else _DIGEST - 2] + "……"


def fragment(document: Document, norm: Norm) -> str:
    """The article, to be pasted into the editor: one ``section``, inline styles only."""
    return _Article(document, norm).whole()


_CASE, _CASE_NUMBER, _PART, _LIST = "案例标题", "案例编号", "小节", ("目录题", "清单")
_COVERS = "封面"
"""How the roles of a cover are called: an article has none."""
_NUMBERED = re.compile(r"(案例[一二三四五六七八九十百\d]+|[一二三四五六七八九十百]+、|\d+[.．、])[：:　 ]*")
_BOXED = re.compile("典型意义|要旨")
_CHAPTERS = ("一级标题",)
_OFFICE = "办案单位"
_EMBARGO = "禁发"
"""The role of a line that nobody posts: it stands in what is offered, not in what is copied."""
_CONTACT = "媒体联系："
"""How the line begins that tells reporters whom to call: an account has other readers."""
_SMALL = ("来源", "署名行", "文末", "栏目", "落款", "备料")
_TITLES = ("标题", "主标题", "副标题", "引题")


class _Article:
    """Writes one block after another; counts the pictures and the cases."""

    def __init__(self, document: Document, norm: Norm) -> None:
        self.document = document
        self.norm = norm
        self.about = document.article or Article()
        palettes = norm.palettes
        self.looks = Looks(palettes[self.about.palette if self.about.palette in palettes else next(iter(palettes))])
        self.tags = heading_tags(document, norm)
        self.public = document.meta.face == "public"
        self.slots: list[str] = []
        self.cases = 0
        self.number = ""
        self.boxed = False
        self.lead = self.public
        heads = [
            plain_text(one.inlines)
            for one in document.blocks
            if isinstance(one, Paragraph) and one.role in ("标题", "主标题")
        ]
        self.title = (heads[0] if heads else document.meta.title) if self.public else ""

    def whole(self) -> str:
        """The article from its head to its foot."""
        body = "".join(self.blocks())
        head = self.slot(_COVER, "头图") if self.public and self.document.article else ""
        return f"<section{styled(self.looks.ground)}>\n{head}{body}{self.foot()}</section>\n"

    def blocks(self) -> Iterator[str]:
        if self.public and self.document.article:
            # The picture at the head is the first to be uploaded.
            self.slots.append(f"头图（{_COVER.partition('，')[2]}）")
        for index, block in enumerate(self.document.blocks):
            if self.number and not (isinstance(block, Paragraph) and block.role == _CASE):
                # A number without a case behind it is words like others.
                number, self.number = self.number, ""
                yield self.line(self.looks.text, number, escape(number))
            yield from self.block(index, block)

    def block(self, index: int, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield from self.paragraph(index, block)
            case Table():
                yield self.table(block)
            case Image():
                below = captioned(self.document, index)
                name = PurePosixPath(block.source).name
                self.slots.append(f"{name}（{block.alt}）" if block.alt else name)
                words = f"图{len(self.slots)}" if below or not block.alt else f"图{len(self.slots)}：{block.alt}"
                yield f"<p{styled(self.looks.slot)}>［{escape(words)}］</p>\n"
            case Contents() | PageBreak():
                # An article has no pages, and its contents would lead nowhere.
                pass
            case _:
                assert_never(block)

    def paragraph(self, index: int, block: Paragraph) -> Iterator[str]:
        role, words = block.role, plain_text(block.inlines)
        inner = html.inlines(block.inlines)
        looks = self.looks
        if self.public and (role in (*_LIST, HEAD) or role.startswith(_COVERS) or _for_reporters(block, words)):
            return
        if self.public and role in _TITLES:
            # The back end has a field for the title; what stands above and below it goes into the text.
            if words != self.title:
                yield self.line(looks.under, words, inner)
            return
        if role == _CASE_NUMBER:
            self.number = words
            return
        if role == _CASE:
            yield self.case(words)
            return
        if role in (_PART, _OFFICE):
            self.lead = self.lead and role == _PART
            bare = re.sub(
                r"^(?:【(.*)】|(?:[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）)(.*))$", r"\1\2", words
            )
            self.boxed = bool(_BOXED.search(bare))
            yield f"<p{styled(looks.part)}><strong{styled(looks.tag)}>{escape(bare)}</strong></p>\n"
            return
        if role in _CHAPTERS:
            self.lead = self.boxed = False
            yield self.line(looks.chapter, words, f"<strong>{inner}</strong>")
            return
        if role == FIGURE_NOTE:
            yield self.line(looks.caption, words, inner)
        elif role in _SMALL:
            yield self.line(looks.small, words, inner)
        elif role == "摘要" or (role == "正文" and self.lead):
            self.lead = False
            yield self.line(looks.lead, words, inner)
        elif self.tags.get(index):
            self.lead = False
            yield self.line(looks.heading, words, f"<strong>{inner}</strong>")
        else:
            yield self.line(looks.boxed if self.boxed else looks.text, words, inner)

    def line(self, rules: dict[str, str], words: str, inner: str) -> str:
        spaced = _SPACES.intersection(words) and ("  " in words or "\t" in words or words != words.strip(" "))
        return f"<p{styled(rules | ({'white-space': 'pre-wrap'} if spaced else {}))}>{inner}</p>\n"

    def case(self, words: str) -> str:
        """The head of a case: its number in a block, its title, the figures that are set off."""
        self.cases += 1
        self.lead = self.boxed = False
        found = _NUMBERED.match(words)
        title = words[found.end() :] if found else words
        label = self.number or (found[1].rstrip("、.．") if found else "")
        label = label.rstrip("：: ") if "案例" in label else f"案例{self.cases}"
        self.number = ""
        looks = self.looks
        made = (
            f"<section{styled(looks.case)}><p{styled(looks.block)}><strong{styled(looks.pill)}>{escape(label)}</strong></p>"
            f"<p{styled(looks.title)}>{between_words(title)}</p></section>\n"
        )
        figures = self.about.figures[self.cases - 1] if self.cases <= len(self.about.figures) else ()
        if figures:
            width = {"width": f"{100 // min(len(figures), 3)}%"}
            cells = "".join(
                f"<td{styled(looks.cell | width)}><p{styled(looks.value)}><strong>{escape(value)}</strong></p>"
                f"<p{styled(looks.words)}>{escape(said)}</p></td>"
                for value, said in figures[:3]
            )
            made += f"<table{styled(looks.figures)}><tbody><tr>{cells}</tr></tbody></table>\n"
        return made

    def slot(self, words: str, name: str) -> str:
        return f"<p{styled(self.looks.slot)}>［图1：{escape(words)}］</p>\n"

    def foot(self) -> str:
        """The place of the picture, and who wrote and who approved it."""
        if not self.public or self.document.article is None:
            return ""
        made = ""
        looks = self.looks
        if self.about.poster:
            self.slots.append("一图读懂.png（1080 宽，在这套材料里）")
            made += f"<p{styled(looks.slot)}>［图{len(self.slots)}：一图读懂］</p>\n"
            made += f"<p{styled(looks.caption)}>{escape(self.about.poster)}</p>\n"
        self.slots.append("尾图（本院公众号的二维码）")
        made += f"<section{styled(looks.end)}>"
        if self.about.hosts:
            # Each on a line of its own: no name is broken.
            lines = [f"来源：{self.about.hosts[0]}", *self.about.hosts[1:]]
            made += "".join(f"<p{styled(looks.sign)}>{escape(one)}</p>" for one in lines)
        made += f"<p{styled(looks.sign)}>编辑：　　　　　审核：　　　　　</p></section>\n"
        return made + f"<p{styled(looks.slot)}>［图{len(self.slots)}：尾图，二维码］</p>\n"

    def table(self, table: Table) -> str:
        frame = self.norm.roles[table.role].ruled
        shares = column_shares(table, self.norm)
        inner = {"border": line_of(frame), "padding": "6px", "vertical-align": "middle"}
        rows = []
        for row, cells in enumerate(table_cells(table)[1]):
            written, at = [], 0
            for column, (cell, taken) in enumerate(cells):
                rules = inner | {"width": f"{number(sum(shares[at : at + taken]) * 100)}%"}
                tag, kind = html.cell_tag(frame, row, column)
                rules |= {"text-align": "center", "background-color": self.looks.palette.pale} if kind else {}
                span = f' colspan="{taken}"' if taken > 1 else ""
                written.append(f"<{tag}{kind}{span}{styled(rules)}>{html.inlines(cell)}</{tag}>")
                at += taken
            rows.append(f"<tr>{''.join(written)}</tr>\n")
        return f"<table{styled(self.looks.table)}><tbody>\n{''.join(rows)}</tbody></table>\n"


_SPACES = frozenset(" \t")


def between_words(title: str) -> str:
    """*title* in bold that ends its lines between words: the editor keeps no other way to say so than boxes."""
    ends = [0, *(end for end in word_ends(title) if end <= len(title) - _ALONE), len(title)]
    pieces = [escape(title[start:end]) for start, end in pairwise(ends) if end > start]
    return "".join(f"<strong{styled({'display': 'inline-block'})}>{piece}</strong>" for piece in pieces)


_ALONE = 4
"""Characters that the last line of a title has at least."""


# — the page round the article —

_WHAT = "粘贴到公众号后台"
_HOW = "按“复制全文”，再到公众号后台的编辑框里粘贴。标题和摘要后台另有栏目，各按各的按钮。"
_INTERNAL = "这是内部文书，不要对外发布。"
_UPLOAD = "图片要在公众号后台逐张上传，放到文中相同号码的虚线框处，再删去虚线框："
_STYLE = """\
*{box-sizing:border-box}
body{margin:0 auto;max-width:677px;padding:16px;background:#fff;color:#1a1a1a;font:16px/1.6 sans-serif}
header{padding:16px;margin:0 0 24px;background:#f4f5f7;border-radius:8px}
button{display:block;width:100%;padding:12px;border:0;border-radius:6px;background:#0b6b3a;color:#fff;font:inherit}
button:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px}
header p{margin:8px 0 0}
h1{margin:0 0 8px;font-size:18px;line-height:1.5}
.offered{margin:0 0 16px;padding:0 0 16px;border-bottom:1px solid #d4d8de}
.offered button{width:auto;padding:6px 18px;margin-top:8px;background:#fff;color:#0b5a31;border:1px solid #0b6b3a}
.warning{color:#b00000;font-weight:bold}
main{overflow-wrap:anywhere}"""
_SCRIPT = """
(function () {
  var done = document.getElementById("done");
  document.querySelectorAll("button").forEach(function (button) {
    button.addEventListener("click", function () {
      var wanted = document.getElementById(button.dataset.copy), whole = button.dataset.copy === "article";
      function put(event) {
        if (whole) { event.clipboardData.setData("text/html", wanted.innerHTML); }
        event.clipboardData.setData("text/plain", wanted.innerText);
        event.preventDefault();
      }
      window.getSelection().selectAllChildren(wanted);
      document.addEventListener("copy", put);
      var copied = document.execCommand("copy");
      document.removeEventListener("copy", put);
      window.getSelection().removeAllRanges();
      done.textContent = copied ? "已复制，请到公众号后台粘贴。" : "没能复制：请在文中按 Ctrl+A、Ctrl+C。";
    });
  });
})();
"""
