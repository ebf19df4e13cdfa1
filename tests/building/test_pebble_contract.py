"""What docgen relies on in Pebble, in one place: an upgrade that changes it fails here, by name."""

from __future__ import annotations

import importlib
import inspect
import os
import signal
import time
from collections.abc import Iterator
from concurrent import futures
from pathlib import Path
from typing import Any

import pytest
from pebble import CONSTS, ProcessExpired, ProcessPool

from docgen.building import pool

TAKEN: list[tuple[Any, tuple[str, ...]]] = [
    (ProcessPool, ("max_workers", "initializer", "context")),
    (ProcessPool.schedule, ("function", "args", "kwargs", "timeout")),
    (ProcessPool.stop, ()),
    (ProcessPool.join, ()),
]


@pytest.mark.parametrize(("function", "names"), TAKEN, ids=[row[0].__qualname__ for row in TAKEN])
def test_what_is_handed_over_is_taken(function: Any, names: tuple[str, ...]) -> None:
    assert set(names) - set(inspect.signature(function).parameters) == set()


def test_a_call_is_handed_over_by_the_order_of_its_parts() -> None:
    assert list(inspect.signature(ProcessPool.schedule).parameters)[:4] == ["self", "function", "args", "kwargs"]


def _deaf(told: str) -> None:
    """A worker that does not hear the first signal, as one deep in C code; *told* gets its number."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    Path(told).write_text(str(os.getpid()), encoding="utf-8")
    time.sleep(60)


@pytest.mark.skipif(os.name == "nt", reason="只在 Linux 和 macOS 上有信号")
def test_the_pool_goes_by_what_is_set_and_ends_a_worker_deaf_to_the_first_signal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    usual = type(CONSTS)

    class Watched(usual):  # type: ignore[misc, valid-type]
        def __getattribute__(self, name: str) -> Any:
            asked.add(name)
            return super().__getattribute__(name)

    monkeypatch.setattr(CONSTS, "__class__", Watched)
    workers = pool.LocalPool(1, None)
    assert (CONSTS.sleep_unit, CONSTS.term_timeout) == (0.02, 0.5)
    asked.clear()
    told = tmp_path / "told"
    workers.submit(_deaf, str(told))
    while not (told.exists() and told.read_text(encoding="utf-8")):
        time.sleep(0.02)
    workers.shutdown()
    assert {"sleep_unit", "term_timeout"} <= asked
    with pytest.raises(ProcessLookupError):
        os.kill(int(told.read_text(encoding="utf-8")), 0)


def test_what_the_server_loads_beforehand_is_there() -> None:
    loaded = [importlib.import_module(name).__name__ for name in pool._PRELOAD]
    assert "pebble.pool.process" in loaded


@pytest.fixture
def workers() -> Iterator[pool.LocalPool]:
    made = pool.LocalPool(1, 1.0)
    yield made
    made.shutdown()


def test_a_call_too_long_and_a_worker_that_dies_lose_nothing_but_themselves(workers: pool.LocalPool) -> None:
    slow = workers.submit(time.sleep, 30)
    assert isinstance(slow, futures.Future)
    with pytest.raises(futures.TimeoutError):
        slow.result(timeout=20)
    with pytest.raises(ProcessExpired):
        workers.submit(os._exit, 3).result(timeout=20)
    assert workers.submit(abs, -4).result(timeout=20) == 4


def test_a_pool_that_has_ended_says_so_with_the_fault_that_begins_it_anew(workers: pool.LocalPool) -> None:
    before: Any = workers._pool
    before.stop()
    before.join()
    with pytest.raises(RuntimeError):
        before.schedule(abs, (-1,))
    assert workers.submit(abs, -5).result(timeout=20) == 5
    assert workers._pool is not before
