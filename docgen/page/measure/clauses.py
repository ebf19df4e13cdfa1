"""The clauses of GB/T 9704-2012 that a ruler can check, each with what is wanted and what was found.

The numbers come from the norm, the clauses are those of the standard: 5.1 paper, 5.2.1 margins,
5.2.2 fonts and sizes, 5.2.3 lines and characters, 5.2.4 colours, 7.5 page numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from docgen.page.measure.rows import (
    Full,
    Glyph,
    Paper,
    Row,
    Sheet,
    bare,
    full_lines,
    full_pages,
    grid_tops,
    read,
    steps,
    text_rows,
)
from docgen.page.norm.model import FOLIO, TEXT, Font, Norm

MM = 72 / 25.4
TOLERANCE = 1.0
"""Millimetres: the standard gives ±1 for 天头 and 订口; the other edges are held to the same."""
SLACK, FLUSH = 4.5, 0.97
"""Points from the edge within which a line counts as flush, and the share of full lines that must be."""
_HANGING = frozenset("，。、；：！？”’）》〉】〕")
_OTHER_NAMES = {"FZXBSJW": "方正小标宋简体"}
"""PostScript names that no name of the norm begins with."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing measured. ``kept`` is ``None`` where the paper has nothing to measure it by."""

    clause: str
    name: str
    wanted: str
    found: str
    kept: bool | None


def measured(sheets: Sequence[Sheet], norm: Norm) -> list[Clause]:
    """All clauses for the pages of one file, in the order of the standard."""
    paper = read(sheets, norm)
    lines = full_lines(paper, norm)
    return [
        _paper_size(paper, norm),
        *_margins(paper, lines, norm),
        _inside(paper, norm),
        _faces(paper, norm),
        _lines_per_page(paper, norm),
        _pitch(paper, norm),
        *_characters(lines, norm),
        _flush(lines, norm),
        _colours(paper, norm),
        *_folios(paper, norm),
    ]


def _near(found: float, wanted: float, tolerance: float) -> bool:
    return abs(found - wanted) <= tolerance + 1e-6


def _paper_size(paper: Paper, norm: Norm) -> Clause:
    sizes = sorted({(round(one.width / MM, 1), round(one.height / MM, 1)) for one in paper.sheets})
    wanted = norm.page.width.mm, norm.page.height.mm
    kept = all(_near(width, wanted[0], TOLERANCE) and _near(height, wanted[1], TOLERANCE) for width, height in sizes)
    found = "、".join(f"{width:g}×{height:g}毫米" for width, height in sizes)
    return Clause("5.1", "幅面", f"{wanted[0]:g}×{wanted[1]:g}毫米", found, kept)


