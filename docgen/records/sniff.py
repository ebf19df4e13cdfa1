"""Whether a YAML file that lies in a folder is meant for a record, seen from its outermost keys without reading it.

Folders hold other YAML too: norms, settings of other programs, lists. Who names a file on the
command line means a record; who names a folder means the records in it.
"""

from __future__ import annotations

import re
from pathlib import Path

from docgen.project import FILE_NAME
from docgen.records.kinds import resembles

_HEAD = 65536
"""Bytes that are looked at: the outermost keys of a record begin on its first lines."""
_KEY = re.compile(r"^[\"'“]?([^\s#:：\"'“”\-\[{|>][^:：\n]{0,30}?)[\"'”]?\s*[:：]", re.MULTILINE)
_ITEM = re.compile(r"\A(?:\s*#[^\n]*\n|\s*\n)*- ")


def may_be_record(path: Path) -> bool:
    """False where the file is surely something else: a list, or keys that are not those of a record.

    What is empty, cannot be read or is no UTF-8 counts as a record: reading it says what is wrong.
    """
    try:
        with path.open("rb") as file:
            text = file.read(_HEAD).decode("utf-8-sig", "ignore" if path.stat().st_size > _HEAD else "strict")
    except (OSError, UnicodeDecodeError):
        return True
    keys = _KEY.findall(text)
    return resembles(keys) if keys else not _ITEM.match(text)


def records_in(path: Path) -> list[Path]:
    """The record files at or below *path*, in a fixed order; *path* itself where it is a file."""
    return yaml_in(path)[0]


def yaml_in(path: Path) -> tuple[list[Path], list[Path]]:
    """(records, YAML that is meant for something else) at or below *path*; hidden and settings files are neither."""
    if path.is_file():
        return [path], []
    skipped = {"templates", "output", "snapshots", "node_modules"}
    own: dict[Path, bool] = {path: True}

    def belongs(folder: Path) -> bool:
        """False for folders that are hidden, that hold other things, or that are another project with a docgen.yaml."""
        if folder not in own:
            hidden = folder.name.startswith(".") or folder.name in skipped
            own[folder] = not hidden and not (folder / FILE_NAME).is_file() and belongs(folder.parent)
        return own[folder]

    records: list[Path] = []
    others: list[Path] = []
    for item in sorted(item for suffix in ("*.yaml", "*.yml") for item in path.rglob(suffix)):
        if item.name != FILE_NAME and not item.name.startswith(".") and belongs(item.parent):
            (records if may_be_record(item) else others).append(item)
    return records, others
