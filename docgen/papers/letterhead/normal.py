"""An office's Word file as a plain .docx that holds only what shall be printed.

``as_docx`` makes one of what Word itself opens without a word: a template (.dotx), one with macros (.docm), a main
part of another name, relations that lead nowhere. ``settled`` takes out what an office did not mean to send with
every letter: tracked changes (accepted), attached templates, document variables, paths of its own machine. What
cannot be told from the rest is refused, never passed on.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import etree

from docgen.core.errors import TemplateError, problem
from docgen.core.source import Span
from docgen.formats.word.package import Package

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MAIN = "word/document.xml"
NUMBER = "paragraph"
"""The attribute that holds a paragraph's number as Word counts them while the file is prepared; it never leaves ``tags``."""

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_WORD_TYPES = (
    _TYPE,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-word.document.macroEnabled.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
)
_MACROS = ("vbaproject", "wordvbadata", "vbaprojectsignature", "keymapcustomizations", "attachedtoolbars")
_ELSEWHERE = ("http://", "https://", "mailto:", "#")
_PATH = re.compile(r"(?i)(?<![a-z])[a-z]:[\\/]|\\\\\w|file:/|/(?:home|users)/")


def as_docx(package: Package, file: str) -> dict[str, bytes]:
    """The parts of a Word file, its main part at ``word/document.xml``, every relation leading to a part that is there.

    A Strict file comes out as a transitional one. Raises TemplateError for what is no Word document.
    """
    parts = package.parts()
    # The size and the nesting of every part is looked at before anything is made of one.
    main = next((part for kind, part in package.relations("").values() if kind == "officeDocument"), MAIN)
    if package.xml(main).tag != f"{W}document":
        raise _refused(file, "这不是 Word 文档", "用 Word 或 WPS 打开，另存为 .docx")
    if package.has(_TYPES):
        parts[_TYPES] = _retyped(package.xml(_TYPES), main, file)
    if main != MAIN:
        parts = _moved(parts, main)
    return _without_loose_ends(parts)


def _refused(file: str, message: str, hint: str) -> TemplateError:
    return TemplateError([problem(Span(file), "T010", message, hint)])


def _bytes(root: Any) -> bytes:
    return bytes(etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True))


def _root(data: bytes) -> Any:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True))


def _retyped(root: Any, main: str, file: str) -> bytes:
    """The list of types with *main* as a plain document; Raises TemplateError where it is no Word text at all."""
    for item in list(root):
        name = item.get("PartName", "").lstrip("/")
        if name.casefold() == main.casefold():
            if item.get("ContentType") not in _WORD_TYPES:
                raise _refused(file, "这不是 Word 文档", "用 Word 或 WPS 打开，另存为 .docx")
            item.set("ContentType", _TYPE)
            item.set("PartName", f"/{MAIN}")
        elif _is_macro(name):
            root.remove(item)
    return _bytes(root)


def _is_macro(name: str) -> bool:
    return posixpath.basename(name).partition(".")[0].casefold() in _MACROS


def _moved(parts: dict[str, bytes], main: str) -> dict[str, bytes]:
    """*parts* with the main part under its usual name; its relations lead where they led before."""
    folder, base = posixpath.split(main)
    old, new = posixpath.join(folder, "_rels", f"{base}.rels"), "word/_rels/document.xml.rels"
    found = {name: data for name, data in parts.items() if name not in (main, old)}
    found[MAIN] = parts[main]
    if old in parts:
        root = _root(parts[old])
        for item in root.iter(_REL):
            if item.get("TargetMode") != "External" and not item.get("Target", "").startswith("/"):
                item.set("Target", "/" + posixpath.normpath(posixpath.join(folder, item.get("Target", ""))))
        found[new] = _bytes(root)
    top = _root(parts["_rels/.rels"])
    for item in top.iter(_REL):
        if item.get("Type", "").endswith("/officeDocument"):
            item.set("Target", MAIN)
    found["_rels/.rels"] = _bytes(top)
    return found


