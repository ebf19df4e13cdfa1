"""What is kept between runs is the user's own, whole, and never in the way."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from docgen import kept, norms
from docgen.kept import VARIABLE
from docgen.templating import catalog


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv(VARIABLE, str(tmp_path / "缓存"))
    kept.folder.cache_clear()
    yield tmp_path / "缓存"
    kept.folder.cache_clear()


def counted(made: list[int]) -> list[int]:
    made.append(1)
    return [len(made)]


def test_it_is_made_once_for_the_same_key(folder: Path) -> None:
    made: list[int] = []
    for key, wanted in (("a", [1]), ("a", [1]), ("b", [2]), ("b", [2])):
        assert kept.kept("thing", key, ("frames",), lambda: counted(made)) == wanted
    assert len(list(folder.iterdir())) == 1, "what was kept for other files is gone"


@pytest.mark.parametrize("spoil", [b"", b"x" * 10, b"x" * 100])
def test_what_is_spoiled_is_made_anew(folder: Path, spoil: bytes) -> None:
    made: list[int] = []
    kept.kept("thing", "a", (), lambda: counted(made))
    (path,) = folder.iterdir()
    path.write_bytes(spoil)
    assert kept.kept("thing", "a", (), lambda: counted(made)) == [2]
    assert kept.kept("thing", "a", (), lambda: counted(made)) == [2]


@pytest.mark.skipif(os.name == "nt", reason="Windows 没有这样的权限位")
def test_what_another_may_have_written_is_not_read(folder: Path) -> None:
    made: list[int] = []
    kept.kept("thing", "a", (), lambda: counted(made))
    (path,) = folder.iterdir()
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o666)
    assert kept.kept("thing", "a", (), lambda: counted(made)) == [2]


def test_where_nothing_can_be_kept_all_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "文件").write_text("")
    for where in ("", str(tmp_path / "文件")):
        monkeypatch.setenv(VARIABLE, where)
        kept.folder.cache_clear()
        assert kept.kept("thing", "a", (), lambda: 3) == kept.kept("thing", "a", (), lambda: 3) == 3
    kept.folder.cache_clear()


def test_norms_and_templates_come_back_as_they_were(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fresh = norms._norm("legal-instrument", "", "")
    for _ in range(2):
        norms._built_in.cache_clear()
        found = norms.load("legal-instrument")
        assert {name: getattr(found, name) for name in vars(fresh)} == vars(fresh)
        assert catalog._own() == catalog._kinds_in(catalog.BUILT_IN)
    assert len(list(folder.iterdir())) == 2
