"""The first names that a template sees: the entry's, then the case's, then what follows from them, and how that follows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from docgen.core.dates import chinese
from docgen.core.errors import problem
from docgen.core.source import Located, joined
from docgen.papers.views import words
from docgen.papers.views.scopes import ModelScope, registered, scope_of
from docgen.papers.views.view import NOTHING, Gap, Scope, View
from docgen.records import derive
from docgen.records.derive import instrument
from docgen.records.models import SECTIONS, Filing, LegalBasis, Member, Recommendation
from docgen.records.yaml.fields import Model, empty, names, remembered, specs

Derived: TypeAlias = Mapping[str, Callable[[Any], Any]]
"""Names that follow from a record, each from the scope that is asked. ``None`` means: use what is typed."""


class TopScope(Scope):
    """Entry before case; 案 is the whole case, 对象 a plain-text entry, 条目 the key that the entry stands under.

    ``own`` are values that the caller adds (文号, 成文日期, the fields of the kind's own); they come first.
    ``derived`` are the names that follow from a record of this type.
    """

    def __init__(
        self, view: View, entry: Model | Located | None, source: str, own: Mapping[str, Any], derived: Derived
    ) -> None:
        self.view = view
        self.own = own
        self.source = source
        self.case = ModelScope(view, view.record, "")
        self.entry = ModelScope(view, entry, "") if isinstance(entry, Model) else None
        self.plain = entry if isinstance(entry, Located) else None
        self.derived = derived

    def look(self, name: str) -> Any:
        if name in self.own:
            return self.own[name]
        if name == "案":
            return self.case
        if name == "条目":
            return Located(self.source, self.view.record.span)
        if name == "对象" and self.plain is not None:
            return self._plain(self.plain)
        if name == "对象" and self.entry is None and self.source:
            return Located("", self.view.record.span)  # an item in which nobody is named yet
        if name in self.derived and (value := self.derived[name](self)) is not None:
            return value
        if self.entry is not None:
            attribute = self.entry.attribute(name)
            if attribute and (self.entry.typed(attribute) or not self._also_of_case(attribute, name)):
                return self.entry.look(name) if name != "法律依据" else self._law(self.entry, attribute)
        return self.case.look(name)

    def _law(self, entry: ModelScope, attribute: str) -> Any:
        """The legal bases of a letter: its own, and under each key that it leaves out those of the case."""
        own, general = getattr(entry.value, attribute), getattr(self.view.record, "law", None)
        if not isinstance(own, LegalBasis) or not isinstance(general, LegalBasis):
            return entry.look("法律依据")
        return self.view.barred(entry.value, attribute) or scope_of(
            self.view, derive.together(own, general), "法律依据"
        )

    def item(self, name: str) -> Scope | None:
        if name in self.own or name in self.derived:
            return None
        if self.entry is not None and self.entry.attribute(name):
            return self.entry.item(name)
        return self.case.item(name)

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


class Named(Scope):
    """Values that are made, under names of ours."""

    def __init__(self, values: Mapping[str, Any]) -> None:
        self.values = values

    def look(self, name: str) -> Any:
        return self.values.get(name, NOTHING)

    def names(self) -> Iterable[str]:
        return self.values


def number(style: str, count: int) -> str:
    """The *count*th mark in a *style* that the record may choose: 案例1：, 一、, 一, 一是, （一）, 1.; 无 gives nothing."""
    if style == "无":
        return ""
    return style.replace("1", str(count)).replace("一", chinese(count), 1)


# — the sections of a published case: what typical-case, the collection and a release all print —

_HEADINGS = {"基本案情": "案情小节", "调查和督促履职": "履职小节", "典型意义": "意义小节"}
_USUAL_PLACE = "诉讼过程"
"""Behind what a section of another name stands that does not say (其他部分.接在)."""


def sections(case: Scope) -> list[tuple[str, str]]:
    """(title, text) of each section that the case has; one that the paper needs and the case lacks holds a gap.

    A case whose sections were not recognised has one without a title: its whole text.
    """
    if whole := _words(case.look("原文")):
        return [("", whole)]
    found: list[tuple[str, Any]] = []
    for name in SECTIONS:
        if name == "关键词":
            found.append((name, joined(case.look(name), "　")))
        elif name != "案名":
            title = _HEADINGS.get(name)
            found.append((str(case.look(title)) if title else name, case.look(name)))
        others = (one for one in case.look("其他部分") if (str(one.look("接在")) or _USUAL_PLACE) == name)
        found += [(str(one.look("标题")), one.look("正文")) for one in others]
    printed = ((title, _words(value)) for title, value in found)
    return [(title, text) for title, text in printed if text]


def _words(value: Any) -> str:
    return (value.printed() or "") if isinstance(value, Scope) else value if isinstance(value, Located | str) else ""


def headed(parts: Sequence[tuple[str, str]], mark: str) -> tuple[Named, ...]:
    """The (title, text) *parts* with their titles as *mark* has it: 【】 round it, 一、 or （一） before it, or bare."""
    found = []
    for count, (title, text) in enumerate(parts, 1):
        line = f"【{title}】" if mark == "【】" else number(mark, count) + title
        found.append(
            Named(
                {"标题": line if title else "", "正文": text, "是关键词": title == "关键词", "是要旨": title == "要旨"}
            )
        )
    return tuple(found)


def _short_name(top: TopScope) -> Any:
    case = top.view.case
    office = case.procuratorate or Located("", case.span)
    return case.short_name or Located(derive.short_name(office), office.span.through("简称"))


def _cause(top: TopScope) -> Any:
    return top.view.barred(top.view.case, "cause") or words.cause(top.view)


def _outer_title(top: TopScope) -> str:
    """The title without the name of the office, for a paper in which the office says 本院 and stands above.

    Without it 诉某公司…案 has nobody who sues, so it is 某公司…案 then.
    """
    whole, office = words.title(top.view), str(top.view.case.procuratorate or "")
    if not office or not whole.startswith(office):
        return whole
    start = len(office) + (whole[len(office) :].startswith("诉"))
    return whole.part(start) if isinstance(whole, Located) else whole[start:]


def _case_type(top: TopScope) -> Any:
    case = top.view.case
    return case.case_type or Located(derive.case_type(case), case.span.through("类型"))


def _findings(top: TopScope) -> Any:
    """查明, in a letter with what was found of its addressee alone; or in a draft what the text for publication tells."""
    case, paper = top.view.case, top.view.paper
    entry = top.entry.value if top.entry else None
    if top.entry is not None and isinstance(entry, Recommendation) and entry.findings:
        whole = [top.case.look("findings")] if case.findings else []
        return joined([*whole, top.entry.look("findings")], "\n")
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


def _announcement_bases(top: TopScope) -> Any:
    case = top.view.case
    at = case.span.through("公告依据")
    found = derive.bases("公告", "民事公益诉讼", str(case.field or ""), top.view.paper.day)
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
        return Named({name: Gap.of(f"诉前文书.{name}", at) for name in names})
    return Named({name: Located(getattr(law, attribute), at) for name, attribute in names.items()})


DERIVED: Derived = {
    "简称": _short_name,
    "案名": lambda top: words.title(top.view),
    "案由": _cause,
    "对外案名": _outer_title,
    "类型": _case_type,
    "查明": _findings,
    "异议期限": _objection,
    "各节": lambda top: headed(sections(top), "【】"),
    "案情小节": lambda top: derive.facts_heading(top.view.case),
    "履职小节": lambda top: derive.work_heading(top.view.case),
    "意义小节": lambda top: derive.significance_heading(top.view.case),
    "立案依据": _filing_bases,
    "立案类型": _filing_type,
    "公告依据": _announcement_bases,
    "诉前文书": _instrument,
    "本次立案": _this_filing,
    "本次磋商": _these_consultations,
}
"""Names that follow from the record. ``None`` from a function means: use what is typed."""


def case_top(top: TopScope, member: Member) -> TopScope:
    """The names of one case, as a paper of the case itself would see them, by the same face."""
    return TopScope(top.view.of(member.case, "案例"), None, "", {}, DERIVED)
