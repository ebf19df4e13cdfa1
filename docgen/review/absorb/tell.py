"""What of an edited Word file does not go into the record, told with its place."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import groupby

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.formats.word.read import WordFile, plain
from docgen.review.absorb.edited import Note, Piece, Result
from docgen.review.absorb.match import Matched, Stretch
from docgen.review.absorb.plan import SHORT, bare_item, own, short

Parts = Mapping[str, tuple[Stretch, ...]]


def without_results(before: str, piece: Piece) -> tuple[str, list[Result]]:
    """*piece* without the results of fields that were put in since the paper read *before*, and these."""
    text = piece.text
    gone: list[Result] = []
    for one in reversed(piece.fields):
        without = text[: one.start] + text[one.stop :]
        if _ratio(before, without) > _ratio(before, text):
            text, gone = without, [one, *gone]
    return text, gone


def _ratio(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()


class Places:
    """Where in the record the paragraphs of the edited file were typed."""

    def __init__(self, file: str, old: Sequence[Piece], found: Matched, parts: Parts) -> None:
        self.file, self.old, self.parts = file, old, parts
        self.partner = {other: index for index, other in found.pairs}

    def near(self, other: int) -> Span:
        """The place of the paragraph *other*, or of the nearest one that has any."""
        last = max(self.partner, default=0)
        for at in (*range(other, -1, -1), *range(other + 1, last + 1)):
            if at in self.partner:
                for part in own(self.parts, self.old[self.partner[at]]):
                    if part.span.file == self.file:
                        return Span(part.span.file, part.span.line, part.span.column)
        return Span(self.file)

    def at(self, other: int, text: str, offset: int) -> Span:
        """The place of the character at *offset* of the paragraph *other*, which reads *text*."""
        if other in self.partner:
            before = self.old[self.partner[other]]
            if place := _at(own(self.parts, before), before.text, text, offset):
                return place
        return self.near(other)


def notes_of(places: Places, new: Sequence[Piece]) -> Iterator[Problem]:
    """Comments and tracked changes, each at the place of the record that its words came from."""
    for other, piece in enumerate(new):
        for where, group in groupby(piece.notes, key=lambda note: (note.what == "批注", note.author)):
            notes = list(group)
            place = places.at(other, piece.text, notes[0].offset)
            who = notes[0].author or "没有署名"
            if where[0]:
                for note in notes:
                    near = piece.text[max(note.offset - SHORT // 2, 0) : note.offset + SHORT // 2]
                    yield problem(
                        places.at(other, piece.text, note.offset),
                        "K004",
                        f"批注（{who}）：{note.words}",
                        f"批注的地方：“{near}”（Word 里{piece.place}）",
                    )
            else:
                yield problem(place, "K005", f"修订（{who}）：{_told(notes)}")


def _told(notes: Sequence[Note]) -> str:
    """The tracked changes of one paragraph in words, what one program cut into pieces put together."""
    found = []
    for what in dict.fromkeys(note.what for note in notes):
        words, end = "", None
        for note in notes:
            if note.what != what:
                continue
            words += "……" if end is not None and note.offset != end else ""
            words += "段落标记" if note.words == "¶" else note.words
            end = note.offset + (len(note.words) if what in ("插入", "移入") else 0)
        found.append(f"{what}“{short(words)}”")
    return "，".join(found)


def beside(
    places: Places,
    old: Sequence[Piece],
    new: Sequence[Piece],
    fields: Mapping[int, Sequence[Result]],
    texts: Sequence[str],
) -> Iterator[Problem]:
    """What stands in a paragraph and is no text of the record; *texts* are the paragraphs before fields went.

    What docgen itself has put there (*old*), the pictures of the record, is where it was.
    """
    ours = {piece.key: piece.beside for piece in old if piece.key}
    hint = "记录里写不了；要留就在记录里改写成文字，或者只在这份 Word 里留着"
    for other, piece in enumerate(new):
        what = [one for one in piece.beside if one not in ours.get(piece.key, ())]
        what += (
            f"域“{short(texts[other][one.start : one.stop])}”（{one.instruction}）" for one in fields.get(other, ())
        )
        if what:
            message = f"Word 里{piece.place}的{'、'.join(dict.fromkeys(what))}没有带回"
            yield problem(places.near(other), "K008", message, hint)


def moved_along(
    places: Places, new: Sequence[Piece], printed: Sequence[str], touched: Container[int]
) -> Iterator[Problem]:
    """Paragraphs that nobody touched and that read otherwise once the changes are made: a short name explained elsewhere.

    *touched* are those of the paper that were joined, split or moved. The numbers of items, which move up, are no words.
    """
    hint = "简称的交代、统称等随别处的文字推出；要照 Word 里的样子，请改记录"
    now = Counter(map(bare_item, printed))
    for other, piece in enumerate(new):
        index = places.partner.get(other)
        if index is None or index in touched or places.old[index].text != piece.text:
            continue
        words = bare_item(piece.text)
        now[words] -= 1
        if now[words] < 0:
            message = (
                f"没有改的这一段，写回记录以后印出来会和 Word 里不同：“{short(piece.text)}”（Word 里{piece.place}）"
            )
            yield problem(places.near(other), "K003", message, hint)


def apart(places: Places, made: WordFile, edited: WordFile, boxes: Sequence[Piece]) -> Iterator[Problem]:
    """Words that were put where the record has none: running heads, notes, text boxes."""
    hint = "正文以外的字不写进记录；要用，请自己写进记录或者模板"
    ours = {plain(one.text) for one in made.everything}
    theirs = {plain(one.text) for one in edited.everything}
    for one in (*edited.edges, *edited.notes):
        if (words := plain(one.text)) and words not in ours:
            yield problem(Span(places.file), "K003", f"Word {one.where}里的“{short(words)}”没有带回", hint)
    for one in made.edges:
        if (words := plain(one.text)) and words not in theirs:
            yield problem(
                Span(places.file), "K003", f"Word {one.where}里的“{short(words)}”改了或者删了，没有带回", hint
            )
    for box in boxes:
        yield problem(Span(places.file), "K003", f"Word 文本框里的“{short(box.text)}”没有带回", hint)


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
