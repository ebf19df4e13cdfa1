"""The tests' own reader of OFD, written from GB/T 33190-2016 alone: it shares nothing with docgen's."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree

OFD = "{http://www.ofdspec.org/2016}"
TAGS = "{urn:docgen:structure}"


@dataclass(frozen=True)
class Piece:
    """A TextObject: its page from 0, its layer, its characters with their origins in millimetres, its font and size."""

    id: str
    page: int
    layer: str
    text: str
    places: tuple[tuple[float, float], ...]
    font: str
    size: float


class File:
    """An OFD taken apart; parts are found by the places that the file names."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            assert package.testzip() is None
            self.names = package.namelist()
            self.parts = {name: package.read(name) for name in self.names}
        self.entry = self.xml("OFD.xml")
        self.root_name = self.words(self.entry, f".//{OFD}DocRoot")
        self.root = self.xml(self.root_name)

    def xml(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.parts[name])

    @staticmethod
    def words(element: ElementTree.Element, path: str) -> str:
        found = element.find(path)
        assert found is not None and found.text, path
        return found.text

    def near(self, name: str, location: str) -> str:
        return posixpath.normpath(posixpath.join(posixpath.dirname(name), location))

    def pages(self) -> list[tuple[str, str]]:
        """(identifier, name of the part) of each page."""
        return [
            (one.attrib["ID"], self.near(self.root_name, one.attrib["BaseLoc"]))
            for one in self.root.findall(f"{OFD}Pages/{OFD}Page")
        ]

    def pieces(self) -> list[Piece]:
        found = []
        for number, (_, name) in enumerate(self.pages()):
            for layer in self.xml(name).findall(f"{OFD}Content/{OFD}Layer"):
                found += [_piece(one, number, layer.attrib["Type"]) for one in layer.iter(f"{OFD}TextObject")]
        return found

    def structure(self) -> ElementTree.Element:
        """The root of the tags."""
        listed = self.near(self.root_name, self.words(self.root, f"{OFD}CustomTags"))
        return self.xml(self.near(listed, self.words(self.xml(listed), f".//{OFD}FileLoc")))

    def rows(self) -> list[str]:
        """The text as a text file of the same paper has it: a line for each paragraph, row of a table, picture and entry."""
        texts = {one.id: one.text for one in self.pieces()}

        def text(element: ElementTree.Element) -> str:
            return "".join(texts.get(str(one.text), "") for one in element.findall(f"{OFD}ObjectRef"))

        found = []
        for element in self.structure():
            name = element.tag.removeprefix(TAGS)
            if name == "Table":
                found += ["\t".join(text(cell) for cell in row) for row in element]
            elif name == "Contents":
                found += [text(entry) for entry in element]
            elif name == "Figure":
                found.append(f"［图：{element.attrib['Alt']}］")
            else:
                found.append(text(element))
        return found

    def fonts(self) -> dict[str, tuple[str, bytes]]:
        """Identifier → (name, file) of each font."""
        found = {}
        for one in self.root.iter(f"{OFD}PublicRes"):
            name = self.near(self.root_name, str(one.text))
            resource = self.xml(name)
            for font in resource.iter(f"{OFD}Font"):
                place = posixpath.join(resource.attrib["BaseLoc"], self.words(font, f"{OFD}FontFile"))
                found[font.attrib["ID"]] = font.attrib["FontName"], self.parts[self.near(name, place)]
        return found


def _piece(element: ElementTree.Element, page: int, layer: str) -> Piece:
    left, top, _, _ = map(float, element.attrib["Boundary"].split())
    a, b, c, d, e, f = map(float, element.attrib.get("CTM", "1 0 0 1 0 0").split())
    text, places = "", []
    for code in element.iter(f"{OFD}TextCode"):
        words = code.text or ""
        x, y = float(code.attrib["X"]), float(code.attrib["Y"])
        steps = [*_steps(code.attrib.get("DeltaX", "")), 0.0]
        assert len(steps) == max(len(words), 1), words
        for step in steps[: len(words)]:
            places.append((left + a * x + c * y + e, top + b * x + d * y + f))
            x += step
        text += words
    font, size = element.attrib["Font"], float(element.attrib["Size"])
    return Piece(element.attrib["ID"], page, layer, text, tuple(places), font, size)


def _steps(text: str) -> Iterator[float]:
    pieces = iter(text.split())
    for piece in pieces:
        if piece == "g":
            count, value = int(next(pieces)), float(next(pieces))
            yield from [value] * count
        else:
            yield float(piece)


# — structure, clause by clause —

