"""Every paper of ``cases/`` as OFD, held against its text, its PDF, and what readers by other people make of it.

    python -m reliability.ofd [--easyofd PYTHON] [--ofdjs ofd.umd.min.js] [--pictures FOLDER] [--flips 300]   (in tests/)

Always: the tests' own reader (``formats.ofd_inside``, written from the standard) and ofdkit. With ``--easyofd``,
the Python of an environment that has easyofd: what easyofd reads. With ``--ofdjs``, the bundle of the npm
package ofd.js 0.2.6: where ofd.js sets every character in Chromium, and pictures of its pages. It does not use
embedded fonts of itself but asks for their names, and for 楷体 where a name has a “kai” in it; here Chromium is
given those of the file under the same names, and refuses what is no font.

It prints a table and ends with 1 where something differs by more than is allowed: a character of the text,
a missing glyph, 0.3 mm between a glyph and that of the PDF, 300 kB, a fault that is no named refusal.
"""

from __future__ import annotations

import argparse
import base64
import ctypes
import json
import random
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import hypot
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ofdkit
import pypdfium2
import pypdfium2.raw as pdfium
import uharfbuzz
from formats.ofd_inside import TAGS, File, faults
from helpers import ALL_KINDS, PRESS, RECORDS, documents

from docgen.core.errors import DocgenError
from docgen.core.tree import Document
from docgen.formats import WRITERS
from docgen.formats.ofd.read import read_ofd
from docgen.page.norm import norms
from docgen.privacy.carriers import Unreadable
from docgen.privacy.leaks import leaks, strangers
from docgen.privacy.secrets import Register

MOST_APART = 0.3
"""Millimetres between a glyph of the OFD and the same glyph of the PDF."""
MOST_BYTES = 300_000
_MM = 25.4 / 72

Placed = tuple[str, float, float]
"""A character and its origin, in millimetres from the upper left corner of its page."""


def papers() -> Iterator[tuple[str, Document]]:
    """Every paper of every record of the project."""
    for path in RECORDS:
        for kind in ALL_KINDS:
            for number, document in enumerate(documents(path, kind)):
                yield f"{path.stem}-{kind}-{number}", document
    for path, kind in PRESS:
        for number, document in enumerate(documents(path, kind)):
            yield f"{path.parent.name}-{path.stem}-{kind}-{number}", document


# — where glyphs lie —


def in_pdf(data: bytes) -> list[list[Placed]]:
    """The visible characters of each page of a PDF, by PDFium."""
    found = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            text, height = page.get_textpage(), page.get_height()
            here = []
            for index in range(text.count_chars()):
                letter = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
                if letter.isspace() or pdfium.FPDFText_IsGenerated(text.raw, index) == 1:
                    continue
                x, y = ctypes.c_double(), ctypes.c_double()
                pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
                here.append((letter, x.value * _MM, (height - y.value) * _MM))
            found.append(here)
    return found


def in_ofd(file: File) -> list[list[Placed]]:
    """The visible characters of each page of an OFD."""
    found: list[list[Placed]] = [[] for _ in file.pages()]
    for piece in file.pieces():
        found[piece.page] += [
            (letter, x, y) for letter, (x, y) in zip(piece.text, piece.places, strict=True) if not letter.isspace()
        ]
    return found


def apart(ones: Sequence[Sequence[Placed]], others: Sequence[Sequence[Placed]]) -> float:
    """How far the same characters lie apart at most, in millimetres; infinitely where one has no fellow."""
    if [len(page) for page in ones] != [len(page) for page in others]:
        return float("inf")
    most = 0.0
    for here, there in zip(ones, others, strict=True):
        places = defaultdict(list)
        for letter, x, y in there:
            places[letter].append((x, y))
        for letter, x, y in here:
            known = places[letter]
            if not known:
                return float("inf")
            nearest = min(known, key=lambda place: hypot(place[0] - x, place[1] - y))
            known.remove(nearest)
            most = max(most, hypot(nearest[0] - x, nearest[1] - y))
    return most


def missing(file: File) -> list[str]:
    """The characters for which the embedded font of their piece has no glyph."""
    fonts = {id_: uharfbuzz.Font(uharfbuzz.Face(data)) for id_, (_, data) in file.fonts().items()}
    return [
        letter
        for piece in file.pieces()
        for letter in piece.text
        if not fonts[piece.font].get_nominal_glyph(ord(letter))
    ]


