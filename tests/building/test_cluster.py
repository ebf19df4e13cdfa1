"""The same plan on a real Dask cluster of two worker processes gives the same bytes."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import distributed
import pytest
from helpers import Scratch
from reliability import letters

Cli = Any


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    cluster = distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, host="127.0.0.1"
    )
    yield str(cluster.scheduler_address)
    cluster.close()


def made(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*.docx"))}


def test_the_same_bytes_and_the_same_errors(scratch: Scratch, cli: Cli, address: str) -> None:
    letters.write(scratch.root, 40, bad=2)
    arguments = ("build", "案", "--as", "检察建议书")
    here = cli(*arguments, "--jobs", "0", "-o", "本机")
    there = cli(*arguments, "--scheduler", address, "-o", "集群")
    assert there.code == here.code == 3
    assert len(made(scratch.root / "集群")) == 38
    assert made(scratch.root / "集群") == made(scratch.root / "本机")
    assert there.talk.rpartition("，")[0] == here.talk.rpartition("，")[0]
    assert "没有变化，38 份" in cli(*arguments, "--scheduler", address, "-o", "集群").talk


def test_a_worker_that_outlives_a_run_does_not_go_on_with_its_templates(
    scratch: Scratch, cli: Cli, address: str
) -> None:
    scratch.record("典型意义: 略\n")
    arguments = ("build", "案件.yaml", "--as", "trial", "--format", "txt", "--scheduler", address)
    for words in ("第一版", "第二版"):
        scratch.template(f"{words}\n")
        assert cli(*arguments).code == 0
        (path,) = (scratch.root / "output").rglob("*.txt")
        assert path.read_text(encoding="utf-8") == f"{words}\n"


def test_nobody_at_the_address_is_told_in_one_line(scratch: Scratch, cli: Cli) -> None:
    scratch.record("")
    ran = cli("build", "案件.yaml", "--as", "典型案例", "--scheduler", "tcp://127.0.0.1:1")
    assert ran.code == 5
    assert ran.talk.startswith("错误 B005 连不上集群 tcp://127.0.0.1:1\n")


def test_without_dask_it_is_said_how_to_install_it(scratch: Scratch, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    scratch.record("")
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = cli("build", "案件.yaml", "--as", "典型案例", "--scheduler", "tcp://127.0.0.1:1")
    assert ran.code == 5
    assert "没有安装 distributed，不能用集群" in ran.talk
    assert "pip install 'jiancha-docgen[cluster]'" in ran.talk


def test_a_worker_with_another_docgen_is_named(
    scratch: Scratch, cli: Cli, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from docgen.building import cluster

    scratch.record("")
    monkeypatch.setattr(cluster, "program", lambda: "另一个")
    ran = cli("build", "案件.yaml", "--as", "典型案例", "--scheduler", address)
    assert ran.code == 5
    assert "的 docgen 或者它用的库和这里不一样" in ran.talk
