"""Hostile and broken files against ``docgen import``: refusals, seconds and memory, told in figures.

    python -m tests.reliability.imports [FLIPS] [SEED]

Each group runs in a process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import multiprocessing
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from docgen.intake import run
from tests.intake.test_hostile import DOCX, HTML, LAUGHS, XXE, bomb
from tests.intake.word_file import paragraph, word


def flips(data: bytes, count: int, seed: int) -> Iterator[bytes]:
    """*data* with one to four random bits changed, *count* times."""
    chance = random.Random(seed)
    for _ in range(count):
        broken = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            broken[chance.randrange(len(broken))] ^= 1 << chance.randrange(8)
        yield bytes(broken)


def groups(count: int, seed: int) -> dict[str, tuple[str, Callable[[], Iterator[bytes]]]]:
    """Name → (file name, the files)."""
    chance = random.Random(seed + 2)
    cut = word("".join(paragraph("".join(map(chr, chance.choices(range(0x4E00, 0x9000), k=80)))) for _ in range(400)))
    return {
        "翻转位 docx": ("来文.docx", lambda: flips(DOCX, count, seed)),
        "翻转位 html": ("网页.html", lambda: flips(HTML, count, seed + 1)),
        "每 1KB 截断": ("来文.docx", lambda: (cut[:size] for size in range(0, len(cut), 1024))),
        "压缩炸弹 300MB": ("来文.docx", lambda: iter([bomb()])),
        "外部实体": (
            "来文.docx",
            lambda: iter([word(paragraph("A&e;B"), head=XXE), word(paragraph("&j;"), head=LAUGHS)]),
        ),
        "一百万段": ("来文.docx", lambda: iter([word("<w:p/>" * 1_000_000)])),
        "三十万段": ("来文.docx", lambda: iter([word("<w:p><w:r/></w:p>" * 170_000)])),
        "嵌套 3000 层": (
            "来文.docx",
            lambda: iter([word("<w:tbl><w:tr><w:tc>" * 3000 + "</w:tc></w:tr></w:tbl>" * 3000)]),
        ),
        "二十万空格一行": ("长.txt", lambda: iter([("案例1：" + "　" * 200_000 + "案").encode()])),
        "十万段文本": ("长.txt", lambda: iter(["检察官走访了现场，涉及三处点位。\n".encode() * 100_000])),
    }


def measure(name: str, file: str, files: Callable[[], Iterator[bytes]]) -> None:
    """Import each of *files* and print what happened."""
    start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    read = refused = faults = 0
    longest = 0.0
    peak = start
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / file
        for data in files():
            path.write_bytes(data)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            began = time.perf_counter()
            try:
                found = run.run(path, file)
            except Exception as fault:  # what this harness looks for
                faults += 1
                print(f"  {name}: {type(fault).__name__}: {fault}")
                continue
            longest = max(longest, time.perf_counter() - began)
            peak = max(peak, before, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
            read += found.found is not None
            refused += found.found is None
    print(
        f"{name}: 读出 {read}，拒绝 {refused}，异常 {faults}，最长 {longest:.2f} 秒，内存峰值 {peak // 1024} MB（起始 {start // 1024} MB）",
        flush=True,
    )


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 20241220
    print(f"种子 {seed}")
    context = multiprocessing.get_context("fork")
    for name, (file, files) in groups(count, seed).items():
        process = context.Process(target=measure, args=(name, file, files))
        process.start()
        process.join()


if __name__ == "__main__":
    main()
