"""Persons of a press kit: one post and one order in every paper. A wrong rank is feared as much as a wrong figure.

Pure functions over records; what is wrong comes back as Problems with the places of both sides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise, takewhile

from docgen.core.errors import Problem, problem
from docgen.core.source import Located, Span
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.models import Host, Speaker
from docgen.records.release import Release

_BEFORE = re.compile(r"[\u4e00-\u9fff、·（）]{2,40}$")
_TITLE = re.compile(
    r"(?:检察长|院长|庭长|主任|主席|书记|部长|局长|处长|科长|会长|市长|区长|县长|检察官|委员|代表|助理|秘书长)$"
)
"""What a post ends with: only where one stands directly before a name does the text tell a post."""
_RANKS = frozenset("副代原前")
"""What makes another post of the words behind it."""


_AFTER_NAME = r"(?:同志|先生|女士|（[^（）]{0,20}）|[\u4e00-\u9fff]{0,15}?" + _TITLE.pattern.removesuffix("$") + r")?"
_JOINED = re.compile(_AFTER_NAME + r"\s*(?:、|，|,|和|与|及|以及|暨|\s)\s*(?P<post>[\u4e00-\u9fff、（）·]{0,40})")
"""What stands between two names of one list: 、, or a word for it, and the post of the second."""
_AND = re.compile(r"\s*(?:、|和|及|以及|暨)\s*")
"""The same between two hosts. 检察院与妇联发布 is not such a row: who writes names himself, and then with whom."""
_OWN_ORDER = re.compile(r"自?[左右](?:至|到|起)|姓氏笔画|不分先后|音序")
"""Words of a sentence that has another order than rank: seats from left to right, strokes of the surname."""
_SENTENCE = re.compile(r"[。！？；\n]")


def check(record: Record) -> list[Problem]:
    """What is wrong with the persons and hosts of *record*, against those of its conference too."""
    if not isinstance(record, Conference | Release):
        return []
    event = record.event if isinstance(record, Release) else None
    found: list[Problem] = []
    if event is not None:
        found += differences(record.persons, event.persons)
        found += host_order(record.hosts, event.hosts)
    if isinstance(record, Release):
        found += _blocks(record)
    if isinstance(record, Conference):
        found += hidden_hosts(record)
    known, order = references.persons(record), Order.of([record, event] if event else [record])
    for text in references.all_texts(record):
        found += in_text(text, known)
        found += (fault for line in text.lines() for fault in order.in_text(line))
    return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Order:
    """The rank of persons and of hosts: each group is name → (place in the order, where it is registered).

    A host stands there by its full name and by its short one.
    """

    persons: Mapping[str, tuple[int, Span]]
    hosts: Mapping[str, tuple[int, Span]]

    @classmethod
    def of(cls, records: Sequence[Record]) -> Order:
        """The order of *records*: that of a conference goes before that of its releases."""
        press = [one for one in records if isinstance(one, Conference | Release)]
        events = [one.event for one in press if isinstance(one, Release) and one.event is not None]
        ranked = sorted([*events, *press], key=lambda one: isinstance(one, Release))
        persons: dict[str, tuple[int, Span]] = {}
        hosts: dict[str, tuple[int, Span]] = {}
        for one in ranked:
            for person in one.persons:
                if person.name:
                    persons.setdefault(str(person.name), (len(persons), person.name.span))
            for host in one.hosts:
                at = hosts.get(str(host.name), (len(hosts), host.span))
                for name in (str(host.name or ""), derive.host_short(host)):
                    if name:
                        hosts.setdefault(name, at)
        return cls(persons, hosts)

    def in_text(self, text: Located) -> Iterator[Problem]:
        """F006 where names that stand in a row in one sentence of *text* (甲、乙、丙出席) stand in another order."""
        plain = str(text)
        for at, first, second in (*_rows(plain, self.persons, _in_a_row), *_rows(plain, self.hosts, _and_only)):
            group = self.persons if first in self.persons else self.hosts
            (mine, _), (other, there) = group[first], group[second]
            if mine > other:
                yield from _order(first, second, text.span_at(at), there)


def _rows(
    text: str, names: Mapping[str, tuple[int, Span]], together: Callable[[str], bool]
) -> Iterator[tuple[int, str, str]]:
    """(where, name, later name) for each two of *names* that stand in one row of *text*."""
    if sum(name in text for name in names) < 2:
        return
    alternatives = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"[｛{{]?(?:{alternatives})(?:\|[^｛｝{{}}]*)?[｝}}]?")
    row: list[tuple[int, str]] = []
    end = 0
    own = [match.start() for match in _OWN_ORDER.finditer(text)]
    for match in pattern.finditer(text):
        if any(_SENTENCE.search(text[min(at, match.start()) : max(at, match.start())]) is None for at in own):
            continue
        between = text[end : match.start()]
        if row and (_SENTENCE.search(between) or not together(between)):
            row = []
        name = match[0].strip("｛｝{}").partition("|")[0]
        yield from ((at, before, name) for at, before in row if before != name)
        row.append((match.start(), name))
        end = match.end()


def _in_a_row(between: str) -> bool:
    found = _JOINED.fullmatch(between)
    return found is not None and (not found["post"] or _TITLE.search(found["post"]) is not None)


def _and_only(between: str) -> bool:
    return _AND.fullmatch(between) is not None


def _order(first: str, second: str, here: Span, there: Span) -> Iterator[Problem]:
    message = f"先后不一样：一处“{first}”在“{second}”前面，登记的次序是“{second}”在前"
    yield from _both(message, (here, there), "先后就是排名，照登记的次序写；次序错的，改登记", "F006")


def host_order(one: tuple[Host, ...], other: tuple[Host, ...]) -> Iterator[Problem]:
    """F006 where two lists have the same hosts in two orders."""
    right = {str(host.name): (place, host.span) for place, host in enumerate(other)}
    shared = [host for host in one if str(host.name) in right]
    for first, second in pairwise(shared):
        (mine, _), (theirs, there) = right[str(first.name)], right[str(second.name)]
        if mine > theirs:
            yield from _order(str(first.name), str(second.name), first.span, there)


_BEFORE_CITY = re.compile("^.{2,8}?(?:省|自治区)")


def hidden_hosts(record: Conference) -> Iterator[Problem]:
    """F011 where a host, or who speaks for it, is an authority that a case calls otherwise in public: 市级文物行政部门副局长."""
    typed = [host.name for host in record.hosts]
    typed += [person.post or person.unit for person in record.persons]
    outer: dict[str, tuple[str, str]] = {}
    for member in record.members:
        for agency in member.case.agencies.values():
            full = str(agency.full_name or "")
            called = str(agency.outer or derive.OUTER)
            if full and called not in (full, _BEFORE_CITY.sub("", full)):
                outer |= dict.fromkeys((full, _BEFORE_CITY.sub("", full)), (called, member.name))
    for text in typed:
        hidden = next((name for name in outer if text is not None and name in text), None)
        if text is not None and hidden is not None:
            called, case = outer[hidden]
            message = f"“{text}”在案例“{case}”里登记了对外的称呼，发布会的材料里会印成“{text.replace(hidden, called)}”"
            hint = f"它已经公开出面的，把那个案件里这个机关的“对外”写成“{hidden}”；不公开的，不列为主办、不请它的人发言"
            yield problem(text.span, "F011", message, hint)


def _blocks(record: Release) -> Iterator[Problem]:
    """F006 where the blocks of a release have their speakers in an order that neither the agenda nor the rank has."""
    ranks = {str(person.name): place for place, person in enumerate(references.persons(record))}
    agenda: dict[str, int] = {}
    for place, item in enumerate(record.event.agenda if record.event else ()):
        agenda.setdefault(str(item.person or ""), place)
    speakers = [block.speaker for block in record.body if block.speaker and str(block.speaker) in ranks]
    for first, second in pairwise(speakers):
        one, two = str(first), str(second)
        by_agenda = agenda[one] > agenda[two] if one in agenda and two in agenda else ranks[one] > ranks[two]
        if one != two and by_agenda:
            there = next(person for person in references.persons(record) if str(person.name) == two)
            yield from _order(one, two, first.span, there.span)


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


def in_text(text: Located, persons: Sequence[Speaker]) -> Iterator[Problem]:
    """F005 where *text* puts another post before a name than the one that is registered."""
    plain = str(text)
    known = [str(person.name) for person in persons if person.name]
    for person in persons:
        for match in re.finditer(re.escape(str(person.name)), plain) if person.name and person.post else ():
            other = other_post(own_words(plain[: match.start()], known), person)
            if other:
                yield from two_posts(person, other, text.span_at(match.start() - len(other)))
            elif raised := _raised(plain[match.end() :], str(person.post)):
                # Many an office drops the 副 when it speaks to somebody: told, and a final paper is not stopped.
                told = two_posts(person, raised, text.span_at(match.end()))
                yield from (replace(item, level="reminder") for item in told)


_CALLED = re.compile(r"^[｝}]?(?P<post>检察长|主席|主任|部长|局长|院长|厅长|市长|县长|区长|省长)(?!助理)")


def _raised(after: str, post: str) -> str:
    """The title behind a name (沈怀川检察长) where its *post* has 副 before it; ``""`` where it is the person's own."""
    found = _CALLED.match(after)
    title = found["post"] if found else ""
    own = f"副{title}" in post and not re.search(rf"(?<!副){title}", post)
    return title if title and own else ""


def own_words(before: str, names: Iterable[str]) -> str:
    """Of the words *before* a name those that are its own: behind the last of *names* and what joins it to this one."""
    ends = [found + len(name) for name in names if (found := before.rfind(name)) >= 0]
    return re.sub(r"^(?:同志|先生|女士)?[｝}]?[、，和与及]?", "", before[max(ends) :]) if ends else before


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
