"""The pages and the picture of a conference: from its record to the files of one folder, each looked at by the gate."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from docgen import builder, norms, papers, placing, poster
from docgen.errors import ConfigError, Problem, RecordError, WriteError, has_errors, problem, sort_problems
from docgen.privacy.gate import examined
from docgen.records import derive, references
from docgen.records.conference import Conference
from docgen.records.loader import load_or_raise
from docgen.records.models import Figure
from docgen.source import shown
from docgen.writers import picture, site

SVG, PNG = "一图读懂.svg", "一图读懂.png"


def files(record: Path, options: papers.Options, allow: Collection[str] = ()) -> tuple[dict[str, bytes], list[Problem]]:
    """File name → bytes of the web pages of the conference *record* and, where it has 亮点, of its picture.

    Raises a DocgenError for a record of another type, a faulty one, or one whose files would give something away.
    """
    space = builder.workspace(record)
    conference = load_or_raise(shown(record), space.project)
    if not isinstance(conference, Conference):
        raise ConfigError([problem(None, "U001", f"{shown(record)} 不是发布会记录", "写发布会记录的文件名")])
    kind = space.catalog.kind("collection")
    finished = builder.checked(papers.finish(kind, conference, space.project, space.engine, options)[0], space)
    problems = list(finished.problems)
    if finished.document is None:
        raise RecordError(problems)
    norm = norms.load(finished.document.meta.norm, space.project.house)
    made: dict[str, bytes] = {}
    drawing = None
    if items := _items(conference):
        heading = str(conference.title or "")
        below = "　".join(str(one) for one in (conference.name, conference.time) if one)
        made[SVG] = poster.svg(heading, below, items).encode()
        made[PNG] = picture.png(poster.svg(heading, below, items, picture.family(norm)), norm)
        drawing = (SVG, made[SVG], f"{heading}：{poster.description(items)}")
    made = site.pages(placing.fitted(finished.document, norm), norm, drawing) | made
    found = [
        item
        for name, data in made.items()
        for item in examined(data, name, finished.document, finished.secrets, allow).problems
    ]
    problems += dict.fromkeys(found)
    if has_errors(found):
        raise WriteError(sort_problems(problems))
    return made, problems


def _items(conference: Conference) -> list[poster.Item]:
    """The 亮点, each with what it counts, its period and its source; 本院 is the office whose figure it is."""
    found = []
    for name in conference.highlights:
        figure = references.target(conference, str(name))
        if not isinstance(figure, Figure):
            continue
        member = next((one for one in conference.members if figure in one.case.figures.values()), None)
        own = derive.own_office(conference.hosts)
        office = derive.host_short(own) if own else ""
        if member:
            office = str(member.case.short_name or derive.short_name(str(member.case.procuratorate or "")))
        notes = [str(one).replace("本院", office) for one in (figure.period, figure.origin) if one]
        parts = []
        for part in figure.parts:
            one = references.target(member.case if member else conference, str(part))
            if isinstance(one, Figure):
                parts.append((str(one.period or part), str(one.outer or one.value or "")))
        if len({label for label, _ in parts}) < len(parts):
            parts = [(str(part), value) for part, (_, value) in zip(figure.parts, parts, strict=False)]
        found.append(
            poster.Item(
                str(name).rpartition(".")[2],
                str(figure.outer or figure.value or ""),
                office if member else "",
                "，".join(notes),
                tuple(parts),
            )
        )
    return found
