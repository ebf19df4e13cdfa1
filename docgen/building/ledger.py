"""What docgen remembers of an output folder: which files are its own, and what each was made from.

``.docgen.json`` holds it. While a run goes on every file is entered in a journal before it
is put in place, so that a run that is killed forgets nothing: the next one reads both.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from docgen.core.errors import Problem, WriteError, problem
from docgen.core.files import read_regular, refused, replace_file, sha256, sweep
from docgen.core.source import Span

LEDGER = ".docgen.json"
ASIDE = "旧稿"
"""The folder, below that of the output, for papers that no longer come out."""
JOURNAL = ".docgen.journal"

_LENGTH = 16
"""Hexadecimal digits of a hash of what papers are made from; files are told apart, nobody is kept out."""

File: TypeAlias = tuple[str, tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Written:
    """A group of files: one record, one kind, one format.

    ``record`` is the hash of the record, ``read`` path → hash of other files that went in,
    ``rest`` the hash of everything else (``Ledger.words`` tells what that was). ``files``
    are (name, parts that the name was made of, suffix), in order; there may be none.
    ``rest`` is ``""`` for a paper made by itself (``render``), of which nobody asked what it was
    made from; ``final`` says that it is no draft.
    """

    record: str
    rest: str
    files: tuple[File, ...] = ()
    read: tuple[tuple[str, str], ...] = ()
    final: bool = False

    def as_text(self) -> str:
        parts = [self.record, self.rest, self.files, self.read, *([True] if self.final else [])]
        return json.dumps(parts, ensure_ascii=False, separators=(",", ":"))


def record_of(key: str) -> str:
    """The record that *key* begins with, as the output folder sees it; of what belongs to a whole kit its conference."""
    return key.partition("|")[0].removesuffix("#")


def entry_of(text: str) -> Written | None:
    """The entry that *text* holds, ``None`` where it is spoiled."""
    try:
        record, rest, files, read, *final = json.loads(text)
        return Written(
            str(record),
            str(rest),
            tuple((str(name), tuple(map(str, parts)), str(suffix)) for name, parts, suffix in files),
            tuple((str(path), str(value)) for path, value in read),
            final == [True],
        )
    except (ValueError, TypeError):
        return None


@dataclass(slots=True)
class Contents:
    """What the file holds: name → SHA-256 of a file, name → findings of the gate let through, key → Written as text.

    ``words`` says for the ``rest`` of an Written what that was: words → hash.
    """

    files: dict[str, str] = field(default_factory=dict)
    allowed: dict[str, list[str]] = field(default_factory=dict)
    made: dict[str, str] = field(default_factory=dict)
    words: dict[str, dict[str, str]] = field(default_factory=dict)

    def as_json(self) -> bytes:
        """The file: sorted, and without words that nothing was made from. People and their tools can read it."""
        used = {entry.rest for text in self.made.values() if (entry := entry_of(text))}
        allowed = {name: some for name, some in sorted(self.allowed.items()) if some}
        whole = {
            "files": dict(sorted(self.files.items())),
            **({"allowed": allowed} if allowed else {}),
            "made": dict(sorted(self.made.items())),
            "from": {rest: words for rest, words in sorted(self.words.items()) if rest in used},
        }
        return (json.dumps(whole, ensure_ascii=False, indent=1) + "\n").encode()


def contents(data: bytes) -> Contents:
    """What the file with the bytes *data* holds; one that is spoiled counts as empty."""
    try:
        found = json.loads(data)
        if not isinstance(found, dict):
            return Contents()
        return Contents(
            {str(name): str(value) for name, value in _section(found, "files").items()},
            {
                str(name): list(map(str, some))
                for name, some in _section(found, "allowed").items()
                if isinstance(some, list)
            },
            {str(key): str(value) for key, value in _section(found, "made").items()},
            {str(key): dict(value) for key, value in _section(found, "from").items()},
        )
    except (ValueError, TypeError, RecursionError):
        return Contents()


def _section(found: dict[str, Any], name: str) -> dict[str, Any]:
    section = found.get(name)
    return section if isinstance(section, dict) else {}


def known_hash(root: Path, name: str) -> str:
    """The SHA-256 of what docgen last wrote at *name* below *root*, ``""`` where it wrote nothing there."""
    return _read(root / LEDGER).files.get(name) or ""


class Ledger:
    """An output folder with what is remembered of it. Call ``save`` when all files are written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._kept = _read(root / LEDGER)
        self._late: dict[str, str] = {}
        self._changed = self._replay()
        self._journal: int | None = None
        self._lines: list[bytes] = []
        self._made: set[Path] = set()
        self._seen: dict[str, str] = {}
        self._last: tuple[Mapping[str, str], str] = {}, ""
        self._owners: dict[str, str] | None = None
        self._keys: dict[str, dict[str, None]] | None = None
        inner = {root / folder for folder in {name.rpartition("/")[0] for name in self._kept.files}}
        for folder in sorted({root, *_folders(root), *inner}):
            sweep(folder)

    # — files —

    def write(self, name: str, data: bytes, *, force: bool, allowed: Sequence[str] = (), digest: str = "") -> bool:
        """Put the bytes *data* (their SHA-256 is *digest*, where the caller has it) at *name* below the folder.

        ``False`` where they were there already. *allowed* are the findings of the gate that a
        person let through: the ledger keeps them.

        Raises WriteError: (W002) where a person's file would be lost and *force* is not
        given, and (W001) where the disk refuses; the old file is then still whole.
        """
        path = self.root / name
        digest = digest or sha256(data)
        old = hash_of(path)
        if old == digest:
            self._enter(name, digest)
            self._allow(name, allowed)
            return False
        if old is not None and not force and not self._own(name, old):
            raise WriteError([edited(path) if old else _unreadable(path)])
        before = self._kept.files.get(name)
        try:
            if path.parent not in self._made:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._made.add(path.parent)
            self._enter(name, digest)
            self._enter_all()
            replace_file(path, data)
        except OSError as fault:
            self._back(name, before)
            raise WriteError([refused(path, fault)]) from None
        except BaseException:
            self._back(name, before)
            raise
        self._allow(name, allowed)
        return True

    def _allow(self, name: str, allowed: Sequence[str]) -> None:
        if self._kept.allowed.get(name, []) != list(allowed):
            self._kept.allowed[name] = list(allowed)
            self._changed = True

    def _back(self, name: str, before: str | None) -> None:
        """The file *name* could not be put in place: what is there is what was there *before*."""
        if before is None:
            self._kept.files.pop(name, None)
        else:
            self._kept.files[name] = before

    def remove(self, name: str) -> bool:
        """Delete the file *name* if it is as docgen wrote it; ``False`` where a person has edited it or it is gone."""
        path = self.root / name
        old = hash_of(path)
        own = old is not None and self._own(name, old)
        if own:
            try:
                path.unlink()
            except OSError as fault:
                raise WriteError([refused(path, fault)]) from None
            self._remove_empty(path.parent)
        if own or old is None:
            self._kept.files.pop(name, None)
            self._changed = True
        return own

    def set_aside(self, name: str) -> Path | None:
        """Move the file *name*, whoever wrote it last, below 旧稿; gives its new place, ``None`` where it is gone already.

        Nothing is lost: a file of that name that lies there already keeps it. Raises WriteError.
        """
        path = self.root / name
        if hash_of(path) is None:
            self._kept.files.pop(name, None)
            self._changed = True
            return None
        new = self.root / ASIDE / name
        count = 1
        while new.exists() and hash_of(new) != hash_of(path):
            count += 1
            new = (self.root / ASIDE / name).with_stem(f"{path.stem}（{count}）")
        try:
            new.parent.mkdir(parents=True, exist_ok=True)
            path.replace(new)
        except OSError as fault:
            raise WriteError([refused(path, fault)]) from None
        self._remove_empty(path.parent)
        self._kept.files.pop(name, None)
        self._changed = True
        return new

    def _remove_empty(self, folder: Path) -> None:
        """Remove the *folder* of a kit, and those above it, where nothing is left in it."""
        while folder.parent not in (self.root, folder) and self.root in folder.parents:
            try:
                folder.rmdir()
            except OSError:
                return
            self._made.discard(folder)
            folder = folder.parent

    def hash(self, name: str) -> str:
        """The hash of the file *name* as docgen wrote it, ``""`` where it is none of docgen's."""
        return self._kept.files.get(name) or ""

    def names(self) -> list[str]:
        """The names of all files that docgen wrote."""
        return sorted(self._kept.files)

    def whole(self, name: str) -> bool:
        """True where the file *name* is there, as docgen wrote it."""
        return (known := self._kept.files.get(name)) is not None and hash_of(self.root / name) == known

    def _own(self, name: str, digest: str) -> bool:
        return digest in (self._kept.files.get(name), self._late.get(name))

    def _enter(self, name: str, digest: str) -> None:
        if self._kept.files.get(name) != digest:
            self._kept.files[name] = digest
            self._changed = True
            self._append({"file": name, "sha256": digest})

    # — what they were made from —

    def entry(self, key: str) -> Written | None:
        text = self._kept.made.get(key)
        return entry_of(text) if text else None

    def enter(self, key: str, entry: Written) -> None:
        text = entry.as_text()
        if self._keys is not None:
            self._keys.setdefault(record_of(key), {})[key] = None
        if self._owners is not None:
            self._owners |= {name: record_of(key) for name, _, _ in entry.files}
        if self._kept.made.get(key) != text:
            self._kept.made[key] = text
            self._changed = True
            self._append({"key": key, "made": text})
            self._enter_all()

    def key(self, record: str, kind: str, form: str) -> str:
        """Under which it is kept what the documents of *kind* of the file *record* in the format *form* were made from."""
        return f"{self.path_of(record)}|{kind}|{form}"

    def forget(self, key: str) -> None:
        if self._kept.made.pop(key, None) is not None:
            self._changed = True
            if self._keys is not None:
                self._keys.get(record_of(key), {}).pop(key, None)

    def keys(self) -> Iterator[str]:
        yield from sorted(self._kept.made)

    def keys_of(self, record: str) -> list[str]:
        """The keys of all that was made from the file *record*, papers of kits too."""
        return self.keys_of_path(self.path_of(record))

    def keys_of_path(self, record: str) -> list[str]:
        """``keys_of`` a record by the path that the output folder sees."""
        return list(self._by_record().get(record, ()))

    def records(self) -> list[str]:
        """The records that anything is remembered of, as the output folder sees them."""
        return sorted(self._by_record())

    def _by_record(self) -> dict[str, dict[str, None]]:
        if self._keys is None:
            self._keys = {}
            for key in self._kept.made:
                self._keys.setdefault(record_of(key), {})[key] = None
        return self._keys

    def owner(self, name: str) -> str:
        """The record, as the output folder sees it, from which the file *name* was made last; ``""`` for none."""
        if self._owners is None:
            self._owners = {}
            for key in self._kept.made:
                if entry := self.entry(key):
                    self._owners |= {file: record_of(key) for file, _, _ in entry.files}
        return self._owners.get(name, "")

    def belongs_to_another(self, name: str, record: str, run: Collection[str]) -> bool:
        """True where *name* is a paper of a record that is neither *record* nor one of the *run*, and still is there.

        All are paths as the output folder sees them. Such a file is nobody else's to write over.
        """
        path = self.root / name
        if not path.exists():
            return False
        owner = self.owner(name)
        return bool(owner) and owner != record and owner not in run and (self.root / owner).exists()

    def remember_words(self, words: Mapping[str, str]) -> str:
        """The hash of *words* (what documents depend on → hash), under which they are kept."""
        if words is not self._last[0]:  # those of a kind come once for each record
            rest = hashlib.sha256(json.dumps(sorted(words.items())).encode()).hexdigest()[:16]
            self._kept.words.setdefault(rest, dict(words))
            self._last = words, rest
        return self._last[1]

    def words(self, rest: str) -> dict[str, str]:
        """The words remembered under *rest*, none where there are no such."""
        return self._kept.words.get(rest, {})

    def path_of(self, file: str) -> str:
        """*file* as the output folder sees it, wherever docgen is started."""
        folder, name = os.path.split(file)
        if folder not in self._seen:
            whole = Path(folder).absolute()
            try:
                self._seen[folder] = Path(os.path.relpath(whole, self.root.absolute())).as_posix()
            except ValueError:  # another drive
                self._seen[folder] = whole.as_posix()
        return f"{self._seen[folder]}/{name}".removeprefix("./")

    # — keeping —

    def save(self) -> None:
        """Write the ledger, if it has changed, and let the journal go. Raises WriteError."""
        if self._changed:
            try:
                replace_file(self.root / LEDGER, self._kept.as_json())
            except OSError as fault:
                raise WriteError([refused(self.root / LEDGER, fault)]) from None
        self._changed = False
        self._lines = []
        if self._journal is not None:
            os.close(self._journal)
            self._journal = None
        try:
            (self.root / JOURNAL).unlink(missing_ok=True)
        except OSError as fault:
            raise WriteError([refused(self.root / JOURNAL, fault)]) from None

    def _append(self, line: Mapping[str, str]) -> None:
        """A line for the journal, written at the latest before the next file is put in place."""
        self._lines.append((json.dumps(line, ensure_ascii=False) + "\n").encode())

    def _enter_all(self) -> None:
        """Write the lines of the journal. Where that cannot be, writing goes on without: it only helps a killed run."""
        lines, self._lines = self._lines, []
        try:
            if lines and self._journal is None:
                self.root.mkdir(parents=True, exist_ok=True)
                self._journal = os.open(
                    self.root / JOURNAL, os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0), 0o666
                )
            if lines and self._journal is not None:
                os.write(self._journal, b"".join(lines))
        except OSError:
            return

    def _replay(self) -> bool:
        """Take over what a run that was killed has entered; a torn last line is none."""
        found = False
        try:
            for line in read_regular(self.root / JOURNAL).decode("utf-8", "replace").splitlines():
                found = True
                self._take_over(line)
        except OSError:
            return found
        return found

    def _take_over(self, line: str) -> None:
        try:
            found = json.loads(line)
        except (ValueError, RecursionError):
            return
        if not isinstance(found, dict):
            return
        files = self._kept.files
        if "file" in found and "sha256" in found:
            # It may have been killed before the file was put in place: then the old one is still there.
            name = str(found["file"])
            if (old := files.get(name)) is not None:
                self._late[name] = old
            files[name] = str(found["sha256"])
        elif "key" in found and "made" in found:
            self._kept.made[str(found["key"])] = str(found["made"])


