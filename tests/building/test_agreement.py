"""The finished files of two kits, read back: order, numbers, names and figures agree in all of them."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import docx
import pytest
from docx.table import Table
from docx.text.paragraph import Paragraph
from helpers import CONFERENCE, OCCASION, ROOT, documents, process, stem

import docgen
from docgen.building.kit import comparison
from docgen.checks import figures
from docgen.records import numbers
from docgen.records.conference import Conference

TAG = re.compile(r"<[^>]+>")
DERIVED = re.compile(r"\d+(?:件|项)")
"""Counts that docgen makes itself: of cases, of the steps of the agenda."""


@dataclass(frozen=True)
class Kit:
    record: Conference
    papers: dict[str, list[str]]
    """Label (01 议程) → the lines of the finished file."""

    def holding(self, *names: str) -> Iterator[tuple[str, str]]:
        for label, lines in self.papers.items():
            if any(name in label for name in names):
                yield label, "\n".join(lines)


def lines_of(path: Path) -> list[str]:
    match path.suffix:
        case ".docx":
            found: list[str] = []
            for block in docx.Document(str(path)).iter_inner_content():
                if isinstance(block, Paragraph):
                    # Where a line is broken so that none ends in one character is no matter of the words.
                    found.append(block.text.replace("\n", ""))
                elif isinstance(block, Table):
                    found += [" | ".join(cell.text for cell in row.cells) for row in block.rows]
            return found
        case ".html":
            body = path.read_text(encoding="utf-8").partition("<body>")[2]
            return [
                unescape(TAG.sub("", line)) for line in re.sub(r"<script.*?</script>", "", body, flags=re.S).split("\n")
            ]
        case ".svg":
            return [
                "".join(one.itertext()) for one in ET.parse(path).getroot().iter("{http://www.w3.org/2000/svg}text")
            ]
    return []


@pytest.fixture(scope="module", params=[OCCASION, CONFERENCE], ids=lambda path: path.parent.name)
def kit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    out = tmp_path_factory.mktemp(stem(request.param.parent))
    ran = process(["build", request.param, "-o", out], ROOT)
    assert ran.code == 0, ran.talk
    record = docgen.load(request.param)
    assert isinstance(record, Conference)
    tops = [out / face / str(record.title) for face in ("对外", "内部")]
    found = [(path.relative_to(top).as_posix(), path) for top in tops for path in sorted(top.rglob("*.*"))]
    return Kit(record, {label: lines_of(path) for label, path in found if path.is_file()})


def test_files_are_numbered_in_the_order_of_the_record(kit: Kit) -> None:
    # Those with something still to be written lie inside; the numbers go through both folders.
    labels = sorted(label.partition("/")[0].partition(".")[0] for label in kit.papers if label[0].isdigit())
    found = [label.partition(" ")[2] for label in dict.fromkeys(labels)]
    # An account has an article of the collection and one of each release.
    shown = [name for name in found if not name.startswith("公众号（")]
    assert shown == [str(name) for name in kit.record.material if name != "答问参考"]
    assert [label[:2] for label in dict.fromkeys(labels)] == [f"{number:02}" for number in range(1, len(found) + 1)]
    assert "答问参考.docx" in kit.papers


def test_every_paper_lists_the_cases_in_one_order_under_one_number_and_title(kit: Kit) -> None:
    numbered = re.compile(r"案例[\d一二三四五六七八九十]+：[^：\n|]*?公益诉讼案")
    collection, beside = (text for _, text in kit.holding("典型案例集"))
    assert beside == collection, "the file beside the pages is that of the kit"
    titles = list(dict.fromkeys(numbered.findall(collection)))
    assert len(titles) == len(kit.record.members)
    told = 0
    for label, text in kit.holding("议程", "主持词", "发布词", "新闻通稿", "答记者问", "答问参考"):
        found = list(dict.fromkeys(numbered.findall(text)))
        assert found in ([], titles), label
        told += bool(found)
    assert told >= 3
    # On the web the number stands in a block of its own.
    bare = [title.partition("：")[2] for title in titles]
    for label, text in kit.holding("公众号.wechat"):
        places = [text.find(title) for title in bare]
        assert -1 not in places and places == sorted(places), label
    # The first page tells them apart by their matters.
    ((label, text),) = kit.holding("index")
    matters = [str(member.case.matter) for member in kit.record.members]
    places = [text.partition("典型案例")[2].find(matter) for matter in matters]
    assert all(matter in title for matter, title in zip(matters, bare, strict=True))
    assert -1 not in places and places == sorted(places), label
    pages = [text for label, text in kit.holding("网页/0")]
    assert [next(title for title in bare if title in text) for text in pages] == bare


def test_persons_have_one_post_and_one_order(kit: Kit) -> None:
    persons = [one for one in kit.record.persons if one.role != "主持"]
    for label, lines in kit.papers.items():
        text = "\n".join(lines)
        places = [text.find(str(one.name)) for one in persons]
        if "座次" not in label and "答记者问" not in label:
            shown = [place for place in places if place >= 0]
            assert shown == sorted(shown), label
        for one in kit.record.persons:
            for found in re.finditer(rf"([\u4e00-\u9fff]{{4,}}){one.name}", text):
                # A step of a script puts a word before the post: 首先，请…；回答：….
                assert found[1].endswith(str(one.post)), label
    if persons:
        (cards,) = (text for _, text in kit.holding("席卡"))
        assert all(f"{one.name}\n{one.post}" in cards for one in kit.record.persons)


def test_the_table_of_persons_reads_a_post_that_stands_behind_its_name() -> None:
    """The column of the agenda held bare names, as if it printed no posts."""
    record = docgen.load(OCCASION)
    assert isinstance(record, Conference)
    found = comparison.compare([record], [("议程", documents(OCCASION, "agenda")[0])])
    assert [row.cells[0].sentences for row in found.persons] == [(f"{one.post}{one.name}",) for one in record.persons]


def test_every_figure_is_the_registered_one_and_no_inner_value_is_out(kit: Kit) -> None:
    entries = figures.register([kit.record])
    forms = {str(entry.outer) for entry in entries}
    registered = [number for form in forms if (number := numbers.parse(form))]
    # The picture says by how much the last of a series is more than the first.
    apart = {abs(one.value - other.value) for one in registered for other in registered}
    printed: set[str] = set()
    for label, text in kit.holding("议程", "主持词", "发布词", "新闻通稿", "消息", "答记者问", "答问参考", "一图读懂"):
        for number in numbers.find(text):
            known = any(number.same(one) for one in registered) or DERIVED.fullmatch(number.text)
            known = known or ("一图读懂" in label and number.value in apart)
            # A gap names the material of the record by its line, never by a number of its own.
            assert known, f"{label}: {number.text}"
            printed.add(number.text)
    highlights = [entry for entry in entries if entry.label in {str(one.figure) for one in kit.record.highlights}]
    assert all(str(entry.outer) in printed for entry in highlights if not entry.owner)
    everything = "\n".join(line for lines in kit.papers.values() for line in lines)
    for entry in entries:
        inner, outer = str(entry.figure.value), str(entry.outer)
        if inner != outer and inner not in outer:
            assert not re.search(rf"(?<![\d.]){re.escape(inner)}", everything), entry.label
