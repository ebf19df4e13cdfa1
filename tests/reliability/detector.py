"""How well the detector does on sentences written apart from it.

    python -m tests.reliability.detector [--seed 1]

Prints recall and precision for each set, in all and by kind, and every hit on the list of
what must never be masked.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.privacy import detect
from tests.reliability.detector_set import Sample, fresh, held_out, tuning


@dataclass
class Score:
    """Counts by kind; ``false`` are the sentences in which something was found that does not stand there."""

    there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    false: list[tuple[str, str]] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    innocent: int = 0
    hits_on_innocent: int = 0

    @property
    def recall(self) -> float:
        return sum(self.found.values()) / sum(self.there.values())

    @property
    def precision(self) -> float:
        right = sum(self.found.values())
        return right / (right + len(self.false))


def score(samples: Iterable[Sample]) -> Score:
    result = Score()
    for sample in samples:
        left = [one.kind for one in detect.find(sample.text)]
        for kind in sample.kinds:
            result.there[kind] += 1
            if kind in left:
                left.remove(kind)
                result.found[kind] += 1
            else:
                result.missed.append(sample.text)
        result.false += [(kind, sample.text) for kind in left]
        if not sample.kinds:
            result.innocent += 1
            result.hits_on_innocent += bool(left)
    return result


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(f"种子 {options.seed}")
    for name, samples in (("写程序时用的", tuning), ("留出的", held_out), ("写完以后新写的", fresh)):
        result = score(samples(options.seed))
        there, right = sum(result.there.values()), sum(result.found.values())
        print(
            f"{name}：召回 {right}/{there} = {result.recall:.2%}，准确 {result.precision:.2%}，"
            f"不该遮的 {result.innocent} 句里误报 {result.hits_on_innocent}"
        )
        for kind, count in result.there.items():
            if result.found[kind] < count:
                print(f"  {kind} {result.found[kind]}/{count}")
        for kind, text in result.false:
            print(f"  误报 {kind}：{text}")


if __name__ == "__main__":
    main()
