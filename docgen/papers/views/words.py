"""How names, figures and references print in one paper.

Inside, an agency is its full name (你局 in a letter to it) and a figure its exact
value; in public both show their outer face. What is printed through a reference keeps
the place where the value was typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from docgen.core import dates
from docgen.core.dates import When
from docgen.core.errors import problem
from docgen.core.source import Located, Span, joined
from docgen.papers.views.view import Gap, View
from docgen.records import derive, references
from docgen.records.models import Agency, Case, Figure, Host, Party, Recommendation, Speaker
from docgen.records.yaml.fields import Model, names

_FIRM = ("公司", "店", "院", "厂", "中心", "社", "所", "部", "局", "馆", "会")
_UNIT = re.compile(r"(?<=[\d〇零一二三四五六七八九十百千万亿余多])[^\d〇零一二三四五六七八九十百千万亿余多]+$")


def via(text: str, at: Span, name: str) -> Located:
    """*text*, typed at *at*, marked as quoted through the reference *name*."""
    return Located(str(text), at.through(name))


def you(agency: Agency, name: str) -> Located:
    """你局, 你委 … : how a paper speaks to *agency*."""
    typed = agency.you or Located(derive.you_name(str(agency.full_name or "")), agency.span)
    return via(typed, typed.span, f"机关.{name}")


def party_you(party: Party, name: str) -> Located:
    """How a paper speaks to *party*: 你公司, 你单位, a person simply 你."""
    return via(derive.you_name(str(party.full_name)) if is_firm(party) else "你", party.span, f"当事人.{name}")


def is_firm(party: Party) -> bool:
    """True where *party* is a firm or an institution, no natural person."""
    return str(party.full_name or "").endswith(_FIRM)


def agency_outer(agency: Agency) -> Located:
    return agency.outer or Located(derive.OUTER, agency.span)


def agency_text(view: View, agency: Agency, name: str) -> Located:
    """The agency's name where a text refers to it."""
    if view.paper.public:
        chosen = agency_outer(agency)
    elif name == view.paper.reader:
        chosen = you(agency, name)
    else:
        chosen = agency.full_name or Located(name, agency.span)
    return via(chosen, chosen.span, f"机关.{name}")


def party_outer(view: View, party: Party) -> Located:
    """The outer name, typed or made; a Problem and a gap where none can be made, for a real name must not stand in."""
    if party.outer is not None:
        return party.outer
    if mask := view.called.get(party.span):
        return Located(mask, party.span)
    message = "当事人没有写“对外”的称呼，从姓名也推不出来，不能用在对外文书里"
    view.problems.append(problem(party.span, "V003", message, "加上“对外: 王某”或“对外: 某公司”"))
    return Gap.of("对外称呼", party.span)


def party_text(view: View, party: Party, name: str) -> Located:
    chosen = party_outer(view, party) if view.paper.public else party.full_name or Located(name, party.span)
    return via(chosen, chosen.span, f"当事人.{name}")


def figure_text(view: View, figure: Figure, name: str) -> Located:
    """值 in an instrument, 对外 (where it is typed) in public."""
    chosen = (figure.outer if view.paper.public else None) or figure.value or Located("", figure.span)
    return via(chosen, chosen.span, f"数据.{name}")


def date_text(when: When, chosen: str) -> str:
    """The date as it prints; *chosen* is one of ``dates.FORMS`` or ``""`` for all of it as typed.

    In digits as typed ones are, whatever the office's style: only the date of issue follows that.
    """
    form = dates.FORMS.get(chosen)
    return form(when.moment, "阿拉伯数字") if form else dates.printed(when.moment)


def join_laws(items: Iterable[str]) -> str:
    """Provisions in a row: nothing between 》 and 《, a 、 after an article number (GB/T 15834)."""
    found = ""
    for item in items:
        found += ("" if not found or found.endswith("》") else "、") + item
    return found


def without_unit(text: str) -> str:
    """7400余万元 → 7400余万: the number without its unit."""
    return _UNIT.sub("", text)


def law_name(provision: str) -> str:
    """《…法》第二条 → 《…法》."""
    name, mark, _ = provision.partition("》")
    return name + mark


def expanded(view: View, text: Located) -> Located:
    """*text* with every reference replaced by what it prints in this paper; the places are kept."""
    if isinstance(text, When):
        return text
    whole = _filled(view, text)
    return turned(view, whole) if view.written and any(word in whole for word in _TURNING) else whole


OFFERED = "拟写"
"""How the way of words begins that docgen puts where the record may have its own: 拟写.议程.0.串场.前."""


def offered(view: View, source: str, at: Span, path: str) -> Located:
    """*source*, worded by us for the key at *path* of the record, with its references replaced; ``absorb`` knows it again."""
    return expanded(view, Located(source, at.through(f"{OFFERED}.{path}")))


