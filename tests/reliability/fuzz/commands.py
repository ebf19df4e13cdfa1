"""The command line: any arguments, and files that are no good behind them."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from functools import cache
from typing import Any

from hypothesis import strategies as st

from docgen.cli.run import run
from docgen.papers.make import Terms, make

from . import alter, desk, sound
from .files import letter, sources

COMMANDS = ("render", "build", "web", "import", "check", "explain", "snapshot", "scan", "publish", "mapping", "diff", "schema", "ledger", "init", "add", "next", "docs", "upgrade", "new", "new case", "new conference", "new release", "new template", "templates", "templates list", "templates eject", "templates diff", "templates check", "absorb", "没有这个", "")  # fmt: skip
_OPTIONS = ("--as", "--format", "-o", "--out", "--date", "--length", "--final", "--draft", "--template", "--force", "--allow", "--json", "-v", "--verbose", "--pdf-variant", "--to", "--verify", "--report", "--fix", "--select", "--ignore", "--strict", "--update", "--only", "--record", "--html", "--redline", "--yes", "--ics", "--changed", "--dry-run", "--check", "--fail-fast", "--time-limit", "--office", "--matter", "--name", "--kind", "--genre", "--title", "--public", "--help", "--version", "--", "-", "--没有")  # fmt: skip
_NAMES = ("案件.yaml", "发布会.yaml", "坏.yaml", "没有.yaml", "案", ".", "..", "空", "信.docx", "坏.docx", "页.html", "字.txt", "表.xlsx", "出", "出/甲.docx", "甲.txt", "甲.pdf", "甲.html", "甲.json", "甲.csv", "甲.ics", "-", "recommendation", "检察建议书", "典型案例,检察建议书", "collection", "docx", "txt", "html,json", "doc", "2024年3月5日", "2024-13-1", "短讯", "a-2b", "P001", "L", "0", "1", "-1", "1e999", "nan", "case", "release", "Y002", "CON", "nul.txt", "a:b", "目录", "目录/", "甲\n乙", "\udcff", "只读.txt")  # fmt: skip

arguments = st.tuples(
    st.sampled_from(COMMANDS),
    st.lists(
        st.one_of(st.sampled_from(_NAMES), st.sampled_from(_NAMES), st.sampled_from(_OPTIONS), alter.short), max_size=6
    ),
    st.lists(st.sampled_from(_NAMES), max_size=2),
)
_count = 0


@cache
def _paper() -> bytes:
    """A small PDF."""
    space = desk.space()
    record: Any = desk.sample()
    made = make(space.catalog.kind("proof-of-service"), record, space, ["pdf"], Terms()).made
    return made[0].data


def _fresh() -> None:
    """The project anew every so often: what commands have written is there for a while."""
    global _count
    if _count % 40 == 0:
        for path in desk.desk().iterdir():
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
        desk.put("docgen.yaml", b"")
        desk.put("案件.yaml", desk.texts()[-1].encode())
        desk.put("案/案件.yaml", desk.texts()[-2].encode())
        desk.put("案/第二个.yaml", (desk.CASES / "示例" / "母婴室建设.yaml").read_bytes())
        desk.put("发布会.yaml", "案例集名称: 某某典型案例\n案例: [案/第二个.yaml]\n".encode())
        desk.put("坏.yaml", b"\xff\xfe\x00\xd8a")
        desk.put("空", b"")
        desk.put("信.docx", letter())
        desk.put("坏.docx", letter()[:3000])
        desk.put("页.html", sources()[".html"][0])
        desk.put("字.txt", sources()[".txt"][0])
        desk.put("表.xlsx", sources()[".xlsx"][0])
        (desk.desk() / "目录").mkdir()
        (desk.desk() / "链接.txt").symlink_to("没有")
    _count += 1


def _inside(argument: str) -> str:
    """*argument* unable to name a place outside the scratch folder."""
    return argument.replace("../", "..").replace("\0", "")[:300].lstrip("/") if argument != ".." else argument


def called(words: Sequence[str]) -> tuple[int, str]:
    """Exit code, and all that was printed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    before, sys.stdin = sys.stdin, io.StringIO("")
    try:
        with redirect_stdout(out), redirect_stderr(err):
            code = run(list(words))
    finally:
        sys.stdin = before
    return code, (out.buffer.getvalue() + err.buffer.getvalue()).decode("utf-8")  # type: ignore[attr-defined]


def polite(words: Sequence[str]) -> None:
    """Run docgen: it ends with one of its exit codes, without a fault of its own."""
    code, said = called(words)
    if code not in (0, 1, 2, 3, 4, 5):
        raise sound.Unsound(f"exit code {code}")
    if "内部出错（" in said or "Traceback" in said:
        place = next((line for line in said.split("\n") if "内部出错（" in line or "Traceback" in line), "")
        raise sound.Unsound(f"{' '.join(words[:2])}: {place.strip()[:120]}")


def command_line(given: Any) -> None:
    """Any arguments to any command (but those that serve, install or ask another machine)."""
    command, some, last = given
    _fresh()
    words = [_inside(word) for word in (*some, *last)]
    # PDF and the cluster have tests of their own: they take seconds each.
    words = [word for word in words if "pdf" not in word.lower()]
    polite([*command.split(), *words])
    if left := list(desk.desk().rglob(".docgen-*.tmp")):
        raise sound.Unsound(f"a temporary file was left: {left[0].name}")


readers = st.tuples(st.sampled_from(("scan", "diff", "measure", "import", "absorb")), st.sampled_from((".docx", ".docx", ".pdf", ".html", ".xlsx", ".txt")), st.integers(0, 9), alter.steps)  # fmt: skip


def reading(given: Any) -> None:
    """A spoiled file behind the commands that read files of others."""
    from .files import _spoiled

    command, suffix, number, some = given
    if suffix == ".pdf":
        data = alter.spoiled_bytes(_paper(), some)
    elif suffix == ".docx":
        data = _spoiled(suffix, letter(), some)
    else:
        known = sources()[suffix]
        data = _spoiled(suffix, known[number % len(known)], some)
    if command == "measure" and suffix != ".pdf":
        command = "scan"
    desk.put("docgen.yaml", b"")
    path = str(desk.put(f"来文{suffix}", data))
    other = str(desk.put(f"原文{suffix}", letter() if suffix == ".docx" else data[: len(data) // 2]))
    if command == "diff":
        polite(["diff", other, path, "--redline", "修订.docx", "--html", "对照.html"])
    elif command == "import":
        polite(["import", path, "--to", "导入", "--force", "--verify"])
    elif command == "absorb":
        desk.put("案件.yaml", desk.texts()[-1].encode())
        polite(["absorb", path, "--record", "案件.yaml", "--as", "recommendation"])
    else:
        polite([command, path])