ORDER: dict[str, tuple[str, str, str, str]] = {
    # element: clause, attributes that it must have, children that it must have, all its children in their order
    "OFD": ("7.4", "Version DocType", "DocBody", "DocBody"),
    "DocBody": ("7.4", "", "DocInfo DocRoot", "DocInfo DocRoot Versions Signatures"),
    "DocInfo": (
        "7.4", "", "DocID",
        "DocID Title Author Subject Abstract CreationDate ModDate DocUsage Cover Keywords Creator CreatorVersion CustomDatas",
    ),
    "Document": (
        "7.5", "", "CommonData Pages",
        "CommonData Pages Outlines Permissions Actions VPreferences Bookmarks Annotations CustomTags Attachments Extensions",
    ),
    "CommonData": ("7.5", "", "MaxUnitID PageArea", "MaxUnitID PageArea PublicRes DocumentRes TemplatePage DefaultCS"),
    "PageArea": ("7.5", "", "PhysicalBox", "PhysicalBox ApplicationBox ContentBox BleedBox"),
    "Area": ("7.7", "", "PhysicalBox", "PhysicalBox ApplicationBox ContentBox BleedBox"),
    "Pages": ("7.6", "", "Page", "Page"),
    "Content": ("7.7", "", "Layer", "Layer"),
    "Layer": ("7.7", "ID", "", ""),
    "TextObject": ("11.2", "ID Boundary Font Size", "TextCode", "Actions Clips FillColor StrokeColor CGTransform TextCode"),
    "TextCode": ("11.3", "X Y", "", ""),
    "PathObject": ("9.1", "ID Boundary", "AbbreviatedData", "Actions Clips StrokeColor FillColor AbbreviatedData"),
    "ImageObject": ("10", "ID Boundary ResourceID", "", "Actions Clips Border"),
    "Outlines": ("7.8", "", "OutlineElem", "OutlineElem"),
    "OutlineElem": ("7.8", "Title", "", "Actions OutlineElem"),
    "Actions": ("14.1", "", "Action", "Action"),
    "Action": ("14.1", "Event", "Goto", "Region Goto"),
    "Goto": ("14.2", "", "Dest", "Dest"),
    "Dest": ("14.2", "Type PageID", "", ""),
    "Res": ("7.9", "BaseLoc", "", "ColorSpaces DrawParams Fonts MultiMedias CompositeGraphicUnits"),
    "Fonts": ("7.9", "", "Font", "Font"),
    "Font": ("11.1", "ID FontName", "FontFile", "FontFile"),
    "MultiMedias": ("7.9", "", "MultiMedia", "MultiMedia"),
    "MultiMedia": ("7.9", "ID Type", "MediaFile", "MediaFile"),
    "CustomTags": ("16", "", "CustomTag", "CustomTag"),
    "CustomTag": ("16", "NameSpace", "FileLoc", "SchemaLoc FileLoc"),
}  # fmt: skip
"""What the elements that docgen writes must have, by the clause of GB/T 33190-2016 that says so."""
LEAVES = frozenset(
    ("DocID", "Title", "Creator", "DocRoot", "MaxUnitID", "PhysicalBox", "PublicRes", "DocumentRes", "FillColor", "StrokeColor")
) | {"AbbreviatedData", "FontFile", "MediaFile", "FileLoc", "ObjectRef"}  # fmt: skip
_BOXED = frozenset(("TextObject", "PathObject", "ImageObject"))


def faults(data: bytes) -> list[str]:
    """What in the OFD *data* the standard does not allow, each with its clause; none for a good one."""
    file = File(data)
    found = []
    if file.names[0] != "OFD.xml":
        found.append("7.1 OFD.xml is not the first part")
    identifiers: list[int] = []
    for name, part in file.parts.items():
        if not name.endswith(".xml"):
            continue
        for element in ElementTree.fromstring(part).iter():
            own = element.tag.removeprefix(OFD)
            if own == element.tag or own in LEAVES:
                continue
            if own == "Page":
                needed = ("ID BaseLoc", "") if "BaseLoc" in element.attrib else ("", "Content")
                clause, attributes, children, order = "7.6", *needed, "Template PageRes Area Content Actions"
            elif own == "CustomTags" and not len(element):
                continue
            elif own not in ORDER:
                found.append(f"{name}: unknown element {own}")
                continue
            else:
                clause, attributes, children, order = ORDER[own]
            told = [one.tag.removeprefix(OFD) for one in element]
            found += [f"{clause} {name}: {own} lacks {one}" for one in attributes.split() if one not in element.attrib]
            found += [f"{clause} {name}: {own} lacks {one}" for one in children.split() if one not in told]
            ranks = [order.split().index(one) if one in order.split() else -1 for one in told]
            if order and ranks != sorted(ranks):
                found.append(f"{clause} {name}: {own} has its children in the order {told}")
            if own in _BOXED:
                _, _, width, height = map(float, element.attrib["Boundary"].split())
                found += [f"8.5 {name}: {own} has no extent"] if min(width, height) <= 0 else []
            if "ID" in element.attrib:
                identifiers.append(int(element.attrib["ID"]))
    if len(identifiers) != len(set(identifiers)):
        found.append("7.3 an identifier is given twice")
    most = int(file.words(file.root, f"{OFD}CommonData/{OFD}MaxUnitID"))
    if identifiers and max(identifiers) > most:
        found.append("7.5 MaxUnitID is too small")
    return found + _dangling(file, set(identifiers))


def _dangling(file: File, known: set[int]) -> Iterator[str] | list[str]:
    """References that lead nowhere."""
    found = []
    pages = {id_ for id_, _ in file.pages()}
    for name in file.names:
        if not name.endswith(".xml"):
            continue
        for element in file.xml(name).iter():
            for attribute in ("Font", "ResourceID", "PageID", "PageRef"):
                if attribute in element.attrib and int(element.attrib[attribute]) not in known:
                    found.append(f"7.3 {name}: {attribute} {element.attrib[attribute]} is no object")
            if "PageID" in element.attrib and element.attrib["PageID"] not in pages:
                found.append(f"14.2 {name}: no page {element.attrib['PageID']}")
            if element.tag == f"{OFD}ObjectRef" and int(str(element.text)) not in known:
                found.append(f"16 {name}: no object {element.text}")
    return found