def write_alone(path: Path, data: bytes, *, force: bool) -> None:
    """Put *data* at *path*, remembered beside it as any output: a file that a person has edited stays, unless *force*.

    Raises WriteError.
    """
    ledger = Ledger(path.parent)
    try:
        ledger.write(path.name, data, force=force)
    finally:
        ledger.save()


def _folders(root: Path) -> Iterator[Path]:
    try:
        yield from sorted(path for path in root.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_LENGTH]


def file_digest(path: Path) -> str:
    """The hash of the file at *path*, ``""`` where there is none that can be read."""
    try:
        return digest(read_regular(path))
    except OSError:
        return ""


def hash_of(path: Path) -> str | None:
    """The hash of the file at *path*; ``None`` where there is none, ``""`` where it cannot be read."""
    try:
        return sha256(read_regular(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return ""


def _read(path: Path) -> Contents:
    """The ledger at *path*; one that is missing or spoiled counts as empty, so that every file is protected.

    Raises WriteError where it is there and the disk does not give it out: then nothing can be told from an edit.
    """
    try:
        return contents(read_regular(path))
    except (FileNotFoundError, NotADirectoryError):
        return Contents()
    except OSError as fault:
        raise WriteError([_unreadable(path, fault)]) from None


def _unreadable(path: Path, fault: OSError | None = None) -> Problem:
    reason = f"：{fault.strerror}" if fault and fault.strerror else ""
    return problem(Span(str(path)), "W001", f"已有的文件读不出来，没有写{reason}", "看看磁盘、网络和权限，再运行一次")


def edited(path: Path) -> Problem:
    hint = "另存您的修改，或者加 --force 覆盖"
    if path.suffix == ".docx":
        hint = f"用 docgen absorb {path.name} 把修改带回记录，或者另存，或者加 --force 覆盖"
    return problem(Span(str(path)), "W002", "这个文件在生成以后被人改过，没有覆盖", hint)
