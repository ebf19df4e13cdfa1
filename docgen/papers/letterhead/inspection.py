"""What can be told of an office's Word file without a record; and a copy of it with comments at the faults."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

from docx import Document
from docx.text.paragraph import Paragraph
from jinja2 import meta, nodes

from docgen.core.errors import Problem
from docgen.core.source import Span
from docgen.papers.letterhead.normal import W
from docgen.papers.letterhead.tags import Prepared, place, quoted
from docgen.papers.templates.engine import Engine
from docgen.papers.templates.faults import inspect, left_over, problems_of, wrong_tags
from docgen.papers.views.view import Scope


@dataclass(frozen=True, slots=True)
class Inspected:
    """``used`` are the names that the file asks for at the top, ``unused`` the needed ones that it does not.

    ``cut`` tells of tags that Word had cut into runs: they work all the same.
    """

    used: tuple[str, ...]
    unused: tuple[str, ...]
    cut: tuple[str, ...]
    problems: tuple[Problem, ...]
    paragraphs: tuple[int, ...]


def inspected(prepared: Prepared, engine: Engine, tops: Sequence[Scope], needs: Sequence[str]) -> Inspected:
    """The names and faults of *prepared*; ``paragraphs`` gives for each Problem the number of its paragraph."""
    cut = tuple(place(tag) for tag in prepared.tags if tag.cut)
    source, wrong = engine.mended(prepared.source)
    broken = wrong_tags(wrong, prepared.file)
    try:
        tree = engine.word_environment(str).parse(source, prepared.file, prepared.file)
        # Here Jinja also finds out that there is no such filter.
        asked = meta.find_undeclared_variables(tree)
    except Exception as fault:  # Jinja lets through what Python says of brackets too deep or numbers too long
        found = [*broken, *problems_of(fault, prepared.file, None)]
        return Inspected((), tuple(needs), cut, *_with_loose(_placed(found, prepared), prepared))
    used = tuple(dict.fromkeys(node.name for node in tree.find_all(nodes.Name) if node.name in asked))
    unused = tuple(need for need in needs if need.partition(".")[0] not in used)
    return Inspected(
        used,
        unused,
        cut,
        *_with_loose(
            _placed([*broken, *inspect(tree, prepared.file, tops), *_left_over(prepared, tops)], prepared), prepared
        ),
    )


_Placed = tuple[tuple[Problem, ...], tuple[int, ...]]


def _with_loose(placed: _Placed, prepared: Prepared) -> _Placed:
    """*placed*, and the braces that open or close nothing, by paragraph; what else is wrong in such a one is told by them."""
    broken = {number for number, _ in prepared.loose}
    pairs = [(number, item) for item, number in zip(*placed, strict=True) if number not in broken]
    pairs = sorted([*prepared.loose, *pairs], key=lambda pair: pair[0] or 10**6)
    return tuple(item for _, item in pairs), tuple(number for number, _ in pairs)


def _left_over(prepared: Prepared, tops: Sequence[Scope]) -> list[Problem]:
    return left_over(prepared.source, prepared.file, [name for top in tops for name in top.names()])


def _placed(problems: Sequence[Problem], prepared: Prepared) -> _Placed:
    """*problems*, a line of the inspected text being a paragraph of the file: quoted, for Word has no line numbers."""
    told, numbers = [], []
    for item in problems:
        number = item.span.line if item.span else 0
        words = prepared.lines[number - 1] if 0 < number <= len(prepared.lines) else ""
        paragraph = prepared.numbers[number - 1] if words else 0
        where = f"第{paragraph}段" if paragraph else "页眉、页脚或者注里"
        message = f"{item.message}（{where}：{quoted(words)}）" if words else item.message
        told.append(replace(item, span=Span(prepared.file), message=message))
        numbers.append(paragraph)
    return tuple(told), tuple(numbers)


def commented(prepared: Prepared, found: Inspected) -> bytes:
    """A copy of the office's file, as .docx, with a Word comment at each fault that stands in its text."""
    document = Document(io.BytesIO(prepared.plain))
    elements = [element for element in document.element.body.iter() if element.tag == f"{W}p"]
    for item, number in zip(found.problems, found.paragraphs, strict=True):
        # Those of headers and footers have no room for comments.
        element = elements[number - 1] if 0 < number <= len(elements) else None
        runs = Paragraph(element, document).runs if element is not None else []
        if runs:
            text = "\n".join(part for part in (f"{item.code} {item.message}", item.hint) if part)
            document.add_comment(runs, text=text, author="docgen", initials="d")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
