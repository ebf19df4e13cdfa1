"""The process that workers are forked from: it loads docgen once, while the caller goes on."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from typing import Any

_PRELOAD = ["docgen.building.worker", "docgen.writers.docx", "docgen.norms", "pebble.pool.process"]


def context() -> Any:
    """How worker processes are begun on this system: forked from the server, which runs then, or new from the start."""
    method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
    found: Any = multiprocessing.get_context(method)
    if method == "forkserver":
        found.set_forkserver_preload(_PRELOAD)
        _start()
    return found


def _start() -> None:
    """Start the server deaf to Ctrl-C: one that came while it loads docgen would end in a traceback."""
    from multiprocessing import forkserver

    heard = threading.current_thread() is threading.main_thread()
    before = signal.signal(signal.SIGINT, signal.SIG_IGN) if heard else None
    try:
        forkserver.ensure_running()
    finally:
        if heard:
            signal.signal(signal.SIGINT, before)
