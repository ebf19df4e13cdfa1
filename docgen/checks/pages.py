"""The page of a rule, made from its docstring: what ``docgen explain`` prints and the pages in docs hold.

The docstring is a title, some paragraphs of reasons, and samples: lines ``好：…`` must be
clean, ``错：…`` must hit, ``改：…`` is what ``--fix`` makes of the ``错`` above it. A sample
is a piece of running text, or, indented under the word, the lines of a record.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent
from typing import Literal

from docgen.checks import Rule
from docgen.core.errors import LEVEL_NAMES
from docgen.data import table

Kind = Literal["好", "错", "改"]

_SAMPLE = re.compile(r"^(好|错|改)：(.*)$")


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample. ``record`` tells whether ``text`` holds lines of YAML or is running text."""

    kind: Kind
    text: str
    record: bool


def reasons(rule: Rule) -> str:
    """The paragraphs between title and samples, ``""`` where there are none."""
    lines = rule.doc.split("\n")[1:]
    first = next((index for index, line in enumerate(lines) if _SAMPLE.match(line)), len(lines))
    paragraphs = re.split(r"\n\s*\n", "\n".join(lines[:first]).strip())
    return "\n".join(paragraph.replace("\n", "") for paragraph in paragraphs if paragraph)


def samples(rule: Rule) -> list[Sample]:
    """The samples of *rule*, in order."""
    found: list[Sample] = []
    lines = rule.doc.split("\n")
    index = 0
    while index < len(lines):
        match = _SAMPLE.match(lines[index])
        index += 1
        if match is None:
            continue
        kind: Kind = "好" if match[1] == "好" else "错" if match[1] == "错" else "改"
        if match[2]:
            found.append(Sample(kind, match[2], False))
            continue
        start = index
        while index < len(lines) and (lines[index].startswith("    ") or not lines[index].strip()):
            index += 1
        found.append(Sample(kind, dedent("\n".join(lines[start:index])).strip("\n"), True))
    return found


def page(rule: Rule) -> str:
    """Everything about *rule*, as lines for a console."""
    lines = [f"{rule.id} {rule.title}", f"级别：{LEVEL_NAMES[rule.level]}　检查：{rule.on}", f"依据：{rule.source}", ""]
    if text := reasons(rule):
        lines += [text, ""]
    for sample in samples(rule):
        if sample.record:
            lines += [f"{sample.kind}：", *(f"    {line}" for line in sample.text.split("\n"))]
        else:
            lines.append(f"{sample.kind}：{sample.text}")
    return "\n".join([*lines, "", *silencing(rule.id)])


def silencing(code: str) -> list[str]:
    """How to close a rule, in words."""
    return [
        f"关闭：在那一行的末尾写“  # docgen: 关闭 {code}”；写在键的上一行，管这个键；写在文件开头，管整份记录；",
        f"　　　全院不用，在 docgen.yaml 里写“关闭规则: [{code}]”；只改级别，写“规则级别: {{{code}: 提示}}”。",
    ]


def markdown(rules: list[Rule]) -> str:
    """The rules as sections of a page, by their codes, with what ``python -m tests.checks.gold --write`` measured."""
    measured = table("rule_figures")
    parts = []
    for rule in rules:
        lines = [f"### {rule.id} {rule.title}", "", f"{LEVEL_NAMES[rule.level]}。检查{rule.on}。依据：{rule.source}。"]
        if figures := measured.get(rule.id):
            lines[-1] += f"检验集（植入{figures[2]}处）：准确率{figures[0]}%，查全率{figures[1]}%。"
        if text := reasons(rule):
            lines += ["", text.replace("\n", "\n\n")]
        shown = []
        for sample in samples(rule):
            if sample.record:
                shown += [f"{sample.kind}：", *(f"    {line}" for line in sample.text.split("\n"))]
            else:
                shown.append(f"{sample.kind}：{sample.text}")
        lines += ["", "```text", *shown, "```"]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)
