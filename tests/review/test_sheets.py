"""The pages that the preview draws: type, and the lines that stand round it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from helpers import ROOT

from docgen.core.tree import Document, Table
from docgen.formats.pdf.paged import placed
from docgen.page.norm import norms
from docgen.papers import make
from docgen.papers.finish import Options, finish
from docgen.records.loader import load
from docgen.review.preview.sheets import sheets

RECORD = ROOT / "cases" / "示例" / "母婴室建设.yaml"
RECT = re.compile(r'<rect [^>]*?fill="([^"]+)"[^>]*>')


def drawn(kind: str, record: Path = RECORD) -> tuple[Document, list[str], norms.Norm]:
    space = make.workspace(record)
    loaded = load(record, space.project).record
    assert loaded is not None
    (made, *_) = finish(space.catalog.kind(kind), loaded, space.project, space.engine, Options())
    document = make.checked(made, space).document
    assert document is not None
    norm = norms.load(document.meta.norm, space.project.house)
    return document, sheets(document, norm), norm


def test_every_cell_of_a_table_has_its_box() -> None:
    document, pages, _ = drawn("proof-of-service")
    cells = sum(len(row) for block in document.blocks if isinstance(block, Table) for row in block.rows)
    assert cells > 10
    assert sum(fill == "none" for page in pages for fill in RECT.findall(page)) == cells


@pytest.mark.parametrize("kind", ["official-letter", "cooperation-minutes"])
def test_red_and_black_rules_stand_where_the_norm_has_them(kind: str) -> None:
    document, pages, norm = drawn(kind)
    ruled = placed(document, norm, len(pages))
    assert ruled
    for number, page in enumerate(pages, 1):
        fills = [fill for fill in RECT.findall(page) if fill != "none"]
        # A double line is two of them; the red line below the document number belongs to its paragraph.
        strokes = sum(1 if one.rule.form == "single" else 2 for one in ruled.get(number, []))
        assert len(fills) - strokes == (number == 1 and kind == "cooperation-minutes")


@pytest.mark.parametrize(("kind", "record"), [("proof-of-service", RECORD), ("typical-case", RECORD)])
@pytest.mark.parametrize(
    ("align", "anchor", "share"), [("right", "end", 1.0), ("center", "middle", 0.5), ("left", "start", 0.0)]
)
def test_the_running_head_stands_as_on_paper(kind: str, record: Path, align: str, anchor: str, share: float) -> None:
    from dataclasses import replace

    from docgen.page.norm.model import HEAD

    document, _, norm = drawn(kind, record)
    assert norm.roles[HEAD].align == "right"
    look = replace(norm.roles[HEAD], align=align)  # type: ignore[arg-type]
    page = sheets(document, replace(norm, roles={**norm.roles, HEAD: look}))[0]
    (found,) = re.findall(rf"<text ([^>]*)>{document.meta.header}</text>", page)
    told = dict(re.findall(r'([a-z-]+)="([^"]*)"', found))
    assert told["text-anchor"] == anchor
    assert float(told["x"]) == pytest.approx(norm.page.left.pt + share * norm.page.text_width.pt, abs=0.1)
    assert "黑体" in told["font-family"]
    assert float(told["font-size"]) == look.size.length.pt
