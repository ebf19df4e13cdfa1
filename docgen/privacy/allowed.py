"""The allow-list: the only fields that a paper of the public face may read.

What is not named here does not exist for a public template, new fields included.
Sources: 5-norms §8 (案件信息公开工作规定 Art. 4; 未成年人保护法 Art. 103).
"""

from __future__ import annotations

from docgen.reading.fields import Model, specs
from docgen.records.conference import AgendaItem, Conference, Manner, Question
from docgen.records.models import Agency, Attendance, Case, Figure, Hearing, Party, Section, SectionNames, Work
from docgen.records.release import Numbering, Passage, Picture, Point, Release
from docgen.records.shared import Contact, Host, Speaker


def _all(model: type[Model]) -> frozenset[str]:
    return frozenset(specs(model))


PUBLIC: dict[type[Model], frozenset[str]] = {
    Case: frozenset(
        {
            "sample",
            "procuratorate",
            "short_name",
            "matter",
            "case_type",
            "title",
            "field",
            "keywords",
            "gist",
            "agencies",
            "parties",
            "figures",
            "hearing",
            "summary",
            "caption",
            "section_names",
            "unparsed",
            "facts",
            "work",
            "litigation",
            "significance",
            "provisions",
            "other_sections",
        }
    ),
    # 听证公告 is public by purpose, its contact numbers too; who hears, approves and takes notes is not.
    Hearing: frozenset({"time", "place", "address", "open", "announced", "issues", "attendance", "contact"}),
    Attendance: frozenset({"seats", "closes", "phone", "papers", "way"}),
    Agency: frozenset({"outer", "again"}),
    Party: frozenset({"outer"}),
    Figure: frozenset({"value", "outer", "period", "origin"}),
    Work: frozenset({"body", "discovery", "inquiry", "hearing", "urging", "mending", "lasting"}),
    Section: frozenset({"title", "body", "after"}),
    SectionNames: frozenset({"facts", "work", "significance"}),
    # Conference and release are written for the public; what regulates their making is not printed in them.
    Conference: _all(Conference) - {"secrecy"},
    Release: _all(Release) - {"secrecy"},
    **{
        model: _all(model)
        for model in (AgendaItem, Contact, Host, Manner, Numbering, Passage, Picture, Point, Question, Speaker)
    },
}
"""Model → the attributes that are public. A Figure's value is public only in its outer form."""
