"""Where templates are found, and which kinds of document they make.

The user's ``templates/`` come first, then those of the package; a user's template of
the same kind takes the place of ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.data import HERE
from docgen.errors import Problem, TemplateError, nearest, problem
from docgen.project import Project
from docgen.source import Span, shown
from docgen.templating.header import Kind, kind_of

BUILT_IN = HERE / "templates" if (HERE / "templates").is_dir() else HERE.parents[1] / "templates"
"""The package's own templates: inside the wheel, or beside the package in a checkout."""


@dataclass(frozen=True)
class Catalog:
    """All kinds by their English id, and what is wrong with templates that could not be used."""

    kinds: Mapping[str, Kind]
    folders: tuple[Path, ...]
    problems: tuple[Problem, ...]

    def kind(self, name: str) -> Kind:
        """The kind called *name*, English or Chinese. Raises TemplateError where there is none."""
        for kind in self.kinds.values():
            if name in (kind.id, kind.name):
                return kind
        broken = [item for item in self.problems if item.level == "error"]
        known = [*self.kinds, *(kind.name for kind in self.kinds.values())]
        like = nearest(name, known)
        listed = "、".join(f"{kind.id}（{kind.name}）" for kind in self.kinds.values())
        hint = f"是不是“{like}”？" if like else f"可以写：{listed}"
        raise TemplateError([problem(None, "T001", f"没有“{name}”这个文种的模板", hint), *broken])


def built_in() -> Catalog:
    """The package's own templates alone."""
    kinds, problems = _kinds_in(BUILT_IN)
    return Catalog(kinds, (BUILT_IN,), tuple(problems))


def catalog(project: Project) -> Catalog:
    """The templates that *project* may use. Faults of single templates are collected, not raised."""
    user = project.templates
    same = user.is_dir() and user.resolve() == BUILT_IN.resolve()
    folders = tuple(folder for folder in (user, *(() if same else (BUILT_IN,))) if folder.is_dir())
    kinds: dict[str, Kind] = {}
    problems: list[Problem] = []
    for folder in folders:
        own, faults = _kinds_in(folder)
        problems += faults
        for name, kind in own.items():
            kinds.setdefault(name, kind)
    return Catalog(kinds, folders, tuple(problems))


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
    return kind_of(path, file, source.replace("\r\n", "\n"))