# — readers by others —


def paragraphs(file: File, texts: dict[str, str]) -> list[str]:
    """The lines of the tags of *file*, put together from the *texts* that a reader gives for the objects."""

    def text(element: Any) -> str:
        return "".join(texts.get(str(one.text), "") for one in element.iter() if str(one.tag).endswith("ObjectRef"))

    found = []
    for element in file.structure():
        name = element.tag.removeprefix(TAGS)
        inner = list(element) if name in ("Table", "Contents") else [element]
        found += [text(one) for one in inner]
    return found


def by_ofdkit(data: bytes) -> dict[str, str]:
    """Identifier of an object → its text, by ofdkit."""
    file = File(data)
    with ofdkit.open(data) as document:
        found = {}
        for page in document.pages:
            for piece in file.pieces():
                if (text := page.object_text(piece.id)) is not None:
                    found.setdefault(piece.id, text)
        return found


EASYOFD = """
import base64, json, logging, sys
from loguru import logger
logger.remove()
logging.disable(logging.CRITICAL)
from easyofd.ofd import OFD
found = {}
for path in json.load(sys.stdin):
    with open(path, "rb") as file:
        data = base64.b64encode(file.read()).decode()
    reader = OFD()
    reader.read(data, save_xml=False)
    pages = reader.data[0]["page_info"]
    found[path] = [
        [[one["ID"], one["text"], one["pos"], one["X"], one["Y"], one["DeltaX"]] for one in pages[page]["text_list"]]
        for page in sorted(pages)
    ]
json.dump(found, sys.stdout)
"""


def by_easyofd(python: Path, paths: Iterable[Path]) -> dict[str, list[list[list[Any]]]]:
    """Path → for each page what easyofd reads of its text objects."""
    ran = subprocess.run(
        [str(python), "-c", EASYOFD],
        input=json.dumps(list(map(str, paths))),
        capture_output=True,
        text=True,
        check=True,
    )
    result: dict[str, list[list[list[Any]]]] = json.loads(ran.stdout[ran.stdout.index("{") :])
    return result


OFDJS = """
async ([data, fonts, width]) => {
    for (const [name, font] of fonts) {
        const face = new FontFace(name, Uint8Array.from(atob(font), one => one.charCodeAt(0)).buffer);
        await face.load();
        document.fonts.add(face);
    }
    const bytes = Uint8Array.from(atob(data), one => one.charCodeAt(0));
    const pages = await new Promise((done, failed) => ofd.parseOfdDocument({
        ofd: bytes.buffer, success: read => done(ofd.renderOfd(width, read[0])), fail: fault => failed(String(fault)),
    }));
    document.body.replaceChildren(...pages);
    await document.fonts.ready;
    return pages.map(page => [parseFloat(page.style.width), [...page.querySelectorAll("svg")].flatMap(svg =>
        [...svg.querySelectorAll("text")].map(text => [text.textContent,
            parseFloat(svg.style.left) + parseFloat(text.getAttribute("x")),
            parseFloat(svg.style.top) + parseFloat(text.getAttribute("y"))]))]);
}
"""


class Chromium:
    """ofd.js in a page of Chromium."""

    def __init__(self, library: Path) -> None:
        from playwright.sync_api import sync_playwright

        from tests.chromium import FLAGS
        from tests.chromium import program as chromium

        program = chromium()
        self.playwright = sync_playwright().start()
        self.browser = self.playwright.chromium.launch(executable_path=program, args=FLAGS)
        self.library = library

    def close(self) -> None:
        self.browser.close()
        self.playwright.stop()

    def read(self, data: bytes, width: float, pictures: Path | None) -> list[list[Placed]]:
        """Where ofd.js sets each visible character; *width* is that of the pages in millimetres. Draws into *pictures*."""
        page = self.browser.new_page(viewport={"width": 900, "height": 1300})
        try:
            page.set_content('<html><body style="margin:0;background:#fff"></body></html>')
            page.add_script_tag(path=str(self.library))
            fonts = [
                [known, base64.b64encode(font).decode()]
                for name, font in File(data).fonts().values()
                for known in (name, *(["楷体"] if "kai" in name.lower() else []))
            ]
            told = page.evaluate(OFDJS, [base64.b64encode(data).decode(), fonts, 794])
            if pictures is not None:
                pictures.mkdir(parents=True, exist_ok=True)
                for number, element in enumerate(page.query_selector_all("body > div"), 1):
                    element.screenshot(path=str(pictures / f"{number}.png"))
        finally:
            page.close()
        return [
            [(letter, x * width / across, y * width / across) for letter, x, y in here if letter.strip()]
            for across, here in told
        ]


