"""What a file says of those who made it: authors, companies, revisions, comments, paths, hidden text.

docgen sets the title and the language and nothing else; anything more in a public file
came in by a template, a picture or a fault, and is refused (7-reliability R14).
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import lru_cache

from docgen.privacy.carriers import decoded, members, shown

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
