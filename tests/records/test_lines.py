"""The way back from a mended line to the typed one, for lines that were mended in many places."""

import random
from itertools import pairwise
from typing import Any

from docgen.records.yaml.lines import Mended


class Counting(tuple[tuple[int, int], ...]):
    """Pieces of a line that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, index: Any) -> Any:
        self.looks += 1
        return super().__getitem__(index)

    def __iter__(self) -> Any:
        for index in range(len(self)):
            yield self[index]


def pieces(chance: random.Random, count: int) -> Counting:
    out = typed = 0
    found = []
    for _ in range(count):
        found.append((out, typed))
        step = chance.randint(1, 5)
        out, typed = out + step, typed + step + chance.choice((0, 0, 1, -1))
    return Counting(found)


def test_a_text_is_cut_where_the_typed_one_does_not_run_on() -> None:
    chance = random.Random(7)
    for _ in range(500):
        own = pieces(chance, chance.randint(1, 12))
        mended = Mended("f", ["字" * 60], [(1, own)])
        start = chance.randint(0, 40)
        stop = start + chance.randint(0, 20)
        wanted = [
            out
            for (before, typed_before), (out, typed) in pairwise(own)
            if start < out < stop and typed - out != typed_before - before
        ]
        assert mended.breaks(0, start, stop) == wanted


def test_a_short_stretch_of_a_line_with_many_pieces_is_a_short_look() -> None:
    own = pieces(random.Random(7), 10_000)
    mended = Mended("f", ["字"], [(1, own)])
    for place in range(0, 20_000, 1000):
        own.looks = 0
        mended.breaks(0, place, place + 10)
        assert own.looks < 60
