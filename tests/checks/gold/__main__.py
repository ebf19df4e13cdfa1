"""``python -m tests.checks.gold``: precision and recall of every rule, on the gold set, the corpus and ``cases/``.

Ends with 1 where a rule misses what is asked of it, or ``--fix`` would touch a right text. ``-v`` names each miss.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.checks.gold.measure import faults, measure, table


def main() -> int:
    found = measure()
    for line in table(found):
        print(line)
    bad = faults(found)
    for line in found.notes if "-v" in sys.argv else ():
        print(line)
    for line in bad:
        print(line)
    if "--write" in sys.argv and not bad:
        found.write(Path(__file__).parents[3] / "docgen" / "data" / "rule_figures.yaml")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
