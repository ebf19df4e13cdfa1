"""The filters and tests of templates: small words for what papers do again and again.

A filter that gets Located text gives Located text back wherever a place can be kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from docgen.core import dates
from docgen.core.dates import DateStyle, When, chinese, ordinal
from docgen.core.source import Located, Span, joined
from docgen.papers.templates.faults import Unprintable
from docgen.papers.templates.limits import fits
from docgen.papers.views.view import GAP_MARK, Gap, Scope

_SENTENCE = re.compile(r"[。！？][”’』」）]?|\n")
_ENDS = "。；，、：！？;,. "


def numbered(number: int, level: int = 1) -> str:
    """序号: 1 → 一、 (level 1), （一） (2), 1. (3), （1） (4)."""
    return ordinal(number, level)


def in_chinese(number: int) -> str:
    """汉字: 3 → 三."""
    return chinese(number)


def _put_together(parts: Sequence[str], between: str = "") -> str:
    """``joined``, where what comes of it is not too long for one value. Raises Overspent."""
    fits(sum(map(len, parts)) + len(between) * len(parts))
    return joined(parts, between)


def laws(items: Iterable[str]) -> str:
    """连法: provisions in a row, no mark between 》 and 《, a 、 after an article number."""
    parts: list[str] = []
    for item in items:
        if parts and not parts[-1].endswith("》"):
            parts.append("、")
        parts.append(item)
    return _put_together(parts)


def in_a_row(items: Iterable[Any], between: str = "、") -> str:
    """连: the items one after another, 、 between them."""
    return _put_together([text_of(item) for item in items], between)


def enumerated(items: Iterable[Any]) -> str:
    """列举: the items with 、 between them, with ； where an item has a 、 of its own."""
    texts = [text_of(item) for item in items]
    return _put_together(texts, "；" if any("、" in text for text in texts) else "、")


def first_line(value: str) -> str:
    """首行: the first paragraph of a value."""
    return _lines(value)[0] if value else value


def other_lines(value: str) -> str:
    """余行: the paragraphs after the first."""
    return _put_together(_lines(value)[1:], "\n")


def first_sentence(value: str) -> str:
    """首句: the first sentence of a value, with its mark."""
    return _cut(value, _sentence_end(value))[0]


def other_sentences(value: str) -> str:
    """余句: what follows the first sentence."""
    return _cut(value, _sentence_end(value))[1]


def _sentence_end(value: str) -> int:
    found = _SENTENCE.search(value)
    return found.end() if found else len(value)


def _cut(value: str, at: int) -> tuple[str, str]:
    rest = at + len(value[at:]) - len(value[at:].lstrip("\n"))
    return (value.part(0, at), value.part(rest)) if isinstance(value, Located) else (value[:at], value[rest:])


def _lines(value: str) -> list[str]:
    if isinstance(value, Located):
        return list(value.lines())
    return [line for line in value.split("\n") if line.strip()]


def bare(value: str) -> str:
    """去句末: without the mark at the end, so that a sentence can go on."""
    kept = value.rstrip(_ENDS)
    return value.part(0, len(kept)) if isinstance(value, Located) else kept


_NOTE = re.compile(r"(?<=.)[（(][^（）()]*[）)]$")


def without_note(value: Any) -> Any:
    """去括注: without the note in brackets at the end: 王五（人大代表） → 王五."""
    text = text_of(value)
    found = _NOTE.search(text)
    if not found:
        return value
    return text.part(0, found.start()) if isinstance(text, Located) else text[: found.start()]


_DUTY = re.compile("(?:本院)?在?(?:依法)?履行(?:公益诉讼|法律监督)?(?:检察|监督)?职[责能](?:过程)?中")
_AT_WORK = re.compile("(?:中|时|期间|过程)$")


def way(value: str, behind: str = "") -> str:
    """途径: what goes before 发现: 通过 and the source; 在 and the work, of a source that says 发现 itself (办案中发现).

    *behind* is the mark behind words that name the duty: a source that says no more than these adds nothing.
    """
    source = bare(value)
    said = source.removesuffix("发现")
    start = len("本院") if said.startswith("本院在") else 0
    kept = source.part(start, len(said)) if isinstance(source, Located) else said[start:]
    if not said or (behind and _DUTY.fullmatch(said)):
        return kept[:0]
    if kept.startswith(("通过", "根据")) or (kept.startswith("在") and _AT_WORK.search(kept)):
        return _introduced(behind, kept)
    at_work = _AT_WORK.search(kept) and (len(said) < len(source) or _DUTY.fullmatch(said))
    return _introduced(behind + ("在" if at_work else "通过"), kept)


def _introduced(words: str, value: str) -> str:
    """*value* behind words that nobody typed there."""
    return joined([Located(words, value.span.through("途径")), value]) if isinstance(value, Located) else words + value


def sentence(value: str) -> str:
    """成句: with a full stop at the end, where there is none yet."""
    return value if not value or value[-1] in "。！？…”" else joined([bare(value), "。"])


def or_gap(value: Any, label: str) -> Any:
    """待补: the value, or 【待补：label】 where there is none."""
    if value:
        return value
    model = getattr(value, "value", value)
    place = getattr(model, "span", None)
    # Without a place in the record the gap stands at the line of the template.
    return Gap.of(label, place) if isinstance(place, Span) else f"{GAP_MARK}{label}】"


def nth(items: Sequence[Any], number: int) -> Any:
    """第: the item of that number, counted from 1; empty where there are not so many."""
    return items[number - 1] if 0 < number <= len(items) else ""


def with_unit(value: str, unit: str) -> str:
    """带单位: the number with *unit*, where no unit was typed."""
    return _put_together([value, unit]) if value and value[-1].isdigit() else value


def not_after(day: Any, last: Any) -> bool:
    """不晚于: False where both days are known and *day* comes after *last*: a paper tells nothing that came later."""
    if not (isinstance(day, When) and isinstance(last, When)):
        return True
    least = {"年": 1, "月": 2}.get(last.moment.precision, 3)
    return day.moment.day.timetuple()[:least] <= last.moment.day.timetuple()[:least]


def spaced(name: str) -> str:
    """间隔: a name of two characters with a space between them, as lists and cards have it; any other as it is."""
    if len(name) != 2 or not name.isalpha() or name.isascii():
        return name
    if isinstance(name, Located):
        return joined([name.part(0, 1), "　", name.part(1)])
    return f"{name[0]}　{name[1]}"


def text_of(value: Any) -> str:
    """What *value* prints. Raises Unprintable for a Scope that has no words of its own."""
    if not isinstance(value, Scope):
        return value if isinstance(value, str) else str(value)
    words = value.printed()
    if words is None:
        first = next(iter(value.names()), "")
        raise Unprintable("这里面有好几项，不能直接印出来", f"写明印哪一项，例如在后面加“.{first}”")
    return words


def _dated(form: Callable[[When], str]) -> Callable[[Any], Any]:
    def apply(value: Any) -> Any:
        if isinstance(value, When):
            return Located(form(value), value.span)
        return value

    return apply


def date_filters() -> dict[str, Callable[..., Any]]:
    """The forms of a date in digits (``dates.FORMS``): 年, 年月, 月日, 日期, 时刻, 星期, 二十四时; other values stay as they are."""

    def form(say: Callable[[dates.Moment, DateStyle], str]) -> Callable[[Any], Any]:
        return _dated(lambda when: say(when.moment, "阿拉伯数字"))

    return {name: form(say) for name, say in dates.FORMS.items()}


FILTERS: dict[str, Callable[..., Any]] = {
    "序号": numbered,
    "汉字": in_chinese,
    "连法": laws,
    "连": in_a_row,
    "列举": enumerated,
    "首行": first_line,
    "余行": other_lines,
    "首句": first_sentence,
    "余句": other_sentences,
    "去句末": bare,
    "成句": sentence,
    "途径": way,
    "去括注": without_note,
    "待补": or_gap,
    "第": nth,
    "带单位": with_unit,
    "间隔": spaced,
    "不晚于": not_after,
}
