"""What may not lie outside an hour longer: papers of a kit that name a withdrawn case, or a name that is confidential by now.

They leave 对外 at once, even where the new state of the kit cannot be made yet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from docgen.building.fresh import kit_mark
from docgen.building.ledger import Ledger, Written
from docgen.building.place import Told
from docgen.building.request import Output
from docgen.core.errors import problem
from docgen.core.files import read_regular
from docgen.core.source import Span, shown
from docgen.papers.make import FOLDERS, Workspace
from docgen.privacy.carriers import Unreadable
from docgen.privacy.leaks import leaks
from docgen.privacy.masks import style_of
from docgen.privacy.redact import files_in
from docgen.privacy.secrets import Register, Secret, register
from docgen.privacy.spelling import needle_of
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.kinds import cases_of
from docgen.records.loader import load
from docgen.records.models import Case

WITHDRAWN = "已撤下的案例"


def withdrawn(conference: str, ledger: Ledger, space: Workspace) -> Iterator[Told]:
    """Set aside every public file of the kit of *conference* that may not be there any more, the ZIP with it, and tell it.

    Also where the record has faults, as it has when a case was only taken off its list: what else speaks of it is one.
    """
    record = load(Path(conference), space.project).record
    hidden = Register()
    if isinstance(record, Conference):
        cases = cases_of(record)
        style = style_of(str(space.project.settings.masking or ""))
        hidden = register(cases, style, references.officials(record), references.contacts(record))
    else:
        cases = _named_in(Path(conference), space)
    entries = _entries(conference, ledger)
    former = Register(secrets=tuple(marks(_former(entries, cases, ledger, space), cases)))
    names = {name for entry in entries for name, _, _ in entry.files if name.startswith(f"{FOLDERS['public']}/")}
    bad = {name for name in names if _gives_away(ledger.root / name, (hidden, former))}
    # A picture has no text that could be read: it goes with the file of its name that has.
    stems = {Path(name).with_suffix("") for name in bad}
    bad |= {name for name in names if Path(name).suffix == ".png" and Path(name).with_suffix("") in stems}
    if not bad:
        return
    bad |= {name for name in names if name.endswith(".zip")}
    for name in sorted(bad):
        output = Output(ledger.root / name, "", Path(name).suffix.lstrip("."), ledger.hash(name), b"", "moved")
        if new := ledger.set_aside(name):
            yield replace(output, of=str(shown(new)))
    listed = "、".join(Path(name).name for name in sorted(bad))
    message = f"对外的成品里有{WITHDRAWN}，或者现在登记为不公开的名字，先移到旧稿：{listed}"
    yield problem(Span(conference), "B009", message, "已经发出去的，通知收到的人换掉")


def _named_in(path: Path, space: Workspace) -> list[Case]:
    """The cases that the faulty record at *path* names, as far as they can be read."""
    try:
        source = read_regular(path).decode("utf-8", "replace")
    except OSError:
        return []
    found = [one for name in files_in(source) for one in sorted(path.parent.glob(name))]
    records = [load(one, space.project).record for one in dict.fromkeys(found) if one.name != path.name]
    return [one for one in records if isinstance(one, Case)]


def _entries(conference: str, ledger: Ledger) -> list[Written]:
    """What is remembered of the papers of the kit, its manifest and its ZIP."""
    mark = kit_mark(conference, ledger)
    known = (ledger.entry(key) for key in list(ledger.keys()) if key.startswith(mark) or f"|{mark}" in key)
    return [entry for entry in known if entry]


def _former(entries: Sequence[Written], cases: Sequence[Case], ledger: Ledger, space: Workspace) -> list[Case]:
    """The cases that the kit was made from before and that are not among *cases* now, as far as their records still exist."""
    read = {path for entry in entries for path, _ in entry.read if path.endswith((".yaml", ".yml"))}
    now = {ledger.path_of(case.span.file) for case in cases}
    there = [ledger.root / path for path in sorted(read - now) if (ledger.root / path).exists()]
    found = [load(path, space.project).record for path in there]
    return [one for one in found if isinstance(one, Case)]


def marks(former: Sequence[Case], cases: Sequence[Case]) -> Iterator[Secret]:
    """What tells each of the cases *former*: its name and matter, and its office where none of *cases* is of the same."""
    offices = {str(case.procuratorate or "") for case in cases}
    matters = {str(case.matter or "") for case in cases}
    for case in former:
        office = str(case.procuratorate or "")
        texts = [str(case.matter or "")] if str(case.matter or "") not in matters else []
        if office and office not in offices:
            texts += [office, derive.short_name(office)]
        yield from (
            Secret(text, WITHDRAWN, "", case.span, needle=needle_of(text)[0]) for text in texts if len(text) > 3
        )


def _gives_away(path: Path, registers: Sequence[Register]) -> bool:
    try:
        data = read_regular(path)
        return any(leaks(data, path.name, one, detecting=False) for one in registers if one)
    except OSError:
        return False
    except Unreadable:
        return path.suffix != ".png"
