"""Whatever the format: every character of the tree arrives, and the bytes depend on nothing but the tree."""

from __future__ import annotations

import hashlib
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Any

import docx
import pdfplumber
import pytest
from docx.oxml.ns import qn

from docgen.core.tree import Image, PageBreak, Table, walk
from docgen.formats import WRITERS
from docgen.page.norm.norms import missing_roles
from formats.ofd_inside import File
from formats.torture import ALT, document, named, norms, paragraph, plain_roles, torture

NORMS = norms()
TESTS = Path(__file__).parents[1]

WORLDS = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Shanghai", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "4242", "TZ": "America/New_York", "LC_ALL": "C", "USER": "别人", "PYTHONUTF8": "1"},
)
PROGRAM = """
import hashlib
from formats.torture import norms, torture
from docgen.formats import WRITERS
for norm in norms():
    for name, writer in WRITERS.items():
        print(norm.name, name, hashlib.sha256(writer.write(torture(norm), norm)).hexdigest())
"""


# — reading each format back as one long text —


def from_docx(data: bytes) -> str:
    body = docx.Document(io.BytesIO(data)).element.body
    marks = {qn("w:t"): lambda node: node.text or "", qn("w:tab"): lambda _: "\t", qn("w:p"): lambda _: "\n"}
    return "".join(marks[node.tag](node) for node in body.iter(*marks))


class Page(HTMLParser):
    """Collects the text of a page's body."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.found: list[str] = []
        self.inside = False
        self.feed(data.decode())

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.inside |= tag == "body"

    def handle_data(self, data: str) -> None:
        self.found += [data] if self.inside else []


def from_html(data: bytes) -> str:
    return "".join(Page(data).found)


def from_pdf(data: bytes) -> str:
    """The text of the type area, as it is copied from the page: without running heads and page numbers."""
    found = []
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        for page in pdf.pages:
            found += [one["text"] for one in page.chars if one["mcid"] is not None and one["top"] < 742]
    return re.sub(r"\s", "", "".join(found))


def from_ofd(data: bytes) -> str:
    return "\n".join(File(data).rows())


def from_wechat(data: bytes) -> str:
    """What the button of the page copies."""
    article = data.decode().partition('<main id="article">')[2].partition("</main>")[0]
    return "".join(Page(f"<body>{article}".encode()).found)


def from_text(data: bytes) -> str:
    return data.decode()


def from_json(data: bytes) -> str:
    def leaves(node: Any) -> Iterator[str]:
        if isinstance(node, dict):
            yield from (str(node[key]) for key in ("text", "alt") if key in node)
        for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            yield from leaves(child)

    return "\n".join(leaves(json.loads(data)["blocks"]))


READERS: dict[str, Callable[[bytes], str]] = {
    "docx": from_docx,
    "pdf": from_pdf,
    "ofd": from_ofd,
    "html": from_html,
    "wechat": from_wechat,
    "txt": from_text,
    "json": from_json,
}


def with_ink(text: str) -> str:
    """*text* without the marks that only control others: a glyph would be asked for each, and no font has one."""
    return re.sub("[\u200b\u202e\u2069]", "", text)


def on_paper(text: str) -> str:
    """What is left of *text* on paper: no spaces, no marks of direction, and what they turn round turned round."""
    turned = re.sub("\u202e(.*?)\u2069", lambda found: found[1][::-1], text)
    return re.sub(r"[\s\u200b\u00a0]", "", turned)


@pytest.fixture(params=NORMS, ids=named)
def norm(request: pytest.FixtureRequest) -> Any:
    return request.param


@pytest.fixture(params=WRITERS)
def form(request: pytest.FixtureRequest) -> str:
    return str(request.param)


# — the torture tree itself —


def test_every_format_can_be_read_back_here() -> None:
    assert set(READERS) == set(WRITERS)


def test_the_tree_holds_all_roles_and_all_nodes(norm: Any) -> None:
    tree = torture(norm)
    assert {getattr(block, "role", None) for block in tree.blocks} >= set(plain_roles(norm))
    assert {type(block).__name__ for block in tree.blocks} == {"Paragraph", "Table", "Image", "Contents", "PageBreak"}
    assert missing_roles(tree, norm) == []
    following = {type(after) for before, after in pairwise(tree.blocks) if is_break(before)}
    assert {Table, Image, PageBreak} <= following


def is_break(block: object) -> bool:
    return isinstance(block, PageBreak)


# — every format —


def test_every_text_arrives_in_order(norm: Any, form: str) -> None:
    tree = torture(norm)
    written = READERS[form](WRITERS[form].write(tree, norm))
    seen = {"pdf": on_paper, "ofd": with_ink}.get(form, str)
    at = 0
    for leaf in walk(tree):
        words = seen(leaf.text)
        assert words in written[at:], leaf
        # What stands in a box of the page comes where the box is.
        at = 0 if form == "pdf" and norm.boxes else written.index(words, at) + len(words)


def test_words_of_a_picture_arrive(norm: Any, form: str) -> None:
    assert ALT in READERS[form](WRITERS[form].write(torture(norm), norm))


def test_a_text_stands_only_once(norm: Any, form: str) -> None:
    words = "只出现一次的话"
    assert READERS[form](WRITERS[form].write(document(paragraph("正文", words)), norm)).count(words) == 1


def test_an_empty_document_can_be_written(norm: Any, form: str) -> None:
    assert READERS[form](WRITERS[form].write(document(), norm)).strip() == ""


def test_the_same_bytes_twice(norm: Any, form: str) -> None:
    one, other = (WRITERS[form].write(torture(norm), norm) for _ in range(2))
    assert one == other


def test_a_text_format_is_utf8_and_ends_its_lines_with_line_feeds(norm: Any, form: str) -> None:
    data = WRITERS[form].write(torture(norm), norm)
    if WRITERS[form].is_text:
        assert "\r" not in data.decode()
        assert data.endswith(b"\n")
    else:
        assert data.startswith({"docx": b"PK", "ofd": b"PK", "pdf": b"%PDF-1.7\n"}[form])


def test_the_same_bytes_in_every_process() -> None:
    here = "".join(
        f"{norm.name} {name} {hashlib.sha256(writer.write(torture(norm), norm)).hexdigest()}\n"
        for norm in NORMS
        for name, writer in WRITERS.items()
    )
    for world in WORLDS:
        settings = {**os.environ, **world, "PYTHONPATH": str(TESTS)}
        ran = subprocess.run([sys.executable, "-c", PROGRAM], env=settings, capture_output=True, check=True, timeout=60)
        assert ran.stdout.decode().replace("\r\n", "\n") == here


def test_work_grows_with_the_number_of_paragraphs_and_no_faster(norm: Any, form: str) -> None:
    """Counts calls, not seconds: five times the paragraphs, about five times the calls."""

    def calls(paragraphs: int) -> int:
        tree = document(*(paragraph("正文", f"第{number}段") for number in range(paragraphs)), norm=norm.name)
        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        before = sys.getprofile()
        sys.setprofile(count)
        try:
            WRITERS[form].write(tree, norm)
        finally:
            sys.setprofile(before)
        return counted

    calls(1)
    few = 60 if form in ("pdf", "ofd") else 1000
    assert calls(5 * few) < 5.5 * calls(few)
