"""``docgen check``: a record is read as an experienced reviewer would read it.

The rules stand in ``rules``, by families; here they are run, chosen among and silenced.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import cast

from docgen.checks import silence as silenced
from docgen.checks.rules import Rule, known
from docgen.checks.silence import Silence
from docgen.checks.subject import Found, Subject
from docgen.core.errors import LEVEL_NAMES, ConfigError, Level, Problem, nearest, problem
from docgen.records.kinds import Record
from docgen.records.models import Case
from docgen.records.project import Project
from docgen.records.yaml.fields import Model

__all__ = ["Choice", "Rule", "agreement", "known", "levels", "problems", "refusals", "run"]

STRICT = ("X003", "P031")
"""Rules whose reminders stop a final paper."""

DRAFTING = ("Q001", "Q003", "Q004", "Q005")
"""Rules on how we draft what is to be published: silent on a text that was published before (来历: 导入)."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which rules speak. ``select`` empty means all; both hold codes or their beginnings (``P``, ``L00``).

    ``reminders`` is the level of what would be a reminder of a rule.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    reminders: Level = "reminder"

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
    _refuse_unknown(subject.project)
    closed = tuple(map(str, subject.project.settings.silenced))
    found: list[Found] = []
    for rule in known().values():
        if not choice.takes(rule.id) or rule.id.startswith(closed or ("\0",)):
            continue
        if rule.id in DRAFTING and getattr(subject.record, "origin", None) is not None:
            continue
        for finding in rule.check(subject):
            if silence.covers(rule.id, finding.span.line):
                continue
            level = weighed.get(rule.id) or finding.level or rule.level
            if level == "reminder" and rule.id not in weighed:
                level = choice.reminders
            found.append(Found(Problem(finding.span, rule.id, level, finding.message, finding.hint), finding.edit))
    return found


def _refuse_unknown(project: Project) -> None:
    """Raises ConfigError for a code in 关闭规则 or 规则级别 that is no rule, with the one most like it."""
    settings, codes = project.settings, known()
    typed = [(str(code), code.span, True) for code in settings.silenced]
    typed += [(str(code), level.span, False) for code, level in settings.levels.items()]
    faults = []
    for code, span, begins in typed:
        if code in codes or (begins and code and any(each.startswith(code) for each in codes)):
            continue
        like = nearest(code.upper(), codes)
        hint = f"是不是 {like}（{codes[like].title}）？" if like else "用 docgen explain 查规则的代码"
        faults.append(problem(span, "C001", f"没有“{code}”这条检查规则", hint))
    if faults:
        raise ConfigError(faults)


def refusals(record: Model, project: Project, path: Path) -> list[Problem]:
    """Why no final paper may be made of *record*, read from the file at *path*: the errors of the rules.

    A placeholder that was never filled in is a reminder in a draft and an error here. Of the cases
    that a conference or a release prints, the same is asked: what was left over there prints too.
    """
    found = [item for item in (*_strict(record, project, path), *agreement(record)) if item.level == "error"]
    members = [] if isinstance(record, Case) else getattr(record, "members", ())
    for member in members:
        found += [item for item in _strict(member.case, project, member.path) if item.code in STRICT]
    return list(dict.fromkeys(found))


def agreement(record: Model) -> list[Problem]:
    """What does not agree in the figures and persons of *record*: its errors stop a final paper, the rest is told with one."""
    from docgen.checks import figures, persons

    return [*figures.check(cast(Record, record)), *persons.check(cast(Record, record))]


def _strict(record: Model, project: Project, path: Path) -> list[Problem]:
    silence, _ = silenced.of_file(path, str(path), known())
    found = problems(run(Subject(record, project), silence=silence))
    return [replace(item, level="error") if item.code in STRICT else item for item in found]


def problems(found: Iterable[Found]) -> list[Problem]:
    return [item.problem for item in found]
