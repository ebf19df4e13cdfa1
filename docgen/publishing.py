"""The public version of a record and of every record that it names: one folder for the machine on the other network.

Everything is made and searched in memory; nothing is given back where one file of the set
holds what it may not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from docgen import materials, pictures
from docgen.builder import Workspace
from docgen.errors import Problem, RecordError, has_errors, problem, sort_problems
from docgen.privacy import masks
from docgen.privacy.gate import offset
from docgen.privacy.leaks import Leak, leaks
from docgen.privacy.mask import masked_text, matches
from docgen.privacy.names import style_of
from docgen.privacy.published import CasePublisher, Publisher
from docgen.privacy.published_press import PressPublisher, place
from docgen.privacy.secrets import Register, register
from docgen.records import references
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.loader import load_or_raise
from docgen.records.models import Case
from docgen.records.release import Release
from docgen.source import Located, Span, shown

_SUFFIX = ".yaml"
Told = Sequence[tuple[str, Located]]
"""Lines of a public record, each with the line of the record that it was made of."""
_STEM = {Case: "案例", Conference: "发布会", Release: "新闻通稿"}
"""Type of record → what its file is called where its own name may not go out, with a number behind it."""


@dataclass(frozen=True, slots=True)
class Published:
    """File name → bytes, the record itself first; ``sources`` are the files that it was made of."""

    files: dict[str, bytes]
    sources: tuple[Path, ...]
    problems: tuple[Problem, ...]


@dataclass
class _Set:
    """Records (and pictures) that go out together, by their places, in order."""

    space: Workspace
    records: dict[Path, Record] = field(default_factory=dict)
    pictures: dict[Path, Span] = field(default_factory=dict)

    def add(self, path: Path, record: Record) -> None:
        """*record*, what it names, and of a conference the releases of its kit."""
        if place(path) in self.records:
            return
        self.records[place(path)] = record
        if isinstance(record, Case):
            return
        if isinstance(record, Release):
            if record.event is not None and record.conference is not None:
                self.add(_below(path, record.conference), record.event)
            for passage in record.body:
                if passage.picture and passage.picture.file:
                    typed = passage.picture.file
                    self.pictures.setdefault(place(_below(path, typed)), typed.span)
        for member in record.members:
            self.add(member.path, member.case)

    @property
    def cases(self) -> list[Case]:
        return [record for record in self.records.values() if isinstance(record, Case)]


def _below(path: Path, typed: str) -> Path:
    return path.parent / typed.replace("\\", "/")


def published(path: Path, name: str, space: Workspace) -> Published:
    """The public version of the record at *path*, to be called *name*, and of all that it names.

    Of a conference also the releases of its kit (材料), of a release its conference; cleaned
    pictures lie beside them. Raises RecordError where a record cannot be read, bears a mark
    of secrecy, or where a finished file would give something away.
    """
    whole = _collected(path, space)
    _openly(whole)
    known = _register(whole, space)
    files = _names(whole, place(path), name, known)
    data, problems = _pictures(whole, files)
    made: dict[Path, bytes] = {}
    publishers = _publishers(whole, known, files)
    for one, publisher in publishers.items():
        made[one] = publisher.yaml().encode()
    faults = [item for publisher in publishers.values() for item in publisher.problems]
    for one, finished in (made | data).items():
        source: Told = publishers[one].told if one in publishers else ()
        at = whole.records[one].span if one in publishers else whole.pictures[one]
        faults += _found(finished, files[one], known, source, at)
    if has_errors(faults):
        raise RecordError(sort_problems(dict.fromkeys([*problems, *faults])))
    ready = {files[one]: finished for one, finished in (made | data).items()}
    return Published(ready, tuple(files), tuple(problems))


def _collected(path: Path, space: Workspace) -> _Set:
    root = load_or_raise(shown(path), space.project)
    whole = _Set(space)
    whole.add(shown(path), root)
    if isinstance(root, Conference):
        listed, _, _ = materials.of(root, shown(path), space)
        for one in dict.fromkeys(one.record for one in listed):
            if place(one) not in whole.records:
                whole.add(one, load_or_raise(shown(one), space.project))
    return whole


def _openly(whole: _Set) -> None:
    """Raises RecordError where a record of the set is secret, or two persons could not be told apart."""
    hint = "核对密级；有密级的案件不公开"
    found = [
        problem(record.secrecy.span, "V004", "记录标了密级，不能做公开版", hint)
        for record in whole.records.values()
        if record.secrecy
    ]
    if faults := sort_problems([*found, *masks.faults(whole.cases)]):
        raise RecordError(faults)


def _register(whole: _Set, space: Workspace) -> Register:
    """The secrets of all cases together: one person has one mask in the whole set, as in the papers of the press."""
    records = list(whole.records.values())
    return register(
        whole.cases,
        style_of(str(space.project.settings.masking or "")),
        [name for record in records for name in references.officials(record)],
        [number for record in records for number in references.contacts(record)],
    )


def _publishers(whole: _Set, known: Register, files: Mapping[Path, str]) -> dict[Path, Publisher]:
    own = [kind for kind in whole.space.catalog.kinds.values() if kind.face == "public" and kind.own]
    kinds = frozenset(name for kind in own for name in (kind.name, kind.id))
    found: dict[Path, Publisher] = {}
    for one, record in whole.records.items():
        if isinstance(record, Case):
            found[one] = CasePublisher(record, known, kinds)
        else:
            found[one] = PressPublisher(record, known, one, files, found)
    return found


# — names of files —


def _names(whole: _Set, root: Path, name: str, known: Register) -> dict[Path, str]:
    """Place → name beside the others: its own where that gives nothing away and is free, else 案例1, 图1 …."""
    found = {root: name}
    taken = {name.casefold()}
    entries = [(one, _STEM[type(record)], _SUFFIX) for one, record in whole.records.items()]
    entries += [(one, "图", one.suffix.lower()) for one in whole.pictures]
    count: dict[str, int] = {}
    for one, word, suffix in entries:
        if one == root:
            continue
        count[word] = count.get(word, 0) + 1
        own = one.stem + suffix
        if own.casefold() in taken or not _harmless(one.stem, known):
            own = next(new for new in _numbered(word, count[word], suffix) if new.casefold() not in taken)
        found[one] = own
        taken.add(own.casefold())
    return found


def _numbered(word: str, first: int, suffix: str) -> Iterator[str]:
    number = first
    while True:
        yield f"{word}{number}{suffix}"
        number += 1


def _harmless(stem: str, known: Register) -> bool:
    """True for a name that holds no secret, and that a reference (｛大兴.补缴金额｝) can begin with."""
    hidden = masked_text(stem, known) != stem or matches(stem, known, everywhere=True)
    return not hidden and not re.search(r"[.|{}｛｝*?\\]", stem)


# — what may not go out —


def _pictures(whole: _Set, files: Mapping[Path, str]) -> tuple[dict[Path, bytes], list[Problem]]:
    """The pictures that can be read, cleaned, and a W010 for each other; papers print its words either way."""
    found: dict[Path, bytes] = {}
    problems: list[Problem] = []
    for one, at in whole.pictures.items():
        try:
            found[one] = pictures.read(one, whole.space.project.root).data
        except pictures.PictureFault as fault:
            problems.append(problem(at, "W010", f"图没有带上：{fault}", fault.hint))
    return found, problems


def _found(data: bytes, name: str, known: Register, told: Told, at: Span) -> Iterator[Problem]:
    """Why the file *name* may not be written, at the lines that it was made of (*told*), else at *at*."""
    for leak in leaks(data, name, known):
        span = next((_place(typed, leak) for line, typed in told if offset(line, leak) is not None), at)
        if leak.secret is None:
            hint = "删去，或者写到当事人的字段里"
            yield problem(span, "M005", f"公开版里疑似有{leak.kind}（{leak.place}），没有写出", hint)
        else:
            hint = "引号、书名号、更长的名称和文件名里的名字要自己改写" if leak.secret.is_name else "删去它"
            yield problem(span, "M002", f"公开版里有登记过的{leak.kind}（{leak.place}），没有写出", hint)


def _place(typed: Located, leak: Leak) -> Span:
    """The place of *leak* in the line *typed*; of one that a reference brought in, that line."""
    start = offset(typed, leak)
    return typed.span if start is None else typed.span_at(start)
