"""A paper without a record, as rules see it: its paragraphs, each with its place and its page, and the findings in them.

Word leaves a mark where each page began. A file without such marks is laid out by the
LibreOffice of this machine, if there is one, and its words are sought in the pages. Where
neither can say, a place has no page and its paragraph has to do."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from docgen import checks
from docgen.checks import Choice
from docgen.checks.baseline import PROFILES
from docgen.checks.subject import Edit, Found, Passage, Subject
from docgen.core import dates
from docgen.core.apart import apart
from docgen.core.dates import DateFault, When
from docgen.core.errors import DocgenError, Problem, RecordError, has_errors, problem
from docgen.core.source import Located, Span, shown
from docgen.formats.word.changes import W
from docgen.formats.word.harmless import harmless
from docgen.formats.word.read import BREAK, WordFile, WordParagraph, open_word
from docgen.intake import html, recognise
from docgen.intake.letters import letter
from docgen.page.measure import office, rows
from docgen.records.project import Project
from docgen.records.release import Release
from docgen.records.yaml.decode import decode

SUFFIXES = (".docx", ".txt", ".html", ".htm", ".pdf")
_QUOTE = 12
"""Characters quoted before and behind a finding."""
_NO_RECORD = ("A", "F", "G", "R", "Y", "Q", "J004", "D009", "D011", "D014", "X007", "N")
"""Rules on the fields of a record, or on how drafts are written: a finished paper has none."""


@dataclass(frozen=True)
class Paper:
    """``lines`` are its paragraphs, a line of the file each (``Span.line`` counts them from 1), ``places`` how a person finds them.

    ``internal`` is true of papers of the house. ``day`` is its date of issue, where it bears one.
    """

    file: str
    lines: tuple[Located, ...]
    places: tuple[str, ...]
    internal: bool
    day: datetime.date | None
    word: WordFile | None = None
    paragraphs: tuple[WordParagraph, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_lines(self) -> bool:
        """True where the file itself has the lines that the spans count."""
        return self.word is None and not self.places


@dataclass(frozen=True)
class _PaperSubject(Subject):
    """The paragraphs of a paper in place of the fields of a record."""

    paper: Paper | None = None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        assert self.paper is not None
        found: list[Passage] = []
        start = 0
        for number, text in enumerate(self.paper.lines):
            head = number < 3 and len(text) < 40 and not text.endswith(("。", "：", "；"))
            found.append(Passage(text, ("标题" if head else "正文",), None, not self.paper.internal, not head, start))
            start += len(text) + 1
        return tuple(found)

    @cached_property
    def typed(self) -> tuple[Located, ...]:
        assert self.paper is not None
        return self.paper.lines

    @cached_property
    def days(self) -> tuple[When, ...]:
        day = self.paper.day if self.paper else None
        if day is None:
            return ()
        text = f"{day.year}年{day.month}月{day.day}日"
        return (When.of(Located(text, Span("")), dates.parse(text)),)


def read(path: Path) -> Paper:
    """The paper at *path*. Raises RecordError (I001) where it cannot be read."""
    file = str(shown(path))
    suffix = path.suffix.lower()
    try:
        data = path.read_bytes()
    except OSError:
        raise RecordError(
            [problem(Span(file), "I001", "这个文件打不开", "检查文件名和位置；正在 Word 或 WPS 里打开的先关闭")]
        ) from None
    if data.startswith(b"PK") or suffix == ".docx":
        word = open_word(data, file, raising=RecordError)
        paragraphs = tuple(one for one in word.everything if one.text.strip())
        texts = [one.text.replace(BREAK, " ") for one in paragraphs]
        paper = _paper(file, texts, tuple(one.place for one in paragraphs))
        told = []
        if word.changes:
            message = f"文件里有{len(word.changes)}处修订，按接受以后的文字检查"
            told.append(problem(Span(file), "K011", message, "先接受或者拒绝修订，再检查"))
        return replace(paper, word=word, paragraphs=paragraphs, problems=tuple(told))
    if suffix == ".pdf" or data.startswith(b"%PDF"):
        from docgen.formats.pdf.read import read_pdf

        texts = read_pdf(path)
        if not texts:
            raise RecordError([problem(Span(file), "I001", "PDF 里没有文字", "扫描件先用文字识别软件转成文字")])
        return _paper(file, texts, tuple(f"第{number}段" for number in range(1, len(texts) + 1)))
    if suffix in (".html", ".htm"):
        texts = [line.text for line in html.read(data, file).lines]
        return _paper(file, texts, tuple(f"第{number}段" for number in range(1, len(texts) + 1)))
    text, problems = decode(data, file)
    if has_errors(problems):
        raise RecordError(problems)
    return replace(_paper(file, text.split("\n"), ()), problems=tuple(problems))


def _paper(file: str, texts: list[str], places: tuple[str, ...]) -> Paper:
    kind = letter.kind_of(texts)
    internal = bool(kind) or recognise.refused([text for text in texts if text.strip()], file) is not None
    lines = []
    for number, text in enumerate(texts, 1):
        bare = text.rstrip()
        indent = len(bare) - len(bare.lstrip(" \t\u3000"))
        lines.append(Located(bare[indent:], Span(file, number, indent + 1)))
    return Paper(file, tuple(lines), places, internal, _day(texts))


def _day(texts: list[str]) -> datetime.date | None:
    """The last line that is a date and nothing else."""
    for text in reversed(texts):
        words = letter.squeezed(text)
        if (found := letter.day_in(words)) and len(words) - len(found[0]) <= 24 and "日" in words[-4:]:
            try:
                return dates.parse(found[1]).day
            except DateFault:
                return None
    return None


def findings(paper: Paper, project: Project, choice: Choice) -> list[Found]:
    """What the rules that need no record find in *paper*, by its paragraphs; places are those of ``paper.lines``."""
    own = PROFILES["公文" if paper.internal else "宣传"]
    given = choice if choice.select or choice.ignore else Choice((), own.ignore, own.reminders)
    subject = _PaperSubject(Release(), project, paper=paper)
    found = [
        item
        for item in checks.run(subject, given)
        if item.problem.span is not None
        and item.problem.span.file == paper.file
        and (choice.select or not (item.problem.code.startswith(_NO_RECORD) or _sets_apart(paper, item)))
    ]
    found.sort(key=lambda item: item.problem.sort_key())
    return list(dict.fromkeys(found))


def _sets_apart(paper: Paper, item: Found) -> bool:
    """True where P022 speaks of blanks that set apart what stands on one line: 附件：1.清单　2.照片, a name and a phone."""
    if item.problem.code != "P022" or item.problem.span is None:
        return False
    number, at = where(paper, item.problem.span)
    line = paper.lines[number]
    return "\u3000" in line[max(at - 1, 0) : at + 3] or "联系" in line[:at]


def told(paper: Paper, found: list[Found], page: Callable[[int, int], int] = lambda number, at: 0) -> Iterator[Problem]:
    """*found* for the screen: with page, paragraph and the words round it, where the file has no lines of its own.

    *page* gives the page of a character of a paragraph, 0 where none is known.
    """
    yield from paper.problems
    for item in found:
        if paper.has_lines or item.problem.span is None:
            yield item.problem
            continue
        number, at = where(paper, item.problem.span)
        leaf = page(number, at)
        place = (f"第{leaf}页" if leaf else "") + paper.places[number]
        yield replace(
            item.problem,
            span=Span(paper.file),
            message=f"{item.problem.message}（{place}：{quoted(paper.lines[number], at)}）",
        )


def where(paper: Paper, span: Span) -> tuple[int, int]:
    """(index of the paragraph, offset in the words of the paragraph) of *span*."""
    number = min(max(span.line - 1, 0), len(paper.lines) - 1)
    return number, max(span.column - paper.lines[number].span.column, 0)


def quoted(text: str, at: int) -> str:
    start, stop = max(at - _QUOTE, 0), min(at + _QUOTE, len(text))
    return ("…" if start else "") + text[start:stop] + ("…" if stop < len(text) else "")


def fixed(paper: Paper, found: list[Found]) -> dict[int, list[Edit]]:
    """The safe edits of *found* by paragraph, in order, none overlapping another."""
    by_line: dict[int, list[Edit]] = {}
    for item in found:
        if item.edit is None:
            continue
        number, at = where(paper, item.edit.span)
        line = paper.lines[number]
        if not line.startswith(item.edit.old, at):
            continue
        edits = by_line.setdefault(number, [])
        if all(
            at + len(item.edit.old) <= one.span.column - line.span.column
            or at >= one.span.column - line.span.column + len(one.old)
            for one in edits
        ):
            edits.append(item.edit)
    return by_line


_WORDS = 12
"""Characters by which a place is sought in the pages: fewer where they stand on two pages."""

Starts = tuple[tuple[int, int], ...]
"""Of a paragraph (offset, page): from that character on it stands on that page."""


def numbered(papers: Sequence[tuple[Path, Paper]]) -> dict[Path, list[Starts]]:
    """Of each of *papers* at its path, where the paragraphs stand; one of which nothing is known has no entry."""
    found: dict[Path, list[Starts]] = {}
    asked: list[tuple[Path, Paper]] = []
    for path, paper in papers:
        if paper.word is None:
            if path.suffix.lower() == ".pdf" and (words := _pages(path)):
                found[path] = _sought(paper, words)
        elif marks := _marked(paper):
            found[path] = marks
        else:
            asked.append((path, paper))
    if asked and office.program() is not None:
        found |= _laid_out(asked)
    return found


def page(starts: Sequence[Starts], number: int, at: int) -> int:
    """The page of the character *at* of the paragraph *number*, 0 where none is known."""
    return max((leaf for offset, leaf in starts[number] if offset <= at), default=0) if number < len(starts) else 0


def _marked(paper: Paper) -> list[Starts]:
    """By Word's own marks; empty where the file has none."""
    assert paper.word is not None
    if paper.word.root.find(f".//{W}lastRenderedPageBreak") is None:
        return []
    owners: dict[Any, tuple[int, int]] = {}
    for number, one in enumerate(paper.paragraphs):
        if one.where:
            continue
        offset = 0
        for bit in one.bits:
            if bit.kind in ("text", "field"):
                owners.setdefault(bit.node, (number, offset))
                offset += len(bit.text)
    starts: list[list[tuple[int, int]]] = [[] for _ in paper.paragraphs]
    leaf = 1
    for node in paper.word.root.iter():
        if node.tag == f"{W}lastRenderedPageBreak":
            leaf += 1
        elif node in owners:
            number, offset = owners[node]
            if not starts[number] or starts[number][-1][1] != leaf:
                starts[number].append((offset, leaf))
    # Blanks at the beginning of a paragraph are no part of the line that rules see.
    return [
        tuple((max(offset - _indent(paper, number), 0), page) for offset, page in one)
        for number, one in enumerate(starts)
    ]


