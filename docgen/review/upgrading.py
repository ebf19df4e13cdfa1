"""What a project needs after a new version: schemas, snapshots whose words are as they were, templates that were ejected."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from docgen.papers.templates.catalog import Kind, catalog
from docgen.papers.templates.origin import aged
from docgen.records.project import Project
from docgen.review import snapshot


@dataclass(slots=True)
class Upgrade:
    """``files`` are written (or would be); ``kinds`` have a template of ours that changed since it was ejected."""

    files: dict[Path, bytes] = field(default_factory=dict)
    aged: list[Path] = field(default_factory=list)
    differing: list[snapshot.Difference] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)


def outdated(project: Project) -> list[Kind]:
    """The kinds whose template the project took out of ours, which has changed since."""
    return [kind for kind in catalog(project).kinds.values() if list(aged(kind))]


def upgrade(project: Project, schemas: dict[str, str], *, write: bool) -> Upgrade:
    """What is to be renewed in *project*; *schemas* are the files of schemas as this version makes them.

    With *write* snapshots whose words did not change are accepted; the other files are the caller's to write.
    """
    found = Upgrade()
    for name, text in schemas.items():
        path = project.root / name
        if path.is_file() and path.read_bytes() != text.encode():
            found.files[path] = text.encode()
    folder = snapshot.folder_for(project.root)
    if folder.is_dir():
        compared = snapshot.compare(project.root)
        found.aged, found.differing = compared.aged, compared.differences
        if write and not compared.differences and not any(item.level == "error" for item in compared.problems):
            snapshot.compare(project.root, update=True)
    found.kinds = outdated(project)
    return found
