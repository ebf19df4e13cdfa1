"""The parts of a Word file that depend on the norm only: styles, settings, fonts, page numbers.

Made once per norm. The order of elements is that of the schema (ECMA-376 part 1), which
Word insists on; which settings make 22 × 28 in Word and in LibreOffice was measured
(design note 6, §2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from docgen.norm_model import ENTRIES, FOLIO, HEAD, TEXT, Align, Frame, Norm, Role, Rule
from docgen.units import Length
from docgen.writers.ooxml import WORD, Part, app_properties, escape, package_relations, part

EVEN = f"{FOLIO}（双页）"
"""The style of the page number of even pages."""
LATIN = "en-US"
"""The language of letters and digits. Called Chinese, LibreOffice breaks lines inside a number (12|345)."""
STRONG = "着重"
"""The character style of Strong; 强调 and 要点 are what Word itself calls two styles of its own."""


@dataclass(frozen=True)
class Statics:
    """``ids`` gives for each role the id of its style; ``frames`` the id of the table style of its tables."""

    parts: tuple[Part, ...]
    ids: Mapping[str, str]
    frames: Mapping[str, str]


@lru_cache(maxsize=16)
def statics(norm: Norm) -> Statics:
    """The parts of every document of *norm*, in the order of the package, and the ids of its styles.

    Ids are plain ASCII and follow the order of the roles; people see the names.
    """
    ids = {role: f"R{number:02}" for number, role in enumerate(norm.roles, 1)}
    ids |= {EVEN: "FolioEven", STRONG: "Strong1"} | {role: f"TOC{level}" for level, role in enumerate(ENTRIES, 1)}
    frames = {role: f"T{number:02}" for number, (role, look) in enumerate(norm.roles.items(), 1) if look.frame}
    return Statics(
        (
            package_relations(),
            app_properties(),
            part("word/styles.xml", _styles(norm, ids, frames)),
            part("word/settings.xml", _settings(norm)),
            part("word/fontTable.xml", _fonts(norm)),
            part("word/footer1.xml", _footer(norm, ids[FOLIO], "1")),
            part("word/footer2.xml", _footer(norm, ids[EVEN], "2")),
        ),
        ids,
        frames,
    )


def header(norm: Norm, text: str, number: int) -> Part:
    """The running head; odd and even pages each need a part of their own."""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{statics(norm).ids[HEAD]}"/></w:pPr>{run(text)}</w:p>'
    return part(f"word/header{number}.xml", f"<w:hdr {WORD}>{paragraph}</w:hdr>")


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


def right_indent(look: Role, characters: float) -> str:
    """The one indent that depends on the words: of a signature centred on its date."""
    return f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{_characters(look, characters)}"/>'


# — styles —


def _styles(norm: Norm, ids: Mapping[str, str], frames: Mapping[str, str]) -> str:
    base = norm.base
    language = f'<w:lang w:val="{LATIN}" w:eastAsia="{norm.language}" w:bidi="ar-SA"/>'
    rows = [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_run_looks(base)}{language}</w:rPr></w:rPrDefault></w:docDefaults>",
        # Word's own styles stay out of the lists that people choose from: only roles are shown.
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_basics()}{_spacing(norm, base)}{_justified(base)}</w:pPr>"
        f"<w:rPr>{_run_looks(base)}</w:rPr></w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{ids[STRONG]}"><w:name w:val="{STRONG}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{_run_looks(norm.strong, base)}</w:rPr></w:style>',
    ]
    levels = sorted({look.outline for look in norm.roles.values()} - {0})
    rows += [_heading(level) for level in levels]
    rows += [_role_style(norm, role, look, ids) for role, look in norm.roles.items()]
    folio = norm.roles[FOLIO]
    even = _jc(norm.folio.even, folio, norm.folio.inset)
    rows.append(_style(EVEN, ids[EVEN], f"<w:pPr>{even}</w:pPr>", ids[FOLIO], ids[EVEN]))
    rows += [_table_style(role, look.frame, frames[role]) for role, look in norm.roles.items() if look.frame]
    return f"<w:styles {WORD}>{''.join(rows)}</w:styles>"


def _heading(level: int) -> str:
    """Word's own heading: the roles of that level build on it, so that every program knows them for headings."""
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:basedOn w:val="Normal"/><w:uiPriority w:val="9"/><w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr></w:style>'
    )


def _role_style(norm: Norm, role: str, look: Role, ids: Mapping[str, str]) -> str:
    base = norm.base
    paragraph = "".join(
        (
            "<w:keepNext/>" if look.keep_next else "",
            "<w:pageBreakBefore/>" if look.new_page else "",
            _rules(look),
            _leader(norm) if role in ENTRIES else "",
            _off_grid(look, base),
            _spacing(norm, look) if _spacing(norm, look) != _spacing(norm, base) else "",
            _jc(norm.folio.odd, look, norm.folio.inset) if role == FOLIO else _indents(look) + _justified(look, base),
            f'<w:outlineLvl w:val="{look.outline - 1}"/>' if look.outline else "",
        )
    )
    run_looks = _run_looks(look, base)
    parent = f"Heading{look.outline}" if look.outline else "Normal"
    looks = (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + (f"<w:rPr>{run_looks}</w:rPr>" if run_looks else "")
    if role in ENTRIES:
        # Word makes the lines of a table of contents anew in its own style of this very name.
        return _style(f"toc {ENTRIES.index(role) + 1}", ids[role], looks, parent, "Normal", custom=False)
    return _style(role, ids[role], looks, parent, ids[TEXT] if look.outline else ids[role])


def _style(name: str, id_: str, looks: str, parent: str, following: str, *, custom: bool = True) -> str:
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{id_}"><w:name w:val="{escape(name)}"/>'
        f'<w:basedOn w:val="{parent}"/><w:next w:val="{following}"/><w:qFormat/>{looks}</w:style>'
    )


