"""The parts of a Word file that depend on the norm only, made once per norm, and the pieces of running text.

Styles are in ``docx_styles``; here are settings, fonts and page numbers.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docgen.norm_model import FOLIO, GAP, HEAD, Norm
from docgen.placing import first_page_boxes
from docgen.writers.docx_boxes import anchored, line_only
from docgen.writers.docx_styles import EVEN, LATIN, ids_of, styles
from docgen.writers.ooxml import WORD, Part, app_properties, escape, package_relations, part

FIRST_PAGE = "3"
"""The number of the header and footer of the first page; 1 and 2 are those of odd and even pages."""


@dataclass(frozen=True)
class Statics:
    """``ids`` gives for the name of each style its id; ``own_first_page``: the first page has its own head and foot."""

    parts: tuple[Part, ...]
    ids: Mapping[str, str]
    own_first_page: bool


@lru_cache(maxsize=16)
def statics(norm: Norm) -> Statics:
    """The parts of every document of *norm*, in the order of the package, and the ids of its styles."""
    ids = ids_of(norm)
    own_first_page = not norm.folio.first or bool(first_page_boxes(norm))
    footers = [
        part("word/footer1.xml", _footer(ids[FOLIO], _number(norm, "1"))),
        part("word/footer2.xml", _footer(ids[EVEN], _number(norm, "2"))),
    ]
    if own_first_page:
        number = _number(norm, "1") if norm.folio.first else ""
        footers.append(part(f"word/footer{FIRST_PAGE}.xml", _footer(ids[FOLIO], number + _first_page(norm, ids))))
    return Statics(
        (
            package_relations(),
            app_properties(),
            part("word/styles.xml", styles(norm, ids)),
            part("word/settings.xml", _settings(norm)),
            part("word/fontTable.xml", _fonts(norm)),
            *footers,
        ),
        ids,
        own_first_page,
    )


@lru_cache(maxsize=64)
def headers(norm: Norm, text: str) -> tuple[Part, ...]:
    """The running head, a part for odd pages and one for even pages, where it must be one for the first."""
    fixed = statics(norm)
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{fixed.ids[HEAD]}"/></w:pPr>{run(text)}</w:p>'
    numbers = ("1", "2", FIRST_PAGE) if fixed.own_first_page else ("1", "2")
    return tuple([part(f"word/header{number}.xml", f"<w:hdr {WORD}>{paragraph}</w:hdr>") for number in numbers])


def run(text: str, style: str = "") -> str:
    """*text* as one run, spaces kept, tabs as Word's tabs."""
    looks = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    inner = escape(text)
    if "\t" in inner:
        inner = inner.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return f'<w:r>{looks}<w:t xml:space="preserve">{inner}</w:t></w:r>'


def field_frame(code: str) -> tuple[str, str]:
    """What stands before and behind the result of the field *code*."""
    begin, separate, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
    return f'{begin}<w:r><w:instrText xml:space="preserve"> {escape(code)} </w:instrText></w:r>{separate}', end


def field(code: str, shown: str) -> str:
    """A field with the result that is shown until a program computes it anew."""
    before, behind = field_frame(code)
    return before + run(shown) + behind


# — the parts —


def _settings(norm: Norm) -> str:
    return (
        f"<w:settings {WORD}><w:evenAndOddHeaders/>"
        '<w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        f'<w:themeFontLang w:val="{LATIN}" w:eastAsia="{norm.language}"/></w:settings>'
    )


def _fonts(norm: Norm) -> str:
    """For machines without the official fonts: another name, and what kind of face to look for."""
    rows = []
    for font in norm.fonts.values():
        name, *others = (escape(one) for one in font.names)
        alternative = f'<w:altName w:val="{others[0]}"/>' if others else ""
        family = "roman" if font.kind == "serif" else "swiss"
        rows.append(
            f'<w:font w:name="{name}">{alternative}<w:panose1 w:val="{escape(font.panose)}"/>'
            f'<w:charset w:val="86"/><w:family w:val="{family}"/><w:pitch w:val="variable"/></w:font>'
        )
    return f"<w:fonts {WORD}>{''.join(rows)}</w:fonts>"


def _number(norm: Norm, shown: str) -> str:
    return run(norm.folio.before) + field("PAGE", shown) + run(norm.folio.after)


def _footer(style: str, inner: str) -> str:
    return f'<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inner}</w:p></w:ftr>'


def _first_page(norm: Norm, ids: Mapping[str, str]) -> str:
    """The lines at the foot of the first page, each in a box that stays where it is."""
    boxes = enumerate(first_page_boxes(norm), 1001)
    return "".join(anchored(box, norm, *line_only(box, ids[GAP]), number) for number, box in boxes)
