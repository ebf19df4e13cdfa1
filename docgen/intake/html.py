"""A saved web page → paragraphs. What surrounds the article is dropped and told; nothing is fetched."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree

from docgen.core.errors import has_errors, problem
from docgen.core.source import Span
from docgen.formats.word.package import refusal
from docgen.intake.found import Line, Source
from docgen.intake.text import finish
from docgen.records.yaml.decode import clean, decode

LIMIT = 6 * 1024 * 1024
ELEMENT_LIMIT = 120_000
_UNSEEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "audio",
        "video",
        "select",
        "option",
        "datalist",
        "math",
    ]
)
_ASIDE = frozenset(["nav", "footer", "aside", "form", "button", "header", "menu"])
_BLOCK = frozenset(
    [
        "html",
        "body",
        "address",
        "article",
        "blockquote",
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
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "main",
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
        "br",
        "caption",
        "header",
        "footer",
        "nav",
        "aside",
        "form",
    ]
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_LONG = 40
"""Characters of a paragraph that shows where the article is."""


def read(data: bytes, file: str) -> Source:
    """The paragraphs of the web page *data*. Raises RecordError (I001) where it is too large to be an article."""
    if len(data) > LIMIT or data.count(b"<") > ELEMENT_LIMIT or data.count(b"=") > 2 * ELEMENT_LIMIT:
        raise refusal(file, "网页大得不正常", "打开网页，只复制正文，存成文本文件再导入")
    text, problems = _text(data, file)
    source = Source(file)
    source.problems = [replace(item, level="reminder") if item.code == "Y006" else item for item in problems]
    if has_errors(source.problems):
        return source
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser)
    except (etree.XMLSyntaxError, ValueError, RecursionError):
        root = None
    if root is None:
        raise refusal(file, "网页损坏，读不出来", "打开网页，只复制正文，存成文本文件再导入")
    walk = _Walk()
    walk.block(root, "")
    walk.end()
    main = _main(walk.found)
    outside: list[Line] = []
    for number, (words, element, reason) in enumerate(walk.found, 1):
        words, _ = clean(words, file)
        line = Line(words, number)
        inside = main is None or _holds(main, element)
        if reason or not (inside or _is_title(element)):
            source.drop([line], reason or "正文以外的网页内容")
            outside.append(line)
        else:
            source.lines.append(line)
    if walk.pictures:
        source.count("图片（没有导入）", walk.pictures)
    finish(source)
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


class _Walk:
    """Cuts the page at its blocks: (words, element, reason to drop or ``""``)."""

    def __init__(self) -> None:
        self.found: list[tuple[str, Any, str]] = []
        self.pictures = 0
        self._words: list[str] = []
        self._at: tuple[Any, str] = (None, "")

    def block(self, element: Any, reason: str) -> None:
        stack: list[tuple[str, Any, str]] = [("open", element, reason)]
        while stack:
            action, item, why = stack.pop()
            if action == "close":
                if item.tag in _BLOCK:
                    self.end()
                self.add(item.tail, item.getparent(), why)
                continue
            tag = item.tag if isinstance(item.tag, str) else ""
            parent_why = why
            hidden = item.get("hidden") is not None or _HIDDEN.search(item.get("style", "")) if tag else None
            if not tag or tag in _UNSEEN:
                self.add(item.tail, item.getparent(), why)
                continue
            if tag in ("td", "th") and _plain_row(item):
                if item.getprevious() is not None:
                    self._words.append("\t")
            elif tag in _BLOCK:
                self.end()
            if tag == "img":
                self.pictures += 1
            why = why or ("网页栏目" if tag in _ASIDE else "网页里隐藏的内容" if hidden else "")
            self.add(item.text, item, why)
            stack.append(("close", item, parent_why))
            stack.extend(("open", child, why) for child in reversed(item))

    def add(self, text: str | None, element: Any, why: str) -> None:
        if text and element is not None:
            words = re.sub(r"[ \t\r\n\f]+", " ", text)
            if words.strip() and not self._words_seen():
                self._at = (element, why)
            self._words.append(words)

    def _words_seen(self) -> bool:
        return any(piece.strip() for piece in self._words)

    def end(self) -> None:
        """The end of a paragraph."""
        text = re.sub(r" *\t *", "\t", "".join(self._words)).strip(" \u3000\xa0\u200b\t")
        self._words = []
        if text:
            self.found.append((text, *self._at))


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


def _main(found: list[tuple[str, Any, str]]) -> Any:
    """The smallest element that holds nearly all long paragraphs, ``None`` where there are none."""
    long = [
        (len(words), element)
        for words, element, reason in found
        if not reason and len(words) >= _LONG and "。" in words
    ]
    if not long:
        return None
    total = sum(length for length, _ in long)
    weight: dict[Any, int] = {}
    order: list[Any] = []
    for length, element in long:
        for above in _upwards(element):
            if above not in weight:
                order.append(above)
            weight[above] = weight.get(above, 0) + length
    enough = [element for element in order if weight[element] >= 0.9 * total]
    depth = {element: sum(1 for _ in _upwards(element)) for element in enough}
    deepest: Any = max(enough, key=lambda element: depth[element])
    # One paragraph is not an article: what stands beside it in the same box belongs to it.
    while (
        deepest.tag in ("p", "span", "strong", "b", "font", "a", "em", "td", "tr", "tbody", "li")
        and deepest.getparent() is not None
    ):
        deepest = deepest.getparent()
    return deepest


def _upwards(element: Any) -> Iterator[Any]:
    while element is not None:
        yield element
        element = element.getparent()


def _holds(main: Any, element: Any) -> bool:
    return any(above is main for above in _upwards(element))


def _is_title(element: Any) -> bool:
    """A headline or the line of time and source, which often stand outside of the article's box."""
    return any(
        above.tag in ("h1", "h2")
        or re.search(r"title|biaoti|headline", f"{above.get('class', '')} {above.get('id', '')}", re.IGNORECASE)
        for above in list(_upwards(element))[:3]
    )
