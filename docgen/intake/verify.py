"""The source read once more by other code, held against what the records print: nothing lost, nothing added, nothing moved.

Importing judges, drops and joins; a fault in that judgement would be shared by whatever is
made from it. So here the bytes are read again with other libraries (``html.parser``,
``zipfile`` and ``ElementTree``) into bare paragraphs, before anything is taken for a site's
line, and each must be printed, in its place, or be told as dropped.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from xml.etree import ElementTree

from docgen.intake import chrome, headings
from docgen.intake.found import Source

SHARE = 0.3
"""Share of the characters dropped from which a person has to look, even if every line looks like the site's."""
_PROSE = 40
"""Characters of a dropped paragraph with a full stop that is no line of any site."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SILENT = ("script", "style", "head", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "datalist")
_VOID = frozenset(
    ["br", "img", "hr", "input", "meta", "link", "wbr", "source", "area", "col", "base", "embed", "param"]
)
_INLINE = frozenset(
    ["a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
     "q", "s", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr", "ruby", "rt", "rp", "img", "time"]
)  # fmt: skip
_MADE = re.compile(r"[【】\[\]案例典型第号部分章节一二三四五六七八九十百零〇是\d、.．：:（）()\s]*")
"""Marks and numbers that printing makes anew."""
_TAKEN_OUT = ("网页里隐藏的内容", "网页里划去的文字", "修订中已删除的文字", "隐藏文字，Word 里看不见")
"""Why words are taken out of the middle of a paragraph."""
_PLACEHOLDERS = ("【待补：案例集名称】", "【待补：检察院全称】")
"""What a record cannot be without and import says itself when the source lacks it."""


@dataclass(frozen=True, slots=True)
class Verified:
    """``missing`` and ``moved`` are paragraphs of the source, ``added`` lines of the print, ``prose`` dropped paragraphs that read like text."""

    found: int
    total: int
    share: float
    missing: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()

    @property
    def faultless(self) -> bool:
        return not (self.missing or self.moved or self.added or self.prose)


# — bytes → plain paragraphs —


class _Page(HTMLParser):
    """Every paragraph of a page, in the order of its bytes; what a browser never shows as text stays out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._words: list[str] = []
        self._silent = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._silent:
            self._depth += tag == self._silent
        elif tag in _SILENT and tag not in _VOID:
            self.cut()
            self._silent, self._depth = tag, 1
        elif tag == "body" or tag not in _INLINE:
            self.cut()

    def handle_endtag(self, tag: str) -> None:
        if self._silent:
            self._depth -= tag == self._silent
            if self._depth <= 0:
                self._silent = ""
        elif tag not in _INLINE:
            self.cut()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def cut(self) -> None:
        text = "".join(self._words).strip()
        self._words = []
        if text:
            self.found.append(text)


def paragraphs(data: bytes) -> list[str]:
    """The bare paragraphs of *data*, nothing dropped. Empty where it is no text, page or Word file."""
    if data.startswith(b"PK"):
        return [line for text in _of_word(data) for line in text.split("\n") if line.strip()]
    text = _decoded(data)
    if re.search(r"<(?:html|head|body|div|p|table|!doctype)\b", text[:4096], re.IGNORECASE):
        # An end of the head or a body that begins without it: browsers show what follows.
        page = _Page()
        page.feed(re.sub(r"(?i)<body\b", "</head><body", text, count=1) if not re.search(r"(?i)</head", text) else text)
        page.close()
        page.cut()
        return page.found
    lines = [re.sub(r"^#{1,6}\s+(?=\S)", "", line.strip()) for line in text.splitlines() if line.strip()]
    if sum(line.startswith(">") for line in lines) >= 0.5 * len(lines):
        lines = [bare for line in lines if (bare := line.lstrip("> "))]  # a mail that quotes
    return [re.sub(r"(?<![\d*])\*\*(?=\S)([^*]+)\*\*(?![\d*])", r"\1", line) for line in lines]


def _names(data: bytes) -> str:
    """What a page calls itself where no reader sees it as text: its title and the contents of its meta, without blanks."""
    if data.startswith(b"PK"):
        return ""
    found = re.findall(r"<title[^>]*>([^<]*)</title|<meta[^>]*content=[\"']([^\"'>]*)", _decoded(data), re.IGNORECASE)
    return "\n".join(_key(unescape(title or content)) for title, content in found)


def _decoded(data: bytes) -> str:
    for mark, codec in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(codec, "replace")
    for codec in ("utf-8", "gb18030", "utf-16-le"):
        try:
            text = data.decode(codec)
        except UnicodeError:
            continue
        if "\0" not in text:
            return text
    return data.decode("utf-8", "replace")


