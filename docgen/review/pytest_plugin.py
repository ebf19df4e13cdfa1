"""The snapshots of a project as items of its own pytest suite.

Set in pytest's settings which records count; without it nothing is collected:

    [tool.pytest.ini_options]
    docgen_records = ["cases"]

Each record is an item; it fails with the changed sentences. ``--snapshot-update`` accepts
what is printed now. One more item per folder finds snapshots that belong to nothing.
docgen itself is imported only when there is something to run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """The setting ``docgen_records`` and the option ``--snapshot-update``."""
    parser.addini("docgen_records", "docgen 记录的文件或者文件夹，相对于 rootdir", type="linelist", default=[])
    parser.getgroup("docgen").addoption(
        "--snapshot-update", action="store_true", help="接受现在印出来的内容为新的快照（docgen）"
    )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put the snapshot items behind the suite's own, before ``-k`` and ``-m`` choose among them."""
    for name in config.getini("docgen_records"):
        items += _items(session, config.rootpath / name, name)


def _items(session: pytest.Session, path: Path, name: str) -> Iterator[pytest.Item]:
    if not path.exists():
        raise pytest.UsageError(f"docgen_records：没有“{name}”这个文件或者文件夹")
    from docgen.records.kinds import records_in

    for record in records_in(path):
        label = (
            record.relative_to(session.config.rootpath).as_posix()
            if record.is_relative_to(session.config.rootpath)
            else str(record)
        )
        yield SnapshotItem.from_parent(session, name=f"docgen[{label}]", record=record)
    if path.is_dir():
        yield UnusedItem.from_parent(session, name=f"docgen[{name}：没有用到的快照]", folder=path)


def _told(record: Path, lines: Iterable[str], problems: Iterable[Any]) -> str:
    """Findings as the command line prints them, and *lines*, without what *record* holds back."""
    from docgen.core.errors import LEVEL_NAMES
    from docgen.privacy.redact import hiding, without_secrets

    found = []
    for item in without_secrets(problems):
        place = f"{item.span.file}:{item.span.line}:{item.span.column}: " if item.span and item.span.file else ""
        found.append(f"{place}{LEVEL_NAMES[item.level]} {item.code} {item.message}")
        found += [f"    → {item.hint}"] if item.hint else []
    hide = hiding([str(record)])
    return "\n".join(hide(line) for line in (*found, *lines))


class Different(Exception):
    """What is printed is not what was accepted; the message is for people."""


class SnapshotItem(pytest.Item):
    """One record: every paper of it prints what was accepted."""

    def __init__(self, *, record: Path, **more: Any) -> None:
        super().__init__(**more)
        self.record = record

    def runtest(self) -> None:
        from docgen.review.snapshot import compare

        found = compare(self.record, update=self.config.getoption("--snapshot-update"))
        lines: list[str] = []
        for item in found.differences:
            lines += [item.problem.message, *(f"  {line}" for line in item.lines), f"  → {item.problem.hint}"]
        if told := _told(self.record, lines, (item for item in found.problems if item.level == "error")):
            raise Different(told)

    def repr_failure(self, excinfo: Any, style: Any = None) -> Any:
        """The changed sentences alone: a traceback of ours helps nobody."""
        if isinstance(excinfo.value, Different):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.record, 0, self.name


class UnusedItem(pytest.Item):
    """One folder: no snapshot is left of a record, a kind or an addressee that is gone."""

    def __init__(self, *, folder: Path, **more: Any) -> None:
        super().__init__(**more)
        self.folder = folder

    def runtest(self) -> None:
        from docgen.review.snapshot import compare

        found = compare(self.folder, update=self.config.getoption("--snapshot-update"))
        unused = [item.problem for item in found.differences if item.problem.code == "S003"]
        if unused:
            raise Different(_told(self.folder, (), unused))

    repr_failure = SnapshotItem.repr_failure

    def reportinfo(self) -> tuple[Path, int, str]:
        return self.folder, 0, self.name
