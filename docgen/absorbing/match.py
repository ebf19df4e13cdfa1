"""Which paragraph of the edited file was which of the paper: by bookmarks first, by words where they are gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from docgen.absorbing.edited import Piece
from docgen.comparing.align import align

_LONG = 8
"""Characters from which an equal paragraph is no coincidence."""


@dataclass(frozen=True, slots=True)
class Matched:
    """Indexes of the paper's paragraphs and of the edited ones. ``gone`` are those of the paper, ``come`` the others.

    ``moved`` is true where the order has changed, ``merged`` holds what now stands on the line of another paragraph.
    """

    pairs: tuple[tuple[int, int], ...]
    gone: tuple[int, ...]
    come: tuple[int, ...]
    moved: bool
    merged: tuple[int, ...]


def match(old: Sequence[Piece], new: Sequence[Piece]) -> Matched:
    """Every paragraph of either side in exactly one of pairs, gone and come."""
    pairs = _anchors(old, new)
    pairs |= _marked(old, new, pairs)
    left = [index for index in range(len(old)) if index not in pairs]
    right = sorted(set(range(len(new))) - set(pairs.values()))
    for row in align([old[index].text for index in left], [new[index].text for index in right]):
        if row.old is not None and row.new is not None:
            pairs[left[row.old]] = right[row.new]
    in_order = [pairs[index] for index in sorted(pairs)]
    merged = tuple(
        index
        for index in sorted(pairs)
        if index - 1 in pairs
        and new[pairs[index]].line == new[pairs[index - 1]].line
        and old[index].line != old[index - 1].line
    )
    return Matched(
        tuple(sorted(pairs.items())),
        tuple(index for index in range(len(old)) if index not in pairs),
        tuple(sorted(set(range(len(new))) - set(pairs.values()))),
        in_order != sorted(in_order),
        merged,
    )


def _anchors(old: Sequence[Piece], new: Sequence[Piece]) -> dict[int, int]:
    """The paragraphs that nobody touched: equal, in order, and long or with the same bookmark."""
    return {
        row.old: row.new
        for row in align([piece.text for piece in old], [piece.text for piece in new])
        if row.old is not None
        and row.new is not None
        and not row.changed
        and (len(old[row.old].text) >= _LONG or old[row.old].key == new[row.new].key)
    }


def _marked(old: Sequence[Piece], new: Sequence[Piece], anchors: Mapping[int, int]) -> dict[int, int]:
    """The others that carry the same bookmark.

    Not where the anchors round them carry each other's: such bookmarks are those of another state of the record.
    """
    by_key = {piece.key: index for index, piece in reversed(list(enumerate(new))) if piece.key}
    taken = set(anchors.values())
    found = {}
    for index, piece in enumerate(old):
        other = by_key.get(piece.key)
        if other is None or index in anchors or other in taken:
            continue
        before = max((one for one in anchors if one < index), default=None)
        after = min((one for one in anchors if one > index), default=None)
        near = [one for one in (before, after) if one is not None]
        straight = all(new[anchors[one]].key in ("", old[one].key) for one in near)
        in_order = all((anchors[one] < other) == (one < index) for one in near)
        if straight and (in_order or piece.text == new[other].text):
            found[index] = other
    return found
