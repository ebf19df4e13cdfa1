"""The preview in a real browser: it shows the page, follows the files, survives what is broken, and is nobody else's."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest
from helpers import SAMPLES
from playwright.sync_api import Page, expect

from docgen.review.editing.desk import state_of
from docgen.review.editing.write import Edit
from docgen.review.preview.server import TOKEN, PreviewServer, server
from docgen.review.preview.studio import Studio
from docgen.review.preview.watch import Watch

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
def served(root: Path, serving: Callable[[Path], PreviewServer]) -> PreviewServer:
    return serving(root)


@pytest.fixture
def page(served: PreviewServer, tab: Page) -> Page:
    tab.goto(served.address)
    tab.locator("#kind").select_option("recommendation")
    tab.locator(".sheet").filter(has_text="检察建议书").first.wait_for()
    return tab


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


def status(served: PreviewServer, method: str, path: str, body: str = "", **headers: str) -> int:
    """The answer to a request of the page of this run, but for *headers* (an empty one is left out)."""
    own = f"127.0.0.1:{served.server_port}"
    usual = {"Host": own, TOKEN: served.token}
    if method == "POST":
        usual |= {"Origin": f"http://{own}", "Content-Type": "application/json"}
    usual |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection = http.client.HTTPConnection("127.0.0.1", served.server_port, timeout=60)
    connection.request(method, path, body or None, {name: value for name, value in usual.items() if value})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def test_nobody_else_is_served_and_nothing_outside_the_project(served: PreviewServer, root: Path) -> None:
    port = served.server_port
    assert status(served, "GET", "/list") == 200
    assert status(served, "GET", "/list", Host=f"evil.example:{port}") == 403
    assert status(served, "GET", "/list", Origin="http://evil.example") == 403
    assert status(served, "GET", "/list", Sec_Fetch_Site="cross-site") == 403
    (root / "别的.txt").write_text("秘密", encoding="utf-8")
    for name in ("%2Fetc%2Fpasswd", "..%2F..%2Fetc%2Fpasswd", "%E5%88%AB%E7%9A%84.txt"):
        assert status(served, "GET", f"/source?file={name}") == 404
        assert status(served, "GET", f"/view?record={name}") == 404
        assert status(served, "GET", f"/form?record={name}&path=[]") == 404
    assert status(served, "GET", "/../../etc/passwd") == 404


def test_without_the_token_of_this_run_nothing_is_told(served: PreviewServer) -> None:
    for path in (
        "/list",
        "/view?record=案件.yaml",
        "/wait?version=",
        "/form?record=案件.yaml&path=[]",
        "/laws",
        "/file",
    ):
        assert status(served, "GET", quote(path, "/?=&"), X_Docgen_Token="") == 403
        assert status(served, "GET", quote(path, "/?=&"), X_Docgen_Token="x" * len(served.token)) == 403
    assert status(served, "GET", f"/list?token={served.token}", X_Docgen_Token="") == 200
    other = server(Studio(Path()))
    assert other.token != served.token
    other.server_close()


def test_only_the_page_of_this_run_may_write(served: PreviewServer, root: Path) -> None:
    before = (root / "案件.yaml").read_bytes()
    edit = {"record": "案件.yaml", "state": state_of(RECORD), "what": "set", "path": ["领域"], "value": "市政"}
    body = json.dumps(edit)
    for wrong in (
        {"X_Docgen_Token": ""},
        {"Origin": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Host": "evil.example"},
    ):
        assert status(served, "POST", "/edit", body, **wrong) == 403, wrong
    assert status(served, "POST", f"/edit?token={served.token}", body, X_Docgen_Token="") == 403
    assert status(served, "POST", "/edit", body, Content_Type="text/plain") == 413
    for changed in (
        {"record": "docgen.yaml"},
        {"record": "../案件.yaml"},
        {"path": []},
        {"path": [{}]},
        {"path": ["领域", ["x"]]},
        {"what": "run"},
        {"value": 3},
        {"value": {"甲": {}}, "path": ["没有", "的"]},
    ):
        assert status(served, "POST", "/edit", json.dumps(edit | changed)) in (404, 409), changed
    assert status(served, "POST", "/edit", "[]") == status(served, "POST", "/list", body) == 404
    assert (root / "案件.yaml").read_bytes() == before
    assert status(served, "POST", "/edit", body) == 200
    assert "领域: 市政" in (root / "案件.yaml").read_text(encoding="utf-8")


def test_a_connection_that_says_nothing_is_ended(served: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.review.preview.server._Handler.timeout", 0.2)
    for sent in (
        b"",
        b"GET /list HTTP/1.1\r\nHost: ",
        f"POST /edit HTTP/1.1\r\nHost: 127.0.0.1:{served.server_port}\r\n".encode(),
    ):
        with socket.create_connection(("127.0.0.1", served.server_port), timeout=60) as line:
            line.sendall(sent)
            assert line.recv(1000) == b""


def test_a_request_by_a_byte_at_a_time_is_ended(served: PreviewServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docgen.review.preview.server._Handler.timeout", 0.3)
    for start in (b"GET /list HTTP/1.1\r\nX: ", head(served, "POST", "/edit", 100_000)):
        with socket.create_connection(("127.0.0.1", served.server_port), timeout=60) as line:
            line.sendall(start)
            with pytest.raises(OSError):
                for _ in range(10_000):
                    line.sendall(b"x")
                    line.settimeout(0.05)
                    try:
                        if line.recv(1000) == b"":
                            raise ConnectionResetError
                    except TimeoutError:
                        continue


def head(served: PreviewServer, method: str, path: str, size: int) -> bytes:
    own = f"127.0.0.1:{served.server_port}"
    return (
        f"{method} {path} HTTP/1.1\r\nHost: {own}\r\nOrigin: http://{own}\r\n{TOKEN}: {served.token}\r\n"
        f"Content-Type: application/json\r\nContent-Length: {size}\r\n\r\n"
    ).encode()


def test_many_idle_connections_do_not_pile_up(served: PreviewServer) -> None:
    held = [socket.create_connection(("127.0.0.1", served.server_port), timeout=60) for _ in range(100)]
    # Those that found no room were closed at once.
    assert any(line.recv(1) == b"" for line in reversed(held[-20:]))
    for line in held:
        line.close()


def test_links_lead_nowhere_outside_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    outside, root = tmp_path / "外面", tmp_path / "项目"
    outside.mkdir()
    (root / "templates").mkdir(parents=True)
    monkeypatch.chdir(root)
    (root / "docgen.yaml").write_text("", encoding="utf-8")
    (outside / "别人.yaml").write_text(RECORD, encoding="utf-8")
    (outside / "样子.j2").write_text("秘密", encoding="utf-8")
    (root / "真的.yaml").write_text(RECORD, encoding="utf-8")
    (root / "外面的.yaml").symlink_to(outside / "别人.yaml")
    (root / "里面的.yaml").symlink_to(root / "真的.yaml")
    (root / "templates" / "样子.j2").symlink_to(outside / "样子.j2")
    (root / "夹子").symlink_to(outside)
    studio = Studio(root)
    assert studio.records() == ["真的.yaml", "里面的.yaml"]
    for name in ("外面的.yaml", "templates/样子.j2", "夹子/别人.yaml"):
        with pytest.raises(KeyError):
            studio.source(name)
    # An edit through a link inside the project changes what it leads to, and leaves the link.
    studio.edit("里面的.yaml", state_of(RECORD), Edit("set", ("领域",), "市政"), "")
    assert (root / "里面的.yaml").is_symlink() and "领域: 市政" in (root / "真的.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("told", [True, False])
def test_a_change_is_noticed_whether_the_system_tells_or_not(root: Path, told: bool) -> None:
    noticed = threading.Event()
    watch = Watch([root], lambda path: path.endswith(".yaml"), noticed.set, told=told)
    try:
        for number in range(600):
            (root / "案件.yaml").write_text(RECORD + f"# {number}\n", encoding="utf-8")
            if noticed.wait(0.1):
                break
        assert noticed.is_set() and watch.told is told
    finally:
        watch.stop()
