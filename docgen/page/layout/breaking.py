"""Where a line may end: of running text by the rules of punctuation (禁则), of a title so that its lines are balanced.

Numbers and Latin words stay whole.

A mark that may not begin a line takes the character before it down with it (push-out); none hangs
in the margin and none is squeezed. So LibreOffice sets the Word files, and so every line can be
made flush by a little space between its characters. Source: GB/T 15834-2011, 5.1.

The lines of a title are a trapezoid or a lozenge, and no word is broken (GB/T 9704-2012, 7.3.1:
回行时要做到词意完整，排列对称，长短适宜，间距恰当，使用梯形或菱形). Where words end is told by BudouX, a
small model for line breaks in headlines, mended by the words of the field.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import Any

NO_BEGIN = frozenset("!),.:;?]}、。〃々〉》」』】〕〗！），．：；？］｝～·ˇˉ―‖’”…—%‰％℃°′″㎡㎥㎏㎜㎝㎞")
"""What may not begin a line."""
NO_END = frozenset("([{‘“〈《「『【〔〖（［｛￡￥£¥$＄")
"""What may not end a line."""
UNITS = frozenset("号万亿元")
"""What a number takes along: 〔2024〕6号, 38.6万元. By these characters Word is told so, in any word (元旦): it knows no numbers."""
YEAR_END = "〕"
"""Behind it stands the number of a document: Word is told that it may end no line."""
_SOLID = frozenset(map(chr, range(0x21, 0x7F)))
"""Visible ASCII: a run of it is a number, a word, an address."""
_HAIR = 0.01
"""Points of a rounding error."""
_NO_GAPS: Mapping[int, float] = {}


def may_break(text: str, place: int) -> bool:
    """True where a line may end before the character at *place*, which lies inside *text*."""
    before, after = text[place - 1], text[place]
    if _in_number(before, after):
        return False
    if after in NO_BEGIN:
        # A dash may begin a line, unless it is the second half of one.
        return after == "—" and before != "—" and before not in NO_END
    return before not in NO_END and not (before in _SOLID and after in _SOLID)


def _in_number(before: str, after: str) -> bool:
    """True inside of the number of a document (〔2024〕|6|号) and of an amount (38.6|万|元)."""
    if before == YEAR_END:
        return after.isdigit()
    return after in UNITS and (before.isdigit() or (before in "万亿" and after in "亿元"))


def line_ends(
    text: str,
    widths: Iterable[float],
    first: float,
    rest: float,
    gaps: Mapping[int, float] = _NO_GAPS,
    *,
    terms: bool = False,
) -> list[int]:
    """The offsets in *text* behind the last character of each line, ``len(text)`` the last; one line for no text.

    ``widths`` are the advances of the characters, ``first`` and ``rest`` the room in the first
    and the further lines, all in points. ``gaps`` tells how much of an advance is space before
    the character, which falls away at the beginning of a line. Spaces at its end need no room.
    With *terms* the text is a list of terms with a wide space between, and a line ends behind one of these
    where it can.
    """
    reach: Sequence[float] = list(accumulate(widths))
    ends: list[int] = []
    start, room, length = 0, first, len(text)
    while start < length:
        used = (reach[start - 1] if start else 0.0) + gaps.get(start, 0.0)
        stop = max(bisect_right(reach, used + room + _HAIR, start), start + 1)
        if stop < length:
            behind = _behind_a_term(text, start, stop) if terms else 0
            stop = behind or _fitting(text, start, stop)
        ends.append(stop)
        start, room = stop, rest
    return ends or [0]


def _behind_a_term(text: str, start: int, stop: int) -> int:
    """The last place at or before *stop* behind a wide space; 0 where a term is longer than the line."""
    return text.rfind("\u3000", start + 1, stop) + 1 or (stop + 1 if text[stop] == "\u3000" else 0)


def _fitting(text: str, start: int, stop: int) -> int:
    """The last place at or before *stop* where the line from *start* may end; *stop* itself if there is none."""
    if text[stop] == " ":
        behind = stop
        while behind < len(text) and text[behind] == " ":
            behind += 1
        return behind
    place = stop
    while place > start and not may_break(text, place):
        place -= 1
    return place if place > start else stop


_LONE = 3
"""Characters that a last line has at least where none is to be left alone."""


def without_lone(text: str, ends: Sequence[int]) -> list[int]:
    """*ends* of lines, the last but one moved up to the end of a word where the last line has but one or two characters."""
    found = list(ends)
    if len(found) < 2 or found[-1] - found[-2] >= _LONE:
        return found
    start = found[-3] if len(found) > 2 else 0
    places = [place for place in word_ends(text) if start < place <= len(text) - _LONE]
    # A line that lost half of itself would look worse than what was left alone.
    if places and places[-1] - start > (found[-2] - start) / 2:
        found[-2] = places[-1]
    return found


_WORDS = (
    "人民检察院", "检察院", "人民法院", "人民政府", "案件管理部门", "检察机关", "行政机关", "检察建议书", "检察建议", "决定书", "通知书", "公告",
    "民事公益诉讼案", "行政公益诉讼案", "公益诉讼案", "民事公益诉讼", "行政公益诉讼", "检察公益诉讼", "公益诉讼", "支持起诉", "诉讼",
    "典型案例集", "典型案例", "指导性案例", "案例集", "新闻发布会", "发布会", "新闻通稿", "答记者问", "工作通报", "实施意见", "协作机制",
    "妇女权益保障", "妇女儿童权益保障", "妇女儿童权益", "妇女权益", "妇女儿童", "未成年人", "老年人", "残疾人", "个人信息", "消费者", "健康权益", "健康权", "权益保障", "合法权益", "权益",
    "就业性别歧视", "性别歧视", "生育保险", "母婴室", "月子中心", "两癌筛查", "食品安全", "药品安全", "安全生产", "生态环境",
    "环境污染", "危险废物", "安全隐患", "美好生活", "美丽", "国有财产", "国有土地", "文物保护", "无障碍环境", "英雄烈士", "农民工", "欠薪", "督促整治", "督促",
    "规范", "保护", "保障", "整治", "履职", "建设", "倾倒", "污染", "会议纪要", "磋商", "听证会", "听证", "工作", "关于", "印发", "办法",
)  # fmt: skip
"""Words that are not to be broken and behind which a line may end."""
_FIELD = re.compile("|".join(sorted(_WORDS, key=len, reverse=True)))
_OFFICE = re.compile("([\u4e00-\u9fff]{2,}?)(?=人民检察院|人民法院|人民政府|检察院)")
_PLACE = re.compile("[^省市州盟区县旗]{1,6}(?:自治区|省|市|州|盟|区|县|旗)")
_TIED_DOWN = frozenset("的案等")
"""Characters with which a line of a title does not begin."""
_TIED_UP = re.compile("(?:关于|对|在|和|与|及|向|为|督促|第)$")
"""Words with which it does not end."""
_GOOD_END = re.compile("(?:[，：；、—》”]|检察院|法院|人民政府|委员会|局)$")
_MOST = 6
"""Lines of a title beyond which it is set like any text."""
_TRIED = 5_000
"""Ways to break a title that are looked at; those of three lines have some hundreds."""


def title_ends(text: str, widths: Sequence[float], room: float) -> list[int]:
    """The offsets behind the last character of each line of a title, ``len(text)`` the last.

    ``widths`` and ``room`` in points as in ``line_ends``. As few lines as can be; one that fits stays one.
    """
    plain = line_ends(text, widths, room, room)
    if len(plain) == 1 or len(plain) > _MOST:
        return plain
    reach = [0.0, *accumulate(widths)]
    words = word_ends(text)
    for places in (words, [place for place in range(1, len(text)) if may_break(text, place)]):
        for count in (len(plain), len(plain) + 1):
            best = _best(text, reach, places, count, room)
            if best:
                return [*best, len(text)]
    return plain


def _best(text: str, reach: Sequence[float], places: Sequence[int], count: int, room: float) -> tuple[int, ...]:
    """The *count* − 1 of *places* that give the best shape, none where no choice keeps every line in its room."""
    found: tuple[int, ...] = ()
    least = float("inf")
    for chosen in islice(_choices(reach, places, count, room * 1.0001), _TRIED):
        ends = (0, *chosen, len(text))
        lengths = [(reach[end] - reach[start]) / room for start, end in pairwise(ends)]
        cost = _shape(lengths) + sum(_seam(text, place) for place in chosen)
        if cost < least:
            found, least = chosen, cost
    return found


def _choices(
    reach: Sequence[float], places: Sequence[int], count: int, room: float, start: int = 0, at: int = 0
) -> Iterator[tuple[int, ...]]:
    """Every choice of *count* − 1 of *places* from the one at *at* on, in order, that keeps each line from *start* in *room*."""
    if count == 1:
        if reach[-1] - reach[start] <= room:
            yield ()
        return
    for index in range(at, len(places)):
        place = places[index]
        if reach[place] - reach[start] > room:
            return
        if reach[-1] - reach[place] <= (count - 1) * room:
            for others in _choices(reach, places, count - 1, room, place, index + 1):
                yield (place, *others)


def _shape(lengths: Sequence[float]) -> float:
    """How far lines of these *lengths* (1 = as wide as the page) are from a trapezoid or a lozenge."""
    mean = sum(lengths) / len(lengths)
    cost = sum((one - mean) ** 2 for one in lengths) / len(lengths) / mean**2
    steps = [after - before for before, after in pairwise(lengths)]
    # An hourglass: shorter, then longer again.
    cost += sum(0.5 for before, after in pairwise(steps) if before < 0 < after)
    # Lines of one length make a block, not a trapezoid.
    return cost + sum(0.01 for step in steps if abs(step) < 0.02)


def _seam(text: str, place: int) -> float:
    """How well a line may end before the character at *place*."""
    before = text[:place]
    if text[place] in _TIED_DOWN or _TIED_UP.search(before):
        return 0.3
    return -0.02 if _GOOD_END.search(before) else 0.0


@lru_cache(maxsize=256)
def word_ends(text: str) -> tuple[int, ...]:
    """The offsets inside *text* at which a word ends and a line may end too."""
    ends = {0, *accumulate(map(len, _parser().parse(text)))}
    for start, end in _whole(text):
        ends -= set(range(start + 1, end))
        ends |= {start, end}
    return tuple(sorted(place for place in ends if 0 < place < len(text) and may_break(text, place)))


def _whole(text: str) -> Iterator[tuple[int, int]]:
    """(start, end) of what is surely one word: places before the name of an office, words of the field."""
    for office in _OFFICE.finditer(text):
        for place in _PLACE.finditer(office[1]):
            skipped = _TIED_UP.match(place[0][:2])
            yield office.start() + place.start() + (skipped.end() if skipped else 0), office.start() + place.end()
    for word in _FIELD.finditer(text):
        yield word.span()


@lru_cache(maxsize=1)
def _parser() -> Any:
    import budoux

    return budoux.load_default_simplified_chinese_parser()
