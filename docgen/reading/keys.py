"""Which words may stand as keys at a place, and where a key ends in what was typed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from docgen.reading.fields import ListOf, MapOf, ModelOf, Scalar, Shape, names, specs

__all__ = ["Key", "find_key", "is_text", "item_of", "knows", "looks_like_item", "map_of", "value_of"]

SPACES = " \t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060"
"""Spaces of every width, and characters without any width that come with pasted text."""

_LONGEST = 40
_COLON = re.compile("[:：]")
_QUOTED = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'")
_AFTER_QUOTES = re.compile(f"[{SPACES}]*[:：]")
_SENTENCE = re.compile("[。；！？，“”]|[ \t]#")
_SPACES = re.compile(f"[{SPACES}]*")


@dataclass(frozen=True, slots=True)
class Key:
    """A key in a row: offsets of the name, the colon and the value.

    ``colon`` tells how it was typed: as YAML has it, full-width, or without the space after it.
    """

    start: int
    end: int
    at: int
    value: int
    name: str
    known: bool
    colon: Literal["plain", "wide", "tight"]


_MAPPINGS = (ModelOf, MapOf)


def map_of(shape: Shape | None) -> ModelOf | MapOf | None:
    """What a mapping that stands at *shape* holds; a lone mapping counts as a list of one."""
    while isinstance(shape, ListOf):
        shape = shape.item
    return shape if isinstance(shape, _MAPPINGS) else None


def item_of(shape: Shape | None) -> Shape | None:
    """What the items of a list that stands at *shape* are; None where no list is expected."""
    match shape:
        case ListOf(item):
            return item
        case ModelOf(model) if model.LIST_AS:
            return item_of(specs(model)[model.LIST_AS].shape)
    return None


def value_of(shape: ModelOf | MapOf | None, name: str) -> Shape | None:
    """What stands under the key *name*; None where that is not known."""
    match shape:
        case MapOf(value):
            return value
        case ModelOf(model):
            attribute = names(model).get(name)
            return specs(model)[attribute].shape if attribute else None
    return None


def is_text(shape: Shape | None) -> bool:
    """Whether only text may stand here: a text, or one item of a list of texts."""
    while isinstance(shape, ListOf):
        shape = shape.item
    return isinstance(shape, Scalar)


def knows(shape: ModelOf | MapOf | None, name: str) -> bool:
    """Whether *name* is a known key; under a MapOf no name is known beforehand."""
    return isinstance(shape, ModelOf) and name in names(shape.model)


def looks_like_item(text: str, start: int, *, in_list: bool) -> bool:
    """Whether a list item begins at *start*; ``-督促`` counts only where a list is expected."""
    if not text.startswith("-", start):
        return False
    after = text[start + 1 : start + 2]
    return not after or after in SPACES or (in_list and after != "-")


def find_key(text: str, start: int, shape: ModelOf | MapOf | None, *, sibling: bool = False) -> Key | None:
    """The key at *start* of a row, None where the row is text.

    A full-width colon, or one without a space after it, counts after a known key, after any
    name under a MapOf, and (``sibling``) where a key must stand because its neighbours are keys.
    """
    if text[start : start + 1] in ('"', "'"):
        return _quoted_key(text, start)
    if text.startswith(("#", "{", "["), start):
        # A comment, or a flow collection: its keys are inside it.
        return None
    # No key is longer, and a search to the end of a line of ten million characters is not free.
    match = _COLON.search(text, start, start + _LONGEST + 9)
    anything = sibling or isinstance(shape, MapOf)
    while match:
        at = match.start()
        name = text[start:at].rstrip(SPACES).strip(INVISIBLE)
        if not name:
            return None
        known = knows(shape, name)
        if not known and (len(name) > _LONGEST or _SENTENCE.search(name)):
            return None
        plain = match[0] == ":" and text[at + 1 : at + 2] in ("", " ", "\t")
        if known or plain or anything:
            end = len(text[start:at].rstrip(SPACES)) + start
            return _key(text, start, end, at, name, known)
        match = _COLON.search(text, at + 1, start + _LONGEST + 9)
    return None


def _quoted_key(text: str, start: int) -> Key | None:
    quoted = _QUOTED.match(text, start)
    colon = _AFTER_QUOTES.match(text, quoted.end()) if quoted else None
    if quoted is None or colon is None:
        return None
    return _key(text, start, quoted.end(), colon.end() - 1, quoted[0][1:-1], False)


def _key(text: str, start: int, end: int, at: int, name: str, known: bool) -> Key:
    spaces = _SPACES.match(text, at + 1)
    value = spaces.end() if spaces else at + 1
    colon: Literal["plain", "wide", "tight"] = "wide"
    if text[at] == ":":
        colon = "plain" if value == len(text) or text[at + 1] in " \t" else "tight"
    return Key(start, end, at, value, name, known, colon)
