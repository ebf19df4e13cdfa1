"""``docgen check``: a record is read as an experienced reviewer would read it.

A rule is one module in ``rules`` with ``ID``, ``LEVEL``, ``ON``, ``SOURCE``, a docstring and one
generator ``check(subject)``. The docstring is its page and its test (``docs``). The table below
is the registry; to add a rule is one file and one line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, cast

from docgen.checks import silence as silenced
from docgen.checks.finding import Finding, Found
from docgen.checks.silence import Silence
from docgen.checks.subject import Subject
from docgen.codes import LEVEL_NAMES, Level
from docgen.errors import Problem
from docgen.project import Project
from docgen.reading.fields import Model

__all__ = ["RULES", "Choice", "Rule", "known", "levels", "problems", "refusals", "run"]

RULES = (
    "repealed_statute",  # L001
    "statute_not_in_force",  # L002
    "article_out_of_range",  # L003
    "moved_article",  # L004
    "digits_in_article",  # L005
    "short_statute_name",  # L006
    "misspelt_statute",  # L007
    "statute_order",  # L008
    "duty_by_reference_only",  # L009
    "basis_without_article",  # L010
    "minor_clause_for_other_advice",  # L011
    "items_that_ground_a_suit",  # L012
    "clause_without_ordinal",  # L013
    "basis_of_the_advice",  # L014
    "statute_without_marks",  # L015
    "required_items",  # A001
    "evidence_and_objection",  # A002
    "wrong_period",  # A003
    "empty_advice",  # A004
    "advice_to_a_company",  # A005
    "coercive_measures",  # A006
    "hearers_count",  # A007
    "supervisor_as_hearer",  # A008
    "hearing_items",  # A009
    "closed_hearing",  # A010
    "clue_source",  # A011
    "later_stage_in_findings",  # A012
    "publicity_in_findings",  # A013
    "same_letters",  # A014
    "copy_to_addressee",  # A015
    "announcement_period",  # A016
    "service_details",  # A017
    "count_of_items",  # A018
    "date_order",  # D001
    "filing_service_period",  # D002
    "advice_service_period",  # D003
    "recording_period",  # D004
    "reply_period",  # D005
    "hearing_notice_period",  # D006
    "weekday",  # D007
    "impossible_date",  # D008
    "bare_month_and_day",  # D009
    "leading_zero_in_date",  # D010
    "iso_date",  # D011
    "number_year",  # D012
    "duplicate_number",  # D013
    "relative_date",  # D014
    "story_order",  # D015
    "due_on_holiday",  # D016
    "old_agency_name",  # J001
    "abbreviated_full_name",  # J002
    "unknown_addressee",  # J003
    "office_without_place",  # J004
    "posts_of_a_person",  # J005
    "title_grammar",  # J006
    "title_in_text",  # J007
    "own_full_name",  # J008
    "polite_address",  # J009
    "duplicate_names",  # J010
    "terms",  # X001
    "doubled_characters",  # X002
    "placeholders",  # X003
    "directive_in_text",  # X004
    "de_before_verb",  # X005
    "invisible_characters",  # X006
    "exaggeration",  # X007
    "enforcement_by_prosecutors",  # X008
    "procedure_verbs",  # X009
    "half_width_marks",  # P001
    "half_width_brackets",  # P002
    "mark_between_titles",  # P003
    "nested_titles",  # P004
    "nested_quotes",  # P005
    "unbalanced_pairs",  # P006
    "mark_after_bracketed_number",  # P007
    "comma_after_digit_number",  # P008
    "comma_after_ordinal",  # P009
    "full_stop_after_heading",  # P010
    "ellipsis",  # P011
    "ellipsis_with_etc",  # P012
    "dash",  # P013
    "middle_dot",  # P014
    "hyphen_in_range",  # P015
    "lost_pause_mark",  # P016
    "straight_quotes",  # P017
    "stop_inside_bracket",  # P018
    "repeated_marks",  # P019
    "no_stop_at_end",  # P020
    "space_between_characters",  # P021
    "space_beside_number",  # P022
    "licence_in_title_marks",  # P023
    "mark_after_yishi",  # P024
    "pause_mark_before_and",  # P025
    "year_brackets",  # P026
    "colon_after_following",  # P027
    "quoted_short_name",  # P028
    "doubled_approximation",  # F101
    "thousand_after_digits",  # F102
    "unit_in_range",  # F103
    "pause_mark_in_approximation",  # F104
    "full_width_digits",  # F105
    "decimal_point",  # F106
    "thousands_separator",  # F107
    "two_digit_year",  # F108
    "last_century",  # F109
    "chinese_decade",  # F110
    "hotline_form",  # F111
    "two_before_measure",  # F112
    "chinese_statistics",  # F113
    "doubled_unit",  # F114
    "rounded_figure",  # F115
    "decrease_by_times",  # F116
    "doubled_limit",  # F117
    "mixed_numerals",  # F118
    "comma_between_cases_and_persons",  # F119
    "yuan_and_wan",  # F120
    "published_without_result",  # Q001
    "publication_approval",  # Q002
    "case_length",  # Q003
    "missing_section",  # Q004
    "long_summary",  # Q005
    "result_without_numbers",  # Q006
    "secret_but_public",  # Q007
    "empty_footer",  # Q008
    "repeated_sentence",  # Q009
    "sections_in_text",  # Q010
)
"""The modules of ``rules``, by the letter of their codes."""


STRICT = ("X003",)
"""Rules whose reminders stop a final paper."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as the runner knows it. ``on`` says in a word what it looks at, ``source`` what it rests on."""

    id: str
    level: Level
    title: str
    on: str
    source: str
    doc: str
    check: Callable[[Subject], Iterator[Finding]]


