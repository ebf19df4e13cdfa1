"""How long a Word file takes: docgen beside docxtpl, python-docx and pandoc, same words, in one run.

Run ``python -m tests.benchmarks.docx [letters]`` in the root of the project. The letter is
a recommendation of one page (``tests.reliability.letters``). docxtpl is measured with three
templates: as an office would write it (``tests.benchmarks.office``), with a tag for every value, conditions and
loops, in the package with styles and theme that Word's own files have; the finished words in the same package, with tags
only where one letter differs from the next, the fewest that can be; and these in the lean package
that docgen itself writes. Everything is measured in turns, medians of several rounds. pandoc is measured where it is installed, as a program of its own or by
``pip install pypandoc_binary`` (a hundred megabytes, so that nothing else asks for it). docgen reads a record, checks every character and puts
every file on the disk for good (fsync); docxtpl is handed finished values and does neither.

Floors: our parts are stored in the ZIP, not deflated, so "stored" is what the package costs at
the least, and "deflated" what it would cost anybody who compresses the same parts.
"""

from __future__ import annotations

import importlib.util
import io
import json
import multiprocessing
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from itertools import count as count_up
from pathlib import Path
from typing import Any, TypeAlias

import docx
from docx.document import Document as WordDocument
from docx.shared import Pt

from docgen.papers.finish import Options, finish
from docgen.papers.make import make, to_bytes, workspace
from docgen.records.kinds import cases_of
from docgen.records.loader import load
from tests.benchmarks import office, real
from tests.benchmarks.measuring import medians, peak, process, table
from tests.reliability import letters

ROUNDS = 15
JOBS = 2
TPL = "docxtpl, a tag for every value"
FEWEST = "docxtpl, fewest tags"
LEAN = "docxtpl, fewest tags, docgen's own package"
CONFERENCE = Path(__file__).parents[2] / "cases" / "北京妇女权益" / "发布会.yaml"
SAMPLE = 90001
"""The number of the letter from which the template of docxtpl is made: a number that stands for nothing else."""


def context(number: int) -> dict[str, Any]:
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
        self.space = workspace(record)
        self.kind = self.space.catalog.kind("recommendation")
        case = load(record, self.space.project).case
        assert case is not None
        self.case = case
        (finished,) = finish(self.kind, case, self.space.project, self.space.engine, Options())
        assert finished.document is not None
        self.document = finished.document

    def from_record(self) -> bytes:
        (made,) = make(self.kind, self.case, self.space, ["docx"]).made
        return made.data

    def from_yaml(self) -> bytes:
        case = load(self.record, self.space.project).case
        assert case is not None
        (made,) = make(self.kind, case, self.space, ["docx"]).made
        return made.data

    def writer(self) -> bytes:
        return to_bytes(self.document, "docx", self.space)


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def zipped(found: dict[str, bytes], method: int) -> bytes:
    """The floor: the same parts in a ZIP, by the standard library and nothing else."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as package:
        for name, data in found.items():
            package.writestr(name, data)
    return out.getvalue()


def paragraphs(data: bytes) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs]


def template(record: Path, target: Path) -> None:
    """The letter of *record* (number SAMPLE) as a template: its number, count and day become tags."""
    lean = Docgen(record).from_record()
    _tagged(docx.Document(io.BytesIO(lean)), target)
    usual = docx.Document()
    for text in paragraphs(lean):
        usual.add_paragraph(text)
    _tagged(usual, usual_of(target))
    office.letter_template(office_of(target))


def usual_of(target: Path) -> Path:
    """Where the template with Word's usual parts lies, beside that with the lean ones."""
    return target.with_name(f"usual-{target.name}")


def office_of(target: Path) -> Path:
    """Where the template of an office lies, beside that with the lean parts."""
    return target.with_name(f"office-{target.name}")


def _tagged(made: WordDocument, target: Path) -> None:
    values = context(SAMPLE)
    for paragraph in made.paragraphs:
        for run in paragraph.runs:
            words = run.text.replace(str(SAMPLE), "{{ number }}")
            words = words.replace(f"{values['count']}处", "{{ count }}处")
            run.text = words.replace(f"2024年3月{values['day']}日", "2024年3月{{ day }}日")
    made.save(str(target))


def with_docxtpl(source: Path, number: int) -> bytes:
    return office.filled(source, context(number))


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


