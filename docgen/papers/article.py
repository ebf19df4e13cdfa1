"""What an account on the web shows round a public paper: who it is from, the figures of each case, the picture that goes along."""

from __future__ import annotations

from docgen.core.tree import Article
from docgen.papers.finish import Finished
from docgen.privacy import replacing
from docgen.records import references
from docgen.records.conference import Conference
from docgen.records.kinds import Record
from docgen.records.release import Release


def article(finished: Finished, record: Record) -> Article:
    """The article that *finished*, a public paper of *record*, is set in; its texts are masked as the paper is."""
    known = finished.secrets
    event = record.event if isinstance(record, Release) else record if isinstance(record, Conference) else None
    hosts = record.hosts if isinstance(record, Conference | Release) and record.hosts else event.hosts if event else ()
    names = tuple(str(host.name) for host in hosts if host.name)

    def said(text: str) -> str:
        return replacing.masked_text(text, known) if known else text

    if event is None:
        return Article(names)
    found = list(references.of(event))
    own = isinstance(record, Conference)
    figures = tuple(
        tuple((said(one.value), said(one.words)) for one in found if one.member is member) for member in event.members
    )
    poster = said(f"一图读懂：{event.title}") if found else ""
    palette = str((event.poster and event.poster.palette) or "")
    return Article(tuple(map(said, names)), figures if own else (), poster, palette)
