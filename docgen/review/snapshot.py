"""Snapshots of what records print, in a text that a lawyer can read.

For each record and kind one file: the role and the words of every paragraph, table cells,
running head, and the SHA-256 of the DOCX. Used by ``docgen snapshot``, by users' CI and
by our own tests.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from docgen import __version__
from docgen.core.errors import DocgenError, Problem, has_errors, problem, sort_problems
from docgen.core.files import Names, deliver, read_regular, sha256
from docgen.core.source import Span, shown
from docgen.core.tree import Contents, Document, Image, PageBreak, Paragraph, Table, assert_never, plain_text
from docgen.papers import make
from docgen.papers.finish import finish
from docgen.privacy.masks import style_of
from docgen.privacy.replacing import replaced
from docgen.privacy.secrets import Register, register
from docgen.records import project, references
from docgen.records.kinds import cases_of, records_in
from docgen.records.loader import load

SUFFIX = ".snap.txt"
VERSION = "docgen.version"
"""The file beside the snapshots that tells which version made them."""
NOTHING_SECRET = Register()


@dataclass(frozen=True, slots=True)
class Difference:
    """One snapshot that is not what is printed now. ``lines`` are the changed sentences, - before and + after."""

    path: Path
    problem: Problem
    lines: tuple[str, ...] = ()


@dataclass(slots=True)
class Comparison:
    """All snapshots of a run: how many are equal, what differs, what records and templates are at fault."""

    equal: int
    differences: list[Difference]
    problems: list[Problem]
    written: list[Path]
    deleted: list[Path]
    aged: list[Path] = field(default_factory=list)
    """Snapshots whose words are as they were: another version of docgen made other bytes of them."""
    since: str = ""
    """The version that made the snapshots, ``""`` where it was not told."""


def folder_for(path: Path) -> Path:
    """Where the snapshots of the records at *path* lie: ``tests/snapshots`` where a project has it, else ``snapshots``."""
    root = project.find(path).root
    tests = root / "tests" / "snapshots"
    return tests if tests.is_dir() else root / "snapshots"


def compare(
    path: Path, *, update: bool = False, only: str = "", folder: Path | None = None, jobs: int = 0
) -> Comparison:
    """Compare what the records at *path* print with their snapshots in *folder* (``None``: ``folder_for``).

    With *update* the snapshots are made to agree; *only* restricts this to those whose
    name holds it. A missing, a new and an unused snapshot are differences.
    """
    target = folder if folder is not None else folder_for(path)
    result = Comparison(0, [], [], [], [], since=version_of(target))
    other = bool(result.since) and result.since != __version__
    seen: set[Path] = set()
    from docgen.building.pool import shared

    made: list[_Made] = []
    for found, faults in shared(_made, records_in(path), jobs):
        made += found
        result.problems += faults
    for name, text, place in made:
        snapshot = target / name
        seen.add(snapshot)
        if text is None:
            continue
        old = _read(snapshot)
        if old == text:
            result.equal += 1
        elif other and old is not None and _words(old) == _words(text) and not (update and only in name):
            result.aged.append(snapshot)
        elif update and only in name:
            deliver(snapshot, text.encode())
            result.written.append(snapshot)
        else:
            result.differences.append(_difference(snapshot, old, text, place))
    _unused(path, target, seen, result, update=update, only=only)
    if update and not only and (made or target.is_dir()) and _covers(path, target):
        deliver(target / VERSION, f"docgen {__version__}\n".encode())
    result.problems = sort_problems(result.problems)
    return result


def version_of(target: Path) -> str:
    """The version of docgen that made the snapshots in *target*, ``""`` where none is told."""
    found = re.fullmatch(r"docgen (\S+)\s*", _read(target / VERSION) or "")
    return found[1] if found else ""


def _covers(path: Path, target: Path) -> bool:
    """True where all snapshots in *target* belong to the records at *path*."""
    root = project.find(path).root
    scope = target / _below(path, root) if path.resolve() != root.resolve() else target
    return not target.is_dir() or all(scope in one.parents for one in target.rglob(f"*{SUFFIX}"))


def _words(text: str) -> str:
    """*text* without the hash of its bytes."""
    return re.sub(r"(?m)^docx: .*$", "", text)


_Made = tuple[str, str | None, Span]


def _made(paths: Iterable[Path]) -> list[tuple[list[_Made], list[Problem]]]:
    """What the records at *paths* print, and their faults: what a process does with its share."""
    done = []
    for path in paths:
        problems: list[Problem] = []
        done.append((list(_current([path], problems)), problems))
    return done


def _current(records: Iterable[Path], problems: list[Problem]) -> Iterator[_Made]:
    """(snapshot name, its text now, the record) for every document of every one of *records*.

    The text is ``None`` for a document that cannot be made: its snapshot stays.
    """
    for record in records:
        found = project.find(record)
        space = make.workspace(record)
        problems += [item for item in space.catalog.problems if item.level == "error"]
        loaded = load(shown(record), found)
        if loaded.record is None:
            problems += loaded.problems
            continue
        names = Names()
        secrets = register(
            cases_of(loaded.record),
            style_of(str(found.settings.masking or "")),
            references.officials(loaded.record),
            references.contacts(loaded.record),
        )
        for kind in space.catalog.kinds.values():
            try:
                terms, _ = (
                    make.with_word_template(kind, space, make.USUAL)
                    if found.settings.word_templates
                    else (make.USUAL, None)
                )
            except DocgenError as fault:
                problems += fault.problems
                continue
            for finished in finish(kind, loaded.record, found, space.engine, terms.options):
                done = make.checked(finished, space)
                skipped = done.document is None and not has_errors(done.problems)
                if skipped:
                    continue
                parts = [part for part in (kind.name, done.subject) if part]
                name = f"{_below(record, found.root)}/{names.take('', parts, SUFFIX)}"
                problems += [item for item in done.problems if item.level == "error"]
                text = None
                if done.document is not None:
                    text = snapshot_text(
                        done.document, done.ready or make.to_bytes(done.document, "docx", space), secrets
                    )
                yield name, text, Span(str(shown(record)))


def _below(record: Path, root: Path) -> str:
    """The record's path below its project, without suffix: the folder of its snapshots."""
    try:
        inner = record.resolve().relative_to(root.resolve())
    except ValueError:
        inner = Path(record.name)
    return inner.with_suffix("").as_posix()


