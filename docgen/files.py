"""Finished bytes onto the disk: whole or not at all.

A file is written beside its place, brought to the disk and put in place in one step; what
goes wrong on the way leaves the old file as it was, and is told in words that say what to do.
"""

from __future__ import annotations

import errno
import hashlib
import os
import time
from collections.abc import Callable
from pathlib import Path

from docgen.errors import Problem, problem
from docgen.source import Span

_TEMPORARY = ".docgen-"
_STALE = 3600.0
"""Seconds after which a temporary file is taken for one left behind by a run that died."""
_writing: set[Path] = set()
"""The temporary files of this process that are not yet in place."""


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def replace_file(path: Path, data: bytes) -> None:
    """Write *data* to a temporary file beside *path*, then put it in place of *path* in one step.

    A symbolic link at *path* is replaced, not followed. Raises OSError; *path* is then as it was.
    """
    temporary = path.with_name(f"{_TEMPORARY}{os.getpid()}-{hashlib.sha256(path.name.encode()).hexdigest()[:12]}.tmp")
    _writing.add(temporary)
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        _retried(lambda: temporary.replace(path))
    except BaseException:
        _removed(temporary)
        raise
    finally:
        _writing.discard(temporary)


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


def _removed(temporary: Path) -> None:
    """Delete *temporary* if that can be; what stays is swept away by the next run."""
    try:
        temporary.unlink(missing_ok=True)
    except OSError:
        return


def sweep(folder: Path) -> None:
    """Remove from *folder* the temporary files that a killed run left behind."""
    for left in folder.glob(f"{_TEMPORARY}*.tmp"):
        try:
            if not _alive(left) or time.time() - left.stat().st_mtime > _STALE:
                _removed(left)
        except OSError:
            continue


def _alive(temporary: Path) -> bool:
    """True where the process that made *temporary* may still need it."""
    number = temporary.name.removeprefix(_TEMPORARY).partition("-")[0]
    if number == str(os.getpid()):
        # In a container every run may have the same number as the one that was killed.
        return temporary in _writing
    if not number.isdigit() or os.name == "nt":
        return True
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


_WORDS = {
    errno.ENOSPC: ("写不进去：磁盘满了", "腾出空间再试，或者换一个输出文件夹"),
    errno.EDQUOT: ("写不进去：您的磁盘配额用完了", "删去不要的文件，或者换一个输出文件夹"),
    errno.EROFS: ("写不进去：这个磁盘是只读的", "换一个输出文件夹"),
    errno.ENAMETOOLONG: ("写不进去：文件名加上文件夹太长了", "把输出文件夹放到浅一些的位置"),
    errno.EIO: ("写不进去：磁盘或者网络出错", "看看磁盘、网络是不是正常，或者换一个输出文件夹"),
}


def refused(path: Path, fault: OSError) -> Problem:
    """Why the disk did not take *path*, in words that say what to do."""
    if known := _WORDS.get(fault.errno or 0):
        message, hint = known
    elif isinstance(fault, PermissionError):
        message, hint = (
            "写不进去：文件可能正在 Word 或 WPS 里打开，或者没有写的权限",
            "关闭文件再试，或者换一个输出文件夹",
        )
    elif isinstance(fault, FileExistsError | NotADirectoryError | IsADirectoryError):
        message, hint = "写不进去：这个位置已经有同名的文件夹或者文件", "换一个输出位置"
    else:
        message, hint = f"写不进去：{fault.strerror or fault}", "看看磁盘是不是满了，或者换一个输出文件夹"
    return problem(Span(str(path)), "W001", message, hint)
