"""Fixtures that many tests share, and the rule that in CI nothing may be skipped unseen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from docgen.page import fonts

if TYPE_CHECKING:
    from helpers import Ran, Scratch

# A skip whose reason begins with one of these is fine even with --no-skips: the test is about another system.
# The published texts are no part of the project: elsewhere than in our own CI they are not at hand.
ALLOWED_SKIPS = ("只在 Windows", "只在 macOS", "DOCGEN_CORPUS")
MAC_SOFFICE = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")


LONGEST = (
    "building/test_kit.py",
    "reliability/test_every_kind.py",
    "reliability/test_leak.py",
    "formats/test_validity.py",
    "formats/test_browser.py",
    "privacy/test_publish.py",
    "safety/test_foreign_files.py",
    "reliability/test_fuzz.py",
    "formats/test_pdf.py",
    "review/test_editing_page.py",
    "checks/test_gold.py",
    "building/test_workers.py",
    "safety/test_word_templates.py",
)
"""The files that take more than half a minute: begun first, so that no worker ends long before the others."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    order = {Path(__file__).parent / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: order.get(item.path, len(order)))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--no-skips",
        action="store_true",
        default=os.environ.get("CI") == "true",
        help="a skipped test fails, unless its reason is one of ALLOWED_SKIPS (the default when CI=true)",
    )


def forbid_skip(config: pytest.Config, report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn the report of a skip that is not allowed into a failure."""
    if not report.skipped or hasattr(report, "wasxfail") or not config.getoption("--no-skips"):
        return
    where, line, reason = report.longrepr if isinstance(report.longrepr, tuple) else ("", 0, str(report.longrepr))
    reason = reason.removeprefix("Skipped: ")
    if not reason.startswith(ALLOWED_SKIPS):
        report.outcome = "failed"
        report.longrepr = f"{where}:{line}: 跳过了，而这里不许跳过（--no-skips）：{reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    report = yield
    forbid_skip(item.config, report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Generator[None, Any, Any]:
    report = yield
    forbid_skip(collector.config, report)
    return report


@pytest.fixture(scope="session")
def soffice() -> str:
    """The path of LibreOffice's program."""
    found = shutil.which("soffice") or shutil.which("libreoffice") or (MAC_SOFFICE.exists() and str(MAC_SOFFICE))
    if not found:
        pytest.skip("没有 LibreOffice：请安装 libreoffice-writer")
    return found


@pytest.fixture(scope="session")
def fontconfig() -> Path:
    """The configuration by which LibreOffice finds the free fonts."""
    found = fonts.fontconfig_file()
    if found is None:
        pytest.skip("没有 Fandol 字体：请运行 sh .ci/fonts")
    return found


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Scratch:
    """A scratch project, which is the working directory."""
    import helpers

    monkeypatch.chdir(tmp_path)
    return helpers.scratch(tmp_path)


@pytest.fixture
def cli(scratch: Scratch, capsysbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Ran]:
    """Run docgen in this process and in the scratch project: exit code, stdout and stderr."""
    import helpers

    from docgen.cli.run import run

    def call(*arguments: str | Path) -> Ran:
        code = run([str(item) for item in arguments])
        seen = capsysbinary.readouterr()
        return helpers.Ran(code, seen.out, seen.err)

    return call
