"""The made-up corpus: cases, titles and sections exactly right, and no character lost, also where a document is broken."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest

from docgen.intake import collection, headings
from docgen.intake.found import Found, Source
from docgen.intake.recognise import recognise
from docgen.intake.run import reader_for
from docgen.intake.text import finish
from tests.intake.corpus import Made, corpus

DOCUMENTS = list(corpus())


def read(made: Made, data: bytes | None = None) -> Source:
    name = f"{made.name}.{made.manner.container}"
    source = reader_for(made.data if data is None else data, name)(made.data if data is None else data, name)
    finish(source)
    return source


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def judged(made: Made) -> tuple[int, int, int, int, list[str]]:
    """(titles right, titles, sections right, sections, what was wrong) of one document."""
    found = collection.cases(read(made).lines)
    got = found.cases if found else []
    if got:
        list(collection.tail(got[-1]))
    titles = sections = 0
    wrong: list[str] = []
    total = sum(len(case.sections) for case in made.cases)
    if len(got) != len(made.cases):
        return 0, len(made.cases), 0, total, [f"{made.name} {made.manner}: {len(got)} cases of {len(made.cases)}"]
    for truth, case in zip(made.cases, got, strict=True):
        right = squeezed(case.title) == squeezed(truth.title) and [squeezed(line.text) for line in case.notes] == [
            squeezed(note) for note in truth.notes
        ]
        titles += right
        if not right:
            wrong.append(f"{made.name} title {case.title!r} notes {[line.text for line in case.notes]}")
        parts = [
            (part.heading.name if part.heading else "", [squeezed(line.text) for line in part.lines])
            for part in case.parts
        ]
        for index, (name, body) in enumerate(truth.sections):
            same = index < len(parts) and parts[index] == (name, [squeezed(text) for text in body])
            sections += same
            if not same:
                wrong.append(f"{made.name} section {name}: {[name for name, _ in parts]}")
    return titles, len(made.cases), sections, total, wrong


def test_titles_and_sections_are_exactly_right() -> None:
    results = [judged(made) for made in DOCUMENTS]
    titles, of_titles, sections, of_sections = (sum(result[at] for result in results) for at in range(4))  # type: ignore[misc]
    wrong = "\n".join(line for result in results for line in result[4])
    assert len(DOCUMENTS) >= 60
    assert titles >= 0.98 * of_titles, wrong
    assert sections >= 0.98 * of_sections, wrong


def words_of(value: Any) -> str:
    if isinstance(value, dict):
        return "".join(key + words_of(item) for key, item in value.items())
    if isinstance(value, list):
        return "".join(map(words_of, value))
    return str(value)


def everything(source: Source, found: Found) -> str:
    """All words of the records (as they stood) and of what the report quotes."""
    draft = found.drafts[-1]
    told = "".join(one.text for one in source.dropped) + "".join(one.text for one in source.changes)
    return squeezed(
        words_of(draft.values)
        + "".join(words_of(part.values) + _title(part.values) for part in draft.parts)
        + told
        + _title(draft.values)
    )


def _title(values: dict[str, Any]) -> str:
    if "事由" not in values or "案名" in values:
        return ""
    kind = values.get("类型", "行政公益诉讼")
    verb = "督促" if kind == "行政公益诉讼" else "诉"
    return f"{values['检察院']}{verb}{values['事由']}{kind}案"


def lost(made: Made, lines: list[str], data: bytes | None = None) -> list[str]:
    source = read(made, data)
    found = recognise(source, made.name)
    assert found is not None
    haystack = everything(source, found)
    width = made.manner.wrap

    def kept(piece: str, line: str) -> bool:
        """Also where a line of a web page's frame was cut by the width and its halves were dropped one by one."""
        halves = [squeezed(line[at : at + width]) for at in range(0, len(line), width)] if width else [piece]
        return piece in haystack or all(half in haystack for half in halves)

    missing = []
    for line in lines:
        words = headings.bare(squeezed(line))
        heading = headings.heading(line)
        pieces = [heading.name, squeezed(heading.text)] if heading else [words]
        # The number of a case and of a point is made anew and is no text.
        pieces = [
            re.sub(r"^【?(?:典型)?案例[一二三四五六七八九十\d]+[：:】]*|^[一二三四五六七八九]是|【|】", "", piece)
            for piece in pieces
        ]
        missing += [piece for piece in pieces if re.search(r"[\u4e00-\u9fff]", piece) and not kept(piece, line)]
    return missing


@pytest.mark.parametrize("made", DOCUMENTS, ids=lambda made: made.name)
def test_no_text_is_lost(made: Made) -> None:
    kept = [
        line
        for line in made.lines
        if not (made.manner.contents == "line" and "；" in line and line[0] == "1" and len(line) > 80)
    ]
    assert lost(made, kept) == []


def broken(made: Made, chance: random.Random) -> tuple[list[str], bytes]:
    """The lines of *made* with headings gone, lines exchanged and the end cut off, as a text file."""
    lines = [line for line in made.lines if not (headings.heading(line) and chance.random() < 0.4)]
    for _ in range(3):
        one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
        lines[one], lines[other] = lines[other], lines[one]
    lines = lines[: chance.randint(len(lines) // 2, len(lines))]
    lines[-1] = lines[-1][: max(len(lines[-1]) // 2, 1)]
    return lines, "\n\n".join(lines).encode()


@pytest.mark.parametrize("made", DOCUMENTS, ids=lambda made: made.name)
def test_no_text_is_lost_from_a_broken_document(made: Made) -> None:
    lines, data = broken(made, random.Random(made.name))
    plain = Made(made.name, made.title, [], type(made.manner)(), lines, data)
    assert lost(plain, [line for line in lines if len(line) < 400 or "；" not in line]) == []
