"""Finished documents into their files: named in the order of the plan, written whole, remembered."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias

from docgen.building import fresh
from docgen.building.fresh import Group
from docgen.building.ledger import File, Ledger, edited, hash_of, record_of
from docgen.building.request import Output, State
from docgen.building.straight import output_of, written
from docgen.core.errors import DocgenError, Problem, WriteError
from docgen.core.files import Names
from docgen.core.source import shown
from docgen.papers.make import Made

Told: TypeAlias = Output | Problem


@dataclass(slots=True)
class Placer:
    """Names and writes the documents of a run; no two of one run have the same name.

    With *comparing* nothing is written: the files on disk are compared with what they should be;
    with *planning* too, what is told are the files that a run would write or refuse.
    """

    force: bool
    comparing: bool
    records: Collection[Path] = ()
    """The records of the run."""
    planning: bool = False
    _run: dict[Ledger, frozenset[str]] = field(default_factory=dict)
    _names: dict[Ledger, Names] = field(default_factory=dict)
    _before: list[tuple[Group, str, bool]] = field(default_factory=list)
    """(group, a file that it had before, whether the paper itself is gone)."""

    def place(self, group: Group, made: Sequence[Made], *, whole: bool, read: Sequence[str] = ()) -> Iterator[Told]:
        """Put *made*, the documents of *group*, in their files.

        Where they are *whole* it is remembered what they were made from, the files *read*
        besides the record too; else they are to be made again the next time.
        """
        if read:
            group = replace(group, now=replace(group.now, read=fresh.besides(group.ledger, read)))
        files = [self._named(group, item.folder, item.parts, item.suffix) for item in made]
        return self._told(group, files, made, whole=whole)

    def keep(self, group: Group, again: Callable[[], Sequence[Made]]) -> Iterator[Told]:
        """The documents of *group* are as they were: only their names are given anew.

        Where a document that comes before them now has such a name, *again* makes them.
        """
        known = group.known.files if group.known else ()
        files = [self._named(group, name.rpartition("/")[0], parts, suffix) for name, parts, suffix in known]
        if files == list(known):
            paths = ((group.ledger.root / name, group.ledger.hash(name)) for name, _, _ in known)
            return iter([Output(path, group.kind, group.format, made, b"", "unchanged") for path, made in paths])
        made = again()
        group = replace(group, now=replace(group.now, read=group.known.read if group.known else ()))
        return self._told(group, files, made, whole=len(made) == len(files))

    def _named(self, group: Group, folder: str, parts: Sequence[str], suffix: str) -> File:
        ledger = group.ledger

        def barred(name: str) -> bool:
            return ledger.belongs_to_another(f"{folder}/{name}", record_of(group.key), self._run_of(ledger))

        names = self._names_of(ledger)
        return f"{folder}/{names.take(folder, parts, suffix, barred)}", tuple(parts), suffix

    def _run_of(self, ledger: Ledger) -> frozenset[str]:
        """The records of the run as the folder of *ledger* sees them."""
        if ledger not in self._run:
            self._run[ledger] = frozenset(ledger.path_of(str(path)) for path in self.records)
        return self._run[ledger]

    def _names_of(self, ledger: Ledger) -> Names:
        if ledger not in self._names:
            self._names[ledger] = Names()
        return self._names[ledger]

    def _told(self, group: Group, files: Sequence[File], made: Sequence[Made], *, whole: bool) -> Iterator[Told]:
        for (name, _, _), item in zip(files, made, strict=False):
            try:
                yield self._put(group, name, item)
            except DocgenError as fault:
                whole = False
                yield from fault.problems
        if whole and not self.comparing:
            group.ledger.enter(group.key, replace(group.now, files=tuple(files)))
        elif not group.now.rest:
            group.ledger.forget(group.key)
        if whole and group.known:
            before, now = ({name for name, _, _ in some} for some in (group.known.files, files))
            fewer = len(now) < len(before)
            self._before += [(group, name, fewer) for name in sorted(before - now)]

    def _put(self, group: Group, name: str, item: Made) -> Output:
        """Write *item*, or say what would become of it. Raises WriteError where it cannot be."""
        if not self.comparing:
            return written(group.ledger, name, item, self.force, group.why)
        path = group.ledger.root / name
        output = output_of(item, path, why=group.why)
        there = hash_of(path)
        if self.planning and there != output.sha256:
            if there is not None and not self.force and there != group.ledger.hash(name):
                raise WriteError([edited(path)])
            return replace(output, state="planned")
        state: State = "missing" if there is None else "same" if there == output.sha256 else "other"
        return replace(output, state=state)

    def drop(self, group: Group, *, gone: bool = True) -> None:
        """What is remembered of *group* is no longer wanted: ``rest`` deals with its files.

        They are of a paper that is *gone*, or only of another state of one.
        """
        self._before += [(group, name, gone) for name, _, _ in group.known.files] if group.known else []
        if not self.comparing:
            group.ledger.forget(group.key)

    def rest(self) -> Iterator[Told]:
        """Deal with files that a record gave before and no longer gives.

        A paper that is gone is set aside, with whatever a person has written into it; where it only
        has another name now, the old file goes if it is as docgen wrote it.
        """
        for group, name, gone in self._before:
            folder, _, file = name.rpartition("/")
            ledger = group.ledger
            if self._names_of(ledger).taken(folder, file):
                continue
            output = Output(ledger.root / name, group.kind, group.format, ledger.hash(name), b"", "removed", group.why)
            if self.comparing:
                if (ledger.root / name).exists():
                    yield replace(output, state="extra")
                continue
            try:
                if not gone and ledger.remove(name):
                    yield output
                elif new := ledger.set_aside(name):
                    yield replace(output, state="moved", of=str(shown(new)))
            except DocgenError as fault:
                # As if it had not been made anew: the next run finds the file again and tries once more.
                if group.known:
                    ledger.enter(group.key, group.known)
                yield from fault.problems
