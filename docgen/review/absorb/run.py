"""An edited Word file → the patch of its record, tried before it is shown; what cannot be taken over is told."""

from __future__ import annotations

import difflib
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

from docgen.building.ledger import LEDGER, known_hash
from docgen.core.errors import ConfigError, Problem, RecordError, WriteError, problem, sort_problems
from docgen.core.files import deliver, kept_for_now, sha256
from docgen.core.source import Span, shown
from docgen.papers import make
from docgen.review.absorb import offered
from docgen.review.absorb.edited import Piece, pieces, read_edited
from docgen.review.absorb.match import Origin, find, match, stretches
from docgen.review.absorb.patch import Delete, Replace, Source, Step, patched, source
from docgen.review.absorb.plan import Change, Left, Plan, bare_item, short
from docgen.review.absorb.tell import Places, apart, beside, moved_along, notes_of, without_results

_BLANK = " \t\n\u3000\xa0"
"""What stands round a paragraph and is no part of it: two wide blanks typed at its beginning are a habit."""


@dataclass(slots=True)
class Absorbed:
    """What an edited file means for its record. ``after`` equals ``before`` where nothing is to be written."""

    record: Path
    kind: str
    before: str
    after: str = ""
    changes: list[Change] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    @property
    def patch(self) -> list[str]:
        """The lines that change, as a unified difference."""
        name = str(shown(self.record))
        old, new = (text.replace("\r\n", "\n").split("\n") for text in (self.before, self.after))
        return list(difflib.unified_diff(old, new, f"{name}（现在）", f"{name}（改后）", n=0, lineterm=""))


def absorb(edited: Path, record: Path | None = None, kind: str = "") -> Absorbed:
    """The changes that the Word file at *edited* asks for in the record that it came from. Nothing is written.

    Every change is tried in memory: the record is loaded and the paper made again, and where
    a paragraph does not read as edited its change is refused. Raises ConfigError where there is
    no such file, WriteError where it cannot be read or its origin not be found, RecordError for
    a record that cannot be used or is not UTF-8.
    """
    if not edited.is_file():
        raise ConfigError([problem(None, "U001", f"没有 {shown(edited)} 这个文件", "核对名字")])
    data = edited.read_bytes()
    everything, word = read_edited(data, str(shown(edited)))
    everything = _normal_all(everything)
    origin = find(edited, everything, record, kind)
    file = str(shown(origin.record))
    text = utf8(origin.record)
    typed = source(text, file)
    paper = origin.again(origin.record, file)
    if paper is None:
        raise RecordError([problem(Span(file), "K007", "这份记录现在做不出这份文书", "先用 docgen check 改好记录")])
    made = make.to_bytes(paper, "docx", origin.space)
    old, own_word = read_edited(made, file)
    old = _normal_all(old)
    known = {piece.text for piece in old}
    boxes = [one for one in everything if one.where == "文本框" and not one.key and one.text not in known]
    new = [one for one in everything if one not in boxes]
    texts = [piece.text for piece in new]
    parts = stretches(paper, file, typed.lines)
    found = match(old, new)
    results = {}
    for index, other in found.pairs:
        if new[other].fields:
            new[other].text, gone = without_results(old[index].text, new[other])
            results[other] = gone
    result = Absorbed(origin.record, origin.kind.name, text, text)
    plan = Plan(typed, old, new, found, parts)
    offered.take(plan)
    plan.make()
    trial, result.changes, failed = _tried(origin, typed, old, plan.changes)
    result.after = trial.text(result.changes)
    again = [piece.text for piece in made_of(origin, result.after) or ()]
    printed = set(again)
    result.problems += (item.problem for item in [*plan.left, *failed] if item.wanted not in printed)
    result.problems += _stale(edited, made)
    places = Places(file, old, found, parts)
    if result.changes:
        result.problems += moved_along(places, new, again, plan.done)
    result.problems += notes_of(places, new)
    result.problems += beside(places, old, new, results, texts)
    result.problems += apart(places, own_word, word, boxes)
    result.problems = sort_problems(list(dict.fromkeys(result.problems)))
    return result


def write(result: Absorbed) -> None:
    """Put the changed record in place of the old one. Raises WriteError where it was changed meanwhile or the disk refuses."""
    put(result.record, result.before, result.after, "再运行一次")


def put(record: Path, before: str, after: str, hint: str) -> None:
    """The text *after* as the record, which must still read *before*; WriteError (W002) with *hint* where it does not."""
    if utf8(record) != before:
        raise WriteError([problem(Span(str(shown(record))), "W002", "记录刚才被改过，没有写", hint)])
    deliver(record, after.encode())