def snapshot_text(document: Document, docx: bytes, secrets: Register = NOTHING_SECRET) -> str:
    """The readable form of *document*, with the SHA-256 of its DOCX in the head.

    Snapshots are kept for years and shown in logs, so persons among *secrets* and their
    particulars stand in them under their outer names, in instruments too; a change of a real
    name still shows in the hash.
    """
    meta = document.meta
    lines = [
        f"文种: {meta.name} ({meta.kind})",
        f"版式: {meta.norm}  面: {meta.face}",
        f"标题: {meta.title}",
        f"页眉: {meta.header}",
        f"docx: sha256 {sha256(docx)}",
        "",
    ]
    lines += _block_lines(document)
    return replaced("\n".join(lines), secrets.personal) + "\n"


def _block_lines(document: Document) -> Iterator[str]:
    for block in document.blocks:
        match block:
            case Paragraph(role, inlines):
                yield f"[{role}] {plain_text(inlines)}"
            case Table(role, rows):
                for row in rows:
                    yield f"[{role}] | " + " | ".join(plain_text(cell) for cell in row) + " |"
            case Image(source, alt):
                yield f"[图] {source} {alt}"
            case Contents():
                yield "[目录]"
            case PageBreak(_, opens):
                yield "[正文起]" if opens else "[分页]"
            case _:
                assert_never(block)


