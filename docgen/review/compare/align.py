"""Which paragraph of the old text became which of the new, and what changed inside it, character by character.

Paragraphs are those of whatever may be compared: a record, a Word file, a PDF, an OFD, a web page, a text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from lxml import etree

from docgen.core.errors import ConfigError, RecordError, has_errors, nearest, problem
from docgen.formats.ofd.read import read_ofd
from docgen.formats.pdf.read import read_pdf
from docgen.formats.word.read import read_word
from docgen.records.models import Case
from docgen.records.yaml.compose import ListNode, MapNode, Node, ScalarNode
from docgen.records.yaml.decode import decode
from docgen.records.yaml.fields import ModelOf
from docgen.records.yaml.parse import read as read_yaml

_BLOCKS = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "dt",
        "dd",
        "td",
        "th",
        "caption",
        "figcaption",
        "title",
        "pre",
        "blockquote",
    ]
)
_UNSEEN = frozenset(("script", "style", "head", "button"))


def read(path: Path) -> list[str]:
    """The paragraphs of the file at *path*.

    Raises ConfigError for a kind of file that cannot be compared, RecordError or WriteError
    for one that cannot be read.
    """
    suffix = path.suffix.lower()
    if suffix not in READERS:
        like = nearest(suffix, READERS)
        hint = f"是不是“{like}”？" if like else "可以比较：" + "、".join(READERS)
        raise ConfigError([problem(None, "U001", f"不会比较 {suffix or path.name} 文件", hint)])
    return READERS[suffix](path)


def _text(path: Path) -> list[str]:
    text, problems = decode(path.read_bytes(), str(path))
    if has_errors(problems):
        raise RecordError(problems)
    return [line.strip() for line in text.split("\n") if line.strip()]


def _page(path: Path) -> list[str]:
    """The words of each block of a web page; a block inside a block counts once."""
    root = etree.fromstring(path.read_bytes(), etree.HTMLParser(no_network=True, huge_tree=False))
    if root is None:
        return []
    found = []
    for element in root.iter():
        if element.tag not in _BLOCKS or any(above.tag in _UNSEEN for above in element.iterancestors()):
            continue
        if any(inner is not element and inner.tag in _BLOCKS for inner in element.iter()):
            continue
        words = re.sub(r"[ \t\r\n]+", " ", "".join(element.itertext())).strip()
        found += [words] if words else []
    return found


def _record(path: Path) -> list[str]:
    """Each paragraph of each value behind the keys that lead to it, so that a moved key is no change of words."""
    node, problems = read_yaml(path, str(path), lambda _: ModelOf(Case))
    if node is None or has_errors(problems):
        raise RecordError(problems)
    return [f"{where}：{line}" if where else line for where, line in _values(node, "")]


def _values(node: Node, where: str) -> Iterator[tuple[str, str]]:
    match node:
        case MapNode():
            for key, value in node.entries:
                yield from _values(value, f"{where}.{key}" if where else str(key))
        case ListNode():
            numbered = any(not isinstance(item, ScalarNode) for item in node.items)
            for number, item in enumerate(node.items, 1):
                yield from _values(item, f"{where}[{number}]" if numbered else where)
        case ScalarNode():
            yield from ((where, line.strip()) for line in str(node.text).split("\n") if line.strip())


READERS: Mapping[str, Callable[[Path], list[str]]] = {
    ".yaml": _record,
    ".yml": _record,
    ".docx": read_word,
    ".pdf": read_pdf,
    ".ofd": read_ofd,
    ".html": _page,
    ".txt": _text,
}
"""Suffix → how the paragraphs of such a file are read."""


Kind = Literal["same", "gone", "come"]
Piece = tuple[Kind, str]

_TOKEN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[A-Za-z]+|.", re.DOTALL)
"""A number changes as a whole: 27 → 29 reads better than 2, 7 → 9."""
_ALIKE = 0.35
"""Paragraphs that share less of their pairs of characters are not the same paragraph, rewritten."""
_LARGEST = 40_000
"""Beyond so many pairs of paragraphs in one changed stretch they are paired in order, not by likeness."""
_MOST = 1_000_000
"""Beyond so many pairs of equal pieces difflib takes seconds; a page of type has some ten thousand."""
_SCRAP = 2
"""An island of fewer equal characters between two changes is no help to a reader: it goes with them."""


@dataclass(frozen=True, slots=True)
class Row:
    """One paragraph of either side: ``old`` or ``new`` is ``None`` where it stands only on the other.

    The numbers are indices into the lists that were compared.
    """

    old: int | None
    new: int | None
    pieces: tuple[Piece, ...]

    @property
    def changed(self) -> bool:
        return any(kind != "same" for kind, _ in self.pieces) or self.old is None or self.new is None


def align(old: Sequence[str], new: Sequence[str]) -> list[Row]:
    """The rows of both texts, in reading order; every paragraph of either side stands in exactly one row."""
    rows: list[Row] = []
    for word, first, last, start, stop in _changes(old, new):
        if word == "equal":
            pairs = zip(range(first, last), range(start, stop), strict=True)
            rows += (Row(left, right, (("same", old[left]),)) for left, right in pairs)
        else:
            rows += _stretch(old, new, range(first, last), range(start, stop))
    return rows


def marked(old: str, new: str) -> tuple[Piece, ...]:
    """What of *old* stayed, what is gone and what has come, in reading order; joined again it gives both texts."""
    ours, theirs = _TOKEN.findall(old), _TOKEN.findall(new)
    found: list[list[str]] = []
    for word, first, last, start, stop in _changes(ours, theirs):
        before, after = "".join(ours[first:last]), "".join(theirs[start:stop])
        if word == "equal" and (len(before) >= _SCRAP or not found or last == len(ours)):
            found.append([before])
        elif found and len(found[-1]) == 2:
            found[-1][0] += before
            found[-1][1] += after
        else:
            found.append([before, after])
    pieces: list[Piece] = []
    for item in found:
        kinds: tuple[Kind, ...] = ("same",) if len(item) == 1 else ("gone", "come")
        pieces += ((kind, text) for kind, text in zip(kinds, item, strict=True) if text)
    return tuple(pieces)


def hidden_in(pieces: Sequence[Piece], hide: Callable[[str], str]) -> tuple[Piece, ...]:
    """*pieces* with both their texts as *hide*, which keeps lengths, gives them: a name that an edit cuts is hidden whole."""
    old = hide("".join(text for kind, text in pieces if kind != "come"))
    new = hide("".join(text for kind, text in pieces if kind != "gone"))
    made: list[Piece] = []
    ours = theirs = 0
    for kind, text in pieces:
        size = len(text)
        left, right = old[ours : ours + size], new[theirs : theirs + size]
        if kind == "same":
            # Hidden on one side, it is hidden on both.
            shown = "".join(a if a != own else b for own, a, b in zip(text, left, right, strict=True))
        else:
            shown = left if kind == "gone" else right
        made.append((kind, shown))
        ours += size if kind != "come" else 0
        theirs += size if kind != "gone" else 0
    return tuple(made)


def _changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[str, int, int, int, int]]:
    """What became of *old* in *new*, as difflib tells it; where the same comes again and again only the ends are compared."""
    here, there = Counter(old), Counter(new)
    if sum(count * there[item] for item, count in here.items()) <= _MOST:
        return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())
    room = min(len(old), len(new))
    first = next((at for at in range(room) if old[at] != new[at]), room)
    rest = room - first
    last = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    found = [
        ("equal", 0, first, 0, first),
        ("replace", first, len(old) - last, first, len(new) - last),
        ("equal", len(old) - last, len(old), len(new) - last, len(new)),
    ]
    return [one for one in found if one[1] < one[2] or one[3] < one[4]]


def _stretch(old: Sequence[str], new: Sequence[str], left: range, right: range) -> list[Row]:
    """The rows of a changed stretch: like paragraphs beside each other, the rest alone."""
    rows: list[Row] = []
    at, to = left.start, right.start
    for one, other in [*_pairs(old, new, left, right), (left.stop, right.stop)]:
        rows += (Row(index, None, (("gone", old[index]),)) for index in range(at, one))
        rows += (Row(None, index, (("come", new[index]),)) for index in range(to, other))
        if one < left.stop and other < right.stop:
            rows.append(Row(one, other, marked(old[one], new[other])))
        at, to = one + 1, other + 1
    return rows


def _pairs(old: Sequence[str], new: Sequence[str], left: range, right: range) -> list[tuple[int, int]]:
    """The pairs, in order on both sides, that are most alike in all."""
    if len(left) * len(right) > _LARGEST:
        return list(zip(left, right, strict=False))
    ours, theirs = [_bigrams(old[index]) for index in left], [_bigrams(new[index]) for index in right]
    best = [[0.0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for row in range(len(ours) - 1, -1, -1):
        for column in range(len(theirs) - 1, -1, -1):
            skip = max(best[row + 1][column], best[row][column + 1])
            score = _likeness(ours[row], theirs[column])
            best[row][column] = max(skip, best[row + 1][column + 1] + score if score >= _ALIKE else 0.0)
    found: list[tuple[int, int]] = []
    row = column = 0
    while row < len(ours) and column < len(theirs):
        if best[row][column] == best[row + 1][column]:
            row += 1
        elif best[row][column] == best[row][column + 1]:
            column += 1
        else:
            found.append((left[row], right[column]))
            row, column = row + 1, column + 1
    return found


def _bigrams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + 2] for at in range(max(1, len(text) - 1)))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / max(1, len(one) + len(other))
