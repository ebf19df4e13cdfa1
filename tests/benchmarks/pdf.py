"""How long a PDF takes: docgen, LibreOffice converting our Word file, typst setting the same text; and the same paper as OFD.

Run ``python -m tests.benchmarks.pdf [letters]`` in the root of the project. Each figure is told
twice: by the clock, which means something on an idle machine only, and in processor time, which
holds beside other work too. Medians; the setters take turns. A cold run is a process of
its own, from its start to its end. LibreOffice's warm time is what each further document adds to
one call that converts many, so its start is not counted. typst sets plain text with
headings in the same fonts and page, without tables, boxes or tags.

The last table is a batch of different letters (200 where nothing is said): ``docgen build`` from
the records with two workers, beside one LibreOffice process that converts the Word files of the
same letters in one call. Two workers on two processors take half their processor time.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from docgen.core.tree import Document, PageBreak, Paragraph, plain_text
from docgen.formats import WRITERS
from docgen.formats.pdf import pdf
from docgen.page import fonts
from docgen.page.norm import norms
from tests.reliability import letters

ROOT = Path(__file__).parents[2]
LETTER = ROOT / "cases" / "示例" / "母婴室建设.yaml"
CONFERENCE = ROOT / "cases" / "北京妇女权益" / "发布会.yaml"
COLD, WARM, MANY, BATCH = 5, 9, 8, 1
OFD = "docgen, OFD"
"""The row of the OFD, which may take 1.2 times as long as docgen's own PDF."""

COLD_DOCGEN = """
import pickle, sys
from pathlib import Path
from docgen.page.norm import norms
from docgen.formats import WRITERS
tree = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(WRITERS[sys.argv[3]].write(tree, norms.load(tree.meta.norm)))
"""
COLD_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2], font_paths=[sys.argv[3]])"


def documents() -> dict[str, Document]:
    """The letter of a sample case, and the collection of a press conference."""
    import docgen

    return {
        "letter": docgen.render(LETTER, "recommendation")[0],
        "collection": docgen.render(CONFERENCE, "collection")[0],
    }


def typst_source(document: Document) -> str:
    """The paragraphs of *document* for typst, on the page and in the fonts of the norm."""
    norm = norms.load(document.meta.norm)
    page = norm.page
    lines = [
        f"#set page(width: {page.width.mm}mm, height: {page.height.mm}mm, margin: (top: {page.top.mm}mm, "
        f"bottom: {page.bottom.mm}mm, left: {page.left.mm}mm, right: {page.right.mm}mm))",
        f'#set text(font: ("FandolFang R", "FandolFang"), size: {norm.base.size.length.pt}pt, lang: "zh", '
        f"tracking: {norm.base.tracking.pt}pt)",
        "#set par(justify: true, leading: 12.95pt, spacing: 12.95pt, first-line-indent: (amount: 2em, all: true))",
    ]
    for block in document.blocks:
        if isinstance(block, Paragraph):
            words = plain_text(block.inlines).replace("\\", "\\\\").replace('"', '\\"')
            lines.append(f'#par(text("{words}"))')
        elif isinstance(block, PageBreak):
            lines.append("#pagebreak(weak: true)")
    return "\n".join(lines)


class Time(NamedTuple):
    """Seconds, by the clock and of a processor; those of child processes are counted."""

    clock: float
    processor: float


