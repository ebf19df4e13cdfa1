"""What ``pdf.weasy`` takes for granted of WeasyPrint's inside, name by name.

Each name that docgen puts another in place of must still be there, take what it took, and be
called: one effect of each can be seen in a file. An upgrade that breaks one fails here with a sentence.
"""

from __future__ import annotations

import inspect
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pdfplumber
import pikepdf
import pytest

from docgen.core.source import Span
from docgen.core.tree import Strong, Text
from docgen.formats.pdf import pdf, weasy
from docgen.page.norm import norms
from formats.torture import document, paragraph

WRITERS = Path(weasy.__file__).parent
PATCHED: dict[str, tuple[Callable[..., Any], str, str]] = {
    "weasyprint.layout.inline.split_text_box": (
        weasy._line, "(context, box, available_width, skip, is_line_start=True)", "a rare character makes its line higher",
    ),
    "weasyprint.draw.draw_text": (
        weasy._text, "(stream, textbox, offset_x, text_overflow, block_ellipsis)", "emphasis is not drawn",
    ),
    "weasyprint.draw.draw_stacking_context": (
        weasy._context, "(stream, stacking_context)", "page numbers are no artifacts",
    ),
    "weasyprint.pdf.tags._build_box_tree": (
        weasy._branch, "(box, parent, pdf, page_number, nums, annotations, tags)", "page numbers are elements",
    ),
    "weasyprint.pdf.fonts.get_hb_object_data": (
        weasy._read, "(hb_object, ot_color=None, glyph=None)", "a font file is copied for each document",
    ),
    "weasyprint.text.line_break.Layout.reactivate": (weasy._again, "(self, style)", "lines are set twice"),
}  # fmt: skip
"""Patched name → (what WeasyPrint has there, its signature, what is lost where it is another)."""


@pytest.fixture(scope="module")
def written() -> bytes:
    """Three paragraphs, the second with emphasis and a character that another face lends, and a page number."""
    lines = (
        paragraph("正文", "第一行。"),
        paragraph("正文", "面积１２㎡，", Strong((Text("着重", Span("试.yaml")),))),
        paragraph("正文", "第三行。"),
    )
    return pdf.write(document(*lines, norm="publication"), norms.load("publication"))


@pytest.mark.parametrize("name", PATCHED)
def test_what_is_replaced_takes_what_it_took(name: str) -> None:
    theirs, signature, lost = PATCHED[name]
    module = name.rpartition(".")[0]
    found = str(inspect.signature(theirs))
    assert found == signature, f"WeasyPrint has changed {name}: it takes {found} now, not {signature}; {lost}"
    assert theirs.__module__.startswith("weasyprint."), (
        f"{name}: docgen replaces its own function, not that of {module}"
    )


def test_the_subsetter_that_is_replaced_is_a_method_and_a_property_of_the_font() -> None:
    """What was there is in the source still: docgen has put its own in place of both."""
    source = inspect.getsource(weasy.pdf_fonts)
    assert "    def subset(self, to_unicode, hinting):" in source, (
        "WeasyPrint cuts fonts elsewhere: files grow by megabytes"
    )
    assert "    @property\n    def type(self):" in source, (
        "WeasyPrint tells the kind of a font elsewhere: outlines break"
    )
    for name in ("hb_face", "tables", "png", "svg", "colr", "index", "missing", "file_content"):
        assert f"self.{name} =" in source, f"WeasyPrint's Font has no {name} any more, which docgen's subsetter reads"


def test_what_is_used_without_being_replaced_is_there() -> None:
    """Private things that the door leans on: one sentence each."""
    signature = str(inspect.signature(weasy.weasyprint.HTML._ua_stylesheets))
    assert signature == "(self, forms=False)", f"WeasyPrint asks for its own style sheet otherwise: {signature}"
    html = inspect.getsource(weasy.weasyprint.HTML.__init__)
    made = set(re.findall(r"self\.(\w+) = ", html))
    assert made == {"base_url", "url_fetcher", "media_type", "wrapper_element", "etree_element"}, (
        f"WeasyPrint's HTML has other attributes now, which docgen's page must set too: {sorted(made)}"
    )
    fonts = weasy.FontConfiguration()
    assert fonts._config and fonts.font_map, "WeasyPrint holds its fonts elsewhere: docgen cannot register a face"
    assert callable(weasy.inline.strut), "WeasyPrint measures the height of a line elsewhere"
    stream = inspect.getsource(weasy.weasyprint.pdf.stream.Stream)
    assert "self._tags = tags" in stream, "WeasyPrint keeps the tags of a page elsewhere: artifacts cannot be marked"


