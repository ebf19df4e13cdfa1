"""Drafts → the files of their records: names, and the text of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from docgen import naming
from docgen.importing.found import Draft
from docgen.reading import emit
from docgen.reading.fields import Model
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.release import Release

MODELS: dict[str, type[Model]] = {"case": Case, "conference": Conference, "release": Release}


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A record to be written: its name below the folder of import, and its text."""

    name: str
    text: str
    type: str


def files(draft: Draft, stem: str, origin: str) -> list[RecordFile]:
    """The files of *draft*: the record that names the others comes first.

    *stem* names a single record and the folder of a collection; *origin* is the source's
    file name, told in a comment. Raises RecordError where a text cannot be written as a record.
    """
    comment = f"由 docgen import 从“{origin}”导入：文字照录，没有改动；请核对以后再用"
    stem = naming.file_name([stem], "")
    if not draft.parts:
        return [_file(f"{stem}.yaml", draft.type, draft.values, comment)]
    names = naming.Names()
    places = [part.name[0] if part.name else "" for part in draft.parts]
    inner: list[RecordFile] = []
    for part in draft.parts:
        alone = part.name and places.count(part.name[0]) == 1
        title = names.take(stem, part.name[:1] if alone else part.name or ("案例",), ".yaml")
        inner.append(_file(f"{stem}/{title}", part.type, part.values, comment))
    listed = [item.name.partition("/")[2] for item in inner]
    return [_file(f"{stem}/发布会.yaml", draft.type, draft.values | {"案例": listed}, comment), *inner]


def rows(drafts: list[Draft], origin: str) -> list[RecordFile]:
    """The files of the cases of a ledger, each called by its office and matter."""
    comment = f"由 docgen import 从台账“{origin}”导入；请核对以后再用"
    names = naming.Names()
    return [
        _file(names.take("", draft.name or ("案件",), ".yaml"), draft.type, draft.values, comment) for draft in drafts
    ]


def _file(name: str, kind: str, values: dict[str, Any], comment: str) -> RecordFile:
    return RecordFile(name, emit.dump(values, MODELS[kind], comment), kind)
