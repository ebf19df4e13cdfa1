"""What the ruler says of page numbers, edges and words upside down, on sheets made by hand."""

from __future__ import annotations

import pytest

from docgen.page.measure import measured
from docgen.page.measure.rows import Glyph, Sheet
from docgen.page.norm.norms import load

WIDTH, HEIGHT = 595.3, 841.9


def sheet(folio: str, *, left: float = 80.0, words: str = "检察机关依法履行公益诉讼职责") -> Sheet:
    """A sheet with one line of text and a number at its foot, if any."""
    glyphs = [
        Glyph(one, left + 16 * n, left + 16 * n + 16, 150, 138, 152, 16, "FangSong", "000000")
        for n, one in enumerate(words)
    ]
    glyphs += [
        Glyph(one, 480 + 7 * n, 487 + 7 * n, 765, 755, 767, 14, "SimSun", "000000") for n, one in enumerate(folio)
    ]
    return Sheet(WIDTH, HEIGHT, tuple(glyphs))


@pytest.mark.parametrize(
    ("folios", "right"),
    [
        (["—1—", "—2—"], True),
        # A book: what stands before its page 1, a right page, has no number.
        (["", "", "—1—", "—2—"], True),
        (["", "—1—", "—2—"], False),
        (["", "", "—2—", "—3—"], False),
        (["—1—", "", "—1—"], False),
    ],
)
def test_numbers_begin_with_the_first_page_or_with_the_body_of_a_book(folios: list[str], right: bool) -> None:
    clauses = measured([sheet(one) for one in folios], load("legal-instrument"))
    (folio,) = [one for one in clauses if one.name == "页码"]
    assert folio.kept is right, folio


@pytest.mark.parametrize(("left", "kept"), [(180.0, None), (60.0, False)])
def test_the_edge_is_not_judged_by_what_stands_in_the_middle(left: float, kept: bool | None) -> None:
    clauses = measured([sheet("—1—", left=left, words="短行")], load("publication"))
    (edge,) = [one for one in clauses if one.name == "订口"]
    assert edge.kept is kept, edge
