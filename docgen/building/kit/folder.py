"""The kit of a conference on disk: beside its documents a manifest with their hashes and a ZIP of all that may leave the house.

The ZIP holds what docgen has written and the gate has seen: a document that could not be
made, or that a person has edited since, is not in it, and both say so.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.building.fresh import Group, kit_mark
from docgen.building.kit import materials
from docgen.building.ledger import Entry, Ledger
from docgen.building.place import Placer, Told
from docgen.building.request import Output
from docgen.building.worker import Task
from docgen.core.errors import problem
from docgen.core.source import Span
from docgen.papers.make import FOLDERS, Made

_TIME = (1980, 1, 1, 0, 0, 0)


@dataclass(slots=True)
class Kit:
    """What has become of the documents of one kit, in the order of its plan.

    ``made`` are the numbers of the tasks that gave a document, ``lacking`` the labels of those
    that are not there, with the format where the others are; ``used`` the keys of the ledger that the kit still has.
    """

    first: Task
    ledger: Ledger
    made: set[int] = field(default_factory=set)
    lacking: list[str] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    _outputs: list[Output] = field(default_factory=list)

    @property
    def folder(self) -> str:
        return self.first.terms.slot.folder if self.first.terms.slot else ""

    def add(self, output: Output) -> None:
        self._outputs.append(output)

    def settle(self, task: Task, formats: Sequence[str], lost: Sequence[str]) -> None:
        """*task* is over; of the *formats* that it has, *lost* are those in which a document of it is not there."""
        if task.sources or task.terms.slot is None:
            return
        whole = set(formats) == set(lost)
        if not whole:
            self.made.add(task.number)
        label = task.terms.slot.label
        self.lacking += [label] if whole else [f"{label}（{form}）" for form in lost]

    def close(self, placer: Placer) -> Iterator[Told]:
        """Write manifest and ZIP, and deal with documents that the kit held before and holds no longer."""
        public = [one for one in self._outputs if self._name(one).startswith(f"{FOLDERS['public']}/{self.folder}/")]
        told = list(self._put(placer, "manifest", "json", self._manifest(public)))
        yield from told
        # A manifest that could not be put in place is that of the last run: it stays out.
        held = [*public, *(one for one in told if isinstance(one, Output))]
        if all(one.state not in ("missing", "other") for one in public):
            yield from self._put(placer, "zip", "zip", self._zipped(held))
        else:
            # A comparison cannot tell what would be in it; it is still one of the kit.
            self.used.add(self._key("zip", "zip"))
        if self.lacking:
            at = Span(self.first.kit)
            message = f"{materials.ZIP}里没有这些材料，它们没有生成：{'、'.join(self.lacking)}"
            yield problem(at, "B006", message, "改好上面的错误，再运行一次")
        self._drop_others(placer)

    def _name(self, output: Output) -> str:
        assert output.path is not None
        return output.path.relative_to(self.ledger.root).as_posix()

    def _manifest(self, public: list[Output]) -> Made:
        top = f"{FOLDERS['public']}/{self.folder}/"
        listed = [{"文件": self._name(one).removeprefix(top), "sha256": one.sha256} for one in public]
        data = {
            "案例集名称": self.folder,
            "记录": Path(self.first.kit).name,
            "文件": listed,
            **({"没有生成": self.lacking} if self.lacking else {}),
        }
        text = json.dumps(data, ensure_ascii=False, indent=1) + "\n"
        return Made("manifest", "json", top.rstrip("/"), (materials.MANIFEST,), ".json", text.encode())

    def _zipped(self, held: list[Output]) -> Made:
        import zipfile

        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as archive:
            top = FOLDERS["public"] + "/"
            for name in map(self._name, held):
                if self.ledger.whole(name):
                    info = zipfile.ZipInfo(name.removeprefix(top), _TIME)
                    info.external_attr = 0o644 << 16
                    archive.writestr(info, (self.ledger.root / name).read_bytes())
        return Made("zip", "zip", FOLDERS["public"], (self.folder,), ".zip", made.getvalue())

    def _key(self, kind: str, form: str) -> str:
        return f"{kit_mark(self.first.kit, self.ledger)}|{kind}|{form}"

    def _put(self, placer: Placer, kind: str, form: str, made: Made) -> Iterator[Told]:
        key = self._key(kind, form)
        self.used.add(key)
        known = self.ledger.entry(key)
        group = Group(kind, form, key, self.ledger, known, Entry("", "kit"), ("材料有变化",))
        for told in placer.place(group, [made], whole=True):
            # Made anew each time; what comes out as it was has not changed.
            same = isinstance(told, Output) and told.state == "same" and not placer.comparing
            yield replace(told, state="unchanged") if same and isinstance(told, Output) else told

    def _drop_others(self, placer: Placer) -> None:
        mark = kit_mark(self.first.kit, self.ledger)
        known_keys = list(self.ledger.keys())
        for key in known_keys:
            if key in self.used or not (key.startswith(mark) or f"|{mark}" in key):
                continue
            known = self.ledger.entry(key)
            placer.drop(Group(key.split("|")[1], "", key, self.ledger, known, Entry("", ""), ("材料里没有了",)))