def utf8(path: Path) -> str:
    """The text of the record at *path*, its line ends as they are. Raises RecordError where it is not UTF-8."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        hint = "用编辑器另存为 UTF-8，再改"
        raise RecordError([problem(Span(str(shown(path))), "Y002", "记录不是 UTF-8 编码，不能改", hint)]) from None


def _normal_all(found: Sequence[Piece]) -> list[Piece]:
    """*found* as they are compared; one of blanks alone, room to write in, is none."""
    return [one for piece in found if (one := _normal(piece)).text]


def _normal(piece: Piece) -> Piece:
    """*piece* as it is compared: composed, without the blanks round it. Its notes and fields keep their places."""
    text = unicodedata.normalize("NFC", piece.text)
    before = len(text) - len(text.lstrip(_BLANK))
    notes = [replace(one, offset=max(one.offset - before, 0)) for one in piece.notes]
    fields = [replace(one, start=max(one.start - before, 0), stop=max(one.stop - before, 0)) for one in piece.fields]
    return replace(piece, text=text.strip(_BLANK), notes=notes, fields=fields)


# — trying —


def _tried(
    origin: Origin, typed: Source, old: Sequence[Piece], planned: Sequence[Change]
) -> tuple[_Trial, list[Change], list[Left]]:
    """The way that keeps most of *planned*: as planned, with other steps for what failed, with every value quoted."""
    plainly = [replace(one, steps=one.plain) if one.plain else one for one in planned]
    best: tuple[_Trial, list[Change], list[Left]] | None = None
    for careful in (False, True):
        for changes in (planned, plainly) if plainly != list(planned) else (planned,):
            trial = _Trial(origin, typed, old, careful=careful)
            kept, failed = trial.kept(changes)
            if best is None or len(failed) < len(best[2]):
                best = trial, kept, failed
            if not failed:
                return best
    assert best is not None
    return best


@dataclass(frozen=True)
class _Trial:
    """Changes carried out in memory: does the paper read as edited? *careful* quotes every value that is changed."""

    origin: Origin
    typed: Source
    old: Sequence[Piece]
    careful: bool = False

    def kept(self, planned: Sequence[Change]) -> tuple[list[Change], list[Left]]:
        """Those of *planned* with which the paper reads as edited, and the others."""
        if self.holds(planned):
            return list(planned), []
        good = [change for change in planned if self.holds([change])]
        while good and not self.holds(good):
            good.pop()
        return good, [Left(change.new or "\0", _failed(change)) for change in planned if change not in good]

    def text(self, changes: Sequence[Change]) -> str:
        """The record with *changes*."""
        return patched(self.typed, [step for change in changes for step in change.steps], careful=self.careful)

    def holds(self, changes: Sequence[Change]) -> bool:
        """True where the record with *changes* gives a paper in which each of them reads as edited."""
        if not changes or _clash([step for change in changes for step in change.steps]):
            return not changes
        printed = made_of(self.origin, self.text(changes))
        if printed is None:
            return False
        texts = [piece.text for piece in printed]
        return all(self.reads(change, changes, texts, bare_item if change.loose else str) for change in changes)

    def reads(
        self, change: Change, changes: Sequence[Change], printed: Sequence[str], key: Callable[[str], str]
    ) -> bool:
        """True where the paper *printed* has what *change* makes, and no longer what it takes, texts compared by *key*."""
        actual = Counter(map(key, printed))
        expected = Counter(key(piece.text) for piece in self.old)
        for one in changes:
            for text in (one.old, *one.gone):
                expected[key(text)] -= bool(text)
            for text in (one.new, *one.more):
                expected[key(text)] += bool(text)
        come = [key(text) for text in (change.new, *change.more) if text]
        gone = [key(text) for text in (change.old, *change.gone) if text] if not change.new or change.gone else []
        if any(actual[text] < expected[text] for text in come) or any(actual[text] > expected[text] for text in gone):
            return False
        return change.behind is None or any(
            (bare_item(one), bare_item(other)) == (bare_item(change.behind), bare_item(change.new))
            for one, other in pairwise(printed)
        )


def _failed(change: Change) -> Problem:
    message = f"“{short(change.new or change.old)}”写回记录以后印出来不一样，没有改"
    return problem(change.place, "K003", message, "请自己改记录")


def _clash(steps: Sequence[Step]) -> bool:
    """True where two different steps want the same characters."""
    places: dict[int, list[Replace]] = {}
    for step in dict.fromkeys(steps):
        if isinstance(step, Replace):
            places.setdefault(step.line, []).append(step)
    gone = {step.line for step in steps if isinstance(step, Delete)}
    for line, found in places.items():
        found.sort(key=lambda step: (step.first, step.last))
        if line in gone or any(one.last > other.first for one, other in pairwise(found)):
            return True
    return False


def made_of(origin: Origin, text: str) -> list[Piece] | None:
    """The paper as the record *text* gives it, ``None`` where it gives none."""
    # A record that names others lies beside them; a case may lie anywhere.
    folder = origin.record.parent if origin.linked else Path(tempfile.gettempdir())
    with kept_for_now(folder, origin.record.name, text.encode()) as path:
        paper = origin.again(path, str(shown(origin.record)))
    if paper is None:
        return None
    return _normal_all(pieces(make.to_bytes(paper, "docx", origin.space), origin.record.name))


# — telling —


def _stale(edited: Path, made: bytes) -> Iterator[Problem]:
    """The record or a template has changed since the file was made: the patch may take that back."""
    for folder in list(edited.resolve().parents)[:3]:
        if (folder / LEDGER).is_file():
            known = known_hash(folder, edited.resolve().relative_to(folder).as_posix())
            if known and known != sha256(made):
                message = "做出这份文书以后，记录、模板或者 docgen 改过；下面的修改可能把那些改动退回去"
                yield problem(Span(str(shown(edited))), "K006", message, "一条一条核对以后再写")
            return
