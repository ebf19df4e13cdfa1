"""The file ``.docgen.json`` of an output folder: which files are docgen's own, and what each was made from.

One line for each file and each group, sorted, so that people and their tools can read it.
It is read and written line by line: that of ten thousand documents has four megabytes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

from docgen.building.packed import Packed

File: TypeAlias = tuple[str, tuple[str, ...], str]

in_json = json.JSONEncoder(ensure_ascii=False).encode
"""A value on one line, as ``json.dumps`` writes it; that builds an encoder for every call."""
_tight = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_STRING = r'"(?:[^"\\]|\\.)*"'
_PAIR = re.compile(rf"  ({_STRING}): ({_STRING}),?\n")
_SECTIONS = {' "files": {\n': "files", ' "made": {\n': "made"}
"""The lines at which the two long sections begin in a file that docgen wrote."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A group of files: one record, one kind, one format.

    ``record`` is the hash of the record, ``read`` path → hash of other files that went in,
    ``rest`` the hash of everything else (``Ledger.words`` tells what that was). ``files``
    are (name, parts that the name was made of, suffix), in order; there may be none.
    """

    record: str
    rest: str
    files: tuple[File, ...] = ()
    read: tuple[tuple[str, str], ...] = ()

    def packed(self) -> str:
        return _tight([self.record, self.rest, self.files, self.read])


def unpacked(text: str) -> Entry | None:
    """The entry that *text* holds, ``None`` where it is spoiled."""
    try:
        record, rest, files, read = json.loads(text)
        return Entry(
            str(record),
            str(rest),
            tuple((str(name), tuple(map(str, parts)), str(suffix)) for name, parts, suffix in files),
            tuple((str(path), str(value)) for path, value in read),
        )
    except (ValueError, TypeError):
        return None


@dataclass(slots=True)
class Remembered:
    """What the file holds: name → SHA-256 of a file, name → findings of the gate let through, key → packed Entry.

    ``words`` says for the ``rest`` of an Entry what that was: words → hash.
    """

    files: Packed = field(default_factory=Packed)
    allowed: dict[str, list[str]] = field(default_factory=dict)
    made: Packed = field(default_factory=Packed)
    words: dict[str, dict[str, str]] = field(default_factory=dict)


def read(path: Path) -> Remembered:
    """The file at *path*; one that is missing or spoiled counts as empty.

    Raises OSError where it is there and the disk does not give it out.
    """
    try:
        with path.open(encoding="utf-8") as lines:
            return _read(lines)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return Remembered()


def _read(lines: Iterator[str]) -> Remembered:
    """Long sections line by line, all else at once: that may be a whole file that somebody has laid out anew."""
    kept = Remembered()
    sections = {"files": kept.files, "made": kept.made}
    rest: list[str] = []
    for line in lines:
        rest.append(line)
        if line in _SECTIONS:
            rest += _pairs(lines, sections[_SECTIONS[line]])
    found = json.loads("".join(rest))
    if not isinstance(found, dict):
        return Remembered()
    for name, into in sections.items():
        for key, value in _section(found, name).items():
            into[str(key)] = str(value)
    kept.words = {str(key): dict(value) for key, value in _section(found, "from").items()}
    allowed = _section(found, "allowed").items()
    kept.allowed = {str(name): list(map(str, some)) for name, some in allowed if isinstance(some, list)}
    return kept


def _pairs(lines: Iterator[str], into: Packed) -> list[str]:
    """Take the lines of a section over as far as they are plain pairs; gives the first that is none."""
    for line in lines:
        pair = _PAIR.fullmatch(line)
        if not pair:
            return [line]
        into[json.loads(pair[1])] = json.loads(pair[2])
    return []


def _section(found: dict[str, Any], name: str) -> dict[str, Any]:
    section = found.get(name)
    return section if isinstance(section, dict) else {}


def written(kept: Remembered) -> Iterator[bytes]:
    """The file that holds *kept*, line by line: sorted, and without words that nothing was made from."""
    used: set[str] = set()

    def made() -> Iterator[tuple[str, str]]:
        for key, value in kept.made.items():
            if entry := unpacked(value):
                used.add(entry.rest)
            yield key, value

    yield b"{\n"
    yield from _long("files", kept.files.items())
    if allowed := {name: some for name, some in sorted(kept.allowed.items()) if some}:
        yield f' "allowed": {_laid_out(allowed)},\n'.encode()
    yield from _long("made", made())
    words = {rest: words for rest, words in sorted(kept.words.items()) if rest in used}
    yield f' "from": {_laid_out(words)}\n}}\n'.encode()


def _long(name: str, pairs: Iterable[tuple[str, str]]) -> Iterator[bytes]:
    """A section of texts, as ``json.dumps`` with an indent of 1 would write it."""
    before = f' "{name}": {{'
    for key, value in pairs:
        yield f"{before}\n  {in_json(key)}: {in_json(value)}".encode()
        before = ","
    yield b"\n },\n" if before == "," else f"{before}}},\n".encode()


def _laid_out(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=1).replace("\n", "\n ")
