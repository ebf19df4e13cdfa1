"""Word files made by hand, part by part, so that a test says exactly what Word would have stored."""

from __future__ import annotations

import io
import zipfile

NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word(body: str, *, head: str = "", **parts: str) -> bytes:
    """A Word file whose body is *body* (XML). *parts* are further parts (footnotes, numbering, styles, header1 …) by name.

    *head* stands before the root element: a document type, for hostile files.
    """
    document = f'<?xml version="1.0" encoding="UTF-8"?>{head}<w:document {NAMES}><w:body>{body}</w:body></w:document>'
    relations = "".join(
        f'<Relationship Id="r{number}" Type="{TYPE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for number, name in enumerate(parts)
    )
    members = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": _relations(f'<Relationship Id="r0" Type="{TYPE}/officeDocument" Target="word/document.xml"/>'),
        "word/document.xml": document,
        "word/_rels/document.xml.rels": _relations(relations),
    }
    for name, xml in parts.items():
        members[f"word/{name}.xml"] = xml
    return packed(members)


def packed(members: dict[str, str | bytes]) -> bytes:
    """A zip file with *members*."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def paragraph(*texts: str) -> str:
    """A paragraph with a run for each of *texts*."""
    return "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' for text in texts) + "</w:p>"


def part(root: str, inner: str) -> str:
    """A part with the root element *root*."""
    return f"<w:{root} {NAMES}>{inner}</w:{root}>"


def _relations(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )
