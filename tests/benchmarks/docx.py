"""How long a Word file takes: docgen beside docxtpl, python-docx and pandoc, same words, in one run.

Run ``python -m tests.benchmarks.docx [letters]`` in the root of the project. The letter is
a recommendation of one page (``tests.reliability.letters``). docxtpl gets the finished
letter as its template, with tags where the record differs: the fewest tags that can be.
Everything is measured in turns, medians of several rounds; times are of the clock, so the
ratios mean something only on a machine that does nothing else.
"""

from __future__ import annotations

import io
import multiprocessing
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Any

import docx
from docx.document import Document as WordDocument
from docx.shared import Pt
from docxtpl import DocxTemplate

from docgen import builder, papers
from docgen.papers import Options
from docgen.records.loader import load
from tests.reliability import letters

ROUNDS = 15
JOBS = 2
SAMPLE = 90001
"""The number of the letter from which the template of docxtpl is made: a number that stands for nothing else."""


def context(number: int) -> dict[str, int]:
    return {"number": number, "count": number % 50 + 1, "day": number % 28 + 1}


def letter(folder: Path, number: int) -> Path:
    """The record of letter *number*, alone in a project of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "docgen.yaml").write_text("", encoding="utf-8")
    path = folder / f"{number}.yaml"
    path.write_text(letters.text(number), encoding="utf-8")
    return path


class Docgen:
    """docgen, warm: the project is known and the record read."""

    def __init__(self, record: Path) -> None:
        self.record = record
        self.space = builder.workspace(record)
        self.kind = self.space.catalog.kind("recommendation")
        case = load(record, self.space.project).case
        assert case is not None
        self.case = case
        (finished,) = papers.finish(self.kind, case, self.space.project, self.space.engine, Options())
        assert finished.document is not None
        self.document = finished.document

    def from_record(self) -> bytes:
        (made,) = builder.make(self.kind, self.case, self.space, ["docx"]).made
        return made.data

    def from_yaml(self) -> bytes:
        case = load(self.record, self.space.project).case
        assert case is not None
        (made,) = builder.make(self.kind, case, self.space, ["docx"]).made
        return made.data

    def writer(self) -> bytes:
        return builder.to_bytes(self.document, "docx", self.space)

    def deflated(self) -> bytes:
        """The floor: the text of the letter through zlib at its usual level, and nothing else."""
        return zlib.compress(self.text)

    @property
    def text(self) -> bytes:
        if not hasattr(self, "_text"):
            self._text = zipfile.ZipFile(io.BytesIO(self.writer())).read("word/document.xml")
        return self._text


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def template(record: Path, target: Path) -> None:
    """The letter of *record* (number SAMPLE) as a template: its number, count and day become tags."""
    made = docx.Document(io.BytesIO(Docgen(record).from_record()))
    values = context(SAMPLE)
    for paragraph in made.paragraphs:
        for run in paragraph.runs:
            words = run.text.replace(str(SAMPLE), "{{ number }}")
            words = words.replace(f"{values['count']}处", "{{ count }}处")
            run.text = words.replace(f"2024年3月{values['day']}日", "2024年3月{{ day }}日")
    made.save(str(target))


def with_docxtpl(source: Path, number: int) -> bytes:
    document = DocxTemplate(source)
    document.render(context(number), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def with_python_docx(texts: list[str]) -> bytes:
    """What a first script does: every paragraph added, every run given its font and size."""
    made: WordDocument = docx.Document()
    for text in texts:
        paragraph = made.add_paragraph()
        run = paragraph.add_run(text)
        run.font.name = "仿宋_GB2312"
        run.font.size = Pt(16)
        paragraph.paragraph_format.line_spacing = Pt(28.95)
        paragraph.paragraph_format.first_line_indent = Pt(32)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def medians(actions: dict[str, Callable[[], Any]], rounds: int) -> dict[str, float]:
    """Milliseconds of each action; the actions take turns, so that a busy moment falls on all of them."""
    times: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(rounds):
        for name, action in actions.items():
            begun = time.perf_counter()
            action()
            times[name].append((time.perf_counter() - begun) * 1000)
    return {name: statistics.median(found) for name, found in times.items()}


def table(title: str, found: dict[str, float], beside: str) -> None:
    print(f"\n{title}")
    for name, value in found.items():
        print(f"  {name:<44} {value:9.2f} ms   {found[beside] / value:7.2f} × {beside}")


def warm(folder: Path) -> None:
    record = letter(folder / "one", 7)
    source = folder / "template.docx"
    template(letter(folder / "sample", SAMPLE), source)
    ours = Docgen(record)
    texts = paragraphs(ours.from_record())
    assert paragraphs(with_docxtpl(source, 7)) == texts, "docxtpl's letter has the same words"
    actions: dict[str, Callable[[], Any]] = {
        "docgen, record to bytes": ours.from_record,
        "docgen, YAML to bytes": ours.from_yaml,
        "docgen, the writer alone (tree to bytes)": ours.writer,
        "floor: zlib of the letter's document.xml": ours.deflated,
        "docxtpl": lambda: with_docxtpl(source, 7),
        "python-docx, every run formatted": lambda: with_python_docx(texts),
    }
    table(f"One letter, warm ({len(texts)} paragraphs)", medians(actions, ROUNDS * 3), "docxtpl")


DOCXTPL_COMMAND = """
import sys
from docxtpl import DocxTemplate
document = DocxTemplate(sys.argv[1])
document.render({"number": 7, "count": 8, "day": 8}, autoescape=True)
document.save(sys.argv[2])
"""


def cold(folder: Path) -> None:
    record = letter(folder / "one", 7)
    source, out = folder / "template.docx", folder / "cold"
    out.mkdir(exist_ok=True)
    python = sys.executable
    program = shutil.which("docgen", path=str(Path(python).parent)) or "docgen"

    def process(*command: str | Path) -> Callable[[], object]:
        return lambda: subprocess.run(command, cwd=record.parent, check=True, capture_output=True)

    actions: dict[str, Callable[[], Any]] = {
        "docgen render, one DOCX": process(
            program, "render", record.name, "--as", "recommendation", "-o", out / "a.docx"
        ),
        "docgen --help": process(program, "--help"),
        "floor: python -c pass": process(python, "-c", "pass"),
        "docxtpl script": process(python, "-c", DOCXTPL_COMMAND, source, out / "b.docx"),
    }
    if pandoc := shutil.which("pandoc"):
        text = folder / "letter.md"
        text.write_text("\n\n".join(paragraphs(Docgen(record).from_record())), encoding="utf-8")
        actions["pandoc, from Markdown"] = process(pandoc, text, "-o", out / "c.docx")
    table("One letter, a process of its own", medians(actions, ROUNDS), "docxtpl script")


def _docxtpl_job(arguments: tuple[str, str, int]) -> None:
    source, folder, number = arguments
    (Path(folder) / f"{number}.docx").write_bytes(with_docxtpl(Path(source), number))


def batch(folder: Path, count: int) -> None:
    project = folder / "batch"
    letters.write(project, count)
    source, theirs = folder / "template.docx", folder / "theirs"
    theirs.mkdir()
    python = sys.executable

    def docgen() -> None:
        shutil.rmtree(project / "output", ignore_errors=True)
        command = [python, "-m", "docgen", "build", "案", "--as", "recommendation", "--jobs", str(JOBS)]
        subprocess.run(command, cwd=project, check=True, capture_output=True)

    def docxtpl() -> None:
        jobs = [(str(source), str(theirs), number) for number in range(1, count + 1)]
        with ProcessPoolExecutor(JOBS, multiprocessing.get_context("fork")) as pool:
            list(pool.map(_docxtpl_job, jobs, chunksize=16))

    name = f"docgen build --jobs {JOBS}, from YAML, fsync"
    found = medians({name: docgen, "docxtpl, a pool of two processes": docxtpl}, 3)
    made = len(list((project / "output" / "内部").glob("*.docx")))
    assert made == count == len(list(theirs.glob("*.docx")))
    table(f"{count} letters", found, "docxtpl, a pool of two processes")
    print(f"  {count / found[name] * 1000:.0f} documents a second")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        warm(Path(folder))
        cold(Path(folder))
        batch(Path(folder), count)


if __name__ == "__main__":
    main()
