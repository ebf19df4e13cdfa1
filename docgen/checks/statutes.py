"""Statutes by date: ``data/statutes.yaml`` and the office's own file (``法规表`` in docgen.yaml)."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, cast

from docgen.checks.citations import Citation, citations, plain_name
from docgen.checks.subject import Passage, Subject
from docgen.core.dates import When
from docgen.core.errors import ConfigError, has_errors
from docgen.core.source import Located
from docgen.data import table
from docgen.records.project import Project
from docgen.records.yaml.bind import bind_value
from docgen.records.yaml.fields import ListOf, Model, ModelOf, Scalar, date, entry, text, texts
from docgen.records.yaml.parse import read

RANKS = ("法律", "司法解释", "行政法规", "地方性法规", "规章", "规范性文件", "党内法规")
"""What a statute is."""


@dataclass(frozen=True, slots=True)
class Version:
    """A statute as it reads from ``since`` on; ``last`` is the number of its last article, 0 where not known."""

    since: datetime.date
    last: int


@dataclass(frozen=True, slots=True)
class Move:
    """An article whose number has changed: what stood in ``article`` stands in ``now`` from ``since`` on."""

    article: int
    now: int
    since: datetime.date
    about: str


@dataclass(frozen=True, slots=True)
class Statute:
    """One statute. ``until`` is the first day on which it is no longer in force, ``None`` while it is."""

    name: str
    rank: str
    since: datetime.date
    until: datetime.date | None
    successor: str
    versions: tuple[Version, ...]
    moves: tuple[Move, ...]
    evidence: str
    count_evidence: str

    @property
    def full_name(self) -> str:
        """The official name: laws bear the name of the state."""
        return f"中华人民共和国{self.name}" if self.rank == "法律" else self.name

    @property
    def sure(self) -> bool:
        """Whether its dates were read in a source."""
        return self.evidence.startswith("✔")

    def in_force(self, day: datetime.date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def last_article(self, day: datetime.date | None) -> int:
        """The number of the last article on *day* (``None``: of the present version); 0 where it is not known."""
        if day is None:
            return self.versions[-1].last if self.versions else 0
        return next((version.last for version in reversed(self.versions) if version.since <= day), 0)


@dataclass(frozen=True, kw_only=True)
class _Own(Model):
    """One row of the office's own table."""

    SHORT: ClassVar[tuple[str, ...]] = ()

    name: Located | None = text("名称", "名称，不写书名号", required=True)
    rank: Located | None = text("层级", "层级", RANKS, default="地方性法规")
    also: tuple[Located, ...] = texts("另称", "旧称或者简称")
    since: When | None = date("施行", "施行的日期", required=True)
    until: When | None = date("废止", "废止的日期")
    successor: Located | None = text("代替", "代替它的法规")
    last: int | None = entry(Scalar("whole"), "条数", "最后一条的序号")
    evidence: Located | None = text("证据", "依据：✔ 已读原文，mem 未核对", default="✔")


def _table(project_file: Path | None, stamp: int) -> Mapping[str, Statute]:
    found: dict[str, Statute] = {}
    for row in table("statutes"):
        statute = _built_in(row)
        for name in (row["名称"], *row.get("另称", ())):
            found[name] = statute
    if project_file is not None:
        found.update(_own(project_file))
    return found


_known: Callable[[Path | None, int], Mapping[str, Statute]] = cast(Any, cache(_table))


def statutes(project: Project) -> Mapping[str, Statute]:
    """Name without 中华人民共和国 → Statute; the office's own rows replace the built-in ones.

    Raises ConfigError where the office's file has faults.
    """
    own = project.settings.statutes
    if own is None:
        return _known(None, 0)
    path = project.root / str(own)
    # A long run (the preview) reads the table anew when it has changed.
    return _known(path, path.stat().st_mtime_ns if os.path.isfile(path) else 0)  # noqa: PTH113 - also for a name that no disk takes


def cited(subject: Subject) -> tuple[tuple[Citation, Passage, Statute | None], ...]:
    """Every title in 《》 in the texts of *subject*, with the statute it names; found once for all rules."""
    return subject.once("citations", lambda: tuple(_cited(subject)))


def _cited(subject: Subject) -> Iterator[tuple[Citation, Passage, Statute | None]]:
    known = statutes(subject.project)
    for passage in subject.passages:
        text = passage.text
        if "《" in text:
            for citation in citations(str(text)):
                # What came by a reference is judged where it was typed.
                if not text.span_at(citation.start).via:
                    yield citation, passage, known.get(plain_name(citation.name))


def _built_in(row: Mapping[str, Any]) -> Statute:
    versions = [Version(_day(each["自"]), int(each.get("条数", 0))) for each in row.get("版本", ())]
    if "条数" in row:
        versions.append(Version(_day(row["施行"]), int(row["条数"])))
    moves = [Move(int(each["条"]), int(each["改为"]), _day(each["自"]), each["内容"]) for each in row.get("移动", ())]
    return Statute(
        row["名称"],
        row["层级"],
        _day(row["施行"]),
        _day(row["废止"]) if "废止" in row else None,
        row.get("代替", ""),
        tuple(sorted(versions, key=lambda version: version.since)),
        tuple(moves),
        row["证据"],
        row.get("条数证据", row["证据"]),
    )


def _own(path: Path) -> dict[str, Statute]:
    shape = ListOf(ModelOf(_Own))
    node, problems = read(path, str(path), lambda keys: shape)
    rows: tuple[_Own, ...] = ()
    if node is not None:
        rows, faults = bind_value(node, shape, "法规表")
        problems = [*problems, *faults]
    if has_errors(problems):
        raise ConfigError(problems)
    found: dict[str, Statute] = {}
    for row in rows or ():
        if row.name is None or row.since is None:
            continue
        since = row.since.moment.day
        statute = Statute(
            plain_name(row.name),
            str(row.rank or "地方性法规"),
            since,
            row.until.moment.day if row.until else None,
            str(row.successor or ""),
            (Version(since, row.last),) if row.last else (),
            (),
            str(row.evidence or "✔"),
            str(row.evidence or "✔"),
        )
        for name in (row.name, *row.also):
            found[plain_name(name)] = statute
    return found


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
