"""An article for the editor of a WeChat account: a page with one button that copies the article.

The editor drops style sheets, classes and scripts of what is pasted, so the article itself
(``fragment``) has inline styles only, and no element, attribute or property but those of the
tables below. The page round it is for the person who pastes: it shows the article as a phone
does, copies exactly its markup, and lists the pictures, which the editor takes one by one.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Iterator
from html import escape
from pathlib import PurePosixPath

from docgen.core.tree import Block, Contents, Document, Image, PageBreak, Paragraph, Table, assert_never, plain_text
from docgen.formats.web import html
from docgen.formats.web.css import align, declarations, line_of, number
from docgen.page.norm.model import CAPTION, ENTRIES, HEAD, LABEL, Norm, Role
from docgen.page.shape import (
    captioned,
    closing_indents,
    column_shares,
    figure_words,
    heading_tags,
    headings,
    table_cells,
)

TAGS = frozenset(["section", "h1", "h2", "h3", "h4", "h5", "h6", "p", "strong", "table", "tbody", "tr", "th", "td"])
"""The elements that an article may have."""
ATTRIBUTES = frozenset(["style", "colspan", "scope"])
PROPERTIES = frozenset(
    [
        "border", "border-bottom", "border-collapse", "border-top", "color", "font-size", "font-weight",
        "letter-spacing", "line-height", "margin", "margin-bottom", "margin-left", "margin-right", "margin-top",
        "padding", "padding-bottom", "padding-top", "text-align", "text-indent", "vertical-align", "white-space", "width",
    ]
)  # fmt: skip
"""The style properties that the editor is known to keep. Typefaces are the phone's own."""


