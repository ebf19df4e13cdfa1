"""What the first page of a conference shows besides the texts of its cases: all of it from what was drawn, masked as that is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from docgen.building.kit.drawing import PAGE, PNG, WORD, Drawing
from docgen.building.kit.poster import page
from docgen.core.tree import Document
from docgen.formats.web.site import Card, Front

_DOWNLOADS = {WORD: "典型案例集（Word）", PNG: "一图读懂（图片）"}


def of(drawn: Drawing, files: Mapping[str, bytes], releases: Sequence[tuple[str, Document]] = ()) -> Front:
    """The front of the pages of *drawn*; *files* are those that lie beside them, by name, *releases* what goes along."""
    sheet = drawn.sheet
    cards = tuple(
        Card(
            case.gist,
            *((case.figures[0].value, case.figures[0].words) if case.figures else ("", "")),
            case.office,
            case.matter,
        )
        for case in sheet.cases
    )
    items = [sheet.lead, *sheet.general, *(one for case in sheet.cases for one in case.figures)]
    facts = [(one.value, one.words) for one in items][:4] if PAGE in files else []
    return Front(
        drawn.palette,
        sheet.hosts,
        sheet.event if sheet.event != sheet.title else "",
        sheet.date,
        sheet.contact,
        tuple(facts),
        cards,
        files.get(PNG, b""),
        page.words(sheet),
        PNG,
        PAGE if PAGE in files else "",
        tuple(releases),
        tuple((name, words) for name, words in _DOWNLOADS.items() if name in files),
    )
