"""On the path of a process under test: it is killed (signal 9), or hangs, when it reads the record that says so."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from docgen.records import loader

_KILLS, _HANGS = "杀进程的记录", "读不完的记录"
_load = loader.load


def load(*arguments: Any, **more: Any) -> loader.Loaded:
    loaded = _load(*arguments, **more)
    # A case by its 事由, a release by its 标题.
    said = (getattr(loaded.record, "matter", None), getattr(loaded.record, "title", None))
    while _HANGS in said:
        time.sleep(0.05)
    if _KILLS in said:
        os.kill(os.getpid(), signal.SIGKILL)
    return loaded


loader.load = load
