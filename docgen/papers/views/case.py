"""What follows from a case: the names that its papers see besides its own fields."""

from __future__ import annotations

from typing import Any

from docgen.core.errors import problem
from docgen.core.source import Located, joined
from docgen.papers.views import words
from docgen.papers.views.scope import Gap
from docgen.papers.views.scopes import ModelScope
from docgen.papers.views.top import Derived, Named, TopScope, headed, sections
from docgen.records import derive
from docgen.records.derive import instrument
from docgen.records.models import Filing, Member, Recommendation
from docgen.records.yaml.fields import empty


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
