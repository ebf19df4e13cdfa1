"""Finished bytes onto the disk: whole or not at all, and never over a person's edits.

What docgen wrote is remembered by its hash in ``.docgen.json`` of the output folder; a
file whose hash is another one was edited since, or is not docgen's.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from docgen.errors import Problem, WriteError, problem
from docgen.source import Span

LEDGER = ".docgen.json"
_TEMPORARY = ".docgen-"
_STALE = 3600.0
"""Seconds after which a temporary file is taken for one left behind by a run that died."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


class Folder:
    """An output folder with its ledger. Call ``save`` when all files are written."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._hashes, self._allowed = _read_ledger(root / LEDGER)
        self._changed = False

    def write(self, name: str, data: bytes, *, force: bool, allowed: Sequence[str] = ()) -> Path:
        """Put *data* at *name* below the folder; gives the path back.

        *allowed* are the findings of the gate that a person let through: the ledger keeps them.

        Raises WriteError (W002) where a person's file would be lost and *force* is not
        given, and (W001) where the disk refuses; the old file is then still whole.
        """
        path = self.root / name
        digest = sha256(data)
        old = _hash_of(path)
        if old is not None and old not in (self._hashes.get(name), digest) and not force:
            raise WriteError([_edited(path)])
        try:
            if old != digest:
                path.parent.mkdir(parents=True, exist_ok=True)
                _sweep(path.parent)
                replace_file(path, data)
        except OSError as fault:
            raise WriteError([refused(path, fault)]) from None
        if self._hashes.get(name) != digest or self._allowed.get(name, []) != list(allowed):
            self._hashes[name] = digest
            self._allowed[name] = list(allowed)
            self._changed = True
        return path

    def save(self) -> None:
        """Write the ledger, if it has changed."""
        if not self._changed:
            return
        known: dict[str, object] = {"files": dict(sorted(self._hashes.items()))}
        if allowed := {name: found for name, found in sorted(self._allowed.items()) if found}:
            known["allowed"] = allowed
        text = json.dumps(known, ensure_ascii=False, indent=1)
        try:
            replace_file(self.root / LEDGER, (text + "\n").encode())
        except OSError as fault:
            raise WriteError([refused(self.root / LEDGER, fault)]) from None
        self._changed = False


def replace_file(path: Path, data: bytes) -> None:
    """Write *data* to a temporary file beside *path*, then put it in place of *path* in one step.

    A symbolic link at *path* is replaced, not followed. Raises OSError; *path* is then as it was.
    """
    temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}-{hashlib.sha256(path.name.encode()).hexdigest()[:12]}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _retried(lambda: temporary.replace(path))
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _retried(action: Callable[[], object]) -> None:
    """Do *action*; where another program holds the file for a moment, try a few times more."""
    for wait in (0.05, 0.2, 0.5):
        try:
            action()
        except PermissionError:
            time.sleep(wait)
        else:
            return
    action()


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed run left behind."""
    for left in folder.glob(f"{_TEMPORARY}*.tmp"):
        try:
            if not _alive(left) or time.time() - left.stat().st_mtime > _STALE:
                left.unlink(missing_ok=True)
        except OSError:
            continue


def _alive(temporary: Path) -> bool:
    """True where the process that made *temporary* may still run."""
    number = temporary.name.removeprefix(_TEMPORARY).partition("-")[0]
    if not number.isdigit() or os.name == "nt":
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _hash_of(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError:
        return ""


def _read_ledger(path: Path) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Name → hash, and name → what was let through; a ledger that is missing or spoiled counts as empty, so that every file is protected."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        found, allowed = known["files"], known.get("allowed", {})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}, {}
    if not isinstance(found, dict) or not isinstance(allowed, dict):
        return {}, {}
    hashes = {str(name): str(digest) for name, digest in found.items()}
    return hashes, {str(name): [str(one) for one in some] for name, some in allowed.items() if isinstance(some, list)}


def _edited(path: Path) -> Problem:
    hint = "另存您的修改，或者加 --force 覆盖"
    return problem(Span(str(path)), "W002", "这个文件在生成以后被人改过，没有覆盖", hint)


def refused(path: Path, fault: OSError) -> Problem:
    """Why the disk did not take *path*, in words that say what to do."""
    if isinstance(fault, PermissionError):
        message, hint = (
            "写不进去：文件可能正在 Word 或 WPS 里打开，或者没有写的权限",
            "关闭文件再试，或者换一个输出文件夹",
        )
    elif isinstance(fault, FileExistsError | NotADirectoryError | IsADirectoryError):
        message, hint = "写不进去：这个位置已经有同名的文件夹或者文件", "换一个输出位置"
    else:
        message, hint = f"写不进去：{fault.strerror or fault}", "看看磁盘是不是满了，或者换一个输出文件夹"
    return problem(Span(str(path)), "W001", message, hint)