# — files that are damaged —


def damaged(data: bytes, count: int, seed: int = 29) -> Iterator[bytes]:
    """*count* spoiled copies of *data*: bits turned over, ends cut off, pieces left out, numbers and names in parts changed."""
    dice = random.Random(seed)
    for number in range(count):
        spoiled = bytearray(data)
        match number % 4:
            case 0:
                for _ in range(dice.choice((1, 3, 50))):
                    spoiled[dice.randrange(len(spoiled))] ^= 1 << dice.randrange(8)
            case 1:
                del spoiled[dice.randrange(len(spoiled)) :]
            case 2:
                at = dice.randrange(len(spoiled))
                del spoiled[at : at + dice.randrange(1, 500)]
            case _:
                spoiled = bytearray(_rewritten(data, dice))
        yield bytes(spoiled)


def _rewritten(data: bytes, dice: random.Random) -> bytes:
    """*data* with one XML part changed and its checksum right again."""
    from docgen.formats.word.ooxml import zipped

    parts = File(data).parts
    name = dice.choice([one for one in parts if one.endswith(".xml")])
    text = parts[name].decode()
    old, new = dice.choice(
        [("Boundary=\"", "Boundary=\"x "), ("DeltaX=\"", "DeltaX=\"g 999999999 1 "), ("ofd:TextCode", "ofd:Text"), ("Doc_0", "Doc_9"),
         ("ofd:PhysicalBox>", "ofd:PhysicalBox>nan "), ("Size=\"", "Size=\"1e999"), ("ID=\"", "ID=\"-"), ("<ofd:Layer", "<ofd:Layer><ofd:Layer"),
         ("BaseLoc=\"", "BaseLoc=\"../../"), ("<ofd:Pages>", "<ofd:Pagez>"), ("X=\"0\"", "X=\"inf\""), (" ", ""), (">", ">&bomb;")]
    )  # fmt: skip
    parts[name] = text.replace(old, new).encode()
    return zipped(parts)


def unnamed(data: bytes, folder: Path) -> str:
    """What is raised on the way of ``diff`` and ``scan`` through *data* that is no refusal in words; ``""`` for nothing."""
    path = folder / "坏.ofd"
    path.write_bytes(data)
    for step in (lambda: read_ofd(path), lambda: leaks(data, path.name, Register()), lambda: strangers(data)):
        try:
            step()
        except (DocgenError, Unreadable):
            continue
        except Exception as fault:  # that is what is looked for
            return f"{type(fault).__name__}: {fault}"
    return ""


# — all together —


@dataclass
class Row:
    """What is told of one paper."""

    name: str
    pages: int
    bytes: int
    ofd: float
    pdf: float
    glyphs: int
    apart: float
    wrong: list[str] = field(default_factory=list)


def one(name: str, document: Document, folder: Path) -> Row:
    """The paper written and looked at by what needs no other program."""
    norm = norms.load(document.meta.norm)
    started = time.process_time()
    data = WRITERS["ofd"].write(document, norm)
    between = time.process_time()
    pdf = WRITERS["pdf"].write(document, norm)
    ended = time.process_time()
    (folder / f"{name}.ofd").write_bytes(data)
    (folder / f"{name}.txt").write_bytes(WRITERS["txt"].write(document, norm))
    (folder / f"{name}.pdf").write_bytes(pdf)
    file = File(data)
    places = in_ofd(file)
    row = Row(
        name,
        len(places),
        len(data),
        between - started,
        ended - between,
        sum(map(len, places)),
        apart(in_pdf(pdf), places),
    )
    row.wrong += faults(data)
    wanted = text_of(folder / f"{name}.txt")
    if file.rows() != wanted:
        row.wrong.append("the text differs from the txt")
    if bare(paragraphs(file, by_ofdkit(data))) != bare([line for line in wanted if not line.startswith("［图：")]):
        row.wrong.append("ofdkit reads another text")
    if lost := missing(file):
        row.wrong.append(f"no glyph for {lost[:5]}")
    if row.apart > MOST_APART:
        row.wrong.append(f"{row.apart:.2f} mm from the PDF")
    return row


def text_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n")[:-1]


