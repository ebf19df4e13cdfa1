"""A record file → a checked record of the type that its keys tell, with every fault at its place."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from docgen.core.errors import Problem, RecordError, has_errors, nearest, problem, sort_problems
from docgen.core.source import Located, Span
from docgen.records import case_checks
from docgen.records.case_checks import check_press
from docgen.records.conference import Conference
from docgen.records.kinds import RECORD_TYPES, Record, recognised
from docgen.records.models import Case, Member
from docgen.records.project import FILE_NAME as SETTINGS
from docgen.records.project import Project
from docgen.records.release import Release
from docgen.records.yaml.bind import bind
from docgen.records.yaml.compose import MapNode, Node, ScalarNode
from docgen.records.yaml.fields import ModelOf, Shape, names
from docgen.records.yaml.parse import parse, read, top_keys

# — linked —
# The records that a conference or a release names by file: found, read, and told at the line that names them.

_GLOB = re.compile(r"[*?]")
_USELESS = "用不了"
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
        gone, faults = _members(record.withdrawn_files, place)
        members, problems = _members(record.case_files, place)
        paths = {member.path for member in gone}
        both = [member for member in members if member.path in paths]
        problems += [_both_lists(member.typed) for member in both if not _GLOB.search(member.typed)]
        left = tuple(member for member in members if member.path not in paths)
        return replace(record, members=left, withdrawn=gone), [*faults, *problems]
    typed = [*record.case_files, *(one.case_file for one in record.body if one.case_file)]
    members, problems = _members(typed, place, once=False)
    event = None
    if record.conference is not None:
        event, more = _one(record.conference, place, Conference, "发布会")
        problems += more
    known = {member.path for member in members}
    further = tuple(member for member in event.members if member.path not in known) if event else ()
    return replace(record, members=(*members, *further), event=event), problems


def _both_lists(entry: Located) -> Problem:
    return problem(
        entry.span, "R022", f"案例“{entry}”已经列在“撤下”里", "撤下的，从“案例”里删去；不撤的，从“撤下”里删去"
    )


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
    message = f"{name}记录“{file}”有 {count} 处错误，{_USELESS}"
    hint = "先改好那个文件里的错误；不知道里面哪些名字不能公开，用到它的材料都不做"
    partial = loaded.partial if isinstance(loaded.partial, wanted) else None
    return partial, [problem(entry.span, "R028" if partial else "R021", message, hint), *loaded.problems]


def follows(item: Problem) -> bool:
    """True where *item* only says at the line that names a record that this one is faulty; its own faults say what is wrong."""
    return item.code in ("R021", "R028") and item.message.endswith(_USELESS)


# — loader —


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as far as it could be read. ``record`` is ``None`` where errors forbid using it.

    ``type`` is case, conference or release, ``""`` where the file does not say. ``partial`` is
    the record where all of it could be read and only does not agree in itself: nothing is made
    of it, but what refers to it can be looked at.
    """

    path: Path
    record: Record | None
    problems: tuple[Problem, ...]
    type: str = ""
    partial: Record | None = None

    def usable(self) -> Record:
        """The record; raises RecordError with all faults where it cannot be used."""
        if self.record is None:
            raise RecordError(self.problems)
        return self.record

    @property
    def case(self) -> Case | None:
        """The record, where it is a case."""
        return self.record if isinstance(self.record, Case) else None


def load(path: Path, project: Project, shown_as: str | None = None) -> Loaded:
    """Read the record at *path*: all faults at once, each with file, line and column.

    Records that it names (案例, 发布会) are read too; what is wrong in them is told at
    their own places, and once more at the line that names them. *shown_as* is the file
    name used in places (``None`` = *path* itself).
    """
    return _load(path, project, shown_as or str(path), ())


def load_text(text: str, path: Path, project: Project) -> Loaded:
    """The record *text* as it would be read from a file at *path*, whatever lies there."""
    found = parse(text, str(path), _shape(top_keys(text)))
    return _bound(*found, path, project, str(path), ())