def _without_loose_ends(parts: dict[str, bytes]) -> dict[str, bytes]:
    """*parts* less macros and the relations to parts that are not there, with what in the text hung on them."""
    kept = {name: data for name, data in parts.items() if not _is_macro(name)}
    known = {name.casefold() for name in kept}
    for name in [name for name in kept if name.endswith(".rels")]:
        root = _root(kept[name])
        folder, base = posixpath.split(name)
        owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        gone = []
        for item in list(root.iter(_REL)):
            target = item.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(owner), target)
            if item.get("TargetMode") != "External" and posixpath.normpath(part).casefold() not in known:
                gone.append(item.get("Id", ""))
                root.remove(item)
        if gone:
            kept[name] = _bytes(root)
            if owner in kept:
                kept[owner] = _unhung(kept[owner], gone)
    return kept


def _unhung(data: bytes, gone: list[str]) -> bytes:
    """A part in which nothing names the relations *gone*: a link keeps its words, a picture or a header goes."""
    root = _root(data)
    for node in [node for node in root.iter() if isinstance(node.tag, str)]:
        for key in [key for key, value in node.attrib.items() if key.startswith(_R) and value in gone]:
            del node.attrib[key]
            if node.tag == f"{W}hyperlink":
                continue
            holder = next(node.iterancestors(f"{W}drawing", f"{W}pict", f"{W}object"), node)
            if holder.getparent() is not None:
                holder.getparent().remove(holder)
    return _bytes(root)


# — settling —


@dataclass(frozen=True, slots=True)
class Note:
    """What was taken out: in words, and at which paragraph of the text (0 where it stands in none)."""

    paragraph: int
    words: str


_GONE = {f"{W}del", f"{W}moveFrom"}
_COME = {f"{W}ins", f"{W}moveTo"}
_MARKS = {
    f"{W}{name}"
    for name in [
        "moveFromRangeStart",
        "moveFromRangeEnd",
        "moveToRangeStart",
        "moveToRangeEnd",
        "customXmlInsRangeStart",
        "customXmlInsRangeEnd",
        "customXmlDelRangeStart",
        "customXmlDelRangeEnd",
        "customXmlMoveFromRangeStart",
        "customXmlMoveFromRangeEnd",
        "customXmlMoveToRangeStart",
        "customXmlMoveToRangeEnd",
        "cellIns",
        "cellMerge",
        "numberingChange",
    ]
}
_SETTINGS = {
    f"{W}attachedTemplate": "附加的模板",
    f"{W}docVars": "文档变量",
    f"{W}mailMerge": "邮件合并的数据来源",
    f"{W}trackRevisions": "",
    f"{W}saveThroughXslt": "另存用的转换文件",
    f"{W}documentProtection": "文档保护",
    f"{W}writeProtection": "写保护",
}


def settled(parts: dict[str, bytes], file: str) -> tuple[dict[str, bytes], list[Note]]:
    """*parts* with tracked changes accepted, and without what tells of the office's machine; and what that was.

    Paragraphs of the text bear their number in the attribute NUMBER.
    Raises TemplateError for a path of the machine in a place where it cannot be taken out.
    """
    found = dict(parts)
    notes: list[Note] = []
    for name in [name for name in parts if name.startswith("word/") and name.endswith(".xml")]:
        root = _root(parts[name])
        if name == MAIN:
            for number, paragraph in enumerate(root.iter(f"{W}p"), 1):
                paragraph.set(NUMBER, str(number))
        if any(_tracked(node) for node in root.iter()):
            notes += _accepted(root, name)
        if name == "word/settings.xml":
            for node in [node for node in root if node.tag in _SETTINGS]:
                root.remove(node)
                if _SETTINGS[node.tag]:
                    notes.append(Note(0, f"有{_SETTINGS[node.tag]}"))
        notes += _paths(root, file)
        found[name] = _bytes(root)
    for name in [name for name in parts if name.endswith(".rels")]:
        found[name], gone = _inside(parts[name])
        folder, base = posixpath.split(name)
        owner = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        if gone:
            if owner != "word/settings.xml":
                notes.append(Note(0, "有指向本机或者内网文件的链接"))
            if owner in found:
                found[owner] = _unhung(found[owner], gone)
    return found, notes