def _indent(paper: Paper, number: int) -> int:
    return paper.lines[number].span.column - 1


def _laid_out(papers: Sequence[tuple[Path, Paper]]) -> dict[Path, list[Starts]]:
    """By LibreOffice, all in one run; nothing where it fails: a page is a help and no finding."""
    found: dict[Path, list[Starts]] = {}
    with TemporaryDirectory(prefix="docgen-") as folder:
        kept: list[tuple[Path, Paper]] = []
        copies: list[Path] = []
        for path, paper in papers:
            copy = Path(folder) / f"{len(copies)}.docx"
            try:
                copy.write_bytes(apart(partial(harmless, path.read_bytes(), paper.file), paper.file))
            except (DocgenError, OSError):
                continue
            kept.append((path, paper))
            copies.append(copy)
        try:
            made = office.converted(copies, Path(folder), [paper.file for _, paper in kept])
        except DocgenError:
            return {}
        for (path, paper), pdf in zip(kept, made, strict=True):
            if words := _pages(pdf):
                found[path] = _sought(paper, words)
    return found


def _pages(pdf: Path) -> list[str]:
    """The words of each page without blanks, empty where the file cannot be read."""
    try:
        return [_bare("".join(one.text for one in sheet.glyphs)) for sheet in rows.sheets(pdf, str(pdf))]
    except DocgenError:
        return []