def _rules() -> Mapping[str, Rule]:
    found: dict[str, Rule] = {}
    for name in RULES:
        module: Any = import_module(f"{__name__}.rules.{name}")
        doc = module.__doc__.strip()
        title = doc.partition("\n")[0].rstrip("。")
        found[module.ID] = Rule(module.ID, module.LEVEL, title, module.ON, module.SOURCE, doc, module.check)
    return found


known: Callable[[], Mapping[str, Rule]] = cast(Any, cache(_rules))
"""Code → Rule, in the order of the registry; the modules are imported at the first call."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules speak. ``select`` empty means all; both hold codes or their beginnings (``P``, ``L00``)."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()

    def takes(self, code: str) -> bool:
        return (not self.select or code.startswith(self.select)) and not code.startswith(self.ignore or ("\0",))


def levels(subject: Subject) -> dict[str, Level]:
    """Code → the level that the office's docgen.yaml gives it."""
    named: dict[str, Level] = {name: level for level, name in LEVEL_NAMES.items()}
    return {code: named[str(name)] for code, name in subject.project.settings.levels.items() if str(name) in named}


def run(subject: Subject, choice: Choice = Choice(), silence: Silence | None = None) -> list[Found]:
    """What the rules find in *subject*, in the order of the registry, without what is silenced.

    A finding that its author silences (docgen.yaml, a comment in the record) is left out; *silence*
    keeps count of those.
    """
    silence = silence or Silence()
    weighed = levels(subject)
    closed = tuple(map(str, subject.project.settings.silenced))
    found: list[Found] = []
    for rule in known().values():
        if not choice.takes(rule.id) or rule.id.startswith(closed or ("\0",)):
            continue
        for finding in rule.check(subject):
            if silence.covers(rule.id, finding.span.line):
                continue
            level = weighed.get(rule.id) or finding.level or rule.level
            found.append(Found(Problem(finding.span, rule.id, level, finding.message, finding.hint), finding.edit))
    return found


def refusals(record: Model, project: Project, path: Path) -> list[Problem]:
    """Why no final paper may be made of *record*, read from the file at *path*: the errors of the rules.

    A placeholder that was never filled in is a reminder in a draft and an error here.
    """
    silence, _ = silenced.of_file(path, str(path), known())
    found = problems(run(Subject(record, project), silence=silence))
    strict = [replace(item, level="error") if item.code in STRICT else item for item in found]
    return [item for item in strict if item.level == "error"]


def problems(found: Iterable[Found]) -> list[Problem]:
    return [item.problem for item in found]
