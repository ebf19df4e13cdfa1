"""``python -m tests.reliability.registering [FOLDER]``: of published texts, the figures that import registers, and the print with them.

Prints a line for each text: figures with a unit in the source (found in its bytes, not in
what was imported), how many are references, and whether the print is the same to the byte.
FOLDER is ``DOCGEN_CORPUS`` where it is not given. Exit code 1 below 80 % or where one print differs.
"""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import docgen
from docgen.intake.take import KINDS, take
from docgen.records import numbers


@dataclass(frozen=True, slots=True)
class Row:
    """One text: ``figures`` of the ``total`` in its source are references; ``same`` where it prints to the byte as without."""

    name: str
    figures: int
    total: int
    same: bool


def measure(files: list[Path], folder: Path) -> list[Row]:
    """A row for each of *files*, imported twice below *folder*."""
    (folder / "docgen.yaml").write_text("", encoding="utf-8")
    rows = []
    for path in files:
        printed: list[bytes] = []
        figures = 0
        for way, choose in (("plain", None), ("registered", lambda _: True)):
            (taken,) = take([path], folder / way / path.stem, choose=choose)
            assert taken.imported.found is not None
            kind = KINDS[taken.imported.found.drafts[0].type]
            report = docgen.build([taken.records[0]], [kind], formats=["txt"], out=folder / way / path.stem / "out")
            printed += [item.path.read_bytes() for item in report.outputs if item.path is not None]
            figures = taken.registered.figures if taken.registered else 0
        text = path.read_bytes().decode()
        rows.append(
            Row(path.name, figures, len(list(numbers.find(text))), len(printed) == 2 and printed[0] == printed[1])
        )
    return rows


def main() -> int:
    files = sorted(Path(sys.argv[1] if len(sys.argv) > 1 else os.environ["DOCGEN_CORPUS"]).glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        rows = measure(files, Path(folder))
    for row in rows:
        print(f"{row.name}\t{row.figures}/{row.total}\t{'same bytes' if row.same else 'DIFFERS'}")
    figures, total = sum(row.figures for row in rows), sum(row.total for row in rows)
    print(f"all\t{figures}/{total} = {figures / max(total, 1):.1%}")
    return 0 if figures >= 0.8 * total and all(row.same for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
