"""OFD: the pages of the PDF as GB/T 33190-2016 has them, with the text as text and its paragraphs told apart.

A page holds a TextObject for each run of one face, with the advance of every character, PathObjects
for rules and frames, ImageObjects for pictures. Which objects are one paragraph, one cell or one entry
of the contents, and in which order they are read, is told by custom tags (GB/T 33190-2016, 16, 自定义标引;
their names are docgen's own, since the standard leaves them to whoever tags). No seal and no
signature is made, and no date: docgen signs nothing and knows no clock. Lengths in the file are
millimetres from the upper left corner of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import groupby, pairwise
from zlib import crc32

from docgen.core.errors import WriteError
from docgen.core.tree import Contents, Document, Image, PageBreak, Paragraph, Picture, Table, assert_never, plain_text
from docgen.formats.ofd import places
from docgen.formats.ofd.lines import Owner, Run, cut, suffix
from docgen.formats.ofd.places import Bar, Leaf, Plate
from docgen.formats.word.ooxml import NOT_XML, Part, escape, package, unprintable
from docgen.page.fonts import Face
from docgen.page.norm.model import Norm
from docgen.page.shape import table_cells

NAMES = "urn:docgen:structure"
"""The namespace of the tags."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The object *id* of the page with the identifier *page* belongs to *owner*."""

    owner: Owner
    page: int
    id: int


def listed(space: str) -> str:
    """The list of what is tagged."""
    return (
        f'<ofd:CustomTags {space}><ofd:CustomTag NameSpace="{NAMES}">'
        "<ofd:FileLoc>Structure.xml</ofd:FileLoc></ofd:CustomTag></ofd:CustomTags>"
    )


def structure(document: Document, norm: Norm, marks: Sequence[Mark], space: str) -> str:
    """The tree of *document*: roles, levels of headings, rows and cells, each with its objects."""
    of: dict[Owner, list[Mark]] = {}
    for mark in marks:
        of.setdefault(mark.owner, []).append(mark)
    meta = document.meta
    told = f'Kind="{escape(meta.name)}" Language="{escape(meta.language)}"'
    blocks = "".join(_blocks(document, norm, of))
    return f'<d:Paper xmlns:d="{NAMES}" {space} {told}>{blocks}</d:Paper>'


def _blocks(document: Document, norm: Norm, of: dict[Owner, list[Mark]]) -> Iterator[str]:
    targets = sorted({(owner.block, owner.target) for owner in of if owner.target is not None})
    entries = {block: [one for _, one in group] for block, group in groupby(targets, lambda one: one[0])}
    for index, block in enumerate(document.blocks):
        match block:
            case Paragraph(role) if norm.roles[role].turned:
                pass
            case Paragraph(role):
                level = norm.roles[role].outline
                told = f' Level="{level}"' if level else ""
                yield _element("Paragraph", f' Role="{escape(role)}"{told}', _refs(of.get(Owner(index), ())))
            case Table(role):
                rows = []
                for row, cells in enumerate(table_cells(block)[1]):
                    inner, column = "", 0
                    for _, taken in cells:
                        kind = ' Header="true"' if norm.roles[role].ruled.names(row, column) else ""
                        inner += _element("Cell", kind, _refs(of.get(Owner(index, (row, column)), ())))
                        column += taken
                    rows.append(_element("Row", "", inner))
                yield _element("Table", f' Role="{escape(role)}"', "".join(rows))
            case Image():
                yield _element("Figure", f' Alt="{escape(block.alt)}"', _refs(of.get(Owner(index), ())))
            case Contents():
                inner = "".join(
                    _element("Entry", "", _refs(of[Owner(index, None, target)])) for target in entries.get(index, ())
                )
                yield _element("Contents", "", inner)
            case PageBreak():
                pass
            case _:
                assert_never(block)


def _element(name: str, told: str, inner: str) -> str:
    return f"<d:{name}{told}>{inner}</d:{name}>" if inner else f"<d:{name}{told}/>"


def _refs(marks: Iterable[Mark]) -> str:
    return "".join(f'<ofd:ObjectRef PageRef="{mark.page}">{mark.id}</ofd:ObjectRef>' for mark in marks)


