"""Which records and files cite a law: where, which articles, and what the citation means on a day.

Records are read as text, not loaded: thousands of them are asked at once, and a record with faults
cites laws as well as any other.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen.checks.citations import Citation, citations, plain_name
from docgen.checks.norms import key
from docgen.checks.statutes import Statute, find, national
from docgen.core.apart import contents
from docgen.core.tree import Document, Paragraph, Table, plain_text
from docgen.page.shape import table_cells
from docgen.privacy.carriers import carriers
from docgen.records.project import Project
from docgen.records.yaml.decode import to_text

__all__ = ["Cited", "Citing", "about", "changes", "cited", "citing", "meaning", "national"]

_DATE = re.compile(r"(\d{4})(?:年|-|/)(\d{1,2})(?:月|-|/)(\d{1,2})(?!\d)")


@dataclass(frozen=True, slots=True)
class Citing:
    """One citation. ``line`` and ``column`` are 0 where the file has no lines, as in Word; ``day`` is that of its text."""

    path: Path
    line: int
    column: int
    name: str
    articles: tuple[str, ...]
    statute: Statute | None
    day: datetime.date | None


def citing(path: Path, project: Project, name: str = "") -> Iterator[Citing]:
    """Every citation of the law *name* (``""``: of any) in the file *path*, in order.

    *name* may be the full name or the short one, as the tables know it. ``day`` is the last date that
    the file names. OSError or ``carriers.Unreadable`` where the file cannot be read.
    """
    wanted = _names(project, name) if name else frozenset[str]()
    data = contents(path, str(path))
    has_lines = path.suffix.lower() in (".yaml", ".yml", ".txt", ".md")
    texts = [to_text(data, str(path))[0]] if has_lines else [each.seen for each in carriers(data, path.name)]
    day = _last_day("\n".join(texts))
    seen: set[tuple[str, tuple[str, ...]]] = set()
    for text in texts:
        if "《" not in text:
            continue
        starts = [0, *(found.end() for found in re.finditer("\n", text))]
        for citation in citations(text):
            if wanted and key(citation.name) not in wanted:
                continue
            articles = tuple(text[each.start : each.stop] for each in citation.articles)
            line = bisect_right(starts, citation.start)
            at = (line, citation.start - starts[line - 1] + 1) if has_lines else (0, 0)
            # The parts of a package say the same again.
            if has_lines or (citation.name, articles) not in seen:
                yield Citing(path, *at, citation.name, articles, find(project, citation.name), day)
            seen.add((citation.name, articles))


def _names(project: Project, name: str) -> frozenset[str]:
    plain = name.strip("《》")
    statute = find(project, plain)
    return frozenset({key(plain), key(plain_name(plain)), *([key(statute.name)] if statute else [])})


def _last_day(text: str) -> datetime.date | None:
    found = []
    for year, month, day in set(_DATE.findall(text)):
        try:
            found.append(datetime.date(int(year), int(month), int(day)))
        except ValueError:
            continue
    return max(found, default=None)


def meaning(statute: Statute | None, day: datetime.date | None) -> str:
    """What a citation of *statute* means on *day*: which text, or that there is none."""
    if statute is None:
        return "法规表里没有"
    if day is not None and day < statute.since:
        return f"{_words(statute.since)}才施行"
    if day is not None and statute.until is not None and statute.until <= day:
        return f"{_words(statute.until)}已经废止" + (
            f"，代替它的是《{statute.successor}》" if statute.successor else ""
        )
    if statute.ended:
        return f"已经由《{statute.successor}》废止，日期没有查到"
    texts = statute.texts(day)
    if not texts:
        return "当时的文本没有核对"
    text = texts[0]
    said = f"{_words(text.since)}{'起施行' if text.exact else '修改'}的文本" + (f"，{text.last}条" if text.last else "")
    return said + ("；哪一天起施行没有查到" if len(texts) > 1 else "")


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation on a paper: characters *start* to *stop* of a block (or of its ``cell``), and what it means."""

    block: int
    cell: tuple[int, int] | None
    start: int
    stop: int
    words: str


def cited(document: Document, project: Project, day: datetime.date | None) -> Iterator[Cited]:
    """Every citation on the paper *document* that names a law of the tables, as of *day* (``None``: as of now)."""
    for index, block in enumerate(document.blocks):
        texts: list[tuple[tuple[int, int] | None, str]] = []
        if isinstance(block, Paragraph):
            texts = [(None, plain_text(block.inlines))]
        elif isinstance(block, Table):
            for row, cells in enumerate(table_cells(block)[1]):
                column = 0
                for cell, taken in cells:
                    texts.append(((row, column), plain_text(cell)))
                    column += taken
        for where, text in texts:
            for citation in citations(text):
                statute = find(project, citation.name)
                if statute is not None:
                    yield Cited(index, where, citation.start, citation.stop, about(statute, citation, text, day))


def about(statute: Statute, citation: Citation, text: str, day: datetime.date | None) -> str:
    """What *citation* of *text* means on *day*, a line each: the law and its version, the articles with their 款."""
    lines = [f"《{statute.full_name}》：{meaning(statute, day)}"]
    version = next(iter(statute.texts(day)), None)
    for article in citation.articles:
        clauses = version.clauses(article.number, article.sub) if version is not None else None
        words = text[article.start : article.stop]
        name = words.partition("条")[0] + "条" + (words.partition("条")[2].split("第")[0] if article.sub else "")
        if version is not None and version.last and article.number > version.last:
            lines.append(f"{name}：这个文本只有{version.last}条")
        elif clauses is not None:
            lines.append(f"{name}：{len(clauses)}款")
    return "\n".join(dict.fromkeys(lines))


def changes(statute: Statute | None, since: datetime.date) -> list[str]:
    """What has happened to *statute* after *since*, in words: new texts, its end."""
    if statute is None:
        return []
    found = [
        f"{_words(version.since)}{'起施行新的文本' if version.exact else '修改'}"
        for version in statute.versions
        if version.since > since and version.since != statute.since
    ]
    if statute.until is not None and statute.until > since:
        by = f"，由《{statute.successor}》代替" if statute.successor else ""
        found.append(f"{_words(statute.until)}废止{by}")
    return found


def _words(day: datetime.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
