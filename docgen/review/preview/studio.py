"""What the preview shows and changes: records, their papers made now, findings; the last good paper where a record is broken."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.checks.checking import Checker
from docgen.core.errors import DocgenError, Problem, has_errors, problem, sort_problems
from docgen.core.source import Span, shown
from docgen.formats import WRITERS
from docgen.page.norm import norms
from docgen.papers import entries, finish, make
from docgen.papers.finish import Finished, Options
from docgen.records import project
from docgen.records.kinds import each_yaml, may_be_record
from docgen.records.loader import load
from docgen.records.yaml.decode import SOFT, decode
from docgen.review.absorb import patch
from docgen.review.citing import Cited, cited
from docgen.review.editing.desk import Desk, Done, state_of
from docgen.review.editing.form import comment, form, register
from docgen.review.editing.parts import Lack, Origin, Part, needed, parts
from docgen.review.editing.tree import KIND, Own, Places, find
from docgen.review.editing.tree import Path as TreePath
from docgen.review.editing.write import Edit, edited
from docgen.review.preview.sheets import sheets
from docgen.review.preview.watch import Watch

_HERE = Path(__file__).with_name("static")
PAGE, STYLE, SCRIPT = (
    (_HERE / name).read_text(encoding="utf-8") for name in ("preview.html", "preview.css", "preview.js")
)


@dataclass(frozen=True, slots=True)
class Paper:
    """A finished paper and its pages; ``space`` is what it was made in, ``parts`` say where its words are written."""

    finished: Finished
    pages: tuple[str, ...]
    space: make.Workspace
    parts: tuple[Part, ...] = ()
    cited: tuple[Cited, ...] = ()

    @property
    def name(self) -> str:
        return "-".join(part for part in self.finished.parts if part) or self.finished.kind.name


@dataclass(frozen=True, slots=True)
class View:
    """What is to be seen of one record and kind. ``stale`` is true where *papers* are those of an earlier state.

    ``lacking`` is what must be written before there is any paper; ``kind`` the kind that was looked for.
    """

    kinds: tuple[tuple[str, str], ...]
    papers: tuple[Paper, ...] = ()
    problems: tuple[Problem, ...] = ()
    stale: bool = False
    kind: str = ""
    lacking: tuple[Lack, ...] = ()


@dataclass(frozen=True, slots=True)
class Typed:
    """A record as it was typed when it was looked at: its state, and where what stands in it."""

    state: str
    places: Places | None

    def path_of(self, item: Problem) -> TreePath:
        """The place that *item* is about, ``()`` in another file or where the record cannot be read.

        What is lacking has no place of its own: its key is looked for beside and above the place of the message.
        """
        places, span = self.places, item.span
        if places is None or span is None or places.source.faults or span.file != places.source.file:
            return ()
        path = places.path_at(span.line, span.column)
        if item.code != "R003":
            return path
        key = item.message.partition("“")[2].partition("”")[0]
        for depth in range(len(path), -1, -1):
            lacking = (*path[:depth], key)
            if comment(places.source, lacking, places.own):
                return lacking
        return path

    def comment(self, path: TreePath) -> str:
        """What is written at *path*, for people."""
        return comment(self.places.source, path, self.places.own) if self.places is not None and path else ""


@dataclass(frozen=True, slots=True)
class _Tools:
    space: make.Workspace
    checker: Checker


class Studio:
    """The records at or below *path*; safe to be asked from several threads.

    With ``watch`` running, a change of a file is told by the system; without, ``version`` looks at the files.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.desk = Desk(self.file)
        self._lock = threading.RLock()
        self._changed = threading.Condition()
        self._views: dict[tuple[str, str, bool], tuple[str, View]] = {}
        self._good: dict[tuple[str, str, bool], View] = {}
        self._kept: tuple[str, _Tools] | None = None
        self._watch: Watch | None = None
        self._version = ""
        self._sniffed: dict[Path, tuple[int, int, bool]] = {}
        self._records: tuple[str, dict[str, Path]] | None = None

    # — files —

    def records(self) -> list[str]:
        """The names of the records, as a person would type them."""
        return list(self._files())

    def file(self, name: str) -> Path:
        """The file of the record *name*; of a link what it leads to. KeyError for any other name."""
        return self._files()[name].resolve()

    def _files(self) -> dict[str, Path]:
        with self._lock:
            version = self.version()
            if self._records is None or self._records[0] != version:
                self._records = (version, {str(shown(path)): path for path in self._within(self._seen())})
            return self._records[1]

    def watch(self) -> None:
        """Let the system tell of changes from now on."""
        self._version = _state(self._watched())
        root = self._root()
        folders = [self.path if self.path.is_dir() else self.path.parent]
        if not folders[0].resolve().is_relative_to(root.resolve()) or folders[0].resolve() != root.resolve():
            folders.append(root)
        self._watch = Watch(folders, _matters, self.refresh)

    def stop(self) -> None:
        """End the watching."""
        if self._watch is not None:
            self._watch.stop()
            self._watch = None

    def refresh(self) -> None:
        """Look at the files now, and tell whoever waits where one has changed."""
        version = _state(self._watched())
        with self._changed:
            if version != self._version:
                self._version = version
                self._changed.notify_all()

    def version(self) -> str:
        """Another text after every change of a record, a template or a setting."""
        return self._version if self._watch is not None else _state(self._watched())

    def wait(self, version: str, seconds: float) -> str:
        """The version as soon as it is no longer *version*, at the latest after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self.version() != version, seconds)
        return self.version()

    def _watched(self) -> Iterator[Path]:
        yield from self._within(self._seen())
        yield from self._settings()

    def _seen(self) -> Iterator[Path]:
        """As ``records_in``; what a file is for is looked at again only where it has changed."""
        for path in each_yaml(self.path):
            try:
                now = path.stat()
            except OSError:
                continue
            known = self._sniffed.get(path)
            if known is None or known[:2] != (now.st_mtime_ns, now.st_size):
                known = now.st_mtime_ns, now.st_size, path == self.path or may_be_record(path)
                self._sniffed[path] = known
            if known[2]:
                yield path

    def _settings(self) -> Iterator[Path]:
        """What many records share: docgen.yaml and the office's templates."""
        root = self._root()
        yield root / project.FILE_NAME
        yield from self._within(sorted(path for path in (root / "templates").rglob("*") if path.is_file()))

    def _root(self) -> Path:
        try:
            return project.find(self.path).root
        except DocgenError:
            return self.path if self.path.is_dir() else self.path.parent

    def _within(self, paths: Iterable[Path]) -> Iterator[Path]:
        """Those of *paths* that are no links out of the project."""
        homes = [self._root().resolve(), self.path.resolve()]
        for path in paths:
            if not path.is_symlink() or any(path.resolve().is_relative_to(home) for home in homes):
                yield path

    # — papers —

    def view(self, record: str, kind: str, *, final: bool = False) -> View:
        """The papers of *kind* (``""``: the first one that there is) of the record. Raises KeyError for a foreign record."""
        path = self._files()[record]
        with self._lock:
            version, key = self.version(), (record, kind, final)
            if key not in self._views or self._views[key][0] != version:
                self._views[key] = (version, self._made(path, record, kind, final=final))
            return self._views[key][1]

    def _made(self, record: Path, name: str, wanted: str, *, final: bool) -> View:
        good = self._good.get((name, wanted, final))
        try:
            view = _view(record, wanted, self._tools(), final=final)
        except DocgenError as fault:
            view = View((), (), tuple(fault.problems))
        except Exception as fault:
            from docgen.core.libraries import lacking

            place, message = Span(name), f"docgen 内部出错（{type(fault).__name__}）"
            view = View((), (), (lacking(fault, place) or problem(place, "E003", message, "请告诉维护人员"),))
        if view.papers:
            self._good[name, wanted, final] = view
            return view
        if good is not None and has_errors(view.problems):
            return View(good.kinds, good.papers, view.problems, stale=True, kind=good.kind)
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

    # — edits —

    def own(self, kind: str = "") -> Own:
        """The own fields of the kinds by their names, those of *kind* under ``""``: an item that has no 文种 yet is for it."""
        return own_fields(self._tools().space, kind)

    def typed(self, record: str, kind: str = "") -> Typed:
        """The record as it is typed now. KeyError for a foreign one."""
        path = self.file(record)
        try:
            text = path.read_bytes().decode()
            return Typed(state_of(text), Places(patch.source(text, record), self.own(kind)))
        except (OSError, UnicodeDecodeError, DocgenError):
            return Typed("", None)

    def form(self, record: str, path: TreePath, kind: str) -> dict[str, Any]:
        """The form of the place *path* of the record, with its state. KeyError where there is no such place."""
        text = self.desk.text(record)
        typed = patch.source(text, record)
        if typed.faults:
            edited(text, record, Edit("set", path))  # says where to mend it
        return {**form(typed, path, self.own(kind)), "state": state_of(text), "register": register(typed)}

    def edit(self, record: str, state: str, edit: Edit, kind: str) -> Done:
        """Write *edit*, made on the page of *kind*. Raises KeyError, WriteError or RecordError where it is not written."""
        done = self.desk.edit(record, state, self._for_kind(record, edit, kind), self.own(kind))
        self.refresh()
        return done

    def undo(self, record: str, state: str) -> Done:
        """Take back the last edit of the record. Raises as ``edit``."""
        done = self.desk.undo(record, state)
        self.refresh()
        return done

    def _for_kind(self, record: str, edit: Edit, kind: str) -> Edit:
        """The first field of an item of 其他文书 brings the item with it, and says for which 文种 it is."""
        others, *inner = edit.path or ("",)
        if others != "其他文书" or len(inner) < 2 or edit.what not in ("set", "add"):
            return edit
        if len(find(patch.source(self.desk.text(record), record), edit.path[:2])) == 2:
            return edit
        value = [edit.value] if edit.what == "add" else edit.value
        name = self._tools().space.catalog.kind(kind).name
        return Edit("set", edit.path[:2], {KIND: name, str(inner[1]): value})

    def download(
        self, record: str, kind: str, number: int, form: str, *, final: bool = False
    ) -> tuple[str, bytes, list[Problem]]:
        """(name, bytes, findings) of a paper; no bytes where the gate holds a public one back.

        Raises KeyError or IndexError for what there is not, DocgenError where it cannot be written.
        """
        writer = WRITERS[form]
        paper = self.view(record, kind, final=final).papers[number]
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


