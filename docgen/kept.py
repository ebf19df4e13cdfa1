"""What was worked out from docgen's own files, kept between runs: parsed norms, headers of templates, compiled templates.

Nothing of a record and nothing of an office ever goes there, so nobody has to look after
the folder: it may be deleted at any time, and what cannot be read or written is made anew.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import TypeVar, cast

from docgen.data import HERE

VARIABLE = "DOCGEN_CACHE"
"""Names another folder; empty, nothing is kept."""

T = TypeVar("T")
_DIGEST = 32


def kept(name: str, key: str, code: Iterable[str], make: Callable[[], T]) -> T:
    """What *make* makes, or what it made in an earlier run for the same *key*.

    *key* holds all that it is made from; *code* names the modules and packages of docgen
    that make it: a changed one makes it anew.
    """
    where = folder()
    if where is None:
        return make()
    sign = hashlib.sha256(f"{sys.version}\0{_stamp(tuple(code))}\0{key}".encode()).hexdigest()[:24]
    path = where / f"{name}-{sign}"
    found = _read(path)
    if found is not None:
        try:
            return cast(T, pickle.loads(found))
        except Exception:  # of another version of a library, or spoiled: it is made anew
            pass
    made = make()
    _write(path, pickle.dumps(made, pickle.HIGHEST_PROTOCOL))
    return made


@cache
def folder() -> Path | None:
    """Where things are kept: a folder of the user's alone; ``None`` where there is none or it is not to be used."""
    chosen = os.environ.get(VARIABLE)
    if chosen is not None:
        return Path(chosen) if chosen else None
    if os.name == "nt":
        base = Path(os.environ.get("LOCALAPPDATA", ""))
    elif sys.platform == "darwin":
        base = Path(os.environ.get("HOME", ""), "Library", "Caches")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or Path(os.environ.get("HOME", ""), ".cache"))
    return base / "docgen" if base.is_absolute() else None


def _read(path: Path) -> bytes | None:
    """What was written to *path*; ``None`` where it is not there, not whole, or not surely written by this user."""
    try:
        with path.open("rb") as file:
            state = os.fstat(file.fileno())
            data = file.read()
    except OSError:
        return None
    foreign = hasattr(os, "getuid") and (state.st_uid != os.getuid() or state.st_mode & 0o022)
    if foreign or hashlib.sha256(data[_DIGEST:]).digest() != data[:_DIGEST]:
        return None
    return data[_DIGEST:]


def _write(path: Path, data: bytes) -> None:
    """Put *data* at *path*, whole or not at all; where that cannot be, nothing is kept."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        temporary.replace(path)
    except OSError:
        return
    _without_old(path)


def _without_old(path: Path) -> None:
    """Remove what was kept under the same name for files that have changed since."""
    name = path.name.rpartition("-")[0]
    for other in path.parent.glob(f"{name}-*"):
        if other != path:
            try:
                other.unlink()
            except OSError:
                continue


@cache
def _stamp(code: tuple[str, ...]) -> str:
    """When the modules of *code* were last changed, and how long they are."""
    root, found = HERE.parent, []
    for name in code:
        path = root / name
        if path.is_dir():
            with os.scandir(path) as there:
                files = sorted((one.name, one.stat()) for one in there if one.name.endswith(".py"))
        else:
            files = [(f"{path.name}.py", path.with_suffix(".py").stat())]
        found += [f"{file} {state.st_size} {state.st_mtime_ns}" for file, state in files]
    return "\n".join(found)
