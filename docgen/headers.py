"""Is the header of a template true of the record? Paths that lead nowhere, and paths that the paper may not read.

The engine guards what the body of a template reads; the paths of its header (each, 成文日期,
仅当 …) are followed by docgen itself, so they are guarded here.
"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.errors import Problem, nearest, problem
from docgen.privacy.view import View
from docgen.reading.fields import Model, specs
from docgen.records import references
from docgen.records.kinds import RECORD_TYPES
from docgen.source import Located, Span
from docgen.templating.header import Kind


def barred(kind: Kind, view: View) -> list[Problem]:
    """V001 or V002 for every path of the header that leads to what the paper may not read."""
    found = []
    for label, path in _followed(kind):
        for start in _starts(kind):
            refused = view.path_barred(path, start)
            if refused is not None:
                message = f"模板头“{label}”里的“{path}”：{refused.message}"
                found.append(problem(_place(kind, path), refused.code, message, refused.hint))
                break
    return found


def unknown(kind: Kind) -> list[Problem]:
    """T002 for every path of the header at which no record that the kind takes holds anything."""
    found = []
    for label, path in (*_followed(kind), *(("needs", path) for path in kind.needs)):
        starts = _records(kind) if label in ("each", "仅当") else _starts(kind)
        own = path.partition(".")[0] in kind.own and label != "each"
        if own or path == "日期" or any(references.exists(path, start) for start in starts):
            continue
        known = [*kind.own, *(spec.key for start in starts for spec in specs(start).values())]
        like = nearest(path.partition(".")[0], known)
        hint = (
            f"是不是“{like}”？" if like and "." not in path else "写记录里的键，一层一层用点连起来，如“听证会.参加单位”"
        )
        found.append(problem(_place(kind, path), "T002", f"模板头“{label}”里的“{path}”不是记录里的字段", hint))
    for key, value in kind.limits.items():
        if not any(references.exists(key, start) for start in _entries(kind)):
            found.append(problem(_place(kind, value), "T002", f"模板头“限于”里的“{key}”不是 each 那一项的字段"))
    return found


def _followed(kind: Kind) -> Iterator[tuple[str, str]]:
    yield from (("each", path) for path in kind.each)
    yield from (("成文日期", path) for path in kind.day)
    if kind.only_if:
        yield "仅当", kind.only_if


def _records(kind: Kind) -> tuple[type[Model], ...]:
    return tuple(RECORD_TYPES[word].model for word in kind.takes)


def _entries(kind: Kind) -> tuple[type[Model], ...]:
    """The models of the entries that ``each`` names."""
    found = (references.model_at(path, start) for path in kind.each for start in _records(kind))
    return tuple(model for model in found if model is not None)


def _starts(kind: Kind) -> tuple[type[Model], ...]:
    """Where a path may begin: in the entries that ``each`` names, then in the record."""
    return (*_entries(kind), *_records(kind))


def _place(kind: Kind, path: str) -> Span:
    return path.span if isinstance(path, Located) else Span(kind.file)
