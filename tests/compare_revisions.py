"""The bytes of every paper by two revisions: ``python -m tests.compare_revisions BASE [HEAD]`` in the root of the project.

HEAD is the working tree where nothing is said. The records are those of ``cases/`` in the working tree for both; a
revision has its own templates. Each is asked, by its command line alone, for

- all papers of all records in all formats, the kits of conferences among them: a draft, a final paper, a paper in the
  margins of which people write;
- the same by ``render``, one record after another;
- the web pages, the public record and the table of figures of each record.

Files are compared byte by byte, messages line by line, exit codes too. What a run remembers (``.docgen.json``) and the
manifest of a kit (``清单.json``, in its ZIP too) are listed apart and make nobody fail. ``--because PATTERN=REASON``
explains a difference: it is printed with the reason and does not count. Ends with 1 where a difference is left
that nobody has explained. Takes some two minutes with two processors; ``--only 示例`` looks at fewer records.
"""

from __future__ import annotations

import argparse
import difflib
import io
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from tests.revisions import ROOT, WORKTREE, code_of, environment, name_of

FORMATS = "docx,pdf,html,wechat,txt,json"
DATE = ("--date", "2026-03-05")
REMEMBERED = (".docgen.json", ".docgen.journal", "清单.json")
"""Names of files in which a run or a kit writes down what it made."""
OUT = "出"
KINDS = re.compile(r"^([a-z][a-z-]*) ", re.MULTILINE)
HASTE = re.compile(r"^已处理 \d+ / \d+\n", re.MULTILINE)
"""Lines that only a run of some seconds prints: how many depends on how busy the machine is."""
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One run of docgen: a *name* that is also its folder under OUT, and the arguments without ``-o``."""

    name: str
    arguments: tuple[str, ...]
    target: str = ""
    """The file in the folder that ``-o`` names; the folder itself where it is empty."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a step left: its files by their path in its folder, what was said, and the exit code."""

    files: dict[str, bytes]
    talk: str
    code: int


@dataclass(frozen=True, slots=True)
class Difference:
    where: str
    why: str


def steps(records: Sequence[str], kinds: str) -> Iterator[Step]:
    """Everything that both revisions are asked for: the long ones first."""
    every = ("--format", FORMATS, *DATE)
    yield Step("成批-草稿", ("build", "cases", *every, "--jobs", "1"))
    yield Step("成批-定稿", ("build", "cases", *every, "--final", "--jobs", "1"))
    for number, record in enumerate(records, 1):
        name = f"{number:02}-{Path(record).stem}"
        yield Step(f"单份-{name}", ("render", record, "--as", kinds, *every))
        yield Step(f"送审-{name}", ("render", record, "--as", kinds, "--format", "docx,pdf", "--review", *DATE))
        yield Step(f"网页-{name}", ("web", record))
        yield Step(f"网页-定稿-{name}", ("web", record, "--final"))
        yield Step(f"公开版-{name}", ("publish", record), "记录.yaml")
        yield Step(f"数字-{name}", ("figures", record), "表.xlsx")


def run(step: Step, code: Path, project: Path) -> Made:
    """What *step* gives with the docgen in *code*, in *project*."""
    folder = project / OUT / step.name
    target = f"{OUT}/{step.name}/{step.target}".rstrip("/")
    folder.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-m", "docgen", *step.arguments, "-o", target],
        cwd=project, env=environment(code), capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    talk = HASTE.sub("", re.sub(r"[\d.]+ 秒", "… 秒", done.stdout + done.stderr))
    return Made(found, talk.replace(str(code), "…").replace(str(project), "…"), done.returncode)


def differences(step: str, old: Made, new: Made) -> Iterator[Difference]:
    """Every difference between what the two revisions made of *step*."""
    for name in sorted(old.files.keys() | new.files.keys()):
        here, there = old.files.get(name), new.files.get(name)
        if there is None:
            yield Difference(f"{step}/{name}", "only in the base")
        elif here is None:
            yield Difference(f"{step}/{name}", "only in the head")
        elif here != there:
            yield Difference(f"{step}/{name}", unlike(here, there))
    if old.code != new.code:
        yield Difference(f"{step}: exit code", f"{old.code}, now {new.code}")
    if old.talk != new.talk:
        yield Difference(f"{step}: messages", lines_unlike(old.talk, new.talk))


def unlike(old: bytes, new: bytes) -> str:
    """In what two files of one name differ: members of a ZIP, lines of a text, or their first byte."""
    if zipfile.is_zipfile(io.BytesIO(old)) and zipfile.is_zipfile(io.BytesIO(new)):
        here, there = members(old), members(new)
        names = sorted(name for name in here.keys() | there.keys() if here.get(name) != there.get(name))
        return f"members differ: {'、'.join(names)}" if names else "the same members, packed in another way"
    try:
        return lines_unlike(old.decode(), new.decode())
    except UnicodeDecodeError:
        first = next((at for at, (one, other) in enumerate(zip(old, new, strict=False)) if one != other), len(old))
        return f"{len(old)} bytes, now {len(new)}, different from byte {first} on"


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def lines_unlike(old: str, new: str) -> str:
    """The first lines that are gone and new, cut to a readable length."""
    if sorted(old.splitlines()) == sorted(new.splitlines()):
        return "the same lines in another order"
    found = [
        line for line in difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="") if not marks(line)
    ]
    more = [f"… {len(found) - SHOWN} lines more"] if len(found) > SHOWN else []
    return "".join(f"\n      {line[:160]}" for line in [*found[:SHOWN], *more])


