"""The first names that a template sees: the entry's, then the case's, then what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from docgen.errors import problem
from docgen.privacy import occasion, press, words
from docgen.privacy.scopes import ModelScope, registered
from docgen.privacy.sections import sections
from docgen.privacy.view import View
from docgen.reading.fields import Model, empty, names, remembered, specs
from docgen.records import derive
from docgen.records.instruments import instrument
from docgen.records.models import Case, Filing, Recommendation
from docgen.scope import Gap, Scope
from docgen.source import Located


class TopScope(Scope):
    """Entry before case; 案 is the whole case, 对象 a plain-text entry, 条目 the key that the entry stands under.

    ``own`` are values that the caller adds (文号, 成文日期, the fields of the kind's own); they come first.
    """

    def __init__(self, view: View, entry: Model | Located | None, source: str, own: Mapping[str, Any]) -> None:
        self.view = view
        self.own = own
        self.source = source
        self.case = ModelScope(view, view.record, "")
        self.entry = ModelScope(view, entry, "") if isinstance(entry, Model) else None
        self.plain = entry if isinstance(entry, Located) else None
        self.derived = DERIVED if isinstance(view.record, Case) else occasion.DERIVED

    def look(self, name: str) -> Any:
        if name in self.own:
            return self.own[name]
        if name == "案":
            return self.case
        if name == "条目":
            return Located(self.source, self.view.record.span)
        if name == "对象" and self.plain is not None:
            return self._plain(self.plain)
        if name in self.derived and (value := self.derived[name](self)) is not None:
            return value
        if self.entry is not None:
            attribute = self.entry.attribute(name)
            if attribute and (self.entry.typed(attribute) or not self._also_of_case(attribute, name)):
                return self.entry.look(name)
        return self.case.look(name)

    def _also_of_case(self, attribute: str, name: str) -> bool:
        """True where a field left out of the entry means the case's own (法律依据), not another thing of that name (机关)."""
        assert self.entry is not None
        return _alike(type(self.view.record), name, type(self.entry.value), attribute)

    def _plain(self, text: Located) -> Any:
        known = text in self.view.registered("机关") or text in self.view.registered("当事人")
        return registered(self.view, text) if known else words.expanded(self.view, text)

    def names(self) -> Iterable[str]:
        yield from self.own
        yield from self.entry.names() if self.entry is not None else ()
        yield from self.case.names()
        yield from self.derived


@remembered
def _alike(record: type[Model], name: str, entry: type[Model], attribute: str) -> bool:
    """True where a *record* has a field called *name* of the very shape that *attribute* of an *entry* has."""
    general = names(record).get(name)
    return general is not None and specs(record)[general].shape == specs(entry)[attribute].shape


def _short_name(top: TopScope) -> Any:
    case = top.view.case
    office = case.procuratorate or Located("", case.span)
    return case.short_name or Located(derive.short_name(office), office.span.through("简称"))


def _cause(top: TopScope) -> Any:
    return top.view.barred(top.view.case, "cause") or words.cause(top.view)


def _case_type(top: TopScope) -> Any:
    case = top.view.case
    return case.case_type or Located(derive.case_type(case), case.span.through("类型"))


def _findings(top: TopScope) -> Any:
    """查明, or in a draft letter what the text for publication tells, with a reminder."""
    case, paper = top.view.case, top.view.paper
    if case.findings or paper.public or paper.stage != "建议":
        return None
    borrowed = derive.published_facts(case)
    if borrowed is None:
        return None
    message = "“查明”还没有写，草稿暂用宣传部分的文字；宣传稿还不是查明的事实"
    top.view.problems.append(problem(borrowed.span, "G004", message, "核实后写进“查明: |”"))
    return words.expanded(top.view, borrowed)


def _objection(top: TopScope) -> Any:
    entry = top.entry.value if top.entry else None
    if not isinstance(entry, Recommendation):
        return top.view.paper.objection or Located("", top.view.case.span)
    return None if entry.objection else top.view.paper.objection


def _filing_type(top: TopScope) -> str:
    """The type of the filing itself: against an authority always 行政公益诉讼, also within a civil case."""
    case = top.view.case
    entry = top.entry.value if top.entry else None
    against_agency = isinstance(entry, Filing) and entry.agency is not None and entry.agency in case.agencies
    return "行政公益诉讼" if against_agency else derive.case_type(case)


def _filing_bases(top: TopScope) -> Any:
    case = top.view.case
    if top.entry is not None and top.entry.typed("basis"):
        return top.entry.look("basis")
    at = case.span.through("立案依据")
    found = derive.bases("立案", _filing_type(top), str(case.field or ""), top.view.paper.day)
    return tuple(Located(provision, at) for provision in found)


def _this_filing(top: TopScope) -> Any:
    """The filing that the paper's addressee answers to: its own, or the one that names nobody."""
    case, addressee = top.view.case, top.view.paper.addressee
    if (barred := top.view.barred(case, "filings")) is not None:
        return barred
    found = [filing for filing in case.filings if filing.agency in (addressee, None)]
    return ModelScope(top.view, found[0] if found else empty(Filing, case.span), "立案")


def _these_consultations(top: TopScope) -> Any:
    """The consultations with the paper's addressee, and those that name nobody."""
    case, addressee = top.view.case, top.view.paper.addressee
    if (barred := top.view.barred(case, "consultations")) is not None:
        return barred
    found = [item for item in case.consultations if item.agency in (addressee, None)]
    return tuple(ModelScope(top.view, item, "磋商") for item in found)


def _instrument(top: TopScope) -> Any:
    """诉前文书: what the letter before a suit is called on the day of the paper, and the periods that it gives."""
    law, at = instrument(top.view.paper.day), top.view.case.span.through("诉前文书")
    names = {"名称": "name", "简称": "short", "履行期限": "performance", "回复期限": "reply", "紧急回复期限": "urgent"}
    if law is None:
        return press.Named({name: Gap.of(f"诉前文书.{name}", at) for name in names})
    return press.Named({name: Located(getattr(law, attribute), at) for name, attribute in names.items()})


DERIVED: dict[str, Callable[[TopScope], Any]] = {
    "简称": _short_name,
    "案名": lambda top: words.title(top.view),
    "案由": _cause,
    "类型": _case_type,
    "查明": _findings,
    "异议期限": _objection,
    "各节": lambda top: press.headed(sections(top), "【】"),
    "案情小节": lambda top: derive.facts_heading(top.view.case),
    "履职小节": lambda top: derive.work_heading(top.view.case),
    "意义小节": lambda top: derive.significance_heading(top.view.case),
    "立案依据": _filing_bases,
    "立案类型": _filing_type,
    "诉前文书": _instrument,
    "本次立案": _this_filing,
    "本次磋商": _these_consultations,
}
"""Names that follow from the record. ``None`` from a function means: use what is typed."""
