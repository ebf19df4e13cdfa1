"""Finished bytes onto the disk: whole or not at all.

A file is written beside its place, brought to the disk and put in place in one step; what
goes wrong on the way leaves the old file as it was, and is told in words that say what to do.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
import stat
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from docgen.core.errors import Problem, WriteError, problem
from docgen.core.source import Span

_TEMPORARY = ".docgen-"
_STALE = 3600.0
"""Seconds after which a temporary file is taken for one left behind by a run that died."""
_writing: set[Path] = set()
"""The temporary files of this process that are not yet in place."""


def read_regular(path: Path, most: int = -1) -> bytes:
    """The bytes of the file at *path*, the first *most* of them where that is given.

    OSError where it cannot be read, and for a pipe or a device, which would never end.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        state = os.fstat(descriptor)
        mode = state.st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(mode):
            raise OSError(errno.EINVAL, "不是普通的文件（是管道或者设备）", str(path))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            # To set the most apart for a small file takes longer than to read it.
            return file.read(most) if 0 <= most < state.st_size else file.read()
    finally:
        os.close(descriptor)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def deliver(path: Path, data: bytes) -> None:
    """*data* as the file *path*, whole or not at all; the folder is made where it is missing.

    What a killed run left in the folder is swept away. Raises WriteError (W001); the old file is then as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep(path.parent)
        replace_file(path, data)
    except OSError as fault:
        raise WriteError([refused(path, fault)]) from None


def deliver_all(files: Mapping[Path, bytes]) -> None:
    """All *files* (path → bytes) or none: where one cannot be written, those before it are as they were.

    Raises WriteError (W001) for the one that could not be.
    """
    before: dict[Path, bytes | None] = {}
    try:
        for path, data in files.items():
            old = _content(path)
            deliver(path, data)
            before[path] = old
    except BaseException:
        for path, old in before.items():
            try:
                path.unlink() if old is None else replace_file(path, old)
            except OSError:
                continue
        raise


def _content(path: Path) -> bytes | None:
    """The bytes of *path*, ``None`` where there is no such file."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as fault:
        raise WriteError([refused(path, fault)]) from None


@contextmanager
def kept_for_now(folder: Path, name: str, data: bytes) -> Iterator[Path]:
    """A file of *folder* that holds *data* and is gone afterwards; one left by a killed run is swept away.

    Only its owner can read it. Raises WriteError (W001) where it cannot be written.
    """
    path = folder / _temporary_name(name)
    try:
        try:
            sweep(folder)
            _writing.add(path)
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
        except OSError as fault:
            raise WriteError([refused(path, fault)]) from None
        yield path
    finally:
        _removed(path)
        _writing.discard(path)


def _temporary_name(name: str) -> str:
    """The name of a temporary file for *name*, by which ``sweep`` knows whose it is."""
    return f"{_TEMPORARY}{os.getpid()}-{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}.tmp"


def replace_file(path: Path, data: bytes | Iterable[bytes]) -> None:
    """Write *data*, whole or piece by piece, to a temporary file beside *path*, then put it in place of *path* in one step.

    A symbolic link at *path* is replaced, not followed; what is neither file nor link (a
    device, a pipe, a folder) is left alone. Raises OSError; *path* is then as it was.
    """
    old = _mode(path)
    if old is not None and not (stat.S_ISREG(old) or stat.S_ISLNK(old)):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))
    temporary = path.with_name(_temporary_name(path.name))
    _writing.add(temporary)
    try:
        with temporary.open("wb") as file:
            for piece in (data,) if isinstance(data, bytes) else data:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        if old is not None and stat.S_ISREG(old) and os.name != "nt":
            # Who could not read the old one shall not read the new one.
            temporary.chmod(stat.S_IMODE(old))
        _retried(lambda: temporary.replace(path))
    except BaseException:
        _removed(temporary)
        raise
    finally:
        _writing.discard(temporary)


def _mode(path: Path) -> int | None:
    try:
        return path.lstat().st_mode
    except OSError:
        return None


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


def unread(path: str, fault: OSError) -> Problem:
    """Why the disk did not give out *path* (``""``: not known which), in words that say what to do."""
    if isinstance(fault, FileNotFoundError):
        message, hint = "没有这个文件或者文件夹", "核对名字"
    elif isinstance(fault, IsADirectoryError | NotADirectoryError):
        message, hint = "这里要写文件，这个位置不是", "核对名字"
    elif isinstance(fault, PermissionError):
        message, hint = "打不开：没有读的权限，或者正在别的程序里打开", "关闭文件，看看权限，再试"
    else:
        message, hint = (
            f"打不开：{_WORDS.get(fault.errno or 0, (fault.strerror or '磁盘出错',))[0]}",
            "看看磁盘、网络是不是正常",
        )
    return problem(Span(path) if path else None, "Y001", message.replace("写不进去：", ""), hint)


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


# — naming —
# Names of output files: legal on every system, short enough, never two alike.

LIMIT = 200
"""Bytes of UTF-8 that a name may have; file systems allow 255."""

_ILLEGAL = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_HIDDEN = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def file_name(parts: Iterable[str], suffix: str) -> str:
    """文种-院-事由[-对象] with *suffix*: what Windows forbids becomes full-width, what is too long is cut with a hash."""
    stem = "-".join(clean for part in parts if (clean := _clean(part))) or "未命名"
    if _RESERVED.fullmatch(stem):
        stem += "＿"
    room = LIMIT - len(suffix.encode())
    if len(stem.encode()) > room:
        mark = "~" + hashlib.sha256(stem.encode()).hexdigest()[:8]
        stem = stem.encode()[: room - len(mark)].decode(errors="ignore") + mark
    return stem + suffix


@lru_cache(256)
def _clean(part: str) -> str:
    text = unicodedata.normalize("NFC", part).translate(_ILLEGAL)
    return re.sub(r"\s+", " ", _HIDDEN.sub("", text)).strip(" .")


class Names:
    """The names given so far in one run; a second of the same name is called （2）."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def take(
        self, folder: str, parts: Iterable[str], suffix: str, barred: Callable[[str], bool] = lambda _: False
    ) -> str:
        """A free name in *folder*, none that is *barred*. Names that differ only in case are the same on Windows and macOS."""
        fixed = list(parts)
        name = file_name(fixed, suffix)
        count = 1
        while f"{folder}/{name}".casefold() in self._taken or barred(name):
            count += 1
            name = file_name([*fixed[:-1], f"{fixed[-1]}（{count}）"], suffix)
        self._taken.add(f"{folder}/{name}".casefold())
        return name

    def taken(self, folder: str, name: str) -> bool:
        """True where *name* has been given in *folder*."""
        return f"{folder}/{name}".casefold() in self._taken
