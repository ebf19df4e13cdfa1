"""What has changed since the files on disk were made, and in words why each is to be made again.

A document depends on its record and on everything else that can change a byte of it: the
program and its data, docgen.yaml, the template and what it includes, the norms, house.yaml,
and what the command line asks for; all are known by their hashes.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from docgen.building.kit import materials
from docgen.building.ledger import ASIDE, Ledger, Written, digest, file_digest
from docgen.building.request import Request
from docgen.building.worker import Spaces, Task
from docgen.core.source import shown
from docgen.data import HERE
from docgen.formats import WRITERS
from docgen.papers.make import Slot, Terms, Workspace
from docgen.papers.templates.catalog import Kind
from docgen.records.project import FILE_NAME, Project

_LIBRARIES = ("jinja2", "weasyprint", "uharfbuzz", "lxml")
"""Packages whose version can change what is written."""


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of one record in one format. ``known`` is what is remembered of it, ``None`` for nothing.

    ``now`` is what it would be made from; ``why`` says why it is to be made, empty where
    nothing has changed and its files are as docgen wrote them.
    """

    kind: str
    format: str
    key: str
    ledger: Ledger
    known: Written | None
    now: Written
    why: tuple[str, ...]


@dataclass(slots=True)
class Freshness:
    """Compares the inputs of a run with what the ledgers remember."""

    spaces: Spaces
    request: Request
    _ledgers: dict[Path, Ledger] = field(default_factory=dict)
    _ledgers_of: dict[Path, Ledger] = field(default_factory=dict)
    """By the root of the project whose papers go there."""
    _shared: dict[Path, dict[str, str]] = field(default_factory=dict)
    _words: dict[tuple[Path, str, Slot | None, bool], dict[str, str]] = field(default_factory=dict)
    _final_kits: dict[str, bool] = field(default_factory=dict)

    def ledgers(self) -> list[Ledger]:
        return list(self._ledgers.values())

    def ledger(self, space: Workspace) -> Ledger:
        """The memory of the folder that the papers of *space* go to."""
        project = space.project.root
        if project not in self._ledgers_of:
            root = self.request.folder_of(space)
            self._ledgers_of[project] = self._ledgers.get(root) or Ledger(root)
            self._ledgers[root] = self._ledgers_of[project]
        return self._ledgers_of[project]

    def version(self) -> str:
        """A hash of the templates and settings of the run."""
        spaces = self.spaces.all()
        kinds = [f"{name} {digest(source.encode())}" for one in spaces for name, source in one.catalog.kinds.sources()]
        return digest(repr([*(self._of_project(one) for one in spaces), *kinds]).encode())

    def groups(self, task: Task, *, blindly: bool = False) -> list[Group]:
        """The groups of *task* in the order of its names: kind by kind, and format by format.

        *blindly* spares a single document the hashing of all that it depends on: everything
        is to be made, and nothing will be remembered of it.
        """
        space = self.spaces.of(task.record)
        ledger = self.ledger(space)
        found = []
        record = file_digest(Path(task.record))
        if blindly:
            return [
                Group(
                    kind,
                    name,
                    _key(task, ledger, kind, name),
                    ledger,
                    None,
                    Written(record, "", final=task.is_final(kind)),
                    ("要求重新生成",),
                )
                for kind, formats in task.wanted
                for name in formats
            ]
        for kind, formats in task.wanted:
            words = self._of_kind(space, kind, task)
            rest = ledger.remember_words(words)
            for name in formats:
                key = _key(task, ledger, kind, name)
                known = ledger.entry(key)
                now = Written(record, rest, final=task.is_final(kind))
                why = tuple(_reasons(known, now, ledger, words, task.record))
                found.append(Group(kind, name, key, ledger, known, now, why))
        return found

    def widened(self, task: Task) -> Task:
        """*task* with the formats in which its papers lie there already, and final where they are final.

        So no old PDF stays beside a new Word file, and no final paper becomes a draft unless that is asked for.
        """
        ledger = self.ledger(self.spaces.of(task.record))
        wanted: list[tuple[str, tuple[str, ...]]] = []
        final: list[str] = []
        for kind, formats in task.wanted:
            known = {name: ledger.entry(_key(task, ledger, kind, name)) for name in WRITERS}
            there = {name: one for name, one in known.items() if one and (_there(one, ledger) or _aside(one, ledger))}
            wanted.append((kind, tuple(dict.fromkeys([*formats, *there]))))
            if any(one.final for one in there.values()):
                final.append(kind)
        if task.kit and self._final_kit(task.kit, ledger):
            final = [kind for kind, _ in wanted]
        return replace(task, wanted=tuple(wanted), final=() if self.request.draft else tuple(final))

    def _final_kit(self, conference: str, ledger: Ledger) -> bool:
        if conference not in self._final_kits:
            mark = kit_mark(conference, ledger)
            every = list(ledger.keys())
            known = (ledger.entry(key) for key in every if f"|{mark}" in key)
            self._final_kits[conference] = any(one.final and _there(one, ledger) for one in known if one)
        return self._final_kits[conference]

    def _of_kind(self, space: Workspace, kind: str, task: Task) -> dict[str, str]:
        key = space.project.root, kind, task.terms.slot, task.is_final(kind)
        if kind == materials.TABLES:
            return self._of_tables(space, task)
        if key not in self._words:
            # The pages and the picture are made of the collection.
            declared = space.catalog.kinds["collection" if kind in materials.NAMES else kind]
            self._words[key] = _words_of(declared, self._of_project(space), task.terms_of(kind))
        return self._words[key]

    def _of_tables(self, space: Workspace, task: Task) -> dict[str, str]:
        """The 数字对照表 depends on whatever the documents that it compares depend on."""
        found: dict[str, str] = {}
        for kind in dict.fromkeys(source.kind for source in task.sources):
            found |= _words_of(space.catalog.kinds[kind], self._of_project(space), task.terms_of(materials.TABLES))
        names = [(Path(source.record).name, source.kind, source.name) for source in task.sources]
        return {**found, "材料": digest(repr(names).encode())}

    def _of_project(self, space: Workspace) -> dict[str, str]:
        root = space.project.root
        if root not in self._shared:
            self._shared[root] = _shared_words(space)
        return self._shared[root]


