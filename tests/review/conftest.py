"""A browser, and the preview of a folder served to it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from chromium import FLAGS
from chromium import program as chromium
from playwright.sync_api import Browser, Page, sync_playwright

from docgen.review.preview.server import PreviewServer, server
from docgen.review.preview.studio import Studio

GENEROUS = 60_000
"""Milliseconds: how long it takes is measured by the benchmark, here it only has to come."""


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    program = chromium()
    if not program:
        pytest.skip("没有 Chromium：请安装 chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def serving() -> Iterator[Callable[[Path], PreviewServer]]:
    """Serves the preview of a path until the test ends."""
    made: list[PreviewServer] = []

    def serve(path: Path) -> PreviewServer:
        made.append(server(Studio(path)))
        threading.Thread(target=made[-1].serve_forever, daemon=True).start()
        return made[-1]

    yield serve
    for one in made:
        one.shutdown()
        one.server_close()


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A new page; no script of it may fail."""
    page = browser.new_page(viewport={"width": 1400, "height": 950})
    page.set_default_timeout(GENEROUS)
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    yield page
    page.close()
    assert faults == []


@pytest.fixture
def shot(tab: Page) -> Callable[[str], None]:
    """Keeps a picture where DOCGEN_SHOTS names a folder."""

    def keep(name: str) -> None:
        if folder := os.environ.get("DOCGEN_SHOTS"):
            tab.screenshot(path=f"{folder}/{name}.png")

    return keep
