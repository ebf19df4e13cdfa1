"""The difference of two Word files as tracked changes: accept all and it reads as the new one, reject all, as the old."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from itertools import count, groupby
from typing import Any

from lxml import etree

from docgen.formats.word.ooxml import zipped
from docgen.formats.word.text import MAIN, W, WordText, characters, open_word
from docgen.review.compare.align import Row, align

_AUTHOR = "docgen"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_KEPT = (f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd")
Run = tuple[str, Any]


def redline(old: bytes, new: bytes, old_name: str = "", new_name: str = "") -> bytes:
    """*new* as a Word file in which every difference from *old* is a tracked insertion or deletion.

    The looks are those of *new*. Contents and page numbers, which Word makes itself, are
    not compared. Raises WriteError where one of the files cannot be read.
    """
    before, after = open_word(old, old_name), open_word(new, new_name)
    numbers = count(9001)
    place: Any = None
    for row in align(before.texts, after.texts):
        if row.new is not None:
            place = after.paragraphs[row.new]
            if row.old is None:
                _inserted(place, numbers)
            elif row.changed:
                _changed(place, before.paragraphs[row.old], row, numbers)
        elif row.old is not None:
            place = _deleted(before.paragraphs[row.old], place, after, numbers)
    parts = after.package.parts()
    parts[MAIN] = etree.tostring(after.root, encoding="UTF-8", xml_declaration=True, standalone=True)
    return zipped(parts)


def _track(word: str, numbers: Any) -> Any:
    """An empty w:ins or w:del. No date: two runs give the same bytes."""
    return etree.Element(f"{W}{word}", {f"{W}id": str(next(numbers)), f"{W}author": _AUTHOR})


def _inserted(paragraph: Any, numbers: Any) -> None:
    _mark(paragraph, "ins", numbers)
    _fill(paragraph, [("ins", list(characters(paragraph)))], numbers)


def _deleted(paragraph: Any, place: Any, after: WordText, numbers: Any) -> Any:
    """A copy of *paragraph* behind *place* (``None``: before everything), all of it deleted."""
    gone = etree.Element(f"{W}p")
    looks = paragraph.find(f"{W}pPr")
    if looks is not None:
        gone.append(copy.deepcopy(looks))
        for section in gone[0].findall(f"{W}sectPr"):
            gone[0].remove(section)
    _mark(gone, "del", numbers)
    _fill(gone, [("del", list(characters(paragraph)))], numbers)
    if place is None:
        after.root.find(f"{W}body").insert(0, gone)
    else:
        place.addnext(gone)
    return gone


def _changed(paragraph: Any, former: Any, row: Row, numbers: Any) -> None:
    """*paragraph* with what changed since *former* tracked inside it; each character keeps the looks it had."""
    ours, theirs = _looks(paragraph), _looks(former)
    pieces: list[tuple[str, list[Run]]] = []
    at = was = 0
    for kind, text in row.pieces:
        if kind == "gone":
            pieces.append(("del", theirs[was : was + len(text)]))
        else:
            pieces.append(("ins" if kind == "come" else "", ours[at : at + len(text)]))
            at += len(text)
        was += len(text) if kind != "come" else 0
    _fill(paragraph, pieces, numbers)


def _looks(paragraph: Any) -> list[Run]:
    return [(character, looks) for text, looks in characters(paragraph) for character in text]


def _mark(paragraph: Any, word: str, numbers: Any) -> None:
    """The end of the paragraph itself has come or gone."""
    looks = paragraph.find(f"{W}pPr")
    if looks is None:
        looks = etree.Element(f"{W}pPr")
        paragraph.insert(0, looks)
    run = looks.find(f"{W}rPr")
    if run is None:
        run = etree.Element(f"{W}rPr")
        last = [node for node in looks if node.tag in (f"{W}sectPr", f"{W}pPrChange")]
        looks.insert(looks.index(last[0]) if last else len(looks), run)
    run.insert(0, _track(word, numbers))


def _fill(paragraph: Any, pieces: Sequence[tuple[str, list[Run]]], numbers: Any) -> None:
    """Put *pieces* in the place of the runs of *paragraph*; its properties and bookmarks stay."""
    ends = [node for node in paragraph if node.tag == f"{W}bookmarkEnd"]
    for node in list(paragraph):
        if node.tag not in _KEPT or node in ends:
            paragraph.remove(node)
    for word, runs in pieces:
        made = [_run(list(group), deleted=word == "del") for _, group in groupby(runs, key=lambda run: id(run[1]))]
        if not word:
            paragraph.extend(made)
        elif made:
            tracked = _track(word, numbers)
            tracked.extend(made)
            paragraph.append(tracked)
    paragraph.extend(ends)


def _run(runs: list[Run], *, deleted: bool) -> Any:
    element = etree.Element(f"{W}r")
    if runs[0][1] is not None:
        element.append(copy.deepcopy(runs[0][1]))
    for mark, group in groupby(
        "".join(text for text, _ in runs), key=lambda character: {"\t": "tab", "\n": "br"}.get(character, "")
    ):
        text = "".join(group)
        if mark:
            element.extend(etree.Element(f"{W}{mark}") for _ in text)
            continue
        node = etree.SubElement(element, f"{W}delText" if deleted else f"{W}t")
        node.text = text
        node.set(_SPACE, "preserve")
    return element
