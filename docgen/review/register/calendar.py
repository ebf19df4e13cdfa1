"""Due dates that are not met yet → a calendar file (RFC 5545), the same bytes each time."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from docgen.checks.workdays import ASSUMED
from docgen.privacy.mask import replaced
from docgen.privacy.masks import usual_mask
from docgen.privacy.naming import is_firm
from docgen.review.register.rows import Due, Row

_STAMP = "19800101T000000Z"
"""When an entry was made says nothing here, and a clock would change the file at every run."""


def calendar(rows: Iterable[Row]) -> bytes:
    """The open periods of *rows*, and the ends of 整改期限 and 审查起诉期限, as entries of a whole day with a reminder three days before."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//docgen//ledger//ZH", "CALSCALE:GREGORIAN"]
    for row in rows:
        for due in _open(row):
            who = row.cells.get("被建议单位") or _outer(str(row.cells.get("立案对象") or ""))
            # The matter names persons too: 整治何雨生等人污染河道.
            title = replaced(f"{due.name}期限：{row.case}" + (f"（{who}）" if who else ""), row.held)
            mark = hashlib.sha256(f"{title}{due.day}".encode()).hexdigest()[:24]
            title += "" if due.known else f"（{ASSUMED}）"
            lines += [
                "BEGIN:VEVENT",
                f"UID:{mark}@docgen",
                f"DTSTAMP:{_STAMP}",
                f"DTSTART;VALUE=DATE:{due.day:%Y%m%d}",
                f"SUMMARY:{_escaped(title)}",
            ]
            lines += [
                "TRANSP:TRANSPARENT",
                "BEGIN:VALARM",
                "ACTION:DISPLAY",
                f"DESCRIPTION:{_escaped(title)}",
                "TRIGGER:-P3D",
                "END:VALARM",
                "END:VEVENT",
            ]
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _outer(name: str) -> str:
    """*name* as a phone may show it: an authority or a firm by its name, a person as 何某."""
    parts = re.split("[、，；]", name)
    return "、".join(
        one if is_firm(one) or _BODY.search(one) else usual_mask(one, "某甲") or "" for one in parts if one
    )


_BODY = re.compile(r"[局委厅办队所站会院处署]$|政府$|中心$|公司$")


def _open(row: Row) -> Iterator[Due]:
    yield from (due for due in row.dues if due.done is None)
    yield from row.ends


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """*line* in pieces of at most 75 bytes, never cut inside a character."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > 74:
            yield piece
            piece, size = " ", 1
        piece += character
        size += width
    yield piece
