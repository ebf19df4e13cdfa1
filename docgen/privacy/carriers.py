"""Everything in a finished file that a person or a program could read, as texts with the place they stand in.

Knows Word and Excel packages, OFD, PDF, web pages, JSON and plain text; goes into packages
inside packages. Nothing is interpreted more than needed: what cannot be parsed is still
searched as it stands.
"""

from __future__ import annotations

import base64
import binascii
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from urllib.parse import unquote_to_bytes

from docgen.core.apart import UNPACKED

DEPTH = 3
_MEMBERS = 20_000


@dataclass(slots=True)
class Budget:
    """How many bytes of compressed things may still be inflated of one file, at all its levels together."""

    left: int = UNPACKED

    def spend(self, size: int, what: str = "压缩包") -> None:
        """Raises Unreadable where *size* is more than is left."""
        self.left -= size
        if self.left < 0:
            raise Unreadable(f"{what}解开以后太大")


class Unreadable(Exception):
    """The file is damaged or locked, so that nobody can say what it holds; the message is Chinese."""


@dataclass(frozen=True, slots=True)
class Carrier:
    """A text and where it stands (``word/document.xml``, ``PDF 对象 12``).

    ``seen`` is what a reader sees, paragraph by paragraph; ``marks`` the rest of a text:
    tags with their attributes, comments, style sheets; ``blob`` bytes that are no text; ``laid``
    that the lines of ``seen`` are those of a page, which end anywhere in a sentence.
    """

    place: str
    seen: str = ""
    marks: str = ""
    blob: bytes = b""
    laid: bool = False


def carriers(data: bytes, name: str = "", depth: int = 0, budget: Budget | None = None) -> Iterator[Carrier]:
    """The carriers of a file of *data*; *name* is its name as people see it. Raises Unreadable."""
    budget = budget or Budget()
    if name:
        yield Carrier("文件名", name)
    if data.startswith(b"PK\x03\x04"):
        yield from _package(data, depth, budget)
    elif data[:1024].lstrip().startswith(b"%PDF"):
        yield from pdf_carriers(data, depth, budget)
    elif (text := decoded(data)) is not None:
        yield from _text(text, name)
    else:
        yield Carrier("文件内容", blob=data)


def decoded(data: bytes) -> str | None:
    """*data* as text in UTF-8, UTF-16 or GB18030; ``None`` where it is none."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    head = data[:4096]
    if b"\x00" in head:
        wide = head.count(b"\x00") * 4 > len(head)
        return data.decode("utf-16-le" if head[1:2] == b"\x00" else "utf-16-be", "replace") if wide else None
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if re.search("[\x01-\x08\x0e-\x1a]", text[:4096]) else text
    return None


def _text(text: str, name: str) -> Iterator[Carrier]:
    if re.match(r"\s*(?:<!doctype html|<html|<\?xml|<)", text[:200], re.IGNORECASE) or name.endswith((".html", ".htm")):
        yield markup_carrier("网页", text)
    else:
        yield Carrier("正文", text)


# — markup —

_BLOCK_END = re.compile(
    r"</(?:w:p|a:p|text:p|text:h|p|h[1-6]|li|td|th|div|title|option|tr|dt|dd|figcaption|figure|header|si|ofd:TextCode|ofd:Title)>|<hr\b[^>]*>",
    re.IGNORECASE,
)
_OPENS = re.compile(r"<(?:(style|script)\b|!--)", re.IGNORECASE)
_CLOSES = {
    "style": re.compile("</style>", re.IGNORECASE),
    "script": re.compile("</script>", re.IGNORECASE),
    "": re.compile("-->"),
}
_TAG = re.compile(r"<[^>]*>")


def markup_carrier(place: str, text: str) -> Carrier:
    """A page or a part of a package: what is seen without tags, paragraphs on lines of their own."""
    return Carrier(place, *_markup(text))


@lru_cache(maxsize=128)
def _markup(text: str) -> tuple[str, str]:
    bare, marks = _without_unseen(text)
    # Between < and > may stand words where somebody forgot to escape a sign: they are searched as marks.
    # Behind the last > no tag can end, and a search for one there would begin anew at every <.
    end = bare.rfind(">") + 1
    tagged, tail = bare[:end], bare[end:]
    marks += _TAG.findall(tagged)
    seen, rest = _TAG.sub("", _BLOCK_END.sub("\n", tagged)) + tail, "\n".join(dict.fromkeys(marks))
    return (html.unescape(seen), html.unescape(rest)) if "&" in text else (seen, rest)


def _without_unseen(text: str) -> tuple[str, list[str]]:
    """*text* without style sheets, scripts and comments, and these; each character is looked at a few times at most."""
    kept: list[str] = []
    marks: list[str] = []
    missing: set[str] = set()
    at = last = 0
    while opens := _OPENS.search(text, at):
        kind = (opens[1] or "").lower()
        closes = None if kind in missing else _CLOSES[kind].search(text, opens.end())
        if closes is None:
            missing.add(kind)
            at = opens.end()
            continue
        kept.append(text[last : opens.start()])
        marks.append(text[opens.start() : closes.end()])
        at = last = closes.end()
    return "".join((*kept, text[last:])), marks


def comments(text: str) -> Iterator[str]:
    """The words of every comment in *text*."""
    start = text.find("<!--")
    while start >= 0 and (stop := text.find("-->", start + 4)) >= 0:
        yield text[start + 4 : stop]
        start = text.find("<!--", stop + 3)


# — packages —


class Member(NamedTuple):
    """A file in a package: its name, its bytes, and the comment and extra fields that ZIP keeps of it."""

    name: str
    data: bytes
    notes: bytes


@lru_cache(maxsize=4)
def members(data: bytes) -> tuple[tuple[Member, ...], bytes]:
    """The files of the package *data* and its comment. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            listed = package.infolist()
            if sum(member.file_size for member in listed) > UNPACKED or len(listed) > _MEMBERS:
                raise Unreadable("压缩包解开以后太大")
            files = [member for member in listed if not member.is_dir()]
            read = tuple(Member(one.filename, package.read(one), one.comment + one.extra) for one in files)
            return read, package.comment
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError, zlib.error) as fault:
        raise Unreadable("压缩包损坏或者加了密") from fault


