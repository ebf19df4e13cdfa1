"""docgen: one YAML record of a procuratorial public-interest case, every paper of the case.

The public API is what this module names. Everything else may change without notice.
"""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.building.request import Report
    from docgen.core.errors import Problem
    from docgen.core.tree import Document
    from docgen.records.kinds import Record

__version__ = "0.1.0"
__all__ = ["__version__", "build", "check", "figure_tables", "load", "render", "write"]


def load(path: str | Path) -> Record:
    """The record at *path*: a case, a conference or a release.

    Raises ``docgen.core.errors.RecordError`` with every fault where it cannot be used.
    """
    from docgen.records import loader, project

    return loader.load_or_raise(Path(path), project.find(Path(path)))


def render(path: str | Path, kind: str, *, date: datetime.date | None = None, final: bool = False) -> list[Document]:
    """The documents of *kind* (English id or Chinese name) that the record at *path* gives, as trees.

    *date* is the date of issue where the record has none (``None`` = blank); *final*
    refuses gaps. Empty where the record has nothing for the kind. Raises a
    ``docgen.core.errors.DocgenError`` with every problem where a document cannot be made.
    """
    from docgen import checks
    from docgen.core.errors import RecordError, has_errors
    from docgen.papers import finish, make

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
    return [item.document for item in done if item.document is not None]


def write(document: Document, format: str = "docx", *, house: Path | None = None) -> bytes:  # noqa: A002
    """*document* as the bytes of a file. *house* is an office's house.yaml, ``None`` for the norm as it is."""
    from docgen.formats import WRITERS
    from docgen.page.norm import norms

    return WRITERS[format].write(document, norms.load(document.meta.norm, house))


def check(path: str | Path) -> list[Problem]:
    """Everything that is wrong with the record at *path*; empty for a clean one. Never raises for a bad record."""
    from docgen.checks.checking import Checker

    return list(Checker().check(Path(path)).problems)


def figure_tables(records: Sequence[str | Path]) -> bytes:
    """数字对照表 and 人物对照表 of *records* as the bytes of an XLSX file.

    A conference stands there with all its 材料, a release with its text, a case with its
    published form. Raises a ``docgen.core.errors.DocgenError`` where a record is at fault.
    """
    from docgen.building.kit import kit
    from docgen.papers.finish import Options

    return kit.tables([Path(path) for path in records], Options())[0]


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
