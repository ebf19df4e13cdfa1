"""On the path of a process under test: it is killed (signal 9) when it reads the record that says so."""

from __future__ import annotations

import os
import signal
from typing import Any

from docgen.records import loader

_KILLS = "杀进程的记录"
_load = loader.load


def load(*arguments: Any, **more: Any) -> loader.Loaded:
    loaded = _load(*arguments, **more)
    if loaded.case is not None and loaded.case.matter == _KILLS:
        os.kill(os.getpid(), signal.SIGKILL)
    return loaded


loader.load = load
