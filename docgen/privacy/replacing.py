"""Known values in free text → what stands for them in public. Works on the tree, before the voice.

The author may write a real name into a sentence instead of a reference; the record knows
the name, so it is found in any spelling. Names stay where they are somebody's own words
(“…”), the name of a paper (《…》) or part of a longer name, and where two characters are
rather a word than somebody: there the gate refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.core.tree import Block, Image, Inline, Paragraph, Strong, Table, Text, plain_text
from docgen.privacy.secrets import AGENCY, FIRM, PERSON, PERSONS, Register, Secret, may_be_word
from docgen.privacy.spelling import Spellings, located
from docgen.privacy.standing import is_doubtful, stands_for_person
from docgen.privacy.wording import is_word_there

_PROTECTED = re.compile(r"《[^《》]*》|“[^“”]*”")
_LONGER = {
    AGENCY: re.compile(r"(?:[\u4e00-\u9fff]{2,4}分局|分局|支队|大队|中队|办公室|服务中心|监测站|监督所|管理所|执法局)"),
    FIRM: re.compile(r"(?:[\u4e00-\u9fff]{2,6}分公司|分公司)"),
    PERSON: re.compile(r"[\u4e00-\u9fff]{0,6}?(?:有限公司|有限责任公司|商行|诊所|大桥|故居|纪念馆)"),
}
"""What follows where the match is only the beginning of another name."""
_BEFORE = frozenset(
    "与和向对由经被把将在从及跟同给为使令让请促求议是的了并但而则即该原至到以按据会受因往告谈送交予协助诉访查问责"
)
"""What stands before the short name of an authority that is not the end of another place's name."""
BETWEEN = frozenset({"", "、", "和", "与", "及", "以及"})
"""What may stand between two authorities of one outer name that are printed as one."""


@dataclass(frozen=True, slots=True)
class Match:
    """Characters *start* to *stop* of a text that are *secret*."""

    start: int
    stop: int
    secret: Secret


def matches(text: str, register: Register, *, everywhere: bool = False) -> list[Match]:
    """Where secrets of *register* stand in *text* and may be replaced, in order, none overlapping another.

    *everywhere*: also where a paper keeps them.
    """
    spelled = Spellings(text)
    present = [one for one in register.secrets if one.needle in spelled.fitting(one.needle, number=one.is_number)]
    if not present:
        return []
    protected = [match.span() for match in _PROTECTED.finditer(text)]
    taken = [False] * (len(text) + 1)
    found = []
    for secret in present:
        for start, stop in located(text, secret.needle, number=secret.is_number):
            stop = _closed(text, start, stop)
            kept = not everywhere and not _replaceable(text, start, stop, secret, protected)
            if kept or any(taken[start:stop]):
                continue
            taken[start:stop] = [True] * (stop - start)
            found.append(Match(start, stop, secret))
    return sorted(found, key=lambda match: match.start)


def _closed(text: str, start: int, stop: int) -> int:
    """*stop*, behind the bracket too that closes one opened inside: 何（知夏）."""
    for opens, closes in ("（）", "()", "〔〕", "【】", "[]"):
        if text.count(opens, start, stop) > text.count(closes, start, stop) and text[stop : stop + 1] == closes:
            return stop + 1
    return stop


_APART = re.compile(r"[，。；！？：\n]")


def _replaceable(text: str, start: int, stop: int, secret: Secret, protected: list[tuple[int, int]]) -> bool:
    if secret.likely:
        return False
    if not secret.is_name:
        return True
    if any(first <= start and stop <= last for first, last in protected):
        return False
    # 姓王。大明湖…: over the end of a clause it is rather not the name; the gate asks.
    if _APART.search(text, start, stop):
        return False
    if (
        secret.kind in PERSONS
        and is_doubtful(secret.needle)
        and not stands_for_person(text, start, stop, secret.needle)
    ):
        return False
    if secret.bounded and start and "\u4e00" <= text[start - 1] <= "\u9fff" and text[start - 1] not in _BEFORE:
        return False
    return _LONGER.get(secret.kind, _LONGER[PERSON]).match(text, stop) is None