def _sought(paper: Paper, words: Sequence[str]) -> list[Starts]:
    """The paragraphs of *paper* in the *words* of its pages, each sought behind the one before."""
    whole = "".join(words)
    ends = [sum(map(len, words[: at + 1])) for at in range(len(words))]

    def leaf(at: int) -> int:
        return next(number for number, end in enumerate(ends, 1) if at < end)

    found: list[Starts] = []
    cursor = 0
    for number, line in enumerate(paper.lines):
        text = _bare(str(line))
        outside = paper.paragraphs and paper.paragraphs[number].where
        start = whole.find(text[:_WORDS], cursor) if text and not outside else -1
        if start < 0:
            found.append(())
            continue
        first, cursor = leaf(start), start + min(len(text), _WORDS)
        last = whole.find(text[-_WORDS:], max(start, start + len(text) - _WORDS), start + len(text) + 400)
        if last < 0 or leaf(last + len(text[-_WORDS:]) - 1) == first:
            found.append(((0, first),))
            continue
        # On two pages: the words that end the first one.
        kept = next(
            size
            for size in range(len(text), -1, -1)
            if whole.startswith(text[:size], start) and leaf(start + max(size - 1, 0)) == first
        )
        cursor = last
        found.append(((0, first), (_offset(str(line), kept), leaf(last))))
    return found


def _offset(line: str, count: int) -> int:
    """The offset in *line* behind *count* of its characters that are no blanks."""
    for at, one in enumerate(line):
        if count == 0:
            return at
        count -= not one.isspace()
    return len(line)


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
