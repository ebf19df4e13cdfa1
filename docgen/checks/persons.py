"""Persons of a press kit: one post and one order in every paper. A wrong rank is feared as much as a wrong figure.

Pure functions over records; what is wrong comes back as Problems with the places of both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations, takewhile

from docgen.core.errors import Problem, problem
from docgen.core.source import Located, Span
from docgen.records import references
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.models import Speaker
from docgen.records.release import Release

_BEFORE = re.compile(r"[\u4e00-\u9fff、·（）]{2,40}$")
_TITLE = re.compile(
    r"(?:检察长|院长|庭长|主任|主席|书记|部长|局长|处长|科长|会长|市长|区长|县长|检察官|委员|代表|助理|秘书长)$"
)
"""What a post ends with: only where one stands directly before a name does the text tell a post."""
_RANKS = frozenset("副代原前")
"""What makes another post of the words behind it."""


def check(record: Record) -> list[Problem]:
    """What is wrong with the persons of *record*, against those of its conference too."""
    if not isinstance(record, Conference | Release):
        return []
    lists = [record.persons]
    if isinstance(record, Release) and record.event is not None:
        lists.append(record.event.persons)
    found = [fault for one, other in combinations(lists, 2) for fault in differences(one, other)]
    known = references.persons(record)
    return [*found, *(fault for text in references.all_texts(record) for fault in in_text(text, known))]


def differences(one: tuple[Speaker, ...], other: tuple[Speaker, ...]) -> Iterator[Problem]:
    """F005 where a person has two posts or units, F006 where two persons stand in two orders; each at both places."""
    left = {str(person.name): person for person in one}
    right = {str(person.name): person for person in other}
    shared = [name for name in left if name in right]
    for name in shared:
        first, second = left[name], right[name]
        for what, mine, yours in (("职务", first.post, second.post), ("单位", first.unit, second.unit)):
            if mine and yours and mine != yours:
                message = f"“{name}”的{what}不一样：“{mine}”和“{yours}”"
                yield from _both(message, (mine.span, yours.span), f"核对{what}，两处写成一样", "F005")
    order = [name for name in right if name in left]
    for here, there in zip(shared, order, strict=True):
        if here != there:
            message = f"人物的先后不一样：这里“{here}”在前，那里“{there}”在前"
            places = (left[here].span, right[there].span)
            yield from _both(message, places, "先后就是排名，两处写成一样", "F006")
            return


def in_text(text: Located, persons: Iterable[Speaker]) -> Iterator[Problem]:
    """F005 where *text* puts another post before a name than the one that is registered."""
    plain = str(text)
    for person in persons:
        for match in re.finditer(re.escape(str(person.name)), plain) if person.name and person.post else ():
            other = other_post(plain[: match.start()], person)
            if other:
                yield from two_posts(person, other, text.span_at(match.start() - len(other)))


def two_posts(person: Speaker, other: str, at: Span) -> Iterator[Problem]:
    """F005 at both places: at *at* the *person* has the post *other*."""
    message = f"这里“{person.name}”是“{other}”，登记的职务是“{person.post}”"
    there = person.post.span if person.post else person.span
    yield from _both(message, (at, there), f"改成｛{person.name}｝，职务由程序印", "F005")


def other_post(before: str, person: Speaker) -> str:
    """The post at the end of *before*, the words in front of the name, where it is not the person's own; else ``""``."""
    post = str(person.post or "")
    found = _BEFORE.search(before)
    if not post or found is None or found[0].endswith(post):
        return ""
    if _TITLE.search(found[0]) is None:
        return ""
    # A shorter form of the post (检察长 for 某院党组书记、检察长) says nothing else; 副 before it does.
    pairs = zip(reversed(found[0]), reversed(post), strict=False)
    shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    ranks = {found[0][: len(found[0]) - shared][-1:], post[: len(post) - shared][-1:]}
    return found[0] if shared < 2 or ranks & _RANKS else ""


def _both(message: str, places: tuple[Span, Span], hint: str, code: str) -> Iterator[Problem]:
    for here, there in (places, places[::-1]):
        yield problem(here, code, f"{message}（另一处：{there.file}:{there.line}）", hint)
