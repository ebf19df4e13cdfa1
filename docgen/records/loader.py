"""A record file → a checked record of the type that its keys tell, with every fault at its place."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from docgen.errors import Problem, RecordError, has_errors, problem, sort_problems
from docgen.project import Project
from docgen.reading.bind import bind
from docgen.reading.fields import ModelOf, Shape, names
from docgen.reading.nodes import MapNode, Node, ScalarNode
from docgen.reading.parse import read
from docgen.records import case_checks, linked, press_checks
from docgen.records.conference import Conference
from docgen.records.kinds import RECORD_TYPES, Record, recognised
from docgen.records.models import Case
from docgen.records.release import Release
from docgen.source import Span


@dataclass(frozen=True, slots=True)
class Loaded:
    """A record as far as it could be read. ``record`` is ``None`` where errors forbid using it.

    ``type`` is case, conference or release, ``""`` where the file does not say.
    """

    path: Path
    record: Record | None
    problems: tuple[Problem, ...]
    type: str = ""

    @property
    def case(self) -> Case | None:
        """The record, where it is a case."""
        return self.record if isinstance(self.record, Case) else None


def load(path: Path, project: Project, shown_as: str | None = None) -> Loaded:
    """Read the record at *path*: all faults at once, each with file, line and column.

    Records that it names (案例, 发布会) are read too; what is wrong in them is told at
    their own places, and once more at the line that names them. *shown_as* is the file
    name used in places (``None`` = *path* itself).
    """
    return _load(path, project, shown_as or str(path), ())


def load_or_raise(path: Path, project: Project) -> Record:
    """The record at *path*; raises RecordError with all faults where it cannot be used."""
    loaded = load(path, project)
    if loaded.record is None:
        raise RecordError(loaded.problems)
    return loaded.record


def glance(path: Path) -> tuple[str, dict[str, str]]:
    """(type, attribute → text) of the record at *path*: its lines of the first level, as typed; nothing it names is read.

    The type is ``""`` where the file does not say, or cannot be read.
    """
    node, _ = read(path, str(path), _shape)
    kind = recognised(_keys(node)) if node is not None else ""
    if not kind or not isinstance(node, MapNode):
        return kind, {}
    known = names(RECORD_TYPES[kind].model)
    typed = ((known.get(str(key).strip(), ""), value) for key, value in node.entries)
    return kind, {name: str(value.text) for name, value in typed if name and isinstance(value, ScalarNode)}


def _load(path: Path, project: Project, file: str, above: tuple[Path, ...]) -> Loaded:
    """*above* are the records that led here: one that leads back to itself is not followed."""
    node, problems = read(path, file, _shape)
    if node is None:
        return Loaded(path, None, tuple(sort_problems(problems)))
    kind = recognised(_keys(node))
    if not kind:
        # Faults of the YAML explain a record that cannot be recognised better than "not recognised" does.
        found = problems if has_errors(problems) else [*problems, _unrecognised(node, file)]
        return Loaded(path, None, tuple(sort_problems(found)))
    bound, faults = bind(node, RECORD_TYPES[kind].model)
    if has_errors(problems):
        # Where the YAML is at fault, what seems to be missing may stand in the part that could not be read.
        faults = [fault for fault in faults if fault.code != "R003"]
    problems = [*problems, *faults]
    record: Record | None = bound if isinstance(bound, Case | Conference | Release) else None
    if record is not None:
        record, more = _completed(record, path, project, file, above)
        problems += more
    usable = record if not has_errors(problems) else None
    return Loaded(path, usable, tuple(sort_problems(problems)), kind)


def _completed(
    record: Record, path: Path, project: Project, file: str, above: tuple[Path, ...]
) -> tuple[Record, list[Problem]]:
    """*record* with the records that it names, and what shows only across its fields."""

    read_already: dict[Path, Loaded] = {}

    def load_below(below: Path, shown: str) -> Any:
        if below not in read_already:
            read_already[below] = _load(below, project, shown, (*above, path.resolve()))
        return read_already[below]

    if isinstance(record, Case):
        return record, case_checks.check(record, project)
    if path.resolve() in above:
        return record, []
    folder = linked.Place(path, file, load_below)
    whole, problems = linked.with_links(record, folder)
    return whole, [*problems, *press_checks.check(whole, complete=all(one.code != "R021" for one in problems))]


def _keys(node: Node) -> list[str]:
    return [str(key) for key, _ in node.entries] if isinstance(node, MapNode) else []


def _shape(top_keys: list[str]) -> Shape | None:
    """What the record may hold, for the pass that mends what people type."""
    kind = recognised(top_keys) or "case"
    return ModelOf(RECORD_TYPES[kind].model)


def _unrecognised(node: Node, file: str) -> Problem:
    if not isinstance(node, MapNode):
        span: Span = getattr(node, "span", Span(file))
        return problem(span, "R001", "记录的最外层要写成“键: 值”的样子", "从“检察院: …”和“事由: …”两行写起")
    least = "；".join(f"{row.name}记录至少要有{row.least}" for row in RECORD_TYPES.values())
    return problem(node.span, "R001", "认不出这是哪种记录", least)
