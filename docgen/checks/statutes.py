"""Statutes by date: the office's own file (``法规表`` in docgen.yaml), ``data/statutes.yaml``, then ``norms``.

What a person entered with his evidence wins; the versions counted in public texts fill what he left open.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, ClassVar, cast

from docgen.checks import norms
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
    """A statute as it reads from ``since`` on; ``last`` is the number of its last article, 0 where not known.

    ``exact`` is false where only the day of publication is known: it takes effect then or later.
    ``sure`` tells whether ``last`` may make an error, ``whole`` whether its articles run without a gap,
    ``parts`` its paragraphs and items (``norms.articles``), ``None`` where they were not counted.
    """

    since: datetime.date
    last: int
    sure: bool
    exact: bool = True
    whole: bool = True
    parts: str | None = None

    def clauses(self, article: int, sub: int = 0) -> tuple[int, ...] | None:
        """For each paragraph of *article* how many items it has; ``None`` where that is not known."""
        if self.parts is None or not self.whole or article > self.last:
            return None
        counted = norms.articles(self.parts)
        if sub:
            # Only a table that names these articles at all knows them.
            return counted.get(f"{article}-{sub}")
        return counted.get(str(article), (0,))


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
    state: bool = False
    region: str = ""
    """Where a local rule is in force, ``""`` for the whole country."""
    ended: bool = False
    """Another norm says that it is repealed, but not since when."""

    @property
    def full_name(self) -> str:
        """The official name: laws bear the name of the state."""
        return f"中华人民共和国{self.name}" if self.state or self.rank == "法律" else self.name

    @property
    def sure(self) -> bool:
        """Whether its dates were read in a source."""
        return self.evidence.startswith("✔")

    def texts(self, day: datetime.date | None) -> tuple[Version, ...]:
        """The versions that may be in force on *day*, the newer first; ``()`` where none is known.

        More than one where the newer was published by then and may not yet have taken effect.
        ``None``: the present version.
        """
        if day is None:
            return self.versions[-1:]
        found: list[Version] = []
        for version in reversed(self.versions):
            if version.since <= day:
                found.append(version)
                if version.exact or day - version.since > _AT_MOST:
                    break
        return tuple(found)


_AT_MOST = datetime.timedelta(days=400)
"""A year and a month: hardly any law waits longer for its day."""


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


def find(project: Project, name: str) -> Statute | None:
    """The statute *name*, written in any way; ``None`` where no table knows it.

    Raises ConfigError where the office's file has faults.
    """
    plain = plain_name(name)
    own = statutes(project).get(plain)
    return _completed(own) if own is not None else _counted(plain)


@cache
def _completed(own: Statute) -> Statute:
    counted = norms.rows(own.name)
    if not counted:
        return own
    newest = counted[-1]
    return replace(
        own, versions=merged(own.versions, _versions(counted)), state=newest.state, region=own.region or newest.region
    )


@cache
def _counted(name: str) -> Statute | None:
    """What ``norms`` knows of *name*: nothing of when it first took effect, for an older text may be missing."""
    rows = norms.rows(name)
    if not rows:
        return None
    newest = rows[-1]
    return Statute(
        newest.name,
        newest.rank,
        datetime.date.min,
        newest.repealed,
        newest.successor,
        _versions(rows),
        (),
        "✔" if not newest.region else "mem",
        newest.state,
        newest.region,
        bool(newest.successor and newest.repealed is None),
    )


def _versions(rows: tuple[norms.Row, ...]) -> tuple[Version, ...]:
    """The texts of *rows*; only the newest of a national norm, of 2000 or later and whole, may make an error."""
    found = []
    for row in rows:
        begun = row.since or row.published
        if begun is not None:
            sure = (
                row is rows[-1] and row.rank in norms.NATIONAL and row.whole and (row.published or begun).year >= 2000
            )
            found.append(Version(begun, row.last, sure, row.since is not None, row.whole, row.parts))
    return tuple(sorted(found, key=lambda version: version.since))


def merged(own: tuple[Version, ...], counted: tuple[Version, ...]) -> tuple[Version, ...]:
    """*own*, entered by a person, with the paragraphs of *counted*; a text that only *counted* has stands between.

    A text whose day of effect was not counted is the one that a person entered for a day soon after.
    """
    found = {version.since: version for version in own}
    for version in counted:
        twin = found.get(version.since)
        if twin is None and not version.exact:
            soon = [each for each in own if version.since <= each.since <= version.since + _AT_MOST]
            twin = soon[0] if soon else None
        if twin is not None:
            agree = twin.last in (0, version.last)
            found[twin.since] = replace(
                twin,
                last=twin.last or version.last,
                sure=(twin.sure if twin.last else version.sure) or (agree and version.sure),
                whole=version.whole,
                parts=version.parts if agree else None,
            )
            continue
        # The count that was entered for this time holds, where the day of the revision alone is new.
        before = [each for each in own if each.since <= version.since and each.last]
        known = before[-1] if before else None
        differs = known is not None and known.last != version.last
        if known is None or not differs:
            found[version.since] = version if known is None else replace(version, sure=version.sure or known.sure)
    return tuple(found[day] for day in sorted(found))


def national(*ranks: str) -> tuple[str, ...]:
    """As ``norms.national``, without those that a person has entered as ended."""
    own = _known(None, 0)
    return tuple(
        name for name in norms.national(*ranks) if (row := own.get(plain_name(name))) is None or row.until is None
    )


def statutes(project: Project) -> Mapping[str, Statute]:
    """Name without 中华人民共和国 → Statute, of the tables that people made; the office's own rows win.

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
    for passage in subject.passages:
        text = passage.text
        if "《" in text:
            for citation in citations(str(text)):
                # What came by a reference is judged where it was typed.
                if not text.span_at(citation.start).via:
                    yield citation, passage, find(subject.project, citation.name)


def _built_in(row: Mapping[str, Any]) -> Statute:
    read = row.get("条数证据", row["证据"]).startswith("✔")
    own = [Version(_day(each["自"]), int(each.get("条数", 0)), read) for each in row.get("版本", ())]
    if "条数" in row:
        own.append(Version(_day(row["施行"]), int(row["条数"]), read))
    moves = [Move(int(each["条"]), int(each["改为"]), _day(each["自"]), each["内容"]) for each in row.get("移动", ())]
    return Statute(
        row["名称"],
        row["层级"],
        _day(row["施行"]),
        _day(row["废止"]) if "废止" in row else None,
        row.get("代替", ""),
        tuple(sorted(own, key=lambda version: version.since)),
        tuple(moves),
        row["证据"],
        region=row.get("地", ""),
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
            (Version(since, row.last, str(row.evidence or "✔").startswith("✔")),) if row.last else (),
            (),
            str(row.evidence or "✔"),
        )
        for name in (row.name, *row.also):
            found[plain_name(name)] = statute
    return found


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)
