"""What was counted in the public texts of some three thousand norms of law: ``data/norms.tsv``, read by the row.

The file is sorted by name; a look-up finds its few rows in the bytes and takes apart only these.
``review/norms.py`` makes the file. What is told by a person with his evidence stands in
``data/statutes.yaml`` and wins where both speak (``checks/statutes.py``).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from docgen.checks.citations import plain_name
from docgen.data import HERE

FILE = HERE / "norms.tsv"
NATIONAL = ("宪法", "法律", "行政法规", "司法解释")
"""Ranks of which a count may make an error."""
COLUMNS = ("名称", "国名", "类", "地", "版本", "施行", "废止", "代替", "条数", "连续", "款项")
_ISSUER = re.compile(r"^(?:最高人民法院|最高人民检察院|公安部|司法部|国家安全部|[、，和与及])+(?=关于)")


@dataclass(frozen=True, slots=True)
class Row:
    """One version of a norm.

    ``published`` is the day of publication or of the last revision, ``since`` that on which it takes
    effect; ``None`` where the text does not tell. ``repealed`` and ``successor`` come from the clause
    of another norm; the day is ``None`` where that norm does not tell its own. ``last`` is the number
    of the last article, 0 for a norm that is known only because another repeals it.
    """

    name: str
    state: bool
    """The official name begins with 中华人民共和国."""
    rank: str
    region: str
    published: datetime.date | None
    since: datetime.date | None
    repealed: datetime.date | None
    successor: str
    last: int
    whole: bool
    parts: str

    @property
    def full_name(self) -> str:
        return f"中华人民共和国{self.name}" if self.state else self.name


def rows(name: str) -> tuple[Row, ...]:
    """The versions of *name* (as ``plain_name`` gives it, the issuers before 关于 in any form), the older first."""
    return _rows(key(name))


def key(name: str) -> str:
    """*name* as the file has it: issuers of an interpretation before 关于 left out, for each writes them otherwise."""
    return _ISSUER.sub("", plain_name(name))


@cache
def _rows(name: str) -> tuple[Row, ...]:
    data = _data()
    wanted = f"\n{name}\t".encode()
    at = data.find(wanted)
    if at < 0 or not name:
        return ()
    found = []
    while data.startswith(wanted, at):
        stop = data.index(b"\n", at + 1)
        found.append(_row(data[at + 1 : stop].decode().split("\t")))
        at = stop
    return tuple(found)


@cache
def _data() -> bytes:
    return b"\n" + FILE.read_bytes()


@cache
def names() -> tuple[str, ...]:
    """Every name of the file, for whoever looks for one that is nearly so."""
    lines = _data().decode().split("\n")[2:]
    return tuple(dict.fromkeys(line.partition("\t")[0] for line in lines if line))


@cache
def national(*ranks: str) -> tuple[str, ...]:
    """The full names of the norms of *ranks* (none: laws and administrative regulations) that are in force, sorted."""
    wanted = ranks or ("宪法", "法律", "行政法规")
    newest: dict[str, Row] = {}
    for line in _data().decode().split("\n")[2:]:
        if line and line.split("\t", 3)[2] in wanted:
            row = _row(line.split("\t"))
            newest[row.name] = row
    return tuple(sorted(row.full_name for row in newest.values() if not (row.successor or row.repealed)))


def _row(cells: list[str]) -> Row:
    each = dict(zip(COLUMNS, cells, strict=True))
    return Row(
        each["名称"],
        each["国名"] == "是",
        each["类"],
        each["地"],
        _day(each["版本"]),
        _day(each["施行"]),
        _day(each["废止"]),
        each["代替"],
        int(each["条数"] or 0),
        each["连续"] == "是",
        each["款项"],
    )


def _day(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@cache
def articles(parts: str) -> Mapping[str, tuple[int, ...]]:
    """``25:4 77:1(5) 43-1:2(0,3) 17-1`` → article → for each paragraph how many items it has; bare is one without."""
    found: dict[str, tuple[int, ...]] = {}
    for word in parts.split():
        article, _, rest = word.partition(":")
        count, _, items = rest.rstrip(")").partition("(")
        each = [int(item) for item in items.split(",")] if items else []
        found[article] = tuple(each + [0] * (int(count or 1) - len(each)))
    return found