def write(document: Document, norm: Norm) -> bytes:
    """The page as UTF-8; what its button copies is ``fragment``."""
    warning = f'<p class="warning">{_INTERNAL}</p>\n' if document.meta.face == "instrument" else ""
    pictures = [block for block in document.blocks if isinstance(block, Image)]
    listed = "".join(f"<li>{escape(PurePosixPath(one.source).name)}（{escape(one.alt)}）</li>" for one in pictures)
    upload = f'<section aria-label="图片"><p>{_UPLOAD}</p><ol>{listed}</ol></section>\n' if pictures else ""
    digest = b64encode(hashlib.sha256(_SCRIPT.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(document.meta.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        f"<title>{escape(document.meta.title)}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n"
        f'<header>\n<button type="button" id="copy">复制全文</button>\n<p id="done" role="status">{_HOW}</p>\n'
        f'{warning}{upload}</header>\n<main id="article">\n{fragment(document, norm)}</main>\n'
        f"<script>{_SCRIPT}</script>\n</body>\n</html>\n"
    ).encode()


def fragment(document: Document, norm: Norm) -> str:
    """The article, to be pasted into the editor: one ``section``, inline styles only."""
    ground = {
        "font-size": f"{number(norm.screen.size)}px",
        "line-height": number(norm.base.pitch / norm.base.size.length),
        "color": f"#{norm.base.colour}",
        "text-align": align(norm.base),
    }
    return f"<section{_style(ground)}>\n{''.join(_Article(document, norm).blocks())}</section>\n"


def _style(rules: dict[str, str]) -> str:
    kept = ";".join(f"{name}:{value}" for name, value in rules.items() if name in PROPERTIES)
    return f' style="{kept}"' if kept else ""


class _Article:
    """Writes one block after another; counts the pictures."""

    def __init__(self, document: Document, norm: Norm) -> None:
        self.document = document
        self.norm = norm
        self.tags = heading_tags(document, norm)
        self.closings = closing_indents(document, norm)
        self.pictures = 0

    def blocks(self) -> Iterator[str]:
        if self.document.meta.header:
            yield self.paragraph("p", self.norm.roles[HEAD], self.document.meta.header)
        for index, block in enumerate(self.document.blocks):
            yield from self.block(index, block)

    def block(self, index: int, block: Block) -> Iterator[str]:
        match block:
            case Paragraph(role, inlines):
                look = self.norm.roles[role]
                words = plain_text(inlines)
                yield self.paragraph(
                    self.tags.get(index, "p"), look, words, html.inlines(inlines), self.closings.get(index)
                )
            case Table():
                yield self.table(block)
            case Image():
                self.pictures += 1
                look = self.norm.roles[CAPTION]
                words = figure_words(block, self.pictures, captioned=captioned(self.document, index))
                yield self.paragraph("p", look, words, frame=f"1px dashed #{look.colour}")
            case Contents():
                for one in headings(self.document, self.norm, index):
                    yield self.paragraph("p", self.norm.roles[ENTRIES[one.level - 1]], one.text)
            case PageBreak():
                pass
            case _:
                assert_never(block)

    def paragraph(
        self, tag: str, look: Role, words: str, inner: str = "", indent: float | None = None, frame: str = ""
    ) -> str:
        """*words*, marked up as *inner* where that is given, with room of *indent* characters to their right."""
        rules = {"margin": "0", **dict(declarations(self.norm, look))}
        if tag != "p":
            # On a phone there is no 黑体 or 小标宋: a heading is told by its weight.
            rules |= {"font-size": rules.get("font-size", "1em"), "font-weight": "bold"}
        if indent is not None:
            rules["margin-right"] = f"{number(indent)}em"
        if frame:
            rules["border"] = frame
        if _SPACES.intersection(words) and ("  " in words or "\t" in words or words != words.strip(" ")):
            rules["white-space"] = "pre-wrap"
        return f"<{tag}{_style(rules)}>{inner or escape(words)}</{tag}>\n"

    def table(self, table: Table) -> str:
        look = self.norm.roles[table.role]
        frame = look.ruled
        shares = column_shares(table, self.norm)
        ground = dict(declarations(self.norm, look)) | {"border-collapse": "collapse", "width": "100%"}
        inner = {"border": line_of(frame), "padding": f"{number(frame.padding.mm)}mm", "vertical-align": "middle"}
        rows = []
        for row, cells in enumerate(table_cells(table)[1]):
            written, at = [], 0
            for column, (cell, taken) in enumerate(cells):
                rules = inner | {"width": f"{number(sum(shares[at : at + taken]) * 100)}%"}
                tag, kind = html.cell_tag(frame, row, column)
                rules |= {"text-align": align(self.norm.roles[LABEL])} if kind else {}
                span = f' colspan="{taken}"' if taken > 1 else ""
                written.append(f"<{tag}{kind}{span}{_style(rules)}>{html.inlines(cell)}</{tag}>")
                at += taken
            rows.append(f"<tr>{''.join(written)}</tr>\n")
        return f"<table{_style(ground)}><tbody>\n{''.join(rows)}</tbody></table>\n"


_SPACES = frozenset(" \t")


# — the page round the article —

_HOW = "按“复制全文”，再到公众号后台的编辑框里粘贴。"
_INTERNAL = "这是内部文书，不要对外发布。"
_UPLOAD = "图片要在公众号后台逐张上传，放到文中相同号码的虚线框处，再删去虚线框："
_STYLE = """\
*{box-sizing:border-box}
body{margin:0 auto;max-width:677px;padding:16px;background:#fff;color:#1a1a1a;font:16px/1.6 sans-serif}
header{padding:0 0 16px;margin:0 0 24px;border-bottom:1px solid #ccc}
button{display:block;width:100%;padding:12px;border:0;border-radius:6px;background:#0b6b3a;color:#fff;font:inherit}
button:focus-visible{outline:3px solid #1a1a1a;outline-offset:2px}
header p{margin:8px 0 0}
.warning{color:#b00000;font-weight:bold}
main{overflow-wrap:anywhere}"""
_SCRIPT = """
(function () {
  var article = document.getElementById("article"), done = document.getElementById("done");
  function put(event) {
    event.clipboardData.setData("text/html", article.innerHTML);
    event.clipboardData.setData("text/plain", article.innerText);
    event.preventDefault();
  }
  document.getElementById("copy").addEventListener("click", function () {
    window.getSelection().selectAllChildren(article);
    document.addEventListener("copy", put);
    var copied = document.execCommand("copy");
    document.removeEventListener("copy", put);
    window.getSelection().removeAllRanges();
    done.textContent = copied ? "已复制，请到公众号后台的编辑框里粘贴。" : "没有复制成功：请在文中按 Ctrl+A、Ctrl+C。";
  });
})();
"""