def is_ofd(found: tuple[Member, ...]) -> bool:
    """True for the parts of an OFD."""
    return any(member.name.casefold() == "ofd.xml" for member in found)


def _package(data: bytes, depth: int, budget: Budget) -> Iterator[Carrier]:
    """Names, comments, extra fields and contents of the members of a ZIP."""
    found, comment = members(data)
    budget.spend(sum(len(member.data) for member in found))
    if comment:
        yield Carrier("压缩包的注释", decoded(comment) or "", blob=comment)
    yield Carrier("压缩包里部件的名字", "\n".join(member.name for member in found))
    if pages := is_ofd(found):
        from docgen.privacy import ofd

        yield from (Carrier(place, text, laid=True) for place, text in ofd.texts(found))
    for member in found:
        if member.notes:
            yield Carrier(f"{shown(member.name)}（压缩包的附注）", blob=member.notes)
        if pages and member.name.endswith(".xml"):
            words, figures = ofd.parted(member.data)
            seen, marks = _markup(words)
            yield Carrier(shown(member.name), seen, f"{marks}\n{figures}", laid=True)
        else:
            yield from _member(member, depth, budget)


def _member(member: Member, depth: int, budget: Budget) -> Iterator[Carrier]:
    name, data, _ = member
    if data[:4] not in (b"PK\x03\x04", b"%PDF") and name.endswith((".xml", ".rels", ".vml")):
        yield Carrier(shown(name), *_part(data))
        return
    if depth >= DEPTH:
        raise Unreadable("文件里套文件，层数太多")
    for inner in carriers(data, "", depth + 1, budget):
        yield Carrier(f"{shown(name)}，{inner.place}", inner.seen, inner.marks, inner.blob, inner.laid)


@lru_cache(maxsize=128)
def _part(data: bytes) -> tuple[str, str]:
    return _markup(decoded(data) or data.decode("utf-8", "replace"))


def shown(name: str) -> str:
    """A name inside the file, fit for a message: only what cannot itself be a secret is told."""
    return name if re.fullmatch(r"[A-Za-z\[\]_./-]{1,40}\d{0,3}(?:\.[a-z]{2,5}){0,2}", name) else "压缩包里的一个部件"


# — spellings that programs use —

_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2}[A-Za-z0-9._~-]*)+")
_HEX = re.compile(r"(?<![0-9a-fA-F])[0-9a-fA-F]{12,}")


