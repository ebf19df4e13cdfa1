"""Citations of statutes in running text: 《…》第…条第…款第（…）项, with lists and ranges. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Article", "Citation", "Part", "citations", "number", "plain_name"]

_NUMBER = r"[〇零一二三四五六七八九十百千两\d０-９]{1,9}"
_TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]*》){2,80})》(?:[（(]以下(?:简称|称)[^（）()]{1,30}[）)])?")
_ARTICLE = re.compile(
    rf"(?P<lead>[、和及与至到—～-]|以及)?(?P<whole>第(?P<article>{_NUMBER})条(?:之(?P<sub>[一二三四五六七八九]?十?[一二三四五六七八九]|十))?"
    rf"(?P<clause>第(?P<clause_no>{_NUMBER})款)?(?P<item>第?[（(]?(?P<item_no>{_NUMBER})[）)]?项)?)"
)
_MORE = re.compile(
    rf"(?:[、，和及与至到]|以及)?(?:第(?P<clause_no>{_NUMBER})款(?:第?[（(]?(?P<item_no>{_NUMBER})[）)]?项)?"
    rf"|第?[（(]?(?P<alone>{_NUMBER})[）)]?项)"
)
_VALUES = {"〇": 0, "零": 0, **{digit: value for value, digit in enumerate("一二三四五六七八九", 1)}, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph (款) and item (项) of an article; 0 where none is named."""

    clause: int
    item: int
    start: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article that is cited. ``clause`` and ``item`` are 0 where none is named; offsets are those of the text."""

    number: int
    clause: int
    item: int
    start: int
    stop: int
    digits: bool
    """Some number of it is written in digits."""
    sub: int = 0
    """The number behind 之: 第二百八十七条之一."""
    more: tuple[Part, ...] = ()
    """What is cited of the same article behind it: 第九条第二款、第三款."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every paragraph and item that is cited of it."""
        return (Part(self.clause, self.item, self.start), *self.more)


@dataclass(frozen=True, slots=True)
class Citation:
    """A title in 《》 with the articles cited behind it; ``name`` as typed, ``start`` at 《, ``stop`` behind it all."""

    name: str
    articles: tuple[Article, ...]
    start: int
    title_stop: int
    stop: int


def citations(text: str) -> Iterator[Citation]:
    """Every title in 《》 of *text*, with its articles."""
    if "《" not in text:
        return
    for title in _TITLE.finditer(text):
        articles: list[Article] = []
        at = title.end()
        while (found := _ARTICLE.match(text, at)) and (articles or not found["lead"]):
            at = found.end()
            clause = number(found["clause_no"] or "0")
            parts: list[Part] = []
            while more := _MORE.match(text, at):
                clause = number(more["clause_no"]) if more["clause_no"] else clause
                parts.append(Part(clause, number(more["item_no"] or more["alone"] or "0"), at))
                at = more.end()
            articles.append(_article(found, tuple(parts)))
        yield Citation(title[1], tuple(articles), title.start(), title.start() + len(title[1]) + 2, at)


def _article(found: re.Match[str], more: tuple[Part, ...]) -> Article:
    return Article(
        number(found["article"]),
        number(found["clause_no"] or "0"),
        number(found["item_no"] or "0"),
        found.start("whole"),
        found.end("whole"),
        re.search(r"[\d０-９]", found["whole"]) is not None,
        number(found["sub"] or "0"),
        more,
    )


def number(text: str) -> int:
    """The number that *text* writes in Chinese or in digits: 一千二百六十 → 1260, 58 → 58."""
    text = text.translate(_WIDE)
    if text.isdigit():
        return int(text)
    total = digit = 0
    for char in text:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        elif char.isdigit():
            digit = digit * 10 + int(char)
        else:
            digit = _VALUES[char]
    return total + digit


def plain_name(name: str) -> str:
    """*name* as the table of statutes has it: without 中华人民共和国 in front, inner brackets and note of the version."""
    name = re.sub(r"[〈〉<>《》＜＞\s]", "", name)
    name = re.sub(r"[（(](?:\d{4}年?)?(?:修正|修订|修改)[）)]$|[（(]\d{4}年?[）)]$", "", name)
    name = name.replace("(试行)", "（试行）")
    return name.removeprefix("中华人民共和国")
