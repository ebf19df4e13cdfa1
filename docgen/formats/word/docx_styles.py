"""The styles of a Word file: every role of the norm as a named style, and the looks that only parts of it have.

Only styles carry fonts, sizes and colours. The order of elements is that of the schema
(ECMA-376 part 1), which Word insists on; which settings make 22 × 28 in Word and in
LibreOffice was measured (design note 6, §2).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from docgen.formats.word.ooxml import WORD, escape
from docgen.page.norm.model import ENTRIES, FOLIO, GAP, HEAD, TEXT, Align, Box, Font, Frame, Norm, Role, Rule
from docgen.page.norm.values import Length

EVEN = f"{FOLIO}（双页）"
"""The style of the page number of even pages."""
LATIN = "en-US"
"""The language of letters and digits. Called Chinese, LibreOffice breaks lines inside a number (12|345)."""
STRONG = "着重"
"""The character style of Strong; 强调 and 要点 are what Word itself calls two styles of its own."""


def right_indent(look: Role, characters: float) -> str:
    """The one indent that depends on the words: of a signature centred on its date."""
    return f'<w:ind w:rightChars="{round(characters * 100)}" w:right="{_characters(look, characters)}"/>'


def space_around(before: Length | None, after: Length | None) -> str:
    """The spaces that depend on what stands above or below: of a mark measured from the top of the type area, beside a table."""
    found = f' w:before="{before.twips}"' if before is not None else ""
    found += f' w:after="{after.twips}"' if after is not None else ""
    return f"<w:spacing{found}/>" if found else ""


def picture_room(above: float) -> str:
    """The paragraph of a picture: in the middle, *above* points below the text, as high as the picture is."""
    return (
        f'<w:snapToGrid w:val="0"/><w:spacing w:before="{round(above * 20)}" w:after="0" w:line="240" w:lineRule="auto"/>'
        '<w:ind w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="center"/>'
    )


def line_numbers(norm: Norm) -> str:
    """What a section says of the numbers of its lines, ``""`` where they bear none."""
    if not norm.numbered:
        return ""
    return f'<w:lnNumType w:countBy="1" w:distance="{norm.review.gap.twips}" w:restart="newPage"/>'


# — styles —


def label_style(role: str) -> str:
    """The name of the character style of the label of *role*."""
    return f"{role}标签"


def beside_style(role: str) -> str:
    """The name of the character style of *role* where it stands on the line of another."""
    return f"{role}（同行）"


def table_style(name: str) -> str:
    """The name of the table style of the role or box *name*."""
    return f"{name}格线"


def ids_of(norm: Norm) -> dict[str, str]:
    """Name of a style → its id. Ids are plain ASCII and follow the order of the roles; people see the names."""
    ids = {role: f"R{number:02}" for number, role in enumerate(norm.roles, 1)}
    ids |= {EVEN: "FolioEven", STRONG: "Strong1"} | {role: f"TOC{level}" for level, role in enumerate(ENTRIES, 1)}
    for number, (role, look) in enumerate(norm.roles.items(), 1):
        if look.label:
            ids[label_style(role)] = f"L{number:02}"
        if look.beside:
            ids[beside_style(role)] = f"B{number:02}"
        if look.frame or look.abreast:
            ids[table_style(role)] = f"T{number:02}"
    return ids | {table_style(box): f"X{number:02}" for number, box in enumerate(norm.boxes, 1)}


def styles(norm: Norm, ids: Mapping[str, str]) -> str:
    """The part ``word/styles.xml``; *ids* as :func:`ids_of` gives them."""
    base = norm.base
    language = f'<w:lang w:val="{LATIN}" w:eastAsia="{norm.language}" w:bidi="ar-SA"/>'
    rows = [
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_run_looks(base)}{language}</w:rPr></w:rPrDefault></w:docDefaults>",
        # Word's own styles stay out of the lists that people choose from: only roles are shown.
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
        'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr>{_paragraph_basics(norm)}{_spacing(norm, base)}{_justified(base)}</w:pPr>"
        f"<w:rPr>{_run_looks(base)}</w:rPr></w:style>",
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>',
        _character_style(STRONG, ids[STRONG], _run_looks(norm.strong, base)),
    ]
    if norm.numbered:
        rows.append(_line_number_style(norm))
    levels = sorted({look.outline for look in norm.roles.values()} - {0})
    rows += [_heading(level) for level in levels]
    rows += [_role_style(norm, role, look, ids) for role, look in norm.roles.items()]
    folio = norm.roles[FOLIO]
    even = _jc(norm.folio.even, folio, norm.folio.inset)
    rows.append(_style(EVEN, ids[EVEN], f"<w:pPr>{even}</w:pPr>", ids[FOLIO], ids[EVEN]))
    for role, look in norm.roles.items():
        if look.label:
            rows.append(_character_style(label_style(role), ids[label_style(role)], _fonts(look.label)))
        if look.beside:
            looks = _run_looks(look, norm.roles[look.beside])
            rows.append(_character_style(beside_style(role), ids[beside_style(role)], looks))
        if look.frame or look.abreast:
            rows.append(_table_style(table_style(role), ids[table_style(role)], *_ruled(look.frame)))
    for name, box in norm.boxes.items():
        rows.append(_table_style(table_style(name), ids[table_style(name)], *_box_ruled(box)))
    return f"<w:styles {WORD}>{''.join(rows)}</w:styles>"


def _character_style(name: str, id_: str, looks: str) -> str:
    return (
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{escape(name)}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/><w:rPr>{looks}</w:rPr></w:style>'
    )


def _line_number_style(norm: Norm) -> str:
    """Word sets the numbers of lines in its own style of this very name."""
    look = replace(norm.base, font=norm.review.font, size=norm.review.size, tracking=Length(0))
    return (
        '<w:style w:type="character" w:styleId="LineNumber"><w:name w:val="line number"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:rPr>{_run_looks(look, norm.base)}</w:rPr></w:style>'
    )


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
            # What is no line of the text: the low paragraph behind a table; head and foot, which LibreOffice counts.
            "<w:suppressLineNumbers/>" if norm.numbered and role in (GAP, HEAD, FOLIO) else "",
            borders(look.above, look.below),
            _leader(norm) if role in ENTRIES else _right_tab(norm, role),
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


def _table_style(name: str, id_: str, lines: str, margins: str) -> str:
    borders = f"<w:tblBorders>{lines}</w:tblBorders>" if lines else ""
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{id_}"><w:name w:val="{escape(name)}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr>{borders}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style>'
    )


def _ruled(frame: Frame | None) -> tuple[str, str]:
    """Lines and margins of a table of *frame*; ``None`` is a table without lines."""
    if frame is None:
        return "", _margins(Length(0))
    line = f'w:val="single" w:sz="{frame.line.eighth_points}" w:space="0" w:color="auto"'
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(f"<w:{side} {line}/>" for side in sides), _margins(frame.padding)


def _box_ruled(box: Box) -> tuple[str, str]:
    rules = (("top", box.first), ("bottom", box.last), ("insideH", box.middle))
    lines = "".join(_rule(side, rule, space=0) for side, rule in rules if rule and rule.form == "single")
    return lines, _margins(Length(0))


def own_borders(box: Box, first: bool, last: bool) -> str:
    """The double lines of *box* at one of its paragraphs: LibreOffice turns those of tables upside down."""
    above, below = box.first if first else None, box.last if last else None
    return borders(*(rule if rule and rule.form != "single" else None for rule in (above, below)))


def _margins(padding: Length) -> str:
    return "".join(f'<w:{side} w:w="{padding.twips}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))


# — pieces of properties, each only where it differs from *base* —


def _paragraph_basics(norm: Norm) -> str:
    """Line breaking by the rules of Chinese; a gap between hanzi and digits where the norm has one.

    LibreOffice always makes that gap and pushes marks out that may not begin a line; Word makes
    it when it is told to, and lets such marks hang.
    """
    gap = 1 if norm.grid.gap else 0
    return (
        '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/>'
        f'<w:autoSpaceDE w:val="{gap}"/><w:autoSpaceDN w:val="{gap}"/><w:adjustRightInd w:val="0"/>'
    )


def _off_grid(look: Role, base: Role) -> str:
    """LibreOffice rounds every line up to whole lines of the grid, exact or not; Word leaves exact lines alone."""
    on_grid = look.pitch == base.pitch and look.size.length <= base.size.length
    return "" if on_grid else '<w:snapToGrid w:val="0"/>'


def _spacing(norm: Norm, look: Role) -> str:
    before, after = (norm.grid.pitch * lines for lines in (look.before, look.after))
    if look.from_top is not None and not look.box:
        before = look.from_top
    return (
        f'<w:spacing w:before="{before.twips}" w:after="{after.twips}" w:line="{look.pitch.twips}" w:lineRule="exact"/>'
    )


def _characters(look: Role, count: float) -> int:
    """The twips of *count* characters, each with the space that the role puts behind it."""
    return (look.character * count).twips


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


def borders(above: Rule | None, below: Rule | None) -> str:
    """The lines above and below a paragraph."""
    sides = "".join(_rule(side, rule) for side, rule in (("top", above), ("bottom", below)) if rule)
    return f"<w:pBdr>{sides}</w:pBdr>" if sides else ""


_LINES = {
    ("top", "thick-thin"): "thinThickSmallGap",
    ("top", "thin-thick"): "thickThinSmallGap",
    ("bottom", "thick-thin"): "thickThinSmallGap",
    ("bottom", "thin-thick"): "thinThickSmallGap",
}
"""Word names first the line that is nearer to the text."""


def _rule(side: str, rule: Rule, space: int | None = None) -> str:
    """A border; *space* is its distance in points, ``None`` for that of the rule."""
    gap = round(rule.gap.pt) if space is None else space
    return (
        f'<w:{side} w:val="{_LINES.get((side, rule.form), "single")}" w:sz="{rule.width.eighth_points}" '
        f'w:space="{gap}" w:color="{rule.colour}"/>'
    )


def _leader(norm: Norm) -> str:
    """Dots up to the right edge of the type area; LibreOffice drops a tab that lies beyond it."""
    return f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{norm.page.text_width.twips}"/></w:tabs>'


def _right_tab(norm: Norm, role: str) -> str:
    """Where the words of another role may stand on the line: at the right, in by the indent of that role."""
    guests = [look for look in norm.roles.values() if look.beside == role]
    if not guests:
        return ""
    box = norm.boxes.get(norm.roles[role].box)
    at = (box.width if box else norm.page.text_width).twips - _characters(guests[0], guests[0].right)
    return f'<w:tabs><w:tab w:val="right" w:pos="{at}"/></w:tabs>'


def _fonts(font: Font) -> str:
    """The official name in all four slots: Word must not take Latin digits from another font."""
    name = escape(font.names[0])
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:hAnsi="{name}" w:eastAsia="{name}" w:cs="{name}"/>'


def _run_looks(look: Role, base: Role | None = None) -> str:
    """Font, weight, colour, spacing and size, in the order of the schema."""
    looks = []
    if base is None or look.font != base.font:
        looks.append(_fonts(look.font))
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
