"""An OFD from any hand: its text by paragraphs, and its glyphs where they lie.

Everything is looked for where the file says it is; no name of a part is taken for granted but
``OFD.xml``. Whatever is wrong is told as one Problem. Source: GB/T 33190-2016, 7 and 11.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from math import hypot
from pathlib import Path
from typing import Any, TypeAlias

from docgen.core.errors import ConfigError, DocgenError, RecordError, problem
from docgen.core.source import Span
from docgen.formats.word.package import Package
from docgen.page.measure import Glyph, Sheet

_POINTS = 72 / 25.4
_DEEPEST = 20
"""Blocks inside blocks of a page; those of docgen have none."""
_MOST_PAGES = 5000
_HINT = "用 OFD 阅读器打开，确认没有损坏、没有加密"
Matrix: TypeAlias = "tuple[float, float, float, float, float, float]"
_PLAIN: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class OfdPackage(Package):
    """The parts of an OFD."""

    kind, program, suffixes = "OFD", "OFD 阅读器", ".ofd"

    def folded(self, name: str) -> Any:
        """The root of the part *name*, its elements called by their local names."""
        root = self.xml(name)
        for element in root.iter():
            element.tag = str(element.tag).rpartition("}")[2]
        return root


@dataclass(frozen=True, slots=True)
class Letter:
    """A character at its origin, in millimetres from the upper left corner of the page."""

    text: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Words:
    """A text object: ``font`` is the identifier of its font, ``size`` in millimetres, ``margin`` where its layer is no text."""

    id: str
    letters: tuple[Letter, ...]
    font: str
    size: float
    colour: str
    margin: bool

    @property
    def text(self) -> str:
        return "".join(one.text for one in self.letters)


@dataclass(frozen=True, slots=True)
class OfdPage:
    """A page: its identifier, its size in millimetres, its text objects in the order in which they are drawn."""

    id: str
    width: float
    height: float
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class OfdFont:
    """A font that the file names; ``data`` is the embedded file, ``b""`` where there is none."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Ofd:
    """What an OFD holds; ``paragraphs`` are the identifiers of the objects of each, empty where nothing tells them."""

    pages: tuple[OfdPage, ...]
    fonts: dict[str, OfdFont]
    paragraphs: tuple[tuple[str, ...], ...]


def read_ofd(path: Path) -> list[str]:
    """The paragraphs of the OFD at *path*: by its custom tags, or one for each line where it has none.

    Running heads and page numbers, which stand in a layer of their own, are left out of a tagged
    file. Raises RecordError (I001) where it cannot be read.
    """
    found = opened(path.read_bytes(), str(path))
    texts = {words.id: words.text for page in found.pages for words in page.words}
    if not found.paragraphs:
        lines = [line for page in found.pages for line in _lines(page.words)]
        return [words for line in lines if (words := line.strip())]
    told = {one for paragraph in found.paragraphs for one in paragraph}
    whole = ["".join(texts.get(one, "") for one in paragraph) for paragraph in found.paragraphs]
    # What somebody has set beside the tagged text is text too.
    for page in found.pages:
        whole += _lines(tuple(words for words in page.words if not words.margin and words.id not in told))
    return [words for one in whole if (words := one.strip())]


def sheets(path: Path, shown: str) -> list[Sheet]:
    """The pages of the OFD at *path* for the ruler; ConfigError (Y001), naming the file as *shown*, where it cannot be read."""
    try:
        found = opened(path.read_bytes(), shown)
    except (OSError, DocgenError):
        fault = problem(Span(shown), "Y001", "打不开这个文件，或者它不是 OFD", "换一个能打开的文件")
        raise ConfigError([fault]) from None
    return [_sheet(page, found.fonts) for page in found.pages]


def opened(data: bytes, file: str) -> Ofd:
    """The OFD *data*, called *file*. Raises RecordError (I001)."""
    package = OfdPackage(data, file)
    try:
        return _Reader(package).read()
    except (ValueError, OverflowError, TypeError, AttributeError, LookupError, RecursionError):
        raise RecordError([problem(Span(file), "I001", "这个 OFD 文件读不出来", _HINT)]) from None


