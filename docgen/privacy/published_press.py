"""The public record of a conference or a release: written for the public already, but it names cases and may name persons.

Names of files, and what the cases register, are called as the public records of the
cases call them; a secret of any case is masked as the papers of the press mask it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Any

from docgen.privacy.mask import masked_text
from docgen.privacy.published import CasePublisher, Publisher, Value
from docgen.privacy.secrets import Register
from docgen.reading.fields import Model
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.models import Case
from docgen.records.release import Release
from docgen.source import Located


def place(path: Path) -> Path:
    """*path* as the records of a set are told apart by: from the root, without detours."""
    return Path(os.path.abspath(path))  # noqa: PTH100  links stay what was typed


class PressPublisher(Publisher):
    """A conference or a release at *path*.

    ``files`` is place → new name of every file of the set, ``others`` place → what publishes that
    record; both are filled by the caller before the YAML is asked for.
    """

    def __init__(
        self,
        source: Conference | Release,
        register: Register,
        path: Path,
        files: Mapping[Path, str],
        others: Mapping[Path, Publisher],
    ) -> None:
        super().__init__(source, register)
        self.press = source
        self.path = path
        self.files = files
        self.others = others
        spoken = [str(one.name) for one in source.persons if one.name] + [
            derive.host_short(one) for one in source.hosts
        ]
        self.names |= {name: masked_text(name, register) for name in spoken}

    def file(self, typed: Located) -> str:
        """The new name of the file that *typed* leads to; of one that is not there a name as public as any text."""
        known = self.files.get(self.below(typed))
        return known or masked_text(PurePath(str(typed).replace("\\", "/")).name, self.register)

    def below(self, typed: str) -> Path:
        return place(self.path.parent / typed.replace("\\", "/"))

    def field(self, owner: Model, attribute: str, value: Any) -> Value:
        match attribute:
            case "case_files":
                # A pattern becomes the list of what it found; the cases that only 正文 names are named there.
                own = (one for one in self.press.members if one.typed.span.file == self.press.span.file)
                return [self.files[place(one.path)] for one in own if one.typed in value]
            case "case_file" | "conference" | "file":
                return self.file(value)
            case "material":
                return [self.file(one) if one.lower().endswith((".yaml", ".yml")) else self.text(one) for one in value]
            case "highlights":
                return [self.name(one) for one in value]
        return self.value(value)

    def renamed(self, name: str) -> str | None:
        further = references.below(self.press, name)
        if further is None:
            return self.names.get(name) or ".".join(self.names.get(part, part) for part in name.split("."))
        record, rest = further
        if not isinstance(record, Case):
            assert isinstance(self.press, Release)
            assert self.press.conference is not None
            return self.others[self.below(self.press.conference)].renamed(rest)
        member = next(one for one in self.press.members if one.case is record)
        publisher = self.others[place(member.path)]
        assert isinstance(publisher, CasePublisher)
        new = publisher.seen_from_outside(rest)
        return f"{PurePath(self.files[place(member.path)]).stem}.{new}" if new else None
