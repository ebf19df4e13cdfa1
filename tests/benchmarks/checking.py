"""How long checking takes: N records in one run, from the bytes on disk to the sorted findings.

    python -m tests.benchmarks.checking [N]

The records are the case records of ``cases/``, copied in turn (1,000 by default) into one folder. Told are the seconds in all, per record, and what the rules alone take.
"""

from __future__ import annotations

import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from docgen import checks
from docgen.checks.checking import Checker
from docgen.checks.subject import Subject
from docgen.records.loader import load
from docgen.records.project import Project, Settings
from tests.reliability import seeded_faults


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    samples = seeded_faults.records()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "docgen.yaml").write_text("", encoding="utf-8")
        paths = [folder / f"{number:05}.yaml" for number in range(count)]
        for path, sample in zip(paths, islice(cycle(samples), count), strict=True):
            path.write_text(sample.read_text(encoding="utf-8"), encoding="utf-8")
        started = time.process_time()
        findings = sum(len(each.problems) for each in Checker().check_all(paths))
        whole = time.process_time() - started
        subjects = [
            Subject(loaded.case, Project(folder, Settings()))
            for loaded in (load(path, Project(folder, Settings())) for path in paths[: min(count, 100)])
            if loaded.case is not None
        ]
        started = time.process_time()
        for subject in subjects:
            checks.run(subject)
        alone = (time.process_time() - started) / len(subjects)
    print(
        f"{count} 份记录，{len(checks.known())} 条规则：{whole:.1f} 秒（处理器时间），每份 {whole / count * 1000:.1f} 毫秒"
    )
    print(f"其中规则 {alone * 1000:.1f} 毫秒；发现 {findings} 处")


if __name__ == "__main__":
    main()
