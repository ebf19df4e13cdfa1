"""The picture of a conference and the cards of its cases: masked before they are drawn, and as text for the gate to read.

In a bitmap no gate finds what was drawn: what it reads is the page that the pixels were made of.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from docgen.building.kit.poster import cards, facts, page
from docgen.building.kit.poster.facts import Printed, Sheet
from docgen.core.errors import ConfigError, Problem, nearest, problem
from docgen.core.tree import Block, Document, Paragraph, plain_text
from docgen.formats.pdf import picture
from docgen.formats.web import site
from docgen.page.norm import norms
from docgen.page.norm.model import Norm, Palette
from docgen.page.shape import without_cover
from docgen.papers.finish import Finished
from docgen.papers.make import Workspace
from docgen.privacy import replacing
from docgen.records.conference import Conference

PAGE, PNG, WORD = "一图读懂.html", "一图读懂.png", "典型案例集.docx"
"""Files that lie beside the pages."""
_WORK = re.compile("履职|过程|诉讼|办案")
_USUAL = "检察蓝"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn of a conference, as the public may read it."""

    sheet: Sheet
    palette: Palette
    norm: Norm

    def page(self) -> bytes:
        """The picture as a page for browsers."""
        return page.html(self.sheet, self.palette).encode()

    def png(self) -> bytes:
        """The picture as pixels."""
        letters = picture.letters(self.norm)
        body = f'<div class="poster">{page.body(self.sheet, self.palette)}</div>'
        return picture.png((body,), page.style(self.palette, *letters), self.norm, (page.WIDTH, None))[0]

    def cards(self) -> dict[str, bytes]:
        """File name → pixels of a card, each case in each shape."""
        letters = picture.letters(self.norm)
        made: dict[str, bytes] = {}
        for shape, size in cards.SHAPES.items():
            bodies = tuple(cards.body(case, self.sheet, self.palette, shape) for case in self.sheet.cases)
            drawn = picture.png(bodies, cards.style(self.palette, *letters), self.norm, size) if bodies else ()
            made |= {card_name(case.number, shape): data for case, data in zip(self.sheet.cases, drawn, strict=True)}
        return {name: made[name] for name in sorted(made)}

    def words(self, name: str) -> bytes | None:
        """The text that the pixels of the file *name* were drawn from; ``None`` for a file of text."""
        if name == PNG:
            return self.page()
        for case in self.sheet.cases:
            if name in (card_name(case.number, shape) for shape in cards.SHAPES):
                return cards.html(case, self.sheet, self.palette).encode()
        return None


def card_name(number: int, shape: str) -> str:
    """What the card of the case *number* is called."""
    return f"案例{number:02d}{shape}.png"


def drawing(finished: Finished, conference: Conference, space: Workspace) -> Drawing:
    """What is to be drawn of *conference*, whose collection is *finished*. Raises ConfigError where its palette is not known."""
    assert finished.document is not None
    norm = norms.load(finished.document.meta.norm, space.project.house)
    sheet = facts.sheet(conference, space.project.date_style, _printed(finished.document))
    known = finished.secrets
    if known:
        sheet = facts.mapped(sheet, lambda text: replacing.masked_text(text, known))
    return Drawing(sheet, palette(conference, norm), norm)


def palette(conference: Conference, norm: Norm) -> Palette:
    """The colours that *conference* names, of those that docgen and the office have."""
    typed = conference.poster.palette if conference.poster else None
    if typed is None:
        return norm.palettes[_USUAL]
    if str(typed) not in norm.palettes:
        like = nearest(str(typed), norm.palettes)
        hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(norm.palettes)
        raise ConfigError([problem(typed.span, "R009", f"没有“{typed}”这种配色", hint)])
    return norm.palettes[str(typed)]


def remarks(finished: Finished, conference: Conference) -> list[Problem]:
    """What is to be said of the 亮点: names that went, and figures without words for a reader."""
    return [*_replaced(finished, conference), *facts.wordless(conference)]


def _replaced(finished: Finished, conference: Conference) -> list[Problem]:
    """M001 for every 亮点 in which the picture says something else than the record."""
    known = finished.secrets
    if not known:
        return []
    return [
        problem(name.span, "M001", "“亮点”这一项里有直接写出来的名字或者信息，一图读懂里换成了对外的说法")
        for name, item in facts.highlights(conference)
        if facts.mapped(item, lambda text: replacing.masked_text(text, known)) != item
    ]


def _printed(document: Document) -> list[Printed]:
    """What the collection prints of each case: it is masked, and its references are read."""
    return [
        Printed(tuple(_section(blocks, _WORK)), next(iter([*_of(blocks, "摘要"), *_section(blocks, _GIST)]), ""))
        for blocks in site.parted(without_cover(document).blocks)[1]
    ]


_GIST = re.compile("要旨")


def _of(blocks: Sequence[Block], role: str) -> list[str]:
    return [plain_text(one.inlines) for one in blocks if isinstance(one, Paragraph) and one.role == role]


def _section(blocks: Sequence[Block], heading: re.Pattern[str]) -> list[str]:
    """The paragraphs of the sections whose *heading* fits."""
    found: list[str] = []
    inside = False
    for one in blocks:
        if isinstance(one, Paragraph) and one.role == "小节":
            inside = bool(heading.search(plain_text(one.inlines)))
        elif isinstance(one, Paragraph) and inside:
            found.append(plain_text(one.inlines))
    return found
