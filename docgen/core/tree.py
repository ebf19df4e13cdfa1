"""The document tree: all that a writer ever sees.

An official paper is a sequence of paragraphs with roles. A role is a key of the
norm data and becomes the named Word style and the CSS class; there are no raw
nodes and no free attributes, so one paper reads the same in every format.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NoReturn, TypeAlias, cast

from docgen.core.source import Span

Face = Literal["instrument", "public"]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters with the place that they came from."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasis: bold, or the heavy face of the norm."""

    children: tuple[Text, ...]


Inline: TypeAlias = Text | Strong


@dataclass(frozen=True, slots=True)
class Paragraph:
    role: str
    inlines: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells, a cell being inlines; the first row is the header where the role says so."""

    role: str
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Picture:
    """The bytes of a picture, without anything that its maker left in the file; size in pixels."""

    data: bytes = field(repr=False)
    media_type: Literal["image/png", "image/jpeg"]
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Image:
    """A picture file, its path relative to the record, and the words for one who cannot see it.

    ``picture`` is ``None`` until ``pictures.with_pictures`` has read the file, and for good where it could not.
    """

    source: str
    alt: str
    span: Span
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """A table of contents of the headings that follow, down to the level ``depth``."""

    span: Span
    depth: int = 2


@dataclass(frozen=True, slots=True)
class PageBreak:
    """A new page. Where it ``opens`` the body of a book, that is a right page and number 1; what stands before has no numbers."""

    span: Span
    opens: bool = False


Block: TypeAlias = Paragraph | Table | Image | Contents | PageBreak


@dataclass(frozen=True, slots=True)
class Meta:
    """What a document says of itself. ``header`` is the running head, ``""`` for none.

    ``review`` asks for the 送审版 of its norm, where the format has pages.
    """

    kind: str
    name: str
    norm: str
    face: Face
    title: str
    header: str = ""
    language: str = "zh-CN"
    review: bool = False


@dataclass(frozen=True, slots=True)
class Article:
    """What an account on the web shows round the text of a paper, and no paper prints.

    ``figures`` are for each case of a collection the (value, words) that are set off below its
    title; ``hosts`` who it is from, ``poster`` the words for the picture that goes along, ``""`` for none.
    """

    hosts: tuple[str, ...] = ()
    figures: tuple[tuple[tuple[str, str], ...], ...] = ()
    poster: str = ""
    palette: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    meta: Meta
    blocks: tuple[Block, ...]
    article: Article | None = None


def walk(document: Document) -> list[Text]:
    """Every Text of the document, in reading order."""
    found: list[Text] = []
    for block in document.blocks:
        match block:
            case Paragraph():
                found += texts(block.inlines)
            case Table():
                for row in block.rows:
                    for cell in row:
                        found += texts(cell)
    return found


def characters(document: Document) -> int:
    """How many characters *document* holds, blanks left out: what an editor counts a release by."""
    return len("".join("".join([leaf.text for leaf in walk(document)]).split()))


def texts(inlines: tuple[Inline, ...]) -> Sequence[Text]:
    """The Text leaves of *inlines*, in order."""
    if Strong not in map(type, inlines):
        return cast("tuple[Text, ...]", inlines)
    found: list[Text] = []
    for inline in inlines:
        if isinstance(inline, Text):
            found.append(inline)
        else:
            found += inline.children
    return found


def plain_text(inlines: tuple[Inline, ...]) -> str:
    """The characters of *inlines* without any marking."""
    return "".join([leaf.text for leaf in texts(inlines)])


def assert_never(node: NoReturn) -> NoReturn:
    """The end of every ``match`` over nodes: a type checker complains here when a node is forgotten.

    Our own because ``typing.assert_never`` came only with Python 3.11.
    """
    raise AssertionError(f"unknown node: {node!r}")
