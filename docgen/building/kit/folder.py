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
from docgen.building.kit.withdrawal import withdrawn
from docgen.building.ledger import Ledger, Written
from docgen.building.place import Placer, Told
from docgen.building.request import Output
from docgen.building.worker import Result, Task
from docgen.checks.rules import known
from docgen.core.errors import CODES, LEVEL_NAMES, Problem, problem
from docgen.core.source import Span
from docgen.papers.make import FOLDERS, Made, Workspace

_TIME = (1980, 1, 1, 0, 0, 0)
DRAFTS = "待改"
"""The folder for a state of the kit that may not go out."""


def all_problems(result: Result) -> list[Problem]:
    return [*result.problems, *(item for _, given in result.given for item in given.problems)]


def _below(folder: str, kit: str) -> str:
    """*folder* of a document (对外/案例集/09 网页) as it stands below that of the *kit*."""
    return folder.partition("/")[2].removeprefix(kit).lstrip("/")


def findings(found: Sequence[Problem]) -> bytes:
    """A text for those who mend the kit: where what is wrong, without the words of the record."""
    lines = [
        f"{_place(item)}{LEVEL_NAMES[item.level]} {item.code} {_title(item.code)}\n"
        for item in dict.fromkeys(found)
        if item.level == "error"
    ]
    return ("".join(lines) + "\n运行 docgen build 或者 docgen check 看每一处的详情和改法。\n").encode()


def _title(code: str) -> str:
    """What a finding of *code* says without the words of the record; rules have their codes beside those of the program."""
    return CODES[code].title if code in CODES else known()[code].title


def _place(item: Problem) -> str:
    span = item.span
    return f"{span.file}:{span.line}:{span.column} " if span and span.file else ""


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
    waiting: list[tuple[Task, Result, Sequence[Group]]] = field(default_factory=list)
    """What has been made, until it is known whether all of it may go out."""
    failed: bool = False
    drafts: list[str] = field(default_factory=list)
    """The labels of materials that are for outside and still have gaps."""
    _outputs: list[Output] = field(default_factory=list)

    @property
    def folder(self) -> str:
        return self.first.terms.slot.folder if self.first.terms.slot else ""

    def add(self, output: Output) -> None:
        self._outputs.append(output)

    def wait(self, task: Task, result: Result, groups: Sequence[Group], lost: Sequence[str], *, failed: bool) -> None:
        """*task* is done with *result*; with *failed* nothing of the kit goes out. Of its *groups* those *lost* are not there."""
        self.waiting.append((task, result, groups))
        slot = task.terms.slot
        self.drafts += [slot.label for _, one in result.given if slot and slot.number and any(m.gaps for m in one.made)]
        self.failed = self.failed or failed
        if not task.sources and {group.format for group in groups} != set(lost):
            self.made.add(task.number)

    def settle(self, task: Task, formats: Sequence[str], lost: Sequence[str]) -> None:
        """*task* is over; of the *formats* that it has, *lost* are those in which a document of it is not there."""
        if task.sources or task.terms.slot is None:
            return
        whole = set(formats) == set(lost)
        label = task.terms.slot.label
        self.lacking += [label] if whole else [f"{label}（{form}）" for form in lost]

    def close(self, placer: Placer) -> Iterator[Told]:
        """Write manifest and ZIP, and deal with documents that the kit held before and holds no longer."""
        if self.drafts:
            listed = "、".join(dict.fromkeys(self.drafts))
            message = f"这些材料里还有待补的内容，放在{FOLDERS['instrument']}，不进{FOLDERS['public']}和{materials.ZIP}：{listed}"
            yield problem(Span(self.first.kit), "B010", message, "补上以后再运行一次")
        public = [one for one in self._outputs if self._name(one).startswith(f"{FOLDERS['public']}/{self.folder}/")]
        told = list(self._put(placer, "manifest", "json", self._manifest(public)))
        yield from told
        self._clear(placer)
        # A manifest that could not be put in place is that of the last run: it stays out.
        held = [*public, *(one for one in told if isinstance(one, Output))]
        if all(one.state not in ("missing", "other", "planned") for one in held):
            yield from self._put(placer, "zip", "zip", self._zipped(held))
        else:
            if placer.planning:
                path = self.ledger.root / FOLDERS["public"] / f"{self.folder}.zip"
                yield Output(path, "zip", "zip", "", b"", "planned", ("材料有变化",))
            # A comparison cannot tell what would be in it; it is still one of the kit.
            self.used.add(self._key("zip", "zip"))
        if self.lacking:
            at = Span(self.first.kit)
            message = f"{materials.ZIP}里没有这些材料，它们没有生成：{'、'.join(self.lacking)}"
            yield problem(at, "B006", message, "改好上面的错误，再运行一次")
        self._drop_others(placer)

    def withhold(self, placer: Placer, space: Workspace) -> Iterator[Told]:
        """Leave the kit that lies outside as it is, but for what may not be there an hour longer; the new state goes inside.

        It lies in 待改 of the kit's inner folder, with a list of what is wrong, until a run goes well.
        """
        yield from withdrawn(self.first.kit, self.ledger, space)
        made = [item for _, result, _ in self.waiting for _, given in result.given for item in given.made]
        top = f"{FOLDERS['instrument']}/{self.folder}/{DRAFTS}"
        inside = [replace(item, folder=f"{top}/{_below(item.folder, self.folder)}".rstrip("/")) for item in made]
        found = [item for _, result, _ in self.waiting for item in all_problems(result)]
        inside.append(Made("findings", "txt", top, ("问题",), ".txt", findings(found)))
        key = self._key(DRAFTS, "")
        group = Group(DRAFTS, "", key, self.ledger, self.ledger.entry(key), Written("", "kit"), ("有错误，没有放行",))
        yield from placer.place(group, inside, whole=True)
        message = f"上面有错误，{FOLDERS['public']}的一套没有换，还是上一次的；这次做的在“{top}”，改好再运行一次"
        yield problem(Span(self.first.kit), "B008", message, "改好上面的错误，再运行一次 docgen build")

    def _clear(self, placer: Placer) -> None:
        """Nothing is left to be mended: what lay there for that goes, also what an interrupted run has left."""
        top = f"{FOLDERS['instrument']}/{self.folder}/{DRAFTS}/"
        for name in self.ledger.names():
            if name.startswith(top) and not placer.comparing:
                self.ledger.remove(name)

    def _name(self, output: Output) -> str:
        assert output.path is not None
        return output.path.relative_to(self.ledger.root).as_posix()

    def _manifest(self, public: list[Output]) -> Made:
        top = f"{FOLDERS['public']}/{self.folder}/"
        listed = [{"文件": self._name(one).removeprefix(top), "sha256": one.sha256} for one in public]
        # For whoever signs: what the gate would have stopped. The sign of the value stays in the house.
        allowed = [
            {"文件": self._name(one).removeprefix(top), "发现": [mark.partition("#")[0] for mark in one.allowed]}
            for one in public
            if one.allowed
        ]
        data = {
            "案例集名称": self.folder,
            "记录": Path(self.first.kit).name,
            "文件": listed,
            **({"没有生成": self.lacking} if self.lacking else {}),
            **({"核对后放行": allowed} if allowed else {}),
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
        group = Group(kind, form, key, self.ledger, known, Written("", "kit"), ("材料有变化",))
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
            kind = key.split("|")[1]
            group = Group(kind, "", key, self.ledger, known, Written("", ""), ("材料里没有了",))
            placer.drop(group, gone=kind != DRAFTS)
