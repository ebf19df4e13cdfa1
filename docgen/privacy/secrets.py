"""What a case knows that no public paper may hold: each value with its spellings, its place and its mask.

The values stand in fields, so they need not be guessed. Sources: 未成年人保护法 Art. 103,
法释〔2016〕19号 Arts 8–10, 人民检察院案件信息公开工作规定 Art. 4 (5-norms §8).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docgen.core.source import Located, Span
from docgen.privacy import forms
from docgen.privacy.masks import Masks, MaskStyle, firm_kind, kind_of, officials_in
from docgen.privacy.naming import is_firm, people_in, taken_apart
from docgen.privacy.spelling import folded, needle_of, persons_in
from docgen.privacy.standing import is_doubtful
from docgen.records import derive
from docgen.records.kinds import Record
from docgen.records.models import Agency, Case, Party
from docgen.records.sense import no_person_places
from docgen.records.yaml.compose import MapNode, ScalarNode

BLANKED = "×××"
"""What stands for a particular whose sense needs something to stand there (Art. 10)."""

AGENCY, FIRM, PERSON, OFFICIAL, HEARER = "机关名称", "单位名称", "姓名", "办案人员姓名", "听证人员姓名"
PERSONS = frozenset({PERSON, OFFICIAL, HEARER})
NAMES = frozenset({AGENCY, FIRM, PERSON, OFFICIAL, HEARER})
"""The kinds of secrets that are names: they stay where they stand in quotation marks or in a longer name."""


@dataclass(frozen=True, slots=True)
class Secret:
    """One spelling of one value. ``text`` must never be printed in a message.

    ``kind`` names it in Chinese, ``mask`` is what stands for it, ``via`` the reference that
    prints the same thing (当事人.钱某), ``""`` where there is none. ``bounded`` says that it
    begins like any county's (区住建局) and counts only as a word of its own; ``refused`` that
    its bytes in a public file stop it; ``is_number`` that digits written in Chinese count too;
    ``likely`` that it may as well be something else: it is never replaced, and the gate asks.
    """

    text: str
    kind: str
    mask: str
    span: Span
    via: str = ""
    bounded: bool = False
    refused: bool = True
    needle: str = ""
    is_number: bool = False
    likely: bool = False

    @property
    def is_name(self) -> bool:
        return self.kind in NAMES


@dataclass(frozen=True, slots=True)
class Register:
    """Every secret of a kit, longest first.

    ``open`` are folded texts that are public by purpose (an office's phone), ``called``
    tells for each party, by the place where it is registered, how it is called.
    """

    secrets: tuple[Secret, ...] = ()
    open: tuple[str, ...] = ()
    called: Mapping[Span, str] = field(default_factory=dict)
    no_persons: frozenset[tuple[str, int, int]] = frozenset()
    """File, line and column of each word that the record says is nobody (不是人名)."""
    phrases: tuple[str, ...] = ()
    """The same words among their neighbours: how they are known in a finished file."""

    def says_no_person(self, secret: Secret, at: Span | None) -> bool:
        """True where the record says that what is spelt like *secret* at *at* is nobody. A name that is no word stays one."""
        asked = may_be_word(secret) or (secret.likely and secret.kind in PERSONS)
        return asked and at is not None and (at.file, at.line, at.column) in self.no_persons

    def __bool__(self) -> bool:
        return bool(self.secrets)

    @property
    def refused(self) -> tuple[Secret, ...]:
        return tuple(secret for secret in self.secrets if secret.refused)

    @property
    def personal(self) -> tuple[Secret, ...]:
        """Without the authorities: what no message may hold either."""
        return tuple(secret for secret in self.secrets if secret.kind != AGENCY)

    def is_open(self, text: str) -> bool:
        """True where *text* is (part of) what the record makes public on purpose."""
        bare = folded(text)
        # What looks like an address may begin with a word before it: 到法治路6号.
        return any(bare in one or (len(one) > 4 and bare.endswith(one)) for one in self.open)


def may_be_word(secret: Secret) -> bool:
    """True for the name of a person so short that a word is spelt like it."""
    return secret.kind in PERSONS and not secret.likely and is_doubtful(secret.needle)


def register(
    cases: Sequence[Case],
    style: MaskStyle = "某甲",
    officials: Iterable[str] = (),
    contacts: Iterable[str] = (),
    paper: str | None = None,
    records: Iterable[Record] = (),
) -> Register:
    """The secrets of *cases*, which go out together; of *records*, what they say is nobody.

    *paper* is the name of the kind that goes out: what another kind tells on purpose is not open in
    it. ``None`` for a whole record.

    *officials* are names that appear in public in office, *contacts* whom the press may call, and the numbers.
    """
    masks = Masks.of(cases, style)
    public = {folded(name) for name in officials}
    found: dict[str, Secret] = {}
    shown: list[str] = [folded(text) for text in contacts] + sorted(public)
    for case, own in zip(cases, masks.parties, strict=True):
        shown += [folded(text) for text in (*_open(case, paper), *own.values())]
        for secret in _of_case(case, own, masks.persons, public, paper):
            # Of two values that are spelled alike the first counts: parties come before officials.
            if len(secret.needle) > 1 and (
                secret.needle not in found or (found[secret.needle].likely and not secret.likely)
            ):
                found[secret.needle] = secret
    for outer, own_via in _outer_names(cases, masks.parties):
        # What the record itself prints in public is none, but only of the one whom it calls so; an outer name that
        # holds a secret is found by ``faults``.
        if outer in found and (found[outer].kind == AGENCY or (own_via and found[outer].via == own_via)):
            del found[outer]
    ordered = sorted(found.values(), key=lambda secret: (-len(secret.needle), secret.needle))
    places = {
        party.span: own[name]
        for case, own in zip(cases, masks.parties, strict=True)
        for name, party in case.parties.items()
    }
    items = [found for one in records for found in no_person_places(one) if len(found[1]) == found[0].count]
    said = frozenset((spot.file, spot.line, spot.column) for _, spots, _ in items for spot in spots)
    # Without neighbours the word is the same wherever it stands.
    phrases = {text for one, _, texts in items for text in texts if len(text) > len(str(one.word).strip()) + 1}
    return Register(tuple(ordered), tuple(text for text in shown if text), places, said, tuple(sorted(phrases)))


def _open(case: Case, wanted: str | None) -> Iterator[str]:
    """What the papers of this case make public by their purpose: where and how the office is reached."""
    hearing = case.hearing
    if hearing:
        yield from (str(text) for text in (hearing.contact, hearing.address, hearing.place) if text)
        if hearing.attendance and hearing.attendance.phone:
            yield str(hearing.attendance.phone)
    for paper in case.other_papers:
        if wanted is not None and kind_of(paper) != wanted:
            continue
        # An announcement of its own kind says how the office is reached in fields called 联系人, 联系电话, 联系地址.
        for key, value in paper.entries if isinstance(paper, MapNode) else ():
            if str(key).strip().startswith("联系") and isinstance(value, ScalarNode):
                yield str(value.text)


def _outer_names(cases: Sequence[Case], parties: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """(folded outer name, the reference to the party whose it is, ``""`` of an authority)."""
    for case, own in zip(cases, parties, strict=True):
        yield from ((needle_of(mask)[0], f"当事人.{name}") for name, mask in own.items())
        for agency in case.agencies.values():
            yield from ((needle_of(str(text))[0], "") for text in (agency.outer, agency.again) if text)
        yield needle_of(str(case.procuratorate or ""))[0], ""


def _of_case(
    case: Case, own: Mapping[str, str], persons: Mapping[str, str], public: set[str], paper: str | None
) -> Iterator[Secret]:
    for name, party in case.parties.items():
        places = tuple(
            dict.fromkeys((*forms.regions(str(case.procuratorate or "")), *forms.regions(str(party.address or ""))))
        )
        yield from _of_party(name, party, own[name], persons, places)
    for name, agency in case.agencies.items():
        yield from _of_agency(name, agency)
    yield from _of_officials(case, persons, public, paper)


def secret(
    text: str,
    kind: str,
    mask: str,
    span: Span,
    via: str = "",
    *,
    bounded: bool = False,
    refused: bool = True,
    number: bool | None = None,
    likely: bool = False,
) -> Secret:
    return Secret(text, kind, mask, span, via, bounded, refused, *needle_of(text, number=number), likely)


# — persons and firms —


def _of_party(
    name: str, party: Party, mask: str, persons: Mapping[str, str], places: tuple[str, ...] = ()
) -> Iterator[Secret]:
    via = f"当事人.{name}"
    if party.full_name:
        yield from _of_name(party.full_name, party, mask, via, persons, places)
    for also in party.also:
        apart = taken_apart(also)
        for text in (*apart.names, *apart.also) or (str(also),):
            kind = FIRM if is_firm(text) else PERSON
            yield secret(text, kind, mask, also.span, via)
            yield from _forms(forms.of_name(text, places, minor=party.minor), kind, mask, also.span, via)
    for kind, field_text in (("身份证号码", party.identity_number), ("电话", party.phone)):
        if field_text:
            yield secret(field_text, kind, BLANKED, field_text.span)
            for part in re.split(r"[、，,；;/\s]+", field_text):
                if len(re.findall(r"\d", part)) >= 6:
                    yield secret(part, kind, BLANKED, field_text.span)
    if party.address:
        yield from _of_address(party.address, minor=party.minor)
    if party.school:
        bare, notes = forms.noted(party.school)
        mask = f"某{firm_kind(bare)}" if is_firm(bare) else "某学校"
        yield secret(bare, "学校", mask, party.school.span)
        yield from _forms(forms.of_school(bare), "学校", mask, party.school.span)
        for note in notes:
            yield secret(note, "隐私信息", BLANKED, party.school.span)
            yield from _forms(forms.of_class(note), "隐私信息", BLANKED, party.school.span)
    if party.guardian:
        for guardian in persons_in(party.guardian) or [str(party.guardian)]:
            said = persons.get(folded(guardian), BLANKED)
            yield secret(guardian, PERSON, said, party.guardian.span)
            yield from _forms(forms.of_name(guardian), PERSON, said, party.guardian.span)
    for text in party.private:
        yield secret(text, "隐私信息", BLANKED, text.span)
        yield from _forms(forms.of_class(text), "隐私信息", BLANKED, text.span)
        # “微信号 lucky-88” is secret without the words before it too.
        if match := re.search(r"[：:\s]\s*(\S{4,})$", text):
            yield secret(match[1], "隐私信息", BLANKED, text.span)


def _of_name(
    typed: Located, party: Party, mask: str, via: str, persons: Mapping[str, str], places: tuple[str, ...]
) -> Iterator[Secret]:
    """Every name in the field; who is named beside the one who is meant has a mask of his own."""
    apart = taken_apart(typed)
    first = next(iter(apart.names), str(typed))
    for name in dict.fromkeys((first, *apart.names, *apart.also)):
        other = name in apart.names[1:]
        kind = FIRM if is_firm(name) else PERSON
        said = persons.get(folded(name), BLANKED) if other else mask
        yield secret(name, kind, said, typed.span, "" if other else via)
        yield from _forms(forms.of_name(name, places, minor=party.minor), kind, said, typed.span, "" if other else via)


def _of_address(address: Located, *, minor: bool) -> Iterator[Secret]:
    """The address and its tails down to the door; of a minor the village or estate without the door too."""
    kept = re.match(
        r"^(?:.{2,8}?(?:省|自治区))?(?:.{1,8}?(?:自治州|地区|盟|市))?(?:.{1,8}?(?:自治县|区|县|旗|市))", address
    )
    county = kept[0] if kept and not minor else ""
    yield secret(address, "住址", f"{county}××", address.span)
    yield from _forms(forms.of_home(address, minor=minor), "住址", "××", address.span)


def _forms(found: Iterable[forms.Form], kind: str, mask: str, span: Span, via: str = "") -> Iterator[Secret]:
    for form in found:
        yield secret(form.text, kind, mask, span, via, number=form.number, likely=form.likely)


# — authorities —

_REGION = re.compile(r"^(?:.{2,8}?(?:省|自治区))?(?:.{1,8}?(?:自治州|地区|盟|市))?(?:.{1,8}?(?:自治县|区|县|旗))?")
_BODY = ("局", "委", "厅", "办", "政府", "队", "所", "站", "会", "院", "中心", "处", "署")


def _of_agency(name: str, agency: Agency) -> Iterator[Secret]:
    """The full name, the name from the city and from the county on, and the handle where it is a name too."""
    if agency.full_name is None:
        return
    full, via = str(agency.full_name), f"机关.{name}"
    outer = str(agency.outer or derive.OUTER)
    at = agency.full_name.span
    if full in (outer, str(agency.again or "")):
        return
    yield secret(full, AGENCY, outer, at, via)
    region = _REGION.match(full)
    parts = re.findall(r".+?(?:省|自治区|自治州|地区|盟|市|自治县|区|县|旗)", region[0] if region else "")
    for count in range(1, len(parts)):
        yield secret(full[len("".join(parts[:count])) :], AGENCY, outer, at, via)
    if parts:
        last = parts[-1]
        core = full[len("".join(parts)) :]
        if len(core) >= 3:
            yield secret(last[-1] + core, AGENCY, outer, at, via, bounded=True, refused=False)
        if name.startswith(last[-1]):
            yield secret(last[:-1] + name, AGENCY, outer, at, via)
    for also in (name, *agency.also):
        if len(also) >= 3 and also.endswith(_BODY):
            yield secret(also, AGENCY, outer, at, via, bounded=True, refused=also is not name)


# — those who hear, decide and take notes —


_CALL = re.compile(r"[\d\-—()（）]+")


def _of_officials(case: Case, persons: Mapping[str, str], public: set[str], paper: str | None) -> Iterator[Secret]:
    """Who appears in office is named in no field that must not go out: hearers, hosts, and those who decide or attend."""
    hearing = case.hearing
    texts: list[tuple[str, Located | None]] = [(OFFICIAL, case.prosecutor)]
    if hearing:
        texts += [(OFFICIAL, hearing.host), (OFFICIAL, hearing.clerk)]
        texts += [(HEARER, person.name) for person in (*hearing.hearers, *hearing.supervisors)]
    shown = {folded(name) for text in _open(case, paper) for name in persons_in(_CALL.sub(" ", text))}
    named = [(kind, name, text) for kind, text in texts if text for name in persons_in(text)]
    named += [(OFFICIAL, name, text) for text in officials_in(case, paper or "") for name in people_in(text)]
    for kind, name, text in named:
        # Whoever is named as the contact, or speaks at a conference, appears in public.
        if folded(name) not in public and folded(name) not in shown:
            said = persons.get(folded(name), BLANKED)
            yield secret(name, kind, said, text.span)
            yield from _forms(forms.of_name(name), kind, said, text.span)