def warm(folder: Path) -> None:
    record = letter(folder / "one", 7)
    source = folder / "template.docx"
    template(letter(folder / "sample", SAMPLE), source)
    ours = Docgen(record)
    texts = paragraphs(ours.from_record())
    assert paragraphs(with_docxtpl(source, 7)) == texts, "docxtpl's letter has the same words"
    assert paragraphs(office.filled(office_of(source), office.values(7))) == texts, "the office's too"
    found = parts(ours.writer())
    actions: dict[str, Callable[[], Any]] = {
        "docgen, record to bytes": ours.from_record,
        "docgen, YAML to bytes": ours.from_yaml,
        "docgen, the writer alone (tree to bytes)": ours.writer,
        "floor: the same parts deflated": lambda: zipped(found, zipfile.ZIP_DEFLATED),
        "floor: the same parts stored": lambda: zipped(found, zipfile.ZIP_STORED),
        TPL: lambda: office.filled(office_of(source), office.values(7)),
        FEWEST: lambda: with_docxtpl(usual_of(source), 7),
        LEAN: lambda: with_docxtpl(source, 7),
        "python-docx, every run formatted": lambda: with_python_docx(texts),
    }
    sizes = f"docgen {len(ours.writer())} bytes stored, {len(zipped(found, zipfile.ZIP_DEFLATED))} deflated"
    notes = [f"{sizes}; docxtpl {len(with_docxtpl(source, 7))}, usual {len(with_docxtpl(usual_of(source), 7))} bytes"]
    table(f"One letter, warm ({len(texts)} paragraphs)", medians(actions, ROUNDS, 5), TPL, notes)


def collection() -> None:
    """The collection of a conference with five cases: docxtpl gets its words in a loop, or without a single tag."""
    space = workspace(CONFERENCE)
    kind = space.catalog.kind("collection")
    record = load(CONFERENCE, space.project).record
    assert record is not None and len(cases_of(record)) == 5

    def ours() -> bytes:
        (made,) = make(kind, record, space, ["docx"]).made
        return made.data

    texts = paragraphs(ours())
    with tempfile.TemporaryDirectory() as folder:
        loop, lean, usual = (Path(folder) / f"{name}.docx" for name in ("loop", "lean", "usual"))
        office.paragraphs_template(loop)
        assert paragraphs(office.filled(loop, {"lines": texts})) == texts
        lean.write_bytes(ours())
        made: WordDocument = docx.Document()
        for text in texts:
            made.add_paragraph(text)
        made.save(str(usual))
        actions: dict[str, Callable[[], Any]] = {
            "docgen, record to bytes, gate of public papers": ours,
            "docxtpl, a loop over its paragraphs": lambda: office.filled(loop, {"lines": texts}),
            "docxtpl, no tag at all": lambda: with_docxtpl(usual, 7),
            "docxtpl, no tag at all, docgen's own package": lambda: with_docxtpl(lean, 7),
            "python-docx, every run formatted": lambda: with_python_docx(texts),
        }
        title = f"A collection of five cases, warm ({len(texts)} paragraphs)"
        table(title, medians(actions, 7), "docxtpl, a loop over its paragraphs")


COMMAND = "docxtpl's command"


def cold(folder: Path) -> None:
    record = letter(folder / "one", 7)
    source, out = folder / "template.docx", folder / "cold"
    out.mkdir(exist_ok=True)
    python = sys.executable
    program = shutil.which("docgen", path=str(Path(python).parent)) or "docgen"

    command = (program, "render", record.name, "--as", "recommendation", "-o", out / "a.docx")
    (fewest := folder / "fewest.json").write_text(json.dumps(context(7)), encoding="utf-8")
    (values := folder / "values.json").write_text(json.dumps(office.values(7)), encoding="utf-8")
    theirs = (python, "-m", "docxtpl", "-o", "-q", office_of(source), values, out / "b.docx")
    lean = (python, "-m", "docxtpl", "-o", "-q", source, fewest, out / "b.docx")
    usual = (python, "-m", "docxtpl", "-o", "-q", usual_of(source), fewest, out / "b.docx")
    actions: dict[str, Callable[[], Any]] = {
        "docgen render, one DOCX": process(*command, cwd=record.parent),
        "docgen --help": process(program, "--help"),
        "floor: python -c pass": process(python, "-c", "pass"),
        COMMAND: process(*theirs),
        f"{COMMAND}, fewest tags": process(*usual),
        f"{COMMAND}, fewest tags, docgen's own package": process(*lean),
    }
    if pandoc := pandoc_path():
        text = folder / "letter.md"
        text.write_text("\n\n".join(paragraphs(Docgen(record).from_record())), encoding="utf-8")
        actions["pandoc, from Markdown"] = process(pandoc, text, "-o", out / "c.docx")
    notes = [] if pandoc else ["pandoc is not installed here: pip install pypandoc_binary"]
    mine, yours = peak(*command, cwd=record.parent), peak(*theirs)
    notes.append(f"peak memory: docgen render {mine / 1024:.1f} MB, docxtpl {yours / 1024:.1f} MB")
    table("One letter, a process of its own", medians(actions, ROUNDS), COMMAND, notes)


