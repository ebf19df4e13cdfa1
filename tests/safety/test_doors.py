"""What docgen opens: files of the project and of the installation; no socket, no process. Watched by Python itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from helpers import ROOT, SAMPLES, Scratch

RECORD = next(path for path in SAMPLES if path.stem == "母婴室建设")
ATTACKS = (
    '<img src="http://127.0.0.1:9/a.png">',
    '<img src="//127.0.0.1:9/a.png">',
    '<img src="file:///etc/passwd">',
    '<img src=x onerror="fetch(\'http://127.0.0.1:9\')">',
    '<script src="http://127.0.0.1:9/a.js"></script>',
    '<link rel="stylesheet" href="http://127.0.0.1:9/a.css">',
    '<link rel="attachment" href="file:///etc/passwd">',
    '<a rel="attachment" href="file:///etc/passwd">甲</a>',
    '<a href="javascript:alert(1)">甲</a>',
    '<iframe src="file:///etc/passwd"></iframe>',
    '<object data="file:///etc/passwd"></object>',
    '<embed src="http://127.0.0.1:9/a.svg">',
    '<svg><image href="http://127.0.0.1:9/a.png"/></svg>',
    '<svg><use href="file:///etc/passwd#a"/></svg>',
    "<style>@import url(http://127.0.0.1:9/a.css);</style>",
    "<style>@font-face{font-family:a;src:url(http://127.0.0.1:9/a.woff)}</style>",
    "<style>*{background:url(file:///etc/passwd)}</style>",
    '<p style="content:url(http://127.0.0.1:9/a)">',
    '<base href="http://127.0.0.1:9/">',
    '<meta http-equiv="refresh" content="0;url=http://127.0.0.1:9/">',
    '<meta name="author" content="某人">',
    '<!--[if IE]><img src="http://127.0.0.1:9/"><![endif]-->',
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>&b;',
    "![甲](http://127.0.0.1:9/a.png)",
    "url(data:text/html;base64,PHNjcmlwdD4=)",
    "http://127.0.0.1:9/ 和 file:///etc/passwd",
    "INCLUDEPICTURE http://127.0.0.1:9/a.png",
    "\\\\127.0.0.1\\共享\\甲.docx",
)  # fmt: skip


def watched(root: Path, *commands: list[str]) -> Any:
    """What ``doors.py`` saw while docgen ran *commands* in *root*."""
    settings = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(Path(__file__).with_name("doors.py")), json.dumps(commands)]
    done = subprocess.run(command, cwd=root, env=settings, capture_output=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def project(scratch: Scratch, text: str) -> None:
    scratch.record(text)
    scratch.record(text, "案/案件.yaml")


def test_commands_open_nothing_outside_and_start_nothing(scratch: Scratch) -> None:
    project(scratch, RECORD.read_text(encoding="utf-8"))
    seen = watched(
        scratch.root,
        ["check", "案件.yaml"],
        ["render", "案件.yaml", "--as", "典型案例,检察建议书", "--format", "docx,html,txt,json,wechat"],
        ["build", "案", "--jobs", "0", "-o", "出"],
        ["publish", "案件.yaml", "-o", "公开.yaml"],
        ["snapshot", "案件.yaml", "--update"],
    )
    assert seen["codes"] == [0, 0, 0, 0, 0]
    assert seen["opened"] > 100
    assert seen["seen"] == []


def test_importing_needs_a_place_for_temporary_files_and_nothing_else(
    scratch: Scratch, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch.file("来文.txt", "案例1：某某案\n【基本案情】\n群众投诉。\n【典型意义】\n关乎民生。\n")
    monkeypatch.setenv("TMPDIR", str(scratch.file("暂存/空", "").parent))
    seen = watched(scratch.root, ["import", "来文.txt", "--to", "导入"])
    assert (seen["codes"], seen["seen"]) == ([0], [])
    assert [path.name for path in (scratch.root / "暂存").iterdir()] == ["空"]


def test_a_pdf_opens_fonts_besides_and_starts_nothing(scratch: Scratch) -> None:
    project(scratch, RECORD.read_text(encoding="utf-8"))
    seen = watched(scratch.root, ["render", "案件.yaml", "--as", "送达回证", "--format", "pdf"])
    assert seen["codes"] == [0]
    # The table of types of files that Python's mimetypes reads.
    assert [one for one in seen["seen"] if not one.endswith("mime.types")] == []


@pytest.mark.parametrize("attack", range(0, len(ATTACKS), 14))
def test_what_a_record_says_opens_nothing(scratch: Scratch, attack: int) -> None:
    some = ATTACKS[attack : attack + 14]
    quoted = ["'" + one.replace("'", "''") + "'" for one in some]
    record = f"案由: {quoted[0]}\n证据: [{', '.join(quoted)}]\n"
    scratch.template("@标题 {{ 案由 }}\n{% for 甲 in 证据 %}\n{{ 甲 }}\n{% endfor %}\n| {{ 案由 }} | 格 |\n")
    scratch.record(record)
    seen = watched(
        scratch.root, ["render", "案件.yaml", "--as", "trial", "--format", "docx,html,wechat,pdf", "-o", "出"]
    )
    assert seen["codes"] == [0]
    assert [one for one in seen["seen"] if not one.endswith("mime.types")] == []
    (path,) = (scratch.root / "出").rglob("*.pdf")
    with pikepdf.open(path) as pdf:
        assert list(pdf.attachments) == []
        raw = b"".join(bytes(item.unparse()) for item in pdf.objects)
        assert not any(word in raw for word in (b"/EmbeddedFile", b"/FileAttachment", b"/URI", b"/Launch", b"/JavaScript", b"/GoToR"))  # fmt: skip
    for page in (scratch.root / "出").rglob("*.html"):
        assert "127.0.0.1" not in "".join(tag for tag in _tags(page.read_text(encoding="utf-8")))


def _tags(page: str) -> list[str]:
    import re

    return re.findall(r"<[^<>]*>", page)


def test_there_are_more_than_twenty_five_attacks() -> None:
    assert len(set(ATTACKS)) >= 25


def test_the_watch_sees(tmp_path: Path) -> None:
    """No watch that sees nothing: what it must find is done in front of it."""
    code = (
        "import sys, os, socket, subprocess\nfrom pathlib import Path\n"
        f"sys.path.insert(0, {str(Path(__file__).parent)!r})\nfrom doors import Watch\n"
        "watch = Watch([Path(sys.prefix)], [Path.cwd()])\nsys.addaudithook(watch)\nwatch.on = True\n"
        "open('/etc/hosts').close()\nsocket.socket().close()\n"
        "try: open('/甲', 'w').close(); os.remove('/甲')\nexcept OSError: pass\n"
        "subprocess.run([sys.executable, '-c', ''])\nwatch.on = False\nprint('\\n'.join(watch.seen))"
    )
    seen = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert "read /etc/hosts" in seen or os.name == "nt"
    assert "socket." in seen and "subprocess.Popen" in seen and "write /甲" in seen
