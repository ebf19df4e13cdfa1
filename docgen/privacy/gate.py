"""The last door before the disk: a public file that holds what it may not is not written.

It looks at the finished bytes, so it does not matter through which template, writer or
field something came in. What a person has looked at and allows is let through and told.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath

from docgen.core.errors import Problem, problem
from docgen.core.source import Span
from docgen.core.tree import Document, Image, Paragraph, Table, Text, texts
from docgen.privacy import detect
from docgen.privacy.carriers import Unreadable
from docgen.privacy.leaks import Leak, leaks, strangers
from docgen.privacy.secrets import PERSONS, Register, Secret, may_be_word
from docgen.privacy.spelling import Spellings, folded, located, needle_of
from docgen.privacy.standing import is_doubtful, stands_for_person
from docgen.privacy.wording import is_word_there

# — verdict —
# What the gate says of a finished file.


@dataclass(frozen=True, slots=True)
class Verdict:
    """``problems`` are errors unless all is well; ``allowed`` are the findings that --allow let through."""

    problems: tuple[Problem, ...] = ()
    allowed: tuple[str, ...] = ()


# — gate —


def examined(
    data: bytes, name: str, document: Document, register: Register | None, allow: Collection[str] = ()
) -> Verdict:
    """Whether the public file *data*, to be called *name*, may be written. An instrument, which has no *register*, always may."""
    if document.meta.face != "public":
        return Verdict()
    paper = document.meta.name
    problems: list[Problem] = []
    allowed: list[str] = []
    words: set[Secret] = set()
    known = Register() if register is None else register
    try:
        found = leaks(data, name, known, words=words, typed_as_word=partial(_is_typed_as_word, document, known))
        found += _cut_by_lines(document, known, found)
    except Unreadable as fault:
        return Verdict((problem(None, "M007", f"{paper}：{fault}，没有写出", "这是程序的毛病，请告诉维护人员"),))
    for leak in found:
        span = place(document, leak, known)
        mark = finding_id(leak, span, _count(document, leak, known), register)
        if mark in allow:
            allowed.append(mark)
            problems.append(problem(span, "M008", f"{paper}里的{leak.kind}，按 --allow {mark} 放行"))
        else:
            problems.append(refusal(leak, span, paper, mark))
    for stranger in strangers(data, public=True):
        problems.append(
            problem(None, "M006", f"{paper}的文件里有{stranger}，没有写出", "这是模板或者程序的毛病，请告诉维护人员")
        )
    if words:
        problems += _kept(document, words)
    return Verdict(tuple(problems), tuple(allowed))


def _cut_by_lines(document: Document, register: Register, found: Collection[Leak]) -> Iterator[Leak]:
    """What *document* says that is not among *found*: two characters at the end of a line of a page and the next one's beginning.

    Longer values are looked for over the ends of lines.
    """
    seen = {leak.secret for leak in found}
    short = [one for one in register.refused if len(one.needle) < 3 and not one.is_number and one not in seen]
    lines = list(_lines(document)) if short else []
    for secret in short:
        if any(next(_said(leaves, secret, register), None) is not None for leaves in lines):
            yield Leak(secret.kind, "正文", secret)


def _is_typed_as_word(document: Document, register: Register, secret: Secret) -> bool:
    """True where *secret* stands in the text of *document*, and nowhere but as a word, or where the record says it is nobody."""
    lines = list(_lines(document))
    with_it = [leaves for leaves in lines if next(located(_text(leaves), secret.needle, number=False), None)]
    return bool(with_it) and all(next(_said(leaves, secret, register), None) is None for leaves in with_it)


def _kept(document: Document, words: Collection[Secret]) -> Iterator[Problem]:
    """An M016 for what was left as a word in *document*: somebody has to look whether it is one."""
    spans: list[Span] = []
    for leaves in _lines(document):
        text = _text(leaves)
        for start in (start for secret in words for start, _ in located(text, secret.needle, number=False)):
            spans += [span] if (span := typed_at(leaves, start)) else []
    if spans:
        yield as_words(document.meta.name, spans)


def as_words(paper: str, spans: Collection[Span]) -> Problem:
    """The M016 of *paper*, at the first of *spans*."""
    ordered = sorted(spans)
    lines = list(dict.fromkeys(span.line for span in ordered))
    shown = "、".join(map(str, lines[:_SHOWN])) + ("……" if len(lines) > _SHOWN else "")
    message = f"{paper}里有{len(ordered)}处和登记的姓名写法一样的词，看作常用词，没有换（第{shown}行）"
    return problem(ordered[0], "M016", message, "看一眼；说的是人的，改成引用｛登记的名字｝")


_SHOWN = 12
"""Lines of words that are listed."""


def refusal(leak: Leak, span: Span | None, paper: str, mark: str) -> Problem:
    """Why *paper* was not written, in words that do not repeat what was found."""
    where = f"（{leak.place}）" if span is None else ""
    if leak.secret is None:
        hint = f"删去或者写到当事人的字段里；核对后确需公开的，加 --allow {mark}"
        return problem(span, "M005", f"{paper}里疑似有{leak.kind}{where}，没有写出", hint)
    if leak.secret.likely:
        other = "不是说人的，写进记录的“不是人名”，或者" if leak.secret.kind in PERSONS else "说的是别的，"
        hint = f"说的是登记过的，改成引用｛登记的名字｝或者删去；{other}加 --allow {mark}"
        return problem(span, "M010", f"{paper}里的这几个字可能是登记过的{leak.kind}{where}，没有写出", hint, "error")
    if is_doubtful(leak.secret.needle) and leak.secret.is_name:
        hint = f"是人名的，改成引用｛登记的名字｝；不是的，写进记录的“不是人名”，或者加 --allow {mark}"
    elif leak.secret.is_name:
        hint = f"引号、书名号和更长的名称里的名字要自己改写；核对后确需公开的，加 --allow {mark}"
    else:
        hint = f"删去它；核对后确需公开的，加 --allow {mark}"
    return problem(span, "M002", f"{paper}里有登记过的{leak.kind}{where}，没有写出", hint)


def finding_id(leak: Leak, span: Span | None, count: int, register: Register | None) -> str:
    """What --allow calls one finding: 姓名@案件.yaml:7#3fa9c.2.

    Kind, place, a sign of the value and how often it stands in the paper: another value on the same
    line, the same one once more, or elsewhere is another finding. The sign is keyed by what the register holds
    and so short that many values share it: nobody finds the value from it.
    """
    value = leak.secret.needle if leak.secret else needle_of(leak.value, number=True)[0]
    key = "\n".join(one.needle for one in register.personal) if register else ""
    sign = hmac.new(key.encode(), f"{leak.kind}\n{value}".encode(), "sha256").hexdigest()[:5]
    where = f"{PurePath(span.file).name}:{span.line}" if span else leak.place.replace(" ", "")
    return f"{leak.kind}@{where}#{sign}.{count}"


def _count(document: Document, leak: Leak, register: Register) -> int:
    """How often what was found stands in the text of *document*."""
    if leak.secret is None:
        wanted = folded(leak.value)
        whole = map(_text, _lines(document))
        return sum(1 for text in whole for one in detect.find(text) if folded(text[one.start : one.stop]) == wanted)
    return sum(sum(1 for _ in _said(leaves, leak.secret, register)) for leaves in _lines(document))


def place(document: Document, leak: Leak, register: Register) -> Span | None:
    """Where in the record (or template) the text of *leak* was typed, ``None`` where no text of the paper has it."""
    for leaves in _lines(document):
        start = _offset(leaves, leak, register)
        if start is not None and (span := typed_at(leaves, start)):
            return span
    return None


def typed_at(leaves: list[Text], start: int) -> Span | None:
    """Where character *start* of the line *leaves* was typed."""
    for leaf in leaves:
        if start < len(leaf.text):
            return leaf.span.forward(start)
        start -= len(leaf.text)
    return None


def offset(text: str, leak: Leak) -> int | None:
    """Where in *text* what was found begins, ``None`` where it is not there."""
    return _offset([Text(text, Span(""))], leak, Register())


def _offset(leaves: list[Text], leak: Leak, register: Register) -> int | None:
    text = _text(leaves)
    if leak.secret is None:
        wanted = folded(leak.value)
        found = (one for one in detect.find(text) if folded(text[one.start : one.stop]) == wanted)
        return next((one.start for one in found if one.kind == leak.kind), None)
    if leak.secret.needle not in Spellings(text).fitting(leak.secret.needle, number=leak.secret.is_number):
        return None
    return next(_said(leaves, leak.secret, register), None)


def _said(leaves: list[Text], secret: Secret, register: Register) -> Iterator[int]:
    """Where *secret* stands in the line *leaves*, but for where it is a word or the record says that it is nobody."""
    text = _text(leaves)
    for start, stop in located(text, secret.needle, number=secret.is_number):
        if may_be_word(secret) and is_word_there(text, start, stop, secret.needle):
            continue
        said = register.no_persons and register.says_no_person(secret, typed_at(leaves, start))
        # Where a person stands, the record's word does not free the name: it may count one place too many.
        if not said or stands_for_person(text, start, stop, secret.needle):
            yield start


def _text(leaves: list[Text]) -> str:
    return "".join(leaf.text for leaf in leaves)


def _lines(document: Document) -> Iterator[list[Text]]:
    for block in document.blocks:
        match block:
            case Paragraph():
                yield list(texts(block.inlines))
            case Table():
                yield from (list(texts(cell)) for row in block.rows for cell in row)
            case Image():
                yield [Text(block.alt, block.span)]
