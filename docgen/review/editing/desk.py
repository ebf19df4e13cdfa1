"""Where edits are made: each against the state of the file that its author saw, remembered until it is taken back."""

from __future__ import annotations

import difflib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from docgen.core.errors import WriteError, problem
from docgen.core.files import sha256
from docgen.core.source import Span
from docgen.review.absorb.run import put, utf8
from docgen.review.editing.tree import NO_OWN, Own
from docgen.review.editing.write import Edit, edited, words

_AGAIN = "页面已经换成现在的样子；看过以后再改"
_KEPT = 200
"""Edits of one record that can be taken back."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that changed: its number in the new text (of one that went, where it stood), what it was and is."""

    number: int
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Done:
    """What an edit did: the state of the file now, the lines that changed, and how many edits can be taken back."""

    state: str
    about: str
    lines: tuple[Line, ...]
    left: int


@dataclass(frozen=True, slots=True)
class _Step:
    before: str
    after: str
    about: str


@dataclass
class Desk:
    """The edits of one run. ``resolve`` leads from the name of a record to its file, KeyError for any other name."""

    resolve: Callable[[str], Path]
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _done: dict[str, list[_Step]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        """The record *name* as it is now. Raises KeyError, or RecordError where it is not UTF-8."""
        return utf8(self.resolve(name))

    def edit(self, name: str, state: str, edit: Edit, own: Own = NO_OWN) -> Done:
        """Write *edit* into the record *name*, which its author saw in *state*.

        Raises WriteError (W002) where the file has changed since, RecordError where the edit cannot be made.
        """
        with self._lock:
            before = self._expected(name, state)
            after = edited(before, name, edit, own)
            about = words(edit.path)
            if after != before:
                put(self.resolve(name), before, after, _AGAIN)
                self._done.setdefault(name, []).append(_Step(before, after, about))
                del self._done[name][:-_KEPT]
            return self._told(name, before, after, about)

    def undo(self, name: str, state: str) -> Done:
        """Take the last edit of the record *name* back. Raises WriteError where there is none, or the file has changed since."""
        with self._lock:
            now = self._expected(name, state)
            steps = self._done.get(name, [])
            if not steps:
                raise WriteError([problem(Span(name), "K009", "没有可以撤销的修改", "在编辑器里改")])
            step = steps[-1]
            if step.after != now:
                message, hint = "那次修改以后，这份记录又在别处改过，不能撤销", "在编辑器里改回去"
                raise WriteError([problem(Span(name), "W002", message, hint)])
            put(self.resolve(name), now, step.before, _AGAIN)
            steps.pop()
            return self._told(name, now, step.before, step.about)

    def left(self, name: str) -> int:
        """How many edits of the record *name* can be taken back."""
        return len(self._done.get(name, ()))

    def _expected(self, name: str, state: str) -> str:
        text = self.text(name)
        if state_of(text) != state:
            raise WriteError([problem(Span(name), "W002", "这份记录刚才在别处改过，没有写", _AGAIN)])
        return text

    def _told(self, name: str, before: str, after: str, about: str) -> Done:
        return Done(state_of(after), about, tuple(_changed_lines(before, after)), self.left(name))


def state_of(text: str) -> str:
    """A short text that tells *text* from any other state of the record."""
    return sha256(text.encode())[:16]


def _changed_lines(before: str, after: str) -> list[Line]:
    old, new = (text.replace("\r\n", "\n").split("\n") for text in (before, after))
    found = []
    for word, first, last, start, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if word != "equal":
            for index in range(max(last - first, stop - start)):
                was = old[first + index] if first + index < last else ""
                now = new[start + index] if start + index < stop else ""
                found.append(Line(min(start + index, max(stop - 1, start)) + 1, was, now))
    return found