def marks(line: str) -> bool:
    """Whether *line* of a diff tells places and names, not text."""
    return line.startswith(("--- ", "+++ ", "@@"))


def remembered(found: Difference) -> bool:
    """Whether *found* is in what a run or a kit writes down of what it made, and in nothing else."""
    if found.why.startswith("members differ: "):
        return all(Path(name).name in REMEMBERED for name in found.why.removeprefix("members differ: ").split("、"))
    return Path(found.where).name in REMEMBERED


def kinds_of(code: Path, project: Path) -> str:
    """All kinds that the docgen in *code* knows, as ``--as`` takes them."""
    command = [sys.executable, "-m", "docgen", "templates", "list"]
    done = subprocess.run(
        command, cwd=project, env=environment(code), capture_output=True, encoding="utf-8", check=True
    )
    return ",".join(KINDS.findall(done.stdout))


def compare(
    base: str, head: str, repository: Path = ROOT, only: str = "", jobs: int = 2
) -> tuple[int, list[Difference]]:
    """How many files the base made, and every difference, with the records of *repository* whose path holds *only*."""
    with tempfile.TemporaryDirectory(prefix="compare-") as name:
        scratch = Path(name)
        codes = [code_of(revision, scratch / "code", repository) for revision in (base, head)]
        projects = [scratch / side / "项目" for side in ("base", "head")]
        for project in projects:
            copied(repository, project, only)
        records = sorted(path.relative_to(projects[0]).as_posix() for path in projects[0].glob("cases/**/*.yaml"))
        kinds = [kinds_of(code, project) for code, project in zip(codes, projects, strict=True)]
        sides = list(zip(codes, projects, strict=True))
        plan = list(steps(records, kinds[0]))
        with ThreadPoolExecutor(jobs) as pool:
            runs = [[pool.submit(run, step, code, project) for code, project in sides] for step in plan]
            made = [(old.result(), new.result()) for old, new in runs]
        found = [Difference("kinds", f"{kinds[0]}, now {kinds[1]}")] if kinds[0] != kinds[1] else []
        for step, (old, new) in zip(plan, made, strict=True):
            found += differences(step.name, old, new)
        return sum(len(old.files) for old, _ in made), found


def copied(repository: Path, project: Path, only: str) -> None:
    """The records of *repository* and its settings in *project*, so that paths are the same for both revisions."""
    shutil.copytree(repository / "cases", project / "cases")
    shutil.copy(repository / "docgen.yaml", project)
    for path in project.glob("cases/**/*.yaml"):
        if only not in path.relative_to(project).as_posix():
            path.unlink()


def told(count: int, found: Sequence[Difference], reasons: Sequence[tuple[str, str]]) -> int:
    """Print what was found and give the exit code."""
    apart = [one for one in found if remembered(one)]
    explained, open_ = [], []
    for one in found:
        if one in apart:
            continue
        why = next((reason for pattern, reason in reasons if fnmatchcase(one.where, pattern)), "")
        (explained if why else open_).append((one, why))
    for one, _ in open_:
        print(f"  {one.where}: {one.why}")
    if explained:
        print("Explained:")
    for one, why in explained:
        print(f"  {one.where}: {why}")
    if apart:
        print("Manifests and ledgers:")
    for one in apart:
        print(f"  {one.where}: {one.why.partition(chr(10))[0] or 'other lines'}")
    if open_:
        print(f"{count} files: {len(open_)} differences that nobody has explained")
    elif found:
        print(f"{count} files: all byte-equal but what is listed above with its reason")
    else:
        print(f"{count} files: all byte-equal")
    return 1 if open_ else 0


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.compare_revisions")
    parser.add_argument("base", help="a commit")
    parser.add_argument("head", nargs="?", default=WORKTREE, help="a commit; the working tree where nothing is said")
    parser.add_argument("--only", default="", help="records whose path holds this")
    parser.add_argument("--jobs", type=int, default=2, help="processes at a time")
    parser.add_argument(
        "--because", action="append", default=[], metavar="PATTERN=REASON", help="explains differences in these files"
    )
    asked = parser.parse_args(argv)
    reasons = [(pattern, reason) for pattern, _, reason in (one.partition("=") for one in asked.because)]
    print(f"{name_of(asked.base)} and {name_of(asked.head)}")
    return told(*compare(asked.base, asked.head, only=asked.only, jobs=asked.jobs), reasons)


if __name__ == "__main__":
    sys.exit(main())
