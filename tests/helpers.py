"""What many tests need: a scratch project, a record in it, its papers, and the command line."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from docgen.core.errors import Problem
from docgen.core.source import Span
from docgen.core.tree import Document, Paragraph, Table, plain_text
from docgen.papers import make
from docgen.papers.finish import Finished, Options, finish
from docgen.papers.make import Workspace
from docgen.papers.templates.catalog import built_in
from docgen.records import project
from docgen.records.loader import Loaded, load

ROOT = Path(__file__).resolve().parents[1]
OCCASION = ROOT / "cases" / "示例" / "发布会.yaml"
"""An invented conference with everything that the papers of its kit ask for."""
INVENTED = sorted(path for path in OCCASION.parent.glob("*.yaml") if path != OCCASION)
SAMPLES = [path for path in INVENTED if "听证会:" in path.read_text(encoding="utf-8")]
"""Invented records that go through every stage of a case, the hearing included."""
CONFERENCE = ROOT / "cases" / "北京妇女权益" / "发布会.yaml"
MESSAGE = CONFERENCE.parent / "消息.yaml"
"""The release of that conference."""
PUBLISHED = sorted(path for path in CONFERENCE.parent.glob("*.yaml") if path not in (CONFERENCE, MESSAGE))
RELEASES = sorted((ROOT / "cases" / "发布稿").glob("*.yaml"))
RECORDS = [*INVENTED, *PUBLISHED]
"""The records of cases."""
ALL_KINDS = tuple(sorted(built_in().kinds))
KINDS = tuple(name for name in ALL_KINDS if "case" in built_in().kinds[name].takes)
"""The kinds that are made of a case."""
KIT = ("agenda", "host-script", "speech", "qa", "qa-notes", "table-cards", "press-sign-in", "seating")
"""The kinds of the papers of a conference that are used in the hall."""
PRESS = [
    (CONFERENCE, "collection"),
    *((path, "press-release") for path in (*RELEASES, MESSAGE, CONFERENCE)),
    *((OCCASION, kind) for kind in KIT),
]
"""(record, kind) of every paper of the press in the project's own records."""

HEAD = "检察院: 云江省青川市临河区人民检察院\n事由: 规范母婴室建设\n"
"""The least that a record must hold."""

HEADER = "{#--- kind: trial, 名称: 试验文书, face: %s, 阶段: %s, 无则: 草稿, voice: %s ---#}\n"


def stem(path: Path) -> str:
    """The name of a record, for the id of a test."""
    return path.stem


