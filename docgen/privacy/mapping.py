"""真名↔化名: who is called what, for the file of the case and for nobody else."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from docgen.privacy.masks import Masks, MaskStyle
from docgen.privacy.spelling import folded
from docgen.records import derive
from docgen.records.models import Case

COLUMNS = ("记录", "类别", "登记的名字", "真名", "对外的称呼")


def table(cases: Sequence[Case], style: MaskStyle) -> bytes:
    """The table as CSV that Excel and WPS open as it is (UTF-8 with its mark)."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_plain(cell) for cell in row] for row in rows(cases, style))
    return text.getvalue().encode("utf-8-sig")


_COMPUTED = tuple("=+-@\t\r\n＝＋－＠")


def _plain(cell: str) -> str:
    """*cell* so that no spreadsheet computes it: an apostrophe before what it would take for a formula."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_COMPUTED) else cell


def rows(cases: Sequence[Case], style: MaskStyle) -> Iterator[tuple[str, ...]]:
    """One row for each party, each other person with a mask, each authority, in the order of the records."""
    masks = Masks.of(cases, style)
    listed: set[str] = set()
    for case, own in zip(cases, masks.parties, strict=True):
        record = PurePath(case.span.file).name
        for name, party in case.parties.items():
            listed.add(folded(str(party.full_name or "")))
            yield record, "当事人", name, str(party.full_name or ""), own[name]
        for name, agency in case.agencies.items():
            yield record, "机关", name, str(agency.full_name or ""), str(agency.outer or derive.OUTER)
    for name, mask in masks.persons.items():
        if name not in listed:
            yield "", "其他人员", "", name, mask
