"""The head and the lead of a release that nobody has written yet: worded from what the conference knows, nothing else.

Both are drafts and are printed under a line that says so. Where a fact is lacking they are gaps, as all that follows.
"""

from __future__ import annotations

from typing import Any

from docgen.core.source import Located
from docgen.papers.views import hosting, words
from docgen.papers.views.scope import Gap
from docgen.papers.views.top import TopScope
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.models import Host

_MOST = 8
"""Offices that a lead names; of more it gives the number."""


def headline(top: TopScope) -> Any:
    """拟题: who publishes what."""
    record = top.view.record
    if not isinstance(record, Conference) or not (record.hosts and record.title):
        return Gap.of("标题", record.span)
    together = "联合" if len(record.hosts) > 1 else ""
    return _said(top, record, f"{_hosts(record)}{together}发布｛案例集名称｝")


def lead(top: TopScope) -> Any:
    """拟导语: when, who, what, how many; by whom the cases were handled and in which fields, where all of them say so."""
    record = top.view.record
    if not isinstance(record, Conference) or not (record.hosts and record.title and record.time and record.name):
        return Gap.of("导语", record.span)
    day = f"｛时间|月日｝{hosting.time_of_day(record.time)}" if record.time.moment.exact else "｛时间｝"
    together = "联合" if len(record.hosts) > 1 else ""
    sentences = [
        f"{day}，{_hosts(record)}{together}召开｛发布会｝，向社会发布｛案例集名称｝，共｛案例数｝件。",
        _offices(record),
    ]
    return _said(top, record, "".join(sentences))


def _said(top: TopScope, record: Conference, source: str) -> Located:
    return words.expanded(top.view, Located(source, record.span.through("拟稿")))


def _hosts(record: Conference) -> str:
    """The hosts as somebody would type them: two with 与, more with 、 and 和 before the last; the order is the rank."""
    named = [_named(record, one) for one in record.hosts]
    if len(named) < 3:
        return "与".join(named)
    return f"{'、'.join(named[:-1])}和{named[-1]}"


def _named(record: Conference, host: Host) -> str:
    short = derive.host_short(host)
    return f"｛{short}｝" if references.target(record, short) is host else str(host.name or "")


def _offices(record: Conference) -> str:
    cases = [member.case for member in record.members]
    typed = [(str(one.short_name or ""), str(one.procuratorate or "")) for one in cases]
    offices = list(dict.fromkeys(short or derive.short_name(full) for short, full in typed))
    if not offices or not all(offices):
        return ""
    if len(offices) == 1:
        by = f"{'案例' if len(cases) == 1 else '这些案例'}由{offices[0]}办理"
    elif len(offices) <= _MOST:
        by = f"这些案例分别由{'、'.join(offices)}办理"
    else:
        by = f"这些案例由{len(offices)}个检察院办理"
    fields = list(dict.fromkeys(str(one.field or "") for one in cases))
    return f"{by}，涉及{'、'.join(fields)}领域。" if all(fields) else f"{by}。"