_TURNING = ("你", "您", "附件")
_QUOTED = re.compile(r"“[^“”\n]*”")
_YOU = re.compile(
    r"(?P<unit>你(?:单位|公司|委员会|局|委|厅|办|会|校|院|所|站|队|府|中心|支队|大队|分局))|(?P<person>你(?!们))|(?P<other>你们|您)"
)
_ATTACHED = re.compile(r"(?<!书)(?<!书的)附件(?=所列|所附|载明|列明|中|第?[一二三四五六七八九十\d])")


def third(view: View, name: str) -> tuple[str, str]:
    """How a paper that somebody else reads calls whom it speaks of as 你: (该局, its full name); a person only by name."""
    agencies, parties = view.case.agencies, view.case.parties
    owner = agencies.get(name) or parties.get(name)
    if view.paper.public:
        outer = str(agency_outer(agencies[name]) if name in agencies else party_outer(view, parties[name]))
        return outer, outer
    full = str(owner.full_name if owner and owner.full_name else name)
    word = you(owner, name) if isinstance(owner, Agency) else party_you(owner, name) if owner else ""
    return f"该{word[1:]}" if len(word) > 1 and word.startswith("你") else full, full


def turned(view: View, text: Located) -> Located:
    """*text* of a letter as a paper says it that is not the letter: in the third person, its attachments named as the letter's.

    The words keep their place and come through the name of the agency, so that ``voice`` can
    give the full name at the first mention. What cannot be turned is a Problem.
    """
    name, paper = view.written, view.paper
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    changes: list[tuple[int, int, Located]] = []
    if name != paper.reader and ("你" in text or "您" in text):
        short, full = third(view, name)
        group = "机关" if name in view.registered("机关") else "当事人"
        for match in _YOU.finditer(text):
            if any(first <= match.start() < last for first, last in quoted):
                continue
            at = text.span_at(match.start())
            if match["unit"] or (match["person"] and group == "当事人"):
                changes.append((*match.span(), via(short if match["unit"] else full, at, f"{group}.{name}")))
            else:
                message = f"这一段是写给“{name}”的，用在不给它的文书里，“{match[0]}”换不成第三人称"
                view.problems.append(problem(at, "G007", message, "写成“你单位”，docgen 会换成“该局”或者全称"))
    if name != paper.reader or not isinstance(view.entry, Recommendation):
        changes += [
            (*match.span(), via("检察建议书附件", text.span_at(match.start()), "附件"))
            for match in _ATTACHED.finditer(text)
            if not any(first <= match.start() < last for first, last in quoted)
        ]
    parts: list[Located] = []
    start = 0
    for first, last, word in sorted(changes, key=lambda change: change[0]):
        parts += [text.part(start, first), word]
        start = last
    parts.append(text.part(start))
    whole = joined([part for part in parts if part])
    return whole if changes and isinstance(whole, Located) else text


def _filled(view: View, text: Located) -> Located:
    if not (found := references.find(text)):
        return text
    parts: list[Located] = []
    start = 0
    for reference in found:
        parts.append(text.part(start, reference.start))
        parts.append(_reference(view, reference, text.span_at(reference.start + 1)))
        start = reference.stop
    parts.append(text.part(start))
    whole = joined([part for part in parts if part])
    return whole if isinstance(whole, Located) else Located(whole, text.span)


def _reference(view: View, reference: references.Reference, at: Span) -> Located:
    name, chosen = reference.name, reference.filter
    if (further := references.below(view.record, name)) is not None:
        # The other record is seen with the eyes of this paper: in public by its outer face.
        return _reference(view.of(further[0]), replace(reference, name=further[1]), at)
    derived = name in references.derived(view.record)
    value = _derived(view, name, chosen) if derived else references.target(view.record, name, view.entry)
    _check_path(view, name, at)
    owner, dot, key = name.rpartition(".")
    if dot and isinstance(figure := references.target(view.record, owner, view.entry), Figure):
        if key in ("值", "value"):
            # The exact value never reaches a public paper where an outer one is typed.
            value, name = figure, owner
        else:
            _check_stage(view, figure, owner, at)
    match value:
        case Figure():
            _check_stage(view, value, name, at)
            text = figure_text(view, value, name)
            return via(without_unit(text), text.span, text.span.via) if chosen == "略单位" else text
        case Agency():
            return agency_text(view, value, name)
        case Party():
            return party_text(view, value, name)
        case Host():
            return host_text(value, chosen)
        case Speaker():
            return person_text(value, chosen)
        case When():
            return via(date_text(value, chosen), value.span, name)
        case None:
            # A name of the entry that the text stands in, in a paper that is not made of this entry.
            return Gap.of(name, at)
    if references.names_agency(name, view.entry):
        return _registered(view, value, at)
    if isinstance(value, tuple):
        items = [law_name(item) if chosen == "法名" else str(item) for item in value]
        return via(join_laws(items), at, name)
    if derived and name == "主办":
        assert isinstance(value, Located)
        return value
    return _written(view, via(str(value), getattr(value, "span", at), name), name)