def narrowed(task: Task, groups: list[Group]) -> Task:
    """*task* with only the kinds and formats of *groups* that are to be made."""
    stale = {(group.kind, group.format) for group in groups if group.why}
    if len(stale) == len(groups):
        return task
    wanted = ((kind, tuple(name for name in formats if (kind, name) in stale)) for kind, formats in task.wanted)
    return replace(task, wanted=tuple((kind, formats) for kind, formats in wanted if formats))


def besides(ledger: Ledger, read: Sequence[str]) -> tuple[tuple[str, str], ...]:
    """The files *read* besides the record, as the output folder sees them, each with its hash now."""
    return tuple((ledger.path_of(path), file_digest(Path(path))) for path in read)


def _there(known: Written, ledger: Ledger) -> bool:
    return any((ledger.root / name).exists() for name, _, _ in known.files)


def _aside(known: Written, ledger: Ledger) -> bool:
    """True where docgen itself has set the files of *known* aside: nobody has thrown them away."""
    return any((ledger.root / ASIDE / name).exists() for name, _, _ in known.files)


def _key(task: Task, ledger: Ledger, kind: str, form: str) -> str:
    key = ledger.key(task.record, kind, form)
    slot = task.terms.slot
    return f"{key}|{kit_mark(task.kit, ledger)}{slot.name}" if task.kit and slot else key


def kit_mark(conference: str, ledger: Ledger) -> str:
    """What the keys of all documents of the kit of *conference* hold, and no other key."""
    return f"{ledger.path_of(conference)}#"


def _reasons(known: Written | None, now: Written, ledger: Ledger, words: dict[str, str], record: str) -> Iterator[str]:
    if known is None:
        yield "还没有生成过"
        return
    if known.record != now.record:
        yield f"记录 {record} 改了"
    elif not known.rest:
        yield "上次是单独做的"
    for path, value in known.read:
        if file_digest(ledger.root / path) != value:
            yield f"{shown(Path(os.path.normpath(ledger.root / path)))} 改了"
    if known.rest and known.rest != now.rest:
        before = ledger.words(known.rest)
        changed = [name for name in {**words, **before} if words.get(name) != before.get(name)]
        yield from (f"{name} 改了" for name in changed or ["设置"])
    for name, _, _ in known.files:
        if not ledger.whole(name):
            yield f"{name} 不在了或者被改过"


@cache
def program() -> str:
    """The hash of docgen itself, its data and the libraries that it writes with."""
    whole = hashlib.sha256()
    for folder, folders, names in os.walk(HERE.parent):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".yaml", ".yml", ".json", ".css")):
                path = Path(folder, name)
                whole.update(path.relative_to(HERE.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _LIBRARIES:
        whole.update(f"{name} {_version(name)}\n".encode())
    return whole.hexdigest()[:16]


def _version(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def _shared_words(space: Workspace) -> dict[str, str]:
    """What all documents of a project depend on: words for it → hash."""
    found = space.project
    settings = found.root / FILE_NAME
    parts = [path for folder in space.catalog.folders for path in sorted((folder / "partials").glob("*"))]
    return {
        "docgen 本身": program(),
        f"设置 {shown(settings)}": file_digest(settings),
        "模板 partials": digest(b"".join(file_digest(path).encode() + path.name.encode() for path in parts)),
        "版式 house.yaml": file_digest(found.house) if found.house else "",
        **_word_templates(found),
    }


def _word_templates(found: Project) -> dict[str, str]:
    """The office's Word files that docgen.yaml names."""
    if not found.settings.word_templates:
        return {}
    from docgen.papers.letterhead.chosen import path_of

    names = dict.fromkeys(map(str, found.settings.word_templates.values()))
    return {f"Word 模板 {name}": file_digest(path_of(name, found)) for name in names}


def _words_of(kind: Kind, common: Mapping[str, str], terms: Terms) -> dict[str, str]:
    """What documents of *kind* depend on besides their record, given what the whole project depends on."""
    template = digest((kind.source + file_digest(kind.path)).encode())
    slot = {"材料的次序": digest(f"{terms.slot.folder}/{terms.slot.label}".encode())} if terms.slot else {}
    partials = {} if _includes(kind.source) else {"模板 partials"}
    asked = json.dumps(
        [
            str(terms.options.day or ""),
            terms.options.final,
            terms.options.length,
            terms.drafts,
            terms.allow,
            terms.variant,
        ]
    )
    return {
        **{name: value for name, value in common.items() if name not in partials},
        f"模板 {kind.file}": template,
        "选项": asked,
        **slot,
    }


def _includes(source: str) -> bool:
    return any(word in source for word in ("include", "extends", "import"))
