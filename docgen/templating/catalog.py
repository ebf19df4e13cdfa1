"""Where templates are found, and which kinds of document they make.

The user's ``templates/`` come first, then those of the package; a user's template of
the same kind takes the place of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from docgen.data import HERE, table
from docgen.errors import ConfigError, Problem, TemplateError, nearest, problem
from docgen.kept import kept
from docgen.project import Project
from docgen.source import Span, shown
from docgen.templating.header import Kind, kind_of

BUILT_IN = HERE / "templates" if (HERE / "templates").is_dir() else HERE.parents[1] / "templates"
"""The package's own templates: inside the wheel, or beside the package in a checkout."""


_READ_BY = ("templating", "reading", "source", "errors", "frozen")
"""The code that makes kinds of templates."""


@dataclass(frozen=True)
class Catalog:
    """All kinds by their English id, and what is wrong with templates that could not be used."""

    kinds: Mapping[str, Kind]
    folders: tuple[Path, ...]
    problems: tuple[Problem, ...]

    def kind(self, name: str) -> Kind:
        """The kind called *name*, English or Chinese.

        Raises ConfigError where there is none, TemplateError where the reason may be a broken template.
        """
        for kind in self.kinds.values():
            if name in (kind.id, kind.name):
                return kind
        known = [*self.kinds, *(kind.name for kind in self.kinds.values())]
        like = nearest(name, known)
        listed = "、".join(f"{kind.id}（{kind.name}）" for kind in self.kinds.values())
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
    kinds, problems = _own()
    return Catalog(kinds, (BUILT_IN,), tuple(problems))


def catalog(project: Project) -> Catalog:
    """The templates that *project* may use. Faults of single templates are collected, not raised."""
    user = project.templates
    same = user.is_dir() and user.resolve() == BUILT_IN.resolve()
    folders = tuple(folder for folder in (user, *(() if same else (BUILT_IN,))) if folder.is_dir())
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    broken: set[str] = set()
    for folder in folders:
        own, faults = _own() if folder == BUILT_IN else _kinds_in(folder)
        problems += faults
        for name, kind in own.items():
            if kind.path.name in broken:
                # The office's own file of that name cannot be read: ours must not stand in for it unnoticed.
                continue
            problems += _same_name(kind, kinds)
            kinds.setdefault(name, kind)
        read = {kind.path.name for kind in own.values()}
        broken |= {Path(item.span.file).name for item in faults if item.span and item.level == "error"} - read
    return Catalog(_divided(kinds), folders, tuple(problems))


def _divided(kinds: Mapping[str, Kind]) -> dict[str, Kind]:
    """*kinds*, each told what of its lists the others serve (限于)."""
    served = {
        path: {(kind.id, *pair) for kind in kinds.values() if path in kind.each for pair in kind.limits.items()}
        for kind in kinds.values()
        for path in kind.each
    }
    divided = {}
    for name, kind in kinds.items():
        others = {(str(key), str(value)) for path in kind.each for id_, key, value in served[path] if id_ != kind.id}
        divided[name] = replace(kind, elsewhere=frozenset(others)) if kind.limits else kind
    return divided


def _same_name(kind: Kind, kinds: Mapping[str, Kind]) -> list[Problem]:
    """T009 where another kind has the same Chinese name."""
    other = next((found for found in kinds.values() if found.name == kind.name and found.id != kind.id), None)
    if other is None:
        return []
    # Kinds come from the office's folder first, so the fault is the earlier one's.
    message = f"“{other.name}”也是 {kind.id} 的名称"
    return [problem(Span(other.file), "T009", message, f"换一个名称；要代替内置的，就写 kind: {kind.id}")]


def _own() -> tuple[dict[str, Kind], list[Problem]]:
    """The kinds of the package's own templates, kept between runs: their headers are many and seldom change."""
    files = sorted(BUILT_IN.glob("*.j2"))
    whole = b"".join(path.name.encode() + b"\0" + path.read_bytes() + b"\0" for path in files)
    key = f"{shown(BUILT_IN)}\0{sha256(whole).hexdigest()}"
    return kept("templates", key, _READ_BY, lambda: _kinds_in(BUILT_IN))


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


def _load(path: Path) -> tuple[Kind | None, list[Problem]]:
    file = str(shown(path))
    try:
        source = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return None, [problem(Span(file), "T002", "模板读不出来，要用 UTF-8 编码保存")]
    kind, problems = kind_of(path, file, source.replace("\r\n", "\n"))
    if kind is None and not problems and (BUILT_IN / path.name).is_file():
        # A file of this name is meant to take the place of ours.
        hint = "第一行写 {#--- ，接着写 kind、名称、face、阶段，再写 ---#}；只供包含的模板放在 partials/ 里"
        return None, [problem(Span(file), "T002", "模板头读不出来", hint)]
    return kind, problems