@dataclass(frozen=True)
class Scratch:
    """A project of one test: a folder with an (empty) docgen.yaml, so that nothing around it counts."""

    root: Path

    def record(self, text: str, name: str = "案件.yaml") -> Path:
        """*text* as a record; the two lines that every record must have are put below where it lacks them."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text if "检察院:" in text else text.rstrip("\n") + "\n" + HEAD, encoding="utf-8")
        return path

    def template(self, body: str, face: str = "instrument", stage: str = "建议", voice: str = "本院") -> Path:
        """*body* from line 2 on as the template of the kind “trial”; a header of its own is kept."""
        text = body if body.startswith("{#") else HEADER % (face, stage, voice) + body
        return self.file("templates/trial.j2", text)

    def file(self, name: str, text: str) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def space(self) -> Workspace:
        return make.workspace(self.root)

    def trial(
        self, body: str, record: str = "", *, face: str = "instrument", stage: str = "建议", voice: str = "本院"
    ) -> Finished:
        """The one paper that a template of *body* makes of a record of *record*."""
        self.template(body, face, stage, voice)
        (one,) = finished(self.record(record), "trial")
        return one

    def printed(self, body: str, record: str = "", **more: str) -> str:
        """The text of that paper; no error may stand in its way."""
        return text_of(made(self.trial(body, record, **more)))


def scratch(root: Path) -> Scratch:
    (root / "docgen.yaml").write_text("", encoding="utf-8")
    return Scratch(root)


_LOADED: dict[tuple[str, bytes, str], Loaded] = {}


def loaded(path: Path) -> Loaded:
    """The record at *path*. A case that many tests share is read once; what is loaded never changes."""
    found = project.find(path)
    key = (path.name, path.read_bytes(), repr(found.settings.number_patterns) + str(found.settings.office_code))
    if key in _LOADED:
        return _LOADED[key]
    done = load(path, found, path.name)
    if done.type == "case":
        # Other records are made of other files too.
        _LOADED[key] = done
    return done


def finished(path: Path, kind: str, *, final: bool = False, day: Any = None) -> list[Finished]:
    """Every paper of *kind* that the record at *path* gives, through the stages that ``render`` takes."""
    space = make.workspace(path)
    found = loaded(path)
    assert found.record is not None, "\n".join(map(told, found.problems))
    papers = finish(space.catalog.kind(kind), found.record, space.project, space.engine, Options(day, final))
    return [make.checked(item, space) for item in papers]


def made(one: Finished) -> Document:
    assert one.document is not None, "\n".join(map(told, one.problems))
    return one.document


def documents(path: Path, kind: str, *, final: bool = False) -> list[Document]:
    return [made(item) for item in finished(path, kind, final=final)]


def lines_of(document: Document) -> list[str]:
    """Paragraphs and rows (cells with `` | `` between them) of *document*, in order."""
    found: list[str] = []
    for block in document.blocks:
        if isinstance(block, Paragraph):
            found.append(plain_text(block.inlines))
        elif isinstance(block, Table):
            found += [" | ".join(plain_text(cell) for cell in row) for row in block.rows]
    return found


def text_of(document: Document) -> str:
    return "\n".join(lines_of(document))


def roles_of(document: Document) -> list[tuple[str, str]]:
    return [(block.role, plain_text(block.inlines)) for block in document.blocks if isinstance(block, Paragraph)]


def told(item: Problem) -> str:
    """The problem as a person reads it: name:line:column code message."""
    span = item.span or Span("")
    return f"{Path(span.file).name}:{span.line}:{span.column} {item.code} {item.message} → {item.hint}"


def marked(text: str) -> tuple[str, list[str]]:
    """*text* without its ※, and ``line:column`` of each place where one stood."""
    found: list[str] = []
    lines = text.split("\n")
    for number in range(len(lines)):
        while "※" in lines[number]:
            column = lines[number].index("※")
            found.append(f"{number + 1}:{column + 1}")
            lines[number] = lines[number].replace("※", "", 1)
    return "\n".join(lines), found


def places(problems: Iterable[Problem], code: str = "") -> list[str]:
    """``name:line:column code`` of the problems (of *code* only, where one is given)."""
    return [told(item).partition(" ")[0] + f" {item.code}" for item in problems if code in ("", item.code)]


def codes(problems: Iterable[Problem]) -> list[str]:
    return [item.code for item in problems]


@dataclass(frozen=True)
class Ran:
    """What a process of docgen left behind."""

    code: int
    out: bytes
    err: bytes

    @property
    def result(self) -> str:
        return _plain(self.out)

    @property
    def talk(self) -> str:
        return _plain(self.err)

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def _plain(data: bytes) -> str:
    """*data* as text; lines and paths of Windows look as they do elsewhere."""
    text = data.decode("utf-8", "replace").replace("\r\n", "\n")
    return text.replace("\\", "/") if os.name == "nt" else text


def process(
    arguments: Iterable[str | Path], cwd: Path, environment: Mapping[str, str] | None = None, **more: Any
) -> Ran:
    """``python -m docgen`` with *arguments*, in *cwd*, with UTF-8 streams unless *environment* says otherwise."""
    settings = {**os.environ, "PYTHONUTF8": "0", "PYTHONIOENCODING": "utf-8", **(environment or {})}
    command = [sys.executable, "-m", "docgen", *map(str, arguments)]
    done = subprocess.run(command, cwd=cwd, env=settings, capture_output=True, timeout=120, check=False, **more)
    return Ran(done.returncode, done.stdout, done.stderr)


UNO_PYTHON = Path("/usr/bin/python3")
"""The Python that Debian's python3-uno belongs to."""


def office(steps: list[list[str]], folder: Path) -> None:
    """Let LibreOffice carry out *steps* (see office.py), with a profile below *folder*."""
    known = UNO_PYTHON.exists() and shutil.which("soffice")
    if not known or subprocess.run([UNO_PYTHON, "-c", "import uno"], capture_output=True).returncode:
        pytest.skip("没有 LibreOffice 的 Python 接口：请安装 libreoffice-writer 和 python3-uno")
    script = folder / "steps.json"
    script.write_text(json.dumps(steps), encoding="utf-8")
    command = [UNO_PYTHON, ROOT / "tests" / "office.py", folder / "profile", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
