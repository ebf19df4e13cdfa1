"""The preview in a real browser: it shows the page, follows the files, survives what is broken, and is nobody else's."""

from __future__ import annotations

import http.client
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from helpers import SAMPLES
from playwright.sync_api import Page, expect, sync_playwright

from docgen.review.preview.server import server
from docgen.review.preview.studio import Studio

RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设").read_text(encoding="utf-8")
GENEROUS = 60_000
"""Milliseconds: how long it takes is measured by the benchmark, here it only has to come."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docgen.yaml").write_text("", encoding="utf-8")
    (tmp_path / "案件.yaml").write_text(RECORD, encoding="utf-8")
    return tmp_path


@pytest.fixture
def port(root: Path) -> Iterator[int]:
    made = server(Studio(root))
    thread = threading.Thread(target=made.serve_forever, daemon=True)
    thread.start()
    yield made.server_port
    made.shutdown()
    made.server_close()


@pytest.fixture
def page(port: int) -> Iterator[Page]:
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if not program:
        pytest.skip("没有 Chromium：请安装 chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(GENEROUS)
        page.goto(f"http://127.0.0.1:{port}/")
        page.locator("#kind").select_option("recommendation")
        page.locator(".sheet").filter(has_text="检察建议书").first.wait_for()
        yield page
        browser.close()


def test_the_page_follows_the_file_and_survives_what_is_broken(page: Page, root: Path) -> None:
    record = root / "案件.yaml"
    before = sorted(root.rglob("*"))
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    pages = page.locator("#pages")
    page.evaluate("document.getElementById('pages').scrollTop = 700")

    record.write_text(RECORD.replace("没有实地核查", "没有派人核查"), encoding="utf-8")
    started = time.monotonic()
    expect(pages).to_contain_text("没有派人核查", timeout=GENEROUS)
    print(f"\nsave to new text: {time.monotonic() - started:.2f} s")
    assert page.evaluate("document.getElementById('pages').scrollTop") == 700

    record.write_text(RECORD.replace("检察建议:", "检察建议: {", 1), encoding="utf-8")
    expect(page.locator("#banner")).to_contain_text("上一次做成的样子", timeout=GENEROUS)
    assert page.locator(".sheet").count() > 1
    if shot := os.environ.get("DOCGEN_SHOTS"):
        page.screenshot(path=f"{shot}/broken.png")

    record.write_text(RECORD.replace("没有实地核查", "没有到场核查"), encoding="utf-8")
    expect(pages).to_contain_text("没有到场核查", timeout=GENEROUS)
    expect(page.locator("#banner")).to_be_hidden()
    assert faults == []
    assert sorted(root.rglob("*")) == before


def test_a_finding_leads_to_its_line_and_the_paper_can_be_taken_along(page: Page, root: Path) -> None:
    typed = RECORD.replace("    日期: 2024年4月22日\n", "    日期: \n")
    (root / "案件.yaml").write_text(typed.replace("领域: 妇女权益保障", "领域: 没有的领域"), encoding="utf-8")
    page.locator("#problems button", has_text="没有的领域").first.click()
    expect(page.locator("#source .here")).to_have_text("领域: 没有的领域")
    if shot := os.environ.get("DOCGEN_SHOTS"):
        page.screenshot(path=f"{shot}/finding.png")
    for name, start in (("DOCX", b"PK"), ("PDF", b"%PDF")):
        with page.expect_download() as download:
            page.get_by_text(f"下载 {name}").click()
        assert Path(download.value.path()).read_bytes().startswith(start)
    page.locator("#look").select_option("web")
    expect(page.frame_locator("#web").locator("h1").first).to_be_visible()


def status(port: int, method: str, path: str, **headers: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_nobody_else_is_served_and_nothing_outside_the_project(port: int, root: Path) -> None:
    own = f"127.0.0.1:{port}"
    assert status(port, "GET", "/list", Host=own) == 200
    assert status(port, "GET", "/list", Host=f"evil.example:{port}") == 403
    assert status(port, "GET", "/list", Host=own, Origin="http://evil.example") == 403
    assert status(port, "GET", "/list", Host=own, Sec_Fetch_Site="cross-site") == 403
    assert status(port, "POST", "/list", Host=own, Origin="http://evil.example") == 403
    assert status(port, "POST", "/list", Host=own) == 405
    (root / "别的.txt").write_text("秘密", encoding="utf-8")
    for name in ("%2Fetc%2Fpasswd", "..%2F..%2Fetc%2Fpasswd", "%E5%88%AB%E7%9A%84.txt"):
        assert status(port, "GET", f"/source?file={name}", Host=own) == 404
        assert status(port, "GET", f"/view?record={name}", Host=own) == 404
    assert status(port, "GET", "/../../etc/passwd", Host=own) == 404
