"""An edited Word file → the patch of its record, tried before it is shown; what cannot be taken over is told."""

from __future__ import annotations

import difflib
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from pathlib import Path

from docgen.building.ledger import LEDGER, known_hash
from docgen.core.errors import ConfigError, Problem, RecordError, WriteError, problem, sort_problems
from docgen.core.files import deliver, kept_for_now, sha256
from docgen.core.source import Span, shown
from docgen.papers import make
from docgen.review.absorb.edited import Note, Piece, pieces
from docgen.review.absorb.edits import Refused, edits
from docgen.review.absorb.find import Origin, find
from docgen.review.absorb.match import Matched, Stretch, match, stretches
from docgen.review.absorb.patch import Delete, Insert, Replace, Source, Step, patched, source

_SHORT = 24
"""Characters of a text that a message quotes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of a paragraph that goes into the record, at ``place``. ``old`` or ``new`` is ``""`` for none."""

    place: Span
    old: str
    new: str
    steps: tuple[Step, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Left:
    """An edit that is not taken over: the words that should stand in the paper, and what is told."""

    wanted: str
    problem: Problem


def absorb(edited: Path, record: Path | None = None, kind: str = "") -> Absorbed:
    """The changes that the Word file at *edited* asks for in the record that it came from. Nothing is written.

    Every change is tried in memory: the record is loaded and the paper made again, and where
    a paragraph does not read as edited its change is refused. Raises ConfigError where there is
    no such file, WriteError where it cannot be read or its origin not be found, RecordError for
    a record that cannot be used or is not UTF-8.
    """
    if not edited.is_file():
        raise ConfigError([problem(None, "U001", f"没有 {shown(edited)} 这个文件", "核对名字")])
    new = [_normal(piece) for piece in pieces(edited.read_bytes(), str(shown(edited)))]
    origin = find(edited, new, record, kind)
    file = str(shown(origin.record))
    text = _utf8(origin.record)
    typed = source(text, file)
    paper = origin.again(origin.record, file)
    if paper is None:
        raise RecordError([problem(Span(file), "K007", "这份记录现在做不出这份文书", "先用 docgen check 改好记录")])
    made = make.to_bytes(paper, "docx", origin.space)
    old = [_normal(piece) for piece in pieces(made, file)]
    parts = stretches(paper, file, typed.lines)
    found = match(old, new)
    result = Absorbed(origin.record, origin.kind.name, text, text)
    planned, left = _planned(typed, old, new, found, parts)
    trial = _Trial(origin, typed, old)
    result.changes, failed = trial.kept(planned)
    if failed:
        careful = _Trial(origin, typed, old, careful=True)
        changes, rest = careful.kept(planned)
        if len(rest) < len(failed):
            trial, result.changes, failed = careful, changes, rest
    result.after = trial.text(result.changes)
    printed = {piece.text for piece in made_of(origin, result.after) or ()}
    result.problems += (item.problem for item in [*left, *failed] if item.wanted not in printed)
    result.problems += _stale(edited, made)
    result.problems += _order(file, old, found, parts)
    result.problems += _notes(file, old, new, found, parts)
    result.problems = sort_problems(result.problems)
    return result


def write(result: Absorbed) -> None:
    """Put the changed record in place of the old one. Raises WriteError where it was changed meanwhile or the disk refuses."""
    if _utf8(result.record) != result.before:
        message = "记录刚才被改过，没有写"
        raise WriteError([problem(Span(str(shown(result.record))), "W002", message, "再运行一次")])
    deliver(result.record, result.after.encode())


def _utf8(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        hint = "用编辑器另存为 UTF-8，再吸收"
        raise RecordError([problem(Span(str(shown(path))), "Y002", "记录不是 UTF-8 编码，不能改", hint)]) from None


def _normal(piece: Piece) -> Piece:
    return Piece(piece.key, unicodedata.normalize("NFC", piece.text).strip(" \t\n"), piece.line, piece.notes)


# — planning —


def _planned(
    typed: Source,
    old: Sequence[Piece],
    new: Sequence[Piece],
    found: Matched,
    parts: Mapping[str, tuple[Stretch, ...]],
) -> tuple[list[Change], list[_Left]]:
    """The changes to be tried, and what is known not to be possible."""
    changes: list[Change] = []
    left: list[_Left] = []
    for index, other in found.pairs:
        before, after = old[index].text, new[other].text
        if before == after or index in found.merged or index + 1 in found.merged:
            continue
        own = _own(parts, old[index])
        made = edits(own, after)
        left += (_Left(after, _why(item)) for item in made.refused)
        if made.changes:
            changes.append(Change(_place(made.changes[0], own), before, made.expected, tuple(made.changes)))
    for index in found.gone:
        own = _own(parts, old[index])
        line = _deletable(typed, own)
        if line:
            changes.append(Change(_first(own), old[index].text, "", (Delete(line),)))
        else:
            left.append(_Left("\0", _lost(own, old[index].text)))
    partner = {other: index for index, other in found.pairs}
    for other in found.come:
        step = _insertion(typed, new, other, partner, old, parts)
        if step:
            changes.append(Change(Span(_first_file(parts), step.line), "", new[other].text, (step,)))
        else:
            message = f"新增的一段“{_short(new[other].text)}”没有可以写的地方"
            hint = "只有“|”下面的正文能加一段；请自己写进记录"
            left.append(_Left(new[other].text, problem(Span(_first_file(parts)), "K003", message, hint)))
    return changes, left


def _own(parts: Mapping[str, tuple[Stretch, ...]], piece: Piece) -> tuple[Stretch, ...]:
    """The stretches of *piece*; where they are not its words (a caption) all of it is as good as template."""
    own = parts.get(piece.key, ())
    if "".join(part.text for part in own) == piece.text:
        return own
    return (Stretch(piece.text, own[0].span if own else Span(""), typed=False),)


def _why(item: Refused) -> Problem:
    span = item.stretch.span
    words = f"“{_short(item.old)}”改成“{_short(item.new)}”"
    if span.file.endswith(".j2"):
        return problem(span, "K001", f"{words}：这是模板的文字，没有改", "要改就改模板，或者只在这份 Word 里改")
    if "." in span.via:
        message = f"{words}：这是引用的“{span.via}”，没有改"
        return problem(Span(span.file, span.line, span.column), "K002", message, "在记录的这里改，各份文书一起变")
    message = f"{words}：这是推出来的内容，没有改"
    return problem(Span(span.file, span.line, span.column), "K002", message, "改它由来的那一项，或者只在这份 Word 里改")


def _lost(own: Sequence[Stretch], text: str) -> Problem:
    message = f"整段删去的“{_short(text)}”没有删"
    hint = "这一段不是“|”下面的一段正文；要删，请自己改记录或者模板"
    return problem(_first(own), "K003", message, hint)


def _first(own: Sequence[Stretch]) -> Span:
    """Where a paragraph was typed: its first typed character, else what it begins with."""
    found = next((part for part in own if part.typed), own[0] if own else None)
    return Span(found.span.file, found.span.line, found.span.column) if found else Span("")


def _first_file(parts: Mapping[str, tuple[Stretch, ...]]) -> str:
    return next((part.span.file for own in parts.values() for part in own if part.typed), "")


def _place(change: Replace, own: Sequence[Stretch]) -> Span:
    file = next(part.span.file for part in own if part.typed)
    return Span(file, change.line, change.first + 1)


def _line_of(typed: Source, own: Sequence[Stretch]) -> int:
    """The line of a ``|`` block that the paragraph is, 0 where it is none."""
    numbers = {part.span.line for part in own if part.typed}
    number = numbers.pop() if len(numbers) == 1 else 0
    return number if number in typed.blocks else 0


def _deletable(typed: Source, own: Sequence[Stretch]) -> int:
    """The line that goes when the paragraph goes, 0 where none can: the last one of a value, or shared with others."""
    number = _line_of(typed, own)
    if number:
        return number if typed.blocks[number] > 1 else 0
    lines = {part.span.line for part in own if part.typed}
    number = lines.pop() if len(lines) == 1 else 0
    words = typed.lines[number - 1].strip() if number else ""
    inner = "".join(part.text for part in own if part.typed)
    return number if words == f"- {inner}" else 0


def _insertion(
    typed: Source,
    new: Sequence[Piece],
    other: int,
    partner: Mapping[int, int],
    old: Sequence[Piece],
    parts: Mapping[str, tuple[Stretch, ...]],
) -> Insert | None:
    """Below the line of the paragraph before it, else above the line of the one behind it."""
    before = next((partner[at] for at in range(other - 1, -1, -1) if at in partner), None)
    after = next((partner[at] for at in range(other + 1, len(new)) if at in partner), None)
    for index, above in ((before, False), (after, True)):
        line = _line_of(typed, parts.get(old[index].key, ())) if index is not None else 0
        if line:
            return Insert(line, new[other].text, above)
    return None


# — trying —


@dataclass(frozen=True)
class _Trial:
    """Changes carried out in memory: does the paper read as edited? *careful* quotes every value that is changed."""

    origin: Origin
    typed: Source
    old: Sequence[Piece]
    careful: bool = False

    def kept(self, planned: Sequence[Change]) -> tuple[list[Change], list[_Left]]:
        """Those of *planned* with which the paper reads as edited, and the others."""
        if self.holds(planned):
            return list(planned), []
        good = [change for change in planned if self.holds([change])]
        while good and not self.holds(good):
            good.pop()
        return good, [_Left(change.new or "\0", _failed(change)) for change in planned if change not in good]

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
        actual = Counter(piece.text for piece in printed)
        expected = Counter(piece.text for piece in self.old)
        for change in changes:
            expected[change.old] -= bool(change.old)
            expected[change.new] += bool(change.new)
        return all(
            actual[change.new] >= expected[change.new] if change.new else actual[change.old] <= expected[change.old]
            for change in changes
        )


def _failed(change: Change) -> Problem:
    message = f"“{_short(change.new or change.old)}”写回记录以后印出来不一样，没有改"
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
    return [_normal(piece) for piece in pieces(make.to_bytes(paper, "docx", origin.space), origin.record.name)]


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


def _order(
    file: str, old: Sequence[Piece], found: Matched, parts: Mapping[str, tuple[Stretch, ...]]
) -> Iterator[Problem]:
    if found.moved:
        yield problem(Span(file), "K003", "有的段落换了前后次序，没有改", "在记录里调整次序")
    for index in found.merged:
        message = f"“{_short(old[index].text)}”并到了上一段，没有改"
        yield problem(_first(parts.get(old[index].key, ())), "K003", message, "在记录里把两段合成一段")


def _notes(
    file: str,
    old: Sequence[Piece],
    new: Sequence[Piece],
    found: Matched,
    parts: Mapping[str, tuple[Stretch, ...]],
) -> Iterator[Problem]:
    """Comments and tracked changes, each at the place of the record that its words came from."""
    partner = {other: index for index, other in found.pairs}
    for other, piece in enumerate(new):
        for where, group in groupby(piece.notes, key=lambda note: (note.what == "批注", note.author)):
            notes = list(group)
            place = Span(file)
            if other in partner:
                before = old[partner[other]]
                place = _at(_own(parts, before), before.text, piece.text, notes[0].offset) or place
            who = notes[0].author or "没有署名"
            if where[0]:
                for note in notes:
                    near = piece.text[max(note.offset - _SHORT // 2, 0) : note.offset + _SHORT // 2]
                    yield problem(place, "K004", f"批注（{who}）：{note.words}", f"批注的地方：“{near}”")
            else:
                yield problem(place, "K005", f"修订（{who}）：{_told(notes)}")


def _told(notes: Sequence[Note]) -> str:
    """The tracked changes of one paragraph in words, what one program cut into pieces put together."""
    found = []
    for what in dict.fromkeys(note.what for note in notes):
        words = "……".join(note.words for note in notes if note.what == what)
        found.append(f"{what}“{_short(words)}”")
    return "，".join(found)


def _at(own: Sequence[Stretch], before: str, after: str, offset: int) -> Span | None:
    """Where the character stands that is at *offset* of the edited paragraph, or the one that it took the place of."""
    at = offset
    for word, first, last, start, stop in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if start <= offset < stop or (word == "delete" and start == offset):
            at = first + (offset - start if word == "equal" else 0)
            at = min(at, max(last - 1, first))
            break
    for part in own:
        if at < len(part.text):
            span = part.span.forward(at) if part.typed else part.span
            return Span(span.file, span.line, span.column) if span.file else None
        at -= len(part.text)
    return None


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT // 2]}…{text[-_SHORT // 2 :]}"