SPACE = "http://www.ofdspec.org/2016"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NS = f'xmlns:ofd="{SPACE}"'
_MM = 25.4 / 72
_THICKER = 1 / 30
"""Em that the strokes of emphasis are thicker, as in the PDF."""


def write(document: Document, norm: Norm) -> bytes:
    """*document* as OFD, the same bytes for the same arguments."""
    parts = list(_Writer(document, norm).parts())
    if any(one.name.endswith(".xml") and NOT_XML.search(one.data.decode()) for one in parts):
        raise WriteError([unprintable(document, "OFD")])
    return package(parts)


@dataclass(slots=True)
class _Ids:
    """The identifiers of one file, each given once, from 1. Source: GB/T 33190-2016, 7.3, ST_ID."""

    last: int = 0

    def take(self) -> int:
        self.last += 1
        return self.last


@dataclass(slots=True)
class _Writer:
    """Writes the parts of one file; what later parts need is remembered while the pages are written."""

    document: Document
    norm: Norm
    ids: _Ids = field(default_factory=_Ids)
    fonts: dict[Face, tuple[int, set[str]]] = field(default_factory=dict)
    pictures: dict[bytes, tuple[int, Picture]] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    page_ids: list[int] = field(default_factory=list)

    def parts(self) -> Iterator[Part]:
        """OFD.xml first, as the standard asks for, then everything in a fixed order."""
        made = places.pages(self.document, self.norm)
        self.page_ids = [self.ids.take() for _ in made.leaves]
        files: dict[str, bytes] = {}
        for leaf, page in zip(made.leaves, self.page_ids, strict=True):
            files[f"Doc_0/Pages/Page_{leaf.number - 1}/Content.xml"] = _xml(self.page(leaf, page, made))
        resources = dict(self.resources())
        files["Doc_0/Tags/CustomTags.xml"] = _xml(listed(_NS))
        files["Doc_0/Tags/Structure.xml"] = _xml(structure(self.document, self.norm, self.marks, _NS))
        document = {"Doc_0/Document.xml": _xml(self.root(made, resources))}
        files = {**document, **resources, **files}
        # Whose bytes are the same is the same paper: the identifier comes from all that the file holds.
        digest = sha256(self.document.meta.title.encode())
        for name, data in files.items():
            digest.update(f"\n{name} {len(data)}\n".encode())
            digest.update(data)
        files = {"OFD.xml": _xml(self.entry(digest.hexdigest()[:32])), **files}
        return (Part(name, data, crc32(data)) for name, data in files.items())

    # — the file and the document —

    def entry(self, identifier: str) -> str:
        return (
            f'<ofd:OFD {_NS} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
            f"<ofd:DocID>{identifier}</ofd:DocID><ofd:Title>{escape(self.document.meta.title)}</ofd:Title>"
            "<ofd:Creator>docgen</ofd:Creator></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        )

    def root(self, made: places.Pages, resources: Mapping[str, bytes]) -> str:
        kinds = (("PublicRes", "PublicRes.xml"), ("DocumentRes", "DocumentRes.xml"))
        named = "".join(f"<ofd:{kind}>{name}</ofd:{kind}>" for kind, name in kinds if f"Doc_0/{name}" in resources)
        listed = "".join(
            f'<ofd:Page ID="{id_}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number, id_ in enumerate(self.page_ids)
        )
        return (
            f"<ofd:Document {_NS}><ofd:CommonData><ofd:MaxUnitID>{self.ids.last}</ofd:MaxUnitID>"
            f"<ofd:PageArea>{self.box()}</ofd:PageArea>{named}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages>{self.outlines(made)}"
            "<ofd:CustomTags>Tags/CustomTags.xml</ofd:CustomTags></ofd:Document>"
        )

    def outlines(self, made: places.Pages) -> str:
        """The headings as 大纲, each inside the one that it lies under."""
        found: list[str] = []
        open_: list[int] = []
        for index, block in enumerate(self.document.blocks):
            level = self.norm.roles[block.role].outline if isinstance(block, Paragraph) else 0
            title = plain_text(block.inlines).strip() if isinstance(block, Paragraph) else ""
            if not level or not title or index not in made.tops:
                continue
            while open_ and open_[-1] >= level:
                open_.pop()
                found.append("</ofd:OutlineElem>")
            open_.append(level)
            found.append(f'<ofd:OutlineElem Title="{escape(title)}">{self.going(made, index)}')
        found += ["</ofd:OutlineElem>"] * len(open_)
        return f"<ofd:Outlines>{''.join(found)}</ofd:Outlines>" if found else ""

    def going(self, made: places.Pages, block: int) -> str:
        """What a click does: to the line with which the heading *block* begins."""
        page, y = made.tops[block]
        place = f'PageID="{self.page_ids[page - 1]}" Left="0" Top="{_mm(y)}" Zoom="0"'
        return (
            '<ofd:Actions><ofd:Action Event="CLICK"><ofd:Goto>'
            f'<ofd:Dest Type="XYZ" {place}/></ofd:Goto></ofd:Action></ofd:Actions>'
        )

    def resources(self) -> Iterator[tuple[str, bytes]]:
        """The fonts, cut to what is shown, and the pictures, each with its list."""
        files: list[tuple[str, bytes]] = []
        listed = []
        for number, (face, (id_, characters)) in enumerate(self.fonts.items(), 1):
            data = cut(face, frozenset(characters))
            name = f"font_{number}{suffix(data)}"
            files.append((f"Doc_0/Res/{name}", data))
            told = f'ID="{id_}" FontName="{escape(face.name)}" FamilyName="{escape(face.name)}" Charset="unicode"'
            listed.append(f"<ofd:Font {told}><ofd:FontFile>{name}</ofd:FontFile></ofd:Font>")
        if listed:
            yield "Doc_0/PublicRes.xml", _resource("Fonts", listed)
        listed = []
        for number, (id_, picture) in enumerate(self.pictures.values(), 1):
            form = "PNG" if picture.media_type == "image/png" else "JPEG"
            name = f"image_{number}.{'png' if form == 'PNG' else 'jpg'}"
            files.append((f"Doc_0/Res/{name}", picture.data))
            told = f'ID="{id_}" Type="Image" Format="{form}"'
            listed.append(f"<ofd:MultiMedia {told}><ofd:MediaFile>{name}</ofd:MediaFile></ofd:MultiMedia>")
        if listed:
            yield "Doc_0/DocumentRes.xml", _resource("MultiMedias", listed)
        yield from files

    # — a page —

    def page(self, leaf: Leaf, page: int, made: places.Pages) -> str:
        """The rules lie under the text; what stands in the margins comes behind it, for it is read last."""
        layers = (
            ("Background", [self.bar(bar) for bar in leaf.bars]),
            ("Body", [self.thing(thing, page, made) for thing in leaf.things]),
            ("Foreground", [self.run(run, self.ids.take()) for run in leaf.margin]),
        )
        shown = "".join(
            f'<ofd:Layer ID="{self.ids.take()}" Type="{kind}">{"".join(objects)}</ofd:Layer>'
            for kind, objects in layers
            if objects or kind == "Body"
        )
        area = f"<ofd:Area>{self.box()}</ofd:Area>"
        return f"<ofd:Page {_NS}>{area}<ofd:Content>{shown}</ofd:Content></ofd:Page>"

    def box(self) -> str:
        page = self.norm.page
        return f"<ofd:PhysicalBox>0 0 {_mm(page.width.pt)} {_mm(page.height.pt)}</ofd:PhysicalBox>"

    def thing(self, thing: places.Thing, page: int, made: places.Pages) -> str:
        id_ = self.ids.take()
        if thing.owner is not None:
            self.marks.append(Mark(thing.owner, page, id_))
        if isinstance(thing, Plate):
            return self.plate(thing, id_)
        target = thing.owner.target if thing.owner else None
        link = self.going(made, target) if target is not None and target in made.tops else ""
        return self.run(thing, id_, link)

    def run(self, run: Run, id_: int, link: str = "") -> str:
        font, characters = self.fonts.setdefault(run.face, (0, set()))
        if not font:
            font = self.ids.take()
            self.fonts[run.face] = font, characters
        characters.update(run.text)
        # Above the line where the type is higher than it: some readers show nothing beyond the boundary.
        top = min(run.top, run.baseline - run.size)
        bottom = max(run.top + run.height, run.baseline + run.size * 0.3)
        left = _thousandths(run.xs[0])
        width = max(_thousandths(run.right) - left, 1)
        height = _thousandths(bottom) - _thousandths(top)
        y = _number(_thousandths(run.baseline) - _thousandths(top))
        turned = ""
        if run.middle is not None:
            # The box stands opposite, and what is in it is turned about its lower right corner.
            left = 2 * _thousandths(run.middle[0]) - left - width
            top = 2 * run.middle[1] - bottom
            turned = f' CTM="-1 0 0 -1 {_number(width)} {_number(height)}"'
        box = f"{_number(left)} {_mm(top)} {_number(width)} {_number(height)}"
        bold = f' Stroke="true" LineWidth="{_mm(run.size * _THICKER)}"' if run.bold else ""
        kinds = ("FillColor", "StrokeColor") if run.bold else ("FillColor",)
        coloured = "".join(f'<ofd:{kind} Value="{_colour(run.colour)}"/>' for kind in kinds)
        return (
            f'<ofd:TextObject ID="{id_}" Boundary="{box}" Font="{font}" Size="{_mm(run.size)}"{turned}{bold}>{link}{coloured}'
            f'<ofd:TextCode X="0" Y="{y}"{_steps(run.xs)}>{escape(run.text)}</ofd:TextCode></ofd:TextObject>'
        )

    def bar(self, bar: Bar) -> str:
        width, height = _mm(bar.width), _mm(bar.height)
        return (
            f'<ofd:PathObject ID="{self.ids.take()}" Boundary="{_mm(bar.x)} {_mm(bar.y)} {width} {height}" '
            f'Stroke="false" Fill="true"><ofd:FillColor Value="{_colour(bar.colour)}"/>'
            f"<ofd:AbbreviatedData>M 0 0 L {width} 0 L {width} {height} L 0 {height} C</ofd:AbbreviatedData>"
            "</ofd:PathObject>"
        )

    def plate(self, plate: Plate, id_: int) -> str:
        known = self.pictures.get(plate.picture.data)
        picture = known[0] if known else self.ids.take()
        self.pictures.setdefault(plate.picture.data, (picture, plate.picture))
        width, height = _mm(plate.width), _mm(plate.height)
        return (
            f'<ofd:ImageObject ID="{id_}" Boundary="{_mm(plate.x)} {_mm(plate.y)} {width} {height}" '
            f'CTM="{width} 0 0 {height} 0 0" ResourceID="{picture}"/>'
        )


def _resource(kind: str, listed: Iterable[str]) -> bytes:
    return _xml(f'<ofd:Res {_NS} BaseLoc="Res"><ofd:{kind}>{"".join(listed)}</ofd:{kind}></ofd:Res>')


def _xml(text: str) -> bytes:
    return (_HEAD + text).encode()


def _colour(rgb: str) -> str:
    return " ".join(str(int(rgb[at : at + 2], 16)) for at in (0, 2, 4))


def _thousandths(points: float) -> int:
    """*points* in thousandths of a millimetre: the file is exact to one."""
    return round(points * _MM * 1000)


def _number(thousandths: int) -> str:
    return f"{thousandths / 1000:.3f}".rstrip("0").rstrip(".")


def _mm(points: float) -> str:
    return _number(_thousandths(points))


def _steps(xs: Sequence[float]) -> str:
    """DeltaX: from the origin of each character to the next, equal ones counted (``g``); nothing for one character.

    A digit more than places have: the steps of a line add up.
    """
    steps = [f"{(after - before) * _MM:.4f}".rstrip("0").rstrip(".") for before, after in pairwise(xs)]
    found: list[str] = []
    for step, same in groupby(steps):
        count = len(list(same))
        found += ["g", str(count), step] if count > 2 else [step] * count
    return f' DeltaX="{" ".join(found)}"' if found else ""
