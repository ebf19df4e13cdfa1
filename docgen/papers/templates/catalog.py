"""Where templates are found, and which kinds of document they make.

The user's ``templates/`` come first, then those of the package; a user's template of
the same kind takes the place of ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from docgen.core.errors import ConfigError, Problem, TemplateError, nearest, problem
from docgen.core.files import read_regular
from docgen.core.source import Span, shown
from docgen.data import HERE, table
from docgen.papers.templates.header import OTHER_PAPERS, Kind, kind_of
from docgen.records.project import Project

BUILT_IN = HERE / "templates" if (HERE / "templates").is_dir() else HERE.parents[1] / "templates"
"""The package's own templates: inside the wheel, or beside the package in a checkout."""


class Kinds(Mapping[str, Kind]):
    """Kinds by their English id; of the package's own a header is read when its kind is asked for.

    A letter needs one header of forty: the ids and names of the others are enough for it.
    ``names`` are the Chinese names by id, in the order of the kinds.
    """

    def __init__(self, read: Mapping[str, Kind], unread: Mapping[str, _Outline]) -> None:
        self._read = dict(read)
        self._unread = {name: one for name, one in unread.items() if name not in read}
        self._divided: dict[str, Kind] = {}
        self.names = {name: kind.name for name, kind in read.items()}
        self.names |= {name: one.name for name, one in self._unread.items()}

    def __getitem__(self, name: str) -> Kind:
        if name not in self._divided:
            self._divided[name] = self._with_served(self._with_elsewhere(self._whole(name)))
        return self._divided[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def sources(self) -> Iterator[tuple[str, str]]:
        """(id, text of the template) of every kind."""
        for name in self.names:
            yield name, self._read[name].source if name in self._read else self._unread[name].source

    def _whole(self, name: str) -> Kind:
        if name not in self._read:
            kind, problems = _load(self._unread[name].path)
            if kind is None:
                raise TemplateError(problems)
            self._read[name] = kind
        return self._read[name]

    def _with_served(self, kind: Kind) -> Kind:
        """*kind*, told which kinds of 其他文书 are served where it is made for each of their papers (送达回证)."""
        if OTHER_PAPERS not in kind.each:
            return kind
        named = [name for name, one in self._read.items() if one.served]
        named += [name for name, one in self._unread.items() if one.served]
        return replace(kind, serves=tuple(self._whole(name) for name in dict.fromkeys(named) if name != kind.id))

    def _with_elsewhere(self, kind: Kind) -> Kind:
        """*kind*, told which values of its lists other kinds serve (限于)."""
        if not kind.limits:
            return kind
        limited = [name for name, one in self._read.items() if one.limits]
        limited += [name for name, one in self._unread.items() if one.limited]
        others = [self._whole(name) for name in dict.fromkeys(limited) if name != kind.id]
        sharing = [other for other in others if set(other.each) & set(kind.each)]
        found = {(str(key), str(value)) for other in sharing for key, value in other.limits.items()}
        return replace(kind, elsewhere=frozenset(found))


@dataclass(frozen=True, slots=True)
class _Outline:
    """What is known of one of the package's own kinds before its header is read."""

    path: Path
    source: str
    name: str
    limited: bool
    served: bool


@dataclass(frozen=True)
class Catalog:
    """All kinds by their English id, and what is wrong with templates that could not be used."""

    kinds: Kinds
    folders: tuple[Path, ...]
    problems: tuple[Problem, ...]

    def kind(self, name: str) -> Kind:
        """The kind called *name*, English or Chinese.

        Raises ConfigError where there is none, TemplateError where the reason may be a broken template.
        """
        names = self.kinds.names
        for english, chinese in names.items():
            if name in (english, chinese):
                return self.kinds[english]
        known = [*names, *names.values()]
        like = nearest(name, known)
        listed = "、".join(f"{english}（{chinese}）" for english, chinese in names.items())
        hint = f"是不是“{like}”？" if like else f"可以写：{listed}"
        if waiting := _waiting(name):
            raise ConfigError(
                [problem(None, "U001", f"{name}还不能做：{waiting}", "现在用检察建议书（recommendation）")]
            )
        if broken := [item for item in self.problems if item.level == "error"]:
            raise TemplateError([problem(None, "T001", f"没有“{name}”这个文种，有的模板读不出来", hint), *broken])
        raise ConfigError([problem(None, "U001", f"没有“{name}”这个文种", hint)])


def _waiting(name: str) -> str:
    """Why the instrument *name* is not made yet, ``""`` where it is none of those that a bill would bring."""
    rows = (row for row in table("instruments")["诉前文书"] if "停用" in row)
    return next((row["状态"] for row in rows if name in (row["名称"], row["简称"], row["英文"])), "")


def built_in() -> Catalog:
    """The package's own templates alone."""
    return Catalog(Kinds({}, _outlines()), (BUILT_IN,), ())


def catalog(project: Project) -> Catalog:
    """The templates that *project* may use. Faults of the office's own are collected, not raised.

    In docgen's own checkout the project's templates are those of the package; whoever works there writes
    templates, so that each is read whole and its faults are told like an office's.
    """
    user = project.templates
    same = user.is_dir() and user.resolve() == BUILT_IN.resolve()
    kinds, problems = _kinds_in(user) if user.is_dir() else ({}, [])
    read = {kind.path.name for kind in kinds.values()}
    broken = {Path(item.span.file).name for item in problems if item.span and item.level == "error"} - read
    # The office's own file of that name cannot be read: ours must not stand in for it unnoticed.
    own = {} if same else {name: one for name, one in _outlines().items() if one.path.name not in broken}
    problems += _same_names(kinds, own)
    folders = tuple(folder for folder in (user, *(() if same else (BUILT_IN,))) if folder.is_dir())
    return Catalog(Kinds(kinds, own), folders, tuple(problems))


def _same_names(kinds: Mapping[str, Kind], own: Mapping[str, _Outline]) -> Iterator[Problem]:
    """T009 where one of the office's *kinds* has the Chinese name of another, or of one of the package's *own*."""
    named = [(name, kind.name) for name, kind in kinds.items()] + [(name, one.name) for name, one in own.items()]
    for number, (name, chinese) in enumerate(named):
        before = [kinds[other] for other, _ in named[:number] if other in kinds]
        other = next((kind for kind in before if kind.name == chinese and kind.id != name), None)
        if other is not None:
            message = f"“{other.name}”也是 {name} 的名称"
            yield problem(Span(other.file), "T009", message, f"换一个名称；要代替内置的，就写 kind: {name}")


def _outlines() -> dict[str, _Outline]:
    """The package's own kinds by id, from two lines of each header: each is called after its file (a test sees to it)."""
    outlines = (_outline(path, path.read_text(encoding="utf-8")) for path in sorted(BUILT_IN.glob("*.j2")))
    return {one.path.stem: one for one in outlines if one is not None}


_NAME = re.compile(r"^名称: *(\S+)$", re.M)


@lru_cache(maxsize=128)
def _outline(path: Path, source: str) -> _Outline | None:
    head = source.partition("---#}")[0]
    name = _NAME.search(head)
    return _Outline(path, source, name[1], "\n限于:" in head, "\n送达:" in head) if name else None


def _kinds_in(folder: Path) -> tuple[dict[str, Kind], list[Problem]]:
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.j2")):
        kind, faults = _load(path)
        problems += faults
        if kind is not None and kind.id in kinds:
            message = f"“{kind.id}”和 {kinds[kind.id].file} 是同一个文种"
            problems.append(problem(Span(kind.file), "T009", message, "换一个 kind，或者删去一个模板"))
        elif kind is not None:
            kinds[kind.id] = kind
    return kinds, problems


def _load(path: Path) -> tuple[Kind | None, Sequence[Problem]]:
    file = str(shown(path))
    try:
        source = read_regular(path).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None, [problem(Span(file), "T002", "模板读不出来，要用 UTF-8 编码保存")]
    kind, problems = _kind(path, file, source.replace("\r\n", "\n"))
    if kind is None and not problems and (BUILT_IN / path.name).is_file():
        # A file of this name is meant to take the place of ours.
        hint = "第一行写 {#--- ，接着写 kind、名称、face、阶段，再写 ---#}；只供包含的模板放在 partials/ 里"
        return None, [problem(Span(file), "T002", "模板头读不出来", hint)]
    return kind, problems


@lru_cache(maxsize=128)
def _kind(path: Path, file: str, source: str) -> tuple[Kind | None, tuple[Problem, ...]]:
    """``kind_of``, kept for a template whose text is the same: a second paper of one process reads no header again."""
    kind, problems = kind_of(path, file, source)
    return kind, tuple(problems)
