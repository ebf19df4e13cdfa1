"""The three types of record, and which of them a file holds: seen from its keys."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

from docgen.core.files import read_regular
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.project import FILE_NAME
from docgen.records.release import Release
from docgen.records.yaml.fields import Model, names

Record: TypeAlias = Case | Conference | Release


class RecordType(NamedTuple):
    """``name`` is for people; ``marks`` are attributes that say by themselves what the record is; ``least`` is in words."""

    model: type[Model]
    name: str
    marks: frozenset[str]
    least: str


RECORD_TYPES: dict[str, RecordType] = {
    "case": RecordType(
        Case,
        "案件",
        frozenset({"matter", "procuratorate", "facts", "work", "significance", "recommendations"}),
        "“检察院”和“事由”",
    ),
    "conference": RecordType(
        Conference, "发布会", frozenset({"title", "case_files", "manner", "material", "name"}), "“案例集名称”和“案例”"
    ),
    "release": RecordType(
        Release,
        "发布稿",
        frozenset({"genre", "body", "lead", "kicker", "title", "in_one", "byline", "numbering"}),
        "“体裁”或者“正文”",
    ),
}
"""English word (``takes`` of a template, ``docgen schema``) → the type."""

_SURE = {"case": ("matter",), "release": ("genre", "body"), "conference": ("title",)}
"""The keys that decide alone, in this order."""


def type_of(record: Record) -> str:
    """The word of *record*'s type: case, conference or release."""
    return next(word for word, row in RECORD_TYPES.items() if isinstance(record, row.model))


def cases_of(record: Record) -> list[Case]:
    """The cases that a paper of *record* may speak of: itself, or those that it names.

    Of a release those of its conference come first, in the conference's order: who is
    called 某甲 and who 某乙 goes by it, and is one for all papers of a kit.
    """
    if isinstance(record, Case):
        return [record]
    event = record.event if isinstance(record, Release) else None
    order = {member.path: number for number, member in enumerate(event.members if event else ())}
    return [one.case for one in sorted(record.members, key=lambda one: order.get(one.path, len(order)))]


def recognised(keys: Iterable[str]) -> str:
    """The type of a record with these keys of the first level, ``""`` where they say nothing."""
    typed = {key.strip() for key in keys}
    known = {word: {names(row.model)[key] for key in typed if key in names(row.model)} for word, row in _rows()}
    for word, sure in _SURE.items():
        if known[word] & set(sure):
            return word
    # No key decides: the type with the most marks, and then the most known keys; a case where two are alike.
    score = {word: (len(found & RECORD_TYPES[word].marks), len(found)) for word, found in known.items()}
    best = max(score, key=lambda word: score[word])
    return best if score[best][1] else ""


def resembles(keys: Iterable[str]) -> bool:
    """True where a file with these outermost keys is meant for a record: a key that marks a type, or two that one has."""
    typed = {key.strip() for key in keys}
    known = [({names(row.model)[key] for key in typed if key in names(row.model)}, row.marks) for _, row in _rows()]
    return any(found & marks or len(found) > 1 for found, marks in known)


def _rows() -> Iterable[tuple[str, RecordType]]:
    return RECORD_TYPES.items()


# — sniff —
# Whether a YAML file that lies in a folder is meant for a record, seen from its outermost keys without reading it.
#
# Folders hold other YAML too: norms, settings of other programs, lists. Who names a file on the
# command line means a record; who names a folder means the records in it.

_SUFFIXES = (".yaml", ".yml")
_SKIPPED = {"templates", "output", "snapshots", "node_modules"}
_HEAD = 65536
"""Bytes that are looked at: the outermost keys of a record begin on its first lines."""
_KEY = re.compile(r"^[\"'“]?([^\s#:：\"'“”\-\[{|>][^:：\n]{0,30}?)[\"'”]?\s*[:：]", re.MULTILINE)
_ITEM = re.compile(r"\A(?:\s*#[^\n]*\n|\s*\n)*- ")


def may_be_record(path: Path) -> bool:
    """False where the file is surely something else: a list, or keys that are not those of a record.

    What is empty, cannot be read or is no UTF-8 counts as a record: reading it says what is wrong.
    """
    try:
        head = read_regular(path, _HEAD)
        text = head.decode("utf-8-sig", "ignore" if len(head) == _HEAD else "strict")
    except (OSError, UnicodeDecodeError):
        return True
    keys = _KEY.findall(text)
    return resembles(keys) if keys else not _ITEM.match(text)


def records_in(path: Path) -> list[Path]:
    """The record files at or below *path*, in a fixed order; *path* itself where it is a file."""
    return list(each_record(path))


def each_record(path: Path) -> Iterator[Path]:
    """The files of ``records_in`` one by one."""
    return (item for item in each_yaml(path) if item == path or may_be_record(item))


def yaml_in(path: Path) -> tuple[list[Path], list[Path]]:
    """(records, YAML that is meant for something else) at or below *path*; hidden and settings files are neither."""
    records: list[Path] = []
    others: list[Path] = []
    for item in each_yaml(path):
        (records if item == path or may_be_record(item) else others).append(item)
    return records, others


def each_yaml(path: Path) -> Iterator[Path]:
    """The YAML at or below *path* but settings, folder by folder, sorted by name.

    Passed over are folders that are hidden, that hold other things, or that are another project with a docgen.yaml.
    """
    if path.is_file():
        yield path
        return
    names, folders = _inside(path)
    for name in names:
        item = path / name
        if name.endswith(_SUFFIXES) and name != FILE_NAME:
            yield item
        if name in folders and name not in _SKIPPED and not (item / FILE_NAME).is_file():
            yield from each_yaml(item)


def _inside(folder: Path) -> tuple[list[str], set[str]]:
    """(names, sorted; those of folders that are no links) of what may matter in *folder*; nothing where it cannot be read."""
    names: list[str] = []
    folders: set[str] = set()
    try:
        with os.scandir(folder) as entries:
            for one in entries:
                inner = one.is_dir(follow_symlinks=False)
                if not one.name.startswith(".") and (inner or one.name.endswith(_SUFFIXES)):
                    names.append(one.name)
                    if inner:
                        folders.add(one.name)
    except OSError:
        return [], set()
    names.sort()
    return names, folders