def load_or_raise(path: Path, project: Project) -> Record:
    """The record at *path*; raises RecordError with all faults where it cannot be used."""
    return load(path, project).usable()


def glance(path: Path) -> tuple[str, dict[str, str]]:
    """(type, attribute → text) of the record at *path*: its lines of the first level, as typed; nothing it names is read.

    The type is ``""`` where the file does not say, or cannot be read.
    """
    node, _ = read(path, str(path), _shape)
    kind = recognised(_keys(node)) if node is not None else ""
    if not kind or not isinstance(node, MapNode):
        return kind, {}
    known = names(RECORD_TYPES[kind].model)
    typed = ((known.get(str(key).strip(), ""), value) for key, value in node.entries)
    return kind, {name: str(value.text) for name, value in typed if name and isinstance(value, ScalarNode)}


def _load(path: Path, project: Project, file: str, above: tuple[Path, ...]) -> Loaded:
    """*above* are the records that led here: one that leads back to itself is not followed."""
    return _bound(*read(path, file, _shape), path, project, file, above)


def _bound(
    node: Node | None, problems: list[Problem], path: Path, project: Project, file: str, above: tuple[Path, ...]
) -> Loaded:
    """The record that *node* holds, with *problems* found on the way to it."""
    if node is None:
        return Loaded(path, None, tuple(sort_problems(problems)))
    kind = recognised(_keys(node))
    if not kind:
        # Faults of the YAML explain a record that cannot be recognised better than "not recognised" does.
        found = problems if has_errors(problems) else [*problems, _unrecognised(node, file)]
        return Loaded(path, None, tuple(sort_problems(found)))
    bound, faults = bind(node, RECORD_TYPES[kind].model)
    if has_errors(problems):
        # Where the YAML is at fault, what seems to be missing may stand in the part that could not be read.
        faults = [fault for fault in faults if fault.code != "R003"]
    problems = [*problems, *faults]
    whole = not has_errors(problems)
    record: Record | None = bound if isinstance(bound, Case | Conference | Release) else None
    if record is not None:
        record, more = _completed(record, path, project, file, above)
        # What is typed and could not be read is told as that; that nothing stands there is not so.
        unread = {f"｛{key.strip()}｝" for key in _keys(node)} if not whole else set()
        problems += [item for item in more if item.code != "R008" or item.message.partition("引用")[0] not in unread]
    usable = record if not has_errors(problems) else None
    return Loaded(path, usable, tuple(sort_problems(problems)), kind, record if whole else None)


def _completed(
    record: Record, path: Path, project: Project, file: str, above: tuple[Path, ...]
) -> tuple[Record, list[Problem]]:
    """*record* with the records that it names, and what shows only across its fields."""

    read_already: dict[Path, Loaded] = {}

    def load_below(below: Path, shown: str) -> Any:
        if below not in read_already:
            read_already[below] = _load(below, project, shown, (*above, path.resolve()))
        return read_already[below]

    if isinstance(record, Case):
        return record, case_checks.check(record, project)
    if path.resolve() in above:
        return record, []
    folder = Place(path, file, load_below)
    whole, problems = with_links(record, folder)
    return whole, [*problems, *check_press(whole, complete=all(one.code != "R021" for one in problems))]


def _keys(node: Node) -> list[str]:
    return [str(key) for key, _ in node.entries] if isinstance(node, MapNode) else []


def _shape(top_keys: list[str]) -> Shape | None:
    """What the record may hold, for the pass that mends what people type."""
    kind = recognised(top_keys) or "case"
    return ModelOf(RECORD_TYPES[kind].model)


def _unrecognised(node: Node, file: str) -> Problem:
    if not isinstance(node, MapNode):
        span: Span = getattr(node, "span", Span(file))
        return problem(span, "R001", "记录的最外层要写成“键: 值”的样子", "从“检察院: …”和“事由: …”两行写起")
    least = "；".join(f"{row.name}记录至少要有{row.least}" for row in RECORD_TYPES.values())
    return problem(node.span, "R001", "认不出这是哪种记录", least)