def masked_text(text: str, register: Register) -> str:
    """*text* with every secret replaced, for names of files and titles of their own."""
    made, last = [], 0
    for match in matches(text, register):
        made += [text[last : match.start], match.secret.mask]
        last = match.stop
    return "".join((*made, text[last:]))


def replaced(text: str, secrets: Sequence[Secret]) -> str:
    """*text* with all of *secrets* replaced wherever they stand, in quotation marks too, but for words: for what is no paper."""
    for match in reversed(matches(text, Register(tuple(secrets)), everywhere=True)):
        if may_be_word(match.secret) and is_word_there(text, match.start, match.stop, match.secret.needle):
            continue
        text = text[: match.start] + match.secret.mask + text[match.stop :]
    return text


def masked(blocks: Iterable[Block], register: Register) -> tuple[tuple[Block, ...], list[Problem]]:
    """*blocks* with every known value replaced, and an M001 for each replacement."""
    masker = _Masker(register)
    return tuple(masker.block(block) for block in blocks), masker.problems


class _Masker:
    """Remembers what was replaced."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self.problems: list[Problem] = []

    def block(self, block: Block) -> Block:
        match block:
            case Paragraph():
                inlines = self.inlines(block.inlines)
                return block if inlines is block.inlines else replace(block, inlines=inlines)
            case Table():
                return replace(block, rows=tuple(tuple(self.inlines(cell) for cell in row) for row in block.rows))
            case Image():
                return replace(block, alt=plain_text(self.inlines((Text(block.alt, block.span),))))
        return block

    def inlines(self, inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        found = matches(plain_text(inlines), self.register)
        if found:
            inlines = tuple(self._replaced(inlines, found))
        return _merged(inlines)

    def _replaced(self, inlines: tuple[Inline, ...], found: list[Match]) -> Iterator[Inline]:
        offset = 0
        for inline in inlines:
            leaves = inline.children if isinstance(inline, Strong) else (inline,)
            kept: list[Text] = []
            for leaf in leaves:
                kept += self._cut(leaf, offset, found)
                offset += len(leaf.text)
            if isinstance(inline, Strong):
                yield from (Strong(tuple(kept)),) if kept else ()
            else:
                yield from kept

    def _cut(self, leaf: Text, offset: int, found: list[Match]) -> Iterator[Text]:
        """*leaf*, which begins at *offset* of its paragraph, without the matches; a mask where one begins."""
        last = 0
        for match in found:
            start, stop = match.start - offset, match.stop - offset
            if stop <= 0 or start >= len(leaf.text):
                continue
            if start > last:
                yield Text(leaf.text[last:start], leaf.span.forward(last))
            if start >= 0:
                at = leaf.span.forward(start)
                self._tell(match.secret, at)
                yield Text(match.secret.mask, at.through(match.secret.via or match.secret.kind))
            last = min(stop, len(leaf.text))
        if last < len(leaf.text):
            yield Text(leaf.text[last:], leaf.span.forward(last))

    def _tell(self, secret: Secret, at: Span) -> None:
        message = f"直接写出来的{secret.kind}，对外文书里换成了“{secret.mask}”"
        self.problems.append(
            problem(at.through(""), "M001", message, "改成引用更稳当：｛登记的名字｝" if secret.via else "")
        )


def _merged(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """相关行政机关、相关行政机关 → 相关行政机关: two authorities with one outer name side by side."""
    authorities = [index for index, inline in enumerate(inlines) if _is_authority(inline)]
    dropped: set[int] = set()
    for before, after in pairwise(authorities):
        between = "".join(plain_text((inline,)) for inline in inlines[before + 1 : after])
        if between in BETWEEN and plain_text((inlines[before],)) == plain_text((inlines[after],)):
            dropped.update(range(before + 1, after + 1))
    return tuple(inline for index, inline in enumerate(inlines) if index not in dropped) if dropped else inlines


def _is_authority(inline: Inline) -> bool:
    return isinstance(inline, Text) and inline.span.via.startswith("机关.")