def _inside(data: bytes) -> tuple[bytes, list[str]]:
    """Relations less those to files of the machine or its network, and the ids of these."""
    root = _root(data)
    gone = []
    for item in list(root.iter(_REL)):
        target = item.get("Target", "")
        if item.get("TargetMode") == "External" and (
            not target.lower().startswith(_ELSEWHERE) or item.get("Type", "").endswith("/attachedTemplate")
        ):
            gone.append(item.get("Id", ""))
            root.remove(item)
    return (_bytes(root), gone) if gone else (data, [])


def _tracked(node: Any) -> bool:
    tag = node.tag
    return isinstance(tag, str) and (
        tag in _GONE
        or tag in _COME
        or tag in _MARKS
        or tag == f"{W}cellDel"
        or (tag.startswith(W) and tag.endswith("Change") and node.get(f"{W}author") is not None)
    )


def _accepted(root: Any, part: str) -> Iterator[Note]:
    """Accept every tracked change of *root*; one Note for each paragraph that had one."""
    told: dict[int, None] = {}
    for node in root.iter():
        if _tracked(node):
            paragraph = node if node.tag == f"{W}p" else next(node.iterancestors(f"{W}p"), None)
            if paragraph is None:
                row = next(node.iterancestors(f"{W}tr", f"{W}tbl"), node)
                paragraph = next(row.iter(f"{W}p"), None)
            told[int(paragraph.get(NUMBER, 0)) if paragraph is not None else 0] = None
    for node in [node for node in root.iter(f"{W}tr") if node.find(f"{W}trPr/{W}del") is not None]:
        node.getparent().remove(node)
    for node in [node for node in root.iter(f"{W}tc") if node.find(f"{W}tcPr/{W}cellDel") is not None]:
        node.getparent().remove(node)
    joined = [
        node
        for node in root.iter(f"{W}p")
        if node.find(f"{W}pPr/{W}rPr/{W}del") is not None or node.find(f"{W}pPr/{W}rPr/{W}moveFrom") is not None
    ]
    for node in [node for node in root.iter() if _tracked(node)]:
        parent = node.getparent()
        if parent is None:
            continue
        if node.tag in _COME and parent.tag not in (f"{W}rPr", f"{W}trPr"):
            at = parent.index(node)
            for child in reversed(list(node)):
                parent.insert(at, child)
        parent.remove(node)
    for node in reversed(joined):
        _join(node)
    yield from (
        Note(number, "有修订，按接受处理" if part == MAIN else "页眉、页脚、注里有修订，按接受处理") for number in told
    )


def _join(paragraph: Any) -> None:
    """Give what is left of *paragraph*, whose mark was deleted, to the one after it."""
    after = paragraph.getnext()
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    if after is not None and after.tag == f"{W}p":
        at = 1 if after.find(f"{W}pPr") is not None else 0
        for child in reversed(content):
            after.insert(at, child)
        paragraph.getparent().remove(paragraph)
    elif not content and paragraph.getprevious() is not None and paragraph.find(f"{W}pPr/{W}sectPr") is None:
        paragraph.getparent().remove(paragraph)


def _paths(root: Any, file: str) -> Iterator[Note]:
    """Take paths of the machine out of what describes pictures. Raises TemplateError for one in a field."""
    for node in root.iter():
        if not isinstance(node.tag, str):
            continue
        if node.tag.endswith(("}docPr", "}cNvPr")):
            for key in ("descr", "title", "name"):
                if _PATH.search(node.get(key, "")):
                    node.set(key, "")
                    yield Note(0, "图片的说明里有本机的路径")
        if node.tag == f"{W}instrText" and _PATH.search(node.text or ""):
            raise _refused(
                file,
                "域代码里有本机的路径，会随文书带出去",
                "在 Word 里选中这个域（图片、链接、包含的文字），按 Ctrl+Shift+F9 变成普通文字",
            )
        if node.tag == f"{W}fldSimple" and _PATH.search(node.get(f"{W}instr", "")):
            raise _refused(
                file,
                "域代码里有本机的路径，会随文书带出去",
                "在 Word 里选中这个域，按 Ctrl+Shift+F9 变成普通文字",
            )


# — what filling leaves —


