"""The same plan on a cluster that is there already: Dask distributed, through the standard Executor.

Workers must see the project under the same path (a shared folder) and run the same docgen;
that is asked of each before work begins. Results come back to the caller, who writes them.
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from docgen.building.fresh import program
from docgen.building.ledger import file_digest
from docgen.building.pool import Engine
from docgen.building.request import Request
from docgen.core.errors import EnvironmentFault, problem

CHUNK = 32
"""Tasks that go to a worker at once: the scheduler takes some 5 ms for each call."""
_PATIENCE = 20
"""Seconds to wait for the scheduler."""
_HINT = "怎样搭集群见 docs/批量生成.md"


def about(record: str) -> tuple[str, str, str]:
    """What a process says of itself: its docgen, its Python, and the hash of *record* as it sees it."""
    return program(), platform.python_version(), file_digest(Path(record))


@contextmanager
def cluster(request: Request, count: int) -> Iterator[Engine]:
    """The engine of the cluster at the address that *request* names.

    Raises EnvironmentFault (B005) where Dask is not installed, nobody answers, or a worker
    runs another docgen or does not see the records.
    """
    client = _client(request.scheduler)
    try:
        workers = _checked(client, request)
        executor: Executor = client.get_executor(pure=False)
        chunk = max(1, min(CHUNK, count // (4 * workers)))
        yield Engine(executor, chunk, ahead=2 * workers)
        executor.shutdown()
    finally:
        client.close()


def _client(address: str) -> Any:
    try:
        import distributed
    except ImportError:
        fault = problem(None, "B005", "没有安装 distributed，不能用集群", "pip install 'jiancha-docgen[cluster]'")
        raise EnvironmentFault([fault]) from None
    # What the library has to say of a lost connection is said by us, in one line.
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        connect: Any = distributed.Client
        return connect(address, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError):
        fault = problem(None, "B005", f"连不上集群 {address}", f"核对地址，例如 tcp://10.0.0.5:8786；{_HINT}")
        raise EnvironmentFault([fault]) from None


def _checked(client: Any, request: Request) -> int:
    """How many workers there are; each must run what runs here, and see the first record."""
    record = next((str(path.resolve()) for path in request.records), "")
    own = about(record)
    told: Mapping[str, Any] = client.run(about, record, on_error="return")
    if not told:
        raise EnvironmentFault([problem(None, "B005", f"集群 {request.scheduler} 里没有工作进程", _HINT)])
    for address, answer in sorted(told.items()):
        if isinstance(answer, BaseException):
            message = f"工作进程 {address} 里没有 docgen"
        elif answer[0] != own[0]:
            message = f"工作进程 {address} 的 docgen 或者它用的库和这里不一样，生成的文件会不一致"
        elif answer[1].rpartition(".")[0] != own[1].rpartition(".")[0]:
            message = f"工作进程 {address} 的 Python 是 {answer[1]}，这里是 {own[1]}"
        elif answer[2] != own[2]:
            message = f"工作进程 {address} 看不到这里的记录"
        else:
            continue
        raise EnvironmentFault([problem(None, "B005", message, _HINT)])
    return len(told)
