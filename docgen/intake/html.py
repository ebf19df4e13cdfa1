"""A saved web page → paragraphs. What surrounds the article is dropped and told; nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from lxml import etree

from docgen.core.dates import chinese
from docgen.core.errors import has_errors, problem
from docgen.core.source import Span
from docgen.formats.word.package import refusal
from docgen.intake import article
from docgen.intake.article import Block
from docgen.intake.found import Line, Source, raised
from docgen.records.yaml.decode import clean, decode

LIMIT = 6 * 1024 * 1024
ELEMENT_LIMIT = 120_000
_NO_TEXT = frozenset(
    ["script", "style", "head", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "datalist"]
)
"""Elements whose characters no browser shows as text."""
_UNSEEN = frozenset(["noscript", "template", "textarea"])
_BLOCK = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "aside",
        "blockquote",
        "br",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|rem|%)?\s*(?:;|!|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|!|$)",
    re.IGNORECASE,
)
_NEXT = re.compile(r"下一页|余下全文|展开全文")
"""A link to the rest of the article."""
_STRUCK = re.compile(r"text-decoration[^;]*:[^;]*line-through", re.IGNORECASE)
_RAISED = re.compile(r"vertical-align\s*:\s*super\b", re.IGNORECASE)
_LOWERED = re.compile(r"vertical-align\s*:\s*sub\b", re.IGNORECASE)
_RULE = re.compile(r"([^{}]{1,400})\{([^{}]{0,2000})\}")
HIDDEN, STRUCK = "网页里隐藏的内容", "网页里划去的文字"


def read(data: bytes, file: str) -> Source:
    """The paragraphs of the web page *data*. Raises RecordError (I001) where it is too large to be an article."""
    if len(data) > LIMIT or data.count(b"<") > ELEMENT_LIMIT or data.count(b"=") > 2 * ELEMENT_LIMIT:
        raise refusal(file, "网页大得不正常", "打开网页，只复制正文，存成文本文件再导入")
    text, problems = _text(data, file)
    source = Source(file)
    source.problems = [replace(item, level="reminder") if item.code == "Y006" else item for item in problems]
    if has_errors(source.problems):
        return source
    walk = _Walk(source)
    for root in _roots(text, file):
        walk.hide(root)
        walk.block(root)
        walk.end()
    chosen = article.choose(walk.blocks, *_named_title(walk.roots))
    source.notes += chosen.notes
    for number, (block, reason) in enumerate(zip(walk.blocks, chosen.reasons, strict=True), 1):
        line = Line(clean(block.words, file)[0], number)
        if reason:
            source.drop([line], reason)
        else:
            source.lines.append(line)
    if any(block.linked and _NEXT.search(block.words) and len(block.words) < 60 for block in walk.blocks):
        source.notes.append("网页分成几页，只导入了这一页；后面的几页请也存下来，合在一个文件里再导入")
    if chosen.title:
        source.lines.insert(0, Line(chosen.title, 0))
    if walk.pictures:
        source.count("图片（没有导入）", walk.pictures)
    return source


def _text(data: bytes, file: str) -> tuple[str, list[Any]]:
    """The text by the encoding that the page names, where it holds; else by what it looks like."""
    named = re.search(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})", data[:4096], re.IGNORECASE)
    codec = named[1].decode("ascii").lower() if named else ""
    codec = "gb18030" if codec in ("gb2312", "gbk") else codec
    if codec and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return clean(data.decode(codec), file)
        except (LookupError, UnicodeError):
            pass
    text, problems = decode(data, file)
    if codec and has_errors(problems):
        message = f"网页说自己是 {codec} 编码，内容却不是，也认不出别的编码"
        return "", [problem(Span(file), "Y002", message, "打开网页，只复制正文，存成文本文件再导入")]
    return text, problems


def _roots(text: str, file: str) -> list[Any]:
    """Every root element of the page: what an include ended too early stands beside the first one, not in it.

    The ends of html and body say nothing that a browser would heed, and libxml2 stops believing in
    the page at the first of them.
    """
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    text = re.sub(r"</(?:html|body)\s*>", "", text, flags=re.IGNORECASE)
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text, parser)
    except (etree.XMLSyntaxError, ValueError, RecursionError):
        root = None
    if root is None:
        raise refusal(file, "网页损坏，读不出来", "打开网页，只复制正文，存成文本文件再导入")
    return [root, *(item for item in root.itersiblings() if isinstance(item.tag, str))]


def _named_title(roots: list[Any]) -> list[str]:
    """What the head calls the page, the surest first: the meta of the publishing system, then title."""
    found: list[str] = []
    metas = [item for root in roots for item in root.iter("meta")]
    for wanted in ("articletitle", "og:title", "twitter:title"):
        for item in metas:
            name = (item.get("name") or item.get("property") or "").lower()
            if name == wanted and (words := (item.get("content") or "").strip()):
                found.append(words)
    titles = [item for root in roots for item in root.iter("title")]
    found += [words for item in titles if (words := " ".join("".join(item.itertext()).split()))]
    return found


class _Walk:
    """Cuts the page at its blocks, in the order in which they stand."""

    def __init__(self, source: Source) -> None:
        self.blocks: list[Block] = []
        self.roots: list[Any] = []
        self.pictures = 0
        self.source = source
        self._words: list[str] = []
        self._linked = 0
        self._at: tuple[Any, str] = (None, "")
        self._concealed: list[tuple[str, str]] = []

    def hide(self, root: Any) -> None:
        """Learn from the page's own style sheets which classes and ids are never shown."""
        self.roots.append(root)
        for sheet in root.iter("style"):
            for selectors, rules in _RULE.findall((sheet.text or "")[:200_000]):
                if not _HIDDEN.search(rules):
                    continue
                for selector in selectors.split(","):
                    found = re.fullmatch(r"(?:[a-z]+\d?)?([.#])([\w-]+)", selector.strip(), re.IGNORECASE)
                    if found:
                        self._concealed.append(("class" if found[1] == "." else "id", found[2]))

    def block(self, root: Any) -> None:
        stack: list[tuple[str, Any, str, bool]] = [("open", root, "", False)]
        while stack:
            action, item, why, link = stack.pop()
            tag = item.tag if isinstance(item.tag, str) else ""
            if action == "close":
                if tag in _BLOCK:
                    self.end()
                self.add(item.tail, item.getparent(), why, link)
                continue
            if not tag or tag in _NO_TEXT:
                self.add(item.tail, item.getparent(), why, link)
                continue
            reason = why or self._reason(item, tag)
            if reason != why or (tag in ("sup", "sub") and not why):
                # What is taken out of a sentence, or set above it, is one piece with its own words.
                if tag not in _BLOCK and tag != "textarea":
                    self._inline(item, tag, reason)
                    self.add(item.tail, item.getparent(), why, link)
                    continue
                self.end()
            if tag in ("td", "th") and _plain_row(item):
                if item.getprevious() is not None:
                    self._words.append("\t")
            elif tag in _BLOCK:
                self.end()
            if tag == "img":
                self.pictures += 1
            style = item.get("style", "")
            if tag == "span" and (_RAISED.search(style) or _LOWERED.search(style)):
                self._inline(item, "sup" if _RAISED.search(style) else "sub", reason)
                self.add(item.tail, item.getparent(), why, link)
                continue
            if tag == "li" and (label := _label(item)):
                self.add(label, item, reason, False)
            inside = link or (tag == "a" and not (item.get("href") or "#").strip().startswith("#"))
            self.add(item.text, item, reason, inside, lines=tag == "pre")
            stack.append(("close", item, why, link))
            stack.extend(("open", child, reason, inside) for child in reversed(item))

    def _reason(self, item: Any, tag: str) -> str:
        """Why nothing in *item* is shown, ``""`` where it is."""
        style = item.get("style", "")
        classes = (item.get("class") or "").split()
        if tag in _UNSEEN or item.get("hidden") is not None or _HIDDEN.search(style):
            return HIDDEN
        if any((name in classes) if kind == "class" else (name == item.get("id")) for kind, name in self._concealed):
            return HIDDEN
        if tag in ("del", "s", "strike") or _STRUCK.search(style):
            return STRUCK
        return "网页栏目" if tag in ("select", "option", "button") else ""

    def _inline(self, item: Any, tag: str, reason: str) -> None:
        words = re.sub(r"\s+", " ", "".join(item.itertext())).strip()
        if not words:
            return
        if reason:
            self.blocks.append(Block(words, item, reason))
            return
        before = "".join(self._words).rstrip()
        small, told = raised(words, before, lower=tag == "sub", link=item.find(".//a") is not None)
        self.add(small, item, "", False)
        if told:
            self.source.count(told)

    def add(self, text: str | None, element: Any, why: str, link: bool, *, lines: bool = False) -> None:
        if not text or element is None:
            return
        if lines and "\n" in text:
            for piece in text.split("\n"):
                self.add(piece, element, why, link)
                self.end()
            return
        words = re.sub(r"[ \t\r\n\f]+", " ", text)
        if words.strip() and not any(piece.strip() for piece in self._words):
            self._at = (element, why)
        self._words.append(words)
        self._linked += len(words.strip()) if link else 0

    def end(self) -> None:
        """The end of a paragraph."""
        text = re.sub(r" *\t *", "\t", "".join(self._words)).strip(" \u3000\xa0\u200b\t")
        linked, self._words, self._linked = self._linked, [], 0
        if text:
            element, why = self._at
            self.blocks.append(Block(text, element, why, min(linked / len(text), 1.0)))