def pandoc_path() -> str:
    """The program pandoc of this machine or of the package ``pypandoc_binary``, ``""`` where there is neither."""
    if found := shutil.which("pandoc"):
        return found
    package = importlib.util.find_spec("pypandoc")
    inside = Path(package.origin or "").with_name("files") / "pandoc" if package else Path()
    return str(inside) if inside.is_file() else ""


Values: TypeAlias = "Callable[[int], dict[str, Any]]"


def _docxtpl_job(arguments: tuple[str, Values, str, int]) -> None:
    source, values, folder, number = arguments
    (Path(folder) / f"{number}.docx").write_bytes(office.filled(Path(source), values(number)))


def batch(folder: Path, count: int) -> None:
    project = folder / "batch"
    letters.write(project, count)
    source, theirs = folder / "template.docx", folder / "theirs"
    theirs.mkdir()
    python = sys.executable

    rounds = count_up()

    def docgen() -> None:
        # Each time a folder of its own: ext4 looks past every file deleted in the last minutes when it makes one.
        command = [python, "-m", "docgen", "build", "案", "--as", "recommendation", "--jobs", str(JOBS)]
        process(*command, "-o", f"output/{next(rounds)}", cwd=project)()

    def docxtpl(template: Path, values: Values) -> None:
        jobs = [(str(template), values, str(theirs), number) for number in range(1, count + 1)]
        with ProcessPoolExecutor(JOBS, multiprocessing.get_context("fork")) as pool:
            list(pool.map(_docxtpl_job, jobs, chunksize=16))

    actions: dict[str, Callable[[], Any]] = {
        f"docgen build --jobs {JOBS}, from YAML, fsync": docgen,
        (pool := f"a pool of two processes: {TPL}"): lambda: docxtpl(office_of(source), office.values),
        f"a pool of two processes: {FEWEST}": lambda: docxtpl(usual_of(source), context),
        f"a pool of two processes: {LEAN}": lambda: docxtpl(source, context),
    }
    found = medians(actions, 3)
    made = list((project / "output" / "0" / "内部").glob("*.docx"))
    assert len(made) == count == len(list(theirs.glob("*.docx")))
    size = sum(path.stat().st_size for path in made) / 1e6
    # By the clock alone: nobody is told what workers take that belong to the server from which they are forked.
    print(f"\n{count} letters, {size:.1f} MB, by the clock\n  {'':<72}{'clock ms':>10}{'×':>8}")
    for one, taken in found.items():
        print(f"  {one:<72}{taken.clock:>10.0f}{found[pool].clock / taken.clock:>8.2f}")


def _lines(texts: list[str], number: int) -> dict[str, Any]:
    return {"lines": [*texts, str(number)]}


def real_size(folder: Path, count: int) -> None:
    """*count* records of real size, two letters of five pages each: docxtpl gets the words in a loop."""
    project, theirs, source = folder / "real", folder / "real-theirs", folder / "real.docx"
    theirs.mkdir()
    real.write(project, count)
    office.paragraphs_template(source)
    rounds = count_up()

    def docgen() -> None:
        command = [sys.executable, "-m", "docgen", "build", "案", "--as", "recommendation", "--jobs", str(JOBS)]
        process(*command, "-o", f"output/{next(rounds)}", cwd=project)()

    docgen()
    made = sorted((project / "output" / "0").rglob("*.docx"))
    assert len(made) == count * real.LETTERS
    values = partial(_lines, paragraphs(made[0].read_bytes()))

    def docxtpl() -> None:
        jobs = [(str(source), values, str(theirs), number) for number in range(len(made))]
        with ProcessPoolExecutor(JOBS, multiprocessing.get_context("fork")) as pool:
            list(pool.map(_docxtpl_job, jobs, chunksize=16))

    found = medians(
        {f"docgen build --jobs {JOBS}": docgen, "docxtpl, a pool of two, a loop over paragraphs": docxtpl}, 3
    )
    print(f"\n{len(made)} letters of {real.PAGES} pages from {count} records, by the clock")
    for one, taken in found.items():
        print(f"  {one:<52}{taken.clock:>10.0f} ms{len(made) / taken.clock * 1000:>8.0f} letters a second")


def everything(folder: Path, count: int) -> None:
    warm(folder)
    collection()
    cold(folder)
    batch(folder, count)
    real_size(folder, max(10, count // 10))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        everything(Path(folder), count)


if __name__ == "__main__":
    main()
