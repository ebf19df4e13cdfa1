"""Whether a YAML file that lies in a folder is meant for a record, seen from its outermost keys without reading it.

Folders hold other YAML too: norms, settings of other programs, lists. Who names a file on the
command line means a record; who names a folder means the records in it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from docgen.project import FILE_NAME
from docgen.records.kinds import resembles

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
        with path.open("rb", buffering=0) as file:
            head = file.read(_HEAD)
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
    return (item for item in _each_yaml(path) if item == path or may_be_record(item))


def yaml_in(path: Path) -> tuple[list[Path], list[Path]]:
    """(records, YAML that is meant for something else) at or below *path*; hidden and settings files are neither."""
    records: list[Path] = []
    others: list[Path] = []
    for item in _each_yaml(path):
        (records if item == path or may_be_record(item) else others).append(item)
    return records, others


def _each_yaml(path: Path) -> Iterator[Path]:
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
            yield from _each_yaml(item)


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
