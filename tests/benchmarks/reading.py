"""How long reading takes: an ordinary record, long and hostile texts, bombs.

Run ``python -m tests.benchmarks.reading`` in the root of the project. Medians of seven runs;
"×" is the time for five times the length, so about 5 is linear. PyYAML's own C loader,
without places, repairs or messages, stands beside the ordinary record.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

import yaml

from docgen.records.loader import load
from docgen.records.project import find
from docgen.records.yaml.parse import parse
from tests.records.test_traps import BOMBS
from tests.records.tools import CASE

ROOT = Path(__file__).parents[2]
RECORD = ROOT / "cases" / "示例" / "母婴室建设.yaml"

LONG: dict[str, Callable[[int], str]] = {
    "paragraphs": lambda n: "基本案情: |\n" + "  第一段文字，这里写得比较长一些。\n" * n,
    "one line": lambda n: "基本案情: " + "甲" * n * 20,
    "items": lambda n: "证据:\n" + "  - 某某的证言\n" * n,
    "brackets": lambda n: "证据: [" + "某某的证言, " * n + "]",
    "lines without bar": lambda n: "查明: 甲\n" + "  第二段。\n" * n,
    "escapes": lambda n: '案名: "' + "\\u4e00" * n + '"',
    "open brackets": lambda n: "a: [\n" * n,
    "open quotes": lambda n: "a: 'x\n" * n,
    "comments": lambda n: "a: |\n" + "#x\n" * n,
    "commas": lambda n: "[" + "," * n,
    "braces": lambda n: "案名: " + "{" * n,
}


def median(action: Callable[[], object], runs: int = 7) -> float:
    """Milliseconds, the median of *runs* after one run to warm up."""
    action()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times) * 1000


def main() -> None:
    text = RECORD.read_text(encoding="utf-8")
    project = find(RECORD)
    print(f"{RECORD.name}: {len(text.splitlines())} lines, {len(text)} characters")
    print(f"  docgen, text to nodes        {median(lambda: parse(text, 'a.yaml', CASE)):8.2f} ms")
    print(f"  docgen, file to checked case {median(lambda: load(RECORD, project)):8.2f} ms")
    print(f"  PyYAML CBaseLoader, objects  {median(lambda: yaml.load(text, Loader=yaml.CBaseLoader)):8.2f} ms")
    print("long texts                 4,000      20,000     ×")
    for name, make in LONG.items():
        short, long = (make(count) for count in (4_000, 20_000))
        small, large = (median(lambda typed=typed: parse(typed, "a.yaml", CASE), 3) for typed in (short, long))
        print(f"  {name:<20} {small:8.1f} ms {large:8.1f} ms {large / small:6.1f}")
    print("bombs, until refused")
    for name, (typed, _) in BOMBS.items():
        print(f"  {name:<20} {median(lambda typed=typed: parse(typed, 'a.yaml', CASE), 3):8.1f} ms")


if __name__ == "__main__":
    main()
