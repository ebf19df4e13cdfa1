"""The search of a finished file for what it may not hold: known values in any spelling, and what looks like a particular."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from docgen.privacy import detect
from docgen.privacy.carriers import Carrier, carriers, comments, decoded, decodings, is_ofd, members, shown
from docgen.privacy.secrets import PERSONS, Register, Secret, may_be_word
from docgen.privacy.spelling import Spellings, folded, needle_of, occurrences
from docgen.privacy.wording import is_word_there


@dataclass(frozen=True, slots=True)
class Leak:
    """A finding: what it is and where. ``value`` is for comparing only and stands in no message.

    ``secret`` is ``None`` where the value only looks like a particular.
    """

    kind: str
    place: str
    secret: Secret | None = field(default=None, repr=False)
    value: str = field(default="", repr=False)


MOST = 1000
"""Values that only look like particulars of one file after which no more are listed."""


def leaks(
    data: bytes,
    name: str,
    register: Register,
    *,
    detecting: bool = True,
    words: set[Secret] | None = None,
    typed_as_word: Callable[[Secret], bool] = lambda _: False,
    across: bool = False,
) -> list[Leak]:
    """What *data*, a file called *name*, gives away; each value once, at its first place. Raises carriers.Unreadable.

    Of what only looks like a particular no more than ``MOST`` are given. *words* collects the names of persons
    that stand there as words: 安全 in 安全隐患; of the lines of pages, which end anywhere, *typed_as_word* says it.
    *across*: names of two characters are looked for over the ends of such lines too.
    """
    found: dict[tuple[str, str], Leak] = {}
    searcher = _Searcher(register, set() if words is None else words, typed_as_word)
    read = list(carriers(data, name))
    if across:
        read += [Carrier(one.place, one.seen.replace("\n", ""), laid=True) for one in read if one.laid]
    suspicious = searcher.anywhere(read)
    for carrier in read:
        for secret in searcher.known(carrier) if suspicious else ():
            found.setdefault((secret.kind, secret.needle), Leak(secret.kind, carrier.place, secret))
        for kind, value in _looks(carrier) if detecting else ():
            if len(found) >= MOST:
                break
            if not register.is_open(value):
                found.setdefault((kind, folded(value)), Leak(kind, carrier.place, None, value))
    return list(_once(found.values()))


def _once(found: Iterable[Leak]) -> Iterator[Leak]:
    """Without the parts of what was found whole: a tail of the address, the phone that is known and looks like one too."""
    whole: list[str] = []
    for leak in sorted(found, key=lambda one: (one.secret is None, -len(one.secret.needle) if one.secret else 0)):
        needle = leak.secret.needle if leak.secret else needle_of(leak.value, number=True)[0]
        if not any(needle in other or (leak.secret is None and other in needle) for other in whole):
            whole.append(needle)
            yield leak


# — known values —


class _Searcher:
    """The needles of one register, those of numbers apart."""

    def __init__(self, register: Register, words: set[Secret], typed_as_word: Callable[[Secret], bool]) -> None:
        self.words = words
        self.typed_as_word = typed_as_word
        said = (r"\s*".join(map(re.escape, phrase)) for phrase in register.phrases)
        self.said = re.compile("|".join(said)) if register.phrases else None
        self.names = [secret for secret in register.refused if not secret.is_number]
        self.numbers = [secret for secret in register.refused if secret.is_number]
        self.all = register.refused

    def anywhere(self, read: Sequence[Carrier]) -> bool:
        """False where no secret is in any of *read*: one search through everything, which is nearly always enough."""
        texts: list[Spellings] = []
        runs = [carrier.blob for carrier in read]
        for carrier in read:
            for text in (carrier.seen, carrier.marks):
                if text:
                    inner, run = decodings(text)
                    if inner:
                        return True
                    runs.append(run)
                    texts.append(_spellings(text))
        for wanted in (self.names, self.numbers):
            for sample in (
                (one for one in wanted if len(one.needle) < 3),
                (one for one in wanted if len(one.needle) > 2),
            ):
                found = list(sample)
                if found:
                    number = found[0].is_number
                    whole_text = "\n".join(text.fitting(found[0].needle, number=number) for text in texts)
                    if any(secret.needle in whole_text for secret in found):
                        return True
        whole = b"\n".join(run for run in runs if run)
        return bool(whole) and next(self._in_bytes(whole), None) is not None

    def known(self, carrier: Carrier) -> Iterator[Secret]:
        """The secrets in *carrier*."""
        for text, laid in ((carrier.seen, carrier.laid), (carrier.marks, False)):
            found = list(self._in_text(text)) if text else []
            # A page also says what stands in no tree (a gist): there only the very words that the record frees are free.
            left = set(self._in_text(self.said.sub("，", text))) if found and self.said else set(found)
            for secret in found:
                asked = (laid and may_be_word(secret)) or (secret not in left and secret.kind in PERSONS)
                if asked and self.typed_as_word(secret):
                    self.words.add(secret)
                else:
                    yield secret
        if carrier.blob:
            yield from self._in_bytes(carrier.blob)

    def _in_text(self, text: str, depth: int = 2) -> Iterator[Secret]:
        """In *text*, and in what is written in it in an encoding, and in an encoding inside that."""
        yield from self._in(text)
        inner, run = decodings(text)
        for one in inner if depth else ():
            yield from self._in_text(one, depth - 1)
        if run:
            yield from self._in_bytes(run)

    def _in(self, text: str) -> Iterator[Secret]:
        spelled = _spellings(text)
        for secret in self.all:
            where = spelled.fitting(secret.needle, number=secret.is_number)
            if secret.needle in where and (secret.is_number or self._real(where, secret)):
                yield secret

    def _real(self, text: str, secret: Secret) -> bool:
        found = occurrences(text, secret.needle)
        if not may_be_word(secret):
            return next(found, None) is not None
        for start, stop in found:
            if not is_word_there(text, start, stop, secret.needle):
                return True
            self.words.add(secret)
        return False

    def _in_bytes(self, data: bytes) -> Iterator[Secret]:
        for secret in self.all:
            if any(needle in data for needle in _needles(secret.text.strip())):
                yield secret


@lru_cache(maxsize=256)
def _spellings(text: str) -> Spellings:
    return Spellings(text)


@lru_cache(maxsize=4096)
def _needles(value: str) -> tuple[bytes, ...]:
    """The bytes of *value* in the encodings in which blobs hold text."""
    plain = [value.encode(encoding, "ignore") for encoding in ("utf-8", "utf-16-le", "utf-16-be", "gb18030")]
    utf8 = value.encode()
    # Base64 of a text inside another: its middle characters are the same for each of the three alignments.
    shifted = (
        base64.b64encode(b"\x00" * pad + utf8)[
            (0, 2, 3)[pad] : len(base64.b64encode(b"\x00" * pad + utf8)) // 4 * 4 - 4
        ]
        for pad in range(3)
    )
    more = [utf8.hex().encode(), "".join(f"%{byte:02X}" for byte in utf8).encode(), *shifted]
    return tuple(dict.fromkeys(one for one in (*plain, *more) if len(one) >= 4))


# — what looks like a particular —

_ATTRIBUTE = re.compile(r'=\s{0,20}"([^"]*)"|=\s{0,20}\'([^\']*)\'')
_PICTURE = re.compile(r"data:image/(?:png|jpeg);base64,[A-Za-z0-9+/]+={0,2}")
_WORTH = re.compile(r"\d{7}|@|[\u4e00-\u9fff]")


def _looks(carrier: Carrier) -> Iterator[tuple[str, str]]:
    for text in (carrier.seen, _attributes(carrier.marks)):
        yield from _detected(text)


@lru_cache(maxsize=256)
def _detected(text: str) -> tuple[tuple[str, str], ...]:
    return tuple((one.kind, text[one.start : one.stop]) for one in detect.find(text)) if text else ()


@lru_cache(maxsize=256)
def _attributes(text: str) -> str:
    """The attributes and comments of *text* that hold words or long numbers, a line each.

    The letters of a picture that lies inside the page are no words: read as such they now and then look like an account.
    """
    drawn = _PICTURE.sub("", text)
    values = (*("".join(match.groups("")) for match in _ATTRIBUTE.finditer(drawn)), *comments(drawn))
    return "\n".join(value.replace("\n", " ") for value in values if _WORTH.search(value))


# — hygiene —
# What a file says of those who made it: authors, companies, revisions, comments, paths, hidden text.
#
# docgen sets the title and the language and nothing else; anything more in a public file
# came in by a template, a picture or a fault, and is refused (7-reliability R14).

_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:core|app)\.xml"
    r"|word/(?:document|styles|settings|fontTable|numbering|footnotes|endnotes|theme/theme1)\.xml"
    r"|word/(?:header|footer)\d*\.xml|word/_rels/\w+\.xml\.rels|word/media/[A-Za-z0-9_-]+\.(?:png|jpe?g|gif|svg)"
)
"""The parts that a Word file of docgen may have; of another office program all are looked into alike."""
_PROPERTY = re.compile(r"<(?:\w+:)?(\w+)\b[^>]*>([^<]+)</")
_SET = frozenset({"title", "language", "Application", "DocSecurity", "AppVersion"})
"""Properties that docgen sets on purpose."""
_NAMES = {
    "creator": "作者", "lastModifiedBy": "修改人", "Company": "单位", "Manager": "经理", "Template": "模板的名字", "created": "创建时间",
    "modified": "修改时间", "lastPrinted": "打印时间", "revision": "修订次数", "TotalTime": "编辑时间", "keywords": "关键词", "subject": "主题",
    "description": "备注", "category": "类别", "HyperlinkBase": "链接的根",
}  # fmt: skip
_TRACES = (
    ("rsid", re.compile(r"\bw:rsid\w*="), "修订标识（rsid）"),
    ("<w:", re.compile(r"<w:(?:ins|del|moveFrom|moveTo)\b"), "修订痕迹"),
    ("<w:comment", re.compile(r"<w:comment(?:RangeStart|Reference)?\b"), "批注"),
    ("<w:vanish", re.compile(r"<w:vanish\b(?! w:val=\"(?:0|false)\")"), "隐藏的文字"),
    ("<w:docVar", re.compile(r"<w:docVar\b"), "文档变量"),
)
_PATH = re.compile(r"file://|[A-Za-z]:\\(?:Users|Documents)|/(?:home|root|Users|tmp)/[\w.-]+")
_PAGE = (
    (re.compile(r"<meta[^>]+name=[\"']?(?:author|generator|creator|publisher)", re.IGNORECASE), "作者或者程序的名字"),
    (re.compile(r"<!--(?!\[if)"), "注释"),
)


def strangers(data: bytes, *, public: bool = False) -> list[str]:
    """What *data* tells beyond its text, in Chinese. *public*: parts that docgen does not write are strangers too."""
    if data.startswith(b"PK\x03\x04"):
        return list(dict.fromkeys(_package(data, public=public)))
    if data.startswith(b"%PDF"):
        return list(dict.fromkeys(_pdf(data)))
    text = decoded(data[:200_000]) or ""
    if not re.match(r"\s*<", text):
        return []
    return [name for pattern, name in _PAGE if pattern.search(text)] + (["本机的路径"] if _PATH.search(text) else [])


def _package(data: bytes, *, public: bool) -> Iterator[str]:
    found, comment = members(data)
    if is_ofd(found):
        from docgen.privacy import ofd

        yield from ofd.strangers(found, public=public)
    word = any(member.name == "word/document.xml" for member in found)
    for name, content, _ in found:
        if name.startswith("customXml/"):
            yield "自定义数据（customXml）"
        elif "thumbnail" in name:
            yield "缩略图"
        elif name == "docProps/custom.xml":
            yield "自定义属性"
        elif name == "word/comments.xml":
            yield "批注"
        elif public and word and not _PARTS.fullmatch(name):
            yield f"没有用过的部件 {shown(name)}"
        if name.endswith((".xml", ".rels")):
            yield from _traces(content, properties=name.startswith("docProps/"))
    if comment:
        yield "压缩包的注释"


@lru_cache(maxsize=128)
def _traces(content: bytes, *, properties: bool) -> tuple[str, ...]:
    text = content.decode("utf-8", "replace")
    found = list(_properties(text)) if properties else []
    found += [what for sign, pattern, what in _TRACES if sign in text and pattern.search(text)]
    return (*found, "本机的路径") if _PATH.search(text) else tuple(found)


def _properties(text: str) -> Iterator[str]:
    for name, value in _PROPERTY.findall(text):
        if name not in _SET and value.strip() and name in _NAMES:
            yield f"文档属性“{_NAMES[name]}”"


def _pdf(data: bytes) -> Iterator[str]:
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        for key, value in pdf.docinfo.items() if "/Info" in pdf.trailer else ():
            if key in ("/Author", "/Subject", "/Keywords", "/Company", "/SourceModified") and str(value).strip():
                yield f"文档属性“{key[1:]}”"
        if len(pdf.attachments):
            yield "附件"
        for item in pdf.objects:
            if not isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
                continue
            if item.get("/Type") == "/EmbeddedFile" or item.get("/Subtype") == "/FileAttachment":
                yield "附件"
            if "/JS" in item or item.get("/S") == "/JavaScript":
                yield "脚本"