def _table_style(role: str, frame: Frame | None, id_: str) -> str:
    assert frame is not None
    line = f'w:val="single" w:sz="{frame.line.eighth_points}" w:space="0" w:color="auto"'
    lines = "".join(f"<w:{side} {line}/>" for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    gap = "".join(
        f'<w:{side} w:w="{frame.padding.twips}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right")
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{escape(role)}格线"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders>'
        f"<w:tblCellMar>{gap}</w:tblCellMar></w:tblPr></w:style>"
    )


# — pieces of properties, each only where it differs from *base* —


def _paragraph_basics() -> str:
    """Line breaking by the rules of Chinese; digits stay on the grid, without the gap that Word puts round them."""
    return (
        '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/>'
        '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:adjustRightInd w:val="0"/>'
    )


def _off_grid(look: Role, base: Role) -> str:
    """LibreOffice rounds every line up to whole lines of the grid, exact or not; Word leaves exact lines alone."""
    on_grid = look.pitch == base.pitch and look.size.length <= base.size.length
    return "" if on_grid else '<w:snapToGrid w:val="0"/>'


def _spacing(norm: Norm, look: Role) -> str:
    before, after = (norm.grid.pitch * lines for lines in (look.before, look.after))
    return (
        f'<w:spacing w:before="{before.twips}" w:after="{after.twips}" w:line="{look.pitch.twips}" w:lineRule="exact"/>'
    )


def _characters(look: Role, count: float) -> int:
    """The twips of *count* characters, each with the space that the role puts behind it."""
    return ((look.size.length + look.tracking) * count).twips


def _indents(look: Role) -> str:
    """Word counts ``leftChars`` from the first line but ``left`` from the body, so hanging indents go without it."""
    names = []
    if look.left:
        names.append(f'w:left="{_characters(look, look.left)}"')
    if look.right:
        names.append(f'w:rightChars="{round(look.right * 100)}" w:right="{_characters(look, look.right)}"')
    if look.hanging:
        names.append(f'w:hanging="{_characters(look, look.hanging)}"')
    elif look.first:
        names.append(f'w:firstLineChars="{round(look.first * 100)}" w:firstLine="{_characters(look, look.first)}"')
    return f"<w:ind {' '.join(names)}/>" if names else ""


def _justified(look: Role, base: Role | None = None) -> str:
    return "" if base and look.align == base.align else f'<w:jc w:val="{look.align}"/>'


def _jc(align: Align, look: Role, inset: float) -> str:
    """The page number at the side *align*, *inset* characters in."""
    room = _characters(look, inset)
    sides = {"left": ("left", room, 0), "right": ("right", 0, room)}
    _, left, right = sides.get(align, ("", 0, 0))
    return f'<w:ind w:left="{left}" w:right="{right}"/><w:jc w:val="{align}"/>'


def _rules(look: Role) -> str:
    sides = "".join(_rule(side, rule) for side, rule in (("top", look.above), ("bottom", look.below)) if rule)
    return f"<w:pBdr>{sides}</w:pBdr>" if sides else ""


def _rule(side: str, rule: Rule) -> str:
    return (
        f'<w:{side} w:val="single" w:sz="{rule.width.eighth_points}" '
        f'w:space="{round(rule.gap.pt)}" w:color="{rule.colour}"/>'
    )


def _leader(norm: Norm) -> str:
    """Dots up to the right edge of the type area; LibreOffice drops a tab that lies beyond it."""
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{_text_width(norm).twips}"/></w:tabs>'


def _text_width(norm: Norm) -> Length:
    return norm.page.text_width


def _run_looks(look: Role, base: Role | None = None) -> str:
    """Font, weight, colour, spacing and size, in the order of the schema."""
    looks = []
    if base is None or look.font != base.font:
        font = escape(look.font.names[0])
        # The official name in all four slots: Word must not take Latin digits from another font.
        looks.append(
            f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'
        )
    if look.bold and not (base and base.bold):
        looks.append("<w:b/><w:bCs/>")
    elif base and base.bold and not look.bold:
        looks.append('<w:b w:val="0"/><w:bCs w:val="0"/>')
    if base is None or look.colour != base.colour:
        looks.append(f'<w:color w:val="{look.colour}"/>')
    if base is None or look.tracking != base.tracking:
        looks.append(f'<w:spacing w:val="{look.tracking.twips}"/>')
    if base is None or look.size.length != base.size.length:
        size = look.size.length.half_points
        looks.append(f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>')
    return "".join(looks)


# — the other parts —


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


def _footer(norm: Norm, style: str, shown: str) -> str:
    folio = norm.folio
    number = run(folio.before) + field("PAGE", shown) + run(folio.after)
    return f'<w:ftr {WORD}><w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{number}</w:p></w:ftr>'
