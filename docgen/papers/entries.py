"""Which documents a record gives for a kind, and what each is made of.

An entry is an item of the list that a template's ``each`` names, or the record alone; the
kind's own fields come from 其他文书.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from docgen.core.errors import Problem, has_errors, nearest, problem
from docgen.core.source import Located, Span
from docgen.papers.templates.catalog import OTHER_PAPERS, Kind
from docgen.papers.views import words
from docgen.papers.views.view import View
from docgen.records import references
from docgen.records.kinds import RECORD_TYPES, Record, type_of
from docgen.records.models import Agency, Case, Consultation, Filing, Party, Recommendation
from docgen.records.yaml.bind import bind_value
from docgen.records.yaml.compose import MapNode, Node, ScalarNode
from docgen.records.yaml.fields import Model, Scalar, Shape, Spec, specs


@dataclass(frozen=True, slots=True)
class Entry:
    """What one document is made of: an item of a list of the record, or nothing but the record.

    ``source`` is the key of the list, ``own`` the values of the kind's own fields, ``at`` the places
    of their keys, those without a value too; under ``""`` the place of the item of 其他文书.
    """

    item: Model | Located | None = None
    source: str = ""
    own: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    at: Mapping[str, Span] = field(default_factory=dict)

    @property
    def model(self) -> Model | None:
        """The item, where it has fields."""
        return self.item if isinstance(self.item, Model) else None


def entries(kind: Kind, record: Record, *, blanks: bool = True) -> list[Entry]:
    """One Entry for each document of *kind* that *record* gives; a blank one where a draft is made without data.

    Without *blanks* only those that something is typed for.
    """
    if type_of(record) not in kind.takes:
        return []
    if kind.only_if and references.target(record, kind.only_if) is not True:
        return []
    found = list(_typed(kind, record))
    return found or ([blank(kind, record)] if blanks and kind.drafts_without_data else [])


def has_data(kind: Kind, record: Record) -> bool:
    """True where *record* holds what documents of *kind* are made of, so that none would be a draft of blanks alone."""
    return type_of(record) in kind.takes and any(True for _ in _typed(kind, record))


def _typed(kind: Kind, record: Record) -> Iterator[Entry]:
    own = list(_own(kind, record))
    if kind.each:
        if kind.serves:
            yield from _proofs(kind, record, own)
            return
        for path in kind.each:
            for item in references.target_list(record, path):
                values, faults, at = _of(item, own)
                yield Entry(item, path.rpartition(".")[2], values, faults, at)
    elif kind.own:
        yield from (Entry(own=values, problems=faults, at=at) for values, faults, at in own)
    elif not kind.needs or any(references.target(record, path) not in (None, ()) for path in kind.needs):
        yield Entry()


# — 送达回证: one for each paper that is served —

_PAPER, _RECEIVER, _NUMBER = "送达文书", "受送达人", "文号"
_LISTED = {"立案": "立案决定书", "检察建议": "检察建议书", "参加单位": "听证通知书"}
"""The paper that is served for each item of a list of the record, by the key of the list."""


def _proofs(kind: Kind, record: Record, typed: list[_Own]) -> Iterator[Entry]:
    """A proof for each paper served; what was typed for one (文种: 送达回证) fills it in, or is a proof of its own."""
    served = list(_served(kind, record))
    if served:
        # A form that nobody has filled in is no proof beside those made of themselves.
        typed = [one for one in typed if any(one[0].values())]
    for entry in served:
        paper, whom = str(entry.own[_PAPER]), addressee(entry, record) or str(entry.item)
        found = next((one for one in typed if _is_proof(one[0], paper, whom)), None)
        if found is not None:
            typed.remove(found)
            entry = Entry(entry.item, entry.source, {**found[0], **entry.own}, found[1], found[2])
        yield entry
    for values, faults, at in typed:
        named = values.get(_RECEIVER)
        receiver = Located(str(named).strip("｛｝{} "), named.span) if isinstance(named, Located) else None
        yield Entry(receiver, str(values.get(_PAPER) or OTHER_PAPERS), values, faults, at)


def _is_proof(values: Mapping[str, Any], paper: str, whom: str) -> bool:
    """True where *values* were typed for the proof of *paper*, served on *whom*."""
    return str(values.get(_PAPER) or "") == paper and str(values.get(_RECEIVER) or whom).strip("｛｝{} ") == whom


def _served(kind: Kind, record: Record) -> Iterator[Entry]:
    for path in kind.each:
        name = path.rpartition(".")[2]
        if name != OTHER_PAPERS:
            paper = _LISTED.get(name, name)
            for item in references.target_list(record, path):
                own = {_PAPER: Located(paper, item.span.through(_PAPER))}
                yield Entry(item, paper if isinstance(item, Located) else name, own)
            continue
        for other in kind.serves:
            for values, _, _ in _own(other, record):
                whom = values.get(other.served)
                if isinstance(whom, Located):
                    number = {_NUMBER: values[_NUMBER]} if _NUMBER in values else {}
                    yield Entry(whom, other.name, {_PAPER: Located(other.name, whom.span.through(_PAPER)), **number})


def blank(kind: Kind, record: Record, path: str = "") -> Entry:
    """An entry of the list at *path* (``""``: the kind's first) in which nothing is typed."""
    path = path or next(iter(kind.each), "")
    start = RECORD_TYPES[type_of(record)].model
    model = references.model_at(path, start) if path else None
    return Entry(model(span=record.span) if model else None, path.rpartition(".")[2])


def addressee(entry: Entry, record: Record) -> str:
    """The registered name of whom the document speaks to, ``""`` for nobody."""
    match entry.item:
        case Recommendation(addressee=name) | Filing(agency=name):
            return str(name or "")
        case Located():
            return str(entry.item) if _addressed(record, str(entry.item)) is not None else ""
    return ""


def subject(kind: Kind, record: Record, entry: Entry) -> str:
    """The part of the file name that tells documents of one kind apart; no inner name in a public one."""
    name = addressee(entry, record) or _other_side(entry) or _named(kind, record, entry)
    if kind.face == "public":
        match _addressed(record, name):
            case Agency() as agency:
                name = str(words.agency_outer(agency))
            case Party() as party:
                name = str(party.outer or "")
            case _:
                name = ""
    return "-".join(part for part in (name, entry.source if len(kind.each) > 1 else "") if part)


def _other_side(entry: Entry) -> str:
    """Whom the document is about where it speaks to nobody: a plain-text entry itself, the agency consulted."""
    match entry.item:
        case Consultation(agency=name):
            return str(name or "")
        case Located():
            return str(entry.item)
    return ""


def _named(kind: Kind, record: Record, entry: Entry) -> str:
    """The agency or firm that the kind's own fields name: of a decision its addressee. No person: file names travel."""
    found = [entry.own.get(key) for key, spec in kind.own.items() if spec.shape == Scalar("agency")]
    for name in (str(value) for value in found if isinstance(value, Located)):
        one = _addressed(record, name)
        if isinstance(one, Agency) or (isinstance(one, Party) and words.is_firm(one)):
            return name
    return ""


def _addressed(record: Record, name: str) -> Agency | Party | None:
    """The agency or party registered as *name*."""
    if not isinstance(record, Case):
        return None
    return record.agencies.get(name) or record.parties.get(name)


def outside_limits(kind: Kind, entry: Entry) -> tuple[Problem, ...] | None:
    """Why *kind* is not made for this entry (限于): ``None`` where it is.

    A reminder where no other kind is made for such an entry, nothing to say where one is.
    """
    for key, wanted in kind.limits.items():
        typed = references.step(entry.item, key)
        value = str(typed) if isinstance(typed, Located) else _usual(entry.item, key)
        if value in ("", wanted):
            continue
        if (str(key), value) in kind.elsewhere or not isinstance(typed, Located):
            return ()
        message = f"{kind.name}的模板只用于“{wanted}”，这一项的“{key}”是“{typed}”，已跳过"
        return (problem(typed.span, "G003", message, "这一类要用自己的模板"),)
    return None


def _usual(item: Any, key: str) -> str:
    """What a field that is left out means, where it is a choice: 类别 means 公益诉讼."""
    found = [spec for spec in specs(type(item)).values() if spec.key == key] if isinstance(item, Model) else []
    return next((spec.default for spec in found if spec.default in getattr(spec.shape, "choices", ())), "")


# — the kind's own fields —


_Own: TypeAlias = tuple[dict[str, Any], tuple[Problem, ...], dict[str, Span]]


def _own(kind: Kind, record: Record) -> Iterator[_Own]:
    """The values of the kind's own fields, their faults and places, once for each matching entry of 其他文书."""
    for node in record.other_papers if kind.own and isinstance(record, Case) else ():
        name = _paper_kind(node)
        if str(name) not in (kind.name, kind.id):
            continue
        fields = _fields(node)
        values: dict[str, Any] = {}
        faults: list[Problem] = []
        for key, (place, value) in fields.items():
            if key not in kind.own:
                like = nearest(key, kind.own)
                hint = f"是不是“{like}”？" if like else "可以写：" + "、".join(kind.own)
                faults.append(problem(place.span, "R002", f"{kind.name}没有“{key}”这个字段", hint))
                continue
            bound, found = bind_value(value, kind.own[key].shape, key)
            found += _own_faults(record, bound, kind.own[key].shape)
            found += _no_party(record, bound, kind.own[key])
            faults += found
            if not has_errors(found):
                values[key] = bound
        yield values, tuple(faults), {"": node.span, **{key: place.span for key, (place, _) in fields.items()}}


def _of(item: Any, own: Iterable[_Own]) -> _Own:
    """The first of *own* that says nothing against *item*: a field of the kind's own that the item also has must agree."""
    for values, faults, at in own:
        if all(value == (references.step(item, key) or value) for key, value in values.items()):
            return values, faults, at
    return {}, (), {}


def _own_faults(record: Record, value: Any, shape: Shape) -> list[Problem]:
    """What the loader checks in the record's own fields, for a field of the kind's own."""
    faults = [fault for text in references.all_texts(value) for fault in references.check_text(record, text)]
    if shape == Scalar("agency") and isinstance(value, Located) and isinstance(record, Case):
        faults += references.check_name(record, value)
    return faults


def _no_party(record: Record, value: Any, spec: Spec) -> list[Problem]:
    """R055, a reminder, where a field that asks for a party alone names an agency; a paper that cannot print one says so as an error."""
    wanted = spec.shape == Scalar("agency") and "“当事人”" in spec.doc and "机关" not in spec.doc
    if not wanted or not isinstance(record, Case) or str(value) not in record.agencies:
        return []
    message = f"“{spec.key}”这里要写一个当事人，“{value}”登记在“机关”里"
    return [problem(value.span, "R055", message, "核对写的是不是这个名字", level="reminder")]


def _paper_kind(node: Node) -> Located:
    """The 文种 that an entry of 其他文书 is for, empty where none is typed."""
    entries = node.entries if isinstance(node, MapNode) else ()
    typed = next((value for key, value in reversed(entries) if key.strip() == "文种"), None)
    return typed.text if isinstance(typed, ScalarNode) else Located("", node.span)


def _fields(node: Node) -> dict[str, tuple[Located, Node]]:
    """The fields of an entry of 其他文书 without its 文种, by name."""
    entries = node.entries if isinstance(node, MapNode) else ()
    return {name: (key, value) for key, value in entries if (name := str(key).strip()) != "文种"}


def check_other(record: Record, kinds: Iterable[Kind]) -> list[Problem]:
    """Faults in 其他文书, which only the headers of the templates can judge."""
    known = [kind for kind in kinds if kind.own]
    names = [name for kind in known for name in (kind.name, kind.id)]
    problems: list[Problem] = []
    for node in record.other_papers if isinstance(record, Case) else ():
        name = _paper_kind(node)
        if str(name) not in names:
            like = nearest(str(name), names)
            hint = f"是不是“{like}”？" if like else "先做一个声明了“字段”的模板"
            problems.append(problem(name.span, "R008", f"“其他文书”里的文种“{name}”没有自己的字段", hint))
    problems += [fault for kind in known for _, faults, _ in _own(kind, record) for fault in faults]
    return problems + [fault for kind in known for fault in _unused(kind, record)]


def _unused(kind: Kind, record: Record) -> Iterator[Problem]:
    """R065 for each entry of 其他文书 that fits no item of the list that *kind* is made for: nothing of it would print."""
    if not kind.each or type_of(record) not in kind.takes:
        return
    typed = list(_own(kind, record))
    if kind.serves:
        if any(True for _ in _served(kind, record)):
            hint = "要另做一份的，写上“送达文书”和“受送达人”；不要的，删去这一项"
            message = f"{kind.name}的这一项什么也没有写，不会印出来；要送达的文书各有一份自动做的"
            yield from (
                problem(at[""], "R065", message, hint)
                for values, faults, at in typed
                if not any(values.values()) and not faults
            )
        return
    items = [item for path in kind.each for item in references.target_list(record, path)]
    used = [_of(item, typed)[2] for item in items]
    for values, _, at in typed:
        if any(at is one for one in used):
            continue
        said = "、".join(
            f"{key} {value}" for key, value in values.items() if references.step(items[0] if items else None, key)
        )
        where = "、".join(kind.each)
        message = (
            f"{kind.name}的这一项（{said}）和“{where}”里的哪一项都对不上，不会印出来"
            if said
            else f"{kind.name}的这一项没有用上，不会印出来"
        )
        hint = f"核对和“{where}”里写的是不是一样；同一项只写一次"
        yield problem(at[""], "R065", message, hint)


# — headers —
# Is the header of a template true of the record? Paths that lead nowhere, and paths that the paper may not read.
#
# The engine guards what the body of a template reads; the paths of its header (each, 成文日期,
# 仅当 …) are followed by docgen itself, so they are guarded here.


def barred(kind: Kind, view: View) -> list[Problem]:
    """V001 or V002 for every path of the header that leads to what the paper may not read."""
    found = []
    for label, path in _followed(kind):
        for start in _starts(kind):
            refused = view.path_barred(path, start)
            if refused is not None:
                message = f"模板头“{label}”里的“{path}”：{refused.message}"
                found.append(problem(_place(kind, path), refused.code, message, refused.hint))
                break
    return found


def unknown(kind: Kind) -> list[Problem]:
    """T002 for every path of the header at which no record that the kind takes holds anything."""
    found = []
    for label, path in (*_followed(kind), *(("needs", path) for path in kind.needs)):
        starts = _records(kind) if label in ("each", "仅当") else _starts(kind)
        own = path.partition(".")[0] in kind.own and label != "each"
        if own or path == "日期" or any(references.exists(path, start) for start in starts):
            continue
        known = [*kind.own, *(spec.key for start in starts for spec in specs(start).values())]
        like = nearest(path.partition(".")[0], known)
        hint = (
            f"是不是“{like}”？" if like and "." not in path else "写记录里的键，一层一层用点连起来，如“听证会.参加单位”"
        )
        found.append(problem(_place(kind, path), "T002", f"模板头“{label}”里的“{path}”不是记录里的字段", hint))
    for key, value in kind.limits.items():
        if not any(references.exists(key, start) for start in _entries(kind)):
            found.append(problem(_place(kind, value), "T002", f"模板头“限于”里的“{key}”不是 each 那一项的字段"))
    return found


def _followed(kind: Kind) -> Iterator[tuple[str, str]]:
    yield from (("each", path) for path in kind.each)
    yield from (("成文日期", path) for path in kind.day)
    if kind.only_if:
        yield "仅当", kind.only_if


def _records(kind: Kind) -> tuple[type[Model], ...]:
    return tuple(RECORD_TYPES[word].model for word in kind.takes)


def _entries(kind: Kind) -> tuple[type[Model], ...]:
    """The models of the entries that ``each`` names."""
    found = (references.model_at(path, start) for path in kind.each for start in _records(kind))
    return tuple(model for model in found if model is not None)


def _starts(kind: Kind) -> tuple[type[Model], ...]:
    """Where a path may begin: in the entries that ``each`` names, then in the record."""
    return (*_entries(kind), *_records(kind))


def _place(kind: Kind, path: str) -> Span:
    return path.span if isinstance(path, Located) else Span(kind.file)