def _matters(path: str) -> bool:
    """True for a file that may be a record, a setting or a template; for what a program writes beside it not."""
    name = Path(path).name
    if name.startswith(".") or name.endswith(("~", ".swp", ".tmp")):
        return False
    return name.endswith((".yaml", ".yml")) or "templates" in Path(path).parts


def _view(record: Path, wanted: str, tools: _Tools, *, final: bool) -> View:
    space, name = tools.space, shown(record)
    loaded = load(name, space.project)
    problems = list(tools.checker.check(record).problems)
    if loaded.record is None:
        return View((), (), tuple(problems))
    fitting = [kind for kind in space.catalog.kinds.values() if loaded.type in kind.takes]
    made: list[Finished] = []
    tried = [one for one in fitting if one.id == wanted] or fitting
    chosen = tried[0]
    for kind in tried:
        made, chosen = finish.finish(kind, loaded.record, space.project, space.engine, Options(final=final)), kind
        if made or wanted:
            break
    done = [make.checked(one, space) for one in made]
    problems += (item for one in done for item in one.problems)
    own = own_fields(space, chosen.id)
    sources = Sources(own)
    origins = [
        Origin(chosen, loaded.record, entry, str(name), sources, own)
        for entry in entries.entries(chosen, loaded.record)
        if entries.outside_limits(chosen, entry) is None
    ]
    papers = []
    whole = [one for one in done if not _skipped(one)]
    for number, one in enumerate(whole):
        if one.document is None:
            continue
        origin = origins[number] if len(origins) == len(whole) else None
        found = tuple(parts(one.document, origin)) if origin else ()
        day = getattr(origin.entry.model, "day", None) if origin else None
        about = tuple(cited(one.document, space.project, day.moment.day if day is not None else None))
        papers.append(Paper(one, _pages(one, space), space, found, about))
    lacking: tuple[Lack, ...] = ()
    places = sources(str(name))
    if not papers and places is not None:
        lacking = tuple(needed(chosen, places.source, own))
    kinds = tuple((kind.id, kind.name) for kind in fitting)
    return View(kinds, tuple(papers), tuple(sort_problems(problems)), kind=chosen.id, lacking=lacking)


def _skipped(one: Finished) -> bool:
    """True for what only says that the kind is not for an item."""
    return one.document is None and any(item.code == "G003" for item in one.problems)


class Sources:
    """What is typed in records, each read once; ``None`` for a file that is no record or cannot be edited."""

    def __init__(self, own: Own) -> None:
        self._own = own
        self._known: dict[str, Places | None] = {}

    def __call__(self, name: str) -> Places | None:
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> Places | None:
        if not name.endswith((".yaml", ".yml")):
            return None
        try:
            return Places(patch.source(Path(name).read_bytes().decode(), name), self._own)
        except (OSError, UnicodeDecodeError):
            return None


def own_fields(space: make.Workspace, kind: str) -> Own:
    """The own fields of every kind by its names, those of *kind* under ``""``."""
    kinds = space.catalog.kinds.values()
    found = {name: one.own for one in kinds if one.own for name in (one.name, one.id)}
    chosen = next((one.own for one in kinds if one.id == kind), {})
    return {**found, "": chosen}


def _pages(finished: Finished, space: make.Workspace) -> tuple[str, ...]:
    assert finished.document is not None
    norm = norms.load(finished.document.meta.norm, space.project.house)
    return tuple(sheets(finished.document, norm))
