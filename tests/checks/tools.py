"""Records made of samples, and what one rule (or all of them) says about them."""

from __future__ import annotations

from pathlib import Path

from docgen import checks
from docgen.checks import Choice, Rule
from docgen.checks.pages import Sample
from docgen.checks.subject import Found, Subject
from docgen.records.loader import load
from docgen.records.project import Project, Settings

LEAST = {"检察院": "云江省青川市临河区人民检察院", "事由": "规范母婴室建设"}


def record_of(sample: Sample, field: str = "查明") -> str:
    """The record that *sample* stands for: running text goes under *field*, lines of YAML get what is required."""
    text = sample.text if sample.record else f"{field}: |\n  {sample.text}"
    keys = {line.split(":")[0] for line in text.split("\n") if not line.startswith((" ", "-", "#"))}
    if keys & {"体裁", "案例集名称"}:
        return text + "\n"
    head = "".join(f"{key}: {value}\n" for key, value in LEAST.items() if key not in keys)
    return head + text + "\n"


def subject_of(text: str, folder: Path, settings: Settings | None = None) -> Subject:
    """The record *text* as rules see it; fails where it cannot be read without errors."""
    path = folder / "记录.yaml"
    path.write_text(text, encoding="utf-8")
    project = Project(folder, settings or Settings())
    loaded = load(path, project)
    assert loaded.case is not None, [problem.message for problem in loaded.problems]
    return Subject(loaded.case, project)


def said(rule: Rule, text: str, folder: Path) -> list[Found]:
    """What *rule* says about the record *text*."""
    return checks.run(subject_of(text, folder), Choice(select=(rule.id,)))