def _margins(paper: Paper, lines: Sequence[Full], norm: Norm) -> Iterator[Clause]:
    """By the em boxes of the text, half of the leading above and below: where a word processor puts the baseline differs."""
    page, look = norm.page, norm.roles[TEXT]
    leading = (norm.grid.pitch.pt - look.size.length.pt) / 2
    rows = [row for page_rows in text_rows(paper, norm) for row in page_rows]
    tops = grid_tops(paper, norm)
    bottoms = [
        paper.sheets[index].height - (paper.body[index][-1].baseline + 0.12 * paper.body[index][-1].size + leading)
        for index in full_pages(paper, norm).full
    ]
    # A paper of nothing but short paragraphs shows the edge by their indent.
    indent = look.first * look.character.pt
    left = min((row.left for row in rows), default=None)
    if left is not None and _near(left - indent, page.left.pt, TOLERANCE * MM):
        left -= indent
    if left is not None and left > page.left.pt and not lines:
        # Forms and plans: what stands in cells and in the middle tells nothing of the edge.
        left = None
    rights = [paper.sheets[0].width - line.row.right for line in lines]
    edges = (
        ("天头", page.top.mm, min(tops, default=None)),
        ("下白边", page.bottom.mm, min(bottoms, default=None)),
        ("订口", page.left.mm, left),
        ("切口", page.right.mm, sorted(rights)[len(rights) // 2] if rights else None),
    )
    for name, wanted, found in edges:
        told = "没有可量的行" if found is None else f"{found / MM:.1f}毫米"
        kept = None if found is None else _near(found / MM, wanted, TOLERANCE)
        yield Clause("5.2.1", name, f"{wanted:g}±{TOLERANCE:g}毫米", told, kept)


def _inside(paper: Paper, norm: Norm) -> Clause:
    """Nothing past the type area but one hanging mark at the end of a line."""
    outside = []
    for sheet, rows in zip(paper.sheets, paper.body, strict=True):
        left, right = norm.page.left.pt - 1, sheet.width - norm.page.right.pt + 1
        for row in rows:
            over = [one for one in row.glyphs if one.x < left or one.right > right]
            if over and not (over == [row.glyphs[-1]] and over[0].text in _HANGING and over[0].x <= right):
                outside.append(row)
    found = "没有" if not outside else f"{len(outside)}行，如“{outside[0].text[:12]}”"
    return Clause("5.2.1", "版心以外的字", "没有，悬在行末的标点除外", found, not outside)


def _faces(paper: Paper, norm: Norm) -> Clause:
    """Every glyph in a font and size that some role has."""
    allowed = [(look.font, look.size.length.pt) for look in norm.roles.values()]
    strange: dict[tuple[str, float], Glyph] = {}
    seen: set[tuple[str, float]] = set()
    for rows in (*paper.body, *paper.foot):
        for row in rows:
            for one in row.glyphs:
                face = one.font, round(one.size, 1)
                if face not in seen and _common(one.text):
                    seen.add(face)
                    known = any(_near(face[1], size, 0.3) and _is(face[0], font) for font, size in allowed)
                    if not known:
                        strange[face] = one
    found = "，".join(f"{font} {size:g}磅（如“{one.text}”）" for (font, size), one in strange.items())
    if not strange:
        found = "、".join(f"{font} {size:g}磅" for font, size in sorted(seen))
    return Clause("5.2.2", "字体和字号", "都是版式里的", found, not strange if seen else None)


def _common(character: str) -> bool:
    """True for the characters of GB 2312, which every font has; a rarer one may come from any other face."""
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False


def _is(name: str, font: Font) -> bool:
    """True where the face of the PostScript *name* is one of *font* or stands in for it."""
    plain = _plain(next((known for start, known in _OTHER_NAMES.items() if name.startswith(start)), name))
    return any(plain.startswith(_plain(one)) for one in (*font.names, *font.faces))


def _plain(name: str) -> str:
    return name.lower().replace("-", "").replace(" ", "")


def _lines_per_page(paper: Paper, norm: Norm) -> Clause:
    pages = full_pages(paper, norm)
    counts = sorted(set(pages.full.values()))
    wanted = norm.grid.lines
    found = (
        f"{len(pages.full)}个排满的页，每页" + "、".join(f"{count}行" for count in counts) if counts else "没有排满的页"
    )
    if pages.mixed:
        # Half a line or a table between the lines: how many there are cannot be told by a ruler.
        found += "；第" + "、".join(str(index + 1) for index in pages.mixed) + "页夹有别的行高，不计"
    return Clause("5.2.3", "每页行数", f"{wanted}行", found, counts == [wanted] if counts else None)


def _pitch(paper: Paper, norm: Norm) -> Clause:
    every = steps(paper, norm)
    wanted = norm.grid.pitch.pt
    if not every:
        return Clause("5.2.3", "行距", f"{wanted:g}磅", "没有相连的两行", None)
    mean = sum(every) / len(every)
    kept = _near(mean, wanted, 0.05) and max(abs(one - wanted) for one in every) <= 0.6
    return Clause("5.2.3", "行距", f"{wanted:g}磅", f"{mean:.2f}磅（{min(every):.2f}～{max(every):.2f}）", kept)


_FEW = 4
"""Lines too few to tell from: each may be short by a character or two for the sake of a mark at its end."""


def _characters(lines: Sequence[Full], norm: Norm) -> Iterator[Clause]:
    wanted = norm.grid.characters
    whole = [line for line in lines if line.row.units == len(line.row.glyphs)]
    name, ask = "每行字数", f"{wanted}字（回避行首行末的标点时可以少一两个）"
    if not whole:
        yield Clause("5.2.3", name, ask, "没有排满的纯汉字行", None)
        return
    counts = [round(line.units) for line in whole]
    full = sum(count == wanted for count in counts)
    found = f"{len(counts)}行里{full}行{wanted}字，其余最少{min(counts)}字"
    # A number in brackets goes to the next line whole; what it leaves is no fault of the line.
    short = [line for line in whole if line.units < wanted - 3 and line.units + line.next_piece <= wanted]
    kept = None if len(counts) < _FEW and full * 2 < len(counts) else full * 2 >= len(counts)
    if short or max(counts) > wanted + 1:
        kept = False
    yield Clause("5.2.3", name, ask, found, kept)
    pitches = [line.pitch for line in whole if round(line.units) == wanted]
    asked = norm.page.text_width.pt / wanted
    if pitches:
        pitch = median(pitches)
        yield Clause("5.2.3", "字距", f"{asked:.2f}磅", f"{pitch:.2f}磅", _near(pitch, asked, 0.1))


def _flush(lines: Sequence[Full], norm: Norm) -> Clause:
    ask = f"{FLUSH:.0%}的满行离版心右边{SLACK:g}磅以内"
    if not lines:
        return Clause("5.2.3", "右边齐", ask, "没有满行", None)
    edge = norm.page.width.pt - norm.page.right.pt
    share = sum(line.row.right >= edge - SLACK for line in lines) / len(lines)
    return Clause("5.2.3", "右边齐", ask, f"{len(lines)}个满行的{share:.1%}", share >= FLUSH)


def _colours(paper: Paper, norm: Norm) -> Clause:
    rules = [rule for look in norm.roles.values() for rule in (look.above, look.below) if rule]
    allowed = {look.colour for look in norm.roles.values()} | {rule.colour for rule in rules}
    found = {one.colour for rows in (*paper.body, *paper.foot) for row in rows for one in row.glyphs}
    names = {"000000": "黑", "FF0000": "红", "808080": "灰"}
    told, ask = ("、".join(names.get(one, one) for one in sorted(group)) for group in (found, allowed))
    return Clause("5.2.4", "颜色", ask, told, found <= allowed if found else None)


def _front(feet: Sequence[tuple[int, Row | None]], before: str, after: str) -> int:
    """How many sheets of a book stand before its page 1, a right page: none of them may have a number."""
    first = next((number for number, row in feet if row is not None), 1)
    begins = any(row is not None and row.text == _bare(before, 1, after) for number, row in feet if number == first)
    return first - 1 if begins and first > 2 and first % 2 else 0


def _folios(paper: Paper, norm: Norm) -> Iterator[Clause]:
    folio, look = norm.folio, norm.roles[FOLIO]
    shape = f"{folio.before}1{folio.after}"
    feet = [
        (number, rows[0] if rows else None)
        for number, (body, rows) in enumerate(zip(paper.body, paper.foot, strict=True), 1)
        # A cover has no number, and none is asked for.
        if rows or not bare(body, norm)
    ]
    if not folio.first:
        # 信函 (10.1): the first page has no number, and one that is printed there is wrong.
        feet = [(number, row) for number, row in feet if number > 1 or row is not None]
    front = _front(feet, folio.before, folio.after) if folio.first else 0
    feet = [(number - front, row) for number, row in feet if number > front]
    wrong = [
        number + front
        for number, row in feet
        if row is None or row.text != _bare(folio.before, number, folio.after) or (number == 1 and not folio.first)
    ]
    shown = [(number, row) for number, row in feet if row is not None]
    found = f"{len(feet)}页都对" if not wrong else "第" + "、".join(map(str, wrong)) + "页不对"
    asks = f"“{shape}”，" + ("每页都有" if folio.first else "首页没有")
    yield Clause("7.5", "页码", asks, found, not wrong)
    if not shown:
        return
    faces = {(row.glyphs[0].font, round(row.size, 1)) for _, row in shown}
    kept = all(_is(font, look.font) and _near(size, look.size.length.pt, 0.3) for font, size in faces)
    told = "、".join(f"{font} {size:g}磅" for font, size in sorted(faces))
    yield Clause("7.5", "页码字体", f"{look.font.names[0]} {look.size.name}", told, kept)
    inset = folio.inset * look.size.length.pt
    width = norm.page.width.pt
    places = {
        "left": lambda row: (row.left - norm.page.left.pt) / MM,
        "right": lambda row: (width - norm.page.right.pt - row.right) / MM,
        "center": lambda row: ((row.left + row.right) / 2 - (norm.page.left.pt + width - norm.page.right.pt) / 2) / MM,
    }
    names = {"left": "居左", "right": "居右", "center": "居中"}
    for side, rest, name in ((folio.odd, 1, "单页码"), (folio.even, 0, "双页码")):
        rows = [row for number, row in shown if number % 2 == rest]
        if rows and side in places:
            gaps = [places[side](row) for row in rows]
            asked = 0.0 if side == "center" else inset / MM
            kept = all(_near(gap, asked, TOLERANCE) for gap in gaps)
            told = f"离版心边{min(gaps):.1f}～{max(gaps):.1f}毫米"
            yield Clause("7.5", name, f"{names[side]}空{folio.inset:g}字（{asked:.1f}毫米）", told, kept)
    drops = [
        (row.glyphs[0].top - (paper.sheets[number - 1].height - norm.page.bottom.pt)) / MM for number, row in shown
    ]
    kept = all(_near(drop, folio.drop.mm, TOLERANCE) for drop in drops)
    told = f"{min(drops):.1f}～{max(drops):.1f}毫米"
    yield Clause("7.5", "一字线到版心下边缘", f"{folio.drop.mm:g}毫米", told, kept)


def _bare(before: str, number: int, after: str) -> str:
    return "".join(f"{before}{number}{after}".split())