def _lines(words: tuple[Words, ...]) -> list[str]:
    """*words* as lines: what stands on one baseline, from left to right."""
    rows: list[list[Words]] = []
    for one in sorted((one for one in words if one.letters), key=lambda one: (one.letters[0].y, one.letters[0].x)):
        if rows and abs(one.letters[0].y - rows[-1][0].letters[0].y) < one.size / 4:
            rows[-1].append(one)
        else:
            rows.append([one])
    return ["".join(one.text for one in sorted(row, key=lambda one: one.letters[0].x)) for row in rows]


class _Reader:
    """Follows the places that the parts name."""

    def __init__(self, package: OfdPackage) -> None:
        self.package = package
        self.templates: dict[str, str] = {}

    def read(self) -> Ofd:
        pages: list[OfdPage] = []
        fonts: dict[str, OfdFont] = {}
        paragraphs: list[tuple[str, ...]] = []
        roots = [_words(one) for one in self.package.folded("OFD.xml").iter("DocRoot")]
        if not roots:
            raise ValueError("no document")
        for root in roots:
            base = root.lstrip("/")
            document = self.package.folded(base)
            common = document.find("CommonData")
            box = _box(common.find("PageArea"))
            for kind in ("PublicRes", "DocumentRes"):
                for one in common.findall(kind):
                    fonts |= self.fonts(_place(base, _words(one)))
            self.templates = {
                one.get("ID", ""): _place(base, one.get("BaseLoc", "")) for one in common.findall("TemplatePage")
            }
            listed = document.find("Pages").findall("Page")
            if len(listed) > _MOST_PAGES:
                raise ValueError("too many pages")
            pages += [self.page(one.get("ID", ""), _place(base, one.get("BaseLoc", "")), box) for one in listed]
            if (tags := document.find("CustomTags")) is not None:
                paragraphs += self.tagged(_place(base, _words(tags)))
        return Ofd(tuple(pages), fonts, tuple(paragraphs))

    def fonts(self, name: str) -> dict[str, OfdFont]:
        root = self.package.folded(name)
        folder = _place(name, root.get("BaseLoc", "")) + "/"
        found = {}
        for one in root.iter("Font"):
            file = one.find("FontFile")
            data = self.package.read(_place(folder, _words(file))) if file is not None else b""
            found[one.get("ID", "")] = OfdFont(one.get("FontName", ""), data)
        return found

    def tagged(self, name: str) -> Iterator[tuple[str, ...]]:
        """The objects of each element that holds some, in the order of the tags."""
        for one in self.package.folded(name).iter("FileLoc"):
            for element in self.package.folded(_place(name, _words(one))).iter():
                if found := tuple(_words(ref) for ref in element.findall("ObjectRef")):
                    yield found

    def page(self, id_: str, name: str, box: tuple[float, float]) -> OfdPage:
        root = self.package.folded(name)
        width, height = _box(root.find("Area")) if root.find("Area") is not None else box
        words = [
            one
            for template in root.findall("Template")
            for one in self.content(self.package.folded(self.templates[template.get("TemplateID", "")]))
        ]
        return OfdPage(id_, width, height, (*words, *self.content(root)))

    def content(self, root: Any) -> Iterator[Words]:
        for layer in root.iterfind("Content/Layer"):
            margin = layer.get("Type") == "Foreground"
            yield from self.block(layer, margin, 0)

    def block(self, holder: Any, margin: bool, depth: int) -> Iterator[Words]:
        if depth > _DEEPEST:
            raise ValueError("too deep")
        for one in holder:
            if one.tag == "TextObject":
                yield _words_of(one, margin)
            elif one.tag == "PageBlock":
                yield from self.block(one, margin, depth + 1)


def _place(base: str, name: str) -> str:
    """The part *name* as it is named in the part *base*: from the root, or from where *base* lies."""
    if name.startswith("/"):
        return name.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), name))


