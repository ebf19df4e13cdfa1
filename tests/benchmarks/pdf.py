"""How long a PDF takes: docgen, LibreOffice converting our Word file, typst setting the same text.

Run ``python -m tests.benchmarks.pdf`` in the root of the project, with nothing else running. Medians; a
cold run is a process of its own, from its start to its end. LibreOffice's warm time is what
each further document adds to one call that converts many, so its start is not counted. typst
sets plain text with headings in the same fonts and page, without tables, boxes or tags.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docgen import fonts, norms
from docgen.tree import Document, PageBreak, Paragraph, plain_text
from docgen.writers import pdf

ROOT = Path(__file__).parents[2]
LETTER = ROOT / "cases" / "示例" / "母婴室建设.yaml"
CONFERENCE = ROOT / "cases" / "北京妇女权益" / "发布会.yaml"
COLD, WARM, MANY = 5, 7, 8

COLD_DOCGEN = """
import pickle, sys
from pathlib import Path
from docgen import norms
from docgen.writers import WRITERS
tree = pickle.loads(Path(sys.argv[1]).read_bytes())
Path(sys.argv[2]).write_bytes(WRITERS["pdf"].write(tree, norms.load(tree.meta.norm)))
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


def median(action: Callable[[], object], runs: int) -> float:
    """Seconds."""
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def process(*arguments: object) -> None:
    subprocess.run([sys.executable, "-c", *map(str, arguments)], check=True, cwd=ROOT)


def soffice(folder: Path, *names: Path) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder / "out"),
        *map(str, names),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert all((folder / "out" / f"{name.stem}.pdf").exists() for name in names)


def measure(name: str, document: Document, folder: Path) -> dict[str, tuple[float, float]]:
    """Setter → (cold, warm) in seconds."""
    import pickle

    import typst

    from docgen.writers import WRITERS

    norm = norms.load(document.meta.norm)
    (tree := folder / f"{name}.tree").write_bytes(pickle.dumps(document))
    (source := folder / f"{name}.typ").write_text(typst_source(document), encoding="utf-8")
    word = WRITERS["docx"].write(document, norm)
    copies = [folder / f"{name}{number}.docx" for number in range(MANY)]
    for copy in copies:
        copy.write_bytes(word)
    soffice(folder, copies[0])  # makes the profile
    pdf.write(document, norm)
    one = median(lambda: soffice(folder, copies[0]), COLD)
    many = median(lambda: soffice(folder, *copies), 3)
    return {
        "docgen": (
            median(lambda: process(COLD_DOCGEN, tree, folder / "out.pdf"), COLD),
            median(lambda: pdf.write(document, norm), WARM),
        ),
        "LibreOffice": (one, (many - one) / (MANY - 1)),
        "typst": (
            median(lambda: process(COLD_TYPST, source, folder / "out.pdf", fonts.folder()), COLD),
            median(lambda: typst.compile(str(source), font_paths=[str(fonts.folder())]), WARM),
        ),
    }


GOALS = {"letter": (1.0, 1.5), "collection": (1.5, 2.5)}
"""docgen may take so many times as long as LibreOffice, cold and warm."""


def main() -> None:
    print(f"{'':<12}{'pages':>6}{'cold s':>9}{'warm s':>9}{'cold x':>9}{'warm x':>9}   (x: times LibreOffice)")
    with tempfile.TemporaryDirectory() as folder:
        for name, document in documents().items():
            pages = len(pdf.layout_of(document, norms.load(document.meta.norm)).pages)
            found = measure(name, document, Path(folder))
            cold, warm = found["LibreOffice"]
            print(f"{name:<12}{pages:>6}   goals for docgen: cold {GOALS[name][0]}, warm {GOALS[name][1]}")
            for setter, (first, further) in found.items():
                print(f"  {setter:<16}{first:>9.2f}{further:>9.3f}{first / cold:>9.2f}{further / warm:>9.2f}")


if __name__ == "__main__":
    main()
