"""A collection as a folder of pages: a first page with the contents, one page for each case, links only to each other.

The pages are made by the HTML writer; each stands alone, so that the folder can be put on any server or opened from a disk.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from html import escape

from docgen.core.tree import Block, Contents, Document, PageBreak, Paragraph, plain_text
from docgen.formats.web import html
from docgen.page.norm.model import Norm
from docgen.page.shape import without_cover

INDEX = "index.html"
_CASE, _NUMBER = "案例标题", "案例编号"
_LIST_TITLE = "目录题"
_STYLE = (
    "nav,nav ol{white-space:normal}nav.站内{font-size:.9em;margin:1em 0;display:flex;flex-wrap:wrap;gap:.5em 1.5em}"
    "nav.站内 a,main li a{color:#1a3f7a}"
    "nav ol.案例{padding-left:0;list-style:none}nav ol.案例 li{margin:.6em 0;padding:0}"
    "figure.一图{margin:1em 0;text-align:center}figure.一图 img{max-width:100%;height:auto}"
    # On a phone the picture is as wide as the window: its notes are small enough.
    "@media screen and (max-width:600px){figure.一图{margin:1em calc(50% - 50vw)}}"
    "@media print{nav.站内{display:none}a{color:inherit;text-decoration:none}}"
)


def pages(document: Document, norm: Norm, picture: tuple[str, bytes, str] | None = None) -> dict[str, bytes]:
    """File name → bytes of the pages of *document*; ``index.html`` first.

    *picture* is the file name, the PNG and the words of a picture in the same folder that the
    first page shows (and holds, so that the page is whole by itself), ``None`` for none.
    """
    front, cases = parted(without_cover(document).blocks)
    names = [f"{number:02d}.html" for number in range(1, len(cases) + 1)]
    titles = [_title(blocks) for blocks in cases]
    links = "".join(
        f'<li><a href="{name}">{escape(title)}</a></li>\n' for name, title in zip(names, titles, strict=True)
    )
    listing = f'<nav aria-label="案例"><ol class="案例">\n{links}</ol></nav>\n'
    shown = ""
    if picture:
        name, data, words = picture
        source = f"data:image/png;base64,{b64encode(data).decode()}"
        image = f'<img src="{source}" alt="{escape(words)}" width="1080">'
        shown = f'<figure class="一图"><a href="{escape(name)}">{image}</a></figure>\n'
    found = {INDEX: _page(document, front, norm, after=listing + shown)}
    for at, (name, title, blocks) in enumerate(zip(names, titles, cases, strict=True)):
        way = [(INDEX, "目录")]
        way += [(names[at - 1], "上一个案例")] if at else []
        way += [(names[at + 1], "下一个案例")] if at + 1 < len(names) else []
        found[name] = _page(document, blocks, norm, before=_way(way), after=_way(way), title=title)
    return found


def parted(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], list[tuple[Block, ...]]]:
    """(what comes before the cases, the blocks of each case), without page breaks and the contents of a printed volume."""
    front: list[Block] = []
    cases: list[list[Block]] = []
    numbered = False
    for block in blocks:
        role = block.role if isinstance(block, Paragraph) else ""
        if isinstance(block, PageBreak | Contents) or (not cases and role in (_LIST_TITLE, "清单")):
            continue
        if role == _NUMBER or (role == _CASE and not numbered):
            cases.append([])
        numbered = role == _NUMBER
        (cases[-1] if cases else front).append(block)
    return tuple(front), [tuple(one) for one in cases]


def _title(blocks: tuple[Block, ...]) -> str:
    heads = (plain_text(one.inlines) for one in blocks if isinstance(one, Paragraph) and one.role in (_NUMBER, _CASE))
    return "　".join(list(heads)[:2]) if isinstance(blocks[0], Paragraph) and blocks[0].role == _NUMBER else next(heads)


def _way(links: list[tuple[str, str]]) -> str:
    made = "".join(f'<a href="{name}">{words}</a>' for name, words in links)
    return f'<nav class="站内" aria-label="翻页">{made}</nav>\n'


def _page(
    document: Document, blocks: tuple[Block, ...], norm: Norm, before: str = "", after: str = "", title: str = ""
) -> bytes:
    meta = replace(document.meta, title=title or document.meta.title)
    return html.write(replace(document, meta=meta, blocks=blocks), norm, html.Round(before, after, _STYLE))
