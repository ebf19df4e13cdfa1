"""Who is called what in public: one person one mask in all papers of a kit, two persons never one.

What the author typed under 对外 stands; who has none gets 李某, and where several share a
surname 李某甲, 李某乙 in the order of the records.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from docgen.errors import Problem, problem
from docgen.privacy import names
from docgen.privacy.names import MaskStyle
from docgen.privacy.spelling import folded
from docgen.records.models import Case, Party

Person = tuple[str, str]
"""Who somebody is: the folded name, and the identity number where it is known."""


@dataclass(frozen=True, slots=True)
class Masks:
    """``parties`` holds for each case registered name → mask (``""`` where none can be made); ``persons`` folded name → mask."""

    parties: tuple[Mapping[str, str], ...]
    persons: Mapping[str, str]

    @classmethod
    def of(cls, cases: Sequence[Case], style: MaskStyle) -> Masks:
        """The masks of everybody in *cases*, which go out together."""
        given: dict[Person, str] = {}
        for party in _parties(cases):
            if party.outer:
                given.setdefault(_who(party, given), str(party.outer))
        taken = {mask: who for who, mask in given.items()}
        first = [
            (_who(party, given), str(party.full_name))
            for party in _parties(cases)
            if not party.outer and party.full_name
        ]
        for party in _parties(cases):
            for name in names.persons(party.guardian) if party.guardian else ():
                first.append((_known(folded(name), given), name))
        _assign(first, style, given, taken)
        _assign([(_known(folded(name), given), name) for name in _others(cases)], style, given, taken)
        parties = tuple(
            {name: given.get(_who(party, given), "") for name, party in case.parties.items()} for case in cases
        )
        persons: dict[str, str] = {}
        for (name, _), mask in given.items():
            persons.setdefault(name, mask)
        return cls(parties, persons)


def _parties(cases: Sequence[Case]) -> Iterator[Party]:
    for case in cases:
        yield from case.parties.values()


def _others(cases: Sequence[Case]) -> Iterator[str]:
    """The officials and hearers, after the parties: they seldom need a mask and must not cost a party its plain one."""
    for case in cases:
        hearing = case.hearing
        texts = [case.prosecutor, *((hearing.host, hearing.clerk) if hearing else ())]
        texts += [person.name for person in (*hearing.hearers, *hearing.supervisors)] if hearing else []
        for text in texts:
            yield from names.persons(text) if text else ()


def _who(party: Party, known: Mapping[Person, str]) -> Person:
    number = folded(str(party.identity_number or ""))
    name = folded(str(party.full_name or ""))
    return (name, number) if number else _known(name, known)


def _known(name: str, known: Mapping[Person, str]) -> Person:
    """The person of that name who is known already: a guardian is typed by name only."""
    return next((who for who in known if who[0] == name), (name, ""))


def _assign(
    people: Sequence[tuple[Person, str]], style: MaskStyle, given: dict[Person, str], taken: dict[str, Person]
) -> None:
    """A mask for each of *people* who has none yet."""
    groups: dict[str, dict[Person, None]] = {}
    for who, name in people:
        who = who if who[1] else next((one for one, _ in people if one[0] == who[0]), who)
        if who not in given and (base := names.base(name, style)):
            groups.setdefault(base, {})[who] = None
    for base, group in groups.items():
        number = 0
        for who in group:
            mask = base
            while len(group) > 1 or mask in taken:
                number += 1
                mask = names.numbered(base, number, style)
                if mask not in taken:
                    break
            given[who], taken[mask] = mask, who


def faults(cases: Sequence[Case]) -> list[Problem]:
    """Outer names that two persons share, or that give away what they are to hide."""
    found: list[Problem] = []
    seen: dict[str, tuple[Person, Party]] = {}
    for party in _parties(cases):
        if not party.outer or not party.full_name:
            continue
        full, outer = folded(str(party.full_name)), folded(str(party.outer))
        who = (full, folded(str(party.identity_number or "")))
        if full in outer and (party.minor or full != outer):
            words = "未成年人的真名" if party.minor else "真名"
            found.append(
                problem(party.outer.span, "M004", f"“对外”的称呼里有{words}", "改成“姓＋某”，或者不写，由程序推出")
            )
        other = seen.setdefault(outer, (who, party))
        if other[0][0] != who[0] or (other[0][1] and who[1] and other[0][1] != who[1]):
            first = other[1].outer
            assert first is not None
            hint = (
                f"改成“{names.numbered(str(party.outer), 2, '某甲')}”这样分得清的称呼，或者两处都不写“对外”，由程序编"
            )
            place = (
                f"{first.span.line}行"
                if first.span.file == party.outer.span.file
                else f"{first.span.file} {first.span.line}行"
            )
            found.append(
                problem(party.outer.span, "M003", f"两个当事人对外都叫“{party.outer}”（另一个在第{place}）", hint)
            )
    return found