def _words(element: Any) -> str:
    return (element.text or "").strip()


def _numbers(text: str | None, count: int) -> list[float]:
    found = [float(one) for one in (text or "").split()]
    if len(found) != count or not all(abs(one) < 1e6 for one in found):
        raise ValueError("no such numbers")
    return found


def _box(area: Any) -> tuple[float, float]:
    _, _, width, height = _numbers(area.find("PhysicalBox").text, 4)
    return width, height


def _words_of(element: Any, margin: bool) -> Words:
    left, top, _, _ = _numbers(element.get("Boundary"), 4)
    a, b, c, d, e, f = _numbers(element.get("CTM"), 6) if element.get("CTM") else _PLAIN
    (size,) = _numbers(element.get("Size"), 1)
    fill = element.find("FillColor")
    letters = []
    x = y = 0.0
    for code in element.iter("TextCode"):
        # Places that are not said are those of the code before.
        x, y = float(code.get("X") or x), float(code.get("Y") or y)
        text = code.text or ""
        steps = [_steps(code.get(kind), len(text)) for kind in ("DeltaX", "DeltaY")]
        at_x, at_y = x, y
        for place, letter in enumerate(text):
            letters.append(Letter(letter, left + a * at_x + c * at_y + e, top + b * at_x + d * at_y + f))
            at_x, at_y = at_x + steps[0][place], at_y + steps[1][place]
    colour = _colour(fill.get("Value") if fill is not None else None)
    return Words(element.get("ID", ""), tuple(letters), element.get("Font", ""), size * hypot(c, d), colour, margin)


def _steps(text: str | None, count: int) -> list[float]:
    """The distance behind each of *count* characters; ``g n v`` stands for n times v, what is not said is 0."""
    found: list[float] = []
    pieces = iter((text or "").split())
    for piece in pieces:
        if piece == "g":
            times = int(next(pieces, "0"))
            found += [float(next(pieces, "0"))] * min(max(times, 0), count)
        else:
            found.append(float(piece))
    return (found + [0.0] * count)[:count]


def _colour(value: str | None) -> str:
    parts = [int(float(one)) for one in (value or "").split()]
    if len(parts) == 1:
        parts *= 3
    return "".join(f"{min(max(one, 0), 255):02X}" for one in parts) if len(parts) == 3 else "000000"


# — for the ruler —


def _sheet(page: OfdPage, fonts: dict[str, OfdFont]) -> Sheet:
    glyphs = []
    for words in page.words:
        font = fonts.get(words.font, OfdFont("", b""))
        size = words.size * _POINTS
        for one in words.letters:
            if one.text.isspace():
                continue
            advance, above, below = _extent(font.data, one.text)
            x, baseline = one.x * _POINTS, one.y * _POINTS
            glyphs.append(
                Glyph(
                    one.text, x, x + advance * size, baseline, baseline - above * size, baseline + below * size,
                    size, font.name, words.colour,
                )
            )  # fmt: skip
    return Sheet(page.width * _POINTS, page.height * _POINTS, tuple(glyphs))


@lru_cache(maxsize=4096)
def _extent(data: bytes, character: str) -> tuple[float, float, float]:
    """(advance, ink above the baseline, ink below it) in em, by the embedded font; of an em square where there is none."""
    font = _font(data)
    glyph = font.get_nominal_glyph(ord(character)) if font is not None else None
    if font is None or not glyph:
        return 1.0, 0.88, 0.12
    upem = float(font.face.upem)
    ink = font.get_glyph_extents(glyph)
    above = ink.y_bearing / upem
    return font.get_glyph_h_advance(glyph) / upem, above, -(ink.y_bearing + ink.height) / upem


@lru_cache(maxsize=16)
def _font(data: bytes) -> Any:
    import uharfbuzz

    try:
        return uharfbuzz.Font(uharfbuzz.Face(data)) if data else None
    except uharfbuzz.HarfBuzzError:
        return None
