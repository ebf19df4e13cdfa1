"""Lines of a newspaper's column, a PDF or a mail → which of them go on in the next, by the width that the text itself shows.

What was wrapped has nearly all its lines at one width. A line ends for want of room where the
first word of the next would not have fitted, and for no other reason; so the width tells a cut
from an end where marks cannot: a sentence may end with its line, a heading has no mark at all.
A page may have columns of several widths, and parts that were never wrapped.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from docgen.intake import headings
from docgen.intake.found import Line

_END = re.compile(r"[。！？!?：:；;…—）)】\]”’\"》.．]$")
_MARK = re.compile(r"[，、。；：！？,;:.!?”’）》】)\]]")
_PROSE = re.compile(r"[，。；：、,;:]")
_NEVER_FIRST = "，。、；：？！,;:?!”’）》】〉」』)]…%％"
_NARROWEST, _WIDEST = 16, 120
"""Columns in half widths: eight Chinese characters and sixty."""
_NEAR = 3
"""Half widths by which full lines of one column differ: marks that may not begin a line, a Latin letter."""
_TURN, _WIDEST_TURN = 4.0, 2.0
"""What it costs to say that a column begins: three cut lines of one width are worth more, two where no line of the text is wider."""
_CUT, _OVER, _ANY = 1.5, 5.0, 0.1
_CANDIDATES = 8


def going_on(lines: Sequence[Line], joined_over: frozenset[int] = frozenset()) -> list[bool]:
    """For each line of *lines* whether it goes on with the sentence or heading of the one before.

    At the places *joined_over* a blank line means nothing: a page ended there, and its number was taken out.
    """
    # Blank lines between nearly all lines are the manner of the file, not ends of paragraphs.
    spaced = len(lines) > 8 and sum(line.gap for line in lines) >= 0.9 * (len(lines) - 1)
    gaps = [line.gap and at not in joined_over and not spaced for at, line in enumerate(lines)]
    found = min((_Columns.of(lines, gaps, measure) for measure in (width, _count)), key=lambda one: one.cost)
    return [at > 0 and not gaps[at] and found.goes_on(at - 1) for at in range(len(lines))]


def width(text: str) -> int:
    """*text* in half widths: a Chinese character is two."""
    return sum(2 if unicodedata.east_asian_width(one) in "WFA" else 1 for one in text)


def _count(text: str) -> int:
    """Some programs count characters, whatever their width."""
    return 2 * len(text)


@dataclass(slots=True)
class _Columns:
    """Lines with their widths and, for each, the width of the column it stands in (0: not in any)."""

    lines: Sequence[Line]
    measure: Callable[[str], int]
    widths: list[int]
    starts: list[bool]
    gaps: list[bool]
    columns: list[int]
    cost: float
    speakers: Counter[str]
    head: int
    """Before this line there are headlines only."""

    @classmethod
    def of(cls, lines: Sequence[Line], gaps: list[bool], measure: Callable[[str], int]) -> _Columns:
        insets = [line.inset for line in lines]
        bases = [min(insets[max(at - 10, 0) : at + 11]) for at in range(len(lines))]
        starts = [inset - base >= 2 for inset, base in zip(insets, bases, strict=True)]
        shifts = [min(inset - base, 8) for inset, base in zip(insets, bases, strict=True)]
        widths = [shift + measure(line.text) for shift, line in zip(shifts, lines, strict=True)]
        speakers = Counter(found[0] for line in lines if (found := _SPEAKER.match(line.text)))
        head = next((at for at, line in enumerate(lines) if re.search("[，。；]", line.text)), 0)
        one = cls(lines, measure, widths, starts, gaps, [], 0.0, speakers, head)
        one.columns, one.cost = one._best()
        return one

    def goes_on(self, at: int) -> bool:
        """True where the line at *at* ended for want of room."""
        column, text, following = self.columns[at], self.lines[at].text, self.lines[at + 1].text
        if not column or column != self.columns[at + 1] or self.starts[at + 1] or self._new(following):
            return False
        if self._listed(at) or (re.search(r"[—－-]$", text) and re.match(r"[“‘「『]", following)):
            return False
        if text[-1] == following[0] in "—…":
            return True  # one dash on two lines
        room = column - self.widths[at]
        full = self.measure(following[0] if self.measure is _count else _first(following)) > room
        if _in_title(text, following) or (at < self.head and not _alone(text) and _NAMED.fullmatch(following)):
            return full
        if _alone(following) or (_END.search(text) and headings.heading(following)):
            return False
        if _alone(text):
            return full and _may_go_on(text)
        if not _PROSE.search(text) and (at < self.head or self._opens(at)):
            return full and not _DATELINE.match(following)
        slip = 2 if _PROSE.search(text) and not _END.search(text) else 0
        return full or room <= slip

    def _new(self, text: str) -> bool:
        """True for what begins a paragraph wherever it stands: a point, a question, one who speaks more than once."""
        speaker = _SPEAKER.match(text)
        return _NEW.match(text) is not None or (speaker is not None and self.speakers[speaker[0]] > 1)

    def _listed(self, at: int) -> bool:
        """True where the line and the one below are two of three and more entries of a list, each like the other."""
        lines = [line.text for line in self.lines[max(at - 1, 0) : at + 3]]
        here = at - max(at - 1, 0)
        alike = [_alike(one, two) for one, two in itertools.pairwise(lines)]
        return alike[here] and sum(alike) > 1

    def _opens(self, at: int) -> bool:
        """True for a line with which something begins: it may be a headline."""
        return at == 0 or self.gaps[at] or _END.search(self.lines[at - 1].text) is not None

    def _best(self) -> tuple[list[int], float]:
        """The column of every line, so that the cut lines of the text are the full lines of its columns (Viterbi)."""
        cut = [self._cut(at) for at in range(len(self.lines))]
        widest = max(self.widths, default=0)
        states = [0, *self._candidates(cut, widest)]
        costs = [0.0 if not state else _WIDEST_TURN if state + 2 >= widest else _TURN for state in states]
        ways: list[list[int]] = []
        for at in range(len(self.lines)):
            cheapest = min(range(len(states)), key=costs.__getitem__)
            # No column ends within a sentence.
            turned = costs[cheapest] + _TURN + (_CUT if at and cut[at - 1] else 0.0)
            way = [number if costs[number] <= turned else cheapest for number in range(len(states))]
            costs = [
                min(costs[number], turned) + self._price(at, state, cut=cut[at]) for number, state in enumerate(states)
            ]
            ways.append(way)
        number = min(range(len(states)), key=costs.__getitem__)
        cost, columns = costs[number], [0] * len(self.lines)
        for at in reversed(range(len(self.lines))):
            columns[at] = states[number]
            number = ways[at][number]
        return columns, cost

    def _cut(self, at: int) -> bool:
        """True for a line of running text without a mark at its end, and with a line below."""
        text = self.lines[at].text
        if at + 1 == len(self.lines) or _END.search(text) or self.widths[at] < _NARROWEST:
            return False
        following = self.lines[at + 1].text
        if self.gaps[at + 1] or self.starts[at + 1] or self._new(following) or self._listed(at):
            return False
        if _in_title(text, following):
            return True
        return not _alone(text) and (_PROSE.search(text) is not None or _PROSE.search(following) is not None)

    def _candidates(self, cut: list[bool], widest: int) -> list[int]:
        """The widths at which at least three cut lines end; of the widest line, two."""
        counts = Counter(wide for wide, one in zip(self.widths, cut, strict=True) if one and wide <= _WIDEST)
        near = {wide: sum(counts[wide - off] for off in range(_NEAR + 1)) for wide in counts}
        enough = (wide for wide, many in near.items() if many >= (2 if wide + 2 >= widest else 3))
        return sorted(enough, key=lambda wide: -near[wide])[:_CANDIDATES]

    def _price(self, at: int, column: int, *, cut: bool) -> float:
        """How ill the line at *at* stands in a column of that width."""
        wide = self.widths[at]
        if not column:
            return _CUT if cut else _ANY
        if wide > column + (2 if _MARK.search(self.lines[at].text[-1:]) else 0):
            return _OVER
        if cut:
            return 0.1 * (column - wide) if wide >= column - _NEAR else _CUT
        return _ANY


_NEW = re.compile(
    r"[一二三四五六七八九十]是|[▲■●◆△▼]|第[一二三四五六七八九十]+[，,、]|(?:问|答|记者)[：:]|问题[一二三四五六七八九十\d]+[：:]|特此(?:公告|通告|通知|通报|函告|说明)"
)
_SPEAKER = re.compile(r"[\u4e00-\u9fff]{2,4}[：:]")
_DATELINE = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日|\d{4}年|近日|日前|近期|本报讯|为")


def _alone(text: str) -> bool:
    """True for a line that is no part of a sentence, so far as its form says it for a piece of a line too.

    一批案例， is the middle of one and no chapter without its mark, 检察院督促 no section on the
    office's work; and a clause with a comma may end in 案 without being a title.
    """
    if not headings.stands_alone(text) or re.match(r"[一二三四五六七八九十][\u4e00-\u9fff]+[，,]", text):
        return False
    found = headings.heading(text)
    if found is not None:
        return found.style != "无" or found.kind != "work"
    return not (headings.is_title(text) and re.search("[，,]", text))


def _first(text: str) -> str:
    """What of *text* cannot be parted from its first character: marks that may not begin a line, a number, a word."""
    found = re.match(r"[“‘（《【「『(\[]*(?:[A-Za-z]+|[\d.,]+|.)?", text)
    first = found[0] if found else ""
    rest = text[len(first) :]
    return first + rest[: len(rest) - len(rest.lstrip(_NEVER_FIRST))]


def _alike(text: str, following: str) -> bool:
    """True for two entries of a list: as long as each other, with their commas at the same places."""
    marks = [[found.span() for found in _PROSE.finditer(one)] for one in (text, following)]
    return len(text) == len(following) and marks[0] == marks[1] != []


_NAMED = re.compile(r"[\u4e00-\u9fff“”《》、]{2,20}")
"""The end of a headline, be it that of a section too: 检察院举办|检察开放日活动."""


def _in_title(text: str, following: str) -> bool:
    """True where the title of a case ends in the second line only, or seemed to end in the first: 典型案|例."""
    if _is_title(text):
        return re.match("[例件]", following) is not None
    return _is_title(text + following)


def _is_title(text: str) -> bool:
    start = headings.marked_start(text) or headings.numbered_title(text)
    title = start.title if start is not None else text
    return headings.is_title(title) and not re.search("[，,]", title)


def _may_go_on(text: str) -> bool:
    """True for a line that stands alone by its start (a number, a section run in) and yet may go on: it has no end."""
    found = headings.heading(text)
    if found is not None:
        return found.text != ""
    if headings.is_title(text) or re.search(r"[】\]]$", text) or headings.CASE_NUMBER.fullmatch(text):
        return False
    return re.match(rf"[（(]?{headings.NUMBER}|第|典型|案|——", text) is not None
