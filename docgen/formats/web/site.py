"""A collection as a folder of pages: a first page worth a link, one page for each case and release, links only to each other.

Each page stands alone, so that the folder can be put on any server or opened from a disk: it
fetches nothing, runs nothing, is printed as text on white, and follows the dark mode of its reader.
Its style sheet is here as well.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from docgen.core.tree import Block, Contents, Document, PageBreak, Paragraph, plain_text
from docgen.formats.web import html
from docgen.page.norm.model import Norm, Palette
from docgen.page.shape import parted as cut
from docgen.page.shape import state, without_cover

_SANS = '"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif'


def sheet(palette: Palette) -> str:
    """The rules, without a ``style`` element round them."""
    return f""":root{{--ink:#1d2736;--soft:#4d5a6e;--ground:#ffffff;--panel:#ffffff;--pale:{palette.pale};--line:#d7dee8;--main:{palette.main};--deep:{palette.deep};--accent:{palette.accent};--trim:{palette.trim}}}
@media (prefers-color-scheme:dark){{:root{{--ink:#e8ecf3;--soft:#b3bfd0;--ground:#10151d;--panel:#19202b;--pale:#1e2734;--line:#344052;--main:#9cc4ff;--accent:#ffa39b}}}}
*{{box-sizing:border-box}}
html{{-webkit-text-size-adjust:100%;text-size-adjust:100%}}
body{{margin:0;background:var(--ground);color:var(--ink);font:17px/1.85 {_SANS};overflow-wrap:anywhere;line-break:strict}}
h1,h2,h3,h4,p,ul,ol,figure{{margin:0;padding:0}}
a{{color:var(--main)}}
a:focus-visible{{outline:3px solid var(--trim);outline-offset:3px;border-radius:4px}}
.skip{{position:absolute;left:-999px;top:0;background:#fff;color:#000;padding:8px 16px;z-index:2}}
.skip:focus{{left:8px;top:8px}}
.wrap{{max-width:1040px;margin:0 auto;padding-left:24px;padding-right:24px}}
.band{{background:{palette.deep};color:#fff;padding:64px 0 88px;border-bottom:6px solid {palette.trim}}}
.whole{{display:inline-block}}
.band .by{{font-size:17px;letter-spacing:.06em;border-left:5px solid {palette.trim};padding-left:14px}}
h1,.cards .name{{word-break:keep-all}}
.band h1{{font-size:40px;line-height:1.35;font-weight:700;margin:18px 0 16px;text-wrap:balance}}
.band p{{max-width:46em}}
.band .day{{margin-top:14px;font-size:16px}}
.state{{display:inline-block;border:1px solid currentColor;border-radius:4px;padding:0 12px;margin-bottom:16px;font-size:15px}}
.facts{{list-style:none;display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:16px;margin-top:-52px;position:relative}}
.facts li{{background:var(--panel);border:1px solid var(--line);border-top:5px solid var(--trim);border-radius:12px;padding:18px 22px}}
.facts b{{display:block;white-space:nowrap;font-size:34px;line-height:1.25;color:var(--accent)}}
.facts span{{display:block;font-size:15.5px;line-height:1.5;color:var(--soft);margin-top:4px;text-wrap:balance}}
main{{padding-top:16px;padding-bottom:56px}}
.front{{padding-top:1px}}
.preface{{margin-top:28px;font-size:17px;color:var(--soft)}}
.preface p{{margin-bottom:.8em}}
h2{{font-size:25px;line-height:1.4;font-weight:700;margin:44px 0 20px;padding-left:16px;border-left:7px solid var(--main)}}
.cards{{list-style:none;display:grid;grid-template-columns:repeat(auto-fill,minmax(300px,1fr));gap:20px}}
.cards a{{display:flex;flex-direction:column;align-items:flex-start;height:100%;background:var(--panel);border:1px solid var(--line);border-radius:14px;padding:22px 24px;color:inherit;text-decoration:none}}
.cards a:hover{{border-color:var(--main)}}
.label{{display:inline-block;background:{palette.main};color:#fff;font-size:15px;line-height:1.7;font-weight:700;border-radius:6px;padding:0 12px}}
.cards .office{{font-size:15.5px;color:var(--soft);margin-left:12px}}
.cards .name{{font-size:21px;font-weight:700;line-height:1.45;margin-top:12px;text-wrap:balance}}
.cards .gist{{font-size:15.5px;line-height:1.7;color:var(--soft);margin-top:8px}}
.gist,.preface p,.band p,.text p{{text-wrap:pretty}}
.cards .figure{{font-size:15.5px;line-height:1.5;color:var(--soft);margin-top:auto;padding-top:14px}}
.figure b{{font-size:23px;color:var(--accent)}}
.picture{{max-width:560px;margin:0 auto;text-align:center}}
.picture img{{display:block;width:100%;height:auto;border:1px solid var(--line);border-radius:12px}}
.picture figcaption{{font-size:15.5px;margin-top:10px}}
.links{{list-style:none}}
.links li{{border-bottom:1px solid var(--line)}}
.links a{{display:block;padding:10px 2px}}
.files{{list-style:none;display:flex;flex-wrap:wrap;gap:14px}}
.files a{{display:block;border:1px solid var(--main);border-radius:8px;padding:8px 20px;text-decoration:none}}
.files a:hover{{background:var(--pale)}}
.bar{{background:{palette.deep};color:#fff;border-bottom:4px solid {palette.trim}}}
.bar .wrap{{display:flex;flex-wrap:wrap;align-items:center;gap:4px 20px;padding-top:14px;padding-bottom:14px}}
.bar .site{{flex:1;font-size:16px}}
.bar .state{{margin:0}}
.bar a{{color:#fff;text-decoration:none}}
.bar a:hover{{text-decoration:underline}}
.text{{max-width:820px;padding-top:40px}}
.text h1{{font-size:31px;line-height:1.45;font-weight:700;text-wrap:balance;margin-bottom:24px}}
.text h1 .label{{display:table;font-size:16px;margin-bottom:14px}}
.text h2,.text h3{{font-size:20px;line-height:1.5;color:var(--main);margin:34px 0 12px;padding:0 0 0 12px;border-left:5px solid var(--trim)}}
.key{{background:var(--pale);border-left:6px solid var(--main);border-radius:0 10px 10px 0;padding:16px 22px;margin-bottom:8px}}
.text .key p{{margin:0;text-align:start}}
.key .figure{{font-size:17px;color:var(--soft)}}
.key .figure b{{font-size:30px;line-height:1.4;white-space:nowrap}}
.key .figure + .gist{{margin-top:6px}}
.text p{{margin:0 0 1em;white-space:pre-wrap;text-align:justify}}
.text .关键词{{color:var(--soft)}}
.text .摘要{{background:var(--pale);border-left:5px solid var(--main);padding:14px 18px}}
.text figure{{margin:1.4em 0 .5em;text-align:center}}
.text img{{max-width:100%;height:auto;border-radius:6px}}
.text .图注,.text .来源,.text .署名行{{font-size:15.5px;color:var(--soft);text-align:center}}
.text table{{width:100%;border-collapse:collapse;margin:0 0 1em}}
.text td,.text th{{border:1px solid var(--line);padding:6px 10px;text-align:left}}
.way{{display:flex;flex-wrap:wrap;gap:14px;margin-top:44px;padding-top:22px;border-top:1px solid var(--line)}}
.way a{{border:1px solid var(--line);border-radius:8px;padding:8px 20px;text-decoration:none}}
.way a:hover{{border-color:var(--main)}}
.way .next{{margin-left:auto}}
footer{{border-top:1px solid var(--line);color:var(--soft);font-size:15px;padding:24px 0 40px}}
@media (max-width:600px){{.band{{padding:40px 0 76px}}.band h1{{font-size:29px}}.text h1{{font-size:25px}}.text p{{text-align:start}}.way .next{{margin-left:0}}.facts{{grid-template-columns:1fr;gap:10px}}.facts li{{display:flex;align-items:baseline;gap:14px;padding:10px 18px;border-top-width:1px;border-left:5px solid var(--trim)}}.facts b{{font-size:28px;min-width:4.2em}}.facts span{{margin:0}}}}
@media print{{@page{{size:210mm 297mm;margin:24mm 24mm 22mm}}:root{{--ink:#000;--soft:#222;--ground:#fff;--panel:#fff;--main:#000;--accent:#000}}body{{font-size:11.5pt;line-height:1.7}}.band,.bar{{background:none;color:#000;padding:0;border-bottom:2pt solid #000}}.bar a,a{{color:inherit;text-decoration:none}}.facts{{margin-top:16px}}.way,.skip{{display:none}}.cards{{display:block}}.cards li{{margin-bottom:10px;break-inside:avoid}}h1,h2,h3{{break-after:avoid}}.label{{background:none;color:#000;border:1pt solid #000}}.wrap,.text{{max-width:none;padding-left:0;padding-right:0}}}}"""


INDEX = "index.html"
_CASE, _NUMBER = "案例标题", "案例编号"
_LIST_TITLE = "目录题"
_TITLES = ("标题", "主标题")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@dataclass(frozen=True, slots=True)
class Card:
    """What is said of a case besides its title: ``value`` and ``words`` are the figure set off, ``""`` for none.

    ``office`` and ``matter`` tell it from the others in fewer words than its title.
    """

    gist: str = ""
    value: str = ""
    words: str = ""
    office: str = ""
    matter: str = ""


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page shows besides the texts of the collection."""

    palette: Palette
    hosts: tuple[str, ...] = ()
    event: str = ""
    date: str = ""
    contact: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    """(value, words) of what is set off at the head."""
    cards: tuple[Card, ...] = ()
    picture: bytes = b""
    """A PNG; ``picture_file`` is its name in the folder, ``picture_page`` that of the page that says the same as text."""
    picture_words: str = ""
    picture_file: str = ""
    picture_page: str = ""
    releases: tuple[tuple[str, Document], ...] = ()
    """(what it is, its text) of the releases that go along."""
    downloads: tuple[tuple[str, str], ...] = field(default=())
    """(file name in the folder, what it is)."""


def pages(document: Document, norm: Norm, front: Front) -> dict[str, bytes]:
    """File name → bytes of the pages of *document*; ``index.html`` first."""
    return _Site(document, norm, front).pages()


class _Site:
    """Writes the pages; what they have in common is here."""

    def __init__(self, document: Document, norm: Norm, front: Front) -> None:
        self.document = document
        self.norm = norm
        self.front = front
        self.before, self.cases = parted(without_cover(document).blocks)
        self.names = [f"{number:02d}.html" for number in range(1, len(self.cases) + 1)]
        self.heads = [_head(blocks) for blocks in self.cases]
        self.title = next(
            (plain_text(one.inlines) for one in self.before if isinstance(one, Paragraph) and one.role in _TITLES),
            document.meta.title,
        )

    def pages(self) -> dict[str, bytes]:
        found = {INDEX: self.index()}
        for at, name in enumerate(self.names):
            found[name] = self.case(at)
        for number, (_, release) in enumerate(self.front.releases, 1):
            found[release_name(number)] = self.release(release)
        return found

    # — the first page —

    def index(self) -> bytes:
        front = self.front
        # The mark above says until when nothing may be printed: the lead is what the conference is about.
        texts = [one for one in self.before if isinstance(one, Paragraph) and one.role not in (*_TITLES, "禁发")]
        lead = "".join(f"<p>{html.flowing(one.inlines, title=False)}</p>" for one in texts[:1])
        more = "".join(f"<p>{html.flowing(one.inlines, title=False)}</p>" for one in texts[1:])
        # The lead says of itself what happened when, as a rule.
        told = plain_text(texts[0].inlines) if texts else ""
        day = f'<p class="day">{_whole(one for one in (front.event, front.date) if one and one not in told)}</p>'
        hosts = f'<p class="by">{_whole(front.hosts)}</p>' if front.hosts else ""
        head = (
            f'<header class="band"><div class="wrap">{self.mark()}{hosts}'
            f"<h1>{self.balanced(self.title)}</h1>{lead}{day if '<span' in day else ''}</div></header>\n"
        )
        facts = "".join(
            f"<li><b>{escape(value)}</b><span>{escape(words)}</span></li>" for value, words in front.facts[:4]
        )
        figures = f'<ul class="facts" aria-label="数字">{facts}</ul>\n' if facts else ""
        preface = f'<section class="preface" aria-label="前言">{more}</section>\n' if more else ""
        main = (
            f'<main id="main" class="wrap front">\n{figures}{preface}<section aria-labelledby="cases"><h2 id="cases">典型案例</h2>'
            f'<ol class="cards">\n{"".join(map(self.card, range(len(self.cases))))}</ol></section>\n'
            f"{self.picture()}{self.listed()}</main>\n"
        )
        return self.page(self.title, told or self.title, head + main, index=True)

    def mark(self) -> str:
        """What a draft or a sample says at the head of each page."""
        words = state(self.document)
        return f'<p class="state">{escape(words)}</p>' if words else ""

    @staticmethod
    def balanced(words: str) -> str:
        return html.flowing_text(words)

    def card(self, at: int) -> str:
        label, title = self.heads[at]
        one = self.front.cards[at] if at < len(self.front.cards) else Card()
        said = f'<span class="gist">{escape(one.gist)}</span>' if one.gist else ""
        figure = _figure(one, "span")
        pill = f'<span class="label">{escape(label)}</span>' if label else ""
        office = f'<span class="office">{escape(one.office)}</span>' if one.office and one.matter else ""
        name = self.balanced(one.matter if office else title)
        return (
            f'<li><a href="{self.names[at]}"><span class="over">{pill}{office}</span><span class="name">{name}</span>'
            f"{said}{figure}</a></li>\n"
        )

    def picture(self) -> str:
        front = self.front
        if not front.picture_page:
            return ""
        text = f'<a href="{escape(front.picture_page)}">文字版</a>'
        if not front.picture:
            return f'<section aria-labelledby="picture"><h2 id="picture">一图读懂</h2><p>{text}</p></section>\n'
        source = f"data:image/png;base64,{b64encode(front.picture).decode()}"
        return (
            f'<section aria-labelledby="picture"><h2 id="picture">一图读懂</h2><figure class="picture">'
            f'<a href="{escape(front.picture_file)}"><img src="{source}" alt="{escape(front.picture_words)}" width="1080"></a>'
            f"<figcaption>{text}</figcaption></figure></section>\n"
        )

    def listed(self) -> str:
        releases = "".join(
            f'<li><a href="{release_name(number)}">{escape(name)}</a></li>'
            for number, (name, _) in enumerate(self.front.releases, 1)
        )
        files = "".join(
            f'<li><a href="{escape(name)}">{escape(words)}</a></li>' for name, words in self.front.downloads
        )
        made = ""
        if releases:
            made += f'<section aria-labelledby="news"><h2 id="news">发布稿</h2><ul class="links">{releases}</ul></section>\n'
        if files:
            made += (
                f'<section aria-labelledby="files"><h2 id="files">下载</h2><ul class="files">{files}</ul></section>\n'
            )
        return made

    # — the others —

    def case(self, at: int) -> bytes:
        label, title = self.heads[at]
        first = self.cases[at][0]
        heads = 2 if isinstance(first, Paragraph) and first.role == _NUMBER else 1
        way = [(INDEX, "目录", "up")]
        way += [(self.names[at - 1], "上一个案例", "prev")] if at else []
        way += [(self.names[at + 1], "下一个案例", "next")] if at + 1 < len(self.names) else []
        pill = f'<span class="label">{escape(label)}</span>' if label else ""
        blocks = tuple(_bare(block) for block in self.cases[at][heads:])
        body = html.body(replace(self.document, blocks=blocks), self.norm)
        whole = f"{label}　{title}" if label else title
        one = self.front.cards[at] if at < len(self.front.cards) else Card()
        printed = any(isinstance(block, Paragraph) and one.gist in plain_text(block.inlines) for block in blocks)
        gist = f'<p class="gist">{escape(one.gist)}</p>' if one.gist and not printed else ""
        key = f'<div class="key">{_figure(one, "p")}{gist}</div>\n' if one.value or gist else ""
        return self.page(
            whole,
            one.gist or whole,
            f'{self.bar()}<main id="main" class="wrap text"><article><h1>{pill}{self.balanced(title)}</h1>\n{key}{body}</article>\n'
            f"{_way(way)}</main>\n",
        )

    def release(self, release: Document) -> bytes:
        body = html.body(replace(release, blocks=tuple(_unbroken(release.blocks))), self.norm)
        return self.page(
            release.meta.title,
            release.meta.title,
            f'{self.bar()}<main id="main" class="wrap text"><article>\n{body}</article>\n{_way([(INDEX, "目录", "up")])}</main>\n',
        )

    def bar(self) -> str:
        """The head of a page behind the first."""
        return (
            f'<header class="bar"><div class="wrap"><p class="site"><a href="{INDEX}">{escape(self.title)}</a></p>'
            f"{self.mark()}</div></header>\n"
        )

    def page(self, title: str, described: str, body: str, *, index: bool = False) -> bytes:
        """A whole page; *described* is what a link to it shows."""
        language = escape(self.document.meta.language)
        said = escape(_short(described), quote=True)
        name = escape(title if index else f"{title}－{self.title}", quote=True)
        foot = _whole((*((self.front.contact,) if self.front.contact else self.front.hosts), self.front.date))
        return (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f'<title>{name}</title>\n<meta name="description" content="{said}">\n'
            f'<meta property="og:type" content="{"website" if index else "article"}">\n'
            f'<meta property="og:title" content="{escape(title, quote=True)}">\n'
            f'<meta property="og:description" content="{said}">\n'
            f'<meta name="color-scheme" content="light dark">\n<meta name="theme-color" content="{self.front.palette.deep}">\n'
            f"<style>\n{sheet(self.front.palette)}\n</style>\n</head>\n<body>\n"
            f'<a class="skip" href="#main">跳到正文</a>\n{body}'
            f'<footer><div class="wrap"><p>{foot}</p></div></footer>\n</body>\n</html>\n'
        ).encode()


def _whole(parts: Iterable[str]) -> str:
    """*parts* one beside the other, none of them broken where it has room on a line."""
    return "　".join(f'<span class="whole">{escape(one)}</span>' for one in parts if one)


def _figure(one: Card, tag: str) -> str:
    return f'<{tag} class="figure"><b>{escape(one.value)}</b>　{escape(one.words)}</{tag}>' if one.value else ""


def _bare(block: Block) -> Block:
    """The head of a section without its brackets: on a page it is told by its looks."""
    if isinstance(block, Paragraph) and block.role == "小节":
        words = plain_text(block.inlines)
        if words.startswith("【") and words.endswith("】"):
            return replace(block, inlines=tuple(cut(block.inlines, (1, len(words) - 1))[1]))
    return block


def _short(words: str) -> str:
    """*words* as long as the card of a link shows them."""
    return words if len(words) <= 120 else words[:118] + "……"


def release_name(number: int) -> str:
    """What the page of the release *number*, from 1, is called."""
    return f"稿{number}.html"


def _unbroken(blocks: Sequence[Block]) -> list[Block]:
    return [one for one in blocks if not isinstance(one, PageBreak)]


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


def _head(blocks: tuple[Block, ...]) -> tuple[str, str]:
    """(案例一, the title) of a case, whichever way they are printed."""
    heads = [plain_text(one.inlines) for one in blocks if isinstance(one, Paragraph) and one.role in (_NUMBER, _CASE)]
    if isinstance(blocks[0], Paragraph) and blocks[0].role == _NUMBER and len(heads) > 1:
        return heads[0].rstrip("：:"), heads[1]
    label, mark, rest = heads[0].partition("：")
    return (label, rest) if mark and len(label) < 7 else ("", heads[0])


def _way(links: list[tuple[str, str, str]]) -> str:
    made = "".join(f'<a class="{kind}" href="{name}">{words}</a>' for name, words, kind in links)
    return f'<nav class="way" aria-label="翻页">{made}</nav>\n'
