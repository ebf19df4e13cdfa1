"""docgen: one YAML record of a procuratorial public-interest case, every paper of the case.

The public API is what this module names. Everything else may change without notice.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.building.request import Output, Report
    from docgen.core.errors import DocgenError, Problem
    from docgen.core.tree import Document
    from docgen.records.conference import Conference
    from docgen.records.kinds import Record
    from docgen.records.models import Case
    from docgen.records.release import Release

__version__ = "0.2.0"
__all__ = [
    "Case",
    "Conference",
    "DocgenError",
    "Document",
    "Output",
    "Problem",
    "Release",
    "Report",
    "__version__",
    "build",
    "check",
    "figure_tables",
    "load",
    "render",
    "write",
]

_TYPES = {
    "Case": "records.models",
    "Conference": "records.conference",
    "DocgenError": "core.errors",
    "Document": "core.tree",
    "Output": "building.request",
    "Problem": "core.errors",
    "Release": "records.release",
    "Report": "building.request",
}
"""What the functions give and raise → where it is defined; loaded when it is asked for."""


def __getattr__(name: str) -> Any:
    if name in _TYPES:
        return getattr(import_module(f"docgen.{_TYPES[name]}"), name)
    raise AttributeError(f"module 'docgen' has no attribute '{name}'")


def load(path: str | Path) -> Record:
    """The record at *path*: a case, a conference or a release.

    Raises ``DocgenError`` with every fault where it cannot be used.
    """
    from docgen.records import loader, project

    return loader.load_or_raise(Path(path), project.find(Path(path)))


def render(path: str | Path, kind: str, *, date: datetime.date | None = None, final: bool = False) -> list[Document]:
    """The documents of *kind* (English id or Chinese name) that the record at *path* gives, as trees.

    *date* is the date of issue where the record has none (``None`` = blank); *final*
    refuses gaps. Empty where the record has nothing for the kind. Raises ``DocgenError``
    with every problem where a document cannot be made, or where it is public and would
    give something away: the same gate as on the command line.
    """
    from docgen import checks
    from docgen.core.errors import RecordError, has_errors
    from docgen.papers import finish, make

    _check_day(date)
    record = Path(path)
    space = make.workspace(record)
    loaded = load(record)
    options = finish.Options(date, final)
    if final and (refused := checks.refusals(loaded, space.project, record)):
        raise RecordError(refused)
    done = [
        make.checked(item, space)
        for item in finish.finish(space.catalog.kind(kind), loaded, space.project, space.engine, options)
    ]
    problems = [item for finished in done for item in finished.problems]
    if has_errors(problems):
        raise RecordError(problems)
    for finished in done:
        if finished.document is not None:
            _pass_gate(finished.document, make.to_bytes(finished.document, "txt", space), finished.secrets)
    return [item.document for item in done if item.document is not None]


def write(document: Document, format: str = "docx", *, house: Path | None = None) -> bytes:  # noqa: A002
    """*document* as the bytes of a file, the same as the command line writes.

    *house* is an office's house.yaml, ``None`` for that of the project whose record the document was made from.
    Raises ``DocgenError`` for an unknown format, and for a public document that looks as if it gave a particular away.
    """
    from docgen.formats import WRITERS
    from docgen.papers import make

    make.check_formats([format])
    data = make.in_house(document, format, house or _house_of(document))
    _pass_gate(document, data, None, WRITERS[format].suffix)
    return data


def _records_of(document: Document) -> list[str]:
    """The files of the records that *document* was made from."""
    from docgen.core.tree import walk

    files = (leaf.span.file for leaf in walk(document))
    return list(dict.fromkeys(file for file in files if file.endswith((".yaml", ".yml"))))


def _house_of(document: Document) -> Path | None:
    """The house style of the project of the record that *document* was made from."""
    from docgen.records import project

    found = _records_of(document)
    return project.find(Path(found[0])).house if found else None


def _register_of(document: Document) -> Any:
    """Who may be named in *document*, and who not, by the records that it was made from; ``None`` where none can be read."""
    from docgen.core.errors import DocgenError
    from docgen.privacy.secrets import register
    from docgen.records import references
    from docgen.records.kinds import cases_of

    records = []
    for file in _records_of(document):
        try:
            records.append(load(file))
        except DocgenError:
            continue
    if not records:
        return None
    return register(
        list({Path(case.span.file).resolve(): case for record in records for case in cases_of(record)}.values()),
        officials=[name for record in records for name in references.officials(record)],
        contacts=[said for record in records for said in references.contacts(record)],
        records=records,
    )


def _pass_gate(document: Document, data: bytes, secrets: Any, suffix: str = ".txt") -> None:
    """Raises WriteError where the public *document*, with the bytes *data*, may not go out."""
    if document.meta.face != "public":
        return
    from docgen.core.errors import WriteError, has_errors
    from docgen.privacy.gate import examined

    verdict = examined(data, f"{document.meta.name}{suffix}", document, secrets)
    if has_errors(verdict.problems) and secrets is None:
        verdict = examined(data, f"{document.meta.name}{suffix}", document, _register_of(document))
    if has_errors(verdict.problems):
        raise WriteError(list(verdict.problems))


def _check_day(date: datetime.date | None) -> None:
    """Raises ConfigError where *date* is no date: callers type texts."""
    from docgen.core.errors import ConfigError, problem

    if date is not None and not isinstance(date, datetime.date):
        raise ConfigError([problem(None, "U001", "date 要写日期", "例如 datetime.date(2024, 3, 5)")])


def check(path: str | Path) -> list[Problem]:
    """Everything that is wrong with the record at *path*; empty for a clean one. Never raises for a bad record."""
    from docgen.checks.checking import Checker
    from docgen.records.conference import Conference

    checker = Checker()
    found = list(checker.check(Path(path)).problems)
    record = checker.press(Path(path))
    if isinstance(record, Conference):
        from docgen.building.kit.materials import typed_wrongly

        found += typed_wrongly(record, Path(path))
    return found


def figure_tables(records: Sequence[str | Path]) -> bytes:
    """数字对照表 and 人物对照表 of *records* as the bytes of an XLSX file.

    A conference stands there with all its 材料, a release with its text, a case with its
    published form. Raises ``DocgenError`` where a record is at fault.
    """
    from docgen.building.kit import extras
    from docgen.papers.finish import Options

    return extras.tables([Path(path) for path in records], Options())[0]


def build(
    records: Sequence[str | Path],
    kinds: Sequence[str],
    *,
    formats: Sequence[str] = (),
    out: str | Path | None = None,
    date: datetime.date | None = None,
    final: bool = False,
    force: bool = False,
) -> Report:
    """Render *records* as *kinds* into files and report what was made, found and skipped.

    *formats* empty means the project's own (docx); *out* ``None`` the project's output
    folder. A file edited by a person is not overwritten unless *force* is given.
    """
    _check_day(date)
    from docgen.building import straight
    from docgen.building.request import Request
    from docgen.papers.finish import Options

    request = Request(
        records=tuple(Path(path) for path in records),
        kinds=tuple(kinds),
        formats=tuple(formats),
        out=None if out is None else Path(out),
        options=Options(date, final),
        force=force,
    )
    return straight.report(request)
