"""A scanner of finished files that shares no line with docgen: the judge of the leak test.

It is slow and plain on purpose: every file is torn into all the texts that it may hold,
each text is brought into one spelling, and every secret is looked for in every text.
"""

from __future__ import annotations

import base64
import html
import io
import json
import re
import unicodedata
import urllib.parse
import zipfile
from collections.abc import Iterable, Iterator

import pikepdf

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f]")
_SEPARATORS = re.compile(r"[\s\-‐-―_·•・.,/|~:'\"]")


def flat(text: str) -> str:
    """*text* in one spelling: no blanks, separators, invisible characters, no full-width forms, no case."""
    return _SEPARATORS.sub("", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))).casefold()


def texts(data: bytes, depth: int = 0) -> Iterator[str]:
    """Every text that the bytes *data* may be read as."""
    if data[:2] == b"PK" and depth < 4:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield package.comment.decode("utf-8", "replace")
            for member in package.infolist():
                yield member.filename + member.comment.decode("utf-8", "replace") + member.extra.decode("latin-1")
                yield from texts(package.read(member), depth + 1)
        return
    if data[:4] == b"%PDF":
        yield from _pdf(data, depth)
        return
    for encoding in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"):
        text = data.decode(encoding, "ignore")
        yield text
        if encoding in ("utf-8", "gb18030"):
            yield from _readings(text, depth)


def _readings(text: str, depth: int) -> Iterator[str]:
    yield html.unescape(text)
    yield html.unescape(re.sub(r"<[^>]*>", "", text))
    yield urllib.parse.unquote(text)
    yield urllib.parse.unquote(text, "gb18030")
    if "\\u" in text:
        yield re.sub(
            r"(?:\\u[0-9a-fA-F]{4})+",
            lambda match: json.loads(f'"{match[0]}"').encode("utf-16", "surrogatepass").decode("utf-16", "replace"),
            text,
        )
    if depth > 1:
        return
    for run in set(re.findall(r"[A-Za-z0-9+/_-]{8,}", text)):
        plain = run.replace("-", "+").replace("_", "/")
        plain = plain[: len(plain) - (len(plain) % 4 == 1)]
        inner = base64.b64decode(plain + "=" * (-len(plain) % 4))
        yield from (inner.decode(encoding, "ignore") for encoding in ("utf-8", "gb18030", "utf-16-le"))
    for run in set(re.findall(r"(?:[0-9a-fA-F]{2}){6,}", text)):
        yield bytes.fromhex(run).decode("utf-8", "ignore")


def _pdf(data: bytes, depth: int) -> Iterator[str]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        yield from _strings(pdf.trailer, 0)
        for item in pdf.objects:
            yield from _strings(item, 0)
            if isinstance(item, pikepdf.Stream):
                try:
                    inner = item.read_bytes()
                except pikepdf.PdfError:
                    inner = item.read_raw_bytes()
                if depth < 3:
                    yield from texts(inner, depth + 1)
    # What a reader would copy out of the pages, by a program of its own.
    import pdfplumber

    with pdfplumber.open(io.BytesIO(data)) as opened:
        for page in opened.pages:
            yield "".join(character["text"] for character in page.chars)


def _strings(item: object, level: int) -> Iterator[str]:
    if level > 20:
        return
    if isinstance(item, pikepdf.String):
        yield str(item)
        yield bytes(item).decode("utf-8", "ignore")
        yield bytes(item).decode("utf-16-be", "ignore")
    elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
        for key in item.keys():  # noqa: SIM118
            yield from _strings(item.get(key), level + 1) if not getattr(item.get(key), "is_indirect", False) else ()
    elif isinstance(item, pikepdf.Array):
        for value in item:
            yield from _strings(value, level + 1) if not getattr(value, "is_indirect", False) else ()
    elif isinstance(item, pikepdf.Name):
        yield str(item)


def found(data: bytes, secrets: Iterable[str]) -> set[str]:
    """Those of *secrets* that stand in *data* in any spelling that is known here."""
    everything = "\x00".join(flat(text) for text in texts(data))
    return {secret for secret in secrets if flat(secret) in everything}


# — every way to hide a secret that the scanner must see through —


def _docx(body: str, **more: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document><w:body><w:p>{body}</w:p></w:body></w:document>")
        for name, content in more.items():
            package.writestr(name, content)
    return stream.getvalue()


def _in_pdf(secret: str, where: str) -> bytes:
    pdf = pikepdf.new()
    page = pdf.add_blank_page()
    match where:
        case "info":
            pdf.docinfo["/Keywords"] = secret
        case "attachment":
            pdf.attachments["甲.txt"] = f"前{secret}后".encode()
        case "outline":
            with pdf.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem(f"第{secret}章", 0))
        case "annotation":
            page.obj["/Annots"] = pdf.make_indirect(
                [pikepdf.Dictionary(Type=pikepdf.Name("/Annot"), Contents=secret, A=pikepdf.Dictionary(URI=secret))]
            )
        case "xmp":
            with pdf.open_metadata() as metadata:
                metadata["dc:description"] = secret
    stream = io.BytesIO()
    pdf.save(stream, compress_streams=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return stream.getvalue()


def _wide(secret: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in secret)


def disguises(secret: str) -> dict[str, bytes]:
    """*secret* hidden in a file, by the name of the disguise."""
    page = "<!DOCTYPE html><p>前{}后</p>"
    return {
        "纯文本": f"前{secret}后".encode(),
        "GB18030": f"前{secret}后".encode("gb18030"),
        "UTF-16": f"前{secret}后".encode("utf-16"),
        "空格隔开": f"前{' '.join(secret)}后".encode(),
        "全角": f"前{_wide(secret)}后".encode(),
        "零宽字符": ("前" + "\u200b".join(secret) + "后").encode(),
        "横线隔开": f"前{'-'.join(secret)}后".encode(),
        "拆成几段的 DOCX": _docx("</w:t></w:r><w:r><w:t>".join(secret)),
        "DOCX 的属性": _docx(f'<w:docPr descr="{secret}"/>'),
        "DOCX 的注释": _docx(f"<!-- {secret} -->"),
        "DOCX 的批注部件": _docx("", **{"word/comments.xml": f"<w:t>{secret}</w:t>"}),
        "DOCX 的文档属性": _docx("", **{"docProps/core.xml": f"<dc:creator>{secret}</dc:creator>"}),
        "部件的名字": _docx("", **{f"word/{secret.replace('/', '')}.xml": "<a/>"}),
        "网页的字符实体": page.format("".join(f"&#{ord(char)};" for char in secret)).encode(),
        "网页的属性": page.format(f'<img alt="{secret}">').encode(),
        "网页的注释": page.format(f"<!-- {secret} -->").encode(),
        "百分号编码": page.format(urllib.parse.quote(secret)).encode(),
        "JSON 转义": json.dumps({"甲": f"前{secret}后"}).encode(),
        "Base64": page.format(base64.b64encode(f"前{secret}后".encode()).decode()).encode(),
        "十六进制": page.format(secret.encode().hex()).encode(),
        **{
            f"PDF 的 {where}": _in_pdf(secret, where)
            for where in ("info", "attachment", "outline", "annotation", "xmp")
        },
    }