def _plain_row(cell: Any) -> bool:
    """True for a cell of a table of data: its row holds little text and no blocks."""
    row = cell.getparent()
    if row is None or row.tag != "tr" or len(row) < 2:
        return False
    blocks = any(
        item.tag in _BLOCK
        for child in row
        for item in child.iterdescendants()
        if isinstance(item.tag, str) and item.tag not in ("p", "br")
    )
    return not blocks and all(len("".join(child.itertext())) < 120 for child in row)


# — numbers that a browser makes —

_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _label(item: Any) -> str:
    """The number that a browser prints before the list item *item*, ``""`` for none."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol" or "none" in _list_style(parent) or "none" in _list_style(item):
        return ""
    items = [child for child in parent if child.tag == "li"]
    backwards = parent.get("reversed") is not None
    number = _whole(parent.get("start"), len(items) if backwards else 1)
    for child in items:
        number = _whole(child.get("value"), number)
        if child is item:
            break
        number += -1 if backwards else 1
    return _printed(number, _list_style(item) or _list_style(parent) or parent.get("type", "1"))


def _list_style(item: Any) -> str:
    found = re.search(r"list-style(?:-type)?\s*:\s*([^;]+)", item.get("style", ""), re.IGNORECASE)
    return found[1].strip().lower() if found else ""


def _whole(text: str | None, default: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default


def _printed(number: int, form: str) -> str:
    if re.search(r"chinese|cjk|japanese", form) and 0 < number < 100:
        return f"{chinese(number)}、"
    if (form in ("a", "A") or re.search(r"-(?:alpha|latin)", form)) and 0 < number <= 26:
        return chr((ord("A") if form == "A" or "upper" in form else ord("a")) + number - 1) + "."
    if (form in ("i", "I") or "roman" in form) and 0 < number < 40:
        text, rest = "", number
        for value, sign in _ROMAN:
            text += sign * (rest // value)
            rest %= value
        return (text.upper() if form == "I" or "upper" in form else text) + "."
    return f"{number}."
