"""The eve of a conference as docs/发布会全套材料.md tells it: ``python -m tests.kit_transcript`` writes it anew.

Each step is run with the command line on a copy of the sample kit; the page holds what it printed, word for word but for
the seconds. A test compares the page with what is printed now, so that nothing there is made up.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "cases" / "示例"
PAGE = ROOT / "docs" / "发布会全套材料.md"
BEGIN, END = "<!-- 会前一夜：python -m tests.kit_transcript -->", "<!-- 会前一夜完 -->"
RECORD = "发布会.yaml"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to the record, in words and as a change of its text, and the command that follows."""

    said: str
    change: Callable[[str], str]
    arguments: tuple[str, ...]


def _same(text: str) -> str:
    return text


def _replaced(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text, old
        return text.replace(old, new)

    return change


def _without_case(name: str) -> Callable[[str], str]:
    """The case taken off the list, and nothing else that speaks of it."""

    def change(text: str) -> str:
        lines = [re.sub(rf"{name}\.yaml, |, {name}\.yaml", "", line) if line.startswith("案例:") else line for line in text.splitlines()]  # fmt: skip
        assert lines != text.splitlines()
        return "\n".join(lines) + "\n"

    return change


def _without_highlights(name: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        return re.sub(rf", {name}\.[^,\]]+|{name}\.[^,\]]+, ", "", text)

    return change


STEPS = (
    Step("新闻通稿还没有写，成套的定稿做不成，对外一份也不出：", _same, ("--final",)),
    Step("先不要新闻通稿（从 `材料` 里去掉），再做定稿：", _replaced("新闻通稿, ", ""), ("--final",)),
    Step("习惯性地再运行一次，不加 `--final`，定稿还是定稿：", _same, ()),
    Step("会前改了一个数，合计忘了改：", _replaced("办案2024: {值: 415件", "办案2024: {值: 416件"), ()),
    Step("合计也改好：", _replaced("办案数: {值: 1042件", "办案数: {值: 1043件"), ()),
    Step("临时撤下一个案例，`亮点` 里还提到它；还没有改好，写了它的成品先移走：", _without_case("旅馆入住"), ()),
    Step("`亮点` 也改好，一套重新出来：", _without_highlights("旅馆入住"), ()),
)


def played() -> Iterator[str]:
    """The lines of the page, step after step."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path in SAMPLES.glob("*.yaml"):
            shutil.copy(path, folder)
        (folder / "docgen.yaml").write_text("", encoding="utf-8")
        record = folder / RECORD
        for step in STEPS:
            record.write_text(step.change(record.read_text(encoding="utf-8")), encoding="utf-8")
            command = ["build", RECORD, *step.arguments]
            ran = subprocess.run(
                [sys.executable, "-m", "docgen", *command],
                cwd=folder, env=_environment(), capture_output=True, encoding="utf-8", check=False,
            )  # fmt: skip
            said = re.sub(r"[\d.]+ 秒", "… 秒", ran.stdout + ran.stderr)
            said = re.sub(r"^已处理 .*\n", "", said, flags=re.MULTILINE)
            yield from (step.said, "", "```", f"$ docgen {' '.join(command)}", *said.splitlines())
            yield from (f"（退出码 {ran.returncode}）", "```", "")


def _environment() -> dict[str, str]:
    import os

    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8", "NO_COLOR": "1"}


def renewed(page: str) -> str:
    """*page* with the transcript as it is now."""
    before, _, rest = page.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n" + "\n".join(played()) + f"\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