@lru_cache(maxsize=256)
def decodings(text: str) -> tuple[tuple[str, ...], bytes]:
    """What *text* says when escapes and percent signs in it are read, and the bytes of its Base64 and hexadecimal runs."""
    found: list[str] = []
    if "\\" in text and _ESCAPE.search(text):
        read = _ESCAPE.sub(lambda match: chr(int(match[1] or match[2], 16)), text)
        # Characters beyond the first plane are escaped as two halves.
        found.append(read.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace"))
    if "%" in text and re.search(r"%[0-9A-Fa-f]{2}", text):
        found.append(unquote_to_bytes(text).decode("utf-8", "replace"))
    if "=" in text and (quoted := re.search(r"(?:=[0-9A-F]{2}){2}", text)):
        found.append(_any(binascii.a2b_qp(text[quoted.start() :].encode("utf-8", "replace"))))
    runs = [_base64(run) for run in dict.fromkeys(_BASE64.findall(text))]
    runs += [unquote_to_bytes(run) for run in dict.fromkeys(_PERCENT.findall(text))] if "%" in text else []
    runs += [bytes.fromhex(digits[: len(digits) // 2 * 2]) for digits in dict.fromkeys(_HEX.findall(text))]
    return tuple(found), b"\n".join(run for run in runs if run)


@lru_cache(maxsize=4096)
def _base64(run: str) -> bytes:
    if run.islower() and run.isalpha():
        return b""
    run = run.replace("-", "+").replace("_", "/")
    run = run[: len(run) - (len(run) % 4 == 1)]
    return base64.b64decode(run + "=" * (-len(run) % 4))


def _any(data: bytes) -> str:
    return decoded(data) or data.decode("utf-8", "replace")


# — pdf —
# What a PDF holds: its text by the fonts' own tables, every string and stream of every object, properties, attachments.

_BEGIN = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def pdf_carriers(data: bytes, depth: int = 0, budget: Budget | None = None) -> Iterator[Carrier]:
    """The carriers of the PDF *data*. Raises Unreadable for a damaged or locked one."""
    import pikepdf

    budget = budget or Budget()

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    budget.spend(_inflated(item, budget.left), "PDF ")
            for number, page in enumerate(pdf.pages, 1):
                yield Carrier(f"第{number}页", _page_text(page), laid=True)
            trailer = "\n".join(_strings(pdf.trailer))
            yield Carrier("PDF 的文件信息", trailer)
            for number, item in enumerate(pdf.objects, 1):
                yield from _object(item, f"PDF 对象 {number}", depth, budget)
    except pikepdf.PasswordError:
        raise Unreadable("PDF 加了密") from None
    except (
        pikepdf.PdfError,
        ArithmeticError,
        AttributeError,
        LookupError,
        RuntimeError,
        TypeError,
        ValueError,
    ) as fault:
        # In a spoiled file anything may stand where a font, a number or a page should be.
        raise Unreadable("PDF 损坏") from fault
    if data.count(b"%%EOF") > 1:
        yield from _older(data, budget)


def _inflated(stream: Any, most: int) -> int:
    """How many bytes *stream* holds once inflated, told without holding more than *most* of them."""
    import pikepdf

    filters = stream.get("/Filter")
    names = [str(one) for one in filters] if isinstance(filters, pikepdf.Array) else [str(filters)] if filters else []
    data = stream.read_raw_bytes()
    size = len(data)
    for name in names:
        if name in ("/FlateDecode", "/Fl"):
            opened = zlib.decompressobj()
            try:
                data = opened.decompress(data, most + 1)
            except zlib.error:
                return size
            size = len(data)
        elif name in ("/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"):
            # A byte of these gives some hundreds at most.
            size *= 64 if name.startswith("/R") else 1024
            return size if size > most else len(data)
        else:
            return size
        if size > most:
            return size
    return size


def _object(item: Any, place: str, depth: int, budget: Budget) -> Iterator[Carrier]:
    import pikepdf

    strings = "\n".join(_strings(item))
    if strings:
        # A dictionary with words in it may be read aloud, listed or shown: all of it counts as seen.
        yield Carrier(place, strings)
    if not isinstance(item, pikepdf.Stream):
        return
    try:
        data = item.read_bytes()
    except pikepdf.PdfError:
        data = item.read_raw_bytes()
    if item.get("/Type") == "/EmbeddedFile":
        if depth >= DEPTH:
            raise Unreadable("文件里套文件，层数太多")
        for inner in carriers(data, "", depth + 1, budget):
            yield Carrier(f"PDF 的附件，{inner.place}", inner.seen, inner.marks, inner.blob, inner.laid)
    elif item.get("/Type") == "/Metadata":
        text = decoded(data) or ""
        yield Carrier("PDF 的 XMP 属性", re.sub(r"<[^>]*>", "\n", text), text)
    elif item.get("/Subtype") == "/Form":
        yield Carrier(place, _content_text(item, item.get("/Resources")), laid=True)
    else:
        yield Carrier(place, blob=data)


def _strings(item: Any, level: int = 0) -> Iterator[str]:
    """Every string, name and key in *item*, other objects that it points to left to themselves."""
    import pikepdf

    if level > 30:
        return
    if isinstance(item, pikepdf.String):
        raw = bytes(item)
        yield str(item)
        if any(byte > 127 for byte in raw) and not raw.startswith((b"\xfe\xff", b"\xff\xfe")):
            yield decoded(raw) or ""
    elif isinstance(item, pikepdf.Name):
        yield str(item)
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118 - a Stream is no mapping
            yield str(key)
            value = item.get(key)
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, level + 1)
    elif isinstance(item, pikepdf.Array):
        for value in item:
            if not getattr(value, "is_indirect", False):
                yield from _strings(value, level + 1)


def _older(data: bytes, budget: Budget) -> Iterator[Carrier]:
    """Streams of earlier versions that an incremental update has left in the file."""
    end = data.rfind(b"endstream") + len(b"endstream")
    for match in _BEGIN.finditer(data, 0, end):
        try:
            inner = zlib.decompressobj().decompress(match[1], budget.left + 1)
        except zlib.error:
            inner = match[1]
        budget.spend(len(inner), "PDF ")
        yield Carrier("PDF 里留下的旧版本", blob=inner)
    yield Carrier("PDF 里留下的旧版本", blob=data)


# — the text of a page —


def _page_text(page: Any) -> str:
    return _content_text(page.obj, page.obj.get("/Resources") or page.get("/Resources"))


def _content_text(holder: Any, resources: Any) -> str:
    """The text that *holder* draws, a line where the pen moves up or down."""
    import pikepdf

    fonts = resources.get("/Font") if resources is not None else None
    tables: dict[str, tuple[int, dict[int, str]]] = {}
    made: list[str] = []
    table: tuple[int, dict[int, str]] = (1, {})
    instructions: Any = pikepdf.parse_content_stream(holder)
    for operands, operator in instructions:
        name = str(operator)
        if name == "Tf" and fonts is not None:
            font = str(operands[0])
            if font not in tables:
                tables[font] = _table(fonts.get(font))
            table = tables[font]
        elif name in ("Tj", "'", '"'):
            made.append(("" if name == "Tj" else "\n") + _read(bytes(operands[-1]), table))
        elif name == "TJ":
            made += [_read(bytes(piece), table) for piece in operands[0] if isinstance(piece, pikepdf.String)]
        elif name in ("T*", "Tm", "ET") or (name in ("Td", "TD") and float(operands[1])):
            made.append("\n")
        elif name == "BDC" and len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary):
            made += [
                "\n",
                *(str(operands[1][key]) for key in ("/ActualText", "/Alt", "/E") if key in operands[1]),
                "\n",
            ]
    return re.sub("\n+", "\n", "".join(made))


def _read(data: bytes, table: tuple[int, dict[int, str]]) -> str:
    width, characters = table
    if not characters:
        return decoded(data) or data.decode("latin-1")
    codes = (int.from_bytes(data[at : at + width], "big") for at in range(0, len(data), width))
    return "".join(characters.get(code, "") for code in codes)


_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
_TRIPLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:<([0-9A-Fa-f]*)>|\[(.*?)\])", re.DOTALL)


def _table(font: Any) -> tuple[int, dict[int, str]]:
    """(bytes a code, code → characters) of *font*, by its ToUnicode table; an empty table where it has none."""
    mapping = font.get("/ToUnicode") if font is not None else None
    width = 2 if font is not None and font.get("/Subtype") == "/Type0" else 1
    found: dict[int, str] = {}
    if mapping is None:
        return width, found
    source = mapping.read_bytes()
    for block in _CHARS.findall(source):
        found |= {int(code, 16): _characters(to) for code, to in _PAIR.findall(block)}
    for block in _RANGES.findall(source):
        for first, last, to, several in _TRIPLE.findall(block):
            start, stop = int(first, 16), int(last, 16)
            if several:
                listed = re.findall(rb"<([0-9A-Fa-f]*)>", several)
                found |= {start + step: _characters(one) for step, one in enumerate(listed)}
            elif to:
                head, tail = _characters(to)[:-1], ord(_characters(to)[-1:] or " ")
                found |= {code: head + chr(tail + code - start) for code in range(start, min(stop, start + 65535) + 1)}
    return width, found


def _characters(code: bytes) -> str:
    return bytes.fromhex(code.decode() if len(code) % 2 == 0 else code.decode() + "0").decode("utf-16-be", "replace")
