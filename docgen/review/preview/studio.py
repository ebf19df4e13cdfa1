"""What the preview shows: records, their papers made now, findings; the last good paper where a record is broken."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen.checks.checking import Checker
from docgen.core.errors import DocgenError, Problem, has_errors, problem, sort_problems
from docgen.core.source import Span, shown
from docgen.formats import WRITERS
from docgen.page.norm import norms
from docgen.papers import finish, make
from docgen.papers.finish import Finished, Options
from docgen.records import project
from docgen.records.kinds import records_in
from docgen.records.loader import load
from docgen.records.yaml.decode import SOFT, decode
from docgen.review.preview.sheets import sheets


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper and its pages; ``space`` is what it was made in."""

    finished: Finished
    pages: tuple[str, ...]
    space: make.Workspace

    @property
    def name(self) -> str:
        return "-".join(part for part in self.finished.parts if part) or self.finished.kind.name


@dataclass(frozen=True, slots=True)
class View:
    """What is to be seen of one record and kind. ``stale`` is true where *papers* are those of an earlier state."""

    kinds: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...] = ()
    problems: tuple[Problem, ...] = ()
    stale: bool = False


@dataclass(frozen=True, slots=True)
class _Tools:
    space: make.Workspace
    checker: Checker


@dataclass
class Studio:
    """The records at or below ``path``; safe to be asked from several threads."""

    path: Path
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _views: dict[tuple[str, str], tuple[str, View]] = field(default_factory=dict)
    _good: dict[tuple[str, str], View] = field(default_factory=dict)
    _kept: tuple[str, _Tools] | None = None

    def records(self) -> list[str]:
        """The names of the records, as a person would type them."""
        return [str(shown(path)) for path in records_in(self.path)]

    def version(self) -> str:
        """Another text after every change of a record, a template or a setting."""
        return _state(self._watched())

    def _watched(self) -> Iterator[Path]:
        yield from records_in(self.path)
        yield from self._settings()

    def _settings(self) -> Iterator[Path]:
        """What many records share: docgen.yaml and the office's templates."""
        try:
            root = project.find(self.path).root
        except DocgenError:
            root = self.path if self.path.is_dir() else self.path.parent
        yield root / project.FILE_NAME
        yield from sorted(path for path in (root / "templates").rglob("*") if path.is_file())

    def view(self, record: str, kind: str) -> View:
        """The papers of *kind* (``""``: the first one that there is) of the record. Raises KeyError for a foreign record."""
        if record not in self.records():
            raise KeyError(record)
        with self._lock:
            version, key = self.version(), (record, kind)
            if key not in self._views or self._views[key][0] != version:
                self._views[key] = (version, self._made(Path(record), kind))
            return self._views[key][1]

    def _made(self, record: Path, wanted: str) -> View:
        good = self._good.get((str(record), wanted))
        try:
            view = _view(record, wanted, self._tools())
        except DocgenError as fault:
            view = View((), (), tuple(fault.problems))
        except Exception as fault:
            from docgen.core.libraries import lacking

            place, message = Span(str(record)), f"docgen 内部出错（{type(fault).__name__}）"
            view = View((), (), (lacking(fault, place) or problem(place, "E003", message, "请告诉维护人员"),))
        if view.papers:
            self._good[str(record), wanted] = view
            return view
        if good is not None and has_errors(view.problems):
            return View(good.kinds, good.papers, view.problems, stale=True)
        return view

    def _tools(self) -> _Tools:
        """The templates read and the rules loaded; anew only after a change of templates or settings."""
        state = _state(self._settings())
        if self._kept is None or self._kept[0] != state:
            self._kept = (state, _Tools(make.workspace(self.path), Checker()))
        return self._kept[1]

    def source(self, name: str) -> list[str]:
        """The lines of a record or template. Raises KeyError for any other file."""
        if name not in {str(shown(path)) for path in self._watched()}:
            raise KeyError(name)
        try:
            return decode(Path(name).read_bytes(), name, soft=SOFT)[0].split("\n")
        except OSError:
            return []

    def download(self, record: str, kind: str, number: int, form: str) -> tuple[str, bytes, list[Problem]]:
        """(name, bytes, findings) of a paper; no bytes where the gate holds a public one back.

        Raises KeyError or IndexError for what there is not, DocgenError where it cannot be written.
        """
        writer = WRITERS[form]
        paper = self.view(record, kind).papers[number]
        document = paper.finished.document
        if document is None:
            raise IndexError(number)
        data = make.to_bytes(document, form, paper.space)
        name = paper.name + writer.suffix
        if document.meta.face == "public":
            from docgen.privacy.gate import examined

            verdict = examined(data, name, document, paper.finished.secrets, frozenset())
            if has_errors(verdict.problems):
                return name, b"", list(verdict.problems)
        return name, data, []


def _state(paths: Iterator[Path]) -> str:
    """A text that tells the files at *paths* as they are from any other state of them."""
    state = hashlib.sha256()
    for path in paths:
        try:
            seen = path.stat()
        except OSError:
            continue
        state.update(f"{path}\0{seen.st_mtime_ns}\0{seen.st_size}\n".encode("utf-8", "surrogateescape"))
    return state.hexdigest()[:16]


def _view(record: Path, wanted: str, tools: _Tools) -> View:
    space = tools.space
    loaded = load(shown(record), space.project)
    problems = list(tools.checker.check(record).problems)
    if loaded.record is None:
        return View((), (), tuple(problems))
    fitting = [kind for kind in space.catalog.kinds.values() if loaded.type in kind.takes]
    made: list[Finished] = []
    for kind in [one for one in fitting if one.id == wanted] or fitting:
        made = finish.finish(kind, loaded.record, space.project, space.engine, Options())
        if made or wanted:
            break
    done = [make.checked(one, space) for one in made]
    problems += (item for one in done for item in one.problems)
    found = tuple(Paper(one, _pages(one, space), space) for one in done if one.document is not None)
    return View(tuple((kind.id, kind.name) for kind in fitting), found, tuple(sort_problems(problems)))


def _pages(finished: Finished, space: make.Workspace) -> tuple[str, ...]:
    assert finished.document is not None
    norm = norms.load(finished.document.meta.norm, space.project.house)
    return tuple(sheets(finished.document, norm))