def whole(root: Any) -> None:
    """Repair what an emptied template leaves: a cell, header, note and box keeps a paragraph, a table without rows goes.

    Names of bookmarks, ids of bookmarks, paragraphs and content controls are made to stand once.
    """
    for row in [row for row in root.iter(f"{W}tr") if next(row.iter(f"{W}tc"), None) is None]:
        row.getparent().remove(row)
    for table in [table for table in root.iter(f"{W}tbl") if next(table.iter(f"{W}tr"), None) is None]:
        table.getparent().remove(table)
    for control in [one for one in root.iter(f"{W}sdt") if not _content(one)]:
        if control.getparent().tag in (f"{W}tbl", f"{W}tr", f"{W}body"):
            control.getparent().remove(control)
        elif control.getparent().tag != f"{W}p":
            holder = control.find(f"{W}sdtContent")
            (holder if holder is not None else etree.SubElement(control, f"{W}sdtContent")).append(_empty())
    holders = ("tc", "hdr", "ftr", "footnote", "endnote", "txbxContent")
    for holder in root.iter(*(f"{W}{name}" for name in holders)):
        blocks = [child for child in holder if child.tag in (f"{W}p", f"{W}tbl", f"{W}sdt")]
        if not blocks or (holder.tag == f"{W}tc" and blocks[-1].tag == f"{W}tbl"):
            holder.append(_empty())
    _once(root)


def _content(control: Any) -> bool:
    content = control.find(f"{W}sdtContent")
    return content is not None and len(content) > 0


def _empty() -> Any:
    return etree.Element(f"{W}p")


_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"


def _once(root: Any) -> None:
    names: set[str] = set()
    open_now: dict[str, str] = {}
    starts: dict[str, Any] = {}
    count = 0
    known: set[str] = set()
    controls: set[str] = set()
    for node in list(root.iter()):
        if node.tag == f"{W}bookmarkStart":
            name, number = node.get(f"{W}name", ""), node.get(f"{W}id", "")
            if name in names:
                open_now[number] = ""
                node.getparent().remove(node)
            else:
                names.add(name)
                open_now[number] = str(count)
                starts[str(count)] = node
                node.set(f"{W}id", str(count))
                count += 1
        elif node.tag == f"{W}bookmarkEnd":
            new = open_now.pop(node.get(f"{W}id", ""), "")
            if new:
                del starts[new]
                node.set(f"{W}id", new)
            else:
                node.getparent().remove(node)
        elif node.tag == f"{W}sdtPr":
            mark = node.find(f"{W}id")
            if mark is not None and mark.get(f"{W}val", "") in controls:
                node.remove(mark)
            elif mark is not None:
                controls.add(mark.get(f"{W}val", ""))
        if isinstance(node.tag, str) and (mark := node.get(f"{_W14}paraId")) is not None:
            if mark in known:
                del node.attrib[f"{_W14}paraId"]
            known.add(mark)
    for node in starts.values():  # Its end went with a paragraph that was left out.
        node.getparent().remove(node)


def unplaceheld(root: Any, looks: set[str], has_tag: Any) -> None:
    """Content controls whose words hold a tag are no longer placeholders: *looks* are the styles of grey words.

    *has_tag* tells of a text whether it holds one.
    """
    for control in root.iter(f"{W}sdt"):
        properties, content = control.find(f"{W}sdtPr"), control.find(f"{W}sdtContent")
        if properties is None or content is None:
            continue
        for name in ("placeholder", "dataBinding"):
            for node in properties.findall(f"{W}{name}"):
                properties.remove(node)
        words = "".join(node.text or "" for node in content.iter(f"{W}t"))
        if not has_tag(words):
            continue
        for node in properties.findall(f"{W}showingPlcHdr"):
            properties.remove(node)
        for node in [node for node in content.iter(f"{W}rStyle") if node.get(f"{W}val") in looks]:
            node.getparent().remove(node)
        for node in [node for node in properties.iter(f"{W}rStyle") if node.get(f"{W}val") in looks]:
            node.getparent().remove(node)


def placeholder_looks(styles: bytes | None) -> set[str]:
    """The ids of the styles in which Word shows placeholders."""
    found = {"PlaceholderText"}
    if styles is not None:
        for style in _root(styles).iter(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None and name.get(f"{W}val", "").casefold() in ("placeholder text", "占位符文本"):
                found.add(style.get(f"{W}styleId", ""))
    return found
