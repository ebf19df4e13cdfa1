"""Lines as they were stored → paragraphs: what was cut is joined, what runs together is divided, and all is told."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

from docgen.intake import columns, headings
from docgen.intake.found import Change, Line, Source

_END = re.compile(r"[。！？!?：:；;…—）)】\]”’\"》.．]$")
_CUT_BODY = 40
"""A line of so many characters without a mark at its end is a paragraph that was cut; a shorter one may be a heading."""
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"


def mend(source: Source) -> None:
    """Divide what stands on one line, then join what was cut by columns and by narrow lines."""
    _divide(source)
    _close_gaps(source)
    _unwrap(source)
    _join_cut(source)


# — whole texts on one line —

_INLINE = re.compile(
    r"(?<=[。！？”）)\s])(?=【\s?(?:" + headings.BRACKET_WORDS + r")\s?】)"
    r"|(?<=[案）)。！？\s])(?=(?:典型)?案例[一二三四五六七八九十百\d]{1,3}\s?[：:])"
    r"|(?<=】)(?=(?:典型)?案例[一二三四五六七八九十百\d]{1,3}\s?[：:])"
)
_RUN_TOGETHER = 120
_INDENT = re.compile("(?<=[。！？”）：])\u3000{1,4}(?=[^\u3000])")
_AFTER_TITLE = re.compile(r"^((?:典型)?案例[一二三四五六七八九十百\d]{1,3}\s*[：:]?.{6,60}?案)\s*(?=【)")


def _divide(source: Source) -> None:
    """A heading in the middle of a line starts a line of its own."""
    lines: list[Line] = []
    for line in source.lines:
        parts = [part.strip() for part in _INLINE.split(line.text) if part and part.strip()]
        parts = [piece for part in _headed(parts) for piece in _title_off(part)]
        parts = [piece for part in parts for piece in _cells(part)]
        if len(parts) > 1:
            source.changes.append(Change("split", line.number, f"这一行里有{len(parts)}段：{_start(line.text)}"))
        lines += (replace(line, text=part, gap=line.gap and index == 0) for index, part in enumerate(parts))
    source.lines = lines


def _headed(parts: list[str]) -> list[str]:
    """*parts* with those put back that only look like the start of a section or a case."""
    found: list[str] = []
    for part in parts:
        if found and not (headings.heading(part) or re.match(r"(?:典型)?案例", part)):
            found[-1] += part
        else:
            found.append(part)
    return [piece for part in found for piece in _indented(part)]


def _indented(part: str) -> list[str]:
    """The paragraphs of a long line that still has the two blanks before each of them."""
    return [part] if len(part) < _RUN_TOGETHER else [piece.strip() for piece in _INDENT.split(part) if piece.strip()]


def _title_off(part: str) -> list[str]:
    found = _AFTER_TITLE.match(part)
    return [found[1], part[found.end() :].strip()] if found else [part]


def _cells(part: str) -> list[str]:
    """A row of a table in which a case was set: the name of a section, and its text beside it."""
    name, mark, text = part.partition("\t")
    found = headings.heading(name.strip()) if mark and len(text) >= 20 and "\t" not in text else None
    return [name.strip(), text.strip()] if found is not None and not found.text else [part]


# — lines of a narrow column —

_SPACED = re.compile(rf"(?<=[{_HAN}，。、；：？！“”（）《》〈〉\d]) (?=[{_HAN}，。、；：？！“”（）《》〈〉\d])")


def _close_gaps(source: Source) -> None:
    """Spaces that stand at one distance through a paragraph are the ends of narrow lines, not of words."""
    for index, line in enumerate(source.lines):
        pieces = line.text.split(" ")
        if len(pieces) < 4 or len(line.text) < 50:
            continue
        usual, times = Counter(len(piece) for piece in pieces[:-1]).most_common(1)[0]
        if usual >= 8 and times >= 0.8 * (len(pieces) - 1) and max(map(len, pieces)) <= usual + 1:
            text = _SPACED.sub("", line.text)
            source.changes.append(
                Change("joined", line.number, f"去掉了窄栏换行留下的{len(pieces) - 1}个空格：{_start(text)}")
            )
            source.lines[index] = replace(line, text=text)


def _unwrap(source: Source) -> None:
    """Lines that ended for want of room are joined, by the width of their column."""
    pages = {one.number for one in source.dropped if one.reason == "页码"}
    pairs = enumerate(zip(source.lines, source.lines[1:], strict=False), 1)
    over = frozenset(at for at, (one, two) in pairs if pages & set(range(one.number + 1, two.number)))
    joiner = _Joiner(source)
    for line, on in zip(source.lines, columns.going_on(source.lines, over), strict=True):
        joiner.take(line, on=on)
    source.lines = joiner.lines()


class _Joiner:
    """Collects lines; one that goes ``on`` is put to the one before it, and told."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.found: list[tuple[Line, list[str]]] = []

    def take(self, line: Line, *, on: bool) -> None:
        if not (on and self.found):
            self.found.append((line, [line.text]))
            return
        first, pieces = self.found[-1]
        told = f"接到第{first.number}行：…{pieces[-1][-8:]}{line.text[:8]}…"
        self.source.changes.append(Change("joined", line.number, told))
        pieces.append(line.text)

    def lines(self) -> list[Line]:
        return [replace(line, text=_run_on(pieces)) for line, pieces in self.found]


def _run_on(pieces: list[str]) -> str:
    """*pieces* as one text: between two Latin words stands a blank, between Chinese ones none."""
    return re.sub(r"(?<=[A-Za-z,.;])\n(?=[A-Za-z])", " ", "\n".join(pieces)).replace("\n", "")


# — paragraphs cut by newspaper columns —


def _join_cut(source: Source) -> None:
    """A long line without a mark at its end goes on in the next one, unless that is a heading."""
    joiner = _Joiner(source)
    pairs = zip(source.lines, source.lines[1:], strict=False)
    # One such line alone may be a heading; where columns were cut there are several.
    several = sum(_is_cut(before.text) and not headings.stands_alone(line.text) for before, line in pairs) > 1
    before: Line | None = None
    begun = False
    for line in source.lines:
        new = headings.stands_alone(line.text) or _starts_anew(line.text)
        on = before is not None and not new and _is_cut(before.text) and (several or "。" in before.text)
        if before is not None and begun and not on and _may_be_cut(before.text, line.text):
            told = f"第{before.number}行可能在句中被断开，没有合并：…{before.text[-10:]}／{line.text[:10]}…"
            source.notes.append(told)
        joiner.take(line, on=on)
        begun = begun or "。" in line.text
        before = line
    source.lines = joiner.lines()


def _is_cut(text: str) -> bool:
    if len(text) < _CUT_BODY or _END.search(text) or headings.stands_alone(text):
        return False
    return "，" in text or "," in text or "。" in text


def _starts_anew(text: str) -> bool:
    return re.match(r"(?:一|二|三|四|五|六|七|八|九|十)是|[▲■●◆]|第[一二三四五六七八九十]+[，,、]", text) is not None


def _may_be_cut(text: str, following: str) -> bool:
    """Shorter lines are not joined: they may be headings. A comma inside says that they may be sentences."""
    if headings.stands_alone(following) or headings.stands_alone(text) or not following:
        return False
    if re.search(r"[；;]$", text):
        return len(text) >= _CUT_BODY and re.match(r"[\u4e00-\u9fff]", following) is not None
    if len(text) < 20 or _END.search(text):
        return False
    return "。" in text or (re.search(r"[，,]", text) is not None and len(following) > 30)


def _start(text: str) -> str:
    return text[:20] + ("…" if len(text) > 20 else "")
