"""The records that a conference or a release names by file: found, read, and told at the line that names them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docgen.errors import Problem, has_errors, nearest, problem
from docgen.project import FILE_NAME as SETTINGS
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.release import Release
from docgen.records.shared import Member
from docgen.source import Located

_GLOB = re.compile(r"[*?]")
_ABSOLUTE = re.compile(r"[/\\~]|[A-Za-z]:")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the naming record lies: ``path`` on disk, ``file`` as messages call it; ``load`` reads another one."""

    path: Path
    file: str
    load: Callable[[Path, str], Any]

    def below(self, relative: str) -> tuple[Path, str]:
        """The file at *relative* to the record: its path, and how messages call it."""
        clean = relative.replace("\\", "/")
        path = Path(os.path.normpath(self.path.parent / clean))
        return path, Path(os.path.normpath(Path(self.file).parent / clean)).as_posix()


def with_links(record: Conference | Release, place: Place) -> tuple[Conference | Release, list[Problem]]:
    """*record* with ``members`` (and a release with ``event``) filled in, and what is wrong with them.

    The faults of a named record are told at their own places; the line that names it
    gets one of its own, so that a broken case is seen from the conference too.
    """
    if isinstance(record, Conference):
        members, problems = _members(record.case_files, place)
        return replace(record, members=members), problems
    typed = [*record.case_files, *(one.case_file for one in record.body if one.case_file)]
    members, problems = _members(typed, place, once=False)
    event = None
    if record.conference is not None:
        event, more = _one(record.conference, place, Conference, "发布会")
        problems += more
    known = {member.path for member in members}
    further = tuple(member for member in event.members if member.path not in known) if event else ()
    return replace(record, members=(*members, *further), event=event), problems


def _members(typed: Any, place: Place, *, once: bool = True) -> tuple[tuple[Member, ...], list[Problem]]:
    """The cases of the entries *typed*, in order. A case that is listed twice is an error where *once*."""
    members: dict[Path, Member] = {}
    problems: list[Problem] = []
    for entry in typed:
        for relative in _matches(entry, place, problems):
            path, file = place.below(relative)
            if path in members:
                if once and not _GLOB.search(entry):
                    first = members[path].typed.span.line
                    message = f"案例“{entry}”在第{first}行已经列过"
                    problems.append(problem(entry.span, "R022", message, "留下一处；顺序就是编号"))
                continue
            case, faults = _one(entry, place, Case, "案件", relative)
            problems += faults
            if case is not None:
                members[path] = Member(path.stem, entry, path, file, case)
    found = tuple(members.values())
    return found, [*problems, *_namesakes(found)]


def _namesakes(members: tuple[Member, ...]) -> Iterator[Problem]:
    """Two cases whose files have one name: a reference to it would not know which is meant."""
    seen: dict[str, Member] = {}
    for member in members:
        if member.name in seen:
            message = f"“{member.file}”和“{seen[member.name].file}”同名，引用｛{member.name}.……｝时分不清"
            yield problem(member.typed.span, "R018", message, "改一个文件的名字")
        seen.setdefault(member.name, member)


def _matches(entry: Located, place: Place, problems: list[Problem]) -> list[str]:
    """The relative paths that *entry* means; a pattern gives every case record that it fits, by name."""
    if _ABSOLUTE.match(entry):
        message = f"“{entry}”是这台电脑上的位置，换一台电脑就找不到了"
        problems.append(problem(entry.span, "R021", message, "写相对于本文件的位置，如“案件/大兴.yaml”"))
        return []
    if not _GLOB.search(entry):
        return [str(entry)]
    folder = place.path.parent
    own = place.path.resolve()
    pattern = str(entry).replace("\\", "/")
    if pattern.count("**") > ("../" not in pattern):
        # It would walk through the whole disk, or through each folder again and again.
        problems.append(problem(entry.span, "R021", f"“{entry}”找得太宽", "写明在哪个文件夹，如“案件/*.yaml”"))
        return []
    try:
        found = sorted(path for path in folder.glob(pattern) if path.suffix in (".yaml", ".yml"))
    except (OSError, ValueError, NotImplementedError, IndexError, re.error):
        found = []
    # A pattern takes what is a case; the conference itself and releases beside it are not meant.
    cases = [path for path in found if path.resolve() != own and path.name != SETTINGS and _is_case(path, place)]
    if not cases:
        problems.append(problem(entry.span, "R021", f"“{entry}”没有找到案件记录", "核对文件夹和文件名"))
    return [Path(os.path.relpath(path, folder)).as_posix() for path in cases]


def _is_case(path: Path, place: Place) -> bool:
    """True unless the file is surely another record: a case that cannot be read is told, not passed over."""
    kind: str = place.load(*place.below(os.path.relpath(path, place.path.parent))).type
    return kind in ("case", "")


def _one(entry: Located, place: Place, wanted: type, name: str, relative: str = "") -> tuple[Any, list[Problem]]:
    """The *wanted* record at *entry*; ``None`` with the Problem at the entry, and those of the record itself."""
    path, file = place.below(relative or str(entry))
    # The functions of os.path take a name that no disk would take for a file that is not there.
    if not os.path.isfile(path):  # noqa: PTH113
        beside = path.parent.glob("*.y*ml") if os.path.isdir(path.parent) else ()  # noqa: PTH112
        like = nearest(path.name, [item.name for item in beside])
        hint = f"是不是“{like}”？" if like else "位置相对于本文件"
        return None, [problem(entry.span, "R021", f"没有“{file}”这个文件", hint)]
    loaded = place.load(path, file)
    if isinstance(loaded.record, wanted):
        return loaded.record, list(loaded.problems)
    if loaded.record is not None or (loaded.type and not has_errors(loaded.problems)):
        return None, [problem(entry.span, "R021", f"“{file}”不是{name}记录", f"这里要写{name}记录的文件")]
    count = sum(item.level == "error" for item in loaded.problems)
    message = f"{name}记录“{file}”有 {count} 处错误，用不了"
    hint = "先改好那个文件里的错误；不知道里面哪些名字不能公开，用到它的材料都不做"
    return None, [problem(entry.span, "R021", message, hint), *loaded.problems]