def _written(view: View, text: Located, name: str) -> Located:
    """*text*, which the reference *name* leads to: what stands in a letter is turned as where the letter is read."""
    owner: Any = view.entry if references.step(view.entry, name.partition(".")[0]) is not None else None
    if owner is None:
        owner = references.target(view.record, name.rpartition(".")[0]) if "." in name else None
    owner = owner[0] if isinstance(owner, tuple) and owner else owner
    inner = view.inside(owner) if isinstance(owner, Model) else view
    return turned(inner, text) if inner.written and any(word in text for word in _TURNING) else text


def _registered(view: View, names: Any, at: Span) -> Located:
    """The agencies and parties that an agency field names, as a reference to each of them would print it."""
    assert isinstance(view.record, Case)
    agencies, parties = view.record.agencies, view.record.parties
    whole = joined(
        [
            agency_text(view, agencies[name], name) if name in agencies else party_text(view, parties[name], name)
            for name in map(str, names if isinstance(names, tuple) else (names,))
        ],
        "、",
    )
    return whole if isinstance(whole, Located) else Located(whole, at)


def title(view: View) -> str:
    """The title of the case as this paper prints it."""
    found = derive.title(view.case)
    return expanded(view, found) if isinstance(found, Located) else found


def cause(view: View) -> str:
    """The cause of the case as this paper prints it."""
    found = derive.cause(view.case)
    return expanded(view, found) if isinstance(found, Located) else found


def host_text(host: Host, chosen: str = "") -> Located:
    """The host by its full name; ``voice`` makes later mentions short, 简称 makes this one short."""
    short = derive.host_short(host)
    typed = host.short if chosen == "简称" else host.name
    return via(short if chosen == "简称" else str(host.name), (typed or Located("", host.span)).span, f"主办.{short}")


def hosts_text(view: View, chosen: str = "") -> Located:
    """All hosts in their order, 、 between them; each stands for itself where ``voice`` looks for later mentions."""
    assert not isinstance(view.record, Case)
    whole = joined([host_text(host, chosen) for host in view.record.hosts], "、")
    return whole if isinstance(whole, Located) else Gap.of("主办", view.record.span)


def person_text(person: Speaker, chosen: str = "") -> Located:
    """The person with the post before the name; with 姓名 the bare name, with 称呼 as spoken to (沈怀川副检察长)."""
    post = "" if chosen in ("姓名", "称呼") else str(person.post or "")
    name = person.name or Located("", person.span)
    behind = derive.called(str(person.post or "")) if chosen == "称呼" else ""
    return via(post + name + behind, name.span, f"人物.{name}")


def _derived(view: View, name: str, chosen: str = "") -> Any:
    if not isinstance(view.record, Case):
        if name == "主办":
            return hosts_text(view, chosen)
        return str(len(view.record.members))
    case = view.record
    match name:
        case "案名":
            return title(view)
        case "案由":
            return cause(view)
        case "简称":
            return case.short_name or derive.short_name(str(case.procuratorate or ""))
        case "类型":
            return derive.case_type(case)
        case "立案日期":
            return next((filing.day for filing in case.filings if filing.day), Gap.of(name, case.span))
        case "法律依据.提出":
            field = str(case.field or "")
            usual = tuple(derive.bases("建议", derive.case_type(case), field, view.paper.day))
            return references.target(case, name, view.entry) or usual
    return references.target(case, name) or Gap.of(name, case.span)


def _check_stage(view: View, figure: Figure, name: str, at: Span) -> None:
    if message := view.figure_barred(name, figure.stage):
        view.problems.append(problem(at, "V001", message, "改用当时查明的数，或者把这句话移到“整改”里"))
        view.problems.append(problem(figure.span, "V001", f"“{name}”的阶段写的是“{figure.stage}”", "核对阶段"))


def _check_path(view: View, name: str, at: Span) -> None:
    """A Problem where a reference reads a field that this paper may not read."""
    first = name.partition(".")[0]
    value: Any = view.entry if references.step(view.entry, first) is not None else view.record
    for step in name.split("."):
        value = value[0] if isinstance(value, tuple) and value else value
        if isinstance(value, dict):
            value = value.get(step)
            continue
        if not isinstance(value, Model):
            return
        attribute = names(type(value)).get(step)
        if attribute is None:
            return
        if (barred := view.barred(value, attribute)) is not None:
            view.problems.append(problem(at, barred.code, f"｛{name}｝：{barred.message}", barred.hint))
            view.problems.extend(barred.also)
            return
        value = getattr(value, attribute)