def adopt() -> None:
    """Make what a child leaves behind ours: workers of docgen belong to a server that outlives the command."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)  # PR_SET_CHILD_SUBREAPER


def wait_for_all() -> None:
    """Wait for every process that was left behind, so that its processor time is known."""
    with suppress(ChildProcessError):
        while True:
            os.wait()


def timed(action: Callable[[], object]) -> Time:
    def processor() -> float:
        return sum(sum(resource.getrusage(who)[:2]) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))

    begun, spent = time.perf_counter(), processor()
    action()
    taken = time.perf_counter() - begun
    wait_for_all()
    return Time(taken, processor() - spent)


def medians(actions: Mapping[str, Callable[[], object]], runs: int) -> dict[str, Time]:
    """The medians of each action; they take turns, so that what else the machine does falls on all of them."""
    found: dict[str, list[Time]] = {name: [] for name in actions}
    for _ in range(runs):
        for name, action in actions.items():
            found[name].append(timed(action))
    return {name: Time(*(statistics.median(one) for one in zip(*times, strict=True))) for name, times in found.items()}


def process(*arguments: object) -> None:
    subprocess.run([sys.executable, "-c", *map(str, arguments)], check=True, cwd=ROOT)


def soffice(folder: Path, *names: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder / "out")]
    subprocess.run([*command, *map(str, names)], check=True, capture_output=True)
    assert all((folder / "out" / f"{name.stem}.pdf").exists() for name in names)


def measure(name: str, document: Document, folder: Path) -> tuple[dict[str, Time], dict[str, Time]]:
    """(cold times, warm times) of each setter."""
    import typst

    norm = norms.load(document.meta.norm)
    (tree := folder / f"{name}.tree").write_bytes(pickle.dumps(document))
    (source := folder / f"{name}.typ").write_text(typst_source(document), encoding="utf-8")
    word = WRITERS["docx"].write(document, norm)
    copies = [folder / f"{name}{number}.docx" for number in range(MANY)]
    for copy in copies:
        copy.write_bytes(word)
    soffice(folder, copies[0])  # makes the profile
    pdf.write(document, norm)
    cold = medians(
        {
            "docgen": lambda: process(COLD_DOCGEN, tree, folder / "out.pdf", "pdf"),
            OFD: lambda: process(COLD_DOCGEN, tree, folder / "out.ofd", "ofd"),
            "LibreOffice": lambda: soffice(folder, copies[0]),
            "typst": lambda: process(COLD_TYPST, source, folder / "out.pdf", fonts.folder()),
            "LibreOffice, many": lambda: soffice(folder, *copies),
        },
        COLD,
    )
    many = cold.pop("LibreOffice, many")
    warm = medians(
        {
            "docgen": lambda: pdf.write(document, norm),
            OFD: lambda: WRITERS["ofd"].write(document, norm),
            "typst": lambda: typst.compile(str(source), font_paths=[str(fonts.folder())]),
        },
        WARM,
    )
    further = ((all_ - one) / (MANY - 1) for all_, one in zip(many, cold["LibreOffice"], strict=True))
    return cold, {**warm, "LibreOffice": Time(*further)}


def batch(count: int, folder: Path) -> dict[str, Time]:
    """The times for *count* different letters."""
    project = folder / "letters"
    letters.write(project, count)
    settings = {**os.environ, "PYTHONPATH": str(ROOT)}

    def build(form: str) -> list[Path]:
        shutil.rmtree(project / form, ignore_errors=True)
        arguments = ["build", "案", "--as", "recommendation", "--format", form, "--jobs", "2", "-o", form]
        command = [sys.executable, "-m", "docgen", *arguments]
        subprocess.run(command, cwd=project, env=settings, check=True, capture_output=True)
        made = sorted((project / form).rglob(f"*.{form}"))
        assert len(made) == count
        return made

    words = [folder / f"{number}.docx" for number in range(count)]
    for word, made in zip(words, build("docx"), strict=True):
        shutil.copy(made, word)
    return medians(
        {"docgen build --jobs 2": lambda: build("pdf"), "LibreOffice": lambda: soffice(folder, *words)}, BATCH
    )


GOALS = {"letter": (1.0, 1.5), "collection": (1.5, 2.5)}
"""docgen may take so many times as long as LibreOffice, cold and warm."""


def row(setter: str, time_: Time, beside: Time, processors: int = 1) -> str:
    by_clock, by_processor = time_.clock / beside.clock, time_.processor / processors / beside.processor
    return f"    {setter:<24}{time_.clock:>9.3f}{time_.processor:>9.3f}{by_clock:>9.2f}{by_processor:>9.2f}"


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    adopt()
    print(f"{'':<28}{'s':>9}{'cpu s':>9}{'x':>9}{'cpu x':>9}   (x: times LibreOffice)")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for name, document in documents().items():
            pages = len(pdf.layout_of(document, norms.load(document.meta.norm)).pages)
            found = zip(("cold", "warm"), measure(name, document, folder), GOALS[name], strict=True)
            for state, times, goal in found:
                print(f"  {name}, {pages} pages, {state}: docgen may take {goal}")
                for setter, time_ in times.items():
                    print(row(setter, time_, times["LibreOffice"]))
        times = batch(count, folder)
        print(f"  {count} letters of one page or two: docgen may take 1.0")
        for setter, time_ in times.items():
            print(row(setter, time_, times["LibreOffice"], 2 if "2" in setter else 1))


if __name__ == "__main__":
    main()
