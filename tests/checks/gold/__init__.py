"""The gold set: right sentences, right documents, and sentences with one planted slip each, by genre.

``right.txt`` and ``slips.txt`` hold a sentence a line under headings ``##`` that name the genre; a
slip is ``CODE sentence with {wrong|right}``. ``documents.txt`` holds whole records, each below a
line ``=== name``. All of it is made up: no sentence comes from a published text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen import checks
from docgen.checks.subject import Found, Subject
from docgen.records.kinds import cases_of
from docgen.records.loader import load
from docgen.records.project import Project, Settings

HERE = Path(__file__).parent
_HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
_HEADS = {"公文": _HEAD, "宣传": "体裁: 通讯\n标题: 一江清水\n"}
_FIELDS = {"公文": "查明: |\n  ", "宣传": "正文:\n  - 段落: |\n      "}
_SLIP = re.compile(r"\{(?P<wrong>\{\{\w*\}\}|[^{|}]*)\|(?P<right>[^{|}]*)\}")


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence of *genre*, or a whole record where that is ``""``."""

    genre: str
    text: str

    @property
    def record(self) -> str:
        """The record that holds the text, as YAML."""
        return _HEADS[self.genre] + _FIELDS[self.genre] + self.text + "\n" if self.genre else self.text

    @property
    def place(self) -> tuple[int, int]:
        """Line and column (from 1) of the sentence in ``record``."""
        before = (_HEADS[self.genre] + _FIELDS[self.genre]).split("\n")
        return len(before), len(before[-1]) + 1


@dataclass(frozen=True, slots=True)
class Slip:
    """A sentence with one slip of *code*. ``spots``: offsets in ``wrong`` where it stands, (first, behind the last)."""

    code: str
    wrong: Text
    right: Text
    spots: tuple[tuple[int, int], ...]


def _lines(name: str) -> Iterator[tuple[str, str]]:
    """(genre, line) of every line of the file *name* that is neither empty nor a comment."""
    genre = ""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            genre = line[3:]
        elif line and not line.startswith("#"):
            yield genre, line


def right() -> list[Text]:
    """The right sentences."""
    return [Text(genre, line) for genre, line in _lines("right.txt")]


def documents() -> list[Text]:
    """The right documents."""
    parts = re.split(r"^=== .*\n", (HERE / "documents.txt").read_text(encoding="utf-8"), flags=re.M)
    return [Text("", part) for part in parts[1:]]


def slips() -> list[Slip]:
    """The sentences with a planted slip each."""
    found = []
    for genre, line in _lines("slips.txt"):
        code, _, sentence = line.partition(" ")
        wrong, good, spots, at = "", "", [], 0
        for mark in _SLIP.finditer(sentence):
            wrong += sentence[at : mark.start()]
            good += sentence[at : mark.start()]
            spots.append((len(wrong), len(wrong) + len(mark["wrong"])))
            wrong += mark["wrong"]
            good += mark["right"]
            at = mark.end()
        rest = sentence[at:]
        found.append(Slip(code, Text(genre, wrong + rest), Text(genre, good + rest), tuple(spots)))
    return found


def said(text: str, folder: Path, name: str = "记录.yaml") -> list[Found]:
    """What all rules say about the record *text*; raises AssertionError where it cannot be read."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    project = Project(folder, Settings())
    loaded = load(path, project)
    assert loaded.record is not None, [item.message for item in loaded.problems]
    others = (
        {} if cases_of(loaded.record) == [loaded.record] else {str(i): c for i, c in enumerate(cases_of(loaded.record))}
    )
    return checks.run(Subject(loaded.record, project, others))


def at_slip(slip: Slip, found: Found) -> bool:
    """Whether *found* stands at the slip: a character to either side counts, for what was left out."""
    line, column = slip.wrong.place
    span = found.problem.span
    if span is None or span.line != line:
        return False
    at = span.column - column
    long = len(found.edit.old) if found.edit else 12
    return any(at <= stop and at + long >= start for start, stop in slip.spots)