def _of_word(data: bytes) -> Iterable[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
            if name not in package.namelist():
                continue
            found: list[str] = []
            _letters(ElementTree.fromstring(package.read(name)), [], found)
            yield from found


def _letters(element: ElementTree.Element, words: list[str], found: list[str]) -> None:
    """Collect the words below *element*; a paragraph is put into *found* when it ends, one inside of another before it."""
    for child in element:
        tag = child.tag
        if tag in (f"{_W}del", f"{_W}moveFrom") or tag.endswith("}Fallback"):
            continue
        if tag == f"{_W}p":
            inner: list[str] = []
            _letters(child, inner, found)
            if "".join(inner).strip():
                found.append("".join(inner).strip())
        elif tag == f"{_W}t":
            words.append(child.text or "")
        elif tag in (f"{_W}br", f"{_W}cr"):
            words.append("\n")
        elif tag == f"{_W}tab":
            words.append("\t")
        else:
            _letters(child, words, found)


# — against the print —


def check(data: bytes, source: Source, printed: Sequence[str]) -> Verified | None:
    """The paragraphs of *data* against the lines *printed*; *source* tells what was dropped. ``None`` where *data* cannot be read so."""
    try:
        said = paragraphs(data)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, RecursionError):
        return None
    told = "\n".join(change.text for change in source.changes)
    left = Counter(_key(one.text) for one in source.dropped)
    dropped_whole = "".join(_key(one.text) for one in source.dropped)
    # A note's mark is a small number on a page; Word keeps it out of the words.
    mark = "" if data.startswith(b"PK") else r"\1"
    text = _Printed([re.sub(r"〔注([^〔〕]{1,8})〕", mark, line) for line in printed])
    unseen = [one.text for one in source.dropped if one.reason in _TAKEN_OUT]
    names = _names(data)
    if text.lines and (headline := _key(text.lines[0])) in names and not any(headline in _key(line) for line in said):
        text.at = len(headline)
    found = 0
    missing: list[str] = []
    moved: list[str] = []
    gone = 0
    for line in said:
        key = _key(line)
        for words in unseen:
            if words in line and _key(words) != key:
                key = key.replace(_key(words), "", 1)
                gone += len(_key(words))
        if not key or text.next(key, alone=left[key] > 0) or re.fullmatch(r"\W+", key):
            found += 1
        elif left[key] > 0:
            left[key] -= 1
            gone += len(key)
            found += 1
        elif text.next_loose(line) or (len(key) >= 12 and text.later(key)):
            found += 1
        elif text.elsewhere(key):
            found += 1
            if line.strip() not in told and len(key) > 4:
                moved.append(line)
        elif (pieces := _pieces(line)) and all(
            text.next(piece) or text.later(piece) or text.elsewhere(piece) or piece in dropped_whole for piece in pieces
        ):
            found += 1
        elif key in dropped_whole:
            gone += len(key)
            found += 1
        else:
            missing.append(line)
    total = sum(len(_key(line)) for line in said) or 1
    prose = tuple(
        one.text
        for one in source.dropped
        if one.reason in ("正文以外的网页内容", "网页栏目", "前后文链接")
        and len(one.text) >= _PROSE
        and "。" in one.text
        and chrome.chrome(one.text) is None
    )
    return Verified(found, len(said), gone / total, tuple(missing), tuple(moved), tuple(text.added(names)), prose)


def _key(text: str) -> str:
    """*text* without blanks and with the characters exchanged that reading exchanges (braces, raised numbers, notes)."""
    words = re.sub(r"[\s\u200b\ufeff\xad]+", "", text)
    return words.translate(_SAME)


_SAME = str.maketrans("﹛﹜｛｝⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉⁻⁺", "{}{}01234567890123456789-+")


def _pieces(line: str) -> list[str]:
    """What stands between the marks that reading may add or take out: notes, brackets of headings, numbers in front."""
    pieces = re.split(r"[【】\[\]〔〕]|(?<=[。！？；，])", line)
    return [key for piece in pieces if len(key := _key(piece)) >= 1]


class _Printed:
    """The print as one run of characters, with a place in it and what of it the source has accounted for."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = [line for line in lines if line.strip()]
        self.whole = "".join(map(_key, self.lines))
        self.seen = bytearray(len(self.whole))
        self.at = 0
        self.ends = set(accumulate(len(_key(line)) for line in self.lines))

    def next(self, key: str, *, alone: bool = False) -> bool:
        """True where *key* comes next, behind marks that printing makes; *alone*: and is a whole line."""
        at = self.whole.find(key, self.at, self.at + len(key) + 24)
        if alone and at + len(key) not in self.ends:
            return False
        return self._take(key, at) if at >= 0 and _MADE.fullmatch(self.whole[self.at : at]) else False

    def next_loose(self, line: str) -> bool:
        """True where the name of the heading *line*, without its number and brackets, comes next."""
        found = headings.heading(line.strip())
        name = found.name if found is not None and not found.text else headings.bare(line.strip("【】 \u3000"))
        return len(line) <= 140 and len(name) >= 2 and self.next(_key(name))

    def later(self, key: str) -> bool:
        """True where *key* stands further on: what lies between is found as added, or by other paragraphs moved."""
        at = self.whole.find(key, self.at)
        return at >= 0 and self._take(key, at)

    def elsewhere(self, key: str) -> bool:
        """True where *key* stands before, in a place that no other paragraph has taken."""
        at = self.whole.find(key)
        while at >= 0 and any(self.seen[at : at + len(key)]):
            at = self.whole.find(key, at + 1)
        if at < 0:
            return False
        self.seen[at : at + len(key)] = b"\1" * len(key)
        return True

    def _take(self, key: str, at: int) -> bool:
        self.seen[at : at + len(key)] = b"\1" * len(key)
        self.at = at + len(key)
        return True

    def added(self, names: str) -> list[str]:
        """The lines of the print with words that neither a paragraph of the source nor what it calls itself (*names*) accounts for."""
        found, at = [], 0
        for line in self.lines:
            key = _key(line)
            left = "".join(one for index, one in enumerate(key, at) if not self.seen[index])
            at += len(key)
            if at == len(key) and len(key) >= 6 and key in names:
                continue  # the headline, which only the head of the page has
            if (
                _MADE.fullmatch(left) is None
                and line.strip() not in _PLACEHOLDERS
                and not re.fullmatch(r"\W+|〔?注?〕?", left)
            ):
                found.append(line)
        return found