def bare(lines: Iterable[str]) -> list[str]:
    """*lines* without blanks, and those without words left out: readers take blanks as they like."""
    return [words for line in lines if (words := "".join(line.split()))]


def main(arguments: Sequence[str] | None = None, tell: Callable[[str], None] = print) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--easyofd", type=Path)
    parser.add_argument("--ofdjs", type=Path)
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--flips", type=int, default=300)
    options = parser.parse_args(arguments)
    with TemporaryDirectory(prefix="ofd-") as made:
        folder = Path(made)
        rows = {name: one(name, document, folder) for name, document in papers()}
        if options.easyofd:
            _with_easyofd(options.easyofd, folder, rows)
        if options.ofdjs:
            _with_ofdjs(options.ofdjs, folder, rows, options.pictures)
        flips = _flips(folder, rows, options.flips)
    for row in rows.values():
        if row.wrong:
            tell(f"{row.name}: {'; '.join(row.wrong[:4])}")
    apart_most = max(row.apart for row in rows.values())
    ofd, pdf = sum(row.ofd for row in rows.values()), sum(row.pdf for row in rows.values())
    letters = {name: row for name, row in rows.items() if "-recommendation-" in name}
    tell(
        f"{len(rows)} papers, {sum(row.pages for row in rows.values())} pages, {sum(row.glyphs for row in rows.values())} glyphs"
    )
    tell(f"readers: own, ofdkit{', easyofd' if options.easyofd else ''}{', ofd.js' if options.ofdjs else ''}")
    tell(f"papers with something wrong: {sum(bool(row.wrong) for row in rows.values())}")
    tell(f"farthest from the PDF: {apart_most:.3f} mm")
    tell(
        f"largest letter: {max(row.bytes for row in letters.values())} bytes; largest paper: {max(row.bytes for row in rows.values())}"
    )
    tell(f"processor time: OFD {ofd:.2f} s, PDF {pdf:.2f} s, ratio {ofd / pdf:.2f}")
    tell(f"{options.flips} damaged files: {len(flips)} without a refusal in words {flips[:3]}")
    large = [row.name for row in letters.values() if row.bytes > MOST_BYTES]
    return int(any(row.wrong for row in rows.values()) or bool(flips) or bool(large))


def _with_easyofd(python: Path, folder: Path, rows: dict[str, Row]) -> None:
    paths = [folder / f"{name}.ofd" for name in rows]
    for path, read in by_easyofd(python, paths).items():
        row = rows[Path(path).stem]
        file = File(Path(path).read_bytes())
        texts = {str(words[0]): str(words[1] or "") for page in read for words in page}
        wanted = [line for line in text_of(Path(path).with_suffix(".txt")) if not line.startswith("［图：")]
        if bare(paragraphs(file, texts)) != bare(wanted):
            row.wrong.append("easyofd reads another text")
        own = {piece.id: piece for piece in file.pieces()}
        for words in (words for page in read for words in page):
            x, y = words[2][0] + float(words[3]), words[2][1] + float(words[4])
            if hypot(x - own[str(words[0])].places[0][0], y - own[str(words[0])].places[0][1]) > 0.001:
                row.wrong.append(f"easyofd sets “{words[1]}” elsewhere")


def _with_ofdjs(library: Path, folder: Path, rows: dict[str, Row], pictures: Path | None) -> None:
    chromium = Chromium(library)
    try:
        for name, row in rows.items():
            data = (folder / f"{name}.ofd").read_bytes()
            try:
                read = chromium.read(data, 210.0, pictures / name if pictures else None)
            except Exception as fault:  # whatever the browser says of a file or a font
                row.wrong.append(f"ofd.js: {str(fault)[:200]}")
                continue
            far = apart(in_pdf((folder / f"{name}.pdf").read_bytes()), read)
            if far > MOST_APART:
                row.wrong.append(f"ofd.js sets a glyph {far:.2f} mm from the PDF")
    finally:
        chromium.close()


def _flips(folder: Path, rows: dict[str, Row], count: int) -> list[str]:
    names = sorted(rows, key=lambda name: rows[name].bytes)[:10]
    found = []
    for number, name in enumerate(names):
        data = (folder / f"{name}.ofd").read_bytes()
        share = count // len(names) + (number < count % len(names))
        found += [fault for spoiled in damaged(data, share, number) if (fault := unnamed(spoiled, folder))]
    return found


if __name__ == "__main__":
    sys.exit(main())