def _read(snapshot: Path) -> str | None:
    try:
        return read_regular(snapshot).decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _difference(snapshot: Path, old: str | None, new: str, record: Span) -> Difference:
    name = str(shown(snapshot))
    if old is None:
        found = problem(record, "S002", f"还没有快照 {name}", "看过内容以后，用 docgen snapshot --update 接受")
        return Difference(snapshot, found)
    found = problem(record, "S001", f"和快照 {name} 不一样", "改对了就用 docgen snapshot --update 接受")
    return Difference(snapshot, found, tuple(sentence_diff(old, new)))


def folded(differences: Iterable[Difference]) -> list[tuple[Difference, list[Difference]]]:
    """The first of each sort of difference, with the others in which the same words went and came: one edit of a template.

    What differs from case to case in the sentence round them does not count.
    """
    groups: dict[tuple[object, ...], list[Difference]] = {}
    for item in differences:
        key = _edit(item.lines) if item.problem.code == "S001" else ()
        groups.setdefault(key or (item.path,), []).append(item)
    return [(first, others) for first, *others in groups.values()]


def _edit(lines: tuple[str, ...]) -> tuple[object, ...]:
    """What went and what came in *lines*, without the words that stayed; nothing where that cannot be told."""
    gone = [line[2:] for line in lines if line.startswith("- ")]
    come = [line[2:] for line in lines if line.startswith("+ ")]
    if len(gone) != len(come):
        return ()
    found: list[object] = []
    for old, new in zip(gone, come, strict=True):
        for word, first, last, start, stop in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if word != "equal":
                found.append((old[first:last], new[start:stop]))
    return tuple(found)


_SENTENCE = re.compile(r"(?<=[。！？；])")


def sentence_diff(old: str, new: str) -> list[str]:
    """The changed sentences, ``- `` before and ``+ `` after; each with the role of its paragraph."""
    changes = difflib.unified_diff(list(_sentences(old)), list(_sentences(new)), n=0, lineterm="")
    marked = [line for line in changes if line[:1] in "+-" and line[:3] not in ("+++", "---")]
    # Where words differ the file differs too: its hash is told only where it is all that differs.
    words = [line for line in marked if not line[1:].startswith("docx: ")]
    return [f"{line[0]} {line[1:].strip()}" for line in words or marked]


def _sentences(text: str) -> Iterable[str]:
    for line in text.splitlines():
        role, mark, rest = line.partition("] ") if line.startswith("[") else ("", "", line)
        for sentence in _SENTENCE.split(rest):
            if sentence.strip():
                yield f"{role}{mark}{sentence}"


def _unused(path: Path, target: Path, seen: set[Path], result: Comparison, *, update: bool, only: str) -> None:
    """Snapshots that belong to nothing any more; looked for only where *path* is a whole folder's worth."""
    root = project.find(path).root
    if any(item.code[0] == "T" for item in result.problems):
        # A kind that cannot be read gives no papers: its snapshots only seem to be unused.
        return
    scope = target / _below(path, root) if path.resolve() != root.resolve() else target
    for snapshot in sorted(scope.rglob(f"*{SUFFIX}")) if scope.is_dir() else ():
        if snapshot in seen or _of_broken_record(snapshot, target, result.problems, root):
            continue
        if update and only in snapshot.as_posix():
            snapshot.unlink()
            result.deleted.append(snapshot)
            continue
        name = str(shown(snapshot))
        found = problem(
            Span(name), "S003", "这个快照没有用到：记录、文种或者对象已经没有了", "用 docgen snapshot --update 删去"
        )
        result.differences.append(Difference(snapshot, found))


def _of_broken_record(snapshot: Path, target: Path, problems: list[Problem], root: Path) -> bool:
    """True where the record of *snapshot* could not be rendered: its snapshots are not unused, it is broken."""
    broken = {_below(Path(item.span.file), root) for item in problems if item.span and item.level == "error"}
    return snapshot.parent.relative_to(target).as_posix() in broken
