"""What an OFD holds beyond what every package of XML holds: its lines and paragraphs, and what tells of its makers.

Parts are read as they stand, not by the places that the file names: a part that no page leads to is
searched too. Source: GB/T 33190-2016, 7, 11 and 16.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import TypeAlias

Members: TypeAlias = "Sequence[tuple[str, bytes, bytes]]"
"""Name, bytes and what ZIP notes of each file of a package."""

_PREFIX = r"(?:\w+:)?"
_OBJECT = re.compile(rf"<{_PREFIX}TextObject\b([^>]*)>(.*?)</{_PREFIX}TextObject>", re.DOTALL)
_CODE = re.compile(rf"<{_PREFIX}TextCode\b([^>]*)>(.*?)</{_PREFIX}TextCode>", re.DOTALL)
_ATTRIBUTE = re.compile(r"""\b(ID|Boundary|Y|Visible)\s*=\s*["']([^"']*)["']""")
_REFERENCE = re.compile(rf"<{_PREFIX}ObjectRef\b[^>]*>\s*(\d+)\s*</{_PREFIX}ObjectRef>|<(/?)([^>]*)>")
_TAG = re.compile(r"<[^>]*>")

PARTS = re.compile(
    r"OFD\.xml|Doc_0/(?:Document|PublicRes|DocumentRes)\.xml|Doc_0/Pages/Page_\d+/Content\.xml"
    r"|Doc_0/Res/(?:font_\d+\.[ot]tf|image_\d+\.(?:png|jpg))|Doc_0/Tags/(?:CustomTags|Structure)\.xml"
)
"""The parts that an OFD of docgen may have."""
_INFO = {
    "Author": "作者", "Subject": "主题", "Abstract": "摘要", "CreationDate": "创建时间", "ModDate": "修改时间", "Keywords": "关键词",
    "CustomDatas": "自定义数据", "Cover": "封面", "CreatorVersion": "程序的版本",
}  # fmt: skip
_KEPT = (
    ("Annotations", "批注"), ("Attachments", "附件"), ("Signatures", "签名或者签章"), ("Extensions", "扩展信息"), ("Versions", "旧版本"),
)  # fmt: skip


def texts(found: Members) -> Iterator[tuple[str, str]]:
    """(place, text): each page line by line, and the paragraphs that tags put together, across lines and pages."""
    objects: dict[str, str] = {}
    number = 0
    for name, data, _ in found:
        source = _read(data) if name.endswith(".xml") else ""
        if "TextObject" not in source:
            continue
        number += 1
        lines: list[str] = []
        last = ""
        for match in _OBJECT.finditer(source):
            told = dict(_ATTRIBUTE.findall(match[1]))
            codes = [(code[1], html.unescape(_TAG.sub("", code[2]))) for code in _CODE.finditer(match[2])]
            text = "".join(words for _, words in codes)
            objects[told.get("ID", "")] = text
            height = " ".join(told.get("Boundary", "").split()[1:2]) + "".join(
                dict(_ATTRIBUTE.findall(head)).get("Y", "") for head, _ in codes[:1]
            )
            # What stands on one line may be cut into one object a character.
            if lines and height == last:
                lines[-1] += text
            else:
                lines.append(text)
            last = height
        yield f"第{number}页", "\n".join(lines)
    for name, data, _ in found:
        source = _read(data) if name.endswith(".xml") else ""
        if "ObjectRef" in source:
            yield "自定义标引", _tagged(source, objects)


_FIGURES = re.compile(
    rf"(<{_PREFIX}(?:MaxUnitID|\w+Box|ObjectRef|AbbreviatedData|DefaultCS|Glyphs|CV)\b[^>]*>)([-+\d\sA-Zeg.]*)(?=</)"
)
"""Elements that hold numbers of the page: beside one another they would look like a telephone number."""


def parted(data: bytes) -> tuple[str, str]:
    """The XML part *data* without the numbers of the page, and these."""
    source = _read(data)
    figures = [match[2] for match in _FIGURES.finditer(source)]
    return (_FIGURES.sub(r"\1", source) if figures else source), "\n".join(figures)


def _tagged(source: str, objects: dict[str, str]) -> str:
    """The texts of the objects that *source* names: references side by side are one paragraph."""
    found = [""]
    for match in _REFERENCE.finditer(source):
        if match[1] is not None:
            found[-1] += objects.get(match[1], "")
        elif found[-1]:
            found.append("")
    return "\n".join(found)


def strangers(found: Members, *, public: bool) -> Iterator[str]:
    """What an OFD tells beyond its text, in Chinese; *public*: parts that docgen does not write are strangers too."""
    for part, data, _ in found:
        if public and not PARTS.fullmatch(part):
            yield "没有用过的部件"
        if not part.endswith(".xml"):
            continue
        source = _read(data)
        for name, what in _INFO.items():
            if re.search(rf"<{_PREFIX}{name}\b[^>]*>\s*[^<\s]|<{_PREFIX}{name}\b[^>]*>\s*<{_PREFIX}(?!/)\w", source):
                yield f"文档属性“{what}”"
        yield from (what for name, what in _KEPT if re.search(rf"<{_PREFIX}{name}\b", source))
        if re.search(r"""\bVisible\s*=\s*["'](?:false|0)["']""", source):
            yield "隐藏的文字"


def _read(data: bytes) -> str:
    return data.decode("utf-8", "replace")
