"""PDF/A by a checker that knows nothing of docgen: Apache PDFBox Preflight, which reads PDF/A-1b.

It is the one that Debian has; veraPDF, which reads the other parts and PDF/UA too, is in no
registry that can be reached. See docs/untried.md.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest
from helpers import CONFERENCE, PUBLISHED, SAMPLES, documents

from docgen.formats import WRITERS
from docgen.page.norm import norms
from formats.torture import torture

JARS = Path("/usr/share/java")
MAIN = "org.apache.pdfbox.preflight.Validator_A1b"
PARTS = ("preflight", "pdfbox2", "fontbox2", "xmpbox", "commons-logging", "javax.activation", "jaxb-api")
ONLY_IN_PART_1 = (
    "3.1.11 : Invalid Font definition",  # a CIDSet: ISO 19005-2, 6.2.11.4.2 only asks that one that is there be right
    "1.4 : Trailer Syntax error, /XRef cross reference streams",  # allowed since part 2, which is PDF 1.7
    "1.2.7 : Body Syntax error, Filter specified in metadata",  # likewise
)


@pytest.fixture(scope="module")
def checker() -> list[str]:
    java = shutil.which("java")
    lacking = [name for name in PARTS if not (JARS / f"{name}.jar").exists()]
    if not java or lacking:
        pytest.skip(
            "没有 PDFBox Preflight：请安装 default-jre-headless libpdfbox2-java libactivation-java libjaxb-api-java"
        )
    return [java, "-cp", ":".join(str(JARS / f"{name}.jar") for name in PARTS), MAIN]


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A letter, a published case, a collection and the tree that holds everything, in both parts of the standard."""
    folder = tmp_path_factory.mktemp("archive")
    trees = {
        "letter": documents(SAMPLES[0], "recommendation")[0],
        "case": documents(PUBLISHED[0], "typical-case")[0],
        "collection": documents(CONFERENCE, "collection")[0],
        **{f"torture-{name}": torture(norms.load(name)) for name in ("publication", "gbt9704-letter")},
    }
    made = {}
    for name, tree in trees.items():
        for variant in ("a-1b", "a-2b", "a-3a"):
            path = made[f"{name} {variant}"] = folder / f"{name}-{variant}.pdf"
            path.write_bytes(WRITERS["pdf"].variants[variant](tree, norms.load(tree.meta.norm)))
    return made


def faults(checker: list[str], *paths: Path) -> list[str]:
    """What the checker says of *paths*, a line each."""
    found = []
    for path in paths:
        ran = subprocess.run([*checker, str(path)], capture_output=True, text=True, check=False, timeout=120)
        lines = [line for line in ran.stdout.splitlines() if line.strip()]
        assert lines and path.name in lines[0], ran.stderr
        found += [f"{path.name}: {line}" for line in lines if "is a valid" not in line and "is not a valid" not in line]
    return found


def test_papers_for_the_archive_are_valid(checker: list[str], papers: dict[str, Path]) -> None:
    assert faults(checker, *(path for name, path in papers.items() if name.endswith("a-1b"))) == []


def test_later_parts_have_no_fault_but_what_they_allow(checker: list[str], papers: dict[str, Path]) -> None:
    told = faults(checker, *(path for name, path in papers.items() if not name.endswith("a-1b")))
    assert told
    assert [one for one in told if not one.partition(": ")[2].startswith(ONLY_IN_PART_1)] == []


def test_the_checker_finds_what_is_planted(checker: list[str], papers: dict[str, Path], tmp_path: Path) -> None:
    with pikepdf.open(papers["letter a-1b"]) as opened:
        del opened.Root.OutputIntents
        opened.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
        opened.save(tmp_path / "坏.pdf", force_version="1.4", object_stream_mode=pikepdf.ObjectStreamMode.disable)
    told = "\n".join(faults(checker, tmp_path / "坏.pdf"))
    assert "action" in told.lower()
    assert "2.4" in told or "colorspace" in told.lower()
