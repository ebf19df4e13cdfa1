"""What a PDF holds: its text by the fonts' own tables, every string and stream of every object, properties, attachments."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from typing import Any

from docgen.privacy.carriers import DEPTH, Carrier, Unreadable, carriers, decoded

_BEGIN = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def pdf_carriers(data: bytes, depth: int = 0) -> Iterator[Carrier]:
    """The carriers of the PDF *data*. Raises Unreadable for a damaged or locked one."""
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for number, page in enumerate(pdf.pages, 1):
                yield Carrier(f"第{number}页", _page_text(page))
            trailer = "\n".join(_strings(pdf.trailer))
            yield Carrier("PDF 的文件信息", trailer)
            for number, item in enumerate(pdf.objects, 1):
                yield from _object(item, f"PDF 对象 {number}", depth)
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
        yield from _older(data)


def _object(item: Any, place: str, depth: int) -> Iterator[Carrier]:
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
        for inner in carriers(data, "", depth + 1):
            yield Carrier(f"PDF 的附件，{inner.place}", inner.seen, inner.marks, inner.blob)
    elif item.get("/Type") == "/Metadata":
        text = decoded(data) or ""
        yield Carrier("PDF 的 XMP 属性", re.sub(r"<[^>]*>", "\n", text), text)
    elif item.get("/Subtype") == "/Form":
        yield Carrier(place, _content_text(item, item.get("/Resources")))
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


def _older(data: bytes) -> Iterator[Carrier]:
    """Streams of earlier versions that an incremental update has left in the file."""
    for match in _BEGIN.finditer(data):
        try:
            inner = zlib.decompressobj().decompress(match[1])
        except zlib.error:
            inner = match[1]
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