def test_a_line_with_a_rare_character_is_as_high_as_the_others(written: bytes) -> None:
    with pdfplumber.open(io.BytesIO(written)) as paper:
        rows = [line["chars"][0]["top"] for line in paper.pages[0].extract_text_lines() if line["text"][:1] in "第面"]
    assert len(rows) == 3
    assert rows[1] - rows[0] == pytest.approx(rows[2] - rows[1], abs=0.01), (
        "split_text_box is not called: a ㎡ moves lines"
    )


def test_emphasis_is_filled_and_outlined(written: bytes) -> None:
    assert b"\n2 Tr" in b"\n" + _content(written), "draw_text is not called: emphasis looks like other text"


def test_page_numbers_are_artifacts_and_no_elements(written: bytes) -> None:
    content = _content(written)
    assert content.count(b"/Artifact") >= 1, (
        "draw_stacking_context is not called: reader programs read page numbers aloud"
    )
    with pikepdf.open(io.BytesIO(written)) as opened:
        kinds = [
            str(one.S) for one in opened.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") is not None
        ]
    assert kinds.count("/P") == 3, f"_build_box_tree is not called: a page number has become an element ({kinds})"


def test_fonts_are_cut_by_us_and_their_files_read_once(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        files = [
            (one.get("/FontFile3") or one.get("/FontFile2"))
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
        ]
        sizes = [len(one.read_bytes()) for one in files if one is not None]
    assert sizes and max(sizes) < 400_000, f"Font.subset is not called: whole fonts are embedded ({sizes})"
    known = len(weasy._sources)
    assert known, "get_hb_object_data is not called: docgen's subsetter has nothing to cut"
    pdf.write(document(paragraph("正文", "又一份"), norm="publication"), norms.load("publication"))
    assert len(weasy._sources) == known, "WeasyPrint makes a new face for each document: font files pile up in memory"


def test_outlines_are_told_from_truetype(written: bytes) -> None:
    with pikepdf.open(io.BytesIO(written)) as opened:
        bare = [
            str(one.DescendantFonts[0].Subtype)
            for one in opened.objects
            if isinstance(one, pikepdf.Dictionary)
            and one.get("/DescendantFonts") is not None
            and one.DescendantFonts[0].FontDescriptor.get("/FontFile3", {}).get("/Subtype") == "/CIDFontType0C"
        ]
    assert bare, "bare outlines are not embedded: no face here has them, or Font.type is not asked"
    assert set(bare) == {"/CIDFontType0"}, f"Font.type is not asked: outlines are taken for TrueType ({bare})"


def test_a_line_stays_as_it_was_set(monkeypatch: pytest.MonkeyPatch) -> None:
    calls = dict.fromkeys(("__init__", "setup", "deactivate", "reactivate"), 0)

    def counted(name: str) -> Callable[..., Any]:
        own = getattr(weasy.Layout, name)

        def counting(*arguments: Any) -> Any:
            calls[name] += 1
            return own(*arguments)

        return counting

    for name in calls:
        monkeypatch.setattr(weasy.Layout, name, counted(name))
    pdf.write(document(paragraph("正文", "一行"), norm="publication"), norms.load("publication"))
    assert calls["deactivate"] and calls["reactivate"], (
        "WeasyPrint lets lines rest elsewhere: two patches do nothing now"
    )
    assert calls["setup"] == calls["__init__"], "WeasyPrint sets a line a second time to draw it"


def test_no_other_module_knows_the_inside() -> None:
    """One door: nothing in docgen but ``weasy`` imports WeasyPrint, or what it is made of."""
    package = WRITERS.parent
    found = [
        path.relative_to(package).as_posix()
        for path in sorted(package.rglob("*.py"))
        if path.name != "weasy.py"
        and re.search(
            r"^\s*(?:import|from) (?:weasyprint|cssselect2|pydyf|tinycss2|fontTools)\b", path.read_text("utf-8"), re.M
        )
    ]
    assert found == [], f"only weasy.py may import WeasyPrint: {found}"


def _content(data: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return b"\n".join(page.Contents.read_bytes() for page in opened.pages)
