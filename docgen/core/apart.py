"""Files from an unknown hand are read in a process apart: one budget of time and memory for every command.

What reads such a file may hang or grow inside a library, where nothing of this process can
break in. So the work runs in a copy of this process, which the system stops.
"""

from __future__ import annotations

import contextlib
import errno
import os
import pickle
import select
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar, cast

from docgen.core.errors import EnvironmentFault, RecordError, problem
from docgen.core.source import Span

Result = TypeVar("Result")

SECONDS = 8
"""Seconds of the processor that one file may take; a machine that is busy with other things gives ``_WALL`` of the clock."""
MEMORY = 800 << 20
"""Bytes that reading one file may take besides what the process holds already."""
UNPACKED = 100_000_000
"""Bytes of everything that one file holds compressed, at all levels together."""
_WALL = 60
_LARGEST = 200 << 20
"""Bytes of the largest file that is read at all."""


def contents(path: Path, file: str) -> bytes:
    """The bytes of the foreign file at *path*, called *file* in messages.

    RecordError (M013) for a pipe, a device or a folder, which would never end, and for one that is too large;
    Y001 where it cannot be opened.
    """
    from docgen.core.files import read_regular, unread

    try:
        data = read_regular(path, _LARGEST + 1)
    except OSError as fault:
        if fault.errno == errno.EINVAL:
            message = "这不是普通的文件（是管道、设备或者文件夹），没有读"
            raise RecordError([problem(Span(file), "M013", message, "写文件的名字")]) from None
        raise EnvironmentFault([unread(file, fault)]) from None
    if len(data) > _LARGEST:
        message = f"文件超过 {_LARGEST >> 20} MB，没有读"
        raise RecordError([problem(Span(file), "M013", message, "分成几个文件，或者去掉里面的大图片")])
    return data


def apart(work: Callable[[], Result], file: str, seconds: int = SECONDS) -> Result:
    """What *work* gives, done in a process of its own.

    Raises what *work* raises; RecordError (M012) at *file* where it takes more time or memory
    than a file may. Where the system cannot copy a process (Windows) it is done here, without limits.
    """
    if not hasattr(os, "fork"):
        return work()
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _do(work, theirs, seconds)
    os.close(theirs)
    try:
        data = _received(ours)
    finally:
        os.close(ours)
        _end(child)
    try:
        fine, result = pickle.loads(data)
    except (EOFError, pickle.UnpicklingError):
        message = "读这个文件要的时间或者内存多得不正常，没有读完"
        hint = "核对文件的来历；用 Word、WPS 或者阅读器打开，另存一份再试"
        raise RecordError([problem(Span(file), "M012", message, hint)]) from None
    if fine:
        return cast(Result, result)
    raise result


def _do(work: Callable[[], Result], out: int, seconds: int) -> None:
    """In the copy: do *work*, write what it gave and end, without whatever this process has to do at its end."""
    try:
        # What a library says of its own end is nothing for people.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        limit(MEMORY, seconds)
        try:
            told = pickle.dumps((True, work()))
        except MemoryError:
            return
        except Exception as fault:
            told = pickle.dumps((False, fault))
        with os.fdopen(out, "wb") as stream:
            stream.write(told)
    finally:
        # Where memory or time ran out nothing is said: that is told as M012.
        os._exit(0)


def limit(memory: int, seconds: int) -> None:
    """Let this process, and those that it starts, have *memory* bytes more and *seconds* of the processor more, where the system can."""
    import resource

    used = sum(resource.getrusage(resource.RUSAGE_SELF)[:2])
    wanted = ((resource.RLIMIT_CPU, int(used) + seconds), (resource.RLIMIT_AS, _held() + memory))
    for kind, most in wanted:
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue


def _held() -> int:
    """Bytes of address space of this process; where the system does not tell, more than it has."""
    try:
        with Path("/proc/self/statm").open(encoding="ascii") as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 4 << 30


def _received(pipe: int) -> bytes:
    pieces: list[bytes] = []
    end = time.monotonic() + _WALL
    while (left := end - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            break
        piece = os.read(pipe, 1 << 20)
        if not piece:
            return b"".join(pieces)
        pieces.append(piece)
    return b""


def _end(child: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
