"""What a document depends on besides its record, by hash and in words: why it is made again.

Everything that can change a byte of it: the program and its data, docgen.yaml, the template
and what it includes, the norms, house.yaml, and what the command line asks for.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from docgen.builder import Terms, Workspace
from docgen.data import HERE
from docgen.project import FILE_NAME
from docgen.source import shown
from docgen.templating.header import Kind

_LENGTH = 16
"""Hexadecimal digits of a hash here; files are told apart, nobody is kept out."""
_LIBRARIES = ("jinja2", "weasyprint", "uharfbuzz", "lxml")
"""Packages whose version can change what is written."""


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_LENGTH]


def file_digest(path: Path) -> str:
    """The hash of the file at *path*, ``""`` where there is none that can be read."""
    try:
        return digest(path.read_bytes())
    except OSError:
        return ""


@cache
def program() -> str:
    """The hash of docgen itself, its data and the libraries that it writes with."""
    whole = hashlib.sha256()
    for folder, folders, names in os.walk(HERE.parent):
        folders.sort()
        for name in sorted(names):
            if name.endswith((".py", ".yaml", ".yml", ".json", ".css")):
                path = Path(folder, name)
                whole.update(path.relative_to(HERE.parent).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    for name in _LIBRARIES:
        whole.update(f"{name} {_version(name)}\n".encode())
    return whole.hexdigest()[:_LENGTH]


def _version(name: str) -> str:
    from importlib import metadata

    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def shared(space: Workspace) -> dict[str, str]:
    """What all documents of a project depend on: words for it → hash."""
    found = space.project
    settings = found.root / FILE_NAME
    parts = [path for folder in space.catalog.folders for path in sorted((folder / "partials").glob("*"))]
    return {
        "docgen 本身": program(),
        f"设置 {shown(settings)}": file_digest(settings),
        "模板 partials": digest(b"".join(file_digest(path).encode() + path.name.encode() for path in parts)),
        "版式 house.yaml": file_digest(found.house) if found.house else "",
    }


def of_kind(kind: Kind, common: Mapping[str, str], terms: Terms) -> dict[str, str]:
    """What documents of *kind* depend on besides their record, given what the whole project depends on."""
    template = digest((kind.source + file_digest(kind.path)).encode())
    slot = {"材料的次序": digest(f"{terms.slot.folder}/{terms.slot.label}".encode())} if terms.slot else {}
    partials = {} if _includes(kind.source) else {"模板 partials"}
    asked = json.dumps(
        [
            str(terms.options.day or ""),
            terms.options.final,
            terms.options.length,
            terms.drafts,
            terms.allow,
            terms.variant,
        ]
    )
    return {
        **{name: value for name, value in common.items() if name not in partials},
        f"模板 {kind.file}": template,
        "选项": asked,
        **slot,
    }


def _includes(source: str) -> bool:
    return any(word in source for word in ("include", "extends", "import"))
