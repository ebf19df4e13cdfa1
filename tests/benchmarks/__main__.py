"""Every table in one run: Word files, PDF, checking, importing, scanning, memory, growth.

Run ``python -m tests.benchmarks [letters] [cases]`` in the root of the project (1,000 letters and growth up to
1,000 cases where nothing is said). Ratios are of processor time, so that they mean something on a busy machine too,
but where workers of a pool do the work: there they are of the clock.
"""

from __future__ import annotations

import platform
import sys
import tempfile
from pathlib import Path

from tests.benchmarks import checking, docx, pdf
from tests.benchmarks.measuring import cost, medians, peak, process, table
from tests.reliability import letters


def reading(folder: Path) -> None:
    """Importing, scanning and checking by the command line, each as a process of its own."""
    record = docx.letter(folder / "told", 7)
    python = sys.executable
    word = folder / "told" / "a.docx"
    make = process(
        python, "-m", "docgen", "render", record.name, "--as", "recommendation", "-o", word, cwd=record.parent
    )
    make()
    project = folder / "scanned"
    letters.write(project, 100)
    process(python, "-m", "docgen", "build", "案", "--as", "recommendation", cwd=project)()
    files = sorted((project / "output").rglob("*.docx"))
    actions = {
        "floor: python -c pass": process(python, "-c", "pass"),
        "docgen check, one record": process(python, "-m", "docgen", "check", record.name, cwd=record.parent),
        "docgen import, one Word file": process(
            python, "-m", "docgen", "import", word, "--to", folder / "brought", "--force", cwd=record.parent
        ),
        "docgen scan, one Word file": process(python, "-m", "docgen", "scan", word, cwd=record.parent),
        "docgen scan, 100 Word files": process(python, "-m", "docgen", "scan", *files, cwd=project),
    }
    taken = medians(actions, 3)
    table("Reading back, a process of its own", taken, "floor: python -c pass")
    seconds = (taken["docgen scan, 100 Word files"].clock - taken["floor: python -c pass"].clock) / 1000
    size = sum(path.stat().st_size for path in files) / 1e6
    print(f"  docgen scan: {len(files) / seconds:.0f} Word files/s, {size / seconds:.1f} MB/s")


def growth(folder: Path, most: int) -> None:
    """Time and memory of ``docgen build --jobs 2`` at 100, 1,000 … *most* cases."""
    print(f"\nGrowth\n  {'cases':>8}{'clock s':>10}{'ms a case':>11}{'caller MB':>11}{'output MB':>11}")
    count = 100
    while count <= most:
        project = folder / f"growth{count}"
        letters.write(project, count)
        command = (sys.executable, "-m", "docgen", "build", "案", "--as", "recommendation", "--jobs", "2")
        taken = cost(process(*command, "-o", "出", cwd=project))
        memory = peak(*command, "-o", "再", cwd=project)
        size = sum(path.stat().st_size for path in (project / "出").rglob("*.docx"))
        print(
            f"  {count:>8}{taken.clock / 1000:>10.2f}{taken.clock / count:>11.2f}"
            f"{memory / 1024:>11.1f}{size / 1e6:>11.1f}"
        )
        count *= 10


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    sys.argv[1:] = []
    print(f"Python {platform.python_version()}, {platform.machine()}; × is of processor time")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        docx.everything(folder, count)
        reading(folder)
        growth(folder, most)
    print("\nChecking")
    checking.main()
    print("\nPDF")
    pdf.main()


if __name__ == "__main__":
    main()
