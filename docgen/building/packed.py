"""What a run remembers of ten thousand documents, in little memory: texts by text, kept compressed.

A dict of Python takes half a kilobyte for each name and hash; packed in blocks the same
takes a fifth. Nothing is packed before a block is full, so a single letter pays nothing.
"""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from itertools import islice

_BLOCK = 32
"""Entries of a block: more pack a little closer and take longer to look into."""
_GONE = 0xFFFFFFFF
"""Stands for the block of an entry that was taken out."""
_PARTS = 16
"""``items`` has about such a part of all entries in its hands at once, but of a few thousand all."""
_FEW = 2048


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _text(data: bytes | bytearray) -> str:
    return data.decode("utf-8", "surrogatepass")


class Texts:
    """Texts in a row, none of which holds a NUL: of each only its bytes are kept."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._bytes = bytearray()
        self._count = 0
        for text in texts:
            self.append(text)

    def append(self, text: str) -> None:
        self._bytes += _bytes(text) + b"\0"
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[str]:
        start = 0
        while (end := self._bytes.find(0, start)) >= 0:
            yield _text(self._bytes[start:end])
            start = end + 1


class _Table:
    """64-bit numbers, each with a number from 1 up: two arrays, some 20 bytes where a dict takes 100."""

    def __init__(self) -> None:
        self._grow_to(64)

    def _grow_to(self, size: int) -> None:
        self._keys = array("Q", bytes(8 * size))
        self._values = array("I", bytes(array("I").itemsize * size))
        self._count = 0

    def _slot(self, key: int) -> int:
        mask = len(self._keys) - 1
        at = key & mask
        while self._values[at] and self._keys[at] != key:
            at = (at + 1) & mask
        return at

    def get(self, key: int) -> int:
        """The number that *key* has, 0 for none."""
        return self._values[self._slot(key)]

    def put(self, key: int, value: int) -> None:
        at = self._slot(key)
        if not self._values[at]:
            self._count += 1
            self._keys[at] = key
        self._values[at] = value
        if self._count * 4 > len(self._keys) * 3:
            keys, values = self._keys, self._values
            self._grow_to(2 * len(keys))
            for one, other in zip(keys, values, strict=True):
                if other:
                    self.put(one, other)


class Marks:
    """A set of texts that can only be asked whether it holds one; it knows them by 64 bits of their hash."""

    def __init__(self) -> None:
        self._table = _Table()

    def add(self, text: str) -> None:
        self._table.put(_mark(text), 1)

    def __contains__(self, text: str) -> bool:
        return self._table.get(_mark(text)) != 0


def _mark(text: str) -> int:
    return int.from_bytes(blake2b(_bytes(text), digest_size=8).digest(), "little")


class Packed:
    """Text → text, as a dict has it. Looking up in the order of putting in is quick, in any other order less so."""

    def __init__(self) -> None:
        self._table = _Table()
        self._blocks: list[bytes] = []
        self._open: dict[str, str] = {}
        self._odd: dict[str, str] = {}
        """Entries whose key has the hash of another."""
        self._seen: tuple[int, dict[str, str]] = (0, {})
        """The block looked into last, by number."""

    def _block(self, number: int) -> dict[str, str]:
        """The entries of block *number*, from 1; the one behind the last is still open."""
        if number > len(self._blocks):
            return self._open
        if self._seen[0] != number:
            self._seen = number, marshal.loads(zlib.decompress(self._blocks[number - 1]))
        return self._seen[1]

    def get(self, key: str) -> str | None:
        if key in self._odd:
            return self._odd[key]
        number = self._table.get(hash(key) & 0xFFFFFFFFFFFFFFFF)
        return self._block(number).get(key) if number not in (0, _GONE) else None

    def __contains__(self, key: str) -> bool:
        return self.get(key) is not None

    def __setitem__(self, key: str, value: str) -> None:
        mark = hash(key) & 0xFFFFFFFFFFFFFFFF
        number = self._table.get(mark)
        if key in self._odd or (number not in (0, _GONE) and key not in self._block(number)):
            self._odd[key] = value
            return
        self._open[key] = value
        self._table.put(mark, len(self._blocks) + 1)
        if len(self._open) >= _BLOCK:
            self._blocks.append(zlib.compress(marshal.dumps(self._open), 1))
            self._open = {}

    def pop(self, key: str) -> str | None:
        """Take *key* out; gives what it stood for, ``None`` where it was not there."""
        found = self.get(key)
        if self._odd.pop(key, None) is None and found is not None:
            self._open.pop(key, None)
            self._table.put(hash(key) & 0xFFFFFFFFFFFFFFFF, _GONE)
        return found

    def __iter__(self) -> Iterator[str]:
        """Every key, in no order that means anything."""
        yield from (key for key, _ in self._all())

    def _all(self) -> Iterator[tuple[str, str]]:
        yield from self._odd.items()
        for number in range(1, len(self._blocks) + 2):
            for key, value in tuple(self._block(number).items()):
                # One that was put in again, or taken out, lies on in the block where it was.
                if self._table.get(hash(key) & 0xFFFFFFFFFFFFFFFF) == number:
                    yield key, value

    def items(self) -> Iterator[tuple[str, str]]:
        """Every key with its text, sorted by key."""
        sample = sorted(islice(self, 0, None, 2 * _BLOCK))
        bounds = sample[:: max(-(-len(sample) // _PARTS), _FEW // (2 * _BLOCK))][1:]
        for low, high in zip([None, *bounds], [*bounds, None], strict=True):
            yield from sorted(
                one for one in self._all() if (low is None or low <= one[0]) and (high is None or one[0] < high)
            )
